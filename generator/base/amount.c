#include "base/amount.h"

#include "base/bug.h"

__extension__ typedef unsigned __int128 wide_natural;

#define WIDE_MAX ((wide)((wide_natural)-1 >> 1))
#define TEN_TO_18 UINT64_C(1000000000000000000)
#define DIGITS_MAX 40 /* of a 128-bit number, with room */

static const uint64_t powers[AMOUNT_SCALE_MAX + 1] = {
    UINT64_C(1),
    UINT64_C(10),
    UINT64_C(100),
    UINT64_C(1000),
    UINT64_C(10000),
    UINT64_C(100000),
    UINT64_C(1000000),
    UINT64_C(10000000),
    UINT64_C(100000000),
    UINT64_C(1000000000),
    UINT64_C(10000000000),
    UINT64_C(100000000000),
    UINT64_C(1000000000000),
    UINT64_C(10000000000000),
    UINT64_C(100000000000000),
    UINT64_C(1000000000000000),
    UINT64_C(10000000000000000),
    UINT64_C(100000000000000000),
    UINT64_C(1000000000000000000),
};

/* Of coefficients that are read, 10^36: sums of a hundred such still fit. */
#define COEFFICIENT_READ_MAX ((wide_natural)TEN_TO_18 * TEN_TO_18)

static wide_natural magnitude(wide value)
{
    return value < 0 ? -(wide_natural)value : (wide_natural)value;
}

struct amount amount_of(int64_t units)
{
    return (struct amount){units, 0};
}

/* The parts of a number text, before their digits are read. */
struct number_text {
    bool negative;
    struct slice whole;
    struct slice fraction;
};

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of the sign at the start of `s`; sets `*negative`. */
static size_t sign_len(struct slice s, bool *negative)
{
    if (slice_starts_with(s, SLICE("\xE2\x88\x92"))) { /* U+2212 */
        *negative = true;
        return 3;
    }
    if (s.len == 0 || (s.ptr[0] != '-' && s.ptr[0] != '+'))
        return 0;
    *negative = s.ptr[0] == '-';
    return 1;
}

/* Bytes of the group mark at the start of `s`, 0 when there is none. */
static size_t group_len(struct slice s, char group)
{
    if (group == 0 || s.len == 0)
        return 0;
    if (s.ptr[0] == group)
        return 1;
    if (group == '\'' && slice_starts_with(s, SLICE("\xE2\x80\x99")))
        return 3; /* right single quotation mark */
    if (group != ' ')
        return 0;
    if (slice_starts_with(s, SLICE("\xC2\xA0"))) /* no-break space */
        return 2;
    return slice_starts_with(s, SLICE("\xE2\x80\xAF")) ? 3 : 0; /* narrow */
}

static size_t digits_len(struct slice s)
{
    size_t len = 0;

    while (len < s.len && digit(s.ptr[len]))
        len++;
    return len;
}

/* One to three digits, and then marked groups of three. */
static bool has_groups_of_three(struct slice whole, char group)
{
    size_t digits = digits_len(whole);

    if (digits == 0 || digits > 3)
        return false;
    whole = slice_cut(whole, digits, whole.len);
    while (whole.len > 0) {
        size_t mark = group_len(whole, group);

        whole = slice_cut(whole, mark, whole.len);
        if (mark == 0 || digits_len(whole) < 3)
            return false;
        whole = slice_cut(whole, 3, whole.len);
    }
    return true;
}

/* As in India: 1,23,456. One or two digits, groups of two, and one of three. */
static bool has_lakh_groups(struct slice whole, char group)
{
    size_t digits = digits_len(whole);

    if (digits == 0 || digits > 2)
        return false;
    while (digits == 1 || digits == 2) {
        size_t mark;

        whole = slice_cut(whole, digits, whole.len);
        mark = group_len(whole, group);
        if (mark == 0)
            return false;
        whole = slice_cut(whole, mark, whole.len);
        digits = digits_len(whole);
        if (digits == 1)
            return false;
    }
    return digits == 3 && whole.len == 3;
}

static bool whole_is_well_formed(struct slice whole, char group)
{
    return digits_len(whole) == whole.len ||
           has_groups_of_three(whole, group) || has_lakh_groups(whole, group);
}

