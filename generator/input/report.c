#include "input/report.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

#define MARK SLICE("\xEF\xBB\xBF")
/* cmark counts bytes in an int; nobody writes as much by hand. */
#define TEXT_MAX_LEN ((size_t)256 * 1024 * 1024)

struct slice number_slice(struct number_text *room, uint64_t number)
{
    (void)snprintf(room->digits, sizeof(room->digits), "%" PRIu64, number);
    return slice_of(room->digits);
}

static void report_unreadable(struct diagnostics *diagnostics,
                              struct place place, struct slice path, int reason)
{
    if (reason == ENOENT)
        diag_add(diagnostics, DIAG_FILE_MISSING, place, path);
    else
        diag_add(diagnostics, DIAG_FILE_UNREADABLE, place, path,
                 reason == EINVAL ? SLICE("it is no regular file")
                                  : slice_of(strerror(reason)));
}

static void report_invalid(struct diagnostics *diagnostics, struct place place,
                           struct slice encoding, uint64_t offset,
                           uint32_t line)
{
    struct number_text offset_text, line_text;

    if (encoding.len == 0)
        encoding = SLICE("UTF-8, as files are read that declare no "
                         "\"encoding\" (spreadsheets often write "
                         "windows-1252)");
    diag_add(diagnostics, DIAG_ENCODING_INVALID, place,
             number_slice(&offset_text, offset), number_slice(&line_text, line),
             encoding);
}

void report_lines(struct diagnostics *diagnostics, const struct file_name *name,
                  const struct lines *lines, enum line_status status)
{
    struct place place = {name->source, 0, 0};
    struct number_text line, limit;

    switch (status) {
    case LINE_READ:
    case LINE_END:
        break;
    case LINE_MISSING:
    case LINE_UNREADABLE:
        report_unreadable(diagnostics, place, name->path, lines->error);
        break;
    case LINE_NO_ENCODING:
        diag_add(diagnostics, DIAG_ENCODING_UNKNOWN, place, name->encoding);
        break;
    case LINE_CONTRADICTED:
        diag_add(diagnostics, DIAG_ENCODING_CONTRADICTED, place,
                 name->encoding);
        break;
    case LINE_INVALID:
        report_invalid(diagnostics, place, name->encoding, lines->offset,
                       lines->number);
        break;
    case LINE_TOO_LONG:
        diag_add(diagnostics, DIAG_RECORD_TOO_LONG, place,
                 number_slice(&line, lines->number),
                 number_slice(&limit, LINE_MAX_LEN));
        break;
    case LINE_TOO_MANY:
        diag_add(diagnostics, DIAG_FILE_TOO_LARGE, place,
                 SLICE("4294967294 lines"));
        break;
    }
}

/* Lines that end before `offset`, plus one. */
static uint32_t line_at(struct slice text, size_t offset)
{
    uint32_t line = 1;

    for (size_t i = 0; i < offset; i++)
        line += text.ptr[i] == '\n' ||
                (text.ptr[i] == '\r' && text.ptr[i + 1] != '\n');
    return line;
}

static bool text_is_clean(struct diagnostics *diagnostics, uint16_t source,
                          struct slice text)
{
    size_t invalid = utf8_invalid(text);
    size_t nul = slice_find(text, '\0');
    struct number_text room;
    struct place place = {source, 0, 0};

    if (text.len > TEXT_MAX_LEN) {
        diag_add(diagnostics, DIAG_FILE_TOO_LARGE, place, SLICE("256 MiB"));
        return false;
    }
    if (invalid < text.len) {
        place.record = line_at(text, invalid);
        report_invalid(diagnostics, place, SLICE("UTF-8"), invalid,
                       place.record);
        return false;
    }
    if (nul < text.len) {
        place.record = line_at(text, nul);
        diag_add(diagnostics, DIAG_NUL_BYTE, place,
                 number_slice(&room, place.record));
        return false;
    }
    return true;
}

bool text_file_read(struct arena *arena, struct sources *sources,
                    struct diagnostics *diagnostics, const char *file_path,
                    struct slice path, struct text_file *out)
{
    struct place place = {0, 0, 0};

    *out =
        (struct text_file){sources_add(sources, path, SOURCE_TEXT), {NULL, 0}};
    place.source = out->source;
    if (!file_read(arena, file_path, &out->text)) {
        report_unreadable(diagnostics, place, path, errno);
        return false;
    }
    if (!text_is_clean(diagnostics, out->source, out->text))
        return false;
    if (slice_starts_with(out->text, MARK)) {
        diag_report(diagnostics, DIAG_BYTE_ORDER_MARK, place, NULL, 0);
        out->text = slice_cut(out->text, MARK.len, out->text.len);
    }
    return true;
}
