/*
 * What the charts share. Layer: chart; included only by generator/chart.
 *
 * Every chart is drawn twice, 720 and 360 units wide, because text that scales
 * with a drawing cannot be read at 320 px. CSS shows the one that suits the
 * width and takes the other out of the page (display: none), so nobody meets
 * the same drawing twice. Coordinates are double and never become text that a
 * reader takes for data. Nothing here needs libm.
 */
#ifndef CHART_DRAW_H
#define CHART_DRAW_H

#include "chart/chart.h"
#include "emit/markup.h"

#define DRAW_TEXT_SIZE 15.0
#define DRAW_LINE_HEIGHT 19.0
/* From the middle of a line of text down to its baseline. */
#define DRAW_BASELINE 5.0
#define DRAW_TICKS_MAX 16

struct point {
    double x, y;
};

struct box {
    double x, y, width, height;
};

enum draw_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* scale.c: from values to coordinates */
struct scale {
    double lo, hi;   /* values; lo < hi */
    double from, to; /* coordinates of lo and hi */
};

double scale_place(const struct scale *scale, double value);
double larger(double a, double b);
double smaller(double a, double b);

/* The smallest range that holds all figures that are present, and zero. */
struct range {
    double lo, hi;
    bool is_set; /* there was a figure */
};

void range_add(struct range *range, const struct figure *figure);
void range_add_value(struct range *range, double value);
/* Down or up to zero, and never of no size. */
void range_include_zero(struct range *range);
/* Shares that reach past the half are seen against the whole. */
void range_include_whole(struct range *range, const struct figure *like);
bool figure_is_drawn(const struct figure *figure);
double figure_size(const struct figure *figure);

struct axis {
    double ticks[DRAW_TICKS_MAX];
    struct slice labels[DRAW_TICKS_MAX];
    size_t count;
    double label_width; /* of the widest */
};

/* Ticks of a scale in the form of `like` (percentages keep their sign). */
void axis_init(struct axis *axis, const struct chart_frame *frame,
               struct range range, size_t max, const struct figure *like);
/* The same with ticks at the values given, at most DRAW_TICKS_MAX. */
void axis_init_at(struct axis *axis, const struct chart_frame *frame,
                  const double *values, size_t count,
                  const struct figure *like);
/* The roundest number above `lo` and not above `hi`. */
double round_between(double lo, double hi);

/* text.c: how wide text is, nearly, and where it breaks */
struct text_lines {
    struct slice *items;
    size_t count, capacity;
    double width;  /* of the widest line */
    double height; /* of one line */
};

double text_width(struct slice text);
/* Breaks at spaces only; a word wider than `width` stands alone. */
struct text_lines text_wrap(struct arena *arena, struct slice text,
                            double width);
/* The same for text set at `part` of the usual size. */
struct text_lines text_wrap_sized(struct arena *arena, struct slice text,
                                  double width, double part);
/* One line, however long. */
struct text_lines text_line(struct arena *arena, struct slice text);
/* The printed figure, in the frame's arena. */
struct slice figure_text(const struct chart_frame *frame,
                         const struct figure *figure);
/* Figures are set in bold, which is wider. */
double figure_width(const struct chart_frame *frame,
                    const struct figure *figure);

/* place.c: labels that do not collide */
struct placer {
    struct arena *arena;
    struct box bounds;
    struct box *items; /* taken */
    size_t count, capacity;
};

void placer_take(struct placer *placer, struct box box);
/* Takes the box when it is free and inside the bounds. */
bool placer_try(struct placer *placer, struct box box) MUST_USE;
/*
 * Moves sorted or unsorted middles apart until neighbours are `gap` away from
 * each other, keeping their order, within lo … hi where there is room.
 */
void place_spread(struct arena *arena, double *middles, size_t count,
                  double gap, struct scale within);

/* frame.c: the figure around the drawings */
void frame_open(struct markup *html, struct buf *out,
                const struct chart_frame *frame, const char *class);
void frame_close(struct markup *html, const struct chart_frame *frame);

struct canvas {
    struct markup svg;
    const struct chart_frame *frame;
    bool is_narrow;
    double width, height;
};

double canvas_width(bool is_narrow);
/*
 * With links the drawing is a group, not an image: children of an image are
 * hidden from assistive technology, and a link must not be.
 */
void canvas_open(struct canvas *canvas, struct markup *html,
                 const struct chart_frame *frame, bool has_links);
void canvas_close(struct canvas *canvas, struct markup *html);

/* plot.c: axes. The plot of a chart with two axes. */
struct plot {
    struct scale x, y;
    bool ticks_inside;  /* on the grid lines, where the margin is too dear */
    double ticks_below; /* then: no ticks above this coordinate */
};

