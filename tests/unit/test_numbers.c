/* Which digits of prose state a quantity; texts without case and accents. */
#include "input_help.h"

#include "base/fold.h"
#include "input/numbers.h"

static void assert_count(const char *text, uint32_t expected)
{
    if (count_numbers(slice_of(text)) != expected)
        fail_msg("%s: %u, not %u", text, count_numbers(slice_of(text)),
                 expected);
}

static void quantities(void **state)
{
    (void)state;
    assert_count("", 0);
    assert_count("En 2005 hubo 12 casas", 1);
    assert_count("1.234.567 y 1,234.5 y 1'234", 3);
    assert_count("1\u00A0234 o 1\u202F234 o 0.5", 3);
    assert_count("de 10-20 a 10\u201320", 2);
    assert_count("5 % y 2000 %", 2); /* 2000 % is no year */
    assert_count("(3) casas. 4.", 2);
    assert_count("12000", 1);
    assert_count("5 may be enough", 1);
    assert_count("20km", 1);
}

static void years_and_dates(void **state)
{
    (void)state;
    assert_count("2017, 2014-2018, 2017-18, 1999\u20132003", 0);
    assert_count("2017-10-31, 30/04/2025, 12:30", 0);
    assert_count("31 de octubre de 2017 y el 1 de mayo", 0);
    assert_count("October 31, 2017; 1 May 2017; 3 mars; 3 Enero", 0);
    assert_count("32 de octubre", 1);
    assert_count("1799 y 2200 y 2,017", 3);
}

static void ordinals_and_codes(void **state)
{
    (void)state;
    assert_count("1.º, 2.ª, 3°, 1er, 21st, 2nd, 3rd, 4th, 2do", 0);
    assert_count("PP-0138, A4, GOV.12, PP0138, L374", 0);
    assert_count("011, 1.2.3, 011.0138", 0);
    assert_count("Decreto 101-97, art\u00EDculo 134, ART\u00CDCULO 2", 0);
    assert_count("page 7, p. 7, No. 5, n.º 5, ODS 3, (nota 4)", 0);
    assert_count("del 1.2", 1);
}

static void folds(void **state)
{
    struct buf out = BUF_INIT;

    (void)state;
    fold_text(&out, SLICE("Á\u0301RBOL ñandú Œuvre ŠKODA 教 Straße"));
    assert_int_equal(buf_slice(&out).len,
                     strlen("arbol nandu oeuvre skoda 教 strasse"));
    assert_memory_equal(out.ptr, "arbol nandu oeuvre skoda 教 strasse",
                        out.len);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities),
        cmocka_unit_test(years_and_dates),
        cmocka_unit_test(ordinals_and_codes),
        cmocka_unit_test(folds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
