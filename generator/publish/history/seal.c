/* The signature of a release, by the key that the release itself names. */
#include "base/signature.h"
#include "input/tree.h"
#include "publish/history/edition.h"

#define MANIFEST "manifest.sha256"
#define SIGNATURE MANIFEST ".minisig"
#define IDENTITY "release.json"

/* Empty where the release names no key. */
static bool key_named(const struct edition *edition, struct arena *arena,
                      struct slice *out, struct buf *fault)
{
    struct diagnostics diagnostics;
    struct slice text;

    *out = SLICE("");
    if (!edition_has(edition, SLICE(IDENTITY)))
        return true;
    if (!edition_read(edition, SLICE(IDENTITY), arena, &text, fault))
        return false;
    diagnostics_init(&diagnostics);
    *out = node_text(json_parse(arena, &diagnostics, 0, text), "public_key");
    diagnostics_release(&diagnostics);
    return true;
}

static bool seal_check(const struct edition *edition, struct arena *arena,
                       struct buf *fault)
{
    struct public_key key;
    struct slice signature, named;
    enum signature_result result;

    if (!edition_read(edition, SLICE(SIGNATURE), arena, &signature, fault) ||
        !key_named(edition, arena, &named, fault))
        return false;
    if (public_key_read(named, &key) != KEY_READ)
        return true; /* nobody says whose it should be */
    result = signature_check(signature, edition->manifest, &key, NULL);
    if (result == SIGNATURE_HOLDS)
        return true;
    buf_add_format(fault, SIGNATURE " %s", signature_result_text(result));
    return false;
}

bool edition_is_sealed(const struct edition *edition, struct buf *fault)
{
    struct arena arena;
    bool sealed;

    if (!edition_has(edition, SLICE(SIGNATURE)))
        return true;
    arena_init(&arena);
    sealed = seal_check(edition, &arena, fault);
    arena_release(&arena);
    return sealed;
}
