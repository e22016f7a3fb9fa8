/*
 * A slice borrows bytes. Layer: base.
 *
 * Invariant: `ptr` may be null only when `len` is 0. A slice owns nothing: it
 * lives as long as what it points into (an arena, a source, a literal).
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>

struct slice {
    const char *ptr;
    size_t len;
};

#define SLICE(literal) ((struct slice){"" literal, sizeof(literal) - 1})
/* For constant initialisers. */
#define SLICE_INIT(literal)                                                    \
    {                                                                          \
        "" literal, sizeof(literal) - 1                                        \
    }
#define SLICE_FORMAT "%.*s"
#define SLICE_ARGS(slice) (int)(slice).len, (slice).ptr ? (slice).ptr : ""

/* Borrows a terminated string; null gives an empty slice. */
struct slice slice_of(const char *text);
bool slice_equal(struct slice a, struct slice b);
bool slice_equal_text(struct slice a, const char *text);
/* Byte order, shorter first on a tie: <0, 0, >0. */
int slice_compare(struct slice a, struct slice b);
bool slice_starts_with(struct slice s, struct slice prefix);
bool slice_ends_with(struct slice s, struct slice suffix);
/* Without ASCII white space at both ends. */
struct slice slice_trim(struct slice s);
/* Offset of the first `c`, or `s.len` where there is none. */
size_t slice_find(struct slice s, char c);
/* Bytes from `from` up to (not with) `to`, both cut to the length. */
struct slice slice_cut(struct slice s, size_t from, size_t to);
/*
 * Splits at the first `c`: returns what is before it and leaves the rest in
 * `*s` (empty, with null pointer, when there was no `c`).
 */
struct slice slice_next(struct slice *s, char c);

#endif
