/* Leaves over kept rows: registers, indicators, derived tables. */
#include <stdlib.h>

#include "figure/internal.h"
#include "figure/nearest.h"

/* What the matching rows gave. */
struct gathering {
    const struct cell **cells; /* present ones */
    const struct row **rows;
    size_t count, capacity;
    uint32_t matched;
    uint32_t not_reported, not_applicable, empty;
    struct place first, last;
};

static bool is_below(const struct portal *portal, const struct column *column,
                     const struct table *own, struct slice code,
                     struct slice top)
{
    enum resource_role role = own->role;

    for (int i = 0; i < ROLE_DERIVED; i++)
        if (slice_equal_text(column->refers,
                             resource_role_name((enum resource_role)i)))
            role = (enum resource_role)i;
    if (slice_equal_text(column->name, "plan_nodes"))
        role = ROLE_PLAN;
    for (int depth = 0; code.len > 0 && depth < 64; depth++) {
        const struct table *table = own;
        const struct row *row = portal_find(portal, role, code, &table);

        if (slice_equal(code, top))
            return true;
        code = row == NULL ? (struct slice){NULL, 0}
                           : row_text(table, row, "parent");
    }
    return false;
}

static bool code_fits(const struct question *question,
                      const struct filter_term *term,
                      const struct column *column, struct slice code)
{
    for (size_t v = 0; v < term->value_count; v++) {
        if (term->operator== FILTER_SUBTREE) {
            if (is_below(question->figures->portal, column, question->table,
                         code, term->values[v]))
                return true;
        } else if (slice_equal(code, term->values[v])) {
            return true;
        }
    }
    return false;
}

static bool term_fits(const struct question *question,
                      const struct filter_term *term, const struct row *row)
{
    const struct column *column = table_column(question->table, term->column);
    const struct cell *cell =
        &row->cells[column_index(question->table, column)];
    struct slice rest = cell->text;
    bool found = false;

    if (term->operator== FILTER_MISSING)
        return cell->state != CELL_PRESENT;
    if (cell->state != CELL_PRESENT)
        return term->operator== FILTER_NOT_EQUAL;
    if (column->type == COLUMN_CODES)
        while (rest.len > 0 && !found)
            found = code_fits(question, term, column,
                              slice_trim(slice_next(&rest, '|')));
    else
        found = code_fits(question, term, column, rest);
    return term->operator== FILTER_NOT_EQUAL ? !found : found;
}

static bool time_fits(const struct question *question, const struct row *row)
{
    const struct filter *filter = question->filter;
    const struct column *column =
        table_column(question->table, SLICE("period"));
    const struct cell *cell;

    if (filter->from.kind == PERIOD_NONE)
        return true;
    if (column == NULL)
        return false;
    cell = &row->cells[column_index(question->table, column)];
    return cell->state == CELL_PRESENT &&
           date_compare(period_first_day(cell->is.period),
                        period_first_day(filter->from)) >= 0 &&
           date_compare(period_last_day(cell->is.period),
                        period_last_day(filter->to)) <= 0;
}

static bool row_fits(const struct question *question, const struct row *row)
{
    for (size_t i = 0; i < question->filter->term_count; i++)
        if (!term_fits(question, &question->filter->terms[i], row))
            return false;
    return time_fits(question, row);
}

bool figure_row_fits(struct figures *figures, const struct table *table,
                     const struct filter *filter, const struct row *row)
{
    struct question question = {
        .figures = figures, .table = table, .filter = filter};

    return row_fits(&question, row);
}

static bool filter_is_possible(struct question *question)
{
    for (size_t i = 0; i < question->filter->term_count; i++) {
        const struct filter_term *term = &question->filter->terms[i];

        if (table_column(question->table, term->column) != NULL)
            continue;
        figure_fault(question, DIAG_FIGURE_MEASURE, term->column,
                     question->table->name,
                     nearest_column(question->figures->arena, question->table,
                                    term->column));
        return false;
    }
    return true;
}

