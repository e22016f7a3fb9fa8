/*
 * What differs between two editions of a portal, from their published datasets.
 * Layer: publish.
 *
 * Rows are told apart by the primary key, else by all codes and periods; of
 * rows with one key the numbers are added up. Where a row came from is not
 * compared. Both sides are streamed twice; memory is proportional to what
 * differs. The order is that of the new descriptor's datasets, then of keys,
 * then of columns.
 */
#ifndef HISTORY_COMPARE_H
#define HISTORY_COMPARE_H

#include "model/changes.h"
#include "publish/history/edition.h"

/* NAME, id, how `rendir diff` heads them */
#define CHANGE_KINDS(X)                                                        \
    X(DATASET_ADDED, "dataset-added", "Datasets added")                        \
    X(DATASET_DROPPED, "dataset-dropped", "Datasets dropped")                  \
    X(COLUMN_ADDED, "column-added", "Columns added")                           \
    X(COLUMN_DROPPED, "column-dropped", "Columns dropped")                     \
    X(UNIT, "unit-changed", "Units changed")                                   \
    X(AMOUNT, "amount-restated", "Amounts restated")                           \
    X(ROW_APPEARED, "row-appeared", "Rows that appeared")                      \
    X(ROW_VANISHED, "row-vanished", "Rows that vanished")                      \
    X(TARGET, "target-moved", "Targets moved")                                 \
    X(BASELINE, "baseline-moved", "Baselines moved")                           \
    X(DEADLINE, "deadline-moved", "Deadlines moved")                           \
    X(DIRECTION, "direction-changed", "Directions changed")                    \
    X(COMMITMENT_ADDED, "commitment-added", "Commitments added")               \
    X(COMMITMENT_DROPPED, "commitment-dropped", "Commitments dropped")         \
    X(STATUS_REVERSED, "status-reversed", "Statuses reversed")                 \
    X(STATUS, "status-changed", "Statuses changed")                            \
    X(REASON, "reason-edited", "Reasons edited")                               \
    X(RESPONSIBLE, "responsible-changed", "Those responsible changed")         \
    X(RENAMED, "label-changed", "Renamed")                                     \
    X(CODE_RENAMED, "code-renamed", "Codes renamed")                           \
    X(CODE_DROPPED, "code-dropped", "Codes dropped")                           \
    X(SPLIT, "code-split", "Codes split")                                      \
    X(MERGED, "code-merged", "Codes merged")                                   \
    X(VALUE, "value-edited", "Other values edited")

enum change_kind {
#define CHANGE_KIND(NAME, id, heading) CHANGE_##NAME,
    CHANGE_KINDS(CHANGE_KIND)
#undef CHANGE_KIND
        CHANGE_KIND_COUNT
};

const char *change_kind_name(enum change_kind kind);
/* English: of the command, not of pages. */
const char *change_kind_heading(enum change_kind kind);

/* A row of a resource that gives reasons: `row` from 1, 0 = none. */
struct reason_place {
    struct slice dataset;
    size_t row;
};

struct change {
    enum change_kind kind;
    struct change_record record; /* texts in the arena of the list */
    struct reason_place reason;  /* where record.reason was taken from */
    size_t dataset, column;      /* their order */
};

/* A correction that no change answers to, or that names what is not there. */
struct reason_fault {
    struct reason_place place;
    struct slice resource;
    struct slice unknown; /* name of a resource or column; empty = no match */
};

struct changes {
    struct change *items;
    size_t count, capacity;
    uint64_t continued; /* new rows, and values, of periods still open then */
    struct {
        struct reason_fault *items;
        size_t count, capacity;
    } faults;
};

/* Keys of rows that differ, of one table, that are held at once; of more, the
 * table is read again for each part of them. */
#define CHANGES_KEYS_MAX ((size_t)1 << 21)

/* False, with a sentence, when a file cannot be read as its descriptor says. */
bool changes_find(struct edition *old, struct edition *new, size_t keys_max,
                  struct arena *arena, struct changes *out,
                  struct buf *fault) MUST_USE;

#endif
