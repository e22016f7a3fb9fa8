/*
 * From a declared encoding to UTF-8, as bytes arrive. Layer: input, internal.
 *
 * Only encoding.c knows iconv. A decoder is fed piece by piece; a character cut
 * by the end of a piece waits for the next one.
 */
#ifndef INPUT_DECODE_H
#define INPUT_DECODE_H

#include <stdint.h>

#include "base/buf.h"

struct decoder;

/* Empty, "UTF-8" or "utf8": needs no decoder. */
bool encoding_is_utf8(struct slice encoding);
/* Null when the encoding is not known. Release with decoder_free(). */
struct decoder *decoder_new(struct slice encoding) MUST_USE;
void decoder_free(struct decoder *decoder);
/*
 * Adds the UTF-8 of `bytes` to `out`. `last` says that nothing follows. False
 * at bytes that the encoding does not have; all before them is in `out`.
 */
bool decoder_add(struct decoder *decoder, struct slice bytes, bool last,
                 struct buf *out) MUST_USE;
/* Bytes decoded so far: after a failure, the offset of the invalid ones. */
uint64_t decoder_offset(const struct decoder *decoder);

/* "glibc 2.36", whose iconv it is; for the manifest. */
void encoding_library_version(struct buf *out);

#endif
