#include "base/base64.h"

void base64_write(struct buf *out, const uint8_t *bytes, size_t len)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                   "abcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < len; i += 3) {
        size_t count = len - i < 3 ? len - i : 3;
        uint32_t group = (uint32_t)bytes[i] << 16;

        if (count > 1)
            group |= (uint32_t)bytes[i + 1] << 8;
        if (count > 2)
            group |= bytes[i + 2];
        for (size_t k = 0; k < 4; k++)
            buf_add_char(out, k > count ? '='
                                        : alphabet[group >> (18 - 6 * k) & 63]);
    }
}

/* 64 = no character of base-64. */
static uint32_t digit_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (uint32_t)(c - 'A');
    if (c >= 'a' && c <= 'z')
        return (uint32_t)(c - 'a') + 26;
    if (c >= '0' && c <= '9')
        return (uint32_t)(c - '0') + 52;
    if (c == '+')
        return 62;
    return c == '/' ? 63 : 64;
}

static size_t padding_of(struct slice text)
{
    if (slice_ends_with(text, SLICE("==")))
        return 2;
    return slice_ends_with(text, SLICE("=")) ? 1 : 0;
}

bool base64_read(struct slice text, uint8_t *out, size_t size, size_t *len)
{
    size_t padding = padding_of(text);
    uint32_t bits = 0;
    size_t count = 0;

    if (text.len % 4 != 0 || text.len / 4 * 3 - padding > size)
        return false;
    for (size_t i = 0; i < text.len - padding; i++) {
        uint32_t digit = digit_of(text.ptr[i]);

        if (digit == 64)
            return false;
        bits = bits << 6 | digit;
        /* The first character of a group completes no byte. */
        if (i % 4 != 0)
            out[count++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
    }
    *len = count;
    return padding == 0 || (bits & (padding == 2 ? 15u : 3u)) == 0;
}
