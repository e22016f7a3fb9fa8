/*
 * Squarified treemap, one or two levels. Layer: chart.
 *
 * Layout: M. Bruls, K. Huizing, J. J. van Wijk, "Squarified Treemaps" (2000),
 * section 3. Areas are exact at both levels: there are no header strips, which
 * would take from each group's area by its shape. What parts leave of their
 * group stays as plain ground.
 */
#include "chart/draw.h"

#define PADDING 6.0
#define GROUPS 6
#define SMALL_PART 0.8 /* 12 px at the usual width; .small in site.css */

struct area {
    const struct chart_tile *tile; /* null: what the parts leave */
    double size;
    struct box box;
};

struct areas {
    struct area *items;
    size_t count, capacity;
};

struct treemap {
    const struct chart_frame *frame;
    const struct chart_tile *tiles;
    size_t count;
    bool has_links;
    bool has_parts;
    struct note_list notes;
};

static bool tile_is_drawn(const struct chart_tile *tile)
{
    return figure_is_drawn(tile->figure) &&
           amount_sign(tile->figure->value) > 0;
}

/* Larger first; ties keep the order given, which qsort() would not. */
static void areas_sort(struct areas *areas)
{
    for (size_t i = 1; i < areas->count; i++) {
        struct area moved = areas->items[i];
        size_t hole = i;

        for (; hole > 0 && areas->items[hole - 1].size < moved.size; hole--)
            areas->items[hole] = areas->items[hole - 1];
        areas->items[hole] = moved;
    }
}

static struct areas areas_of(struct arena *arena,
                             const struct chart_tile *tiles, size_t count)
{
    struct areas areas = {0};

    for (size_t i = 0; i < count; i++) {
        if (!tile_is_drawn(&tiles[i]))
            continue;
        struct area area = {.tile = &tiles[i],
                            .size = figure_size(tiles[i].figure)};
        ARENA_PUSH(arena, &areas, area);
    }
    areas_sort(&areas);
    return areas;
}

static double areas_total(const struct areas *areas)
{
    double total = 0;

    for (size_t i = 0; i < areas->count; i++)
        total += areas->items[i].size;
    return total;
}

/* Worst ratio of sides in a row of areas `smallest` … `largest` that sum to
 * `sum`, along a side of length `side` (Bruls et al., section 3.2). */
static double worst_ratio(double sum, double largest, double smallest,
                          double side)
{
    double square = side * side;

    return larger(square * largest / (sum * sum),
                  sum * sum / (square * smallest));
}

/* How many areas from `start` on make the best row along `side`. */
static size_t row_length(const struct areas *areas, size_t start, double unit,
                         double side, double *row_sum)
{
    double first = areas->items[start].size * unit;
    double sum = first, worst = worst_ratio(first, first, first, side);
    size_t end = start + 1;

    for (; end < areas->count; end++) {
        double size = areas->items[end].size * unit;
        double next = worst_ratio(sum + size, first, size, side);

        if (next > worst)
            break;
        worst = next;
        sum += size;
    }
    *row_sum = sum;
    return end - start;
}

/* Lays a row along the shorter side of `*room` and takes it off. */
static void row_place(struct area *row, size_t count, double unit, double sum,
                      struct box *room)
{
    bool is_column = room->width >= room->height;
    double depth = sum / (is_column ? room->height : room->width);
    double along = is_column ? room->y : room->x;

    for (size_t i = 0; i < count; i++) {
        double length = row[i].size * unit / depth;

        row[i].box = is_column ? (struct box){room->x, along, depth, length}
                               : (struct box){along, room->y, length, depth};
        along += length;
    }
    if (is_column) {
        room->x += depth;
        room->width = larger(room->width - depth, 0);
    } else {
        room->y += depth;
        room->height = larger(room->height - depth, 0);
    }
}

/* Fills `room` with the areas; `total` is what the whole room stands for. */
static void squarify(struct areas *areas, struct box room, double total)
{
    double unit = room.width * room.height / total;

    for (size_t start = 0; start < areas->count;) {
        double side = smaller(room.width, room.height), sum = 0;

        if (side <= 0)
            return; /* rounding has eaten what is left */
        size_t count = row_length(areas, start, unit, side, &sum);
        row_place(&areas->items[start], count, unit, sum, &room);
        start += count;
    }
}

/* The text of a tile, at the usual size or smaller. */
struct tile_text {
    double part; /* of the usual size */
    struct text_lines group, label;
    bool has_group, has_value;
};

static bool lines_fit(const struct text_lines *lines, struct box box,
                      double above)
{
    return lines->width <= box.width - 2 * PADDING &&
           above + lines->height * (double)lines->count <= box.height - PADDING;
}

/* False when the name does not fit whole: a cut name misleads. */
static bool tile_text_fits(struct tile_text *text, struct canvas *canvas,
                           const struct area *area, struct slice group)
{
    struct arena *arena = canvas->frame->arena;
    double room = area->box.width - 2 * PADDING;
    double value = figure_width(canvas->frame, area->tile->figure) * text->part;

    text->label = text_wrap_sized(arena, area->tile->label, room, text->part);
    text->group = text_wrap_sized(arena, group, room, text->part);
    double height = text->label.height * (double)text->label.count;
    if (!lines_fit(&text->label, area->box, 0))
        return false;
    text->has_value = value <= room &&
                      height + text->label.height <= area->box.height - PADDING;
    height += text->has_value ? text->label.height : 0;
    text->has_group =
        group.len > 0 && lines_fit(&text->group, area->box, height);
    return true;
}