static void gather(struct question *question, struct gathering *g,
                   const struct column *measure, const struct row *row)
{
    const struct cell *cell;

    if (!row_fits(question, row))
        return;
    if (g->matched++ == 0)
        g->first = row->place;
    g->last = row->place;
    if (measure == NULL)
        return;
    cell = &row->cells[column_index(question->table, measure)];
    g->not_reported += cell->state == CELL_NOT_REPORTED;
    g->not_applicable += cell->state == CELL_NOT_APPLICABLE;
    g->empty += cell->state == CELL_EMPTY || cell->state == CELL_REFUSED;
    if (cell->state != CELL_PRESENT)
        return;
    if (g->count == g->capacity) {
        size_t capacity = g->capacity;

        g->cells = arena_grow(question->figures->arena, g->cells, &g->capacity,
                              sizeof(*g->cells));
        g->rows = arena_grow(question->figures->arena, g->rows, &capacity,
                             sizeof(*g->rows));
    }
    g->rows[g->count] = row;
    g->cells[g->count++] = cell;
}

/* Rows of the first indexed equality term, or all. */
static void gather_all(struct question *question, struct gathering *g,
                       const struct column *measure)
{
    const struct table *table = question->table;

    for (size_t t = 0; t < question->filter->term_count; t++) {
        const struct filter_term *term = &question->filter->terms[t];
        const struct column *column = table_column(table, term->column);
        const struct row_list *list;

        if (term->operator!= FILTER_EQUAL || term->value_count != 1 ||
            column->index.count == 0)
            continue;
        list = map_get(&column->index, term->values[0]);
        for (size_t i = 0; list != NULL && i < list->count; i++)
            gather(question, g, measure, row_at(table, list, i));
        return;
    }
    for (size_t i = 0; i < table->rows.count; i++)
        gather(question, g, measure, &table->rows.items[i]);
}

/* A number, or the day of a date counted from 1970, so that days subtract. */
static bool cell_value(const struct column *column, const struct cell *cell,
                       struct amount *out)
{
    static const struct date epoch = {1970, 1, 1};

    if (column->type == COLUMN_NUMBER || column->type == COLUMN_STATED) {
        *out = cell->is.number;
        return true;
    }
    if (column->type == COLUMN_DATE || column->type == COLUMN_PERIOD) {
        *out = amount_of(
            date_days_between(epoch, period_last_day(cell->is.period)));
        return true;
    }
    return false;
}

static bool has_values(enum column_type type)
{
    return type == COLUMN_NUMBER || type == COLUMN_STATED ||
           type == COLUMN_DATE || type == COLUMN_PERIOD;
}

static int compare_amounts(const void *a, const void *b)
{
    return amount_compare(*(const struct amount *)a, *(const struct amount *)b);
}

static bool fold_sum(const struct amount *values, size_t count,
                     struct amount *out)
{
    *out = values[0];
    for (size_t i = 1; i < count; i++)
        if (!amount_add(*out, values[i], out))
            return false;
    return true;
}

static bool fold_median(struct amount *values, size_t count, struct amount *out)
{
    qsort(values, count, sizeof(*values), compare_amounts);
    if (count % 2 == 1) {
        *out = values[count / 2];
        return true;
    }
    return amount_add(values[count / 2 - 1], values[count / 2], out) &&
           amount_divide(*out, amount_of(2), 12, out);
}

static bool fold_extreme(const struct amount *values, size_t count, int sign,
                         struct amount *out)
{
    *out = values[0];
    for (size_t i = 1; i < count; i++)
        if (amount_compare(values[i], *out) * sign > 0)
            *out = values[i];
    return true;
}

/* The value of the latest period. */
static bool fold_last(const struct question *question,
                      const struct gathering *g, const struct amount *values,
                      struct amount *out)
{
    const struct column *column =
        table_column(question->table, SLICE("period"));
    size_t best = 0;

