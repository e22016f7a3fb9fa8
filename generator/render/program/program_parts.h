/*
 * Sections of a program's page beside its results: money over years and months,
 * costs, people, what evaluations and agreements led to, the fifteen elements
 * of its diagnostic. Layer: render.
 *
 * Each sets its names on page->view, null where there is nothing.
 */
#ifndef RENDER_PROGRAM_PARTS_H
#define RENDER_PROGRAM_PARTS_H

#include "render/program/program_results.h"
#include "render/related.h"

/*
 * program_money.c: "years" (stages down, t-1, t, t+1 and further years across:
 * those of every table of expenditure with programs, so of ceilings too),
 * "months" (of the headline year, by stage), "kinds" (current and capital),
 * "personnel" (pay by year, beside what was delivered).
 */
void program_money(struct page *page, const struct entity *entity);
/* program_targets.c: "targets": products and indicators, their targets and
 * results by year. */
void program_targets(struct page *page, const struct entity *entity,
                     const struct row_list *indicators);
/* program_costs.c: "costs": products, their activities, their inputs. */
void program_costs(struct page *page, const struct entity *entity);
/* program_people.c: "beneficiaries", "posts", has_people. */
void program_people(struct page *page, const struct entity *entity);
/* program_follow.c: "next_budgets": what the budget did after each evaluation.
 */
void program_follow(struct page *page, const struct entity *entity);
/*
 * program_points.c: "points", the fifteen elements {label, text, link,
 * missing}, and "points_sentence"; null where the program is in no list.
 */
void program_points(struct page *page, const struct entity *entity);
/* program_design.c: "chart_chain"; "breaches", a list of {rule, words, nodes},
 * of what the rules of the logframe found. */
void program_design(struct page *page, const struct entity *entity);

/* --- what several of them ask --- */

/* The year's row of a product in derived-products: one of its columns. */
const struct figure *product_figure(struct page *page, struct slice product,
                                    struct period year, const char *column);
/* "delivered" of the "planned_year", "executed" of the "budget". */
const struct figure *product_share(struct page *page, struct slice product,
                                   struct period year, const char *part,
                                   const char *base);
/* Is it there to be printed? */
bool is_told(const struct figure *figure);
/* Products of the program that have quantities, in their order. */
void program_products(struct page *page, struct slice program,
                      struct code_list *products);

#endif
