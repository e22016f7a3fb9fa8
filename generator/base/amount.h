/*
 * Exact decimals. Layer: base.
 *
 * An amount is coefficient / 10^scale. Nothing here rounds except
 * amount_round() and amount_divide(), and both say how. Overflow is reported,
 * never wrapped: functions that can overflow return false and leave `*out`
 * alone.
 */
#ifndef BASE_AMOUNT_H
#define BASE_AMOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

__extension__ typedef __int128 wide; /* the one typedef: the language has no
                                        other name for it */

#define AMOUNT_SCALE_MAX 18

struct amount {
    wide coefficient;
    uint8_t scale; /* decimals, 0 to AMOUNT_SCALE_MAX */
};

/* How a number is written. `group` 0 = no grouping allowed. */
struct amount_format {
    char decimal;
    char group;
};

enum amount_fault {
    AMOUNT_OK,
    AMOUNT_EMPTY,    /* nothing but white space */
    AMOUNT_SYNTAX,   /* not a number in this format */
    AMOUNT_TOO_LONG, /* more digits than can be kept exactly */
};

struct amount amount_of(int64_t units);
/*
 * Reads a whole number text: sign (+, -, U+2212 or parentheses for negative),
 * digits, groups where `format.group` is set (of three, or as in 1,23,456),
 * decimals, and a decimal exponent ("4.5e+07", read exactly). `*out` keeps the
 * decimals as written
 * ("1.50" has scale 2).
 */
enum amount_fault amount_parse(struct slice text, struct amount_format format,
                               struct amount *out) MUST_USE;
/*
 * The common case of amount_parse(), and quick: a minus or none, digits, at
 * most one decimal mark among them. False for all else, right or wrong.
 */
bool amount_parse_plain(struct slice text, char decimal,
                        struct amount *out) MUST_USE;
bool amount_add(struct amount a, struct amount b, struct amount *out) MUST_USE;
bool amount_subtract(struct amount a, struct amount b,
                     struct amount *out) MUST_USE;
bool amount_multiply(struct amount a, struct amount b,
                     struct amount *out) MUST_USE;
/*
 * a / b with `scale` decimals, half away from zero. False when b is zero or the
 * quotient does not fit.
 */
bool amount_divide(struct amount a, struct amount b, uint8_t scale,
                   struct amount *out) MUST_USE;
/* To fewer decimals, half away from zero; to more, exactly. */
bool amount_round(struct amount a, uint8_t scale, struct amount *out) MUST_USE;
/* <0, 0, >0 by value: 1.5 equals 1.50. */
int amount_compare(struct amount a, struct amount b);
int amount_sign(struct amount a);
struct amount amount_negate(struct amount a);
/* Without trailing zeros after the point. */
struct amount amount_reduce(struct amount a);
/* Canonical text: "-1234.50", never "-0", a point, no groups. */
void amount_write(struct buf *out, struct amount a);
/* For drawing only: charts need coordinates, not money. */
double amount_to_double(struct amount a);

#endif
