/* Records of cells by key, and the columns beside them. */
#include "model/cube_cells.h"

#include <string.h>

#include "base/bug.h"

/* So many slots by key are small beside the records of a busy set. */
#define DIRECT_MAX (1u << 19)
#define SLOT_BITS_FIRST 6
#define LINE 64

static void *zeroed(size_t count, size_t size)
{
    void *items = calloc(count, size);

    if (items == NULL)
        out_of_memory();
    return items;
}

void cells_init(struct cube_cells *cells, const uint8_t *measures, size_t count,
                bool latest)
{
    *cells = (struct cube_cells){.measure_count = count,
                                 .latest = latest,
                                 .is_direct = true,
                                 .radix = {1, 1, 1}};
    arena_init(&cells->arena);
    for (size_t i = 0; i < count; i++)
        cells->measures[i] = measures[i];
    cells->record_size =
        sizeof(struct cube_record) + (count + latest) * sizeof(int64_t);
    cells->slots = zeroed(1, sizeof(*cells->slots));
}

void cells_release(struct cube_cells *cells)
{
    arena_release(&cells->arena);
    free(cells->slots);
    free(cells->firsts);
    for (size_t m = 0; m < CUBE_MEASURES_MAX; m++) {
        free(cells->carries[m]);
        for (int kind = 0; kind < MISSING; kind++)
            free(cells->missing[m][kind]);
    }
    *cells = (struct cube_cells){.arena = {NULL}};
}

static void *give(struct arena *arena, void *items, size_t count, size_t size)
{
    void *copy;

    if (items == NULL)
        return NULL;
    copy = arena_array(arena, count, size);
    memcpy(copy, items, count * size);
    free(items);
    return copy;
}

static size_t slot_count(const struct cube_cells *cells)
{
    return cells->is_direct
               ? (size_t)cells->radix[0] * cells->radix[1] * cells->radix[2]
               : (size_t)1 << cells->slot_bits;
}

void cells_give(struct cube_cells *cells, struct arena *arena)
{
    if (cells->slots == NULL)
        return;
    cells->slots =
        give(arena, cells->slots, slot_count(cells), sizeof(uint32_t));
    cells->firsts = give(arena, cells->firsts, cells->count, sizeof(uint32_t));
    for (size_t m = 0; m < CUBE_MEASURES_MAX; m++) {
        cells->carries[m] =
            give(arena, cells->carries[m], cells->count, sizeof(int64_t));
        for (int kind = 0; kind < MISSING; kind++)
            cells->missing[m][kind] = give(arena, cells->missing[m][kind],
                                           cells->count, sizeof(uint32_t));
    }
    arena_adopt(arena, &cells->arena);
}

static uint32_t slot_value(const struct cube_cells *cells, uint64_t key,
                           uint32_t cell)
{
    uint32_t mask = (1u << cells->slot_bits) - 1;

    if (cells->is_direct)
        return cell + 1;
    return ((uint32_t)(key_hash(key) >> 8) & ~mask) | (cell + 1);
}

/* The slot of a key, or the free one where it would be. */
static uint32_t *slot_find(const struct cube_cells *cells, uint64_t key)
{
    uint32_t *slot = cells_slot(cells, key);
    uint32_t mask = (1u << cells->slot_bits) - 1;
    uint32_t wanted = slot_value(cells, key, 0) & ~mask;

    while (!cells->is_direct && *slot != 0) {
        if ((*slot & ~mask) == wanted &&
            cells_at(cells, (*slot & mask) - 1)->key == key)
            break;
        slot = slot - cells->slots == (ptrdiff_t)mask ? cells->slots : slot + 1;
    }
    return slot;
}

/* All cells again, into slots of the size that is set. */
static void slots_fill(struct cube_cells *cells)
{
    free(cells->slots);
    cells->slots = zeroed(slot_count(cells), sizeof(*cells->slots));
    for (uint32_t i = 0; i < cells->count; i++) {
        uint64_t key = cells_at(cells, i)->key;
        uint32_t *slot = cells_slot(cells, key);

        while (!cells->is_direct && *slot != 0)
            slot = slot == &cells->slots[slot_count(cells) - 1] ? cells->slots
                                                                : slot + 1;
        *slot = slot_value(cells, key, i);
    }
}

