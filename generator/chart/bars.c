/*
 * Horizontal bars from zero. Layer: chart.
 */
#include "chart/draw.h"

#define THICKNESS 20.0
#define VALUE_GAP 6.0

struct bars {
    const struct chart_frame *frame;
    const struct chart_bar *items;
    size_t count;
    bool has_links;
    struct range range;
    double value_width; /* of the widest printed figure */
};

static void bars_measure(struct bars *bars)
{
    for (size_t i = 0; i < bars->count; i++) {
        const struct chart_bar *bar = &bars->items[i];

        bars->has_links = bars->has_links || bar->address.len > 0;
        if (!bar->figure)
            continue;
        range_add(&bars->range, bar->figure);
        bars->value_width =
            larger(bars->value_width, figure_width(bars->frame, bar->figure));
    }
    range_include_zero(&bars->range);
}

static void draw_value(struct canvas *canvas, const struct scale *scale,
                       const struct figure *figure, double middle)
{
    double zero = scale_place(scale, 0);
    struct point at = {zero + VALUE_GAP, middle + DRAW_BASELINE};

    if (!figure_is_drawn(figure)) {
        draw_figure(canvas, "value", at, ANCHOR_START, figure);
        return;
    }
    double end = scale_place(scale, figure_size(figure));
    bool is_negative = end < zero;
    struct box box = {smaller(zero, end), middle - THICKNESS / 2,
                      larger(zero, end) - smaller(zero, end), THICKNESS};
    draw_bar(canvas, is_negative ? "bar bar-negative" : "bar", box, figure);
    at.x = end + (is_negative ? -VALUE_GAP : VALUE_GAP);
    draw_figure(canvas, "value", at, is_negative ? ANCHOR_END : ANCHOR_START,
                figure);
}

static void bars_draw(struct markup *html, const struct bars *bars,
                      bool is_narrow)
{
    struct arena *arena = bars->frame->arena;
    struct row_set rows = {ARENA_ARRAY(arena, bars->count, struct row),
                           bars->count, 0, 0};
    struct canvas canvas = {.is_narrow = is_narrow,
                            .width = canvas_width(is_narrow)};

    for (size_t i = 0; i < bars->count; i++) {
        rows.items[i].text = bars->items[i].label;
        rows.items[i].address = bars->items[i].address;
    }
    rows_arrange(&rows, arena, is_narrow, 4, THICKNESS);
    double room = bars->value_width + VALUE_GAP;
    struct scale scale = {bars->range.lo, bars->range.hi,
                          rows.plot + (bars->range.lo < 0 ? room : 1),
                          canvas.width - room};
    double zero = scale_place(&scale, 0);
    canvas.height = rows.bottom + 4;
    canvas_open(&canvas, html, bars->frame, bars->has_links);
    if (!is_narrow || bars->range.lo < 0)
        rows_draw_rule(&canvas, &rows, "zero", zero,
                       (struct scale){0, 1, 0, canvas.height});
    rows_draw(&canvas, &rows);
    for (size_t i = 0; i < bars->count; i++)
        if (bars->items[i].figure)
            draw_value(&canvas, &scale, bars->items[i].figure,
                       rows.items[i].middle);
    canvas_close(&canvas, html);
}

void chart_bars(struct buf *out, const struct chart_frame *frame,
                struct slice value_head, const struct chart_bar *items,
                size_t count)
{
    struct bars bars = {.frame = frame, .items = items, .count = count};
    struct markup html;

    bars_measure(&bars);
    frame_open(&html, out, frame, "chart-bars");
    bars_draw(&html, &bars, false);
    bars_draw(&html, &bars, true);
    table_open(&html, frame, &value_head, 1);
    for (size_t i = 0; i < count; i++) {
        table_row_open(&html, items[i].label, items[i].address, false);
        table_cell(&html, frame, items[i].figure, (struct slice){0});
        table_row_close(&html);
    }
    table_close(&html);
    frame_close(&html, frame);
}
