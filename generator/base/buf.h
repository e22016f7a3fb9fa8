/*
 * A growing byte buffer for output. Layer: base.
 *
 * Invariant: once anything was added, ptr[len] is NUL. Owns its bytes; release
 * with buf_release(). Growth is geometric and overflow checked.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/bug.h"
#include "base/slice.h"

struct buf {
    char *ptr;
    size_t len;
    size_t capacity;
};

#define BUF_INIT                                                               \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

void buf_init(struct buf *buf);
void buf_release(struct buf *buf);
/* Empties, keeps the memory. */
void buf_reset(struct buf *buf);
/* Forgets what comes after the first `len` bytes. */
void buf_cut(struct buf *buf, size_t len);
void buf_reserve(struct buf *buf, size_t more);
/* Pages are made of these two: they are worth their place in a header. */
static inline void buf_add(struct buf *buf, const char *bytes, size_t len)
{
    if (len >= buf->capacity - buf->len)
        buf_reserve(buf, len);
    if (len > 0)
        memcpy(buf->ptr + buf->len, bytes, len);
    buf->len += len;
    buf->ptr[buf->len] = '\0';
}

static inline void buf_add_char(struct buf *buf, char c)
{
    if (buf->capacity - buf->len < 2)
        buf_reserve(buf, 1);
    buf->ptr[buf->len++] = c;
    buf->ptr[buf->len] = '\0';
}

void buf_add_slice(struct buf *buf, struct slice s);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_format(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
/* Digits without printf(): pages print a great many. */
void buf_add_integer(struct buf *buf, int64_t value);
/* `value` in at least `width` digits, with zeros before it. */
void buf_add_padded(struct buf *buf, uint64_t value, unsigned width);
/* Borrowed until the next change of the buffer. */
struct slice buf_slice(const struct buf *buf);

#endif
