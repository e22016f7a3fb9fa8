#include "model/derive.h"

#include "model/build.h"
#include "model/internal.h"

/* A column of codes that belong to tables with the role `refers`. */
static void add_reference(struct portal *portal, struct table *table,
                          const char *name, enum column_type type,
                          const char *refers)
{
    table_add_column(portal, table, name, type)->refers = slice_of(refers);
}

/* --- commitments --- */

struct standing {
    struct slice status;
    const char *rule;
    struct slice declared;
    struct period deadline;
    struct period changed; /* date of the deciding event */
    const struct cell *progress;
    struct slice reason;
    int32_t days_late;
};

/* Without a status an event is evidence: it decides nothing. */
static bool decides(const struct standing *standing, struct slice status,
                    struct period date)
{
    return status.len > 0 && (standing->changed.kind == PERIOD_NONE ||
                              period_compare(date, standing->changed) >= 0);
}

/* Events of a commitment, latest first wins; equal dates: the later row. */
static void read_events(const struct portal *portal, struct slice code,
                        struct standing *standing)
{
    const struct table *events =
        portal_table(portal, ROLE_COMMITMENT_EVENTS, NULL);
    const struct row_list *rows;
    struct period moved = {PERIOD_NONE, 0, 0, 0};

    if (events == NULL)
        return;
    rows = table_rows_by(events, "commitment", code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(events, rows, i);
        struct period date = row_period(events, row, "date");
        struct period deadline = row_period(events, row, "deadline");
        struct slice status = row_text(events, row, "status");

        if (date_compare(period_first_day(date), portal->cut_off) > 0)
            continue; /* not yet known at the cut-off */
        if (decides(standing, status, date)) {
            standing->changed = date;
            standing->declared = status;
        }
        if (deadline.kind != PERIOD_NONE &&
            (moved.kind == PERIOD_NONE || period_compare(date, moved) >= 0)) {
            moved = date;
            standing->deadline = deadline;
        }
    }
}

static bool has_passed(struct period deadline, struct date cut_off)
{
    return deadline.kind != PERIOD_NONE &&
           date_compare(period_last_day(deadline), cut_off) < 0;
}

static void decide(struct standing *s, const char *status, const char *rule)
{
    s->status = slice_of(status);
    s->rule = rule;
}

/* A word of the source's own is shown, but no rule uses it (W323). */
static bool is_commitment_status(struct slice word)
{
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++)
        if (slice_equal(commitment_status(i), word))
            return true;
    return false;
}

/* A percentage decides where nobody gave a status. */
static bool is_complete(const struct standing *s)
{
    return s->declared.len == 0 && s->progress->state == CELL_PRESENT &&
           amount_compare(s->progress->is.number, amount_of(100)) >= 0;
}

static void commitment_decide(const struct portal *portal,
                              struct period internal, struct standing *s)
{
    if (slice_equal_text(s->declared, "discarded"))
        decide(s, "discarded", "discarded");
    else if (slice_equal_text(s->declared, "achieved"))
        decide(s, "achieved", "achieved");
    else if (is_complete(s))
        decide(s, "achieved", "progress");
    else if (has_passed(s->deadline, portal->cut_off))
        decide(s, "delayed", "deadline-passed");
    else if (has_passed(internal, portal->cut_off))
        decide(s, "needs-attention", "internal-passed");
    else if (is_commitment_status(s->declared)) {
        s->status = s->declared;
        s->rule = "declared";
    } else if (s->deadline.kind != PERIOD_NONE)
        decide(s, "on-time", "within-deadline");
    else
        decide(s, "no-deadline", "no-deadline");
    if (slice_equal_text(s->status, "delayed") &&
        s->deadline.kind != PERIOD_NONE)
        s->days_late =
            date_days_between(period_last_day(s->deadline), portal->cut_off);
}

/* Empty where there is no deadline that could pass. */
static struct slice passed_word(const struct portal *portal,
                                struct period deadline)
{
    if (deadline.kind == PERIOD_NONE)
        return (struct slice){NULL, 0};
    return has_passed(deadline, portal->cut_off) ? SLICE("yes") : SLICE("no");
}

