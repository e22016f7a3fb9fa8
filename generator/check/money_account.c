/* Accounts that rules on money look at: their years, values and names. */
#include "check/money.h"

/* --- fiscal years --- */

/* A fiscal year has the name of the calendar year that it begins in. */
static struct period fiscal_year(const struct portal *portal,
                                 struct period period)
{
    struct date first = period_first_day(period);

    if (period.kind == PERIOD_YEAR || first.month >= portal->fiscal_month)
        return period_of_year(first.year);
    return period_of_year(first.year - 1);
}

static struct money_year *year_get(const struct portal *portal,
                                   struct money_years *years,
                                   struct period period, size_t period_count)
{
    struct money_year year = {fiscal_year(portal, period), period.kind, NULL,
                              0};

    for (size_t i = 0; i < years->count; i++)
        if (years->items[i].year.year == year.year.year &&
            years->items[i].kind == period.kind)
            return &years->items[i];
    year.periods = ARENA_ARRAY(portal->arena, period_count, size_t);
    ARENA_PUSH(portal->arena, years, year);
    return &years->items[years->count - 1];
}

void money_years_of(const struct portal *portal, const struct table *table,
                    struct money_years *out)
{
    size_t count = cube_period_count(table->cube);

    for (size_t i = 0; i < count; i++) {
        struct money_year *year =
            year_get(portal, out, cube_period(table->cube, i), count);

        year->periods[year->count++] = i;
    }
}

bool money_is_whole(const struct portal *portal, const struct money_year *year,
                    const struct cube *cube)
{
    int next = year->year.year + 1;
    struct period after = period_of_month(next, (int)portal->fiscal_month);
    struct period last = cube_period(cube, year->periods[year->count - 1]);

    if (year->kind == PERIOD_YEAR)
        return true;
    return date_days_between(period_last_day(last), period_first_day(after)) ==
           1;
}

/* --- accounts --- */

static size_t sum_count(const struct table *table)
{
    return cube_period_count(table->cube) * cube_measure_count(table->cube);
}

struct money_account money_whole(struct portal *portal,
                                 const struct table *table,
                                 const struct money_years *years)
{
    const struct cube *cube = table->cube;
    size_t measures = cube_measure_count(cube);
    struct money_account account = {
        .portal = portal, .table = table, .years = years};

    account.sums =
        ARENA_ARRAY(portal->arena, sum_count(table) + 1, struct cube_sum);
    for (size_t p = 0; p < cube_period_count(cube); p++)
        for (size_t m = 0; m < measures; m++) {
            struct period period = cube_period(cube, p);

            /* One period is no sum over time: the answer is never refused. */
            (void)cube_query(cube, m, NULL, 0, period, period,
                             &account.sums[p * measures + m]);
        }
    return account;
}

/*
 * A large set is kept by year only: what it has of a year stands at the year's
 * last period then, where the rules look for it.
 */
static void group_sum(const struct money_account *account, int set,
                      size_t group, size_t measure, struct period period,
                      struct cube_sum *out)
{
    const struct cube *cube = account->table->cube;
    struct period year = period_of_year(period.year);

    if (cube_group_query(cube, set, group, measure, period, period, out) ==
        CUBE_OK)
        return;
    if (account->portal->fiscal_month == 1 &&
        period_compare(cube_last_period(cube, year), period) == 0 &&
        cube_group_query(cube, set, group, measure, year, year, out) == CUBE_OK)
        return;
    *out = (struct cube_sum){.values = 0};
}

static void group_read(struct money_account *account, int set, size_t group)
{
    const struct cube *cube = account->table->cube;
    size_t measures = cube_measure_count(cube);

    for (size_t i = 0; i < account->dimension_count; i++)
        account->members[i] =
            cube_group_member(cube, set, group, account->dimensions[i]);
    for (size_t p = 0; p < cube_period_count(cube); p++)
        for (size_t m = 0; m < measures; m++) {
            struct cube_sum *sum = &account->sums[p * measures + m];

            group_sum(account, set, group, m, cube_period(cube, p), sum);
        }
}

