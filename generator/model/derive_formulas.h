/*
 * Which cells of the sources a spreadsheet would run as formulas: a published
 * table. Layer: model.
 *
 * derived-formula-cells: one row per table and column with such cells, and how
 * many. There is none where there are no such cells. Rows of facts are not
 * kept: theirs are counted when they are published, in the descriptor.
 */
#ifndef MODEL_DERIVE_FORMULAS_H
#define MODEL_DERIVE_FORMULAS_H

#include "model/portal.h"

#define FORMULA_CELLS_TABLE "derived-formula-cells"

void derive_formulas(struct portal *portal);

#endif
