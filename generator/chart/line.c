/*
 * A line of observations with its baseline and the path to its targets.
 * Layer: chart.
 */
#include "chart/draw.h"

#define FOOT 30.0
#define AXIS_GAP 8.0
#define MARK_ROOM 7.0 /* half of what a mark takes */

struct line {
    const struct chart_frame *frame;
    struct slice value_head;
    const struct chart_point *observations;
    size_t observation_count;
    const struct chart_point *baseline; /* may be null */
    const struct chart_point *targets;
    size_t target_count;
    struct range values;
    struct range times;
    const struct figure *like;
    struct note_list notes;
};

struct sketch {
    struct canvas canvas;
    struct plot plot;
    struct placer placer; /* of values, in the plot */
    struct placer names;  /* of times, under the plot */
};

static void add_point(struct line *line, const struct chart_point *point)
{
    note_missing(&line->notes, line->frame, point->label, point->figure);
    if (!point->figure)
        return;
    range_add_value(&line->times, point->time);
    range_add(&line->values, point->figure);
    if (figure_is_drawn(point->figure))
        line->like = point->figure;
}

static void line_measure(struct line *line)
{
    for (size_t i = 0; i < line->observation_count; i++)
        add_point(line, &line->observations[i]);
    for (size_t i = 0; i < line->target_count; i++)
        add_point(line, &line->targets[i]);
    if (line->baseline)
        add_point(line, line->baseline);
    /* Zero belongs to the picture when it is near; a line may begin elsewhere,
     * for its height is not its length. */
    double span = line->values.hi - line->values.lo;
    bool is_near = line->values.lo >= 0 && line->values.lo <= span;
    if (!line->values.is_set || is_near || span <= 0)
        range_include_zero(&line->values);
    span = line->values.hi - line->values.lo;
    line->values.hi += span * 0.12;
    line->values.lo -=
        line->values.lo > 0 || line->values.lo < 0 ? span * 0.1 : 0;
    if (!line->times.is_set || line->times.lo >= line->times.hi)
        range_add_value(&line->times, line->times.lo + 1);
}

static struct point place_of(const struct sketch *sketch,
                             const struct chart_point *point)
{
    return (struct point){
        scale_place(&sketch->plot.x, point->time),
        scale_place(&sketch->plot.y, figure_size(point->figure))};
}

static bool point_is_drawn(const struct chart_point *point)
{
    return point && figure_is_drawn(point->figure);
}

/* Where a series breaks: between the observations on both sides. */
static double break_place(const struct sketch *sketch, const struct line *line,
                          size_t index)
{
    const struct chart_point *after = &line->observations[index];
    double time = index > 0 ? (after[-1].time + after->time) / 2 : after->time;

    return scale_place(&sketch->plot.x, time);
}

/* At the head of the line, or else at its foot. */
static void name_break(struct sketch *sketch, double x)
{
    struct slice words =
        language_text(sketch->canvas.frame->language, SLICE("break in series"));
    double width = text_width(words);
    struct box bounds = sketch->placer.bounds;
    double left = smaller(larger(x - width / 2, bounds.x),
                          bounds.x + bounds.width - width);
    const double tops[] = {sketch->plot.y.to - 22, sketch->plot.y.from - 40};

    for (size_t i = 0; i < COUNT_OF(tops); i++) {
        if (!placer_try(&sketch->placer,
                        (struct box){left, tops[i], width, 18}))
            continue;
        draw_text(&sketch->canvas, "break-label",
                  (struct point){left + width / 2, tops[i] + 14}, ANCHOR_MIDDLE,
                  words);
        return;
    }
}

static void name_breaks(struct sketch *sketch, const struct line *line)
{
    for (size_t i = 0; i < line->observation_count; i++)
        if (line->observations[i].break_before)
            name_break(sketch, break_place(sketch, line, i));
}

static void draw_break(struct sketch *sketch, double x)
{
    draw_line(&sketch->canvas, "break", (struct point){x, sketch->plot.y.to},
              (struct point){x, sketch->plot.y.from});
}

static void draw_observations(struct sketch *sketch, const struct line *line)
{
    struct canvas *canvas = &sketch->canvas;
    struct trail trail = {0};

    for (size_t i = 0; i < line->observation_count; i++) {
        const struct chart_point *point = &line->observations[i];

        if (point->break_before) {
            trail_break(&trail);
            draw_break(sketch, break_place(sketch, line, i));
        }
        if (point_is_drawn(point)) {
            trail_add(&trail, place_of(sketch, point));
            continue;
        }
        trail_break(&trail);
        if (point->figure)
            draw_cross(canvas,
                       (struct point){scale_place(&sketch->plot.x, point->time),
                                      sketch->plot.y.from - 8});
    }
    trail_draw(&trail, canvas, "line strong");
    for (size_t i = 0; i < line->observation_count; i++)
        if (point_is_drawn(&line->observations[i]))
            draw_circle(canvas, "point strong",
                        place_of(sketch, &line->observations[i]), 4.5);
}

