/*
 * Charts: figures to inline SVG and the same data as a table. Layer: chart.
 *
 * Each function writes one <figure class="chart">: a caption (title with unit),
 * the SVG (role img, or group where it holds links; <title> and <desc> wired by
 * aria-labelledby) drawn for a wide and for a narrow page, of which CSS shows
 * one, a <details> with the same figures as a <table>, and the source line. In
 * SVG a figure is <text data-figure="ID">; axis ticks are not figures. Colours
 * come from CSS classes (templates/assets/site.css), never from attributes, and
 * are never the only carrier of meaning. Text is text. Missing points are gaps,
 * and said.
 * Output depends on nothing but the arguments. `key` is unique on the page and
 * makes the ids.
 */
#ifndef CHART_CHART_H
#define CHART_CHART_H

#include "base/arena.h"
#include "base/buf.h"
#include "figure/figure.h"
#include "figure/print.h"

struct atlas_shape;

struct chart_frame {
    const struct language *language;
    struct arena *arena; /* scratch */
    const char *key;
    struct slice title;       /* the measure with its unit, or the finding */
    struct slice description; /* the reading in words (plain text) */
    struct slice source;      /* "Source: … To 31 October 2017." */
    struct slice receipts;    /* address of its figures' receipts, or empty */
    struct slice label_head;  /* head of the label column of the table */
    bool illustrative;        /* hatched and labelled */
};

struct chart_bar {
    struct slice label;
    struct slice address;        /* link, may be empty */
    const struct figure *figure; /* null = no figure, here and below */
};

/* Horizontal bars from zero, in the order given, direct labels. */
void chart_bars(struct buf *out, const struct chart_frame *frame,
                struct slice value_head, const struct chart_bar *bars,
                size_t count);

/*
 * A waterfall: levels from zero (request, approved, paid), and changes that
 * begin where the bar before them ended, up or down.
 */
struct chart_step {
    struct slice label;
    struct slice address;
    const struct figure *figure; /* null = no figure */
    bool is_change;
};
void chart_waterfall(struct buf *out, const struct chart_frame *frame,
                     struct slice value_head, const struct chart_step *steps,
                     size_t count);

/* Grouped vertical columns by period, one series each (e.g. new per year). */
struct chart_series {
    struct slice label;
    const struct figure **figures; /* one per position, null = no figure */
    bool emphasis;                 /* drawn strong; others grey */
    bool dashed;
};

struct chart_dots_row {
    struct slice label;
    struct slice address;
    const struct figure *before; /* open mark */
    const struct figure *after;  /* filled mark */
};

/*
 * Two dots a row joined by a line (two years), with an optional reference line
 * (`pace`, may be null), in the order given.
 */
void chart_dots(struct buf *out, const struct chart_frame *frame,
                struct slice before_head, struct slice after_head,
                const struct chart_dots_row *rows, size_t count,
                const struct figure *pace, struct slice pace_label);

/*
 * Cumulative execution: series over `position_count` positions (months) as
 * steps of a line; `ceiling` (the budget in force, may be null) as a horizontal
 * line; the even pace as a dashed diagonal from 0 to the ceiling, its end
 * labelled. Earlier years are series without emphasis.
 */
void chart_cumulative(struct buf *out, const struct chart_frame *frame,
                      const struct slice *positions, size_t position_count,
                      const struct chart_series *series, size_t series_count,
                      const struct figure *ceiling, struct slice ceiling_label,
                      struct slice pace_label);

/* An observation, baseline or target on a time axis (decimal years). */
struct chart_point {
    double time;
    struct slice label; /* "2013", "March 2014" */
    const struct figure *figure;
    bool break_before; /* series break: the line has a gap here */
};

/*
 * A line of observations with baseline mark and the target path (dashed, from
 * the baseline, or the last observation, to each target mark).
 */
void chart_line(struct buf *out, const struct chart_frame *frame,
                struct slice value_head, const struct chart_point *observations,
                size_t observation_count, const struct chart_point *baseline,
                const struct chart_point *targets, size_t target_count);

struct chart_segment {
    struct slice label;
    struct slice address;
    const char
        *style; /* CSS class suffix: "achieved", "delayed", "level-1" … */
    const struct figure *figure;
};

