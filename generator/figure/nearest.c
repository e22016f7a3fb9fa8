/* Mends the filter of a leaf, term by term, by asking how many rows match. */
#include "figure/nearest.h"

#include <stdlib.h>

#include "figure/internal.h"

/* Columns named in a finding. */
#define DIFFERENCES_MAX 4

struct mending {
    struct figures *figures;
    struct figures asked; /* counts, of which nobody else hears */
    struct diagnostics scratch;
    const struct figure *leaf;
    const struct table *table;
    struct filter filter;
};

static bool mending_begin(struct mending *m, struct figures *figures,
                          const struct figure *leaf)
{
    struct slice fault;

    *m = (struct mending){.figures = figures, .leaf = leaf};
    m->table = portal_table_named(figures->portal, leaf->resource);
    if (m->table == NULL ||
        !filter_parse(figures->arena, leaf->filter, &m->filter, &fault))
        return false;
    diagnostics_init(&m->scratch);
    figures_init(&m->asked, figures->portal, figures->arena, &m->scratch);
    return true;
}

static bool matches(struct mending *m, const struct filter *filter)
{
    const struct figure *count =
        figure_leaf(&m->asked, FIGURE_COUNT, m->leaf->resource, SLICE("*"),
                    filter_canonical(m->figures->arena, filter));

    return count->status == FIGURE_PRESENT && amount_sign(count->value) > 0;
}

/* --- a code that no row has --- */

static struct slice nearest_value(const struct mending *m,
                                  const struct column *column,
                                  struct slice value)
{
    size_t at = column_index(m->table, column);
    struct map values;

    map_init(&values, m->figures->arena);
    for (size_t r = 0; r < m->table->rows.count; r++) {
        const struct cell *cell = &m->table->rows.items[r].cells[at];

        if (cell->state == CELL_PRESENT)
            (void)map_put(&values, cell->text, &values);
    }
    return map_nearest(&values, value);
}

static struct slice mend_term(struct mending *m, size_t index)
{
    struct filter filter = m->filter;
    struct filter_term *term = &filter.terms[index];
    const struct column *column = table_column(m->table, term->column);
    struct slice near;

    if (column == NULL || term->operator!= FILTER_EQUAL ||
                          term->value_count != 1)
        return (struct slice){NULL, 0};
    near = nearest_value(m, column, term->values[0]);
    if (near.len == 0 || slice_equal(near, term->values[0]))
        return (struct slice){NULL, 0};
    term->values[0] = near;
    if (!matches(m, &filter))
        return (struct slice){NULL, 0};
    return filter_add(m->figures->arena, (struct slice){NULL, 0}, term->column,
                      "=", near);
}

/* --- a period that no row has --- */

struct candidate {
    struct period period;
    long distance; /* in days, from what was asked */
};

static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;

    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return period_compare(a->period, b->period);
}

struct candidates {
    struct candidate *items;
    size_t count, capacity;
};

static void candidate_add(const struct mending *m, struct candidates *list,
                          struct period period)
{
    struct candidate one = {period,
                            date_days_between(period_first_day(m->filter.from),
                                              period_first_day(period))};

    for (size_t i = 0; i < list->count; i++)
        if (period_compare(list->items[i].period, period) == 0)
            return;
    if (one.distance < 0)
        one.distance = -one.distance;
    ARENA_PUSH(m->figures->arena, list, one);
}

static struct candidates periods_of(const struct mending *m)
{
    const struct column *column = table_column(m->table, SLICE("period"));
    struct candidates list = {NULL, 0, 0};

    if (m->table->cube != NULL)
        for (size_t i = 0; i < cube_period_count(m->table->cube); i++)
            candidate_add(m, &list, cube_period(m->table->cube, i));
    for (size_t r = 0; column != NULL && r < m->table->rows.count; r++) {
        const struct cell *cell =
            &m->table->rows.items[r].cells[column_index(m->table, column)];

        if (cell->state == CELL_PRESENT)
            candidate_add(m, &list, cell->is.period);
    }
    if (list.count > 1)
        qsort(list.items, list.count, sizeof(*list.items), compare_candidates);
    return list;
}

