/*
 * What may have been meant by a leaf that has no answer. Layer: figure.
 */
#ifndef FIGURE_NEAREST_H
#define FIGURE_NEAREST_H

#include "figure/ask.h"

/*
 * Of a leaf that matches no row: one term of its filter as it would match,
 * "program=011" or "period=2016"; "none" when no single term can be mended.
 */
struct slice figure_nearest(struct figures *figures, const struct figure *leaf);
/*
 * Of a leaf that matches several rows where a value is one: the columns these
 * rows differ in and a filter can name, "period, territory".
 */
struct slice figure_differences(struct figures *figures,
                                const struct figure *leaf);

#endif