/* One or more stacked bars of counts; labels rounded, never forced to 100. */
struct chart_stack {
    struct slice label; /* empty for a single bar */
    const struct chart_segment *segments;
    size_t segment_count;
};
void chart_stacks(struct buf *out, const struct chart_frame *frame,
                  const struct chart_stack *stacks, size_t count);

struct chart_tile {
    struct slice label;
    struct slice address;
    const struct figure *figure;
    const struct chart_tile *parts; /* nested tiles, may be null */
    size_t part_count;
};
/*
 * Squarified treemap, one or two levels. Labels only where they fit; the table
 * has all. Negative or missing figures are listed below it, in words.
 */
void chart_treemap(struct buf *out, const struct chart_frame *frame,
                   struct slice value_head, const struct chart_tile *tiles,
                   size_t count);

/* An end of a flow: what goes out on the left, where it arrives on the right.
 */
struct chart_flow_end {
    struct slice label;
    struct slice address;        /* link, may be empty */
    const struct figure *figure; /* the whole of the end */
    bool is_open;                /* "linked to nothing": drawn as an outline */
};
/*
 * Bands from `left` to `right`; `bands` has a figure for each pair, all of the
 * first left end first, null where nothing flows. Heights are in proportion;
 * ends stand in the order given. Figures that are not positive are said below.
 */
struct chart_flow {
    struct slice value_head; /* head of the whole of the left ends */
    const struct chart_flow_end *left, *right;
    size_t left_count, right_count;
    const struct figure *const *bands;
};
void chart_flow(struct buf *out, const struct chart_frame *frame,
                const struct chart_flow *flow);

/* Vertical columns by period, grouped by series. */
void chart_columns(struct buf *out, const struct chart_frame *frame,
                   const struct slice *positions, size_t position_count,
                   const struct chart_series *series, size_t series_count);

enum chart_mark {
    CHART_MARK_DONE,     /* filled circle: it happened */
    CHART_MARK_PLANNED,  /* open circle: it was planned for then */
    CHART_MARK_DEADLINE, /* diamond */
    CHART_MARK_MISSED    /* cross: planned, the date passed, not done */
};

/* A moment, or a span from one to another (a deadline that was moved). */
struct chart_moment {
    struct slice label; /* what and when: "Deadline moved to 31 March 2018" */
    struct slice name;  /* what, for the table */
    struct slice from_text, end_text; /* dates for the table */
    double from, end;                 /* decimal years; of a moment the same */
    enum chart_mark from_mark, mark;
    bool is_span;
};

/* One row each, in the order given; `now` (the cut-off) as a line. */
void chart_timeline(struct buf *out, const struct chart_frame *frame,
                    struct slice from_head, struct slice end_head,
                    const struct chart_moment *items, size_t count, double now,
                    struct slice now_label);

/* A box of a causal chain. */
struct chart_node {
    struct slice level; /* "Product" */
    struct slice label;
    struct slice address; /* link, may be empty */
    int parent;           /* what it leads to: a node before it; -1 = none */
    const struct figure *figure; /* beside `note`, may be null */
    struct slice note;           /* what the figure is: "of the target" */
};
/*
 * A causal chain: what leads to what, from activities on the left to the final
 * result on the right; on a narrow page, or with more levels than fit beside
 * each other, from below upwards. `lead_head` heads the column of what a node
 * leads to, `figure_head` that of the figures.
 */
void chart_chain(struct buf *out, const struct chart_frame *frame,
                 struct slice lead_head, struct slice figure_head,
                 const struct chart_node *nodes, size_t count);

/* A territory; `shape` is where it lies, null = nowhere (in the table only). */
struct chart_area {
    struct slice label;
    struct slice code;           /* on tiles */
    struct slice address;        /* link, may be empty */
    const struct figure *figure; /* null = no figure */
    const struct atlas_shape *shape;
};
/*
 * A map whose areas are shaded and hatched by class (quantiles, at most five;
 * the key has their bounds), of polygons or of tiles.
 */
void chart_map(struct buf *out, const struct chart_frame *frame,
               struct slice value_head, const struct chart_area *areas,
               size_t count, bool is_tiled);

/* Nice round ticks from lo to hi, at most `max`; returns how many. */
size_t chart_ticks(double lo, double hi, size_t max, double *out);

#endif
