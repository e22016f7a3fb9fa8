#include "publish/signature.h"

#include "base/digest.h"

void manifest_sign(struct buf *out, const struct signer *signer,
                   const struct signed_edition *edition, struct slice manifest)
{
    uint8_t digest[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];
    struct buf comment = BUF_INIT;

    digest_bytes(manifest, digest);
    digest_hex(digest, hex);
    buf_add_format(&comment, "portal:" SLICE_FORMAT,
                   SLICE_ARGS(edition->portal));
    if (edition->release.len > 0)
        buf_add_format(&comment, " release:" SLICE_FORMAT,
                       SLICE_ARGS(edition->release));
    buf_add_format(&comment, " manifest:%s", hex);
    signature_write(out, signer, manifest,
                    SLICE("signature of manifest.sha256"), buf_slice(&comment));
    buf_release(&comment);
}

bool signer_suits(const struct portal *portal, const struct signer *signer)
{
    char own[PUBLIC_KEY_TEXT_SIZE];

    if (signer == NULL)
        return true;
    public_key_text(&signer->public, own);
    if (slice_equal_text(portal->public_key, own))
        return true;
    if (portal->public_key.len > 0)
        diag_add(portal->diagnostics, DIAG_KEY_OTHER, portal->public_key_place,
                 portal->public_key, slice_of(own));
    else
        diag_add(portal->diagnostics, DIAG_KEY_UNDECLARED,
                 ((struct place){0, 0, 0}), slice_of(own));
    return portal->public_key.len == 0;
}
