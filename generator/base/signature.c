/*
 * The formats are described at https://jedisct1.github.io/minisign/; how scrypt
 * is paid for, from limits of operations and memory, is libsodium's
 * (crypto_pwhash_scryptsalsa208sha256, in its documentation).
 */
#include "base/signature.h"

#include <string.h>

#include "base/base64.h"

#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "

#define ALGORITHM_SIZE 2
#define PUBLIC_SIZE (ALGORITHM_SIZE + KEY_NUMBER_SIZE + ED25519_PUBLIC_SIZE)
#define SIGNATURE_SIZE                                                         \
    (ALGORITHM_SIZE + KEY_NUMBER_SIZE + ED25519_SIGNATURE_SIZE)

/* A secret key: three algorithms, then what the password is stretched with. */
#define SALT_AT 6
#define SALT_SIZE 32
#define OPERATIONS_AT (SALT_AT + SALT_SIZE)
#define MEMORY_AT (OPERATIONS_AT + 8)
#define HIDDEN_AT (MEMORY_AT + 8)
/* What it hides: number, seed, public key, checksum. */
#define CHECKSUM_SIZE 32
#define HIDDEN_SIZE                                                            \
    (KEY_NUMBER_SIZE + ED25519_SEED_SIZE + ED25519_PUBLIC_SIZE + CHECKSUM_SIZE)
#define SECRET_SIZE (HIDDEN_AT + HIDDEN_SIZE)
/* A secret key of OpenBSD's signify, which begins alike. */
#define SIGNIFY_SIZE 104
#define DECODED_MAX 160

_Static_assert(PUBLIC_SIZE == 42 && SIGNATURE_SIZE == 74 && SECRET_SIZE == 158,
               "sizes of minisign's structures");

/* --- what a file is --- */

struct decoded {
    uint8_t bytes[DECODED_MAX];
    size_t len;
};

static struct slice line_next(struct slice *text)
{
    struct slice line = slice_next(text, '\n');

    if (slice_ends_with(line, SLICE("\r")))
        line.len--;
    return line;
}

/* The base-64 of the line after the comment, or of the only line. */
static bool file_decode(struct slice file, struct decoded *out)
{
    struct slice line = line_next(&file);

    if (slice_starts_with(line, SLICE(UNTRUSTED)))
        line = line_next(&file);
    return base64_read(slice_trim(line), out->bytes, DECODED_MAX, &out->len);
}

static bool begins(const struct decoded *decoded, const char *algorithm)
{
    return decoded->len > ALGORITHM_SIZE &&
           memcmp(decoded->bytes, algorithm, ALGORITHM_SIZE) == 0;
}

/* A packet of OpenPGP (RFC 9580, 4.2): a secret or a public key. */
static bool is_pgp_packet(struct slice file)
{
    unsigned char first = file.len > 0 ? (unsigned char)file.ptr[0] : 0;
    unsigned tag = first & 0x40u ? first & 0x3fu : first >> 2 & 0x0fu;

    return (first & 0x80u) != 0 && (tag == 5 || tag == 6);
}

/* Files that others' programs write; unknown where it is none of them. */
static enum key_result foreign(struct slice file)
{
    static const struct {
        struct slice start;
        enum key_result result;
    } starts[] = {
        {SLICE_INIT("-----BEGIN PGP"), KEY_IS_PGP},
        {SLICE_INIT("-----BEGIN OPENSSH"), KEY_IS_SSH},
        {SLICE_INIT("-----BEGIN"), KEY_IS_PEM},
        {SLICE_INIT("---- BEGIN SSH2"), KEY_IS_SSH},
        {SLICE_INIT("PuTTY-User-Key-File"), KEY_IS_SSH},
        {SLICE_INIT("ssh-"), KEY_IS_SSH},
        {SLICE_INIT("ecdsa-sha2-"), KEY_IS_SSH},
        {SLICE_INIT("# created:"), KEY_IS_AGE},
        {SLICE_INIT("AGE-SECRET-KEY-"), KEY_IS_AGE},
    };

    file = slice_trim(file);
    if (file.len == 0)
        return KEY_EMPTY;
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (slice_starts_with(file, starts[i].start))
            return starts[i].result;
    if (is_pgp_packet(file))
        return KEY_IS_PGP;
    return slice_starts_with(file, SLICE(UNTRUSTED)) ? KEY_IS_DAMAGED
                                                     : KEY_IS_UNKNOWN;
}

