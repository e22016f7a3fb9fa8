#include "render/kit.h"

bool table_has_kit(const struct portal *portal, const struct table *table)
{
    return portal->formats[EXTRA_KITS] && table_is_published(table) &&
           table_row_count(table) <= KIT_ROWS_MAX;
}

struct slice kit_path(struct arena *arena, const struct table *table)
{
    return ARENA_CONCAT(arena, SLICE("data/kits/"), table->name, SLICE(".zip"));
}
