#include "base/slice.h"

#include <string.h>

struct slice slice_of(const char *text)
{
    return (struct slice){text, text ? strlen(text) : 0};
}

bool slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool slice_equal_text(struct slice a, const char *text)
{
    return slice_equal(a, slice_of(text));
}

int slice_compare(struct slice a, struct slice b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;

    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool slice_starts_with(struct slice s, struct slice prefix)
{
    return s.len >= prefix.len &&
           slice_equal((struct slice){s.ptr, prefix.len}, prefix);
}

bool slice_ends_with(struct slice s, struct slice suffix)
{
    return s.len >= suffix.len &&
           slice_equal(slice_cut(s, s.len - suffix.len, s.len), suffix);
}

/* Not isspace(): that asks the locale of the process. */
static bool white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct slice slice_trim(struct slice s)
{
    while (s.len > 0 && white(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && white(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

size_t slice_find(struct slice s, char c)
{
    const char *found = s.len ? memchr(s.ptr, c, s.len) : NULL;

    return found ? (size_t)(found - s.ptr) : s.len;
}

struct slice slice_cut(struct slice s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    /* A null pointer has no offsets, not even 0. */
    return (struct slice){from ? s.ptr + from : s.ptr, to - from};
}

struct slice slice_next(struct slice *s, char c)
{
    size_t at = slice_find(*s, c);
    struct slice first = {s->ptr, at};

    if (at == s->len)
        *s = (struct slice){NULL, 0};
    else
        *s = (struct slice){s->ptr + at + 1, s->len - at - 1};
    return first;
}
