/*
 * One indicator: its series and its targets (indicator_series.c), what they
 * look like (indicator_line.c), its last values by group (indicator_group.c),
 * what the rules say of it (indicator_verdict.c). Layer: render.
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
    const struct table *values; /* the first with its series, or null */
    const struct table *groups; /* the first with values of groups, or null */
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
/* The targets of an indicator, of every table of them, the earliest first. */
struct target {
    const struct table *table;
    const struct row *row;
};
struct target_list {
    struct target *items;
    size_t count, capacity;
};
struct target_list targets_read(struct page *page, struct slice indicator);
/* Sets "targets", "target_notes", "has_target_notes". */
void indicator_targets(const struct indicator *indicator);
/* The rule of a status in words. */
struct slice indicator_rule_words(const struct page *page, struct slice rule);
/* Sets "verdicts": every target with what was reached, its status, its rule. */
void indicator_verdicts(const struct indicator *indicator);
/* Sets "badges", "has_badges": what it lacks of target, unit, owner, source. */
void indicator_badges(const struct indicator *indicator);
/* The same as a text, "no target, no unit"; empty when it lacks none. */
struct slice indicator_lacks(struct page *page, const struct table *derived,
                             const struct row *rule);
/* Sets "checklist", the four points; "revisions", what was changed of it. */
void indicator_checklist(const struct indicator *indicator);
void indicator_revisions(const struct indicator *indicator);
/* Sets "groups": the last values by group; null when there are none or many. */
void indicator_groups(const struct indicator *indicator);
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
