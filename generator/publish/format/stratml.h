/*
 * A plan on its way out as StratML: what stratml.c (nodes) and
 * stratml_measure.c (indicators) share. Layer: publish, not for others.
 */
#ifndef PUBLISH_FORMAT_STRATML_H
#define PUBLISH_FORMAT_STRATML_H

#include "emit/markup.h"
#include "model/plan.h"
#include "publish/format/publish.h"

/* The indicators of a node. */
struct node_ties {
    struct node_tie {
        const struct table *table;
        const struct row *row;
    } * items;
    size_t count, capacity;
};

struct plan_file {
    const struct publication *publication;
    const struct portal *portal;
    const struct language *language;
    struct arena *arena;    /* of this plan */
    const struct map *ties; /* node -> struct node_ties */
    struct markup markup;
    bool has_targets;
    bool has_results;
};

/* A text of a row; empty when its field is personal. */
struct slice plan_markup_words(const struct plan_file *file,
                               const struct table *table, const struct row *row,
                               const char *role);
/* xsd:ID, an NCName: what cannot stand in one becomes "_" and its byte. */
void plan_markup_identifier(struct buf *out, const char *kind,
                            struct slice code);
/* Elements; the dates of no period are none, and so is an empty text. */
void plan_markup_text(struct markup *m, const char *name, struct slice text);
void plan_markup_date(struct markup *m, const char *name, struct date date);
void plan_markup_first_day(struct markup *m, struct period period);
void plan_markup_last_day(struct markup *m, struct period period);

/* Every indicator of a node, with its targets and results. */
void plan_markup_measures(struct plan_file *file, struct slice node);
/* node -> struct node_ties, of all indicators that may leave. */
void plan_markup_ties(const struct portal *portal, struct arena *arena,
                      struct map *map);

#endif
