/*
 * Texts without case and accents, for ids and for looking things up.
 * Layer: base.
 *
 * Latin letters up to U+017F (Unicode NFKD, lower case); other scripts stay as
 * they are.
 */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include "base/buf.h"

/* What a code point folds to, in UTF-8: nothing for an accent by itself. */
void fold_letter(struct buf *out, uint32_t c);
void fold_text(struct buf *out, struct slice text);

#endif
