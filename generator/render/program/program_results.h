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
 * The row of derived-programs, or null. Its category is that of the list, of
 * the program above, or of the lines of the budget; "none", "several".
 */
const struct row *program_derived(const struct page *page, struct slice code,
                                  const struct table **table);
/* The word of its category, and what says so unless its own row does. */
struct slice program_category_said(struct page *page, const struct table *table,
                                   const struct row *row);

/*
 * "physical": products down, planned and delivered this year and the same
 * months of the year before; "unit_cost" sets the money beside it. "gaps" are
 * products of which the money ran ahead, by "gap_rule"; "chart_pairs" has
 * both shares of each.
 */
void program_physical(struct page *page, const struct entity *entity);

/*
 * "logframe": a list of {anchor, level, label, text, indicators, verification,
 * assumptions, responsible, evidence}, null (and false) without a chain; level
 * by level, from the final result down to activities; partials/logframe.
 */
bool program_chain(struct page *page, struct slice code);
/*
 * The row of a node on the page of its program: its id, or a link to it, empty
 * where the page has no such row.
 */
struct slice logframe_anchor(const struct page *page, struct slice code,
                             bool is_link);
/* Indicators that the chain of a program names. */
void program_chain_indicators(struct page *page, struct slice code,
                              struct row_list *rows);

#endif
