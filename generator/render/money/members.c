/* Members of a dimension, as pages list them. */
#include "render/money/members.h"

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

/* The word of a member's level, where its list has one. */
static struct slice member_level(const struct page *page,
                                 const struct member *member)
{
    if (member->row == NULL ||
        table_role_column(member->table, "level") == NULL)
        return nothing;
    return page_level(page, row_text(member->table, member->row, "level"));
}

#define LEVELS_NAMED 4

struct slice list_label(struct page *page, const struct dimension *dimension,
                        const struct member_list *list)
{
    struct slice levels[LEVELS_NAMED];
    struct buf out = BUF_INIT;
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++) {
        struct slice level = member_level(page, list->items[i]);
        size_t at = 0;

        while (at < count && !slice_equal(levels[at], level))
            at++;
        if (level.len == 0 || at == LEVELS_NAMED)
            return dimension_label(page, dimension);
        levels[at] = level;
        count += at == count;
    }
    for (size_t i = 0; i < count; i++) {
        buf_add_text(&out, i > 0 ? ", " : "");
        buf_add_slice(&out, i > 0 ? text_lowered(page, levels[i]) : levels[i]);
    }
    return count > 0 ? arena_take(page->arena, &out)
                     : dimension_label(page, dimension);
}
