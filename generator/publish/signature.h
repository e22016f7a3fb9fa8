/*
 * A manifest signed: manifest.sha256.minisig beside manifest.sha256, and the
 * key that may do so. Layer: publish.
 *
 * The signature holds no time, so that the same root signed with the same key
 * is the same bytes. It is in no manifest of its own folder.
 */
#ifndef PUBLISH_SIGNATURE_H
#define PUBLISH_SIGNATURE_H

#include "base/signature.h"
#include "model/portal.h"

#define SIGNATURE_FILE "manifest.sha256.minisig"

/* What a signature says of the manifest besides its bytes. */
struct signed_edition {
    struct slice portal;  /* its key, "guatemala" */
    struct slice release; /* may be empty */
};

/* The text of the signature file. */
void manifest_sign(struct buf *out, const struct signer *signer,
                   const struct signed_edition *edition, struct slice manifest);

/*
 * May this key sign the portal? False, with a finding, where another is
 * declared; a warning where none is. `signer` null: true.
 */
bool signer_suits(const struct portal *portal,
                  const struct signer *signer) MUST_USE;

#endif
