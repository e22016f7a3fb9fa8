/* A finished workbook read back: its elements counted, not understood. */
#include "emit/workbook_proof.h"

#include <string.h>

#include "base/archive.h"

/* Our own file: what is read is what was written a moment ago. */
#define LIMITS ((struct archive_limits){.bytes = UINT64_MAX, .entries = 65536})
#define SHEET "xl/worksheets/sheet%zu.xml"
#define PIECE ((size_t)1 << 16)
/* Of an element its name counts, and no name that is looked for is longer. */
#define NAME_MAX_BYTES 31

struct name {
    char text[NAME_MAX_BYTES + 1];
};

struct part {
    struct name first; /* element */
    struct name last;  /* that was closed */
    struct sheet_count found;
    char end; /* its last byte */
};

static struct name name_of(const char *text, size_t len)
{
    struct name name = {0};
    size_t i = 0;

    for (; i < len && i < NAME_MAX_BYTES; i++) {
        if (strchr(" />\r\n", text[i]) != NULL)
            break;
        name.text[i] = text[i];
    }
    return name;
}

/* `text` is behind a "<". */
static void element_take(struct part *part, const char *text, size_t len)
{
    if (len > 0 && text[0] == '/') {
        part->last = name_of(text + 1, len - 1);
        return;
    }
    part->found.cells += len > 1 && text[0] == 'c' && text[1] == ' ';
    part->found.rows += len > 3 && memcmp(text, "row ", 4) == 0;
    if (part->first.text[0] == '\0' && len > 0 && text[0] != '?')
        part->first = name_of(text, len);
}

/* Takes the elements whose names are whole; what is behind them stays. */
static size_t elements_take(struct part *part, const char *bytes, size_t len,
                            bool is_end)
{
    const char *end = bytes + len;
    const char *at = bytes;

    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        if (!is_end && end - at <= NAME_MAX_BYTES + 1)
            return (size_t)(at - bytes);
        at++;
        element_take(part, at, (size_t)(end - at));
    }
    return len;
}

static bool part_read(struct archive_stream *stream, struct part *part)
{
    struct buf bytes = BUF_INIT, reason = BUF_INIT;
    size_t got = 0, taken;
    bool done;

    do {
        buf_reserve(&bytes, PIECE);
        done = archive_stream_read(stream, bytes.ptr + bytes.len, PIECE, &got,
                                   &reason);
        bytes.len += done ? got : 0;
        if (bytes.len > 0)
            part->end = bytes.ptr[bytes.len - 1];
        taken = elements_take(part, bytes.ptr, bytes.len, got == 0);
        memmove(bytes.ptr, bytes.ptr + taken, bytes.len - taken);
        bytes.len -= taken;
    } while (done && got > 0);
    buf_release(&bytes);
    buf_release(&reason);
    return done;
}

/* What `name` should count, null for other parts than sheets. */
static const struct sheet_count *sheet_find(const struct sheet_count *sheets,
                                            size_t count, struct slice name)
{
    const struct sheet_count *found = NULL;
    struct buf expected = BUF_INIT;

    for (size_t i = 0; i < count && found == NULL; i++) {
        buf_reset(&expected);
        buf_add_format(&expected, SHEET, i + 1);
        if (slice_equal(name, buf_slice(&expected)))
            found = &sheets[i];
    }
    buf_release(&expected);
    return found;
}

static bool part_proved(const struct part *part,
                        const struct sheet_count *expected)
{
    if (part->end != '>' && part->end != '\n')
        return false;
    if (strcmp(part->first.text, part->last.text) != 0)
        return false;
    return expected == NULL || (part->found.rows == expected->rows &&
                                part->found.cells == expected->cells);
}

static bool entry_proved(struct archive *archive,
                         const struct archive_entry *entry,
                         const struct sheet_count *expected)
{
    struct buf reason = BUF_INIT;
    struct part part = {0};
    struct archive_stream *stream =
        archive_stream_open(archive, entry, &reason);
    bool proved = stream != NULL && part_read(stream, &part) &&
                  part_proved(&part, expected);

    archive_stream_close(stream);
    buf_release(&reason);
    return proved;
}

bool workbook_proved(const char *path, const struct sheet_count *sheets,
                     size_t count)
{
    struct buf reason = BUF_INIT;
    struct archive *archive = archive_open(path, &LIMITS, &reason);
    const struct archive_entry *entries;
    size_t entry_count = 0, sheets_found = 0;
    bool proved = archive != NULL;

    buf_release(&reason);
    if (!proved)
        return false;
    entries = archive_entries(archive, &entry_count);
    for (size_t i = 0; i < entry_count && proved; i++) {
        const struct sheet_count *sheet =
            sheet_find(sheets, count, entries[i].name);

        sheets_found += sheet != NULL;
        proved = entry_proved(archive, &entries[i], sheet);
    }
    archive_close(archive);
    return proved && sheets_found == count;
}
