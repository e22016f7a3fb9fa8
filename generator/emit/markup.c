/*
 * HTML, SVG and XML, well formed by construction. Layer: emit.
 */
#include "emit/markup.h"

#include <string.h>

/* HTML 13.1.2: elements that have no end tag. */
static bool is_void(const char *name)
{
    static const char *const names[] = {
        "area",  "base", "br",   "col",    "embed", "hr",  "img",
        "input", "link", "meta", "source", "track", "wbr",
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (names[i][0] == name[0] && strcmp(names[i], name) == 0)
            return true;
    return false;
}

void markup_init(struct markup *m, struct buf *out,
                 enum markup_language language)
{
    *m = (struct markup){.out = out, .language = language};
}

static void end_tag_head(struct markup *m)
{
    if (!m->in_tag)
        return;
    buf_add_char(m->out, '>');
    m->in_tag = false;
}

void markup_open(struct markup *m, const char *name)
{
    end_tag_head(m);
    buf_add_char(m->out, '<');
    buf_add_text(m->out, name);
    m->in_tag = true;
    if (m->language == MARKUP_HTML && is_void(name))
        return;
    if (m->depth == MARKUP_DEPTH_MAX)
        BUG("markup nested too deep");
    m->open[m->depth++] = name;
}

static void attribute_begin(struct markup *m, const char *name)
{
    if (!m->in_tag)
        BUG("attribute outside a start tag");
    buf_add_char(m->out, ' ');
    buf_add_text(m->out, name);
}

void markup_attribute(struct markup *m, const char *name, struct slice value)
{
    attribute_begin(m, name);
    buf_add(m->out, "=\"", 2);
    markup_escape_attribute(m->out, value);
    buf_add_char(m->out, '"');
}

void markup_attribute_text(struct markup *m, const char *name,
                           const char *value)
{
    markup_attribute(m, name, slice_of(value));
}

/*
 * Through integers: printf would write the decimal mark of the process's
 * locale.
 */
/* Two decimals at most, no trailing zeros. */
static void hundredths_write(struct buf *out, int64_t hundredths)
{
    uint64_t size =
        hundredths < 0 ? -(uint64_t)hundredths : (uint64_t)hundredths;

    if (hundredths < 0)
        buf_add_char(out, '-');
    buf_add_padded(out, size / 100, 1);
    if (size % 100 == 0)
        return;
    buf_add_char(out, '.');
    if (size % 10 == 0)
        buf_add_padded(out, size / 10 % 10, 1);
    else
        buf_add_padded(out, size % 100, 2);
}

void markup_attribute_number(struct markup *m, const char *name, double value)
{
    double scaled = value * 100.0;

    if (!(scaled > -1e15 && scaled < 1e15))
        BUG("coordinate out of range");
    attribute_begin(m, name);
    buf_add_text(m->out, "=\"");
    hundredths_write(m->out,
                     (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5));
    buf_add_char(m->out, '"');
}

/* HTML does not decode references in these: escaped text would be wrong. */
static bool holds_raw_text(const struct markup *m)
{
    if (m->language != MARKUP_HTML || m->depth == 0)
        return false;
    const char *name = m->open[m->depth - 1];
    return name[0] == 's' &&
           (strcmp(name, "script") == 0 || strcmp(name, "style") == 0);
}

void markup_text(struct markup *m, struct slice text)
{
    end_tag_head(m);
    if (holds_raw_text(m))
        BUG("text in script or style");
    markup_escape_text(m->out, text);
}

void markup_close(struct markup *m)
{
    if (m->depth == 0)
        BUG("no element to close");
    const char *name = m->open[--m->depth];
    if (m->in_tag && m->language == MARKUP_XML) {
        buf_add(m->out, "/>", 2);
        m->in_tag = false;
        return;
    }
    end_tag_head(m);
    buf_add(m->out, "</", 2);
    buf_add_text(m->out, name);
    buf_add_char(m->out, '>');
}

void markup_element(struct markup *m, const char *name, struct slice text)
{
    markup_open(m, name);
    markup_text(m, text);
    markup_close(m);
}

void markup_raw(struct markup *m, struct slice trusted)
{
    end_tag_head(m);
    buf_add_slice(m->out, trusted);
}

void markup_finish(struct markup *m)
{
    end_tag_head(m);
    if (m->depth != 0)
        BUG("element left open");
}
