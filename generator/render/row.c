/* Rows of kept tables: their order, their figures, their source. */
#include "render/row.h"

#include <stdlib.h>

#include "render/reference.h"

/* --- their order --- */

struct dated_row {
    uint32_t number;
    size_t place; /* in the list as it was: dates that are equal keep it */
    struct period period;
};

static struct dated_row dated_of(const struct table *table,
                                 const struct row_list *rows, size_t place,
                                 const struct column *column)
{
    const struct cell *cell =
        &row_at(table, rows, place)->cells[column_index(table, column)];
    struct dated_row dated = {.number = rows->items[place], .place = place};

    if (cell->state == CELL_PRESENT)
        dated.period = cell->is.period;
    return dated;
}

static int compare_places(const struct dated_row *a, const struct dated_row *b)
{
    return (a->place > b->place) - (a->place < b->place);
}

static int earliest_first(const void *left, const void *right)
{
    const struct dated_row *a = left;
    const struct dated_row *b = right;
    int order = period_compare(a->period, b->period);

    return order != 0 ? order : compare_places(a, b);
}

static int latest_first(const void *left, const void *right)
{
    const struct dated_row *a = left;
    const struct dated_row *b = right;
    int order = period_compare(b->period, a->period);

    return order != 0 ? order : compare_places(a, b);
}

void rows_sort(struct page *page, const struct table *table,
               struct row_list *rows, const struct column *column,
               enum row_order order)
{
    struct dated_row *dated;

    if (rows->count < 2 || column == NULL)
        return;
    dated = ARENA_ARRAY(page->arena, rows->count, struct dated_row);
    for (size_t i = 0; i < rows->count; i++)
        dated[i] = dated_of(table, rows, i, column);
    qsort(dated, rows->count, sizeof *dated,
          order == ROWS_EARLIEST_FIRST ? earliest_first : latest_first);
    for (size_t i = 0; i < rows->count; i++)
        rows->items[i] = dated[i].number;
}

/* --- figures of one row --- */

static struct slice cell_filter(struct page *page, struct slice filter,
                                const struct column *column,
                                const struct cell *cell)
{
    if (cell->state != CELL_PRESENT)
        return with_missing(page, filter, column->name);
    if (slice_equal_text(column->name, "period"))
        return filter_add_period(page->arena, filter, cell->is.period,
                                 cell->is.period);
    return filter_add(page->arena, filter, column->name, "=", cell->text);
}

/* What tells rows apart where a table names no key. */
static struct slice default_filter(struct page *page, const struct table *table,
                                   const struct row *row, const char *role)
{
    const char *const roles[] = {role, "is_total", "period", "territory",
                                 "kind"};
    struct slice filter = nothing;

    for (size_t i = 0; i < COUNT_OF(roles); i++) {
        const struct column *column = table_role_column(table, roles[i]);

        if (column != NULL)
            filter = cell_filter(page, filter, column,
                                 &row->cells[column_index(table, column)]);
    }
    return filter;
}

/* A value of all is asked for as such, not by each group that it is not of. */
static bool is_told_by_total(const struct table *table, const struct row *row,
                             const struct column *column)
{
    return slice_equal_text(column->role, "disaggregation") &&
           slice_equal_text(row_text(table, row, "is_total"), "yes");
}

static struct slice key_filter(struct page *page, const struct table *table,
                               const struct row *row, const char *role)
{
    struct slice filter = nothing;

    for (size_t i = 0; i < table->key.count; i++) {
        const struct column *column = table_column(table, table->key.items[i]);

        if (column == NULL)
            return default_filter(page, table, row, role);
        if (is_told_by_total(table, row, column))
            continue;
        filter = cell_filter(page, filter, column,
                             &row->cells[column_index(table, column)]);
    }
    if (filter.len == 0)
        return default_filter(page, table, row, role);
    if (slice_equal_text(row_text(table, row, "is_total"), "yes"))
        filter = with_term(page, filter, "is_total", "=", SLICE("yes"));
    return filter;
}

