/*
 * The records of a table as a list: of a register's page, or where an author
 * asks for it. Layer: render.
 */
#ifndef RENDER_RECORD_LIST_H
#define RENDER_RECORD_LIST_H

#include "render/page.h"

struct record_list {
    const struct table *table;
    const char *key; /* of the list, unique on the page */
    struct slice caption;
    struct slice columns; /* names or roles joined by ','; empty: those that
                             fit */
};

/*
 * The latest first where there is a date, else as written. Sets `name` on
 * `object` (null when there are no records). Columns that are unknown are left
 * out.
 */
void record_list(struct page *page, const struct record_list *list,
                 struct value *object, const char *name);

/* The first of such names that is no column shown on the page; or empty. */
struct slice record_list_unknown(const struct page *page,
                                 const struct table *table, struct slice names);

#endif
