#include "base/utf8.h"

#include <string.h>

#define REPLACEMENT 0xFFFDu
#define HIGH_BITS UINT64_C(0x8080808080808080)
#define LOW_BITS UINT64_C(0x0101010101010101)

/*
 * Well-formed sequences by their first byte, after table 3-7 of the Unicode
 * Standard: the second byte's range excludes overlong forms, surrogates and
 * what lies above U+10FFFF.
 */
struct lead {
    unsigned char first, last;
    unsigned char len;
    unsigned char second_first, second_last;
};

static const struct lead leads[] = {
    {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
    {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F},
    {0xEE, 0xEF, 3, 0x80, 0xBF}, {0xF0, 0xF0, 4, 0x90, 0xBF},
    {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

/* Letters of the Latin, Greek and Cyrillic alphabets come first. */
static const struct lead *find_lead(unsigned char byte)
{
    for (size_t i = 0; i < COUNT_OF(leads); i++)
        if (byte >= leads[i].first && byte <= leads[i].last)
            return &leads[i];
    return NULL;
}

/* Bytes of the valid sequence at the start of `s`, 0 when there is none. */
static size_t sequence_len(const unsigned char *s, size_t len)
{
    const struct lead *lead;

    if (s[0] < 0x80)
        return 1;
    lead = find_lead(s[0]);
    if (!lead || len < lead->len || s[1] < lead->second_first ||
        s[1] > lead->second_last)
        return 0;
    for (size_t i = 2; i < lead->len; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    return lead->len;
}

/*
 * First byte from `at` on that is NUL or not ASCII, or `len`; eight at a time.
 * Taking one from each byte sets a high bit just where a byte is zero, or had
 * it, or follows one of these.
 */
static size_t skip_ascii(const unsigned char *bytes, size_t at, size_t len)
{
    uint64_t word;

    while (len - at >= sizeof(word)) {
        memcpy(&word, bytes + at, sizeof(word));
        if ((word | (word - LOW_BITS)) & HIGH_BITS)
            break;
        at += sizeof(word);
    }
    while (at < len && bytes[at] < 0x80 && bytes[at] != 0)
        at++;
    return at;
}

size_t utf8_invalid_or_nul(struct slice s)
{
    const unsigned char *bytes = (const unsigned char *)s.ptr;
    size_t at = 0;

    for (;;) {
        size_t len;

        at = skip_ascii(bytes, at, s.len);
        if (at == s.len || bytes[at] == 0)
            return at;
        len = sequence_len(bytes + at, s.len - at);
        if (len == 0)
            return at;
        at += len;
    }
}

size_t utf8_invalid(struct slice s)
{
    size_t at = utf8_invalid_or_nul(s);

    while (at < s.len && s.ptr[at] == '\0') {
        at++;
        at += utf8_invalid_or_nul(slice_cut(s, at, s.len));
    }
    return at;
}

size_t utf8_length(struct slice s)
{
    const unsigned char *bytes = (const unsigned char *)s.ptr;
    size_t count = 0;

    for (size_t at = 0; at < s.len; count++) {
        size_t len = sequence_len(bytes + at, s.len - at);

        at += len ? len : 1;
    }
    return count;
}

uint32_t utf8_decode(struct slice s, size_t *offset)
{
    const unsigned char *bytes = (const unsigned char *)s.ptr + *offset;
    size_t len = sequence_len(bytes, s.len - *offset);
    uint32_t code_point;

    *offset += len ? len : 1;
    if (len == 0)
        return REPLACEMENT;
    if (len == 1)
        return bytes[0];
    code_point = bytes[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++)
        code_point = code_point << 6 | (bytes[i] & 0x3Fu);
    return code_point;
}

void utf8_encode(struct buf *out, uint32_t code_point)
{
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    char bytes[4];
    size_t len;

    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = REPLACEMENT;
    if (code_point < 0x80) {
        buf_add_char(out, (char)code_point);
        return;
    }
    len = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        bytes[i] = (char)(0x80u | (code_point & 0x3Fu));
        code_point >>= 6;
    }
    bytes[0] = (char)(marks[len] | code_point);
    buf_add(out, bytes, len);
}

/*
 * Also the line and paragraph separators, and the characters that turn the
 * direction of text around: a finding must not look like another one.
 */
static bool unprintable(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void utf8_add_printable(struct buf *out, struct slice s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t code_point = utf8_decode(s, &at);

        utf8_encode(out, unprintable(code_point) ? REPLACEMENT : code_point);
    }
}
