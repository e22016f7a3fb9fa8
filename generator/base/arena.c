#include "base/arena.h"

#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#define BLOCK_SIZE_FIRST ((size_t)4 << 10)
#define BLOCK_SIZE_MAX ((size_t)1 << 20)
#define GROW_FIRST 8

/*
 * Invariant: bytes[used] and after are zero, so allocation need not clear.
 * Blocks come from calloc(), whose fresh pages cost nothing until touched.
 */
struct arena_block {
    struct arena_block *next;
    size_t capacity;
    size_t used;
    _Alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *arena)
{
    arena->head = NULL;
}

static void release_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;

        free(block);
        block = next;
    }
}

void arena_release(struct arena *arena)
{
    release_blocks(arena->head);
    arena->head = NULL;
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->head;
    struct arena_block *block = arena->head;

    for (; block; block = block->next)
        if (block->capacity > kept->capacity)
            kept = block;
    for (block = arena->head; block;) {
        struct arena_block *next = block->next;

        if (block != kept)
            free(block);
        block = next;
    }
    if (kept) {
        memset(kept->bytes, 0, kept->used);
        kept->used = 0;
        kept->next = NULL;
    }
    arena->head = kept;
}

void arena_adopt(struct arena *arena, struct arena *other)
{
    struct arena_block *last = arena->head;

    /* Behind the head, whose free bytes remain in use. */
    while (last && last->next)
        last = last->next;
    if (last)
        last->next = other->head;
    else
        arena->head = other->head;
    other->head = NULL;
}

static struct arena_block *block_new(size_t capacity)
{
    struct arena_block *block;

    if (capacity > SIZE_MAX - sizeof(*block))
        out_of_memory();
    block = calloc(1, sizeof(*block) + capacity);
    if (!block)
        out_of_memory();
    block->capacity = capacity;
    return block;
}

static size_t next_capacity(const struct arena_block *head)
{
    if (!head)
        return BLOCK_SIZE_FIRST;
    if (head->capacity >= BLOCK_SIZE_MAX / 2)
        return BLOCK_SIZE_MAX;
    if (head->capacity < BLOCK_SIZE_FIRST / 2)
        return BLOCK_SIZE_FIRST;
    return head->capacity * 2;
}

/* The block to take `size` bytes from, when the head has no room for them. */
static struct arena_block *add_block(struct arena *arena, size_t size)
{
    struct arena_block *head = arena->head;
    size_t capacity = next_capacity(head);
    struct arena_block *block;

    if (head && size > capacity / 2) {
        /* Behind the head, whose free bytes remain in use. */
        block = block_new(size);
        block->next = head->next;
        head->next = block;
        return block;
    }
    block = block_new(size > capacity ? size : capacity);
    block->next = head;
    arena->head = block;
    return block;
}

static size_t aligned(size_t size)
{
    size_t mask = _Alignof(max_align_t) - 1;

    if (size > SIZE_MAX - mask)
        out_of_memory();
    return (size + mask) & ~mask;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->head;
    void *bytes;

    /* Distinct addresses for empty things too. */
    size = aligned(size ? size : 1);
    if (!block || block->capacity - block->used < size)
        block = add_block(arena, size);
    bytes = block->bytes + block->used;
    block->used += size;
    return bytes;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t total;

    if (__builtin_mul_overflow(count, size, &total))
        out_of_memory();
    return arena_alloc(arena, total);
}

struct slice arena_copy(struct arena *arena, struct slice s)
{
    return (struct slice){arena_text(arena, s), s.len};
}

struct slice arena_take(struct arena *arena, struct buf *buf)
{
    struct slice copy = arena_copy(arena, buf_slice(buf));

    buf_release(buf);
    return copy;
}

const char *arena_text(struct arena *arena, struct slice s)
{
    char *copy;

    if (s.len == SIZE_MAX)
        out_of_memory();
    copy = arena_alloc(arena, s.len + 1);
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    return copy;
}

struct slice arena_join(struct arena *arena, struct slice a, struct slice b)
{
    size_t total;
    char *copy;

    if (__builtin_add_overflow(a.len, b.len, &total) || total == SIZE_MAX)
        out_of_memory();
    copy = arena_alloc(arena, total + 1);
    if (a.len > 0)
        memcpy(copy, a.ptr, a.len);
    if (b.len > 0)
        memcpy(copy + a.len, b.ptr, b.len);
    return (struct slice){copy, total};
}

struct slice arena_format(struct arena *arena, const char *format, ...)
{
    va_list measured, written;
    char *text;
    int len;

    va_start(measured, format);
    va_copy(written, measured);
    len = vsnprintf(NULL, 0, format, measured);
    va_end(measured);
    if (len < 0)
        BUG("format cannot be printed");
    text = arena_alloc(arena, (size_t)len + 1);
    (void)vsnprintf(text, (size_t)len + 1, format, written);
    va_end(written);
    return (struct slice){text, (size_t)len};
}

/* Makes the last allocation of the head longer, when it is `items`. */
static bool extend_in_place(struct arena *arena, const void *items, size_t old,
                            size_t wanted)
{
    struct arena_block *block = arena->head;
    size_t start;

    old = aligned(old);
    wanted = aligned(wanted);
    if (!block || !items || block->used < old)
        return false;
    start = block->used - old;
    if (block->bytes + start != items || block->capacity - start < wanted)
        return false;
    block->used = start + wanted;
    return true;
}

void *arena_grow(struct arena *arena, void *items, size_t *capacity,
                 size_t size)
{
    size_t old = *capacity * size;
    size_t count, total;
    void *grown;

    if (__builtin_mul_overflow(*capacity, 2, &count))
        out_of_memory();
    if (count == 0)
        count = GROW_FIRST;
    if (__builtin_mul_overflow(count, size, &total))
        out_of_memory();
    *capacity = count;
    if (old > 0 && extend_in_place(arena, items, old, total))
        return items;
    grown = arena_alloc(arena, total);
    if (old > 0)
        memcpy(grown, items, old);
    return grown;
}

struct slice arena_concat(struct arena *arena, const struct slice *parts,
                          size_t count)
{
    size_t len = 0;
    size_t at = 0;
    char *text;

    for (size_t i = 0; i < count; i++)
        if (__builtin_add_overflow(len, parts[i].len, &len))
            out_of_memory();
    text = arena_alloc(arena, len + 1);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].len > 0)
            memcpy(text + at, parts[i].ptr, parts[i].len);
        at += parts[i].len;
    }
    return (struct slice){text, len};
}
