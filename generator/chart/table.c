/*
 * The data of a chart as a table, and what could not be drawn. Layer: chart.
 */
#include "chart/draw.h"

static void open_with_class(struct markup *html, const char *name,
                            const char *class)
{
    markup_open(html, name);
    markup_attribute_text(html, "class", class);
}

static void word(struct markup *html, const struct chart_frame *frame,
                 const char *class, const char *msgid)
{
    open_with_class(html, "span", class);
    markup_text(html, language_text(frame->language, slice_of(msgid)));
    markup_close(html);
    markup_text(html, SLICE(" "));
}

/* <data data-figure value>, with the words for what is missing. */
static void print_figure(struct markup *html, const struct chart_frame *frame,
                         const struct figure *figure)
{
    bool is_present = figure->status == FIGURE_PRESENT;
    struct buf exact = BUF_INIT;

    figure_print_exact(&exact, figure);
    markup_open(html, "data");
    markup_attribute_text(html, "data-figure", figure->id);
    markup_attribute(html, "value", buf_slice(&exact));
    buf_release(&exact);
    if (!is_present)
        open_with_class(html, "span", "missing");
    markup_text(html, figure_text(frame, figure));
    if (!is_present)
        markup_close(html);
    markup_close(html);
}

/* A reader of the table cannot see the hatching of the drawing. */
static void print_reservations(struct markup *html,
                               const struct chart_frame *frame,
                               const struct figure *figure)
{
    if (figure->withheld)
        word(html, frame, "flag", N_("rows withheld"));
    if (figure->provisional)
        word(html, frame, "flag", N_("provisional"));
    if (figure->disputed)
        word(html, frame, "flag disputed", N_("disputed"));
    if (figure->illustrative && !frame->illustrative)
        word(html, frame, "flag illustrative", N_("illustrative"));
}

static void table_head(struct markup *html, const struct chart_frame *frame,
                       const struct slice *heads, size_t head_count)
{
    markup_open(html, "thead");
    markup_open(html, "tr");
    markup_open(html, "th");
    markup_attribute_text(html, "scope", "col");
    markup_text(html, frame->label_head);
    markup_close(html);
    for (size_t i = 0; i < head_count; i++) {
        open_with_class(html, "th", "number");
        markup_attribute_text(html, "scope", "col");
        markup_text(html, heads[i]);
        markup_close(html);
    }
    markup_close(html);
    markup_close(html);
}

void table_open(struct markup *html, const struct chart_frame *frame,
                const struct slice *heads, size_t head_count)
{
    struct slice id = arena_format(frame->arena, "%s-table", frame->key);

    open_with_class(html, "details", "chart-data");
    markup_element(html, "summary",
                   language_text(frame->language, SLICE("Data as a table")));
    /* A box that scrolls must be reachable with the keyboard (WCAG 2.1.1). */
    open_with_class(html, "div", "table-scroll");
    markup_attribute_text(html, "role", "group");
    markup_attribute(html, "aria-labelledby", id);
    markup_attribute_text(html, "tabindex", "0");
    open_with_class(html, "table", "data");
    markup_open(html, "caption");
    markup_attribute(html, "id", id);
    markup_text(html, frame->title);
    markup_close(html);
    table_head(html, frame, heads, head_count);
    markup_open(html, "tbody");
}

static void link_open(struct markup *html, struct slice address)
{
    if (address.len == 0)
        return;
    markup_open(html, "a");
    markup_attribute(html, "href", address);
}

static void link_close(struct markup *html, struct slice address)
{
    if (address.len > 0)
        markup_close(html);
}

void table_row_open(struct markup *html, struct slice label,
                    struct slice address, bool is_part)
{
    markup_open(html, "tr");
    markup_open(html, "th");
    markup_attribute_text(html, "scope", "row");
    if (is_part)
        markup_attribute_text(html, "class", "part");
    link_open(html, address);
    markup_text(html, label);
    link_close(html, address);
    markup_close(html);
}

void table_cell(struct markup *html, const struct chart_frame *frame,
                const struct figure *figure, struct slice address)
{
    open_with_class(html, "td", "number");
    if (figure) {
        /* Before the number, which stays aligned with those above it. */
        print_reservations(html, frame, figure);
        link_open(html, address);
        print_figure(html, frame, figure);
        link_close(html, address);
    } else {
        word(html, frame, "missing", N_("no figure"));
    }
    markup_close(html);
}

void table_row_close(struct markup *html)
{
    markup_close(html);
    markup_raw(html, SLICE("\n"));
}

void table_close(struct markup *html)
{
    for (int i = 0; i < 4; i++) /* tbody, table, div, details */
        markup_close(html);
}

void table_open_series(struct markup *html, const struct chart_frame *frame,
                       const struct chart_series *series, size_t series_count)
{
    struct slice *heads =
        ARENA_ARRAY(frame->arena, series_count + 1, struct slice);

    for (size_t s = 0; s < series_count; s++)
        heads[s] = series[s].label;
    table_open(html, frame, heads, series_count);
}

void table_series_rows(struct markup *html, const struct chart_frame *frame,
                       const struct slice *positions, size_t position_count,
                       const struct chart_series *series, size_t series_count)
{
    for (size_t i = 0; i < position_count; i++) {
        table_row_open(html, positions[i], (struct slice){0}, false);
        for (size_t s = 0; s < series_count; s++)
            table_cell(html, frame, series[s].figures[i], (struct slice){0});
        table_row_close(html);
    }
}

void note_missing(struct note_list *notes, const struct chart_frame *frame,
                  struct slice label, const struct figure *figure)
{
    struct note note = {label, figure};

    if (figure && !figure_is_drawn(figure))
        ARENA_PUSH(frame->arena, notes, note);
}

void notes_write(struct markup *html, const struct chart_frame *frame,
                 const struct note_list *notes)
{
    if (notes->count == 0)
        return;
    open_with_class(html, "p", "chart-note");
    word(html, frame, "chart-note-head", N_("Not drawn:"));
    for (size_t i = 0; i < notes->count; i++) {
        if (i > 0)
            markup_text(html, SLICE("; "));
        markup_text(html, notes->items[i].label);
        markup_text(html, SLICE(" "));
        print_figure(html, frame, notes->items[i].figure);
    }
    markup_close(html);
}
