#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "emit/csv.h"

#define assert_written(out, expected)                                          \
    do {                                                                       \
        buf_add_char((out), '\0');                                             \
        assert_string_equal((out)->ptr, (expected));                           \
        buf_release(out);                                                      \
    } while (0)

static void test_quoting(void **state)
{
    static const char *const cells[] = {
        "plain", "a b", "a,b", "say \"x\"", "\"",  "two\nlines",
        "cr\r",  " a",  "a\t", "",          "ñ;'",
    };
    struct buf out = BUF_INIT;
    struct comma_writer w;

    (void)state;
    comma_init(&w, &out);
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        comma_cell_text(&w, cells[i]);
    comma_end_row(&w);
    assert_written(&out, "plain,a b,\"a,b\",\"say \"\"x\"\"\",\"\"\"\","
                         "\"two\nlines\",\"cr\r\",\" a\",\"a\t\",,ñ;'\r\n");
}

static void test_numbers_and_rows(void **state)
{
    struct buf out = BUF_INIT;
    struct comma_writer w;

    (void)state;
    comma_init(&w, &out);
    comma_cell_integer(&w, INT64_MIN);
    comma_cell_amount(&w, (struct amount){-150, 2});
    comma_cell_amount(&w, (struct amount){7, 0});
    comma_end_row(&w);
    comma_cell_text(&w, "");
    comma_cell_text(&w, "");
    comma_end_row(&w);
    assert_written(&out, "-9223372036854775808,-1.50,7\r\n,\r\n");
}

/* An empty line is no record for most readers. */
static void test_single_empty_cell(void **state)
{
    struct buf out = BUF_INIT;
    struct comma_writer w;

    (void)state;
    comma_init(&w, &out);
    comma_cell_text(&w, "");
    comma_end_row(&w);
    comma_cell_text(&w, "x");
    comma_end_row(&w);
    comma_cell(&w, (struct slice){NULL, 0});
    comma_end_row(&w);
    assert_written(&out, "\"\"\r\nx\r\n\"\"\r\n");
}

static void test_formulas(void **state)
{
    static const char *const run[] = {"=1+1",
                                      "+5",
                                      "@SUM(A1)",
                                      "\tx",
                                      "\rx",
                                      "\nx",
                                      "-",
                                      "-x",
                                      "-1+1",
                                      "-1.",
                                      "-.5",
                                      "-1e5",
                                      "--1",
                                      ("\xEF\xBC\x9D"
                                       "1")};
    static const char *const left[] = {"",
                                       "1",
                                       "-12.5",
                                       "-3",
                                       "a=1",
                                       " =1",
                                       "'=1",
                                       "\xEF\xBC\x91",
                                       "-99999999999999999999.5"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(run); i++)
        assert_true(comma_is_formula(slice_of(run[i])));
    for (size_t i = 0; i < COUNT_OF(left); i++)
        assert_false(comma_is_formula(slice_of(left[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quoting),
        cmocka_unit_test(test_numbers_and_rows),
        cmocka_unit_test(test_single_empty_cell),
        cmocka_unit_test(test_formulas),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
