#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "render/initial.h"

static void assert_initial(const char *language, const char *name,
                           const char *letter, const char *printed)
{
    struct collator *order = collator_open(slice_of(language));
    struct buf out = BUF_INIT;
    struct buf heading = BUF_INIT;

    initial_add(&out, order, slice_of(name));
    assert_string_equal(out.ptr, letter);
    initial_print(&heading, buf_slice(&out));
    assert_string_equal(heading.ptr, printed);
    buf_release(&heading);
    buf_release(&out);
    collator_close(order);
}

static void test_plain(void **state)
{
    (void)state;
    assert_initial("es-GT", "agua", "a", "A");
    assert_initial("es-GT", "Zona", "z", "Z");
    assert_initial("en-US", "Health", "h", "H");
}

static void test_accents(void **state)
{
    (void)state;
    assert_initial("es-GT", "\xC3\x81mbito", "a", "A"); /* Ámbito */
    assert_initial("es-GT",
                   "\xC3\xBA"
                   "til",
                   "u", "U");                        /* útil */
    assert_initial("en-US", "\xC3\x86on", "a", "A"); /* Æon */
    assert_initial("es-GT",
                   "\xC5\xBD"
                   "abalj",
                   "z", "Z"); /* Žabalj */
}

/* Ñ is the fifteenth letter of the Spanish alphabet, none of the English. */
static void test_own_letters(void **state)
{
    (void)state;
    assert_initial("es-GT",
                   "\xC3\x91"
                   "andu",
                   "\xC3\xB1", "\xC3\x91");
    assert_initial("es-GT",
                   "\xC3\xB1"
                   "ame",
                   "\xC3\xB1", "\xC3\x91");
    assert_initial("en-US",
                   "\xC3\x91"
                   "andu",
                   "n", "N");
}

static void test_marks(void **state)
{
    (void)state;
    assert_initial("es-GT",
                   "\xC2\xAB"
                   "Aqu\xC3\xAD\xC2\xBB",
                   "a", "A");
    assert_initial("es-GT",
                   "\xC2\xBF"
                   "Cu\xC3\xA1nto?",
                   "c", "C");
    assert_initial("en-US", "\xE2\x80\x9CQuoted\xE2\x80\x9D", "q", "Q");
    assert_initial("en-US", "(No) entry", "n", "N");
}

static void test_no_letters(void **state)
{
    (void)state;
    assert_initial("es-GT", "2017", "0-9", "0-9");
    assert_initial("es-GT", "", "0-9", "0-9");
    assert_initial("es-GT", "---", "0-9", "0-9");
}

static void test_other_scripts(void **state)
{
    (void)state;
    assert_initial("en-US", "\xCE\xBB\xCF\x8C\xCE\xB3\xCE\xBF\xCF\x82",
                   "\xCE\xBB", "\xCE\xBB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_accents),
        cmocka_unit_test(test_own_letters),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_no_letters),
        cmocka_unit_test(test_other_scripts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
