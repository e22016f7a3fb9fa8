/*
 * Base-64 with padding (RFC 4648, 4). Layer: base.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stdint.h>

#include "base/buf.h"

void base64_write(struct buf *out, const uint8_t *bytes, size_t len);
/*
 * At most `size` bytes into `out`. False for anything but whole groups of
 * four, a bit set in what padding leaves, or more bytes.
 */
bool base64_read(struct slice text, uint8_t *out, size_t size,
                 size_t *len) MUST_USE;

#endif
