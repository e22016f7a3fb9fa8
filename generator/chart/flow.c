/*
 * Flows: bands from ends on the left to ends on the right. Layer: chart.
 */
#include "chart/draw.h"

#define END_WIDTH 10.0    /* of the bar of an end */
#define LABEL_GAP 8.0     /* between a bar and its label */
#define END_GAP 10.0      /* between two ends */
#define BODY_HEIGHT 420.0 /* of all money, without gaps */
#define BAND_STEPS 16
#define SMALL_PART 0.8 /* of the usual size of text, on a narrow page */

/* An end, laid out. */
struct end {
    const struct chart_flow_end *of;
    struct text_lines lines;
    double size; /* of its bands, as figures */
    double top, height;
    double used; /* by bands drawn so far */
    double middle;
};

struct side {
    struct end *items;
    size_t count;
    double bar; /* left edge of the bars */
};

struct drawing {
    const struct chart_frame *frame;
    const struct chart_flow *flow;
    struct canvas canvas;
    struct side left, right;
    double total;
    double unit; /* height of one */
    struct note_list notes;
};

static const struct figure *band_at(const struct chart_flow *flow, size_t l,
                                    size_t r)
{
    return flow->bands[l * flow->right_count + r];
}

static double band_size(const struct chart_flow *flow, size_t l, size_t r)
{
    const struct figure *figure = band_at(flow, l, r);

    return figure_is_drawn(figure) && amount_sign(figure->value) > 0
               ? figure_size(figure)
               : 0;
}

/* --- places --- */

static double line_height(const struct drawing *d)
{
    return d->canvas.is_narrow ? DRAW_LINE_HEIGHT * SMALL_PART
                               : DRAW_LINE_HEIGHT;
}

static void side_begin(struct drawing *d, struct side *side,
                       const struct chart_flow_end *ends, size_t count,
                       double width)
{
    struct arena *arena = d->frame->arena;

    side->items = ARENA_ARRAY(arena, count + 1, struct end);
    side->count = count;
    for (size_t i = 0; i < count; i++) {
        struct end *end = &side->items[i];

        end->of = &ends[i];
        end->lines =
            d->canvas.is_narrow
                ? text_wrap_sized(arena, ends[i].label, width, SMALL_PART)
                : text_wrap(arena, ends[i].label, width);
    }
}

static void sizes_add(struct drawing *d)
{
    const struct chart_flow *flow = d->flow;

    d->total = 0;
    for (size_t l = 0; l < flow->left_count; l++)
        for (size_t r = 0; r < flow->right_count; r++) {
            double size = band_size(flow, l, r);

            d->left.items[l].size += size;
            d->right.items[r].size += size;
            d->total += size;
        }
}

/* Each end has room for its bar and for its label, whichever is taller. */
static double side_height(const struct drawing *d, const struct side *side)
{
    double height = 0;

    for (size_t i = 0; i < side->count; i++) {
        const struct end *end = &side->items[i];

        height +=
            END_GAP + larger(end->size * d->unit,
                             (double)(end->lines.count + 1) * line_height(d));
    }
    return height;
}

static void side_place(struct drawing *d, struct side *side, double height)
{
    double spare = side->count == 0
                       ? 0
                       : (height - side_height(d, side)) / (double)side->count;
    double top = END_GAP / 2;

    for (size_t i = 0; i < side->count; i++) {
        struct end *end = &side->items[i];
        double room;

        end->height = end->size * d->unit;
        room = larger(end->height,
                      (double)(end->lines.count + 1) * line_height(d)) +
               spare;
        end->middle = top + room / 2;
        end->top = end->middle - end->height / 2;
        top += room + END_GAP;
    }
}

/* --- marks --- */

/* Steep in the middle, level at both ends; no libm is needed. */
static double smooth(double t)
{
    return t * t * (3 - 2 * t);
}

static void edge_add(struct trail *trail, struct point from, struct point end)
{
    for (int i = 0; i <= BAND_STEPS; i++) {
        double t = (double)i / BAND_STEPS;

        trail_add(trail, (struct point){from.x + (end.x - from.x) * t,
                                        from.y + (end.y - from.y) * smooth(t)});
    }
}

static void band_draw(struct drawing *d, size_t l, size_t r)
{
    struct end *from = &d->left.items[l], *end = &d->right.items[r];
    double height = band_size(d->flow, l, r) * d->unit;
    double x1 = d->left.bar + END_WIDTH, x2 = d->right.bar;
    double y1 = from->top + from->used, y2 = end->top + end->used;
    bool open = from->of->is_open || end->of->is_open;
    struct trail trail = {0};

    if (height <= 0)
        return;
    edge_add(&trail, (struct point){x1, y1}, (struct point){x2, y2});
    edge_add(&trail, (struct point){x2, y2 + height},
             (struct point){x1, y1 + height});
    trail_draw(&trail, &d->canvas, open ? "flow-band open" : "flow-band");
    from->used += height;
    end->used += height;
}