static void commitment_row(struct portal *portal, const struct table *from,
                           const struct row *row, struct table *to)
{
    struct row_maker maker;
    struct standing s = {0};

    s.declared = row_text(from, row, "status");
    s.deadline = row_period(from, row, "deadline");
    s.progress = row_cell(from, row, "progress");
    read_events(portal, row_text(from, row, "code"), &s);
    commitment_decide(portal, row_period(from, row, "internal-deadline"), &s);
    row_begin(&maker, portal, to);
    row_put_text(&maker, row_text(from, row, "code"));
    row_put_text(&maker, s.status);
    row_put_text(&maker, slice_of(s.rule));
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_put_text(&maker, s.declared);
    row_put_period(&maker, s.changed);
    row_put_period(&maker, s.deadline);
    row_put_number(&maker, s.days_late > 0, amount_of(s.days_late));
    row_put_cell(&maker, row_cell(from, row, "institution"));
    row_put_cell(&maker, row_cell(from, row, "level"));
    row_put_cell(&maker, row_cell(from, row, "plan-nodes"));
    row_put_cell(&maker, row_cell(from, row, "program"));
    row_put_cell(&maker, row_cell(from, row, "territory"));
    row_put_cell(&maker, row_cell(from, row, "source"));
    row_put_text(&maker, passed_word(portal, s.deadline));
    row_put_cell(&maker, s.progress);
    row_put_cell(&maker, row_cell(from, row, "category"));
    row_end(&maker, row->place);
}

static void derive_commitments(struct portal *portal, const struct table *from)
{
    struct table *to =
        table_new(portal, SLICE("derived-commitments"), ROLE_DERIVED);

    to->title = portal_words(
        portal, SLICE(N_("Status of commitments, derived by rule")));
    to->status = from->status;
    to->publish =
        from->publish == PUBLISH_NONE ? PUBLISH_NONE : PUBLISH_NORMALISED;
    add_reference(portal, to, "commitment", COLUMN_CODE, "commitments");
    (void)table_add_column(portal, to, "status", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "rule", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    (void)table_add_column(portal, to, "declared", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "changed", COLUMN_DATE);
    (void)table_add_column(portal, to, "deadline", COLUMN_PERIOD);
    table_add_column(portal, to, "days_late", COLUMN_NUMBER)->unit =
        SLICE("days");
    add_reference(portal, to, "institution", COLUMN_CODE, "institutions");
    (void)table_add_column(portal, to, "level", COLUMN_CHOICE);
    add_reference(portal, to, "plan_nodes", COLUMN_CODES, "plan");
    add_reference(portal, to, "program", COLUMN_CODE, "programs");
    add_reference(portal, to, "territory", COLUMN_CODE, "territories");
    add_reference(portal, to, "source", COLUMN_CODE, "sources");
    (void)table_add_column(portal, to, "deadline_passed", COLUMN_CHOICE);
    table_add_column(portal, to, "progress", COLUMN_NUMBER)->unit = SLICE("%");
    (void)table_add_column(portal, to, "category", COLUMN_CHOICE);
    for (size_t i = 0; i < from->rows.count; i++)
        commitment_row(portal, from, &from->rows.items[i], to);
    table_index(portal, to);
}

/* --- observations --- */

bool observation_is_total(const struct table *table, const struct row *row)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (slice_equal_text(table->columns.items[i].role, "disaggregation") &&
            row->cells[i].state == CELL_PRESENT)
            return false;
    return true;
}

static void row_mark(struct portal *portal, const struct table *table,
                     struct row *row)
{
    size_t last = table->columns.count - 1;
    struct cell *cells = ARENA_ARRAY(portal->arena, last + 1, struct cell);

    for (size_t i = 0; i < last; i++)
        cells[i] = row->cells[i];
    cells[last] = (struct cell){
        .text = observation_is_total(table, row) ? SLICE("yes") : SLICE("no")};
    row->cells = cells;
}

/* One filter asks for the values of all, however many ways lead to groups. */
static void mark_totals(struct portal *portal, struct table *table)
{
    const struct column *taken = table_column(table, SLICE("is_total"));

    if (table_role_column(table, "disaggregation") == NULL)
        return;
    if (taken != NULL) {
        diag_add(portal->diagnostics, DIAG_COLUMN_TWICE, taken->place,
                 table->name, taken->name);
        return;
    }
    table_add_column(portal, table, "is_total", COLUMN_FLAG)->title =
        portal_words(portal,
                     SLICE(N_("A value of all, not of one of the groups")));
    for (size_t r = 0; r < table->rows.count; r++)
        row_mark(portal, table, &table->rows.items[r]);
    for (size_t i = 0; i < table->columns.count; i++)
        (void)map_put(&table->columns_by_name, table->columns.items[i].name,
                      &table->columns.items[i]);
}

