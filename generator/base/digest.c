#include "base/digest.h"

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
