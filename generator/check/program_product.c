/*
 * Physical targets against money, by product and year (requirements:
 * guatemala-korea 2.6, peru-security-partnership section 5, number 3).
 *
 * Quantities are added over the periods of the year, of all tables: what was
 * planned may stand in one and what was delivered in another. `planned` is of
 * the periods that have ended by the cut-off or have a delivery,
 * `planned_year` of all. Money
 * is that of the product where its rows have any, else that of the program.
 * gap: the money is above constants.gap_money percent of the year's budget and
 * the delivery below constants.gap_physical percent of the year's target.
 * Where a delivery that was due is lacking, nothing is concluded.
 */
#include "check/program.h"

struct product {
    struct slice code;
    struct slice program;
    struct period year;
    struct program_amount planned, planned_year, delivered, budget, executed;
    bool is_partial;     /* a delivery that was due is lacking */
    bool is_own;         /* the money is the product's */
    struct found_row at; /* where the last delivery is told */
};

static bool is_due(const struct programs *programs, struct period period)
{
    return date_compare(period_last_day(period), programs->portal->cut_off) <=
           0;
}

static struct program_amount number_at(const struct found_row *at,
                                       const char *role)
{
    return program_number(at->table, at->row, role);
}

static struct period period_at(const struct found_row *at)
{
    return row_period(at->table, at->row, "period");
}

/* Does this row, or another of its period, tell of a delivery? */
static bool has_delivery(const struct found_rows *rows, struct period period)
{
    for (size_t i = 0; i < rows->count; i++)
        if (period_compare(period_at(&rows->items[i]), period) == 0 &&
            number_at(&rows->items[i], "delivered").is_set)
            return true;
    return false;
}

static void product_add(const struct programs *programs,
                        struct product *product, const struct found_rows *rows,
                        const struct found_row *at)
{
    struct program_amount planned = number_at(at, "planned");
    bool is_delivered = has_delivery(rows, period_at(at));

    product->planned_year = program_sum(product->planned_year, planned);
    product->delivered =
        program_sum(product->delivered, number_at(at, "delivered"));
    product->budget = program_sum(product->budget, number_at(at, "budget"));
    product->executed =
        program_sum(product->executed, number_at(at, "executed"));
    if (!is_delivered && !is_due(programs, period_at(at)))
        return;
    product->planned = program_sum(product->planned, planned);
    product->is_partial |= !is_delivered;
}

static struct program *program_of(const struct programs *programs,
                                  struct slice code)
{
    for (size_t i = 0; i < programs->list.count; i++)
        if (slice_equal(programs->list.items[i].code, code))
            return &programs->list.items[i];
    return NULL;
}

static void product_money(const struct programs *programs,
                          struct product *product)
{
    const struct program *program = program_of(programs, product->program);
    const struct portal *portal = programs->portal;

    product->is_own = product->budget.is_set || product->executed.is_set;
    if (product->is_own || program == NULL || program->member == NULL)
        return;
    product->budget = program_spent(programs, program->member, false,
                                    portal->budget_stage, product->year);
    product->executed = program_spent(programs, program->member, false,
                                      portal->execution_stage, product->year);
}

static struct slice gap_of(const struct programs *programs,
                           struct program_amount money,
                           struct program_amount physical, bool is_partial)
{
    const struct map *constants = &programs->portal->constants;
    const struct amount *high = map_get(constants, SLICE("gap_money"));
    const struct amount *low = map_get(constants, SLICE("gap_physical"));

    if (!money.is_set || !physical.is_set || is_partial || high == NULL ||
        low == NULL)
        return (struct slice){NULL, 0};
    return amount_compare(money.value, *high) > 0 &&
                   amount_compare(physical.value, *low) < 0
               ? SLICE("yes")
               : SLICE("no");
}

/* --- derived-products --- */

static struct table *products_table(struct programs *programs)
{
    static const char *const quantities[] = {"planned_year", "planned",
                                             "delivered"};
    static const char *const shares[] = {"share", "share_year"};
    struct portal *portal = programs->portal;
    struct table *table =
        table_new(portal, SLICE("derived-products"), ROLE_DERIVED);

    table->title = portal_words(
        portal, SLICE(N_("Products: targets, deliveries and money, by rule")));
    table_add_column(portal, table, "product", COLUMN_CODE)->refers =
        SLICE("chain");
    table_add_column(portal, table, "program", COLUMN_CODE)->refers =
        SLICE("programs");
    (void)table_add_column(portal, table, "period", COLUMN_PERIOD);
    (void)table_add_column(portal, table, "as_of", COLUMN_DATE);
    for (size_t i = 0; i < COUNT_OF(quantities); i++)
        (void)table_add_column(portal, table, quantities[i], COLUMN_NUMBER);
    for (size_t i = 0; i < COUNT_OF(shares); i++)
        table_add_column(portal, table, shares[i], COLUMN_NUMBER)->unit =
            SLICE("%");
    program_money_column(programs, table, "budget");
    program_money_column(programs, table, "executed");
    table_add_column(portal, table, "money_share", COLUMN_NUMBER)->unit =
        SLICE("%");
    (void)table_add_column(portal, table, "money_of", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "cost_planned", COLUMN_NUMBER);
    (void)table_add_column(portal, table, "cost", COLUMN_NUMBER);
    (void)table_add_column(portal, table, "gap", COLUMN_CHOICE);
    return table;
}

/* What one unit costs, in whole units of the currency. */
static struct program_amount cost_of(const struct table *table,
                                     struct program_amount money,
                                     struct program_amount units)
{
    const struct column *column = table_role_column(table, "budget");
    struct program_amount out = {false, {0, 0}};
    struct amount whole = money.value;

