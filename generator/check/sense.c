/*
 * What cannot be so, whatever the subject: what ends before it begins, what is
 * told of days to come, counts below zero, rows that tie nothing to anything,
 * the same tie twice, two values for one start, two words for one standing.
 */
#include "check/rules.h"
#include "model/derive.h"

static void each_row(struct portal *portal, const struct table *table,
                     void (*check)(struct portal *, const struct table *,
                                   const struct row *))
{
    for (size_t i = 0; i < table->rows.count; i++)
        check(portal, table, &table->rows.items[i]);
}

static struct slice day_text(struct portal *portal, struct date day)
{
    struct buf out = BUF_INIT;

    date_write(&out, day);
    return arena_take(portal->arena, &out);
}

/* --- order in time --- */

/* `late` of a row cannot come before `early` of it. */
struct order_rule {
    const char *early, *late;
};

static const struct order_rule orders[] = {
    {"start", "end"}, {"announced", "deadline"}, {"announced", "date"}};

static void check_order(struct portal *portal, const struct table *table,
                        const struct row *row, const struct order_rule *rule)
{
    struct period early = row_period(table, row, rule->early);
    struct period late = row_period(table, row, rule->late);

    if (early.kind == PERIOD_NONE || late.kind == PERIOD_NONE ||
        date_compare(period_last_day(late), period_first_day(early)) >= 0)
        return;
    diag_add(portal->diagnostics, DIAG_ORDER_REVERSED,
             cell_place(table, row, table_role_column(table, rule->late)),
             slice_of(rule->late), row_text(table, row, rule->late),
             slice_of(rule->early), row_text(table, row, rule->early));
}

static void check_orders(struct portal *portal, const struct table *table,
                         const struct row *row)
{
    for (size_t i = 0; i < COUNT_OF(orders); i++)
        if (table_role_column(table, orders[i].early) != NULL &&
            table_role_column(table, orders[i].late) != NULL)
            check_order(portal, table, row, &orders[i]);
}

/* Nothing becomes of a promise before it is made. */
static void check_event_order(struct portal *portal, const struct table *table,
                              const struct row *row)
{
    const struct table *promises = NULL;
    const struct row *promise =
        portal_find(portal, ROLE_COMMITMENTS,
                    row_text(table, row, "commitment"), &promises);
    struct period date = row_period(table, row, "date");
    struct period made;

    if (promise == NULL || date.kind == PERIOD_NONE)
        return;
    made = row_period(promises, promise, "announced");
    if (made.kind == PERIOD_NONE ||
        date_compare(period_last_day(date), period_first_day(made)) >= 0)
        return;
    diag_add_pair(portal->diagnostics, DIAG_ORDER_REVERSED,
                  cell_place(table, row, table_role_column(table, "date")),
                  promise->place, SLICE("date"), row_text(table, row, "date"),
                  SLICE("announced"), row_text(promises, promise, "announced"));
}

/* --- days to come --- */

/* What is told of a day is known after it only. */
struct told_rule {
    enum resource_role role;
    const char *date;
    const char *with; /* asked of rows with this; null = of all */
    enum diag_id id;
};

static const struct told_rule tellings[] = {
    {ROLE_COMMITMENT_EVENTS, "date", "status", DIAG_TOLD_AHEAD},
    {ROLE_MILESTONES, "done", NULL, DIAG_TOLD_AHEAD},
    {ROLE_ASSESSMENTS, "date", "status", DIAG_TOLD_AHEAD},
    {ROLE_OBSERVATIONS, "period", "value", DIAG_VALUE_AHEAD},
    {ROLE_PHYSICAL, "period", "delivered", DIAG_VALUE_AHEAD},
    {ROLE_BENEFICIARIES, "period", "served", DIAG_VALUE_AHEAD}};

