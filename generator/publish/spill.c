#include "publish/spill.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Of a partition before it is put on disk: 256 of them take 8 MiB. */
#define CHUNK_SIZE 32000

/* Records that lie together in the file. */
struct chunk {
    uint64_t offset;
    size_t len;
};

struct partition {
    struct buf pending;
    struct {
        struct chunk *items;
        size_t count, capacity;
    } chunks;
};

struct spill {
    struct root *root;
    int file; /* -1 = not needed yet */
    uint64_t end;
    struct partition *partitions;
    size_t count;
    struct arena arena;
};

/* Before the bytes of a record. */
struct record_head {
    uint32_t key;
    uint32_t len;
};

struct spill *spill_new(struct root *root, size_t partitions)
{
    struct spill *spill = calloc(1, sizeof(*spill));

    if (spill == NULL)
        out_of_memory();
    arena_init(&spill->arena);
    spill->root = root;
    spill->file = -1;
    spill->count = partitions;
    spill->partitions =
        ARENA_ARRAY(&spill->arena, partitions + 1, struct partition);
    return spill;
}

size_t spill_partitions(const struct spill *spill)
{
    return spill->count;
}

void spill_free(struct spill *spill)
{
    for (size_t i = 0; i < spill->count; i++)
        buf_release(&spill->partitions[i].pending);
    if (spill->file >= 0)
        (void)close(spill->file);
    arena_release(&spill->arena);
    free(spill);
}

static bool write_at(int file, struct slice bytes, uint64_t offset)
{
    while (bytes.len > 0) {
        ssize_t put = pwrite(file, bytes.ptr, bytes.len, (off_t)offset);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        offset += (uint64_t)put;
        bytes = slice_cut(bytes, (size_t)put, bytes.len);
    }
    return true;
}

static bool read_at(int file, char *bytes, size_t len, uint64_t offset)
{
    while (len > 0) {
        ssize_t got = pread(file, bytes, len, (off_t)offset);

        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO; /* it has become shorter */
        if (got <= 0)
            return false;
        offset += (uint64_t)got;
        bytes += got;
        len -= (size_t)got;
    }
    return true;
}

static bool chunk_write(struct spill *spill, struct partition *partition)
{
    struct chunk chunk = {spill->end, partition->pending.len};

    if (spill->file < 0)
        spill->file = root_scratch(spill->root);
    if (spill->file < 0)
        return false;
    if (!write_at(spill->file, buf_slice(&partition->pending), spill->end)) {
        root_scratch_failed(spill->root);
        return false;
    }
    spill->end += chunk.len;
    ARENA_PUSH(&spill->arena, &partition->chunks, chunk);
    buf_reset(&partition->pending);
    return true;
}

bool spill_add(struct spill *spill, size_t partition, uint32_t key,
               struct slice bytes)
{
    struct partition *to = &spill->partitions[partition];
    struct record_head head = {key, (uint32_t)bytes.len};

    if (bytes.len > UINT32_MAX)
        BUG("a row is not that long");
    if (to->pending.len > 0 &&
        to->pending.len + sizeof(head) + bytes.len > CHUNK_SIZE &&
        !chunk_write(spill, to))
        return false;
    buf_add(&to->pending, (const char *)&head, sizeof(head));
    buf_add_slice(&to->pending, bytes);
    return true;
}

static bool records_read(struct slice bytes, spill_sink *sink, void *context)
{
    struct record_head head;

    while (bytes.len > 0) {
        memcpy(&head, bytes.ptr, sizeof(head));
        bytes = slice_cut(bytes, sizeof(head), bytes.len);
        if (!sink(context, head.key, slice_cut(bytes, 0, head.len)))
            return false;
        bytes = slice_cut(bytes, head.len, bytes.len);
    }
    return true;
}

static bool chunk_read(const struct spill *spill, const struct chunk *chunk,
                       struct buf *bytes)
{
    buf_reset(bytes);
    buf_reserve(bytes, chunk->len);
    bytes->len = chunk->len;
    if (read_at(spill->file, bytes->ptr, chunk->len, chunk->offset))
        return true;
    root_scratch_failed(spill->root);
    return false;
}

bool spill_read(const struct spill *spill, size_t partition, spill_sink *sink,
                void *context)
{
    const struct partition *from = &spill->partitions[partition];
    struct buf bytes = BUF_INIT;
    bool done = true;

    for (size_t i = 0; i < from->chunks.count && done; i++)
        done = chunk_read(spill, &from->chunks.items[i], &bytes) &&
               records_read(buf_slice(&bytes), sink, context);
    buf_release(&bytes);
    return done && records_read(buf_slice(&from->pending), sink, context);
}
