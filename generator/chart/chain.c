/*
 * Causal chains: boxes by level, and arrows from what is done to what it leads
 * to. Layer: chart.
 */
#include "chart/draw.h"

#define CHAIN_PAD 9.0
#define CHAIN_GAP 12.0    /* between boxes, one below the other */
#define CHAIN_GUTTER 34.0 /* between columns: room for the arrows */
#define CHAIN_INDENT 20.0
#define CHAIN_LEVEL 18.0 /* height of the line that names the level */
#define CHAIN_SMALL 0.85 /* its size */
#define CHAIN_COLUMNS 4  /* as many as leave room for words */

struct chain_box {
    const struct chart_node *node;
    struct box box;
    struct text_lines level, lines, note;
    size_t depth;
    double span; /* height of the box and of all that leads to it */
};

struct chain {
    const struct chart_frame *frame;
    struct chain_box *boxes;
    size_t count;
    size_t columns;
    double bottom;
};

static void chain_measure(struct chain *chain, const struct chart_node *nodes)
{
    for (size_t i = 0; i < chain->count; i++) {
        struct chain_box *box = &chain->boxes[i];
        int parent = nodes[i].parent;

        box->node = &nodes[i];
        box->depth = parent >= 0 && (size_t)parent < i
                         ? chain->boxes[parent].depth + 1
                         : 0;
        if (box->depth + 1 > chain->columns)
            chain->columns = box->depth + 1;
    }
}

static bool is_child(const struct chain *chain, size_t child, size_t of)
{
    return child > of && chain->boxes[child].node->parent == (int)of;
}

/* The texts of a box, and its height. */
static void box_fill(struct chain *chain, struct chain_box *box, double width)
{
    struct arena *arena = chain->frame->arena;
    const struct chart_node *node = box->node;
    double room = width - 2 * CHAIN_PAD;

    box->level = text_wrap_sized(arena, node->level, room, CHAIN_SMALL);
    box->lines = text_wrap(arena, node->label, room);
    box->note = (struct text_lines){0};
    if (node->figure != NULL)
        box->note = text_wrap_sized(arena, node->note, room, CHAIN_SMALL);
    box->box.width = width;
    box->box.height = 2 * CHAIN_PAD + CHAIN_LEVEL * (double)box->level.count +
                      DRAW_LINE_HEIGHT * (double)box->lines.count;
    if (node->figure != NULL)
        box->box.height +=
            DRAW_LINE_HEIGHT + CHAIN_LEVEL * (double)box->note.count;
}

/* --- side by side --- */

static double children_span(const struct chain *chain, size_t of)
{
    double span = 0;

    for (size_t i = of + 1; i < chain->count; i++)
        if (is_child(chain, i, of))
            span += chain->boxes[i].span + (span > 0 ? CHAIN_GAP : 0);
    return span;
}

static void place_below(struct chain *chain, size_t at, double top)
{
    struct chain_box *box = &chain->boxes[at];
    double child = top + (box->span - children_span(chain, at)) / 2;

    box->box.y = top + (box->span - box->box.height) / 2;
    for (size_t i = at + 1; i < chain->count; i++) {
        if (!is_child(chain, i, at))
            continue;
        place_below(chain, i, child);
        child += chain->boxes[i].span + CHAIN_GAP;
    }
}

static void arrange_wide(struct chain *chain)
{
    double width =
        (canvas_width(false) - CHAIN_GUTTER * (double)(chain->columns - 1)) /
        (double)chain->columns;
    double top = 2;

    /* From the last: what leads to a box stands behind it. */
    for (size_t i = chain->count; i-- > 0;) {
        struct chain_box *box = &chain->boxes[i];

        box_fill(chain, box, width);
        box->box.x =
            (width + CHAIN_GUTTER) * (double)(chain->columns - 1 - box->depth);
        box->span = larger(box->box.height, children_span(chain, i));
    }
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->boxes[i].depth > 0)
            continue;
        place_below(chain, i, top);
        top += chain->boxes[i].span + CHAIN_GAP;
    }
    chain->bottom = top - CHAIN_GAP + 2;
}

static void arrow_wide(struct canvas *canvas, const struct chain_box *from,
                       const struct chain_box *to)
{
    struct trail trail = {0};
    double start = from->box.x + from->box.width;
    double end = to->box.x;
    double middle = (start + end) / 2;
    double y = from->box.y + from->box.height / 2;
    double target = to->box.y + to->box.height / 2;

    trail_add(&trail, (struct point){start, y});
    trail_add(&trail, (struct point){middle, y});
    trail_add(&trail, (struct point){middle, target});
    trail_add(&trail, (struct point){end - 1, target});
    trail_break(&trail);
    trail_add(&trail, (struct point){end - 8, target - 5});
    trail_add(&trail, (struct point){end - 1, target});
    trail_add(&trail, (struct point){end - 8, target + 5});
    trail_draw(&trail, canvas, "chain-arrow");
}

/* --- one below the other --- */

