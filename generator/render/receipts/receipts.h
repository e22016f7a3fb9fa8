/*
 * The receipts of a page: each of its figures with what it asks for, the rows
 * behind it and what it is made of. Layer: render.
 *
 * A figure stands once, as <li id> or <td id>, the id being its anchor
 * (plan.h). Its value is the element's first <b>: exact, but for quotients,
 * which are rounded as on the page.
 */
#ifndef RENDER_RECEIPTS_H
#define RENDER_RECEIPTS_H

#include "render/receipts/plan.h"

/* All figures of the page in its language; empty without figures. */
struct slice receipts_list(struct page *page, const struct receipts_plan *plan);
/* Makes page->view that of the receipts: `digest` is of the cited HTML. */
void receipts_view(struct page *page, const struct receipts_plan *plan,
                   const char *digest);

#endif
