#include "input/link.h"

#include <string.h>

#include "emit/markup.h"

/* Percent-encodes what no address may hold; what is encoded already stays. */
static void add_address(struct buf *out, struct slice address)
{
    static const char digits[] = "0123456789ABCDEF";
    struct buf encoded = BUF_INIT;

    for (size_t i = 0; i < address.len; i++) {
        unsigned char c = (unsigned char)address.ptr[i];

        if (c > 0x20 && c < 0x7F && !strchr("\"<>\\^`{|}", c)) {
            buf_add_char(&encoded, (char)c);
            continue;
        }
        buf_add_char(&encoded, '%');
        buf_add_char(&encoded, digits[c >> 4]);
        buf_add_char(&encoded, digits[c & 15]);
    }
    markup_escape_attribute(out, buf_slice(&encoded));
    buf_release(&encoded);
}

static void add_title(struct buf *out, struct slice title)
{
    if (title.len == 0)
        return;
    buf_add_text(out, " title=\"");
    markup_escape_attribute(out, title);
    buf_add_char(out, '"');
}

static void write_anchor(struct buf *out, const struct markdown_link *link)
{
    buf_add_text(out, "<a href=\"");
    add_address(out, link->address);
    buf_add_char(out, '"');
    add_title(out, link->title);
    buf_add_char(out, '>');
    buf_add_slice(out, link->content);
    buf_add_text(out, "</a>");
}

static void write_image(struct diagnostics *diagnostics, struct buf *out,
                        const struct markdown_link *link)
{
    if (slice_trim(link->text).len == 0)
        diag_add(diagnostics, DIAG_IMAGE_WITHOUT_TEXT, link->place,
                 link->address);
    buf_add_text(out, "<img src=\"");
    add_address(out, link->address);
    buf_add_text(out, "\" alt=\"");
    markup_escape_attribute(out, link->text);
    buf_add_char(out, '"');
    add_title(out, link->title);
    buf_add_char(out, '>');
}

static void write_content(struct buf *out, const struct markdown_link *link)
{
    if (link->kind == MARKDOWN_IMAGE)
        markup_escape_text(out, link->text);
    else
        buf_add_slice(out, link->content);
}

/* Who reads a page tells no other server so, and the page works without one. */
static void write_far_image(struct diagnostics *diagnostics, struct buf *out,
                            const struct markdown_link *link)
{
    struct slice text = slice_trim(link->text);

    diag_add(diagnostics, DIAG_IMAGE_ELSEWHERE, link->place, link->address);
    buf_add_text(out, "<a href=\"");
    add_address(out, link->address);
    buf_add_char(out, '"');
    add_title(out, link->title);
    buf_add_char(out, '>');
    markup_escape_text(out, text.len > 0 ? text : link->address);
    buf_add_text(out, "</a>");
}

static bool is_far(struct slice address)
{
    return slice_starts_with(address, SLICE("http:")) ||
           slice_starts_with(address, SLICE("https:"));
}

void link_write(struct diagnostics *diagnostics,
                const struct markdown_link *link, struct buf *out)
{
    if (link->address.len == 0) {
        diag_add(diagnostics, DIAG_LINK_EMPTY, link->place, link->text);
        write_content(out, link);
    } else if (!markup_link_is_safe(link->address)) {
        diag_add(diagnostics, DIAG_LINK_UNSAFE, link->place, link->address);
        write_content(out, link);
    } else if (link->kind == MARKDOWN_IMAGE && is_far(link->address)) {
        write_far_image(diagnostics, out, link);
    } else if (link->kind == MARKDOWN_IMAGE) {
        write_image(diagnostics, out, link);
    } else {
        write_anchor(out, link);
    }
}
