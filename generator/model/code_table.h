/*
 * The numbers of codes that are settled: nothing is left to find out about
 * them, so that rows which have no others can be typed anywhere. Layer: model,
 * not for others.
 *
 * One thread adds, many look up at the same moment. A code is never changed or
 * taken out; one that is being added may be found or not, and who does not find
 * it leaves the row to the thread that adds: the answer is the same.
 */
#ifndef MODEL_CODE_TABLE_H
#define MODEL_CODE_TABLE_H

#include <stdatomic.h>
#include <string.h>

#include "base/map.h"

/* Texts of up to so many bytes are compared as one word. */
#define CODE_SHORT_MAX sizeof(uint64_t)

/* Of one length, different short texts are different words. */
static inline uint64_t code_word(struct slice code)
{
    uint32_t first = 0;
    uint32_t last = 0;

    if (code.len > CODE_SHORT_MAX)
        return hash_bytes(code.ptr, code.len);
    if (code.len >= sizeof(first)) {
        memcpy(&first, code.ptr, sizeof(first));
        memcpy(&last, code.ptr + code.len - sizeof(last), sizeof(last));
    } else {
        for (size_t i = 0; i < code.len; i++)
            first = first << 8 | (unsigned char)code.ptr[i];
    }
    return (uint64_t)last << 32 | first;
}

static inline uint64_t code_spread(uint64_t word, size_t len)
{
    return (word ^ len) * UINT64_C(0x9e3779b97f4a7c15);
}

struct code_slot {
    uint64_t word;
    _Atomic uint32_t number; /* 0 = free; written last */
    uint32_t len;
};

struct code_entry {
    struct slice text;
    struct slice label; /* rows must have this one, or none */
    bool has_any_label;
};

struct code_slots {
    unsigned bits;
    struct code_slot *slots;
    struct code_entry *entries; /* by slot: what is seldom looked at */
};

struct code_table {
    struct arena *arena;
    _Atomic(struct code_slots *) slots; /* replaced when they grow */
    size_t count;
};

void code_table_init(struct code_table *table, struct arena *arena);
/* `label` null: with any label. What is there already stays. Texts are
 * borrowed. */
void code_table_add(struct code_table *table, struct slice text,
                    uint32_t number, const struct slice *label);

/* The slots at this moment; those that are left behind stay readable. */
static inline const struct code_slots *
code_slots(const struct code_table *table)
{
    return atomic_load_explicit(&table->slots, memory_order_acquire);
}

/* A text on its way into the slots. */
struct code_search {
    struct slice text;
    uint64_t word;
    size_t at; /* where it is looked for next */
};

static inline struct code_search code_search(const struct code_slots *slots,
                                             struct slice text)
{
    uint64_t word = code_word(text);

    return (struct code_search){
        text, word, code_spread(word, text.len) >> (64 - slots->bits)};
}

/* Its number, 0 when it is not there; `at` is then its slot, or the free one.
 */
static inline uint32_t code_find(const struct code_slots *slots,
                                 struct code_search *search)
{
    size_t mask = ((size_t)1 << slots->bits) - 1;
    struct slice text = search->text;

    for (;; search->at = (search->at + 1) & mask) {
        const struct code_slot *slot = &slots->slots[search->at];
        uint32_t number =
            atomic_load_explicit(&slot->number, memory_order_acquire);

        if (number == 0 ||
            (slot->word == search->word && slot->len == text.len &&
             (text.len <= CODE_SHORT_MAX ||
              memcmp(slots->entries[search->at].text.ptr, text.ptr, text.len) ==
                  0)))
            return number;
    }
}

#endif
