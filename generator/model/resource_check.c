/* What the keys of a resource say together, once all of them have been read. */
#include "model/property.h"

static void refuse(struct loading *loading, const struct node *resource,
                   const char *key, const char *expected)
{
    const struct node *node = node_get(resource, key);

    diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
             node != NULL ? node->place : resource->place, slice_of(key),
             slice_of(expected));
}

/* Keys that change what is done with rows of one kind, and do nothing else. */
static void role_check(struct loading *loading, const struct table *table,
                       const struct node *resource)
{
    static const char *const of_facts[] = {"subtotals", "currencies"};
    bool is_fact = table_is_fact(table);

    if (is_fact && node_get(resource, "distinct") != NULL)
        refuse(loading, resource, "distinct", "a key of facts");
    for (size_t i = 0; i < COUNT_OF(of_facts) && !is_fact; i++)
        if (node_get(resource, of_facts[i]) != NULL)
            refuse(loading, resource, of_facts[i],
                   "a key of lists: facts have it");
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].type == COLUMN_AMOUNT)
            return;
    if (is_fact)
        diag_add(loading->diagnostics, DIAG_FIELD_REQUIRED, table->place,
                 table->name, SLICE("amount"),
                 slice_of(resource_role_name(table->role)));
}

static void currencies_check(struct loading *loading, const struct table *table,
                             const struct node *resource)
{
    const struct node *list = node_get(resource, "currencies");

    if (list == NULL || list->kind != NODE_LIST)
        return;
    if (table->currencies.count == 0)
        refuse(loading, resource, "currencies",
               "a list of one currency or more");
    for (size_t i = 0; i < table->currencies.count; i++)
        for (size_t j = 0; j < i; j++)
            if (slice_equal(table->currencies.items[i].code,
                            table->currencies.items[j].code) ||
                slice_equal(table->currencies.items[i].name,
                            table->currencies.items[j].name))
                refuse(loading, resource, "currencies",
                       "a list where each code and currency stands once");
    if (table_is_fact(table) && table_role_column(table, "currency") == NULL)
        diag_add(loading->diagnostics, DIAG_FIELD_REQUIRED, list->place,
                 table->name, SLICE("currency"), SLICE("currencies"));
}

static void levels_check(struct loading *loading, const struct table *table,
                         const struct node *resource)
{
    if (table->levels.count > LEVELS_MAX)
        diag_add(loading->diagnostics, DIAG_TOO_MANY,
                 node_get(resource, "subtotals")->place, table->name,
                 SLICE("levels"), SLICE("16"));
    for (size_t i = 0; i < table->levels.count; i++)
        for (size_t j = 0; j < i; j++)
            if (slice_equal(table->levels.items[i], table->levels.items[j]))
                refuse(loading, resource, "subtotals",
                       "a list where each level stands once");
}

static bool is_number(const struct table *table, const struct field *field)
{
    enum column_type type = table->columns.items[field->column].type;

    return type == COLUMN_NUMBER || type == COLUMN_AMOUNT ||
           type == COLUMN_STATED;
}

/* The decimal mark of a file may be what a field has between groups. */
static void marks_check(struct loading *loading, const struct table *table,
                        const struct node *resource)
{
    for (size_t f = 0; f < table->files.count; f++)
        for (size_t i = 0; i < table->fields.count; i++) {
            struct amount_format file = table->files.items[f].form.format;
            struct amount_format field = table->fields.items[i].number.format;
            char decimal = file.decimal != 0 ? file.decimal : field.decimal;
            char group = file.group != 0 ? file.group : field.group;

            if (decimal != group || !is_number(table, &table->fields.items[i]))
                continue;
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
                     node_get(resource, "files")->place,
                     table->fields.items[i].text.heading,
                     SLICE(MARKS_EXPECTED));
            return;
        }
}

static bool has_month(const struct table *table)
{
    for (size_t i = 0; i < table->fields.count; i++)
        if (table->fields.items[i].month > 0 &&
            table->columns.items[table->fields.items[i].column].type ==
                COLUMN_AMOUNT)
            return true;
    return false;
}

/* The budget of a year beside the execution of its months. */
static void months_check(struct loading *loading, const struct table *table)
{
    if (!table_is_fact(table) || !has_month(table))
        return;
    for (size_t i = 0; i < table->fields.count; i++) {
        const struct field *field = &table->fields.items[i];
        const struct column *column = &table->columns.items[field->column];

        if (column->type == COLUMN_AMOUNT && field->month == 0 &&
            field->period.kind == PERIOD_NONE &&
            column->accumulation != ACCUMULATE_LEVEL)
            diag_add(loading->diagnostics, DIAG_AMOUNT_WITHOUT_MONTH,
                     field->place, field->text.heading);
    }
}

void resource_check(struct loading *loading, const struct table *table,
                    const struct node *resource)
{
    role_check(loading, table, resource);
    currencies_check(loading, table, resource);
    levels_check(loading, table, resource);
    marks_check(loading, table, resource);
    months_check(loading, table);
}
