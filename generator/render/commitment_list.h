/*
 * Lists of commitments: all of them, or those of a status. Layer: render.
 */
#ifndef RENDER_COMMITMENT_LIST_H
#define RENDER_COMMITMENT_LIST_H

#include "render/tracking.h"

/* "institution" of a commitment in words, or empty. */
struct slice commitment_owner(const struct page *page,
                              const struct table *table, const struct row *row);
/*
 * Sets "items" (for partials/commitment-item) and "list" (its CSV) to the
 * commitments of a status.
 */
void commitment_items(struct page *page, struct slice status);
/* How many there are and what became of them, in a sentence. Markup. */
struct slice commitments_sentence(struct page *page);
/* Reason of the last event with this status; empty when none was published. */
struct slice event_reason(const struct page *page, const struct row *event);

#endif
