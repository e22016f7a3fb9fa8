#include "base/place.h"

void sources_init(struct sources *sources, struct arena *arena)
{
    *sources = (struct sources){.arena = arena};
    ARENA_PUSH(arena, sources, NULL);
}

uint16_t sources_add(struct sources *sources, struct slice path,
                     enum source_kind kind)
{
    struct source *source;

    /* What comes after the last number has no place: findings stay, their
     * place is not printed. */
    if (sources->count > UINT16_MAX)
        return 0;
    source = ARENA_NEW(sources->arena, struct source);
    source->path = arena_copy(sources->arena, path);
    source->kind = kind;
    ARENA_PUSH(sources->arena, sources, source);
    return (uint16_t)(sources->count - 1);
}

struct source *sources_get(const struct sources *sources, uint16_t number)
{
    return number < sources->count ? sources->items[number] : NULL;
}

/* Steps that begin at `record` or before it. */
static size_t steps_up_to(const struct source *source, uint32_t record)
{
    size_t low = 0, high = source->steps.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (source->steps.items[middle].record <= record)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first spot of `record` or of one after it. */
static size_t first_spot(const struct source *source, uint32_t record)
{
    size_t low = 0, high = source->spots.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (source->spots.items[middle].record < record)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct place source_spot(const struct source *source, struct place place)
{
    size_t first = first_spot(source, place.record);
    const struct source_spot *spots = source->spots.items;

    for (size_t i = first; i < source->spots.count; i++) {
        if (spots[i].record != place.record)
            break;
        if (spots[i].field == place.field)
            return spots[i].text;
    }
    if (first < source->spots.count && spots[first].record == place.record &&
        spots[first].field == 0)
        return spots[first].text;
    return (struct place){0, 0, 0};
}

uint32_t source_line(const struct source *source, uint32_t record)
{
    size_t steps;

    if (source->kind == SOURCE_TEXT)
        return record;
    if (source->kind == SOURCE_LISTING)
        return source_spot(source, (struct place){0, 0, record}).record;
    steps = steps_up_to(source, record);
    /* Record 0 is the header, on line 1 unless a step says otherwise. */
    return record + (steps ? source->steps.items[steps - 1].offset : 1);
}
