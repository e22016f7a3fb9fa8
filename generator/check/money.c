/* The rules on money: which hold of which table, and at what level. */
#include "check/money.h"

/* --- names --- */

static void level_unknown(struct portal *portal, const struct map *names,
                          const struct money_level *level)
{
    struct slice nearest = map_nearest(names, level->name);
    struct slice where = SLICE("the dimensions of the data");

    if (nearest.len > 0)
        diag_add(portal->diagnostics, DIAG_KEY_UNKNOWN_NEAR, level->place,
                 level->name, where, nearest);
    else
        diag_add(portal->diagnostics, DIAG_KEY_UNKNOWN, level->place,
                 level->name, where);
}

/* The level is declared before the data say which dimensions there are. */
static void level_check(struct portal *portal)
{
    const struct money_rules *rules = &portal->money;
    struct map names;

    map_init(&names, portal->arena);
    for (size_t i = 0; i < portal->dimensions.count; i++)
        (void)map_put(&names, portal->dimensions.items[i]->name, &names);
    for (size_t i = 0; i < rules->level_count; i++)
        if (!map_has(&names, rules->level[i].name))
            level_unknown(portal, &names, &rules->level[i]);
}

/* --- identities: counted while the rows were read --- */

static struct slice parts_joined(struct arena *arena,
                                 const struct money_identity *identity,
                                 const char *between)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < identity->part_count; i++) {
        buf_add_text(&out, i > 0 ? between : "");
        buf_add_slice(&out, identity->parts[i]);
    }
    return arena_take(arena, &out);
}

static void identity_report(struct portal *portal,
                            const struct money_identity *identity,
                            const struct identity_count *count)
{
    struct slice rule = ARENA_CONCAT(
        portal->arena, parts_joined(portal->arena, identity, " + "),
        SLICE(" = "), identity->total);

    diag_add_pair(
        portal->diagnostics, DIAG_IDENTITY_BROKEN, count->first, count->worst,
        rule, arena_format(portal->arena, "%u", (unsigned)count->broken),
        arena_format(portal->arena, "%u", (unsigned)count->rows),
        money_text(portal, count->sum), money_text(portal, count->total));
}

static void identity_overflow(struct portal *portal,
                              const struct money_watch *watch,
                              const struct identity_count *count)
{
    diag_add(portal->diagnostics, DIAG_OVERFLOW,
             ((struct place){count->source, 0, 0}), watch->table->name);
}

static void identity_check(struct portal *portal,
                           const struct money_watch *watch, size_t at,
                           struct money_results *results)
{
    const struct money_identity *identity =
        watch->identities.items[at].identity;
    struct money_result result = {
        .kind = MONEY_IDENTITY,
        .table = watch->table,
        .first = parts_joined(portal->arena, identity, "|"),
        .second = identity->total,
        .is_declared = true};

    for (size_t i = 0; i < watch->counts.count; i++) {
        const struct identity_count *count = &watch->counts.items[i];

        if (count->identity != at)
            continue;
        result.looked += count->rows;
        result.breaches += count->broken;
        if (count->broken > 0)
            identity_report(portal, identity, count);
        if (count->overflow)
            identity_overflow(portal, watch, count);
    }
    ARENA_PUSH(portal->arena, results, result);
}

/* --- a table, and the accounts in it --- */

struct inquiry {
    struct portal *portal;
    const struct table *table;
    struct money_years years;
    struct money_account whole;
    bool has_level;
    struct money_results *results;
};

/* One limit, at the level or on the whole. */
struct limit_visit {
    struct money_limit limit;
    struct money_result result;
};

static void limit_visit(void *context, const struct money_account *account)
{
    struct limit_visit *visit = context;

    money_limit(account, &visit->limit, &visit->result);
}

static void limit_check(const struct inquiry *inquiry, enum money_kind kind,
                        const struct money_pair *pair, bool is_declared)
{
    const struct cube *cube = inquiry->table->cube;
    struct limit_visit visit = {.limit = {.id = kind == MONEY_CONTROL
                                                    ? DIAG_BUDGET_EXCEEDED
                                                    : DIAG_STAGE_EXCEEDED},
                                .result = {.kind = kind,
                                           .table = inquiry->table,
                                           .at_level = inquiry->has_level,
                                           .is_declared = is_declared}};

    for (size_t m = 0; m < cube_measure_count(cube); m++) {
        struct slice currency;
        int low, high;

        if (!money_currency_at(cube, m, &currency))
            continue;
        low = money_measure(cube, pair->low, currency);
        high = money_measure(cube, pair->high, currency);
        if (low < 0 || high < 0 ||
            cube_measure(cube, (size_t)low)->column->multiplier !=
                cube_measure(cube, (size_t)high)->column->multiplier)
            continue;
        visit.result.currency = currency;
        visit.limit.low = (size_t)low;
        visit.limit.high = (size_t)high;
        visit.result.first = cube_measure(cube, (size_t)low)->column->stage;
        visit.result.second = cube_measure(cube, (size_t)high)->column->stage;
        visit.result.looked = visit.result.breaches = 0;
        if (inquiry->has_level)
            money_groups(inquiry->portal, inquiry->table, &inquiry->years,
                         limit_visit, &visit);
        else
            limit_visit(&visit, &inquiry->whole);
        ARENA_PUSH(inquiry->portal->arena, inquiry->results, visit.result);
    }
}

