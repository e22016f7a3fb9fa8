/*
 * Maps of territories: polygons, or tiles where positions are declared. Layer:
 * chart.
 *
 * Classes are told apart by lightness and by pattern; the key has their bounds.
 * Names and figures stand on the map where they have room; the table has all.
 */
#include "chart/classes.h"
#include "chart/plane.h"

#define KEY_HEIGHT 44.0
#define KEY_BOX 15.0
#define TILE_GAP 4.0
#define TILE_SIDE_MAX 96.0
#define HEIGHT_MAX 640.0
#define SMALL 14.0 /* units: below it an area gets a disc to be hit */

struct map_chart {
    const struct chart_frame *frame;
    const struct chart_area *areas;
    size_t count;
    bool is_tiled, has_links, has_gaps;
    struct classes classes;
    const struct figure *like; /* any figure that is drawn, for the key */
    struct plane plane;
};

/* What a drawing of the map is made of, beside the canvas. */
struct sheet {
    struct canvas *canvas;
    const struct map_chart *map;
    struct point origin;
    double scale; /* of a unit of the plane, or of a tile */
    double unit;  /* of what is drawn in a scaled group; tiles are not: 1 */
    struct placer placer;
};

static struct slice pattern_id(const struct canvas *canvas, int shade)
{
    return arena_format(canvas->frame->arena, "%s-%s-%d", canvas->frame->key,
                        canvas->is_narrow ? "narrow" : "shade", shade);
}

/* From nothing over lines to a full ground: it can be told without colour. */
static void draw_pattern(const struct sheet *sheet, int shade)
{
    static const char *const lines[] = {
        "", "M-2 2L2 -2M0 12L12 0M10 14L14 10",
        "M-2 2L2 -2M0 12L12 0M10 14L14 10M4 14L14 4M-2 8L8 -2",
        "M-2 2L2 -2M0 12L12 0M10 14L14 10M-2 10L2 14M0 0L12 12M10 -2L14 2", ""};
    struct canvas *canvas = sheet->canvas;
    struct markup *svg = &canvas->svg;
    int size = (int)(100 / sheet->unit);

    markup_open(svg, "pattern");
    markup_attribute(svg, "id", pattern_id(canvas, shade));
    markup_attribute_text(svg, "patternUnits", "userSpaceOnUse");
    markup_attribute_text(svg, "width", "12");
    markup_attribute_text(svg, "height", "12");
    /* Lines as far apart as if nothing were scaled. */
    markup_attribute(svg, "patternTransform",
                     arena_format(canvas->frame->arena, "scale(%d.%02d)",
                                  size / 100, size % 100));
    draw_box(canvas,
             (const char *[]){"shade-1", "shade-2", "shade-3", "shade-4",
                              "shade-5"}[shade - 1],
             (struct box){0, 0, 12, 12});
    markup_open(svg, "path");
    markup_attribute_text(svg, "class", "shade-line");
    markup_attribute_text(svg, "d", lines[shade - 1]);
    markup_close(svg);
    markup_close(svg);
}

static void draw_patterns(const struct sheet *sheet)
{
    struct canvas *canvas = sheet->canvas;

    markup_open(&canvas->svg, "defs");
    for (int shade = 1; shade <= CLASSES_MAX; shade++)
        draw_pattern(sheet, shade);
    markup_close(&canvas->svg);
}

static void fill_with(struct canvas *canvas, int shade)
{
    struct slice id = pattern_id(canvas, shade);

    markup_attribute(&canvas->svg, "fill",
                     arena_format(canvas->frame->arena,
                                  "url(#" SLICE_FORMAT ")", SLICE_ARGS(id)));
}

/* Ground and outline of an area; open where it has no figure. */
static void area_style(const struct sheet *sheet, const struct chart_area *area)
{
    struct markup *svg = &sheet->canvas->svg;

    if (!figure_is_drawn(area->figure)) {
        markup_attribute_text(svg, "class", "map-area map-gap");
        return;
    }
    markup_attribute_text(svg, "class", "map-area");
    fill_with(sheet->canvas,
              classes_shade(&sheet->map->classes,
                            classes_place(&sheet->map->classes,
                                          figure_size(area->figure))));
}

static void draw_square(const struct sheet *sheet, struct box box)
{
    struct markup *svg = &sheet->canvas->svg;

    markup_attribute_number(svg, "x", box.x);
    markup_attribute_number(svg, "y", box.y);
    markup_attribute_number(svg, "width", box.width);
    markup_attribute_number(svg, "height", box.height);
}

