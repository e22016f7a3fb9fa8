/*
 * How a file is written: guesses from its first bytes. Layer: inspect.
 *
 * Guessing is allowed in this folder and nowhere else. Every guess carries its
 * evidence, as a sentence. All text lives in the arena given.
 */
#ifndef INSPECT_SNIFF_H
#define INSPECT_SNIFF_H

#include "base/arena.h"
#include "input/record.h"

#define SNIFF_LEN ((size_t)1024 * 1024)

/* A guess, and what speaks for it. */
struct sniff {
    struct dialect dialect;
    struct slice encoding_name; /* for a person: "UTF-8 with a mark" */
    struct slice encoding_why;
    struct slice delimiter_why;
    struct slice quote_why;
    struct slice line_ends; /* "CR LF (7,892)" */
    struct slice skip_why;
    struct slice comment_why; /* empty: no comment rows */
    struct slice header_why;
    struct slice commented_header; /* a comment that names the columns */
    bool has_mark;                 /* UTF-8 with a byte order mark */
    bool is_whole;                 /* the sample is the whole file */
    bool header_is_sure;
};

enum sniff_status {
    SNIFF_DONE,
    SNIFF_MISSING,
    SNIFF_FOLDER,
    SNIFF_UNREADABLE,
    SNIFF_EMPTY,
    SNIFF_BINARY
};

/* `fault` gets a sentence, with what to do, for any other than SNIFF_DONE. */
enum sniff_status sniff_file(struct arena *arena, const char *path,
                             struct sniff *out, struct slice *fault);

/* The parts of it, on bytes at hand. `is_whole`: no more bytes follow. */
bool sniff_encoding(struct arena *arena, struct slice bytes, bool is_whole,
                    struct sniff *out) MUST_USE;
/* `text` is UTF-8 from here on. */
void sniff_line_ends(struct arena *arena, struct slice text, struct sniff *out);
void sniff_dialect(struct arena *arena, struct slice text, struct sniff *out);

/* What is not UTF-8 later in the file: the next best encoding. */
void sniff_fall_back(struct arena *arena, struct slice offset,
                     struct sniff *out);

#endif
