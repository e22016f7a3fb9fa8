/*
 * Shared by the files that answer figures. Layer: figure, not for others.
 */
#ifndef FIGURE_INTERNAL_H
#define FIGURE_INTERNAL_H

#include "figure/ask.h"
#include "figure/filter.h"

/* Operations within each other in the text of a figure. */
#define EXPRESSION_DEPTH_MAX 16

/* One leaf being answered. */
struct question {
    struct figures *figures;
    const struct table *table;
    const struct filter *filter;
    struct slice filter_text; /* canonical */
    struct figure *figure;    /* being filled */
};

/* From the cube; from kept rows. Faults become findings and a status. */
void answer_from_cube(struct question *question);
void answer_from_rows(struct question *question);

/* Does a kept row match a filter, all of whose columns the table has? */
bool figure_row_fits(struct figures *figures, const struct table *table,
                     const struct filter *filter, const struct row *row);

/* The column's currency, as the portal displays it; else `scale` decimals. */
void unit_of_money(struct question *question, const struct column *column,
                   uint8_t scale);

/* Reports with the place of what asks; `args` as diag_add(). */
#define figure_fault(question, id, ...)                                        \
    ((question)->figure->faulted = true,                                       \
     (void)diag_add((question)->figures->diagnostics, (id),                    \
                    (question)->figures->place, __VA_ARGS__))
/* Nearest published column name. */
struct slice nearest_column(struct arena *arena, const struct table *table,
                            struct slice name);

#endif
