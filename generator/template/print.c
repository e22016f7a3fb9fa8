/*
 * How page mode writes a value: by its type and its place. Layer: template.
 */
#include "template/internal.h"

#include "emit/markup.h"

static void add_escaped(struct buf *out, struct slice text,
                        enum html_place place)
{
    if (place == HTML_DOUBLE || place == HTML_SINGLE)
        markup_escape_attribute(out, text);
    else
        markup_escape_text(out, text);
}

static void print_figure(struct buf *out, const struct value *value)
{
    buf_add_text(out, "<data data-figure=\"");
    markup_escape_attribute(out, value->id);
    buf_add_text(out, "\" value=\"");
    markup_escape_attribute(out, value->exact);
    /* Without a value the text is the words that say so. */
    buf_add_text(out, value->exact.len == 0 ? "\" class=\"missing\">" : "\">");
    markup_escape_text(out, value->text);
    buf_add_text(out, "</data>");
    buf_add_slice(out, value->mark);
}

static void print_time(struct buf *out, const struct value *value)
{
    buf_add_text(out, "<time datetime=\"");
    markup_escape_attribute(out, value->exact);
    buf_add_text(out, "\">");
    markup_escape_text(out, value->text);
    buf_add_text(out, "</time>");
}

/* HTML 4.5.14, datetime value: years, months and days, but no quarters. */
static bool has_html_time(const struct value *value)
{
    struct period period;

    if (value->kind == VALUE_DATE)
        return value->exact.len > 0;
    return period_parse(value->exact, &period) && period.kind != PERIOD_QUARTER;
}

bool value_print(struct buf *out, const struct value *value,
                 enum html_place place)
{
    switch (value->kind) {
    case VALUE_NULL:
        return true;
    case VALUE_FIGURE:
        if (place != HTML_TEXT)
            break;
        print_figure(out, value);
        return true;
    case VALUE_DATE:
    case VALUE_PERIOD:
        if (place != HTML_TEXT || !has_html_time(value))
            break;
        print_time(out, value);
        return true;
    case VALUE_TEXT:
    case VALUE_CODE:
    case VALUE_LINK:
        break;
    case VALUE_BOOLEAN:
    case VALUE_MARKUP:
    case VALUE_LIST:
    case VALUE_OBJECT:
        return false;
    }
    add_escaped(out, value->text, place);
    return true;
}
