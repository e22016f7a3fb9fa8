#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/amount.h"

static const struct amount_format plain = {'.', 0};
static const struct amount_format english = {'.', ','};
static const struct amount_format german = {',', '.'};
static const struct amount_format french = {',', ' '};
static const struct amount_format swiss = {'.', '\''};

static struct amount read_amount(const char *text)
{
    struct amount amount = {0};

    assert_int_equal(amount_parse(slice_of(text), plain, &amount), AMOUNT_OK);
    return amount;
}

static void assert_amount(struct amount amount, const char *text)
{
    struct buf buf = BUF_INIT;

    amount_write(&buf, amount);
    assert_string_equal(buf.ptr, text);
    buf_release(&buf);
}

static void assert_reads(const char *text, struct amount_format format,
                         const char *expected)
{
    struct amount amount = {0};

    assert_int_equal(amount_parse(slice_of(text), format, &amount), AMOUNT_OK);
    assert_amount(amount, expected);
}

static void assert_fault(const char *text, struct amount_format format,
                         enum amount_fault fault)
{
    struct amount amount = {77, 7};

    assert_int_equal(amount_parse(slice_of(text), format, &amount), fault);
    assert_int_equal((int)amount.coefficient, 77);
}

static void test_parse_accepts(void **state)
{
    (void)state;
    /* As extracts write round amounts. */
    assert_reads("2e+06", plain, "2000000");
    assert_reads("4.50E+07", plain, "45000000");
    assert_reads("-1.25e1", plain, "-12.5");
    assert_reads("25e-3", plain, "0.025");
    assert_reads("7e0", plain, "7");
    assert_reads("1234.50", plain, "1234.50");
    assert_reads(" 5\n", plain, "5");
    assert_reads("-5", plain, "-5");
    assert_reads("+5", plain, "5");
    assert_reads("\xE2\x88\x92"
                 "5.1",
                 plain, "-5.1");
    assert_reads("(5.00)", plain, "-5.00");
    assert_reads("( 5.00 )", plain, "-5.00");
    assert_reads(".5", plain, "0.5");
    assert_reads("-.5", plain, "-0.5");
    assert_reads("000123", plain, "123");
    assert_reads("1,234.50", english, "1234.50");
    assert_reads("1234.50", english, "1234.50");
    assert_reads("12,345,678", english, "12345678");
    assert_reads("1,23,456.50", english, "123456.50");
    assert_reads("-12,34,56,789", english, "-123456789");
    assert_reads("(1,00,000)", english, "-100000");
    assert_reads("1\xE2\x80\x99"
                 "234.50",
                 swiss, "1234.50");
    assert_reads("1'234'567", swiss, "1234567");
    assert_reads("1.234,50", german, "1234.50");
    assert_reads("1 234,50", french, "1234.50");
    assert_reads("1\xC2\xA0"
                 "234,50",
                 french, "1234.50");
    assert_reads("1\xE2\x80\xAF"
                 "234,50",
                 french, "1234.50");
}

