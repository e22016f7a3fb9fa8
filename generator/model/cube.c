#include "model/cube.h"

#include "base/bug.h"

#define NO_MEMBER UINT32_MAX

/* One grouping set: the dimensions it keeps, by number. */
struct grouping {
    int dimensions[2];
    size_t count;
    uint32_t *slots; /* group number + 1, 0 = free */
    size_t slot_count;
    struct group *groups;
    size_t group_count, group_capacity;
};

struct group {
    uint32_t members[2];
    struct cube_cell *cells; /* [period * measures + measure] */
    uint32_t period_capacity;
};

/* A period with its days counted once: queries compare them often. */
struct span {
    struct period period;
    int32_t first; /* days from 1970-01-01 */
    int32_t last;
};

struct cube {
    struct arena *arena;
    const struct table *table;
    struct dimension *dimensions[CUBE_DIMENSIONS_MAX];
    size_t dimension_count;
    struct cube_measure measures[CUBE_MEASURES_MAX];
    size_t measure_count;
    struct {
        struct span *items; /* by order of appearance */
        size_t count, capacity;
    } periods;
    uint32_t *period_order; /* ascending, after cube_finish() */
    struct grouping *sets;
    size_t set_count;
};

static void set_add(struct cube *cube, int first, int second)
{
    struct grouping *set = &cube->sets[cube->set_count++];

    set->dimensions[0] = first;
    set->dimensions[1] = second;
    set->count = first < 0 ? 0 : second < 0 ? 1 : 2;
    set->slot_count = 16;
    set->slots = ARENA_ARRAY(cube->arena, set->slot_count, uint32_t);
}

/* Dimensions whose pages show money crossed with every other dimension. */
static bool is_crossed(const struct dimension *dimension)
{
    return slice_equal_text(dimension->name, "institution") ||
           slice_equal_text(dimension->name, "program") ||
           slice_equal_text(dimension->name, "territory");
}

/*
 * The fixed list, from the routes: overviews need everything; each code's page
 * its dimension; institution, program and territory pages also what they have
 * in each other dimension.
 */
static void cube_sets(struct cube *cube)
{
    size_t n = cube->dimension_count;

    cube->sets = ARENA_ARRAY(cube->arena, 1 + n + n * n, struct grouping);
    set_add(cube, -1, -1);
    for (size_t i = 0; i < n; i++)
        set_add(cube, (int)i, -1);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (is_crossed(cube->dimensions[i]) ||
                is_crossed(cube->dimensions[k]))
                set_add(cube, (int)i, (int)k);
}

struct cube *cube_new(struct arena *arena, const struct table *table,
                      struct dimension **dimensions, size_t dimension_count)
{
    struct cube *cube = ARENA_NEW(arena, struct cube);

    if (dimension_count > CUBE_DIMENSIONS_MAX)
        BUG("the loader refuses tables with more dimensions");
    cube->arena = arena;
    cube->table = table;
    cube->dimension_count = dimension_count;
    for (size_t i = 0; i < dimension_count; i++)
        cube->dimensions[i] = dimensions[i];
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];

        if (column->type != COLUMN_AMOUNT)
            continue;
        if (cube->measure_count == CUBE_MEASURES_MAX)
            BUG("the loader refuses tables with more amounts");
        cube->measures[cube->measure_count].column = column;
        cube->measure_count++;
    }
    cube_sets(cube);
    return cube;
}

static uint32_t member_id(const struct member *member)
{
    return member != NULL ? member->id : NO_MEMBER;
}

static int32_t day_number(struct date date)
{
    return date_days_between((struct date){1970, 1, 1}, date);
}

static uint32_t period_number(struct cube *cube, struct period period)
{
    struct span span;

    for (size_t i = cube->periods.count; i > 0; i--)
        if (period_compare(cube->periods.items[i - 1].period, period) == 0)
            return (uint32_t)(i - 1);
    span = (struct span){period, day_number(period_first_day(period)),
                         day_number(period_last_day(period))};
    ARENA_PUSH(cube->arena, &cube->periods, span);
    return (uint32_t)(cube->periods.count - 1);
}

