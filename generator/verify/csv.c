/* CSV as RFC 4180 has it, with either line end. */
#include "verify/read.h"

void verify_csv_init(struct csv_reader *reader, struct arena *arena,
                     struct slice text)
{
    *reader = (struct csv_reader){.arena = arena, .text = text};
}

/* A cell in quotes, the first of which was taken. */
static struct slice quoted(struct csv_reader *reader)
{
    struct slice rest =
        slice_cut(reader->text, reader->at, reader->text.len);
    char *out = NULL;
    size_t from = 0;
    size_t len = 0;
    size_t at = 0;

    while (at < rest.len) {
        if (rest.ptr[at] == '"' &&
            (at + 1 == rest.len || rest.ptr[at + 1] != '"'))
            break;
        if (rest.ptr[at] == '"') {
            /* A doubled quote: what was read moves to a copy. */
            if (out == NULL) {
                out = arena_alloc(reader->arena, rest.len);
                for (; len < at; len++)
                    out[len] = rest.ptr[len];
            }
            at++;
        }
        if (out != NULL)
            out[len++] = rest.ptr[at];
        at++;
    }
    reader->at += at < rest.len ? at + 1 : at;
    return out != NULL ? (struct slice){out, len} : slice_cut(rest, from, at);
}

static struct slice plain(struct csv_reader *reader)
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
static bool take(struct csv_reader *reader, char c)
{
    if (reader->at == reader->text.len || reader->text.ptr[reader->at] != c)
        return false;
    reader->at++;
    return true;
}

bool verify_csv_next(struct csv_reader *reader)
{
    reader->count = 0;
    reader->row_at = reader->at;
    if (reader->at == reader->text.len)
        return false;
    for (;;) {
        struct slice cell =
            take(reader, '"') ? quoted(reader) : plain(reader);

        if (reader->count == reader->capacity)
            reader->cells =
                arena_grow(reader->arena, reader->cells, &reader->capacity,
                           sizeof(*reader->cells));
        reader->cells[reader->count++] = cell;
        if (take(reader, ','))
            continue;
        (void)take(reader, '\r');
        if (!take(reader, '\n') && reader->at < reader->text.len)
            continue; /* text behind a closing quote: a cell of its own */
        return true;
    }
}
