/* Keys of datasets: a primary one stands once, a foreign one stands there. */
#include "verify/internal.h"

#define KEY_COLUMNS_MAX 16

struct key {
    const struct table *table;
    const struct column *columns[KEY_COLUMNS_MAX];
    size_t count;
};

/* A member is the name of a field, or a list of names. */
static bool key_read(const struct table *table, const struct json *names,
                     struct key *key)
{
    const struct json *name;

    *key = (struct key){.table = table};
    if (names == NULL)
        return false;
    name = names->kind == JSON_STRING ? names : names->first;
    for (; name != NULL && key->count < KEY_COLUMNS_MAX; name = name->next) {
        key->columns[key->count] = verify_column(table, name->text);
        if (key->columns[key->count] == NULL)
            return false;
        key->count++;
        if (names->kind == JSON_STRING)
            break;
    }
    return key->count > 0;
}

static struct slice cell(const struct column *column, size_t row,
                         enum cell_kind *kind)
{
    const struct value *value = &column->values.items[column->rows.items[row]];

    *kind = value->kind;
    return value->text;
}

/* The cells of a row, each with its length, so that no two rows look alike.
 * `*present`: how many of them have a value. */
static struct slice row_key(struct arena *arena, const struct key *key,
                            size_t row, size_t *present)
{
    struct buf out = BUF_INIT;

    *present = 0;
    for (size_t i = 0; i < key->count; i++) {
        enum cell_kind kind;
        struct slice text = cell(key->columns[i], row, &kind);

        *present += kind == CELL_PRESENT;
        buf_add_format(&out, "%zu:", text.len);
        buf_add_slice(&out, text);
    }
    return arena_take(arena, &out);
}

/* As a sentence quotes it: "008 2017-01". */
static struct slice row_words(struct arena *arena, const struct key *key,
                              size_t row)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < key->count; i++) {
        enum cell_kind kind;

        if (i > 0)
            buf_add_char(&out, ' ');
        buf_add_slice(&out, cell(key->columns[i], row, &kind));
    }
    return arena_take(arena, &out);
}

static void keys_take(struct arena *arena, const struct key *key,
                      struct map *out)
{
    size_t present;

    map_init(out, arena);
    for (size_t row = 0; row < key->table->row_count; row++)
        (void)map_put(out, row_key(arena, key, row, &present), out);
}

static void primary_check(struct root *root, const struct table *table,
                          const struct json *names)
{
    struct map seen;
    struct key key;
    size_t present;

    if (names == NULL)
        return;
    if (!key_read(table, names, &key)) {
        verify_fault(root, table->path, 0,
                     "lacks a column of the key that the descriptor has");
        return;
    }
    map_init(&seen, &root->scratch);
    for (size_t row = 0; row < table->row_count; row++) {
        struct slice text = row_key(&root->scratch, &key, row, &present);

        if (map_put(&seen, text, root) != NULL)
            verify_fault(root, table->path, table->starts.items[row],
                         "has the key " SLICE_FORMAT " a second time",
                         SLICE_ARGS(row_words(&root->scratch, &key, row)));
    }
}

/* A row without a value in any of the cells refers to nothing. */
static void foreign_check(struct root *root, const struct table *table,
                          const struct json *foreign)
{
    const struct json *reference = verify_json_member(foreign, "reference");
    struct slice name = verify_json_text(reference, "resource");
    const struct table *other = name.len > 0 ? verify_table(root, name) : table;
    struct key own;
    struct key theirs;
    struct map there;

    if (other == NULL ||
        !key_read(table, verify_json_member(foreign, "fields"), &own) ||
        !key_read(other, verify_json_member(reference, "fields"), &theirs) ||
        own.count != theirs.count) {
        verify_fault(root, table->path, 0,
                     "has a foreign key of columns that are not there");
        return;
    }
    keys_take(&root->scratch, &theirs, &there);
    for (size_t row = 0; row < table->row_count; row++) {
        size_t present;
        struct slice text = row_key(&root->scratch, &own, row, &present);

        if (present == own.count && !map_has(&there, text))
            verify_fault(root, table->path, table->starts.items[row],
                         "refers to " SLICE_FORMAT ", which " SLICE_FORMAT
                         " does not have",
                         SLICE_ARGS(row_words(&root->scratch, &own, row)),
                         SLICE_ARGS(other->name));
    }
}

void verify_keys(struct root *root, const struct table *table)
{
    const struct json *schema = verify_json_member(table->descriptor, "schema");
    const struct json *foreign = verify_json_member(schema, "foreignKeys");

    arena_reset(&root->scratch);
    primary_check(root, table, verify_json_member(schema, "primaryKey"));
    for (foreign = foreign != NULL ? foreign->first : NULL; foreign != NULL;
         foreign = foreign->next) {
        arena_reset(&root->scratch);
        foreign_check(root, table, foreign);
    }
}
