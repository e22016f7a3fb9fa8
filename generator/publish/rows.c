/* Rows of a table as they are published. */
#include "publish/internal.h"

static struct published_column *column_push(struct dataset *dataset,
                                            enum published_kind kind,
                                            struct slice name)
{
    struct published_column *column =
        &dataset->columns[dataset->column_count++];

    column->kind = kind;
    column->name = name;
    return column;
}

/* Facts begin with what the figures' filters name. */
static unsigned column_rank(const struct column *column)
{
    switch (column->type) {
    case COLUMN_DIMENSION:
        return 0;
    case COLUMN_PERIOD:
        return slice_equal_text(column->role, "period") ? 1 : 4;
    case COLUMN_AMOUNT:
        return 2;
    case COLUMN_STATED:
        return 3;
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_NUMBER:
    case COLUMN_DATE:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
        break;
    }
    return 4;
}

static void columns_of_rank(struct dataset *dataset, unsigned rank)
{
    const struct table *table = dataset->table;

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];

        if (column->personal ||
            (table_is_fact(table) && column_rank(column) != rank))
            continue;
        column_push(dataset, PUBLISHED_CELL, column->name)->column = column;
    }
}

/* A carried column may have taken the name. */
static struct slice free_name(const struct table *table, struct slice name,
                              struct slice other)
{
    return table_column(table, name) == NULL ? name : other;
}

void dataset_plan(struct dataset *dataset, struct arena *arena)
{
    const struct table *table = dataset->table;

    dataset->columns =
        ARENA_ARRAY(arena, table->columns.count + 3, struct published_column);
    columns_of_rank(dataset, 0);
    if (table_is_fact(table)) {
        if (table_role_column(table, "period") == NULL)
            column_push(dataset, PUBLISHED_PERIOD, SLICE("period"));
        for (unsigned rank = 1; rank <= 4; rank++)
            columns_of_rank(dataset, rank);
    }
    column_push(
        dataset, PUBLISHED_FILE,
        free_name(table, SLICE("source_file"), SLICE("rendir_source_file")));
    column_push(
        dataset, PUBLISHED_ROW,
        free_name(table, SLICE("source_row"), SLICE("rendir_source_row")));
}

static void put_period(struct row_writer *w, struct slice name,
                       struct period period)
{
    struct buf text = BUF_INIT;

    period_write(&text, period);
    dataset_row_text(w, name, buf_slice(&text));
    buf_release(&text);
}

static void put_cell(struct row_writer *w, struct published_column *column,
                     const struct cell *cell)
{
    if (cell->state != CELL_PRESENT) {
        dataset_row_missing(w, column, cell->state);
        return;
    }
    switch (column->column->type) {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        dataset_row_amount(w, column, cell->is.number);
        break;
    case COLUMN_DATE:
    case COLUMN_PERIOD:
        put_period(w, column->name, cell->is.period);
        break;
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
    case COLUMN_DIMENSION:
        dataset_row_text(w, column->name, cell->text);
        break;
    }
}

static void put_place(struct row_writer *w, struct published_column *column,
                      const struct portal *portal, struct place place)
{
    const struct source *source =
        place.source ? sources_get(portal->sources, place.source) : NULL;

    if (source == NULL)
        dataset_row_missing(w, column, CELL_EMPTY);
    else if (column->kind == PUBLISHED_FILE)
        dataset_row_text(w, column->name, source->path);
    else
        dataset_row_amount(
            w, column, amount_of((int64_t)source_line(source, place.record)));
}

/* What a replay hands from row to row. */
struct rows_out {
    struct dataset *dataset;
    struct row_writer *writer;
};

static bool put_row(void *context, const struct row *row)
{
    const struct rows_out *out = context;
    struct dataset *dataset = out->dataset;

    dataset_row_begin(out->writer);
    for (size_t i = 0; i < dataset->column_count; i++) {
        struct published_column *column = &dataset->columns[i];

        if (column->kind == PUBLISHED_CELL)
            put_cell(out->writer, column,
                     &row->cells[column_index(dataset->table, column->column)]);
        else if (column->kind == PUBLISHED_PERIOD)
            put_period(out->writer, column->name, dataset->table->period);
        else
            put_place(out->writer, column, dataset->portal, row->place);
    }
    dataset_row_end(out->writer);
    dataset->rows++;
    for (size_t i = 0; i < out->writer->slicer_count; i++)
        if (!slicer_row(out->writer->slicers[i], row,
                        dataset_row_bytes(out->writer)))
            return false;
    return dataset_row_pass(out->writer);
}

bool dataset_rows(struct dataset *dataset, struct row_writer *w)
{
    struct rows_out out = {dataset, w};

    if (table_is_fact(dataset->table))
        return table_replay(dataset->portal, dataset->table, dataset->workspace,
                            put_row, &out);
    for (size_t i = 0; i < dataset->table->rows.count; i++)
        if (!put_row(&out, &dataset->table->rows.items[i]))
            return false;
    return true;
}
