/*
 * Figures as text: status words, rounding for display, units in heads.
 * Expected texts are written by hand from the rules of figure/print.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "figure/print.h"

static struct language language_of(const char *tag)
{
    return (struct language){.tag = slice_of(tag),
                             .locale = locale_find(slice_of(tag))};
}

static struct figure present(wide coefficient, uint8_t scale, uint8_t decimals)
{
    return (struct figure){.operation = FIGURE_SUM,
                           .status = FIGURE_PRESENT,
                           .value = {coefficient, scale},
                           .unit = {.decimals = decimals}};
}

static void expect_figure(const struct figure *figure, const char *tag,
                          const char *text)
{
    struct language language = language_of(tag);
    struct buf out = BUF_INIT;

    figure_print(&out, figure, &language);
    assert_string_equal(out.ptr, text);
    buf_release(&out);
}

static void expect_unit(struct figure_unit unit, const char *tag,
                        const char *text)
{
    struct language language = language_of(tag);
    struct buf out = BUF_INIT;

    figure_print_unit(&out, unit, &language);
    assert_int_equal(out.len, strlen(text));
    if (out.len > 0)
        assert_string_equal(out.ptr, text);
    buf_release(&out);
}

static void test_amounts(void **state)
{
    (void)state;
    struct figure accrued = present(700969, 2, 2);
    struct figure half = present(5, 1, 0);
    struct figure loss = present(-1240, 2, 1);

    expect_figure(&accrued, "en-US", "7,009.69");
    expect_figure(&accrued, "es-GT", "7,009.69");
    expect_figure(&half, "en-US", "1"); /* half away from zero */
    expect_figure(&loss, "en-US", "-12.4");
}

/* 7,009,690,000.00 counted in units and shown in millions. */
static void test_shown_in_another_power(void **state)
{
    (void)state;
    struct figure accrued = present((wide)700969000000, 2, 2);

    accrued.unit.shown = 6;
    expect_figure(&accrued, "en-US", "7,009.69");
    accrued.unit.multiplier = 3;
    expect_figure(&accrued, "en-US", "7,009,690.00");
}

static void test_percentages(void **state)
{
    (void)state;
    struct figure share = present(2530, 4, 1);

    share.operation = FIGURE_SHARE;
    assert_true(figure_is_percentage(&share));
    expect_figure(&share, "en-US", "25.3%");
    share.operation = FIGURE_CHANGE;
    share.value.coefficient = -692;
    expect_figure(&share, "en-US", "-6.9%");
    share.operation = FIGURE_RATIO;
    assert_false(figure_is_percentage(&share));
    expect_figure(&share, "en-US", "-0.1");
}

static void test_words_for_what_is_missing(void **state)
{
    static const struct {
        enum figure_status status;
        const char *words;
        const char *name;
    } cases[] = {
        {FIGURE_EMPTY, "no data", "empty"},
        {FIGURE_NO_ROWS, "no data", "no-rows"},
        {FIGURE_NOT_REPORTED, "not reported", "not-reported"},
        {FIGURE_NOT_APPLICABLE, "not applicable", "not-applicable"},
        {FIGURE_NOT_DUE, "not yet due", "not-due"},
        {FIGURE_NO_BASE, "no base", "no-base"},
        {FIGURE_OVERFLOWED, "too large to compute", "overflowed"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct figure figure = present(5, 0, 0);
        struct buf exact = BUF_INIT;

        figure.status = cases[i].status;
        expect_figure(&figure, "en-US", cases[i].words);
        assert_string_equal(figure_status_name(figure.status), cases[i].name);
        figure_print_exact(&exact, &figure);
        assert_int_equal(exact.len, 0);
        buf_release(&exact);
    }
}

static void test_exact_value(void **state)
{
    (void)state;
    struct figure figure = present(-123450, 2, 0);
    struct buf out = BUF_INIT;

    figure_print_exact(&out, &figure);
    assert_string_equal(out.ptr, "-1234.50");
    buf_release(&out);
}

static void test_units(void **state)
{
    (void)state;
    struct figure_unit money = {
        .code = SLICE_INIT("USD"), .multiplier = 6, .is_money = true};

    expect_unit(money, "en-US", "million USD");
    expect_unit(money, "es-GT", "millones de USD");
    money.multiplier = 3;
    expect_unit(money, "es-GT", "mil USD");
    expect_unit(money, "en-US", "thousand USD");
    money.multiplier = 9;
    expect_unit(money, "es-GT", "mil millones de USD");
    money.multiplier = 0;
    expect_unit(money, "es-GT", "USD");
    money.shown = 6; /* counted in units, shown in millions */
    expect_unit(money, "es-GT", "millones de USD");
    money.shown = 2;
    expect_unit(money, "en-US", "\xC3\x97 100 USD");
    expect_unit((struct figure_unit){.code = SLICE_INIT("households")}, "en-US",
                "households");
    expect_unit((struct figure_unit){.decimals = 2}, "es-GT", "");
}

static void test_operation_names(void **state)
{
    (void)state;
    assert_string_equal(figure_operation_name(FIGURE_VALUE), "value");
    assert_string_equal(figure_operation_name(FIGURE_CONSTANT), "constant");
    assert_string_equal(figure_operation_name(FIGURE_DIFFERENCE), "difference");
    assert_string_equal(figure_operation_name(FIGURE_DAYS), "days");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_shown_in_another_power),
        cmocka_unit_test(test_percentages),
        cmocka_unit_test(test_words_for_what_is_missing),
        cmocka_unit_test(test_exact_value),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_operation_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
