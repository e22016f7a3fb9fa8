/* One description of a table: rows for the template, and its CSV. */
#include "emit/csv.h"
#include "render/page.h"

#define COLUMNS_MAX 24

struct table_column_view {
    const char *name;
    bool is_figure;
};

struct page_table {
    struct page *page;
    const char *key;
    struct slice caption;
    struct table_column_view columns[COLUMNS_MAX];
    size_t column_count;
    struct value *heads;
    struct value *rows;
    struct value *cells; /* of the current row */
    size_t at;           /* column of the next cell */
    unsigned depth;      /* of the current row */
    struct buf csv;
    struct comma_writer writer;
};

struct page_table *table_begin(struct page *page, const char *key,
                               struct slice caption)
{
    struct page_table *table = ARENA_NEW(page->arena, struct page_table);

    table->page = page;
    table->key = key;
    table->caption = caption;
    table->heads = value_list_new(page->arena);
    table->rows = value_list_new(page->arena);
    buf_init(&table->csv);
    comma_init(&table->writer, &table->csv);
    return table;
}

static void column_add(struct page_table *table, const char *name,
                       struct slice head, struct slice unit, bool is_figure)
{
    struct value *object = view_object(table->page);

    if (table->column_count == COLUMNS_MAX || table->rows->list.count > 0)
        BUG("columns come before rows, and not that many");
    table->columns[table->column_count++] =
        (struct table_column_view){name, is_figure};
    view_text(table->page, object, "label", head);
    view_text(table->page, object, "unit", unit);
    view_flag(table->page, object, "is_number", is_figure);
    view_add(table->page, table->heads, object);
}

void table_text_column(struct page_table *table, const char *name,
                       struct slice head)
{
    column_add(table, name, head, (struct slice){NULL, 0}, false);
}

void table_figure_column(struct page_table *table, const char *name,
                         struct slice head, struct slice unit)
{
    column_add(table, name, head, unit, true);
}

static void csv_head(struct page_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        comma_cell_text(&table->writer, table->columns[i].name);
    comma_end_row(&table->writer);
}

void table_row_depth(struct page_table *table, unsigned depth)
{
    struct value *row = view_object(table->page);

    if (table->rows->list.count == 0)
        csv_head(table);
    else if (table->at != table->column_count)
        BUG("a row has a cell for every column");
    else
        comma_end_row(&table->writer);
    table->cells = view_list(table->page, row, "cells");
    table->at = 0;
    table->depth = depth;
    view_add(table->page, table->rows, row);
}

void table_row(struct page_table *table)
{
    table_row_depth(table, 0);
}

static struct value *cell_begin(struct page_table *table)
{
    struct page *page = table->page;
    struct value *cell = view_object(page);
    static const char *const depths[] = {"0", "1", "2", "3", "4", "5"};
    unsigned depth =
        table->depth < COUNT_OF(depths) ? table->depth : COUNT_OF(depths) - 1;

    if (table->at == table->column_count)
        BUG("more cells than columns");
    view_flag(page, cell, "is_head", table->at == 0);
    view_flag(page, cell, "is_number", table->columns[table->at].is_figure);
    view_code(page, cell, "depth",
              depth == 0 || table->at > 0 ? (struct slice){NULL, 0}
                                          : slice_of(depths[depth]));
    view_add(page, table->cells, cell);
    table->at++;
    return cell;
}

static void cell_fill(struct page_table *table, struct slice text,
                      struct slice address, const struct figure *figure,
                      struct slice style)
{
    struct value *cell = cell_begin(table);
    struct page *page = table->page;

    view_text(page, cell, "text", text);
    view_link(page, cell, "link", address);
    view_figure(page, cell, "figure", figure);
    view_code(page, cell, "status", style);
    view_null(page, cell, "date");
}

static const struct slice nothing = {NULL, 0};

void cell_text(struct page_table *table, struct slice text)
{
    comma_cell(&table->writer, text);
    cell_fill(table, text, nothing, NULL, nothing);
}

void cell_code(struct page_table *table, struct slice code, struct slice text,
               struct slice address)
{
    comma_cell(&table->writer, code);
    cell_fill(table, text, address, NULL, nothing);
}

void cell_figure(struct page_table *table, const struct figure *figure)
{
    struct buf exact = BUF_INIT;

    if (figure != NULL)
        figure_print_exact(&exact, figure);
    comma_cell(&table->writer, buf_slice(&exact));
    cell_fill(table, nothing, nothing, figure, nothing);
    buf_release(&exact);
}

void cell_period(struct page_table *table, struct period period)
{
    struct buf iso = BUF_INIT;
    struct value *cell = cell_begin(table);
    struct page *page = table->page;

    if (period.kind != PERIOD_NONE)
        period_write(&iso, period);
    comma_cell(&table->writer, buf_slice(&iso));
    view_null(page, cell, "text");
    view_null(page, cell, "link");
    view_null(page, cell, "figure");
    view_null(page, cell, "status");
    view_date(page, cell, "date", period);
    buf_release(&iso);
}

void cell_status(struct page_table *table, struct slice style,
                 struct slice word)
{
    comma_cell(&table->writer, style);
    cell_fill(table, word, nothing, NULL, style);
}

size_t table_rows(const struct page_table *table)
{
    return table->rows->list.count;
}

static struct slice file_path(struct page_table *table)
{
    return arena_format(table->page->arena, "data/" SLICE_FORMAT ".%s.csv",
                        SLICE_ARGS(table->page->route->key), table->key);
}

void table_end(struct page_table *table, struct value *object, const char *name)
{
    struct page *page = table->page;
    struct value *view;
    struct page_file file;

    if (table_rows(table) == 0) {
        view_null(page, object, name);
        buf_release(&table->csv);
        return;
    }
    comma_end_row(&table->writer);
    file.path = file_path(table);
    file.bytes = arena_copy(page->arena, buf_slice(&table->csv));
    buf_release(&table->csv);
    if (page->first_language)
        ARENA_PUSH(page->arena, &page->files, file);
    view = view_object(page);
    view_text(page, view, "caption", table->caption);
    view_set(page, view, "heads", table->heads);
    view_set(page, view, "rows", table->rows);
    view_link(page, view, "csv", link_file(page, file.path));
    view_code(page, view, "key", slice_of(table->key));
    view_set(page, object, name, view);
}