static void test_parse_refuses(void **state)
{
    static const char *const wrong[] = {
        "5.", "-",     ".",   "()",       "(-5)", "--5", "- 5",    "5-",
        "1e", "e3",    "1 2", "abc",      "(5",   "5)",  "1.2.3",  "0x10",
        "$5", "1,234", "+",   "\xC2\xA0", "-(5)", "NaN", "(5)(6)",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_fault(wrong[i], plain, AMOUNT_SYNTAX);
    assert_fault("", plain, AMOUNT_EMPTY);
    assert_fault(" \t", plain, AMOUNT_EMPTY);
}

static void test_parse_refuses_wrong_groups(void **state)
{
    static const char *const wrong[] = {
        "1,23",   "1234,567", ",123",    "1,,234", "1,234,", "1,2345",
        "1,23,4", "1.234,5",  "1.2,345", "1 234",  "1,234.",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_fault(wrong[i], english, AMOUNT_SYNTAX);
    assert_fault("1\xC2\xA0"
                 "234",
                 english, AMOUNT_SYNTAX);
    assert_fault("1  234", french, AMOUNT_SYNTAX);
}

static void test_parse_limits(void **state)
{
    (void)state;
    assert_reads("0.123456789012345678", plain, "0.123456789012345678");
    assert_fault("0.1234567890123456789", plain, AMOUNT_TOO_LONG);
    assert_fault("0.1234567890123456789x", plain, AMOUNT_SYNTAX);
    assert_reads("1000000000000000000000000000000000000", plain,
                 "1000000000000000000000000000000000000");
    assert_fault("1000000000000000000000000000000000001", plain,
                 AMOUNT_TOO_LONG);
    assert_fault("9999999999999999999999999999999999999999999999999999999",
                 plain, AMOUNT_TOO_LONG);
    assert_reads("-999999999999999999.999999999999999999", plain,
                 "-999999999999999999.999999999999999999");
}

static void test_minus_zero_is_not_written(void **state)
{
    struct amount rounded;

    (void)state;
    assert_reads("-0", plain, "0");
    assert_reads("(0.00)", plain, "0.00");
    assert_amount(amount_negate(amount_of(0)), "0");
    assert_true(amount_round(read_amount("-0.004"), 2, &rounded));
    assert_amount(rounded, "0.00");
    assert_true(amount_divide(amount_of(-1), amount_of(1000), 2, &rounded));
    assert_amount(rounded, "0.00");
}

static void test_write(void **state)
{
    (void)state;
    assert_amount(amount_of(INT64_MIN), "-9223372036854775808");
    assert_amount((struct amount){5, 3}, "0.005");
    assert_amount((struct amount){-5, 18}, "-0.000000000000000005");
    assert_amount((struct amount){UINT64_MAX, 2}, "184467440737095516.15");
    assert_amount(amount_reduce(read_amount("1500.500")), "1500.5");
    assert_amount(amount_reduce(read_amount("1500.000")), "1500");
    assert_amount(amount_reduce(read_amount("0.00")), "0");
}

static void test_sums_pass_64_bits(void **state)
{
    struct amount term = read_amount("1000000000000000.0001"); /* 10^15 */
    struct amount sum = amount_of(0);

    (void)state;
    for (int i = 0; i < 20000; i++)
        assert_true(amount_add(sum, term, &sum));
    assert_amount(sum, "20000000000000000002.0000");
    for (int i = 0; i < 20001; i++)
        assert_true(amount_subtract(sum, term, &sum));
    assert_amount(sum, "-1000000000000000.0001");
}

static void test_add_aligns_scales(void **state)
{
    struct amount sum;

    (void)state;
    assert_true(amount_add(read_amount("1.5"), read_amount("-0.025"), &sum));
    assert_amount(sum, "1.475");
    assert_true(amount_subtract(read_amount("0.1"), read_amount("0.1"), &sum));
    assert_amount(sum, "0.0");
}

/* 2^127 - 1, the largest coefficient. */
static struct amount largest(void)
{
    wide half = (wide)1 << 126;

    return (struct amount){half - 1 + half, 0};
}

static void test_overflow_is_found(void **state)
{
    struct amount large = largest();
    struct amount minus = amount_negate(large);
    struct amount out = {77, 7};

    (void)state;
    assert_amount(large, "170141183460469231731687303715884105727");
    assert_amount(minus, "-170141183460469231731687303715884105727");
    assert_false(amount_add(large, amount_of(1), &out));
    assert_false(amount_subtract(minus, amount_of(1), &out));
    assert_false(amount_subtract(minus, amount_of(2), &out));
    assert_false(amount_add(large, read_amount("0.1"), &out));
    assert_false(amount_multiply(large, amount_of(2), &out));
    assert_false(amount_multiply(minus, large, &out));
    assert_false(amount_round(large, 1, &out));
    assert_false(amount_round(amount_of(1), AMOUNT_SCALE_MAX + 1, &out));
    assert_false(amount_divide(large, read_amount("0.1"), 0, &out));
    assert_false(amount_divide(large, amount_of(1), 1, &out));
    assert_false(amount_divide(amount_of(1), amount_of(0), 2, &out));
    assert_int_equal((int)out.coefficient, 77);
    assert_int_equal(out.scale, 7);
}

static void test_multiply(void **state)
{
    struct amount out;

    (void)state;
    assert_true(
        amount_multiply(read_amount("-1.5"), read_amount("0.25"), &out));
    assert_amount(out, "-0.375");
    assert_true(amount_multiply(read_amount("2.0000000000"),
                                read_amount("3.5000000000"), &out));
    assert_amount(out, "7.0");
    /* Needs 128 bits and a sign, unless the zeros go first. */
    assert_true(amount_multiply(read_amount("2642985653.9827378"),
                                read_amount("100000000000000000.00000"), &out));
    assert_amount(out, "264298565398273780000000000.0000000");
    /* Twenty decimals of which the last two are zero, and of which not. */
    assert_true(amount_multiply(read_amount("0.0000000004"),
                                read_amount("0.0000000025"), &out));
    assert_amount(out, "0.000000000000000001");
    out = amount_of(7);
    assert_false(amount_multiply(read_amount("0.0000000003"),
                                 read_amount("0.0000000007"), &out));
    assert_amount(out, "7");
}

/* Expected values from Python's fractions. */
static void test_divide(void **state)
{
    static const struct {
        const char *a, *b;
        uint8_t scale;
        const char *quotient;
    } cases[] = {
        {"1", "3", 18, "0.333333333333333333"},
        {"2", "3", 4, "0.6667"},
        {"-2", "3", 4, "-0.6667"},
        {"1", "-8", 2, "-0.13"},
        {"-1", "-8", 2, "0.13"},
        {"100", "7", 0, "14"},
        {"0.5", "1", 0, "1"},
        {"-0.5", "1", 0, "-1"},
        {"0.49", "1", 0, "0"},
        {"1.005", "1", 2, "1.01"},
        {"1234.565", "1.0", 2, "1234.57"},
        {"1000000000000000.0001", "3", 4, "333333333333333.3334"},
        {"123456789012345678901234567890",
         "987654321098765432109876543210987654", 18, "0.000000124999998861"},
        {"314159265358979323846264338327950288",
         "271828182845904523536028747135266249", 18, "1.155727349790921718"},
        {"999999999999999999999999999999999999",
         "1000000000000000000000000000000000000", 2, "1.00"},
        {"1", "999999999999999999", 18, "0.000000000000000001"},
        {"0.000000000000000001", "1000", 2, "0.00"},
        {"7", "0.000000000000000002", 0, "3500000000000000000"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct amount out = {0};

        assert_true(amount_divide(read_amount(cases[i].a),
                                  read_amount(cases[i].b), cases[i].scale,
                                  &out));
        assert_amount(out, cases[i].quotient);
    }
}

static void test_divide_by_the_largest(void **state)
{
    struct amount large = largest();
    struct amount out;

    (void)state;
    /* 5 * 10^37 / (2^127 - 1) */
    assert_true(amount_multiply(read_amount("50000000000000000000000000000"),
                                amount_of(1000000000), &out));
    assert_true(amount_divide(out, large, 18, &out));
    assert_amount(out, "0.293873587705571877");
    assert_true(amount_divide(large, amount_negate(large), 18, &out));
    assert_amount(out, "-1.000000000000000000");
    assert_true(amount_subtract(large, amount_of(1), &out));
    assert_true(amount_divide(out, large, 3, &out));
    assert_amount(out, "1.000");
}

static void test_round_half_away_from_zero(void **state)
{
    static const struct {
        const char *amount;
        uint8_t scale;
        const char *rounded;
    } cases[] = {
        {"2.5", 0, "3"},           {"-2.5", 0, "-3"},      {"2.4999", 0, "2"},
        {"-2.4999", 0, "-2"},      {"0.5", 0, "1"},        {"-0.5", 0, "-1"},
        {"1.005", 2, "1.01"},      {"-1.005", 2, "-1.01"}, {"1.5", 3, "1.500"},
        {"999.995", 2, "1000.00"}, {"7", 0, "7"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct amount out;

        assert_true(
            amount_round(read_amount(cases[i].amount), cases[i].scale, &out));
        assert_amount(out, cases[i].rounded);
    }
}

static void test_compare_by_value(void **state)
{
    (void)state;
    assert_int_equal(amount_compare(read_amount("1.5"), read_amount("1.50")),
                     0);
    assert_true(amount_compare(read_amount("1.49"), read_amount("1.5")) < 0);
    assert_true(amount_compare(read_amount("-0.5"), read_amount("0.25")) < 0);
    assert_true(amount_compare(read_amount("-1.5"), read_amount("-1.49")) < 0);
    assert_true(amount_compare(read_amount("0.1"), amount_of(0)) > 0);
    /* Not to be had by bringing both to one scale. */
    assert_true(amount_compare(largest(), read_amount("0.000000000000000001")) >
                0);
    assert_int_equal(amount_sign(read_amount("-0.00")), 0);
    assert_int_equal(amount_sign(read_amount("-0.01")), -1);
    assert_int_equal(amount_sign(read_amount("0.01")), 1);
}

static void test_to_double(void **state)
{
    (void)state;
    assert_true(amount_to_double(read_amount("-12.5")) == -12.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_accepts),
        cmocka_unit_test(test_parse_refuses),
        cmocka_unit_test(test_parse_refuses_wrong_groups),
        cmocka_unit_test(test_parse_limits),
        cmocka_unit_test(test_minus_zero_is_not_written),
        cmocka_unit_test(test_write),
        cmocka_unit_test(test_sums_pass_64_bits),
        cmocka_unit_test(test_add_aligns_scales),
        cmocka_unit_test(test_overflow_is_found),
        cmocka_unit_test(test_multiply),
        cmocka_unit_test(test_divide),
        cmocka_unit_test(test_divide_by_the_largest),
        cmocka_unit_test(test_round_half_away_from_zero),
        cmocka_unit_test(test_compare_by_value),
        cmocka_unit_test(test_to_double),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
