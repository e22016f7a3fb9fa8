/*
 * Lists that are shown whole and in parts: territories by level of government,
 * institutions by kind. Layer: render.
 */
#ifndef RENDER_GROUP_H
#define RENDER_GROUP_H

#include "render/page.h"

struct grouping {
    enum resource_role role;
    const char *field; /* "level": the field role, and the page's folder */
    const char *list;  /* "territories": the page of them all */
};

/*
 * The codes of the field, in the order of the source; empty is a key where a
 * row has none. No keys unless there are two or more, and where the list has a
 * second table: what is counted are the rows of one.
 */
void groups_find(const struct portal *portal, const struct grouping *grouping,
                 struct arena *arena, struct map *codes);
/* "territories/level/region" */
struct slice group_key(struct arena *arena, const struct grouping *grouping,
                       struct slice code);
/* The word for a code; of an empty one, `none` (msgid). */
struct slice group_word(const struct page *page,
                        const struct grouping *grouping, struct slice code,
                        const char *none);
const struct figure *group_count(struct page *page,
                                 const struct grouping *grouping,
                                 struct slice code);
/*
 * `chips`: all of them, then each group, for partials/group-chips; `current` is
 * the code shown, or null for all. A group without a code has no page.
 */
void group_chips(struct page *page, const struct grouping *grouping,
                 const struct slice *current);

#endif
