/*
 * The cells of one grouping set. Layer: model, for the cube alone.
 *
 * A cell is there only where rows are. It has one record of fixed size, found
 * by its key: two codes and a period. Memory is what adding a row costs, so a
 * record of six sums is just a line of the cache. What is seldom written stands
 * in columns beside the records; those of missing values, and of what lies
 * beyond 64 bits, exist only where something is in them.
 */
#ifndef MODEL_CUBE_CELLS_H
#define MODEL_CUBE_CELLS_H

#include "model/cube.h"

#define CELL_NONE UINT32_MAX
/* A key holds two codes and a period. A code is a member's id + 1, 0 = none. */
#define KEY_CODE_BITS 27
#define KEY_PERIOD_BITS 10
#define KEY_CODE_MAX ((1u << KEY_CODE_BITS) - 1)
/* A carry that stands for a sum beyond 128 bits. */
#define CARRY_LOST INT64_MIN

struct cube_record {
    uint64_t key;
    uint32_t rows;
    uint32_t last;  /* position of the last row: struct cube_stretch */
    int64_t sums[]; /* by place in cube_cells.measures; then, where only the
                       latest period counts, the number of that period */
};

enum { MISSING_EMPTY, MISSING_NOT_REPORTED, MISSING_NOT_APPLICABLE, MISSING };

struct cube_cells {
    struct arena arena;                  /* of the records */
    uint8_t measures[CUBE_MEASURES_MAX]; /* that are summed */
    size_t measure_count;
    uint8_t scales[CUBE_MEASURES_MAX]; /* by measure of the cube */
    bool latest; /* only rows of the latest period of a key count */
    size_t record_size;
    struct {
        void **items;
        size_t count, capacity;
    } chunks;
    uint32_t count;
    /*
     * Where few keys are possible, by key: cell + 1, 0 = none. Else hashed: in
     * the low `slot_bits` cell + 1, above them bits of the hash.
     */
    uint32_t *slots;
    bool is_direct;
    unsigned slot_bits;
    uint32_t radix[3]; /* direct: codes and periods there is room for */
    uint32_t *firsts;  /* by cell: position of the first row */
    /* By measure of the cube and cell; null = nowhere. */
    uint32_t *missing[CUBE_MEASURES_MAX][MISSING];
    int64_t *carries[CUBE_MEASURES_MAX]; /* times 2^64 */
    uint32_t side_capacity;
};

void cells_init(struct cube_cells *cells, const uint8_t *measures, size_t count,
                bool latest);
void cells_release(struct cube_cells *cells);
/* After the last row: all is in `arena` then. */
void cells_give(struct cube_cells *cells, struct arena *arena);
/* Makes room for keys up to these codes and this period. */
void cells_expect(struct cube_cells *cells, uint32_t first, uint32_t second,
                  uint32_t period);
/* CELL_NONE when no row has this key. */
uint32_t cells_find(const struct cube_cells *cells, uint64_t key);
/* The same; the cell is made. */
uint32_t cells_take(struct cube_cells *cells, uint64_t key);
/* As if it had no rows; its key stays. */
void cells_clear(struct cube_cells *cells, uint32_t cell);
/* Adds `value` in units of 2^64 to what a sum has beyond 64 bits. */
void cells_carry(struct cube_cells *cells, size_t measure, uint32_t cell,
                 int64_t value);
void cells_miss(struct cube_cells *cells, size_t measure, int kind,
                uint32_t cell, uint32_t count);
/* A sum at place `at`; false when it is lost. */
bool cells_sum(const struct cube_cells *cells, size_t at, uint32_t cell,
               wide *out);
/* Adds to the sum at place `at`; a sum that does not fit is lost. */
void cells_add(struct cube_cells *cells, size_t at, uint32_t cell, wide value);
/* Brings the sums of a measure to more decimals. */
void cells_rescale(struct cube_cells *cells, size_t measure, uint8_t scale);
/* What they take, from what is in them alone. */
size_t cells_size(const struct cube_cells *cells);

#define CHUNK_BITS 8
#define CHUNK_RECORDS (1u << CHUNK_BITS)

static inline struct cube_record *cells_at(const struct cube_cells *cells,
                                           uint32_t cell)
{
    char *chunk = cells->chunks.items[cell >> CHUNK_BITS];

    return (void *)(chunk + (cell & (CHUNK_RECORDS - 1)) * cells->record_size);
}

static inline uint64_t key_of(uint32_t first, uint32_t second, uint32_t period)
{
    return (uint64_t)first << (KEY_CODE_BITS + KEY_PERIOD_BITS) |
           (uint64_t)second << KEY_PERIOD_BITS | period;
}

static inline uint32_t key_period(uint64_t key)
{
    return (uint32_t)key & ((1u << KEY_PERIOD_BITS) - 1);
}

static inline uint32_t key_code(uint64_t key, uint32_t place)
{
    return (uint32_t)(key >> (place == 0 ? KEY_CODE_BITS + KEY_PERIOD_BITS
                                         : KEY_PERIOD_BITS)) &
           KEY_CODE_MAX;
}

static inline uint64_t key_hash(uint64_t key)
{
    return (key ^ key >> 32) * 0x9e3779b97f4a7c15u;
}

/* Where the search for a key begins. */
static inline uint32_t *cells_slot(const struct cube_cells *cells, uint64_t key)
{
    uint32_t first = key_code(key, 0);
    uint32_t second = key_code(key, 1);

    if (!cells->is_direct)
        return &cells->slots[key_hash(key) >> (64 - cells->slot_bits)];
    return &cells->slots[(first * cells->radix[1] + second) * cells->radix[2] +
                         key_period(key)];
}

/* The cell that is probably there. */
static inline uint32_t cells_guess(const struct cube_cells *cells, uint64_t key)
{
    uint32_t slot = *cells_slot(cells, key);

    return (cells->is_direct ? slot : slot & ((1u << cells->slot_bits) - 1)) -
           1;
}

#endif
