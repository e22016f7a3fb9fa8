/* data/kits/<dataset>.zip: the dataset once more, with what describes it. */
#include "verify/internal.h"

#define KITS "data/kits/"

struct kit {
    struct root *root;
    struct slice path;
    const struct table *table;
    struct source *source;
    struct arena *arena;
    struct slice top; /* the one folder around its files */
};

static void kit_fault(const struct kit *kit, const char *what,
                      struct slice detail)
{
    verify_fault(kit->root, kit->path, VERIFY_WHOLE, "%s" SLICE_FORMAT, what,
                 SLICE_ARGS(detail));
}

static bool kit_read(const struct kit *kit, struct slice name,
                     struct slice *out)
{
    struct slice path = path_join(kit->arena, kit->top, name);
    struct buf reason = BUF_INIT;
    bool done = source_kind(kit->source, path) == SOURCE_FILE &&
                source_read(kit->source, kit->arena, path, out, &reason);

    if (!done)
        kit_fault(kit, "lacks ", name);
    buf_release(&reason);
    return done;
}

static bool json_agrees(const struct json *a, const struct json *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || !slice_equal(a->key, b->key) ||
        !slice_equal(a->text, b->text))
        return false;
    a = a->kind == JSON_ARRAY || a->kind == JSON_OBJECT ? a->first : NULL;
    b = b->kind == JSON_ARRAY || b->kind == JSON_OBJECT ? b->first : NULL;
    for (; a != NULL && b != NULL; a = a->next, b = b->next)
        if (!json_agrees(a, b))
            return false;
    return a == b;
}

/* Its descriptor has this dataset alone, and says of it what the root's does,
 * but for what lies beside it there. */
static bool kit_descriptor(const struct kit *kit)
{
    static const char *const keys[] = {
        "name",  "path", "bytes", "hash", "rendir:rows", "rendir:withheld",
        "schema"};
    const struct json *resource;
    struct slice text;

    if (!kit_read(kit, SLICE("datapackage.json"), &text))
        return false;
    resource =
        verify_json_member(verify_json_read(kit->arena, text), "resources");
    resource = resource != NULL ? resource->first : NULL;
    if (resource == NULL || resource->next != NULL) {
        kit_fault(kit, "has a descriptor of another dataset", SLICE(""));
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (!json_agrees(verify_json_member(resource, keys[i]),
                         verify_json_member(kit->table->descriptor, keys[i]))) {
            kit_fault(kit, "describes otherwise than data/datapackage.json: ",
                      slice_of(keys[i]));
            return false;
        }
    return true;
}

/* A row for each column, by its name. */
static bool kit_dictionary(const struct kit *kit)
{
    struct row_reader rows;
    struct slice text;
    size_t count = 0;

    if (!kit_read(kit, SLICE("dictionary.csv"), &text))
        return false;
    verify_rows_init(&rows, kit->arena, text);
    if (!verify_rows_next(&rows))
        return false;
    while (verify_rows_next(&rows)) {
        if (count == kit->table->column_count ||
            !slice_equal(rows.cells[0], kit->table->columns[count].name)) {
            kit_fault(kit,
                      "has in its dictionary another column: ", rows.cells[0]);
            return false;
        }
        count++;
    }
    if (count == kit->table->column_count)
        return true;
    kit_fault(kit, "has not in its dictionary the column ",
              kit->table->columns[count].name);
    return false;
}

static bool kit_rows(const struct kit *kit)
{
    struct slice name =
        ARENA_CONCAT(kit->arena, kit->table->name, SLICE(".csv"));
    struct slice text;

    if (!kit_read(kit, name, &text))
        return false;
    if (slice_equal(text, kit->table->text))
        return true;
    kit_fault(kit, "has not the bytes of ", kit->table->path);
    return false;
}

static bool kit_agrees(struct kit *kit, struct buf *reason)
{
    struct names names;

    if (!source_names(kit->source, kit->arena, SLICE(""), &names, reason))
        return false;
    if (names.count != 1) {
        kit_fault(kit, "has not one folder around its files", SLICE(""));
        return false;
    }
    kit->top = names.items[0];
    return kit_rows(kit) && kit_descriptor(kit) && kit_dictionary(kit);
}

static void kit_examine(struct kit *kit, struct slice bytes)
{
    struct buf reason = BUF_INIT;

    kit->source = source_open_bytes(bytes, &reason);
    if (kit->source == NULL)
        kit_fault(kit, "cannot be read as a ZIP archive: ", buf_slice(&reason));
    else
        kit->root->report->kits += kit_agrees(kit, &reason);
    if (kit->source != NULL)
        source_close(kit->source);
    buf_release(&reason);
}

static void kit_open(struct root *root, struct kit *kit)
{
    struct slice bytes;

    arena_reset(&root->scratch);
    if (!verify_read_file(root, &root->scratch, kit->path, &bytes))
        return;
    arena_init(kit->arena);
    kit_examine(kit, bytes);
    arena_release(kit->arena);
}

/* "data/kits/programs.zip" of the table programs. */
static void kit_check(struct root *root, void *context, size_t index)
{
    struct slice path = root->common->files.items[index];
    struct arena arena;
    struct kit kit = {.root = root, .path = path, .arena = &arena};
    size_t end = path.len - SLICE(".zip").len;

    (void)context;
    if (!slice_starts_with(path, SLICE(KITS)) ||
        !slice_ends_with(path, SLICE(".zip")))
        return;
    kit.table = verify_table(root, slice_cut(path, SLICE(KITS).len, end));
    if (kit.table != NULL)
        kit_open(root, &kit);
    else
        kit_fault(&kit, "is the kit of a dataset that is not there", SLICE(""));
}

void verify_kits(struct root *roots)
{
    verify_share(roots, roots->common->files.count, kit_check, NULL);
}
