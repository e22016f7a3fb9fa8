#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/signature.h"

static void assert_hex(const uint8_t *bytes, size_t len, const char *expected)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < len; i++)
        buf_add_format(&out, "%02x", bytes[i]);
    assert_string_equal(out.ptr, expected);
    buf_release(&out);
}

static uint8_t nibble(char c)
{
    return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static void unhex(const char *hex, uint8_t *out)
{
    for (size_t i = 0; hex[2 * i] != '\0'; i++)
        out[i] = (uint8_t)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
}

/* --- what signatures are made of --- */

/* RFC 7693, appendix A; the empty message by hashlib of Python. */
static void test_blake2b(void **state)
{
    uint8_t digest[BLAKE2B_SIZE];

    (void)state;
    crypto_blake2b(SLICE("abc"), digest);
    assert_hex(digest, sizeof(digest),
               "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2"
               "d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd400"
               "9923");
    crypto_blake2b(slice_of(NULL), digest);
    assert_hex(digest, sizeof(digest),
               "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f54"
               "19d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9b"
               "e2ce");
}

/* RFC 8032, 7.1: tests 1 and 2. */
static void test_ed25519(void **state)
{
    static const char *const seeds[] = {
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"};
    static const char *const keys[] = {
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"};
    static const char *const messages[] = {"", "\x72"};
    static const char *const signatures[] = {
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8"
        "821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085a"
        "c1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(seeds); i++) {
        uint8_t seed[ED25519_SEED_SIZE];
        uint8_t key[ED25519_PUBLIC_SIZE];
        uint8_t signature[ED25519_SIGNATURE_SIZE];
        struct slice message = slice_of(messages[i]);

        unhex(seeds[i], seed);
        crypto_ed25519_public(seed, key);
        assert_hex(key, sizeof(key), keys[i]);
        crypto_ed25519_sign(seed, message, signature);
        assert_hex(signature, sizeof(signature), signatures[i]);
        assert_true(crypto_ed25519_verify(key, message, signature));
        assert_false(crypto_ed25519_verify(key, SLICE("x"), signature));
        signature[63] ^= 1;
        assert_false(crypto_ed25519_verify(key, message, signature));
    }
}

/* RFC 7914, 12: the first two. */
static void test_scrypt(void **state)
{
    uint8_t out[64];

    (void)state;
    assert_true(crypto_scrypt(SLICE(""), SLICE(""),
                              (struct scrypt_cost){4, 1, 1}, out, sizeof(out)));
    assert_hex(out, sizeof(out),
               "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede214"
               "42fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d1"
               "8906");
    assert_true(crypto_scrypt(SLICE("password"), SLICE("NaCl"),
                              (struct scrypt_cost){10, 8, 16}, out,
                              sizeof(out)));
    assert_hex(out, sizeof(out),
               "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731"
               "622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc"
               "0640");
}

/* --- keys: of minisign 0.11, made with -G -W --- */

#define SECRET_KEY                                                             \
    "untrusted comment: minisign encrypted secret key\n"                       \
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" \
    "cH40fUwxYoVw8tgEmL084/2MoiARjvj19S7N1tLENZJHVhDEATEVXNG8gdC8/M6CLthU/"    \
    "rEFRYtQet+Wli62LgYhF/4GuzsJAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="  \
    "\n"
#define PUBLIC_KEY "RWRwfjR9TDFihdG8gdC8/M6CLthU/rEFRYtQet+Wli62LgYhF/4GuzsJ"
#define PUBLIC_FILE                                                            \
    "untrusted comment: minisign public key 8562314C7D347E70\n" PUBLIC_KEY "\n"
#define SIGNATURE                                                              \
    "untrusted comment: u\n"                                                   \
    "RURwfjR9TDFihbKkClgP+1fNpU6jhKG6x8F6i5VaaNyroARjfPmPdBTdVC6zEDU8qnd63tH3" \
    "QOz08uhKkqL0599Ow2FPqUAmdwI=\n"                                           \
    "trusted comment: trusted words\n"                                         \
    "e8XI53KfUZdkep6NEi3+kDyojSDj4Ds5pC2oq5J/HLibfBvM57LBXoJbU75Dn/CsaGdGhQeg" \
    "9ZRa6m0f14bVCw==\n"
/* With -l: of the bytes, not of their BLAKE2b. */
#define SIGNATURE_OLD                                                          \
    "untrusted comment: u\n"                                                   \
    "RWRwfjR9TDFihWjo9XoYWDI530tNlEyBNZOUxAnSua9CX9Grl8nAGAbtC5Aci4zigoL/MrIJ" \
    "Fa9SAoYgE6m76A4j6bBa5HRPHQY=\n"                                           \
    "trusted comment: trusted words\n"                                         \
    "GV8/5aQPSgNsZ1p9+/UXEACnLCIctwxhcNqgJcaZ6ub4Q/HWkFZLXiradrJYlXE0OQYpha12" \
    "nplIblFip+EMDQ==\n"

static void test_public_key(void **state)
{
    struct public_key file;
    struct public_key line;
    char text[PUBLIC_KEY_TEXT_SIZE];

    (void)state;
    assert_int_equal(public_key_read(SLICE(PUBLIC_FILE), &file), KEY_READ);
    assert_int_equal(public_key_read(SLICE(PUBLIC_KEY), &line), KEY_READ);
    public_key_text(&file, text);
    assert_string_equal(text, PUBLIC_KEY);
    public_key_text(&line, text);
    assert_string_equal(text, PUBLIC_KEY);
    assert_int_equal(public_key_read(SLICE(SECRET_KEY), &file), KEY_IS_SECRET);
}

static void test_secret_key(void **state)
{
    struct signer signer;
    char text[PUBLIC_KEY_TEXT_SIZE];
    struct buf changed = BUF_INIT;

    (void)state;
    assert_int_equal(signer_read(SLICE(SECRET_KEY), NULL, &signer), KEY_READ);
    public_key_text(&signer.public, text);
    assert_string_equal(text, PUBLIC_KEY);
    /* A bit of the seed: the public key beside it is not its own. */
    buf_add_text(&changed, SECRET_KEY);
    *strstr(changed.ptr, "Vw8tgE") = 'X';
    assert_int_equal(signer_read(buf_slice(&changed), NULL, &signer),
                     KEY_IS_DAMAGED);
    buf_release(&changed);
}

/* What is no secret key is named, and never taken for one. */
static void test_kinds(void **state)
{
    static const struct {
        const char *text;
        enum key_result result;
    } kinds[] = {
        {"", KEY_EMPTY},
        {"\n \n", KEY_EMPTY},
        {PUBLIC_FILE, KEY_IS_PUBLIC},
        {PUBLIC_KEY, KEY_IS_PUBLIC},
        {SIGNATURE, KEY_IS_SIGNATURE},
        {SIGNATURE_OLD, KEY_IS_SIGNATURE},
        {"-----BEGIN PRIVATE KEY-----\nMC4CAQ\n", KEY_IS_PEM},
        {"-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n", KEY_IS_SSH},
        {"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA a@b\n", KEY_IS_SSH},
        {"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFg\n", KEY_IS_PGP},
        {"\x95\x03\xbe\x04", KEY_IS_PGP},
        {"# created: 2017-10-31\nAGE-SECRET-KEY-1\n", KEY_IS_AGE},
        {"untrusted comment: minisign encrypted secret key\nRWQAAEIy\n",
         KEY_IS_DAMAGED},
        {"untrusted comment: minisign encrypted secret key\n", KEY_IS_DAMAGED},
        {"untrusted comment: minisign encrypted secret key\n!!!!\n",
         KEY_IS_DAMAGED},
        {"not a key\n", KEY_IS_UNKNOWN},
        {"{\"kty\": \"OKP\"}\n", KEY_IS_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct signer signer;
        enum key_result result =
            signer_read(slice_of(kinds[i].text), NULL, &signer);

        if (result != kinds[i].result)
            fail_msg("%s: %s", kinds[i].text, key_result_text(result));
    }
}

/* --- signatures --- */

static void test_theirs(void **state)
{
    static const char *const files[] = {SIGNATURE, SIGNATURE_OLD};
    struct public_key key;

    (void)state;
    assert_int_equal(public_key_read(SLICE(PUBLIC_KEY), &key), KEY_READ);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct slice file = slice_of(files[i]);
        struct slice comment = {NULL, 0};

        assert_int_equal(signature_check(file, SLICE("abc"), &key, &comment),
                         SIGNATURE_HOLDS);
        assert_true(slice_equal_text(comment, "trusted words"));
        assert_int_equal(signature_check(file, SLICE("abd"), &key, NULL),
                         SIGNATURE_OF_OTHER_BYTES);
        key.number[0] ^= 1;
        assert_int_equal(signature_check(file, SLICE("abc"), &key, NULL),
                         SIGNATURE_OF_OTHER_KEY);
        key.number[0] ^= 1;
    }
}

/* Ed25519 leaves nothing to chance: what minisign wrote, byte for byte. */
static void test_ours(void **state)
{
    struct signer signer;
    struct buf out = BUF_INIT;

    (void)state;
    assert_int_equal(signer_read(SLICE(SECRET_KEY), NULL, &signer), KEY_READ);
    signature_write(&out, &signer, SLICE("abc"), SLICE("u"),
                    SLICE("trusted words"));
    assert_string_equal(out.ptr, SIGNATURE);
    buf_release(&out);
}

static void assert_changed(const char *from, char to,
                           enum signature_result expected)
{
    struct buf out = BUF_INIT;
    struct public_key key;

    assert_int_equal(public_key_read(SLICE(PUBLIC_KEY), &key), KEY_READ);
    buf_add_text(&out, SIGNATURE);
    *strstr(out.ptr, from) = to;
    assert_int_equal(signature_check(buf_slice(&out), SLICE("abc"), &key, NULL),
                     expected);
    buf_release(&out);
}

static void test_tampering(void **state)
{
    struct public_key key;

    (void)state;
    assert_changed("ted words", 'T', SIGNATURE_COMMENT_CHANGED);
    assert_changed("8XI53", '9', SIGNATURE_COMMENT_CHANGED);
    assert_changed("KkClgP", 'L', SIGNATURE_OF_OTHER_BYTES);
    assert_changed("fjR9", 'g', SIGNATURE_OF_OTHER_KEY);
    assert_changed("RURw", 'Q', SIGNATURE_IS_NONE);
    assert_changed("\ntrusted", ' ', SIGNATURE_IS_NONE);
    assert_changed("untrusted", 'U', SIGNATURE_IS_NONE);
    assert_int_equal(public_key_read(SLICE(PUBLIC_KEY), &key), KEY_READ);
    assert_int_equal(signature_check(SLICE(""), SLICE("abc"), &key, NULL),
                     SIGNATURE_IS_NONE);
    /* The untrusted comment is what it says. */
    assert_changed("u\nRU", 'v', SIGNATURE_HOLDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blake2b),    cmocka_unit_test(test_ed25519),
        cmocka_unit_test(test_scrypt),     cmocka_unit_test(test_public_key),
        cmocka_unit_test(test_secret_key), cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_theirs),     cmocka_unit_test(test_ours),
        cmocka_unit_test(test_tampering),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
