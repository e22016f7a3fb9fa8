/* The vocabularies of statuses. Definitions of commitments follow the legend of
 * the Chilean delivery unit (IDB-TN-563, Figure 4, lines 555-559). */
#include "model/derive.h"

struct status_info {
    struct slice id;
    struct slice word;
    struct slice definition;
};

static const struct status_info commitments[] = {
    {SLICE_INIT("achieved"), SLICE_INIT(N_("Achieved")),
     SLICE_INIT(N_("Completed as promised, with the date it was recorded."))},
    {SLICE_INIT("unproven"), SLICE_INIT(N_("Declared achieved, no evidence")),
     SLICE_INIT(N_("Declared achieved, but no evidence of it was published: it "
                   "is not counted as achieved."))},
    {SLICE_INIT("on-time"), SLICE_INIT(N_("On time")),
     SLICE_INIT(N_("Its public deadline has not passed."))},
    {SLICE_INIT("needs-attention"), SLICE_INIT(N_("Needs attention")),
     SLICE_INIT(
         N_("At risk: an internal deadline has passed or those in charge "
            "say so."))},
    {SLICE_INIT("delayed"), SLICE_INIT(N_("Delayed")),
     SLICE_INIT(N_("Not completed, and its public deadline has passed."))},
    {SLICE_INIT("discarded"), SLICE_INIT(N_("Discarded")),
     SLICE_INIT(N_("Given up, with the reason where one was published."))},
    {SLICE_INIT("no-deadline"), SLICE_INIT(N_("No deadline")),
     SLICE_INIT(N_("No public deadline was set: it can be neither late nor on "
                   "time."))},
};

static const struct status_info indicators[] = {
    {SLICE_INIT("met"), SLICE_INIT(N_("Target met")),
     SLICE_INIT(N_("The deadline has passed and the last value reaches the "
                   "target."))},
    {SLICE_INIT("not-met"), SLICE_INIT(N_("Target not met")),
     SLICE_INIT(N_("The deadline has passed and the last value does not reach "
                   "the target."))},
    {SLICE_INIT("on-path"), SLICE_INIT(N_("On its path")),
     SLICE_INIT(N_("Before the deadline: at or better than the straight line "
                   "from baseline to target. Provisional."))},
    {SLICE_INIT("off-path"), SLICE_INIT(N_("Off its path")),
     SLICE_INIT(N_("Before the deadline: worse than the straight line from "
                   "baseline to target. Provisional."))},
    {SLICE_INIT("not-due"), SLICE_INIT(N_("Not due yet")),
     SLICE_INIT(N_("Before the deadline, and by its declared path nothing is "
                   "due earlier. Provisional."))},
    {SLICE_INIT("no-target"), SLICE_INIT(N_("No target")),
     SLICE_INIT(N_("No numeric target with a deadline was published."))},
    {SLICE_INIT("no-data"), SLICE_INIT(N_("No data")),
     SLICE_INIT(N_("No value was published after the baseline."))},
    {SLICE_INIT("no-direction"), SLICE_INIT(N_("No direction")),
     SLICE_INIT(N_("The source does not say whether more or less is better."))},
    {SLICE_INIT("no-baseline"), SLICE_INIT(N_("No baseline")),
     SLICE_INIT(N_("Without a baseline, or with one of zero, the target has no "
                   "value or no path to be judged by."))},
};

static const struct status_info *info_of(const struct status_info *list,
                                         size_t count, struct slice id)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(list[i].id, id))
            return &list[i];
    return NULL;
}

struct slice commitment_status(size_t index)
{
    return commitments[index].id;
}

bool commitment_status_is_used(const struct portal *portal, struct slice id)
{
    return portal->achieved_needs_evidence || !slice_equal_text(id, "unproven");
}

struct slice commitment_status_declared(struct slice id)
{
    return slice_equal_text(id, "unproven") ? SLICE("achieved") : id;
}

struct slice commitment_status_word(struct slice id)
{
    const struct status_info *info =
        info_of(commitments, COUNT_OF(commitments), id);

    return info != NULL ? info->word : id;
}

struct slice commitment_status_definition(struct slice id)
{
    const struct status_info *info =
        info_of(commitments, COUNT_OF(commitments), id);

    return info != NULL ? info->definition : (struct slice){NULL, 0};
}

struct slice indicator_status(size_t index)
{
    return indicators[index].id;
}

struct slice indicator_status_word(struct slice id)
{
    const struct status_info *info =
        info_of(indicators, COUNT_OF(indicators), id);

    return info != NULL ? info->word : id;
}

struct slice indicator_status_definition(struct slice id)
{
    const struct status_info *info =
        info_of(indicators, COUNT_OF(indicators), id);

    return info != NULL ? info->definition : (struct slice){NULL, 0};
}
