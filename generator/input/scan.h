/*
 * Rows that need no quoting rules, cut where they stand. Layer: input,
 * internal.
 *
 * What a quote means is libcsv's to say (table.c). A row without one has a cell
 * between every two delimiters, and needs neither a state nor a copy.
 */
#ifndef INPUT_SCAN_H
#define INPUT_SCAN_H

#include "input/record.h"

/* False where delimiter or quote mean something else too: all is libcsv's. */
bool scan_fits(const struct dialect *dialect) MUST_USE;

/*
 * Cuts the rows that `text` begins with, up to `rows_max` of them: each of one
 * line with its line end and of `columns` cells, no quote in it, neither blank
 * nor a comment. Their cells, which point into `text`, are written to `cells`.
 * `text` holds no NUL byte. Returns the number of rows; `*len` bytes are
 * theirs.
 */
size_t scan_rows(const struct dialect *dialect, struct slice text,
                 size_t columns, size_t rows_max, struct slice *cells,
                 size_t *len);

/*
 * Length of the first line of `text` with its end (LF, CR LF or CR); 0 where it
 * has none, or ends in a CR that an LF may follow.
 */
size_t scan_line(struct slice text);

#endif
