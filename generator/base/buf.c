#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#define CAPACITY_FIRST 256

void buf_init(struct buf *buf)
{
    *buf = (struct buf)BUF_INIT;
}

void buf_release(struct buf *buf)
{
    free(buf->ptr);
    buf_init(buf);
}

void buf_reset(struct buf *buf)
{
    buf->len = 0;
    if (buf->ptr)
        buf->ptr[0] = '\0';
}

void buf_cut(struct buf *buf, size_t len)
{
    if (len >= buf->len)
        return;
    buf->len = len;
    buf->ptr[len] = '\0';
}

static void buf_enlarge(struct buf *buf, size_t wanted)
{
    size_t capacity = buf->capacity ? buf->capacity : CAPACITY_FIRST;
    char *ptr;

    while (capacity < wanted)
        if (__builtin_mul_overflow(capacity, 2, &capacity))
            out_of_memory();
    ptr = realloc(buf->ptr, capacity);
    if (!ptr)
        out_of_memory();
    ptr[buf->len] = '\0';
    buf->ptr = ptr;
    buf->capacity = capacity;
}

void buf_reserve(struct buf *buf, size_t more)
{
    size_t wanted;

    if (__builtin_add_overflow(buf->len, more, &wanted) || wanted == SIZE_MAX)
        out_of_memory();
    if (wanted + 1 > buf->capacity)
        buf_enlarge(buf, wanted + 1);
}

void buf_add_slice(struct buf *buf, struct slice s)
{
    buf_add(buf, s.ptr, s.len);
}

void buf_add_text(struct buf *buf, const char *text)
{
    buf_add_slice(buf, slice_of(text));
}

void buf_add_format(struct buf *buf, const char *format, ...)
{
    va_list measured, written;
    int len;

    va_start(measured, format);
    va_copy(written, measured);
    len = vsnprintf(NULL, 0, format, measured);
    va_end(measured);
    if (len < 0)
        BUG("format cannot be printed");
    buf_reserve(buf, (size_t)len);
    (void)vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, written);
    va_end(written);
    buf->len += (size_t)len;
}

struct slice buf_slice(const struct buf *buf)
{
    return (struct slice){buf->ptr, buf->len};
}

void buf_add_padded(struct buf *buf, uint64_t value, unsigned width)
{
    char digits[24];
    size_t at = sizeof digits;

    while (value > 0 || width > 0) {
        if (at == 0)
            BUG("no number is that wide");
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
        width -= width > 0;
    }
    buf_add(buf, &digits[at], sizeof digits - at);
}

void buf_add_integer(struct buf *buf, int64_t value)
{
    if (value < 0)
        buf_add_char(buf, '-');
    buf_add_padded(buf, value < 0 ? -(uint64_t)value : (uint64_t)value, 1);
}
