/* The projection of maps, and their outlines. */
#include "chart/plane.h"

#define PI 3.14159265358979323846
#define LINES 9 /* level lines tried for a name */

/* The series of the cosine: to a millionth at a right angle, and no libm. */
static double cosine(double degrees)
{
    double angle = degrees * PI / 180, term = 1, sum = 1;

    for (int n = 2; n <= 12; n += 2) {
        term *= -angle * angle / (n * (n - 1));
        sum += term;
    }
    return larger(sum, 0.01);
}

static bool bounds_of(const struct atlas_shape *const *shapes, size_t count,
                      struct range *east, struct range *north)
{
    for (size_t i = 0; i < count; i++)
        for (size_t r = 0; r < shapes[i]->rings.count; r++) {
            const struct atlas_ring *ring = &shapes[i]->rings.items[r];

            for (size_t n = 0; n < ring->count; n++) {
                range_add_value(east, ring->places[n].x);
                range_add_value(north, ring->places[n].y);
            }
        }
    return east->is_set && (east->lo < east->hi || north->lo < north->hi);
}

bool plane_init(struct plane *plane, const struct atlas_shape *const *shapes,
                size_t count)
{
    struct range east = {0}, north = {0};

    if (!bounds_of(shapes, count, &east, &north))
        return false;
    double shrink = cosine((north.lo + north.hi) / 2);
    double width = (east.hi - east.lo) * shrink, height = north.hi - north.lo;
    double step = larger(width, height) / PLANE_SIDE;

    *plane = (struct plane){east.lo, north.hi,     shrink,
                            step,    width / step, height / step};
    return true;
}

static double whole(double value)
{
    return (double)(int64_t)(value < 0 ? value - 0.5 : value + 0.5);
}

struct point plane_place(const struct plane *plane, struct atlas_place place)
{
    return (struct point){
        whole((place.x - plane->west) * plane->shrink / plane->step),
        whole((plane->north - place.y) / plane->step)};
}

/* Whole units: the product is exact. */
static bool is_straight(struct point a, struct point b, struct point c)
{
    double across = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);

    return across < 0.5 && across > -0.5;
}

static bool is_same(struct point a, struct point b)
{
    return is_straight(a, b, a) && whole(a.x - b.x + 2e6) == 2e6 &&
           whole(a.y - b.y + 2e6) == 2e6;
}

struct outline plane_outline(struct arena *arena, const struct plane *plane,
                             const struct atlas_ring *ring)
{
    struct outline line = {ARENA_ARRAY(arena, ring->count + 1, struct point),
                           0};

    for (size_t i = 0; i < ring->count; i++) {
        struct point at = plane_place(plane, ring->places[i]);

        if (line.count > 0 && is_same(line.items[line.count - 1], at))
            continue;
        if (line.count > 1 && is_straight(line.items[line.count - 2],
                                          line.items[line.count - 1], at))
            line.count--;
        line.items[line.count++] = at;
    }
    while (line.count > 1 && is_same(line.items[0], line.items[line.count - 1]))
        line.count--;
    return line;
}

#define CROSSINGS_MAX 256

/* Where a level line crosses outlines, from left to right: in, out, in … */
struct crossings {
    double places[CROSSINGS_MAX];
    size_t count;
};

static void cross(struct crossings *found, const struct outline *line,
                  double level)
{
    for (size_t i = 0; i < line->count && found->count < CROSSINGS_MAX; i++) {
        struct point a = line->items[i];
        struct point b = line->items[(i + 1) % line->count];
        size_t hole = found->count;

        if ((a.y < level) == (b.y < level))
            continue;
        double x = a.x + (b.x - a.x) * (level - a.y) / (b.y - a.y);
        for (; hole > 0 && found->places[hole - 1] > x; hole--)
            found->places[hole] = found->places[hole - 1];
        found->places[hole] = x;
        found->count++;
    }
}

/* From the upper to the lower edge of the outline that fills most. */
static struct range largest_side(const struct outline *lines, size_t count)
{
    struct range largest = {0};
    double most = -1;

    for (size_t i = 0; i < count; i++) {
        struct range east = {0}, south = {0};

        for (size_t n = 0; n < lines[i].count; n++) {
            range_add_value(&east, lines[i].items[n].x);
            range_add_value(&south, lines[i].items[n].y);
        }
        if ((east.hi - east.lo) * (south.hi - south.lo) > most) {
            most = (east.hi - east.lo) * (south.hi - south.lo);
            largest = south;
        }
    }
    return largest;
}

double outlines_room(const struct outline *lines, size_t count,
                     struct point *middle)
{
    struct range side = largest_side(lines, count);
    double room = 0;

    /* From the middle outwards: another line must be wider by a fifth. */
    for (int n = 0; n < LINES; n++) {
        double part = 0.5 + (n % 2 == 0 ? 0.06 : -0.06) * ((n + 1) / 2);
        double level = side.lo + (side.hi - side.lo) * part + 0.01;
        struct crossings found = {.count = 0};

        for (size_t i = 0; i < count; i++)
            cross(&found, &lines[i], level);
        for (size_t i = 0; i + 1 < found.count; i += 2) {
            double from = found.places[i], end = found.places[i + 1];

            if (end - from > room * (room > 0 ? 1.2 : 1)) {
                room = end - from;
                *middle = (struct point){(from + end) / 2, level};
            }
        }
    }
    return room;
}
