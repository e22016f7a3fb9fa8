/*
 * Rows of kept tables: their order, their figures, their source.
 * Layer: render.
 */
#ifndef RENDER_ROW_H
#define RENDER_ROW_H

#include "render/page.h"

enum row_order {
    ROWS_EARLIEST_FIRST, /* undated ones before all others */
    ROWS_LATEST_FIRST    /* undated ones behind */
};
/* By a column of dates or periods (null: as they are); equal ones stay. */
void rows_sort(struct page *page, const struct table *table,
               struct row_list *rows, const struct column *column,
               enum row_order order);

/*
 * The value of one column of one row; null without column. The row is asked for
 * by the key of its table, else by its indicator, period, territory and kind.
 */
const struct figure *row_value(struct page *page, const struct table *table,
                               const struct row *row, const char *role);
/* The same of a record, by its code or a key that no other row has: null when
 * the row cannot be named. */
const struct figure *record_figure(struct page *page, const struct table *table,
                                   const struct row *row,
                                   const struct column *column);

/* "ksp-guatemala, L374" of a row, and the page of that document. */
struct slice row_source(struct page *page, const struct table *table,
                        const struct row *row);
struct slice row_source_address(struct page *page, const struct table *table,
                                const struct row *row);
/* The same with the title of the document: "Country paper, L374". */
struct slice row_source_words(struct page *page, const struct table *table,
                              const struct row *row);

#endif
