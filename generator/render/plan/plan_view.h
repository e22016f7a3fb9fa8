/*
 * What pages of plans and of their nodes share: versions, correspondence,
 * quality, levels and progress. Layer: render.
 */
#ifndef RENDER_PLAN_VIEW_H
#define RENDER_PLAN_VIEW_H

#include "render/plan/plan_money.h"

/* "Renamed", and what the rule is; empty for FATE_NONE. */
struct slice fate_words(const struct page *page, enum plan_fate fate);
/* What a node became and what it was before: sets the tables "successors" and
 * "predecessors" and the texts "fate", "fate_rule". */
void plan_versions_of(struct page *page, struct slice node);
/* Nodes of other plans that answer to it or to nodes below it: table `name`. */
void plan_counterparts(struct page *page, const struct code_list *family,
                       const char *name);
/*
 * The planning matrix: criteria down, subjects across; of one node, or of all
 * (empty). Sets `name` to the table, or null.
 */
void plan_scorecard(struct page *page, struct slice node, const char *name);
/*
 * Counts by level, a bar for each of `codes`, of "derived-indicators" or
 * "derived-commitments"; null when no row has a level.
 */
void plan_levels(struct page *page, const char *name, const char *key,
                 struct slice title, const char *resource,
                 const struct code_list *codes);
/* Both, by level, with what has none: a row for each of `nodes` and of the two;
 * null when no row has a level. plan_levels.c */
void plan_level_table(struct page *page, const char *name,
                      const struct code_list *nodes);
/* "Met or achieved: 3 of 12 (25 %) …": progress of a node by rule, or empty. */
struct slice plan_progress(struct page *page, struct slice node);
/* "Not public" …; empty where nobody says. */
struct slice access_words(const struct page *page, struct slice access);

#endif
