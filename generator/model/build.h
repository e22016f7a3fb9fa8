/*
 * Making tables: by the loader, and by what derives a table from others.
 * Layer: model.
 *
 * The portal must still be loading. Everything lives in its arena; a row is
 * filled cell by cell in the order of the columns.
 */
#ifndef MODEL_BUILD_H
#define MODEL_BUILD_H

#include "model/portal.h"

/* A new table at the end of the portal's list; published as normalised. */
struct table *table_new(struct portal *portal, struct slice name,
                        enum resource_role role);
/* Borrowed until the next column is added. */
struct column *table_add_column(struct portal *portal, struct table *table,
                                const char *name, enum column_type type);
/* After all columns and rows: names, codes and indexes. */
void table_index(struct portal *portal, struct table *table);

/* A row being filled. */
struct row_maker {
    struct portal *portal;
    struct table *table;
    struct cell *cells;
    size_t at;
};

void row_begin(struct row_maker *maker, struct portal *portal,
               struct table *table);
/* An empty text is an empty cell. Texts are borrowed. */
void row_put_text(struct row_maker *maker, struct slice text);
void row_put_cell(struct row_maker *maker, const struct cell *cell);
void row_put_number(struct row_maker *maker, bool has, struct amount value);
void row_put_period(struct row_maker *maker, struct period period);
/* BUG() unless every column got its cell. */
void row_end(struct row_maker *maker, struct place place);

#endif
