/*
 * One stated number against what it is said to be. Layer: check, not for
 * others.
 */
#ifndef CHECK_COMPARE_H
#define CHECK_COMPARE_H

#include "model/portal.h"

enum claim_kind {
    CLAIM_TOTAL,      /* stated = sum of the parts */
    CLAIM_SHARE,      /* stated = 100 * of[0] / of[1] */
    CLAIM_DIFFERENCE, /* stated = of[0] - of[1] */
    CLAIM_CHANGE      /* stated = 100 * (of[0] - of[1]) / of[1] */
};

struct claim {
    enum claim_kind kind;
    struct slice about; /* "accrued 2017-10 tax=vat" */
    struct place place;
    struct amount stated;
    struct amount of[2]; /* total: of[0] is the sum */
    uint8_t part_scale;  /* total: decimals of the parts */
    uint32_t part_count;
};

/* Reports what rules.h says of it, or nothing when it agrees. */
void claim_check(struct portal *portal, const struct claim *claim);
/* Nothing is there to compare it with. */
void claim_alone(struct portal *portal, const struct claim *claim);

#endif
