/* Members of a dimension, as pages list them. */
#include "render/members.h"

static bool has_used(const struct member *member)
{
    if (member->used)
        return true;
    for (size_t i = 0; i < member->child_count; i++)
        if (has_used(member->children[i]))
            return true;
    return false;
}

void direct_members(struct page *page, const struct dimension *dimension,
                    const struct member *parent, struct member_list *list)
{
    if (parent != NULL) {
        for (size_t i = 0; i < parent->child_count; i++)
            if (has_used(parent->children[i]))
                ARENA_PUSH(page->arena, list, parent->children[i]);
        return;
    }
    for (size_t i = 0; i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];

        if (member->parent == NULL && has_used(member))
            ARENA_PUSH(page->arena, list, member);
    }
}

void nested_members(struct page *page, const struct dimension *dimension,
                    const struct member *parent, struct member_list *list)
{
    struct member_list level = {NULL, 0, 0};

    direct_members(page, dimension, parent, &level);
    for (size_t i = 0; i < level.count; i++) {
        ARENA_PUSH(page->arena, list, level.items[i]);
        if (level.items[i]->child_count > 0)
            nested_members(page, dimension, level.items[i], list);
    }
}

const bool *crossing_met(struct page *page, const struct table *facts,
                         const struct dimension *dimension,
                         const struct member *member,
                         const struct dimension *other)
{
    bool *met = ARENA_ARRAY(page->arena, other->members.count + 1, bool);
    int at = cube_find_dimension(facts->cube, dimension->name);
    int other_at = cube_find_dimension(facts->cube, other->name);

    if (at < 0 || other_at < 0 ||
        !cube_meet(facts->cube, at, member, other_at, met))
        return NULL;
    return met;
}

struct slice crossing_left(struct page *page, const struct table *facts,
                           const struct dimension *dimension,
                           const struct dimension *other)
{
    int at = cube_find_dimension(facts->cube, dimension->name);
    int other_at = cube_find_dimension(facts->cube, other->name);

    if (at < 0 || other_at < 0 || !cube_pair_is_left(facts->cube, at, other_at))
        return nothing;
    return page_text(page, N_("Not listed here: the data have too many "
                              "combinations to add up. Each row is in the CSV "
                              "of the data."));
}
