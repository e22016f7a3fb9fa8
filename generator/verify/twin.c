/* The rows of a dataset once more: as JSON, and as a file per code. */
#include "verify/internal.h"

/* --- JSON --- */

/* A cell as JSON has it: null, the number as written, or the text. */
static bool cell_agrees(const struct value *value, const struct json *json)
{
    if (json->kind == JSON_NULL)
        return value->text.len == 0;
    return (json->kind == JSON_STRING || json->kind == JSON_NUMBER) &&
           value->text.len > 0 && slice_equal(value->text, json->text);
}

static void row_check(struct root *root, const struct table *table,
                      const struct slice *path, struct json_rows *reader,
                      const struct json *row)
{
    const struct json *member = row->kind == JSON_OBJECT ? row->first : NULL;
    size_t number = reader->count - 1;

    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        const struct value *value =
            &column->values.items[column->rows.items[number]];

        if (member == NULL || !slice_equal(member->key, column->name) ||
            !cell_agrees(value, member)) {
            verify_fault(root, *path, reader->row_at,
                         "row %zu has another \"" SLICE_FORMAT
                         "\" than the CSV",
                         number + 1, SLICE_ARGS(column->name));
            return;
        }
        member = member->next;
    }
    if (member == NULL)
        root->report->same_rows++;
    else
        verify_fault(root, *path, reader->row_at,
                     "row %zu has \"" SLICE_FORMAT "\", which the CSV has not",
                     number + 1, SLICE_ARGS(member->key));
}

static void rows_check(struct root *root, const struct table *table,
                       struct slice path, struct slice text)
{
    struct json_rows reader;
    const struct json *row;
    struct arena arena;

    arena_init(&arena);
    verify_json_rows_init(&reader, &arena, text);
    while ((row = verify_json_rows_next(&reader)) != NULL) {
        if (reader.count <= table->row_count)
            row_check(root, table, &path, &reader, row);
        arena_reset(&arena);
    }
    if (reader.is_broken)
        verify_fault(root, path, reader.row_at, "is no JSON from here on");
    else if (reader.count != table->row_count)
        verify_fault(root, path, VERIFY_WHOLE, "has %zu rows, the CSV has %zu",
                     reader.count, table->row_count);
    arena_release(&arena);
}

void verify_twin(struct root *root, const struct table *table)
{
    const struct json *twin =
        verify_json_member(table->descriptor, "rendir:json");
    struct slice path = verify_json_text(twin, "path");
    struct slice text;

    if (path.len == 0)
        return;
    arena_reset(&root->scratch);
    path = path_join(root->arena, SLICE("data"), path);
    if (verify_has(root, path) &&
        verify_read_file(root, &root->scratch, path, &text))
        rows_check(root, table, path, text);
}

/* --- a file per code --- */

struct slices {
    const struct table *table;
    struct column *column;
    struct slice before; /* the path around the code */
    struct slice after;
};

#define NAME_MAX_LEN 200

/* a-z, 0-9, "-" and "." (not at the start) stand for themselves, all else as
 * "~" and two hex digits. */
static void code_add(struct buf *out, struct slice code)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < code.len; i++) {
        unsigned char c = (unsigned char)code.ptr[i];

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
            (c == '.' && i > 0)) {
            buf_add_char(out, (char)c);
        } else {
            buf_add_char(out, '~');
            buf_add_char(out, digits[c >> 4]);
            buf_add_char(out, digits[c & 15]);
        }
    }
}

/* A name too long for a file ends in "~-" and the digest of the code. */
static void name_add(struct buf *out, struct slice code)
{
    size_t keep = NAME_MAX_LEN - 2 - DIGEST_SHORT_SIZE;
    struct buf name = BUF_INIT;
    char id[DIGEST_SHORT_SIZE];

    code_add(&name, code);
    if (name.len > NAME_MAX_LEN) {
        if (name.ptr[keep - 1] == '~')
            keep--;
        else if (name.ptr[keep - 2] == '~')
            keep -= 2;
        buf_cut(&name, keep);
        digest_short(code, id);
        buf_add_text(&name, "~-");
        buf_add_text(&name, id);
    }
    buf_add_slice(out, buf_slice(&name));
    buf_release(&name);
}

static struct slice slice_file(struct arena *arena, const struct slices *slices,
                               struct slice code)
{
    struct buf out = BUF_INIT;

    buf_add_slice(&out, slices->before);
    name_add(&out, code);
    buf_add_slice(&out, slices->after);
    return arena_take(arena, &out);
}

/* Takes `part` off the front of what is left; false where it is not there. */
static bool take(struct slice *rest, struct slice part)
{
    if (!slice_starts_with(*rest, part))
        return false;
    *rest = slice_cut(*rest, part.len, rest->len);
    return true;
}

