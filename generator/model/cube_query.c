/* Questions to a finished cube. */
#include "model/cube_internal.h"

#include <string.h>

#include "base/bug.h"

/* What a query walks over. */
struct query {
    const struct cube *cube;
    const struct cube_set *set;
    size_t measure;
    const struct cube_term *terms[2]; /* by place in the set */
    const struct cube_cells *cells;
    size_t at;             /* place of the measure's sum in them */
    bool has_sum;          /* they have one */
    const uint32_t *times; /* periods, or years of a folded set */
    size_t time_count;
    int only;             /* latest periods: the one asked for; -1 = any */
    uint32_t first, last; /* positions of rows */
    struct cube_sum *out;
    wide sum;
};

static struct place place_at(const struct cube *cube, uint32_t position)
{
    const struct cube_stretch *stretches = cube->stretches.items;
    struct place place;
    size_t low = 0;
    size_t high = cube->stretches.count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (stretches[middle].position <= position)
            low = middle;
        else
            high = middle;
    }
    place = stretches[low].place;
    place.record += position - stretches[low].position;
    return place;
}

static uint32_t missing(const struct query *query, int kind, uint32_t cell)
{
    const uint32_t *counts = query->cells->missing[query->measure][kind];

    return counts != NULL ? counts[cell] : 0;
}

static void add_cell(struct query *query, uint32_t cell)
{
    const struct cube_record *record = cells_at(query->cells, cell);
    struct cube_sum *out = query->out;
    uint32_t empty = missing(query, MISSING_EMPTY, cell);
    uint32_t not_reported = missing(query, MISSING_NOT_REPORTED, cell);
    uint32_t not_applicable = missing(query, MISSING_NOT_APPLICABLE, cell);
    wide sum = 0;

    if (query->cells->firsts[cell] < query->first)
        query->first = query->cells->firsts[cell];
    if (record->last > query->last)
        query->last = record->last;
    out->values += record->rows - empty - not_reported - not_applicable;
    out->empty += empty;
    out->not_reported += not_reported;
    out->not_applicable += not_applicable;
    out->overflow |= query->has_sum &&
                     (!cells_sum(query->cells, query->at, cell, &sum) ||
                      __builtin_add_overflow(query->sum, sum, &query->sum));
}

/* Where a cell has the latest period alone: is it that which is asked for? */
static bool is_asked_for(const struct query *query, uint32_t cell)
{
    return query->only < 0 ||
           cells_at(query->cells, cell)->sums[query->cells->measure_count] ==
               query->only;
}

static void add_group(struct query *query, uint32_t first, uint32_t second)
{
    for (size_t i = 0; i < query->time_count; i++) {
        uint32_t cell =
            cells_find(query->cells, key_of(first, second, query->times[i]));

        if (cell != CELL_NONE && is_asked_for(query, cell))
            add_cell(query, cell);
    }
}

static uint32_t member_code(const struct member *member)
{
    return member != NULL ? member->id + 1 : 0;
}

static void walk_second(struct query *query, uint32_t first,
                        const struct member *member, bool subtree)
{
    add_group(query, first, member_code(member));
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
        add_group(query, member_code(member), 0);
    for (size_t i = 0; second != NULL && i < second->count; i++)
        walk_second(query, member_code(member), second->members[i],
                    second->subtree);
    if (member == NULL)
        return;
    for (size_t i = 0; subtree && i < member->child_count; i++)
        walk_first(query, member->children[i], true);
}

/* Takes the place of its dimension in the set, if that is still free. */
static bool term_takes_place(const struct cube_set *set,
                             const struct cube_term *term, struct query *query)
{
    for (size_t d = 0; d < set->count; d++)
        if (set->dimensions[d] == term->dimension && query->terms[d] == NULL) {
            query->terms[d] = term;
            return true;
        }
    return false;
}

