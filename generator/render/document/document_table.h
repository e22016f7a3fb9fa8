/*
 * Tables of data that authors ask for in their texts (formats.md, "Documents").
 * Layer: render.
 */
#ifndef RENDER_DOCUMENT_TABLE_H
#define RENDER_DOCUMENT_TABLE_H

#include "render/page.h"

/* What an author asked to be shown: "table:contracts/date,value". */
struct document_table {
    struct slice address; /* without "table:" */
    struct slice title;   /* the author's */
    struct place place;
    const char *key; /* unique on the page */
};

/*
 * Writes it to `out`, with its CSV. What cannot be shown is a finding, unless
 * `quiet`; false then, with nothing written.
 */
bool document_table_write(struct page *page, const struct document_table *asked,
                          bool quiet, struct buf *out) MUST_USE;

#endif
