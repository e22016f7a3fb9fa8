#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/digest.h"

static void assert_digest(struct slice bytes, const char *expected)
{
    uint8_t digest[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];

    digest_bytes(bytes, digest);
    digest_hex(digest, hex);
    assert_string_equal(hex, expected);
}

/* FIPS 180-2, appendix B; the empty message from NIST's CAVP vectors. */
static void test_sha256(void **state)
{
    static char million[1000000];

    (void)state;
    memset(million, 'a', sizeof(million));
    assert_digest(
        slice_of(NULL),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest(
        SLICE("abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digest(
        SLICE("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_digest(
        (struct slice){million, sizeof(million)},
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* By hashlib and base64.b32encode of Python. */
static void test_short_form(void **state)
{
    char text[DIGEST_SHORT_SIZE];

    (void)state;
    digest_short(slice_of(NULL), text);
    assert_string_equal(text, "4oymiquy7qob");
    digest_short(SLICE("abc"), text);
    assert_string_equal(text, "xj4bnp4pahh6");
    digest_short(
        SLICE("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
        text);
    assert_string_equal(text, "esgwuyosay4l");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sha256),
        cmocka_unit_test(test_short_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
