/* Amounts of a year in prices of another, and in other currencies. */
#include "model/build.h"
#include "model/derive_money.h"

#define MONEY_DECIMALS 2

/* What has pages of its own, and so a table of what its money was worth. */
struct part {
    const char *dimension;
    const char *refers;
    const char *name;
    const char *title;
};

static const struct part parts[] = {
    {"program", "programs", "derived-real-program",
     N_("Programs in prices of one year")},
    {"institution", "institutions", "derived-real-institution",
     N_("Institutions in prices of one year")},
    {"territory", "territories", "derived-real-territory",
     N_("Territories in prices of one year")},
};

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
    struct slice dimension;      /* empty: everything together */
    const struct member *member; /* null with it */
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
    if (c->member != NULL)
        row_put_text(&maker, c->member->code);
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

/* Of a member only what its page reads money by. */
static bool is_wanted(const struct conversion *c, struct slice stage)
{
    return stage.len > 0 &&
           (c->member == NULL || slice_equal(stage, c->portal->budget_stage) ||
            slice_equal(stage, c->portal->execution_stage));
}

static void table_year(const struct conversion *c, const struct table *facts,
                       struct period year, const struct rate *rate)
{
    for (size_t m = 0; m < cube_measure_count(facts->cube); m++) {
        const struct column *column = cube_measure(facts->cube, m)->column;
        struct cube_sum sum;

        if (!slice_equal(column->currency, c->from.currency) ||
            column->multiplier != c->from.multiplier ||
            !is_wanted(c, column->stage) ||
            !year_sum(facts, m, c->dimension, c->member, year, &sum))
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

static void conversion_columns(struct portal *portal, struct table *table,
                               struct money_kind from, struct money_kind to)
{
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
}

static struct table *conversion_table(struct portal *portal, const char *name,
                                      struct money_kind from,
                                      struct money_kind to)
{
    struct table *table = table_new(portal, slice_of(name), ROLE_DERIVED);

    conversion_columns(portal, table, from, to);
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
        return true;
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

static struct slice year_words(struct arena *arena, struct period year)
{
    struct buf text = BUF_INIT;

    period_write(&text, year);
    return arena_take(arena, &text);
}

/* False when the index lacks the year. */
static bool rate_of_year(struct portal *portal, const struct table *index,
                         struct period base, struct period year,
                         struct rate *out)
{
    const struct row *row = index_row(index, year);
    const struct row *of_base = index_row(index, base);

    if (row == NULL)
        return false;
    out->times = of_base != NULL ? row_cell(index, of_base, "value")->is.number
                                 : amount_of(100);
    out->over = row_cell(index, row, "value")->is.number;
    out->note = year_words(portal->arena, base);
    out->place = row->place;
    return true;
}

static void real_all(struct portal *portal, const struct table *index,
                     struct money_kind money, struct period base)
{
    struct conversion c = {
        .portal = portal,
        .from = money,
        .rule = "real-terms",
        .to = conversion_table(portal, "derived-real", money, money)};
    struct rate rate;
    int first, last;

    c.to->title =
        portal_words(portal, SLICE(N_("Amounts in prices of one year")));
    c.to->status = index->status;
    year_range(portal, &first, &last);
    for (int year = first; year <= last; year++)
        if (!year_has_amounts(portal, period_of_year(year)))
            continue;
        else if (rate_of_year(portal, index, base, period_of_year(year), &rate))
            year_convert(&c, period_of_year(year), &rate);
        else
            diag_add(portal->diagnostics, DIAG_INDEX_MISSING, index->place,
                     year_words(portal->arena, period_of_year(year)));
    table_index(portal, c.to);
}

/* --- real terms of each program, institution, territory --- */

/* The facts that its page reads. */
static const struct table *facts_of_part(const struct portal *portal,
                                         const struct part *part)
{
    for (const struct table *t = portal_table(portal, ROLE_EXECUTION, NULL);
         t != NULL; t = portal_table(portal, ROLE_EXECUTION, t))
        if (t->cube != NULL &&
            cube_find_dimension(t->cube, slice_of(part->dimension)) >= 0)
            return t;
    return NULL;
}

static void real_member(struct conversion *c, const struct table *index,
                        struct period base, const struct table *facts)
{
    struct rate rate;

    for (int year = facts_first_year(facts); year <= facts_last_year(facts);
         year++)
        if (facts_have_year(facts, period_of_year(year)) &&
            rate_of_year(c->portal, index, base, period_of_year(year), &rate))
            table_year(c, facts, period_of_year(year), &rate);
}

static void real_part(struct portal *portal, const struct table *index,
                      struct money_kind money, struct period base,
                      const struct part *part)
{
    const struct table *facts = facts_of_part(portal, part);
    struct conversion c = {.portal = portal,
                           .from = money,
                           .rule = "real-terms",
                           .dimension = slice_of(part->dimension)};
    const struct dimension *dimension =
        portal_dimension(portal, slice_of(part->dimension));

    if (facts == NULL || dimension == NULL)
        return;
    c.to = table_new(portal, slice_of(part->name), ROLE_DERIVED);
    c.to->title = portal_words(portal, slice_of(part->title));
    c.to->status = index->status;
    table_add_column(portal, c.to, part->dimension, COLUMN_CODE)->refers =
        slice_of(part->refers);
    conversion_columns(portal, c.to, money, money);
    for (size_t i = 0; i < dimension->members.count; i++) {
        c.member = dimension->members.items[i];
        real_member(&c, index, base, facts);
    }
    table_index(portal, c.to);
}

static void derive_real(struct portal *portal, struct money_kind money)
{
    const struct table *index = portal_table(portal, ROLE_DEFLATOR, NULL);
    struct period base;

    if (index == NULL)
        return;
    base = base_of(portal, index);
    if (base.kind == PERIOD_NONE)
        return;
    real_all(portal, index, money, base);
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        real_part(portal, index, money, base, &parts[i]);
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
    struct conversion c = {
        .portal = portal, .from = money, .rule = "exchange-rate"};
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
    if (money.currency.len > 0)
        derive_converted(portal, money);
}
