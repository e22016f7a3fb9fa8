/*
 * Stacked bars of counts. Layer: chart.
 */
#include "chart/draw.h"

#include <string.h>

#define STACK_GAP 2.0 /* between segments, so that they do not run together */

struct stacks {
    const struct chart_frame *frame;
    const struct chart_stack *items;
    size_t count;
    struct key_entry *key; /* each style once, in order of appearance */
    size_t key_count;
    const char **styles; /* of the key */
    double largest;      /* total of one stack */
    double most_parts;   /* of one stack */
    struct note_list notes;
    bool has_links;
};

static bool segment_is_drawn(const struct chart_segment *segment)
{
    return figure_is_drawn(segment->figure) &&
           amount_sign(segment->figure->value) > 0;
}

/* Texture besides colour, for the statuses that are told apart most often. */
static int style_hatch(const char *style)
{
    if (strcmp(style, "delayed") == 0 || strcmp(style, "not-met") == 0 ||
        strcmp(style, "off-path") == 0)
        return 1;
    if (strcmp(style, "discarded") == 0 || strcmp(style, "no-data") == 0)
        return 2;
    return 0;
}

static size_t key_find(const struct stacks *stacks, const char *style)
{
    size_t i = 0;

    while (i < stacks->key_count && strcmp(stacks->styles[i], style) != 0)
        i++;
    return i;
}

static void key_add(struct stacks *stacks, const struct chart_segment *segment)
{
    struct arena *arena = stacks->frame->arena;
    bool is_single = stacks->count == 1;

    if (key_find(stacks, segment->style) < stacks->key_count)
        return;
    struct slice class =
        arena_format(arena, "segment segment-%s", segment->style);
    stacks->styles[stacks->key_count] = segment->style;
    stacks->key[stacks->key_count++] = (struct key_entry){
        .class = class.ptr,
        .hatch = style_hatch(segment->style),
        .label = segment->label,
        /* One bar: each entry is that segment; several: it is a kind. */
        .address = is_single ? segment->address : (struct slice){0},
        .figure = is_single ? segment->figure : NULL,
    };
    stacks->has_links =
        stacks->has_links || (is_single && segment->address.len > 0);
}

static void note_segment(struct stacks *stacks, const struct chart_stack *stack,
                         const struct chart_segment *segment)
{
    struct arena *arena = stacks->frame->arena;
    bool is_single = stacks->count == 1;
    struct slice label = segment->label;

    if (is_single)
        return; /* the key says it */
    if (stack->label.len > 0)
        label = arena_format(arena, SLICE_FORMAT ", " SLICE_FORMAT,
                             SLICE_ARGS(stack->label), SLICE_ARGS(label));
    note_missing(&stacks->notes, stacks->frame, label, segment->figure);
}

static void stacks_measure(struct stacks *stacks)
{
    struct arena *arena = stacks->frame->arena;
    size_t most = 0;

    for (size_t i = 0; i < stacks->count; i++)
        most += stacks->items[i].segment_count;
    stacks->key = ARENA_ARRAY(arena, most, struct key_entry);
    stacks->styles = ARENA_ARRAY(arena, most, const char *);
    for (size_t i = 0; i < stacks->count; i++) {
        const struct chart_stack *stack = &stacks->items[i];
        double total = 0, parts = 0;

        for (size_t j = 0; j < stack->segment_count; j++) {
            const struct chart_segment *segment = &stack->segments[j];

            key_add(stacks, segment);
            note_segment(stacks, stack, segment);
            if (segment_is_drawn(segment)) {
                total += figure_size(segment->figure);
                parts += 1;
            }
        }
        stacks->largest = larger(stacks->largest, total);
        stacks->most_parts = larger(stacks->most_parts, parts);
    }
    if (stacks->largest <= 0)
        stacks->largest = 1;
}

static void draw_segment(struct canvas *canvas, const struct stacks *stacks,
                         const struct chart_segment *segment, struct box box)
{
    const struct figure *figure = segment->figure;
    const struct key_entry *key =
        &stacks->key[key_find(stacks, segment->style)];
    double value = figure_width(canvas->frame, figure);
    struct point middle = {box.x + box.width / 2,
                           box.y + box.height / 2 + DRAW_BASELINE};

    draw_bar(canvas, key->class, box, figure);
    if (key->hatch != 0)
        draw_hatch(canvas, box, key->hatch == 2);
    /* The figures of a single bar stand in its key. */
    if (stacks->count == 1 || value + 8 > box.width)
        return;
    if (key->hatch != 0) {
        struct box plate = {middle.x - value / 2 - 3, box.y + 2, value + 6,
                            box.height - 4};
        draw_box(canvas, key->class, plate);
    }
    draw_figure(canvas, "segment-value", middle, ANCHOR_MIDDLE, figure);
}

