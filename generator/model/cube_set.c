/* Which grouping sets there are, and how a block of rows goes into one. */
#include "model/cube_internal.h"

#include <limits.h>
#include <string.h>

#include "base/bug.h"

/* Rows whose memory is asked for before the first of them is needed: faster
 * than asking row by row, a distance ahead. */
#define RUN 64

static void set_new(struct cube *cube, const int *dimensions, size_t count,
                    bool is_kept)
{
    struct cube_set *set = &cube->sets[cube->set_count++];
    uint8_t measures[CUBE_MEASURES_MAX];

    set->count = count;
    set->is_kept = is_kept;
    set->is_pair = count == 2 && !is_kept;
    for (size_t i = 0; i < count; i++)
        set->dimensions[i] = dimensions[i];
    for (size_t m = 0; m < cube->measure_count; m++)
        measures[m] = (uint8_t)m;
    cells_init(&set->cells, measures, cube->measure_count, false);
}

#define RANKS 3

/* Dimensions that pages are of, by how few codes they have as a rule. */
static int rank(const struct dimension *dimension)
{
    static const char *const names[RANKS] = {"institution", "territory",
                                             "program"};
    int i = 0;

    while (i < RANKS && !slice_equal_text(dimension->name, names[i]))
        i++;
    return i;
}

/* Dimensions whose pages show money crossed with every other dimension. */
static bool is_crossed(const struct dimension *dimension)
{
    return rank(dimension) < RANKS;
}

/*
 * Everything is in every set of one dimension: that with fewest codes, as a
 * rule, is added up at the end.
 */
static void everything_derived(struct cube *cube)
{
    int best = INT_MAX;

    for (size_t s = 1; s <= cube->dimension_count; s++) {
        int other = rank(cube->dimensions[cube->sets[s].dimensions[0]]);

        if (other >= best)
            continue;
        best = other;
        cube->sets[0].whole = &cube->sets[s];
    }
}

/*
 * The fixed list, from the routes: overviews need everything; each code's page
 * its dimension; institution, program and territory pages also what they have
 * in each other dimension.
 */
void cube_sets(struct cube *cube)
{
    int n = (int)cube->dimension_count;

    cube->set_capacity = (size_t)(1 + n + n * n);
    cube->sets = ARENA_ARRAY(cube->arena, cube->set_capacity, struct cube_set);
    set_new(cube, NULL, 0, false);
    for (int i = 0; i < n; i++)
        set_new(cube, &i, 1, false);
    for (int i = 0; i < n; i++)
        for (int k = i + 1; k < n; k++)
            if (is_crossed(cube->dimensions[i]) ||
                is_crossed(cube->dimensions[k]))
                set_new(cube, (int[]){i, k}, 2, false);
    everything_derived(cube);
}

void cube_keep_set(struct cube *cube, const int *dimensions, size_t count)
{
    struct cube_set *before = cube->sets;

    if (count > CUBE_SET_DIMENSIONS_MAX || cube->period_count > 0)
        BUG("a set too large, or too late");
    if (cube_find_set(cube, dimensions, count) >= 0)
        return;
    if (cube->set_count == cube->set_capacity)
        cube->sets = arena_grow(cube->arena, before, &cube->set_capacity,
                                sizeof(*cube->sets));
    for (size_t s = 0; cube->sets != before && s < cube->set_count; s++)
        if (cube->sets[s].whole != NULL)
            cube->sets[s].whole = cube->sets + (cube->sets[s].whole - before);
    set_new(cube, dimensions, count, true);
}

static uint64_t codes_hash(const uint32_t *codes, size_t count)
{
    uint64_t hash = count;

    for (size_t i = 0; i < count; i++)
        hash = key_hash(hash ^ codes[i]);
    return key_hash(hash);
}

static void groups_grow(struct cube_groups *groups, size_t count)
{
    groups->slot_bits = groups->slot_bits == 0 ? 6 : groups->slot_bits + 1;
    groups->capacity = 3u << (groups->slot_bits - 2);
    groups->codes =
        realloc(groups->codes,
                ((size_t)groups->capacity * count + 1) * sizeof(uint32_t));
    free(groups->slots);
    groups->slots = calloc((size_t)1 << groups->slot_bits, sizeof(uint32_t));
    if (groups->codes == NULL || groups->slots == NULL)
        out_of_memory();
    for (uint32_t g = 0; g < groups->count; g++) {
        uint64_t at = codes_hash(&groups->codes[g * count], count) >>
                      (64 - groups->slot_bits);

        while (groups->slots[at] != 0)
            at = (at + 1) & ((1u << groups->slot_bits) - 1);
        groups->slots[at] = g + 1;
    }
}

