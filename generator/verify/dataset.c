/* Files and rows of datasets against what the descriptor says of them. */
#include "verify/internal.h"

#define DESCRIPTOR "data/datapackage.json"

/* --- files: path, bytes, hash --- */

struct named_file {
    struct slice path;  /* from the root */
    struct slice bytes; /* as written, or empty */
    struct slice hash;
};

struct named_files {
    struct named_file *items;
    size_t count, capacity;
};

static struct slice hash_of(const struct json *json)
{
    struct slice hash = verify_json_text(json, "hash");

    if (slice_starts_with(hash, SLICE("sha256:")))
        return slice_cut(hash, SLICE("sha256:").len, hash.len);
    return verify_json_text(json, "sha256");
}

/* Whatever in the descriptor has a path may be a file; with a hash it is one.
 */
static void named_find(struct root *root, const struct json *json,
                       struct named_files *out)
{
    const struct json *bytes = verify_json_member(json, "bytes");
    struct slice path = verify_json_text(json, "path");
    struct named_file file = {.hash = hash_of(json)};

    if (path.len > 0) {
        file.path = path_join(root->arena, SLICE("data"), path);
        file.bytes = bytes != NULL ? bytes->text : SLICE("");
        ARENA_PUSH(root->arena, out, file);
    }
    if (json->kind == JSON_ARRAY || json->kind == JSON_OBJECT)
        for (json = json->first; json != NULL; json = json->next)
            named_find(root, json, out);
}

static void named_check(struct root *root, void *context, size_t index)
{
    const struct named_files *files = context;
    const struct named_file *file = &files->items[index];
    const struct file_facts *facts;
    char hex[DIGEST_HEX_SIZE];
    char bytes[24];

    /* That a table is not there was said when it was to be read. */
    if ((file->hash.len == 0 && file->bytes.len == 0) ||
        !verify_has(root, file->path) ||
        !verify_facts(root, verify_file_number(root, file->path), &facts))
        return;
    digest_hex(facts->digest, hex);
    (void)snprintf(bytes, sizeof(bytes), "%llu",
                   (unsigned long long)facts->bytes);
    if (file->hash.len > 0 && !slice_equal_text(file->hash, hex))
        verify_fault(root, file->path, VERIFY_WHOLE,
                     "is not the file that the descriptor names: its SHA-256 "
                     "is %s",
                     hex);
    if (file->bytes.len > 0 && !slice_equal_text(file->bytes, bytes))
        verify_fault(root, file->path, VERIFY_WHOLE,
                     "has %s bytes, the descriptor says " SLICE_FORMAT, bytes,
                     SLICE_ARGS(file->bytes));
}

static bool is_table(const struct root *root, struct slice path)
{
    const struct map *tables = &root->common->tables;

    for (size_t i = 0; i < tables->count; i++) {
        const struct table *table = tables->entries[i].value;

        if (slice_equal(table->path, path))
            return true;
    }
    return false;
}

static void files_check(struct root *roots)
{
    struct common *common = roots->common;
    struct named_files files = {NULL, 0, 0};

    if (common->package == NULL)
        return;
    named_find(roots, common->package, &files);
    for (size_t i = 0; i < files.count; i++) {
        struct slice path = files.items[i].path;

        if (verify_has(roots, path))
            common->is_named[verify_file_number(roots, path)] = true;
        else if (files.items[i].hash.len > 0 && !is_table(roots, path))
            verify_fault(roots, path, VERIFY_WHOLE,
                         "is named by the descriptor, and is not there");
    }
    verify_share(roots, files.count, named_check, &files);
}

/* --- rows --- */

static void count_check(struct root *root, const struct table *table)
{
    const struct json *rows =
        verify_json_member(table->descriptor, "rendir:rows");
    char count[24];

    (void)snprintf(count, sizeof(count), "%zu", table->row_count);
    if (rows != NULL && !slice_equal_text(rows->text, count))
        verify_fault(root, table->path, VERIFY_WHOLE,
                     "has %s rows, the descriptor says " SLICE_FORMAT, count,
                     SLICE_ARGS(rows->text));
}

static void withheld_columns(struct root *root, const struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (verify_column_is_withheld(table, table->columns[i].name))
            verify_fault(root, table->path, 0,
                         "has the column \"" SLICE_FORMAT
                         "\", which the descriptor says does not leave",
                         SLICE_ARGS(table->columns[i].name));
}

static void table_check(struct root *root, void *context, size_t index)
{
    const struct table *table = root->common->tables.entries[index].value;

    (void)context;
    if (!table->is_whole)
        return;
    root->report->datasets++;
    root->report->dataset_rows += table->row_count;
    count_check(root, table);
    withheld_columns(root, table);
    verify_fields(root, table);
    verify_keys(root, table);
    verify_twin(root, table);
    verify_formats(root, table);
}

void verify_datasets(struct root *roots)
{
    const struct map *tables = &roots->common->tables;

    files_check(roots);
    verify_share(roots, tables->count, table_check, NULL);
    for (size_t i = 0; i < tables->count; i++) {
        const struct table *table = tables->entries[i].value;

        if (table->is_whole)
            verify_slices(roots, table);
    }
}
