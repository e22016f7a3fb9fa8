/* What is counted of money while rows are read, and how far a year reaches. */
#include "model/portal.h"

/* --- measures by stage and currency --- */

/* "accrued", or "accrued-usd" of a further currency. */
static bool is_stage_in(struct slice name, struct slice stage,
                        struct slice currency)
{
    if (!slice_starts_with(name, stage))
        return false;
    if (name.len == stage.len)
        return true;
    if (name.len != stage.len + 1 + currency.len || name.ptr[stage.len] != '-')
        return false;
    for (size_t i = 0; i < currency.len; i++) {
        char c = currency.ptr[i];

        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (name.ptr[stage.len + 1 + i] != c)
            return false;
    }
    return true;
}

int money_measure(const struct cube *cube, struct slice stage,
                  struct slice currency)
{
    for (size_t i = 0; i < cube_measure_count(cube); i++) {
        const struct column *column = cube_measure(cube, i)->column;

        if (stage.len > 0 && column->stage.len > 0 &&
            slice_equal(column->currency, currency) &&
            is_stage_in(column->stage, stage, currency))
            return (int)i;
    }
    return -1;
}

bool money_currency_at(const struct cube *cube, size_t index,
                       struct slice *currency)
{
    *currency = cube_measure(cube, index)->column->currency;
    for (size_t i = 0; i < index; i++)
        if (slice_equal(cube_measure(cube, i)->column->currency, *currency))
            return false;
    return true;
}

size_t money_level_of(const struct portal *portal, const struct cube *cube,
                      int dimensions[MONEY_LEVEL_MAX])
{
    const struct money_rules *rules = &portal->money;

    for (size_t i = 0; i < rules->level_count; i++) {
        dimensions[i] = cube_find_dimension(cube, rules->level[i].name);
        if (dimensions[i] < 0)
            return 0;
        for (size_t k = 0; k < i; k++)
            if (dimensions[k] == dimensions[i])
                return 0;
    }
    return rules->level_count;
}

/* --- watches --- */

static void identity_watch(struct portal *portal, struct money_watch *watch,
                           const struct money_identity *identity,
                           struct slice currency)
{
    struct watched_identity watched = {.identity = identity};
    const struct cube *cube = watch->table->cube;
    int total = money_measure(cube, identity->total, currency);

    if (total < 0)
        return;
    watched.total = (size_t)total;
    for (size_t i = 0; i < identity->part_count; i++) {
        int part = money_measure(cube, identity->parts[i], currency);

        if (part < 0 ||
            cube_measure(cube, (size_t)part)->column->multiplier !=
                cube_measure(cube, watched.total)->column->multiplier)
            return;
        watched.parts[i] = (size_t)part;
    }
    ARENA_PUSH(portal->arena, &watch->identities, watched);
}

static void identities_watch(struct portal *portal, struct money_watch *watch)
{
    const struct cube *cube = watch->table->cube;

    for (size_t i = 0; i < portal->money.identities.count; i++)
        for (size_t m = 0; m < cube_measure_count(cube); m++) {
            struct slice currency;

            if (money_currency_at(cube, m, &currency))
                identity_watch(portal, watch,
                               &portal->money.identities.items[i], currency);
        }
}

void money_rules_prepare(struct portal *portal, const struct table *table)
{
    struct money_watch watch = {.table = table};
    int dimensions[MONEY_LEVEL_MAX];
    size_t count = money_level_of(portal, table->cube, dimensions);

    if (count > 0)
        cube_keep_set(table->cube, dimensions, count);
    identities_watch(portal, &watch);
    ARENA_PUSH(portal->arena, &portal->money.watches, watch);
}

static struct money_watch *watch_find(const struct portal *portal,
                                      const struct table *table)
{
    /* The table being read is the last that was prepared. */
    for (size_t i = portal->money.watches.count; i > 0; i--)
        if (portal->money.watches.items[i - 1].table == table)
            return &portal->money.watches.items[i - 1];
    return NULL;
}

const struct money_watch *money_watch_of(const struct portal *portal,
                                         const struct table *table)
{
    return watch_find(portal, table);
}

/* Asked for every row: no dates are worked out. */
static bool is_same(struct period a, struct period b)
{
    return a.kind == b.kind && a.year == b.year && a.index == b.index &&
           a.day == b.day;
}

static struct filled_rows *filled_of(struct portal *portal,
                                     struct money_watch *watch,
                                     struct period period)
{
    struct filled_rows filled = {.period = period};

    for (size_t i = watch->filled.count; i > 0; i--)
        if (is_same(watch->filled.items[i - 1].period, period))
            return &watch->filled.items[i - 1];
    ARENA_PUSH(portal->arena, &watch->filled, filled);
    return &watch->filled.items[watch->filled.count - 1];
}

static struct identity_count *count_of(struct portal *portal,
                                       struct money_watch *watch,
                                       size_t identity, uint16_t source)
{
    struct identity_count count = {.identity = identity, .source = source};

    for (size_t i = watch->counts.count; i > 0; i--)
        if (watch->counts.items[i - 1].source == source &&
            watch->counts.items[i - 1].identity == identity)
            return &watch->counts.items[i - 1];
    ARENA_PUSH(portal->arena, &watch->counts, count);
    return &watch->counts.items[watch->counts.count - 1];
}

