/*
 * JSON written with a stack of open forms. Layer: emit.
 *
 * Indented by two spaces when `pretty`. Strings are escaped so that the text
 * can also stand inside a script element ("<", ">", "&" as \u00XX).
 */
#ifndef EMIT_JSON_H
#define EMIT_JSON_H

#include "base/amount.h"
#include "base/buf.h"

#define JSON_DEPTH_MAX 32

struct json_writer {
    struct buf *out;
    bool pretty;
    unsigned depth;
    char forms[JSON_DEPTH_MAX]; /* '{' or '[' */
    bool has_items[JSON_DEPTH_MAX];
    bool after_key;
};

void json_init(struct json_writer *w, struct buf *out, bool pretty);
void json_open_object(struct json_writer *w);
void json_open_array(struct json_writer *w);
void json_close(struct json_writer *w);
void json_key(struct json_writer *w, const char *key);
void json_key_slice(struct json_writer *w, struct slice key);
void json_string(struct json_writer *w, struct slice text);
void json_integer(struct json_writer *w, int64_t value);
/* A number with the digits it has; never a binary float. */
void json_amount(struct json_writer *w, struct amount value);
void json_boolean(struct json_writer *w, bool value);
void json_null(struct json_writer *w);
void json_finish(struct json_writer *w);

#endif