/* KEY_READ: a secret key of minisign, not looked into. */
static enum key_result kind_of(struct slice file, struct decoded *decoded)
{
    if (!file_decode(file, decoded))
        return foreign(file);
    if (decoded->len == SIGNIFY_SIZE && begins(decoded, "Ed") &&
        memcmp(decoded->bytes + ALGORITHM_SIZE, "BK", 2) == 0)
        return KEY_IS_SIGNIFY;
    if (decoded->len == PUBLIC_SIZE && begins(decoded, "Ed"))
        return KEY_IS_PUBLIC;
    if (decoded->len == SIGNATURE_SIZE &&
        (begins(decoded, "Ed") || begins(decoded, "ED")))
        return KEY_IS_SIGNATURE;
    if (decoded->len == SECRET_SIZE && begins(decoded, "Ed"))
        return KEY_READ;
    return foreign(file);
}

const char *key_result_text(enum key_result result)
{
    static const char *const texts[] = {
        [KEY_READ] = "is a key of minisign",
        [KEY_NEEDS_PASSWORD] = "has a password, and none was given",
        [KEY_WRONG_PASSWORD] = "is not opened by that password",
        [KEY_NO_MEMORY] = "needs more memory to be opened than there is",
        [KEY_EMPTY] = "is empty",
        [KEY_IS_PUBLIC] =
            "is a public key; the secret key of the same pair signs",
        [KEY_IS_SECRET] = "is a secret key, where a public one is needed",
        [KEY_IS_SIGNATURE] = "is a signature, not a key",
        [KEY_IS_SIGNIFY] =
            "is a key of signify, not of minisign; minisign -G makes one",
        [KEY_IS_SSH] = "is a key of SSH, not of minisign; minisign -G makes "
                       "one",
        [KEY_IS_PGP] = "is a key of OpenPGP (GnuPG), not of minisign; "
                       "minisign -G makes one",
        [KEY_IS_AGE] = "is a key of age, not of minisign; minisign -G makes "
                       "one",
        [KEY_IS_PEM] = "is a PEM file (of OpenSSL), not a key of minisign; "
                       "minisign -G makes one",
        [KEY_IS_DAMAGED] = "begins as a key of minisign and is none: it was "
                           "cut or changed",
        [KEY_IS_UNKNOWN] = "is not a key of minisign; minisign -G makes one",
    };

    return texts[result];
}

/* --- public keys --- */

enum key_result public_key_read(struct slice text, struct public_key *out)
{
    struct decoded decoded;
    enum key_result result = kind_of(text, &decoded);
    const uint8_t *bytes = decoded.bytes + ALGORITHM_SIZE;

    if (result == KEY_IS_PUBLIC) {
        memcpy(out->number, bytes, KEY_NUMBER_SIZE);
        memcpy(out->key, bytes + KEY_NUMBER_SIZE, ED25519_PUBLIC_SIZE);
    }
    crypto_wipe(&decoded, sizeof(decoded));
    if (result == KEY_IS_PUBLIC)
        return KEY_READ;
    return result == KEY_READ ? KEY_IS_SECRET : result;
}

void public_key_text(const struct public_key *key,
                     char out[PUBLIC_KEY_TEXT_SIZE])
{
    uint8_t bytes[PUBLIC_SIZE] = "Ed";
    struct buf text = BUF_INIT;

    memcpy(bytes + ALGORITHM_SIZE, key->number, KEY_NUMBER_SIZE);
    memcpy(bytes + ALGORITHM_SIZE + KEY_NUMBER_SIZE, key->key,
           ED25519_PUBLIC_SIZE);
    base64_write(&text, bytes, sizeof(bytes));
    if (text.len != PUBLIC_KEY_TEXT_SIZE - 1)
        BUG("length of a public key");
    memcpy(out, text.ptr, PUBLIC_KEY_TEXT_SIZE);
    buf_release(&text);
}

/* --- secret keys --- */

static uint64_t number_read(const uint8_t bytes[8])
{
    uint64_t number = 0;

    for (size_t i = 8; i-- > 0;)
        number = number << 8 | bytes[i];
    return number;
}

static uint32_t log2_at_most(uint64_t limit)
{
    uint32_t log2 = 1;

    while (log2 < 63 && (uint64_t)1 << log2 <= limit / 2)
        log2++;
    return log2;
}

/* As libsodium reads its limits; false where no machine would pay. */
static bool cost_of(uint64_t operations, uint64_t memory,
                    struct scrypt_cost *out)
{
    const uint64_t least = 32768;
    const uint32_t n_log2_most = 24; /* 16 GiB */
    uint64_t passes;

