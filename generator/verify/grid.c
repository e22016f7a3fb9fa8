/* The rows of a sheet, read by pieces: each ends in "</row>". */
#include "verify/grid.h"

#include <string.h>

#include "base/utf8.h"

#define ROW_END "</row>"
#define PIECE_SIZE 65536
#define ROW_BYTES_MAX ((size_t)256 << 20)

static bool failed(struct grid *grid, const char *what)
{
    grid->has_failed = true;
    buf_add_format(grid->reason, "row %zu %s", grid->row, what);
    return false;
}

static bool failed_behind(struct grid *grid, const char *what)
{
    grid->has_failed = true;
    buf_add_format(grid->reason, "behind row %zu %s", grid->row, what);
    return false;
}

/* --- pieces --- */

static bool piece_add(struct grid *grid)
{
    struct buf *pending = &grid->pending;
    char piece[PIECE_SIZE];
    size_t len;

    if (grid->at > 0) {
        memmove(pending->ptr, pending->ptr + grid->at, pending->len - grid->at);
        buf_cut(pending, pending->len - grid->at);
        grid->searched -= grid->at;
        grid->at = 0;
    }
    if (pending->len > ROW_BYTES_MAX)
        return failed_behind(grid, "comes one of more than 256 MiB");
    if (!archive_stream_read(grid->stream, piece, sizeof(piece), &len,
                             grid->reason)) {
        grid->has_failed = true;
        return false;
    }
    grid->has_ended = len == 0;
    buf_add(pending, piece, len);
    return true;
}

/* Up to the end of a row, or what is behind the last one. */
static bool chunk_take(struct grid *grid, struct slice *out)
{
    const size_t mark = SLICE(ROW_END).len;
    struct buf *pending = &grid->pending;

    for (;;) {
        const char *from =
            pending->len > 0 ? pending->ptr + grid->searched : NULL;
        const char *end =
            from == NULL
                ? NULL
                : memmem(from, pending->len - grid->searched, ROW_END, mark);
        size_t stop =
            end != NULL ? (size_t)(end - pending->ptr) + mark : pending->len;

        if (end != NULL || grid->has_ended) {
            *out = slice_cut(buf_slice(pending), grid->at, stop);
            grid->at = stop;
            grid->searched = stop;
            return out->len > 0;
        }
        grid->searched = pending->len < mark ? 0 : pending->len - mark;
        if (grid->searched < grid->at)
            grid->searched = grid->at;
        if (!piece_add(grid))
            return false;
    }
}

/* --- cells --- */

/* What of a cell is being read. */
enum part { PART_NONE, PART_VALUE, PART_TEXT };

struct parsing {
    struct grid *grid;
    struct grid_cell cell;
    struct slice type;
    bool is_cell;
    bool is_phonetic; /* how a text is said: not what it is */
    bool ends;        /* the row */
    enum part part;
    struct buf text;
};

static struct slice plain_attribute(const struct markup_token *token,
                                    const char *wanted)
{
    struct slice rest = token->attributes;
    struct slice name;
    struct slice value;

    while (verify_attribute(&rest, &name, &value))
        if (slice_equal_text(name, wanted))
            return value;
    return SLICE("");
}

static bool count_read(struct slice text, size_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || *out > SIZE_MAX / 20)
            return false;
        *out = *out * 10 + (size_t)(text.ptr[i] - '0');
    }
    return text.len > 0;
}

/* "AB12" -> 27, in row 12. */
static bool place_read(struct slice text, size_t row, size_t *column)
{
    size_t letters = 0;
    size_t number;

    *column = 0;
    while (letters < text.len && letters < 4 && text.ptr[letters] >= 'A' &&
           text.ptr[letters] <= 'Z')
        *column = *column * 26 + (size_t)(text.ptr[letters++] - 'A') + 1;
    if (letters == 0 ||
        !count_read(slice_cut(text, letters, text.len), &number) ||
        number != row)
        return false;
    --*column;
    return true;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
           (c >= 'a' && c <= 'f');
}