static bool has_all(const struct watched_identity *watched,
                    const struct cell *const *amounts)
{
    for (size_t i = 0; i < watched->identity->part_count; i++)
        if (amounts[watched->parts[i]]->state != CELL_PRESENT)
            return false;
    return amounts[watched->total]->state == CELL_PRESENT;
}

static bool add_up(const struct watched_identity *watched,
                   const struct cell *const *amounts, struct amount *sum,
                   struct amount *gap)
{
    *sum = amount_of(0);
    for (size_t i = 0; i < watched->identity->part_count; i++)
        if (!amount_add(*sum, amounts[watched->parts[i]]->is.number, sum))
            return false;
    return amount_subtract(*sum, amounts[watched->total]->is.number, gap);
}

static struct place cell_at(const struct table *table, struct place place,
                            size_t measure)
{
    const struct row row = {NULL, place};

    return cell_place(table, &row, cube_measure(table->cube, measure)->column);
}

static void identity_row(const struct money_watch *watch,
                         struct identity_count *count,
                         const struct cell *const *amounts, struct place place)
{
    const struct watched_identity *watched =
        &watch->identities.items[count->identity];
    struct amount sum;
    struct amount gap = amount_of(0);

    count->rows++;
    if (!add_up(watched, amounts, &sum, &gap)) {
        count->overflow = true;
        return;
    }
    if (amount_sign(gap) == 0)
        return;
    place = cell_at(watch->table, place, watched->total);
    if (amount_sign(gap) < 0)
        gap = amount_negate(gap);
    if (count->broken++ == 0)
        count->first = place;
    else if (amount_compare(gap, count->gap) <= 0)
        return;
    count->worst = place;
    count->sum = sum;
    count->total = amounts[watched->total]->is.number;
    count->gap = gap;
}

void money_row(struct portal *portal, const struct table *table,
               struct period period, const struct cell *const *amounts,
               struct place place)
{
    struct money_watch *watch = watch_find(portal, table);
    struct filled_rows *filled;
    size_t measures = cube_measure_count(table->cube);

    if (watch == NULL)
        return;
    filled = filled_of(portal, watch, period);
    for (size_t m = 0; m < measures; m++)
        filled->rows[m] += amounts[m]->state == CELL_PRESENT &&
                           amounts[m]->is.number.coefficient != 0;
    for (size_t i = 0; i < watch->identities.count; i++)
        if (has_all(&watch->identities.items[i], amounts))
            identity_row(watch, count_of(portal, watch, i, place.source),
                         amounts, place);
}

void money_rows_filled(struct portal *portal, const struct table *table,
                       struct period period, const uint32_t *rows)
{
    struct money_watch *watch = watch_find(portal, table);
    struct filled_rows *filled;

    if (watch == NULL)
        return;
    filled = filled_of(portal, watch, period);
    for (size_t m = 0; m < cube_measure_count(table->cube); m++)
        filled->rows[m] += rows[m];
}

bool money_rows_known(const struct portal *portal, const struct table *table,
                      uint16_t source, const uint32_t *rows)
{
    const struct money_watch *watch = watch_find(portal, table);
    size_t known = 0;
    size_t needed = 0;

    if (watch == NULL)
        return true;
    for (size_t i = 0; i < watch->identities.count; i++)
        needed += rows[i] > 0;
    for (size_t i = 0; i < watch->counts.count; i++)
        known += watch->counts.items[i].source == source &&
                 rows[watch->counts.items[i].identity] > 0;
    return known == needed;
}

void money_rows_kept(struct portal *portal, const struct table *table,
                     uint16_t source, const uint32_t *rows)
{
    struct money_watch *watch = watch_find(portal, table);

    for (size_t i = 0; watch != NULL && i < watch->identities.count; i++)
        if (rows[i] > 0)
            count_of(portal, watch, i, source)->rows += rows[i];
}

/* --- part years --- */

const struct part_year *money_part_year(const struct portal *portal,
                                        struct period year)
{
    for (size_t i = 0; i < portal->money.part_years.count; i++)
        if (portal->money.part_years.items[i].year.year == year.year)
            return &portal->money.part_years.items[i];
    return NULL;
}

struct period money_reach(const struct portal *portal,
                          const struct table *facts, struct period year)
{
    const struct part_year *part = money_part_year(portal, year);
    struct period last = {PERIOD_NONE, 0, 0, 0};

    if (facts != NULL && facts->cube != NULL)
        last = cube_last_period(facts->cube, year);
    if (part == NULL || last.kind == PERIOD_NONE ||
        date_compare(period_last_day(last), period_last_day(part->until)) <= 0)
        return last;
    return part->until;
}

bool money_is_cut(const struct portal *portal, const struct table *facts,
                  struct period year)
{
    struct period last;

    if (facts == NULL || facts->cube == NULL ||
        money_part_year(portal, year) == NULL)
        return false;
    last = cube_last_period(facts->cube, year);
    return last.kind != PERIOD_NONE &&
           period_compare(last, money_reach(portal, facts, year)) != 0;
}

bool money_years_compare(const struct portal *portal, const struct table *facts,
                         struct period year, struct period before)
{
    bool is_cut = money_is_cut(portal, facts, year);
    struct period reach = money_reach(portal, facts, year);
    struct period then = money_reach(portal, facts, before);

    if (is_cut != money_is_cut(portal, facts, before))
        return false;
    then.year = reach.year;
    return !is_cut || period_compare(reach, then) == 0;
}