/* --- indicators --- */

struct progress {
    struct slice status;
    struct slice direction;
    const struct cell *last;
    struct period last_period;
    bool has_target, has_baseline, has_expected;
    struct amount target, baseline, expected;
    struct period target_period, baseline_period;
};

static void read_observations(const struct portal *portal, struct slice code,
                              struct progress *p)
{
    for (const struct table *t = portal_table(portal, ROLE_OBSERVATIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_OBSERVATIONS, t)) {
        const struct row_list *rows = table_rows_by(t, "indicator", code);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);
            struct period period = row_period(t, row, "period");
            const struct cell *value = row_cell(t, row, "value");

            if (value->state != CELL_PRESENT || !observation_is_total(t, row) ||
                row_cell(t, row, "territory")->state == CELL_PRESENT)
                continue;
            if (p->last == NULL || period_compare(period, p->last_period) > 0) {
                p->last = value;
                p->last_period = period;
            }
        }
    }
}

/* A target as an absolute value; relative ones need the baseline. */
static bool target_value(const struct table *t, const struct row *row,
                         const struct progress *p, struct amount *out)
{
    const struct cell *value = row_cell(t, row, "value");
    struct amount hundred = amount_of(100);
    struct amount part;

    if (value->state != CELL_PRESENT)
        return false;
    *out = value->is.number;
    if (!slice_equal_text(row_text(t, row, "kind"), "relative"))
        return true;
    return p->has_baseline && amount_multiply(p->baseline, *out, &part) &&
           amount_divide(part, hundred, 12, &part) &&
           amount_add(p->baseline, part, out);
}

/* By their last days: a target for 2018 is due after a value of 2018-06. */
static int compare_ends(struct period a, struct period b)
{
    return date_compare(period_last_day(a), period_last_day(b));
}

/* The next target not before the last observation, else the latest. */
static bool target_is_better(const struct progress *p, struct period period)
{
    bool due = p->last != NULL && compare_ends(period, p->last_period) >= 0;
    bool kept_due =
        p->last != NULL && compare_ends(p->target_period, p->last_period) >= 0;

    if (!p->has_target)
        return true;
    if (due && kept_due)
        return compare_ends(period, p->target_period) < 0;
    if (due != kept_due)
        return due;
    return compare_ends(period, p->target_period) > 0;
}

static void read_targets(const struct portal *portal, struct slice code,
                         struct progress *p)
{
    for (const struct table *t = portal_table(portal, ROLE_TARGETS, NULL);
         t != NULL; t = portal_table(portal, ROLE_TARGETS, t)) {
        const struct row_list *rows = table_rows_by(t, "indicator", code);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);
            struct period period = row_period(t, row, "period");
            struct amount value;

            if (period.kind == PERIOD_NONE ||
                !target_value(t, row, p, &value) ||
                !target_is_better(p, period))
                continue;
            p->has_target = true;
            p->target = value;
            p->target_period = period;
        }
    }
}

/* The straight line from baseline to target, at the last observation. */
static void expect(struct progress *p)
{
    struct date from = period_last_day(p->baseline_period);
    int32_t whole, elapsed;
    struct amount way;

    if (!p->has_baseline || p->baseline_period.kind == PERIOD_NONE)
        return;
    whole = date_days_between(from, period_last_day(p->target_period));
    elapsed = date_days_between(from, period_last_day(p->last_period));
    if (whole <= 0)
        return;
    p->has_expected = amount_subtract(p->target, p->baseline, &way) &&
                      amount_multiply(way, amount_of(elapsed), &way) &&
                      amount_divide(way, amount_of(whole), 12, &way) &&
                      amount_add(p->baseline, way, &p->expected);
    if (p->has_expected)
        p->expected = amount_reduce(p->expected);
}

static bool reaches(const struct progress *p, struct amount aim)
{
    int order = amount_compare(p->last->is.number, aim);

    if (slice_equal_text(p->direction, "decrease") ||
        slice_equal_text(p->direction, "delete"))
        return order <= 0;
    if (slice_equal_text(p->direction, "keep"))
        return order == 0;
    return order >= 0;
}

