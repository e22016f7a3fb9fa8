/*
 * Balances of funds on the pages of their registers (model/balance.h). Layer:
 * render.
 */
#ifndef RENDER_BALANCES_H
#define RENDER_BALANCES_H

#include "model/balance.h"
#include "render/page.h"

/* Opening balance and income less spending, of a record; null without one. */
const struct figure *balance_figure(struct page *page,
                                    const struct table *table,
                                    const struct row *row);
/* "The source says X; its own parts give Y", or that they agree; empty where
 * there is nothing to compare. */
struct slice balance_sentence(struct page *page, const struct table *table,
                              const struct row *row);

#endif
