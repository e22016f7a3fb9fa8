/* `map` of a resource: polygons of its territories, or tiles for them. */
#include "model/atlas.h"
#include "base/file.h"
#include "model/property.h"

#define TILES_MAX 99

/* JSON has made sure of its form. Drawing needs no last digit, and strtod()
 * would ask the locale for the decimal mark. */
static double number_of(struct slice text)
{
    double value = 0;
    int shift = 0, power = 0;
    bool is_fraction = false;
    size_t i = text.len > 0 && text.ptr[0] == '-' ? 1 : 0;

    for (; i < text.len && (text.ptr[i] | 0x20) != 'e'; i++) {
        if (text.ptr[i] == '.') {
            is_fraction = true;
            continue;
        }
        value = value * 10 + (text.ptr[i] - '0');
        shift -= is_fraction;
    }
    bool is_small = i + 1 < text.len && text.ptr[i + 1] == '-';
    for (i++; i < text.len && power < 1000; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            power = power * 10 + (text.ptr[i] - '0');
    shift += is_small ? -power : power;
    for (; shift > 0; shift--)
        value *= 10;
    for (; shift < 0; shift++)
        value /= 10;
    return text.len > 0 && text.ptr[0] == '-' ? -value : value;
}

/* Longitude and latitude; a height after them is of no use here. */
static bool place_read(const struct node *node, struct atlas_place *out)
{
    const struct node *x = node->kind == NODE_LIST ? node->first : NULL;
    const struct node *y = x != NULL ? x->next : NULL;

    if (y == NULL || x->kind != NODE_SCALAR || y->kind != NODE_SCALAR ||
        x->quoted || y->quoted)
        return false;
    *out = (struct atlas_place){number_of(x->text), number_of(y->text)};
    return out->x >= -180 && out->x <= 180 && out->y >= -90 && out->y <= 90;
}

static bool rings_read(struct arena *arena, struct atlas_shape *shape,
                       const struct node *polygon)
{
    if (polygon->kind != NODE_LIST)
        return false;
    for (const struct node *r = polygon->first; r != NULL; r = r->next) {
        struct atlas_ring ring = {
            ARENA_ARRAY(arena, r->count + 1, struct atlas_place), 0};

        if (r->kind != NODE_LIST || r->count < 4)
            return false;
        for (const struct node *n = r->first; n != NULL; n = n->next)
            if (!place_read(n, &ring.places[ring.count++]))
                return false;
        ARENA_PUSH(arena, &shape->rings, ring);
    }
    return polygon->first != NULL;
}

static bool geometry_read(struct arena *arena, struct atlas_shape *shape,
                          const struct node *geometry)
{
    struct slice type = node_text(geometry, "type");
    const struct node *places = node_get(geometry, "coordinates");

    if (places == NULL || places->kind != NODE_LIST)
        return false;
    if (slice_equal_text(type, "Polygon"))
        return rings_read(arena, shape, places);
    if (!slice_equal_text(type, "MultiPolygon"))
        return false;
    for (const struct node *n = places->first; n != NULL; n = n->next)
        if (!rings_read(arena, shape, n))
            return false;
    return true;
}

static const struct node *member_at(const struct node *node, struct slice path)
{
    while (node != NULL && path.ptr != NULL) {
        struct slice key = slice_next(&path, '.');
        const struct node *member = node->kind == NODE_MAP ? node->first : NULL;

        while (member != NULL && !slice_equal(member->key, key))
            member = member->next;
        node = member;
    }
    return node != NULL && node->kind == NODE_SCALAR ? node : NULL;
}

/* Codes stand among the properties, or beside them (`id`). */
static const struct node *feature_code(const struct node *feature,
                                       struct slice path)
{
    const struct node *code = member_at(feature, path);

    return code != NULL ? code
                        : member_at(node_get(feature, "properties"), path);
}

/* Features of one code are one territory: islands are often told apart. */
static struct atlas_shape *shape_of(struct arena *arena, struct atlas *atlas,
                                    struct slice code, struct place place)
{
    struct atlas_shape *shape = map_get(&atlas->shapes, code);

    if (shape != NULL)
        return shape;
    shape = ARENA_ARRAY(arena, 1, struct atlas_shape);
    *shape = (struct atlas_shape){.code = code, .place = place};
    (void)map_put(&atlas->shapes, code, shape);
    return shape;
}

static void feature_read(struct loading *loading, struct atlas *atlas,
                         const struct node *feature, struct slice path)
{
    const struct node *geometry = node_get(feature, "geometry");
    const struct node *code = feature_code(feature, path);
    struct atlas_shape read = {0};

    if (geometry == NULL || geometry->kind != NODE_MAP)
        return; /* RFC 7946, 3.2: it lies nowhere */
    struct slice name = code != NULL ? code->text : SLICE("");
    if (!geometry_read(loading->arena, &read, geometry)) {
        diag_add(loading->diagnostics, DIAG_MAP_GEOMETRY, geometry->place,
                 node_text(geometry, "type"), name);
        return;
    }
    struct atlas_shape *shape =
        shape_of(loading->arena, atlas, name,
                 code != NULL ? code->place : feature->place);
    for (size_t i = 0; i < read.rings.count; i++)
        ARENA_PUSH(loading->arena, &shape->rings, read.rings.items[i]);
}

static bool is_below(struct slice path)
{
    if (path.len == 0 || path.ptr[0] == '/')
        return false;
    while (path.ptr != NULL)
        if (slice_equal_text(slice_next(&path, '/'), ".."))
            return false;
    return true;
}

static void features_read(struct loading *loading, struct atlas *atlas,
                          const struct node *path, struct slice code)
{
    struct slice below =
        path_join(loading->arena, loading->data_folder, path->text);
    struct slice file =
        path_join(loading->arena, slice_of(loading->workspace), below);

    if (!is_below(path->text)) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, path->place,
                 SLICE("path"), SLICE("a file below the descriptor's folder"));
        return;
    }
    const struct node *root = json_read(loading->arena, loading->sources,
                                        loading->diagnostics, file.ptr, below);
    if (root == NULL)
        return;
    const struct node *list = node_get(root, "features");
    if (list == NULL || list->kind != NODE_LIST) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, root->place,
                 path->text, SLICE("a GeoJSON FeatureCollection"));
        return;
    }
    for (const struct node *n = list->first; n != NULL; n = n->next)
        feature_read(loading, atlas, n,
                     code.len > 0 ? code : SLICE("properties.code"));
}

