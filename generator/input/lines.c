#include "input/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "input/scan.h"

#define MARK SLICE("\xEF\xBB\xBF")

struct kept_text {
    struct kept_text *next;
    struct buf text;
};

/* A device or a pipe may have no end. */
static enum line_status check_kind(struct lines *lines)
{
    struct stat info;

    lines->error = 0;
    if (fstat(lines->file, &info) != 0)
        lines->error = errno;
    else if (!S_ISREG(info.st_mode))
        lines->error = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
    return lines->error == 0 ? LINE_READ : LINE_UNREADABLE;
}

enum line_status lines_open(struct lines *lines, const char *file_path,
                            struct slice encoding)
{
    *lines = (struct lines){.file = -1};
    if (!encoding_is_utf8(encoding)) {
        lines->decoder = decoder_new(encoding);
        if (!lines->decoder)
            return LINE_NO_ENCODING;
    }
    /* Without O_NONBLOCK a pipe in the place of a file would hang here. */
    lines->file = open(file_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (lines->file < 0) {
        lines->error = errno;
        return errno == ENOENT ? LINE_MISSING : LINE_UNREADABLE;
    }
    return check_kind(lines);
}

void lines_close(struct lines *lines)
{
    if (lines->file >= 0)
        (void)close(lines->file);
    decoder_free(lines->decoder);
    lines_forget(lines);
    buf_release(&lines->spare);
    buf_release(&lines->text);
    *lines = (struct lines){.file = -1};
}

/* Puts the text aside and goes on in a new buffer with what is left of it. */
static void put_aside(struct lines *lines)
{
    struct kept_text *kept = malloc(sizeof(*kept));
    struct slice left =
        slice_cut(buf_slice(&lines->text), lines->start, lines->text.len);

    if (!kept)
        out_of_memory();
    *kept = (struct kept_text){lines->kept, lines->text};
    lines->kept = kept;
    lines->keep = false;
    lines->text = lines->spare;
    buf_init(&lines->spare);
    buf_reset(&lines->text);
    buf_add_slice(&lines->text, left);
}

/* Moves what is left to the front, so that memory stays bounded. */
static void drop_handed_out(struct lines *lines)
{
    struct buf *text = &lines->text;

    if (lines->start == 0)
        return;
    if (lines->keep) {
        put_aside(lines);
    } else {
        text->len -= lines->start;
        memmove(text->ptr, text->ptr + lines->start, text->len);
    }
    lines->clean -= lines->clean < lines->start ? lines->clean : lines->start;
    lines->start = 0;
}

/* Bytes read, 0 at the end, -1 with `error` set. */
static ssize_t read_piece(struct lines *lines, char *bytes, size_t len)
{
    ssize_t got;

    do
        got = read(lines->file, bytes, len);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        lines->error = errno;
    return got;
}

static enum line_status fill_plain(struct lines *lines)
{
    struct buf *text = &lines->text;
    size_t want = text->len > LINES_PIECE ? text->len : LINES_PIECE;
    ssize_t got;

    buf_reserve(text, want);
    got = read_piece(lines, text->ptr + text->len, want);
    if (got < 0)
        return LINE_UNREADABLE;
    lines->at_end = got == 0;
    text->len += (size_t)got;
    text->ptr[text->len] = '\0';
    return LINE_READ;
}

static enum line_status fill_decoded(struct lines *lines)
{
    char bytes[LINES_PIECE];
    ssize_t got = read_piece(lines, bytes, sizeof(bytes));
    struct slice piece;

    if (got < 0)
        return LINE_UNREADABLE;
    piece = (struct slice){bytes, (size_t)got};
    if (decoder_offset(lines->decoder) == 0 && slice_starts_with(piece, MARK))
        return LINE_CONTRADICTED;
    lines->at_end = got == 0;
    lines->invalid =
        !decoder_add(lines->decoder, piece, lines->at_end, &lines->text);
    if (lines->invalid)
        lines->at_end = true;
    return LINE_READ;
}

static enum line_status fill(struct lines *lines)
{
    enum line_status status;
    struct slice added;

    drop_handed_out(lines);
    status = lines->decoder ? fill_decoded(lines) : fill_plain(lines);
    added = slice_cut(buf_slice(&lines->text), lines->clean, lines->text.len);
    lines->clean +=
        lines->decoder ? slice_find(added, '\0') : utf8_invalid_or_nul(added);
    return status;
}

/* Leaves the mark out of what stands at the front of the file. */
static void skip_mark(struct lines *lines)
{
    struct slice text = buf_slice(&lines->text);

    if (lines->number > 0 || lines->marked || !slice_starts_with(text, MARK))
        return;
    lines->marked = true;
    lines->start = MARK.len;
    lines->offset += MARK.len;
}

static enum line_status hand_out(struct lines *lines, struct slice line)
{
    size_t invalid;

    lines->number++;
    if (!lines->decoder && lines->start + line.len > lines->clean) {
        invalid = utf8_invalid(line);
        if (invalid < line.len) {
            lines->offset += invalid;
            return LINE_INVALID;
        }
    }
    if (!lines->decoder)
        lines->offset += line.len;
    lines->start += line.len;
    return LINE_READ;
}

static enum line_status finish(struct lines *lines)
{
    if (!lines->invalid)
        return LINE_END;
    lines->number++;
    lines->offset = decoder_offset(lines->decoder);
    return LINE_INVALID;
}

/* Looks for the next line in what was read; its length is 0 when there is none.
 */
static struct slice find_line(struct lines *lines)
{
    /* A line that invalid bytes cut short is not handed out. */
    bool may_end = lines->at_end && !lines->invalid;
    struct slice rest;
    size_t len;

    if (lines->text.len >= MARK.len || may_end)
        skip_mark(lines);
    rest = slice_cut(buf_slice(&lines->text), lines->start, lines->text.len);
    len = scan_line(rest);
    if (len > 0 || !may_end)
        rest.len = len;
    return rest;
}

enum line_status lines_next(struct lines *lines, struct slice *line)
{
    enum line_status status = LINE_READ;

    if (lines->number >= LINE_LAST)
        return LINE_TOO_MANY;
    while (status == LINE_READ) {
        *line = find_line(lines);
        if (line->len > 0 && line->len <= LINE_MAX_LEN)
            return hand_out(lines, *line);
        if (lines->text.len - lines->start > LINE_MAX_LEN)
            status = LINE_TOO_LONG;
        else if (lines->at_end)
            return finish(lines);
        else
            status = fill(lines);
    }
    lines->number++;
    return status;
}

bool lines_clean(const struct lines *lines)
{
    return lines->start <= lines->clean;
}

struct slice lines_ahead(const struct lines *lines)
{
    return slice_cut(buf_slice(&lines->text), lines->start, lines->clean);
}

void lines_take(struct lines *lines, size_t len, uint32_t count)
{
    lines->start += len;
    lines->number += count;
    if (!lines->decoder)
        lines->offset += len;
}

void lines_keep(struct lines *lines)
{
    lines->keep = true;
}

void lines_forget(struct lines *lines)
{
    while (lines->kept) {
        struct kept_text *kept = lines->kept;

        lines->kept = kept->next;
        buf_release(&lines->spare);
        lines->spare = kept->text;
        free(kept);
    }
    lines->keep = false;
}