    if (!money.is_set || !units.is_set || amount_sign(units.value) <= 0)
        return out;
    for (int i = 0; i < column->multiplier; i++)
        if (!amount_multiply(whole, amount_of(10), &whole))
            return out;
    out.is_set = amount_divide(whole, units.value, 2, &out.value);
    return out;
}

static bool is_activity(const struct programs *programs, struct slice code)
{
    const struct table *chain = NULL;
    const struct row *row =
        portal_find(programs->portal, ROLE_CHAIN, code, &chain);

    return row != NULL &&
           slice_equal_text(row_text(chain, row, "level"), "activity");
}

/* With several products and one budget nobody knows whose the money is. */
static bool has_cost(const struct programs *programs,
                     const struct product *product)
{
    struct found_rows rows;

    if (product->is_own)
        return true;
    rows = portal_rows_by(programs->portal, programs->portal->arena,
                          ROLE_PHYSICAL, "program", product->program);
    for (size_t i = 0; i < rows.count; i++) {
        struct slice code =
            row_text(rows.items[i].table, rows.items[i].row, "product");

        if (!slice_equal(code, product->code) && !is_activity(programs, code))
            return false;
    }
    return true;
}

static void product_row(struct programs *programs, struct table *table,
                        const struct product *product, struct slice gap)
{
    const struct program_amount none = {false, {0, 0}};
    bool is_costed = has_cost(programs, product);
    struct row_maker maker;

    row_begin(&maker, programs->portal, table);
    row_put_text(&maker, product->code);
    row_put_text(&maker, product->program);
    row_put_period(&maker, product->year);
    row_put_period(&maker, period_of_day(programs->portal->cut_off));
    program_put(&maker, product->planned_year);
    program_put(&maker, product->planned);
    program_put(&maker, product->delivered);
    program_put(&maker, program_percent(product->delivered, product->planned));
    program_put(&maker,
                program_percent(product->delivered, product->planned_year));
    program_put(&maker, product->budget);
    program_put(&maker, product->executed);
    program_put(&maker, program_percent(product->executed, product->budget));
    row_put_text(&maker, product->is_own ? SLICE("product") : SLICE("program"));
    program_put(&maker, is_costed ? cost_of(table, product->budget,
                                            product->planned_year)
                                  : none);
    program_put(&maker,
                is_costed && !product->is_partial
                    ? cost_of(table, product->executed, product->delivered)
                    : none);
    row_put_text(&maker, gap);
    row_end(&maker, product->at.row->place);
}

static void gap_report(struct programs *programs, const struct product *product,
                       struct slice gap)
{
    struct program *program = program_of(programs, product->program);
    struct program_amount money =
        program_percent(product->executed, product->budget);
    struct program_amount physical =
        program_percent(product->delivered, product->planned_year);
    bool is_gap = slice_equal_text(gap, "yes");

    if (period_compare(product->year, programs->year) == 0 && program != NULL &&
        gap.len > 0 && (is_gap || program->gap.len == 0))
        program->gap = gap;
    if (is_gap)
        diag_add(programs->portal->diagnostics, DIAG_PROGRAM_MONEY_AHEAD,
                 product->at.row->place, product->program, product->code,
                 program_text(programs, money.value),
                 program_text(programs, physical.value));
}

/* --- walking --- */

static void product_year(struct programs *programs, struct table *table,
                         struct slice code, const struct found_rows *rows,
                         struct period year)
{
    struct product product = {.code = code, .year = year};
    struct slice gap;

    for (size_t i = 0; i < rows->count; i++) {
        const struct found_row *at = &rows->items[i];

        if (!period_contains(year, period_at(at)))
            continue;
        if (product.at.row == NULL || number_at(at, "delivered").is_set)
            product.at = *at;
        product.program = row_text(at->table, at->row, "program");
        product_add(programs, &product, rows, at);
    }
    product_money(programs, &product);
    gap = gap_of(programs, program_percent(product.executed, product.budget),
                 program_percent(product.delivered, product.planned_year),
                 product.is_partial);
    product_row(programs, table, &product, gap);
    gap_report(programs, &product, gap);
}

static void product_years(struct programs *programs, struct table *table,
                          struct slice code)
{
    struct found_rows rows =
        portal_rows_by(programs->portal, programs->portal->arena, ROLE_PHYSICAL,
                       "product", code);
    struct year_list years = {NULL, 0, 0};

    for (size_t i = 0; i < rows.count; i++) {
        struct period period = period_at(&rows.items[i]);

        if (period.kind != PERIOD_NONE)
            years_add(programs->portal->arena, &years, period.year);
    }
    for (size_t y = 0; y < years.count; y++)
        product_year(programs, table, code, &rows,
                     period_of_year(years.items[y]));
}

static void products_of(struct programs *programs, struct table *table,
                        const struct table *physical, struct map *seen)
{
    for (size_t i = 0; i < physical->rows.count; i++) {
        struct slice code =
            row_text(physical, &physical->rows.items[i], "product");

        if (map_has(seen, code) || is_activity(programs, code))
            continue;
        (void)map_put(seen, code, seen);
        product_years(programs, table, code);
    }
}

void programs_products(struct programs *programs)
{
    const struct table *physical =
        portal_table(programs->portal, ROLE_PHYSICAL, NULL);
    struct table *table;
    struct map seen;

    if (physical == NULL)
        return;
    table = products_table(programs);
    table->status = physical->status;
    map_init(&seen, programs->portal->arena);
    for (; physical != NULL;
         physical = portal_table(programs->portal, ROLE_PHYSICAL, physical))
        products_of(programs, table, physical, &seen);
    table_index(programs->portal, table);
}