static uint64_t group_hash(uint32_t a, uint32_t b)
{
    uint64_t key = ((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15u;

    return key ^ key >> 29;
}

static struct group *group_find(const struct grouping *set, uint32_t a,
                                uint32_t b, size_t *slot)
{
    size_t at = group_hash(a, b) & (set->slot_count - 1);

    while (set->slots[at] != 0) {
        struct group *group = &set->groups[set->slots[at] - 1];

        if (group->members[0] == a && group->members[1] == b)
            return group;
        at = (at + 1) & (set->slot_count - 1);
    }
    *slot = at;
    return NULL;
}

static void set_rehash(struct cube *cube, struct grouping *set)
{
    set->slot_count *= 2;
    set->slots = ARENA_ARRAY(cube->arena, set->slot_count, uint32_t);
    for (size_t i = 0; i < set->group_count; i++) {
        size_t slot = 0;

        (void)group_find(set, set->groups[i].members[0],
                         set->groups[i].members[1], &slot);
        set->slots[slot] = (uint32_t)(i + 1);
    }
}

static struct group *group_get(struct cube *cube, struct grouping *set,
                               uint32_t a, uint32_t b)
{
    size_t slot = 0;
    struct group *group = group_find(set, a, b, &slot);

    if (group != NULL)
        return group;
    if ((set->group_count + 1) * 2 > set->slot_count) {
        set_rehash(cube, set);
        (void)group_find(set, a, b, &slot);
    }
    if (set->group_count == set->group_capacity)
        set->groups = arena_grow(cube->arena, set->groups, &set->group_capacity,
                                 sizeof(*set->groups));
    group = &set->groups[set->group_count++];
    *group = (struct group){.members = {a, b}};
    set->slots[slot] = (uint32_t)set->group_count;
    return group;
}

static struct cube_cell *group_cells(struct cube *cube, struct group *group,
                                     uint32_t period)
{
    uint32_t capacity = group->period_capacity;
    struct cube_cell *cells;

    if (period < capacity)
        return &group->cells[period * cube->measure_count];
    /* Most groups have all periods, and the first rows show which there are. */
    capacity = capacity == 0 ? 4 : capacity * 2;
    if (capacity < cube->periods.count)
        capacity = (uint32_t)cube->periods.count;
    while (capacity <= period)
        capacity *= 2;
    cells = ARENA_ARRAY(cube->arena, capacity * cube->measure_count,
                        struct cube_cell);
    for (size_t i = 0; i < group->period_capacity * cube->measure_count; i++)
        cells[i] = group->cells[i];
    group->cells = cells;
    group->period_capacity = capacity;
    return &group->cells[period * cube->measure_count];
}

/* The value at the measure's scale; the scale grows when decimals appear. */
static bool scaled(struct amount value, uint8_t scale, wide *out)
{
    struct amount rescaled;

    if (!amount_round(value, scale, &rescaled))
        return false;
    *out = rescaled.coefficient;
    return true;
}

static void cell_add(struct cube_cell *to, const struct cell *cell,
                     uint8_t scale, struct place place)
{
    wide value = 0;

    if (to->values + to->empty + to->not_reported + to->not_applicable == 0)
        to->first = place;
    to->last = place;
    switch (cell->state) {
    case CELL_PRESENT:
        to->values++;
        if (!scaled(cell->is.number, scale, &value) ||
            __builtin_add_overflow(to->sum, value, &to->sum))
            to->overflow = 1;
        break;
    case CELL_EMPTY:
    case CELL_REFUSED:
        to->empty++;
        break;
    case CELL_NOT_REPORTED:
        to->not_reported++;
        break;
    case CELL_NOT_APPLICABLE:
        to->not_applicable++;
        break;
    }
}

static void cell_rescale(struct cube_cell *cell, uint8_t from, uint8_t to)
{
    struct amount sum;

    if (amount_round((struct amount){cell->sum, from}, to, &sum))
        cell->sum = sum.coefficient;
    else
        cell->overflow = 1;
}

/* More decimals than before: what is already summed is brought to them. */
static void measure_rescale(struct cube *cube, size_t measure, uint8_t scale)
{
    for (size_t s = 0; s < cube->set_count; s++) {
        struct grouping *set = &cube->sets[s];

        for (size_t g = 0; g < set->group_count; g++) {
            struct group *group = &set->groups[g];

            for (size_t p = 0; p < group->period_capacity; p++)
                cell_rescale(&group->cells[p * cube->measure_count + measure],
                             cube->measures[measure].scale, scale);
        }
    }
    cube->measures[measure].scale = scale;
}

static void rescale_for(struct cube *cube, const struct cell *const *cells)
{
    for (size_t m = 0; m < cube->measure_count; m++)
        if (cells[m]->state == CELL_PRESENT &&
            cells[m]->is.number.scale > cube->measures[m].scale)
            measure_rescale(cube, m, cells[m]->is.number.scale);
}

bool cube_add(struct cube *cube, struct period period,
              const struct member *const *members,
              const struct cell *const *cells, struct place place)
{
    uint32_t at = period_number(cube, period);

    if (at >= CUBE_PERIODS_MAX)
        return false;
    rescale_for(cube, cells);
    for (size_t s = 0; s < cube->set_count; s++) {
        struct grouping *set = &cube->sets[s];
        uint32_t key[2] = {NO_MEMBER, NO_MEMBER};
        struct cube_cell *row;

        for (size_t d = 0; d < set->count; d++)
            key[d] = member_id(members[set->dimensions[d]]);
        row = group_cells(cube, group_get(cube, set, key[0], key[1]), at);
        for (size_t m = 0; m < cube->measure_count; m++)
            cell_add(&row[m], cells[m], cube->measures[m].scale, place);
    }
    return true;
}

void cube_finish(struct cube *cube)
{
    size_t n = cube->periods.count;

    cube->period_order = ARENA_ARRAY(cube->arena, n + 1, uint32_t);
    for (size_t i = 0; i < n; i++) {
        size_t at = i;

        while (at > 0 &&
               period_compare(
                   cube->periods.items[cube->period_order[at - 1]].period,
                   cube->periods.items[i].period) > 0) {
            cube->period_order[at] = cube->period_order[at - 1];
            at--;
        }
        cube->period_order[at] = (uint32_t)i;
    }
}

size_t cube_dimension_count(const struct cube *cube)
{
    return cube->dimension_count;
}

const struct dimension *cube_dimension(const struct cube *cube, size_t index)
{
    return cube->dimensions[index];
}

int cube_find_dimension(const struct cube *cube, struct slice name)
{
    for (size_t i = 0; i < cube->dimension_count; i++)
        if (slice_equal(cube->dimensions[i]->name, name))
            return (int)i;
    return -1;
}

size_t cube_measure_count(const struct cube *cube)
{
    return cube->measure_count;
}

const struct cube_measure *cube_measure(const struct cube *cube, size_t index)
{
    return &cube->measures[index];
}

int cube_find_measure(const struct cube *cube, struct slice stage)
{
    for (size_t i = 0; i < cube->measure_count; i++)
        if (slice_equal(cube->measures[i].column->name, stage) ||
            slice_equal(cube->measures[i].column->stage, stage))
            return (int)i;
    return -1;
}

int cube_find_stage(const struct cube *cube, struct slice stage)
{
    for (size_t i = 0; i < cube->measure_count; i++)
        if (stage.len > 0 &&
            slice_equal(cube->measures[i].column->stage, stage))
            return (int)i;
    return -1;
}

size_t cube_period_count(const struct cube *cube)
{
    return cube->periods.count;
}

struct period cube_period(const struct cube *cube, size_t index)
{
    return cube->periods.items[cube->period_order[index]].period;
}

struct period cube_last_period(const struct cube *cube, struct period year)
{
    struct period last = {PERIOD_NONE, 0, 0, 0};

    for (size_t i = 0; i < cube->periods.count; i++)
        if (period_contains(year, cube_period(cube, i)))
            last = cube_period(cube, i);
    return last;
}

/* What a query walks over. */
struct query {
    const struct cube *cube;
    const struct grouping *set;
    size_t measure;
    const struct cube_term *terms[2]; /* by place in the set */
    const uint32_t *periods;
    size_t period_count;
    struct cube_sum *out;
    wide sum;
};

static bool is_before(struct place a, struct place b)
{
    return a.source != b.source ? a.source < b.source : a.record < b.record;
}

static void add_cell(struct query *query, const struct cube_cell *cell)
{
    struct cube_sum *out = query->out;
    bool is_first =
        out->values + out->empty + out->not_reported + out->not_applicable == 0;

    if (cell->values + cell->empty + cell->not_reported +
            cell->not_applicable ==
        0)
        return;
    if (is_first || is_before(cell->first, out->first))
        out->first = cell->first;
    if (is_first || is_before(out->last, cell->last))
        out->last = cell->last;
    out->values += cell->values;
    out->empty += cell->empty;
    out->not_reported += cell->not_reported;
    out->not_applicable += cell->not_applicable;
    out->overflow |= cell->overflow ||
                     __builtin_add_overflow(query->sum, cell->sum, &query->sum);
}

static void add_group(struct query *query, uint32_t a, uint32_t b)
{
    size_t slot;
    const struct group *group = group_find(query->set, a, b, &slot);

    if (group == NULL)
        return;
    for (size_t i = 0; i < query->period_count; i++)
        if (query->periods[i] < group->period_capacity)
            add_cell(
                query,
                &group->cells[query->periods[i] * query->cube->measure_count +
                              query->measure]);
}

static void walk_second(struct query *query, uint32_t first,
                        const struct member *member, bool subtree)
{
    add_group(query, first, member_id(member));
    if (member == NULL)
        return;
    for (size_t i = 0; subtree && i < member->child_count; i++)
        walk_second(query, first, member->children[i], true);
}

static void walk_first(struct query *query, const struct member *member,
                       bool subtree)
{
    const struct cube_term *second = query->terms[1];

    if (second == NULL)
        add_group(query, member_id(member), NO_MEMBER);
    for (size_t i = 0; second != NULL && i < second->count; i++)
        walk_second(query, member_id(member), second->members[i],
                    second->subtree);
    if (member == NULL)
        return;
    for (size_t i = 0; subtree && i < member->child_count; i++)
        walk_first(query, member->children[i], true);
}

/* Takes the place of its dimension in the set, if that is still free. */
static bool term_takes_place(const struct grouping *set,
                             const struct cube_term *term, struct query *query)
{
    for (size_t d = 0; d < set->count; d++)
        if (set->dimensions[d] == term->dimension && query->terms[d] == NULL) {
            query->terms[d] = term;
            return true;
        }
    return false;
}

static const struct grouping *set_find(const struct cube *cube,
                                       const struct cube_term *terms,
                                       size_t count, struct query *query)
{
    for (size_t s = 0; s < cube->set_count; s++) {
        const struct grouping *set = &cube->sets[s];
        size_t placed = 0;

        query->terms[0] = query->terms[1] = NULL;
        while (set->count == count && placed < count &&
               term_takes_place(set, &terms[placed], query))
            placed++;
        if (set->count == count && placed == count)
            return set;
    }
    return NULL;
}

/*
 * A year and its months are two accounts of the same money: what was asked for
 * exactly is taken alone, and what lies over each other is not added.
 */
static bool overlap(const struct cube *cube, const uint32_t *periods,
                    size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (cube->periods.items[periods[i]].first <=
            cube->periods.items[periods[i - 1]].last)
            return true;
    return false;
}

static size_t exact_period(const struct cube *cube, struct period period,
                           uint32_t *out)
{
    for (size_t i = 0; i < cube->periods.count; i++)
        if (period_compare(cube->periods.items[i].period, period) == 0) {
            *out = (uint32_t)i;
            return 1;
        }
    return 0;
}

static size_t periods_between(const struct cube *cube, struct period from,
                              struct period to, uint32_t *out)
{
    size_t count = 0;
    int32_t first = from.kind == PERIOD_NONE
                        ? INT32_MIN
                        : day_number(period_first_day(from));
    int32_t last =
        to.kind == PERIOD_NONE ? INT32_MAX : day_number(period_last_day(to));

    if (from.kind != PERIOD_NONE && period_compare(from, to) == 0 &&
        exact_period(cube, from, out) == 1)
        return 1;
    for (size_t i = 0; i < cube->periods.count; i++) {
        uint32_t number = cube->period_order[i];
        const struct span *span = &cube->periods.items[number];

        if (span->first < first || span->last > last)
            continue;
        out[count++] = number;
    }
    return count;
}

enum cube_answer cube_query(const struct cube *cube, size_t measure,
                            const struct cube_term *terms, size_t term_count,
                            struct period from, struct period to,
                            struct cube_sum *out)
{
    uint32_t periods[CUBE_PERIODS_MAX];
    struct query query = {.cube = cube, .measure = measure, .out = out};

    *out = (struct cube_sum){0};
    if (term_count > 2)
        return CUBE_NO_SET;
    query.set = set_find(cube, terms, term_count, &query);
    if (query.set == NULL)
        return CUBE_NO_SET;
    query.periods = periods;
    query.period_count = periods_between(cube, from, to, periods);
    if (term_count == 0)
        add_group(&query, NO_MEMBER, NO_MEMBER);
    else
        for (size_t i = 0; i < query.terms[0]->count; i++)
            walk_first(&query, query.terms[0]->members[i],
                       query.terms[0]->subtree);
    out->value = (struct amount){query.sum, cube->measures[measure].scale};
    if (query.period_count > 1 &&
        (cube->measures[measure].column->accumulation != ACCUMULATE_FLOW ||
         overlap(cube, periods, query.period_count)))
        return CUBE_NOT_A_FLOW;
    return CUBE_OK;
}
