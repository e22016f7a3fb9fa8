/*
 * Slices of facts: where their files are, and the links to them. Layer: render.
 */
#ifndef RENDER_SLICES_H
#define RENDER_SLICES_H

#include "model/slices.h"
#include "render/page.h"

/* "data/programs/011.0138.execution.csv", beside the CSV of the code's page. */
struct slice slice_path(struct arena *arena, const struct table *table,
                        struct slice dimension, struct slice code);
/* The same with "{code}" in the place of every code. */
struct slice slice_pattern(struct arena *arena, const struct table *table,
                           struct slice dimension);
/* Rows of the code itself, not of codes below it: those of its file. */
uint64_t slice_rows(const struct page *page, const struct table *table,
                    struct slice dimension, struct slice code);

/*
 * Sets `slices`, a list of {text} with a link to the rows of the code in each
 * table that is sliced by the dimension, and `has_slices`.
 */
void slices_list(struct page *page, struct slice dimension, struct slice code);

#endif
