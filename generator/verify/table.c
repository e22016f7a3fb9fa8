/*
 * Published tables, by the descriptor alone. A column is kept as its different
 * texts and one number per row: filters are answered on the texts.
 */
#include "verify/internal.h"

#define DESCRIPTOR "data/datapackage.json"

/* --- the descriptor --- */

static void withheld_add(struct root *root, struct slice name)
{
    struct map *withheld = &root->common->withheld;
    struct verify_withheld *item =
        ARENA_NEW(&root->common->arena, struct verify_withheld);

    item->resource = name;
    (void)map_put(withheld, name, item);
}

/* A number of a member as written, "0" where there is none. */
static struct slice number_text(const struct json *json, const char *key)
{
    const struct json *member = verify_json_member(json, key);

    return member != NULL && member->kind == JSON_NUMBER ? member->text
                                                         : SLICE("0");
}

struct slice verify_currency_key(struct arena *arena, struct slice code,
                                 struct slice multiplier)
{
    return ARENA_CONCAT(arena, code, SLICE(" "), multiplier);
}

static void currencies_add(struct root *root, const struct json *fields)
{
    for (; fields != NULL; fields = fields->next) {
        struct slice code = verify_json_text(fields, "rendir:currency");

        if (code.len > 0)
            (void)map_put(
                &root->common->currencies,
                verify_currency_key(root->arena, code,
                                    number_text(fields, "rendir:multiplier")),
                root);
    }
}

static void resource_add(struct root *root, const struct json *json)
{
    struct table *table = ARENA_NEW(root->arena, struct table);
    const struct json *fields =
        verify_json_member(verify_json_member(json, "schema"), "fields");

    arena_init(&table->arena);
    table->name = verify_json_text(json, "name");
    table->role = verify_json_text(json, "rendir:role");
    table->dimension = verify_json_text(json, "rendir:dimension");
    table->path =
        path_join(root->arena, SLICE("data"), verify_json_text(json, "path"));
    table->descriptor = json;
    table->is_fact = slice_equal_text(table->role, "execution") ||
                     slice_equal_text(table->role, "revenue") ||
                     slice_equal_text(table->role, "financing");
    table->is_aggregate =
        slice_equal_text(verify_json_text(json, "rendir:publish"), "aggregate");
    if (table->is_aggregate)
        withheld_add(root, table->name);
    if (map_put(&root->common->tables, table->name, table) != NULL)
        verify_fault(root, SLICE(DESCRIPTOR), VERIFY_WHOLE,
                     "has the resource " SLICE_FORMAT " twice",
                     SLICE_ARGS(table->name));
    if (fields != NULL)
        currencies_add(root, fields->first);
}

void verify_descriptor(struct root *root)
{
    const struct json *package;
    const struct json *list;
    struct slice text;

    if (!verify_read_file(root, root->arena, SLICE(DESCRIPTOR), &text))
        return;
    package = verify_json_read(root->arena, text);
    if (package == NULL) {
        verify_fault(root, SLICE(DESCRIPTOR), VERIFY_WHOLE, "is no JSON");
        return;
    }
    root->common->package = package;
    root->common->release = verify_json_text(package, "version");
    list = verify_json_member(package, "rendir:withheld");
    for (list = list != NULL ? list->first : NULL; list != NULL;
         list = list->next)
        withheld_add(root, list->text);
    list = verify_json_member(package, "resources");
    for (list = list != NULL ? list->first : NULL; list != NULL;
         list = list->next)
        resource_add(root, list);
}

bool verify_column_is_withheld(const struct table *table, struct slice name)
{
    const struct json *list =
        verify_json_member(table->descriptor, "rendir:withheld");

    for (list = list != NULL ? list->first : NULL; list != NULL;
         list = list->next)
        if (slice_equal(list->text, name))
            return true;
    return false;
}

/* --- rows --- */

static bool number_read(const struct column *column, struct slice text,
                        struct amount *out)
{
    static const struct date epoch = {1970, 1, 1};
    struct period period;

    if (!slice_equal_text(column->type, "date") &&
        !slice_equal_text(column->type, "period"))
        return amount_parse(text, (struct amount_format){'.', 0}, out) ==
               AMOUNT_OK;
    if (!period_parse(text, &period))
        return false;
    *out = amount_of(date_days_between(epoch, period_last_day(period)));
    return true;
}

/* What a text of the field means: by its own marks, else by the table's. */
static enum cell_kind kind_of(const struct table *table,
                              const struct json *field, struct slice text)
{
    const struct json *mark = verify_json_member(field, "missingValues");

    if (text.len == 0)
        return CELL_EMPTY;
    if (mark == NULL)
        mark = verify_json_member(
            verify_json_member(table->descriptor, "schema"), "missingValues");
    for (mark = mark != NULL ? mark->first : NULL; mark != NULL;
         mark = mark->next) {
        struct slice label = verify_json_text(mark, "label");

        if (!slice_equal(verify_json_text(mark, "value"), text))
            continue;
        if (slice_equal_text(label, "not reported"))
            return CELL_NOT_REPORTED;
        if (slice_equal_text(label, "not applicable"))
            return CELL_NOT_APPLICABLE;
        return CELL_EMPTY;
    }
    return CELL_PRESENT;
}

