/*
 * Escaping, one function per context. Layer: emit.
 */
#include "emit/markup.h"

#include <string.h>

/*
 * Neither XML 1.0 (2.2, Char) nor HTML (13.2.3.5) can carry these, not even as
 * a reference, so a replacement character shows that something stood there.
 */
#define REPLACEMENT "\xEF\xBF\xBD"

enum escape_context { ESCAPE_TEXT, ESCAPE_ATTRIBUTE };

/* What takes the place of byte `c`; null when it stays. */
static const char *escape_reference(unsigned char c, enum escape_context where)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return where == ESCAPE_ATTRIBUTE ? "&quot;" : NULL;
    case '\'':
        return where == ESCAPE_ATTRIBUTE ? "&#39;" : NULL;
    case '\t':
    case '\n':
    case '\r':
        return NULL;
    default:
        return c < 0x20 ? REPLACEMENT : NULL;
    }
}

/* A quick no for nearly every byte: above '>' nothing is ever escaped. */
static bool escape_may_be_needed(unsigned char c)
{
    return c <= '>' && c != ' ' && !(c >= '(' && c <= ';');
}

static void escape(struct buf *out, struct slice text,
                   enum escape_context where)
{
    size_t start = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (!escape_may_be_needed(c))
            continue;
        const char *reference = escape_reference(c, where);
        if (!reference)
            continue;
        buf_add(out, text.ptr + start, i - start);
        buf_add(out, reference, strlen(reference));
        start = i + 1;
    }
    if (start < text.len)
        buf_add(out, text.ptr + start, text.len - start);
}

void markup_escape_text(struct buf *out, struct slice text)
{
    escape(out, text, ESCAPE_TEXT);
}

void markup_escape_attribute(struct buf *out, struct slice text)
{
    escape(out, text, ESCAPE_ATTRIBUTE);
}

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/*
 * RFC 3986, 3.3: pchar and "/". The colon may stand there too, but not in the
 * first segment of a relative reference (4.2), so it is always encoded.
 */
static bool path_may_hold(unsigned char c)
{
    return is_letter(c) || is_digit(c) ||
           (c != '\0' && strchr("-._~!$&'()*+,;=@/", c));
}

void markup_escape_path(struct buf *out, struct slice path)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (path_may_hold(c)) {
            buf_add_char(out, (char)c);
            continue;
        }
        buf_add_char(out, '%');
        buf_add_char(out, digits[c >> 4]);
        buf_add_char(out, digits[c & 15]);
    }
}

static bool scheme_is(struct slice scheme, const char *lower)
{
    if (scheme.len != strlen(lower))
        return false;
    for (size_t i = 0; i < scheme.len; i++) {
        unsigned char c = (unsigned char)scheme.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + ('a' - 'A'));
        if (c != (unsigned char)lower[i])
            return false;
    }
    return true;
}

/*
 * Browsers drop tabs and line ends anywhere in an address and blanks around it,
 * and read '\' as '/' (WHATWG URL, 4.4); so addresses with any of them are
 * refused rather than understood.
 */
static bool address_is_plain(struct slice address)
{
    if (address.len &&
        (address.ptr[0] == ' ' || address.ptr[address.len - 1] == ' '))
        return false;
    for (size_t i = 0; i < address.len; i++) {
        unsigned char c = (unsigned char)address.ptr[i];
        if (c < 0x20 || c == 0x7F || c == '\\')
            return false;
    }
    return true;
}

bool markup_link_is_safe(struct slice address)
{
    size_t i = 0;

    if (!address_is_plain(address))
        return false;
    /* "//host/x" takes the scheme of the page: on disk, a file server. */
    if (slice_starts_with(address, SLICE("//")))
        return false;
    while (i < address.len && !strchr(":/?#", address.ptr[i]))
        i++;
    if (i == address.len || address.ptr[i] != ':')
        return true;
    struct slice scheme = slice_cut(address, 0, i);
    return scheme_is(scheme, "http") || scheme_is(scheme, "https") ||
           scheme_is(scheme, "mailto");
}
