/* What is said of the successors of codes (publish/history/ follows them). */
#include "check/rules.h"

/* Kinds of codes that are no dimension of the money. */
static const char *const kinds[] = {
    "program",     "institution", "territory",    "indicator",   "commitment",
    "node",        "programs",    "institutions", "territories", "indicators",
    "commitments", "plan",        "chain"};

static void names_take(const struct portal *portal, struct map *names)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        (void)map_put(names, slice_of(kinds[i]), names);
    for (size_t i = 0; i < portal->dimensions.count; i++)
        (void)map_put(names, portal->dimensions.items[i]->name, names);
    for (size_t i = 0; i < portal->tables.count; i++)
        if (portal->tables.items[i]->dimension.len > 0)
            (void)map_put(names, portal->tables.items[i]->dimension, names);
}

static void check_row(struct portal *portal, const struct table *table,
                      const struct row *row, const struct map *names)
{
    struct slice dimension = row_text(table, row, "dimension");
    struct slice old = row_text(table, row, "old-code");

    if (!map_has(names, dimension))
        diag_add(portal->diagnostics, DIAG_SUCCESSOR_DIMENSION, row->place,
                 dimension, map_nearest_name(names, dimension), old);
    if (slice_equal(old, row_text(table, row, "new-code")))
        diag_add(portal->diagnostics, DIAG_SUCCESSOR_ITSELF, row->place, old);
}

void check_successors(struct portal *portal)
{
    struct arena arena;
    struct map names;

    arena_init(&arena);
    map_init(&names, &arena);
    names_take(portal, &names);
    for (const struct table *t = portal_table(portal, ROLE_SUCCESSORS, NULL);
         t != NULL; t = portal_table(portal, ROLE_SUCCESSORS, t))
        for (size_t i = 0; i < t->rows.count; i++)
            check_row(portal, t, &t->rows.items[i], &names);
    arena_release(&arena);
}