static uint32_t groups_take(struct cube_groups *groups, const uint32_t *codes,
                            size_t count)
{
    uint64_t at;

    if (groups->count == groups->capacity)
        groups_grow(groups, count);
    at = codes_hash(codes, count) >> (64 - groups->slot_bits);
    for (; groups->slots[at] != 0;
         at = (at + 1) & ((1u << groups->slot_bits) - 1)) {
        uint32_t group = groups->slots[at] - 1;

        if (memcmp(&groups->codes[group * count], codes,
                   count * sizeof(*codes)) == 0)
            return group;
    }
    memcpy(&groups->codes[groups->count * count], codes,
           count * sizeof(*codes));
    groups->slots[at] = ++groups->count;
    return groups->count - 1;
}

/* A block as one set sees it. */
struct feed {
    const struct cube *cube;
    const struct cube_block *block;
    const uint32_t *first, *second; /* codes of keys; null = none */
    uint32_t tops[2];
    bool is_folded;
    struct cube_cells *cells;
};

static uint64_t feed_key(const struct feed *feed, uint32_t row)
{
    uint32_t period = feed->block->periods[row];

    return key_of(feed->first != NULL ? feed->first[row] : 0,
                  feed->second != NULL ? feed->second[row] : 0,
                  feed->is_folded ? feed->cube->periods[period].fold : period);
}

static wide wide_of(const struct cube_block *block, uint32_t row,
                    uint32_t measure)
{
    size_t low = 0;
    size_t high = block->wides.count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        const struct wide_value *value = &block->wides.items[middle];

        if (value->row < row ||
            (value->row == row && value->measure <= measure))
            low = middle;
        else
            high = middle;
    }
    return block->wides.items[low].value;
}

/* A row some of whose values are missing, or need more than 64 bits. */
static void odd_add(const struct feed *feed, uint32_t cell, uint32_t row)
{
    static const uint8_t kinds[] = {[CELL_PRESENT] = MISSING,
                                    [CELL_EMPTY] = MISSING_EMPTY,
                                    [CELL_NOT_REPORTED] = MISSING_NOT_REPORTED,
                                    [CELL_NOT_APPLICABLE] =
                                        MISSING_NOT_APPLICABLE,
                                    [CELL_REFUSED] = MISSING_EMPTY,
                                    [VALUE_WIDE] = MISSING,
                                    [VALUE_LOST] = MISSING};
    struct cube_cells *cells = feed->cells;
    const uint8_t *states =
        &feed->block->states[row * feed->cube->measure_count];

    for (size_t m = 0; m < feed->cube->measure_count; m++)
        if (kinds[states[m]] != MISSING &&
            !(cells->latest && is_flow(feed->cube, m)))
            cells_miss(cells, m, kinds[states[m]], cell, 1);
    for (size_t i = 0; i < cells->measure_count; i++) {
        size_t m = cells->measures[i];

        if (states[m] == VALUE_WIDE)
            cells_add(cells, i, cell, wide_of(feed->block, row, (uint32_t)m));
        else if (states[m] == VALUE_LOST)
            cells_carry(cells, m, cell, CARRY_LOST);
    }
}

/* Where only the latest period counts: does this row? */
static bool is_of_latest(const struct feed *feed, uint32_t cell, uint32_t row)
{
    struct cube_cells *cells = feed->cells;
    struct cube_record *record = cells_at(cells, cell);
    uint16_t period = feed->block->periods[row];
    const struct span *spans = feed->cube->periods;
    int64_t *known = &record->sums[cells->measure_count];

    if (record->rows > 0 && spans[*known].first > spans[period].first)
        return false;
    if (record->rows > 0 && *known != period)
        cells_clear(cells, cell);
    *known = period;
    return true;
}

