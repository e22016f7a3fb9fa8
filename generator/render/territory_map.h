/*
 * Maps of the territories page, where the descriptor has a map. Layer: render.
 */
#ifndef RENDER_TERRITORY_MAP_H
#define RENDER_TERRITORY_MAP_H

#include "render/money/money.h"

/*
 * "maps", a list of {anchor, heading, chart}, null without a map: the share
 * executed, and money per inhabitant where population is given; where there is
 * neither, the budget.
 */
void territory_maps(struct page *page, const struct dimension *dimension,
                    const struct money_slice *slice);

#endif
