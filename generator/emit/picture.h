/*
 * Drawings as pictures: SVG into PNG. The only user of librsvg. Layer: emit.
 *
 * Text is set in the fonts of the machine: the bytes depend on these and on
 * the version of the library, and on nothing else.
 */
#ifndef EMIT_PICTURE_H
#define EMIT_PICTURE_H

#include "base/buf.h"

/* Thread-safe. Appends a PNG of that size; else false with a reason. */
bool picture_write(struct buf *out, struct slice svg, int width, int height,
                   struct buf *fault) MUST_USE;

#endif
