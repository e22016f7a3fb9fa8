#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base64.h"

/* RFC 4648, 10. */
static const char *const vectors[][2] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};

static void test_vectors(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        struct slice plain = slice_of(vectors[i][0]);
        struct buf out = BUF_INIT;
        uint8_t bytes[6];
        size_t len = 99;

        base64_write(&out, (const uint8_t *)plain.ptr, plain.len);
        assert_true(slice_equal_text(buf_slice(&out), vectors[i][1]));
        assert_true(
            base64_read(slice_of(vectors[i][1]), bytes, sizeof(bytes), &len));
        assert_int_equal(len, plain.len);
        assert_memory_equal(bytes, plain.ptr, plain.len);
        buf_release(&out);
    }
}

static void test_refused(void **state)
{
    static const char *const wrong[] = {
        "Zg=",          /* no whole group */
        "Zg==Zg==",     /* padding within */
        "Zh==",         /* bits that no byte has */
        "Zm9=",         /* the same, of two */
        "Zm 9",         /* no digit */
        "Z===",         /* no byte */
        "====",         /* nothing */
        "Zm9vYmFyZm9v", /* more than there is room for */
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        uint8_t bytes[6];
        size_t len;

        if (base64_read(slice_of(wrong[i]), bytes, sizeof(bytes), &len))
            fail_msg("%s was read", wrong[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
