/*
 * One name for a column whose heading is another in other files. Layer: model,
 * not for others.
 *
 * The `name` of the field that has the heading among its `aliases` stands for
 * all of them, wherever a heading is asked for: conditions, levels, parts of
 * codes, stages as rows.
 */
#ifndef MODEL_ALIASES_H
#define MODEL_ALIASES_H

#include "model/table.h"

/* What the column is called; `heading` itself where no field says otherwise. */
struct slice alias_name(const struct table *table, struct slice heading);
/* The same of all headings that the table's own keys ask for. */
void aliases_settle(struct table *table);

#endif
