/*
 * Keys and signatures in the formats of minisign 0.11
 * (https://jedisct1.github.io/minisign/, "Signature format"). Layer: base.
 *
 * A public key is 42 bytes in base-64: "Ed", eight bytes that number the key,
 * the Ed25519 key. A signature is of the BLAKE2b-512 of the bytes ("ED"; older
 * ones of the bytes themselves, "Ed"); a second one is of the first and the
 * trusted comment, so that the comment cannot be changed either. Ed25519 needs
 * no chance: the same key, bytes and comment give the same signature.
 *
 * All is in memory that the caller gives; a signer is to be forgotten with
 * signer_wipe().
 */
#ifndef BASE_SIGNATURE_H
#define BASE_SIGNATURE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/crypto.h"

#define KEY_NUMBER_SIZE 8
#define PUBLIC_KEY_TEXT_SIZE 57 /* "RW…" with NUL */

struct public_key {
    uint8_t number[KEY_NUMBER_SIZE];
    uint8_t key[ED25519_PUBLIC_SIZE];
};

struct signer {
    struct public_key public;
    uint8_t seed[ED25519_SEED_SIZE];
};

enum key_result {
    KEY_READ,
    KEY_NEEDS_PASSWORD,
    KEY_WRONG_PASSWORD,
    KEY_NO_MEMORY, /* for what the password was stretched with */
    KEY_EMPTY,
    KEY_IS_PUBLIC, /* where a secret one is needed */
    KEY_IS_SECRET, /* where a public one is needed */
    KEY_IS_SIGNATURE,
    KEY_IS_SIGNIFY,
    KEY_IS_SSH,
    KEY_IS_PGP,
    KEY_IS_AGE,
    KEY_IS_PEM,
    KEY_IS_DAMAGED, /* minisign's, but cut or changed */
    KEY_IS_UNKNOWN
};

/* One sentence without a full stop: "is a public key; …". */
const char *key_result_text(enum key_result result);

/*
 * A secret key file, as `minisign -G` writes it, with or without `-W`. The
 * password is only looked at where the key has one; `password` null = not asked
 * for yet. What 0.11 stretches a password with takes a second and 1 GiB.
 */
enum key_result signer_read(struct slice file, const struct slice *password,
                            struct signer *out) MUST_USE;
void signer_wipe(struct signer *signer);

/* The file that `minisign -G` writes, or its second line alone. */
enum key_result public_key_read(struct slice text,
                                struct public_key *out) MUST_USE;
void public_key_text(const struct public_key *key,
                     char out[PUBLIC_KEY_TEXT_SIZE]);

/* Neither comment may hold a line end. */
void signature_write(struct buf *out, const struct signer *signer,
                     struct slice bytes, struct slice untrusted_comment,
                     struct slice trusted_comment);

enum signature_result {
    SIGNATURE_HOLDS,
    SIGNATURE_IS_NONE,      /* no signature file of minisign */
    SIGNATURE_OF_OTHER_KEY, /* numbered otherwise */
    SIGNATURE_OF_OTHER_BYTES,
    SIGNATURE_COMMENT_CHANGED
};

/* "does not sign these bytes: …" */
const char *signature_result_text(enum signature_result result);

/* `trusted_comment` (may be null) borrows from `file`; set where it holds. */
enum signature_result signature_check(struct slice file, struct slice bytes,
                                      const struct public_key *key,
                                      struct slice *trusted_comment) MUST_USE;

#endif
