/*
 * Kits: a dataset with all that is needed to use and cite it, as one ZIP. Which
 * there are and where, so that pages can link to them. Layer: render.
 */
#ifndef RENDER_KIT_H
#define RENDER_KIT_H

#include "model/portal.h"

/* Above it the CSV is too large to be sent around: it stays a download. */
#define KIT_ROWS_MAX 1000000

/* `formats` of portal.yaml has kits, and the rows are published and not too
 * many. */
bool table_has_kit(const struct portal *portal, const struct table *table);
/* "data/kits/programs.zip" */
struct slice kit_path(struct arena *arena, const struct table *table);

#endif
