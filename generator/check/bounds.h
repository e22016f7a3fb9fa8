/*
 * What a written number can stand for. Layer: check, not for others.
 *
 * A number written with d decimals is any value within half a unit of the last
 * of them. Arithmetic over such bounds is exact up to twelve decimals.
 */
#ifndef CHECK_BOUNDS_H
#define CHECK_BOUNDS_H

#include "base/amount.h"

struct bounds {
    struct amount low;
    struct amount high;
};

/* What `written` can stand for. False on overflow. */
bool bounds_of(struct amount written, struct bounds *out) MUST_USE;
/* The same for a sum of `count` numbers written with `scale` decimals. */
bool bounds_of_sum(struct amount sum, uint8_t scale, uint32_t count,
                   struct bounds *out) MUST_USE;
/* a - b. */
bool bounds_subtract(struct bounds a, struct bounds b,
                     struct bounds *out) MUST_USE;
/* 100 * a / b; false also when `b` may be zero: any value is possible then. */
bool bounds_percent(struct bounds a, struct bounds b,
                    struct bounds *out) MUST_USE;
/* Have the two a value in common? */
bool bounds_meet(struct bounds a, struct bounds b);

#endif
