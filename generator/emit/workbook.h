/*
 * XLSX workbooks. Layer: emit, over libxlsxwriter.
 *
 * Sheets are written one after the other and rows from top to bottom; a row
 * leaves the memory when the next begins. Text is written as text whatever it
 * begins with: nothing becomes a formula, a link or a number. The bytes depend
 * on what is written and on `created` alone.
 */
#ifndef EMIT_WORKBOOK_H
#define EMIT_WORKBOOK_H

#include "base/amount.h"
#include "base/date.h"

/* Of one sheet, its head row among them. */
#define WORKBOOK_ROWS_MAX 1048576
#define WORKBOOK_COLUMNS_MAX 16384
/* Of one cell, in UTF-16 units. */
#define WORKBOOK_TEXT_MAX 32767
/* More digits do not come back from a spreadsheet as they were written. */
#define WORKBOOK_DIGITS_MAX 15

struct workbook;

/*
 * A new workbook that will be at `path`; what is not in memory is put aside in
 * the folder `aside`. Without a date it says 1980-01-01. Null when no file can
 * be made there.
 */
struct workbook *workbook_begin(const char *path, const char *aside,
                                struct slice title,
                                struct date created) MUST_USE;
/* The next sheet; of its name 31 characters count. */
void workbook_sheet(struct workbook *book, struct slice name);
/* Before the first row: how wide, in characters. */
void workbook_width(struct workbook *book, unsigned column, unsigned width);
/* A filter over `columns`, and the first row stays in view. */
void workbook_head(struct workbook *book, unsigned columns, uint64_t rows);

/* Cells of the current row, from left to right. */
void workbook_blank(struct workbook *book);
void workbook_bold(struct workbook *book, struct slice text);
/* False when the text was too long and is cut. */
bool workbook_text(struct workbook *book, struct slice text);
/* With `decimals` shown; as text, and false, where a double is not exact. */
struct workbook_number {
    struct amount value;
    unsigned decimals;
    bool grouped; /* marks of thousands are shown */
};
bool workbook_number(struct workbook *book, struct workbook_number number);
/* As text before March 1900, where spreadsheets count days in two ways. */
void workbook_date(struct workbook *book, struct date date);
void workbook_row(struct workbook *book);

/* Writes the file, reads it back (workbook_proof.h) and ends the workbook.
 * False, and errno says why, when it is not whole. */
bool workbook_finish(struct workbook *book) MUST_USE;

/* Of libxlsxwriter, for the manifest. */
const char *workbook_library_version(void);

#endif
