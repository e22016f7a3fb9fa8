/*
 * Two dots a row joined by a line. Layer: chart.
 */
#include "chart/draw.h"

#define RADIUS 6.5
#define THICKNESS 22.0
#define VALUE_GAP 11.0
#define AXIS_HEIGHT 26.0

struct dots {
    const struct chart_frame *frame;
    struct slice heads[2];
    const struct chart_dots_row *items;
    size_t count;
    const struct figure *pace;
    struct slice pace_label;
    bool has_links;
    struct range range;
    double value_width;
    const struct figure *like; /* any figure that is drawn, for the axis */
};

static void dots_add(struct dots *dots, const struct figure *figure)
{
    range_add(&dots->range, figure);
    if (!figure_is_drawn(figure))
        return;
    dots->like = figure;
    dots->value_width =
        larger(dots->value_width, figure_width(dots->frame, figure));
}

static void dots_measure(struct dots *dots)
{
    for (size_t i = 0; i < dots->count; i++) {
        dots_add(dots, dots->items[i].before);
        dots_add(dots, dots->items[i].after);
        dots->has_links = dots->has_links || dots->items[i].address.len > 0;
    }
    range_add(&dots->range, dots->pace);
    range_include_zero(&dots->range);
    range_include_whole(&dots->range, dots->like);
}

static void draw_axis(struct canvas *canvas, const struct dots *dots,
                      const struct row_set *rows, const struct scale *scale,
                      struct scale span)
{
    struct axis axis;

    axis_init(&axis, dots->frame, dots->range, canvas->is_narrow ? 4 : 7,
              dots->like);
    markup_open(&canvas->svg, "g");
    markup_attribute_text(&canvas->svg, "aria-hidden", "true");
    for (size_t i = 0; i < axis.count; i++) {
        double x = scale_place(scale, axis.ticks[i]);

        rows_draw_rule(canvas, rows, "grid", x, span);
        draw_text(canvas, "tick", (struct point){x, span.from - 7},
                  ANCHOR_MIDDLE, axis.labels[i]);
    }
    markup_close(&canvas->svg);
}

/* The name of the pace line stands left of it where the right has no room. */
static void draw_pace(struct canvas *canvas, const struct dots *dots,
                      const struct row_set *rows, const struct scale *scale,
                      struct scale span)
{
    if (!figure_is_drawn(dots->pace))
        return;
    double x = scale_place(scale, figure_size(dots->pace));
    double base = span.to + 18;
    double label = text_width(dots->pace_label);
    double value = figure_width(dots->frame, dots->pace);
    double middle = x;

    /* Label and figure meet in the middle, so that no estimate of a width
     * stands between them. */
    if (middle + value + 4 > canvas->width)
        middle = canvas->width - value - 4;
    if (middle - label - 4 < 0)
        middle = label + 4;
    rows_draw_rule(canvas, rows, "pace", x, span);
    draw_text(canvas, "pace-label", (struct point){middle - 2, base},
              ANCHOR_END, dots->pace_label);
    draw_figure(canvas, "pace-label", (struct point){middle + 3, base},
                ANCHOR_START, dots->pace);
}

static void draw_dot(struct canvas *canvas, const char *class,
                     struct point middle, const struct figure *figure,
                     bool is_left)
{
    double away = is_left ? -VALUE_GAP : VALUE_GAP;

    draw_circle(canvas, class, middle, RADIUS);
    draw_figure(canvas, "value",
                (struct point){middle.x + away, middle.y + DRAW_BASELINE},
                is_left ? ANCHOR_END : ANCHOR_START, figure);
}

/* What is missing is said at the left edge of the plot, or beside the dot that
 * is there. */
static void draw_half(struct canvas *canvas, const struct scale *scale,
                      const struct chart_dots_row *row, double y)
{
    bool has_before = figure_is_drawn(row->before);
    const struct figure *there = has_before ? row->before : row->after;
    const struct figure *missing = has_before ? row->after : row->before;
    double x = scale_place(scale, figure_size(there));
    double words = missing ? figure_width(canvas->frame, missing) : 0;
    bool fits = x + VALUE_GAP + words <= canvas->width;
    struct point at = {x + (fits ? VALUE_GAP : -VALUE_GAP), y + DRAW_BASELINE};

    draw_dot(canvas, has_before ? "dot-before" : "dot-after",
             (struct point){x, y}, there, fits);
    if (missing)
        draw_figure(canvas, "value", at, fits ? ANCHOR_START : ANCHOR_END,
                    missing);
}

