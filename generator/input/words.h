/*
 * Plain text of documents: heading ids, lines. Layer: input, internal.
 */
#ifndef INPUT_WORDS_H
#define INPUT_WORDS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"

/*
 * An id from the text of a heading: lower case, accents gone, hyphens between
 * words, not yet in `used` (where it is entered). "section" when nothing is
 * left of the text.
 */
struct slice heading_id(struct arena *arena, struct map *used,
                        struct slice text);
/* The first line without its end (LF, CR LF, CR); moves past it. */
struct slice line_take(struct slice *rest);
/* Offset of `part` in `s` from `from` on, or `s.len`. */
size_t text_find(struct slice s, size_t from, struct slice part);
/* Column, from 1, of the byte at `offset`, cut to what a place can hold. */
uint16_t text_column(struct slice line, size_t offset);
struct line_list {
    struct slice *items;
    size_t count, capacity;
};

/*
 * Lines of a text; those of them that look like link definitions are added to
 * `definitions`: what is parsed by itself gets to know them this way.
 */
void lines_split(struct arena *arena, struct slice text,
                 struct line_list *lines, struct buf *definitions);
/* Where addresses are looked for: each behind the one before. */
struct sought {
    const struct line_list *lines;
    uint32_t line; /* of the last one found */
    size_t to;
};
/*
 * The column, from 1, of an address in a line of the body, behind "(" or "<";
 * 0 when it is not found. (cmark's own columns of inline content are not
 * reliable.)
 */
uint16_t address_column(struct sought *sought, uint32_t line,
                        struct slice address);
/* The beginning of what a finding quotes. */
struct slice excerpt_of(struct slice text);

#endif
