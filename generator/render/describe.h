/*
 * What tables and columns are called on the pages of lists and of the data.
 * Layer: render.
 */
#ifndef RENDER_DESCRIBE_H
#define RENDER_DESCRIBE_H

#include "render/page.h"

/* Title and description in the page's language; a title is never empty. */
struct slice describe_table(const struct page *page, const struct table *table);
struct slice describe_table_text(const struct page *page,
                                 const struct table *table);
/*
 * Head of a column. Roles that have a column per language are called by the
 * role ("Name"), all others as their field is titled.
 */
struct slice describe_column(const struct page *page, const struct table *table,
                             const struct column *column);
/* The title of the field alone; may be empty. */
struct slice describe_field(const struct page *page, const struct table *table,
                            const struct column *column);
/* Adds a text after "; " where there is one before. */
void describe_join(struct buf *out, struct slice text);
/* "Accrued; flow: summed over time; million USD": stage, classification, unit.
 */
struct slice describe_counted(struct page *page, const struct column *column);
/* The word for a type, and for what a table is used for. */
struct slice describe_type(const struct page *page, enum column_type type);
struct slice describe_role(const struct page *page, enum resource_role role);
/* "Disputed" …; empty for official tables. */
struct slice describe_status(const struct page *page, enum table_status status);
/* A sentence for readers, empty for official tables. */
struct slice describe_status_note(const struct page *page,
                                  enum table_status status);
/* Words for a cell that holds nothing. */
struct slice describe_missing(const struct page *page, enum cell_state state);
/* "yes" and "no" of a column of flags, in the page's language. */
struct slice describe_flag(const struct page *page, struct slice flag);
/* "2016", or "2016 – October 2017": the periods of the rows, or empty. */
struct slice describe_periods(struct page *page, const struct table *table);
/* The first and the last of them; false where there are none. */
bool table_periods(const struct table *table, struct period *first,
                   struct period *last);

/*
 * Is this column the one to show for its role? False for personal ones and for
 * texts in a language that another column serves.
 */
bool column_is_shown(const struct page *page, const struct table *table,
                     const struct column *column);
/* Text of a row in a column that is shown, in the page's language. */
struct slice column_words(const struct page *page, const struct table *table,
                          const struct row *row, const struct column *column);

#endif
