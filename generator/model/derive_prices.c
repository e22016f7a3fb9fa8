/* Amounts of a year in prices of another, and in other currencies. */
#include "model/build.h"
#include "model/derive_money.h"

#define MONEY_DECIMALS 2

/* What one amount is multiplied with and divided by. */
struct rate {
    struct amount times;
    struct amount over;
    struct slice note; /* base year, or the table of rates */
    struct place place;
};

/* Amounts are converted from this currency. */
struct money_kind {
    struct slice currency;
    uint8_t multiplier;
};

struct conversion {
    struct portal *portal;
    struct table *to;
    struct money_kind from;
    const char *rule;
};

static const enum resource_role sides[] = {ROLE_EXECUTION, ROLE_REVENUE,
                                           ROLE_FINANCING};

static void amount_row(const struct conversion *c, const struct table *facts,
                       const struct column *column, struct period year,
                       struct amount nominal, const struct rate *rate)
{
    struct amount value;
    struct row_maker maker;
    bool ok = amount_multiply(nominal, rate->times, &value) &&
              amount_divide(value, rate->over, MONEY_DECIMALS, &value);

    if (!ok)
        return;
    row_begin(&maker, c->portal, c->to);
    row_put_text(&maker, facts->name);
    row_put_text(&maker, column->stage);
    row_put_period(&maker, year);
    row_put_text(&maker, slice_of(c->rule));
    row_put_text(&maker, rate->note);
    row_put_period(&maker, period_of_day(c->portal->cut_off));
    row_put_number(&maker, true, nominal);
    row_put_number(&maker, true, rate->times);
    row_put_number(&maker, true, rate->over);
    row_put_number(&maker, true, value);
    row_end(&maker, rate->place);
}

static void table_year(const struct conversion *c, const struct table *facts,
                       struct period year, const struct rate *rate)
{
    for (size_t m = 0; m < cube_measure_count(facts->cube); m++) {
        const struct column *column = cube_measure(facts->cube, m)->column;
        struct cube_sum sum;

        if (!slice_equal(column->currency, c->from.currency) ||
            column->multiplier != c->from.multiplier ||
            column->stage.len == 0 ||
            !year_sum(facts, m, (struct slice){NULL, 0}, NULL, year, &sum))
            continue;
        amount_row(c, facts, column, year, sum.value, rate);
    }
}

/* The first table of each side: what the pages of money open with. */
static void year_convert(const struct conversion *c, struct period year,
                         const struct rate *rate)
{
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        const struct table *facts = portal_table(c->portal, sides[i], NULL);

        if (facts != NULL && facts->cube != NULL)
            table_year(c, facts, year, rate);
    }
}

static void money_column(struct portal *portal, struct table *table,
                         const char *name, struct money_kind kind)
{
    struct column *column =
        table_add_column(portal, table, name, COLUMN_NUMBER);

    column->currency = kind.currency;
    column->multiplier = kind.multiplier;
}

static struct table *conversion_table(struct portal *portal, const char *name,
                                      struct money_kind from,
                                      struct money_kind to)
{
    struct table *table = table_new(portal, slice_of(name), ROLE_DERIVED);

    (void)table_add_column(portal, table, "resource", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "stage", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "period", COLUMN_PERIOD);
    (void)table_add_column(portal, table, "rule", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "basis", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "as_of", COLUMN_DATE);
    money_column(portal, table, "nominal", from);
    (void)table_add_column(portal, table, "times", COLUMN_NUMBER);
    (void)table_add_column(portal, table, "over", COLUMN_NUMBER);
    money_column(portal, table, "value", to);
    return table;
}

static bool main_money(const struct portal *portal, struct money_kind *out)
{
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        const struct table *facts = portal_table(portal, sides[i], NULL);
        const struct column *column;

        if (facts == NULL || facts->cube == NULL ||
            cube_measure_count(facts->cube) == 0)
            continue;
        column = cube_measure(facts->cube, 0)->column;
        *out = (struct money_kind){column->currency, column->multiplier};
        return column->currency.len > 0;
    }
    return false;
}

/* Years in which some side has amounts. */
static bool year_has_amounts(const struct portal *portal, struct period year)
{
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        const struct table *facts = portal_table(portal, sides[i], NULL);

        if (facts != NULL && facts->cube != NULL &&
            facts_have_year(facts, year))
            return true;
    }
    return false;
}

static void year_range(const struct portal *portal, int *first, int *last)
{
    *first = 9999;
    *last = 0;
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        const struct table *facts = portal_table(portal, sides[i], NULL);

        if (facts == NULL || facts->cube == NULL ||
            cube_period_count(facts->cube) == 0)
            continue;
        if (facts_first_year(facts) < *first)
            *first = facts_first_year(facts);
        if (facts_last_year(facts) > *last)
            *last = facts_last_year(facts);
    }
}

/* --- real terms --- */