/* What the file itself is: the shapes are seldom of those who count. */
static void origin_read(struct loading *loading, struct atlas *atlas,
                        const struct node *map)
{
    const struct node *licences = node_get(map, "licenses");

    atlas->path =
        path_join(loading->arena, loading->data_folder, node_text(map, "path"));
    atlas->source = property_words(loading, map, "source", "sources");
    if (licences == NULL || licences->first == NULL)
        return;
    atlas->licence_name = node_text(licences->first, "name");
    atlas->licence_address = node_text(licences->first, "path");
}

struct slice atlas_published(struct arena *arena, const struct table *table)
{
    if (table->atlas == NULL || table->atlas->is_tiled ||
        table->atlas->shapes.count == 0 || !table_is_published(table))
        return (struct slice){NULL, 0};
    return ARENA_CONCAT(arena, SLICE("data/"), table->name, SLICE(".geojson"));
}

static void tile_read(struct loading *loading, struct atlas *atlas,
                      const struct node *node)
{
    const char *expected = "[column, row], whole numbers up to 99";
    const struct node *x = node->kind == NODE_LIST ? node->first : NULL;

    if (node->count != 2 || x == NULL || x->kind != NODE_SCALAR ||
        x->next->kind != NODE_SCALAR) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 node->key, slice_of(expected));
        return;
    }
    struct atlas_place at = {
        property_number(loading, x, TILES_MAX, expected),
        property_number(loading, x->next, TILES_MAX, expected)};
    for (size_t i = 0; i < atlas->shapes.count; i++) {
        const struct atlas_shape *other = atlas->shapes.entries[i].value;

        if (other->tile.x == at.x && other->tile.y == at.y) {
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                     node->key, SLICE("a position that no other tile has"));
            return;
        }
    }
    shape_of(loading->arena, atlas, node->key, node->key_place)->tile = at;
}

