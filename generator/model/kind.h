/*
 * Kinds of members: what the role `kind` of a classifier says of its codes
 * ("current", "capital", "financial", "personnel"). Layer: model.
 */
#ifndef MODEL_KIND_H
#define MODEL_KIND_H

#include "model/portal.h"

struct kind_members {
    const struct dimension *dimension; /* null: no classifier has the kind */
    const struct member **items;       /* none lies below another */
    size_t count, capacity;
};

/* The members of a kind, in the first dimension that has any. */
struct kind_members kind_members(const struct portal *portal,
                                 struct arena *arena, const char *kind);

#endif
