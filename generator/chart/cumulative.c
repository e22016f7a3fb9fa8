/*
 * Cumulative execution against the budget and an even pace. Layer: chart.
 *
 * A position is a whole period: its value stands at the period's end, and all
 * series begin at zero where the first period begins.
 */
#include "chart/draw.h"

#define FOOT 28.0
#define AXIS_GAP 8.0
#define LABEL_GAP 9.0

/* The name of a line, where the line ends. */
struct end_label {
    struct text_lines lines;
    const struct figure *figure; /* null: the name alone */
    const char *class;
    struct point at; /* end of the line */
    bool is_early;   /* ends inside the plot */
};

struct cumulative {
    const struct chart_frame *frame;
    const struct slice *positions;
    size_t position_count;
    const struct chart_series *series;
    size_t series_count;
    const struct figure *ceiling;
    struct slice ceiling_label;
    struct slice pace_label;
    struct range range;
    const struct figure *like;
    struct note_list notes;
};

static void cumulative_measure(struct cumulative *chart)
{
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->position_count; i++) {
            const struct chart_series *series = &chart->series[s];
            const struct figure *figure = series->figures[i];
            struct slice label = arena_format(
                chart->frame->arena, SLICE_FORMAT ", " SLICE_FORMAT,
                SLICE_ARGS(series->label), SLICE_ARGS(chart->positions[i]));

            range_add(&chart->range, figure);
            /* The rest of the year is no gap; the table names it. */
            if (figure && figure->status != FIGURE_NOT_DUE)
                note_missing(&chart->notes, chart->frame, label, figure);
            if (figure_is_drawn(figure))
                chart->like = figure;
        }
    range_add(&chart->range, chart->ceiling);
    range_include_zero(&chart->range);
    chart->range.hi += (chart->range.hi - chart->range.lo) * 0.02;
}

/* Greys of earlier years differ in depth and dash, emphasis in weight. */
static const char *line_class(const struct cumulative *chart, size_t index)
{
    static const char *const plain[] = {"line muted-1", "line muted-2",
                                        "line muted-3"};
    static const char *const dashed[] = {
        "line muted-1 dashed", "line muted-2 dashed", "line muted-3 dashed"};
    const struct chart_series *series = &chart->series[index];
    size_t rank = 0;

    if (series->emphasis)
        return series->dashed ? "line strong dashed" : "line strong";
    for (size_t i = 0; i < index; i++)
        rank += chart->series[i].emphasis ? 0 : 1;
    rank %= COUNT_OF(plain);
    return series->dashed ? dashed[rank] : plain[rank];
}

static const struct figure *series_last(const struct cumulative *chart,
                                        const struct chart_series *series,
                                        size_t *position)
{
    for (size_t i = chart->position_count; i > 0; i--)
        if (figure_is_drawn(series->figures[i - 1])) {
            *position = i - 1;
            return series->figures[i - 1];
        }
    return NULL;
}

static struct point point_of(const struct plot *plot, double time,
                             const struct figure *figure)
{
    return (struct point){scale_place(&plot->x, time),
                          scale_place(&plot->y, figure_size(figure))};
}

static void draw_series(struct canvas *canvas, const struct cumulative *chart,
                        const struct plot *plot, size_t index)
{
    const struct chart_series *series = &chart->series[index];
    struct trail trail = {0};

    if (chart->position_count > 0 && figure_is_drawn(series->figures[0]))
        trail_add(&trail,
                  (struct point){plot->x.from, scale_place(&plot->y, 0)});
    for (size_t i = 0; i < chart->position_count; i++) {
        const struct figure *figure = series->figures[i];

        if (figure_is_drawn(figure)) {
            trail_add(&trail, point_of(plot, (double)(i + 1), figure));
            continue;
        }
        trail_break(&trail);
        if (figure && figure->status != FIGURE_NOT_DUE)
            draw_cross(canvas,
                       (struct point){scale_place(&plot->x, (double)(i + 1)),
                                      plot->y.from - 8});
    }
    trail_draw(&trail, canvas, line_class(chart, index));
    for (size_t i = 0; i < chart->position_count; i++)
        if (figure_is_drawn(series->figures[i]))
            draw_circle(canvas,
                        series->emphasis ? "point strong" : "point muted",
                        point_of(plot, (double)(i + 1), series->figures[i]),
                        series->emphasis ? 3.5 : 2);
}

/* The labels of all lines; `*count` of them. */
static struct end_label *label_lines(const struct cumulative *chart,
                                     const struct plot *plot, double width,
                                     size_t *count)
{
    struct arena *arena = chart->frame->arena;
    struct end_label *labels =
        ARENA_ARRAY(arena, chart->series_count + 1, struct end_label);

    *count = 0;
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_series *series = &chart->series[s];
        size_t last = 0;
        const struct figure *figure = series_last(chart, series, &last);

        if (!figure)
            continue;
        labels[(*count)++] =
            (struct end_label){text_wrap(arena, series->label, width), figure,
                               series->emphasis ? "end strong" : "end",
                               point_of(plot, (double)(last + 1), figure),
                               last + 1 < chart->position_count};
    }
    if (figure_is_drawn(chart->ceiling) && chart->pace_label.len > 0)
        labels[(*count)++] = (struct end_label){
            text_wrap(arena, chart->pace_label, width), NULL, "end pace-label",
            point_of(plot, (double)chart->position_count, chart->ceiling),
            false};
    return labels;
}

