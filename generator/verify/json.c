/* JSON as RFC 8259 has it, into a tree. */
#include "base/utf8.h"
#include "verify/read.h"

#define DEPTH_MAX 64

struct reading {
    struct arena *arena;
    struct slice text;
    size_t at;
    unsigned depth;
};

static char peek(const struct reading *r)
{
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static void skip_blanks(struct reading *r)
{
    while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\n' ||
           peek(r) == '\r')
        r->at++;
}

static bool take(struct reading *r, char c)
{
    skip_blanks(r);
    if (r->at == r->text.len || r->text.ptr[r->at] != c)
        return false;
    r->at++;
    return true;
}

static bool take_word(struct reading *r, struct slice word)
{
    if (!slice_starts_with(slice_cut(r->text, r->at, r->text.len), word))
        return false;
    r->at += word.len;
    return true;
}

static bool read_hex(struct reading *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        char c = peek(r);
        uint32_t digit;

        if (c >= '0' && c <= '9')
            digit = (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = (uint32_t)(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F')
            digit = (uint32_t)(c - 'A') + 10;
        else
            return false;
        *out = *out * 16 + digit;
        r->at++;
    }
    return true;
}

/* What follows a backslash. */
static bool read_escape(struct reading *r, struct buf *out)
{
    static const char from[] = "\"\\/bfnrt";
    static const char into[] = "\"\\/\b\f\n\r\t";
    uint32_t high;
    uint32_t low;
    char c = peek(r);

    r->at++;
    for (size_t i = 0; i + 1 < sizeof(from); i++)
        if (c == from[i]) {
            buf_add_char(out, into[i]);
            return true;
        }
    if (c != 'u' || !read_hex(r, &high))
        return false;
    if (high >= 0xD800 && high < 0xDC00) {
        if (!take_word(r, SLICE("\\u")) || !read_hex(r, &low) || low < 0xDC00 ||
            low > 0xDFFF)
            return false;
        high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    utf8_encode(out, high);
    return true;
}

/* After the opening quote. */
static bool read_string(struct reading *r, struct slice *out)
{
    struct slice rest = slice_cut(r->text, r->at, r->text.len);
    size_t end = slice_find(rest, '"');
    struct buf text = BUF_INIT;
    bool ok = true;

    *out = slice_cut(rest, 0, end);
    if (end < rest.len && slice_find(*out, '\\') == out->len) {
        r->at += end + 1;
        return true;
    }
    while (ok && r->at < r->text.len && peek(r) != '"') {
        if (peek(r) == '\\') {
            r->at++;
            ok = read_escape(r, &text);
        } else {
            buf_add_char(&text, peek(r));
            r->at++;
        }
    }
    *out = arena_copy(r->arena, buf_slice(&text));
    buf_release(&text);
    return ok && take(r, '"');
}

static bool read_value(struct reading *r, struct json *out);

static bool read_members(struct reading *r, struct json *out, char close)
{
    struct json **end = &out->first;

    if (take(r, close))
        return true;
    do {
        struct json *member = ARENA_NEW(r->arena, struct json);

        if (out->kind == JSON_OBJECT &&
            (!take(r, '"') || !read_string(r, &member->key) || !take(r, ':')))
            return false;
        if (!read_value(r, member))
            return false;
        *end = member;
        end = &member->next;
    } while (take(r, ','));
    return take(r, close);
}

static bool read_number(struct reading *r, struct json *out)
{
    size_t from = r->at;

    while ((peek(r) >= '0' && peek(r) <= '9') || peek(r) == '-' ||
           peek(r) == '+' || peek(r) == '.' || peek(r) == 'e' || peek(r) == 'E')
        r->at++;
    out->kind = JSON_NUMBER;
    out->text = slice_cut(r->text, from, r->at);
    return out->text.len > 0;
}

static bool read_word(struct reading *r, struct json *out)
{
    if (take_word(r, SLICE("null"))) {
        out->kind = JSON_NULL;
        return true;
    }
    out->kind = JSON_BOOLEAN;
    out->text = peek(r) == 't' ? SLICE("true") : SLICE("false");
    return take_word(r, out->text);
}

static bool read_value(struct reading *r, struct json *out)
{
    bool ok;

    skip_blanks(r);
    if (take(r, '"')) {
        out->kind = JSON_STRING;
        return read_string(r, &out->text);
    }
    if (peek(r) == 'n' || peek(r) == 't' || peek(r) == 'f')
        return read_word(r, out);
    if (peek(r) != '{' && peek(r) != '[')
        return read_number(r, out);
    if (r->depth == DEPTH_MAX)
        return false;
    r->depth++;
    out->kind = peek(r) == '{' ? JSON_OBJECT : JSON_ARRAY;
    r->at++;
    ok = read_members(r, out, out->kind == JSON_OBJECT ? '}' : ']');
    r->depth--;
    return ok;
}

const struct json *verify_json_read(struct arena *arena, struct slice text)
{
    struct reading r = {.arena = arena, .text = text};
    struct json *json = ARENA_NEW(arena, struct json);

    if (!read_value(&r, json))
        return NULL;
    skip_blanks(&r);
    return r.at == text.len ? json : NULL;
}

const struct json *verify_json_member(const struct json *json, const char *key)
{
    if (json == NULL || json->kind != JSON_OBJECT)
        return NULL;
    for (json = json->first; json != NULL; json = json->next)
        if (slice_equal_text(json->key, key))
            return json;
    return NULL;
}

struct slice verify_json_text(const struct json *json, const char *key)
{
    const struct json *member = verify_json_member(json, key);

    return member != NULL && member->kind == JSON_STRING ? member->text
                                                         : SLICE("");
}

/* --- an array of rows --- */

void verify_json_rows_init(struct json_rows *rows, struct arena *arena,
                           struct slice text)
{
    struct reading r = {.text = text};

    *rows = (struct json_rows){.arena = arena, .text = text};
    rows->is_broken = !take(&r, '[');
    rows->at = r.at;
}

static const struct json *row_end(struct json_rows *rows, struct reading *r)
{
    skip_blanks(r);
    rows->is_broken = r->at != r->text.len;
    rows->is_over = true;
    return NULL;
}

const struct json *verify_json_rows_next(struct json_rows *rows)
{
    struct reading r = {
        .arena = rows->arena, .text = rows->text, .at = rows->at};
    struct json *row;

    if (rows->is_broken || rows->is_over)
        return NULL;
    rows->row_at = rows->at;
    if (take(&r, ']'))
        return row_end(rows, &r);
    if (rows->count > 0 && !take(&r, ',')) {
        rows->is_broken = true;
        return NULL;
    }
    skip_blanks(&r);
    rows->row_at = r.at;
    row = ARENA_NEW(rows->arena, struct json);
    rows->is_broken = !read_value(&r, row);
    rows->at = r.at;
    rows->count++;
    return rows->is_broken ? NULL : row;
}
