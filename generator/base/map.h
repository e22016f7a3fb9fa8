/*
 * Text to pointer, in an arena. Layer: base.
 *
 * Keys are borrowed: they must live as long as the map. Iteration order is the
 * order of insertion, so nothing that is written depends on a hash. Reading a
 * map from many threads is safe; writing is for one.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"

struct map_entry {
    struct slice key;
    void *value;
};

struct map {
    struct arena *arena;
    struct map_entry *entries; /* `count` of them, in insertion order */
    size_t count;
    size_t capacity;
    uint32_t *slots; /* entry number + 1, 0 = free */
    size_t slot_count;
};

void map_init(struct map *map, struct arena *arena);
/* The value of `key`, or null. */
void *map_get(const struct map *map, struct slice key);
bool map_has(const struct map *map, struct slice key);
/* Adds or replaces; returns the value that stood there before, or null. */
void *map_put(struct map *map, struct slice key, void *value);
/* The key nearest to `name` by edit distance (at most a third of it), or {0}.
 */
struct slice map_nearest(const struct map *map, struct slice name);

/* The same for a sentence: "none" where no key is near. */
struct slice map_nearest_name(const struct map *map, struct slice name);

/* Edit distance in bytes, bounded: returns `limit + 1` when larger. */
size_t edit_distance(struct slice a, struct slice b, size_t limit);
/* 64-bit hash of bytes, the same on every machine and run. */
uint64_t hash_bytes(const void *bytes, size_t len);

#endif
