/* Which members of two dimensions occur in the same rows. */
#include "model/cube_internal.h"

/* The codes that occur with each code of a place: a list for every code, in the
 * order of the cells; a pair of several periods is there several times. */
static void meeting_build(const struct cube_cells *cells, uint32_t place,
                          struct arena *arena, struct cube_meeting *out)
{
    uint32_t *next;

    for (uint32_t i = 0; i < cells->count; i++) {
        uint32_t code = key_code(cells_at(cells, i)->key, place);

        if (code >= out->limit)
            out->limit = code + 1;
    }
    /* Counts one place ahead; placing the codes moves them into starts. */
    next = ARENA_ARRAY(arena, (size_t)out->limit + 2, uint32_t);
    out->codes = ARENA_ARRAY(arena, (size_t)cells->count + 1, uint32_t);
    for (uint32_t i = 0; i < cells->count; i++)
        next[key_code(cells_at(cells, i)->key, place) + 2]++;
    for (uint32_t i = 2; i < out->limit + 2; i++)
        next[i] += next[i - 1];
    for (uint32_t i = 0; i < cells->count; i++) {
        uint64_t key = cells_at(cells, i)->key;

        out->codes[next[key_code(key, place) + 1]++] = key_code(key, 1 - place);
    }
    out->starts = next;
}

void set_meet(struct cube_set *set, struct arena *arena)
{
    for (uint32_t place = 0; place < COUNT_OF(set->meetings); place++)
        meeting_build(&set->cells, place, arena, &set->meetings[place]);
}

static const struct cube_meeting *meeting_find(const struct cube *cube,
                                               int dimension, int other)
{
    for (size_t s = 0; s < cube->set_count && !cube->waits; s++) {
        const struct cube_set *set = &cube->sets[s];

        if (!set->is_pair || set->is_left)
            continue;
        for (size_t place = 0; place < COUNT_OF(set->meetings); place++)
            if (set->dimensions[place] == dimension &&
                set->dimensions[1 - place] == other)
                return &set->meetings[place];
    }
    return NULL;
}

static void member_mark(const struct member *member, bool *met)
{
    for (; member != NULL && !met[member->id]; member = member->parent)
        met[member->id] = true;
}

static void meeting_walk(const struct cube_meeting *meeting,
                         const struct dimension *other,
                         const struct member *member, bool *met)
{
    uint32_t code = member->id + 1;

    for (uint32_t i = code < meeting->limit ? meeting->starts[code] : 0;
         code < meeting->limit && i < meeting->starts[code + 1]; i++)
        if (meeting->codes[i] > 0)
            member_mark(other->members.items[meeting->codes[i] - 1], met);
    for (size_t i = 0; i < member->child_count; i++)
        meeting_walk(meeting, other, member->children[i], met);
}

bool cube_meet(const struct cube *cube, int dimension,
               const struct member *member, int other, bool *met)
{
    const struct cube_meeting *meeting = meeting_find(cube, dimension, other);

    if (meeting == NULL)
        return false;
    meeting_walk(meeting, cube->dimensions[other], member, met);
    return true;
}

bool cube_pair_is_left(const struct cube *cube, int dimension, int other)
{
    for (size_t s = 0; s < cube->set_count; s++) {
        const struct cube_set *set = &cube->sets[s];

        if (!set->is_pair || !set->is_left)
            continue;
        for (size_t place = 0; place < COUNT_OF(set->meetings); place++)
            if (set->dimensions[place] == dimension &&
                set->dimensions[1 - place] == other)
                return true;
    }
    return false;
}
