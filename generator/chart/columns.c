/*
 * Vertical columns by period, grouped by series. Layer: chart.
 */
#include "chart/draw.h"

#define AXIS_GAP 8.0
#define FOOT 28.0

struct columns {
    const struct chart_frame *frame;
    const struct slice *positions;
    size_t position_count;
    const struct chart_series *series;
    size_t series_count;
    struct range range;
    double value_width;
    const struct figure *like;
    struct key_entry *key;
    struct note_list notes;
};

static const char *series_class(const struct columns *columns, size_t index)
{
    static const char *const muted[] = {"column muted-1", "column muted-2",
                                        "column muted-3"};
    size_t rank = 0;

    if (columns->series_count == 1 || columns->series[index].emphasis)
        return "column strong";
    for (size_t i = 0; i < index; i++)
        rank += columns->series[i].emphasis ? 0 : 1;
    return muted[rank % COUNT_OF(muted)];
}

static void note_figure(struct columns *columns, size_t position,
                        const struct chart_series *series,
                        const struct figure *figure)
{
    struct slice label = columns->positions[position];

    if (columns->series_count > 1)
        label =
            arena_format(columns->frame->arena, SLICE_FORMAT ", " SLICE_FORMAT,
                         SLICE_ARGS(series->label), SLICE_ARGS(label));
    note_missing(&columns->notes, columns->frame, label, figure);
}

static void columns_measure(struct columns *columns)
{
    columns->key = ARENA_ARRAY(columns->frame->arena, columns->series_count,
                               struct key_entry);
    for (size_t s = 0; s < columns->series_count; s++) {
        const struct chart_series *series = &columns->series[s];

        columns->key[s].class = series_class(columns, s);
        columns->key[s].hatch = series->dashed ? 1 : 0;
        columns->key[s].label = series->label;
        for (size_t i = 0; i < columns->position_count; i++) {
            const struct figure *figure = series->figures[i];

            if (figure && figure->status != FIGURE_NOT_DUE)
                note_figure(columns, i, series, figure);
            if (!figure_is_drawn(figure))
                continue;
            columns->like = figure;
            range_add(&columns->range, figure);
            columns->value_width = larger(columns->value_width,
                                          figure_width(columns->frame, figure));
        }
    }
    range_include_zero(&columns->range);
}

static void draw_column(struct canvas *canvas, const struct key_entry *key,
                        struct box slot, const struct figure *figure,
                        const struct scale *y)
{
    double zero = scale_place(y, 0), end = scale_place(y, figure_size(figure));
    struct box box = {slot.x, smaller(zero, end), slot.width,
                      larger(zero, end) - smaller(zero, end)};
    bool has_label = slot.height > 0;
    struct point at = {slot.x + slot.width / 2,
                       end <= zero ? end - 6 : end + 16};

    draw_bar(canvas, key->class, box, figure);
    if (key->hatch != 0)
        draw_hatch(canvas, box, false);
    if (has_label)
        draw_figure(canvas, "value", at, ANCHOR_MIDDLE, figure);
}

/* `has_labels`: there is room to print each figure at its column. */
static void draw_group(struct canvas *canvas, const struct columns *columns,
                       const struct plot *plot, size_t position,
                       bool has_labels)
{
    double slot = (plot->x.to - plot->x.from) / (double)columns->position_count;
    double pitch = slot * 0.82 / (double)columns->series_count;
    double x = plot->x.from + ((double)position + 0.09) * slot;

    for (size_t s = 0; s < columns->series_count; s++, x += pitch) {
        const struct figure *figure = columns->series[s].figures[position];
        struct box room = {x, 0, pitch * 0.94, has_labels ? 1 : 0};

        if (figure_is_drawn(figure))
            draw_column(canvas, &columns->key[s], room, figure, &plot->y);
        else if (figure && figure->status != FIGURE_NOT_DUE)
            draw_cross(canvas, (struct point){x + pitch / 2,
                                              scale_place(&plot->y, 0) - 8});
    }
}

static bool labels_fit(const struct columns *columns, double width)
{
    double pitch = width * 0.82 /
                   (double)(columns->position_count * columns->series_count);

    return columns->value_width + 3 <= pitch;
}

static void columns_draw(struct markup *html, const struct columns *columns,
                         bool is_narrow)
{
    struct canvas canvas = {.is_narrow = is_narrow,
                            .width = canvas_width(is_narrow),
                            .height = is_narrow ? 280 : 320};
    size_t key_count = columns->series_count > 1 ? columns->series_count : 0;
    bool has_labels = labels_fit(columns, canvas.width);
    double top =
        key_arrange(columns->frame, columns->key, key_count, 0, canvas.width) +
        24;
    double below = has_labels && columns->range.lo < 0 ? 20 : 0;
    struct axis axis;

    axis_init(&axis, columns->frame, columns->range, 6, columns->like);
    struct plot plot = {
        {0, 1, has_labels ? 0 : axis.label_width + AXIS_GAP, canvas.width},
        {columns->range.lo, columns->range.hi, canvas.height - FOOT - below,
         top},
        false,
        0};
    canvas_open(&canvas, html, columns->frame, false);
    if (has_labels) {
        double zero = scale_place(&plot.y, 0);
        draw_line(&canvas, "zero", (struct point){0, zero},
                  (struct point){canvas.width, zero});
    } else {
        plot_draw_grid(&canvas, &plot, &axis);
    }
    for (size_t i = 0; i < columns->position_count; i++)
        draw_group(&canvas, columns, &plot, i, has_labels);
    plot.y.from += below;
    plot_draw_positions(&canvas, &plot, columns->positions,
                        columns->position_count);
    key_draw(&canvas, columns->key, key_count);
    canvas_close(&canvas, html);
}

void chart_columns(struct buf *out, const struct chart_frame *frame,
                   const struct slice *positions, size_t position_count,
                   const struct chart_series *series, size_t series_count)
{
    struct columns columns = {.frame = frame,
                              .positions = positions,
                              .position_count = position_count,
                              .series = series,
                              .series_count = series_count};
    struct markup html;

    columns_measure(&columns);
    frame_open(&html, out, frame, "chart-columns");
    columns_draw(&html, &columns, false);
    columns_draw(&html, &columns, true);
    notes_write(&html, frame, &columns.notes);
    table_open_series(&html, frame, series, series_count);
    table_series_rows(&html, frame, positions, position_count, series,
                      series_count);
    table_close(&html);
    frame_close(&html, frame);
}