static void column_open(struct table *table, struct column *column,
                        struct slice name, const struct json *field)
{
    column->name = name;
    column->field = field;
    map_init(&column->by_text, &table->arena);
    map_init(&column->periods, &table->arena);
    column->type = verify_json_text(field, "rendir:type");
    column->dimension = verify_json_text(field, "rendir:dimension");
    column->refers = verify_json_text(field, "rendir:refers");
    column->currency = verify_json_text(field, "rendir:currency");
    column->multiplier = number_text(field, "rendir:multiplier");
    column->has_many = verify_json_text(field, "rendir:separator").len > 0;
}

/* The fields of the descriptor, in their order. */
static bool heads_read(struct root *root, struct table *table,
                       const struct row_reader *reader)
{
    const struct json *field = verify_json_member(
        verify_json_member(table->descriptor, "schema"), "fields");

    table->columns = ARENA_ARRAY(&table->arena, reader->count, struct column);
    table->column_count = reader->count;
    field = field != NULL ? field->first : NULL;
    for (size_t i = 0; i < reader->count; i++) {
        struct slice name =
            field != NULL ? verify_json_text(field, "name") : SLICE("");

        if (field == NULL || !slice_equal(name, reader->cells[i])) {
            verify_fault(root, table->path, 0,
                         "has the column \"" SLICE_FORMAT
                         "\" where the descriptor has \"" SLICE_FORMAT "\"",
                         SLICE_ARGS(reader->cells[i]), SLICE_ARGS(name));
            return false;
        }
        column_open(table, &table->columns[i], reader->cells[i], field);
        field = field->next;
    }
    if (field == NULL)
        return true;
    verify_fault(root, table->path, 0,
                 "lacks the column \"" SLICE_FORMAT
                 "\" that the descriptor has",
                 SLICE_ARGS(verify_json_text(field, "name")));
    return false;
}

static void cell_add(struct table *table, struct column *column,
                     struct slice text)
{
    uintptr_t known = (uintptr_t)map_get(&column->by_text, text);

    if (known == 0) {
        struct value value = {.text = text,
                              .kind = kind_of(table, column->field, text)};

        value.is_number = value.kind == CELL_PRESENT &&
                          number_read(column, text, &value.number);
        ARENA_PUSH(&table->arena, &column->values, value);
        known = column->values.count;
        (void)map_put(&column->by_text, text, (void *)known);
    }
    ARENA_PUSH(&table->arena, &column->rows, (uint32_t)(known - 1));
}

static bool rows_read(struct root *root, struct table *table)
{
    struct row_reader reader;

    verify_rows_init(&reader, &table->arena, table->text);
    if (!verify_rows_next(&reader)) {
        verify_fault(root, table->path, VERIFY_WHOLE, "is empty");
        return false;
    }
    if (!heads_read(root, table, &reader))
        return false;
    while (verify_rows_next(&reader)) {
        if (reader.count != table->column_count) {
            verify_fault(root, table->path, reader.row_at,
                         "has %zu cells where %zu columns are", reader.count,
                         table->column_count);
            return false;
        }
        for (size_t i = 0; i < reader.count; i++)
            cell_add(table, &table->columns[i], reader.cells[i]);
        ARENA_PUSH(&table->arena, &table->starts, reader.row_at);
        table->row_count++;
    }
    ARENA_PUSH(&table->arena, &table->starts, table->text.len);
    return true;
}

/* What a descriptor names outside of the root is not read. */
static bool text_read(struct root *root, struct table *table)
{
    if (verify_has(root, table->path))
        return verify_read_file(root, &table->arena, table->path, &table->text);
    verify_fault(root, table->path, VERIFY_WHOLE,
                 "is named by the descriptor, and is not there");
    return false;
}

static void table_read(struct root *root, void *context, size_t index)
{
    struct table *table = root->common->tables.entries[index].value;

    (void)context;
    table->is_whole = text_read(root, table) && rows_read(root, table);
}

void verify_tables(struct root *roots)
{
    verify_share(roots, roots->common->tables.count, table_read, NULL);
}

struct table *verify_table(struct root *root, struct slice name)
{
    struct table *table = map_get(&root->common->tables, name);

    return table != NULL && table->is_whole ? table : NULL;
}

struct column *verify_column(const struct table *table, struct slice name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (slice_equal(table->columns[i].name, name))
            return &table->columns[i];
    return NULL;
}

const uint32_t *verify_postings(struct column *column, uint32_t value,
                                size_t *count)
{
    struct arena *arena = column->by_text.arena;
    size_t rows = column->rows.count;

    if (column->starts == NULL) {
        uint32_t *next = ARENA_ARRAY(arena, column->values.count + 2, uint32_t);

        /* Counts one place ahead; placing the rows moves them into starts. */
        column->postings = ARENA_ARRAY(arena, rows + 1, uint32_t);
        for (size_t i = 0; i < rows; i++)
            next[column->rows.items[i] + 2]++;
        for (size_t i = 2; i < column->values.count + 2; i++)
            next[i] += next[i - 1];
        for (size_t i = 0; i < rows; i++)
            column->postings[next[column->rows.items[i] + 1]++] = (uint32_t)i;
        column->starts = next;
    }
    *count = column->starts[value + 1] - column->starts[value];
    return &column->postings[column->starts[value]];
}
