/* Rows into blocks, blocks into the sets; what a cube has. */
#include "model/cube_internal.h"

#include <string.h>

#include "base/bug.h"
#include "base/pool.h"

struct cube *cube_new(struct arena *arena, const struct table *table,
                      struct dimension **dimensions, size_t dimension_count)
{
    struct cube *cube = ARENA_NEW(arena, struct cube);

    if (dimension_count > CUBE_DIMENSIONS_MAX)
        BUG("the loader refuses tables with more dimensions");
    cube->arena = arena;
    cube->table = table;
    cube->size_max = CUBE_SIZE;
    cube->threads = pool_processors();
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

void cube_threads(struct cube *cube, unsigned threads)
{
    cube->threads = threads;
}

void cube_limit(struct cube *cube, size_t bytes)
{
    cube->size_max = bytes;
}

static struct cube_block *block_new(const struct cube *cube)
{
    struct cube_block *block = calloc(1, sizeof(*block));

    if (block == NULL)
        out_of_memory();
    arena_init(&block->arena);
    for (size_t d = 0; d < cube->dimension_count; d++)
        block->codes[d] = ARENA_ARRAY(&block->arena, BLOCK_ROWS, uint32_t);
    block->periods = ARENA_ARRAY(&block->arena, BLOCK_ROWS, uint16_t);
    block->values =
        ARENA_ARRAY(&block->arena, BLOCK_ROWS * cube->measure_count, int64_t);
    block->states =
        ARENA_ARRAY(&block->arena, BLOCK_ROWS * cube->measure_count, uint8_t);
    block->is_odd = ARENA_ARRAY(&block->arena, BLOCK_ROWS, bool);
    block->positions = ARENA_ARRAY(&block->arena, BLOCK_ROWS, uint32_t);
    return block;
}

static void block_free(struct cube_block *block)
{
    if (block == NULL)
        return;
    arena_release(&block->arena);
    free(block);
}

/* The block being filled. */
static struct cube_block *block_of(struct cube *cube)
{
    if (cube->blocks[cube->block] == NULL)
        cube->blocks[cube->block] = block_new(cube);
    return cube->blocks[cube->block];
}

static void crew_task(void *context, void *portion, size_t index)
{
    struct cube *cube = context;

    set_add(cube, cube->tasks[index], portion);
}

/* The sets that rows go into: first all but pairs, then the pairs. */
static void tasks_list(struct cube *cube, bool pairs)
{
    cube->tasks =
        ARENA_ARRAY(cube->arena, cube->set_count + 1, struct cube_set *);
    cube->task_count = 0;
    for (size_t s = 0; s < cube->set_count; s++)
        if (cube->sets[s].is_pair == pairs && cube->sets[s].whole == NULL)
            cube->tasks[cube->task_count++] = &cube->sets[s];
}

static void crew_close(void *context, void *portion)
{
    (void)portion;
    cube_fit(context);
}

/* A small table, or the begin of a large one, needs no threads. */
static void block_work(struct cube *cube, struct cube_block *block)
{
    const struct crew_job job = {cube, cube->task_count, crew_task, crew_close};

    if (cube->task_count == 0)
        return;
    if (cube->crew == NULL && block->count == BLOCK_ROWS)
        cube->crew = crew_new(cube->threads, BLOCKS_WAITING, &job);
    if (cube->crew != NULL) {
        crew_hand(cube->crew, block);
        return;
    }
    for (size_t t = 0; t < cube->task_count; t++)
        set_add(cube, cube->tasks[t], block);
    cube_fit(cube);
}

/* The first blocks are kept for the pairs; after them their room is used again.
 */
static void block_next(struct cube *cube)
{
    struct cube_block *block = block_of(cube);
    struct cube_block *next;

    if (cube->is_crossing)
        ; /* the rows come a second time */
    else if (cube->retained.count < BLOCKS_RETAINED) {
        ARENA_PUSH(cube->arena, &cube->retained, block);
        cube->blocks[cube->block] = NULL;
    } else {
        cube->is_long = true;
    }
    cube->block = (cube->block + 1) % COUNT_OF(cube->blocks);
    next = block_of(cube);
    next->count = 0;
    next->wides.count = 0;
    memcpy(next->tops, block->tops, sizeof(next->tops));
}

/* Hands the block over; the next one begins where it ends. */
static void block_hand(struct cube *cube)
{
    struct cube_block *block = block_of(cube);

    for (size_t m = 0; m < cube->measure_count; m++)
        block->scales[m] = cube->measures[m].scale;
    block->period_count = (uint32_t)cube->period_count;
    block->is_narrow = true;
    for (size_t m = 0; m < cube->measure_count; m++)
        block->is_narrow = block->is_narrow && cube->reach[m] <= INT64_MAX;
    if (cube->tasks == NULL)
        tasks_list(cube, false);
    block_work(cube, block);
    block_next(cube);
}

static int32_t day_number(struct date date)
{
    return date_days_between((struct date){1970, 1, 1}, date);
}

/* Periods of one kind and year have one number. */
static uint16_t fold_number(const struct cube *cube, struct period period)
{
    uint16_t next = 0;

    for (size_t i = 0; i < cube->period_count; i++) {
        const struct span *span = &cube->periods[i];

        if (span->period.kind == period.kind &&
            span->period.year == period.year)
            return span->fold;
        if (span->fold >= next)
            next = (uint16_t)(span->fold + 1);
    }
    return next;
}

size_t cube_take_period(struct cube *cube, struct period period)
{
    for (size_t i = cube->period_count; i > 0; i--)
        if (period_equal(cube->periods[i - 1].period, period))
            return i - 1;
    if (cube->period_count == CUBE_PERIODS_MAX)
        return CUBE_PERIODS_MAX;
    cube->periods[cube->period_count] = (struct span){
        period, day_number(period_first_day(period)),
        day_number(period_last_day(period)), fold_number(cube, period)};
    return cube->period_count++;
}

static uint64_t saturated(uint64_t a, uint64_t b)
{
    uint64_t sum;

    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

/* More decimals than before: rows so far are brought to them by the sets. */
static void scale_raise(struct cube *cube, size_t measure, uint8_t scale)
{
    if (block_of(cube)->count > 0)
        block_hand(cube);
    for (uint8_t i = cube->measures[measure].scale; i < scale; i++)
        if (__builtin_mul_overflow(cube->reach[measure], 10,
                                   &cube->reach[measure]))
            cube->reach[measure] = UINT64_MAX;
    cube->measures[measure].scale = scale;
}

static void value_wide(struct cube *cube, struct cube_block *block,
                       size_t measure, wide value)
{
    struct wide_value item = {block->count, (uint32_t)measure, value};

    ARENA_PUSH(&block->arena, &block->wides, item);
    cube->reach[measure] = UINT64_MAX;
}

/* The value at the measure's scale; what has no room goes beside. */
static int64_t value_put(struct cube *cube, struct cube_block *block,
                         size_t measure, const struct amount *value,
                         uint8_t *state)
{
    struct amount scaled = *value;

    if (scaled.scale != cube->measures[measure].scale &&
        !amount_round(*value, cube->measures[measure].scale, &scaled)) {
        *state = VALUE_LOST;
        cube->reach[measure] = UINT64_MAX;
        return 0;
    }
    if (scaled.coefficient > INT64_MAX || scaled.coefficient < -INT64_MAX) {
        *state = VALUE_WIDE;
        value_wide(cube, block, measure, scaled.coefficient);
        return 0;
    }
    cube->reach[measure] =
        saturated(cube->reach[measure],
                  (uint64_t)(scaled.coefficient < 0 ? -scaled.coefficient
                                                    : scaled.coefficient));
    return (int64_t)scaled.coefficient;
}

static void values_put(struct cube *cube, struct cube_block *block,
                       const struct cell *const *cells)
{
    size_t at = block->count * cube->measure_count;
    bool is_odd = false;

    for (size_t m = 0; m < cube->measure_count; m++) {
        uint8_t state = (uint8_t)cells[m]->state;

        block->values[at + m] =
            state != CELL_PRESENT
                ? 0
                : value_put(cube, block, m, &cells[m]->is.number, &state);
        block->states[at + m] = state;
        is_odd = is_odd || state != CELL_PRESENT;
    }
    block->is_odd[block->count] = is_odd;
}

/* Rows that come once more have the positions they had. */
static uint32_t position_again(struct cube *cube, struct place place)
{
    const struct cube_stretch *stretch;

    if (place.source != cube->last_place.source ||
        place.record < cube->last_place.record)
        cube->stretch++;
    cube->last_place = place;
    if (cube->stretch > cube->stretches.count)
        return 0; /* other rows: the caller counts them */
    stretch = &cube->stretches.items[cube->stretch - 1];
    return stretch->position + place.record - stretch->place.record;
}

static uint32_t position_of(struct cube *cube, struct place place)
{
    const struct cube_stretch *stretch;
    struct cube_stretch next = {0, place};
    bool follows = place.source == cube->last_place.source &&
                   place.record >= cube->last_place.record &&
                   cube->stretches.count > 0;

    if (cube->stretches.count > 0) {
        stretch = &cube->stretches.items[cube->stretches.count - 1];
        next.position = stretch->position + 1 + cube->last_place.record -
                        stretch->place.record;
    }
    if (!follows)
        ARENA_PUSH(cube->arena, &cube->stretches, next);
    cube->last_place = place;
    stretch = &cube->stretches.items[cube->stretches.count - 1];
    return stretch->position + place.record - stretch->place.record;
}

bool cube_add_codes(struct cube *cube, struct period period,
                    const uint32_t *codes, const struct cell *const *cells,
                    struct place place)
{
    size_t number = cube_take_period(cube, period);
    struct cube_block *block;

    if (number == CUBE_PERIODS_MAX)
        return false;
    for (size_t m = 0; m < cube->measure_count; m++)
        if (cells[m]->state == CELL_PRESENT &&
            cells[m]->is.number.scale > cube->measures[m].scale)
            scale_raise(cube, m, cells[m]->is.number.scale);
    block = block_of(cube);
    values_put(cube, block, cells);
    for (size_t d = 0; d < cube->dimension_count; d++) {
        if (codes[d] > KEY_CODE_MAX)
            return false;
        block->codes[d][block->count] = codes[d];
        if (codes[d] > block->tops[d])
            block->tops[d] = codes[d];
    }
    block->periods[block->count] = (uint16_t)number;
    block->positions[block->count] = cube->is_crossing
                                         ? position_again(cube, place)
                                         : position_of(cube, place);
    if (++block->count == BLOCK_ROWS)
        block_hand(cube);
    return true;
}

uint32_t cube_room(struct cube *cube)
{
    return BLOCK_ROWS - block_of(cube)->count;
}

static void rows_codes(const struct cube *cube, struct cube_block *block,
                       const struct cube_rows *rows, uint32_t from,
                       uint32_t count)
{
    for (size_t d = 0; d < cube->dimension_count; d++) {
        uint32_t *out = block->codes[d] + block->count;
        uint32_t top = block->tops[d];

        for (uint32_t i = 0; i < count; i++) {
            out[i] = rows->codes[d][from + i];
            top = out[i] > top ? out[i] : top;
        }
        block->tops[d] = top;
    }
}

/* Between two rows of one file are as many positions as records. */
static void rows_positions(struct cube *cube, struct cube_block *block,
                           const uint32_t *records, uint32_t count,
                           uint16_t source)
{
    struct place first = {source, 0, records[0]};
    uint32_t position = cube->is_crossing ? position_again(cube, first)
                                          : position_of(cube, first);

    for (uint32_t i = 0; i < count; i++)
        block->positions[block->count + i] = position + records[i] - records[0];
    cube->last_place.record = records[count - 1];
}

void cube_add_rows(struct cube *cube, const struct cube_rows *rows,
                   uint32_t from, uint32_t to, uint16_t source,
                   const uint16_t *numbers, const uint64_t *reach)
{
    struct cube_block *block = block_of(cube);
    uint32_t count = to - from;
    size_t n = cube->measure_count;

    rows_codes(cube, block, rows, from, count);
    rows_positions(cube, block, rows->records + from, count, source);
    for (uint32_t i = 0; i < count; i++)
        block->periods[block->count + i] = numbers[rows->periods[from + i]];
    memcpy(block->values + block->count * n, rows->values + from * n,
           count * n * sizeof(*block->values));
    memcpy(block->states + block->count * n, rows->states + from * n,
           count * n * sizeof(*block->states));
    memcpy(block->is_odd + block->count, rows->is_odd + from,
           count * sizeof(*block->is_odd));
    for (size_t m = 0; m < n; m++)
        cube->reach[m] = saturated(cube->reach[m], reach[m]);
    block->count += count;
    if (block->count == BLOCK_ROWS)
        block_hand(cube);
}

bool cube_add(struct cube *cube, struct period period,
              const struct member *const *members,
              const struct cell *const *cells, struct place place)
{
    uint32_t codes[CUBE_DIMENSIONS_MAX];

    for (size_t d = 0; d < cube->dimension_count; d++)
        codes[d] = members[d] != NULL ? members[d]->id + 1 : 0;
    return cube_add_codes(cube, period, codes, cells, place);
}

static void periods_sort(struct cube *cube)
{
    size_t n = cube->period_count;

    cube->period_order = ARENA_ARRAY(cube->arena, n + 1, uint32_t);
    for (size_t i = 0; i < n; i++) {
        size_t at = i;

        while (at > 0 &&
               period_compare(cube->periods[cube->period_order[at - 1]].period,
                              cube->periods[i].period) > 0) {
            cube->period_order[at] = cube->period_order[at - 1];
            at--;
        }
        cube->period_order[at] = (uint32_t)i;
    }
}

static void crew_end(struct cube *cube)
{
    if (cube->crew != NULL)
        crew_free(cube->crew);
    cube->crew = NULL;
}

static void blocks_free(struct cube *cube)
{
    for (size_t i = 0; i < COUNT_OF(cube->blocks); i++) {
        block_free(cube->blocks[i]);
        cube->blocks[i] = NULL;
    }
    for (size_t i = 0; i < cube->retained.count; i++)
        block_free(cube->retained.items[i]);
    cube->retained.count = 0;
}

/* The pairs of a table that is short enough to be at hand. */
static void retained_cross(struct cube *cube)
{
    tasks_list(cube, true);
    for (size_t i = 0; i < cube->retained.count; i++)
        block_work(cube, cube->retained.items[i]);
    crew_end(cube);
}

static void sets_give(struct cube *cube, bool pairs)
{
    for (size_t s = 0; s < cube->set_count; s++) {
        if (cube->sets[s].is_pair != pairs)
            continue;
        set_give(&cube->sets[s], cube->arena);
        if (pairs && !cube->sets[s].is_left)
            set_meet(&cube->sets[s], cube->arena);
    }
}

static void singles_finish(struct cube *cube)
{
    for (size_t s = 0; s < cube->set_count; s++)
        if (cube->sets[s].whole != NULL)
            set_derive(cube, &cube->sets[s]);
    sets_give(cube, false);
    periods_sort(cube);
}

void cube_finish(struct cube *cube)
{
    if (cube->blocks[cube->block] != NULL &&
        cube->blocks[cube->block]->count > 0)
        block_hand(cube);
    crew_end(cube);
    if (!cube->is_crossing)
        singles_finish(cube);
    cube->waits = cube->is_long && !cube->is_crossing;
    if (!cube->is_long)
        retained_cross(cube);
    if (!cube->waits)
        sets_give(cube, true);
    blocks_free(cube);
}

bool cube_waits(const struct cube *cube)
{
    return cube->waits;
}

void cube_again(struct cube *cube)
{
    cube->is_crossing = true;
    cube->last_place = (struct place){0, 0, 0};
    cube->stretch = 0;
    for (size_t m = 0; m < cube->measure_count; m++)
        cube->reach[m] = 0;
    tasks_list(cube, true);
}

bool is_flow(const struct cube *cube, size_t measure)
{
    return cube->measures[measure].column->accumulation == ACCUMULATE_FLOW;
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
    return cube->period_count;
}

struct period cube_period(const struct cube *cube, size_t index)
{
    return cube->periods[cube->period_order[index]].period;
}

struct period cube_last_period(const struct cube *cube, struct period year)
{
    struct period last = {PERIOD_NONE, 0, 0, 0};

    for (size_t i = 0; i < cube->period_count; i++)
        if (period_contains(year, cube_period(cube, i)))
            last = cube_period(cube, i);
    return last;
}
