/*
 * Pipe tables: which lines form one, and its cells. Layer: input, internal.
 *
 * CommonMark has no tables. The form is that of GitHub Flavored Markdown,
 * section 4.10: a head row, a row of dashes with colons for alignment, rows.
 */
#ifndef INPUT_PIPE_H
#define INPUT_PIPE_H

#include "base/arena.h"
#include "base/buf.h"

/* Short rows are filled up: a bound keeps a small text from growing huge. */
#define PIPE_COLUMNS_MAX 256u

enum pipe_align { PIPE_NONE, PIPE_LEFT, PIPE_CENTER, PIPE_RIGHT };

struct pipe_cells {
    struct slice *items; /* Markdown of one line, "\|" already a pipe */
    size_t count, capacity;
};

/* Cells of a row, trimmed, in the arena. */
void pipe_split(struct arena *arena, struct slice line,
                struct pipe_cells *cells);
/*
 * Is this the row of dashes? Then `*align` has one entry for each of its cells
 * and `*count` says how many.
 */
bool pipe_delimiter(struct arena *arena, struct slice line,
                    enum pipe_align **align, size_t *count) MUST_USE;

/* Lines of a table: head, dashes, rows. */
struct pipe_table {
    const struct slice *lines;
    size_t line_count;
    enum pipe_align *align;
    size_t align_count;   /* columns */
    struct slice heading; /* id of what names it; empty: nothing does */
};

struct pipe_writer {
    void *context;
    /* Writes the inline content of a cell; `row` counts lines from the head. */
    void (*cell)(void *context, size_t row, struct slice markdown);
    /* The row has not as many cells as the head. */
    void (*ragged)(void *context, size_t row, size_t count, size_t expected);
};

/*
 * <div class="table-scroll"><table>…, both named by the heading; no cell is
 * left out.
 */
void pipe_write(struct arena *arena, const struct pipe_table *table,
                const struct pipe_writer *writer, struct buf *out);

#endif
