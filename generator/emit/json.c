/*
 * JSON by RFC 8259. Layer: emit.
 */
#include "emit/json.h"

#include <string.h>

void json_init(struct json_writer *w, struct buf *out, bool pretty)
{
    *w = (struct json_writer){.out = out, .pretty = pretty};
}

static char innermost(const struct json_writer *w)
{
    return w->depth ? w->forms[w->depth - 1] : '\0';
}

static void new_line(struct json_writer *w)
{
    if (!w->pretty)
        return;
    buf_add_char(w->out, '\n');
    for (unsigned i = 0; i < w->depth; i++)
        buf_add(w->out, "  ", 2);
}

static void begin_item(struct json_writer *w)
{
    bool *has_items = &w->has_items[w->depth - 1];

    if (*has_items)
        buf_add_char(w->out, ',');
    *has_items = true;
    new_line(w);
}

/* What stands between the value before and this one. */
static void begin_value(struct json_writer *w)
{
    if (innermost(w) == '{' && !w->after_key)
        BUG("JSON object member without a key");
    if (innermost(w) == '[')
        begin_item(w);
    w->after_key = false;
}

static void open_form(struct json_writer *w, char form)
{
    begin_value(w);
    if (w->depth == JSON_DEPTH_MAX)
        BUG("JSON nested too deep");
    w->forms[w->depth] = form;
    w->has_items[w->depth] = false;
    w->depth++;
    buf_add_char(w->out, form);
}

void json_open_object(struct json_writer *w)
{
    open_form(w, '{');
}

void json_open_array(struct json_writer *w)
{
    open_form(w, '[');
}

void json_close(struct json_writer *w)
{
    if (w->depth == 0 || w->after_key)
        BUG("no JSON form to close");
    char form = innermost(w);
    bool has_items = w->has_items[--w->depth];
    if (has_items)
        new_line(w);
    buf_add_char(w->out, form == '{' ? '}' : ']');
}

/* The short escape of `c`, or null. */
static const char *short_escape(char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

static bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' ||
           c == '&';
}

static void add_quoted(struct buf *out, struct slice text)
{
    size_t start = 0;

    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (!needs_escape(c))
            continue;
        if (i > start)
            buf_add(out, text.ptr + start, i - start);
        start = i + 1;
        const char *escape = short_escape((char)c);
        if (escape)
            buf_add(out, escape, 2);
        else
            buf_add_format(out, "\\u%04x", (unsigned)c);
    }
    if (start < text.len)
        buf_add(out, text.ptr + start, text.len - start);
    buf_add_char(out, '"');
}

void json_key(struct json_writer *w, const char *key)
{
    json_key_slice(w, slice_of(key));
}

void json_key_slice(struct json_writer *w, struct slice key)
{
    if (innermost(w) != '{' || w->after_key)
        BUG("JSON key where none can stand");
    begin_item(w);
    add_quoted(w->out, key);
    buf_add_text(w->out, w->pretty ? ": " : ":");
    w->after_key = true;
}

void json_string(struct json_writer *w, struct slice text)
{
    begin_value(w);
    add_quoted(w->out, text);
}

void json_integer(struct json_writer *w, int64_t value)
{
    begin_value(w);
    buf_add_integer(w->out, value);
}

void json_amount(struct json_writer *w, struct amount value)
{
    begin_value(w);
    amount_write(w->out, value);
}

void json_boolean(struct json_writer *w, bool value)
{
    begin_value(w);
    buf_add_text(w->out, value ? "true" : "false");
}

void json_null(struct json_writer *w)
{
    begin_value(w);
    buf_add_text(w->out, "null");
}

/* A pretty text is a file of its own, so it ends with a line end. */
void json_finish(struct json_writer *w)
{
    if (w->depth != 0)
        BUG("JSON form left open");
    if (w->pretty)
        buf_add_char(w->out, '\n');
}