static double label_height(const struct end_label *label)
{
    return DRAW_LINE_HEIGHT *
           (double)(label->lines.count + (label->figure ? 1 : 0));
}

static double label_width(const struct cumulative *chart,
                          const struct end_label *label)
{
    double figure =
        label->figure ? figure_width(chart->frame, label->figure) : 0;

    return larger(label->lines.width, figure);
}

static void draw_label(struct canvas *canvas, const struct end_label *label,
                       struct point top, enum draw_anchor anchor)
{
    double base = top.y + DRAW_LINE_HEIGHT / 2 + DRAW_BASELINE;

    draw_lines(canvas, label->class, (struct point){top.x, base}, anchor,
               &label->lines);
    if (!label->figure)
        return;
    base += DRAW_LINE_HEIGHT * (double)label->lines.count;
    draw_figure(canvas, "value", (struct point){top.x, base}, anchor,
                label->figure);
}

/* Lines that reach the last period are named in the margin, pushed apart. */
static void draw_margin_labels(struct canvas *canvas, struct placer *placer,
                               const struct end_label *labels, size_t count)
{
    struct arena *arena = canvas->frame->arena;
    double *middles = ARENA_ARRAY(arena, count + 1, double);
    size_t *which = ARENA_ARRAY(arena, count + 1, size_t);
    double gap = 0;
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        if (labels[i].is_early)
            continue;
        middles[used] = labels[i].at.y;
        which[used++] = i;
        gap = larger(gap, label_height(&labels[i]));
    }
    struct scale within = {gap / 2, canvas->height - FOOT - gap / 2, 0, 0};
    place_spread(arena, middles, used, gap + 1, within);
    for (size_t i = 0; i < used; i++) {
        const struct end_label *label = &labels[which[i]];
        double height = label_height(label);
        struct point top = {label->at.x + LABEL_GAP, middles[i] - height / 2};

        draw_label(canvas, label, top, ANCHOR_START);
        placer_take(placer, (struct box){top.x - 2, top.y,
                                         canvas->width - top.x, height});
    }
}

/* A line that ends within the plot: below it first, where a line that rises
 * leaves room. */
static void draw_early_label(struct canvas *canvas, struct placer *placer,
                             const struct end_label *label, double width)
{
    double height = label_height(label);
    const struct point tops[] = {
        {label->at.x + LABEL_GAP, label->at.y - 2},
        {label->at.x + LABEL_GAP, label->at.y - height / 2},
        {label->at.x + LABEL_GAP, label->at.y + 18},
        {label->at.x - width / 4, label->at.y + 24},
        {label->at.x - width / 2, label->at.y + 34},
        {label->at.x - LABEL_GAP - width, label->at.y - height - 2},
        {label->at.x - LABEL_GAP - width, label->at.y + 2},
    };

    for (size_t i = 0; i < COUNT_OF(tops); i++) {
        struct box box = {tops[i].x, tops[i].y, width, height};

        if (placer_try(placer, box)) {
            draw_label(canvas, label, tops[i], ANCHOR_START);
            return;
        }
    }
    /* Nowhere is free: to the left and above, over the lines, with its halo. */
    draw_label(canvas, label, tops[5], ANCHOR_START);
}

/* Name and figure meet at a point, so that no estimate stands between them. */
static void draw_ceiling(struct canvas *canvas, const struct cumulative *chart,
                         const struct plot *plot, struct placer *placer)
{
    double name = text_width(chart->ceiling_label);
    double value = figure_width(chart->frame, chart->ceiling);
    double y = scale_place(&plot->y, figure_size(chart->ceiling));
    double left = plot->x.from;
    bool is_one_line = left + name + value + 6 <= plot->x.to;
    struct point at = {left, y - 8};

    draw_line(canvas, "ceiling", (struct point){plot->x.from, y},
              (struct point){plot->x.to, y});
    placer_take(placer, (struct box){plot->x.from, 0,
                                     is_one_line ? name + value + 12
                                                 : larger(name, value) + 6,
                                     y + 2});
    if (is_one_line) {
        at.x = left + name;
        draw_text(canvas, "ceiling-label", at, ANCHOR_END,
                  chart->ceiling_label);
        at.x += 6;
    } else {
        at.y -= DRAW_LINE_HEIGHT;
        draw_text(canvas, "ceiling-label", at, ANCHOR_START,
                  chart->ceiling_label);
        at.y += DRAW_LINE_HEIGHT;
    }
    draw_figure(canvas, "value", at, ANCHOR_START, chart->ceiling);
}

