/*
 * HTML, SVG and XML as a row of tags and texts. Not a parser of the HTML
 * standard: it reads what is well formed, and what is not shows in what is
 * compared.
 */
#include "base/amount.h"
#include "base/utf8.h"
#include "verify/read.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* HTML 13.1.2: elements that have no end tag. */
static bool is_void(struct slice name)
{
    static const char *const names[] = {
        "area",  "base", "br",   "col",    "embed", "hr",  "img",
        "input", "link", "meta", "source", "track", "wbr",
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(name, names[i]))
            return true;
    return false;
}

/* Offset of `what` at or behind `from`, or the length. */
static size_t find(struct slice s, size_t from, struct slice what)
{
    while (from < s.len) {
        struct slice rest = slice_cut(s, from, s.len);

        from += slice_find(rest, what.ptr[0]);
        if (slice_starts_with(slice_cut(s, from, s.len), what))
            return from;
        from++;
    }
    return s.len;
}

/* The closing '>' of a tag, which may stand in a quoted value too. */
static size_t tag_end(struct slice s, size_t at)
{
    char quote = '\0';

    for (; at < s.len; at++) {
        char c = s.ptr[at];

        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at;
    }
    return s.len;
}

static void read_tag(struct markup_reader *reader, struct markup_token *token)
{
    size_t at = reader->at + 1;
    size_t end = tag_end(reader->text, at);
    bool is_end = reader->text.ptr[at] == '/';
    struct slice inside;
    size_t name = 0;

    at += is_end;
    inside = slice_cut(reader->text, at, end);
    if (inside.len > 0 && inside.ptr[inside.len - 1] == '/') {
        token->is_alone = true;
        inside.len--;
    }
    while (name < inside.len && !is_blank(inside.ptr[name]))
        name++;
    token->kind = is_end ? MARKUP_CLOSE : MARKUP_OPEN;
    token->name = slice_cut(inside, 0, name);
    token->attributes = slice_cut(inside, name, inside.len);
    token->is_alone = token->is_alone || is_void(token->name);
    reader->at = end < reader->text.len ? end + 1 : end;
    if (!is_end && !token->is_alone &&
        (slice_equal_text(token->name, "script") ||
         slice_equal_text(token->name, "style")))
        reader->raw = token->name;
}

/* Comments, declarations and processing instructions: what they end with. */
static bool skips(struct slice rest, struct slice *end)
{
    *end = SLICE(">");
    if (slice_starts_with(rest, SLICE("<!--")))
        *end = SLICE("-->");
    else if (slice_starts_with(rest, SLICE("<![CDATA[")))
        *end = SLICE("]]>");
    return rest.len > 1 && (rest.ptr[1] == '!' || rest.ptr[1] == '?');
}

static bool is_tag(struct slice rest)
{
    return rest.len > 2 && rest.ptr[0] == '<' &&
           (is_letter(rest.ptr[1]) ||
            (rest.ptr[1] == '/' && is_letter(rest.ptr[2])));
}

/* The text of a script or style, up to its end tag. */
static void read_raw(struct markup_reader *reader)
{
    do {
        reader->at = find(reader->text, reader->at + 1, SLICE("</"));
    } while (reader->at < reader->text.len &&
             !slice_starts_with(
                 slice_cut(reader->text, reader->at + 2, reader->text.len),
                 reader->raw));
    reader->raw = SLICE("");
}

void verify_markup_next(struct markup_reader *reader,
                        struct markup_token *token)
{
    *token = (struct markup_token){.kind = MARKUP_END};
    if (reader->raw.len > 0 && reader->at > 0) {
        reader->at--; /* the end tag may follow at once */
        read_raw(reader);
    }
    while (reader->at < reader->text.len) {
        struct slice rest =
            slice_cut(reader->text, reader->at, reader->text.len);
        struct slice end;
        size_t len;

        token->at = reader->at;
        if (is_tag(rest)) {
            read_tag(reader, token);
            return;
        }
        if (rest.ptr[0] == '<' && skips(rest, &end)) {
            reader->at = find(reader->text, reader->at, end);
            reader->at += reader->at < reader->text.len ? end.len : 0;
            continue;
        }
        len = 1 + slice_find(slice_cut(rest, 1, rest.len), '<');
        token->kind = MARKUP_TEXT;
        token->text = slice_cut(rest, 0, len);
        reader->at += token->text.len;
        return;
    }
}