static bool number_split(struct slice text, struct amount_format format,
                         struct number_text *out)
{
    struct slice open = SLICE("("), close = SLICE(")");
    size_t point;

    *out = (struct number_text){0};
    if (slice_starts_with(text, open) && slice_ends_with(text, close)) {
        out->negative = true;
        text = slice_trim(slice_cut(text, 1, text.len - 1));
    } else {
        text = slice_cut(text, sign_len(text, &out->negative), text.len);
    }
    point = slice_find(text, format.decimal);
    out->whole = slice_cut(text, 0, point);
    if (point == text.len)
        return text.len > 0 && whole_is_well_formed(out->whole, format.group);
    out->fraction = slice_cut(text, point + 1, text.len);
    return out->fraction.len > 0 &&
           digits_len(out->fraction) == out->fraction.len &&
           whole_is_well_formed(out->whole, format.group);
}

/* Adds the digits of `s`, passing over group marks; false when too long. */
static bool read_digits(struct slice s, wide_natural *coefficient)
{
    wide_natural value = *coefficient;

    for (size_t i = 0; i < s.len; i++) {
        if (!digit(s.ptr[i]))
            continue;
        value = value * 10 + (unsigned)(s.ptr[i] - '0');
        if (value > COEFFICIENT_READ_MAX)
            return false;
    }
    *coefficient = value;
    return true;
}

static bool multiply(wide_natural a, wide_natural b, wide_natural *out)
{
    return !__builtin_mul_overflow(a, b, out) && *out <= (wide_natural)WIDE_MAX;
}

/* "4.5e+07": what extracts write for round amounts. Cuts it off the text. */
static int take_exponent(struct slice *text)
{
    size_t at = text->len;
    bool negative = false;
    int exponent = 0;

    while (at > 0 && digit(text->ptr[at - 1]) && text->len - at < 4)
        at--;
    for (size_t i = at; i < text->len; i++)
        exponent = exponent * 10 + (text->ptr[i] - '0');
    if (at == text->len)
        return 0;
    if (at > 0 && (text->ptr[at - 1] == '+' || text->ptr[at - 1] == '-'))
        negative = text->ptr[--at] == '-';
    if (at < 2 || (text->ptr[at - 1] != 'e' && text->ptr[at - 1] != 'E') ||
        !digit(text->ptr[at - 2]))
        return 0;
    text->len = at - 1;
    return negative ? -exponent : exponent;
}

/* Moves the decimal point, exactly or not at all. */
static bool shift_point(wide_natural *coefficient, int *scale, int exponent)
{
    *scale -= exponent;
    for (; *scale < 0; (*scale)++)
        if (!multiply(*coefficient, 10, coefficient))
            return false;
    return *scale <= AMOUNT_SCALE_MAX;
}

/* More digits than these need more than 64 bits. */
#define PLAIN_DIGITS_MAX 18

bool amount_parse_plain(struct slice text, char decimal, struct amount *out)
{
    bool negative = text.len > 0 && text.ptr[0] == '-';
    size_t first = negative;
    size_t point = text.len;
    uint64_t value = 0;

    if (text.len == first || text.len - first > PLAIN_DIGITS_MAX)
        return false;
    for (size_t i = first; i < text.len; i++) {
        unsigned number = (unsigned char)text.ptr[i] - (unsigned)'0';

        if (number <= 9)
            value = value * 10 + number;
        else if (text.ptr[i] == decimal && point == text.len && i > first &&
                 i + 1 < text.len)
            point = i;
        else
            return false;
    }
    out->coefficient = negative ? -(wide)value : (wide)value;
    out->scale = (uint8_t)(point < text.len ? text.len - point - 1 : 0);
    return true;
}

enum amount_fault amount_parse(struct slice text, struct amount_format format,
                               struct amount *out)
{
    struct number_text number;
    wide_natural coefficient = 0;
    int exponent;
    int scale;