static void draw_row(struct canvas *canvas, const struct scale *scale,
                     const struct chart_dots_row *row, double y)
{
    bool has_before = figure_is_drawn(row->before);
    bool has_after = figure_is_drawn(row->after);

    draw_line(canvas, "track", (struct point){scale->from, y},
              (struct point){scale->to, y});
    if (has_before && has_after) {
        double before = scale_place(scale, figure_size(row->before));
        double after = scale_place(scale, figure_size(row->after));

        draw_line(canvas, "join", (struct point){before, y},
                  (struct point){after, y});
        draw_dot(canvas, "dot-before", (struct point){before, y}, row->before,
                 before <= after);
        draw_dot(canvas, "dot-after", (struct point){after, y}, row->after,
                 before > after);
    } else if (has_before || has_after) {
        draw_half(canvas, scale, row, y);
    } else if (row->after || row->before) {
        draw_figure(canvas, "value",
                    (struct point){scale->from, y + DRAW_BASELINE},
                    ANCHOR_START, row->after ? row->after : row->before);
    }
}

static void dots_draw(struct markup *html, const struct dots *dots,
                      bool is_narrow)
{
    struct arena *arena = dots->frame->arena;
    struct row_set rows = {ARENA_ARRAY(arena, dots->count, struct row),
                           dots->count, 0, 0};
    struct canvas canvas = {.is_narrow = is_narrow,
                            .width = canvas_width(is_narrow)};
    struct key_entry key[] = {
        {.class = "dot-before", .is_round = true, .label = dots->heads[0]},
        {.class = "dot-after", .is_round = true, .label = dots->heads[1]},
    };

    for (size_t i = 0; i < dots->count; i++) {
        rows.items[i].text = dots->items[i].label;
        rows.items[i].address = dots->items[i].address;
    }
    double top = key_arrange(dots->frame, key, COUNT_OF(key), 0, canvas.width) +
                 AXIS_HEIGHT;
    rows_arrange(&rows, arena, is_narrow, top + 6, THICKNESS);
    double room = dots->value_width + VALUE_GAP;
    struct scale scale = {dots->range.lo, dots->range.hi, rows.plot + room,
                          canvas.width - room};
    struct scale span = {0, 1, top, rows.bottom + 6};
    canvas.height = span.to + (figure_is_drawn(dots->pace) ? 26 : 2);
    canvas_open(&canvas, html, dots->frame, dots->has_links);
    key_draw(&canvas, key, COUNT_OF(key));
    draw_axis(&canvas, dots, &rows, &scale, span);
    draw_pace(&canvas, dots, &rows, &scale, span);
    rows_draw(&canvas, &rows);
    for (size_t i = 0; i < dots->count; i++)
        draw_row(&canvas, &scale, &dots->items[i], rows.items[i].middle);
    canvas_close(&canvas, html);
}

static void dots_table(struct markup *html, const struct dots *dots)
{
    const struct chart_frame *frame = dots->frame;

    table_open(html, frame, dots->heads, 2);
    for (size_t i = 0; i < dots->count; i++) {
        const struct chart_dots_row *row = &dots->items[i];

        table_row_open(html, row->label, row->address, false);
        table_cell(html, frame, row->before, (struct slice){0});
        table_cell(html, frame, row->after, (struct slice){0});
        table_row_close(html);
    }
    if (dots->pace) {
        table_row_open(html, dots->pace_label, (struct slice){0}, false);
        markup_element(html, "td", SLICE(""));
        table_cell(html, frame, dots->pace, (struct slice){0});
        table_row_close(html);
    }
    table_close(html);
}

void chart_dots(struct buf *out, const struct chart_frame *frame,
                struct slice before_head, struct slice after_head,
                const struct chart_dots_row *items, size_t count,
                const struct figure *pace, struct slice pace_label)
{
    struct dots dots = {.frame = frame,
                        .heads = {before_head, after_head},
                        .items = items,
                        .count = count,
                        .pace = pace,
                        .pace_label = pace_label};
    struct markup html;

    dots_measure(&dots);
    frame_open(&html, out, frame, "chart-dots");
    dots_draw(&html, &dots, false);
    dots_draw(&html, &dots, true);
    dots_table(&html, &dots);
    frame_close(&html, frame);
}
