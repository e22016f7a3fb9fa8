/*
 * What records of registers had to be settled by a day, and were: a published
 * table. Layer: model.
 *
 * derived-registers: one row per record of a register with a field `due`, with
 * the statuses of derive_duties.h (on-time, late, owed, done, not-due, no-date)
 * and the days it is late.
 */
#ifndef MODEL_DERIVE_REGISTERS_H
#define MODEL_DERIVE_REGISTERS_H

#include "model/portal.h"

void derive_registers(struct portal *portal);
/* Has it a limit that its records are judged by? */
bool register_has_limit(const struct table *table);

#endif
