#include "model/code_table.h"

#define BITS_FIRST 8

static struct code_slots *slots_new(struct arena *arena, unsigned bits)
{
    struct code_slots *slots = ARENA_NEW(arena, struct code_slots);

    slots->bits = bits;
    slots->slots = ARENA_ARRAY(arena, (size_t)1 << bits, struct code_slot);
    slots->entries = ARENA_ARRAY(arena, (size_t)1 << bits, struct code_entry);
    return slots;
}

void code_table_init(struct code_table *table, struct arena *arena)
{
    table->arena = arena;
    table->count = 0;
    atomic_init(&table->slots, slots_new(arena, BITS_FIRST));
}

/* The number last: who sees it sees the rest. */
static void slot_fill(struct code_slots *slots, size_t at,
                      const struct code_entry *entry, uint32_t number)
{
    struct code_slot *slot = &slots->slots[at];

    slots->entries[at] = *entry;
    slot->word = code_word(entry->text);
    slot->len = (uint32_t)entry->text.len;
    atomic_store_explicit(&slot->number, number, memory_order_release);
}

/* Readers go on in the old slots; both are the arena's. */
static void slots_grow(struct code_table *table)
{
    const struct code_slots *before = code_slots(table);
    struct code_slots *slots = slots_new(table->arena, before->bits + 1);

    for (size_t i = 0; i < (size_t)1 << before->bits; i++) {
        uint32_t known = atomic_load_explicit(&before->slots[i].number,
                                              memory_order_relaxed);

        struct code_search search;

        if (known == 0)
            continue;
        search = code_search(slots, before->entries[i].text);
        (void)code_find(slots, &search);
        slot_fill(slots, search.at, &before->entries[i], known);
    }
    atomic_store_explicit(&table->slots, slots, memory_order_release);
}

void code_table_add(struct code_table *table, struct slice text,
                    uint32_t number, const struct slice *label)
{
    struct code_slots *slots =
        atomic_load_explicit(&table->slots, memory_order_relaxed);
    struct code_entry entry = {.text = text, .has_any_label = label == NULL};
    struct code_search search = code_search(slots, text);

    if (code_find(slots, &search) > 0 || text.len > UINT32_MAX)
        return;
    if (label != NULL)
        entry.label = *label;
    /* At most half full, so that probes stay short. */
    if (++table->count > (size_t)1 << (slots->bits - 1)) {
        slots_grow(table);
        slots = atomic_load_explicit(&table->slots, memory_order_relaxed);
        search = code_search(slots, text);
        (void)code_find(slots, &search);
    }
    slot_fill(slots, search.at, &entry, number);
}
