/*
 * What happened when: one row a moment or a span, the cut-off as a line through
 * all of them. Dates are no figures: they stand in the labels and the table.
 * Layer: chart.
 */
#include "chart/draw.h"

#define RADIUS 6.0
#define THICKNESS 20.0
#define AXIS_HEIGHT 22.0
#define MARGIN 14.0

struct timeline {
    const struct chart_frame *frame;
    const struct chart_moment *items;
    size_t count;
    double now;
    struct slice now_label;
    struct range range;
};

static void timeline_measure(struct timeline *timeline)
{
    double lo, hi, room;

    for (size_t i = 0; i < timeline->count; i++) {
        range_add_value(&timeline->range, timeline->items[i].from);
        range_add_value(&timeline->range, timeline->items[i].end);
    }
    range_add_value(&timeline->range, timeline->now);
    lo = timeline->range.lo;
    hi = timeline->range.hi;
    room = larger((hi - lo) / 40, 0.05);
    timeline->range.lo = lo - room;
    timeline->range.hi = hi + room;
}

/* The first of January of every year that has room for its number. */
static void draw_years(struct canvas *canvas, const struct timeline *timeline,
                       const struct row_set *rows, const struct scale *scale,
                       struct scale span)
{
    double needed = text_width(SLICE("2000")) + 8;
    double left = -needed;

    markup_open(&canvas->svg, "g");
    markup_attribute_text(&canvas->svg, "aria-hidden", "true");
    for (int year = (int)timeline->range.lo; year <= (int)timeline->range.hi;
         year++) {
        double x = scale_place(scale, year);

        if ((double)year < timeline->range.lo)
            continue;
        rows_draw_rule(canvas, rows, "grid", x, span);
        if (x - left < needed || x + needed / 2 > canvas->width)
            continue;
        draw_text(canvas, "tick", (struct point){x, span.from - 7},
                  ANCHOR_MIDDLE,
                  arena_format(timeline->frame->arena, "%d", year));
        left = x;
    }
    markup_close(&canvas->svg);
}

/* The name of the line stands on the side that has room. */
static void draw_now(struct canvas *canvas, const struct timeline *timeline,
                     const struct row_set *rows, const struct scale *scale,
                     struct scale span)
{
    double x = scale_place(scale, timeline->now);
    bool fits_left = text_width(timeline->now_label) + 4 < x;

    rows_draw_rule(canvas, rows, "pace", x, span);
    draw_text(canvas, "pace-label",
              (struct point){fits_left ? x : 0, span.to + 18},
              fits_left ? ANCHOR_END : ANCHOR_START, timeline->now_label);
}

static void draw_mark(struct canvas *canvas, enum chart_mark mark,
                      struct point at)
{
    switch (mark) {
    case CHART_MARK_DONE:
        draw_circle(canvas, "dot-after", at, RADIUS);
        break;
    case CHART_MARK_PLANNED:
        draw_circle(canvas, "dot-before", at, RADIUS);
        break;
    case CHART_MARK_DEADLINE:
        draw_diamond(canvas, "target-mark", at, RADIUS + 1);
        break;
    case CHART_MARK_MISSED:
        draw_cross(canvas, at);
        break;
    }
}

static void draw_moment(struct canvas *canvas, const struct scale *scale,
                        const struct chart_moment *moment, double y)
{
    struct point from = {scale_place(scale, moment->from), y};
    struct point end = {scale_place(scale, moment->end), y};

    draw_line(canvas, "track", (struct point){scale->from, y},
              (struct point){scale->to, y});
    if (moment->is_span) {
        draw_line(canvas, "join", from, end);
        draw_mark(canvas, moment->from_mark, from);
    }
    draw_mark(canvas, moment->mark, end);
}

static void timeline_draw(struct markup *html, const struct timeline *timeline,
                          bool is_narrow)
{
    struct arena *arena = timeline->frame->arena;
    struct row_set rows = {ARENA_ARRAY(arena, timeline->count, struct row),
                           timeline->count, 0, 0};
    struct canvas canvas = {.is_narrow = is_narrow,
                            .width = canvas_width(is_narrow)};
    struct scale scale, span;

    for (size_t i = 0; i < timeline->count; i++)
        rows.items[i].text = timeline->items[i].label;
    rows_arrange(&rows, arena, is_narrow, AXIS_HEIGHT + 6, THICKNESS);
    scale = (struct scale){timeline->range.lo, timeline->range.hi,
                           rows.plot + MARGIN, canvas.width - MARGIN};
    span = (struct scale){0, 1, AXIS_HEIGHT, rows.bottom + 6};
    canvas.height = span.to + 26;
    canvas_open(&canvas, html, timeline->frame, false);
    draw_years(&canvas, timeline, &rows, &scale, span);
    draw_now(&canvas, timeline, &rows, &scale, span);
    rows_draw(&canvas, &rows);
    for (size_t i = 0; i < timeline->count; i++)
        draw_moment(&canvas, &scale, &timeline->items[i], rows.items[i].middle);
    canvas_close(&canvas, html);
}

static void text_cell(struct markup *html, struct slice text)
{
    markup_open(html, "td");
    markup_text(html, text);
    markup_close(html);
}

static void timeline_table(struct markup *html, const struct timeline *timeline,
                           const struct slice *heads)
{
    table_open(html, timeline->frame, heads, 2);
    for (size_t i = 0; i < timeline->count; i++) {
        const struct chart_moment *moment = &timeline->items[i];

        table_row_open(html, moment->name, (struct slice){0}, false);
        text_cell(html, moment->from_text);
        text_cell(html, moment->end_text);
        table_row_close(html);
    }
    table_close(html);
}

void chart_timeline(struct buf *out, const struct chart_frame *frame,
                    struct slice from_head, struct slice end_head,
                    const struct chart_moment *items, size_t count, double now,
                    struct slice now_label)
{
    struct timeline timeline = {.frame = frame,
                                .items = items,
                                .count = count,
                                .now = now,
                                .now_label = now_label};
    const struct slice heads[] = {from_head, end_head};
    struct markup html;

    timeline_measure(&timeline);
    frame_open(&html, out, frame, "chart-timeline");
    timeline_draw(&html, &timeline, false);
    timeline_draw(&html, &timeline, true);
    timeline_table(&html, &timeline, heads);
    frame_close(&html, frame);
}
