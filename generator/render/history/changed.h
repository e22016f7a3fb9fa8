/*
 * What changed since the release before, as tables and as entries of a feed
 * (site.h). Layer: render.
 */
#ifndef RENDER_CHANGED_H
#define RENDER_CHANGED_H

#include "render/history/changed_words.h"

/* Rows of derived-changes that stand in one table. */
struct changed_rows {
    const struct row **items;
    size_t count, capacity;
};

/*
 * A table of these changes, not ended: columns for numbers only where one of
 * them has any. With `names_kind` each row says of what kind it is.
 */
struct page_table *changed_table(struct page *page, const char *key,
                                 struct slice caption,
                                 const struct changed_rows *rows,
                                 bool names_kind);

/*
 * Sets "changed" on the view of a page about a program, an institution and so
 * on: {text, table, release, count}, or null where nothing of it changed.
 */
void changed_section(struct page *page);

#endif
