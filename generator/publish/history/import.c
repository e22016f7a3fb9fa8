/* Earlier releases into the new root, byte for byte. */
#include <stdatomic.h>
#include <string.h>

#include "base/pool.h"
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

/* The files of one release on their way in. */
struct importing {
    const struct history_release *release;
    struct root *root;
    struct map by_digest; /* files that the root has: struct root_file */
    struct edition_readers readers;
    atomic_bool failed;
};

static bool packed_import(const struct edition *edition, struct root *root,
                          struct slice path, struct slice target)
{
    struct buf fault = BUF_INIT;
    struct edition_stream *from = edition_stream_open(edition, path, &fault);
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

/* A table, picture or ledger that has not changed since is one file under
 * several names: the digest says so before anything is read. */
static const struct root_file *twin_of(const struct importing *importing,
                                       const uint8_t digest[DIGEST_SIZE])
{
    return map_get(&importing->by_digest,
                   (struct slice){(const char *)digest, DIGEST_SIZE});
}

static bool file_import(const struct importing *importing, unsigned worker,
                        struct slice path, const uint8_t digest[DIGEST_SIZE])
{
    const struct edition *edition = &importing->readers.items[worker];
    struct root *root = importing->root;
    const struct root_file *twin = twin_of(importing, digest);
    struct arena arena;
    struct slice target, from;
    bool done;

    arena_init(&arena);
    target = arena_format(&arena, "releases/" SLICE_FORMAT "/" SLICE_FORMAT,
                          SLICE_ARGS(importing->release->declared->id),
                          SLICE_ARGS(path));
    if (twin != NULL) {
        done = root_twin(root, target, twin);
    } else if (edition->archive != NULL) {
        done = packed_import(edition, root, path, target);
    } else {
        from = path_join(&arena, slice_of(edition->folder),
                         ARENA_CONCAT(&arena, edition->prefix, path));
        done = root_import(root, target, from.ptr, digest);
    }
    arena_release(&arena);
    return done;
}

static void import_task(void *context, size_t index, unsigned worker)
{
    struct importing *importing = context;
    const struct map_entry *entry =
        &importing->release->edition.digests.entries[index];
    uint8_t digest[DIGEST_SIZE] = {0};

    if (!atomic_load(&importing->failed) &&
        (!hex_read(*(const struct slice *)entry->value, digest) ||
         !file_import(importing, worker, entry->key, digest)))
        atomic_store(&importing->failed, true);
}

static bool files_import(struct importing *importing, unsigned threads)
{
    const struct edition *edition = &importing->release->edition;

    edition_share(edition, threads, &importing->readers);
    pool_run(importing->readers.count, edition->digests.count, import_task,
             importing);
    edition_share_end(&importing->readers);
    return !atomic_load(&importing->failed);
}

static bool signature_import(const struct history_release *release,
                             struct root *root, struct slice path,
                             struct arena *arena)
{
    struct slice signature;
    struct buf fault = BUF_INIT;
    bool done = edition_read(&release->edition, SLICE(MANIFEST ".minisig"),
                             arena, &signature, &fault);

    if (!done)
        diag_add(root->diagnostics, DIAG_SOURCE_CHANGED, nowhere, path);
    buf_release(&fault);
    return done && root_write(root, path, signature);
}

static bool manifest_import(const struct history_release *release,
                            struct root *root)
{
    struct arena arena;
    struct slice path;
    bool done;

    arena_init(&arena);
    path = arena_format(&arena, "releases/" SLICE_FORMAT "/" MANIFEST,
                        SLICE_ARGS(release->declared->id));
    done = root_write(root, path, release->edition.manifest);
    if (done && edition_has(&release->edition, SLICE(MANIFEST ".minisig")))
        done = signature_import(
            release, root, arena_join(&arena, path, SLICE(".minisig")), &arena);
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

/* Of several files of the same bytes the first by name, whatever the order in
 * which threads wrote them: the next run must find the same links. */
static void root_digests(const struct root *root, struct map *out)
{
    for (size_t i = 0; i < root->files.count; i++) {
        struct root_file *file = root->files.entries[i].value;
        struct slice digest = {(const char *)file->digest, DIGEST_SIZE};
        const struct root_file *known = map_get(out, digest);

        if (known == NULL || slice_compare(file->path, known->path) < 0)
            (void)map_put(out, digest, file);
    }
}

static bool release_import(const struct history_release *release,
                           struct root *root, unsigned threads)
{
    struct importing importing = {.release = release, .root = root};
    struct arena arena;
    bool done;

    arena_init(&arena);
    map_init(&importing.by_digest, &arena);
    root_digests(root, &importing.by_digest);
    done = files_import(&importing, threads);
    arena_release(&arena);
    return done && manifest_import(release, root) &&
           archive_import(release, root);
}

bool history_import(const struct history *history, struct root *root,
                    unsigned threads)
{
    for (size_t i = 0; i < history->count; i++)
        if (!release_import(&history->releases[i], root, threads))
            return false;
    return true;
}
