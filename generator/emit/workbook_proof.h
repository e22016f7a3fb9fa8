/*
 * Whether an XLSX file has all that was put into it. Layer: emit, over
 * base/archive.
 *
 * libxlsxwriter 1.1.4 writes the parts of a workbook into files of its own,
 * takes no notice when that fails, and packs what is there: a disk that is full
 * for a moment makes a workbook that opens well and lacks rows.
 */
#ifndef EMIT_WORKBOOK_PROOF_H
#define EMIT_WORKBOOK_PROOF_H

#include "base/buf.h"

/* Of one sheet: what has something in it. */
struct sheet_count {
    uint64_t rows;
    uint64_t cells;
};

/* True when every part ends as it began, and the sheets, in their order, have
 * these rows and cells. */
bool workbook_proved(const char *path, const struct sheet_count *sheets,
                     size_t count) MUST_USE;

#endif
