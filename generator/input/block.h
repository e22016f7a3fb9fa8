/*
 * Where some bytes stand among the next 64. Layer: input, internal.
 *
 * SSE2 belongs to every x86-64, and compares sixteen bytes at a time; elsewhere
 * it is eight, in an integer. The compiler's own vectors need no header.
 * Bit i of an answer stands for byte i of the block.
 */
#ifndef INPUT_BLOCK_H
#define INPUT_BLOCK_H

#include <stdint.h>
#include <string.h>

#define BLOCK_LEN ((size_t)64)
#define NEEDLES 4

#ifdef __SSE2__

typedef char part __attribute__((vector_size(16)));

struct needles {
    part of[NEEDLES];
};

static inline struct needles needles_of(const char bytes[NEEDLES])
{
    struct needles needles;

    for (size_t i = 0; i < NEEDLES; i++)
        needles.of[i] = bytes[i] - (part){0};
    return needles;
}

static inline uint64_t part_find(const char *bytes,
                                 const struct needles *needles)
{
    part text;

    memcpy(&text, bytes, sizeof(text));
    return (uint32_t)__builtin_ia32_pmovmskb128(
        (part)((text == needles->of[0]) | (text == needles->of[1]) |
               (text == needles->of[2]) | (text == needles->of[3])));
}

#define PART_LEN ((size_t)16)

#else

#define LOW_BITS UINT64_C(0x0101010101010101)
#define LOW_SEVEN UINT64_C(0x7F7F7F7F7F7F7F7F)

struct needles {
    uint64_t of[NEEDLES];
};

static inline struct needles needles_of(const char bytes[NEEDLES])
{
    struct needles needles;

    for (size_t i = 0; i < NEEDLES; i++)
        needles.of[i] = LOW_BITS * (unsigned char)bytes[i];
    return needles;
}

/* The high bit of each byte that is zero, and no other bit. */
static inline uint64_t zero_bytes(uint64_t word)
{
    return ~(((word & LOW_SEVEN) + LOW_SEVEN) | word | LOW_SEVEN);
}

static inline uint64_t part_find(const char *bytes,
                                 const struct needles *needles)
{
    uint64_t found = 0;
    uint64_t word;

    memcpy(&word, bytes, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    for (size_t i = 0; i < NEEDLES; i++)
        found |= zero_bytes(word ^ needles->of[i]);
    /* Moves bit 8i + 7 to bit 56 + i. */
    return ((found >> 7) * UINT64_C(0x0102040810204080)) >> 56;
}

#define PART_LEN ((size_t)8)

#endif

static inline uint64_t block_find(const char *block,
                                  const struct needles *needles)
{
    uint64_t found = 0;

    for (size_t at = 0; at < BLOCK_LEN; at += PART_LEN)
        found |= part_find(block + at, needles) << at;
    return found;
}

/* The same for the `len` bytes that are left, fewer than a block. */
static inline uint64_t block_find_last(const char *bytes, size_t len,
                                       const struct needles *needles)
{
    char block[BLOCK_LEN] = {0};

    memcpy(block, bytes, len);
    return block_find(block, needles) & ((UINT64_C(1) << len) - 1);
}

static inline size_t lowest_bit(uint64_t bits)
{
    return (size_t)__builtin_ctzll(bits);
}

#endif
