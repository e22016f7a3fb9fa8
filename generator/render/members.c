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
