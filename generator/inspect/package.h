/*
 * Parts of a descriptor that is written. Layer: inspect, not for others.
 *
 *   package.c        resources and their files
 *   package_field.c  fields
 */
#ifndef INSPECT_PACKAGE_H
#define INSPECT_PACKAGE_H

#include "inspect/guess.h"

/* Keys of an object; an empty text or list is not written. */
static inline void key_text(struct json_writer *w, const char *key,
                            struct slice text)
{
    if (text.len == 0)
        return;
    json_key(w, key);
    json_string(w, text);
}

static inline void key_mark(struct json_writer *w, const char *key, char mark)
{
    json_key(w, key);
    json_string(w, (struct slice){&mark, 1});
}

static inline void key_list(struct json_writer *w, const char *key,
                            const struct slices *texts)
{
    if (texts->count == 0)
        return;
    json_key(w, key);
    json_open_array(w);
    for (size_t i = 0; i < texts->count; i++)
        json_string(w, texts->items[i]);
    json_close(w);
}

static inline void key_true(struct json_writer *w, const char *key, bool value)
{
    json_key(w, key);
    json_boolean(w, value);
}

/* What a row condition calls the column. */
struct slice package_heading(const struct sheet *sheet, size_t column);
void package_field(struct json_writer *w, const struct guess *guess,
                   const struct guess_field *field);

#endif
