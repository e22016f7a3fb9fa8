#include "input/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

#define PIECE ((size_t)64 * 1024)
#define MARK SLICE("\xEF\xBB\xBF")

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
    buf_release(&lines->text);
    *lines = (struct lines){.file = -1};
}

/* Moves what is left to the front, so that memory stays bounded. */
static void drop_handed_out(struct lines *lines)
{
    struct buf *text = &lines->text;

    if (lines->start == 0)
        return;
    text->len -= lines->start;
    memmove(text->ptr, text->ptr + lines->start, text->len);
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
    size_t want = text->len > PIECE ? text->len : PIECE;
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
    char bytes[PIECE];
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
    drop_handed_out(lines);
    return lines->decoder ? fill_decoded(lines) : fill_plain(lines);
}

/* Length of the first line of `s` with its end; 0 when more must be read. */
static size_t line_len(struct slice s, bool at_end)
{
    const char *lf = s.len ? memchr(s.ptr, '\n', s.len) : NULL;
    size_t before_lf = lf ? (size_t)(lf - s.ptr) : s.len;
    const char *cr = before_lf ? memchr(s.ptr, '\r', before_lf) : NULL;
    size_t after_cr;

    if (cr) {
        after_cr = (size_t)(cr - s.ptr) + 1;
        if (after_cr < s.len)
            return s.ptr[after_cr] == '\n' ? after_cr + 1 : after_cr;
        return at_end ? after_cr : 0;
    }
    if (lf)
        return before_lf + 1;
    return at_end ? s.len : 0;
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
    if (!lines->decoder) {
        invalid = utf8_invalid(line);
        lines->offset += invalid;
        if (invalid < line.len)
            return LINE_INVALID;
    }
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

    if (lines->text.len >= MARK.len || may_end)
        skip_mark(lines);
    rest = slice_cut(buf_slice(&lines->text), lines->start, lines->text.len);
    rest.len = line_len(rest, may_end);
    return rest;
}

enum line_status lines_next(struct lines *lines, struct slice *line)
{
    enum line_status status = LINE_READ;

    if (lines->number >= UINT32_MAX - 1)
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
