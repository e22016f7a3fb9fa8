/*
 * derived-targets: every target as a height, what was reached of it, and what
 * the rule says. Of two deadlines for one target both have their row.
 */
#include "model/derive_measure.h"

/* --- what was measured --- */

static int compare_ends(struct period a, struct period b)
{
    return date_compare(period_last_day(a), period_last_day(b));
}

/* Of two values for the same day the first stands. */
static void measure_insert(const struct portal *portal, struct measures *all,
                           struct measure measure)
{
    size_t at = all->count;

    for (size_t i = 0; i < all->count; i++)
        if (period_compare(all->items[i].period, measure.period) == 0)
            return;
    ARENA_PUSH(portal->arena, all, measure);
    while (at > 0 &&
           compare_ends(all->items[at - 1].period, measure.period) > 0) {
        all->items[at] = all->items[at - 1];
        at--;
    }
    all->items[at] = measure;
}

static void read_values(const struct portal *portal, struct measured *m)
{
    for (const struct table *t = portal_table(portal, ROLE_OBSERVATIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_OBSERVATIONS, t)) {
        const struct row_list *rows = table_rows_by(t, "indicator", m->code);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);
            const struct cell *value = row_cell(t, row, "value");
            struct measure measure = {t, row, row_period(t, row, "period"),
                                      value->is.number};

            if (value->state == CELL_PRESENT && observation_is_total(t, row) &&
                row_cell(t, row, "territory")->state != CELL_PRESENT)
                measure_insert(portal, &m->values, measure);
        }
    }
}

struct measured measured_read(const struct portal *portal,
                              const struct table *table, const struct row *row)
{
    const struct cell *baseline = row_cell(table, row, "baseline");
    bool is_placeholder =
        slice_equal_text(row_text(table, row, "baseline-zero"), "placeholder");
    struct measured m = {.table = table,
                         .row = row,
                         .code = row_text(table, row, "code"),
                         .direction = row_text(table, row, "direction"),
                         .baseline_period =
                             row_period(table, row, "baseline-period")};

    m.has_baseline = baseline->state == CELL_PRESENT &&
                     !(is_placeholder && amount_sign(baseline->is.number) == 0);
    if (m.has_baseline)
        m.baseline = baseline->is.number;
    read_values(portal, &m);
    return m;
}

/* --- one target --- */

struct aim {
    const struct measured *of;
    const struct table *table;
    const struct row *row;
    struct period deadline;
    struct slice kind;
    struct slice path;
    const char *status;
    const char *rule;
    const char *compared;
    bool has_value, has_reached, has_expected;
    struct amount value;   /* the height to be reached */
    struct amount reached; /* what is compared with it */
    struct amount expected;
    struct period reached_period; /* of the last value in it */
};

static bool is_kind(const struct aim *aim, const char *kind)
{
    return slice_equal_text(aim->kind, kind);
}

/* A percentage of nothing is nothing: no height follows from it. */
static bool has_base(const struct measured *m)
{
    return m->has_baseline && amount_sign(m->baseline) != 0;
}

static bool relative_value(const struct measured *m, struct amount percent,
                           struct amount *out)
{
    struct amount part;

    return has_base(m) && amount_multiply(m->baseline, percent, &part) &&
           amount_divide(part, amount_of(100), 12, &part) &&
           amount_add(m->baseline, part, out);
}

static bool value_of(const struct measured *m, const struct table *table,
                     const struct row *row, struct amount *out)
{
    const struct cell *value = row_cell(table, row, "value");

    if (value->state != CELL_PRESENT ||
        (slice_equal_text(row_text(table, row, "zero"), "placeholder") &&
         amount_sign(value->is.number) == 0))
        return false;
    *out = value->is.number;
    return !slice_equal_text(row_text(table, row, "kind"), "relative") ||
           relative_value(m, value->is.number, out);
}

/* --- what was reached --- */

/*
 * The first day that counts for an average or a total: as declared, else that
 * of the target's own period, else the day after the baseline.
 */
