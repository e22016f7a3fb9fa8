/*
 * Rows of a published dataset, one at a time, in bounded memory. Layer:
 * publish, for history/ only.
 *
 * Published files are RFC 4180 as emit/comma.c writes it. A row is first handed
 * out as it stands, so that equal rows need not be cut into cells.
 */
#ifndef HISTORY_ROWS_IN_H
#define HISTORY_ROWS_IN_H

#include "publish/history/edition.h"

struct rows_in {
    const struct edition_dataset *dataset;
    struct edition_stream *stream;
    struct buf bytes;
    size_t start; /* of what was not handed out */
    bool at_end;
    bool failed; /* said in the fault text */
    struct buf *fault;
    struct slice raw;    /* the row; until the next one is asked for */
    uint64_t number;     /* of the row, from 1; the header is 0 */
    struct slice *cells; /* by column of the dataset, after rows_in_cut() */
    size_t *columns;     /* by place in the file; SIZE_MAX = not described */
    size_t column_count;
    struct buf unquoted;
    struct arena arena;
};

/* Reads the header. Close it whatever the answer was. */
bool rows_in_open(struct rows_in *rows, const struct edition *edition,
                  const struct edition_dataset *dataset,
                  struct buf *fault) MUST_USE;
/* False at the end, and when `failed`. */
bool rows_in_next(struct rows_in *rows) MUST_USE;
/* `raw` into `cells`; false with a fault when it is no row of this table. */
bool rows_in_cut(struct rows_in *rows) MUST_USE;
void rows_in_close(struct rows_in *rows);

#endif