    out->r = 8;
    out->p = 1;
    if (operations < least)
        operations = least;
    if (operations < memory / 32) {
        out->log2_n = log2_at_most(operations / (out->r * 4));
        return out->log2_n <= n_log2_most;
    }
    out->log2_n = log2_at_most(memory / (out->r * 128));
    passes = operations / 4 / ((uint64_t)1 << out->log2_n);
    if (passes > 0x3fffffff)
        passes = 0x3fffffff;
    out->p = (uint32_t)passes / out->r;
    return out->log2_n <= n_log2_most && out->p > 0 && out->p <= 1024;
}

static enum key_result uncover(struct decoded *secret, struct slice password)
{
    const uint8_t *bytes = secret->bytes;
    struct scrypt_cost cost;
    uint8_t stream[HIDDEN_SIZE];

    if (!cost_of(number_read(bytes + OPERATIONS_AT),
                 number_read(bytes + MEMORY_AT), &cost))
        return KEY_IS_DAMAGED;
    if (!crypto_scrypt(password,
                       (struct slice){(const char *)bytes + SALT_AT, SALT_SIZE},
                       cost, stream, sizeof(stream)))
        return KEY_NO_MEMORY;
    for (size_t i = 0; i < HIDDEN_SIZE; i++)
        secret->bytes[HIDDEN_AT + i] ^= stream[i];
    crypto_wipe(stream, sizeof(stream));
    return KEY_READ;
}

/*
 * The public key that the file holds must be the seed's: with a wrong password
 * it is not. (The checksum would say the same, and is zero without a password.)
 */
static bool signer_take(const struct decoded *secret, struct signer *out)
{
    const uint8_t *bytes = secret->bytes + HIDDEN_AT;
    const uint8_t *seed = bytes + KEY_NUMBER_SIZE;

    memcpy(out->public.number, bytes, KEY_NUMBER_SIZE);
    memcpy(out->seed, seed, ED25519_SEED_SIZE);
    crypto_ed25519_public(out->seed, out->public.key);
    return memcmp(out->public.key, seed + ED25519_SEED_SIZE,
                  ED25519_PUBLIC_SIZE) == 0;
}

static enum key_result secret_read(struct decoded *secret,
                                   const struct slice *password,
                                   struct signer *out)
{
    const uint8_t *stretched = secret->bytes + ALGORITHM_SIZE;
    bool is_open = memcmp(stretched, "\0\0", ALGORITHM_SIZE) == 0;
    enum key_result result = KEY_READ;

    if (!is_open && memcmp(stretched, "Sc", ALGORITHM_SIZE) != 0)
        return KEY_IS_DAMAGED;
    if (!is_open && password == NULL)
        return KEY_NEEDS_PASSWORD;
    if (!is_open)
        result = uncover(secret, *password);
    if (result != KEY_READ || signer_take(secret, out))
        return result;
    return is_open ? KEY_IS_DAMAGED : KEY_WRONG_PASSWORD;
}

enum key_result signer_read(struct slice file, const struct slice *password,
                            struct signer *out)
{
    struct decoded decoded;
    enum key_result result = kind_of(file, &decoded);

    if (result == KEY_READ)
        result = secret_read(&decoded, password, out);
    if (result != KEY_READ)
        signer_wipe(out);
    crypto_wipe(&decoded, sizeof(decoded));
    return result;
}

void signer_wipe(struct signer *signer)
{
    crypto_wipe(signer, sizeof(*signer));
}

/* --- signatures --- */

static struct slice slice_of_bytes(const uint8_t *bytes, size_t len)
{
    return (struct slice){(const char *)bytes, len};
}

/* What the second signature is of: the first and the trusted comment. */
static void whole_write(struct buf *out, const uint8_t *signature,
                        struct slice comment)
{
    buf_add_slice(out, slice_of_bytes(signature, ED25519_SIGNATURE_SIZE));
    buf_add_slice(out, comment);
}

static void line_write(struct buf *out, const char *label, struct slice comment)
{
    if (slice_find(comment, '\n') < comment.len ||
        slice_find(comment, '\r') < comment.len)
        BUG("a line end in a comment");
    buf_add_text(out, label);
    buf_add_slice(out, comment);
    buf_add_char(out, '\n');
}

