/* Classes by quantile, with round bounds. */
#include "chart/classes.h"

static void values_sort(double *values, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        double moved = values[i];
        size_t hole = i;

        for (; hole > 0 && values[hole - 1] > moved; hole--)
            values[hole] = values[hole - 1];
        values[hole] = moved;
    }
}

void classes_find(struct classes *classes, double *values, size_t count)
{
    size_t last = 0;

    *classes = (struct classes){.is_set = count > 0};
    values_sort(values, count);
    for (size_t k = 1; k < CLASSES_MAX; k++) {
        size_t at = k * count / CLASSES_MAX;

        while (at > 0 && at < count && values[at] <= values[at - 1])
            at++;
        if (at <= last || at >= count)
            continue;
        last = at;
        classes->bounds[classes->bound_count++] =
            round_between(values[at - 1], values[at]);
    }
}

size_t classes_place(const struct classes *classes, double value)
{
    size_t place = 0;

    while (place < classes->bound_count && value >= classes->bounds[place])
        place++;
    return place;
}

int classes_shade(const struct classes *classes, size_t place)
{
    if (classes->bound_count == 0)
        return (CLASSES_MAX + 1) / 2;
    return 1 + (int)(place * (CLASSES_MAX - 1) / classes->bound_count);
}
