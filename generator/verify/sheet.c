/*
 * The CSV files of tables on pages: data/<key of the page>.<table>.csv. A page
 * shows some of the rows of its file, or all, with the same columns.
 */
#include "verify/internal.h"

/* Not of the descriptor, and no ledger. */
bool verify_is_sheet(const struct root *root, struct slice path)
{
    return slice_starts_with(path, SLICE("data/")) &&
           slice_ends_with(path, SLICE(".csv")) &&
           !slice_starts_with(path, SLICE("data/figures/")) &&
           verify_has(root, path) &&
           !root->common->is_named[verify_file_number(root, path)];
}

/* --- a table and its file --- */

/* The figures of one row of the page: items first … end - 1. */
struct shown {
    const struct sheet_figure *figures;
    size_t count;
};

static struct shown shown_next(const struct sheet *sheet, size_t *at)
{
    struct shown shown = {&sheet->figures.items[*at], 0};

    while (*at < sheet->figures.count &&
           sheet->figures.items[*at].row == shown.figures->row) {
        shown.count++;
        ++*at;
    }
    return shown;
}

/* The rows of the file. */
struct lines {
    struct line {
        struct slice *cells;
        size_t count;
        bool is_shown;
    } * items;
    size_t count, capacity;
    size_t next; /* where the next row of the page is likely to be */
};

static bool row_agrees(const struct line *line, const struct shown *shown)
{
    if (line->is_shown)
        return false;
    for (size_t i = 0; i < shown->count; i++) {
        const struct sheet_figure *figure = &shown->figures[i];

        if (figure->cell == 0 || figure->cell > line->count ||
            !slice_equal(line->cells[figure->cell - 1], figure->value))
            return false;
    }
    return true;
}

/*
 * Each row of the page is a row of its own in the file. Some stand in the file
 * alone, and another language may have another order.
 */
static bool row_find(struct lines *lines, const struct shown *shown)
{
    for (size_t i = 0; i < lines->count; i++) {
        size_t at = (lines->next + i) % lines->count;

        if (row_agrees(&lines->items[at], shown)) {
            lines->items[at].is_shown = true;
            lines->next = at + 1;
            return true;
        }
    }
    return false;
}

static void lines_read(struct arena *arena, struct slice text,
                       struct lines *out)
{
    struct row_reader reader;

    verify_rows_init(&reader, arena, text);
    while (verify_rows_next(&reader)) {
        struct line line = {.cells = reader.cells, .count = reader.count};

        ARENA_PUSH(arena, out, line);
        reader.cells = NULL; /* the next row makes its own */
        reader.capacity = 0;
    }
}

void verify_sheet(struct root *root, struct slice page, struct slice path,
                  const struct sheet *sheet)
{
    struct lines lines = {.count = 0};
    struct slice text;
    size_t at = 0;

    if (sheet->figures.count == 0 ||
        !verify_read_file(root, &root->scratch, path, &text))
        return;
    lines_read(&root->scratch, text, &lines);
    while (at < sheet->figures.count) {
        struct shown shown = shown_next(sheet, &at);

        if (!row_find(&lines, &shown))
            verify_fault(root, page, shown.figures->offset,
                         "this row of the table is not in " SLICE_FORMAT,
                         SLICE_ARGS(path));
        else
            root->report->sheet_figures += shown.count;
    }
}

/* --- each file --- */

static void rows_check(struct root *root, struct slice path, struct slice text)
{
    struct row_reader reader;
    size_t columns;

    verify_rows_init(&reader, &root->scratch, text);
    if (!verify_rows_next(&reader)) {
        verify_fault(root, path, VERIFY_WHOLE, "is empty");
        return;
    }
    columns = reader.count;
    while (verify_rows_next(&reader))
        if (reader.count != columns) {
            verify_fault(root, path, reader.row_at,
                         "has %zu cells where %zu columns are", reader.count,
                         columns);
            return;
        }
    if (reader.is_broken)
        verify_fault(root, path, VERIFY_WHOLE,
                     "has a quote that is not closed, or text behind one");
}

static void file_check(struct root *root, void *context, size_t index)
{
    const struct common *common = root->common;
    struct slice path = common->files.items[index];
    struct slice text;

    (void)context;
    if (!verify_is_sheet(root, path))
        return;
    root->report->sheets++;
    if (!atomic_load_explicit(&common->is_linked[index], memory_order_relaxed))
        verify_fault(root, path, VERIFY_WHOLE,
                     "is in data/, and neither the descriptor names it nor a "
                     "page links to it");
    arena_reset(&root->scratch);
    if (verify_read_file(root, &root->scratch, path, &text))
        rows_check(root, path, text);
}

void verify_sheets(struct root *roots)
{
    verify_share(roots, roots->common->files.count, file_check, NULL);
}
