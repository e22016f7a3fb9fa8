/*
 * Arenas: many allocations, one release. Layer: base.
 *
 * Everything an arena returns is zeroed (or copied), aligned for any type, and
 * lives until arena_reset() or arena_release(). Allocation cannot fail: out of
 * memory ends the program. An arena is used by one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/bug.h"
#include "base/slice.h"

struct arena_block;
struct buf;

struct arena {
    struct arena_block *head;
};

void arena_init(struct arena *arena);
void arena_release(struct arena *arena);
/* Forgets all allocations, keeps the largest block for reuse. */
void arena_reset(struct arena *arena);

/* Takes over all that is in another arena, which is empty then. */
void arena_adopt(struct arena *arena, struct arena *other);

void *arena_alloc(struct arena *arena, size_t size);
/* `count * size`, overflow checked. */
void *arena_array(struct arena *arena, size_t count, size_t size);
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type)                                        \
    ((type *)arena_array((arena), (count), sizeof(type)))

/* Copies; the copy is terminated by a NUL that is not counted. */
struct slice arena_copy(struct arena *arena, struct slice s);
const char *arena_text(struct arena *arena, struct slice s);
/* The bytes of a buffer, copied; the buffer is released. */
struct slice arena_take(struct arena *arena, struct buf *buf);
struct slice arena_join(struct arena *arena, struct slice a, struct slice b);
/* All of them, one after the other: ARENA_CONCAT(arena, a, SLICE("/"), b). */
struct slice arena_concat(struct arena *arena, const struct slice *parts,
                          size_t count);
#define ARENA_CONCAT(arena, ...)                                               \
    arena_concat((arena), (const struct slice[]){__VA_ARGS__},                 \
                 sizeof((const struct slice[]){__VA_ARGS__}) /                 \
                     sizeof(struct slice))
struct slice arena_format(struct arena *arena, const char *format, ...)
    PRINTF_LIKE(2, 3);

/*
 * A growable array in an arena: ARENA_PUSH(arena, list, item) where `list` has
 * members `items`, `count`, `capacity`.
 */
void *arena_grow(struct arena *arena, void *items, size_t *capacity,
                 size_t size);
#define ARENA_PUSH(arena, list, item)                                          \
    do {                                                                       \
        if ((list)->count == (list)->capacity)                                 \
            (list)->items =                                                    \
                arena_grow((arena), (list)->items, &(list)->capacity,          \
                           sizeof(*(list)->items));                            \
        (list)->items[(list)->count++] = (item);                               \
    } while (0)

#endif
