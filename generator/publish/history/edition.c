#include "publish/history/edition.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/pool.h"
#include "publish/extras.h"
#include "publish/staging.h"

#define MANIFEST "manifest.sha256"
#define PIECE_SIZE ((size_t)64 * 1024)
#define NAMED_MAX 3 /* bad files in a sentence */
/* An open archive has its whole list in memory. */
#define READERS_MAX 4

static const struct archive_limits limits = {
    .bytes = (uint64_t)64 << 30,
    .entries = 4000000,
};

/* --- files --- */

struct edition_stream {
    struct archive_stream *packed;
    int file; /* where it is not packed */
    struct slice path;
};

static struct slice full_name(const struct edition *edition,
                              struct arena *arena, struct slice path)
{
    return arena_join(arena, edition->prefix, path);
}

static bool packed_open(const struct edition *edition, struct slice name,
                        struct edition_stream *stream, struct buf *fault)
{
    const struct archive_entry *entry = archive_find(edition->archive, name);

    if (entry == NULL) {
        buf_add_text(fault, "it is not there");
        return false;
    }
    stream->packed = archive_stream_open(edition->archive, entry, fault);
    return stream->packed != NULL;
}

static bool plain_open(const struct edition *edition, struct slice name,
                       struct edition_stream *stream, struct buf *fault)
{
    uint64_t size;

    if (edition->root != NULL) {
        stream->file = root_read_open(edition->root, name, &size);
    } else {
        struct arena arena;
        struct slice path;

        arena_init(&arena);
        path = path_join(&arena, slice_of(edition->folder), name);
        stream->file =
            open(path.ptr, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
        arena_release(&arena);
    }
    if (stream->file < 0)
        buf_add_text(fault, strerror(errno));
    return stream->file >= 0;
}

struct edition_stream *edition_stream_open(const struct edition *edition,
                                           struct slice path, struct buf *fault)
{
    struct edition_stream *stream = calloc(1, sizeof(*stream));
    size_t before = fault->len;
    struct arena arena;
    struct slice name;
    bool opened;