    if (amount_parse_plain(text, format.decimal, out))
        return AMOUNT_OK;
    text = slice_trim(text);
    if (text.len == 0)
        return AMOUNT_EMPTY;
    exponent = take_exponent(&text);
    if (!number_split(text, format, &number))
        return AMOUNT_SYNTAX;
    if (number.fraction.len > AMOUNT_SCALE_MAX ||
        !read_digits(number.whole, &coefficient) ||
        !read_digits(number.fraction, &coefficient))
        return AMOUNT_TOO_LONG;
    scale = (int)number.fraction.len;
    if (exponent != 0 && !shift_point(&coefficient, &scale, exponent))
        return AMOUNT_TOO_LONG;
    out->coefficient = number.negative ? -(wide)coefficient : (wide)coefficient;
    out->scale = (uint8_t)scale;
    return AMOUNT_OK;
}

/*
 * Keeps `coefficient` unless it is the one value whose negation does not fit:
 * without it amount_negate() cannot overflow.
 */
static bool keep(wide coefficient, uint8_t scale, struct amount *out)
{
    if (coefficient < -WIDE_MAX)
        return false;
    *out = (struct amount){coefficient, scale};
    return true;
}

/* A magnitude with its sign, if it fits. */
static bool keep_magnitude(wide_natural value, bool negative, uint8_t scale,
                           struct amount *out)
{
    if (value > (wide_natural)WIDE_MAX)
        return false;
    return keep(negative ? -(wide)value : (wide)value, scale, out);
}

/*
 * Products are of magnitudes: clang checks signed ones by a library function
 * that libgcc does not have.
 */
/* More decimals, exactly. */
static bool rescale_up(struct amount *a, uint8_t scale)
{
    wide_natural scaled;

    return multiply(magnitude(a->coefficient), powers[scale - a->scale],
                    &scaled) &&
           keep_magnitude(scaled, a->coefficient < 0, scale, a);
}

static bool same_scale(struct amount *a, struct amount *b)
{
    if (a->scale < b->scale)
        return rescale_up(a, b->scale);
    return b->scale == a->scale || rescale_up(b, a->scale);
}

bool amount_add(struct amount a, struct amount b, struct amount *out)
{
    wide sum;

    return (a.scale == b.scale || same_scale(&a, &b)) &&
           !__builtin_add_overflow(a.coefficient, b.coefficient, &sum) &&
           keep(sum, a.scale, out);
}

bool amount_subtract(struct amount a, struct amount b, struct amount *out)
{
    return amount_add(a, amount_negate(b), out);
}

bool amount_multiply(struct amount a, struct amount b, struct amount *out)
{
    wide_natural product = 0;
    unsigned scale;

    /* Zeros at the end must not be what makes a product too long. */
    if (a.scale + b.scale > AMOUNT_SCALE_MAX ||
        !multiply(magnitude(a.coefficient), magnitude(b.coefficient),
                  &product)) {
        a = amount_reduce(a);
        b = amount_reduce(b);
        if (!multiply(magnitude(a.coefficient), magnitude(b.coefficient),
                      &product))
            return false;
    }
    scale = (unsigned)a.scale + b.scale;
    for (; scale > AMOUNT_SCALE_MAX && product % 10 == 0; scale--)
        product /= 10;
    return scale <= AMOUNT_SCALE_MAX &&
           keep_magnitude(product, amount_sign(a) * amount_sign(b) < 0,
                          (uint8_t)scale, out);
}

/*
 * The next digit of a long division: 10 * rest / divisor, the new rest in
 * `*rest`. Ten additions instead of one product, which could overflow; no sum
 * here exceeds 2 * divisor, and divisors are at most 2^127.
 */
static unsigned next_digit(wide_natural *rest, wide_natural divisor)
{
    wide_natural left = 0;
    unsigned quotient = 0;

    if (*rest <= (wide_natural)-1 / 10) {
        wide_natural tenfold = *rest * 10;

        *rest = tenfold % divisor;
        return (unsigned)(tenfold / divisor);
    }
    for (int i = 0; i < 10; i++) {
        left += *rest;
        if (left >= divisor) {
            left -= divisor;
            quotient++;
        }
    }
    *rest = left;
    return quotient;
}

/* a / b with `digits` more digits, half up. */
static bool divide_longer(wide_natural a, wide_natural b, int digits,
                          wide_natural *out)
{
    wide_natural quotient = a / b;
    wide_natural rest = a % b;

    for (; digits > 0; digits--) {
        unsigned next = next_digit(&rest, b);

        if (!multiply(quotient, 10, &quotient) ||
            __builtin_add_overflow(quotient, next, &quotient))
            return false;
    }
    *out = quotient;
    return rest < b - rest || !__builtin_add_overflow(*out, 1, out);
}

