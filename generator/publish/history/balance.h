/*
 * Rows of two sides cancelled against each other by key. Layer: publish, for
 * history/ only.
 *
 * What one side has and the other has as well weighs nothing: memory is
 * proportional to what differs or lies elsewhere in the file, not to the rows.
 * Two rows are the same when 128 bits of the SHA-256 of their cells are; keys
 * are told apart by 64 bits, and two that collide are only looked at together.
 */
#ifndef HISTORY_BALANCE_H
#define HISTORY_BALANCE_H

#include "base/digest.h"

struct balance_entry {
    uint64_t key;
    uint64_t sum[2]; /* of the digests, new minus old */
    int64_t count;   /* of the rows, new minus old */
    bool used;
};

struct balance {
    struct balance_entry *entries;
    size_t capacity; /* a power of two */
    size_t count;
};

void balance_release(struct balance *balance);
/* `sign` 1 = of the new side, -1 = of the old. */
void balance_add(struct balance *balance, uint64_t key, struct slice content,
                 int sign);
bool balance_has(const struct balance *balance, uint64_t key);

#endif
