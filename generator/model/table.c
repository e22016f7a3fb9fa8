#include "model/table.h"

#include "base/bug.h"

struct role_info {
    const char *name;
    const char *title;
};

static const struct role_info roles[] = {
#define RESOURCE(NAME, text, heading) [ROLE_##NAME] = {text, heading},
#define FIELD(NAME, role, type, refers, required)
#include "model/roles.def"
#undef RESOURCE
#undef FIELD
    [ROLE_DERIVED] = {"derived", N_("Derived by rule")},
};

const char *resource_role_name(enum resource_role role)
{
    return role < ROLE_COUNT ? roles[role].name : "";
}

const char *resource_role_title(enum resource_role role)
{
    return role < ROLE_COUNT ? roles[role].title : "";
}

const char *column_type_name(enum column_type type)
{
    static const char *const names[] = {
        [COLUMN_TEXT] = "text",       [COLUMN_CODE] = "code",
        [COLUMN_NUMBER] = "number",   [COLUMN_DATE] = "date",
        [COLUMN_PERIOD] = "period",   [COLUMN_CHOICE] = "choice",
        [COLUMN_CODES] = "codes",     [COLUMN_FLAG] = "flag",
        [COLUMN_ADDRESS] = "address", [COLUMN_DIMENSION] = "dimension",
        [COLUMN_AMOUNT] = "amount",   [COLUMN_STATED] = "stated",
    };

    return names[type];
}

const char *accumulation_name(enum accumulation accumulation)
{
    static const char *const names[] = {
        [ACCUMULATE_FLOW] = "flow",
        [ACCUMULATE_TO_DATE] = "to-date",
        [ACCUMULATE_LEVEL] = "level",
    };

    return names[accumulation];
}

bool table_is_fact(const struct table *table)
{
    return table->role == ROLE_EXECUTION || table->role == ROLE_REVENUE ||
           table->role == ROLE_FINANCING;
}

bool table_is_published(const struct table *table)
{
    if (table->publish == PUBLISH_AGGREGATE)
        return table->cube != NULL;
    return table->publish != PUBLISH_NONE;
}

uint64_t table_row_count(const struct table *table)
{
    uint64_t rows = table->rows.count;

    for (size_t i = 0; i < table->files.count && table_is_fact(table); i++)
        rows += table->files.items[i].rows;
    return rows;
}

bool table_has_json(const struct table *table)
{
    return table_is_published(table) &&
           table_row_count(table) <= TABLE_JSON_ROWS_MAX;
}

struct slice column_published(struct arena *arena, struct slice name)
{
    char *out;

    if (slice_find(name, '-') == name.len)
        return name;
    out = arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        out[i] = name.ptr[i] == '-' ? '_' : name.ptr[i];
    return (struct slice){out, name.len};
}

const struct column *table_column(const struct table *table, struct slice name)
{
    return map_get(&table->columns_by_name, name);
}

size_t column_index(const struct table *table, const struct column *column)
{
    return (size_t)(column - table->columns.items);
}

struct place cell_place(const struct table *table, const struct row *row,
                        const struct column *column)
{
    struct place place = row->place;

    for (size_t f = 0; f < table->files.count; f++)
        if (table->files.items[f].source == place.source &&
            table->files.items[f].fields != NULL)
            place.field =
                table->files.items[f].fields[column_index(table, column)];
    return place;
}

const struct column *table_role_column(const struct table *table,
                                       const char *role)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (slice_equal_text(table->columns.items[i].role, role))
            return &table->columns.items[i];
    return NULL;
}

const struct cell *row_cell(const struct table *table, const struct row *row,
                            const char *role)
{
    static const struct cell none = {CELL_EMPTY, {NULL, 0}, {{0, 0}}};
    const struct column *column = table_role_column(table, role);

    if (column == NULL || row == NULL)
        return &none;
    return &row->cells[column_index(table, column)];
}

struct slice row_text(const struct table *table, const struct row *row,
                      const char *role)
{
    const struct cell *cell = row_cell(table, row, role);

    if (cell->state != CELL_PRESENT)
        return (struct slice){NULL, 0};
    return cell->text;
}

struct period row_period(const struct table *table, const struct row *row,
                         const char *role)
{
    const struct cell *cell = row_cell(table, row, role);

    if (cell->state != CELL_PRESENT)
        return (struct period){PERIOD_NONE, 0, 0, 0};
    return cell->is.period;
}

static struct slice row_words_any(const struct table *table,
                                  const struct row *row, const char *role)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];

        if (slice_equal_text(column->role, role) &&
            row->cells[i].state == CELL_PRESENT)
            return row->cells[i].text;
    }
    return (struct slice){NULL, 0};
}

struct slice row_words(const struct table *table, const struct row *row,
                       const char *role, const struct language *language)
{
    if (row == NULL)
        return (struct slice){NULL, 0};
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];

        if (slice_equal_text(column->role, role) &&
            (column->language < 0 ||
             column->language == (int)language->index) &&
            row->cells[i].state == CELL_PRESENT)
            return row->cells[i].text;
    }
    return row_words_any(table, row, role);
}

const struct row *table_find(const struct table *table, struct slice code)
{
    return map_get(&table->by_code, code);
}

const struct row_list *table_rows_by(const struct table *table,
                                     const char *role, struct slice code)
{
    static const struct row_list none = {NULL, 0, 0};
    const struct column *column = table_role_column(table, role);
    const struct row_list *list =
        column != NULL ? map_get(&column->index, code) : NULL;

    return list != NULL ? list : &none;
}

const struct row *row_at(const struct table *table, const struct row_list *rows,
                         size_t index)
{
    return &table->rows.items[rows->items[index]];
}
