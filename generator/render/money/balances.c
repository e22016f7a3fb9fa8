#include "render/money/balances.h"

#include "render/row.h"

static const struct figure *part(struct page *page, const struct table *table,
                                 const struct row *row, const char *role)
{
    return record_figure(page, table, row, table_role_column(table, role));
}

const struct figure *balance_figure(struct page *page,
                                    const struct table *table,
                                    const struct row *row)
{
    const struct figure *sum;
    struct balance balance;

    if (!register_has_balance(table) || !register_balance(table, row, &balance))
        return NULL;
    sum = tree_of(page, FIGURE_ADD, part(page, table, row, "opening"),
                  part(page, table, row, "income"));
    return tree_of(page, FIGURE_DIFFERENCE, sum,
                   part(page, table, row, "spending"));
}

struct slice balance_sentence(struct page *page, const struct table *table,
                              const struct row *row)
{
    const struct figure *computed = balance_figure(page, table, row);
    struct balance balance;
    struct slice unit;

    if (computed == NULL || !register_balance(table, row, &balance))
        return nothing;
    unit = page_unit(page, computed->unit);
    if (unit.len > 0) /* with its space: many lists have it in their heads */
        unit = ARENA_CONCAT(page->arena, SLICE(" "), unit);
    return SENTENCE(
        page,
        balance.agrees
            ? N_("Opening balance and income less spending give "
                 "{computed}{unit}, which is what the source says: "
                 "{stated}{unit}.")
            : N_("The source says that the closing balance is {stated}{unit}; "
                 "its own parts, opening balance and income less spending, "
                 "give {computed}{unit}."),
        ARG_FIGURE("computed", computed),
        ARG_FIGURE("stated", part(page, table, row, "value")),
        ARG_TEXT("unit", unit));
}
