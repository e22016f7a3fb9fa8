/*
 * Balances of registers of funds. Layer: model.
 *
 * Where a register has `opening`, its `value` is the closing balance, and
 * opening + `income` - `spending` should be the same. An amount that is not
 * there is not taken for zero: then nothing is compared. All are in the unit of
 * their columns, which is one.
 */
#ifndef MODEL_BALANCE_H
#define MODEL_BALANCE_H

#include "model/portal.h"

struct balance {
    struct amount stated;
    struct amount computed;
    bool agrees;
};

bool register_has_balance(const struct table *table);
/* False when one of the four is lacking, or the sum is too large. */
bool register_balance(const struct table *table, const struct row *row,
                      struct balance *balance);

#endif
