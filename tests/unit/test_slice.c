#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/slice.h"

static void assert_text(struct slice s, const char *text)
{
    assert_true(slice_equal_text(s, text));
}

static void test_of_null_is_empty(void **state)
{
    (void)state;
    assert_int_equal(slice_of(NULL).len, 0);
    assert_true(slice_equal(slice_of(NULL), SLICE("")));
    assert_int_equal(slice_of("abc").len, 3);
}

static void test_order_is_of_bytes(void **state)
{
    (void)state;
    assert_int_equal(slice_compare(SLICE("a"), SLICE("a")), 0);
    assert_true(slice_compare(SLICE("a"), SLICE("ab")) < 0);
    assert_true(slice_compare(SLICE("b"), SLICE("ab")) > 0);
    /* Bytes above 0x7F come after ASCII. */
    assert_true(slice_compare(SLICE("\xC3\xA9"), SLICE("z")) > 0);
    assert_true(slice_compare(slice_of(NULL), SLICE("a")) < 0);
    assert_int_equal(slice_compare(slice_of(NULL), SLICE("")), 0);
}

static void test_prefix_and_suffix(void **state)
{
    (void)state;
    assert_true(slice_starts_with(SLICE("abc"), SLICE("ab")));
    assert_false(slice_starts_with(SLICE("a"), SLICE("ab")));
    assert_true(slice_ends_with(SLICE("abc"), SLICE("bc")));
    assert_false(slice_ends_with(SLICE("abc"), SLICE("ab")));
    assert_true(slice_starts_with(slice_of(NULL), SLICE("")));
    assert_true(slice_ends_with(slice_of(NULL), SLICE("")));
}

static void test_trim_takes_ascii_space_only(void **state)
{
    (void)state;
    assert_text(slice_trim(SLICE(" \t\r\n\v\f a b \n")), "a b");
    assert_text(slice_trim(SLICE(" \t ")), "");
    assert_text(slice_trim(SLICE("\xC2\xA0x")), "\xC2\xA0x");
    assert_text(slice_trim(slice_of(NULL)), "");
}

static void test_find(void **state)
{
    (void)state;
    assert_int_equal(slice_find(SLICE("a.b.c"), '.'), 1);
    assert_int_equal(slice_find(SLICE("abc"), '.'), 3);
    assert_int_equal(slice_find(slice_of(NULL), '.'), 0);
}

static void test_cut_stays_inside(void **state)
{
    (void)state;
    assert_text(slice_cut(SLICE("abcdef"), 1, 3), "bc");
    assert_text(slice_cut(SLICE("abc"), 1, 99), "bc");
    assert_text(slice_cut(SLICE("abc"), 99, 100), "");
    assert_text(slice_cut(SLICE("abc"), 2, 1), "");
    assert_text(slice_cut(slice_of(NULL), 0, 4), "");
}

static void test_next_splits(void **state)
{
    struct slice s = SLICE("a,,b");

    (void)state;
    assert_text(slice_next(&s, ','), "a");
    assert_text(slice_next(&s, ','), "");
    assert_non_null(s.ptr);
    assert_text(slice_next(&s, ','), "b");
    assert_null(s.ptr);
    assert_int_equal(s.len, 0);
}

/* A separator at the end leaves one more, empty part. */
static void test_next_keeps_last_empty_part(void **state)
{
    struct slice s = SLICE("a,");

    (void)state;
    assert_text(slice_next(&s, ','), "a");
    assert_non_null(s.ptr);
    assert_text(slice_next(&s, ','), "");
    assert_null(s.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_of_null_is_empty),
        cmocka_unit_test(test_order_is_of_bytes),
        cmocka_unit_test(test_prefix_and_suffix),
        cmocka_unit_test(test_trim_takes_ascii_space_only),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_cut_stays_inside),
        cmocka_unit_test(test_next_splits),
        cmocka_unit_test(test_next_keeps_last_empty_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
