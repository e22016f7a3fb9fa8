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
/* One text or more; none when it is not there, or after a finding. */
void property_texts(struct loading *loading, const struct node *map,
                    const char *key, struct slice **items, size_t *count);
/* true or false; `fallback` when it is not there, or after a finding. */
bool property_flag(struct loading *loading, const struct node *map,
                   const char *key, bool fallback);
/* From 0 to `high`; 0 when it is not there, or after a finding. */
int property_number(struct loading *loading, const struct node *node, int high,
                    const char *expected);
/* From 1 to `high`; 0 when it is not there, or after a finding. */
int property_ordinal(struct loading *loading, const struct node *node, int high,
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

#define MARKS_EXPECTED                                                         \
    "a number whose decimal and group marks differ from each other and from "  \
    "digits"

/* What fits a pattern with one `*` in it. */
bool path_fits(struct slice name, struct slice pattern);
/* How each file of the table is written: the resource's own dialect, and what
 * `files` says of some of them. After paths_read(). */
void file_forms_read(struct loading *loading, struct table *table,
                     const struct node *resource);
/* The dialect of a resource or of a file of it; `out` holds the defaults. */
void dialect_read(struct loading *loading, struct dialect *out,
                  const struct node *owner);
/* Files of a resource into table->files. */
void paths_read(struct loading *loading, struct table *table,
                const struct node *resource);

/* "Código de año" -> "c_digo_de_a_o": what a carried column is called. */
struct slice column_carried_name(struct arena *arena, struct slice heading);
/*
 * The column of that name: added, or the one that is there where the field
 * gives it for another time. -1 after a finding.
 */
int column_place(struct loading *loading, struct table *table,
                 const struct column *column, const struct field *field);
/* How amounts add over time, and in what money they are. */
void amount_facets_read(struct loading *loading, struct column *column,
                        const struct node *node, const struct node *measure);
/* Columns of a field of amounts; false after a finding. */
bool amount_field_read(struct loading *loading, struct table *table,
                       struct column *column, struct field *field,
                       const struct node *node, const struct node *resource);
/* What a stated number claims. */
void statement_read(struct loading *loading, struct column *column,
                    const struct node *node);
/* A field of `resource` into columns of the table. */
void field_read(struct loading *loading, struct table *table,
                const struct node *node, const struct node *resource);
/* `slices` of a resource, after its fields. */
void slices_read(struct loading *loading, struct table *table,
                 const struct node *resource);
/* `map` of a resource of territories. */
void atlas_read(struct loading *loading, struct table *table,
                const struct node *resource);
/* After all fields: what the keys of a resource say together. */
void resource_check(struct loading *loading, const struct table *table,
                    const struct node *resource);
/* After all fields: what statements speak of must be there. */
void statements_check(struct loading *loading, const struct table *table);

#endif
