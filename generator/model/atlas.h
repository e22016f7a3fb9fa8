/*
 * Where territories lie: polygons of a GeoJSON file (RFC 7946), or tiles of the
 * descriptor. Layer: model.
 *
 * Made while the descriptor is read, const after it. Nothing is guessed: a
 * territory whose code is not among the shapes is not on the map. Coordinates
 * are for drawing only and never become data, which is why they are double.
 */
#ifndef MODEL_ATLAS_H
#define MODEL_ATLAS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/place.h"
#include "locale/language.h"

struct table;

struct atlas_place {
    double x, y; /* degrees to the east and to the north; tiles: column, row */
};

struct atlas_ring {
    struct atlas_place *places;
    size_t count;
};

struct atlas_shape {
    struct slice code;
    struct place place; /* of the code in its file */
    struct {
        struct atlas_ring *items; /* outer ones and holes; none for tiles */
        size_t count, capacity;
    } rings;
    struct atlas_place tile;
};

struct atlas {
    struct place place; /* of `map` in the descriptor */
    bool is_tiled;
    struct map shapes; /* code -> struct atlas_shape * */
    /* Of a file: where it is in the workspace, who drew it, and its licence;
     * empty where the descriptor says nothing. */
    struct slice path;
    struct words source;
    struct slice licence_name;
    struct slice licence_address;
};

/* "data/territories.geojson": the file as it came, beside the rows; empty where
 * there is none, or the rows are not published. */
struct slice atlas_published(struct arena *arena, const struct table *table);

#endif
