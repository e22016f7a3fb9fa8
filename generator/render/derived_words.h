/*
 * Titles of the columns of what we make by rule: it has no titles of a source.
 * Layer: render.
 */
#ifndef RENDER_DERIVED_WORDS_H
#define RENDER_DERIVED_WORDS_H

#include "locale/language.h"

/* Empty: the column is not ours. */
struct slice derived_word(const struct language *language, struct slice column);

#endif
