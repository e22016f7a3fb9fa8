#include "publish/history/balance.h"

#include <string.h>

#define FIRST_CAPACITY ((size_t)1024)

void balance_release(struct balance *balance)
{
    free(balance->entries);
    *balance = (struct balance){0};
}

/* Where a key stands, or the free place where it belongs. */
static size_t place_of(const struct balance *balance, uint64_t key)
{
    size_t mask = balance->capacity - 1;
    size_t at = (size_t)key & mask;

    while (balance->entries[at].used && balance->entries[at].key != key)
        at = (at + 1) & mask;
    return at;
}

static void grow(struct balance *balance)
{
    struct balance_entry *old = balance->entries;
    size_t count = balance->capacity;

    balance->capacity = count == 0 ? FIRST_CAPACITY : count * 2;
    balance->entries = calloc(balance->capacity, sizeof(*balance->entries));
    if (balance->entries == NULL)
        out_of_memory();
    for (size_t i = 0; i < count; i++)
        if (old[i].used)
            balance->entries[place_of(balance, old[i].key)] = old[i];
    free(old);
}

/* Without a mark in the free place: what comes behind moves up. */
static void take_out(struct balance *balance, size_t hole)
{
    size_t mask = balance->capacity - 1;
    size_t at = hole;

    for (;;) {
        size_t home;

        at = (at + 1) & mask;
        if (!balance->entries[at].used)
            break;
        home = (size_t)balance->entries[at].key & mask;
        if (((at - home) & mask) < ((at - hole) & mask))
            continue;
        balance->entries[hole] = balance->entries[at];
        hole = at;
    }
    balance->entries[hole].used = false;
    balance->count--;
}

/* Adds, or takes away, a number of 128 bits. */
static void weigh(uint64_t sum[2], const uint64_t digest[2], int sign)
{
    uint64_t low = sum[0];

    if (sign > 0) {
        sum[0] += digest[0];
        sum[1] += digest[1] + (sum[0] < low);
    } else {
        sum[0] -= digest[0];
        sum[1] -= digest[1] + (low < digest[0]);
    }
}

void balance_add(struct balance *balance, uint64_t key, struct slice content,
                 int sign)
{
    uint8_t bytes[DIGEST_SIZE];
    uint64_t digest[2];
    struct balance_entry *entry;

    if (balance->count * 4 >= balance->capacity * 3)
        grow(balance);
    digest_bytes(content, bytes);
    memcpy(digest, bytes, sizeof(digest));
    entry = &balance->entries[place_of(balance, key)];
    if (!entry->used) {
        *entry = (struct balance_entry){.key = key, .used = true};
        balance->count++;
    }
    weigh(entry->sum, digest, sign);
    entry->count += sign;
    if (entry->count == 0 && entry->sum[0] == 0 && entry->sum[1] == 0)
        take_out(balance, (size_t)(entry - balance->entries));
}

bool balance_has(const struct balance *balance, uint64_t key)
{
    return balance->count > 0 && balance->entries[place_of(balance, key)].used;
}
