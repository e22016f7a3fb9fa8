/*
 * Shared by the cube's files. Layer: model, for the cube alone.
 *
 * Rows come in blocks, which the sets go through in order; each set is written
 * by one thread at a time. What the sets know of the cube while rows are read
 * is in the block, or was written before the block was handed over.
 */
#ifndef MODEL_CUBE_INTERNAL_H
#define MODEL_CUBE_INTERNAL_H

#include "base/crew.h"
#include "model/cube_cells.h"

#define BLOCK_ROWS 8192
/* Blocks that wait or are worked on while one is being filled. */
#define BLOCKS_WAITING 3
/* Blocks that are kept until the end, for the pairs of a table of so few. */
#define BLOCKS_RETAINED 32

/* What a value of a block is, beside the states of cells. */
enum { VALUE_WIDE = CELL_REFUSED + 1, VALUE_LOST };

/* A value of a block that needs more than 64 bits. */
struct wide_value {
    uint32_t row;
    uint32_t measure;
    wide value;
};

/* Rows on their way into the sets, by column. */
struct cube_block {
    struct arena arena;
    uint32_t count;
    uint32_t *codes[CUBE_DIMENSIONS_MAX];
    uint32_t tops[CUBE_DIMENSIONS_MAX]; /* greatest code so far, of all rows */
    uint16_t *periods;
    uint32_t period_count;
    int64_t *values; /* [row * measures + measure] */
    uint8_t *states; /* the same: enum cell_state or VALUE_ */
    bool *is_odd;    /* some value of the row is not a plain one */
    uint32_t *positions;
    uint8_t scales[CUBE_MEASURES_MAX];
    bool is_narrow; /* no sum of all rows so far can pass 64 bits */
    struct {
        struct wide_value *items;
        size_t count, capacity;
    } wides;
};

/*
 * Rows have positions, in 32 bits and ascending: from `position` on they stand
 * at `place` and after it.
 */
struct cube_stretch {
    uint32_t position;
    struct place place;
};

/* A period with its days counted once: queries compare them often. */
struct span {
    struct period period;
    int32_t first; /* days from 1970-01-01 */
    int32_t last;
    uint16_t fold; /* number of its year among periods of its kind */
};

/* Groups of a kept set: their codes, and their number by these. */
struct cube_groups {
    uint32_t *codes; /* [group * dimensions + dimension] */
    uint32_t count, capacity;
    uint32_t *slots; /* group + 1, 0 = free */
    unsigned slot_bits;
};

/* Of a pair, for one of its two: the codes of the other by the code of this. */
struct cube_meeting {
    uint32_t
        *starts; /* by code: where its list begins; the next one's ends it */
    uint32_t *codes;
    uint32_t limit; /* above all codes */
};

/* One grouping set. */
struct cube_set {
    int dimensions[CUBE_SET_DIMENSIONS_MAX];
    size_t count;
    bool is_kept;           /* asked for: keys hold the number of a group */
    bool is_folded;         /* periods are years: struct span */
    bool is_left;           /* out: it would be too large */
    bool is_pair;           /* summed once all rows are known */
    bool is_given;          /* done: its memory is the portal's */
    struct cube_set *whole; /* derived from it, at the end */
    uint32_t pages;         /* codes whose pages list the others */
    struct cube_meeting meetings[2]; /* of a pair, when all rows are in it */
    struct cube_groups groups;       /* of a kept set */
    struct cube_cells cells;         /* folded: sums of flows, counts of all */
    struct cube_cells latest;        /* folded: measures that are no flows */
};

struct cube {
    struct arena *arena;
    const struct table *table;
    struct dimension *dimensions[CUBE_DIMENSIONS_MAX];
    size_t dimension_count;
    struct cube_measure measures[CUBE_MEASURES_MAX];
    size_t measure_count;
    struct span periods[CUBE_PERIODS_MAX]; /* by order of appearance */
    size_t period_count;
    uint32_t *period_order; /* ascending, after cube_finish() */
    struct {
        struct cube_stretch *items;
        size_t count, capacity;
    } stretches;
    struct place last_place;
    struct cube_set *sets;
    size_t set_count, set_capacity;
    size_t size_max;
    unsigned threads;
    struct crew *crew; /* from the first full block on */
    struct cube_block *blocks[BLOCKS_WAITING + 1];
    size_t block; /* the one being filled */
    struct {
        struct cube_block **items; /* the first ones */
        size_t count, capacity;
    } retained;
    bool is_long;            /* there were more */
    bool is_crossing;        /* the pairs are being summed, no other sets */
    bool waits;              /* the pairs are not summed */
    struct cube_set **tasks; /* sets that rows go into now */
    size_t task_count;
    size_t stretch; /* rows once more: the one they are in */
    /* No sum of plain values can be farther from 0, by measure. */
    uint64_t reach[CUBE_MEASURES_MAX];
};

/* Sets of one kind after the other: model/cube_set.c. */
void cube_sets(struct cube *cube);
/* Adds a block to a set. */
void set_add(struct cube *cube, struct cube_set *set,
             const struct cube_block *block);
void set_give(struct cube_set *set, struct arena *arena);

/* Lists what meets in a pair: model/cube_meet.c. */
void set_meet(struct cube_set *set, struct arena *arena);

/* Is a measure summed over periods? */
bool is_flow(const struct cube *cube, size_t measure);
/* Fills a set that is derived. */
void set_derive(const struct cube *cube, struct cube_set *set);
/* After each block: folds and leaves out what is too large. */
void cube_fit(struct cube *cube);

#endif
