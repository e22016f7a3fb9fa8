/*
 * Members of a dimension, as pages list them. Layer: render.
 */
#ifndef RENDER_MEMBERS_H
#define RENDER_MEMBERS_H

#include "render/page.h"

struct member_list {
    const struct member **items;
    size_t count, capacity;
};

/* Top members that facts use (or children of `parent`), by label. */
void direct_members(struct page *page, const struct dimension *dimension,
                    const struct member *parent, struct member_list *list);
/* All below `parent` (null: all there are), parents before their children. */
void nested_members(struct page *page, const struct dimension *dimension,
                    const struct member *parent, struct member_list *list);

/*
 * What the members are: "Department" where a list gives all of them that level,
 * "Department, Municipality" of several; else the dimension's own name.
 */
struct slice list_label(struct page *page, const struct dimension *dimension,
                        const struct member_list *list);
/*
 * Members of a dimension that the facts have together with a member of another
 * (or one below it), in whatever period: by id. Null where nothing says it.
 */
const bool *crossing_met(struct page *page, const struct table *facts,
                         const struct dimension *dimension,
                         const struct member *member,
                         const struct dimension *other);
/* Where the facts have too many combinations of the two, words that say so. */
struct slice crossing_left(struct page *page, const struct table *facts,
                           const struct dimension *dimension,
                           const struct dimension *other);

#endif