static const char *indicator_decide(const struct portal *portal,
                                    struct progress *p)
{
    if (!p->has_target)
        return "no-target";
    if (p->last == NULL ||
        (p->baseline_period.kind != PERIOD_NONE &&
         compare_ends(p->last_period, p->baseline_period) <= 0))
        return "no-data";
    if (p->direction.len == 0)
        return "no-direction";
    if (date_compare(period_last_day(p->target_period), portal->cut_off) <= 0)
        return reaches(p, p->target) ? "met" : "not-met";
    expect(p);
    if (!p->has_expected)
        return "no-baseline";
    return reaches(p, p->expected) ? "on-path" : "off-path";
}

static void indicator_row(struct portal *portal, const struct table *from,
                          const struct row *row, struct table *to)
{
    struct row_maker maker;
    struct slice code = row_text(from, row, "code");
    const struct cell *baseline = row_cell(from, row, "baseline");
    struct progress p = {.direction = row_text(from, row, "direction")};

    p.baseline_period = row_period(from, row, "baseline-period");
    p.has_baseline = baseline->state == CELL_PRESENT;
    if (p.has_baseline)
        p.baseline = baseline->is.number;
    read_observations(portal, code, &p);
    read_targets(portal, code, &p);
    p.status = slice_of(indicator_decide(portal, &p));
    row_begin(&maker, portal, to);
    row_put_text(&maker, code);
    row_put_text(&maker, p.status);
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_put_period(&maker, p.last == NULL
                               ? (struct period){PERIOD_NONE, 0, 0, 0}
                               : p.last_period);
    row_put_number(&maker, p.last != NULL,
                   p.last != NULL ? p.last->is.number : amount_of(0));
    row_put_period(&maker, p.target_period);
    row_put_number(&maker, p.has_target, p.target);
    row_put_number(&maker, p.has_expected, p.expected);
    row_put_text(&maker, p.has_baseline ? SLICE("yes") : SLICE("no"));
    row_put_text(&maker, p.has_target ? SLICE("yes") : SLICE("no"));
    row_put_cell(&maker, row_cell(from, row, "level"));
    row_put_cell(&maker, row_cell(from, row, "institution"));
    row_put_cell(&maker, row_cell(from, row, "plan-nodes"));
    row_end(&maker, row->place);
}

static void derive_indicators(struct portal *portal, const struct table *from)
{
    struct table *to =
        table_new(portal, SLICE("derived-indicators"), ROLE_DERIVED);

    to->title = portal_words(
        portal, SLICE(N_("Status of indicators, derived by rule")));
    to->status = from->status;
    to->publish =
        from->publish == PUBLISH_NONE ? PUBLISH_NONE : PUBLISH_NORMALISED;
    add_reference(portal, to, "indicator", COLUMN_CODE, "indicators");
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
    add_reference(portal, to, "institution", COLUMN_CODE, "institutions");
    add_reference(portal, to, "plan_nodes", COLUMN_CODES, "plan");
    for (size_t i = 0; i < from->rows.count; i++)
        indicator_row(portal, from, &from->rows.items[i], to);
    table_index(portal, to);
}

/* --- constants --- */

/* So that a reader of the published files has what constant() read. */
static void derive_constants(struct portal *portal)
{
    struct table *to =
        table_new(portal, SLICE("derived-constants"), ROLE_DERIVED);
    struct row_maker maker;

    to->title = portal_words(portal, SLICE(N_("Constants that figures use")));
    (void)table_add_column(portal, to, "constant", COLUMN_CODE);
    (void)table_add_column(portal, to, "value", COLUMN_NUMBER);
    for (size_t i = 0; i < portal->constants.count; i++) {
        const struct amount *value = portal->constants.entries[i].value;

        row_begin(&maker, portal, to);
        row_put_text(&maker, portal->constants.entries[i].key);
        row_put_number(&maker, true, *value);
        row_end(&maker, (struct place){0, 0, 0});
    }
    table_index(portal, to);
}

void derive_tables(struct loading *loading)
{
    struct portal *portal = loading->portal;
    const struct table *commitments =
        portal_table(portal, ROLE_COMMITMENTS, NULL);
    const struct table *indicators =
        portal_table(portal, ROLE_INDICATORS, NULL);

    for (size_t i = 0; i < portal->tables.count; i++)
        if (portal->tables.items[i]->role == ROLE_OBSERVATIONS)
            mark_totals(portal, portal->tables.items[i]);
    if (commitments != NULL)
        derive_commitments(portal, commitments);
    if (indicators != NULL)
        derive_indicators(portal, indicators);
    derive_constants(portal);
}
