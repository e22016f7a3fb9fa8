/*
 * What a name begins with, for an index from A to Z. Layer: render.
 */
#ifndef RENDER_INITIAL_H
#define RENDER_INITIAL_H

#include "base/buf.h"
#include "locale/locale.h"

/*
 * Adds the letter in lower case: "a" for "Ámbito" and "«Aquí»", "ñ" for "Ñame"
 * where the language has it as a letter of its own, "0-9" for a number and for
 * what has no letter.
 */
void initial_add(struct buf *out, const struct collator *order,
                 struct slice name);

/* The letter as a heading: "Ñ". */
void initial_print(struct buf *out, struct slice letter);

#endif
