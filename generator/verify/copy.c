/*
 * The rows of a dataset once more in other files: a CSV that spreadsheets open
 * without running any of it, a workbook.
 */
#include <string.h>

#include "verify/internal.h"

/* --- CSV without formulas --- */

/* "＝", "＋", "－", "＠": spreadsheets take them for the narrow ones. */
static bool is_wide_sign(struct slice text)
{
    static const char *const signs[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B",
                                        "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (slice_starts_with(text, slice_of(signs[i])))
            return true;
    return false;
}

/* "-12.5": what a minus may begin. */
static bool is_negative_number(struct slice text)
{
    size_t points = 0;

    for (size_t i = 1; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '.' && i > 1 && i + 1 < text.len)
            points++;
        else if (c < '0' || c > '9')
            return false;
    }
    return text.len > 1 && points <= 1;
}

/* What a spreadsheet would run, or take the first character of for a sign
 * (OWASP, "CSV Injection"). */
static bool is_risky(struct slice text)
{
    if (text.len == 0)
        return false;
    if (text.ptr[0] == '-')
        return !is_negative_number(text);
    return memchr("=+@\t\r\n", text.ptr[0], 6) != NULL || is_wide_sign(text);
}

struct marks {
    struct root *root;
    struct slice path;
    size_t count;
};

/* The raw cell, or with an apostrophe before it where it needs one. */
static bool cell_agrees(struct marks *marks, struct slice safe,
                        struct slice raw)
{
    if (!is_risky(raw))
        return slice_equal(safe, raw);
    marks->count++;
    return slice_starts_with(safe, SLICE("'")) &&
           slice_equal(slice_cut(safe, 1, safe.len), raw);
}

static bool row_agrees(struct marks *marks, const struct row_reader *safe,
                       const struct row_reader *raw)
{
    if (safe->count != raw->count) {
        verify_fault(marks->root, marks->path, safe->row_at,
                     "has %zu cells where the CSV has %zu", safe->count,
                     raw->count);
        return false;
    }
    for (size_t i = 0; i < raw->count; i++) {
        if (cell_agrees(marks, safe->cells[i], raw->cells[i]))
            continue;
        verify_fault(marks->root, marks->path, safe->row_at,
                     "has \"" SLICE_FORMAT "\" where \"%s" SLICE_FORMAT
                     "\" is due",
                     SLICE_ARGS(slice_cut(safe->cells[i], 0, 80)),
                     is_risky(raw->cells[i]) ? "'" : "",
                     SLICE_ARGS(slice_cut(raw->cells[i], 0, 80)));
        return false;
    }
    return true;
}

static bool rows_agree(struct marks *marks, struct row_reader *safe,
                       struct row_reader *raw)
{
    bool agrees = true;

    while (agrees && verify_rows_next(raw)) {
        if (verify_rows_next(safe)) {
            agrees = row_agrees(marks, safe, raw);
        } else {
            verify_fault(marks->root, marks->path, VERIFY_WHOLE,
                         "has fewer rows than the CSV");
            agrees = false;
        }
    }
    if (!agrees || !verify_rows_next(safe))
        return agrees && !safe->is_broken;
    verify_fault(marks->root, marks->path, safe->row_at,
                 "has more rows than the CSV");
    return false;
}

/* How many cells have a mark: as many as the descriptor says. */
static bool marks_agree(const struct marks *marks, const struct table *table)
{
    const struct json *cells =
        verify_json_member(table->descriptor, "rendir:formula_cells");
    char count[24];

    (void)snprintf(count, sizeof(count), "%zu", marks->count);
    if (cells != NULL && slice_equal_text(cells->text, count))
        return true;
    verify_fault(marks->root, marks->path, VERIFY_WHOLE,
                 "has %s cells with a mark, the descriptor says otherwise",
                 count);
    return false;
}

static void safe_check(struct root *root, const struct table *table,
                       struct slice path)
{
    struct marks marks = {.root = root, .path = path};
    struct row_reader safe, raw;
    struct slice text;

    arena_reset(&root->scratch);
    if (!verify_read_file(root, &root->scratch, path, &text))
        return;
    verify_rows_init(&safe, &root->scratch, text);
    verify_rows_init(&raw, &root->scratch, table->text);
    if (rows_agree(&marks, &safe, &raw) && marks_agree(&marks, table))
        root->report->same_rows += table->row_count;
}

/* The raw file counts its cells too, and has no other where there are none. */
static void formulas_check(struct root *root, const struct table *table,
                           bool has_safe)
{
    const struct json *cells =
        verify_json_member(table->descriptor, "rendir:formula_cells");
    bool has_cells = cells != NULL && !slice_equal_text(cells->text, "0");

    if (cells != NULL && has_cells != has_safe)
        verify_fault(root, table->path, VERIFY_WHOLE,
                     has_cells ? "has cells that a spreadsheet would run, and "
                                 "no CSV without them"
                               : "has no cells that a spreadsheet would run, "
                                 "and a CSV without them");
}

void verify_formats(struct root *root, const struct table *table)
{
    const struct json *list =
        verify_json_member(table->descriptor, "rendir:formats");
    bool has_safe = false;

    for (list = list != NULL ? list->first : NULL; list != NULL;
         list = list->next) {
        struct slice path = verify_json_text(list, "path");
        bool is_safe = slice_equal_text(verify_json_text(list, "variant"),
                                        "spreadsheet-safe");

        has_safe |= is_safe;
        if (path.len == 0)
            continue;
        path = path_join(root->arena, SLICE("data"), path);
        if (!verify_has(root, path))
            continue; /* which was said */
        if (is_safe)
            safe_check(root, table, path);
        else if (slice_equal_text(verify_json_text(list, "format"), "xlsx"))
            verify_workbook(root, table, list, path);
    }
    formulas_check(root, table, has_safe);
}
