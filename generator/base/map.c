#include "base/map.h"

#include <string.h>

#define SLOTS_FIRST 16

/*
 * Odd, with well mixed bits: fractional digits of the golden ratio and of the
 * square roots of 2 and 3.
 */
#define MIX_A UINT64_C(0x9e3779b97f4a7c15)
#define MIX_B UINT64_C(0x6a09e667f3bcc909)
#define MIX_C UINT64_C(0xbb67ae8584caa73b)

__extension__ typedef unsigned __int128 wide_product;

/* High and low half of the full product: every input bit reaches the result. */
static uint64_t fold(uint64_t a, uint64_t b)
{
    wide_product product = (wide_product)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Up to eight bytes, the first one lowest, whatever the machine's order. */
static uint64_t load(const unsigned char *bytes, size_t len)
{
    uint64_t word = 0;

    for (size_t i = 0; i < len; i++)
        word |= (uint64_t)bytes[i] << (8 * i);
    return word;
}

static uint64_t load_word(const unsigned char *bytes)
{
    return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 |
           (uint64_t)bytes[2] << 16 | (uint64_t)bytes[3] << 24 |
           (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 |
           (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

uint64_t hash_bytes(const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    uint64_t hash = fold((uint64_t)len ^ MIX_A, MIX_B);
    size_t left = len;

    for (; left >= 8; left -= 8, at += 8)
        hash = fold(hash ^ load_word(at) ^ MIX_C, MIX_A);
    if (left > 0)
        hash = fold(hash ^ load(at, left) ^ MIX_B, MIX_C);
    return fold(hash ^ MIX_A, MIX_B);
}

void map_init(struct map *map, struct arena *arena)
{
    *map = (struct map){.arena = arena};
}

/* The slot that holds `key`, or the free one where it belongs. */
static size_t slot_of(const struct map *map, struct slice key)
{
    size_t mask = map->slot_count - 1;
    size_t at = (size_t)hash_bytes(key.ptr, key.len) & mask;

    while (map->slots[at] &&
           !slice_equal(map->entries[map->slots[at] - 1].key, key))
        at = (at + 1) & mask;
    return at;
}

static const struct map_entry *entry_of(const struct map *map, struct slice key)
{
    uint32_t number;

    if (map->count == 0)
        return NULL;
    number = map->slots[slot_of(map, key)];
    return number ? &map->entries[number - 1] : NULL;
}

void *map_get(const struct map *map, struct slice key)
{
    const struct map_entry *entry = entry_of(map, key);

    return entry ? entry->value : NULL;
}

bool map_has(const struct map *map, struct slice key)
{
    return entry_of(map, key) != NULL;
}

/* The old slots stay in the arena: together they are smaller than the new. */
static void more_slots(struct map *map)
{
    map->slot_count = map->slot_count ? map->slot_count * 2 : SLOTS_FIRST;
    map->slots = ARENA_ARRAY(map->arena, map->slot_count, uint32_t);
    for (size_t i = 0; i < map->count; i++)
        map->slots[slot_of(map, map->entries[i].key)] = (uint32_t)(i + 1);
}

void *map_put(struct map *map, struct slice key, void *value)
{
    size_t at;

    /* At most half full, so that probes stay short. */
    if (map->count >= map->slot_count / 2)
        more_slots(map);
    at = slot_of(map, key);
    if (map->slots[at]) {
        struct map_entry *entry = &map->entries[map->slots[at] - 1];
        void *before = entry->value;

        entry->value = value;
        return before;
    }
    if (map->count == UINT32_MAX)
        out_of_memory();
    if (map->count == map->capacity)
        map->entries = arena_grow(map->arena, map->entries, &map->capacity,
                                  sizeof(*map->entries));
    map->entries[map->count++] = (struct map_entry){key, value};
    map->slots[at] = (uint32_t)map->count;
    return NULL;
}

struct slice map_nearest(const struct map *map, struct slice name)
{
    size_t limit = name.len / 3;
    struct slice nearest = {NULL, 0};

    for (size_t i = 0; i < map->count && limit > 0; i++) {
        struct slice key = map->entries[i].key;
        size_t distance = edit_distance(name, key, limit);

        if (distance <= limit) {
            nearest = key;
            /* Only something nearer may take its place. */
            limit = distance ? distance - 1 : 0;
        }
    }
    return nearest;
}

struct slice map_nearest_name(const struct map *map, struct slice name)
{
    struct slice nearest = map_nearest(map, name);

    return nearest.len > 0 ? nearest : SLICE("none");
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/*
 * One row of the Levenshtein table: row[j] is the distance of a's first
 * `row_number` bytes from b's first j. Returns the least of the row.
 */
static size_t next_row(size_t *row, size_t row_number, char byte,
                       struct slice b)
{
    size_t diagonal = row[0];
    size_t best = row_number;

    row[0] = row_number;
    for (size_t j = 1; j <= b.len; j++) {
        size_t above = row[j];

        row[j] =
            least(above + 1, row[j - 1] + 1, diagonal + (byte != b.ptr[j - 1]));
        diagonal = above;
        if (row[j] < best)
            best = row[j];
    }
    return best;
}

static struct slice shared_ends_removed(struct slice s, struct slice *other)
{
    while (s.len > 0 && other->len > 0 && s.ptr[0] == other->ptr[0]) {
        s = slice_cut(s, 1, s.len);
        *other = slice_cut(*other, 1, other->len);
    }
    while (s.len > 0 && other->len > 0 &&
           s.ptr[s.len - 1] == other->ptr[other->len - 1]) {
        s.len--;
        other->len--;
    }
    return s;
}

size_t edit_distance(struct slice a, struct slice b, size_t limit)
{
    size_t gap = a.len > b.len ? a.len - b.len : b.len - a.len;
    size_t *row;
    size_t distance;

    if (gap > limit)
        return limit + 1;
    a = shared_ends_removed(a, &b);
    row = calloc(b.len + 1, sizeof(*row));
    if (!row)
        out_of_memory();
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    distance = b.len;
    for (size_t i = 1; i <= a.len; i++) {
        size_t best = next_row(row, i, a.ptr[i - 1], b);

        distance = row[b.len];
        if (best > limit) {
            distance = limit + 1;
            break;
        }
    }
    free(row);
    return distance > limit ? limit + 1 : distance;
}
