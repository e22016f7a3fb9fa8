/* derived-indicators: where every indicator stands, by the target that counts.
 */
#include "model/derive_measure.h"
#include "model/plan.h"

struct progress {
    struct measured of;
    const struct measure *last;
    const struct table *targets; /* derived-targets */
    const struct row *target;    /* the one that counts, or null */
    const struct row *baseless;  /* one that cannot be computed, or null */
    struct slice status;
    struct slice rule;
};

/* --- which target counts --- */

static struct period deadline_of(const struct progress *p,
                                 const struct row *target)
{
    return row_period(p->targets, target, "deadline");
}

/* By their last days: a target for 2018 is due after a value of 2018-06. */
static bool is_due(const struct progress *p, const struct row *target)
{
    return p->last != NULL &&
           date_compare(period_last_day(deadline_of(p, target)),
                        period_last_day(p->last->period)) >= 0;
}

/* The next target not before the last observation, else the latest. */
static bool is_better(const struct progress *p, const struct row *target)
{
    bool due = is_due(p, target);
    bool kept_due;
    int order;

    if (p->target == NULL)
        return true;
    kept_due = is_due(p, p->target);
    order = date_compare(period_last_day(deadline_of(p, target)),
                         period_last_day(deadline_of(p, p->target)));
    if (due && kept_due)
        return order < 0;
    if (due != kept_due)
        return due;
    return order > 0;
}

static void choose(struct progress *p)
{
    const struct row_list *rows;

    if (p->targets == NULL)
        return;
    rows = table_rows_by(p->targets, "indicator", p->of.code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(p->targets, rows, i);

        if (slice_equal_text(row_text(p->targets, row, "status"),
                             "no-baseline") &&
            row_text(p->targets, row, "target_value").len == 0)
            p->baseless = row;
        if (row_text(p->targets, row, "target_value").len > 0 &&
            deadline_of(p, row).kind != PERIOD_NONE && is_better(p, row))
            p->target = row;
    }
}

static void decide(struct progress *p)
{
    const struct row *row = p->target != NULL ? p->target : p->baseless;

    if (row == NULL) {
        p->status = p->rule = SLICE("no-target");
        return;
    }
    p->status = row_text(p->targets, row, "status");
    p->rule = row_text(p->targets, row, "rule");
}

/* --- what is lacking, and the four points --- */

static bool has(const struct progress *p, const char *role)
{
    return row_cell(p->of.table, p->of.row, role)->state == CELL_PRESENT;
}

static int64_t count_lacks(const struct progress *p)
{
    return (p->target == NULL) + !has(p, "unit") + !has(p, "institution") +
           !has(p, "source-body");
}

/* Days that a value may be out after its period, by declared frequency. */
static int32_t days_of(struct slice frequency)
{
    static const struct {
        const char *code;
        int32_t days;
    } frequencies[] = {{"monthly", 31},
                       {"quarterly", 92},
                       {"half-yearly", 184},
                       {"annual", 366}};

    for (size_t i = 0; i < COUNT_OF(frequencies); i++)
        if (slice_equal_text(frequency, frequencies[i].code))
            return frequencies[i].days;
    return 0;
}

/* Timely: the last value was out within one turn of its own frequency. */
static struct slice timely(const struct progress *p)
{
    int32_t days = days_of(row_text(p->of.table, p->of.row, "frequency"));
    struct period released = {PERIOD_NONE, 0, 0, 0};

    if (p->last != NULL)
        released = row_period(p->last->table, p->last->row, "released");
    return answer_of(days > 0 && released.kind != PERIOD_NONE,
                     released.kind != PERIOD_NONE &&
                         date_days_between(period_last_day(p->last->period),
                                           period_last_day(released)) <= days);
}

/* Objective: measured by others, in a way that was published. */
static struct slice objective(const struct progress *p)
{
    struct slice trust = row_text(p->of.table, p->of.row, "independence");

    return answer_of(trust.len > 0,
                     slice_equal_text(trust, "independent") &&
                         (has(p, "definition") || has(p, "method")));
}

/* Actionable: someone answers for it, it has a way to go and a place to be. */
static struct slice actionable(const struct progress *p)
{
    return yes_or_no(has(p, "institution") && has(p, "direction") &&
                     p->target != NULL);
}

/* Was nothing released since the day for which a release was announced? */
static struct slice release_overdue(const struct portal *portal,
                                    const struct progress *p)
{
    struct period next = row_period(p->of.table, p->of.row, "next-release");
    struct period released = {PERIOD_NONE, 0, 0, 0};

    if (p->last != NULL)
        released = row_period(p->last->table, p->last->row, "released");
    return answer_of(
        next.kind != PERIOD_NONE,
        next.kind != PERIOD_NONE &&
            date_compare(period_last_day(next), portal->cut_off) < 0 &&
            (released.kind == PERIOD_NONE ||
             date_compare(period_last_day(released), period_first_day(next)) <
                 0));
}

/* --- the table --- */

static void put_target(struct row_maker *maker, const struct progress *p,
                       const char *column)
{
    static const struct cell empty = {.state = CELL_EMPTY};

    row_put_cell(maker, p->target == NULL
                            ? &empty
                            : row_cell(p->targets, p->target, column));
}

