#include "base/digest.h"

/*
 * The one-shot functions of OpenSSL 3 look the algorithm up anew, under a lock,
 * for every message. The context functions of 1.1 do not, and figures are many
 * and short.
 */
#define OPENSSL_API_COMPAT 0x10101000L
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

void digest_hex(const uint8_t digest[DIGEST_SIZE], char out[DIGEST_HEX_SIZE])
{
    static const char hex[] = "0123456789abcdef";

    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[DIGEST_HEX_SIZE - 1] = '\0';
}

void digest_short(struct slice bytes, char out[DIGEST_SHORT_SIZE])
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    uint8_t digest[DIGEST_SIZE];
    uint64_t bits = 0;

    digest_bytes(bytes, digest);
    /* Eight bytes hold the 60 bits of twelve characters. */
    for (size_t i = 0; i < 8; i++)
        bits = bits << 8 | digest[i];
    for (size_t i = 0; i < DIGEST_SHORT_SIZE - 1; i++) {
        out[i] = alphabet[bits >> 59];
        bits <<= 5;
    }
    out[DIGEST_SHORT_SIZE - 1] = '\0';
}