/* Horizontal grid lines with their ticks, hidden from assistive technology. */
void plot_draw_grid(struct canvas *canvas, const struct plot *plot,
                    const struct axis *axis);
/* Names of positions under the plot, as many as fit. */
void plot_draw_positions(struct canvas *canvas, const struct plot *plot,
                         const struct slice *positions, size_t count);

/* mark.c: what is drawn on a canvas */
void draw_text(struct canvas *canvas, const char *class, struct point at,
               enum draw_anchor anchor, struct slice text);
void draw_lines(struct canvas *canvas, const char *class, struct point first,
                enum draw_anchor anchor, const struct text_lines *lines);
/* <text data-figure>, in words where there is no number. */
void draw_figure(struct canvas *canvas, const char *class, struct point at,
                 enum draw_anchor anchor, const struct figure *figure);
void draw_line(struct canvas *canvas, const char *class, struct point from,
               struct point end);
void draw_circle(struct canvas *canvas, const char *class, struct point at,
                 double radius);
void draw_diamond(struct canvas *canvas, const char *class, struct point at,
                  double radius);
/* Where a figure is missing. */
void draw_cross(struct canvas *canvas, struct point at);
void draw_box(struct canvas *canvas, const char *class, struct box box);
/* Slanted lines over a box; `falling` slants them the other way. */
void draw_hatch(struct canvas *canvas, struct box box, bool falling);
/* A box for a figure; hatched when that figure is illustrative. */
void draw_bar(struct canvas *canvas, const char *class, struct box box,
              const struct figure *figure);
/* A line through points; after a gap it starts anew. */
struct trail {
    struct buf path;
    bool is_open;
};
void trail_add(struct trail *trail, struct point at);
void trail_break(struct trail *trail);
void trail_draw(struct trail *trail, struct canvas *canvas, const char *class);
void draw_link_open(struct canvas *canvas, struct slice address);
void draw_link_close(struct canvas *canvas, struct slice address);

/* rows.c: charts with one row a label */
struct row {
    struct slice text;
    struct slice address;
    struct text_lines lines;
    double top;
    double middle; /* of the mark */
};

struct row_set {
    struct row *items;
    size_t count;
    double plot; /* left edge of the marks */
    double bottom;
};

/*
 * Labels left of the marks, or above them when narrow. `top` is where the first
 * row begins, `thickness` the height of a mark.
 */
void rows_arrange(struct row_set *rows, struct arena *arena, bool is_narrow,
                  double top, double thickness);
void rows_draw(struct canvas *canvas, const struct row_set *rows);
/*
 * A vertical line over span.from … span.to; in a narrow chart only beside the
 * marks, because there it would strike through the labels.
 */
void rows_draw_rule(struct canvas *canvas, const struct row_set *rows,
                    const char *class, double x, struct scale span);

/* key.c: names of marks, where a label beside each mark has no room */
struct key_entry {
    const char *class; /* of the mark */
    bool is_round;
    int hatch; /* 0 none, 1 rising, 2 falling */
    struct slice label;
    struct slice address;
    const struct figure *figure; /* printed before the label, may be null */
    struct point at;
};

/* Sets the places of the entries from `top` on; returns where they end. */
double key_arrange(const struct chart_frame *frame, struct key_entry *entries,
                   size_t count, double top, double width);
void key_draw(struct canvas *canvas, const struct key_entry *entries,
              size_t count);

/* table.c: the same figures as a table, and what could not be drawn */
void table_open(struct markup *html, const struct chart_frame *frame,
                const struct slice *heads, size_t head_count);
void table_row_open(struct markup *html, struct slice label,
                    struct slice address, bool is_part);
void table_cell(struct markup *html, const struct chart_frame *frame,
                const struct figure *figure, struct slice address);
void table_row_close(struct markup *html);
void table_close(struct markup *html);
/* Positions down, series across. */
void table_open_series(struct markup *html, const struct chart_frame *frame,
                       const struct chart_series *series, size_t series_count);
void table_series_rows(struct markup *html, const struct chart_frame *frame,
                       const struct slice *positions, size_t position_count,
                       const struct chart_series *series, size_t series_count);

/* A paragraph of "label: figure" for figures that have no mark. */
struct note {
    struct slice label;
    const struct figure *figure;
};
struct note_list {
    struct note *items;
    size_t count, capacity;
};
/* Keeps the figure when it is neither null nor drawn. */
void note_missing(struct note_list *notes, const struct chart_frame *frame,
                  struct slice label, const struct figure *figure);
void notes_write(struct markup *html, const struct chart_frame *frame,
                 const struct note_list *notes);

#endif
