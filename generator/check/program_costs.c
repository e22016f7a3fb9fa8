/*
 * L6 (requirements: peru-security-partnership 2.2, A464): a product costs what
 * its activities cost, an activity what its inputs do, an input its quantity by
 * its unit cost. Costs are those of a year: `budget` of role physical, of a
 * product or of an activity, and the rows of role inputs. Numbers agree when
 * what is computed, rounded to the decimals of what is stated, equals it.
 * derived-costs has both; what has nothing to be compared with is left empty.
 */
#include "check/program.h"

static bool agrees(struct amount stated, struct amount computed)
{
    struct amount rounded;

    return amount_round(computed, stated.scale, &rounded) &&
           amount_compare(rounded, stated) == 0;
}

/* --- inputs --- */

static struct program_amount input_cost(const struct table *table,
                                        const struct row *row)
{
    struct program_amount quantity = program_number(table, row, "quantity");
    struct program_amount unit = program_number(table, row, "unit-cost");
    struct program_amount out = {false, {0, 0}};

    if (quantity.is_set && unit.is_set)
        out.is_set = amount_multiply(quantity.value, unit.value, &out.value);
    return out;
}

static void check_input(const struct programs *programs,
                        const struct table *table, const struct row *row)
{
    struct portal *portal = programs->portal;
    struct program_amount stated = program_number(table, row, "cost");
    struct program_amount computed = input_cost(table, row);
    struct slice about;

    if (!stated.is_set || !computed.is_set ||
        agrees(stated.value, computed.value))
        return;
    about = ARENA_CONCAT(portal->arena, row_text(table, row, "activity"),
                         SLICE(", "),
                         row_words(table, row, "label", &portal->languages[0]));
    diag_add(portal->diagnostics, DIAG_INPUT_COST_DIFFERS, row->place, about,
             program_text(programs, stated.value),
             program_text(programs, computed.value));
}

static struct program_amount inputs_of(const struct programs *programs,
                                       struct slice activity,
                                       struct period year)
{
    const struct portal *portal = programs->portal;
    struct program_amount sum = {false, {0, 0}};

    for (const struct table *t = portal_table(portal, ROLE_INPUTS, NULL);
         t != NULL; t = portal_table(portal, ROLE_INPUTS, t)) {
        const struct row_list *rows = table_rows_by(t, "activity", activity);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);

            if (period_contains(year, row_period(t, row, "period")))
                sum = program_sum(sum, input_cost(t, row));
        }
    }
    return sum;
}

/* --- what a node is stated to cost --- */

static struct program_amount stated_of(const struct programs *programs,
                                       struct slice node, struct period year)
{
    const struct portal *portal = programs->portal;
    struct program_amount sum = {false, {0, 0}};

    for (const struct table *t = portal_table(portal, ROLE_PHYSICAL, NULL);
         t != NULL; t = portal_table(portal, ROLE_PHYSICAL, t)) {
        const struct row_list *rows = table_rows_by(t, "product", node);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);

            if (period_contains(year, row_period(t, row, "period")))
                sum = program_sum(sum, program_number(t, row, "budget"));
        }
    }
    return sum;
}

static struct program_amount activity_cost(const struct programs *programs,
                                           struct slice activity,
                                           struct period year)
{
    struct program_amount cost = stated_of(programs, activity, year);

    return cost.is_set ? cost : inputs_of(programs, activity, year);
}

/* What the activities of a product cost; not set unless all have a cost. */
static struct program_amount activities_of(const struct programs *programs,
                                           struct slice product,
                                           struct period year)
{
    const struct portal *portal = programs->portal;
    struct program_amount sum = {false, {0, 0}};

    for (const struct table *t = portal_table(portal, ROLE_CHAIN, NULL);
         t != NULL; t = portal_table(portal, ROLE_CHAIN, t)) {
        const struct row_list *rows = table_rows_by(t, "parent", product);

        for (size_t i = 0; i < rows->count; i++) {
            struct program_amount cost = activity_cost(
                programs, row_text(t, row_at(t, rows, i), "code"), year);

            if (!cost.is_set)
                return cost;
            sum = program_sum(sum, cost);
        }
    }
    return sum;
}

/* --- derived-costs --- */

/* Whole units of the currency, as unit costs are: not its displayed millions.
 */
static void cost_column(struct programs *programs, struct table *table,
                        const char *name)
{
    struct column *column =
        table_add_column(programs->portal, table, name, COLUMN_NUMBER);

    if (programs->facts != NULL &&
        cube_measure_count(programs->facts->cube) > 0)
        column->unit = cube_measure(programs->facts->cube, 0)->column->currency;
}

