/*
 * Parts of the page on the link between plan and budget. Layer: render.
 */
#ifndef RENDER_PAGE_LINK_H
#define RENDER_PAGE_LINK_H

#include "render/plan/plan_money.h"

/* By kind of plan, plan, institution and year: link_shares.c. Each sets tables
 * and charts of that name on the view. */
void link_kinds(struct page *page);
void link_plans(struct page *page);
void link_institutions(struct page *page);
void link_years(struct page *page);
/* What has no money, and what money has no goal: link_gaps.c. */
void link_goals(struct page *page);
void link_unlinked(struct page *page);

#endif
