/*
 * The cube: sums of a table of facts over a fixed list of grouping sets.
 * Layer: model.
 *
 * The list follows from the routes (model/cube_set.c): everything, each
 * dimension, and each pair that a page crosses. A cell holds an exact sum, how
 * many values it has and how many were missing of each kind, first and last
 * record: all-missing is not zero. Memory is proportional to cells, not rows.
 * Only flows are summed over time: see cube_query().
 *
 * Large tables: rows are taken in blocks, by threads beside the one that reads.
 * When the cells of all sets outgrow a bound (cube_limit()), a pair or a kept
 * set is folded to years: flows are summed by year, other measures keep the
 * last period of each year, and single months of it answer CUBE_NO_SET. When
 * that is not enough, a pair is left out. Those that would make the longest
 * lists go first, each dimension alone never. Which they are follows from the
 * rows alone, not from threads; a table of fewer cells than the bound has all.
 */
#ifndef MODEL_CUBE_H
#define MODEL_CUBE_H

#include "model/table.h"

#define CUBE_DIMENSIONS_MAX 14
#define CUBE_MEASURES_MAX 12
#define CUBE_PERIODS_MAX 512
#define CUBE_MEMBERS_MAX (1u << 27) /* of a dimension */

struct member {
    struct slice code;
    struct words label;
    uint32_t id;                 /* place in dimension->members */
    const struct member *parent; /* null = top */
    const struct member **children;
    size_t child_count;
    const struct table *table; /* where it is defined, null = only in facts */
    const struct row *row;
    bool used;                /* some fact has it */
    bool has_labels;          /* facts give it two labels: found */
    struct place label_place; /* of the first; source 0 = from a list */
};

struct dimension {
    struct slice name;
    struct words title;
    struct {
        struct member **items;
        size_t count, capacity;
    } members;
    struct map by_code;
    bool has_classifier;
    bool nested; /* some member has a parent */
};

struct cube_measure {
    const struct column *column;
    uint8_t scale; /* decimals of the sums */
};

struct cube;

struct cube *cube_new(struct arena *arena, const struct table *table,
                      struct dimension **dimensions, size_t dimension_count);
/* Before the first row: how many threads (default: processors) add to the
 * sets, one = the caller's, and what the cells may take (default: CUBE_SIZE).
 */
#define CUBE_SIZE ((size_t)272 << 20)
void cube_threads(struct cube *cube, unsigned threads);
void cube_limit(struct cube *cube, size_t bytes);
/*
 * Adds a row: `members` by dimension of the cube (null = the row has none),
 * `cells` by measure. False when the table has more than CUBE_PERIODS_MAX
 * periods, or a dimension more than 2^27 members.
 */
bool cube_add(struct cube *cube, struct period period,
              const struct member *const *members,
              const struct cell *const *cells, struct place place);
/* The same, by the numbers of the members + 1, 0 = none. */
bool cube_add_codes(struct cube *cube, struct period period,
                    const uint32_t *codes, const struct cell *const *cells,
                    struct place place);

/*
 * Rows by column, with values at the scales of the measures: what several
 * threads have typed. Their cells are present, of 64 bits, or empty.
 */
struct cube_rows {
    uint32_t *codes[CUBE_DIMENSIONS_MAX]; /* as in cube_add_codes() */
    uint16_t *periods;                    /* places in a list of periods */
    int64_t *values;   /* [row * measures + measure], 0 where it is empty */
    uint8_t *states;   /* the same: enum cell_state */
    bool *is_odd;      /* some cell of the row is empty */
    uint32_t *records; /* ascending */
};
/* Rows that may be added at once, at least 1: all of one block. */
uint32_t cube_room(struct cube *cube);
/*
 * The number of a period, given to it when it is new: CUBE_PERIODS_MAX when
 * there is none left.
 */
size_t cube_take_period(struct cube *cube, struct period period);
/*
 * Adds rows `from` to `to` of a source, as cube_add_codes() would; `numbers` of
 * periods by their places, `reach` by measure: the sum of the values without
 * their signs.
 */
