/*
 * What follows by rule, as published tables with the rule and the as-of date.
 * Layer: model.
 *
 * derived-commitments: one row per commitment. Rules, in order of precedence
 * (requirements: Chile §2, counting rules):
 *   discarded        the last event, or the declared status, says so
 *   achieved         the same
 *   progress         no status is declared and the progress is 100 % ->
 *                    achieved
 *   deadline-passed  the public deadline lies before the cut-off -> delayed
 *   internal-passed  the internal deadline does -> needs-attention
 *   declared         the declared status where none of these decides
 *   within-deadline  the deadline is still to come -> on-time
 *   no-deadline      nothing to judge by
 * An event without a status is evidence and decides nothing. The effective
 * deadline is that of the last event that moved it;
 * deadline_passed says whether it lies before the cut-off (empty: none is set).
 *
 * derived-indicators: one row per indicator. Observations of a territory or of
 * a group (role disaggregation) do not count. The first target whose deadline
 * is not before the last observation counts, else the last target.
 *   no-target, no-data, no-direction  what is lacking
 *   met, not-met     the deadline has passed
 *   on-path, off-path before it: against the straight line from baseline to
 *                    target; provisional
 *   no-baseline      before it, and no line can be drawn
 *
 * derived-constants: the numbers that figures read as constant(key): those of
 * portal.yaml, elapsed_months (whole months of the headline year at the
 * cut-off) and year_months.
 */
#ifndef MODEL_DERIVE_H
#define MODEL_DERIVE_H

#include "model/portal.h"

/* The public statuses of a commitment, in the order they are shown. */
#define COMMITMENT_STATUS_COUNT 6
struct slice commitment_status(size_t index);
/* English word and definition (msgids). */
struct slice commitment_status_word(struct slice id);
struct slice commitment_status_definition(struct slice id);

#define INDICATOR_STATUS_COUNT 8
struct slice indicator_status(size_t index);
struct slice indicator_status_word(struct slice id);
struct slice indicator_status_definition(struct slice id);

/*
 * Is the value of all, and not of one group (role disaggregation)? Tables with
 * that role have a last column "is_total" that says so.
 */
bool observation_is_total(const struct table *table, const struct row *row);

#endif