    if (column == NULL)
        return false;
    for (size_t i = 1; i < g->count; i++) {
        size_t at = column_index(question->table, column);
        const struct cell *cell = &g->rows[i]->cells[at];
        const struct cell *kept = &g->rows[best]->cells[at];

        if (cell->state == CELL_PRESENT &&
            period_compare(cell->is.period, kept->is.period) >= 0)
            best = i;
    }
    *out = values[best];
    return true;
}

static bool fold(const struct question *question, const struct gathering *g,
                 struct amount *values, struct amount *out)
{
    switch (question->figure->operation) {
    case FIGURE_SUM:
        return fold_sum(values, g->count, out);
    case FIGURE_MEAN:
        return fold_sum(values, g->count, out) &&
               amount_divide(*out, amount_of((int64_t)g->count), 12, out);
    case FIGURE_MEDIAN:
        return fold_median(values, g->count, out);
    case FIGURE_MIN:
        return fold_extreme(values, g->count, -1, out);
    case FIGURE_MAX:
        return fold_extreme(values, g->count, 1, out);
    case FIGURE_LAST:
        return fold_last(question, g, values, out);
    case FIGURE_VALUE:
        *out = values[0];
        return true;
    case FIGURE_COUNT:
    case FIGURE_CODES:
    case FIGURE_CONSTANT:
    case FIGURE_ADD:
    case FIGURE_DIFFERENCE:
    case FIGURE_RATIO:
    case FIGURE_SHARE:
    case FIGURE_CHANGE:
    case FIGURE_PRODUCT:
    case FIGURE_DAYS:
        break;
    }
    BUG("not a leaf over rows");
}

/* What a rule computed is printed with two decimals at most. */
#define DERIVED_DECIMALS 2

/*
 * A mean or median has twelve decimals: printed with one more than its values.
 * So has a path's expected value.
 */
static uint8_t decimals_of(const struct question *question,
                           const struct column *column)
{
    const struct figure *figure = question->figure;
    uint8_t scale = amount_reduce(figure->value).scale;

    /* Estimates have fractions; people are printed whole. */
    if (question->table->role == ROLE_POPULATION)
        return 0;
    if (figure->operation == FIGURE_MEAN || figure->operation == FIGURE_MEDIAN)
        return scale <= column->decimals ? column->decimals
                                         : (uint8_t)(column->decimals + 1);
    if (question->table->role == ROLE_DERIVED &&
        figure->value.scale > DERIVED_DECIMALS)
        return DERIVED_DECIMALS;
    return figure->value.scale;
}

/* The indicator a row is of, or speaks of; null when none. */
static const struct row *indicator_of(const struct question *question,
                                      const struct row *row,
                                      const struct table **table)
{
    const struct column *column =
        table_column(question->table, SLICE("indicator"));

    *table = question->table;
    if (question->table->role == ROLE_INDICATORS)
        return row;
    if (column == NULL)
        return NULL;
    return portal_find(question->figures->portal, ROLE_INDICATORS,
                       row->cells[column_index(question->table, column)].text,
                       table);
}

static struct slice unit_of_row(const struct question *question,
                                const struct row *row)
{
    const struct table *table;
    const struct row *indicator = indicator_of(question, row, &table);

    return row_words(table, indicator, "unit",
                     &question->figures->portal->languages[0]);
}

/* Households and percentages have no sum. */
static bool units_mix(const struct question *question,
                      const struct gathering *g)
{
    for (size_t i = 1; i < g->count; i++)
        if (!slice_equal(unit_of_row(question, g->rows[0]),
                         unit_of_row(question, g->rows[i])))
            return true;
    return false;
}

