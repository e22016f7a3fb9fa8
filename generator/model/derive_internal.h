/*
 * Shared by the files that derive tables. Layer: model, not for others.
 */
#ifndef MODEL_DERIVE_INTERNAL_H
#define MODEL_DERIVE_INTERNAL_H

#include "model/build.h"
#include "model/derive.h"

/* A column of codes that belong to tables with the role `refers`. */
struct column *derive_reference(struct portal *portal, struct table *table,
                                const char *name, enum column_type type,
                                const char *refers);
/* A table for what follows from the rows of another, published like it. */
struct table *derive_table(struct portal *portal, struct slice name,
                           struct slice title, const struct table *from);
struct slice yes_or_no(bool flag);
/* "yes", "no", or nothing where the question does not arise. */
struct slice answer_of(bool arises, bool flag);

void derive_commitments(struct portal *portal, const struct table *from);
/* What others say of commitments, beside the derived status; after those. */
void derive_assessments(struct portal *portal, const struct table *from);
/* Targets before the indicators that are judged by one of them. */
void derive_targets(struct portal *portal, const struct table *indicators);
void derive_indicators(struct portal *portal, const struct table *from);

#endif
