#include "input/words.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "input/markdown.h"

#define EXCERPT_MAX_LEN 60

static bool is_plain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* Combining accents, and apostrophes, which stand inside words. */
static bool is_dropped(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || c == '\'' || c == 0x2018 ||
           c == 0x2019 || c == 0x02BC;
}

static void add_letter(struct buf *id, uint32_t c)
{
    size_t before = id->len;

    if (is_dropped(c))
        return;
    fold_letter(id, c);
    if (is_plain(id->ptr[before]))
        return;
    id->len = before;
    if (id->len && id->ptr[id->len - 1] != '-')
        buf_add_char(id, '-');
}

/* Makes `id` one that is not used: id, id-2, id-3 … */
static void make_unique(struct buf *id, const struct map *used)
{
    size_t len = id->len;

    for (unsigned n = 2; map_has(used, buf_slice(id)); n++) {
        id->len = len;
        buf_add_format(id, "-%u", n);
    }
}

static void add_id(struct buf *id, struct slice text)
{
    for (size_t at = 0; at < text.len;)
        add_letter(id, utf8_decode(text, &at));
    while (id->len && id->ptr[id->len - 1] == '-')
        id->len--;
    if (id->len == 0)
        buf_add_text(id, "section");
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct slice text_decoded(struct arena *arena, struct slice text)
{
    struct buf out = BUF_INIT;
    struct slice decoded;

    for (size_t i = 0; i < text.len; i++) {
        int high = i + 2 < text.len ? hex_value(text.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text.ptr[i + 2]) : -1;

        if (text.ptr[i] == '%' && low >= 0 && high * 16 + low > 0x1F) {
            buf_add_char(&out, (char)(high * 16 + low));
            i += 2;
        } else {
            buf_add_char(&out, text.ptr[i]);
        }
    }
    decoded = arena_copy(arena, buf_slice(&out));
    buf_release(&out);
    return utf8_invalid(decoded) == decoded.len ? decoded : text;
}

struct slice heading_meant(struct arena *arena, struct slice anchor)
{
    struct buf room = BUF_INIT;
    struct slice id;

    for (size_t i = 0; i < anchor.len; i++)
        if (!is_plain(anchor.ptr[i]) && !strchr("-_.", anchor.ptr[i])) {
            add_id(&room, text_decoded(arena, anchor));
            break;
        }
    id = room.len > 0 ? arena_copy(arena, buf_slice(&room)) : anchor;
    buf_release(&room);
    return id;
}

struct slice heading_id(struct arena *arena, struct map *used,
                        struct slice text)
{
    struct buf room = BUF_INIT;
    struct slice id;

    add_id(&room, text);
    make_unique(&room, used);
    id = arena_copy(arena, buf_slice(&room));
    buf_release(&room);
    (void)map_put(used, id, used);
    return id;
}

size_t text_find(struct slice s, size_t from, struct slice part)
{
    const char *found;

    if (part.len == 0 || from >= s.len)
        return s.len;
    found = memmem(s.ptr + from, s.len - from, part.ptr, part.len);
    return found ? (size_t)(found - s.ptr) : s.len;
}

uint16_t text_column(struct slice line, size_t offset)
{
    size_t column = 1;

    for (size_t i = 0; i < offset; i++)
        column += ((unsigned char)line.ptr[i] & 0xC0) != 0x80;
    return (uint16_t)(column < UINT16_MAX ? column : UINT16_MAX);
}

struct slice line_take(struct slice *rest)
{
    size_t len = 0, end;
    struct slice line;

    while (len < rest->len && rest->ptr[len] != '\n' && rest->ptr[len] != '\r')
        len++;
    end = len;
    if (end < rest->len)
        end += rest->ptr[end] == '\r' && end + 1 < rest->len &&
                       rest->ptr[end + 1] == '\n'
                   ? 2
                   : 1;
    line = slice_cut(*rest, 0, len);
    *rest = slice_cut(*rest, end, rest->len);
    return line;
}

static size_t find_address(struct slice line, size_t from, struct slice address)
{
    size_t offset = text_find(line, from, address);

    while (offset < line.len && (offset == 0 || (line.ptr[offset - 1] != '(' &&
                                                 line.ptr[offset - 1] != '<')))
        offset = text_find(line, offset + 1, address);
    return offset;
}

uint16_t address_column(struct sought *sought, uint32_t line,
                        struct slice address)
{
    struct slice text;
    size_t offset;

    if (line > sought->lines->count)
        return 0;
    text = sought->lines->items[line - 1];
    offset = find_address(text, line == sought->line ? sought->to : 0, address);
    if (offset == text.len)
        return 0;
    sought->line = line;
    sought->to = offset + address.len;
    return text_column(text, offset);
}

struct slice excerpt_of(struct slice text)
{
    size_t len;

    text = slice_trim(text);
    text = slice_cut(text, 0, slice_find(text, '\n'));
    len = text.len < EXCERPT_MAX_LEN ? text.len : EXCERPT_MAX_LEN;
    while (len < text.len && len > 0 &&
           ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
        len--;
    return slice_cut(text, 0, len);
}

void lines_split(struct arena *arena, struct slice text,
                 struct line_list *lines, struct buf *definitions)
{
    while (text.len > 0) {
        struct slice line = line_take(&text), trimmed = slice_trim(line);

        ARENA_PUSH(arena, lines, line);
        if (trimmed.len > 0 && trimmed.ptr[0] == '[' &&
            text_find(trimmed, 0, SLICE("]:")) < trimmed.len) {
            buf_add_text(definitions, "\n\n");
            buf_add_slice(definitions, trimmed);
        }
    }
}
