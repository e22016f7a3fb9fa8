#include "model/derive_formulas.h"

#include "model/build.h"
#include "model/formats.h"

static struct table *table_make(struct portal *portal)
{
    struct table *to =
        table_new(portal, SLICE(FORMULA_CELLS_TABLE), ROLE_DERIVED);

    to->title = portal_words(
        portal,
        SLICE(N_("Cells that a spreadsheet would run as formulas, by table")));
    (void)table_add_column(portal, to, "table", COLUMN_CODE);
    table_add_column(portal, to, "column", COLUMN_TEXT)->title =
        portal_words(portal, SLICE(N_("Column")));
    table_add_column(portal, to, "cells", COLUMN_NUMBER)->title =
        portal_words(portal, SLICE(N_("Cells")));
    return to;
}

/* `*to` is made when there is something to say. */
static void columns_count(struct portal *portal, const struct table *table,
                          struct table **to)
{
    struct row_maker maker;

    for (size_t i = 0; i < table->columns.count; i++) {
        size_t cells = column_formula_cells(table, i);

        if (cells == 0)
            continue;
        if (*to == NULL)
            *to = table_make(portal);
        row_begin(&maker, portal, *to);
        row_put_text(&maker, table->name);
        row_put_text(&maker, table->columns.items[i].name);
        row_put_number(&maker, true, amount_of((int64_t)cells));
        row_end(&maker, (struct place){0, 0, 0});
    }
}

void derive_formulas(struct portal *portal)
{
    size_t count = portal->tables.count; /* its own is not among them */
    struct table *to = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct table *table = portal->tables.items[i];

        if (table->role != ROLE_DERIVED &&
            table_formulas(table) == FORMULAS_SOME)
            columns_count(portal, table, &to);
    }
    if (to != NULL)
        table_index(portal, to);
}
