/*
 * What earlier editions printed, read from their ledgers. Layer: publish.
 */
#ifndef HISTORY_PAST_H
#define HISTORY_PAST_H

#include "publish/history/edition.h"
#include "render/history/past.h"

/*
 * Fills past->figures, which will live in the arena, from data/figures/ of each
 * edition, the oldest first. False, with a sentence, when a ledger cannot be
 * read.
 */
bool past_read(struct past *past, struct arena *arena,
               struct edition *const *editions, size_t count,
               struct buf *fault) MUST_USE;

#endif
