/* Funds that keep their own accounts: what was there, and what came and went,
 * is what is there now (requirements: guatemala-korea, special accounts). */
#include "check/rules.h"
#include "model/balance.h"

static struct slice written(struct portal *portal, struct amount amount)
{
    struct buf out = BUF_INIT;

    amount_write(&out, amount);
    return arena_take(portal->arena, &out);
}

void check_balances(struct portal *portal)
{
    for (size_t t = 0; t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        for (size_t r = 0; register_has_balance(table) && r < table->rows.count;
             r++) {
            const struct row *row = &table->rows.items[r];
            struct balance balance;

            if (!register_balance(table, row, &balance) || balance.agrees)
                continue;
            diag_add_pair(
                portal->diagnostics, DIAG_BALANCE_DIFFERS,
                cell_place(table, row, table_role_column(table, "value")),
                cell_place(table, row, table_role_column(table, "opening")),
                row_text(table, row, "code"),
                row_cell(table, row, "value")->text,
                written(portal, balance.computed));
        }
    }
}