void cube_add_rows(struct cube *cube, const struct cube_rows *rows,
                   uint32_t from, uint32_t to, uint16_t source,
                   const uint16_t *numbers, const uint64_t *reach);

size_t cube_dimension_count(const struct cube *cube);
const struct dimension *cube_dimension(const struct cube *cube, size_t index);
/* -1 when the cube has none. */
int cube_find_dimension(const struct cube *cube, struct slice name);
size_t cube_measure_count(const struct cube *cube);
const struct cube_measure *cube_measure(const struct cube *cube, size_t index);
/* By stage or published name. */
int cube_find_measure(const struct cube *cube, struct slice stage);
/* By stage alone; an empty one is none. */
int cube_find_stage(const struct cube *cube, struct slice stage);
/* Periods that occur, ascending. */
size_t cube_period_count(const struct cube *cube);
struct period cube_period(const struct cube *cube, size_t index);
/* The last of them in a year; kind none when there is none. */
struct period cube_last_period(const struct cube *cube, struct period year);
/* After the last row, whatever came before; nothing else answers earlier. */
void cube_finish(struct cube *cube);

/*
 * Pairs of dimensions are what pages cross, and much dearer than all else. Of a
 * table of some 262,000 rows or less they are summed at the end. A longer one
 * waits: its pairs answer CUBE_NO_SET until all of its rows, in the same order,
 * have been added once more between cube_again() and another cube_finish().
 */
bool cube_waits(const struct cube *cube);
void cube_again(struct cube *cube);

/*
 * Sets beside the fixed ones, of up to CUBE_SET_DIMENSIONS_MAX dimensions: the
 * levels at which a rule is checked. Asked for before the first row; their
 * groups can be walked. A dimension may not be named twice.
 */
#define CUBE_SET_DIMENSIONS_MAX 6
void cube_keep_set(struct cube *cube, const int *dimensions, size_t count);
/* The number of a kept set of these dimensions, in any order; -1 when there is
 * none, or when it was left out (below). */
int cube_find_set(const struct cube *cube, const int *dimensions, size_t count);
/* Groups that occur, in order of their first rows. */
size_t cube_set_group_count(const struct cube *cube, int set);
/* Null = rows without a code of this dimension. */
const struct member *cube_group_member(const struct cube *cube, int set,
                                       size_t group, int dimension);

struct cube_term {
    int dimension;
    const struct member *const *members; /* any of these; null = no code */
    size_t count;
    bool subtree; /* and all below them */
};

enum cube_answer {
    CUBE_OK,
    CUBE_NO_SET,    /* no grouping set has these dimensions, or has them by
                       year only */
    CUBE_NOT_A_FLOW /* the counts stand, the sum does not: several periods of a
                       level or to-date measure, or periods that lie over each
                       other (a year, its months) */
};

struct cube_sum {
    struct amount value;
    uint32_t values, empty, not_reported, not_applicable;
    struct place first, last;
    bool overflow;
};

/*
 * Sum over the rows that match all terms and lie in `from`..`to` (inclusive;
 * kind PERIOD_NONE = no bound).
 */
enum cube_answer cube_query(const struct cube *cube, size_t measure,
                            const struct cube_term *terms, size_t term_count,
                            struct period from, struct period to,
                            struct cube_sum *out);
/* The same for one group of a kept set. */
enum cube_answer cube_group_query(const struct cube *cube, int set,
                                  size_t group, size_t measure,
                                  struct period from, struct period to,
                                  struct cube_sum *out);

/*
 * Marks, by id, the members of `other` that rows have together with a member of
 * `dimension` or one below it, in whatever period, and those above the marked.
 * False when no pair says it. Much faster than a query for every member.
 */
bool cube_meet(const struct cube *cube, int dimension,
               const struct member *member, int other, bool *met);
/* Was the pair left out? */
bool cube_pair_is_left(const struct cube *cube, int dimension, int other);

#endif
