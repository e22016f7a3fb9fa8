/* Tables made column by column and row by row, and their indexes. */
#include "model/build.h"

#include "base/bug.h"

struct table *table_new(struct portal *portal, struct slice name,
                        enum resource_role role)
{
    struct table *table = ARENA_NEW(portal->arena, struct table);

    table->name = name;
    table->role = role;
    table->publish = PUBLISH_NORMALISED;
    map_init(&table->by_code, portal->arena);
    map_init(&table->columns_by_name, portal->arena);
    ARENA_PUSH(portal->arena, &portal->tables, table);
    (void)map_put(&portal->tables_by_name, name, table);
    return table;
}

struct column *table_add_column(struct portal *portal, struct table *table,
                                const char *name, enum column_type type)
{
    struct column column = {.name = slice_of(name),
                            .heading = slice_of(name),
                            .role = slice_of(name),
                            .type = type,
                            .language = -1,
                            .label_of = -1};

    map_init(&column.index, portal->arena);
    ARENA_PUSH(portal->arena, &table->columns, column);
    return &table->columns.items[table->columns.count - 1];
}

static void index_add(struct portal *portal, struct column *column,
                      struct slice code, size_t row)
{
    struct row_list *list = map_get(&column->index, code);

    if (list == NULL) {
        list = ARENA_NEW(portal->arena, struct row_list);
        (void)map_put(&column->index, code, list);
    }
    ARENA_PUSH(portal->arena, list, (uint32_t)row);
}

static void column_index_rows(struct portal *portal, struct table *table,
                              size_t at)
{
    struct column *column = &table->columns.items[at];

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct cell *cell = &table->rows.items[r].cells[at];
        struct slice rest = cell->text;

        if (cell->state != CELL_PRESENT)
            continue;
        if (column->type != COLUMN_CODES) {
            index_add(portal, column, cell->text, r);
            continue;
        }
        while (rest.len > 0)
            index_add(portal, column, slice_trim(slice_next(&rest, '|')), r);
    }
}

static void codes_index(struct portal *portal, struct table *table)
{
    const struct column *code = table_role_column(table, "code");

    if (code == NULL)
        return;
    for (size_t r = 0; r < table->rows.count; r++) {
        struct row *row = &table->rows.items[r];
        const struct cell *cell = &row->cells[column_index(table, code)];

        if (cell->state != CELL_PRESENT)
            continue;
        if (map_has(&table->by_code, cell->text))
            diag_add_pair(
                portal->diagnostics, DIAG_ROW_DUPLICATE, row->place,
                ((struct row *)map_get(&table->by_code, cell->text))->place,
                cell->text, table->name);
        else
            (void)map_put(&table->by_code, cell->text, row);
    }
}

void table_index(struct portal *portal, struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = &table->columns.items[i];

        (void)map_put(&table->columns_by_name, column->name, column);
        if (column->type == COLUMN_CODE || column->type == COLUMN_CODES ||
            column->type == COLUMN_CHOICE)
            column_index_rows(portal, table, i);
    }
    codes_index(portal, table);
}

void row_begin(struct row_maker *maker, struct portal *portal,
               struct table *table)
{
    *maker = (struct row_maker){.portal = portal, .table = table};
    maker->cells =
        ARENA_ARRAY(portal->arena, table->columns.count, struct cell);
}

static struct cell *next_cell(struct row_maker *maker)
{
    if (maker->at == maker->table->columns.count)
        BUG("more cells than columns");
    return &maker->cells[maker->at++];
}

void row_put_text(struct row_maker *maker, struct slice text)
{
    struct cell *cell = next_cell(maker);

    cell->state = text.len > 0 ? CELL_PRESENT : CELL_EMPTY;
    cell->text = text;
}

void row_put_cell(struct row_maker *maker, const struct cell *cell)
{
    *next_cell(maker) = *cell;
}

void row_put_number(struct row_maker *maker, bool has, struct amount value)
{
    struct cell *cell = next_cell(maker);
    struct buf text = BUF_INIT;

    cell->state = has ? CELL_PRESENT : CELL_EMPTY;
    if (!has)
        return;
    amount_write(&text, value);
    cell->text = arena_copy(maker->portal->arena, buf_slice(&text));
    cell->is.number = value;
    buf_release(&text);
}

void row_put_period(struct row_maker *maker, struct period period)
{
    struct cell *cell = next_cell(maker);
    struct buf text = BUF_INIT;

    cell->state = period.kind != PERIOD_NONE ? CELL_PRESENT : CELL_EMPTY;
    if (period.kind == PERIOD_NONE)
        return;
    period_write(&text, period);
    cell->text = arena_copy(maker->portal->arena, buf_slice(&text));
    cell->is.period = period;
    buf_release(&text);
}

void row_end(struct row_maker *maker, struct place place)
{
    struct row row = {maker->cells, place};

    if (maker->at != maker->table->columns.count)
        BUG("fewer cells than columns");
    ARENA_PUSH(maker->portal->arena, &maker->table->rows, row);
}
