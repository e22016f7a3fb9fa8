/* Which slices a resource declares. */
#include "model/slices.h"

#include "model/property.h"

const struct column *table_dimension_column(const struct table *table,
                                            struct slice dimension)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].type == COLUMN_DIMENSION &&
            slice_equal(table->columns.items[i].dimension, dimension))
            return &table->columns.items[i];
    return NULL;
}

static bool is_declared(const struct table *table, struct slice dimension)
{
    for (size_t i = 0; i < table->slices.count; i++)
        if (slice_equal(table->slices.items[i], dimension))
            return true;
    return false;
}

size_t table_slice_count(const struct table *table)
{
    bool has_rows = table->publish == PUBLISH_SOURCE ||
                    table->publish == PUBLISH_NORMALISED;

    if (!has_rows || table->cube == NULL ||
        cube_measure_count(table->cube) == 0)
        return 0;
    return table->slices.count;
}

bool table_has_slice(const struct table *table, struct slice dimension)
{
    return table_slice_count(table) > 0 && is_declared(table, dimension);
}

static void dimension_unknown(struct loading *loading,
                              const struct table *table,
                              const struct node *node)
{
    struct map names;

    map_init(&names, loading->arena);
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].type == COLUMN_DIMENSION)
            (void)map_put(&names, table->columns.items[i].dimension, &names);
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             node->text,
             ARENA_CONCAT(loading->arena, SLICE("a dimension of "), table->name,
                          SLICE(" (nearest: "),
                          map_nearest_name(&names, node->text), SLICE(")")));
}

static void slice_read(struct loading *loading, struct table *table,
                       const struct node *node)
{
    const struct column *column =
        node->kind == NODE_SCALAR ? table_dimension_column(table, node->text)
                                  : NULL;

    if (column == NULL)
        dimension_unknown(loading, table, node);
    else if (column->personal)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 node->text, SLICE("a dimension to slice by: it is personal"));
    else if (is_declared(table, node->text))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 node->text, SLICE("a dimension that stands here once"));
    else
        ARENA_PUSH(loading->arena, &table->slices, node->text);
}

void slices_read(struct loading *loading, struct table *table,
                 const struct node *resource)
{
    const struct node *slices =
        property_of_kind(loading, resource, "slices", NODE_LIST);

    if (slices == NULL)
        return;
    if (!table_is_fact(table)) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, slices->place,
                 SLICE("slices"), SLICE("a property of resources of facts"));
        return;
    }
    for (const struct node *n = slices->first; n != NULL; n = n->next)
        slice_read(loading, table, n);
}
