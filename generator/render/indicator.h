/*
 * One indicator: its series, its targets and what they look like. Layer:
 * render.
 */
#ifndef RENDER_INDICATOR_H
#define RENDER_INDICATOR_H

#include "render/page.h"

struct indicator {
    struct page *page;
    const struct table *table;
    const struct row *row;
    struct slice code;
    struct slice label;
    struct slice unit;
    const struct table *derived;
    const struct row *rule;     /* its row of derived-indicators, may be null */
    const struct table *values; /* observations with its series, or null */
    bool has_groups;            /* some of its values are of groups */
};

struct indicator indicator_read(struct page *page, const struct table *table,
                                const struct row *row);
/* "% of GDP", or the words that the unit is lacking. */
struct slice indicator_unit_words(const struct indicator *indicator);
/* A value of derived-indicators; null when there is none. */
const struct figure *indicator_derived(const struct indicator *indicator,
                                       const char *column);
/* Sets "observations", "further" (rows by group), "has_breaks" on the view. */
void indicator_observations(const struct indicator *indicator);
/* Sets "targets", "target_notes", "has_target_notes". */
void indicator_targets(const struct indicator *indicator);
/*
 * Values, baseline and targets as a chart; `key` is its own on the page. With a
 * title it is what an author asked for, from two points of any kind. Without,
 * it has the label and the unit for one and is drawn from two values on: fewer
 * are a sentence, and the page has it. False when there are, with nothing
 * written.
 */
bool indicator_line(const struct indicator *indicator, const char *key,
                    struct slice title, struct buf *out);

#endif
