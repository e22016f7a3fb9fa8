/* Numbers in data: the first byte chooses decimal and group marks. */
#include "base/amount.h"
#include "fuzz.h"

static struct amount_format format_of(uint8_t choice)
{
    static const struct amount_format formats[] = {
        {'.', 0}, {',', 0}, {'.', ','}, {',', '.'}, {',', ' '}, {'.', '\''}};

    return formats[choice % (sizeof(formats) / sizeof(formats[0]))];
}

static void check_written(struct amount amount)
{
    const struct amount_format plain = {'.', 0};
    struct buf text = BUF_INIT;
    struct amount again;

    amount_write(&text, amount);
    if (amount_parse(buf_slice(&text), plain, &again) != AMOUNT_OK ||
        amount_compare(amount, again) != 0 || again.scale != amount.scale)
        BUG("what is written can be read, and is the same");
    buf_release(&text);
}

static void check_arithmetic(struct amount a)
{
    struct amount out;

    if (amount_add(a, amount_negate(a), &out) && amount_sign(out) != 0)
        BUG("a - a is 0");
    if (amount_compare(a, amount_reduce(a)) != 0)
        BUG("trailing zeros are worth nothing");
    if (amount_sign(a) != 0 && amount_divide(a, a, 2, &out) &&
        amount_compare(out, amount_of(1)) != 0)
        BUG("a / a is 1");
    (void)!amount_multiply(a, a, &out);
    for (uint8_t scale = 0; scale <= AMOUNT_SCALE_MAX; scale++)
        if (amount_round(a, scale, &out) && scale >= a.scale &&
            amount_compare(a, out) != 0)
            BUG("more decimals change nothing");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct amount amount;

    if (size < 1)
        return 0;
    if (amount_parse((struct slice){(const char *)data + 1, size - 1},
                     format_of(data[0]), &amount) != AMOUNT_OK)
        return 0;
    check_written(amount);
    check_arithmetic(amount);
    return 0;
}
