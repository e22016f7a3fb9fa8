#include "input/scan.h"

#include "input/block.h"

/* Rows under way; all places are offsets in `text`. */
struct scan {
    struct slice text;
    char delimiter, comment;
    size_t columns, rows_max;
    struct slice *cell; /* the next one */
    struct slice *last; /* of the row under way */
    size_t start;       /* of the cell under way */
    size_t row;         /* start of the row under way */
    size_t rows;        /* whole ones */
};

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

bool scan_fits(const struct dialect *dialect)
{
    return dialect->delimiter && dialect->delimiter != dialect->quote &&
           !ends_line(dialect->delimiter) && !ends_line(dialect->quote);
}

/* Without a quote the line end is looked for twice. */
static struct needles needles_for(const struct dialect *dialect)
{
    const char bytes[NEEDLES] = {dialect->delimiter, '\n', '\r',
                                 dialect->quote ? dialect->quote : '\n'};

    return needles_of(bytes);
}

static bool begins_row(const struct scan *scan)
{
    char first;

    if (scan->row == scan->text.len || scan->rows == scan->rows_max)
        return false;
    first = scan->text.ptr[scan->row];
    return !ends_line(first) && (!scan->comment || first != scan->comment);
}

/* The row ends at `at`; false when it or the next one is not for this scan. */
static bool end_row(struct scan *scan, size_t at)
{
    const char *text = scan->text.ptr;
    size_t next = at + 1;

    if (scan->cell != scan->last)
        return false;
    if (text[at] == '\r') {
        if (next == scan->text.len)
            return false;
        next += text[next] == '\n';
    }
    *scan->cell++ = (struct slice){text + scan->start, at - scan->start};
    scan->rows++;
    scan->row = scan->start = next;
    if (!begins_row(scan))
        return false;
    scan->last += scan->columns;
    return true;
}

/* Takes what `found` marks in the block at `base`; false at the end. */
static bool take_block(struct scan *scan, size_t base, uint64_t found)
{
    const char *text = scan->text.ptr;
    struct slice *cell = scan->cell;
    struct slice *last = scan->last;
    size_t start = scan->start;
    char delimiter = scan->delimiter;

    for (; found; found &= found - 1) {
        size_t at = base + lowest_bit(found);

        if (text[at] == delimiter) {
            if (cell == last)
                return false;
            *cell++ = (struct slice){text + start, at - start};
            start = at + 1;
            continue;
        }
        if (at < start) /* the LF of a CR LF */
            continue;
        scan->cell = cell;
        scan->start = start;
        if (!ends_line(text[at]) || !end_row(scan, at))
            return false;
        cell = scan->cell;
        last = scan->last;
        start = scan->start;
    }
    scan->cell = cell;
    scan->start = start;
    return true;
}

size_t scan_rows(const struct dialect *dialect, struct slice text,
                 size_t columns, size_t rows_max, struct slice *cells,
                 size_t *len)
{
    struct needles needles;
    struct scan scan = {.text = text,
                        .delimiter = dialect->delimiter,
                        .comment = dialect->comment,
                        .columns = columns,
                        .rows_max = rows_max,
                        .cell = cells,
                        .last = cells + columns - 1};
    bool more = begins_row(&scan);
    size_t at = 0;

    if (more)
        needles = needles_for(dialect);
    for (; more && text.len - at >= BLOCK_LEN; at += BLOCK_LEN)
        more = take_block(&scan, at, block_find(text.ptr + at, &needles));
    if (more && at < text.len)
        (void)take_block(
            &scan, at, block_find_last(text.ptr + at, text.len - at, &needles));
    *len = scan.row;
    return scan.rows;
}

/* Offset of the first CR or LF, or the length. */
static size_t find_line_end(struct slice text)
{
    static const char ends[NEEDLES] = {'\n', '\r', '\n', '\r'};
    struct needles needles = needles_of(ends);
    uint64_t found = 0;
    size_t at = 0;

    while (text.len - at >= BLOCK_LEN) {
        found = block_find(text.ptr + at, &needles);
        if (found)
            return at + lowest_bit(found);
        at += BLOCK_LEN;
    }
    if (at < text.len)
        found = block_find_last(text.ptr + at, text.len - at, &needles);
    return found ? at + lowest_bit(found) : text.len;
}

size_t scan_line(struct slice text)
{
    size_t end = find_line_end(text);

    if (end == text.len)
        return 0;
    if (text.ptr[end] == '\n')
        return end + 1;
    if (end + 1 == text.len)
        return 0;
    return end + 1 + (text.ptr[end + 1] == '\n');
}
