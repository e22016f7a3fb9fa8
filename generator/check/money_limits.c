/* Amounts that keep within others: budget and execution, order of stages,
 * income and spending, and amounts to date that never fall. */
#include "check/money.h"

/* A pair of values of which the first may be too much. */
struct excess {
    struct money_value low;
    struct money_value high;
    struct amount by;
    struct period period;
    bool is_found;
};

static void excess_note(struct excess *worst, const struct money_value *low,
                        const struct money_value *high, struct period period)
{
    struct amount by;

    if (!amount_subtract(low->amount, high->amount, &by))
        return;
    if (amount_sign(by) < 0)
        by = amount_negate(by);
    if (worst->is_found && amount_compare(by, worst->by) <= 0)
        return;
    *worst = (struct excess){*low, *high, by, period, true};
}

static void limit_report(const struct money_account *account,
                         const struct money_limit *limit,
                         const struct excess *worst)
{
    struct portal *portal = account->portal;

    diag_add_pair(portal->diagnostics, limit->id,
                  money_place(account, limit->low, worst->low.last),
                  money_place(account, limit->high, worst->high.first),
                  money_about(account, worst->period),
                  money_column(account, limit->low)->name,
                  money_text(portal, worst->low.amount),
                  money_column(account, limit->high)->name,
                  money_text(portal, worst->high.amount));
}

/* A budget given month by month is all there only at the end of its year. */
static bool is_comparable(const struct money_account *account,
                          const struct money_limit *limit,
                          const struct money_year *year, size_t at)
{
    return limit->id != DIAG_BUDGET_EXCEEDED || at + 1 == year->count ||
           money_column(account, limit->high)->accumulation != ACCUMULATE_FLOW;
}

static void limit_year(const struct money_account *account,
                       const struct money_limit *limit,
                       const struct money_year *year,
                       struct money_result *result)
{
    struct excess worst = {.is_found = false};

    for (size_t at = 0; at < year->count; at++) {
        struct money_value low;
        struct money_value high;

        if (!is_comparable(account, limit, year, at) ||
            !money_value_at(account, limit->low, year, at, &low) ||
            !money_value_at(account, limit->high, year, at, &high))
            continue;
        result->looked++;
        if (amount_compare(low.amount, high.amount) <= 0)
            continue;
        result->breaches++;
        excess_note(&worst, &low, &high, money_period(account, year, at));
    }
    if (worst.is_found)
        limit_report(account, limit, &worst);
}

void money_limit(const struct money_account *account,
                 const struct money_limit *limit, struct money_result *result)
{
    for (size_t i = 0; i < account->years->count; i++)
        limit_year(account, limit, &account->years->items[i], result);
}

/* --- to date --- */

struct fall {
    struct money_value before;
    struct money_value after;
    struct period from;
    struct period to;
    struct amount by;
    bool is_found;
};

static void fall_note(struct fall *worst, const struct fall *fall)
{
    struct fall noted = *fall;

    if (!amount_subtract(fall->before.amount, fall->after.amount, &noted.by))
        return;
    noted.is_found = true;
    if (!worst->is_found || amount_compare(noted.by, worst->by) > 0)
        *worst = noted;
}

static void fall_report(const struct money_account *account, size_t measure,
                        const struct fall *fall)
{
    struct portal *portal = account->portal;
    struct buf from = BUF_INIT;
    struct buf about = BUF_INIT;

    period_write(&from, fall->from);
    buf_add_slice(&about, money_about(account, fall->to));
    buf_add_text(&about, ", ");
    buf_add_slice(&about, money_column(account, measure)->name);
    diag_add_pair(portal->diagnostics, DIAG_TO_DATE_FALLS,
                  money_place(account, measure, fall->after.last),
                  money_place(account, measure, fall->before.last),
                  arena_take(portal->arena, &about),
                  money_text(portal, fall->after.amount),
                  arena_take(portal->arena, &from),
                  money_text(portal, fall->before.amount));
}

static void falls_year(const struct money_account *account, size_t measure,
                       const struct money_year *year,
                       struct money_result *result)
{
    struct fall worst = {.is_found = false};
    struct fall fall = {.is_found = false};
    bool has_before = false;

    for (size_t at = 0; at < year->count; at++) {
        if (!money_value_at(account, measure, year, at, &fall.after))
            continue;
        fall.to = money_period(account, year, at);
        result->looked += has_before;
        if (has_before &&
            amount_compare(fall.after.amount, fall.before.amount) < 0) {
            result->breaches++;
            fall_note(&worst, &fall);
        }
        fall.before = fall.after;
        fall.from = fall.to;
        has_before = true;
    }
    if (worst.is_found)
        fall_report(account, measure, &worst);
}

