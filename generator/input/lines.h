/*
 * Physical lines of a file as UTF-8, in bounded memory. Layer: input, internal.
 *
 * A line ends at LF, CR LF or a lone CR, as in editors. A byte order mark at
 * the start is left out. Release with lines_close() whatever lines_open() said.
 */
#ifndef INPUT_LINES_H
#define INPUT_LINES_H

#include "base/place.h"
#include "input/decode.h"

#define LINE_MAX_LEN ((size_t)16 * 1024 * 1024)

enum line_status {
    LINE_READ,
    LINE_END,          /* nothing is left */
    LINE_MISSING,      /* no such file */
    LINE_UNREADABLE,   /* `error` says why */
    LINE_NO_ENCODING,  /* the declared encoding is not known */
    LINE_CONTRADICTED, /* declared otherwise, marked as UTF-8 */
    LINE_INVALID,      /* at byte `offset` of the file */
    LINE_TOO_LONG,     /* more than LINE_MAX_LEN */
    LINE_TOO_MANY      /* more than can be numbered */
};

struct lines {
    int file;
    struct decoder *decoder; /* null: the file is UTF-8 */
    struct buf text;         /* UTF-8 that was read */
    size_t start;            /* what is before was handed out */
    uint64_t offset;         /* of `start`; decoded files: of a fault */
    uint32_t number;         /* of the line handed out last, from 1 */
    bool at_end;             /* of the file */
    bool invalid;            /* the decoder stopped after `text` */
    bool marked;             /* a byte order mark was left out */
    int error;               /* errno */
};

/* LINE_READ when the file is open. */
enum line_status lines_open(struct lines *lines, const char *file_path,
                            struct slice encoding) MUST_USE;
void lines_close(struct lines *lines);
/*
 * The next line with its line end. Borrowed until the next call. After any
 * other status than LINE_READ there is no next line; `number` is then that of
 * the line that could not be read.
 */
enum line_status lines_next(struct lines *lines, struct slice *line) MUST_USE;

#endif