static bool window_start(const struct aim *aim, struct date *after)
{
    struct period from = row_period(aim->table, aim->row, "from");
    struct period own = aim->deadline;

    if (from.kind == PERIOD_NONE && own.kind != PERIOD_DAY)
        from = own;
    if (from.kind != PERIOD_NONE) {
        *after = period_first_day(from);
        return true;
    }
    *after = period_last_day(aim->of->baseline_period);
    return aim->of->baseline_period.kind != PERIOD_NONE;
}

static bool in_window(const struct aim *aim, const struct measure *measure,
                      struct date start)
{
    return date_compare(period_first_day(measure->period), start) >= 0 &&
           compare_ends(measure->period, aim->deadline) <= 0;
}

static void gather(struct aim *aim, struct date start)
{
    const struct measures *values = &aim->of->values;
    int64_t count = 0;
    struct amount sum = amount_of(0);
    bool fits = true;

    for (size_t i = 0; i < values->count; i++) {
        if (!in_window(aim, &values->items[i], start))
            continue;
        fits = fits && amount_add(sum, values->items[i].value, &sum);
        aim->reached_period = values->items[i].period;
        count++;
    }
    if (count == 0 || !fits)
        return;
    aim->reached = sum;
    aim->has_reached = is_kind(aim, "cumulative") ||
                       amount_divide(sum, amount_of(count), 12, &aim->reached);
    aim->reached = amount_reduce(aim->reached);
}

/* The last value until the deadline, measured after the baseline. */
static void take_last(struct aim *aim)
{
    const struct measures *values = &aim->of->values;
    struct period base = aim->of->baseline_period;

    for (size_t i = 0; i < values->count; i++) {
        const struct measure *measure = &values->items[i];

        if (compare_ends(measure->period, aim->deadline) > 0 ||
            (base.kind != PERIOD_NONE &&
             compare_ends(measure->period, base) <= 0))
            continue;
        aim->has_reached = true;
        aim->reached = measure->value;
        aim->reached_period = measure->period;
    }
}

static bool is_gathered(const struct aim *aim)
{
    return is_kind(aim, "average") || is_kind(aim, "cumulative");
}

static void reach(struct aim *aim)
{
    struct date start;

    aim->compared = is_kind(aim, "average")      ? "mean"
                    : is_kind(aim, "cumulative") ? "sum"
                                                 : "last";
    if (!is_gathered(aim))
        take_last(aim);
    else if (window_start(aim, &start))
        gather(aim, start);
}

/* --- where it should stand --- */

struct stop {
    struct date day;
    struct amount value;
};

/* On the straight line between two points, at a day between them. */
static bool interpolate(struct stop from, struct stop till, struct date at,
                        struct amount *out)
{
    int32_t whole = date_days_between(from.day, till.day);
    struct amount way;

    if (whole <= 0)
        return false;
    if (!amount_subtract(till.value, from.value, &way) ||
        !amount_multiply(way, amount_of(date_days_between(from.day, at)),
                         &way) ||
        !amount_divide(way, amount_of(whole), 12, &way) ||
        !amount_add(from.value, way, out))
        return false;
    *out = amount_reduce(*out);
    return true;
}

/* The targets on the way: the nearest stops before and after the day. */
static void narrow(const struct aim *aim, struct date at, struct stop *from,
                   struct stop *till)
{
    const struct row_list *rows =
        table_rows_by(aim->table, "indicator", aim->of->code);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(aim->table, rows, i);
        struct slice kind = row_text(aim->table, row, "kind");
        struct period period = row_period(aim->table, row, "period");
        struct stop stop = {period_last_day(period), amount_of(0)};

        if (period.kind == PERIOD_NONE || slice_equal_text(kind, "average") ||
            slice_equal_text(kind, "cumulative") ||
            !value_of(aim->of, aim->table, row, &stop.value))
            continue;
        if (date_compare(stop.day, at) <= 0 &&
            date_compare(stop.day, from->day) > 0)
            *from = stop;
        if (date_compare(stop.day, at) > 0 &&
            date_compare(stop.day, till->day) < 0)
            *till = stop;
    }
}

