/*
 * What was measured of an indicator, for the rules that judge it. Layer: model,
 * not for others.
 */
#ifndef MODEL_DERIVE_MEASURE_H
#define MODEL_DERIVE_MEASURE_H

#include "model/derive_internal.h"

/* A value of the whole, not of a territory or a group. */
struct measure {
    const struct table *table;
    const struct row *row;
    struct period period;
    struct amount value;
};

struct measures {
    struct measure *items; /* by the end of their periods */
    size_t count, capacity;
};

struct measured {
    const struct table *table;
    const struct row *row;
    struct slice code;
    struct slice direction;
    bool has_baseline; /* and it is no placeholder */
    struct amount baseline;
    struct period baseline_period;
    struct measures values;
};

struct measured measured_read(const struct portal *portal,
                              const struct table *table, const struct row *row);

#endif
