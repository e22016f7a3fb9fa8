/*
 * What became of the rows that were read, and what is not published.
 * Layer: render.
 */
#ifndef RENDER_ACCOUNT_H
#define RENDER_ACCOUNT_H

#include "render/page.h"

/* Outcomes of the ledger by which rows are left out with a reason. */
#define ROWS_LEFT_OUT "excluded|repeated|subtotal|total"

/* An outcome of the ledger in words: "said before". */
struct slice outcome_words(const struct page *page, struct slice outcome);

/*
 * The account of each file: of one resource, or of all when it is empty. Sets
 * `name` to a table, or null.
 */
void ledger_table(struct page *page, struct slice resource, const char *name);
/* What the rows of facts amount to, by file, outcome and reason. */
void ledger_amounts_table(struct page *page, const char *name);
/* What is not published, and why not: a list of {text}, or null. */
/* Of a list of people who must agree: how many are not shown. Markup, or empty
 * of any other table. */
struct slice consent_sentence(struct page *page, const struct table *table);
void withheld_list(struct page *page, const char *name);

#endif
