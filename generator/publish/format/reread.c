/* Published CSV, read back row by row. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "publish/format/extras.h"
#include "publish/staging.h"

#define PIECE_SIZE ((size_t)1 << 18)

bool reread_open(struct reread *r, struct root *root, struct slice path,
                 size_t columns)
{
    *r = (struct reread){.root = root, .count = columns};
    r->cells = calloc(columns + 1, sizeof(*r->cells));
    if (r->cells == NULL)
        out_of_memory();
    buf_reserve(&r->piece, PIECE_SIZE);
    r->file = root_read_open(root, path, &r->left);
    r->failed = r->file < 0;
    if (r->failed)
        root_scratch_failed(root);
    return !r->failed;
}

/* More of the file behind what is left of the piece. */
static bool piece_read(struct reread *r)
{
    size_t left = r->piece.len - r->at;
    ssize_t got;

    if (r->at > 0)
        memmove(r->piece.ptr, r->piece.ptr + r->at, left);
    r->piece.len = left;
    r->at = 0;
    buf_reserve(&r->piece, PIECE_SIZE);
    do
        got = read(r->file, r->piece.ptr + left, PIECE_SIZE);
    while (got < 0 && errno == EINTR);
    r->ended = got <= 0;
    r->failed |= got < 0;
    r->piece.len += got > 0 ? (size_t)got : 0;
    r->left -= got > 0 ? (uint64_t)got : 0;
    return got > 0;
}

void reread_failed(struct reread *r)
{
    r->failed = true;
    errno = EIO;
    root_scratch_failed(r->root);
}

static size_t quotes_in(const char *from, const char *end)
{
    size_t count = 0;

    while ((from = memchr(from, '"', (size_t)(end - from))) != NULL) {
        count++;
        from++;
    }
    return count;
}

/*
 * Length of the row with its line end, 0 when more must be read: a line end
 * with an odd number of quotes before it stands in a cell.
 */
static size_t row_length(const struct reread *r, bool *quoted)
{
    const char *start = r->piece.ptr + r->at;
    const char *end = r->piece.ptr + r->piece.len;
    const char *from = start;
    size_t quotes = 0;

    while (from < end) {
        const char *line = memchr(from, '\n', (size_t)(end - from));

        if (line == NULL)
            return 0;
        quotes += quotes_in(from, line);
        *quoted = quotes > 0;
        from = line + 1;
        if (quotes % 2 == 0)
            return (size_t)(from - start);
    }
    return 0;
}

/* The cell that begins at *at, its quotes taken out where it lies. */
static struct slice quoted_cell(char *row, size_t len, size_t *at)
{
    size_t from = *at + 1;
    size_t to = from;
    size_t i = from;

    while (i < len && (row[i] != '"' || (i + 1 < len && row[i + 1] == '"'))) {
        i += row[i] == '"';
        row[to++] = row[i++];
    }
    *at = i + 2; /* the quote and the comma */
    return (struct slice){row + from, to - from};
}

static struct slice plain_cell(const char *row, size_t len, size_t *at)
{
    const char *from = row + *at;
    const char *comma = *at < len ? memchr(from, ',', len - *at) : NULL;
    size_t size = comma != NULL ? (size_t)(comma - from) : len - *at;

    *at += size + 1;
    return (struct slice){from, size};
}

static void row_cut(struct reread *r, char *row, size_t len, bool quoted)
{
    size_t at = 0;

    for (size_t i = 0; i < r->count; i++) {
        if (at > len)
            r->cells[i] = SLICE("");
        else if (quoted && at < len && row[at] == '"')
            r->cells[i] = quoted_cell(row, len, &at);
        else
            r->cells[i] = plain_cell(row, len, &at);
    }
}

bool reread_row(struct reread *r)
{
    bool quoted = false;
    size_t len = row_length(r, &quoted);

    while (len == 0 && !r->ended)
        len = piece_read(r) ? row_length(r, &quoted) : 0;
    if (len == 0) {
        if (r->failed)
            root_scratch_failed(r->root);
        else if (r->left != 0 || r->at != r->piece.len)
            reread_failed(r); /* it became shorter or longer, or breaks off */
        return false;
    }
    row_cut(r, r->piece.ptr + r->at, len - 2, quoted); /* CR LF */
    r->at += len;
    return true;
}

void reread_close(struct reread *r)
{
    if (r->file >= 0)
        (void)close(r->file);
    buf_release(&r->piece);
    free(r->cells);
    *r = (struct reread){.file = -1};
}
