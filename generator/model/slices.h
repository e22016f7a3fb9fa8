/*
 * Slices: the rows of facts as one file per code of a dimension. Layer: model.
 *
 * Declared on a resource as `"slices": ["program"]`. They hold what the whole
 * file holds and no more: there are none where rows are not published, and none
 * by a column that is personal.
 */
#ifndef MODEL_SLICES_H
#define MODEL_SLICES_H

#include "model/table.h"

/* How many of table->slices are published: all, or none. */
size_t table_slice_count(const struct table *table);
bool table_has_slice(const struct table *table, struct slice dimension);
/* The column of a dimension, or null. */
const struct column *table_dimension_column(const struct table *table,
                                            struct slice dimension);

#endif
