/*
 * Single properties of a descriptor. Layer: model, not for others.
 */
#ifndef MODEL_PROPERTY_H
#define MODEL_PROPERTY_H

#include "model/internal.h"

/* One ASCII character; `fallback` when it is not there, or after a finding. */
char property_character(struct loading *loading, const struct node *node,
                        const char *key, char fallback);
/*
 * The member when it is of `kind`. Null when it is not there or is null; and,
 * after a finding, when it is of another kind.
 */
const struct node *property_of_kind(struct loading *loading,
                                    const struct node *map, const char *key,
                                    enum node_kind kind);
/* A plain text; {0} when it is not there, or after a finding. */
struct slice property_text(struct loading *loading, const struct node *map,
                           const char *key);
/* true or false; `fallback` when it is not there, or after a finding. */
bool property_flag(struct loading *loading, const struct node *map,
                   const char *key, bool fallback);
/* From 0 to `high`; 0 when it is not there, or after a finding. */
int property_number(struct loading *loading, const struct node *node, int high,
                    const char *expected);
/* Texts by language, else the plain text. */
struct words property_words(struct loading *loading, const struct node *map,
                            const char *plain, const char *by_language);
/* One of `choices` (terminated by null); false leaves `*out` alone. */
bool property_choice(struct loading *loading, const struct node *map,
                     const char *key, const char *const *choices, int *out);

/* Reports a stage that portal.yaml has not, with the nearest one it has. */
void stage_unknown(struct loading *loading, struct place place,
                   struct slice stage);

/* Files of a resource into table->files. */
void paths_read(struct loading *loading, struct table *table,
                const struct node *resource);

/* A field of `resource` into a column of the table. */
void field_read(struct loading *loading, struct table *table,
                const struct node *node, const struct node *resource);
/* After all fields: what statements speak of must be there. */
void statements_check(struct loading *loading, const struct table *table);

#endif
