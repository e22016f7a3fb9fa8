/*
 * Which files there are of a table beside CSV and JSON, known before any is
 * written: pages name them. Layer: model.
 */
#ifndef MODEL_FORMATS_H
#define MODEL_FORMATS_H

#include "model/portal.h"

/* Does portal.yaml ask for workbooks, and does a sheet hold the table? */
bool portal_has_workbook(const struct portal *portal,
                         const struct table *table);
/* Published, but longer or wider than a sheet. */
bool table_exceeds_sheet(const struct table *table);
/* Is there one SQLite database of all tables? */
bool portal_has_database(const struct portal *portal);

/*
 * Has the table cells that a spreadsheet would run as a formula, so that there
 * is a CSV without them? Rows of facts are not kept: of theirs it may be known
 * only when they are written.
 */
enum formula_cells { FORMULAS_NONE, FORMULAS_SOME, FORMULAS_PERHAPS };
enum formula_cells table_formulas(const struct table *table);
/* How many such cells a column has, of a table whose rows are kept. */
size_t column_formula_cells(const struct table *table, size_t column);

#endif