/*
 * a / (b * 10^digits), half up, digits > 0. With a = (q * 10^digits + r) * b +
 * rest and rest < b, the remainder r * b + rest is at least half the divisor
 * exactly when r is at least half of 10^digits, which is even.
 */
static wide_natural divide_shorter(wide_natural a, wide_natural b, int digits)
{
    wide_natural quotient = a / b;
    uint64_t power = powers[digits];

    return quotient / power + (quotient % power >= power / 2);
}

bool amount_divide(struct amount a, struct amount b, uint8_t scale,
                   struct amount *out)
{
    wide_natural dividend = magnitude(a.coefficient);
    wide_natural divisor = magnitude(b.coefficient);
    int digits = (int)scale + b.scale - a.scale;
    bool negative = (a.coefficient < 0) != (b.coefficient < 0);
    wide_natural quotient;

    if (divisor == 0 || scale > AMOUNT_SCALE_MAX)
        return false;
    if (digits < 0)
        quotient = divide_shorter(dividend, divisor, -digits);
    else if (!divide_longer(dividend, divisor, digits, &quotient))
        return false;
    return keep_magnitude(quotient, negative, scale, out);
}

bool amount_round(struct amount a, uint8_t scale, struct amount *out)
{
    wide_natural rounded;

    if (scale > AMOUNT_SCALE_MAX)
        return false;
    if (scale >= a.scale)
        return rescale_up(&a, scale) && keep(a.coefficient, scale, out);
    rounded = divide_shorter(magnitude(a.coefficient), 1, a.scale - scale);
    return keep_magnitude(rounded, a.coefficient < 0, scale, out);
}

/* What is after the point, at the largest scale; fits, being less than 1. */
static int64_t fraction_of(struct amount a)
{
    int64_t power = (int64_t)powers[a.scale];

    return (int64_t)(a.coefficient % power) * ((int64_t)TEN_TO_18 / power);
}

int amount_compare(struct amount a, struct amount b)
{
    wide whole_a = a.coefficient, whole_b = b.coefficient;
    int64_t rest_a = 0, rest_b = 0;

    if (a.scale != b.scale) {
        whole_a = a.coefficient / (wide)powers[a.scale];
        whole_b = b.coefficient / (wide)powers[b.scale];
        rest_a = fraction_of(a);
        rest_b = fraction_of(b);
    }
    if (whole_a != whole_b)
        return whole_a < whole_b ? -1 : 1;
    return (rest_a > rest_b) - (rest_a < rest_b);
}

int amount_sign(struct amount a)
{
    return (a.coefficient > 0) - (a.coefficient < 0);
}

struct amount amount_negate(struct amount a)
{
    return (struct amount){-a.coefficient, a.scale};
}

struct amount amount_reduce(struct amount a)
{
    while (a.scale > 0 && a.coefficient % 10 == 0) {
        a.coefficient /= 10;
        a.scale--;
    }
    return a;
}

/* Digits of `value` backwards from `end`, at least `least`; returns the first.
 */
static char *put_digits(char *end, wide_natural value, unsigned least)
{
    char *at = end;

    while (value > UINT64_MAX) {
        *--at = (char)('0' + (int)(value % 10));
        value /= 10;
    }
    for (uint64_t low = (uint64_t)value; low > 0; low /= 10)
        *--at = (char)('0' + (int)(low % 10));
    while ((unsigned)(end - at) < least)
        *--at = '0';
    return at;
}

void amount_write(struct buf *out, struct amount a)
{
    char digits[DIGITS_MAX];
    char *end = digits + sizeof(digits);
    char *first = put_digits(end, magnitude(a.coefficient), a.scale + 1u);
    size_t whole_len = (size_t)(end - first) - a.scale;

    if (a.coefficient < 0)
        buf_add_char(out, '-');
    buf_add(out, first, whole_len);
    if (a.scale > 0) {
        buf_add_char(out, '.');
        buf_add(out, first + whole_len, a.scale);
    }
}

double amount_to_double(struct amount a)
{
    return (double)a.coefficient / (double)powers[a.scale];
}