/* Below it one is a unit of the plane. */
static void group_open(const struct sheet *sheet, struct point origin)
{
    markup_open(&sheet->canvas->svg, "g");
    if (!sheet->map->is_tiled)
        markup_attribute(&sheet->canvas->svg, "transform",
                         arena_format(sheet->map->frame->arena,
                                      "translate(%d %d) scale(0.%04d)",
                                      (int)origin.x, (int)origin.y,
                                      (int)(sheet->unit * 10000)));
}

/* --- the key --- */

/* In a group scaled like the map, so that its pattern is that of the map. */
static void draw_shade(const struct sheet *sheet, int shade, struct box box)
{
    struct markup *svg = &sheet->canvas->svg;
    double unit = sheet->unit;

    group_open(sheet, (struct point){0, 0});
    markup_open(svg, "rect");
    markup_attribute_text(svg, "class",
                          shade > 0 ? "map-area" : "map-area map-gap");
    if (shade > 0)
        fill_with(sheet->canvas, shade);
    draw_square(sheet, (struct box){box.x / unit, box.y / unit,
                                    box.width / unit, box.height / unit});
    markup_close(svg);
    markup_close(svg);
}

/* What stands open has no figure. */
static void draw_gap_key(const struct sheet *sheet, struct point at)
{
    const struct language *language = sheet->map->frame->language;

    draw_shade(sheet, 0, (struct box){at.x, at.y, KEY_BOX * 2, KEY_BOX});
    draw_text(sheet->canvas, "key-label",
              (struct point){at.x + KEY_BOX * 2 + 8, at.y + 13}, ANCHOR_START,
              language_text(language, SLICE(N_("No figure"))));
}

static void draw_key(const struct sheet *sheet)
{
    const struct classes *classes = &sheet->map->classes;
    size_t count = classes->is_set ? classes->bound_count + 1 : 0;
    struct canvas *canvas = sheet->canvas;
    double width = canvas->is_narrow ? 60 : 84;
    struct point at = {0, 2};
    struct axis axis;

    axis_init_at(&axis, sheet->map->frame, classes->bounds,
                 classes->bound_count, sheet->map->like);
    markup_open(&canvas->svg, "g");
    markup_attribute_text(&canvas->svg, "aria-hidden", "true");
    for (size_t i = 0; i < count; i++, at.x += width) {
        draw_shade(sheet, classes_shade(classes, i),
                   (struct box){at.x, at.y, width, KEY_BOX});
        if (i > 0)
            draw_text(canvas, "tick", (struct point){at.x, at.y + KEY_BOX + 16},
                      ANCHOR_MIDDLE, axis.labels[i - 1]);
    }
    markup_close(&canvas->svg);
    if (sheet->map->has_gaps && canvas->is_narrow)
        draw_gap_key(sheet, (struct point){0, at.y + KEY_HEIGHT - 4});
    else if (sheet->map->has_gaps)
        draw_gap_key(sheet, (struct point){at.x + (count > 0 ? 28 : 0), at.y});
}

static double key_height(const struct canvas *canvas,
                         const struct map_chart *map)
{
    return KEY_HEIGHT + (canvas->is_narrow && map->has_gaps ? 26 : 0);
}

/* --- polygons --- */

static void outline_write(struct buf *path, const struct outline *line)
{
    for (size_t i = 0; i < line->count; i++) {
        buf_add_char(path, i == 0 ? 'M' : 'L');
        buf_add_integer(path, (int64_t)line->items[i].x);
        buf_add_char(path, ' ');
        buf_add_integer(path, (int64_t)line->items[i].y);
    }
    buf_add_char(path, 'Z');
}

/* The rings that can be seen, and around what. */
static struct slice shape_path(const struct sheet *sheet,
                               const struct atlas_shape *shape,
                               struct range *east, struct range *south)
{
    struct arena *arena = sheet->map->frame->arena;
    struct buf path = BUF_INIT;

    for (size_t i = 0; i < shape->rings.count; i++) {
        const struct atlas_ring *ring = &shape->rings.items[i];
        struct outline line = plane_outline(arena, &sheet->map->plane, ring);
        struct point first = plane_place(&sheet->map->plane, ring->places[0]);

        range_add_value(east, first.x);
        range_add_value(south, first.y);
        for (size_t n = 0; n < line.count; n++) {
            range_add_value(east, line.items[n].x);
            range_add_value(south, line.items[n].y);
        }
        if (line.count > 2)
            outline_write(&path, &line);
    }
    struct slice text = arena_copy(arena, buf_slice(&path));
    buf_release(&path);
    return text;
}

