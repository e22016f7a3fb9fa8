/*
 * Rows of a list that state totals (`totals` of its resource, with the columns
 * that add up) against the rows of the list.
 */
#include "check/compare.h"
#include "check/rules.h"

/* The sum of a column, and the most decimals in it. */
static bool parts_of(const struct table *table, size_t at, struct claim *claim)
{
    struct amount sum = {0, 0};

    claim->part_count = 0;
    claim->part_scale = 0;
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct cell *cell = &table->rows.items[i].cells[at];

        if (cell->state != CELL_PRESENT)
            continue;
        if (!amount_add(sum, cell->is.number, &sum))
            return false;
        claim->part_count++;
    }
    claim->of[0] = sum;
    claim->part_scale = sum.scale;
    return claim->part_count > 0;
}

static void check_column(struct portal *portal, const struct table *table,
                         const struct total_row *total, struct slice name,
                         const struct column *column)
{
    size_t at = column_index(table, column);
    const struct cell *stated = &total->row.cells[at];
    struct claim claim = {
        .kind = CLAIM_TOTAL,
        .about = ARENA_CONCAT(portal->arena, table->name, SLICE(" "), name),
        .place = cell_place(table, &total->row, column)};

    if (stated->state != CELL_PRESENT || column->type != COLUMN_NUMBER)
        return;
    claim.stated = stated->is.number;
    if (parts_of(table, at, &claim))
        claim_check(portal, &claim);
    else
        claim_alone(portal, &claim);
}

/* As the file calls it, else as it is published. */
static const struct column *column_called(const struct table *table,
                                          struct slice name)
{
    for (size_t i = 0; i < table->fields.count; i++) {
        const struct field *field = &table->fields.items[i];

        if (slice_equal(field->text.heading, name))
            return &table->columns.items[field->column];
    }
    return table_column(table, name);
}

static void check_total(struct portal *portal, const struct table *table,
                        const struct total_row *total)
{
    for (size_t i = 0; i < total->by->add_count; i++) {
        const struct column *column = column_called(table, total->by->adds[i]);

        if (column != NULL)
            check_column(portal, table, total, total->by->adds[i], column);
        else
            diag_add(portal->diagnostics, DIAG_SETTING_INVALID, table->place,
                     total->by->adds[i], SLICE("a column of the resource"));
    }
}

void check_list_totals(struct portal *portal)
{
    for (size_t t = 0; t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        for (size_t i = 0; i < table->totals.count; i++)
            check_total(portal, table, &table->totals.items[i]);
    }
}