static void limits_check(const struct inquiry *inquiry)
{
    const struct portal *portal = inquiry->portal;
    const struct money_rules *rules = &portal->money;
    const struct money_pair own = {.low = portal->execution_stage,
                                   .high = portal->budget_stage};

    /* More income than was expected is no fault. */
    for (size_t i = 0;
         i < rules->within.count && inquiry->table->role == ROLE_EXECUTION; i++)
        limit_check(inquiry, MONEY_CONTROL, &rules->within.items[i], true);
    if (rules->within.count == 0 && inquiry->table->role == ROLE_EXECUTION)
        limit_check(inquiry, MONEY_CONTROL, &own, false);
    for (size_t i = 0; i < rules->order.count; i++)
        limit_check(inquiry, MONEY_ORDER, &rules->order.items[i], true);
}

/* --- amounts to date --- */

struct falls_visit {
    size_t measure;
    struct money_result result;
};

static void falls_visit(void *context, const struct money_account *account)
{
    struct falls_visit *visit = context;

    money_falls(account, visit->measure, &visit->result);
}

static bool falls_apply(const struct money_rules *rules,
                        const struct cube *cube, size_t measure)
{
    const struct column *column = cube_measure(cube, measure)->column;

    if (!rules->declares_falls)
        return column->accumulation == ACCUMULATE_TO_DATE;
    for (size_t i = 0; i < rules->falls.count; i++)
        if (money_measure(cube, rules->falls.items[i], column->currency) ==
            (int)measure)
            return true;
    return false;
}

static void falls_check(const struct inquiry *inquiry)
{
    const struct money_rules *rules = &inquiry->portal->money;
    const struct cube *cube = inquiry->table->cube;

    for (size_t m = 0; m < cube_measure_count(cube); m++) {
        struct falls_visit visit = {
            m,
            {.kind = MONEY_FALLS,
             .table = inquiry->table,
             .first = cube_measure(cube, m)->column->stage,
             .currency = cube_measure(cube, m)->column->currency,
             .is_declared = rules->declares_falls}};

        if (!falls_apply(rules, cube, m))
            continue;
        falls_visit(&visit, &inquiry->whole);
        if (inquiry->has_level && rules->declares_falls) {
            visit.result.at_level = true;
            money_groups(inquiry->portal, inquiry->table, &inquiry->years,
                         falls_visit, &visit);
        }
        /* Of one period a year there is nothing to fall from. */
        if (visit.result.looked > 0 || visit.result.is_declared)
            ARENA_PUSH(inquiry->portal->arena, inquiry->results, visit.result);
    }
}

/* --- money executed on no budget: no share can be printed of it --- */

struct unbudgeted {
    size_t budget;
    size_t executed;
    struct money_result result;
    struct place first;
    struct place largest;
    struct amount amount; /* the largest */
    struct slice about;
};

static void unbudgeted_year(struct unbudgeted *u,
                            const struct money_account *account,
                            const struct money_year *year)
{
    struct money_value budget;
    struct money_value executed;
    size_t last = year->count - 1;

    if (!money_value_at(account, u->executed, year, last, &executed))
        return;
    u->result.looked++;
    if (amount_sign(executed.amount) <= 0 ||
        (money_value_at(account, u->budget, year, last, &budget) &&
         amount_sign(budget.amount) != 0))
        return;
    if (u->result.breaches++ == 0)
        u->first = money_place(account, u->executed, executed.first);
    else if (amount_compare(executed.amount, u->amount) <= 0)
        return;
    u->largest = money_place(account, u->executed, executed.first);
    u->amount = executed.amount;
    u->about = money_about(account, year->year);
}

static void unbudgeted_visit(void *context, const struct money_account *account)
{
    for (size_t i = 0; i < account->years->count; i++)
        unbudgeted_year(context, account, &account->years->items[i]);
}