static void draw_polygon(const struct sheet *sheet,
                         const struct chart_area *area)
{
    struct markup *svg = &sheet->canvas->svg;
    struct range east = {0}, south = {0};
    struct slice path = shape_path(sheet, area->shape, &east, &south);

    markup_open(svg, "path");
    area_style(sheet, area);
    markup_attribute_text(svg, "fill-rule", "evenodd");
    markup_attribute(svg, "d", path);
    markup_close(svg);
    if (east.hi - east.lo >= SMALL || south.hi - south.lo >= SMALL)
        return;
    markup_open(svg, "circle");
    area_style(sheet, area);
    markup_attribute_number(svg, "cx", (east.lo + east.hi) / 2);
    markup_attribute_number(svg, "cy", (south.lo + south.hi) / 2);
    markup_attribute_number(svg, "r", SMALL / 2);
    markup_close(svg);
}

/* Where the shape has room for words. */
static double shape_room(const struct sheet *sheet,
                         const struct atlas_shape *shape, struct point *middle)
{
    struct arena *arena = sheet->map->frame->arena;
    struct outline *lines =
        ARENA_ARRAY(arena, shape->rings.count + 1, struct outline);

    for (size_t i = 0; i < shape->rings.count; i++)
        lines[i] =
            plane_outline(arena, &sheet->map->plane, &shape->rings.items[i]);
    return outlines_room(lines, shape->rings.count, middle) * sheet->scale;
}

/* --- tiles --- */

static struct box tile_box(const struct sheet *sheet,
                           const struct atlas_shape *shape)
{
    return (struct box){sheet->origin.x + shape->tile.x * sheet->scale,
                        sheet->origin.y + shape->tile.y * sheet->scale,
                        sheet->scale - TILE_GAP, sheet->scale - TILE_GAP};
}

static void draw_tile(const struct sheet *sheet, const struct chart_area *area)
{
    markup_open(&sheet->canvas->svg, "rect");
    area_style(sheet, area);
    draw_square(sheet, tile_box(sheet, area->shape));
    markup_close(&sheet->canvas->svg);
}

static void tile_bounds(const struct map_chart *map, struct range *columns,
                        struct range *rows)
{
    for (size_t i = 0; i < map->count; i++)
        if (map->areas[i].shape != NULL) {
            range_add_value(columns, map->areas[i].shape->tile.x);
            range_add_value(rows, map->areas[i].shape->tile.y);
        }
}

/* --- names and figures --- */

static void label_area(struct sheet *sheet, const struct chart_area *area)
{
    struct canvas *canvas = sheet->canvas;
    const struct figure *figure =
        figure_is_drawn(area->figure) ? area->figure : NULL;
    struct slice name = sheet->map->is_tiled ? area->code : area->label;
    struct point at = {0, 0};
    double room;

    if (sheet->map->is_tiled) {
        struct box box = tile_box(sheet, area->shape);

        at = (struct point){box.x + box.width / 2, box.y + box.height / 2};
        room = box.width - 4;
    } else {
        room = shape_room(sheet, area->shape, &at);
        at.x = sheet->origin.x + at.x * sheet->scale;
        at.y = sheet->origin.y + at.y * sheet->scale;
    }
    double name_width = text_width(name);
    double width = figure != NULL ? figure_width(canvas->frame, figure) : 0;
    bool has_name = name_width <= room, has_figure = figure && width <= room;
    double lines = has_name && has_figure ? 2 : 1;
    double widest = larger(has_name ? name_width : 0, has_figure ? width : 0);
    struct box box = {at.x - widest / 2, at.y - lines * DRAW_LINE_HEIGHT / 2,
                      widest, lines * DRAW_LINE_HEIGHT};

    if ((!has_name && !has_figure) || !placer_try(&sheet->placer, box))
        return;
    at.y = box.y + 14;
    if (has_name) {
        draw_text(canvas, "map-label", at, ANCHOR_MIDDLE, name);
        at.y += DRAW_LINE_HEIGHT;
    }
    if (has_figure)
        draw_figure(canvas, "map-value", at, ANCHOR_MIDDLE, figure);
}

/* --- the drawing --- */

