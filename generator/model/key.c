/* Keys of rows: the primary key, else the code. Rows of facts are not kept, so
 * each key is, with the place of the first row that has it. */
#include "model/internal.h"

/* The first row that has a key. */
struct key_entry {
    struct place place;
    size_t row; /* of a kept table */
    bool differs;
};

void row_keys_begin(struct loading *loading)
{
    map_init(&loading->keys, loading->arena);
}

static const struct column *code_of(const struct table *table)
{
    return table_is_fact(table) ? NULL : table_role_column(table, "code");
}

static size_t part_count(const struct table *table)
{
    return table->key.count > 0 ? table->key.count : code_of(table) != NULL;
}

static const struct column *key_column(const struct table *table, size_t part)
{
    return table->key.count > 0 ? table_column(table, table->key.items[part])
                                : code_of(table);
}

static struct slice key_part(const struct table *table,
                             const struct cell *cells, size_t part)
{
    return cells[column_index(table, key_column(table, part))].text;
}

/* As a finding writes it: "2017 | 011.0138". */
static void key_text(struct buf *out, const struct table *table,
                     const struct cell *cells)
{
    for (size_t k = 0; k < part_count(table); k++) {
        buf_add_text(out, k > 0 ? " | " : "");
        buf_add_slice(out, column_quoted(key_column(table, k),
                                         key_part(table, cells, k)));
    }
}

/* With the lengths, so that no two keys have the same bytes. */
static void key_bytes(struct buf *out, const struct table *table,
                      const struct cell *cells)
{
    for (size_t k = 0; k < part_count(table); k++) {
        struct slice part = key_part(table, cells, k);

        buf_add_format(out, "%zu:", part.len);
        buf_add_slice(out, part);
    }
}

/* A list taken from a file that repeats it: the same once more, or another
 * answer, which is found once. */
static void repeated(struct loading *loading, const struct table *table,
                     const struct cell *cells, struct place place,
                     struct key_entry *first)
{
    const struct row *row = &table->rows.items[first->row];
    struct buf text = BUF_INIT;

    for (size_t i = 0; i < table->columns.count && !first->differs; i++) {
        if (slice_equal(cells[i].text, row->cells[i].text))
            continue;
        first->differs = true;
        key_text(&text, table, cells);
        diag_add_pair(
            loading->diagnostics, DIAG_LABELS_DIFFER, place, first->place,
            table->name, buf_slice(&text),
            column_quoted(&table->columns.items[i], cells[i].text),
            column_quoted(&table->columns.items[i], row->cells[i].text));
    }
    buf_release(&text);
}

static void report_taken(struct loading *loading, const struct table *table,
                         const struct cell *cells, struct place place,
                         struct place first)
{
    struct buf text = BUF_INIT;

    key_text(&text, table, cells);
    diag_add_pair(loading->diagnostics, DIAG_ROW_DUPLICATE, place, first,
                  buf_slice(&text), table->name);
    buf_release(&text);
}

bool row_key_taken(struct loading *loading, const struct table *table,
                   const struct cell *cells, struct place place, bool quiet)
{
    struct buf bytes = BUF_INIT;
    struct key_entry *first;

    if (part_count(table) == 0)
        return false;
    key_bytes(&bytes, table, cells);
    first = map_get(&loading->keys, buf_slice(&bytes));
    if (first == NULL) {
        struct key_entry *entry = ARENA_NEW(loading->arena, struct key_entry);

        *entry = (struct key_entry){place, table->rows.count, false};
        (void)map_put(&loading->keys,
                      arena_copy(loading->arena, buf_slice(&bytes)), entry);
    } else if (table->is_distinct) {
        repeated(loading, table, cells, place, first);
    } else if (!quiet) {
        report_taken(loading, table, cells, place, first->place);
    }
    buf_release(&bytes);
    return first != NULL;
}
