/*
 * Figures: every measured quantity that can be printed. Layer: figure.
 *
 * A figure is a leaf, op(resource, measure, filter), or a tree over figures.
 * Its id is the first 12 base-32 characters of the SHA-256 of its canonical
 * text: leaf      "sum(execution,accrued,institution=11130006;period=2017-10)"
 *   tree      "share(abcdefghijkl,mnopqrstuvwx)"  (operands by id)
 *   constant  "constant(thresholds.pace)"
 * Filter terms are joined by ';' in the order of dimension names, period last.
 * The same question has the same id in every page, language and release.
 *
 * Figures live in the arena of the page that asked for them and are const.
 */
#ifndef FIGURE_FIGURE_H
#define FIGURE_FIGURE_H

#include "base/amount.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/place.h"

enum figure_operation {
    /* leaves */
    FIGURE_VALUE,
    FIGURE_COUNT,
    FIGURE_SUM,
    FIGURE_LAST,
    FIGURE_MIN,
    FIGURE_MAX,
    FIGURE_MEAN,
    FIGURE_MEDIAN,
    FIGURE_CODES, /* different codes that facts have in a dimension */
    FIGURE_CONSTANT,
    /* trees */
    FIGURE_ADD,
    FIGURE_DIFFERENCE, /* first minus second */
    FIGURE_RATIO,      /* first over second, printed as a number */
    FIGURE_SHARE,      /* first over second, printed as a percentage */
    FIGURE_CHANGE,     /* (first - second) / second, as a percentage */
    FIGURE_PRODUCT,
    FIGURE_DAYS /* from the first date to the second */
};

/* Zero, empty, not reported and not applicable are four different things. */
enum figure_status {
    FIGURE_PRESENT,
    FIGURE_EMPTY,   /* there is no value in the rows */
    FIGURE_NO_ROWS, /* nothing matches the filter */
    FIGURE_NOT_REPORTED,
    FIGURE_NOT_APPLICABLE,
    FIGURE_NOT_DUE,
    FIGURE_NO_BASE, /* a percentage of zero */
    FIGURE_OVERFLOWED
};

struct figure_unit {
    struct slice code;  /* "USD", "%", "households"; empty = a plain count */
    uint8_t multiplier; /* power of ten the value is counted in: 6 = millions */
    uint8_t shown;      /* power of ten it is printed in, >= multiplier */
    uint8_t decimals;   /* decimals to print, after scaling to `shown` */
    bool is_money;
};

struct figure {
    char id[DIGEST_SHORT_SIZE];
    enum figure_operation operation;
    enum figure_status status;
    struct slice canonical; /* the text that was hashed */
    struct slice resource;  /* leaves only, like measure and filter */
    struct slice measure;
    struct slice filter;
    const struct figure *operands[2]; /* trees only, `operand_count` of them */
    unsigned operand_count;
    struct amount
        value; /* exact; a quotient to 12 decimals, half away from 0 */
    struct figure_unit unit;
    uint32_t rows;      /* rows behind a leaf; of a tree, the operands' sum */
    struct place first; /* first and last row of a leaf */
    struct place last;
    bool illustrative;
    bool disputed;
    bool provisional;
    bool withheld; /* its rows are not published, and pages say so */
    bool faulted;  /* a finding says why a leaf has no value */
};

const char *figure_operation_name(enum figure_operation operation);
const char *figure_status_name(enum figure_status status);
/* Percentages: share and change, and sums of them. */
bool figure_is_percentage(const struct figure *figure);
/* Percentage points: the difference of percentages (or of points). */
bool figure_is_points(const struct figure *figure);

#endif
