/* Members of a dimension by the kind that their classifier gives them. */
#include "model/kind.h"

static bool is_kind(const struct member *member, const char *kind)
{
    return member != NULL && member->row != NULL &&
           slice_equal_text(row_text(member->table, member->row, "kind"), kind);
}

static bool is_below_kind(const struct member *member, const char *kind)
{
    for (member = member->parent; member != NULL; member = member->parent)
        if (is_kind(member, kind))
            return true;
    return false;
}

/* Programs are many and have no such kinds: only classifiers are looked at. */
static bool has_kinds(const struct portal *portal,
                      const struct dimension *dimension)
{
    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        if (table->role == ROLE_CLASSIFIER &&
            slice_equal(table->dimension, dimension->name) &&
            table_role_column(table, "kind") != NULL)
            return true;
    }
    return false;
}

struct kind_members kind_members(const struct portal *portal,
                                 struct arena *arena, const char *kind)
{
    struct kind_members out = {NULL, NULL, 0, 0};

    for (size_t d = 0; d < portal->dimensions.count && out.count == 0; d++) {
        const struct dimension *dimension = portal->dimensions.items[d];

        if (!has_kinds(portal, dimension))
            continue;
        for (size_t i = 0; i < dimension->members.count; i++) {
            const struct member *member = dimension->members.items[i];

            if (!is_kind(member, kind) || is_below_kind(member, kind))
                continue;
            out.dimension = dimension;
            ARENA_PUSH(arena, &out, member);
        }
    }
    return out;
}
