#include "input/tree.h"

#include "base/map.h"

const struct node *node_get(const struct node *node, const char *key)
{
    if (!node || node->kind != NODE_MAP)
        return NULL;
    for (const struct node *member = node->first; member; member = member->next)
        if (slice_equal_text(member->key, key))
            return member;
    return NULL;
}

struct slice node_text(const struct node *node, const char *key)
{
    const struct node *member = node_get(node, key);

    if (!member || member->kind != NODE_SCALAR)
        return (struct slice){NULL, 0};
    return member->text;
}

static void report_unknown(struct diagnostics *diagnostics,
                           const struct node *member, const struct map *known,
                           const char *where)
{
    struct slice nearest = map_nearest(known, member->key);

    if (nearest.len)
        diag_add(diagnostics, DIAG_KEY_UNKNOWN_NEAR, member->key_place,
                 member->key, slice_of(where), nearest);
    else
        diag_add(diagnostics, DIAG_KEY_UNKNOWN, member->key_place, member->key,
                 slice_of(where));
}

void node_check_keys(struct diagnostics *diagnostics, const struct node *map,
                     const char *const *known, const char *where)
{
    struct arena scratch;
    struct map names;

    if (!map || map->kind != NODE_MAP)
        return;
    arena_init(&scratch);
    map_init(&names, &scratch);
    for (size_t i = 0; known[i]; i++)
        (void)map_put(&names, slice_of(known[i]), &names);
    for (const struct node *member = map->first; member; member = member->next)
        if (!map_has(&names, member->key) &&
            !slice_starts_with(member->key, SLICE("_")))
            report_unknown(diagnostics, member, &names, where);
    arena_release(&scratch);
}
