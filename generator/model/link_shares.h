/*
 * What a program's links say of their kind and of its money. Layer: model.
 *
 * A link may say what kind of plan it serves (country-result, government-goal,
 * sdg, institutional-result, none, or a kind that a plan of the portal has);
 * any other word tells how it serves it ("direct"), and the kind is that of the
 * node's plan. Links may share out the money of their program, in per cent:
 * then each counts for its share, what is left over is tied to nothing, and
 * neither links without a share nor the program's own nodes count for money.
 * Shares that are not above zero, or of more than 100 % together, are not used:
 * the program counts whole with each link, as without shares.
 */
#ifndef MODEL_LINK_SHARES_H
#define MODEL_LINK_SHARES_H

#include "model/plan.h"

struct link_share {
    const struct table *table;
    const struct row *row;
    struct slice node;     /* may be empty */
    struct amount percent; /* of the money of the program */
};

enum link_sharing {
    SHARING_NONE, /* no link has a share */
    SHARING_USED,
    SHARING_OVER,    /* together more than 100 % */
    SHARING_OUTSIDE, /* one is zero or less */
};

struct link_shares {
    struct link_share *items;
    size_t count, capacity;
    struct amount sum; /* while the sharing is not NONE */
    enum link_sharing sharing;
};
/* Those of the links of one program, not of those above it. */
void link_shares_of(const struct portal *portal, struct arena *arena,
                    struct slice program, struct link_shares *shares);
/* The same; without links of its own, of the next program above that has. */
void link_shares_from_above(const struct portal *portal, struct arena *arena,
                            struct slice program, struct link_shares *shares);

/* The kind of plan that a link serves; empty where it says none, or nobody. */
struct slice link_kind_of_row(const struct portal *portal,
                              const struct table *table, const struct row *row);
/* Of a program's tie to a node: its link's, else of the node's plan. */
struct slice link_kind_of(const struct portal *portal, struct slice program,
                          struct slice node);

#endif
