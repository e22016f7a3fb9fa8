/*
 * The cells of an XLSX workbook (ECMA-376 part 1, SpreadsheetML), read without
 * the library that wrote them. Layer: verify, for its own files only.
 *
 * A row is in memory at a time. A workbook that could show or do something
 * else than its cells hold (macros, links, dates counted in another way,
 * formats of numbers that show other digits) is refused when it is opened.
 * One thread uses a workbook.
 */
#ifndef VERIFY_GRID_H
#define VERIFY_GRID_H

#include "base/archive.h"
#include "verify/read.h"
#include "verify/source.h"

/* A workbook, and the parts of it that hold its sheets, in their order. */
struct book {
    struct arena arena;
    struct source *source;
    struct names sheets;
    struct names strings; /* that cells share */
};

/* False with a reason; it is to be closed either way. */
bool verify_book_open(struct book *book, struct slice bytes,
                      struct buf *reason) MUST_USE;
void verify_book_close(struct book *book);

enum grid_kind {
    GRID_NUMBER,
    GRID_TEXT,
    GRID_OTHER /* a truth value, an error, a kind that is not known */
};

/* A cell that is not blank. */
struct grid_cell {
    enum grid_kind kind;
    size_t column; /* from 0 */
    bool has_formula;
    struct slice text; /* decoded; a number as written */
};

struct grid {
    struct book *book;
    struct archive_stream *stream; /* null before it is opened */
    struct buf *reason;
    struct arena arena; /* of the row */
    struct buf pending;
    size_t at;       /* of what is not taken, in `pending` */
    size_t searched; /* no row ends before it */
    bool has_ended;
    bool has_failed; /* with a reason */
    size_t row;      /* its number, from 1; ascending */
    struct {
        struct grid_cell *items;
        size_t count, capacity;
    } cells; /* of the row, from left to right */
};

/* False with a reason, which rows add to too; it is to be closed either way. */
bool verify_grid_open(struct grid *grid, struct book *book, size_t sheet,
                      struct buf *reason) MUST_USE;
/* The next row that is written; false at the end, and where it `has_failed`. */
bool verify_grid_next(struct grid *grid) MUST_USE;
void verify_grid_close(struct grid *grid);

#endif
