#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

/* First byte that is wrong; the forms of RFC 3629, section 4. */
static void test_invalid(void **state)
{
    static const struct {
        struct slice bytes;
        size_t offset;
    } cases[] = {
        {SLICE_INIT(""), 0},
        {SLICE_INIT("plain text of more than eight bytes"), 35},
        {SLICE_INIT("a\xC3\xA9z"), 4},
        {SLICE_INIT("\xE2\x82\xAC\xF0\x9F\x98\x80"), 7},
        {SLICE_INIT("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"), 10},
        {SLICE_INIT("12345678\x80"), 8},
        {SLICE_INIT("ab\xC0\xAF"), 2},       /* overlong */
        {SLICE_INIT("\xC1\xBF"), 0},         /* overlong */
        {SLICE_INIT("\xE0\x9F\xBF"), 0},     /* overlong */
        {SLICE_INIT("\xF0\x8F\xBF\xBF"), 0}, /* overlong */
        {SLICE_INIT("x\xED\xA0\x80"), 1},    /* surrogate */
        {SLICE_INIT("\xF4\x90\x80\x80"), 0}, /* above U+10FFFF */
        {SLICE_INIT("\xF5\x80\x80\x80"), 0}, /* above U+10FFFF */
        {SLICE_INIT("abc\xE2\x82"), 3},      /* cut off */
        {SLICE_INIT("\xE2\x82x"), 0},        /* interrupted */
        {SLICE_INIT("\xF0\x9F\x98\xC3"), 0}, /* interrupted */
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(utf8_invalid(cases[i].bytes), cases[i].offset);
    assert_int_equal(utf8_invalid(slice_of(NULL)), 0);
}

static void test_length(void **state)
{
    (void)state;
    assert_int_equal(utf8_length(SLICE("a\xC3\xA9\xE2\x82\xAC")), 3);
    assert_int_equal(utf8_length(SLICE("\xE2\x82")), 2);
    assert_int_equal(utf8_length(slice_of(NULL)), 0);
}

static void test_every_code_point_round_trips(void **state)
{
    struct buf buf = BUF_INIT;

    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x11000 ? 1 : 251) {
        size_t offset = 0;
        size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        buf_reset(&buf);
        utf8_encode(&buf, c);
        assert_int_equal(buf.len, len);
        assert_int_equal(utf8_invalid(buf_slice(&buf)), len);
        assert_int_equal(utf8_decode(buf_slice(&buf), &offset), c);
        assert_int_equal(offset, len);
    }
    buf_release(&buf);
}

static void test_replacement(void **state)
{
    struct buf buf = BUF_INIT;
    struct slice broken = SLICE("\xE2\x82z");
    size_t offset = 0;

    (void)state;
    assert_int_equal(utf8_decode(broken, &offset), 0xFFFD);
    assert_int_equal(offset, 1);
    assert_int_equal(utf8_decode(broken, &offset), 0xFFFD);
    assert_int_equal(utf8_decode(broken, &offset), 'z');
    utf8_encode(&buf, 0xD800);
    utf8_encode(&buf, 0x110000);
    assert_string_equal(buf.ptr, "\xEF\xBF\xBD\xEF\xBF\xBD");
    buf_release(&buf);
}

static void test_printable(void **state)
{
    struct buf buf = BUF_INIT;

    (void)state;
    utf8_add_printable(&buf, SLICE("a\n\xC3\xA9\x1B\xC2\x85\xFFz"));
    assert_string_equal(buf.ptr, "a\xEF\xBF\xBD\xC3\xA9\xEF\xBF\xBD"
                                 "\xEF\xBF\xBD\xEF\xBF\xBDz");
    buf_reset(&buf);
    /* Line separator, right-to-left override. */
    utf8_add_printable(&buf, SLICE("\xE2\x80\xA8\xE2\x80\xAE"));
    assert_string_equal(buf.ptr, "\xEF\xBF\xBD\xEF\xBF\xBD");
    buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invalid),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_every_code_point_round_trips),
        cmocka_unit_test(test_replacement),
        cmocka_unit_test(test_printable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