/* From the baseline, or else from the last observation before the targets. */
static const struct chart_point *path_start(const struct line *line)
{
    if (point_is_drawn(line->baseline))
        return line->baseline;
    for (size_t i = line->observation_count; i > 0; i--) {
        const struct chart_point *point = &line->observations[i - 1];

        if (point_is_drawn(point) && line->target_count > 0 &&
            point->time < line->targets[0].time)
            return point;
    }
    return NULL;
}

static void draw_targets(struct sketch *sketch, const struct line *line)
{
    const struct chart_point *start = path_start(line);
    struct trail trail = {0};

    if (start)
        trail_add(&trail, place_of(sketch, start));
    for (size_t i = 0; i < line->target_count; i++)
        if (point_is_drawn(&line->targets[i]))
            trail_add(&trail, place_of(sketch, &line->targets[i]));
    trail_draw(&trail, &sketch->canvas, "target-path");
    for (size_t i = 0; i < line->target_count; i++)
        if (point_is_drawn(&line->targets[i]))
            draw_diamond(&sketch->canvas, "target-mark",
                         place_of(sketch, &line->targets[i]), 7);
    if (point_is_drawn(line->baseline)) {
        struct point at = place_of(sketch, line->baseline);
        draw_box(&sketch->canvas, "baseline-mark",
                 (struct box){at.x - 6, at.y - 6, 12, 12});
    }
}

/* Above the mark, below, right, left: the first that is free. */
static void label_point(struct sketch *sketch, const struct chart_point *point,
                        struct slice name)
{
    struct canvas *canvas = &sketch->canvas;
    struct point at = place_of(sketch, point);
    double value = figure_width(canvas->frame, point->figure);
    double width = larger(value, text_width(name)) + 4;
    double height = DRAW_LINE_HEIGHT * (name.len > 0 ? 2 : 1);
    struct box bounds = sketch->placer.bounds;
    double middle = smaller(larger(at.x - width / 2, bounds.x),
                            bounds.x + bounds.width - width);
    const struct point corners[] = {
        {middle, at.y - MARK_ROOM - 3 - height},
        {middle, at.y + MARK_ROOM + 2},
        {at.x + MARK_ROOM + 3, at.y - height / 2},
        {at.x - MARK_ROOM - 3 - width, at.y - height / 2},
    };

    for (size_t i = 0; i < COUNT_OF(corners); i++) {
        struct box box = {corners[i].x, corners[i].y, width, height};
        struct point base = {box.x + width / 2, box.y + 14};

        if (!placer_try(&sketch->placer, box))
            continue;
        if (name.len > 0) {
            draw_text(canvas, "mark-label", base, ANCHOR_MIDDLE, name);
            base.y += DRAW_LINE_HEIGHT;
        }
        draw_figure(canvas, "value", base, ANCHOR_MIDDLE, point->figure);
        return;
    }
}

/* The time of a point under the plot, where there is room. */
static void name_time(struct sketch *sketch, const struct chart_point *point)
{
    double x = scale_place(&sketch->plot.x, point->time);
    double width = text_width(point->label);
    double y = sketch->plot.y.from;
    double middle =
        smaller(larger(x, width / 2), sketch->canvas.width - width / 2);
    struct box box = {middle - width / 2 - 5, y + 4, width + 10, 22};

    if (!placer_try(&sketch->names, box))
        return;
    draw_line(&sketch->canvas, "tick-mark", (struct point){x, y},
              (struct point){x, y + 5});
    draw_text(&sketch->canvas, "tick", (struct point){middle, y + 21},
              ANCHOR_MIDDLE, point->label);
}

static void take_mark(struct sketch *sketch, const struct chart_point *point)
{
    if (!point_is_drawn(point))
        return;
    struct point at = place_of(sketch, point);
    placer_take(&sketch->placer,
                (struct box){at.x - MARK_ROOM, at.y - MARK_ROOM, 2 * MARK_ROOM,
                             2 * MARK_ROOM});
}

/* Points of the same place share a label: a baseline is often the first
 * observation. */
static bool same_point(const struct chart_point *a, const struct chart_point *b)
{
    double apart = a->time - b->time;

    return apart > -1e-6 && apart < 1e-6 &&
           amount_compare(a->figure->value, b->figure->value) == 0;
}