static const struct cube_set *set_find(const struct cube *cube,
                                       const struct cube_term *terms,
                                       size_t count, struct query *query)
{
    for (size_t s = 0; s < cube->set_count; s++) {
        const struct cube_set *set = &cube->sets[s];
        size_t placed = 0;

        if (set->is_kept || set->count != count)
            continue;
        query->terms[0] = query->terms[1] = NULL;
        while (placed < count && term_takes_place(set, &terms[placed], query))
            placed++;
        if (placed == count)
            return set->is_left || (set->is_pair && cube->waits) ? NULL : set;
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
        if (cube->periods[periods[i]].first <=
            cube->periods[periods[i - 1]].last)
            return true;
    return false;
}

static size_t exact_period(const struct cube *cube, struct period period,
                           uint32_t *out)
{
    for (size_t i = 0; i < cube->period_count; i++)
        if (period_compare(cube->periods[i].period, period) == 0) {
            *out = (uint32_t)i;
            return 1;
        }
    return 0;
}

static int32_t day_number(struct date date)
{
    return date_days_between((struct date){1970, 1, 1}, date);
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
    for (size_t i = 0; i < cube->period_count; i++) {
        uint32_t number = cube->period_order[i];
        const struct span *span = &cube->periods[number];

        if (span->first < first || span->last > last)
            continue;
        out[count++] = number;
    }
    return count;
}

/* Is it the last of its kind in its year? */
static bool is_year_end(const struct cube *cube, uint32_t period)
{
    const struct span *spans = cube->periods;

    for (size_t i = 0; i < cube->period_count; i++)
        if (spans[i].fold == spans[period].fold &&
            spans[i].first > spans[period].first)
            return false;
    return true;
}

/*
 * The years that are just these periods, in place; false when the periods are
 * not whole years.
 */
static bool years_of(const struct cube *cube, uint32_t *times, size_t *count)
{
    uint32_t wanted[CUBE_PERIODS_MAX]; /* by year: how many periods */
    uint32_t known[CUBE_PERIODS_MAX];
    size_t years = 0;

    memset(wanted, 0, cube->period_count * sizeof(*wanted));
    memset(known, 0, cube->period_count * sizeof(*known));
    for (size_t i = 0; i < cube->period_count; i++)
        known[cube->periods[i].fold]++;
    for (size_t i = 0; i < *count; i++) {
        uint32_t fold = cube->periods[times[i]].fold;

        if (wanted[fold]++ == 0)
            times[years++] = fold;
    }
    for (size_t i = 0; i < years; i++)
        if (wanted[times[i]] != known[times[i]])
            return false;
    *count = years;
    return true;
}

/* Of a folded set: which cells answer; false when none do. */
static bool query_folded(struct query *query, uint32_t *times)
{
    const struct cube *cube = query->cube;

    if (is_flow(cube, query->measure) || query->time_count != 1)
        return years_of(cube, times, &query->time_count);
    if (!is_year_end(cube, times[0]))
        return false;
    query->cells = &query->set->latest;
    query->only = (int)times[0];
    times[0] = cube->periods[times[0]].fold;
    return true;
}

/* Chooses cells and times once the set is known. */
static bool query_begin(struct query *query, uint32_t *times)
{
    query->cells = &query->set->cells;
    query->times = times;
    if (query->set->is_folded && !query_folded(query, times))
        return false;
    while (query->at < query->cells->measure_count &&
           query->cells->measures[query->at] != query->measure)
        query->at++;
    query->has_sum = query->at < query->cells->measure_count;
    return true;
}

static enum cube_answer query_end(const struct query *query, bool is_one)
{
    const struct cube *cube = query->cube;

    if (query->first <= query->last) {
        query->out->first = place_at(cube, query->first);
        query->out->last = place_at(cube, query->last);
    }
    query->out->value =
        (struct amount){query->sum, cube->measures[query->measure].scale};
    return is_one ? CUBE_OK : CUBE_NOT_A_FLOW;
}

/* May these periods be added? */
static bool is_addable(const struct cube *cube, size_t measure,
                       const uint32_t *periods, size_t count)
{
    return count <= 1 ||
           (is_flow(cube, measure) && !overlap(cube, periods, count));
}

enum cube_answer cube_query(const struct cube *cube, size_t measure,
                            const struct cube_term *terms, size_t term_count,
                            struct period from, struct period to,
                            struct cube_sum *out)
{
    uint32_t times[CUBE_PERIODS_MAX];
    struct query query = {.cube = cube,
                          .measure = measure,
                          .only = -1,
                          .first = UINT32_MAX,
                          .out = out};
    bool is_one;

    *out = (struct cube_sum){0};
    if (term_count > 2)
        return CUBE_NO_SET;
    query.set = set_find(cube, terms, term_count, &query);
    if (query.set == NULL)
        return CUBE_NO_SET;
    query.time_count = periods_between(cube, from, to, times);
    is_one = is_addable(cube, measure, times, query.time_count);
    if (!query_begin(&query, times))
        return CUBE_NO_SET;
    if (term_count == 0)
        add_group(&query, 0, 0);
    else
        for (size_t i = 0; i < query.terms[0]->count; i++)
            walk_first(&query, query.terms[0]->members[i],
                       query.terms[0]->subtree);
    return query_end(&query, is_one);
}

static bool has_dimensions(const struct cube_set *set, const int *dimensions,
                           size_t count)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < set->count; k++)
            found += set->dimensions[k] == dimensions[i];
    return found == count && set->count == count;
}

int cube_find_set(const struct cube *cube, const int *dimensions, size_t count)
{
    for (size_t s = 0; s < cube->set_count; s++) {
        const struct cube_set *set = &cube->sets[s];

        if (set->is_kept && !set->is_left &&
            has_dimensions(set, dimensions, count))
            return (int)s;
    }
    return -1;
}

size_t cube_set_group_count(const struct cube *cube, int set)
{
    return cube->sets[set].groups.count;
}

const struct member *cube_group_member(const struct cube *cube, int set,
                                       size_t group, int dimension)
{
    const struct cube_set *from = &cube->sets[set];

    for (size_t d = 0; d < from->count; d++)
        if (from->dimensions[d] == dimension) {
            uint32_t code = from->groups.codes[group * from->count + d];

            return code > 0
                       ? cube->dimensions[dimension]->members.items[code - 1]
                       : NULL;
        }
    BUG("the set does not have this dimension");
}

enum cube_answer cube_group_query(const struct cube *cube, int set,
                                  size_t group, size_t measure,
                                  struct period from, struct period to,
                                  struct cube_sum *out)
{
    uint32_t times[CUBE_PERIODS_MAX];
    struct query query = {.cube = cube,
                          .set = &cube->sets[set],
                          .measure = measure,
                          .only = -1,
                          .first = UINT32_MAX,
                          .out = out};
    bool is_one;

    *out = (struct cube_sum){0};
    query.time_count = periods_between(cube, from, to, times);
    is_one = is_addable(cube, measure, times, query.time_count);
    if (!query_begin(&query, times))
        return CUBE_NO_SET;
    add_group(&query, (uint32_t)group + 1, 0);
    return query_end(&query, is_one);
}