static void check_telling(struct portal *portal, const struct table *table,
                          const struct row *row, const struct told_rule *rule)
{
    struct period date = row_period(table, row, rule->date);

    if (date.kind == PERIOD_NONE ||
        (rule->with != NULL &&
         row_cell(table, row, rule->with)->state != CELL_PRESENT) ||
        date_compare(period_first_day(date), portal->cut_off) <= 0)
        return;
    diag_add(portal->diagnostics, rule->id,
             cell_place(table, row, table_role_column(table, rule->date)),
             row_text(table, row, rule->date),
             day_text(portal, portal->cut_off));
}

static void check_tellings(struct portal *portal, const struct table *table,
                           const struct row *row)
{
    for (size_t i = 0; i < COUNT_OF(tellings); i++)
        if (tellings[i].role == table->role &&
            table_role_column(table, tellings[i].date) != NULL)
            check_telling(portal, table, row, &tellings[i]);
}

/* --- counts --- */

struct count_rule {
    enum resource_role role;
    const char *number;
};

static const struct count_rule counts[] = {
    {ROLE_POPULATION, "value"},     {ROLE_PHYSICAL, "planned"},
    {ROLE_PHYSICAL, "delivered"},   {ROLE_BENEFICIARIES, "target"},
    {ROLE_BENEFICIARIES, "served"}, {ROLE_POSTS, "posts"},
    {ROLE_INPUTS, "quantity"},      {ROLE_INPUTS, "unit-cost"},
    {ROLE_UNIVERSE, "value"},       {ROLE_UNIVERSE, "withheld"}};

static void check_counts(struct portal *portal, const struct table *table,
                         const struct row *row)
{
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        const struct cell *cell = row_cell(table, row, counts[i].number);

        if (counts[i].role == table->role && cell->state == CELL_PRESENT &&
            amount_sign(cell->is.number) < 0)
            diag_add(portal->diagnostics, DIAG_COUNT_NEGATIVE,
                     cell_place(table, row,
                                table_role_column(table, counts[i].number)),
                     slice_of(counts[i].number), cell->text);
    }
}

/* --- ties --- */

static const char *const subjects[] = {"plan-node",  "plan-nodes",
                                       "program",    "indicator",
                                       "commitment", "institution"};

static size_t subjects_of(const struct table *table, const struct row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < COUNT_OF(subjects); i++)
        count += row_text(table, row, subjects[i]).len > 0;
    return count;
}

/* A link has two ends; what third parties say is said of something. */
static void check_subjects(struct portal *portal, const struct table *table,
                           const struct row *row)
{
    size_t needed = table->role == ROLE_LINKS         ? 2
                    : table->role == ROLE_ASSESSMENTS ? 1
                                                      : 0;

    if (subjects_of(table, row) < needed)
        diag_add(portal->diagnostics, DIAG_TIE_NONE, row->place, table->name);
}

static struct slice tie_of(struct portal *portal, const struct table *table,
                           const struct row *row)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(subjects); i++) {
        struct slice code = row_text(table, row, subjects[i]);

        if (code.len == 0)
            continue;
        buf_add_text(&out, out.len > 0 ? " – " : "");
        buf_add_slice(&out, code);
    }
    return arena_take(portal->arena, &out);
}

