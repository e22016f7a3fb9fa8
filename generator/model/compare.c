#include "model/compare.h"

#include "model/build.h"

/* What a rule found in a portal. */
struct answer {
    bool known; /* the portal holds what the rule needs */
    struct amount numerator;
    struct amount denominator;
    struct period period;
    struct slice resource;
};

typedef bool compare_rule(const struct portal *portal, struct answer *out);

/* --- money --- */

/* A stage over the portal's year: flows are summed, others stand at the end. */
static bool stage_sum(const struct cube *cube, struct slice stage,
                      const struct cube_term *term, struct period year,
                      struct amount *out)
{
    int measure = cube_find_stage(cube, stage);
    struct period period = year;
    struct cube_sum sum;

    if (measure < 0)
        return false;
    if (cube_measure(cube, (size_t)measure)->column->accumulation !=
        ACCUMULATE_FLOW)
        period = cube_last_period(cube, year);
    if (period.kind == PERIOD_NONE ||
        cube_query(cube, (size_t)measure, term, term != NULL, period, period,
                   &sum) != CUBE_OK ||
        sum.values == 0 || sum.overflow)
        return false;
    *out = sum.value;
    return true;
}

/* The first table of execution that has both stages in the year. */
static bool execution_rate(const struct portal *portal, struct answer *out)
{
    for (const struct table *t = portal_table(portal, ROLE_EXECUTION, NULL);
         t != NULL; t = portal_table(portal, ROLE_EXECUTION, t)) {
        if (t->cube == NULL ||
            !stage_sum(t->cube, portal->execution_stage, NULL, portal->period,
                       &out->numerator) ||
            !stage_sum(t->cube, portal->budget_stage, NULL, portal->period,
                       &out->denominator))
            continue;
        out->known = true;
        out->period = money_reach(portal, t, portal->period);
        out->resource = t->name;
        return true;
    }
    return false;
}

/* Programs of the category results, as one term over the cube. */
static bool results_term(const struct portal *portal, const struct cube *cube,
                         struct cube_term *term)
{
    int at = cube_find_dimension(cube, SLICE("program"));
    const struct dimension *dimension;
    const struct member **members;
    bool any_category = false;

    if (at < 0)
        return false;
    dimension = cube_dimension(cube, (size_t)at);
    members = ARENA_ARRAY(portal->arena, dimension->members.count + 1,
                          const struct member *);
    *term = (struct cube_term){.dimension = at, .members = members};
    for (size_t i = 0; i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];
        struct slice category = {NULL, 0};

        if (member->row != NULL)
            category = row_text(member->table, member->row, "category");
        any_category |= category.len > 0;
        if (slice_equal_text(category, "results"))
            members[term->count++] = member;
    }
    return any_category;
}

static bool results_budget(const struct portal *portal, struct answer *out)
{
    for (const struct table *t = portal_table(portal, ROLE_EXECUTION, NULL);
         t != NULL; t = portal_table(portal, ROLE_EXECUTION, t)) {
        struct cube_term term;

        if (t->cube == NULL || !results_term(portal, t->cube, &term) ||
            !stage_sum(t->cube, portal->budget_stage, NULL, portal->period,
                       &out->denominator))
            continue;
        out->numerator = amount_of(0);
        if (term.count > 0 && !stage_sum(t->cube, portal->budget_stage, &term,
                                         portal->period, &out->numerator))
            out->numerator = amount_of(0);
        out->known = true;
        out->period = money_reach(portal, t, portal->period);
        out->resource = t->name;
        return true;
    }
    return false;
}

/* --- indicators --- */

static bool has_target_value(const struct portal *portal, struct slice code)
{
    for (const struct table *t = portal_table(portal, ROLE_TARGETS, NULL);
         t != NULL; t = portal_table(portal, ROLE_TARGETS, t)) {
        const struct row_list *rows = table_rows_by(t, "indicator", code);

        for (size_t i = 0; i < rows->count; i++)
            if (row_cell(t, row_at(t, rows, i), "value")->state == CELL_PRESENT)
                return true;
    }
    return false;
}

static bool indicators_complete(const struct portal *portal, struct answer *out)
{
    const struct table *table = portal_table(portal, ROLE_INDICATORS, NULL);
    int64_t complete = 0;

    if (table == NULL)
        return false;
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        complete += row_cell(table, row, "baseline")->state == CELL_PRESENT &&
                    has_target_value(portal, row_text(table, row, "code"));
    }
    *out = (struct answer){.known = true,
                           .numerator = amount_of(complete),
                           .denominator = amount_of((int64_t)table->rows.count),
                           .period = period_of_day(portal->cut_off),
                           .resource = table->name};
    return true;
}

