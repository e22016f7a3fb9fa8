/*
 * Plans as nested lists, and what hangs on a node and those below it.
 * Layer: render.
 */
#ifndef RENDER_PLAN_TREE_H
#define RENDER_PLAN_TREE_H

#include "render/related.h"

/*
 * ul.tree of the nodes below `parent` (empty: of the tops), `depth` levels of
 * it, each with its level, its counts and what is lacking. Markup, or empty.
 */
struct slice plan_tree(struct page *page, struct slice parent, unsigned depth);
/* The node itself and all below it, in the order of the tree. */
void plan_family(struct page *page, struct slice code,
                 struct code_list *family);
/* Children of a node (empty: the tops), in the order of the table. */
void plan_children(struct page *page, struct slice code,
                   struct code_list *children);
/* Programs linked to any of these nodes, from links and from programs. */
void plan_programs(struct page *page, const struct code_list *family,
                   struct code_list *programs);
/* "Axis": the level of a node in words. */
struct slice plan_level(struct page *page, const struct table *table,
                        const struct row *row);
/* Counts of indicators or commitments of a node and those below it. */
struct slice plan_filter(struct page *page, struct slice code);

#endif