static struct table *costs_table(struct programs *programs)
{
    struct portal *portal = programs->portal;
    struct table *table =
        table_new(portal, SLICE("derived-costs"), ROLE_DERIVED);

    table->title = portal_words(
        portal, SLICE(N_("Costs of products and activities, by rule")));
    table->status = portal_table(portal, ROLE_INPUTS, NULL)->status;
    table_add_column(portal, table, "program", COLUMN_CODE)->refers =
        SLICE("programs");
    table_add_column(portal, table, "node", COLUMN_CODE)->refers =
        SLICE("chain");
    (void)table_add_column(portal, table, "level", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "period", COLUMN_PERIOD);
    (void)table_add_column(portal, table, "as_of", COLUMN_DATE);
    cost_column(programs, table, "stated");
    cost_column(programs, table, "computed");
    cost_column(programs, table, "difference");
    return table;
}

static struct program *program_by_code(struct programs *programs,
                                       struct slice code)
{
    for (size_t i = 0; i < programs->list.count; i++)
        if (slice_equal(programs->list.items[i].code, code))
            return &programs->list.items[i];
    return NULL;
}

static void cost_breach(struct programs *programs, const struct table *chain,
                        const struct row *row, struct period year,
                        struct program_amount stated,
                        struct program_amount computed)
{
    struct slice node = row_text(chain, row, "code");
    struct program *program =
        program_by_code(programs, row_text(chain, row, "program"));
    bool is_product =
        slice_equal_text(row_text(chain, row, "level"), "product");
    struct buf text = BUF_INIT;

    if (program != NULL)
        programs_breach(programs, program, "L6", node, row->place);
    period_write(&text, year);
    diag_add(programs->portal->diagnostics,
             is_product ? DIAG_PRODUCT_COST_DIFFERS
                        : DIAG_ACTIVITY_COST_DIFFERS,
             row->place, node, arena_take(programs->portal->arena, &text),
             program_text(programs, stated.value),
             program_text(programs, computed.value));
}

static void cost_row(struct programs *programs, struct table *table,
                     const struct table *chain, const struct row *row,
                     struct period year)
{
    struct slice node = row_text(chain, row, "code");
    bool is_product =
        slice_equal_text(row_text(chain, row, "level"), "product");
    struct program_amount stated = stated_of(programs, node, year);
    struct program_amount computed = is_product
                                         ? activities_of(programs, node, year)
                                         : inputs_of(programs, node, year);
    struct program_amount difference = {false, {0, 0}};
    struct row_maker maker;

    if (!computed.is_set)
        return;
    if (stated.is_set)
        difference.is_set =
            amount_subtract(stated.value, computed.value, &difference.value);
    row_begin(&maker, programs->portal, table);
    row_put_text(&maker, row_text(chain, row, "program"));
    row_put_text(&maker, node);
    row_put_text(&maker, row_text(chain, row, "level"));
    row_put_period(&maker, year);
    row_put_period(&maker, period_of_day(programs->portal->cut_off));
    program_put(&maker, stated);
    program_put(&maker, computed);
    program_put(&maker, difference);
    row_end(&maker, row->place);
    if (stated.is_set && !agrees(stated.value, computed.value))
        cost_breach(programs, chain, row, year, stated, computed);
}

static void inputs_check(const struct programs *programs,
                         const struct table *inputs, struct year_list *years)
{
    for (size_t i = 0; i < inputs->rows.count; i++) {
        const struct row *row = &inputs->rows.items[i];
        struct period period = row_period(inputs, row, "period");

        check_input(programs, inputs, row);
        if (period.kind != PERIOD_NONE)
            years_add(programs->portal->arena, years, period.year);
    }
}

void programs_costs(struct programs *programs)
{
    const struct portal *portal = programs->portal;
    struct year_list years = {NULL, 0, 0};
    struct table *table;

    if (portal_table(portal, ROLE_INPUTS, NULL) == NULL ||
        portal_table(portal, ROLE_CHAIN, NULL) == NULL)
        return;
    for (const struct table *t = portal_table(portal, ROLE_INPUTS, NULL);
         t != NULL; t = portal_table(portal, ROLE_INPUTS, t))
        inputs_check(programs, t, &years);
    table = costs_table(programs);
    for (const struct table *t = portal_table(portal, ROLE_CHAIN, NULL);
         t != NULL; t = portal_table(portal, ROLE_CHAIN, t))
        for (size_t i = 0; i < t->rows.count; i++)
            for (size_t y = 0; y < years.count; y++)
                cost_row(programs, table, t, &t->rows.items[i],
                         period_of_year(years.items[y]));
    table_index(programs->portal, table);
}