void money_falls(const struct money_account *account, size_t measure,
                 struct money_result *result)
{
    for (size_t i = 0; i < account->years->count; i++)
        falls_year(account, measure, &account->years->items[i], result);
}

/* --- income = spending --- */

/* One side of the balance. */
struct side {
    struct money_account account;
    struct money_years years;
    size_t measure;
};

static bool side_read(struct portal *portal, const struct table *table,
                      struct slice stage, struct slice currency,
                      struct side *out)
{
    int measure = money_measure(table->cube, stage, currency);

    if (measure < 0)
        return false;
    *out = (struct side){.measure = (size_t)measure};
    money_years_of(portal, table, &out->years);
    out->account = money_whole(portal, table, NULL);
    return true;
}

static bool side_value(const struct side *side, const struct money_year *year,
                       struct period period, struct money_value *out)
{
    for (size_t i = 0; i < side->years.count; i++) {
        const struct money_year *own = &side->years.items[i];

        if (own->year.year != year->year.year || own->kind != year->kind)
            continue;
        for (size_t at = 0; at < own->count; at++)
            if (period_compare(money_period(&side->account, own, at), period) ==
                0)
                return money_value_at(&side->account, side->measure, own, at,
                                      out);
    }
    return false;
}

static struct slice side_name(const struct side *side)
{
    const struct column *column = money_column(&side->account, side->measure);
    struct buf out = BUF_INIT;

    buf_add_slice(&out, side->account.table->name);
    buf_add_char(&out, ' ');
    buf_add_slice(&out, column->name);
    return arena_take(side->account.portal->arena, &out);
}

static void balance_year(const struct side *income, const struct side *spending,
                         const struct money_year *year,
                         struct money_result *result)
{
    struct portal *portal = income->account.portal;
    struct excess worst = {.is_found = false};
    struct buf period = BUF_INIT;

    for (size_t at = 0; at < year->count; at++) {
        struct period now = money_period(&income->account, year, at);
        struct money_value in;
        struct money_value out;

        if (!money_value_at(&income->account, income->measure, year, at, &in) ||
            !side_value(spending, year, now, &out))
            continue;
        result->looked++;
        if (amount_compare(in.amount, out.amount) == 0)
            continue;
        result->breaches++;
        excess_note(&worst, &in, &out, now);
    }
    if (!worst.is_found)
        return;
    period_write(&period, worst.period);
    diag_add_pair(
        portal->diagnostics, DIAG_BALANCE_BROKEN,
        money_place(&income->account, income->measure, worst.low.last),
        money_place(&spending->account, spending->measure, worst.high.last),
        arena_take(portal->arena, &period), side_name(income),
        money_text(portal, worst.low.amount), side_name(spending),
        money_text(portal, worst.high.amount));
}

static void balance_in(struct portal *portal, const struct table *revenue,
                       const struct table *spending, struct slice currency,
                       struct money_results *results)
{
    const struct money_rules *rules = &portal->money;
    struct money_result result = {
        .kind = MONEY_BALANCE, .table = revenue, .is_declared = true};
    struct side in;
    struct side out;

    if (!side_read(portal, revenue, rules->balance_revenue, currency, &in) ||
        !side_read(portal, spending, rules->balance_expenditure, currency,
                   &out))
        return;
    result.first = money_column(&in.account, in.measure)->stage;
    result.second = money_column(&out.account, out.measure)->stage;
    if (money_column(&in.account, in.measure)->multiplier ==
        money_column(&out.account, out.measure)->multiplier)
        for (size_t i = 0; i < in.years.count; i++)
            balance_year(&in, &out, &in.years.items[i], &result);
    ARENA_PUSH(portal->arena, results, result);
}

void money_balance(struct portal *portal, struct money_results *results)
{
    const struct table *revenue = portal_table(portal, ROLE_REVENUE, NULL);
    const struct table *spending = portal_table(portal, ROLE_EXECUTION, NULL);

    if (portal->money.balance_revenue.len == 0 || revenue == NULL ||
        revenue->cube == NULL || spending == NULL || spending->cube == NULL)
        return;
    for (size_t m = 0; m < cube_measure_count(revenue->cube); m++) {
        struct slice currency;

        if (money_currency_at(revenue->cube, m, &currency))
            balance_in(portal, revenue, spending, currency, results);
    }
}