static void unbudgeted_in(const struct inquiry *inquiry, struct slice currency)
{
    struct portal *portal = inquiry->portal;
    const struct cube *cube = inquiry->table->cube;
    int budget = money_measure(cube, portal->budget_stage, currency);
    int executed = money_measure(cube, portal->execution_stage, currency);
    struct unbudgeted u = {.result = {.kind = MONEY_NO_BUDGET,
                                      .table = inquiry->table,
                                      .at_level = inquiry->has_level}};

    if (budget < 0 || executed < 0)
        return;
    u.budget = (size_t)budget;
    u.executed = (size_t)executed;
    u.result.currency = currency;
    u.result.first = cube_measure(cube, u.executed)->column->stage;
    u.result.second = cube_measure(cube, u.budget)->column->stage;
    if (inquiry->has_level)
        money_groups(portal, inquiry->table, &inquiry->years, unbudgeted_visit,
                     &u);
    else
        unbudgeted_visit(&u, &inquiry->whole);
    if (u.result.breaches > 0)
        diag_add_pair(
            portal->diagnostics, DIAG_BUDGET_NONE, u.first, u.largest,
            inquiry->table->name,
            arena_format(portal->arena, "%u", (unsigned)u.result.breaches),
            u.about, money_text(portal, u.amount));
    ARENA_PUSH(portal->arena, inquiry->results, u.result);
}

/* --- periods and years --- */

static void periods_in(const struct inquiry *inquiry, struct slice currency)
{
    struct portal *portal = inquiry->portal;
    const struct cube *cube = inquiry->table->cube;
    int measure = money_measure(cube,
                                inquiry->table->role == ROLE_EXECUTION
                                    ? portal->execution_stage
                                    : portal->revenue_stage,
                                currency);
    struct money_result outliers = {
        .kind = MONEY_OUTLIERS,
        .table = inquiry->table,
        .second = money_text(portal, portal->money.times),
        .is_declared = portal->money.declares_times};
    struct money_result rows = {.kind = MONEY_ROWS, .table = inquiry->table};

    if (measure < 0)
        return;
    outliers.currency = rows.currency = currency;
    outliers.first = rows.first =
        cube_measure(cube, (size_t)measure)->column->stage;
    money_outliers(&inquiry->whole, (size_t)measure, &outliers);
    money_few_rows(&inquiry->whole, (size_t)measure, &rows);
    /* Where no year has enough periods, nothing was looked at. */
    if (outliers.looked > 0)
        ARENA_PUSH(portal->arena, inquiry->results, outliers);
    if (rows.looked > 0)
        ARENA_PUSH(portal->arena, inquiry->results, rows);
}

static void years_check(const struct inquiry *inquiry)
{
    const struct portal *portal = inquiry->portal;
    struct money_result years = {.kind = MONEY_PART_YEARS,
                                 .table = inquiry->table,
                                 .first = portal->execution_stage,
                                 .second = portal->budget_stage};

    money_part_years(&inquiry->whole, &years);
    if (years.looked > 0)
        ARENA_PUSH(portal->arena, inquiry->results, years);
}

static void currencies_check(const struct inquiry *inquiry)
{
    const struct cube *cube = inquiry->table->cube;

    for (size_t m = 0; m < cube_measure_count(cube); m++) {
        struct slice currency;

        if (!money_currency_at(cube, m, &currency))
            continue;
        if (inquiry->table->role == ROLE_EXECUTION)
            unbudgeted_in(inquiry, currency);
        periods_in(inquiry, currency);
    }
}

static void table_check(struct portal *portal, const struct table *table,
                        struct money_results *results)
{
    const struct money_watch *watch = money_watch_of(portal, table);
    struct inquiry inquiry = {
        .portal = portal, .table = table, .results = results};
    int dimensions[MONEY_LEVEL_MAX];
    size_t count = money_level_of(portal, table->cube, dimensions);

    for (size_t i = 0; watch != NULL && i < watch->identities.count; i++)
        identity_check(portal, watch, i, results);
    money_years_of(portal, table, &inquiry.years);
    inquiry.whole = money_whole(portal, table, &inquiry.years);
    inquiry.has_level =
        count > 0 && cube_find_set(table->cube, dimensions, count) >= 0;
    limits_check(&inquiry);
    falls_check(&inquiry);
    currencies_check(&inquiry);
    if (table->role == ROLE_EXECUTION)
        years_check(&inquiry);
}

void check_money(struct portal *portal)
{
    struct money_results results = {NULL, 0, 0};

    level_check(portal);
    for (size_t i = 0; i < portal->tables.count; i++)
        if (table_is_fact(portal->tables.items[i]) &&
            portal->tables.items[i]->cube != NULL)
            table_check(portal, portal->tables.items[i], &results);
    money_balance(portal, &results);
    money_report(portal, &results);
}
