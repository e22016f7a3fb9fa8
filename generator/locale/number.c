/*
 * Numbers as a locale writes and reads them. Layer: locale.
 */
#include "locale/locale.h"

#include "base/utf8.h"
#include "locale/table.h"

#define DIGITS_MAX 40 /* a wide has at most 39 */
#define GROUP_DIGITS 3
#define PERCENT_SHIFT 2
#define NO_BREAK_SPACE 0x00A0U
#define NARROW_NO_BREAK_SPACE 0x202FU
#define MINUS_SIGN 0x2212U

/* The digits of a number without its point. */
struct digits {
    char text[DIGITS_MAX];
    size_t count; /* 0 for zero */
    bool negative;
};

static void push_digit(struct digits *digits, int digit)
{
    /* Remainders follow the sign: no negation, which the smallest wide would
     * not survive. */
    digits->text[digits->count++] = (char)('0' + (digit < 0 ? -digit : digit));
}

static struct digits digits_of(wide coefficient)
{
    struct digits digits = {.negative = coefficient < 0};
    int64_t rest;

    /* Division of 64 bits is several times faster, and nearly always enough. */
    for (; coefficient < INT64_MIN || coefficient > INT64_MAX;
         coefficient /= 10)
        push_digit(&digits, (int)(coefficient % 10));
    for (rest = (int64_t)coefficient; rest != 0; rest /= 10)
        push_digit(&digits, (int)(rest % 10));
    for (size_t i = 0; i < digits.count / 2; i++) {
        char c = digits.text[i];

        digits.text[i] = digits.text[digits.count - 1 - i];
        digits.text[digits.count - 1 - i] = c;
    }
    return digits;
}

/* The digit at a place that may lie before or behind those that are kept. */
static char digit_at(const struct digits *digits, long place)
{
    if (place < 0 || (size_t)place >= digits->count)
        return '0';
    return digits->text[place];
}

/* The `whole` digits before the point. */
static void write_whole(const struct locale *locale, struct buf *out,
                        const struct digits *digits, long whole)
{
    bool grouped = whole >= GROUP_DIGITS + (long)locale->grouping_minimum;

    if (whole <= 0)
        buf_add_char(out, '0');
    for (long i = 0; i < whole; i++) {
        if (grouped && i > 0 && (whole - i) % GROUP_DIGITS == 0)
            buf_add_slice(out, locale->group);
        buf_add_char(out, digit_at(digits, i));
    }
}

/* value x 10^shift, rounded to `decimals`. */
static void write_shifted(const struct locale *locale, struct buf *out,
                          struct amount value, unsigned shift,
                          unsigned decimals)
{
    struct digits digits;
    long whole;

    if (value.scale > decimals + shift &&
        !amount_round(value, (uint8_t)(decimals + shift), &value))
        BUG("a number with fewer decimals did not fit");
    digits = digits_of(value.coefficient);
    /* Zero has no digits, and the shift must not give it any. */
    whole = digits.count == 0
                ? 0
                : (long)digits.count - (long)value.scale + (long)shift;
    if (digits.negative)
        buf_add_char(out, '-');
    write_whole(locale, out, &digits, whole);
    if (decimals > 0)
        buf_add_char(out, locale->decimal);
    for (unsigned i = 0; i < decimals; i++)
        buf_add_char(out, digit_at(&digits, whole + (long)i));
}

void locale_write_amount(const struct locale *locale, struct buf *out,
                         struct amount value, unsigned decimals)
{
    write_shifted(locale, out, value, 0, decimals);
}

void locale_write_percent(const struct locale *locale, struct buf *out,
                          struct amount ratio, unsigned decimals)
{
    write_shifted(locale, out, ratio, PERCENT_SHIFT, decimals);
    buf_add_slice(out, locale->percent);
}

void locale_write_integer(const struct locale *locale, struct buf *out,
                          int64_t value)
{
    write_shifted(locale, out, amount_of(value), 0, 0);
}

static bool group_is_space(const struct locale *locale)
{
    return locale->group.len > 1; /* the other marks are one byte */
}

