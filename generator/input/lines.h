/*
 * Physical lines of a file as UTF-8, in bounded memory. Layer: input, internal.
 *
 * A line ends at LF, CR LF or a lone CR, as in editors. A byte order mark at
 * the start is left out. Release with lines_close() whatever lines_open() said.
 *
 * What is read is checked at once, not line by line: text before `clean` is
 * valid and without NUL bytes. Lines can be taken there many at a time.
 */
#ifndef INPUT_LINES_H
#define INPUT_LINES_H

#include "base/place.h"
#include "input/decode.h"

#define LINE_MAX_LEN ((size_t)16 * 1024 * 1024)
/* Read at once. More is hardly faster, and leaves a small cache to others. */
#define LINES_PIECE ((size_t)64 * 1024)
/* The largest number of a line. */
#define LINE_LAST (UINT32_MAX - 1)

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

struct kept_text;

struct lines {
    int file;
    struct decoder *decoder; /* null: the file is UTF-8 */
    struct buf text;         /* UTF-8 that was read */
    size_t start;            /* what is before was handed out */
    size_t clean;            /* what is before is known to be good */
    bool keep;               /* `text` stays until lines_forget() */
    struct kept_text *kept;  /* earlier text that stays as long */
    struct buf spare;        /* for the next text */
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
/* The line handed out last is known to have no NUL byte. */
bool lines_clean(const struct lines *lines) MUST_USE;

/* Clean text that was not handed out yet; its last line may be cut short. */
struct slice lines_ahead(const struct lines *lines);
/* Hands out its first `count` lines, which are `len` bytes. */
void lines_take(struct lines *lines, size_t len, uint32_t count);
/* What was handed out of the text at hand stays valid until lines_forget(). */
void lines_keep(struct lines *lines);
void lines_forget(struct lines *lines);

#endif
