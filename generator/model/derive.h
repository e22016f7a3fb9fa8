/*
 * What follows by rule, as published tables with the rule and the as-of date.
 * Layer: model.
 *
 * derived-commitments: one row per commitment. Rules, in order of precedence
 * (requirements: Chile §2, counting rules):
 *   discarded        the last event, or the declared status, says so
 *   achieved         the same, and evidence was published
 *   achieved-unproven  the same without evidence -> unproven
 *   progress         no status is declared and the progress is 100 % ->
 *                    achieved
 *   progress-unproven  the same without evidence -> unproven
 *   deadline-passed  the public deadline lies before the cut-off -> delayed
 *   internal-passed  the internal deadline does -> needs-attention
 *   declared         the declared status where none of these decides
 *   within-deadline  the deadline is still to come -> on-time
 *   no-deadline      nothing to judge by
 * Evidence is the address of an event or of a milestone. Where portal.yaml says
 * achieved_needs_evidence: false, the word is taken and nothing is unproven.
 * An event without a status is evidence and decides nothing. The effective
 * deadline is that of the last event that moved it;
 * deadline_passed says whether it lies before the cut-off (empty: none is set).
 *
 * Besides: `completed` and `days_late_done` (an achievement that came after its
 * deadline stays one), every move of the deadline, whether evidence and reasons
 * were published, `pillar` (the highest plan nodes that are no whole plan),
 * `deadline_window` (closed, none, passed, 30-days, 90-days, later) and, of
 * bills, the last `stage`.
 *
 * derived-assessments: one row per assessment by a third party, beside the
 * status by rule and the declared one; `counts` marks each assessor's last word
 * on a commitment until the cut-off.
 *
 * derived-targets: one row per target, so that of conflicting deadlines each is
 * judged. Observations of a territory or of a group (role disaggregation) do
 * not count. What is compared: the last value until the deadline, or, from
 * `from` on (else in the target's own period, else since the baseline), the
 * mean (kind average) or the sum (cumulative). The target that counts for the
 * indicator is the first whose deadline is not before the last observation,
 * else the last.
 *   no-target, no-data, no-direction  what is lacking
 *   met, not-met     the deadline has passed (rule deadline-value)
 *   on-path, off-path before it, provisional: against the straight line from
 *                    the baseline (path-linear), the line through the targets
 *                    on the way (path-through), or the target itself, of
 *                    averages and of what should be kept (path-constant)
 *   not-due          before it, and by its path nothing is due earlier
 *   no-baseline      no value or no line can be had (no-base, zero-base,
 *                    no-side)
 * A zero that is declared a placeholder is no value. `tolerance` counts on the
 * side that is worse, and on both where a value should be kept.
 *
 * derived-indicators: one row per indicator, with the target that counts, what
 * it lacks, and the four points (IDB-TN-563, line 517): timely, objective,
 * actionable, value for money; empty where nothing was declared to say it by.
 *
 * derived-constants: the numbers that figures read as constant(key): those of
 * portal.yaml, elapsed_months (whole months of the headline year at the
 * cut-off) and year_months.
 */
#ifndef MODEL_DERIVE_H
#define MODEL_DERIVE_H

#include "model/portal.h"

/* The public statuses of a commitment, in the order they are shown. */
#define COMMITMENT_STATUS_COUNT 7
struct slice commitment_status(size_t index);
/* Can a commitment of this portal have it? */
bool commitment_status_is_used(const struct portal *portal, struct slice id);
/* What a source must have said for the rules to give it: of "unproven",
 * "achieved". */
struct slice commitment_status_declared(struct slice id);
/* English word and definition (msgids). */
struct slice commitment_status_word(struct slice id);
struct slice commitment_status_definition(struct slice id);

#define INDICATOR_STATUS_COUNT 9
struct slice indicator_status(size_t index);
struct slice indicator_status_word(struct slice id);
struct slice indicator_status_definition(struct slice id);

/*
 * Is the value of all, and not of one group (role disaggregation)? Tables with
 * that role have a last column "is_total" that says so.
 */
bool observation_is_total(const struct table *table, const struct row *row);

#endif
