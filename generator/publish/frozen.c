/* Files of a root that were written before: by an earlier run, or just now. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/staging.h"

#define PIECE_SIZE 65536

static const struct place nowhere = {0, 0, 0};

/* --- the same bytes under another name --- */

/* Are both names one file in the old root already? */
static bool old_is_twin(const struct root *root, struct slice path,
                        struct slice twin)
{
    struct stat one, other;

    return root->old >= 0 && fstatat(root->old, path.ptr, &one, 0) == 0 &&
           fstatat(root->old, twin.ptr, &other, 0) == 0 &&
           one.st_ino == other.st_ino && one.st_dev == other.st_dev;
}

bool root_twin(struct root *root, struct slice path,
               const struct root_file *twin)
{
    struct root_file *file = root_enter(root, path);

    if (file == NULL)
        return false;
    while (twin->twin != NULL)
        twin = twin->twin;
    memcpy(file->digest, twin->digest, DIGEST_SIZE);
    file->twin = twin;
    file->same = twin->same && old_is_twin(root, file->path, twin->path);
    return root_settle(root, file, 0);
}

bool root_repeat(struct root *root, struct slice prefix, root_choice *keep)
{
    size_t count = root->files.count;
    bool done = true;

    for (size_t i = 0; i < count && done; i++) {
        const struct root_file *file = root->files.entries[i].value;

        if (keep(file->path))
            done = root_twin(
                root,
                arena_format(&root->arena, SLICE_FORMAT "/" SLICE_FORMAT,
                             SLICE_ARGS(prefix), SLICE_ARGS(file->path)),
                file);
    }
    return done;
}

/* --- a file of another folder --- */

static bool is_one_file(int one, int other)
{
    struct stat a, b;

    return one >= 0 && other >= 0 && fstat(one, &a) == 0 &&
           fstat(other, &b) == 0 && a.st_ino == b.st_ino &&
           a.st_dev == b.st_dev;
}

/* It was there when the release was opened. Always false. */
static bool unread(struct root *root, struct slice path)
{
    diag_add(root->diagnostics, DIAG_SOURCE_CHANGED, nowhere, path);
    return false;
}

/* By pieces, through the stream that knows the old root. */
static bool copy_in(struct root *root, struct slice path, int file,
                    const uint8_t digest[DIGEST_SIZE])
{
    struct root_stream *stream = root_open(root, path);
    struct root_written written;
    char piece[PIECE_SIZE];
    ssize_t got = 0;
    bool done = stream != NULL;

    while (done && (got = read(file, piece, sizeof(piece))) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        done =
            got > 0 && root_append(stream, (struct slice){piece, (size_t)got});
    }
    if (!done) {
        if (stream != NULL)
            root_drop(stream);
        return got < 0 && unread(root, path);
    }
    if (!root_close(stream, &written))
        return false;
    if (digest == NULL || memcmp(written.digest, digest, DIGEST_SIZE) == 0)
        return true;
    diag_add(root->diagnostics, DIAG_RELEASE_ALTERED, nowhere, path);
    return false;
}

/*
 * The bytes were compared with their digest when the release was opened; a file
 * that is the old root's own needs no copy.
 */
static bool old_keeps(struct root *root, struct slice path, int file,
                      const uint8_t digest[DIGEST_SIZE])
{
    struct root_file *entry;
    uint64_t size = 0;
    int old = root_old_open(root, path.ptr, &size);
    bool same = is_one_file(old, file);

    if (old >= 0)
        (void)close(old);
    if (!same)
        return false;
    entry = root_enter(root, path);
    if (entry == NULL)
        return false;
    memcpy(entry->digest, digest, DIGEST_SIZE);
    entry->same = true;
    return root_settle(root, entry, size);
}

bool root_import(struct root *root, struct slice path, const char *from,
                 const uint8_t digest[DIGEST_SIZE])
{
    int file = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct arena arena;
    bool done;

    if (file < 0)
        return unread(root, slice_of(from));
    arena_init(&arena);
    done = (digest != NULL &&
            old_keeps(root, arena_copy(&arena, path), file, digest)) ||
           (!root_is_broken(root) && copy_in(root, path, file, digest));
    arena_release(&arena);
    (void)close(file);
    return done;
}