/* --- commitments --- */

static const struct table *standings(const struct portal *portal)
{
    return portal_table_named(portal, SLICE("derived-commitments"));
}

/*
 * Did anyone publish what became of any of them? Where nobody did, statuses
 * follow from deadlines alone, and "none achieved" would be our invention.
 */
static bool has_outcomes(const struct table *table)
{
    for (size_t r = 0; table != NULL && r < table->rows.count; r++)
        if (row_cell(table, &table->rows.items[r], "declared")->state ==
                CELL_PRESENT ||
            row_cell(table, &table->rows.items[r], "progress")->state ==
                CELL_PRESENT)
            return true;
    return false;
}

static bool commitments_achieved(const struct portal *portal,
                                 struct answer *out)
{
    const struct table *table = standings(portal);
    int64_t achieved = 0;

    if (!has_outcomes(table))
        return false;
    for (size_t r = 0; r < table->rows.count; r++)
        achieved += slice_equal_text(
            row_text(table, &table->rows.items[r], "status"), "achieved");
    *out = (struct answer){.known = true,
                           .numerator = amount_of(achieved),
                           .denominator = amount_of((int64_t)table->rows.count),
                           .period = period_of_day(portal->cut_off),
                           .resource = table->name};
    return true;
}

/* Does any event until the cut-off say why it has this status? */
static bool has_reason(const struct portal *portal, struct slice code,
                       struct slice status)
{
    const struct table *events =
        portal_table(portal, ROLE_COMMITMENT_EVENTS, NULL);
    const struct row_list *rows;

    if (events == NULL)
        return false;
    rows = table_rows_by(events, "commitment", code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(events, rows, i);
        const struct cell *date = row_cell(events, row, "date");

        if (slice_equal(row_text(events, row, "status"), status) &&
            date->state == CELL_PRESENT &&
            date_compare(period_first_day(date->is.period), portal->cut_off) <=
                0 &&
            row_words(events, row, "reason", &portal->languages[0]).len > 0)
            return true;
    }
    return false;
}

static bool delays_explained(const struct portal *portal, struct answer *out)
{
    const struct table *table = standings(portal);
    int64_t explained = 0, all = 0;

    if (!has_outcomes(table))
        return false;
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct slice status = row_text(table, row, "status");

        if (!slice_equal_text(status, "delayed") &&
            !slice_equal_text(status, "discarded"))
            continue;
        all++;
        explained +=
            has_reason(portal, row_text(table, row, "commitment"), status);
    }
    *out = (struct answer){.known = true,
                           .numerator = amount_of(explained),
                           .denominator = amount_of(all),
                           .period = period_of_day(portal->cut_off),
                           .resource = table->name};
    return true;
}

static const struct {
    const char *code;
    compare_rule *rule;
} rules[] = {
    {"execution-rate", execution_rate},
    {"indicators-complete", indicators_complete},
    {"commitments-achieved", commitments_achieved},
    {"delays-explained", delays_explained},
    {"results-budget-share", results_budget},
};

static compare_rule *rule_of(struct slice code)
{
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        if (slice_equal_text(code, rules[i].code))
            return rules[i].rule;
    return NULL;
}

/* --- values from documents --- */

struct cited {
    const struct table *table;
    const struct row *row;
};

/* The latest observation of the hub for an indicator and a portal. */
static struct cited cited_find(const struct portal *hub, struct slice code,
                               struct slice portal)
{
    struct cited found = {NULL, NULL};

    for (const struct table *t = portal_table(hub, ROLE_OBSERVATIONS, NULL);
         t != NULL; t = portal_table(hub, ROLE_OBSERVATIONS, t)) {
        const struct column *column = table_column(t, SLICE("portal"));
        const struct row_list *rows = table_rows_by(t, "indicator", code);

        for (size_t i = 0; column != NULL && i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);

            if (!slice_equal(row->cells[column_index(t, column)].text,
                             portal) ||
                (found.row != NULL &&
                 period_compare(
                     row_cell(t, row, "period")->is.period,
                     row_cell(found.table, found.row, "period")->is.period) <
                     0))
                continue;
            found = (struct cited){t, row};
        }
    }
    return found;
}

/* --- the table --- */