static void slots_hash(struct cube_cells *cells)
{
    cells->is_direct = false;
    cells->slot_bits = SLOT_BITS_FIRST;
    while (cells->count >= 3u << (cells->slot_bits - 2))
        cells->slot_bits++;
    slots_fill(cells);
}

void cells_expect(struct cube_cells *cells, uint32_t first, uint32_t second,
                  uint32_t period)
{
    const uint32_t last[3] = {first, second, period};
    uint64_t size = 1;
    bool grows = false;

    if (!cells->is_direct)
        return;
    for (int i = 0; i < 3; i++) {
        if (last[i] >= cells->radix[i]) {
            cells->radix[i] = last[i] + 1 + last[i] / 4;
            grows = true;
        }
        size = size > DIRECT_MAX ? size : size * cells->radix[i];
    }
    if (size > DIRECT_MAX)
        slots_hash(cells);
    else if (grows)
        slots_fill(cells);
}

uint32_t cells_find(const struct cube_cells *cells, uint64_t key)
{
    uint32_t first = key_code(key, 0);
    uint32_t second = key_code(key, 1);
    uint32_t slot;

    if (cells->is_direct &&
        (first >= cells->radix[0] || second >= cells->radix[1] ||
         key_period(key) >= cells->radix[2]))
        return CELL_NONE;
    slot = *slot_find(cells, key);
    if (slot == 0)
        return CELL_NONE;
    return (cells->is_direct ? slot : slot & ((1u << cells->slot_bits) - 1)) -
           1;
}

static void *widened(void *items, size_t from, size_t to, size_t size)
{
    void *grown;

    if (items == NULL)
        return NULL;
    grown = realloc(items, to * size);
    if (grown == NULL)
        out_of_memory();
    memset((char *)grown + from * size, 0, (to - from) * size);
    return grown;
}

static void sides_grow(struct cube_cells *cells)
{
    uint32_t from = cells->side_capacity;
    uint32_t to = from + from / 2 + CHUNK_RECORDS;

    cells->firsts = realloc(cells->firsts, to * sizeof(*cells->firsts));
    if (cells->firsts == NULL)
        out_of_memory();
    for (size_t m = 0; m < CUBE_MEASURES_MAX; m++) {
        cells->carries[m] =
            widened(cells->carries[m], from, to, sizeof(int64_t));
        for (int kind = 0; kind < MISSING; kind++)
            cells->missing[m][kind] =
                widened(cells->missing[m][kind], from, to, sizeof(uint32_t));
    }
    cells->side_capacity = to;
}

/* Records begin where a line of the cache does. */
static void *chunk_new(struct cube_cells *cells)
{
    char *chunk = arena_alloc(&cells->arena,
                              CHUNK_RECORDS * cells->record_size + LINE - 1);

    return chunk + (LINE - (uintptr_t)chunk % LINE) % LINE;
}

static uint32_t cell_new(struct cube_cells *cells, uint64_t key)
{
    uint32_t cell = cells->count;

    if (cell % CHUNK_RECORDS == 0) {
        void *chunk = chunk_new(cells);

        ARENA_PUSH(&cells->arena, &cells->chunks, chunk);
    }
    if (cell == cells->side_capacity)
        sides_grow(cells);
    cells->count++;
    cells_at(cells, cell)->key = key;
    return cell;
}

uint32_t cells_take(struct cube_cells *cells, uint64_t key)
{
    uint32_t *slot = slot_find(cells, key);
    uint32_t cell;

    if (*slot != 0)
        return (cells->is_direct ? *slot
                                 : *slot & ((1u << cells->slot_bits) - 1)) -
               1;
    cell = cell_new(cells, key);
    *slot = slot_value(cells, key, cell);
    /* Three quarters full, so that one slot is always free. */
    if (!cells->is_direct && cells->count >= 3u << (cells->slot_bits - 2)) {
        cells->slot_bits++;
        slots_fill(cells);
    }
    return cell;
}

