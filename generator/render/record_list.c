/* The records of a table as a list: which columns, in what order. */
#include "render/record_list.h"

#include "render/money/balances.h"
#include "render/describe.h"
#include "render/reference.h"
#include "render/row.h"

#define LIST_COLUMNS_MAX 12
#define SHORT_TEXT 60

struct list_columns {
    const struct column *items[LIST_COLUMNS_MAX];
    size_t count;
};

static size_t longest_text(const struct page *page, const struct table *table,
                           const struct column *column)
{
    size_t longest = 0;

    for (size_t r = 0; r < table->rows.count; r++) {
        struct slice text =
            column_words(page, table, &table->rows.items[r], column);

        if (text.len > longest)
            longest = text.len;
    }
    return longest;
}

/* What a record is called by: its label, else the first field there is. */
static const struct column *name_column(const struct page *page,
                                        const struct table *table)
{
    const struct column *label = table_role_column(table, "label");

    for (size_t i = 0; label == NULL && i < table->columns.count; i++)
        if (column_is_shown(page, table, &table->columns.items[i]))
            return &table->columns.items[i];
    return label;
}

/* What a list shows of each record; long texts and sources stand on its page.
 */
static bool is_listed(const struct page *page, const struct table *table,
                      const struct column *column)
{
    size_t longest;

    if (!column_is_shown(page, table, column) ||
        column == name_column(page, table) ||
        slice_equal_text(column->role, "label") ||
        slice_equal_text(column->role, "code") ||
        slice_equal_text(column->role, "source") ||
        slice_equal_text(column->role, "source-line") ||
        column->type == COLUMN_ADDRESS)
        return false;
    if (column->type != COLUMN_TEXT)
        return true;
    longest = longest_text(page, table, column);
    return longest > 0 && longest <= SHORT_TEXT;
}

static void column_keep(struct list_columns *columns,
                        const struct column *column)
{
    if (columns->count < LIST_COLUMNS_MAX)
        columns->items[columns->count++] = column;
}

static bool is_time(const struct column *column)
{
    return column->type == COLUMN_DATE || column->type == COLUMN_PERIOD;
}

/* Dates first; a list that says little else shows its descriptions too. */
static struct list_columns columns_of(const struct page *page,
                                      const struct table *table)
{
    struct list_columns columns = {.count = 0};

    for (size_t i = 0; i < table->columns.count; i++)
        if (is_time(&table->columns.items[i]) &&
            is_listed(page, table, &table->columns.items[i]))
            column_keep(&columns, &table->columns.items[i]);
    for (size_t i = 0; i < table->columns.count; i++)
        if (!is_time(&table->columns.items[i]) &&
            is_listed(page, table, &table->columns.items[i]))
            column_keep(&columns, &table->columns.items[i]);
    for (size_t i = 0; i < table->columns.count && columns.count < 3; i++) {
        const struct column *column = &table->columns.items[i];

        if (slice_equal_text(column->role, "description") &&
            longest_text(page, table, column) > SHORT_TEXT &&
            column_is_shown(page, table, column))
            column_keep(&columns, column);
    }
    return columns;
}

/* The unit of a column of figures, from the first row that has a value. */
static struct slice unit_of(struct page *page, const struct table *table,
                            const struct column *column)
{
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        const struct figure *figure;

        if (row->cells[column_index(table, column)].state != CELL_PRESENT)
            continue;
        figure = record_figure(page, table, row, column);
        return figure != NULL ? page_unit(page, figure->unit) : nothing;
    }
    return nothing;
}

static void heads(struct page *page, struct page_table *out,
                  const struct table *table, const struct list_columns *columns)
{
    const struct column *name = name_column(page, table);

    table_text_column(out, "code",
                      name != NULL ? describe_column(page, table, name)
                                   : page_text(page, N_("Record")));
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = columns->items[i];
        const char *key = arena_text(page->arena, column->name);
        struct slice head = describe_column(page, table, column);

        if (column->type == COLUMN_NUMBER)
            table_figure_column(out, key, head, unit_of(page, table, column));
        else
            table_text_column(out, key, head);
    }
}

/* Labels of all codes of a cell; a single one is a link. */
static void cell_reference(struct page *page, struct page_table *out,
                           const struct table *table,
                           const struct column *column, const struct cell *cell)
{
    struct slice rest = cell->text;
    struct slice address = {NULL, 0};
    struct buf labels = BUF_INIT;

    if (slice_find(rest, '|') == rest.len)
        address = reference_link(page, table, column, rest);
    while (rest.len > 0) {
        struct slice code = slice_trim(slice_next(&rest, '|'));

        if (labels.len > 0)
            buf_add_text(&labels, "; ");
        buf_add_slice(&labels, reference_label(page, table, column, code));
    }
    cell_code(out, cell->text, arena_take(page->arena, &labels), address);
}

