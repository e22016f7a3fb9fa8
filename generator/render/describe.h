/*
 * What tables, columns and rows are called on the pages of lists and of the
 * data. Layer: render, for page kinds.
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
/* First and last period of the rows; false when they have none. */
bool describe_periods(const struct table *table, struct period *first,
                      struct period *last);
/* "2016", or "2016 – October 2017". */
struct slice describe_range(struct page *page, struct period first,
                            struct period last);

/*
 * Is this column the one to show for its role? False for personal ones and for
 * texts in a language that another column serves.
 */
bool column_is_shown(const struct page *page, const struct table *table,
                     const struct column *column);
/* Text of a row in a column that is shown, in the page's language. */
struct slice column_words(const struct page *page, const struct table *table,
                          const struct row *row, const struct column *column);

/* Filter that finds this row and no other; false when there is none. */
bool record_filter(struct page *page, const struct table *table,
                   const struct row *row, struct slice *out);
/* A number of a row as a figure; null when the row cannot be named. */
const struct figure *record_figure(struct page *page, const struct table *table,
                                   const struct row *row,
                                   const struct column *column);
/* Number of rows of a table, as a figure. */
const struct figure *count_figure(struct page *page, struct slice resource,
                                  struct slice filter);

/* The page of what a code refers to (empty: none), and its label. */
struct slice reference_link(const struct page *page, const struct table *table,
                            const struct column *column, struct slice code);
struct slice reference_label(const struct page *page, const struct table *table,
                             const struct column *column, struct slice code);
/* registers/<resource>/<code>, or empty. */
struct slice link_record(const struct page *page, const struct table *table,
                         struct slice code);
struct slice link_register(const struct page *page, const struct table *table);
/* What is not published, and why not: a list of {text}, or null. */
void withheld_list(struct page *page, const char *name);
/*
 * The account of each file: of one resource, or of all when it is empty. Sets
 * `name` to a table, or null.
 */
void ledger_table(struct page *page, struct slice resource, const char *name);
/* data/<resource>, the dictionary. */
struct slice link_dictionary(const struct page *page,
                             const struct table *table);

#endif
