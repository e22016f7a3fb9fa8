/*
 * Money and the plans it is tied to: figures over derived-program-money and
 * derived-plan-money (model/derive_links.h). Layer: render.
 */
#ifndef RENDER_PLAN_MONEY_H
#define RENDER_PLAN_MONEY_H

#include "model/derive_links.h"
#include "render/related.h"

/* Can the portal say what money is tied to plans? */
bool plan_money_is_known(const struct page *page);
/* The stage it is measured by: the budget, or what was executed. */
struct slice plan_money_stage(const struct page *page);
/* Sums of that stage, and of what was executed, over a year; `filter` is on
 * columns of the derived table and may be empty. */
const struct figure *tied_money(struct page *page, struct slice filter,
                                struct period year);
const struct figure *tied_executed(struct page *page, struct slice filter,
                                   struct period year);
const struct figure *branch_money(struct page *page, struct slice filter,
                                  struct period year);
/* All there is in the facts: what shares are taken of. */
const struct figure *all_money(struct page *page, struct slice filter,
                               struct period year);
/* Rows counted: of programs when every program is one row. */
const struct figure *tied_count(struct page *page, struct slice filter,
                                struct period year);
/* Years with money, latest first. */
struct plan_codes tied_years(struct page *page);
/* Different codes in a column of derived-program-money, as they come. */
struct plan_codes tied_codes(struct page *page, const char *column);
/* Tops of plans, in the order of the tables. */
struct plan_codes plan_tops(const struct page *page);
/* "Sustainable development goal": a kind of plan in the portal's words. */
struct slice plan_kind_label(const struct page *page, struct slice kind);
bool figure_is_positive(const struct figure *figure);
/* The column of the derived tables that stage is in. */
struct slice plan_money_column(const struct page *page);
/* Do links of the portal share out the money of programs? */
bool plan_money_is_shared(const struct page *page);

/*
 * Money through the correspondence between plans, never added to what is tied
 * directly: a table by plan, and sentences ("text") for a node; each null where
 * there is none. plan_crosswalk.c
 */
void crosswalk_plans(struct page *page, const char *name);
void crosswalk_node(struct page *page, struct slice node, const char *name);

/*
 * Bands from institutions to the branches of a plan; sets `name` on `object`,
 * or null when no money is tied to the plan.
 */
void flow_chart(struct page *page, struct value *object, const char *name,
                const char *key, struct slice top);

#endif
