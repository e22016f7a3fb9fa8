#include "render/initial.h"

#include "base/fold.h"
#include "base/utf8.h"

#define LATIN_SMALL_APART 0x20

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Quotes, brackets, dashes, opening marks: not what a name begins with. */
static bool is_mark(uint32_t c)
{
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

    return (c < 0xC0 && !is_letter && !is_digit(c)) ||
           (c >= 0x2000 && c <= 0x206F);
}

/* '0' where there is nothing but marks. */
static uint32_t first_letter(struct slice name)
{
    for (size_t at = 0; at < name.len;) {
        uint32_t c = utf8_decode(name, &at);

        if (!is_mark(c))
            return c;
    }
    return '0';
}

/* U+0100 to U+017E: a capital and its small letter are neighbours; in these two
 * ranges the capital is odd. */
static bool has_odd_capitals(uint32_t c)
{
    return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
}

static uint32_t latin_lowered(uint32_t c)
{
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
        return c + LATIN_SMALL_APART;
    if (has_odd_capitals(c))
        return c + (c & 1);
    return c >= 0x100 && c <= 0x177 ? c | 1 : c;
}

static uint32_t latin_raised(uint32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7))
        return c - LATIN_SMALL_APART;
    if (has_odd_capitals(c))
        return c - !(c & 1);
    return c >= 0x100 && c <= 0x177 ? c & ~1U : c;
}

/*
 * Is a letter with a mark one of the language's own? "ñ" comes after all of "n"
 * in Spanish, and among them in English. What folds to no plain letter is one.
 */
static bool is_own_letter(const struct collator *order, uint32_t c)
{
    struct buf letter = BUF_INIT;
    struct buf plain = BUF_INIT;
    bool is_own = true;

    fold_letter(&plain, c);
    if (plain.len > 0 && (unsigned char)plain.ptr[0] < 0x80) {
        utf8_encode(&letter, latin_lowered(c));
        buf_cut(&plain, 1);
        buf_add_text(&plain, "zzz");
        is_own =
            collator_compare(order, buf_slice(&letter), buf_slice(&plain)) > 0;
    }
    buf_release(&letter);
    buf_release(&plain);
    return is_own;
}

void initial_add(struct buf *out, const struct collator *order,
                 struct slice name)
{
    uint32_t c = first_letter(name);
    size_t start = out->len;

    if (is_digit(c)) {
        buf_add_text(out, "0-9");
    } else if (c >= 0x80 && is_own_letter(order, c)) {
        utf8_encode(out, latin_lowered(c));
    } else {
        fold_letter(out, c);
        buf_cut(out, start + 1); /* "æ" is among "a" */
    }
}

void initial_print(struct buf *out, struct slice letter)
{
    for (size_t at = 0; at < letter.len;)
        utf8_encode(out, latin_raised(utf8_decode(letter, &at)));
}
