/*
 * CSV by RFC 4180 in UTF-8, CRLF line ends, no byte order mark. Layer: emit.
 */
#ifndef EMIT_CSV_H
#define EMIT_CSV_H

#include "base/amount.h"
#include "base/buf.h"

struct comma_writer { /* libcsv owns the prefix csv_ */
    struct buf *out;
    bool in_row;
};

void comma_init(struct comma_writer *w, struct buf *out);
/* Quoted only where it must be (comma, quote, CR, LF, blank at an end). */
void comma_cell(struct comma_writer *w, struct slice text);
void comma_cell_text(struct comma_writer *w, const char *text);
void comma_cell_amount(struct comma_writer *w, struct amount value);
void comma_cell_integer(struct comma_writer *w, int64_t value);
void comma_end_row(struct comma_writer *w);

/*
 * Would a spreadsheet run the cell? It begins with = + - @, a tab or a line end
 * (OWASP, "CSV Injection"), in whatever width; a plain negative number does
 * not count.
 */
bool comma_is_formula(struct slice text);

#endif