/* Code point at `offset`, 0 behind the end; `*next` is the offset after it. */
static uint32_t peek(struct slice s, size_t offset, size_t *next)
{
    *next = offset;
    if (offset >= s.len)
        return 0;
    return utf8_decode(s, next);
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == NO_BREAK_SPACE || c == NARROW_NO_BREAK_SPACE;
}

static bool is_blank(uint32_t c)
{
    return is_space(c) || c == '\t' || c == '\n' || c == '\r';
}

/* Without blanks at both ends, no-break spaces included. */
static struct slice trim_blanks(struct slice s)
{
    size_t start = 0;
    size_t end = 0;
    size_t offset = 0;
    bool begun = false;

    while (offset < s.len) {
        size_t at = offset;

        if (is_blank(utf8_decode(s, &offset)))
            continue;
        if (!begun)
            start = at;
        begun = true;
        end = offset;
    }
    return slice_cut(s, start, end);
}

/* A number being read, and its plain form "-1234.5" for amount_parse(). */
struct reading {
    struct slice text;
    size_t offset;
    char *plain;
    size_t len;
};

static void read_sign(struct reading *reading)
{
    size_t next;
    uint32_t c = peek(reading->text, reading->offset, &next);

    if (c != '+' && c != '-' && c != MINUS_SIGN)
        return;
    reading->offset = next;
    if (c != '+')
        reading->plain[reading->len++] = '-';
}

/* Copies a run of digits; returns their number. */
static size_t read_digits(struct reading *reading)
{
    size_t start = reading->offset;
    struct slice s = reading->text;

    while (reading->offset < s.len && s.ptr[reading->offset] >= '0' &&
           s.ptr[reading->offset] <= '9')
        reading->plain[reading->len++] = s.ptr[reading->offset++];
    return reading->offset - start;
}

static bool read_group_mark(const struct locale *locale,
                            struct reading *reading)
{
    size_t next;
    uint32_t c = peek(reading->text, reading->offset, &next);
    bool found = group_is_space(locale) ? is_space(c)
                                        : c == (uint32_t)locale->group.ptr[0];

    if (found)
        reading->offset = next;
    return found;
}

/*
 * Digits without groups, or all in groups of three. "0,123" is no group: it is
 * what a decimal comma looks like to a locale that groups with commas.
 */
static bool read_whole(const struct locale *locale, struct reading *reading)
{
    size_t first = reading->offset;
    size_t count = read_digits(reading);

    if (count == 0)
        return false;
    while (read_group_mark(locale, reading)) {
        if (count > GROUP_DIGITS || reading->text.ptr[first] == '0')
            return false;
        if (read_digits(reading) != GROUP_DIGITS)
            return false;
    }
    return true;
}

static bool read_fraction(const struct locale *locale, struct reading *reading)
{
    if (reading->offset == reading->text.len)
        return true;
    if (reading->text.ptr[reading->offset] != locale->decimal)
        return false;
    reading->offset++;
    reading->plain[reading->len++] = '.';
    return read_digits(reading) > 0 && reading->offset == reading->text.len;
}

bool locale_read_number(const struct locale *locale, struct slice text,
                        struct amount *value, bool *percent)
{
    const struct amount_format plain_format = {'.', 0};
    char plain[2 * DIGITS_MAX];
    struct slice s = trim_blanks(text);
    bool has_percent = slice_ends_with(s, SLICE("%"));
    struct reading reading = {.plain = plain};

    if (has_percent)
        s = trim_blanks(slice_cut(s, 0, s.len - 1));
    /* Each byte gives at most one; longer texts could not be kept exactly. */
    if (s.len > sizeof(plain))
        return false;
    reading.text = s;
    read_sign(&reading);
    if (!read_whole(locale, &reading) || !read_fraction(locale, &reading))
        return false;
    if (amount_parse((struct slice){plain, reading.len}, plain_format, value) !=
        AMOUNT_OK)
        return false;
    *percent = has_percent;
    return true;
}
