/*
 * What fields are called, hold and count, in a language: for pages and for what
 * is published beside them. Layer: render.
 */
#ifndef RENDER_FIELD_WORDS_H
#define RENDER_FIELD_WORDS_H

#include "model/portal.h"

/* Title or description of a table or of its fields. Tables made by rule have
 * English ones, which are msgids. */
struct slice words_of_table(const struct language *language,
                            const struct table *table,
                            const struct words *words);
/* The title of the field alone; may be empty. */
struct slice field_title(const struct language *language,
                         const struct table *table,
                         const struct column *column);
/* That, else the label of its stage; may be empty. */
struct slice field_label(const struct portal *portal,
                         const struct language *language,
                         const struct table *table,
                         const struct column *column);
/* What it means: by itself, else by its stage; may be empty. */
struct slice field_text(const struct portal *portal,
                        const struct language *language,
                        const struct table *table, const struct column *column);
/* "amount", "date or period" … */
struct slice field_type(const struct language *language, enum column_type type);
/* "flow: summed over time" … */
struct slice accumulation_words(const struct language *language,
                                enum accumulation accumulation);

#endif
