/*
 * SHA-256 (OpenSSL, in crypto.c) and base-32. Layer: base.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdint.h>

#include "base/bug.h"
#include "base/slice.h"

#define DIGEST_SIZE 32
#define DIGEST_HEX_SIZE 65   /* with NUL */
#define DIGEST_SHORT_SIZE 13 /* 12 base-32 characters and NUL */

void digest_bytes(struct slice bytes, uint8_t out[DIGEST_SIZE]);
/* The same of bytes that come in pieces; digest_end() frees. */
struct digest;
struct digest *digest_begin(void) MUST_USE;
void digest_add(struct digest *digest, struct slice bytes);
void digest_end(struct digest *digest, uint8_t out[DIGEST_SIZE]);
void digest_hex(const uint8_t digest[DIGEST_SIZE], char out[DIGEST_HEX_SIZE]);
/*
 * First 12 characters of the base-32 form (RFC 4648 alphabet in lower case,
 * a-z2-7) of the SHA-256 of `bytes`: the id of a figure.
 */
void digest_short(struct slice bytes, char out[DIGEST_SHORT_SIZE]);

#endif
