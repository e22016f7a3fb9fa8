/* OpenSSL, and nothing else. */
#include "base/crypto.h"
#include "base/digest.h"

/*
 * The one-shot functions of OpenSSL 3 look the algorithm up anew, under a lock,
 * for every message. The context functions of 1.1 do not, and figures are many
 * and short.
 */
#define OPENSSL_API_COMPAT 0x10101000L
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdlib.h>

_Static_assert(DIGEST_SIZE == SHA256_DIGEST_LENGTH, "size of a SHA-256");

struct digest {
    SHA256_CTX context;
};

static void begin(struct digest *digest)
{
    if (SHA256_Init(&digest->context) != 1)
        BUG("SHA-256 failed");
}

static void end(struct digest *digest, uint8_t out[DIGEST_SIZE])
{
    if (SHA256_Final(out, &digest->context) != 1)
        BUG("SHA-256 failed");
}

struct digest *digest_begin(void)
{
    struct digest *digest = malloc(sizeof(*digest));

    if (digest == NULL)
        out_of_memory();
    begin(digest);
    return digest;
}

void digest_add(struct digest *digest, struct slice bytes)
{
    if (SHA256_Update(&digest->context, bytes.ptr, bytes.len) != 1)
        BUG("SHA-256 failed");
}

void digest_end(struct digest *digest, uint8_t out[DIGEST_SIZE])
{
    end(digest, out);
    free(digest);
}

void digest_bytes(struct slice bytes, uint8_t out[DIGEST_SIZE])
{
    struct digest digest;

    begin(&digest);
    digest_add(&digest, bytes);
    end(&digest, out);
}

/* --- BLAKE2b --- */

void crypto_blake2b(struct slice bytes, uint8_t out[BLAKE2B_SIZE])
{
    unsigned len = 0;

    if (EVP_Digest(bytes.ptr, bytes.len, out, &len, EVP_blake2b512(), NULL) !=
            1 ||
        len != BLAKE2B_SIZE)
        BUG("BLAKE2b failed");
}

/* --- Ed25519 --- */

/* Messages may have no bytes; OpenSSL wants a pointer all the same. */
static const unsigned char *bytes_of(struct slice s)
{
    return (const unsigned char *)(s.ptr != NULL ? s.ptr : "");
}

static EVP_PKEY *private_key(const uint8_t seed[ED25519_SEED_SIZE])
{
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed,
                                                 ED25519_SEED_SIZE);

    if (key == NULL)
        BUG("no Ed25519");
    return key;
}

void crypto_ed25519_public(const uint8_t seed[ED25519_SEED_SIZE],
                           uint8_t out[ED25519_PUBLIC_SIZE])
{
    EVP_PKEY *key = private_key(seed);
    size_t len = ED25519_PUBLIC_SIZE;

    if (EVP_PKEY_get_raw_public_key(key, out, &len) != 1)
        BUG("no Ed25519 public key");
    EVP_PKEY_free(key);
}

void crypto_ed25519_sign(const uint8_t seed[ED25519_SEED_SIZE],
                         struct slice message,
                         uint8_t out[ED25519_SIGNATURE_SIZE])
{
    EVP_PKEY *key = private_key(seed);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t len = ED25519_SIGNATURE_SIZE;

    if (context == NULL ||
        EVP_DigestSignInit(context, NULL, NULL, NULL, key) != 1 ||
        EVP_DigestSign(context, out, &len, bytes_of(message), message.len) != 1)
        BUG("Ed25519 failed");
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
}

bool crypto_ed25519_verify(const uint8_t key[ED25519_PUBLIC_SIZE],
                           struct slice message,
                           const uint8_t signature[ED25519_SIGNATURE_SIZE])
{
    EVP_PKEY *public = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key,
                                                   ED25519_PUBLIC_SIZE);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool holds = public != NULL && context != NULL &&
                 EVP_DigestVerifyInit(context, NULL, NULL, NULL, public) == 1 &&
                 EVP_DigestVerify(context, signature, ED25519_SIGNATURE_SIZE,
                                  bytes_of(message), message.len) == 1;

    EVP_MD_CTX_free(context);
    EVP_PKEY_free(public);
    return holds;
}

/* --- scrypt --- */

bool crypto_scrypt(struct slice password, struct slice salt,
                   struct scrypt_cost cost, uint8_t *out, size_t out_len)
{
    const uint64_t n = (uint64_t)1 << cost.log2_n;

    /* The last but one is the most memory it may take. */
    return EVP_PBE_scrypt(password.ptr != NULL ? password.ptr : "",
                          password.len, bytes_of(salt), salt.len, n, cost.r,
                          cost.p, UINT64_MAX, out, out_len) == 1;
}

void crypto_wipe(void *bytes, size_t len)
{
    OPENSSL_cleanse(bytes, len);
}
