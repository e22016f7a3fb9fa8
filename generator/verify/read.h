/*
 * Readers of what a site is made of: CSV (RFC 4180), JSON (RFC 8259), markup
 * (HTML, SVG, XML). Layer: verify, for its own files only.
 *
 * What they give points into the text, or into the arena where something had to
 * be decoded. They are lenient where a mistake would show in what is compared,
 * and say so where it would not.
 */
#ifndef VERIFY_READ_H
#define VERIFY_READ_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/* --- CSV --- */

struct row_reader {
    struct arena *arena;
    struct slice text;
    size_t at;
    size_t row_at; /* where the row last read begins */
    struct slice *cells;
    size_t count, capacity;
    bool is_broken; /* a quote that is not closed, or text behind one */
};

void verify_rows_init(struct row_reader *reader, struct arena *arena,
                      struct slice text);
/* The next row into `cells`, overwriting the last; false at the end. */
bool verify_rows_next(struct row_reader *reader) MUST_USE;

/* --- JSON --- */

enum json_kind {
    JSON_NULL,
    JSON_BOOLEAN,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
};

struct json {
    enum json_kind kind;
    struct slice key;  /* in an object */
    struct slice text; /* a string decoded; a number as written */
    struct json *first;
    struct json *next;
};

/* Null where the text is not JSON. */
const struct json *verify_json_read(struct arena *arena, struct slice text);
/* A member of an object; null where there is none, or `json` is null. */
const struct json *verify_json_member(const struct json *json, const char *key);
/* The string of a member, or empty. */
struct slice verify_json_text(const struct json *json, const char *key);

/* An array too large for one tree: its items one by one. */
struct json_rows {
    struct arena *arena; /* of an item; may be reset between two */
    struct slice text;
    size_t at;
    size_t row_at; /* where the item last read begins */
    size_t count;  /* items begun */
    bool is_over, is_broken;
};

void verify_json_rows_init(struct json_rows *rows, struct arena *arena,
                           struct slice text);
/* Null at the end, or where the text is not JSON (`is_broken`). */
const struct json *verify_json_rows_next(struct json_rows *rows);

/* --- markup --- */

enum markup_kind { MARKUP_END, MARKUP_TEXT, MARKUP_OPEN, MARKUP_CLOSE };

struct markup_token {
    enum markup_kind kind;
    size_t at;               /* offset of its first byte */
    struct slice name;       /* of an element, as written */
    struct slice attributes; /* raw, for verify_attribute() */
    bool is_alone;           /* void, or closed at once: no end tag comes */
    struct slice text;       /* raw, for verify_markup_decode() */
};

struct markup_reader {
    struct slice text;
    size_t at;
    struct slice raw; /* the element (script, style) that holds no markup */
};

void verify_markup_next(struct markup_reader *reader,
                        struct markup_token *token);
/* Takes the next attribute of a start tag; false when there is none left. */
bool verify_attribute(struct slice *attributes, struct slice *name,
                      struct slice *value) MUST_USE;
/* Adds `raw` with its references replaced: "&lt;" -> "<". */
void verify_markup_decode(struct buf *out, struct slice raw);

/* "%3C" -> "<"; false for a percent sign without two hex digits. */
bool verify_percent_decode(struct arena *arena, struct slice text,
                           struct slice *out) MUST_USE;

#endif
