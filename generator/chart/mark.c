/*
 * Text and marks on a canvas. Layer: chart.
 */
#include "chart/draw.h"

static void text_open(struct canvas *canvas, const char *class, struct point at,
                      enum draw_anchor anchor)
{
    struct markup *svg = &canvas->svg;

    markup_open(svg, "text");
    markup_attribute_text(svg, "class", class);
    markup_attribute_number(svg, "x", at.x);
    markup_attribute_number(svg, "y", at.y);
    if (anchor != ANCHOR_START)
        markup_attribute_text(svg, "text-anchor",
                              anchor == ANCHOR_END ? "end" : "middle");
}

void draw_text(struct canvas *canvas, const char *class, struct point at,
               enum draw_anchor anchor, struct slice text)
{
    text_open(canvas, class, at, anchor);
    markup_text(&canvas->svg, text);
    markup_close(&canvas->svg);
}

void draw_lines(struct canvas *canvas, const char *class, struct point first,
                enum draw_anchor anchor, const struct text_lines *lines)
{
    struct markup *svg = &canvas->svg;

    text_open(canvas, class, first, anchor);
    for (size_t i = 0; i < lines->count; i++) {
        /* A space keeps words apart when copied; outside the line, because an
         * underline would show it. */
        if (i > 0)
            markup_text(svg, SLICE(" "));
        markup_open(svg, "tspan");
        if (i > 0) {
            markup_attribute_number(svg, "x", first.x);
            markup_attribute_number(svg, "dy", lines->height);
        }
        markup_text(svg, lines->items[i]);
        markup_close(svg);
    }
    markup_close(svg);
}

void draw_figure(struct canvas *canvas, const char *class, struct point at,
                 enum draw_anchor anchor, const struct figure *figure)
{
    bool is_present = figure->status == FIGURE_PRESENT;

    text_open(canvas, is_present ? class : "missing", at, anchor);
    markup_attribute_text(&canvas->svg, "data-figure", figure->id);
    markup_text(&canvas->svg, figure_text(canvas->frame, figure));
    markup_close(&canvas->svg);
}

void draw_line(struct canvas *canvas, const char *class, struct point from,
               struct point end)
{
    struct markup *svg = &canvas->svg;

    markup_open(svg, "line");
    markup_attribute_text(svg, "class", class);
    markup_attribute_number(svg, "x1", from.x);
    markup_attribute_number(svg, "y1", from.y);
    markup_attribute_number(svg, "x2", end.x);
    markup_attribute_number(svg, "y2", end.y);
    markup_close(svg);
}

void draw_circle(struct canvas *canvas, const char *class, struct point at,
                 double radius)
{
    struct markup *svg = &canvas->svg;

    markup_open(svg, "circle");
    markup_attribute_text(svg, "class", class);
    markup_attribute_number(svg, "cx", at.x);
    markup_attribute_number(svg, "cy", at.y);
    markup_attribute_number(svg, "r", radius);
    markup_close(svg);
}

void draw_box(struct canvas *canvas, const char *class, struct box box)
{
    struct markup *svg = &canvas->svg;

    markup_open(svg, "rect");
    markup_attribute_text(svg, "class", class);
    markup_attribute_number(svg, "x", box.x);
    markup_attribute_number(svg, "y", box.y);
    markup_attribute_number(svg, "width", box.width);
    markup_attribute_number(svg, "height", box.height);
    markup_close(svg);
}

/* Through integers, as markup_attribute_number() does: printf would write the
 * decimal mark of the process's locale. */
static void path_number(struct buf *path, double value)
{
    double scaled = value * 10;
    int64_t tenths = (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    int64_t size = tenths < 0 ? -tenths : tenths;

    if (tenths < 0)
        buf_add_char(path, '-');
    buf_add_integer(path, size / 10);
    if (size % 10 != 0) {
        buf_add_char(path, '.');
        buf_add_integer(path, size % 10);
    }
}

static void path_point(struct buf *path, char command, struct point at)
{
    buf_add_char(path, command);
    path_number(path, at.x);
    buf_add_char(path, ' ');
    path_number(path, at.y);
}

/* Writes the path and gives its memory back. */
static void path_draw(struct canvas *canvas, const char *class,
                      struct buf *path)
{
    markup_open(&canvas->svg, "path");
    markup_attribute_text(&canvas->svg, "class", class);
    markup_attribute(&canvas->svg, "d", buf_slice(path));
    markup_close(&canvas->svg);
    buf_release(path);
}

void draw_diamond(struct canvas *canvas, const char *class, struct point at,
                  double radius)
{
    struct buf path = BUF_INIT;

    path_point(&path, 'M', (struct point){at.x, at.y - radius});
    path_point(&path, 'L', (struct point){at.x + radius, at.y});
    path_point(&path, 'L', (struct point){at.x, at.y + radius});
    path_point(&path, 'L', (struct point){at.x - radius, at.y});
    buf_add_char(&path, 'Z');
    path_draw(canvas, class, &path);
}

void draw_cross(struct canvas *canvas, struct point at)
{
    struct buf path = BUF_INIT;

    path_point(&path, 'M', (struct point){at.x - 4, at.y - 4});
    path_point(&path, 'L', (struct point){at.x + 4, at.y + 4});
    path_point(&path, 'M', (struct point){at.x + 4, at.y - 4});
    path_point(&path, 'L', (struct point){at.x - 4, at.y + 4});
    path_draw(canvas, "gap", &path);
}

/*
 * Lines of slope one, cut at the edges of the box here: a <pattern> would need
 * an id of its own in each drawing. `offset` is where a line meets the x axis
 * of the box, from its left edge; it may begin left of the box.
 */
void draw_hatch(struct canvas *canvas, struct box box, bool falling)
{
    struct buf path = BUF_INIT;

    for (double offset = 9 - box.height; offset < box.width; offset += 9) {
        double left = larger(offset, 0);
        double right = smaller(offset + box.height, box.width);
        double start = left - offset, end = right - offset;
        double base = falling ? box.y : box.y + box.height;
        double sign = falling ? 1 : -1;

        if (right - left < 0.5)
            continue;
        path_point(&path, 'M',
                   (struct point){box.x + left, base + sign * start});
        path_point(&path, 'L',
                   (struct point){box.x + right, base + sign * end});
    }
    if (path.len > 0)
        path_draw(canvas, "hatch", &path);
    else
        buf_release(&path);
}

void draw_bar(struct canvas *canvas, const char *class, struct box box,
              const struct figure *figure)
{
    draw_box(canvas, class, box);
    /* In an illustrative chart the whole frame is hatched already. */
    if (figure->illustrative && !canvas->frame->illustrative)
        draw_hatch(canvas, box, false);
}

void trail_add(struct trail *trail, struct point at)
{
    path_point(&trail->path, trail->is_open ? 'L' : 'M', at);
    trail->is_open = true;
}

void trail_break(struct trail *trail)
{
    trail->is_open = false;
}

void trail_draw(struct trail *trail, struct canvas *canvas, const char *class)
{
    if (trail->path.len > 0)
        path_draw(canvas, class, &trail->path);
    *trail = (struct trail){0};
}

void draw_link_open(struct canvas *canvas, struct slice address)
{
    if (address.len == 0)
        return;
    markup_open(&canvas->svg, "a");
    markup_attribute(&canvas->svg, "href", address);
}

void draw_link_close(struct canvas *canvas, struct slice address)
{
    if (address.len > 0)
        markup_close(&canvas->svg);
}
