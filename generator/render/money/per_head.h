/*
 * Inhabitants, and money divided by them. Layer: render.
 */
#ifndef RENDER_PER_HEAD_H
#define RENDER_PER_HEAD_H

#include "render/page.h"

/* Inhabitants in the portal's year; null in a portal without population. */
const struct figure *territory_population(struct page *page, struct slice code);
/*
 * Money over inhabitants, in units of the currency; null when one is, and where
 * amounts are published in thousands or millions: too coarse to be divided.
 */
/* "rounded to whole people", where the source has a fraction of one. */
struct slice population_note(struct page *page, const struct figure *people);
const struct figure *territory_per_head(struct page *page,
                                        const struct figure *money,
                                        const struct figure *population);

#endif
