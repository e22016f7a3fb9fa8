/* Earlier releases into the new root, byte for byte. */
#include <string.h>

#include "publish/history/history.h"
#include "publish/staging.h"

#define MANIFEST "manifest.sha256"

static const struct place nowhere = {0, 0, 0};

static bool hex_read(struct slice hex, uint8_t out[DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";

    if (hex.len != (size_t)DIGEST_SIZE * 2)
        return false;
    for (size_t i = 0; i < hex.len; i++) {
        const char *digit = memchr(digits, hex.ptr[i], 16);

        if (digit == NULL)
            return false;
        out[i / 2] =
            (uint8_t)((unsigned)out[i / 2] << 4 | (unsigned)(digit - digits));
    }
    return true;
}

static bool packed_import(const struct history_release *release,
                          struct root *root, struct slice path,
                          struct slice target)
{
    struct buf fault = BUF_INIT;
    struct edition_stream *from =
        edition_stream_open(&release->edition, path, &fault);
    struct root_stream *to = from == NULL ? NULL : root_open(root, target);
    struct root_written written;
    bool done = to != NULL;
    char piece[16384];
    size_t len = 1;

    while (done && len > 0) {
        done = edition_stream_read(from, piece, sizeof(piece), &len, &fault) &&
               (len == 0 || root_append(to, (struct slice){piece, len}));
    }
    if (to != NULL && !done)
        root_drop(to);
    done = done && root_close(to, &written);
    if (from != NULL)
        edition_stream_close(from);
    if (fault.len > 0)
        diag_add(root->diagnostics, DIAG_RELEASE_ALTERED, nowhere, target);
    buf_release(&fault);
    return done;
}

static bool file_import(const struct history_release *release,
                        struct root *root, struct slice path,
                        const uint8_t digest[DIGEST_SIZE])
{
    const struct edition *edition = &release->edition;
    struct arena arena;
    struct slice target, from;
    bool done;

    arena_init(&arena);
    target = arena_format(&arena, "releases/" SLICE_FORMAT "/" SLICE_FORMAT,
                          SLICE_ARGS(release->declared->id), SLICE_ARGS(path));
    if (edition->archive != NULL) {
        done = packed_import(release, root, path, target);
    } else {
        from = path_join(&arena, slice_of(edition->folder),
                         ARENA_CONCAT(&arena, edition->prefix, path));
        done = root_import(root, target, from.ptr, digest);
    }
    arena_release(&arena);
    return done;
}

static bool manifest_import(const struct history_release *release,
                            struct root *root)
{
    struct arena arena;
    struct slice signature;
    struct buf fault = BUF_INIT;
    bool done;

    arena_init(&arena);
    done =
        root_write(root,
                   arena_format(&arena, "releases/" SLICE_FORMAT "/" MANIFEST,
                                SLICE_ARGS(release->declared->id)),
                   release->edition.manifest);
    if (done && edition_read(&release->edition, SLICE(MANIFEST ".minisig"),
                             &arena, &signature, &fault))
        done = root_write(root,
                          arena_format(&arena,
                                       "releases/" SLICE_FORMAT "/" MANIFEST
                                       ".minisig",
                                       SLICE_ARGS(release->declared->id)),
                          signature);
    buf_release(&fault);
    arena_release(&arena);
    return done;
}

static bool archive_import(const struct history_release *release,
                           struct root *root)
{
    struct arena arena;
    struct slice target;
    bool done;

    if (release->archive == NULL)
        return true;
    arena_init(&arena);
    target = arena_format(&arena, "releases/" SLICE_FORMAT ".zip",
                          SLICE_ARGS(release->declared->id));
    done = root_import(root, target, release->archive, NULL);
    arena_release(&arena);
    return done;
}

static bool release_import(const struct history_release *release,
                           struct root *root)
{
    const struct map *digests = &release->edition.digests;
    uint8_t digest[DIGEST_SIZE] = {0};

    for (size_t i = 0; i < digests->count; i++) {
        if (!hex_read(*(const struct slice *)digests->entries[i].value,
                      digest) ||
            !file_import(release, root, digests->entries[i].key, digest))
            return false;
    }
    return manifest_import(release, root) && archive_import(release, root);
}

bool history_import(const struct history *history, struct root *root)
{
    for (size_t i = 0; i < history->count; i++)
        if (!release_import(&history->releases[i], root))
            return false;
    return true;
}