static void draw_areas(struct sheet *sheet)
{
    const struct map_chart *map = sheet->map;
    struct canvas *canvas = sheet->canvas;

    group_open(sheet, sheet->origin);
    for (size_t i = 0; i < map->count; i++) {
        const struct chart_area *area = &map->areas[i];

        if (area->shape == NULL)
            continue;
        draw_link_open(canvas, area->address);
        if (area->address.len > 0)
            markup_element(&canvas->svg, "title", area->label);
        if (map->is_tiled)
            draw_tile(sheet, area);
        else
            draw_polygon(sheet, area);
        draw_link_close(canvas, area->address);
    }
    markup_close(&canvas->svg);
    for (size_t i = 0; i < map->count; i++)
        if (map->areas[i].shape != NULL)
            label_area(sheet, &map->areas[i]);
}

/* Scale, place and height of what is drawn below the key. */
static void sheet_fit(struct sheet *sheet, double top)
{
    const struct map_chart *map = sheet->map;
    double width = sheet->canvas->width, bottom;

    if (map->is_tiled) {
        struct range columns = {0}, rows = {0};

        tile_bounds(map, &columns, &rows);
        sheet->scale =
            smaller(TILE_SIDE_MAX, width / (columns.hi - columns.lo + 1));
        sheet->origin = (struct point){-columns.lo * sheet->scale,
                                       top - rows.lo * sheet->scale};
        bottom = top + (rows.hi - rows.lo + 1) * sheet->scale;
    } else {
        sheet->scale = smaller((width - 4) / map->plane.width,
                               HEIGHT_MAX / larger(map->plane.height, 1));
        sheet->origin = (struct point){
            (double)(int)((width - map->plane.width * sheet->scale) / 2), top};
        bottom = top + map->plane.height * sheet->scale;
    }
    sheet->unit = map->is_tiled ? 1 : sheet->scale;
    sheet->canvas->height = bottom + 3;
    sheet->placer = (struct placer){.arena = map->frame->arena,
                                    .bounds = {0, top, width, bottom - top}};
}

static void map_draw(struct markup *html, const struct map_chart *map,
                     bool is_narrow)
{
    struct canvas canvas = {.frame = map->frame,
                            .is_narrow = is_narrow,
                            .width = canvas_width(is_narrow)};
    struct sheet sheet = {.canvas = &canvas, .map = map};

    sheet_fit(&sheet, key_height(&canvas, map));
    canvas_open(&canvas, html, map->frame, map->has_links);
    draw_patterns(&sheet);
    draw_key(&sheet);
    draw_areas(&sheet);
    canvas_close(&canvas, html);
}

/* False when nothing lies anywhere. */
static bool map_measure(struct map_chart *map)
{
    struct arena *arena = map->frame->arena;
    double *values = ARENA_ARRAY(arena, map->count + 1, double);
    const struct atlas_shape **shapes =
        ARENA_ARRAY(arena, map->count + 1, const struct atlas_shape *);
    size_t value_count = 0, shape_count = 0;

    for (size_t i = 0; i < map->count; i++) {
        const struct chart_area *area = &map->areas[i];

        if (area->shape == NULL)
            continue;
        shapes[shape_count++] = area->shape;
        map->has_links = map->has_links || area->address.len > 0;
        if (!figure_is_drawn(area->figure)) {
            map->has_gaps = true;
            continue;
        }
        map->like = area->figure;
        values[value_count++] = figure_size(area->figure);
    }
    classes_find(&map->classes, values, value_count);
    return map->is_tiled ? shape_count > 0
                         : plane_init(&map->plane, shapes, shape_count);
}

void chart_map(struct buf *out, const struct chart_frame *frame,
               struct slice value_head, const struct chart_area *areas,
               size_t count, bool is_tiled)
{
    struct map_chart map = {
        .frame = frame, .areas = areas, .count = count, .is_tiled = is_tiled};
    struct markup html;

    frame_open(&html, out, frame, "chart-map");
    if (map_measure(&map)) {
        map_draw(&html, &map, false);
        map_draw(&html, &map, true);
    }
    table_open(&html, frame, &value_head, 1);
    for (size_t i = 0; i < count; i++) {
        table_row_open(&html, areas[i].label, areas[i].address, false);
        table_cell(&html, frame, areas[i].figure, (struct slice){0});
        table_row_close(&html);
    }
    table_close(&html);
    frame_close(&html, frame);
}
