/* What the tables of the database will be: names, types, references. */
#include <stdint.h>

#include "model/cube.h"
#include "publish/format/store.h"

static struct slice lower(struct arena *arena, struct slice text)
{
    char *out = arena_alloc(arena, text.len + 1);

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        out[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return (struct slice){out, text.len};
}

struct slice store_name(struct arena *arena, struct map *taken,
                        struct slice name)
{
    struct slice tried = name;

    /* SQLite keeps names that begin so for itself. */
    if (slice_starts_with(lower(arena, name), SLICE("sqlite_")))
        tried = name = arena_join(arena, SLICE("t_"), name);
    for (unsigned i = 2; map_has(taken, lower(arena, tried)); i++)
        tried = arena_format(arena, SLICE_FORMAT "_%u", SLICE_ARGS(name), i);
    (void)map_put(taken, lower(arena, tried), taken);
    return tried;
}

/* --- columns --- */

/* As a coefficient at the column's scale, within 64 bits. */
static bool fits_integer(const struct published_column *column)
{
    struct amount scaled;

    return amount_round(column->largest, column->scale, &scaled) &&
           scaled.coefficient <= INT64_MAX;
}

static bool column_is_looked_up(const struct published_column *column)
{
    if (column->kind != PUBLISHED_CELL)
        return column->kind != PUBLISHED_FILE && column->kind != PUBLISHED_ROW;
    return column->column->type == COLUMN_CODE ||
           column->column->type == COLUMN_DIMENSION ||
           column->column->type == COLUMN_PERIOD ||
           column->column->type == COLUMN_DATE;
}

static void column_plan(struct store *store, struct store_table *table,
                        struct map *taken, size_t i)
{
    const struct published_column *published = &table->dataset->columns[i];
    struct store_column *column = &table->columns[i];
    bool is_amount = column_shape(published) == SHAPE_AMOUNT;

    column->published = published;
    column->name = store_name(store->arena, taken, published->name);
    column->scale = published->scale;
    column->is_integer = is_amount && fits_integer(published);
    column->is_too_large = is_amount && !column->is_integer;
    column->is_indexed = table->dataset->rows <= INDEXED_ROWS_MAX &&
                         column_is_looked_up(published);
}

static void states_plan(struct store *store, struct store_table *table,
                        struct map *taken)
{
    for (size_t i = 0; i < table->column_count; i++) {
        struct store_column *column = &table->columns[i];

        if (column->published->has_not_reported ||
            column->published->has_not_applicable)
            column->state = store_name(
                store->arena, taken,
                arena_join(store->arena, column->name, SLICE("_state")));
    }
}

static bool has_decimals(const struct store_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].is_integer && table->columns[i].scale > 0)
            return true;
    return false;
}

/* --- what refers to what --- */

/* The published column of codes that no two rows share, or -1. */
static int code_of(const struct store_table *table)
{
    const struct table *source = table->dataset->table;
    const struct column *code = table_role_column(source, "code");

    if (table_is_fact(source) || code == NULL || code->personal ||
        source->publish == PUBLISH_AGGREGATE ||
        source->by_code.count != source->rows.count)
        return -1;
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].published->column == code)
            return (int)i;
    return -1;
}

static bool rows_resolve(const struct table *table, const struct column *column,
                         const struct table *parent)
{
    size_t at = column_index(table, column);

    for (size_t i = 0; i < table->rows.count; i++) {
        const struct cell *cell = &table->rows.items[i].cells[at];

        if (cell->state == CELL_PRESENT && cell->text.len > 0 &&
            !map_has(&parent->by_code, cell->text))
            return false;
    }
    return true;
}

/* Of every table of the portal: rows of facts are not kept. */
static bool members_resolve(const struct table *table,
                            const struct column *column,
                            const struct table *parent)
{
    int number = table->cube != NULL
                     ? cube_find_dimension(table->cube, column->dimension)
                     : -1;
    const struct dimension *dimension;

    if (number < 0)
        return false;
    dimension = cube_dimension(table->cube, (size_t)number);
    for (size_t i = 0; i < dimension->members.count; i++)
        if (!map_has(&parent->by_code, dimension->members.items[i]->code))
            return false;
    return true;
}

static bool is_meant(const struct table *table, const struct column *column,
                     const struct table *parent)
{
    struct slice role = slice_of(resource_role_name(parent->role));

    if (column->type == COLUMN_CODE)
        return slice_equal_text(column->refers, "self")
                   ? parent == table
                   : slice_equal(column->refers, role);
    if (column->type != COLUMN_DIMENSION || column->dimension.len == 0)
        return false;
    if (parent->role == ROLE_CLASSIFIER)
        return slice_equal(parent->dimension, column->dimension);
    return (parent->role == ROLE_INSTITUTIONS &&
            slice_equal_text(column->dimension, "institution")) ||
           (parent->role == ROLE_PROGRAMS &&
            slice_equal_text(column->dimension, "program")) ||
           (parent->role == ROLE_TERRITORIES &&
            slice_equal_text(column->dimension, "territory"));
}

static bool resolves(const struct store_table *table,
                     const struct column *column,
                     const struct store_table *parent)
{
    const struct table *source = table->dataset->table;
    const struct table *target = parent->dataset->table;

    if (parent->code < 0 || source->publish == PUBLISH_AGGREGATE ||
        !is_meant(source, column, target))
        return false;
    return table_is_fact(source) ? members_resolve(source, column, target)
                                 : rows_resolve(source, column, target);
}

static void references_plan(struct store *store, struct store_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        struct store_column *column = &table->columns[i];
        const struct column *source = column->published->column;

        for (size_t t = 0; t < store->count && column->parent == NULL &&
                           column->published->kind == PUBLISHED_CELL;
             t++) {
            if (!resolves(table, source, &store->tables[t]))
                continue;
            column->parent = &store->tables[t];
            store->tables[t].is_referred = true;
        }
    }
}

/* --- the whole --- */

static void table_plan(struct store *store, const struct dataset *dataset)
{
    struct store_table *table = &store->tables[store->count++];
    struct map taken;

    map_init(&taken, store->arena);
    table->dataset = dataset;
    table->name = store_name(store->arena, &store->names, dataset->table->name);
    table->column_count = dataset->column_count;
    table->columns = ARENA_ARRAY(store->arena, dataset->column_count + 1,
                                 struct store_column);
    for (size_t i = 0; i < table->column_count; i++)
        column_plan(store, table, &taken, i);
    states_plan(store, table, &taken);
    table->has_key = key_is_published(dataset->table);
    table->code = code_of(table);
}

void store_plan(struct store *store)
{
    const struct release_formats *formats = store->formats;
    static const char *const own[] = {"_release", "_datasets", "_columns",
                                      "_words"};

    map_init(&store->names, store->arena);
    for (size_t i = 0; i < COUNT_OF(own); i++)
        (void)store_name(store->arena, &store->names, slice_of(own[i]));
    store->tables =
        ARENA_ARRAY(store->arena, formats->count + 1, struct store_table);
    for (size_t i = 0; i < formats->count; i++)
        if (table_is_published(formats->datasets[i].table))
            table_plan(store, &formats->datasets[i]);
    for (size_t i = 0; i < store->count; i++)
        references_plan(store, &store->tables[i]);
    for (size_t i = 0; i < store->count; i++)
        if (has_decimals(&store->tables[i]))
            store->tables[i].view =
                store_name(store->arena, &store->names,
                           arena_join(store->arena, store->tables[i].name,
                                      SLICE("_decimal")));
}
