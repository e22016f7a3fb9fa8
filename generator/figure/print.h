/*
 * Figures as text in a language. Layer: figure.
 */
#ifndef FIGURE_PRINT_H
#define FIGURE_PRINT_H

#include "base/buf.h"
#include "figure/figure.h"
#include "locale/language.h"

/*
 * The number alone ("7,009.69", "66.3 %"), rounded for display, or the words
 * for its status ("not reported", "no base"). Units stand in heads and
 * sentences.
 */
void figure_print(struct buf *out, const struct figure *figure,
                  const struct language *language);
/* Canonical value: empty unless FIGURE_PRESENT. */
void figure_print_exact(struct buf *out, const struct figure *figure);
/* "million USD", "millones de USD", "%", "households": for heads. */
void figure_print_unit(struct buf *out, struct figure_unit unit,
                       const struct language *language);
#endif
