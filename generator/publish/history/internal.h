/*
 * A comparison under way. Layer: publish, for history/ only.
 */
#ifndef HISTORY_INTERNAL_H
#define HISTORY_INTERNAL_H

#include "publish/history/balance.h"
#include "publish/history/compare.h"
#include "publish/history/rows_in.h"

enum { SIDE_OLD, SIDE_NEW, SIDES };

/* A code that was given up, and a code that took its place. */
struct successor {
    struct slice scheme; /* "program": change_scheme() */
    struct slice from;
    struct slice to; /* empty = none */
    struct slice reason;
    struct slice source;
    struct reason_place place;
    const struct successor *next; /* of the same code */
};

/* A declared reason, and what it is given for: empty = any. */
struct correction {
    struct slice resource;
    struct slice column;
    struct slice key;
    struct slice dimension;
    struct slice entity;
    struct period period;
    struct slice date;
    struct slice reason;
    struct slice source;
    struct reason_place place;
    bool is_silent; /* of another resource: nobody asks whether it matches */
    bool used;
};

struct reasons {
    struct {
        struct successor *items;
        size_t count, capacity;
    } successors;
    struct map by_from; /* scheme and code -> its first successor */
    struct map by_to;   /* scheme and code -> size_t, how many it replaces */
    struct map by_code; /* given up or taken -> the first with a reason */
    struct {
        struct correction *items;
        size_t count, capacity;
    } corrections;
};

struct comparison {
    struct edition *editions[SIDES];
    size_t keys_max;
    struct arena *arena;
    struct changes *changes;
    struct buf *fault;
    struct reasons reasons;
};

/* A column that both sides have, and that is compared or tells rows apart. */
struct joint {
    const struct edition_column *columns[SIDES];
    size_t index[SIDES];
    bool is_key;
    bool is_comparable;  /* else its unit is another */
    struct slice scheme; /* of its codes, or empty */
};

/* A dataset of both sides. */
struct pairing {
    struct comparison *comparison;
    const struct edition_dataset *sides[SIDES];
    size_t order;
    struct joint *joints; /* the key first, in its order */
    size_t count;
    size_t key_count;
    size_t time;      /* joint that dates a row; SIZE_MAX = none */
    size_t currency;  /* joint with the currency of a row; SIZE_MAX = none */
    bool same_layout; /* equal rows are equal bytes */
    bool is_rescaled; /* equal texts are other numbers: in thousands since */
};

/* Rows with one key, cells by joint. */
struct group_rows {
    struct slice **items;
    size_t count, capacity;
};
struct group {
    struct slice key; /* "program=0011;period=2017-03" */
    struct group_rows rows[SIDES];
    bool is_recoded; /* old rows of other codes are among them */
    bool is_moved;   /* its old rows are compared elsewhere */
};
struct groups {
    struct group **items; /* in the order found */
    size_t count, capacity;
    struct map by_key;
};

/* Which columns, and what tells rows apart; false when there is nothing to
 * compare. */
bool pairing_plan(struct pairing *pairing);
/* The rows that differ, then group_compare() for each. */
bool pairing_compare(struct pairing *pairing) MUST_USE;
/* What became of rows with one key. */
void group_compare(struct pairing *pairing, const struct group *group);
/* Old rows under the codes that took the place of theirs. */
void groups_recode(struct pairing *pairing, struct groups *groups,
                   struct arena *arena);

/* --- later.c --- */
/* Does it end behind the old edition's cut-off? */
bool date_is_later(const struct comparison *comparison, struct slice text);
/* Is the row of something that came about after it? */
bool cells_are_later(const struct pairing *pairing, struct slice *cells);
/* Was the cell of one row empty, as what it tells of had not come about? */
bool cell_came(const struct pairing *pairing, const struct group *group,
               size_t joint);

/* A new change of this dataset, empty but for its kind. */
struct change *change_new(struct comparison *comparison, enum change_kind kind,
                          const struct edition_dataset *dataset, size_t order);
/* What a changed cell is called. */
enum change_kind change_of_cell(const struct pairing *pairing,
                                const struct joint *joint, struct slice before,
                                struct slice after);
/* Is a row as such a code of its own: a program, an institution … ? */
bool change_is_entity(const struct edition_dataset *dataset);
/* Does it say what was changed and why? That it grows is no change. */
bool change_is_declaration(const struct edition_dataset *dataset);
/* "program" for the codes of a column, empty for what is no code. */
struct slice change_scheme(const struct edition_dataset *dataset,
                           const struct edition_column *column);
/* "programs" -> "program", "program" -> "program". */
struct slice change_scheme_name(struct slice text);

bool reasons_read(struct comparison *comparison) MUST_USE;
/* Gives each change its reason; what matches nothing is a fault of the list. */
void reasons_give(struct comparison *comparison);
/* Successors of a code: how many, and the first. */
size_t reasons_successors(const struct reasons *reasons, struct slice scheme,
                          struct slice from, const struct successor **first);
/*
 * The code that stands for this one and all that took its place one after the
 * other, whichever of them is asked for.
 */
struct slice reasons_last(const struct reasons *reasons, struct slice scheme,
                          struct slice code);
/* How many codes does this one take the place of? */
size_t reasons_predecessors(const struct reasons *reasons, struct slice scheme,
                            struct slice to);

/* Labels of what changes are about, where the row itself has none. */
bool labels_give(struct comparison *comparison) MUST_USE;

#endif
