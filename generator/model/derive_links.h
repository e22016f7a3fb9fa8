/*
 * Plans and money on one thread, as published tables. Layer: model.
 *
 * derived-program-money: one row per program, institution and year in which
 * the facts have money of it: what was budgeted and executed (of stages that
 * are no flow: at the year's last period), whether the program is tied to a
 * plan, to which nodes, plans and kinds of plan, and how the tie is called.
 * Rules:
 *   own-record  the program names nodes itself
 *   link        the table of links ties it to nodes
 *   both        both do
 *   parent      a program above it is tied
 *   none        nothing ties it: linked = no
 *   no-program  the facts have no program in these rows: linked = no
 * A row counts once however many nodes it has; so sums over plans or kinds
 * overlap, and sums over linked = yes, no do not. Where links share out the
 * money (model/link_shares.h) there is a row for each of them instead, with its
 * node, its per cent (share) and that much of the money, exactly:
 *   share       of one link
 *   rest        what the shares leave over: linked = no
 *
 * derived-plan-money: the same money once for each plan (each top), under the
 * branch of the plan below which all its nodes lie. status: linked; several
 * (branches: nothing says how much goes to each, so none gets it); whole (tied
 * to the plan itself, to no branch); other (linked to other plans only); none.
 *
 * derived-crosswalk-money: the money that nodes to which no program is tied
 * have through a crosswalk: of programs tied to, or below, their counterpart in
 * another plan. A row of derived-program-money once for each plan to which it
 * so comes, with the nodes there, the plans it comes through, the counterparts,
 * and whether it is tied to a node of the plan itself as well (direct). It is
 * never added to what is tied directly.
 *
 * derived-plan: one row per node: its plan, branch and level, how open it is,
 * what became of it (model/plan.h), how many programs, indicators and
 * commitments are tied to it or to nodes below it, and whether one of the
 * programs has a budget in the portal's year (has_money, empty without facts by
 * program), and the plans in which the crosswalk gives it a counterpart.
 *
 * derived-plan-changes: one row per node of a plan that was replaced and
 * successor it has, and per added node.
 */
#ifndef MODEL_DERIVE_LINKS_H
#define MODEL_DERIVE_LINKS_H

#include "model/plan.h"

/* Spending by program, which plans, designs and protections are held against:
 * the first table of it; or null. */
const struct table *plan_facts(const struct portal *portal);

void derive_links(struct portal *portal);
/* After derive_links(). */
void derive_plans(struct portal *portal);
/* After derive_plans(). */
void derive_crosswalk(struct portal *portal);

#endif
