/*
 * Cards: what a link to a page shows where it is shared. Layer: render.
 *
 * `cards` of portal.yaml says which pages have one. A card is named by its
 * absolute address, so there is none where the portal's is not known; nor has a
 * page of a frozen release one. It prints the page's title and its headline,
 * which is a figure of the page (struct headline).
 */
#ifndef RENDER_CARD_H
#define RENDER_CARD_H

#include "render/page.h"

bool page_has_card(const struct page *page);
/* Has the edition of this page a search, or any card? */
bool site_has_extras(const struct page *page);
/* "es/cards/programs/011.0138.svg", from the root. */
struct slice card_path(const struct page *page, const char *ending);
/* SVG, of a page that was made. */
void card_draw(struct page *page, struct buf *out);
/* What the head of a page says of itself to others; null where the portal has
 * no address. */
void card_view(struct page *page);

#endif
