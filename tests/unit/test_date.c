#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

static struct date read_date(const char *text)
{
    struct date date = {0};

    assert_true(date_parse(slice_of(text), &date));
    return date;
}

static struct period read_period(const char *text)
{
    struct period period = {0};

    assert_true(period_parse(slice_of(text), &period));
    return period;
}

static void assert_date(struct date date, const char *text)
{
    struct buf buf = BUF_INIT;

    date_write(&buf, date);
    assert_string_equal(buf.ptr, text);
    buf_release(&buf);
}

static void test_forms_round_trip(void **state)
{
    static const char *const texts[] = {"2017", "2017-Q3", "2017-10",
                                        "2017-10-31", "0001-01-01"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct buf buf = BUF_INIT;

        period_write(&buf, read_period(texts[i]));
        assert_string_equal(buf.ptr, texts[i]);
        buf_release(&buf);
    }
}

static void test_other_forms_are_refused(void **state)
{
    static const char *const wrong[] = {
        "",           "17",         "2017-",      "2017-13",     "2017-00",
        "2017-Q0",    "2017-Q5",    "2017-q1",    "2017-1",      "2017/10",
        "2017-10-",   "2017-10-3",  "2017-10-32", "2017-10/31",  "2017-02-29",
        "1900-02-29", "2017-04-31", "0000",       "0000-01-01",  "2017-10-00",
        "20171031",   " 2017",      "2017 ",      "2017-10-31T", "-017",
        "2017-Q33-0",
    };
    struct period period;
    struct date date;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_false(period_parse(slice_of(wrong[i]), &period));
    assert_false(period_parse(slice_of(NULL), &period));
    assert_false(date_parse(SLICE("2017-10"), &date));
    assert_true(date_parse(SLICE("2000-02-29"), &date));
    assert_true(date_parse(SLICE("2024-02-29"), &date));
}

/* Expected values from Python's datetime. */
static void test_days_between(void **state)
{
    static const struct {
        const char *a, *b;
        int32_t days;
    } cases[] = {
        {"1970-01-01", "2000-03-01", 11017},
        {"2017-10-31", "2026-02-28", 3042},
        {"0001-01-01", "9999-12-31", 3652058},
        {"1900-02-28", "1900-03-01", 1},
        {"2000-02-28", "2000-03-01", 2},
        {"2024-12-31", "2024-01-01", -365},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(
            date_days_between(read_date(cases[i].a), read_date(cases[i].b)),
            cases[i].days);
}

static void test_bounds_of_periods(void **state)
{
    static const char *const cases[][3] = {
        {"2017", "2017-01-01", "2017-12-31"},
        {"2017-Q1", "2017-01-01", "2017-03-31"},
        {"2017-Q2", "2017-04-01", "2017-06-30"},
        {"2017-Q4", "2017-10-01", "2017-12-31"},
        {"2024-02", "2024-02-01", "2024-02-29"},
        {"2023-02", "2023-02-01", "2023-02-28"},
        {"2017-10-31", "2017-10-31", "2017-10-31"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct period period = read_period(cases[i][0]);

        assert_date(period_first_day(period), cases[i][1]);
        assert_date(period_last_day(period), cases[i][2]);
    }
    assert_false(date_is_set(period_first_day((struct period){0})));
    assert_false(date_is_set(period_last_day((struct period){0})));
}

static void test_order(void **state)
{
    static const char *const ascending[] = {
        "2016-12-31", "2017",    "2017-Q1", "2017-01",
        "2017-01-01", "2017-02", "2017-Q2", "2018",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(ascending); i++)
        for (size_t j = 0; j < COUNT_OF(ascending); j++) {
            int order = period_compare(read_period(ascending[i]),
                                       read_period(ascending[j]));

            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    assert_true(date_compare(read_date("2017-02-01"), read_date("2017-01-31")) >
                0);
}

static void test_contains(void **state)
{
    (void)state;
    assert_true(period_contains(read_period("2017"), read_period("2017-Q4")));
    assert_true(
        period_contains(read_period("2017-Q4"), read_period("2017-10-31")));
    assert_true(period_contains(read_period("2017"), read_period("2017")));
    assert_false(
        period_contains(read_period("2017-Q4"), read_period("2017-09")));
    assert_false(period_contains(read_period("2017-10"), read_period("2017")));
    assert_false(period_contains(read_period("2017"), (struct period){0}));
    assert_false(period_contains((struct period){0}, read_period("2017")));
}

static void test_made_periods(void **state)
{
    (void)state;
    assert_int_equal(period_compare(period_of_year(2017), read_period("2017")),
                     0);
    assert_int_equal(
        period_compare(period_of_month(2017, 2), read_period("2017-02")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_round_trip),
        cmocka_unit_test(test_other_forms_are_refused),
        cmocka_unit_test(test_days_between),
        cmocka_unit_test(test_bounds_of_periods),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_contains),
        cmocka_unit_test(test_made_periods),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