const struct figure *row_value(struct page *page, const struct table *table,
                               const struct row *row, const char *role)
{
    const struct column *column = table_role_column(table, role);

    if (column == NULL)
        return NULL;
    return figure_leaf(&page->figures, FIGURE_VALUE, table->name, column->name,
                       key_filter(page, table, row, "indicator"));
}

/* --- records: by a key that no other row has --- */

static bool same_key(const struct table *table, const struct row *a,
                     const struct row *b)
{
    for (size_t k = 0; k < table->key.count; k++) {
        const struct column *column = table_column(table, table->key.items[k]);
        size_t at = column_index(table, column);

        if (!slice_equal(a->cells[at].text, b->cells[at].text))
            return false;
    }
    return true;
}

static bool key_is_unique(const struct table *table, const struct row *row)
{
    for (size_t r = 0; r < table->rows.count; r++)
        if (&table->rows.items[r] != row &&
            same_key(table, &table->rows.items[r], row))
            return false;
    return true;
}

/* Columns of the key, all of them with a value that a filter can name. */
static bool key_is_usable(const struct table *table, const struct row *row)
{
    if (table->key.count == 0 || table->key.count > FILTER_TERMS_MAX)
        return false;
    for (size_t k = 0; k < table->key.count; k++) {
        const struct column *column = table_column(table, table->key.items[k]);

        if (column == NULL || column->personal ||
            column->type == COLUMN_CODES ||
            row->cells[column_index(table, column)].state != CELL_PRESENT)
            return false;
    }
    return key_is_unique(table, row);
}

static bool record_filter(struct page *page, const struct table *table,
                          const struct row *row, struct slice *out)
{
    struct slice code = row_text(table, row, "code");

    *out = nothing;
    if (code.len > 0 && table_find(table, code) == row) {
        *out = filter_add(page->arena, *out, SLICE("code"), "=", code);
        return true;
    }
    if (!key_is_usable(table, row))
        return false;
    for (size_t k = 0; k < table->key.count; k++) {
        const struct column *column = table_column(table, table->key.items[k]);
        const struct cell *cell = &row->cells[column_index(table, column)];

        if (slice_equal_text(column->name, "period"))
            *out = filter_add_period(page->arena, *out, cell->is.period,
                                     cell->is.period);
        else
            *out = filter_add(page->arena, *out, column->name, "=", cell->text);
    }
    return true;
}

const struct figure *record_figure(struct page *page, const struct table *table,
                                   const struct row *row,
                                   const struct column *column)
{
    struct slice filter;

    if (!record_filter(page, table, row, &filter))
        return NULL;
    return figure_leaf(&page->figures, FIGURE_VALUE, table->name, column->name,
                       filter);
}

/* --- the source of a row --- */

static struct slice with_line(struct page *page, struct slice source,
                              struct slice line)
{
    if (source.len == 0 || line.len == 0)
        return source.len > 0 ? source : line;
    return arena_format(page->arena, SLICE_FORMAT ", " SLICE_FORMAT,
                        SLICE_ARGS(source), SLICE_ARGS(line));
}

struct slice row_source(struct page *page, const struct table *table,
                        const struct row *row)
{
    return with_line(page, row_text(table, row, "source"),
                     row_text(table, row, "source-line"));
}

struct slice row_source_words(struct page *page, const struct table *table,
                              const struct row *row)
{
    struct slice source = row_text(table, row, "source");

    return with_line(page, page_label(page, ROLE_SOURCES, source),
                     row_text(table, row, "source-line"));
}

struct slice row_source_address(struct page *page, const struct table *table,
                                const struct row *row)
{
    const struct table *sources;
    struct slice source = row_text(table, row, "source");

    if (source.len == 0 ||
        portal_find(page->portal, ROLE_SOURCES, source, &sources) == NULL)
        return nothing;
    return link_record(page, sources, source);
}
