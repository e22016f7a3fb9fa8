#include "publish/history/rows_in.h"

#include <string.h>

#define PIECE_SIZE ((size_t)256 * 1024)
#define ROW_MAX ((size_t)64 * 1024 * 1024)

static bool rows_failed(struct rows_in *rows, const char *why)
{
    if (!rows->failed)
        buf_add_format(rows->fault, SLICE_FORMAT ", row %llu: %s",
                       SLICE_ARGS(rows->dataset->path),
                       (unsigned long long)rows->number, why);
    rows->failed = true;
    return false;
}

/* Moves what is left to the front and reads more behind it. */
static bool rows_fill(struct rows_in *rows)
{
    size_t left = rows->bytes.len - rows->start;
    size_t len;

    if (left > ROW_MAX)
        return rows_failed(rows, "is too long");
    if (rows->start > 0 && left > 0)
        memmove(rows->bytes.ptr, rows->bytes.ptr + rows->start, left);
    buf_cut(&rows->bytes, left);
    rows->start = 0;
    buf_reserve(&rows->bytes, PIECE_SIZE);
    if (!edition_stream_read(rows->stream, rows->bytes.ptr + left, PIECE_SIZE,
                             &len, rows->fault)) {
        rows->failed = true;
        return false;
    }
    rows->bytes.len += len;
    rows->at_end = len == 0;
    return true;
}

static bool has_odd_quotes(const char *from, const char *end)
{
    bool odd = false;

    while ((from = memchr(from, '"', (size_t)(end - from))) != NULL) {
        odd = !odd;
        from++;
    }
    return odd;
}

/* The row that begins at `start`, when its end is there. */
static bool row_find(struct rows_in *rows)
{
    const char *from = rows->bytes.ptr + rows->start;
    const char *end = rows->bytes.ptr + rows->bytes.len;
    const char *at = from;
    bool quoted = false;

    while (at < end) {
        const char *line = memchr(at, '\n', (size_t)(end - at));

        if (line == NULL)
            return false;
        quoted ^= has_odd_quotes(at, line);
        at = line + 1;
        if (quoted)
            continue;
        rows->start = (size_t)(at - rows->bytes.ptr);
        if (line > from && line[-1] == '\r')
            line--;
        rows->raw = (struct slice){from, (size_t)(line - from)};
        return true;
    }
    return false;
}

static bool row_take(struct rows_in *rows)
{
    if (rows->failed)
        return false;
    while (rows->start == rows->bytes.len || !row_find(rows)) {
        if (!rows->at_end) {
            if (!rows_fill(rows))
                return false;
            continue;
        }
        if (rows->start < rows->bytes.len)
            return rows_failed(rows, "has no end");
        return false;
    }
    return true;
}

bool rows_in_next(struct rows_in *rows)
{
    rows->number++;
    return row_take(rows);
}

/* --- cells --- */

/* The quoted cell that `*at` begins with; false where it does not end. */
static bool quoted_take(struct rows_in *rows, const char **at, const char *end,
                        struct slice *out)
{
    size_t from = rows->unquoted.len;
    const char *p = *at + 1;

    for (;;) {
        const char *quote = p < end ? memchr(p, '"', (size_t)(end - p)) : NULL;

        if (quote == NULL)
            return false;
        buf_add(&rows->unquoted, p, (size_t)(quote - p));
        p = quote + 1;
        if (p == end || *p != '"')
            break;
        buf_add_char(&rows->unquoted, '"');
        p++;
    }
    *out = (struct slice){rows->unquoted.ptr + from, rows->unquoted.len - from};
    *at = p;
    return p == end || *p == ',';
}

/* Calls for every cell; what is quoted is copied, so room is made before. */
static bool cells_walk(struct rows_in *rows,
                       void (*take)(struct rows_in *, size_t, struct slice),
                       size_t *count)
{
    const char *at = rows->raw.ptr;
    const char *end = at + rows->raw.len;

    *count = 0;
    buf_reset(&rows->unquoted);
    buf_reserve(&rows->unquoted, rows->raw.len + 1);
    for (;;) {
        struct slice cell;

        if (at < end && *at == '"') {
            if (!quoted_take(rows, &at, end, &cell))
                return rows_failed(rows, "a quote is not closed");
        } else {
            const char *comma =
                at < end ? memchr(at, ',', (size_t)(end - at)) : NULL;

            cell.ptr = at;
            cell.len = (size_t)((comma != NULL ? comma : end) - at);
            at += cell.len;
        }
        take(rows, (*count)++, cell);
        if (at >= end)
            return true;
        at++;
    }
}

static void cell_take(struct rows_in *rows, size_t index, struct slice cell)
{
    if (index < rows->column_count && rows->columns[index] != SIZE_MAX)
        rows->cells[rows->columns[index]] = cell;
}

bool rows_in_cut(struct rows_in *rows)
{
    size_t count;

    if (!cells_walk(rows, cell_take, &count))
        return false;
    return count == rows->column_count ||
           rows_failed(rows, "has more or fewer cells than the header");
}

static void head_count(struct rows_in *rows, size_t index, struct slice cell)
{
    (void)rows;
    (void)index;
    (void)cell;
}

static void head_take(struct rows_in *rows, size_t index, struct slice cell)
{
    rows->columns[index] = edition_column_find(rows->dataset, cell);
}

bool rows_in_open(struct rows_in *rows, const struct edition *edition,
                  const struct edition_dataset *dataset, struct buf *fault)
{
    *rows = (struct rows_in){.dataset = dataset, .fault = fault};
    arena_init(&rows->arena);
    rows->stream = edition_stream_open(edition, dataset->path, fault);
    if (rows->stream == NULL)
        return false;
    if (!row_take(rows))
        return rows_failed(rows, "there is no header");
    if (!cells_walk(rows, head_count, &rows->column_count))
        return false;
    rows->columns = ARENA_ARRAY(&rows->arena, rows->column_count, size_t);
    rows->cells =
        ARENA_ARRAY(&rows->arena, dataset->columns.count, struct slice);
    return cells_walk(rows, head_take, &rows->column_count);
}

void rows_in_close(struct rows_in *rows)
{
    edition_stream_close(rows->stream);
    buf_release(&rows->bytes);
    buf_release(&rows->unquoted);
    arena_release(&rows->arena);
    *rows = (struct rows_in){0};
}
