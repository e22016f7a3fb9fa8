/*
 * What pages of programs share: their category in words, what they delivered,
 * the chain of results they are meant to have. Layer: render.
 */
#ifndef RENDER_PROGRAM_RESULTS_H
#define RENDER_PROGRAM_RESULTS_H

#include "render/entity.h"

/* Word for a category: the portal's own, else that of the vocabulary. */
struct slice program_category(const struct page *page, struct slice code);

/*
 * "physical": products down, planned and delivered this year and the same
 * months of the year before; "unit_cost" sets the money beside it.
 */
void program_physical(struct page *page, const struct entity *entity);

/* "logframe": a list of {level, label, text, indicators, verification,
 * assumptions}, null (and false) without a chain; the tree in depth-first
 * order; partials/logframe. */
bool program_chain(struct page *page, struct slice code);
/* Indicators that the chain of a program names. */
void program_chain_indicators(struct page *page, struct slice code,
                              struct row_list *rows);

#endif
