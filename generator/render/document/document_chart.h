/*
 * Charts that authors ask for in their texts (formats.md, "Documents").
 * Layer: render.
 */
#ifndef RENDER_DOCUMENT_CHART_H
#define RENDER_DOCUMENT_CHART_H

#include "render/page.h"

/* What an author asked to be drawn: "chart:bars/execution/institution". */
struct document_chart {
    struct slice address; /* without "chart:" */
    struct slice title;   /* the author's */
    struct place place;
    const char *key; /* unique on the page */
};

/*
 * Draws it into `out`. What cannot be drawn is a finding, unless `quiet`;
 * false then, with nothing written.
 */
bool document_chart_write(struct page *page, const struct document_chart *asked,
                          bool quiet, struct buf *out);

#endif
