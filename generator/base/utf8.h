/*
 * UTF-8. Layer: base.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

/* Offset of the first byte that is not valid UTF-8, or `s.len`. */
size_t utf8_invalid(struct slice s);
/* The same, but a NUL byte is not valid either. */
size_t utf8_invalid_or_nul(struct slice s);
/* Number of code points; invalid bytes count one each. */
size_t utf8_length(struct slice s);
/*
 * Decodes the code point at `*offset` and moves past it; U+FFFD for an invalid
 * byte. `*offset` must be below `s.len`.
 */
uint32_t utf8_decode(struct slice s, size_t *offset);
void utf8_encode(struct buf *out, uint32_t code_point);
/* Adds `s` without control characters (each becomes U+FFFD), one line. */
void utf8_add_printable(struct buf *out, struct slice s);

#endif