void signature_write(struct buf *out, const struct signer *signer,
                     struct slice bytes, struct slice untrusted_comment,
                     struct slice trusted_comment)
{
    uint8_t digest[BLAKE2B_SIZE];
    uint8_t own[SIGNATURE_SIZE] = "ED";
    uint8_t whole[ED25519_SIGNATURE_SIZE];
    uint8_t *signature = own + ALGORITHM_SIZE + KEY_NUMBER_SIZE;
    struct buf signed_bytes = BUF_INIT;

    crypto_blake2b(bytes, digest);
    memcpy(own + ALGORITHM_SIZE, signer->public.number, KEY_NUMBER_SIZE);
    crypto_ed25519_sign(signer->seed, slice_of_bytes(digest, sizeof(digest)),
                        signature);
    whole_write(&signed_bytes, signature, trusted_comment);
    crypto_ed25519_sign(signer->seed, buf_slice(&signed_bytes), whole);
    buf_release(&signed_bytes);
    line_write(out, UNTRUSTED, untrusted_comment);
    base64_write(out, own, sizeof(own));
    buf_add_char(out, '\n');
    line_write(out, TRUSTED, trusted_comment);
    base64_write(out, whole, sizeof(whole));
    buf_add_char(out, '\n');
}

/* The four lines of a signature file. */
struct signature_file {
    struct decoded own;
    struct slice comment;
    uint8_t whole[ED25519_SIGNATURE_SIZE];
};

static bool signature_read(struct slice file, struct signature_file *out)
{
    const struct slice label = SLICE(TRUSTED);
    size_t len;

    memset(out, 0, sizeof(*out));
    if (!slice_starts_with(line_next(&file), SLICE(UNTRUSTED)) ||
        !base64_read(line_next(&file), out->own.bytes, SIGNATURE_SIZE,
                     &out->own.len) ||
        out->own.len != SIGNATURE_SIZE)
        return false;
    out->comment = line_next(&file);
    if (!slice_starts_with(out->comment, label))
        return false;
    out->comment = slice_cut(out->comment, label.len, out->comment.len);
    return base64_read(line_next(&file), out->whole, sizeof(out->whole),
                       &len) &&
           len == sizeof(out->whole);
}

static bool own_holds(const struct decoded *own, struct slice bytes,
                      const struct public_key *key)
{
    uint8_t digest[BLAKE2B_SIZE];

    if (begins(own, "ED")) {
        crypto_blake2b(bytes, digest);
        bytes = slice_of_bytes(digest, sizeof(digest));
    }
    return crypto_ed25519_verify(key->key, bytes,
                                 own->bytes + ALGORITHM_SIZE + KEY_NUMBER_SIZE);
}

static bool whole_holds(const struct signature_file *file,
                        const struct public_key *key)
{
    struct buf signed_bytes = BUF_INIT;
    bool holds;

    whole_write(&signed_bytes,
                file->own.bytes + ALGORITHM_SIZE + KEY_NUMBER_SIZE,
                file->comment);
    holds =
        crypto_ed25519_verify(key->key, buf_slice(&signed_bytes), file->whole);
    buf_release(&signed_bytes);
    return holds;
}

enum signature_result signature_check(struct slice file, struct slice bytes,
                                      const struct public_key *key,
                                      struct slice *trusted_comment)
{
    struct signature_file read;

    if (!signature_read(file, &read) ||
        (!begins(&read.own, "ED") && !begins(&read.own, "Ed")))
        return SIGNATURE_IS_NONE;
    if (memcmp(read.own.bytes + ALGORITHM_SIZE, key->number, KEY_NUMBER_SIZE) !=
        0)
        return SIGNATURE_OF_OTHER_KEY;
    if (!own_holds(&read.own, bytes, key))
        return SIGNATURE_OF_OTHER_BYTES;
    if (!whole_holds(&read, key))
        return SIGNATURE_COMMENT_CHANGED;
    if (trusted_comment != NULL)
        *trusted_comment = read.comment;
    return SIGNATURE_HOLDS;
}

const char *signature_result_text(enum signature_result result)
{
    static const char *const texts[] = {
        [SIGNATURE_HOLDS] = "holds",
        [SIGNATURE_IS_NONE] = "is not a signature of minisign",
        [SIGNATURE_OF_OTHER_KEY] = "was made with another key",
        [SIGNATURE_OF_OTHER_BYTES] =
            "is not of these bytes: they or it were changed",
        [SIGNATURE_COMMENT_CHANGED] = "has a trusted comment that was changed",
    };

    return texts[result];
}
