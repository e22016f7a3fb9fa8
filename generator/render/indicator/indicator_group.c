/* The last values of an indicator by group: what it is broken down by. */
#include "render/describe.h"
#include "render/indicator/indicator.h"
#include "render/related.h"

/* A longer table is read in its file. */
#define GROUP_ROWS_MAX 60
#define GROUPS_MAX 3

struct groups {
    const struct indicator *indicator;
    const struct table *table;
    size_t columns[GROUPS_MAX]; /* of the table */
    size_t column_count;
    struct row_list rows;
};

/* Columns that some row of this indicator has a group in; false when many. */
static bool read_columns(struct groups *g, const struct row_list *all)
{
    for (size_t c = 0; c < g->table->columns.count; c++) {
        bool any = false;

        if (!slice_equal_text(g->table->columns.items[c].role,
                              "disaggregation"))
            continue;
        for (size_t i = 0; i < all->count; i++)
            any |= row_at(g->table, all, i)->cells[c].state == CELL_PRESENT;
        if (any && g->column_count == GROUPS_MAX)
            return false;
        if (any)
            g->columns[g->column_count++] = c;
    }
    return g->column_count > 0;
}

static bool is_group(const struct groups *g, const struct row *row)
{
    return !observation_is_total(g->table, row) &&
           row_cell(g->table, row, "value")->state == CELL_PRESENT &&
           row_text(g->table, row, "territory").len == 0;
}

static struct period last_period(const struct groups *g,
                                 const struct row_list *all)
{
    struct period last = {PERIOD_NONE, 0, 0, 0};

    for (size_t i = 0; i < all->count; i++) {
        const struct row *row = row_at(g->table, all, i);
        struct period period = row_period(g->table, row, "period");

        if (is_group(g, row) &&
            (last.kind == PERIOD_NONE || period_compare(period, last) > 0))
            last = period;
    }
    return last;
}

static bool same_cells(const struct groups *g, const struct row *a,
                       const struct row *b)
{
    for (size_t c = 0; c < g->table->columns.count; c++)
        if (slice_equal_text(g->table->columns.items[c].role,
                             "disaggregation") &&
            !slice_equal(a->cells[c].text, b->cells[c].text))
            return false;
    return true;
}

/* A row that another one repeats cannot be asked for alone. */
static bool is_told_apart(const struct groups *g, const struct row *row)
{
    for (size_t i = 0; i < g->rows.count; i++)
        if (same_cells(g, row, row_at(g->table, &g->rows, i)))
            return false;
    return true;
}

static bool read_rows(struct groups *g)
{
    struct page *page = g->indicator->page;
    const struct row_list *all =
        table_rows_by(g->table, "indicator", g->indicator->code);
    struct period last;

    if (!read_columns(g, all))
        return false;
    last = last_period(g, all);
    for (size_t i = 0; i < all->count; i++) {
        const struct row *row = row_at(g->table, all, i);

        if (!is_group(g, row) ||
            period_compare(row_period(g->table, row, "period"), last) != 0)
            continue;
        if (g->rows.count == GROUP_ROWS_MAX || !is_told_apart(g, row))
            return false;
        ARENA_PUSH(page->arena, &g->rows, all->items[i]);
    }
    return g->rows.count > 0;
}

static const struct figure *value_of(const struct groups *g,
                                     const struct row *row)
{
    struct page *page = g->indicator->page;
    const struct column *value = table_role_column(g->table, "value");
    const struct column *place = table_role_column(g->table, "territory");
    struct period period = row_period(g->table, row, "period");
    struct slice filter = with_term(
        page, nothing,
        arena_text(page->arena, table_role_column(g->table, "indicator")->name),
        "=", g->indicator->code);

    for (size_t i = 0; i < g->column_count; i++) {
        const struct column *column = &g->table->columns.items[g->columns[i]];
        const struct cell *cell = &row->cells[g->columns[i]];

        filter =
            cell->state == CELL_PRESENT
                ? filter_add(page->arena, filter, column->name, "=", cell->text)
                : with_missing(page, filter, column->name);
    }
    if (place != NULL)
        filter = with_missing(page, filter, place->name);
    return figure_leaf(&page->figures, FIGURE_VALUE, g->table->name,
                       value->name,
                       filter_add_period(page->arena, filter, period, period));
}

static void group_heads(const struct groups *g, struct page_table *out)
{
    struct page *page = g->indicator->page;

    table_text_column(out, "period", page_text(page, N_("Period")));
    for (size_t i = 0; i < g->column_count; i++) {
        const struct column *column = &g->table->columns.items[g->columns[i]];

        table_text_column(out, arena_text(page->arena, column->name),
                          describe_column(page, g->table, column));
    }
    table_figure_column(out, "value", page_text(page, N_("Value")),
                        g->indicator->unit);
}

static void group_row(const struct groups *g, const struct row *row,
                      struct page_table *out)
{
    struct page *page = g->indicator->page;

    table_row(out);
    cell_period(out, row_period(g->table, row, "period"));
    for (size_t i = 0; i < g->column_count; i++) {
        const struct cell *cell = &row->cells[g->columns[i]];

        if (cell->state == CELL_PRESENT)
            cell_text(out, cell->text);
        else
            cell_text(out, page_text(page, N_("all")));
    }
    cell_figure(out, value_of(g, row));
}

void indicator_groups(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct groups g = {.indicator = indicator, .table = indicator->groups};
    struct page_table *out;

    if (g.table == NULL || !indicator->has_groups ||
        !slice_equal_text(table_role_column(g.table, "period")->name,
                          "period") ||
        !read_rows(&g)) {
        view_null(page, page->view, "groups");
        return;
    }
    out = table_begin(page, "groups",
                      page_text(page, N_("The last values by group")));
    group_heads(&g, out);
    for (size_t i = 0; i < g.rows.count; i++)
        group_row(&g, row_at(g.table, &g.rows, i), out);
    table_end(out, page->view, "groups");
}
