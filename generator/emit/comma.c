/*
 * CSV by RFC 4180. Layer: emit.
 */
#include "emit/csv.h"

#include <string.h>

void comma_init(struct comma_writer *w, struct buf *out)
{
    *w = (struct comma_writer){.out = out};
}

static void begin_cell(struct comma_writer *w)
{
    if (w->in_row)
        buf_add_char(w->out, ',');
    w->in_row = true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Blanks at an end: RFC 4180 keeps them, many readers trim them. */
static bool needs_quotes(struct slice text)
{
    if (text.len == 0)
        return false;
    if (is_blank(text.ptr[0]) || is_blank(text.ptr[text.len - 1]))
        return true;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ',' || c == '"' || c == '\r' || c == '\n')
            return true;
    }
    return false;
}

static void add_quoted(struct buf *out, struct slice text)
{
    buf_add_char(out, '"');
    while (text.len) {
        size_t quote = slice_find(text, '"');
        buf_add(out, text.ptr, quote);
        if (quote == text.len)
            break;
        buf_add(out, "\"\"", 2);
        text = slice_cut(text, quote + 1, text.len);
    }
    buf_add_char(out, '"');
}

void comma_cell(struct comma_writer *w, struct slice text)
{
    begin_cell(w);
    if (needs_quotes(text))
        add_quoted(w->out, text);
    else
        buf_add_slice(w->out, text);
}

void comma_cell_text(struct comma_writer *w, const char *text)
{
    comma_cell(w, slice_of(text));
}

void comma_cell_amount(struct comma_writer *w, struct amount value)
{
    begin_cell(w);
    amount_write(w->out, value);
}

void comma_cell_integer(struct comma_writer *w, int64_t value)
{
    begin_cell(w);
    buf_add_integer(w->out, value);
}

/* Has nothing been written since the last line end? */
static bool at_line_start(const struct buf *out)
{
    return out->len == 0 || out->ptr[out->len - 1] == '\n';
}

void comma_end_row(struct comma_writer *w)
{
    if (!w->in_row)
        BUG("CSV row without a cell");
    /* One empty cell alone would be an empty line, which readers skip. */
    if (at_line_start(w->out))
        buf_add(w->out, "\"\"", 2);
    buf_add(w->out, "\r\n", 2);
    w->in_row = false;
}

/* "=", "+", "-", "@" in the width of Chinese characters: U+FF1D, U+FF0B,
 * U+FF0D, U+FF20. */
static bool is_wide_sign(struct slice text)
{
    static const char *const signs[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B",
                                        "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (slice_starts_with(text, slice_of(signs[i])))
            return true;
    return false;
}

/* After its sign: digits, and perhaps a point with digits behind it. */
static bool is_plain_number(struct slice digits)
{
    bool has_point = false;

    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];

        if (c == '.' && !has_point && i > 0 && i + 1 < digits.len)
            has_point = true;
        else if (c < '0' || c > '9')
            return false;
    }
    return digits.len > 0;
}

bool comma_is_formula(struct slice text)
{
    if (text.len == 0)
        return false;
    switch (text.ptr[0]) {
    case '=':
    case '+':
    case '@':
    case '\t':
    case '\r':
    case '\n':
        return true;
    case '-':
        return !is_plain_number(slice_cut(text, 1, text.len));
    case '\xEF':
        return is_wide_sign(text);
    default:
        return false;
    }
}
