/* Who signed the manifest (minisign's format). */
#include <inttypes.h>

#include "base/base64.h"
#include "verify/internal.h"

#define SIGNATURE "manifest.sha256.minisig"

/* "Ed" or "ED", the number of the key, the signature. */
#define SIGNATURE_BYTES (2 + KEY_NUMBER_SIZE + ED25519_SIGNATURE_SIZE)

/* As minisign writes it: little-endian, in hex, without zeros before it. */
static struct slice number_text(struct root *root, const uint8_t *number)
{
    uint64_t value = 0;

    for (int i = KEY_NUMBER_SIZE - 1; i >= 0; i--)
        value = value << 8 | number[i];
    return arena_format(root->arena, "%" PRIX64, value);
}

/* The second line of the file, where it is a signature. */
static bool number_read(struct root *root, struct slice file, struct slice *out)
{
    uint8_t bytes[SIGNATURE_BYTES];
    size_t len;

    (void)slice_next(&file, '\n');
    if (!base64_read(slice_trim(slice_next(&file, '\n')), bytes, sizeof(bytes),
                     &len) ||
        len != sizeof(bytes) || bytes[0] != 'E')
        return false;
    *out = number_text(root, bytes + 2);
    return true;
}

static void wrong(struct root *root, const char *what)
{
    root->report->signature = VERIFY_SIGNATURE_WRONG;
    verify_fault(root, SLICE(SIGNATURE), VERIFY_WHOLE, "%s", what);
}

static void key_check(struct root *root, struct slice file,
                      struct slice manifest)
{
    const struct public_key *key = root->common->site->key;
    struct slice comment = {NULL, 0};
    enum signature_result result =
        signature_check(file, manifest, key, &comment);

    if (result != SIGNATURE_HOLDS) {
        wrong(root, signature_result_text(result));
        return;
    }
    root->report->signature = VERIFY_SIGNATURE_HOLDS;
    root->report->trusted_comment = comment;
}

void verify_signature(struct root *root, struct slice manifest)
{
    struct verify_report *report = root->report;
    struct slice file;

    if (!verify_has(root, SLICE(SIGNATURE))) {
        /* A release frozen unsigned: the manifest above it, which is signed,
         * lists its files. */
        if (root->common->site->key != NULL && !report->is_nested)
            verify_fault(root, SLICE(SIGNATURE), VERIFY_WHOLE,
                         "is not there: the manifest is not signed");
        return;
    }
    if (!verify_read_file(root, root->arena, SLICE(SIGNATURE), &file))
        return;
    if (!number_read(root, file, &report->key_number))
        wrong(root, "is no signature of minisign");
    else if (root->common->site->key != NULL)
        key_check(root, file, manifest);
    else
        report->signature = VERIFY_SIGNED;
}