void money_groups(struct portal *portal, const struct table *table,
                  const struct money_years *years, money_visit *visit,
                  void *context)
{
    struct money_account account = {
        .portal = portal, .table = table, .years = years, .is_group = true};
    int set;

    account.dimension_count =
        money_level_of(portal, table->cube, account.dimensions);
    set =
        cube_find_set(table->cube, account.dimensions, account.dimension_count);
    if (set < 0)
        return;
    account.sums =
        ARENA_ARRAY(portal->arena, sum_count(table) + 1, struct cube_sum);
    for (size_t g = 0; g < cube_set_group_count(table->cube, set); g++) {
        group_read(&account, set, g);
        visit(context, &account);
    }
}

const struct column *money_column(const struct money_account *account,
                                  size_t measure)
{
    return cube_measure(account->table->cube, measure)->column;
}

struct period money_period(const struct money_account *account,
                           const struct money_year *year, size_t at)
{
    return cube_period(account->table->cube, year->periods[at]);
}

static const struct cube_sum *sum_at(const struct money_account *account,
                                     size_t measure,
                                     const struct money_year *year, size_t at)
{
    size_t measures = cube_measure_count(account->table->cube);

    return &account->sums[year->periods[at] * measures + measure];
}

static bool value_of(const struct cube_sum *sum, struct money_value *out)
{
    *out = (struct money_value){sum->value, sum->first, sum->last};
    return sum->values > 0 && !sum->overflow;
}

/* A flow to date: months without a row add nothing. */
static bool flow_to(const struct money_account *account, size_t measure,
                    const struct money_year *year, size_t at,
                    struct money_value *out)
{
    bool any = false;

    *out = (struct money_value){.amount = amount_of(0)};
    for (size_t i = 0; i <= at; i++) {
        const struct cube_sum *sum = sum_at(account, measure, year, i);

        if (sum->overflow)
            return false;
        if (sum->values == 0)
            continue;
        if (!amount_add(out->amount, sum->value, &out->amount))
            return false;
        out->first = any ? out->first : sum->first;
        out->last = sum->last;
        any = true;
    }
    return any;
}

bool money_value_at(const struct money_account *account, size_t measure,
                    const struct money_year *year, size_t at,
                    struct money_value *out)
{
    if (money_column(account, measure)->accumulation == ACCUMULATE_FLOW)
        return flow_to(account, measure, year, at, out);
    return value_of(sum_at(account, measure, year, at), out);
}

bool money_step_at(const struct money_account *account, size_t measure,
                   const struct money_year *year, size_t at,
                   struct money_value *out)
{
    struct money_value before;

    if (!value_of(sum_at(account, measure, year, at), out))
        return false;
    if (money_column(account, measure)->accumulation == ACCUMULATE_FLOW ||
        at == 0)
        return true;
    return value_of(sum_at(account, measure, year, at - 1), &before) &&
           amount_subtract(out->amount, before.amount, &out->amount);
}

/* --- names and places --- */

struct slice money_about(const struct money_account *account,
                         struct period period)
{
    struct buf out = BUF_INIT;

    buf_add_slice(&out, account->table->name);
    for (size_t i = 0; i < account->dimension_count; i++) {
        buf_add_text(&out, ", ");
        buf_add_slice(&out, cube_dimension(account->table->cube,
                                           (size_t)account->dimensions[i])
                                ->name);
        buf_add_char(&out, ' ');
        if (account->members[i] != NULL)
            buf_add_slice(&out, account->members[i]->code);
        else
            buf_add_char(&out, '-');
    }
    buf_add_text(&out, account->is_group ? ", " : " ");
    period_write(&out, period);
    return arena_take(account->portal->arena, &out);
}

struct place money_place(const struct money_account *account, size_t measure,
                         struct place place)
{
    const struct row row = {NULL, place};

    return cell_place(account->table, &row, money_column(account, measure));
}

struct slice money_text(struct portal *portal, struct amount amount)
{
    struct buf out = BUF_INIT;

    amount_write(&out, amount);
    return arena_take(portal->arena, &out);
}