static void label_and_name(struct sketch *sketch, const struct line *line,
                           const struct chart_point *point, struct slice name)
{
    if (!point->figure)
        return;
    bool is_baseline = point == line->baseline;
    if (point_is_drawn(point) &&
        (is_baseline || !point_is_drawn(line->baseline) ||
         !same_point(point, line->baseline)))
        label_point(sketch, point, name);
    name_time(sketch, point);
}

/* Labels in order of weight, because an early one takes the room. */
static void draw_labels(struct sketch *sketch, const struct line *line)
{
    const struct language *language = line->frame->language;
    const struct chart_point *first = line->observations;
    size_t count = line->observation_count;

    for (size_t i = 0; i < count; i++)
        take_mark(sketch, &line->observations[i]);
    for (size_t i = 0; i < line->target_count; i++)
        take_mark(sketch, &line->targets[i]);
    take_mark(sketch, line->baseline);
    if (count > 0)
        label_and_name(sketch, line, &first[count - 1], (struct slice){0});
    if (line->baseline)
        label_and_name(sketch, line, line->baseline,
                       language_text(language, SLICE("Baseline")));
    for (size_t i = line->target_count; i > 0; i--)
        label_and_name(sketch, line, &line->targets[i - 1],
                       language_text(language, SLICE("Target")));
    for (size_t i = 0; i + 1 < count; i++)
        label_and_name(sketch, line, &first[i], (struct slice){0});
}

static void line_draw(struct markup *html, const struct line *line,
                      bool is_narrow)
{
    struct arena *arena = line->frame->arena;
    double width = canvas_width(is_narrow);
    double height = is_narrow ? 300 : 360;
    struct axis axis;

    axis_init(&axis, line->frame, line->values, is_narrow ? 5 : 6, line->like);
    double left = axis.label_width + AXIS_GAP;
    struct sketch sketch = {
        .canvas = {.is_narrow = is_narrow, .width = width, .height = height},
        .plot = {{line->times.lo, line->times.hi, left + 28, width - 34},
                 {line->values.lo, line->values.hi, height - FOOT, 40},
                 false,
                 0},
        .placer = {.arena = arena,
                   .bounds = {left + 2, 0, width - left - 2, height - FOOT}},
        .names = {.arena = arena, .bounds = {-6, 0, width + 12, height}}};
    struct plot ground = sketch.plot;

    ground.x.from = left;
    ground.x.to = width;
    canvas_open(&sketch.canvas, html, line->frame, false);
    plot_draw_grid(&sketch.canvas, &ground, &axis);
    draw_line(&sketch.canvas, "axis", (struct point){left, height - FOOT},
              (struct point){width, height - FOOT});
    draw_targets(&sketch, line);
    draw_observations(&sketch, line);
    draw_labels(&sketch, line);
    name_breaks(&sketch, line);
    canvas_close(&sketch.canvas, html);
}

static void table_point(struct markup *html, const struct line *line,
                        const struct chart_point *point, const char *kind)
{
    const struct chart_frame *frame = line->frame;
    struct slice label = point->label;

    if (kind) {
        struct slice name = language_text(frame->language, slice_of(kind));
        label = arena_format(frame->arena, SLICE_FORMAT " (" SLICE_FORMAT ")",
                             SLICE_ARGS(label), SLICE_ARGS(name));
    }
    table_row_open(html, label, (struct slice){0}, false);
    table_cell(html, frame, point->figure, (struct slice){0});
    table_row_close(html);
}

static void line_table(struct markup *html, const struct line *line)
{
    table_open(html, line->frame, &line->value_head, 1);
    if (line->baseline)
        table_point(html, line, line->baseline, "Baseline");
    for (size_t i = 0; i < line->observation_count; i++) {
        const struct chart_point *point = &line->observations[i];
        table_point(html, line, point,
                    point->break_before ? "break in series" : NULL);
    }
    for (size_t i = 0; i < line->target_count; i++)
        table_point(html, line, &line->targets[i], "Target");
    table_close(html);
}

void chart_line(struct buf *out, const struct chart_frame *frame,
                struct slice value_head, const struct chart_point *observations,
                size_t observation_count, const struct chart_point *baseline,
                const struct chart_point *targets, size_t target_count)
{
    struct line line = {.frame = frame,
                        .value_head = value_head,
                        .observations = observations,
                        .observation_count = observation_count,
                        .baseline = baseline,
                        .targets = targets,
                        .target_count = target_count};
    struct markup html;

    line_measure(&line);
    frame_open(&html, out, frame, "chart-line");
    line_draw(&html, &line, false);
    line_draw(&html, &line, true);
    notes_write(&html, frame, &line.notes);
    line_table(&html, &line);
    frame_close(&html, frame);
}
