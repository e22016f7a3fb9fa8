/*
 * How many records of a register there are of each kind, and what they add up
 * to. Layer: render.
 */
#ifndef RENDER_RECORD_TALLY_H
#define RENDER_RECORD_TALLY_H

#include "render/page.h"

/*
 * Sets `name` on page->view: a list of {table}, one for each column of
 * few words (status, kind, outcome …), and one by the limit the register has.
 * Amounts stand apart by currency. Null when there is nothing to tell apart.
 */
void record_tally(struct page *page, const struct table *table,
                  const char *name);

#endif
