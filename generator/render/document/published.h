/*
 * Which files the root will hold beside its pages, known before it is written:
 * for links of documents to them. Layer: render.
 */
#ifndef RENDER_PUBLISHED_H
#define RENDER_PUBLISHED_H

#include "render/page.h"

/*
 * Will there be a file at this path from the root ("data/execution.csv",
 * "data/programs/011.rows.csv", "feed.es.xml", "releases/2017-06.zip",
 * "assets/portal/map.png")? If not, `*nearest` is one that there will be, or
 * "none".
 */
bool file_is_published(struct page *page, struct slice path,
                       struct slice *nearest);

#endif