static void arrange_narrow(struct chain *chain, bool is_narrow)
{
    double top = 2;

    for (size_t i = 0; i < chain->count; i++) {
        struct chain_box *box = &chain->boxes[i];
        double x = CHAIN_INDENT * (double)box->depth;

        box_fill(chain, box, canvas_width(is_narrow) - x);
        box->box.x = x;
        box->box.y = top;
        top += box->box.height + CHAIN_GAP;
    }
    chain->bottom = top - CHAIN_GAP + 2;
}

static void arrow_narrow(struct canvas *canvas, const struct chain_box *from,
                         const struct chain_box *to)
{
    struct trail trail = {0};
    double x = to->box.x + CHAIN_INDENT / 2;
    double y = from->box.y + from->box.height / 2;
    double target = to->box.y + to->box.height;

    trail_add(&trail, (struct point){from->box.x, y});
    trail_add(&trail, (struct point){x, y});
    trail_add(&trail, (struct point){x, target + 1});
    trail_break(&trail);
    trail_add(&trail, (struct point){x - 5, target + 8});
    trail_add(&trail, (struct point){x, target + 1});
    trail_add(&trail, (struct point){x + 5, target + 8});
    trail_draw(&trail, canvas, "chain-arrow");
}

/* --- drawing --- */

static void box_draw(struct canvas *canvas, const struct chain_box *box)
{
    const struct chart_node *node = box->node;
    struct point at = {box->box.x + CHAIN_PAD,
                       box->box.y + CHAIN_PAD + CHAIN_LEVEL - DRAW_BASELINE};

    draw_link_open(canvas, node->address);
    draw_box(canvas, "chain-box", box->box);
    if (box->level.count > 0)
        draw_lines(canvas, "chain-level", at, ANCHOR_START, &box->level);
    at.y += CHAIN_LEVEL * (double)box->level.count;
    draw_lines(canvas, "chain-label", at, ANCHOR_START, &box->lines);
    draw_link_close(canvas, node->address);
    if (node->figure == NULL)
        return;
    at.y += DRAW_LINE_HEIGHT * (double)box->lines.count;
    draw_figure(canvas, "value", at, ANCHOR_START, node->figure);
    at.y += CHAIN_LEVEL;
    draw_lines(canvas, "chain-level", at, ANCHOR_START, &box->note);
}

static bool has_links(const struct chain *chain)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->boxes[i].node->address.len > 0)
            return true;
    return false;
}

static void chain_draw(struct markup *html, struct chain *chain, bool is_narrow)
{
    struct canvas canvas = {.is_narrow = is_narrow,
                            .width = canvas_width(is_narrow)};
    bool is_stacked = is_narrow || chain->columns > CHAIN_COLUMNS;

    if (is_stacked)
        arrange_narrow(chain, is_narrow);
    else
        arrange_wide(chain);
    canvas.height = chain->bottom;
    canvas_open(&canvas, html, chain->frame, has_links(chain));
    for (size_t i = 0; i < chain->count; i++) {
        const struct chain_box *box = &chain->boxes[i];

        if (box->depth == 0)
            continue;
        if (is_stacked)
            arrow_narrow(&canvas, box, &chain->boxes[box->node->parent]);
        else
            arrow_wide(&canvas, box, &chain->boxes[box->node->parent]);
    }
    for (size_t i = 0; i < chain->count; i++)
        box_draw(&canvas, &chain->boxes[i]);
    canvas_close(&canvas, html);
}

static void text_cell(struct markup *html, struct slice text)
{
    markup_open(html, "td");
    markup_text(html, text);
    markup_close(html);
}

static void chain_table(struct markup *html, const struct chain *chain,
                        struct slice lead_head, struct slice figure_head)
{
    const struct slice heads[] = {lead_head, figure_head};
    bool has_figures = false;

    for (size_t i = 0; i < chain->count; i++)
        has_figures |= chain->boxes[i].node->figure != NULL;
    table_open(html, chain->frame, heads, has_figures ? 2 : 1);
    for (size_t i = 0; i < chain->count; i++) {
        const struct chart_node *node = chain->boxes[i].node;
        struct slice label =
            arena_format(chain->frame->arena, SLICE_FORMAT ": " SLICE_FORMAT,
                         SLICE_ARGS(node->level), SLICE_ARGS(node->label));

        table_row_open(html, label, node->address, false);
        text_cell(html, chain->boxes[i].depth > 0
                            ? chain->boxes[node->parent].node->label
                            : (struct slice){0});
        if (has_figures)
            table_cell(html, chain->frame, node->figure, (struct slice){0});
        table_row_close(html);
    }
    table_close(html);
}

void chart_chain(struct buf *out, const struct chart_frame *frame,
                 struct slice lead_head, struct slice figure_head,
                 const struct chart_node *nodes, size_t count)
{
    struct chain chain = {
        .frame = frame,
        .boxes = ARENA_ARRAY(frame->arena, count + 1, struct chain_box),
        .count = count};
    struct markup html;

    chain_measure(&chain, nodes);
    frame_open(&html, out, frame, "chart-chain");
    chain_draw(&html, &chain, false);
    chain_draw(&html, &chain, true);
    chain_table(&html, &chain, lead_head, figure_head);
    frame_close(&html, frame);
}