/* Of all tables of links: the kind does not make it another tie. */
static void check_twice(struct portal *portal)
{
    struct map seen;

    map_init(&seen, portal->arena);
    for (const struct table *t = portal_table(portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(portal, ROLE_LINKS, t))
        for (size_t i = 0; i < t->rows.count; i++) {
            struct row *row = &t->rows.items[i];
            struct slice tie = tie_of(portal, t, row);
            const struct row *first = map_get(&seen, tie);

            if (first != NULL && tie.len > 0)
                diag_add_pair(portal->diagnostics, DIAG_TIE_TWICE, row->place,
                              first->place, tie);
            else
                (void)map_put(&seen, tie, row);
        }
}

/* --- two for one --- */

static void check_baseline(struct portal *portal, const struct table *table,
                           const struct row *row)
{
    const struct cell *baseline = row_cell(table, row, "baseline");
    struct slice code = row_text(table, row, "code");
    struct period period = row_period(table, row, "baseline-period");
    struct found_rows series = portal_rows_by(
        portal, portal->arena, ROLE_OBSERVATIONS, "indicator", code);

    if (baseline->state != CELL_PRESENT || period.kind == PERIOD_NONE)
        return;
    for (size_t i = 0; i < series.count; i++) {
        const struct found_row *at = &series.items[i];
        const struct cell *value = row_cell(at->table, at->row, "value");

        if (value->state == CELL_PRESENT &&
            period_compare(row_period(at->table, at->row, "period"), period) ==
                0 &&
            observation_is_total(at->table, at->row) &&
            row_text(at->table, at->row, "territory").len == 0 &&
            amount_compare(value->is.number, baseline->is.number) != 0)
            diag_add_pair(
                portal->diagnostics, DIAG_BASELINE_DIFFERS,
                cell_place(table, row, table_role_column(table, "baseline")),
                at->row->place, code, row_text(table, row, "baseline-period"),
                baseline->text, value->text);
    }
}

/* The last event with a status, as far as the cut-off date. */
static const struct found_row *last_event(const struct portal *portal,
                                          const struct found_rows *events)
{
    const struct found_row *last = NULL;

    for (size_t i = 0; i < events->count; i++) {
        const struct found_row *at = &events->items[i];
        struct period date = row_period(at->table, at->row, "date");

        if (row_text(at->table, at->row, "status").len > 0 &&
            date.kind != PERIOD_NONE &&
            date_compare(period_first_day(date), portal->cut_off) <= 0 &&
            (last == NULL ||
             period_compare(date, row_period(last->table, last->row, "date")) >=
                 0))
            last = at;
    }
    return last;
}

/* The log decides (model/status.c): the word of the list is told. */
static void check_standing(struct portal *portal, const struct table *table,
                           const struct row *row)
{
    struct slice status = row_text(table, row, "status");
    struct found_rows events =
        portal_rows_by(portal, portal->arena, ROLE_COMMITMENT_EVENTS,
                       "commitment", row_text(table, row, "code"));
    const struct found_row *last = last_event(portal, &events);

    if (status.len == 0 || last == NULL ||
        slice_equal(row_text(last->table, last->row, "status"), status))
        return;
    diag_add_pair(portal->diagnostics, DIAG_STANDING_TWICE,
                  cell_place(table, row, table_role_column(table, "status")),
                  last->row->place, row_text(table, row, "code"), status,
                  row_text(last->table, last->row, "status"),
                  row_text(last->table, last->row, "date"));
}

/* --- two lists for one --- */

/* Roles of which pages and rules read the first table. */
static const enum resource_role single[] = {
    ROLE_INDICATORS,        ROLE_REVISIONS,  ROLE_COMMITMENTS,
    ROLE_COMMITMENT_EVENTS, ROLE_MILESTONES, ROLE_UNIVERSE};

static void check_roles(struct portal *portal)
{
    for (size_t i = 0; i < COUNT_OF(single); i++) {
        const struct table *first = portal_table(portal, single[i], NULL);

        for (const struct table *t = first; t != NULL;
             t = portal_table(portal, single[i], t))
            if (t != first)
                diag_add(portal->diagnostics, DIAG_ROLE_TWICE, t->place,
                         t->name, slice_of(resource_role_name(single[i])),
                         first->name);
    }
}

void check_sense(struct portal *portal)
{
    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        if (table_is_fact(table) || table->role == ROLE_DERIVED)
            continue;
        each_row(portal, table, check_orders);
        each_row(portal, table, check_tellings);
        each_row(portal, table, check_counts);
        each_row(portal, table, check_subjects);
        if (table->role == ROLE_COMMITMENT_EVENTS)
            each_row(portal, table, check_event_order);
        if (table->role == ROLE_INDICATORS)
            each_row(portal, table, check_baseline);
        if (table->role == ROLE_COMMITMENTS)
            each_row(portal, table, check_standing);
    }
    check_twice(portal);
    check_roles(portal);
}