/* A total grows by the day, the first and the last day counted. */
static void expect_total(struct aim *aim)
{
    struct date end = period_last_day(aim->deadline);
    struct date at = period_last_day(aim->reached_period);
    struct date start;
    struct amount part;

    aim->rule = "path-linear";
    if (!window_start(aim, &start))
        return;
    aim->has_expected =
        amount_multiply(aim->value, amount_of(date_days_between(start, at) + 1),
                        &part) &&
        amount_divide(part, amount_of(date_days_between(start, end) + 1), 12,
                      &aim->expected);
    if (aim->has_expected)
        aim->expected = amount_reduce(aim->expected);
}

/* An average, and what should stay as it is, have the same height all along. */
static void expect_constant(struct aim *aim)
{
    aim->rule = "path-constant";
    aim->expected = aim->value;
    aim->has_expected = true;
}

static void expect(struct aim *aim)
{
    const struct measured *m = aim->of;
    bool goes_through = slice_equal_text(aim->path, "through");
    struct date at = period_last_day(aim->reached_period);
    struct stop from = {period_last_day(m->baseline_period), m->baseline};
    struct stop till = {period_last_day(aim->deadline), aim->value};

    if (is_kind(aim, "cumulative")) {
        expect_total(aim);
        return;
    }
    if (is_kind(aim, "average") || slice_equal_text(m->direction, "keep")) {
        expect_constant(aim);
        return;
    }
    if (!m->has_baseline || m->baseline_period.kind == PERIOD_NONE)
        return;
    aim->rule = goes_through ? "path-through" : "path-linear";
    if (goes_through)
        narrow(aim, at, &from, &till);
    aim->has_expected = interpolate(from, till, at, &aim->expected);
}

/* --- the verdict --- */

/* Is less better? `reach` goes the way from the baseline to the target. */
static bool goes_down(const struct aim *aim)
{
    struct slice direction = aim->of->direction;

    if (slice_equal_text(direction, "reach"))
        return amount_compare(aim->value, aim->of->baseline) < 0;
    return slice_equal_text(direction, "decrease") ||
           slice_equal_text(direction, "delete");
}

static bool holds(const struct aim *aim, struct amount wanted)
{
    const struct cell *cell = row_cell(aim->table, aim->row, "tolerance");
    struct amount slack =
        cell->state == CELL_PRESENT ? cell->is.number : amount_of(0);
    struct amount least, most;

    if (!amount_subtract(wanted, slack, &least) ||
        !amount_add(wanted, slack, &most))
        return false;
    if (slice_equal_text(aim->of->direction, "keep"))
        return amount_compare(aim->reached, least) >= 0 &&
               amount_compare(aim->reached, most) <= 0;
    return goes_down(aim) ? amount_compare(aim->reached, most) <= 0
                          : amount_compare(aim->reached, least) >= 0;
}

static void verdict(struct aim *aim, const char *status, const char *rule)
{
    aim->status = status;
    aim->rule = rule;
}

/* What is lacking, before anything can be compared. */
static bool is_lacking(struct aim *aim)
{
    bool is_relative = is_kind(aim, "relative");

    if (aim->deadline.kind == PERIOD_NONE ||
        row_cell(aim->table, aim->row, "value")->state != CELL_PRESENT)
        verdict(aim, "no-target", "no-target");
    else if (!aim->has_value && is_relative && !has_base(aim->of))
        verdict(aim, "no-baseline",
                aim->of->has_baseline ? "zero-base" : "no-base");
    else if (!aim->has_value)
        verdict(aim, "no-target", "placeholder");
    else if (!aim->has_reached)
        verdict(aim, "no-data", "no-data");
    else if (aim->of->direction.len == 0)
        verdict(aim, "no-direction", "no-direction");
    else if (slice_equal_text(aim->of->direction, "reach") &&
             !aim->of->has_baseline)
        verdict(aim, "no-baseline", "no-side");
    else
        return false;
    return true;
}

