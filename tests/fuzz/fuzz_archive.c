/* A ZIP archive, opened, and every file of it read whole and by pieces. */
#include "base/archive.h"
#include "fuzz.h"

#define ROOM (1U << 20)
#define PIECE 777

static void pieces_read(struct archive *archive,
                        const struct archive_entry *entry, struct slice whole,
                        struct buf *reason)
{
    struct archive_stream *stream = archive_stream_open(archive, entry, reason);
    char piece[PIECE];
    size_t at = 0, len = 1;

    if (stream == NULL)
        BUG("what was read once can be opened");
    while (len > 0) {
        if (!archive_stream_read(stream, piece, sizeof(piece), &len, reason) ||
            len > whole.len - at || memcmp(piece, whole.ptr + at, len) != 0)
            BUG("pieces are the whole");
        at += len;
    }
    if (at != whole.len)
        BUG("pieces are not all");
    archive_stream_close(stream);
}

static void entries_read(struct fuzz_run *run, struct archive *archive,
                         struct buf *reason)
{
    size_t count;
    const struct archive_entry *entries = archive_entries(archive, &count);

    for (size_t i = 0; i < count; i++) {
        struct slice whole;

        if (archive_find(archive, entries[i].name) != &entries[i])
            BUG("a name is one entry");
        if (entries[i].name.ptr[0] == '/' || entries[i].size > ROOM)
            BUG("an entry that had to be refused");
        buf_reset(reason);
        if (archive_read(archive, &entries[i], ROOM, &run->arena, &whole,
                         reason))
            pieces_read(archive, &entries[i], whole, reason);
        else if (reason->len == 0)
            BUG("what cannot be read has a reason");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct archive_limits limits = {ROOM, 100};
    struct fuzz_run run;
    struct buf reason = BUF_INIT;
    struct archive *archive;

    fuzz_begin(&run);
    fuzz_file(&run, data, size);
    archive = archive_open(run.path, &limits, &reason);
    if (archive != NULL)
        entries_read(&run, archive, &reason);
    else if (reason.len == 0)
        BUG("what is refused has a reason");
    archive_close(archive);
    buf_release(&reason);
    fuzz_end(&run);
    return 0;
}
