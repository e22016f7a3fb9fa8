/*
 * Order of names for readers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/uversion.h>

#include "locale/locale.h"

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

/* The order of two texts by comparison, which must be that of their keys. */
static int order_of(struct collator *collator, struct slice a, struct slice b)
{
    struct arena arena;
    int order = sign(collator_compare(collator, a, b));

    arena_init(&arena);
    assert_int_equal(sign(slice_compare(collator_key(collator, &arena, a),
                                        collator_key(collator, &arena, b))),
                     order);
    arena_release(&arena);
    assert_int_equal(sign(collator_compare(collator, b, a)), -order);
    return order;
}

/* Every text before every later one. */
static void assert_ascending(const char *tag, const char *const *texts,
                             size_t count)
{
    struct collator *collator = collator_open(slice_of(tag));

    for (size_t i = 0; i < count * count; i++) {
        size_t a = i / count, b = i % count;
        int order = order_of(collator, slice_of(texts[a]), slice_of(texts[b]));

        if (order != (a > b) - (a < b))
            print_error("%s: \"%s\" and \"%s\"\n", tag, texts[a], texts[b]);
        assert_int_equal(order, (a > b) - (a < b));
    }
    collator_close(collator);
}

static void spanish_has_its_own_letter(void **state)
{
    static const char *const es[] = {"", "nata", "nube", "ñame", "oca"};
    static const char *const en[] = {"", "ñame", "nata", "nube", "oca"};

    (void)state;
    assert_ascending("es-GT", es, COUNT_OF(es));
    assert_ascending("en-US", en, COUNT_OF(en));
}

static void accents_and_case_count_last(void **state)
{
    static const char *const texts[] = {
        "agua",  "Agua",  "água", "agua potable", "agua potable y saneamiento",
        "Ámbar", "Zacapa"};

    (void)state;
    assert_ascending("es-GT", texts, COUNT_OF(texts));
}

static void numbers_count_by_value(void **state)
{
    static const char *const texts[] = {
        "2",         "9",          "10",          "100",        "Program 2",
        "Program 9", "Program 10", "Program 10a", "Program 100"};

    (void)state;
    assert_ascending("es-GT", texts, COUNT_OF(texts));
}

/* What ICU calls equal: leading zeros, composed and not, ignorable bytes. */
static void equal_texts_have_an_order(void **state)
{
    static const char *const zeros[] = {"Meta 001", "Meta 01", "Meta 1"};
    static const char *const forms[] = {"an\u0303o", "a\u00f1o"};

    (void)state;
    assert_ascending("es-GT", zeros, COUNT_OF(zeros));
    assert_ascending("es-GT", forms, COUNT_OF(forms));
}

static void order_is_total(void **state)
{
    static const struct slice texts[] = {SLICE_INIT(""),
                                         SLICE_INIT("a"),
                                         SLICE_INIT("a\0"),
                                         SLICE_INIT("a\0b"),
                                         SLICE_INIT("A"),
                                         SLICE_INIT("á"),
                                         SLICE_INIT("a\u0301"),
                                         SLICE_INIT("\xff"),
                                         SLICE_INIT("a\xc3"),
                                         SLICE_INIT("\ufffd"),
                                         SLICE_INIT("01"),
                                         SLICE_INIT("1"),
                                         SLICE_INIT("\u200b"),
                                         SLICE_INIT("a\u200b"),
                                         SLICE_INIT("a-b"),
                                         SLICE_INIT("a b"),
                                         SLICE_INIT("ab"),
                                         SLICE_INIT("ñ"),
                                         SLICE_INIT("n\u0303"),
                                         SLICE_INIT("\U0001f4a7"),
                                         SLICE_INIT("\xed\xa0\x80"),
                                         {NULL, 0}};
    const size_t count = COUNT_OF(texts);
    struct collator *collator = collator_open(SLICE("es-GT"));

    (void)state;
    for (size_t i = 0; i < count * count * count; i++) {
        struct slice a = texts[i % count], b = texts[i / count % count];
        struct slice c = texts[i / count / count];

        if (collator_compare(collator, a, b) <= 0 &&
            collator_compare(collator, b, c) <= 0)
            assert_true(collator_compare(collator, a, c) <= 0);
    }
    for (size_t i = 0; i < count * count; i++) {
        struct slice a = texts[i % count], b = texts[i / count];

        assert_int_equal(order_of(collator, a, b) == 0, slice_equal(a, b));
    }
    collator_close(collator);
}

static void long_texts_have_keys(void **state)
{
    struct collator *collator = collator_open(SLICE("es-GT"));
    struct buf a = BUF_INIT, b = BUF_INIT;

    (void)state;
    for (int i = 0; i < 5000; i++)
        buf_add_text(&a, "ñandú ");
    buf_add_slice(&b, buf_slice(&a));
    buf_add_char(&b, 'x');
    assert_int_equal(order_of(collator, buf_slice(&a), buf_slice(&b)), -1);
    assert_int_equal(order_of(collator, SLICE("z"), buf_slice(&b)), 1);
    buf_release(&a);
    buf_release(&b);
    collator_close(collator);
}

static void unknown_languages_have_the_order_of_the_root(void **state)
{
    static const char *const texts[] = {"", "ñame", "nata", "Oca 2", "Oca 10"};

    (void)state;
    assert_ascending("quc-GT", texts, COUNT_OF(texts));
    assert_ascending("", texts, COUNT_OF(texts));
    assert_ascending("no such tag, and too long to be the tag of anything at "
                     "all",
                     texts, COUNT_OF(texts));
    assert_ascending("!!", texts, COUNT_OF(texts));
    collator_close(NULL);
}

static void version_is_that_of_the_library(void **state)
{
    UVersionInfo version;
    char text[U_MAX_VERSION_STRING_LENGTH];

    (void)state;
    u_getVersion(version);
    u_versionToString(version, text);
    assert_string_equal(collator_library_version(), text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spanish_has_its_own_letter),
        cmocka_unit_test(accents_and_case_count_last),
        cmocka_unit_test(numbers_count_by_value),
        cmocka_unit_test(equal_texts_have_an_order),
        cmocka_unit_test(order_is_total),
        cmocka_unit_test(long_texts_have_keys),
        cmocka_unit_test(unknown_languages_have_the_order_of_the_root),
        cmocka_unit_test(version_is_that_of_the_library),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
