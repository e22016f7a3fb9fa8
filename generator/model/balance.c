#include "model/balance.h"

static const char *const parts[] = {"opening", "income", "spending", "value"};

bool register_has_balance(const struct table *table)
{
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (table->role != ROLE_REGISTER ||
            table_role_column(table, parts[i]) == NULL)
            return false;
    return true;
}

bool register_balance(const struct table *table, const struct row *row,
                      struct balance *balance)
{
    struct amount amounts[COUNT_OF(parts)];
    struct amount sum;

    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        const struct cell *cell = row_cell(table, row, parts[i]);

        if (cell->state != CELL_PRESENT)
            return false;
        amounts[i] = cell->is.number;
    }
    if (!amount_add(amounts[0], amounts[1], &sum) ||
        !amount_subtract(sum, amounts[2], &balance->computed))
        return false;
    balance->stated = amounts[3];
    balance->agrees = amount_compare(balance->stated, balance->computed) == 0;
    return true;
}