bool verify_attribute(struct slice *attributes, struct slice *name,
                      struct slice *value)
{
    struct slice s = slice_trim(*attributes);
    size_t at = 0;
    size_t from;

    *value = SLICE("");
    while (at < s.len && s.ptr[at] != '=' && !is_blank(s.ptr[at]))
        at++;
    *name = slice_cut(s, 0, at);
    while (at < s.len && is_blank(s.ptr[at]))
        at++;
    if (at < s.len && s.ptr[at] == '=') {
        at++;
        while (at < s.len && is_blank(s.ptr[at]))
            at++;
        from = at;
        if (at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\'')) {
            from = at + 1;
            at = from + slice_find(slice_cut(s, from, s.len), s.ptr[at]);
            *value = slice_cut(s, from, at);
            at++;
        } else {
            while (at < s.len && !is_blank(s.ptr[at]))
                at++;
            *value = slice_cut(s, from, at);
        }
    }
    *attributes = slice_cut(s, at, s.len);
    return name->len > 0;
}

/* "#39" or "#xA0". */
static bool read_code_point(struct slice name, uint32_t *out)
{
    uint32_t base = 10;
    size_t at = 1;

    if (name.len < 2 || name.ptr[0] != '#')
        return false;
    if (name.ptr[1] == 'x' || name.ptr[1] == 'X') {
        base = 16;
        at = 2;
    }
    for (*out = 0; at < name.len; at++) {
        char c = (char)(name.ptr[at] | 0x20); /* letters in lower case */
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                                                : base;

        if (digit >= base || *out > 0x10FFFF)
            return false;
        *out = *out * base + digit;
    }
    return *out > 0 && *out <= 0x10FFFF;
}

static bool read_reference(struct slice name, uint32_t *out)
{
    static const struct {
        const char *name;
        uint32_t code_point;
    } known[] = {{"amp", '&'},  {"lt", '<'},    {"gt", '>'},
                 {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}};

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (slice_equal_text(name, known[i].name)) {
            *out = known[i].code_point;
            return true;
        }
    return read_code_point(name, out);
}

void verify_markup_decode(struct buf *out, struct slice raw)
{
    while (raw.len > 0) {
        size_t at = slice_find(raw, '&');
        size_t end;
        uint32_t code_point;

        buf_add_slice(out, slice_cut(raw, 0, at));
        raw = slice_cut(raw, at, raw.len);
        if (raw.len == 0)
            return;
        end = slice_find(raw, ';');
        if (end < raw.len &&
            read_reference(slice_cut(raw, 1, end), &code_point)) {
            utf8_encode(out, code_point);
            raw = slice_cut(raw, end + 1, raw.len);
        } else {
            buf_add_char(out, '&');
            raw = slice_cut(raw, 1, raw.len);
        }
    }
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        return (c | 0x20) - 'a' + 10;
    return -1;
}

bool verify_percent_decode(struct arena *arena, struct slice text,
                           struct slice *out)
{
    char *bytes;
    size_t len = 0;

    *out = text;
    if (slice_find(text, '%') == text.len)
        return true;
    bytes = arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '%') {
            bytes[len++] = text.ptr[i];
            continue;
        }
        if (i + 2 >= text.len || hex_digit(text.ptr[i + 1]) < 0 ||
            hex_digit(text.ptr[i + 2]) < 0)
            return false;
        bytes[len++] = (char)(hex_digit(text.ptr[i + 1]) * 16 +
                              hex_digit(text.ptr[i + 2]));
        i += 2;
    }
    *out = (struct slice){bytes, len};
    return true;
}
