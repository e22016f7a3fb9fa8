/*
 * What the search of a portal finds. Layer: render.
 *
 * Pages are found by the words of their <main>; beside each stands its kind, by
 * which what is found can be narrowed.
 */
#ifndef RENDER_SEARCHED_H
#define RENDER_SEARCHED_H

#include "render/page.h"

/* Not lists of names, nothing that is gone, no receipts. */
bool page_kind_is_searched(enum page_kind kind);
/* The kind of the page in its language; empty where it is not found. */
struct slice page_found_as(const struct page *page);

#endif
