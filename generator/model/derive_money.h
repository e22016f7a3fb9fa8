/*
 * What follows by rule from the money and what stands beside it, as published
 * tables. Layer: model.
 *
 * derived-modifications: one row per row of the role modifications, with its
 * direction (increase, reduction), its money in the currency of the budget.
 *
 * derived-protections: one row per protected program, year and rule.
 *   between-years  the first stage of the year against that of the year before
 *   within-year    the budget of the year against its first stage
 *   status: cut where the first is less than the second, kept where it is not
 *
 * derived-real: each stage of each side and year in prices of the base year of
 * the price index (role deflator): amount * index(base) / index(year), where
 * the index of the base year is 100 when no row gives it. derived-real-program,
 * -institution and -territory: the same of each, at the two stages that pages
 * read money by.
 *
 * derived-in-<currency>: the same at each rate of the role exchange-rates that
 * has the year: one unit of `base` is `value` of `currency`.
 *
 * Quotients have two decimals, half away from zero.
 */
#ifndef MODEL_DERIVE_MONEY_H
#define MODEL_DERIVE_MONEY_H

#include "model/portal.h"

void derive_money(struct portal *portal);
/* Its part in model/derive_prices.c: real terms and other currencies. */
void derive_conversions(struct portal *portal);

/*
 * The sum of a measure of facts in a year (flows: all of it; others: its last
 * period); false when there is none. `member` null = everything.
 */
bool year_sum(const struct table *facts, size_t measure, struct slice dimension,
              const struct member *member, struct period year,
              struct cube_sum *out);
/*
 * The stages of the facts in the order of portal.yaml. A step is a part of an
 * identity of portal.yaml behind its first: what was added to a level, not a
 * level itself. `out` has room for CUBE_MEASURES_MAX; returns how many.
 */
size_t stages_in_order(const struct portal *portal, const struct table *facts,
                       size_t *out);
bool stage_is_step(const struct portal *portal, struct slice stage);
/* The level before the budget in that order: what modifications start from;
 * -1 when there is none. */
int stage_before_budget(const struct portal *portal, const struct table *facts);

bool facts_have_year(const struct table *facts, struct period year);
/* Calendar years of the first and last period of the facts. */
int facts_first_year(const struct table *facts);
int facts_last_year(const struct table *facts);
/* "derived-in-usd" */
struct slice converted_table(struct arena *arena, struct slice currency);

#endif