static void judge(const struct portal *portal, struct aim *aim)
{
    if (aim->deadline.kind != PERIOD_NONE)
        reach(aim);
    if (is_lacking(aim))
        return;
    if (date_compare(period_last_day(aim->deadline), portal->cut_off) <= 0) {
        verdict(aim, holds(aim, aim->value) ? "met" : "not-met",
                "deadline-value");
        return;
    }
    if (slice_equal_text(aim->path, "deadline")) {
        verdict(aim, "not-due", "path-deadline");
        return;
    }
    expect(aim);
    if (!aim->has_expected)
        verdict(aim, "no-baseline", "no-base");
    else
        aim->status = holds(aim, aim->expected) ? "on-path" : "off-path";
}

/* --- the table --- */

static void put_aim(struct row_maker *maker, const struct aim *aim)
{
    row_put_text(maker, slice_of(aim->status));
    row_put_text(maker, slice_of(aim->rule));
    row_put_period(maker, period_of_day(maker->portal->cut_off));
    row_put_period(maker, aim->deadline);
    row_put_text(maker, aim->kind);
    row_put_text(maker, aim->path);
    row_put_number(maker, aim->has_value, aim->value);
    row_put_text(maker, aim->has_reached ? slice_of(aim->compared)
                                         : (struct slice){NULL, 0});
    row_put_number(maker, aim->has_reached, aim->reached);
    row_put_period(maker, aim->has_reached
                              ? aim->reached_period
                              : (struct period){PERIOD_NONE, 0, 0, 0});
    row_put_number(maker, aim->has_expected, aim->expected);
}

/* "s1.2": the second target of s1, in the order of the files. */
static void target_row(struct portal *portal, const struct measured *m,
                       const struct table *from, const struct row *row,
                       struct table *to, size_t number)
{
    struct row_maker maker;
    struct aim aim = {.of = m,
                      .table = from,
                      .row = row,
                      .deadline = row_period(from, row, "period"),
                      .kind = row_text(from, row, "kind"),
                      .path = row_text(from, row, "path"),
                      .status = "no-target",
                      .rule = "no-target"};

    aim.has_value = value_of(m, from, row, &aim.value);
    judge(portal, &aim);
    row_begin(&maker, portal, to);
    row_put_text(&maker, arena_format(portal->arena, SLICE_FORMAT ".%zu",
                                      SLICE_ARGS(m->code), number));
    row_put_text(&maker, m->code);
    put_aim(&maker, &aim);
    row_put_cell(&maker, row_cell(from, row, "source"));
    row_end(&maker, row->place);
}

static void targets_of(struct portal *portal, const struct table *indicators,
                       const struct row *row, struct table *to)
{
    struct measured m = measured_read(portal, indicators, row);
    size_t number = 0;

    for (const struct table *t = portal_table(portal, ROLE_TARGETS, NULL);
         t != NULL; t = portal_table(portal, ROLE_TARGETS, t)) {
        const struct row_list *rows = table_rows_by(t, "indicator", m.code);

        for (size_t i = 0; i < rows->count; i++)
            target_row(portal, &m, t, row_at(t, rows, i), to, ++number);
    }
}

void derive_targets(struct portal *portal, const struct table *indicators)
{
    const struct table *from = portal_table(portal, ROLE_TARGETS, NULL);
    struct table *to;

    if (from == NULL)
        return;
    to = derive_table(portal, SLICE("derived-targets"),
                      SLICE(N_("Status of targets, derived by rule")), from);
    (void)table_add_column(portal, to, "target", COLUMN_CODE);
    (void)derive_reference(portal, to, "indicator", COLUMN_CODE, "indicators");
    (void)table_add_column(portal, to, "status", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "rule", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    (void)table_add_column(portal, to, "deadline", COLUMN_PERIOD);
    (void)table_add_column(portal, to, "kind", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "path", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "target_value", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "compared", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "reached_value", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "reached_period", COLUMN_PERIOD);
    (void)table_add_column(portal, to, "expected_value", COLUMN_NUMBER);
    (void)derive_reference(portal, to, "source", COLUMN_CODE, "sources");
    for (size_t i = 0; i < indicators->rows.count; i++)
        targets_of(portal, indicators, &indicators->rows.items[i], to);
    table_index(portal, to);
}
