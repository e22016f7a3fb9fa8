/*
 * Asking for figures. Layer: figure.
 *
 * A collection holds the figures of one page, each once, in the order they were
 * first asked for: it becomes the page's ledger. Asking never fails: what has
 * no answer is a figure with a status, and what cannot be asked (an unknown
 * resource, a slice that is not in the cube) is a finding at `place` besides.
 */
#ifndef FIGURE_ASK_H
#define FIGURE_ASK_H

#include "base/map.h"
#include "figure/figure.h"
#include "model/portal.h"

struct figures {
    const struct portal *portal;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct place place; /* of what asks: a document, or nowhere */
    struct map by_canonical;
    const struct figure **items;
    size_t count, capacity;
};

void figures_init(struct figures *figures, const struct portal *portal,
                  struct arena *arena, struct diagnostics *diagnostics);

/* `filter` in the grammar of filter.h, terms in any order. */
const struct figure *figure_leaf(struct figures *figures,
                                 enum figure_operation operation,
                                 struct slice resource, struct slice measure,
                                 struct slice filter);
/* Trees of two; `b` is the base of shares and changes. */
const struct figure *figure_tree(struct figures *figures,
                                 enum figure_operation operation,
                                 const struct figure *a,
                                 const struct figure *b);
/* A number of portal.yaml's `constants`. */
const struct figure *figure_constant(struct figures *figures, struct slice key);
/*
 * An expression as authors write it (formats.md). Null, with a finding at
 * figures->place, when it cannot be read or answered.
 */
const struct figure *figure_expression(struct figures *figures,
                                       struct slice text);

#endif