    if (stream == NULL)
        out_of_memory();
    arena_init(&arena);
    name = full_name(edition, &arena, path);
    buf_add_format(fault, "%s/" SLICE_FORMAT ": ", edition->path,
                   SLICE_ARGS(path));
    stream->file = -1;
    stream->path = path;
    opened = edition->archive != NULL
                 ? packed_open(edition, name, stream, fault)
                 : plain_open(edition, name, stream, fault);
    arena_release(&arena);
    if (opened) {
        buf_cut(fault, before);
        return stream;
    }
    free(stream);
    return NULL;
}

bool edition_stream_read(struct edition_stream *stream, char *bytes,
                         size_t size, size_t *len, struct buf *fault)
{
    ssize_t got;

    if (stream->packed != NULL)
        return archive_stream_read(stream->packed, bytes, size, len, fault);
    do
        got = read(stream->file, bytes, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        buf_add_format(fault, SLICE_FORMAT ": %s", SLICE_ARGS(stream->path),
                       strerror(errno));
    *len = got > 0 ? (size_t)got : 0;
    return got >= 0;
}

void edition_stream_close(struct edition_stream *stream)
{
    if (stream == NULL)
        return;
    if (stream->packed != NULL)
        archive_stream_close(stream->packed);
    if (stream->file >= 0)
        (void)close(stream->file);
    free(stream);
}

bool edition_read(const struct edition *edition, struct slice path,
                  struct arena *arena, struct slice *out, struct buf *fault)
{
    struct edition_stream *stream = edition_stream_open(edition, path, fault);
    struct buf whole = BUF_INIT;
    size_t len = 0;
    bool done = stream != NULL;

    do {
        if (!done)
            break;
        buf_reserve(&whole, PIECE_SIZE);
        done = edition_stream_read(stream, whole.ptr + whole.len, PIECE_SIZE,
                                   &len, fault);
        whole.len += done ? len : 0;
    } while (len > 0);
    edition_stream_close(stream);
    if (done)
        *out = arena_copy(arena, buf_slice(&whole));
    buf_release(&whole);
    return done;
}

/* --- the manifest --- */

/* "<64 hex digits>  <path>", as sha256sum writes it. */
static bool manifest_line(struct slice line, struct slice *hash,
                          struct slice *path)
{
    const size_t hex = DIGEST_HEX_SIZE - 1;

    if (line.len < hex + 3 || line.ptr[hex] != ' ' ||
        (line.ptr[hex + 1] != ' ' && line.ptr[hex + 1] != '*'))
        return false;
    *hash = slice_cut(line, 0, hex);
    *path = slice_cut(line, hex + 2, line.len);
    return true;
}

/* What lies outside of the root is not read for it. */
static bool leads_out(struct slice path)
{
    if (path.len > 0 && path.ptr[0] == '/')
        return true;
    while (path.len > 0)
        if (slice_equal_text(slice_next(&path, '/'), ".."))
            return true;
    return false;
}

static bool manifest_take(struct edition *edition, struct buf *fault)
{
    struct slice rest = edition->manifest;

    map_init(&edition->digests, &edition->arena);
    while (rest.len > 0) {
        struct slice line = slice_next(&rest, '\n');
        struct slice *hash = ARENA_NEW(&edition->arena, struct slice);
        struct slice path;

        if (!manifest_line(line, hash, &path) || leads_out(path)) {
            buf_add_format(fault, "%s: %s has a line that is none of it: ",
                           edition->path, MANIFEST);
            buf_add_slice(fault, slice_cut(line, 0, 200));
            return false;
        }
        (void)map_put(&edition->digests, path, hash);
    }
    return true;
}

/* --- opening --- */

static void edition_clear(struct edition *edition)
{
    memset(edition, 0, sizeof(*edition));
    arena_init(&edition->arena);
    map_init(&edition->digests, &edition->arena);
    map_init(&edition->by_name, &edition->arena);
}

static bool source_open(struct edition *edition, const char *path,
                        struct buf *fault)
{
    struct buf reason = BUF_INIT;

    if (file_is_folder(path)) {
        edition->folder = path;
        return true;
    }
    if (!file_exists(path))
        buf_add_text(&reason, "there is no such folder or file");
    else
        edition->archive = archive_open(path, &limits, &reason);
    if (edition->archive == NULL)
        buf_add_format(fault, "%s: %s", path, reason.ptr);
    else
        edition->prefix = archive_folder(edition->archive);
    buf_release(&reason);
    return edition->archive != NULL;
}

static bool file_read_first(struct edition *edition, struct slice path,
                            struct slice *out, struct buf *fault)
{
    size_t before = fault->len;

    if (edition_read(edition, path, &edition->arena, out, fault))
        return true;
    buf_cut(fault, before);
    buf_add_format(fault, "%s is no published root or release: it has no ",
                   edition->path);
    buf_add_slice(fault, edition->prefix);
    buf_add_slice(fault, path);
    return false;
}

static bool id_is_plain(const char *release)
{
    return release[0] != '\0' && release[0] != '.' &&
           slice_find(slice_of(release), '/') == strlen(release);
}

bool edition_open(struct edition *edition, const char *path,
                  const char *release, struct buf *fault)
{
    struct slice descriptor;

    edition_clear(edition);
    edition->path = path;
    if (!source_open(edition, path, fault))
        return false;
    if (release != NULL && !id_is_plain(release)) {
        buf_add_format(fault, "%s cannot be the id of a release", release);
        return false;
    }
    if (release != NULL)
        edition->prefix =
            ARENA_CONCAT(&edition->arena, edition->prefix, SLICE("releases/"),
                         slice_of(release), SLICE("/"));
    return file_read_first(edition, SLICE(MANIFEST), &edition->manifest,
                           fault) &&
           manifest_take(edition, fault) &&
           file_read_first(edition, SLICE(EDITION_DESCRIPTOR), &descriptor,
                           fault) &&
           edition_describe(edition, descriptor, fault);
}

bool edition_stage(struct edition *edition, struct root *root,
                   struct slice descriptor, struct buf *fault)
{
    struct buf manifest = BUF_INIT;

    edition_clear(edition);
    edition->path = "the new edition";
    edition->root = root;
    root_manifest(root, SLICE(""), &manifest);
    edition->manifest = arena_take(&edition->arena, &manifest);
    return manifest_take(edition, fault) &&
           edition_describe(edition, descriptor, fault);
}

void edition_release(struct edition *edition)
{
    if (edition->archive != NULL)
        archive_close(edition->archive);
    arena_release(&edition->arena);
    memset(edition, 0, sizeof(*edition));
}

bool edition_has(const struct edition *edition, struct slice path)
{
    struct arena arena;
    struct slice name;
    bool found;

    arena_init(&arena);
    name = full_name(edition, &arena, path);
    if (edition->archive != NULL)
        found = archive_find(edition->archive, name) != NULL;
    else
        found =
            edition->folder != NULL &&
            file_exists(path_join(&arena, slice_of(edition->folder), name).ptr);
    arena_release(&arena);
    return found;
}

/* --- several threads --- */

void edition_share(const struct edition *edition, unsigned wanted,
                   struct edition_readers *out)
{
    if (edition->archive != NULL && wanted > READERS_MAX)
        wanted = READERS_MAX;
    *out = (struct edition_readers){
        .items = calloc(wanted > 0 ? wanted : 1, sizeof(*out->items)),
        .count = 1};
    if (out->items == NULL)
        out_of_memory();
    out->items[0] = *edition;
    while (out->count < wanted) {
        struct edition *next = &out->items[out->count];
        struct buf unused = BUF_INIT;

        *next = *edition;
        if (edition->archive != NULL)
            next->archive = archive_open(edition->path, &limits, &unused);
        buf_release(&unused);
        if (edition->archive != NULL && next->archive == NULL)
            return; /* those that there are do it */
        out->count++;
    }
}

void edition_share_end(struct edition_readers *readers)
{
    for (unsigned i = 1; i < readers->count; i++)
        if (readers->items[i].archive != NULL)
            archive_close(readers->items[i].archive);
    free(readers->items);
    *readers = (struct edition_readers){NULL, 0};
}

/* --- verifying --- */

enum file_state { FILE_HOLDS, FILE_DIFFERS, FILE_UNREAD };

struct verifying {
    const struct edition *edition;
    struct edition_readers readers;
    unsigned char *states; /* by line of the manifest */
};

static enum file_state file_check(const struct edition *edition,
                                  struct slice path, struct slice hash)
{
    struct buf fault = BUF_INIT;
    struct edition_stream *stream = edition_stream_open(edition, path, &fault);
    struct digest *digest = digest_begin();
    uint8_t bytes[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];
    char *piece = malloc(PIECE_SIZE);
    size_t len = 0;
    bool done = stream != NULL;

    if (piece == NULL)
        out_of_memory();
    while (done) {
        done = edition_stream_read(stream, piece, PIECE_SIZE, &len, &fault);
        if (!done || len == 0)
            break;
        digest_add(digest, (struct slice){piece, len});
    }
    digest_end(digest, bytes);
    digest_hex(bytes, hex);
    edition_stream_close(stream);
    free(piece);
    buf_release(&fault);
    if (!done)
        return FILE_UNREAD;
    return slice_equal_text(hash, hex) ? FILE_HOLDS : FILE_DIFFERS;
}

bool edition_file_holds(const struct edition *edition, struct slice path)
{
    const struct slice *hash = map_get(&edition->digests, path);

    return hash == NULL || file_check(edition, path, *hash) == FILE_HOLDS;
}

static void verify_task(void *context, size_t index, unsigned worker)
{
    struct verifying *verifying = context;
    const struct map_entry *entry = &verifying->edition->digests.entries[index];

    verifying->states[index] =
        (unsigned char)file_check(&verifying->readers.items[worker], entry->key,
                                  *(const struct slice *)entry->value);
}

static void verdict_write(const struct verifying *verifying, size_t bad,
                          struct buf *fault)
{
    const struct map *digests = &verifying->edition->digests;
    size_t named = 0;

    buf_add_format(fault, "%zu of %zu files ", bad, digests->count);
    buf_add_text(fault, "are not what manifest.sha256 says:");
    for (size_t i = 0; i < digests->count && named < NAMED_MAX; i++) {
        if (verifying->states[i] == FILE_HOLDS)
            continue;
        buf_add_text(fault, named++ > 0 ? ", " : " ");
        buf_add_slice(fault, digests->entries[i].key);
        if (verifying->states[i] == FILE_UNREAD)
            buf_add_text(fault, " (cannot be read)");
    }
    if (bad > named)
        buf_add_format(fault, " and %zu more", bad - named);
}

/* The manifest, what speaks of it, and what a root that is no release has
 * beside it. */
static bool is_unlisted(const struct edition *edition, struct slice path)
{
    return slice_equal_text(path, MANIFEST) ||
           slice_equal_text(path, MANIFEST ".minisig") ||
           (!map_has(&edition->digests, SLICE("release.json")) &&
            (path_is_extra(path) || slice_equal_text(path, "extras.sha256")));
}

/* An archive is carried on whole, with what its manifest does not list. */
static bool only_listed(const struct edition *edition, struct buf *fault)
{
    size_t count = 0;
    const struct archive_entry *entries =
        edition->archive == NULL ? NULL
                                 : archive_entries(edition->archive, &count);

    for (size_t i = 0; i < count; i++) {
        struct slice name = entries[i].name;

        if (!slice_starts_with(name, edition->prefix))
            continue;
        name = slice_cut(name, edition->prefix.len, name.len);
        if (map_has(&edition->digests, name) || is_unlisted(edition, name))
            continue;
        buf_add_format(fault, "manifest.sha256 does not list " SLICE_FORMAT,
                       SLICE_ARGS(name));
        return false;
    }
    return true;
}

bool edition_verify(const struct edition *edition, unsigned threads,
                    struct buf *fault)
{
    struct verifying verifying = {.edition = edition};
    size_t count = edition->digests.count;
    size_t bad = 0;

    if (edition->root != NULL)
        return true;
    verifying.states = calloc(count + 1, 1);
    if (verifying.states == NULL)
        out_of_memory();
    edition_share(edition, threads, &verifying.readers);
    pool_run(verifying.readers.count, count, verify_task, &verifying);
    edition_share_end(&verifying.readers);
    for (size_t i = 0; i < count; i++)
        bad += verifying.states[i] != FILE_HOLDS;
    if (bad > 0)
        verdict_write(&verifying, bad, fault);
    free(verifying.states);
    return bad == 0 && only_listed(edition, fault);
}

/* --- releases in it --- */

static int compare_names(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left,
                         *(const struct slice *)right);
}

static void packed_releases(struct edition *edition, struct names *out)
{
    struct slice head = full_name(edition, &edition->arena, SLICE("releases/"));
    size_t count;
    const struct archive_entry *entries =
        archive_entries(edition->archive, &count);

    for (size_t i = 0; i < count; i++) {
        struct slice name = entries[i].name;
        struct slice id;

        if (!slice_starts_with(name, head))
            continue;
        name = slice_cut(name, head.len, name.len);
        id = slice_next(&name, '/');
        if (slice_equal_text(name, MANIFEST))
            ARENA_PUSH(&edition->arena, out, id);
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof(*out->items), compare_names);
}

void edition_releases(struct edition *edition, struct names *out)
{
    struct slice folder;
    struct names all;

    memset(out, 0, sizeof(*out));
    if (edition->archive != NULL) {
        packed_releases(edition, out);
        return;
    }
    if (edition->folder == NULL)
        return;
    folder = path_join(&edition->arena, slice_of(edition->folder),
                       full_name(edition, &edition->arena, SLICE("releases")));
    if (!folder_list(&edition->arena, folder.ptr, &all))
        return;
    for (size_t i = 0; i < all.count; i++) {
        struct slice manifest =
            ARENA_CONCAT(&edition->arena, folder, SLICE("/"), all.items[i],
                         SLICE("/" MANIFEST));

        if (file_exists(manifest.ptr))
            ARENA_PUSH(&edition->arena, out, all.items[i]);
    }
}
