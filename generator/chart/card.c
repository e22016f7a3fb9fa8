#include "chart/card.h"

#include "base/utf8.h"
#include "chart/draw.h"

#define MARGIN 64.0
#define ROOM (CARD_WIDTH - 2 * MARGIN)
#define LINE_PART 1.18 /* height of a line, in sizes of its text */
#define BOLD_PART 1.12 /* bold text is wider than text_width() has it */
#define TITLE_LINES 3
#define ACCENT "#1f5f8b"
#define INK "#16191d"
#define QUIET "#4c545d"

struct drawing {
    struct markup svg;
    const struct chart_card *card;
};

/* Size and weight of a text; it is never wider than `width`. */
struct style {
    double size;
    double width;
    bool is_bold;
    const char *colour; /* null = the accent */
};

static double width_of(const struct style *style, struct slice text)
{
    return text_width(text) * style->size / DRAW_TEXT_SIZE *
           (style->is_bold ? BOLD_PART : 1.0);
}

/* Signs that belong to the letter before them: no line begins with one. */
static bool is_joined(uint32_t code_point)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05C7},
                  {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0900, 0x0903},
                  {0x093A, 0x094F}, {0x0E31, 0x0E3A}, {0x0E47, 0x0E4E},
                  {0x200C, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
                  {0xFE20, 0xFE2F}};

    for (size_t i = 0; i < COUNT_OF(ranges); i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return true;
    return false;
}

/* Bytes of the longest beginning that has room; at least one letter. */
static size_t fitting(const struct style *style, struct slice text, double room)
{
    size_t kept = 0;

    for (size_t at = 0; at < text.len;) {
        size_t start = at;

        if (!is_joined(utf8_decode(text, &at)) && start > 0)
            kept = start;
        if (kept > 0 && width_of(style, slice_cut(text, 0, at)) > room)
            return kept;
    }
    return text.len;
}

/* At spaces; what has none, or is too long between them, anywhere. */
static struct text_lines lines_of(const struct drawing *drawing,
                                  const struct style *style, struct slice text)
{
    struct arena *arena = drawing->card->arena;
    double part = width_of(style, SLICE("n")) / text_width(SLICE("n"));
    struct text_lines whole = text_wrap(arena, text, style->width / part);
    struct text_lines lines = {.height = style->size * LINE_PART};

    for (size_t i = 0; i < whole.count; i++) {
        struct slice rest = whole.items[i];

        while (rest.len > 0) {
            size_t len = width_of(style, rest) <= style->width
                             ? rest.len
                             : fitting(style, rest, style->width);
            struct slice line = slice_cut(rest, 0, len);

            ARENA_PUSH(arena, &lines, line);
            rest = slice_cut(rest, len, rest.len);
        }
    }
    return lines;
}

/* The last of the lines that have room says that there is more. */
static void lines_cut(const struct drawing *drawing, const struct style *style,
                      struct text_lines *lines, size_t most)
{
    const struct slice more = SLICE("…");
    struct slice last;

    if (lines->count <= most)
        return;
    lines->count = most;
    last = lines->items[most - 1];
    if (width_of(style, last) + width_of(style, more) > style->width)
        last = slice_cut(
            last, 0,
            fitting(style, last, style->width - width_of(style, more)));
    lines->items[most - 1] = arena_join(drawing->card->arena, last, more);
}

static void text_open(struct drawing *drawing, const struct style *style,
                      double x, double y)
{
    struct markup *svg = &drawing->svg;
    struct slice accent = drawing->card->accent;

    markup_open(svg, "text");
    markup_attribute_number(svg, "x", x);
    markup_attribute_number(svg, "y", y);
    markup_attribute_number(svg, "font-size", style->size);
    if (style->is_bold)
        markup_attribute_text(svg, "font-weight", "bold");
    markup_attribute(svg, "fill",
                     style->colour != NULL ? slice_of(style->colour)
                     : accent.len > 0      ? accent
                                           : SLICE(ACCENT));
}

/* Lines from `y`, the first one's baseline; where the next would be. */
static double text_draw(struct drawing *drawing, const struct style *style,
                        struct slice text, double y, size_t most)
{
    struct text_lines lines = lines_of(drawing, style, text);

    lines_cut(drawing, style, &lines, most);
    for (size_t i = 0; i < lines.count; i++) {
        text_open(drawing, style, MARGIN, y);
        markup_text(&drawing->svg, lines.items[i]);
        markup_close(&drawing->svg);
        y += lines.height;
    }
    return y;
}

static void box_draw(struct drawing *drawing, struct box box,
                     struct slice colour)
{
    struct markup *svg = &drawing->svg;