static void draw_labels(struct canvas *canvas, const struct cumulative *chart,
                        const struct plot *plot, double width)
{
    size_t count = 0;
    struct end_label *labels = label_lines(chart, plot, width, &count);
    struct placer placer = {.arena = chart->frame->arena,
                            .bounds = {plot->x.from, 0,
                                       canvas->width - plot->x.from,
                                       plot->y.from}};

    if (figure_is_drawn(chart->ceiling))
        draw_ceiling(canvas, chart, plot, &placer);
    draw_margin_labels(canvas, &placer, labels, count);
    for (size_t i = 0; i < count; i++)
        if (labels[i].is_early)
            draw_early_label(canvas, &placer, &labels[i],
                             label_width(chart, &labels[i]));
}

/* Room at the right for the names of lines that reach the last period. */
static double margin_width(const struct cumulative *chart, double most)
{
    struct plot nowhere = {{0, 1, 0, 0}, {0, 1, 0, 0}, false, 0};
    size_t count = 0;
    struct end_label *labels = label_lines(chart, &nowhere, most, &count);
    double width = 0;

    for (size_t i = 0; i < count; i++)
        if (!labels[i].is_early)
            width = larger(width, label_width(chart, &labels[i]));
    return width + LABEL_GAP;
}

static void cumulative_draw(struct markup *html, const struct cumulative *chart,
                            bool is_narrow)
{
    struct canvas canvas = {.is_narrow = is_narrow,
                            .width = canvas_width(is_narrow),
                            .height = is_narrow ? 340 : 400};
    double most = is_narrow ? 76 : 150;
    struct axis axis;

    axis_init(&axis, chart->frame, chart->range, is_narrow ? 5 : 6,
              chart->like);
    struct plot plot = {{0, larger((double)chart->position_count, 1),
                         is_narrow ? 0 : axis.label_width + AXIS_GAP,
                         canvas.width - margin_width(chart, most)},
                        {chart->range.lo, chart->range.hi, canvas.height - FOOT,
                         is_narrow ? 46 : 28},
                        is_narrow,
                        0};
    if (figure_is_drawn(chart->ceiling))
        plot.ticks_below =
            scale_place(&plot.y, figure_size(chart->ceiling)) + 24;
    canvas_open(&canvas, html, chart->frame, false);
    plot_draw_grid(&canvas, &plot, &axis);
    plot_draw_positions(&canvas, &plot, chart->positions,
                        chart->position_count);
    if (figure_is_drawn(chart->ceiling))
        draw_line(
            &canvas, "pace",
            (struct point){plot.x.from, scale_place(&plot.y, 0)},
            point_of(&plot, (double)chart->position_count, chart->ceiling));
    /* Emphasis last, over the others. */
    for (size_t s = 0; s < chart->series_count; s++)
        if (!chart->series[s].emphasis)
            draw_series(&canvas, chart, &plot, s);
    for (size_t s = 0; s < chart->series_count; s++)
        if (chart->series[s].emphasis)
            draw_series(&canvas, chart, &plot, s);
    draw_labels(&canvas, chart, &plot, most);
    canvas_close(&canvas, html);
}

/* The series whose budget the ceiling is: the first with emphasis. */
static size_t current_series(const struct cumulative *chart)
{
    for (size_t s = 0; s < chart->series_count; s++)
        if (chart->series[s].emphasis)
            return s;
    return 0;
}

static void cumulative_table(struct markup *html,
                             const struct cumulative *chart)
{
    const struct chart_frame *frame = chart->frame;

    table_open_series(html, frame, chart->series, chart->series_count);
    table_series_rows(html, frame, chart->positions, chart->position_count,
                      chart->series, chart->series_count);
    if (chart->ceiling) {
        size_t column = current_series(chart);

        table_row_open(html, chart->ceiling_label, (struct slice){0}, false);
        for (size_t s = 0; s < chart->series_count; s++)
            if (s == column)
                table_cell(html, frame, chart->ceiling, (struct slice){0});
            else
                markup_element(html, "td", SLICE(""));
        table_row_close(html);
    }
    table_close(html);
}

void chart_cumulative(struct buf *out, const struct chart_frame *frame,
                      const struct slice *positions, size_t position_count,
                      const struct chart_series *series, size_t series_count,
                      const struct figure *ceiling, struct slice ceiling_label,
                      struct slice pace_label)
{
    struct cumulative chart = {.frame = frame,
                               .positions = positions,
                               .position_count = position_count,
                               .series = series,
                               .series_count = series_count,
                               .ceiling = ceiling,
                               .ceiling_label = ceiling_label,
                               .pace_label = pace_label};
    struct markup html;

    cumulative_measure(&chart);
    frame_open(&html, out, frame, "chart-cumulative");
    cumulative_draw(&html, &chart, false);
    cumulative_draw(&html, &chart, true);
    notes_write(&html, frame, &chart.notes);
    cumulative_table(&html, &chart);
    frame_close(&html, frame);
}