void cells_clear(struct cube_cells *cells, uint32_t cell)
{
    struct cube_record *record = cells_at(cells, cell);
    uint64_t key = record->key;

    memset(record, 0, cells->record_size);
    record->key = key;
    for (size_t m = 0; m < CUBE_MEASURES_MAX; m++) {
        if (cells->carries[m] != NULL)
            cells->carries[m][cell] = 0;
        for (int kind = 0; kind < MISSING; kind++)
            if (cells->missing[m][kind] != NULL)
                cells->missing[m][kind][cell] = 0;
    }
}

void cells_carry(struct cube_cells *cells, size_t measure, uint32_t cell,
                 int64_t value)
{
    int64_t *carry;

    if (cells->carries[measure] == NULL)
        cells->carries[measure] =
            zeroed(cells->side_capacity, sizeof(**cells->carries));
    carry = &cells->carries[measure][cell];
    if (*carry == CARRY_LOST || value == CARRY_LOST ||
        __builtin_add_overflow(*carry, value, carry))
        *carry = CARRY_LOST;
}

void cells_miss(struct cube_cells *cells, size_t measure, int kind,
                uint32_t cell, uint32_t count)
{
    uint32_t **side = &cells->missing[measure][kind];

    if (*side == NULL)
        *side = zeroed(cells->side_capacity, sizeof(**side));
    (*side)[cell] += count;
}

bool cells_sum(const struct cube_cells *cells, size_t at, uint32_t cell,
               wide *out)
{
    const int64_t *carries = cells->carries[cells->measures[at]];
    wide high = 0;

    *out = cells_at(cells, cell)->sums[at];
    if (carries == NULL || carries[cell] == 0)
        return true;
    return carries[cell] != CARRY_LOST &&
           !__builtin_mul_overflow((wide)carries[cell], (wide)1 << 64, &high) &&
           !__builtin_add_overflow(*out, high, out);
}

/* The part of a value that a record holds; the rest is `high` times 2^64. */
static int64_t low_part(wide value, int64_t *high)
{
    int64_t low = (int64_t)(uint64_t)value;

    *high = (int64_t)((value >> 64) + (low < 0));
    return low;
}

void cells_add(struct cube_cells *cells, size_t at, uint32_t cell, wide value)
{
    int64_t *sum = &cells_at(cells, cell)->sums[at];
    int64_t high;
    int64_t low = low_part(value, &high);

    if (__builtin_add_overflow(*sum, low, sum))
        cells_carry(cells, cells->measures[at], cell, low < 0 ? -1 : 1);
    if (high != 0)
        cells_carry(cells, cells->measures[at], cell, high);
}

void cells_rescale(struct cube_cells *cells, size_t measure, uint8_t scale)
{
    uint8_t from = cells->scales[measure];
    size_t at = 0;

    cells->scales[measure] = scale;
    while (at < cells->measure_count && cells->measures[at] != measure)
        at++;
    for (uint32_t i = 0; at < cells->measure_count && i < cells->count; i++) {
        struct amount sum = {.scale = from};

        if (!cells_sum(cells, at, i, &sum.coefficient) ||
            !amount_round(sum, scale, &sum)) {
            cells_carry(cells, measure, i, CARRY_LOST);
            continue;
        }
        cells_at(cells, i)->sums[at] = 0;
        if (cells->carries[measure] != NULL)
            cells->carries[measure][i] = 0;
        cells_add(cells, at, i, sum.coefficient);
    }
}

size_t cells_size(const struct cube_cells *cells)
{
    /* A slot for each cell, as often free as not. */
    size_t size = cells->record_size + 3 * sizeof(uint32_t);

    for (size_t m = 0; m < CUBE_MEASURES_MAX; m++) {
        size += cells->carries[m] != NULL ? sizeof(int64_t) : 0;
        for (int kind = 0; kind < MISSING; kind++)
            size += cells->missing[m][kind] != NULL ? sizeof(uint32_t) : 0;
    }
    return size * cells->count;
}