/* Observations and targets are counted in the unit of their indicator. */
static void unit_of_number(struct question *question,
                           const struct column *column,
                           const struct gathering *g)
{
    struct figure_unit *unit = &question->figure->unit;
    const struct table *table;
    const struct row *row;
    const struct cell *decimals;

    if (column->currency.len > 0) {
        unit_of_money(question, column, decimals_of(question, column));
        return;
    }
    unit->code = column->unit;
    unit->decimals = decimals_of(question, column);
    if (column->type == COLUMN_DATE || column->type == COLUMN_PERIOD)
        unit->code = SLICE("date");
    if (g->count == 0 || unit->code.len > 0)
        return;
    row = indicator_of(question, g->rows[0], &table);
    if (row == NULL)
        return;
    unit->code = unit_of_row(question, g->rows[0]);
    decimals = row_cell(table, row, "decimals");
    if (decimals->state == CELL_PRESENT &&
        decimals->is.number.coefficient >= 0 &&
        decimals->is.number.coefficient <= AMOUNT_SCALE_MAX)
        unit->decimals = (uint8_t)decimals->is.number.coefficient;
}

static void status_without_values(struct figure *figure,
                                  const struct gathering *g)
{
    figure->status = g->not_reported > 0     ? FIGURE_NOT_REPORTED
                     : g->not_applicable > 0 ? FIGURE_NOT_APPLICABLE
                     : g->matched > 0        ? FIGURE_EMPTY
                                             : FIGURE_NO_ROWS;
}

static void answer(struct question *question, const struct gathering *g,
                   const struct column *measure)
{
    struct figure *figure = question->figure;
    struct amount *values =
        ARENA_ARRAY(question->figures->arena, g->count + 1, struct amount);

    figure->rows = g->matched;
    figure->first = g->first;
    figure->last = g->last;
    if (figure->operation == FIGURE_COUNT) {
        figure->status = FIGURE_PRESENT;
        figure->value =
            amount_of((int64_t)(measure != NULL ? g->count : g->matched));
        return;
    }
    if (g->count == 0) {
        status_without_values(figure, g);
        unit_of_number(question, measure, g);
        return;
    }
    if (figure->operation == FIGURE_VALUE && g->count > 1) {
        figure->status = FIGURE_NO_ROWS;
        figure_fault(question, DIAG_FIGURE_MANY, figure->canonical,
                     arena_format(question->figures->arena, "%zu", g->count),
                     figure_differences(question->figures, figure));
        return;
    }
    if (measure->unit.len == 0 && units_mix(question, g)) {
        figure->status = FIGURE_NO_ROWS;
        figure_fault(question, DIAG_FIGURE_UNITS,
                     unit_of_row(question, g->rows[0]), SLICE("other units"),
                     figure->canonical);
        return;
    }
    for (size_t i = 0; i < g->count; i++)
        (void)cell_value(measure, g->cells[i], &values[i]);
    figure->status = fold(question, g, values, &figure->value)
                         ? FIGURE_PRESENT
                         : FIGURE_OVERFLOWED;
    if (figure->status == FIGURE_OVERFLOWED)
        figure_fault(question, DIAG_OVERFLOW, figure->canonical);
    unit_of_number(question, measure, g);
}

void answer_from_rows(struct question *question)
{
    struct figure *figure = question->figure;
    const struct column *measure = NULL;
    struct gathering g = {0};

    figure->status = FIGURE_NO_ROWS;
    if (figure->operation == FIGURE_CODES) {
        figure_fault(question, DIAG_FIGURE_SYNTAX, figure->canonical,
                     SLICE("codes are counted in facts only"));
        return;
    }
    if (!slice_equal_text(figure->measure, "*")) {
        measure = table_column(question->table, figure->measure);
        if (measure == NULL ||
            (figure->operation != FIGURE_COUNT && !has_values(measure->type))) {
            figure_fault(question, DIAG_FIGURE_MEASURE, figure->measure,
                         question->table->name,
                         nearest_column(question->figures->arena,
                                        question->table, figure->measure));
            return;
        }
    } else if (figure->operation != FIGURE_COUNT) {
        figure_fault(question, DIAG_FIGURE_SYNTAX, figure->canonical,
                     SLICE("'*' goes with count only"));
        return;
    }
    if (!filter_is_possible(question))
        return;
    gather_all(question, &g, measure);
    answer(question, &g, measure);
}
