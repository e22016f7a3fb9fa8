/*
 * Column types of the Fiscal Data Package: taxonomy os-types 1.17, the list of
 * OpenSpending. They follow from the role of a field and the name of its
 * dimension. What the taxonomy cannot say truly has no type: a portal's own
 * dimension, and codes of which the level is not known.
 */
#include "publish/format/format.h"

/* Each is followed by ":code" or ":label". */
static const char *dimension_stem(const struct table *table,
                                  struct slice dimension)
{
    static const struct {
        const char *dimension;
        const char *stem;
    } stems[] = {
        {"institution", "administrative-classification:generic"},
        {"program", "activity:generic:program"},
        {"subprogram", "activity:generic:subprogram"},
        {"function", "functional-classification:generic"},
        {"economic", "economic-classification:generic"},
        {"economic-class", "economic-classification:generic"},
        {"funding", "fin-source:generic"},
        {"benefited-territory", "geo-source:target"},
    };

    for (size_t i = 0; i < COUNT_OF(stems); i++)
        if (slice_equal_text(dimension, stems[i].dimension))
            return stems[i].stem;
    if (!slice_equal_text(dimension, "territory"))
        return NULL;
    /* Where it is spent, unless another column says whom it is for. */
    return table_dimension_column(table, SLICE("benefited-territory")) == NULL
               ? "geo-source:target"
               : "geo-source:generic";
}

/* Names of places are titles in the taxonomy. */
static const char *label_word(const char *stem)
{
    return slice_starts_with(slice_of(stem), SLICE("geo-source:")) ? "title"
                                                                   : "label";
}

static void dimension_type(struct buf *out, const struct table *table,
                           const struct column *column, bool is_label)
{
    const char *stem = dimension_stem(table, column->dimension);

    if (stem != NULL)
        buf_add_format(out, "%s:%s", stem,
                       is_label ? label_word(stem) : "code");
}

/* Are all its periods years? The taxonomy has no type for "2017-10". */
static bool has_years_alone(const struct table *table)
{
    for (size_t i = 0; i < cube_period_count(table->cube); i++)
        if (cube_period(table->cube, i).kind != PERIOD_YEAR)
            return false;
    return cube_period_count(table->cube) > 0;
}

static bool is_period(const struct published_column *column)
{
    return column->kind == PUBLISHED_PERIOD ||
           (column->kind == PUBLISHED_CELL &&
            slice_equal_text(column->column->role, "period"));
}

void fiscal_type(struct buf *out, const struct table *table,
                 const struct published_column *published)
{
    const struct column *column = published->column;

    if (!table_is_fact(table))
        return;
    if (is_period(published) && has_years_alone(table))
        buf_add_text(out, "date:fiscal-year");
    if (published->kind != PUBLISHED_CELL)
        return;
    if (column->type == COLUMN_AMOUNT)
        buf_add_text(out, "value");
    else if (column->type == COLUMN_DIMENSION)
        dimension_type(out, table, column, false);
    else if (column->label_of >= 0)
        dimension_type(out, table, &table->columns.items[column->label_of],
                       true);
    else if (slice_equal_text(column->role, "currency"))
        buf_add_text(out, "value-currency:code");
}

/*
 * What the taxonomy holds in columns and these tables in the names of theirs:
 * the phase of the money and its direction.
 */
const char *fiscal_direction(const struct table *table)
{
    if (table->role == ROLE_EXECUTION)
        return "expenditure";
    return table->role == ROLE_REVENUE ? "revenue" : "";
}

const char *fiscal_phase(const struct portal *portal, const struct table *table,
                         const struct column *column)
{
    struct slice stage = column->stage;

    if (stage.len == 0)
        return "";
    if (table->role == ROLE_EXECUTION &&
        slice_equal(stage, portal->execution_stage))
        return "executed";
    if (table->role == ROLE_REVENUE &&
        slice_equal(stage, portal->revenue_stage))
        return "executed";
    return "";
}
