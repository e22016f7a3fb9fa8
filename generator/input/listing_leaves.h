/*
 * The values below a node, with their dotted paths. Layer: input, internal.
 *
 * Nodes come in the order of the document, lists and maps before what is in
 * them.
 */
#ifndef INPUT_LISTING_LEAVES_H
#define INPUT_LISTING_LEAVES_H

#include "base/buf.h"
#include "input/grow.h"

struct leaves_level {
    const struct node *next;
    size_t index;      /* of the next item, of a list */
    size_t prefix_len; /* path of the list or map */
    bool in_list;
};

struct leaves {
    struct buf path; /* of the node told last */
    struct leaves_level levels[GROWTH_DEPTH_MAX];
    unsigned depth;
};

void leaves_init(struct leaves *leaves);
void leaves_release(struct leaves *leaves);
/* Begins below `root`; each path begins with `prefix`, taken as it is. */
void leaves_begin(struct leaves *leaves, struct slice prefix,
                  const struct node *root);
/* The next node, null after the last one. */
const struct node *leaves_next(struct leaves *leaves);

/* The node at a dotted path below `root`, or null. Empty: `root` itself. */
const struct node *leaf_at(const struct node *root, struct slice path);

#endif