static bool is_the_rows(const struct table *table, const uint32_t *rows,
                        size_t count, struct slice text)
{
    const size_t *starts = table->starts.items;
    struct slice head = slice_cut(table->text, 0, starts[0]);
    bool same = take(&text, head);

    for (size_t i = 0; i < count && same; i++)
        same = take(&text, slice_cut(table->text, starts[rows[i]],
                                     starts[rows[i] + 1]));
    return same && text.len == 0;
}

static void slice_check(struct root *root, void *context, size_t index)
{
    const struct slices *slices = context;
    struct column *column = slices->column;
    struct slice code = column->values.items[index].text;
    const uint32_t *rows;
    struct slice path;
    struct slice text;
    size_t count;

    if (column->values.items[index].kind != CELL_PRESENT)
        return;
    arena_reset(&root->scratch);
    path = slice_file(root->arena, slices, code);
    if (!verify_has(root, path)) {
        verify_fault(root, path, VERIFY_WHOLE,
                     "is due for the rows of " SLICE_FORMAT
                     ", and is not there",
                     SLICE_ARGS(code));
        return;
    }
    root->common->is_named[verify_file_number(root, path)] = true;
    if (!verify_read_file(root, &root->scratch, path, &text))
        return;
    rows = verify_postings(column, (uint32_t)index, &count);
    if (is_the_rows(slices->table, rows, count, text))
        root->report->same_rows += count;
    else
        verify_fault(root, path, VERIFY_WHOLE,
                     "does not hold the rows that " SLICE_FORMAT
                     " has for " SLICE_FORMAT,
                     SLICE_ARGS(slices->table->path), SLICE_ARGS(code));
}

static void counts_check(struct root *root, const struct slices *slices,
                         const struct json *json)
{
    const struct json *files = verify_json_member(json, "files");
    const struct json *rows = verify_json_member(json, "rows");
    const struct column *column = slices->column;
    char file_count[24];
    char row_count[24];
    size_t values = 0;
    size_t cells = 0;

    for (size_t i = 0; i < column->values.count; i++)
        values += column->values.items[i].kind == CELL_PRESENT;
    for (size_t i = 0; i < column->rows.count; i++)
        cells +=
            column->values.items[column->rows.items[i]].kind == CELL_PRESENT;
    (void)snprintf(file_count, sizeof(file_count), "%zu", values);
    (void)snprintf(row_count, sizeof(row_count), "%zu", cells);
    if (files == NULL || !slice_equal_text(files->text, file_count) ||
        rows == NULL || !slice_equal_text(rows->text, row_count))
        verify_fault(root, slices->table->path, VERIFY_WHOLE,
                     "gives %s files of %s rows by \"" SLICE_FORMAT
                     "\", the descriptor says otherwise",
                     file_count, row_count, SLICE_ARGS(column->name));
}

/* The path with "{code}" in it, as two halves. */
static bool halves(struct root *root, const struct json *json,
                   struct slices *slices)
{
    struct slice path =
        path_join(root->arena, SLICE("data"), verify_json_text(json, "path"));
    struct slice mark = SLICE("{code}");
    size_t at = slice_find(path, '{');

    if (!slice_starts_with(slice_cut(path, at, path.len), mark))
        return false;
    slices->before = slice_cut(path, 0, at);
    slices->after = slice_cut(path, at + mark.len, path.len);
    return true;
}

static void slices_check(struct root *roots, const struct table *table,
                         const struct json *json)
{
    struct slice dimension = verify_json_text(json, "dimension");
    struct slices slices = {.table = table};
    size_t count;

    for (size_t i = 0; i < table->column_count; i++)
        if (slice_equal(table->columns[i].dimension, dimension))
            slices.column = &table->columns[i];
    if (slices.column == NULL || !halves(roots, json, &slices)) {
        verify_fault(roots, table->path, VERIFY_WHOLE,
                     "has files by \"" SLICE_FORMAT
                     "\" in the descriptor, and no such column",
                     SLICE_ARGS(dimension));
        return;
    }
    counts_check(roots, &slices, json);
    if (slices.column->values.count == 0)
        return;
    /* Before the threads: what a column keeps is made once. */
    (void)verify_postings(slices.column, 0, &count);
    verify_share(roots, slices.column->values.count, slice_check, &slices);
}

void verify_slices(struct root *roots, const struct table *table)
{
    const struct json *list =
        verify_json_member(table->descriptor, "rendir:slices");

    for (list = list != NULL ? list->first : NULL; list != NULL;
         list = list->next)
        slices_check(roots, table, list);
}
