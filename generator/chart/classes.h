/*
 * Figures in classes of about as many each. Layer: chart, not for others.
 *
 * Between the largest figure of a class and the smallest of the next stands the
 * roundest number there is: bounds are ticks, no figures, and tell exactly
 * which class a figure is in. Equal figures are in one class.
 */
#ifndef CHART_CLASSES_H
#define CHART_CLASSES_H

#include "chart/draw.h"

#define CLASSES_MAX 5

struct classes {
    double bounds[CLASSES_MAX - 1]; /* the first number of the class above */
    size_t bound_count;
    bool is_set; /* there was a figure */
};

/* `values` are sorted. */
void classes_find(struct classes *classes, double *values, size_t count);
/* 0 … bound_count */
size_t classes_place(const struct classes *classes, double value);
/* The shade of a class, 1 … 5, spread where there are fewer. */
int classes_shade(const struct classes *classes, size_t place);

#endif
