/*
 * Labels that do not collide. Layer: chart.
 */
#include "chart/draw.h"

static bool boxes_overlap(struct box a, struct box b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

static bool box_is_inside(struct box inner, struct box outer)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

void placer_take(struct placer *placer, struct box box)
{
    ARENA_PUSH(placer->arena, placer, box);
}

bool placer_try(struct placer *placer, struct box box)
{
    if (!box_is_inside(box, placer->bounds))
        return false;
    for (size_t i = 0; i < placer->count; i++)
        if (boxes_overlap(placer->items[i], box))
            return false;
    placer_take(placer, box);
    return true;
}

/* Insertion sort of positions by value: few labels, and ties keep order. */
static void order_by_value(size_t *order, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t hole = i;

        for (; hole > 0 && values[order[hole - 1]] > values[i]; hole--)
            order[hole] = order[hole - 1];
        order[hole] = i;
    }
}

void place_spread(struct arena *arena, double *middles, size_t count,
                  double gap, struct scale within)
{
    size_t *order = ARENA_ARRAY(arena, count, size_t);

    if (count == 0)
        return;
    order_by_value(order, middles, count);
    /* Down from the top, then up from the bottom: what was pushed out below
     * comes back in, and order is kept. */
    middles[order[0]] = larger(middles[order[0]], within.lo);
    for (size_t i = 1; i < count; i++)
        middles[order[i]] =
            larger(middles[order[i]], middles[order[i - 1]] + gap);
    middles[order[count - 1]] = smaller(middles[order[count - 1]], within.hi);
    for (size_t i = count - 1; i > 0; i--)
        middles[order[i - 1]] =
            smaller(middles[order[i - 1]], middles[order[i]] - gap);
}