static uint32_t hex_value(char c)
{
    return (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

/* Adds a text with "_x000D_" (22.9.2.19) as the character it stands for. */
static void escapes_decode(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char *c = text.ptr + i;
        bool is_escape = text.len - i >= 7 && c[0] == '_' && c[1] == 'x' &&
                         is_hex(c[2]) && is_hex(c[3]) && is_hex(c[4]) &&
                         is_hex(c[5]) && c[6] == '_';

        if (!is_escape) {
            buf_add_char(out, *c);
            continue;
        }
        utf8_encode(out, hex_value(c[2]) << 12 | hex_value(c[3]) << 8 |
                             hex_value(c[4]) << 4 | hex_value(c[5]));
        i += 6;
    }
}

static struct slice text_take(struct parsing *parsing)
{
    struct buf text = BUF_INIT;

    escapes_decode(&text, buf_slice(&parsing->text));
    return arena_take(&parsing->grid->arena, &text);
}

static bool shared_take(struct parsing *parsing, struct slice *out)
{
    const struct names *strings = &parsing->grid->book->strings;
    struct buf text = BUF_INIT;
    size_t number;

    if (!count_read(slice_trim(buf_slice(&parsing->text)), &number) ||
        number >= strings->count)
        return failed(parsing->grid, "has a text that is not there");
    escapes_decode(&text, strings->items[number]);
    *out = arena_take(&parsing->grid->arena, &text);
    return true;
}

/* What is in the cell, by its type (18.18.11). */
static bool cell_end(struct parsing *parsing)
{
    struct grid_cell *cell = &parsing->cell;
    struct slice type = parsing->type;

    parsing->is_cell = false;
    cell->kind = GRID_TEXT;
    if (slice_equal_text(type, "s")) {
        if (!shared_take(parsing, &cell->text))
            return false;
    } else if (slice_equal_text(type, "inlineStr") ||
               slice_equal_text(type, "str")) {
        cell->text = text_take(parsing);
    } else {
        cell->kind = type.len == 0 || slice_equal_text(type, "n") ? GRID_NUMBER
                                                                  : GRID_OTHER;
        cell->text = arena_copy(&parsing->grid->arena,
                                slice_trim(buf_slice(&parsing->text)));
    }
    if (cell->text.len > 0 || cell->has_formula || cell->kind == GRID_OTHER)
        ARENA_PUSH(&parsing->grid->arena, &parsing->grid->cells, *cell);
    return true;
}

static bool cell_begin(struct parsing *parsing,
                       const struct markup_token *token)
{
    struct grid *grid = parsing->grid;
    size_t before = parsing->cell.column;
    bool is_first = parsing->type.ptr == NULL;

    parsing->cell = (struct grid_cell){.kind = GRID_NUMBER};
    parsing->type = plain_attribute(token, "t");
    if (!place_read(plain_attribute(token, "r"), grid->row,
                    &parsing->cell.column) ||
        (!is_first && parsing->cell.column <= before))
        return failed(grid, "has a cell out of its place");
    parsing->is_cell = true;
    buf_reset(&parsing->text);
    return !token->is_alone || cell_end(parsing);
}

static bool row_begin(struct parsing *parsing, const struct markup_token *token)
{
    struct grid *grid = parsing->grid;
    size_t before = grid->row;

    if (plain_attribute(token, "hidden").len > 0)
        return failed_behind(grid, "comes one that is hidden");
    if (!count_read(plain_attribute(token, "r"), &grid->row) ||
        grid->row <= before)
        return failed(grid, "is out of its place");
    parsing->type = (struct slice){NULL, 0};
    parsing->ends = false;
    return true;
}

static bool open_read(struct parsing *parsing, const struct markup_token *token)
{
    if (slice_find(token->name, ':') < token->name.len ||
        (slice_equal_text(token->name, "col") &&
         plain_attribute(token, "hidden").len > 0))
        return failed_behind(parsing->grid, "comes markup that is not plain");
    if (slice_equal_text(token->name, "row"))
        return row_begin(parsing, token);
    if (slice_equal_text(token->name, "c"))
        return cell_begin(parsing, token);
    if (slice_equal_text(token->name, "f"))
        parsing->cell.has_formula = true;
    else if (slice_equal_text(token->name, "v"))
        parsing->part = token->is_alone ? PART_NONE : PART_VALUE;
    else if (slice_equal_text(token->name, "t"))
        parsing->part = token->is_alone ? PART_NONE : PART_TEXT;
    else if (slice_equal_text(token->name, "rPh"))
        parsing->is_phonetic = true;
    return true;
}

static bool close_read(struct parsing *parsing,
                       const struct markup_token *token)
{
    parsing->part = PART_NONE;
    if (slice_equal_text(token->name, "c"))
        return cell_end(parsing);
    if (slice_equal_text(token->name, "row"))
        parsing->ends = true;
    else if (slice_equal_text(token->name, "rPh"))
        parsing->is_phonetic = false;
    return true;
}

static bool chunk_parse(struct parsing *parsing, struct slice chunk)
{
    struct markup_reader reader = {.text = chunk};
    struct markup_token token;

    for (;;) {
        bool goes_on = true;

        verify_markup_next(&reader, &token);
        if (token.kind == MARKUP_END)
            return true;
        if (token.kind == MARKUP_OPEN)
            goes_on = open_read(parsing, &token);
        else if (token.kind == MARKUP_CLOSE)
            goes_on = close_read(parsing, &token);
        else if (parsing->part != PART_NONE && !parsing->is_phonetic)
            verify_markup_decode(&parsing->text, token.text);
        if (!goes_on)
            return false;
    }
}

/* --- rows --- */

bool verify_grid_open(struct grid *grid, struct book *book, size_t sheet,
                      struct buf *reason)
{
    *grid = (struct grid){.book = book, .reason = reason};
    arena_init(&grid->arena);
    grid->stream =
        source_stream(book->source, book->sheets.items[sheet], reason);
    return grid->stream != NULL;
}

bool verify_grid_next(struct grid *grid)
{
    struct parsing parsing = {.grid = grid};
    struct slice chunk;
    bool done;

    arena_reset(&grid->arena);
    grid->cells.items = NULL;
    grid->cells.count = grid->cells.capacity = 0;
    if (!chunk_take(grid, &chunk))
        return false;
    if (memmem(chunk.ptr, chunk.len, "<!", 2) != NULL)
        return failed_behind(grid, "comes markup that is not read");
    done = chunk_parse(&parsing, chunk);
    buf_release(&parsing.text);
    return done && parsing.ends;
}

void verify_grid_close(struct grid *grid)
{
    if (grid->stream != NULL)
        archive_stream_close(grid->stream);
    buf_release(&grid->pending);
    arena_release(&grid->arena);
}
