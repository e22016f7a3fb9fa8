/*
 * Cells of the sources that a spreadsheet would run as formulas: how many, and
 * where the CSV without them is. Layer: render.
 */
#ifndef RENDER_FORMULAS_H
#define RENDER_FORMULAS_H

#include "render/page.h"

/*
 * A table of tables and columns as `name`, a sentence with their number as
 * `name`: null where there are no such cells. `formulas_elsewhere`: there may
 * be others, which only the descriptor counts.
 */
void formulas_table(struct page *page, const char *name);
void formulas_sentence(struct page *page, const char *name);

#endif
