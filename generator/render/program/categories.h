/*
 * The budget by programming category: every line in exactly one, so that they
 * add up to the whole (requirements: peru-security-partnership R11). Layer:
 * render.
 */
#ifndef RENDER_CATEGORIES_H
#define RENDER_CATEGORIES_H

#include "render/money/money.h"

/*
 * "categories" (a table: budget, share of the whole, executed), a chart
 * "chart_categories" of the shares over the years, "categories_sentence"; null
 * where no program has a category.
 */
void categories_section(struct page *page);
/* Word for a category, also for "none", "several" and "no-program". */
struct slice category_words(const struct page *page, struct slice category);

#endif
