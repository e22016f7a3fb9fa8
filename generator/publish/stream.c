/* Files of a root in pieces. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/staging.h"

#define PIECE_SIZE 16384

struct root_stream {
    struct root *root;
    struct root_file *file;
    struct digest *digest;
    uint64_t len;
    int old; /* the old root's file while it is the same, else -1 */
    uint64_t old_size;
    int staged; /* -1 = nothing had to be written yet */
};

int root_old_open(const struct root *root, const char *path, uint64_t *size)
{
    struct stat info;
    int file;

    if (root->old < 0)
        return -1;
    file =
        openat(root->old, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return -1;
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        (void)close(file);
        return -1;
    }
    *size = (uint64_t)info.st_size;
    return file;
}

bool root_old_holds(int file, struct slice bytes)
{
    char piece[PIECE_SIZE];

    while (bytes.len > 0) {
        size_t wanted = bytes.len < sizeof(piece) ? bytes.len : sizeof(piece);
        ssize_t got = read(file, piece, wanted);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || memcmp(piece, bytes.ptr, (size_t)got) != 0)
            return false;
        bytes = slice_cut(bytes, (size_t)got, bytes.len);
    }
    return true;
}

/* The first `len` bytes of the old file, which were compared. */
static bool copy_old(struct root_stream *stream)
{
    char piece[PIECE_SIZE];
    uint64_t at = 0;

    while (at < stream->len) {
        size_t wanted = stream->len - at < sizeof(piece)
                            ? (size_t)(stream->len - at)
                            : sizeof(piece);
        ssize_t got = pread(stream->old, piece, wanted, (off_t)at);

        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO; /* it became shorter */
        if (got <= 0 ||
            !file_append(stream->staged, (struct slice){piece, (size_t)got}))
            return false;
        at += (uint64_t)got;
    }
    return true;
}

/* From here on the file is another one than the old root's. */
static bool stream_part(struct root_stream *stream)
{
    bool done;

    stream->staged = file_tree_create(stream->root->tree, stream->file->path);
    done = stream->staged >= 0 && (stream->old < 0 || copy_old(stream));
    if (!done)
        (void)root_failed(stream->root, stream->file->path);
    if (stream->old >= 0)
        (void)close(stream->old);
    stream->old = -1;
    return done;
}

static void stream_free(struct root_stream *stream)
{
    uint8_t unused[DIGEST_SIZE];

    if (stream->old >= 0)
        (void)close(stream->old);
    if (stream->staged >= 0)
        (void)close(stream->staged);
    if (stream->digest != NULL)
        digest_end(stream->digest, unused);
    free(stream);
}

struct root_stream *root_open(struct root *root, struct slice path)
{
    struct root_file *file = root_enter(root, path);
    struct root_stream *stream;

    if (file == NULL)
        return NULL;
    stream = calloc(1, sizeof(*stream));
    if (stream == NULL)
        out_of_memory();
    stream->root = root;
    stream->file = file;
    stream->digest = digest_begin();
    stream->staged = -1;
    stream->old = root_old_open(root, file->path.ptr, &stream->old_size);
    if (stream->old >= 0 || stream_part(stream))
        return stream;
    stream_free(stream);
    return NULL;
}

/* Bytes that nobody will see are not written. */
bool root_is_broken(struct root *root)
{
    bool broken;

    (void)pthread_mutex_lock(&root->lock);
    broken = root->broken;
    (void)pthread_mutex_unlock(&root->lock);
    return broken;
}

bool root_append(struct root_stream *stream, struct slice bytes)
{
    if (root_is_broken(stream->root))
        return false;
    digest_add(stream->digest, bytes);
    if (stream->old >= 0 && !root_old_holds(stream->old, bytes) &&
        !stream_part(stream))
        return false;
    if (stream->staged >= 0 && !file_append(stream->staged, bytes))
        return root_failed(stream->root, stream->file->path);
    stream->len += bytes.len;
    return true;
}

/* Is the whole file in its place, or will it be linked there? */
static bool stream_end(struct root_stream *stream)
{
    int staged;

    if (root_is_broken(stream->root) ||
        (stream->old >= 0 && stream->old_size != stream->len &&
         !stream_part(stream)))
        return false;
    stream->file->same = stream->old >= 0;
    staged = stream->staged;
    stream->staged = -1;
    return staged < 0 || file_finish(staged) ||
           root_failed(stream->root, stream->file->path);
}

bool root_close(struct root_stream *stream, struct root_written *out)
{
    struct root *root = stream->root;
    bool done = stream_end(stream);

    *out = (struct root_written){.bytes = stream->len};
    digest_end(stream->digest, out->digest);
    stream->digest = NULL;
    memcpy(stream->file->digest, out->digest, DIGEST_SIZE);
    if (done)
        done = root_settle(root, stream->file, stream->len);
    stream_free(stream);
    return done;
}

void root_drop(struct root_stream *stream)
{
    struct root *root = stream->root;

    (void)pthread_mutex_lock(&root->lock);
    root->broken = true;
    (void)pthread_mutex_unlock(&root->lock);
    stream_free(stream);
}

void root_scratch_failed(struct root *root)
{
    (void)root_failed(root, slice_of(root->staging));
}

int root_scratch(struct root *root)
{
    struct buf path = BUF_INIT;
    int file;

    buf_add_text(&path, root->staging);
    buf_add_text(&path, "/.scratch-XXXXXX");
    file = mkostemp(path.ptr, O_CLOEXEC);
    if (file < 0 || unlink(path.ptr) != 0)
        root_scratch_failed(root);
    buf_release(&path);
    return file;
}
