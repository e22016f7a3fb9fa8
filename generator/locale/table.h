/*
 * One row of the locale table. Layer: locale, for its own files only.
 */
#ifndef LOCALE_TABLE_H
#define LOCALE_TABLE_H

#include "base/slice.h"

#define MONTH_COUNT 12
#define QUARTER_COUNT 4
#define MAGNITUDE_COUNT 4 /* 10^3, 10^6, 10^9, 10^12 */

/* Wording shared by the regions of a language. */
struct wording {
    const char *quarters[QUARTER_COUNT];
    const char *magnitudes[2 * MAGNITUDE_COUNT]; /* singular, plural … */
    const char *month_pattern;
    const char *quarter_pattern;
};

struct locale {
    struct slice tag;
    const struct wording *wording;
    const char *const *months;       /* MONTH_COUNT of them */
    const char *const *months_short; /* MONTH_COUNT of them */
    char decimal;
    struct slice group;
    unsigned grouping_minimum; /* digits before the first group mark */
    struct slice percent;      /* the sign with the space before it */
    const char *date_pattern;
};

#endif
