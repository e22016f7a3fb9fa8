/* Keeps the cube within its bound: folds sets to years, leaves sets out. */
#include "model/cube_internal.h"

/* Folding costs the reader so much less than leaving out. */
#define FOLD_FIRST 16

static size_t set_size(const struct cube_set *set)
{
    return cells_size(&set->cells) + cells_size(&set->latest) +
           set->groups.count * (set->count + 2) * sizeof(uint32_t);
}

static void rows_merge(const struct cube_cells *from, uint32_t cell,
                       struct cube_cells *to, uint32_t into)
{
    const struct cube_record *added = cells_at(from, cell);
    struct cube_record *record = cells_at(to, into);

    if (record->rows == 0 || from->firsts[cell] < to->firsts[into])
        to->firsts[into] = from->firsts[cell];
    if (record->rows == 0 || added->last > record->last)
        record->last = added->last;
    record->rows += added->rows;
}

/* `from` has all measures; `to` takes the sums it has a place for. */
static void cell_merge(const struct cube_cells *from, uint32_t cell,
                       struct cube_cells *to, uint32_t into)
{
    rows_merge(from, cell, to, into);
    for (size_t i = 0; i < to->measure_count; i++) {
        size_t measure = to->measures[i];
        wide sum;

        if (cells_sum(from, measure, cell, &sum))
            cells_add(to, i, into, sum);
        else
            cells_carry(to, measure, into, CARRY_LOST);
    }
    for (size_t m = 0; m < CUBE_MEASURES_MAX; m++)
        for (int kind = 0; kind < MISSING; kind++)
            if (from->missing[m][kind] != NULL &&
                from->missing[m][kind][cell] > 0)
                cells_miss(to, m, kind, into, from->missing[m][kind][cell]);
}

static uint64_t folded_key(const struct cube *cube, uint64_t key)
{
    uint32_t period = key_period(key);

    return key - period + cube->periods[period].fold;
}

static void latest_merge(const struct cube *cube, const struct cube_cells *from,
                         uint32_t cell, struct cube_cells *to)
{
    uint64_t key = cells_at(from, cell)->key;
    uint32_t period = key_period(key);
    uint32_t into = cells_take(to, folded_key(cube, key));
    struct cube_record *record = cells_at(to, into);
    int64_t *known = &record->sums[to->measure_count];

    /* One cell of each period: a later one replaces, an earlier is too late. */
    if (record->rows > 0 &&
        cube->periods[*known].first > cube->periods[period].first)
        return;
    cells_clear(to, into);
    *known = period;
    cell_merge(from, cell, to, into);
}

/* Folded keys are in no dimension greater than those they are of. */
static void keys_expect(struct cube_cells *cells, const struct cube_cells *from)
{
    uint32_t tops[2] = {0, 0};
    uint32_t period = 0;

    for (uint32_t i = 0; i < from->count; i++) {
        uint64_t key = cells_at(from, i)->key;

        for (uint32_t place = 0; place < 2; place++)
            if (key_code(key, place) > tops[place])
                tops[place] = key_code(key, place);
        if (key_period(key) > period)
            period = key_period(key);
    }
    cells_expect(cells, tops[0], tops[1], period);
}

static void folded_init(const struct cube *cube, const struct cube_cells *from,
                        bool latest, struct cube_cells *to)
{
    uint8_t measures[CUBE_MEASURES_MAX];
    size_t count = 0;

    for (size_t m = 0; m < cube->measure_count; m++)
        if (is_flow(cube, m) != latest)
            measures[count++] = (uint8_t)m;
    cells_init(to, measures, count, latest);
    for (size_t m = 0; m < cube->measure_count; m++)
        to->scales[m] = from->scales[m];
    keys_expect(to, from);
}

static void set_fold(const struct cube *cube, struct cube_set *set)
{
    struct cube_cells from = set->cells;

    set->is_folded = true;
    folded_init(cube, &from, false, &set->cells);
    for (uint32_t i = 0; i < from.count; i++)
        cell_merge(
            &from, i, &set->cells,
            cells_take(&set->cells, folded_key(cube, cells_at(&from, i)->key)));
    if (set->cells.measure_count < cube->measure_count) {
        folded_init(cube, &from, true, &set->latest);
        for (uint32_t i = 0; i < from.count; i++)
            latest_merge(cube, &from, i, &set->latest);
    }
    cells_release(&from);
}

void set_derive(const struct cube *cube, struct cube_set *set)
{
    const struct cube_cells *from = &set->whole->cells;

    for (size_t m = 0; m < cube->measure_count; m++)
        set->cells.scales[m] = from->scales[m];
    for (uint32_t i = 0; i < from->count; i++) {
        uint64_t key = cells_at(from, i)->key;

        cells_expect(&set->cells, 0, 0, key_period(key));
        cell_merge(from, i, &set->cells,
                   cells_take(&set->cells, key_of(0, 0, key_period(key))));
    }
    set->whole = NULL;
}

/* Gives up a set. */
static void set_leave(struct cube_set *set)
{
    set->is_left = true;
    cells_release(&set->cells);
    cells_release(&set->latest);
    free(set->groups.codes);
    free(set->groups.slots);
    set->groups = (struct cube_groups){.count = 0};
}

/* How willingly a set is folded or left out: by its cells, and by how many of
 * them each page would list. 0 = never. */
static uint64_t set_burden(const struct cube_set *set)
{
    uint64_t cells = set->cells.count;

    if (set->is_left || set->is_given || cells == 0 ||
        (set->count < 2 && !set->is_kept))
        return 0;
    cells = set->is_kept ? cells : cells * cells / set->pages;
    return set->is_folded ? cells : cells * FOLD_FIRST;
}

void cube_fit(struct cube *cube)
{
    size_t limit = cube->size_max;

    for (size_t s = 0; s < cube->set_count; s++)
        if (cube->sets[s].groups.count > KEY_CODE_MAX - BLOCK_ROWS)
            set_leave(&cube->sets[s]);
    for (;;) {
        struct cube_set *worst = &cube->sets[0];
        size_t size = 0;

        for (size_t s = 0; s < cube->set_count; s++) {
            size += set_size(&cube->sets[s]);
            if (set_burden(&cube->sets[s]) > set_burden(worst))
                worst = &cube->sets[s];
        }
        if (size <= limit || set_burden(worst) == 0)
            return;
        /* With room to spare, so that what will not last goes soon. */
        limit = cube->size_max / 4 * 3;
        if (worst->is_folded)
            set_leave(worst);
        else
            set_fold(cube, worst);
    }
}