/* Returns the baseline of the line after `lines`. */
static double draw_tile_lines(struct canvas *canvas, const char *class,
                              struct point base, const struct text_lines *lines)
{
    draw_lines(canvas, class, base, ANCHOR_START, lines);
    return base.y + lines->height * (double)lines->count;
}

/* Group name (in the group's first part), name, figure: what fits of them. */
static void draw_tile_text(struct canvas *canvas, const struct area *area,
                           struct slice group)
{
    struct tile_text text = {.part = 1};
    bool is_small = false;

    if (!tile_text_fits(&text, canvas, area, group) || !text.has_value) {
        struct tile_text small = {.part = SMALL_PART};

        is_small = tile_text_fits(&small, canvas, area, group);
        if (is_small)
            text = small;
        else if (!lines_fit(&text.label, area->box, 0))
            return;
    }
    struct point at = {area->box.x + PADDING,
                       area->box.y + PADDING / 2 + text.label.height - 4};
    if (text.has_group)
        at.y = draw_tile_lines(canvas,
                               is_small ? "tile-group small" : "tile-group", at,
                               &text.group);
    at.y = draw_tile_lines(canvas, is_small ? "tile-label small" : "tile-label",
                           at, &text.label);
    if (text.has_value)
        draw_figure(canvas, is_small ? "tile-value small" : "tile-value", at,
                    ANCHOR_START, area->tile->figure);
}

static void draw_tile(struct canvas *canvas, const struct area *area,
                      unsigned group, struct slice group_name)
{
    static const char *const classes[GROUPS] = {"tile tile-1", "tile tile-2",
                                                "tile tile-3", "tile tile-4",
                                                "tile tile-5", "tile tile-6"};

    draw_link_open(canvas, area->tile->address);
    /* A link needs a name, also where no label fits. */
    if (area->tile->address.len > 0)
        markup_element(&canvas->svg, "title", area->tile->label);
    draw_bar(canvas, classes[group % GROUPS], area->box, area->tile->figure);
    draw_tile_text(canvas, area, group_name);
    draw_link_close(canvas, area->tile->address);
}

static void draw_group(struct canvas *canvas, const struct area *group,
                       unsigned index)
{
    struct arena *arena = canvas->frame->arena;
    struct areas parts =
        areas_of(arena, group->tile->parts, group->tile->part_count);
    double total = larger(areas_total(&parts), group->size);

    if (parts.count == 0) {
        draw_tile(canvas, group, index, (struct slice){0});
        return;
    }
    squarify(&parts, group->box, total);
    draw_box(canvas, "tile-rest", group->box);
    for (size_t i = 0; i < parts.count; i++)
        draw_tile(canvas, &parts.items[i], index,
                  i == 0 ? group->tile->label : (struct slice){0});
    draw_box(canvas, "tile-frame", group->box);
}

static void treemap_draw(struct markup *html, const struct treemap *map,
                         bool is_narrow)
{
    struct canvas canvas = {.is_narrow = is_narrow,
                            .width = canvas_width(is_narrow),
                            .height = is_narrow ? 540 : 420};
    struct areas areas = areas_of(map->frame->arena, map->tiles, map->count);
    double total = areas_total(&areas);

    if (areas.count == 0)
        return;
    squarify(&areas, (struct box){0, 0, canvas.width, canvas.height}, total);
    canvas_open(&canvas, html, map->frame, map->has_links);
    for (size_t i = 0; i < areas.count; i++)
        draw_group(&canvas, &areas.items[i],
                   map->has_parts ? (unsigned)(i % GROUPS) : 0);
    canvas_close(&canvas, html);
}

static void treemap_measure(struct treemap *map, const struct chart_tile *tiles,
                            size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct figure *figure = tiles[i].figure;
        struct note note = {tiles[i].label, figure};

        map->has_links = map->has_links || tiles[i].address.len > 0;
        map->has_parts = map->has_parts || tiles[i].part_count > 0;
        if (figure &&
            (!figure_is_drawn(figure) || amount_sign(figure->value) < 0))
            ARENA_PUSH(map->frame->arena, &map->notes, note);
        /* Two levels deep, as chart.h has it. */
        if (tiles[i].part_count > 0)
            treemap_measure(map, tiles[i].parts, tiles[i].part_count);
    }
}

static void treemap_rows(struct markup *html, const struct treemap *map,
                         const struct chart_tile *tile, bool is_part)
{
    table_row_open(html, tile->label, tile->address, is_part);
    table_cell(html, map->frame, tile->figure, (struct slice){0});
    table_row_close(html);
    for (size_t i = 0; i < tile->part_count && !is_part; i++)
        treemap_rows(html, map, &tile->parts[i], true);
}

void chart_treemap(struct buf *out, const struct chart_frame *frame,
                   struct slice value_head, const struct chart_tile *tiles,
                   size_t count)
{
    struct treemap map = {.frame = frame, .tiles = tiles, .count = count};
    struct markup html;

    treemap_measure(&map, tiles, count);
    frame_open(&html, out, frame, "chart-treemap");
    treemap_draw(&html, &map, false);
    treemap_draw(&html, &map, true);
    notes_write(&html, frame, &map.notes);
    table_open(&html, frame, &value_head, 1);
    for (size_t i = 0; i < count; i++)
        treemap_rows(&html, &map, &tiles[i], false);
    table_close(&html);
    frame_close(&html, frame);
}
