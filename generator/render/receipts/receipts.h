/*
 * The receipts of a page: each of its figures with what it asks for, the rows
 * behind it and what it is made of. Layer: render.
 *
 * A figure stands once, as <li id="ID">, inside the first figure that is made
 * of it (operands are a and b of their list) and is linked from the others.
 * Its exact value is the item's first <b>.
 */
#ifndef RENDER_RECEIPTS_H
#define RENDER_RECEIPTS_H

#include "render/page.h"

/* All figures of the page in its language, as a list; empty without figures. */
struct slice receipts_list(struct page *page);
/*
 * The smallest published CSV that holds the rows of a leaf ("data/x.csv");
 * empty where none does.
 */
struct slice receipt_rows_path(struct page *page, const struct figure *leaf);
/* Makes page->view that of the receipts: `digest` is of the cited HTML. */
void receipts_view(struct page *page, const char *digest);

#endif