static void row_add(const struct feed *feed, uint32_t cell, uint32_t row)
{
    struct cube_cells *cells = feed->cells;
    struct cube_record *record = cells_at(cells, cell);
    size_t measure_count = feed->cube->measure_count;
    const int64_t *values = &feed->block->values[row * measure_count];

    if (cells->latest && !is_of_latest(feed, cell, row))
        return;
    if (record->rows++ == 0)
        cells->firsts[cell] = feed->block->positions[row];
    record->last = feed->block->positions[row];
    if (!feed->block->is_narrow)
        for (size_t i = 0; i < cells->measure_count; i++)
            cells_add(cells, i, cell, values[cells->measures[i]]);
    else if (cells->measure_count == measure_count)
        for (size_t i = 0; i < measure_count; i++)
            record->sums[i] += values[i];
    else
        for (size_t i = 0; i < cells->measure_count; i++)
            record->sums[i] += values[cells->measures[i]];
    if (feed->block->is_odd[row])
        odd_add(feed, cell, row);
}

static void run_add(const struct feed *feed, uint32_t from, uint32_t to)
{
    struct cube_cells *cells = feed->cells;
    uint64_t keys[RUN];

    for (uint32_t i = from; i < to; i++) {
        keys[i - from] = feed_key(feed, i);
        __builtin_prefetch(cells_slot(cells, keys[i - from]));
    }
    for (uint32_t i = from; i < to; i++) {
        uint32_t cell = cells_guess(cells, keys[i - from]);

        if (cell < cells->count)
            __builtin_prefetch(cells_at(cells, cell), 1);
    }
    for (uint32_t i = from; i < to; i++)
        row_add(feed, cells_take(cells, keys[i - from]), i);
}

static void feed_add(const struct feed *feed)
{
    const struct cube_block *block = feed->block;
    uint32_t periods = block->period_count;

    for (size_t m = 0; m < feed->cube->measure_count; m++)
        if (block->scales[m] > feed->cells->scales[m])
            cells_rescale(feed->cells, m, block->scales[m]);
    cells_expect(feed->cells, feed->tops[0], feed->tops[1], periods - 1);
    for (uint32_t from = 0; from < block->count; from += RUN)
        run_add(feed, from,
                from + RUN < block->count ? from + RUN : block->count);
}

/* Numbers of the groups of a kept set, by row, as codes. */
static void number_groups(struct cube_set *set, const struct cube_block *block,
                          uint32_t *out)
{
    uint32_t codes[CUBE_SET_DIMENSIONS_MAX];

    for (uint32_t i = 0; i < block->count; i++) {
        for (size_t d = 0; d < set->count; d++)
            codes[d] = block->codes[set->dimensions[d]][i];
        out[i] = groups_take(&set->groups, codes, set->count) + 1;
    }
}

static void feed_codes(struct feed *feed, struct cube_set *set,
                       uint32_t *numbers)
{
    const struct cube_block *block = feed->block;

    if (set->is_kept) {
        number_groups(set, block, numbers);
        feed->first = numbers;
        feed->tops[0] = set->groups.count;
        return;
    }
    if (set->count > 0) {
        feed->first = block->codes[set->dimensions[0]];
        feed->tops[0] = block->tops[set->dimensions[0]];
    }
    if (set->count > 1) {
        feed->second = block->codes[set->dimensions[1]];
        feed->tops[1] = block->tops[set->dimensions[1]];
    }
}

/* Of a pair, the crossed dimension with more codes has the pages. */
static void count_pages(const struct cube *cube, struct cube_set *set,
                        const struct cube_block *block)
{
    set->pages = 1;
    for (size_t d = 0; d < set->count; d++) {
        int at = set->dimensions[d];

        if (is_crossed(cube->dimensions[at]) && block->tops[at] > set->pages)
            set->pages = block->tops[at];
    }
}

void set_add(struct cube *cube, struct cube_set *set,
             const struct cube_block *block)
{
    uint32_t numbers[BLOCK_ROWS];
    struct feed feed = {.cube = cube,
                        .block = block,
                        .is_folded = set->is_folded,
                        .cells = &set->cells};

    if (set->is_left || set->whole != NULL)
        return;
    feed_codes(&feed, set, numbers);
    count_pages(cube, set, block);
    feed_add(&feed);
    if (set->latest.measure_count == 0)
        return;
    feed.cells = &set->latest;
    feed_add(&feed);
}

void set_give(struct cube_set *set, struct arena *arena)
{
    struct cube_groups *groups = &set->groups;
    size_t size = (size_t)groups->count * set->count * sizeof(uint32_t);
    uint32_t *codes = arena_alloc(arena, size);

    set->is_given = true;
    if (size > 0)
        memcpy(codes, groups->codes, size);
    free(groups->codes);
    free(groups->slots);
    groups->codes = codes;
    groups->slots = NULL;
    cells_give(&set->cells, arena);
    cells_give(&set->latest, arena);
}