static void end_draw(struct drawing *d, const struct side *side,
                     const struct end *end)
{
    bool is_left = side == &d->left;
    bool is_narrow = d->canvas.is_narrow;
    enum draw_anchor anchor = is_left ? ANCHOR_END : ANCHOR_START;
    struct box box = {side->bar, end->top, END_WIDTH, larger(end->height, 1)};
    struct point at = {
        is_left ? side->bar - LABEL_GAP : side->bar + END_WIDTH + LABEL_GAP,
        end->middle - (double)end->lines.count * line_height(d) / 2 +
            DRAW_BASELINE};

    draw_bar(&d->canvas, end->of->is_open ? "flow-end open" : "flow-end", box,
             end->of->figure);
    draw_link_open(&d->canvas, end->of->address);
    /* Each line a text: the space between lines would move those that end at
     * the bar. */
    for (size_t i = 0; i < end->lines.count; i++, at.y += line_height(d))
        draw_text(&d->canvas, is_narrow ? "label small" : "label", at, anchor,
                  end->lines.items[i]);
    draw_link_close(&d->canvas, end->of->address);
    draw_figure(&d->canvas, is_narrow ? "value small" : "value", at, anchor,
                end->of->figure);
}

static void side_draw(struct drawing *d, const struct side *side)
{
    for (size_t i = 0; i < side->count; i++)
        if (side->items[i].of->figure != NULL)
            end_draw(d, side, &side->items[i]);
}

static bool has_links(const struct chart_flow *flow)
{
    for (size_t i = 0; i < flow->left_count; i++)
        if (flow->left[i].address.len > 0)
            return true;
    for (size_t i = 0; i < flow->right_count; i++)
        if (flow->right[i].address.len > 0)
            return true;
    return false;
}

static void flow_draw(struct drawing *d, struct markup *html, bool is_narrow)
{
    const struct chart_flow *flow = d->flow;
    double width = canvas_width(is_narrow);
    double label = is_narrow ? 112 : 220;
    double height;

    d->canvas = (struct canvas){.is_narrow = is_narrow, .width = width};
    side_begin(d, &d->left, flow->left, flow->left_count, label);
    side_begin(d, &d->right, flow->right, flow->right_count, label);
    sizes_add(d);
    d->unit = d->total > 0 ? BODY_HEIGHT / d->total : 0;
    d->left.bar = label + LABEL_GAP;
    d->right.bar = width - label - LABEL_GAP - END_WIDTH;
    height = larger(side_height(d, &d->left), side_height(d, &d->right));
    side_place(d, &d->left, height);
    side_place(d, &d->right, height);
    d->canvas.height = height;
    canvas_open(&d->canvas, html, d->frame, has_links(flow));
    for (size_t l = 0; l < flow->left_count; l++)
        for (size_t r = 0; r < flow->right_count; r++)
            band_draw(d, l, r);
    side_draw(d, &d->left);
    side_draw(d, &d->right);
    canvas_close(&d->canvas, html);
}

/* --- the same as a table --- */

static void flow_table(struct markup *html, const struct drawing *d)
{
    const struct chart_flow *flow = d->flow;
    const struct chart_frame *frame = d->frame;
    struct slice *heads =
        ARENA_ARRAY(frame->arena, flow->right_count + 1, struct slice);

    for (size_t r = 0; r < flow->right_count; r++)
        heads[r] = flow->right[r].label;
    heads[flow->right_count] = flow->value_head;
    table_open(html, frame, heads, flow->right_count + 1);
    for (size_t l = 0; l < flow->left_count; l++) {
        table_row_open(html, flow->left[l].label, flow->left[l].address, false);
        for (size_t r = 0; r < flow->right_count; r++)
            table_cell(html, frame, band_at(flow, l, r), (struct slice){0});
        table_cell(html, frame, flow->left[l].figure, (struct slice){0});
        table_row_close(html);
    }
    table_close(html);
}

/* Reversals that outweigh spending cannot be a band. */
static void notes_find(struct drawing *d)
{
    const struct chart_flow *flow = d->flow;

    for (size_t l = 0; l < flow->left_count; l++)
        for (size_t r = 0; r < flow->right_count; r++) {
            const struct figure *figure = band_at(flow, l, r);
            struct note note = {arena_format(d->frame->arena,
                                             SLICE_FORMAT
                                             " \xE2\x86\x92 " SLICE_FORMAT,
                                             SLICE_ARGS(flow->left[l].label),
                                             SLICE_ARGS(flow->right[r].label)),
                                figure};

            if (figure != NULL && figure->status == FIGURE_PRESENT &&
                amount_sign(figure->value) < 0)
                ARENA_PUSH(d->frame->arena, &d->notes, note);
        }
}

void chart_flow(struct buf *out, const struct chart_frame *frame,
                const struct chart_flow *flow)
{
    struct drawing drawing = {.frame = frame, .flow = flow};
    struct markup html;

    notes_find(&drawing);
    frame_open(&html, out, frame, "chart-flow");
    flow_draw(&drawing, &html, false);
    flow_draw(&drawing, &html, true);
    notes_write(&html, frame, &drawing.notes);
    flow_table(&html, &drawing);
    frame_close(&html, frame);
}
