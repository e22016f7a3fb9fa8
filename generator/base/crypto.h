/*
 * What signatures are made of: BLAKE2b (RFC 7693), Ed25519 (RFC 8032), scrypt
 * (RFC 7914). Layer: base.
 *
 * crypto.c is the only file that includes OpenSSL's headers; SHA-256 lives
 * there too, behind digest.h.
 */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include <stdint.h>

#include "base/bug.h"
#include "base/slice.h"

#define BLAKE2B_SIZE 64
#define ED25519_SEED_SIZE 32
#define ED25519_PUBLIC_SIZE 32
#define ED25519_SIGNATURE_SIZE 64

/* BLAKE2b with 64 bytes of output and no key. */
void crypto_blake2b(struct slice bytes, uint8_t out[BLAKE2B_SIZE]);

/* The public key of a seed (RFC 8032, 5.1.5). */
void crypto_ed25519_public(const uint8_t seed[ED25519_SEED_SIZE],
                           uint8_t out[ED25519_PUBLIC_SIZE]);
void crypto_ed25519_sign(const uint8_t seed[ED25519_SEED_SIZE],
                         struct slice message,
                         uint8_t out[ED25519_SIGNATURE_SIZE]);
bool crypto_ed25519_verify(
    const uint8_t key[ED25519_PUBLIC_SIZE], struct slice message,
    const uint8_t signature[ED25519_SIGNATURE_SIZE]) MUST_USE;

/* N = 2^`log2_n`; takes 128 * N * r bytes of memory while it runs. */
struct scrypt_cost {
    uint32_t log2_n;
    uint32_t r;
    uint32_t p;
};

/* False where the machine has not the memory. */
bool crypto_scrypt(struct slice password, struct slice salt,
                   struct scrypt_cost cost, uint8_t *out,
                   size_t out_len) MUST_USE;

/* Overwrites what must not stay in memory. */
void crypto_wipe(void *bytes, size_t len);

#endif
