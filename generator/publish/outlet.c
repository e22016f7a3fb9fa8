#include "publish/outlet.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_SIZE 1048576

bool outlet_open(struct outlet *outlet, struct root *root, struct slice path)
{
    *outlet = (struct outlet){.stream = root_open(root, path)};
    return outlet->stream != NULL;
}

static bool pending_write(struct outlet *outlet)
{
    bool done = root_append(outlet->stream, buf_slice(&outlet->pending));

    buf_reset(&outlet->pending);
    return done;
}

bool outlet_pass(struct outlet *outlet)
{
    return outlet->pending.len < PIECE_SIZE || pending_write(outlet);
}

bool outlet_close(struct outlet *outlet, struct published_file *file)
{
    struct root_written written;
    bool done = pending_write(outlet);

    done = root_close(outlet->stream, &written) && done;
    outlet->stream = NULL;
    file->bytes = written.bytes;
    digest_hex(written.digest, file->hash);
    return done;
}

/* -1 for what is no file; a pipe would hang without O_NONBLOCK. */
static int source_open(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info;

    if (file < 0 || (fstat(file, &info) == 0 && S_ISREG(info.st_mode)))
        return file;
    (void)close(file);
    return -1;
}

/* The next piece, empty at the end; false when it cannot be read. */
static bool piece_read(int file, struct buf *piece)
{
    ssize_t got;

    buf_reset(piece);
    buf_reserve(piece, PIECE_SIZE);
    do
        got = read(file, piece->ptr, PIECE_SIZE);
    while (got < 0 && errno == EINTR);
    piece->len = got > 0 ? (size_t)got : 0;
    return got >= 0;
}

static enum copy_result pieces_copy(struct outlet *outlet, int file)
{
    for (;;) {
        if (!piece_read(file, &outlet->pending))
            return COPY_UNREAD;
        if (outlet->pending.len == 0)
            return COPY_DONE;
        if (!pending_write(outlet))
            return COPY_UNWRITTEN;
    }
}

enum copy_result outlet_copy(struct outlet *outlet, const char *path,
                             struct published_file *out)
{
    int file = source_open(path);
    enum copy_result result;

    if (file < 0)
        return COPY_UNREAD;
    result = pieces_copy(outlet, file);
    (void)close(file);
    if (result == COPY_DONE && !outlet_close(outlet, out))
        result = COPY_UNWRITTEN;
    return result;
}

void outlet_release(struct outlet *outlet)
{
    if (outlet->stream != NULL)
        root_drop(outlet->stream);
    outlet->stream = NULL;
    buf_release(&outlet->pending);
}
