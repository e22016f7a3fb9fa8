/*
 * One indicator: its series, its targets and what they look like. Layer:
 * render.
 */
#ifndef RENDER_INDICATOR_H
#define RENDER_INDICATOR_H

#include "render/tracking.h"

struct indicator {
    struct page *page;
    const struct table *table;
    const struct row *row;
    struct slice code;
    struct slice label;
    struct slice unit;
    const struct table *derived;
    const struct row *rule; /* its row of derived-indicators, may be null */
};

/* "% of GDP", or the words that the unit is lacking. */
struct slice indicator_unit_words(const struct indicator *indicator);
/* A value of derived-indicators; null when there is none. */
const struct figure *indicator_derived(const struct indicator *indicator,
                                       const char *column);
/* Sets "observations", "has_breaks" on the view. */
void indicator_observations(const struct indicator *indicator);
/* Sets "targets", "target_notes", "has_target_notes". */
void indicator_targets(const struct indicator *indicator);
/* Sets "chart". */
void indicator_line(const struct indicator *indicator);

#endif
