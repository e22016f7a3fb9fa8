/* CSV as RFC 4180 has it, with either line end. */
#include "verify/read.h"

void verify_rows_init(struct row_reader *reader, struct arena *arena,
                      struct slice text)
{
    *reader = (struct row_reader){.arena = arena, .text = text};
}

/* Offset of the quote that closes a cell, or the length. */
static size_t closing(struct slice s, size_t *doubled)
{
    size_t at = slice_find(s, '"');

    *doubled = 0;
    while (at + 1 < s.len && s.ptr[at + 1] == '"') {
        ++*doubled;
        at += 2 + slice_find(slice_cut(s, at + 2, s.len), '"');
    }
    return at;
}

/* A cell in quotes, the first of which was taken. */
static struct slice quoted(struct row_reader *reader)
{
    struct slice rest = slice_cut(reader->text, reader->at, reader->text.len);
    size_t doubled;
    size_t end = closing(rest, &doubled);
    char *out;
    size_t len = 0;

    reader->at += end < rest.len ? end + 1 : end;
    reader->is_broken |= end == rest.len;
    if (doubled == 0)
        return slice_cut(rest, 0, end);
    out = arena_alloc(reader->arena, end);
    for (size_t i = 0; i < end; i++) {
        out[len++] = rest.ptr[i];
        i += rest.ptr[i] == '"';
    }
    return (struct slice){out, len};
}

static struct slice plain(struct row_reader *reader)
{
    size_t from = reader->at;

    while (reader->at < reader->text.len) {
        char c = reader->text.ptr[reader->at];

        if (c == ',' || c == '\n' || c == '\r')
            break;
        reader->at++;
    }
    return slice_cut(reader->text, from, reader->at);
}

/* Takes `c` where it comes next. */
static bool take(struct row_reader *reader, char c)
{
    if (reader->at == reader->text.len || reader->text.ptr[reader->at] != c)
        return false;
    reader->at++;
    return true;
}

bool verify_rows_next(struct row_reader *reader)
{
    reader->count = 0;
    reader->row_at = reader->at;
    if (reader->at == reader->text.len)
        return false;
    for (;;) {
        struct slice cell = take(reader, '"') ? quoted(reader) : plain(reader);

        if (reader->count == reader->capacity)
            reader->cells =
                arena_grow(reader->arena, reader->cells, &reader->capacity,
                           sizeof(*reader->cells));
        reader->cells[reader->count++] = cell;
        if (take(reader, ','))
            continue;
        (void)take(reader, '\r');
        if (!take(reader, '\n') && reader->at < reader->text.len) {
            reader->is_broken = true; /* text behind a closing quote */
            continue;
        }
        return true;
    }
}
