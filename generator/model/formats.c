#include "model/formats.h"

#include "emit/csv.h"
#include "emit/workbook.h"
#include "model/cube.h"

/* Columns that are made for it: period, file and row. */
#define MADE_COLUMNS 3

/* An aggregate has at most a row per row, for each dimension and for all. */
bool table_exceeds_sheet(const struct table *table)
{
    uint64_t rows = table_row_count(table);

    if (table->publish == PUBLISH_AGGREGATE && table->cube != NULL)
        rows *= cube_dimension_count(table->cube) + 1;
    return rows > WORKBOOK_ROWS_MAX - 1 ||
           table->columns.count > WORKBOOK_COLUMNS_MAX - MADE_COLUMNS;
}

bool portal_has_workbook(const struct portal *portal, const struct table *table)
{
    return portal->formats[EXTRA_XLSX] && table_is_published(table) &&
           !table_exceeds_sheet(table);
}

bool portal_has_database(const struct portal *portal)
{
    bool any = false;

    for (size_t i = 0; i < portal->tables.count; i++)
        any |= table_is_published(portal->tables.items[i]);
    return any && portal->formats[EXTRA_SQLITE];
}

/* Numbers, dates and periods are written in a form of ours. */
static bool is_text(const struct column *column)
{
    return column->type != COLUMN_NUMBER && column->type != COLUMN_AMOUNT &&
           column->type != COLUMN_STATED && column->type != COLUMN_DATE &&
           column->type != COLUMN_PERIOD;
}

size_t column_formula_cells(const struct table *table, size_t column)
{
    const struct column *told = &table->columns.items[column];
    size_t count = 0;

    if (told->personal || !is_text(told))
        return 0;
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct cell *cell = &table->rows.items[i].cells[column];

        count += cell->state == CELL_PRESENT && comma_is_formula(cell->text);
    }
    return count;
}

static bool codes_have_formulas(const struct table *table,
                                const struct column *column)
{
    int number = cube_find_dimension(table->cube, column->dimension);
    const struct dimension *dimension;

    if (number < 0)
        return true;
    dimension = cube_dimension(table->cube, (size_t)number);
    for (size_t i = 0; i < dimension->members.count; i++)
        if (comma_is_formula(dimension->members.items[i]->code))
            return true;
    return false;
}

static enum formula_cells fact_formulas(const struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];

        if (column->personal ||
            (!is_text(column) && !comma_is_formula(column->name)))
            continue;
        if (column->type != COLUMN_DIMENSION || table->cube == NULL ||
            codes_have_formulas(table, column))
            return FORMULAS_PERHAPS;
    }
    return FORMULAS_NONE;
}

enum formula_cells table_formulas(const struct table *table)
{
    if (!table_is_published(table))
        return FORMULAS_NONE;
    if (table_is_fact(table) || table->publish == PUBLISH_AGGREGATE)
        return fact_formulas(table);
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];

        if (!column->personal && (comma_is_formula(column->name) ||
                                  column_formula_cells(table, i) > 0))
            return FORMULAS_SOME;
    }
    return FORMULAS_NONE;
}
