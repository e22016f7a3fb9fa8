/*
 * The rules on money, on the page about quality. Layer: render.
 *
 * Sets money_rules (a table, or null), has_part_years and part_years.
 */
#ifndef RENDER_PAGE_QUALITY_MONEY_H
#define RENDER_PAGE_QUALITY_MONEY_H

struct page;

void quality_money(struct page *page);

#endif