static const struct row *index_row(const struct table *table,
                                   struct period year)
{
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        if (period_compare(row_period(table, row, "period"), year) == 0 &&
            row_cell(table, row, "value")->state == CELL_PRESENT &&
            amount_sign(row_cell(table, row, "value")->is.number) > 0)
            return row;
    }
    return NULL;
}

/* One base year for all rows; kind none after a finding. */
static struct period base_of(struct portal *portal, const struct table *table)
{
    struct period base = {PERIOD_NONE, 0, 0, 0};
    const struct row *first = NULL;

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct period other = row_period(table, row, "base");

        if (first == NULL) {
            first = row;
            base = other;
        }
        if (period_compare(base, other) == 0)
            continue;
        diag_add_pair(portal->diagnostics, DIAG_INDEX_BASES,
                      cell_place(table, row, table_role_column(table, "base")),
                      first->place, row_cell(table, first, "base")->text,
                      row_cell(table, row, "base")->text);
        return (struct period){PERIOD_NONE, 0, 0, 0};
    }
    return base;
}

static void real_year(const struct conversion *c, const struct table *index,
                      struct period base, struct period year)
{
    const struct row *row = index_row(index, year);
    const struct row *of_base = index_row(index, base);
    struct rate rate = {.times = amount_of(100)};
    struct buf text = BUF_INIT;

    period_write(&text, row == NULL ? year : base);
    rate.note = arena_copy(c->portal->arena, buf_slice(&text));
    buf_release(&text);
    if (row == NULL) {
        diag_add(c->portal->diagnostics, DIAG_INDEX_MISSING, index->place,
                 rate.note);
        return;
    }
    if (of_base != NULL)
        rate.times = row_cell(index, of_base, "value")->is.number;
    rate.over = row_cell(index, row, "value")->is.number;
    rate.place = row->place;
    year_convert(c, year, &rate);
}

static void derive_real(struct portal *portal, struct money_kind money)
{
    const struct table *index = portal_table(portal, ROLE_DEFLATOR, NULL);
    struct conversion c = {portal, NULL, money, "real-terms"};
    struct period base;
    int first, last;

    if (index == NULL)
        return;
    base = base_of(portal, index);
    if (base.kind == PERIOD_NONE)
        return;
    c.to = conversion_table(portal, "derived-real", money, money);
    c.to->title =
        portal_words(portal, SLICE(N_("Amounts in prices of one year")));
    c.to->status = index->status;
    year_range(portal, &first, &last);
    for (int year = first; year <= last; year++)
        if (year_has_amounts(portal, period_of_year(year)))
            real_year(&c, index, base, period_of_year(year));
    table_index(portal, c.to);
}

/* --- other currencies --- */

struct slice converted_table(struct arena *arena, struct slice currency)
{
    struct buf name = BUF_INIT;

    buf_add_text(&name, "derived-in-");
    for (size_t i = 0; i < currency.len; i++) {
        char c = currency.ptr[i];

        buf_add_char(&name, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    return arena_take(arena, &name);
}

static void converted_row(struct portal *portal, const struct table *rates,
                          const struct row *row, struct money_kind money)
{
    struct slice quoted = row_text(rates, row, "currency");
    struct slice base = row_text(rates, row, "base");
    const struct cell *value = row_cell(rates, row, "value");
    bool is_ours = slice_equal(quoted, money.currency);
    struct money_kind other = {is_ours ? base : quoted, money.multiplier};
    struct conversion c = {portal, NULL, money, "exchange-rate"};
    struct slice name = converted_table(portal->arena, other.currency);
    struct slice basis = row_text(rates, row, "table");
    struct rate rate = {amount_of(1), amount_of(1),
                        basis.len > 0 ? basis : SLICE("declared"), row->place};

    if (value->state != CELL_PRESENT || amount_sign(value->is.number) <= 0 ||
        (!is_ours && !slice_equal(base, money.currency)))
        return;
    c.to = map_get(&portal->tables_by_name, name);
    if (c.to == NULL) {
        c.to = conversion_table(portal, arena_text(portal->arena, name), money,
                                other);
        c.to->title =
            portal_words(portal, SLICE(N_("Amounts in another currency")));
        c.to->status = rates->status;
    }
    *(is_ours ? &rate.over : &rate.times) = value->is.number;
    year_convert(&c, row_period(rates, row, "period"), &rate);
}

static void derive_converted(struct portal *portal, struct money_kind money)
{
    const struct table *rates = portal_table(portal, ROLE_EXCHANGE_RATES, NULL);
    size_t before = portal->tables.count;

    for (size_t r = 0; rates != NULL && r < rates->rows.count; r++) {
        const struct row *row = &rates->rows.items[r];

        if (row_period(rates, row, "period").kind == PERIOD_YEAR)
            converted_row(portal, rates, row, money);
    }
    for (size_t i = before; i < portal->tables.count; i++)
        table_index(portal, portal->tables.items[i]);
}

void derive_conversions(struct portal *portal)
{
    struct money_kind money;

    if (!main_money(portal, &money))
        return;
    derive_real(portal, money);
    derive_converted(portal, money);
}
