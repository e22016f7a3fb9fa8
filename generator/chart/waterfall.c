/*
 * How an amount became another: levels from zero, and steps between them, each
 * hanging where the one before it ended. Rows, so that labels have room and a
 * phone shows the same. Layer: chart.
 */
#include "chart/draw.h"

#define THICKNESS 20.0
#define VALUE_GAP 6.0

struct waterfall {
    const struct chart_frame *frame;
    const struct chart_step *items;
    size_t count;
    bool has_links;
    struct range range;
    double value_width;
    double *starts; /* where each bar begins and ends */
    double *ends;
};

/* A level stands from zero; a step goes on from where the last one ended. */
static void waterfall_measure(struct waterfall *w)
{
    double at = 0;

    w->starts = ARENA_ARRAY(w->frame->arena, w->count + 1, double);
    w->ends = ARENA_ARRAY(w->frame->arena, w->count + 1, double);
    for (size_t i = 0; i < w->count; i++) {
        const struct chart_step *step = &w->items[i];
        double size =
            figure_is_drawn(step->figure) ? figure_size(step->figure) : 0;

        w->has_links = w->has_links || step->address.len > 0;
        w->starts[i] = step->is_change ? at : 0;
        w->ends[i] = step->is_change ? at + size : size;
        if (step->figure != NULL)
            w->value_width =
                larger(w->value_width, figure_width(w->frame, step->figure));
        if (!figure_is_drawn(step->figure))
            continue;
        range_add_value(&w->range, w->starts[i]);
        range_add_value(&w->range, w->ends[i]);
        at = w->ends[i];
    }
    range_include_zero(&w->range);
}

static const char *step_class(const struct chart_step *step, double size)
{
    if (!step->is_change)
        return "bar";
    return size < 0 ? "bar bar-negative" : "bar bar-step";
}

static void step_draw(struct canvas *canvas, const struct waterfall *w,
                      const struct scale *scale, size_t i, double middle)
{
    const struct chart_step *step = &w->items[i];
    double from = scale_place(scale, w->starts[i]);
    double to = scale_place(scale, w->ends[i]);
    struct box box = {smaller(from, to), middle - THICKNESS / 2,
                      larger(from, to) - smaller(from, to), THICKNESS};
    struct point at = {larger(from, to) + VALUE_GAP, middle + DRAW_BASELINE};

    if (figure_is_drawn(step->figure))
        draw_bar(canvas, step_class(step, w->ends[i] - w->starts[i]), box,
                 step->figure);
    /* Beside the mark where there is room to its right, else to its left. */
    if (at.x + w->value_width > canvas->width &&
        smaller(from, to) - VALUE_GAP - w->value_width > 0) {
        at.x = smaller(from, to) - VALUE_GAP;
        draw_figure(canvas, "value", at, ANCHOR_END, step->figure);
        return;
    }
    draw_figure(canvas, "value", at, ANCHOR_START, step->figure);
}

/* From the end of a bar down to the next, when that hangs on it. */
static void joint_draw(struct canvas *canvas, const struct waterfall *w,
                       const struct scale *scale, const struct row_set *rows,
                       size_t i)
{
    double x = scale_place(scale, w->ends[i]);

    if (canvas->is_narrow || !w->items[i + 1].is_change ||
        !figure_is_drawn(w->items[i].figure))
        return;
    draw_line(canvas, "joint",
              (struct point){x, rows->items[i].middle + THICKNESS / 2},
              (struct point){x, rows->items[i + 1].middle - THICKNESS / 2});
}

static void waterfall_draw(struct markup *html, const struct waterfall *w,
                           bool is_narrow)
{
    struct arena *arena = w->frame->arena;
    struct row_set rows = {ARENA_ARRAY(arena, w->count, struct row), w->count,
                           0, 0};
    struct canvas canvas = {.is_narrow = is_narrow,
                            .width = canvas_width(is_narrow)};
    double room = w->value_width + VALUE_GAP;

    for (size_t i = 0; i < w->count; i++) {
        rows.items[i].text = w->items[i].label;
        rows.items[i].address = w->items[i].address;
    }
    rows_arrange(&rows, arena, is_narrow, 4, THICKNESS);
    struct scale scale = {w->range.lo, w->range.hi,
                          rows.plot + (w->range.lo < 0 ? room : 1),
                          canvas.width - room};
    canvas.height = rows.bottom + 4;
    canvas_open(&canvas, html, w->frame, w->has_links);
    rows_draw_rule(&canvas, &rows, "zero", scale_place(&scale, 0),
                   (struct scale){0, 1, 0, canvas.height});
    rows_draw(&canvas, &rows);
    for (size_t i = 0; i + 1 < w->count; i++)
        joint_draw(&canvas, w, &scale, &rows, i);
    for (size_t i = 0; i < w->count; i++)
        if (w->items[i].figure != NULL)
            step_draw(&canvas, w, &scale, i, rows.items[i].middle);
    canvas_close(&canvas, html);
}

void chart_waterfall(struct buf *out, const struct chart_frame *frame,
                     struct slice value_head, const struct chart_step *items,
                     size_t count)
{
    struct waterfall w = {.frame = frame, .items = items, .count = count};
    struct markup html;

    waterfall_measure(&w);
    frame_open(&html, out, frame, "chart-waterfall");
    waterfall_draw(&html, &w, false);
    waterfall_draw(&html, &w, true);
    table_open(&html, frame, &value_head, 1);
    for (size_t i = 0; i < count; i++) {
        table_row_open(&html, items[i].label, items[i].address,
                       items[i].is_change);
        table_cell(&html, frame, items[i].figure, (struct slice){0});
        table_row_close(&html);
    }
    table_close(&html);
    frame_close(&html, frame);
}
