/*
 * What lists state of their own numbers: rows that are totals (`totals` of the
 * resource, with the columns that add up) against the rows of the list, rows
 * that are sums of another list (`sums`), percentages of two columns
 * (`shares`).
 */
#include "check/compare.h"
#include "check/rules.h"

/* Of which rows: those with a text in a column; null = all. */
struct part_rows {
    const struct column *by;
    struct slice text;
};

/* The sum of a column, and the most decimals in it. */
static bool parts_of(const struct table *table, size_t at,
                     const struct part_rows *of, struct claim *claim)
{
    struct amount sum = {0, 0};

    claim->part_count = 0;
    claim->part_scale = 0;
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct cell *cell = &table->rows.items[i].cells[at];

        if (cell->state != CELL_PRESENT ||
            (of != NULL &&
             !slice_equal(
                 table->rows.items[i].cells[column_index(table, of->by)].text,
                 of->text)))
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
    if (parts_of(table, at, NULL, &claim))
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

/* A column that a declaration names; null = it was found to be none. */
static const struct column *column_named(struct portal *portal,
                                         const struct table *declared,
                                         const struct table *table,
                                         struct slice name)
{
    const struct column *column = column_called(table, name);

    if (column == NULL && name.len > 0)
        diag_add(portal->diagnostics, DIAG_SETTING_INVALID, declared->place,
                 name, SLICE("a column of the resource"));
    return column;
}

/* --- shares: of two numbers of the row --- */

static bool number_of(const struct table *table, const struct row *row,
                      const struct column *column, struct amount *out)
{
    const struct cell *cell = &row->cells[column_index(table, column)];

    if (column->type != COLUMN_NUMBER || cell->state != CELL_PRESENT)
        return false;
    *out = cell->is.number;
    return true;
}

static void check_shares(struct portal *portal, const struct table *table)
{
    const struct stated_shares *names = &table->shares;
    const struct column *stated =
        column_named(portal, table, table, names->stated);
    const struct column *part = column_named(portal, table, table, names->part);
    const struct column *whole =
        column_named(portal, table, table, names->whole);

    if (stated == NULL || part == NULL || whole == NULL)
        return;
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct claim claim = {
            .kind = CLAIM_SHARE,
            .about = ARENA_CONCAT(portal->arena, table->name, SLICE(" "),
                                  row_text(table, row, "code")),
            .place = cell_place(table, row, stated)};

        if (!number_of(table, row, stated, &claim.stated))
            continue;
        if (number_of(table, row, part, &claim.of[0]) &&
            number_of(table, row, whole, &claim.of[1]))
            claim_check(portal, &claim);
        else
            claim_alone(portal, &claim);
    }
}

/* --- sums of another list --- */

static void check_sum(struct portal *portal, const struct table *table,
                      const struct table *parts, struct slice name)
{
    const struct column *stated = column_named(portal, table, table, name);
    const struct column *added = column_named(portal, table, parts, name);
    const struct column *by =
        column_named(portal, table, table, table->sums.by);
    struct part_rows of = {
        .by = column_named(portal, table, parts, table->sums.by)};

    if (stated == NULL || added == NULL || by == NULL || of.by == NULL)
        return;
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct claim claim = {.kind = CLAIM_TOTAL,
                              .place = cell_place(table, row, stated)};

        of.text = row->cells[column_index(table, by)].text;
        claim.about = ARENA_CONCAT(portal->arena, table->name, SLICE(" "), name,
                                   SLICE(" "), of.text);
        if (of.text.len == 0 || !number_of(table, row, stated, &claim.stated))
            continue;
        if (added->type == COLUMN_NUMBER &&
            parts_of(parts, column_index(parts, added), &of, &claim))
            claim_check(portal, &claim);
        else
            claim_alone(portal, &claim);
    }
}

static void check_sums_of(struct portal *portal, const struct table *table)
{
    const struct table *parts =
        portal_table_named(portal, table->sums.resource);

    if (parts == NULL || table_is_fact(parts)) {
        diag_add(portal->diagnostics, DIAG_SETTING_INVALID, table->place,
                 table->sums.resource, SLICE("a list of the descriptor"));
        return;
    }
    for (size_t i = 0; i < table->sums.add_count; i++)
        check_sum(portal, table, parts, table->sums.adds[i]);
}

void check_list_totals(struct portal *portal)
{
    for (size_t t = 0; t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        for (size_t i = 0; i < table->totals.count; i++)
            check_total(portal, table, &table->totals.items[i]);
        if (table->shares.stated.len > 0)
            check_shares(portal, table);
        if (table->sums.resource.len > 0)
            check_sums_of(portal, table);
    }
}
