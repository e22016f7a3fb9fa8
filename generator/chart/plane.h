/*
 * From degrees to the plane of a drawing. Layer: chart, not for others.
 *
 * Plate carrée: degrees to the north as they are, degrees to the east shrunk by
 * the cosine of the middle latitude, so that what lies there keeps its shape.
 * The longer side has 1,000 units, and outlines have no point that would not be
 * seen at that precision. Neighbours share their borders still: both are
 * rounded to the same grid.
 */
#ifndef CHART_PLANE_H
#define CHART_PLANE_H

#include "chart/draw.h"
#include "model/atlas.h"

#define PLANE_SIDE 1000

struct plane {
    double west, north; /* of the upper left corner, in degrees */
    double shrink;      /* of degrees to the east */
    double step;        /* degrees to the north of one unit */
    double width, height;
};

struct outline {
    struct point *items; /* whole units; not closed by the first again */
    size_t count;
};

/* Holds all rings of the shapes; false where they have none. */
bool plane_init(struct plane *plane, const struct atlas_shape *const *shapes,
                size_t count) MUST_USE;
struct point plane_place(const struct plane *plane, struct atlas_place place);
/* Less than three points: too small to be drawn. */
struct outline plane_outline(struct arena *arena, const struct plane *plane,
                             const struct atlas_ring *ring);
/*
 * The widest level line inside the outlines (holes are outside), near the
 * middle of the largest: where a name has most room. Returns how long it is.
 */
double outlines_room(const struct outline *lines, size_t count,
                     struct point *middle);

#endif