static void put_progress(struct row_maker *maker, const struct progress *p)
{
    row_put_text(maker, p->of.code);
    row_put_text(maker, p->status);
    row_put_period(maker, period_of_day(maker->portal->cut_off));
    row_put_period(maker, p->last == NULL
                              ? (struct period){PERIOD_NONE, 0, 0, 0}
                              : p->last->period);
    row_put_number(maker, p->last != NULL,
                   p->last != NULL ? p->last->value : amount_of(0));
    put_target(maker, p, "deadline");
    put_target(maker, p, "target_value");
    put_target(maker, p, "expected_value");
    row_put_text(maker, yes_or_no(p->of.has_baseline));
    row_put_text(maker, yes_or_no(p->target != NULL));
    row_put_cell(maker, row_cell(p->of.table, p->of.row, "level"));
    row_put_cell(maker, row_cell(p->of.table, p->of.row, "institution"));
    row_put_text(maker,
                 plan_ties_text(maker->portal, ROLE_INDICATORS, "indicator",
                                row_text(p->of.table, p->of.row, "code")));
}

static void put_quality(struct row_maker *maker, const struct progress *p)
{
    static const char *const wanted[] = {"unit",        "institution",
                                         "source-body", "direction",
                                         "definition",  "frequency"};

    row_put_text(maker, p->rule);
    put_target(maker, p, "target");
    put_target(maker, p, "path");
    put_target(maker, p, "compared");
    put_target(maker, p, "reached_value");
    put_target(maker, p, "reached_period");
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        row_put_text(maker, yes_or_no(has(p, wanted[i])));
    row_put_number(maker, true, amount_of(count_lacks(p)));
    row_put_text(maker, timely(p));
    row_put_text(maker, objective(p));
    row_put_text(maker, actionable(p));
    row_put_cell(maker, row_cell(p->of.table, p->of.row, "value-for-money"));
    row_put_cell(maker, row_cell(p->of.table, p->of.row, "independence"));
    row_put_cell(maker, row_cell(p->of.table, p->of.row, "performance"));
    row_put_cell(maker, row_cell(p->of.table, p->of.row, "directness"));
    row_put_cell(maker, row_cell(p->of.table, p->of.row, "next-release"));
    row_put_text(maker, release_overdue(maker->portal, p));
}

static void indicator_row(struct portal *portal, const struct table *from,
                          const struct row *row, struct table *to)
{
    struct row_maker maker;
    struct progress p = {
        .of = measured_read(portal, from, row),
        .targets = portal_table_named(portal, SLICE("derived-targets"))};

    if (p.of.values.count > 0)
        p.last = &p.of.values.items[p.of.values.count - 1];
    choose(&p);
    decide(&p);
    row_begin(&maker, portal, to);
    put_progress(&maker, &p);
    put_quality(&maker, &p);
    row_end(&maker, row->place);
}

static void progress_columns(struct portal *portal, struct table *to)
{
    (void)derive_reference(portal, to, "indicator", COLUMN_CODE, "indicators");
    (void)table_add_column(portal, to, "status", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    (void)table_add_column(portal, to, "last_period", COLUMN_PERIOD);
    (void)table_add_column(portal, to, "last_value", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "target_period", COLUMN_PERIOD);
    (void)table_add_column(portal, to, "target_value", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "expected_value", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "has_baseline", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "has_target", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "level", COLUMN_CHOICE);
    (void)derive_reference(portal, to, "institution", COLUMN_CODE,
                           "institutions");
    (void)derive_reference(portal, to, "plan_nodes", COLUMN_CODES, "plan");
}

static void quality_columns(struct portal *portal, struct table *to)
{
    static const char *const before_lacks[] = {
        "has_unit",      "has_owner",      "has_source",
        "has_direction", "has_definition", "has_frequency"};
    static const char *const after_lacks[] = {
        "timely",       "objective",   "actionable", "value_for_money",
        "independence", "performance", "directness"};

    (void)table_add_column(portal, to, "rule", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "target", COLUMN_CODE);
    (void)table_add_column(portal, to, "path", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "compared", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "reached_value", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "reached_period", COLUMN_PERIOD);
    for (size_t i = 0; i < COUNT_OF(before_lacks); i++)
        (void)table_add_column(portal, to, before_lacks[i], COLUMN_CHOICE);
    (void)table_add_column(portal, to, "lacks", COLUMN_NUMBER);
    for (size_t i = 0; i < COUNT_OF(after_lacks); i++)
        (void)table_add_column(portal, to, after_lacks[i], COLUMN_CHOICE);
    (void)table_add_column(portal, to, "next_release", COLUMN_DATE);
    (void)table_add_column(portal, to, "release_overdue", COLUMN_CHOICE);
}

void derive_indicators(struct portal *portal, const struct table *from)
{
    struct table *to =
        derive_table(portal, SLICE("derived-indicators"),
                     SLICE(N_("Status of indicators, derived by rule")), from);

    progress_columns(portal, to);
    quality_columns(portal, to);
    for (size_t i = 0; i < from->rows.count; i++)
        indicator_row(portal, from, &from->rows.items[i], to);
    table_index(portal, to);
}