static void cell_of(struct page *page, struct page_table *out,
                    const struct table *table, const struct row *row,
                    const struct column *column)
{
    const struct cell *cell = &row->cells[column_index(table, column)];
    struct slice text = column_words(page, table, row, column);

    if (column->type == COLUMN_NUMBER)
        cell_figure(out, record_figure(page, table, row, column));
    else if (text.len == 0)
        cell_code(out, nothing,
                  cell->state == CELL_EMPTY
                      ? nothing
                      : describe_missing(page, cell->state),
                  nothing);
    else if (is_time(column))
        cell_period(out, cell->is.period);
    else if (column->refers.len > 0)
        cell_reference(page, out, table, column, cell);
    else if (column->type == COLUMN_CHOICE)
        cell_code(out, text,
                  portal_label(page->portal,
                               arena_text(page->arena, column->role), text,
                               page->language),
                  nothing);
    else if (column->type == COLUMN_FLAG)
        cell_code(out, text, describe_flag(page, text), nothing);
    else
        cell_text(out, text);
}

/* The latest first, undated ones last, else as written. */
static struct row_list rows_in_order(struct page *page,
                                     const struct table *table,
                                     const struct list_columns *columns)
{
    struct row_list rows = {NULL, 0, 0};

    for (size_t r = 0; r < table->rows.count; r++)
        ARENA_PUSH(page->arena, &rows, (uint32_t)r);
    if (columns->count > 0 && is_time(columns->items[0]))
        rows_sort(page, table, &rows, columns->items[0], ROWS_LATEST_FIRST);
    return rows;
}

/* A record without a label or code is named by its place in the list. */
static void cell_name(struct page *page, struct page_table *out,
                      const struct table *table, const struct row *row)
{
    struct slice code = row_text(table, row, "code");
    struct slice label = row_words(table, row, "label", page->language);
    const struct column *name = name_column(page, table);

    if (label.len == 0)
        label = code;
    if (label.len == 0 && name != NULL)
        label = column_words(page, table, row, name);
    cell_code(out, code.len > 0 ? code : label, label,
              link_record(page, table, code));
}

static void cell_balance(struct page *page, struct page_table *out,
                         const struct table *table, const struct row *row)
{
    const struct figure *figure = balance_figure(page, table, row);

    if (figure != NULL)
        cell_figure(out, figure);
    else
        cell_missing(out, page_text(page, N_("not all parts are given")));
}

/* By its name, or by its role: the one of the page's language. */
static const struct column *column_named(const struct page *page,
                                         const struct table *table,
                                         struct slice name)
{
    const struct column *column = table_column(table, name);

    if (column != NULL)
        return column_is_shown(page, table, column) ? column : NULL;
    for (size_t i = 0; i < table->columns.count; i++) {
        column = &table->columns.items[i];
        if (slice_equal(column->role, name) &&
            column_is_shown(page, table, column))
            return column;
    }
    return NULL;
}

struct slice record_list_unknown(const struct page *page,
                                 const struct table *table, struct slice names)
{
    while (names.len > 0) {
        struct slice name = slice_trim(slice_next(&names, ','));

        if (column_named(page, table, name) == NULL)
            return name;
    }
    return nothing;
}

/* The columns an author names, in that order, but for what the records are
 * called by: that always comes first. */
static void columns_named(const struct page *page, const struct table *table,
                          struct slice names, struct list_columns *columns)
{
    const struct column *own = name_column(page, table);

    columns->count = 0;
    while (names.len > 0) {
        const struct column *column =
            column_named(page, table, slice_trim(slice_next(&names, ',')));

        if (column != NULL && column != own &&
            !slice_equal_text(column->role, "label"))
            column_keep(columns, column);
    }
}

void record_list(struct page *page, const struct record_list *list,
                 struct value *object, const char *name)
{
    const struct table *table = list->table;
    struct list_columns columns = columns_of(page, table);
    struct row_list rows = rows_in_order(page, table, &columns);
    struct page_table *out;

    if (list->columns.len > 0)
        columns_named(page, table, list->columns, &columns);
    out = table_begin(page, list->key, list->caption);
    heads(page, out, table, &columns);
    if (register_has_balance(table))
        table_figure_column(
            out, "balance_of_parts",
            page_text(page, N_("Closing balance by its parts")),
            unit_of(page, table, table_role_column(table, "value")));
    for (size_t r = 0; r < rows.count; r++) {
        const struct row *row = row_at(table, &rows, r);

        table_row(out);
        cell_name(page, out, table, row);
        for (size_t i = 0; i < columns.count; i++)
            cell_of(page, out, table, row, columns.items[i]);
        if (register_has_balance(table))
            cell_balance(page, out, table, row);
    }
    table_end(out, object, name);
}
