/*
 * The rows behind a leaf: the published CSV that has them, and where they stand
 * in the source. Layer: render.
 */
#ifndef RENDER_ROWS_H
#define RENDER_ROWS_H

#include "render/page.h"

/*
 * The smallest published CSV that holds the rows of a leaf ("data/x.csv");
 * empty where none does.
 */
struct slice receipt_rows_path(struct page *page, const struct figure *leaf);

/* Where a row stands: "data/x.csv", 2. Line 0 = no line is known. */
struct row_spot {
    struct slice path;
    uint32_t line;
};
struct row_spot row_spot(const struct page *page, struct place place);

#endif