static struct slice mend_period(struct mending *m)
{
    struct candidates list = periods_of(m);
    struct filter filter = m->filter;

    for (size_t i = 0; i < list.count; i++) {
        filter.from = filter.to = list.items[i].period;
        if (matches(m, &filter))
            return filter_add_period(m->figures->arena, (struct slice){NULL, 0},
                                     filter.from, filter.to);
    }
    return (struct slice){NULL, 0};
}

struct slice figure_nearest(struct figures *figures, const struct figure *leaf)
{
    struct mending m;
    struct slice near = {NULL, 0};

    if (!mending_begin(&m, figures, leaf))
        return SLICE("none");
    for (size_t i = 0; near.len == 0 && i < m.filter.term_count; i++)
        near = mend_term(&m, i);
    if (near.len == 0 && m.filter.from.kind != PERIOD_NONE)
        near = mend_period(&m);
    diagnostics_release(&m.scratch);
    return near.len > 0 ? near : SLICE("none");
}

/* --- several rows --- */

static bool is_fixed(const struct mending *m, const struct column *column)
{
    for (size_t i = 0; i < m->filter.term_count; i++)
        if (slice_equal(m->filter.terms[i].column, column->name) &&
            m->filter.terms[i]
                .
                operator== FILTER_EQUAL && m->filter.terms[i]
                .value_count == 1)
            return true;
    return slice_equal_text(column->name, "period") &&
           m->filter.from.kind != PERIOD_NONE &&
           period_compare(m->filter.from, m->filter.to) == 0;
}

/* Texts, numbers and addresses are what rows say, not what names them. */
static bool names_rows(const struct column *column)
{
    return column->type == COLUMN_CODE || column->type == COLUMN_CHOICE ||
           column->type == COLUMN_FLAG || column->type == COLUMN_DIMENSION ||
           (column->type == COLUMN_PERIOD &&
            slice_equal_text(column->name, "period"));
}

/* Of facts, whose rows are not kept: what the cube has. */
static bool facts_differ(struct mending *m, const struct column *column)
{
    const struct cube *cube = m->table->cube;
    const struct figure *codes;
    struct filter filter = m->filter;
    size_t count = 0;

    if (column->type == COLUMN_DIMENSION) {
        codes = figure_leaf(&m->asked, FIGURE_CODES, m->table->name,
                            column->name, m->leaf->filter);
        return codes->status == FIGURE_PRESENT &&
               amount_compare(codes->value, amount_of(1)) > 0;
    }
    for (size_t i = 0; i < cube_period_count(cube) && count < 2; i++) {
        filter.from = filter.to = cube_period(cube, i);
        count += matches(m, &filter);
    }
    return count > 1;
}

static bool differs(struct mending *m, const struct column *column)
{
    size_t at = column_index(m->table, column);
    const struct row *first = NULL;

    if (m->table->cube != NULL)
        return facts_differ(m, column);
    for (size_t r = 0; r < m->table->rows.count; r++) {
        const struct row *row = &m->table->rows.items[r];

        if (!figure_row_fits(&m->asked, m->table, &m->filter, row))
            continue;
        if (first != NULL &&
            !slice_equal(first->cells[at].text, row->cells[at].text))
            return true;
        first = row;
    }
    return false;
}

struct slice figure_differences(struct figures *figures,
                                const struct figure *leaf)
{
    struct mending m;
    struct slice out = {NULL, 0};
    size_t named = 0;

    if (!mending_begin(&m, figures, leaf))
        return SLICE("none");
    for (size_t i = 0; i < m.table->columns.count && named < DIFFERENCES_MAX;
         i++) {
        const struct column *column = &m.table->columns.items[i];

        if (column->personal || !names_rows(column) || is_fixed(&m, column) ||
            !differs(&m, column))
            continue;
        out = named++ == 0 ? column->name
                           : ARENA_CONCAT(figures->arena, out, SLICE(", "),
                                          column->name);
    }
    diagnostics_release(&m.scratch);
    return named > 0 ? out : SLICE("nothing a filter can name");
}
