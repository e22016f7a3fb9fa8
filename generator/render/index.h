/*
 * The index from A to Z: what every page of the portal is called, for readers
 * without a search. Layer: render.
 */
#ifndef RENDER_INDEX_H
#define RENDER_INDEX_H

#include "base/file.h"
#include "render/page.h"

/* Above it the index is a page per letter. */
#define INDEX_PAGE_MAX 2000

/*
 * Are there pages for an index? `letters` gets, in byte order, what names begin
 * with in some language when there is to be a page for each, else nothing. Once
 * all other routes are made.
 */
bool index_letters(const struct site *site, struct names *letters);

#endif