static void draw_stack(struct canvas *canvas, const struct stacks *stacks,
                       const struct chart_stack *stack, struct box room)
{
    double gaps = (stacks->most_parts - 1) * STACK_GAP;
    double unit = (room.width - larger(gaps, 0)) / stacks->largest;
    double x = room.x;

    for (size_t i = 0; i < stack->segment_count; i++) {
        const struct chart_segment *segment = &stack->segments[i];

        if (!segment_is_drawn(segment))
            continue;
        double width = figure_size(segment->figure) * unit;
        struct box box = {x, room.y, width, room.height};
        draw_segment(canvas, stacks, segment, box);
        x += width + STACK_GAP;
    }
}

static void stacks_draw(struct markup *html, const struct stacks *stacks,
                        bool is_narrow)
{
    struct arena *arena = stacks->frame->arena;
    double thickness = stacks->count == 1 ? 40 : 28;
    struct row_set rows = {ARENA_ARRAY(arena, stacks->count, struct row),
                           stacks->count, 0, 0};
    struct canvas canvas = {.is_narrow = is_narrow,
                            .width = canvas_width(is_narrow)};

    for (size_t i = 0; i < stacks->count; i++)
        rows.items[i].text = stacks->items[i].label;
    double top = 0;
    if (stacks->count > 1)
        top = key_arrange(stacks->frame, stacks->key, stacks->key_count, 0,
                          canvas.width) +
              8;
    rows_arrange(&rows, arena, is_narrow, top, thickness);
    canvas.height = rows.bottom + 2;
    if (stacks->count == 1)
        canvas.height =
            key_arrange(stacks->frame, stacks->key, stacks->key_count,
                        rows.bottom + 8, canvas.width);
    canvas_open(&canvas, html, stacks->frame, stacks->has_links);
    rows_draw(&canvas, &rows);
    for (size_t i = 0; i < stacks->count; i++) {
        struct box room = {rows.plot, rows.items[i].middle - thickness / 2,
                           canvas.width - rows.plot, thickness};
        draw_stack(&canvas, stacks, &stacks->items[i], room);
    }
    key_draw(&canvas, stacks->key, stacks->key_count);
    canvas_close(&canvas, html);
}

static void single_table(struct markup *html, const struct stacks *stacks)
{
    const struct chart_stack *stack = &stacks->items[0];
    struct slice head = language_text(stacks->frame->language, SLICE("Number"));

    table_open(html, stacks->frame, &head, 1);
    for (size_t i = 0; i < stack->segment_count; i++) {
        const struct chart_segment *segment = &stack->segments[i];

        table_row_open(html, segment->label, segment->address, false);
        table_cell(html, stacks->frame, segment->figure, (struct slice){0});
        table_row_close(html);
    }
    table_close(html);
}

static void table_stack_row(struct markup *html, const struct stacks *stacks,
                            const struct chart_stack *stack)
{
    table_row_open(html, stack->label, (struct slice){0}, false);
    for (size_t k = 0; k < stacks->key_count; k++) {
        const struct chart_segment none = {0}, *found = &none;

        for (size_t j = 0; j < stack->segment_count; j++)
            if (strcmp(stack->segments[j].style, stacks->styles[k]) == 0)
                found = &stack->segments[j];
        table_cell(html, stacks->frame, found->figure, found->address);
    }
    table_row_close(html);
}

static void stacks_table(struct markup *html, const struct stacks *stacks)
{
    struct arena *arena = stacks->frame->arena;
    struct slice *heads = ARENA_ARRAY(arena, stacks->key_count, struct slice);

    for (size_t k = 0; k < stacks->key_count; k++)
        heads[k] = stacks->key[k].label;
    table_open(html, stacks->frame, heads, stacks->key_count);
    for (size_t i = 0; i < stacks->count; i++)
        table_stack_row(html, stacks, &stacks->items[i]);
    table_close(html);
}

void chart_stacks(struct buf *out, const struct chart_frame *frame,
                  const struct chart_stack *items, size_t count)
{
    struct stacks stacks = {.frame = frame, .items = items, .count = count};
    struct markup html;

    stacks_measure(&stacks);
    frame_open(&html, out, frame, "chart-stacks");
    stacks_draw(&html, &stacks, false);
    stacks_draw(&html, &stacks, true);
    notes_write(&html, frame, &stacks.notes);
    if (count == 1)
        single_table(&html, &stacks);
    else
        stacks_table(&html, &stacks);
    frame_close(&html, frame);
}
