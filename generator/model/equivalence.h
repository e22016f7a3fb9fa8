/*
 * Codes of old years, and the codes they are counted under now (role
 * equivalence). Layer: model, not for others but the last two functions.
 *
 * A row of facts whose code has an equivalence in its period is counted, and
 * published, under the target code, so that years can be compared; the code as
 * it stood is kept in a column beside it, "<dimension>_before", which is empty
 * in all other rows. Keys, sub-totals and amounts to date are those of the
 * codes as they stood. A code with two targets at one time is counted under
 * the first (found): nobody can say how its money is divided.
 */
#ifndef MODEL_EQUIVALENCE_H
#define MODEL_EQUIVALENCE_H

#include "model/portal.h"

struct loading;
struct reading;

/* After the lists, before the facts: adds the columns. */
void equivalences_prepare(struct loading *loading);
/* Keeps a row of facts under its target codes; then puts its own back. */
bool equivalence_keep(struct reading *reading, struct place place);

/* Name of the column of codes as they stood. */
struct slice equivalence_column(struct arena *arena, struct slice dimension);

#endif
