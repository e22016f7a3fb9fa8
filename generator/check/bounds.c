#include "check/bounds.h"

#define QUOTIENT_SCALE 12

static bool widen(struct amount value, struct amount by, struct bounds *out)
{
    return amount_subtract(value, by, &out->low) &&
           amount_add(value, by, &out->high);
}

/* `count` halves of a unit of the last of `scale` decimals. */
static struct amount halves(uint8_t scale, uint32_t count)
{
    struct amount half = {(wide)count * 5, (uint8_t)(scale + 1)};

    if (scale < AMOUNT_SCALE_MAX)
        return half;
    /* The next decimal cannot be kept: a whole unit, on the safe side. */
    return (struct amount){count, scale};
}

bool bounds_of(struct amount written, struct bounds *out)
{
    return widen(written, halves(written.scale, 1), out);
}

bool bounds_of_sum(struct amount sum, uint8_t scale, uint32_t count,
                   struct bounds *out)
{
    return widen(sum, halves(scale, count), out);
}

bool bounds_subtract(struct bounds a, struct bounds b, struct bounds *out)
{
    return amount_subtract(a.low, b.high, &out->low) &&
           amount_subtract(a.high, b.low, &out->high);
}

static bool percent(struct amount a, struct amount b, struct amount *out)
{
    struct amount hundredfold;

    return amount_multiply(a, amount_of(100), &hundredfold) &&
           amount_divide(hundredfold, b, QUOTIENT_SCALE, out);
}

bool bounds_percent(struct bounds a, struct bounds b, struct bounds *out)
{
    const struct amount over[2] = {a.low, a.high};
    const struct amount under[2] = {b.low, b.high};
    bool is_first = true;

    if (amount_sign(b.low) <= 0 && amount_sign(b.high) >= 0)
        return false;
    for (int i = 0; i < 4; i++) {
        struct amount corner;

        if (!percent(over[i / 2], under[i % 2], &corner))
            return false;
        if (is_first || amount_compare(corner, out->low) < 0)
            out->low = corner;
        if (is_first || amount_compare(corner, out->high) > 0)
            out->high = corner;
        is_first = false;
    }
    return true;
}

bool bounds_meet(struct bounds a, struct bounds b)
{
    return amount_compare(a.low, b.high) <= 0 &&
           amount_compare(b.low, a.high) <= 0;
}
