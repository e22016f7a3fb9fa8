#include "base/fold.h"

#include "base/utf8.h"

#define LATIN_FIRST 0x00C0u
#define LATIN_LAST 0x017Fu

/* U+00C0 to U+017F without accents, in lower case (Unicode NFKD). */
static const char latin[LATIN_LAST - LATIN_FIRST + 1][3] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e", "e", "e",  "e", "i", "i",
    "i", "i", "d",  "n",  "o", "o", "o",  "o",  "o", "",  "o",  "u", "u", "u",
    "u", "y", "th", "ss", "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e",
    "e", "e", "i",  "i",  "i", "i", "d",  "n",  "o", "o", "o",  "o", "o", "",
    "o", "u", "u",  "u",  "u", "y", "th", "y",  "a", "a", "a",  "a", "a", "a",
    "c", "c", "c",  "c",  "c", "c", "c",  "c",  "d", "d", "d",  "d", "e", "e",
    "e", "e", "e",  "e",  "e", "e", "e",  "e",  "g", "g", "g",  "g", "g", "g",
    "g", "g", "h",  "h",  "h", "h", "i",  "i",  "i", "i", "i",  "i", "i", "i",
    "i", "i", "ij", "ij", "j", "j", "k",  "k",  "k", "l", "l",  "l", "l", "l",
    "l", "l", "l",  "l",  "l", "n", "n",  "n",  "n", "n", "n",  "n", "n", "n",
    "o", "o", "o",  "o",  "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r",
    "s", "s", "s",  "s",  "s", "s", "s",  "s",  "t", "t", "t",  "t", "t", "t",
    "u", "u", "u",  "u",  "u", "u", "u",  "u",  "u", "u", "u",  "u", "w", "w",
    "y", "y", "y",  "z",  "z", "z", "z",  "z",  "z", "s",
};

static bool is_accent(uint32_t c)
{
    return c >= 0x0300 && c <= 0x036F;
}

void fold_letter(struct buf *out, uint32_t c)
{
    if (is_accent(c))
        return;
    if (c >= LATIN_FIRST && c <= LATIN_LAST && latin[c - LATIN_FIRST][0])
        buf_add_text(out, latin[c - LATIN_FIRST]);
    else
        utf8_encode(out, c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

void fold_text(struct buf *out, struct slice text)
{
    for (size_t at = 0; at < text.len;)
        fold_letter(out, utf8_decode(text, &at));
}