static void put_missing(struct row_maker *maker, enum cell_state state)
{
    struct cell cell = {.state = state};

    row_put_cell(maker, &cell);
}

static void put_share(struct row_maker *maker, const struct answer *answer)
{
    struct amount share;

    if (amount_sign(answer->denominator) == 0)
        put_missing(maker, CELL_NOT_APPLICABLE);
    else if (amount_multiply(answer->numerator, amount_of(100), &share) &&
             amount_divide(share, answer->denominator, 12, &share))
        row_put_number(maker, true, amount_reduce(share));
    else
        put_missing(maker, CELL_EMPTY);
}

static struct slice status_of(const struct portal *portal)
{
    return portal->is_illustrative ? SLICE("illustrative") : SLICE("official");
}

static void put_rule(struct row_maker *maker, const struct answer *answer,
                     struct slice code)
{
    put_share(maker, answer);
    row_put_period(maker, answer->period);
    row_put_text(maker, SLICE("%"));
    row_put_text(maker, code);
    row_put_number(maker, true, answer->numerator);
    row_put_number(maker, true, answer->denominator);
    row_put_text(maker, answer->resource);
}

static void put_cited(struct row_maker *maker, const struct portal *hub,
                      struct slice code, struct slice portal)
{
    struct cited cited = cited_find(hub, code, portal);
    const struct table *table = NULL;
    const struct row *row = portal_find(hub, ROLE_INDICATORS, code, &table);

    if (cited.row != NULL)
        row_put_cell(maker, row_cell(cited.table, cited.row, "value"));
    else
        put_missing(maker, CELL_NOT_REPORTED);
    if (cited.row != NULL)
        row_put_cell(maker, row_cell(cited.table, cited.row, "period"));
    else
        put_missing(maker, CELL_EMPTY);
    row_put_text(maker, row_words(table, row, "unit", &hub->languages[0]));
    row_put_text(maker, cited.row != NULL ? SLICE("document") : SLICE("none"));
    put_missing(maker, CELL_EMPTY);
    put_missing(maker, CELL_EMPTY);
    row_put_text(maker, cited.row != NULL ? cited.table->name
                                          : (struct slice){NULL, 0});
}

static void compare_row(struct portal *hub, struct table *table,
                        const struct row *indicator, struct slice code,
                        const struct portal *other)
{
    compare_rule *rule = rule_of(code);
    struct answer answer = {.known = false};
    struct row_maker maker;

    row_begin(&maker, hub, table);
    row_put_text(&maker, code);
    row_put_text(&maker, other->key);
    if (rule != NULL && rule(other, &answer) && answer.known)
        put_rule(&maker, &answer, code);
    else
        put_cited(&maker, hub, code, other->key);
    row_put_text(&maker, status_of(other));
    row_end(&maker, indicator->place);
}

static struct table *comparison_table(struct portal *hub)
{
    struct table *table =
        table_new(hub, SLICE("derived-comparison"), ROLE_DERIVED);

    table->title =
        portal_words(hub, SLICE(N_("Shared indicators of the portals")));
    (void)table_add_column(hub, table, "indicator", COLUMN_CODE);
    (void)table_add_column(hub, table, "portal", COLUMN_CODE);
    (void)table_add_column(hub, table, "value", COLUMN_NUMBER);
    (void)table_add_column(hub, table, "period", COLUMN_PERIOD);
    (void)table_add_column(hub, table, "unit", COLUMN_TEXT);
    (void)table_add_column(hub, table, "rule", COLUMN_CHOICE);
    (void)table_add_column(hub, table, "numerator", COLUMN_NUMBER);
    (void)table_add_column(hub, table, "denominator", COLUMN_NUMBER);
    (void)table_add_column(hub, table, "source_resource", COLUMN_CODE);
    (void)table_add_column(hub, table, "status", COLUMN_CHOICE);
    return table;
}

void compare_tables(struct portal *hub)
{
    const struct table *indicators = portal_table(hub, ROLE_INDICATORS, NULL);
    struct table *table;

    if (indicators == NULL || hub->other_count == 0)
        return;
    table = comparison_table(hub);
    for (size_t r = 0; r < indicators->rows.count; r++) {
        const struct row *row = &indicators->rows.items[r];
        struct slice code = row_text(indicators, row, "code");

        if (table_find(indicators, code) != row)
            continue;
        for (size_t i = 0; i < hub->other_count; i++)
            compare_row(hub, table, row, code, hub->others[i]);
    }
    table_index(hub, table);
}