    markup_open(svg, "rect");
    markup_attribute_number(svg, "x", box.x);
    markup_attribute_number(svg, "y", box.y);
    markup_attribute_number(svg, "width", box.width);
    markup_attribute_number(svg, "height", box.height);
    markup_attribute(svg, "fill", colour);
    markup_close(svg);
}

/* The number as large as it can be, its unit behind it. */
static void figure_draw(struct drawing *drawing, double y)
{
    const struct chart_card *card = drawing->card;
    struct style style = {88, ROOM, true, NULL};
    const struct style unit = {32, ROOM, false, QUIET};
    struct buf text = BUF_INIT;
    double width;

    figure_print(&text, card->figure, card->language);
    width = width_of(&style, buf_slice(&text));
    if (width > ROOM)
        style.size *= ROOM / width;
    text_open(drawing, &style, MARGIN, y);
    markup_attribute_text(&drawing->svg, "data-figure", card->figure->id);
    markup_text(&drawing->svg, buf_slice(&text));
    markup_close(&drawing->svg);
    width = width_of(&style, buf_slice(&text)) + 24;
    if (card->unit.len > 0 && width + width_of(&unit, card->unit) <= ROOM) {
        text_open(drawing, &unit, MARGIN + width, y);
        markup_text(&drawing->svg, card->unit);
        markup_close(&drawing->svg);
    } else if (card->unit.len > 0) {
        (void)text_draw(drawing, &unit, card->unit, y + 42, 1);
    }
    buf_release(&text);
}

/* What the page says first, below its title. */
static void headline_draw(struct drawing *drawing)
{
    const struct chart_card *card = drawing->card;
    const struct style label = {30, ROOM, false, QUIET};
    const struct style status = {60, ROOM, true, NULL};

    if (card->figure != NULL) {
        (void)text_draw(drawing, &label, card->label, 378, 1);
        figure_draw(drawing, 474);
    } else if (card->status.len > 0) {
        (void)text_draw(drawing, &status, card->status, 450, 1);
    }
}

/* Invented data say so here too. */
static void warning_draw(struct drawing *drawing)
{
    const struct chart_card *card = drawing->card;
    struct slice text =
        language_text(card->language, SLICE("Illustrative data"));
    const struct style style = {26, ROOM / 2, true, "#ffffff"};
    double width = width_of(&style, text) + 48;

    box_draw(drawing, (struct box){CARD_WIDTH - width, 20, width, 52},
             SLICE(INK));
    text_open(drawing, &style, CARD_WIDTH - width + 24, 55);
    markup_text(&drawing->svg, text);
    markup_close(&drawing->svg);
}

static void parts_draw(struct drawing *drawing)
{
    const struct chart_card *card = drawing->card;
    const struct style portal = {34, ROOM, true, NULL};
    const struct style title = {56, ROOM, true, INK};
    const struct style foot = {26, ROOM, false, QUIET};
    struct slice accent = card->accent.len > 0 ? card->accent : SLICE(ACCENT);

    box_draw(drawing, (struct box){0, 0, CARD_WIDTH, CARD_HEIGHT},
             SLICE("#ffffff"));
    box_draw(drawing, (struct box){0, 0, CARD_WIDTH, 20}, accent);
    if (!slice_equal(card->portal, card->title))
        (void)text_draw(drawing, &portal, card->portal, 116, 1);
    (void)text_draw(drawing, &title, card->title, 196, TITLE_LINES);
    headline_draw(drawing);
    box_draw(drawing, (struct box){MARGIN, 528, ROOM, 2}, accent);
    (void)text_draw(drawing, &foot, card->foot, 566, 1);
    (void)text_draw(drawing, &foot, card->publisher, 602, 1);
    if (card->illustrative)
        warning_draw(drawing);
}

void chart_card(struct buf *out, const struct chart_card *card)
{
    struct drawing drawing = {.card = card};
    struct markup *svg = &drawing.svg;

    markup_init(svg, out, MARKUP_XML);
    markup_open(svg, "svg");
    markup_attribute_text(svg, "xmlns", "http://www.w3.org/2000/svg");
    markup_attribute(svg, "xml:lang", card->language->tag);
    markup_attribute_number(svg, "width", CARD_WIDTH);
    markup_attribute_number(svg, "height", CARD_HEIGHT);
    markup_attribute(
        svg, "viewBox",
        arena_format(card->arena, "0 0 %d %d", CARD_WIDTH, CARD_HEIGHT));
    markup_attribute_text(svg, "font-family",
                          "DejaVu Sans, Noto Sans, sans-serif");
    markup_element(svg, "title", card->title);
    parts_draw(&drawing);
    markup_close(svg);
    markup_finish(svg);
    buf_add_char(out, '\n');
}