void atlas_read(struct loading *loading, struct table *table,
                const struct node *resource)
{
    static const char *const known[] = {
        "path", "code", "tiles", "source", "sources", "licenses", NULL};
    const struct node *node =
        property_of_kind(loading, resource, "map", NODE_MAP);

    if (node == NULL)
        return;
    const struct node *path =
        property_of_kind(loading, node, "path", NODE_SCALAR);
    const struct node *tiles =
        property_of_kind(loading, node, "tiles", NODE_MAP);
    node_check_keys(loading->diagnostics, node, known, "a map");
    if (table->role != ROLE_TERRITORIES || (path == NULL) == (tiles == NULL)) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 SLICE("map"),
                 SLICE("`path` or `tiles`, of a resource of territories"));
        return;
    }
    struct atlas *atlas = ARENA_ARRAY(loading->arena, 1, struct atlas);
    *atlas = (struct atlas){.place = node->place, .is_tiled = tiles != NULL};
    map_init(&atlas->shapes, loading->arena);
    if (path != NULL) {
        origin_read(loading, atlas, node);
        features_read(loading, atlas, path,
                      property_text(loading, node, "code"));
    }
    for (const struct node *n = tiles != NULL ? tiles->first : NULL; n != NULL;
         n = n->next)
        tile_read(loading, atlas, n);
    table->atlas = atlas;
}

static struct slice cell_text_of(const struct table *table,
                                 const struct row *row, const char *role)
{
    const struct cell *cell = row_cell(table, row, role);

    return cell->state == CELL_PRESENT ? cell->text : SLICE("");
}

/* Levels that are on the map: a country is not missing from one of its
 * departments. */
static void levels_drawn(const struct table *table, struct map *levels,
                         struct map *codes)
{
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct slice code = cell_text_of(table, row, "code");

        (void)map_put(codes, code, levels);
        if (map_has(&table->atlas->shapes, code))
            (void)map_put(levels, cell_text_of(table, row, "level"), levels);
    }
}

static void territories_check(struct loading *loading,
                              const struct table *table)
{
    const struct atlas *atlas = table->atlas;
    struct map levels, codes;

    map_init(&levels, loading->arena);
    map_init(&codes, loading->arena);
    levels_drawn(table, &levels, &codes);
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct slice code = cell_text_of(table, row, "code");

        if (!map_has(&atlas->shapes, code) &&
            map_has(&levels, cell_text_of(table, row, "level")))
            diag_add(loading->diagnostics, DIAG_MAP_TERRITORY, row->place, code,
                     map_nearest_name(&atlas->shapes, code));
    }
    for (size_t i = 0; i < atlas->shapes.count; i++) {
        const struct atlas_shape *shape = atlas->shapes.entries[i].value;

        if (!map_has(&codes, shape->code))
            diag_add(loading->diagnostics, DIAG_MAP_SHAPE, shape->place,
                     shape->code.len > 0 ? shape->code : SLICE("(none)"),
                     map_nearest_name(&codes, shape->code));
    }
}

void atlas_check(struct loading *loading)
{
    const struct table *table = NULL;

    while ((table = portal_table(loading->portal, ROLE_TERRITORIES, table)) !=
           NULL)
        if (table->atlas != NULL)
            territories_check(loading, table);
}
