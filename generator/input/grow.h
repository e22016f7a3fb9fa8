/*
 * Growing a tree of nodes from events in document order. Layer: input,
 * internal.
 *
 * A reader of a format says what it meets; duplicate names and depth are found
 * here, alike for all formats. Nodes and texts are copied into the arena.
 */
#ifndef INPUT_GROW_H
#define INPUT_GROW_H

#include "base/map.h"
#include "input/tree.h"

#define GROWTH_DEPTH_MAX 100

struct growth_level {
    struct node *node; /* a list or a map */
    struct node *last; /* its newest child */
    struct map names;  /* of a map: name to member */
    struct slice key;  /* of the member that comes next */
    struct place key_place;
    bool has_key;
    bool key_refused; /* it was no text: `key` is empty instead */
};

struct growth {
    struct arena *arena;
    struct arena scratch;
    struct diagnostics *diagnostics;
    struct node *root;
    struct growth_level levels[GROWTH_DEPTH_MAX];
    unsigned depth;
    bool failed;   /* something was refused */
    bool too_deep; /* and nothing more can be taken */
};

void growth_init(struct growth *growth, struct arena *arena,
                 struct diagnostics *diagnostics);
void growth_release(struct growth *growth);
/* Column cut to what a place can hold. */
struct place growth_place(uint16_t source, size_t line, size_t column);

void growth_open(struct growth *growth, enum node_kind kind,
                 struct place place);
void growth_close(struct growth *growth);
/* Does a name come next? */
bool growth_wants_key(const struct growth *growth);
void growth_key(struct growth *growth, struct place place, struct slice key);
void growth_scalar(struct growth *growth, struct place place, struct slice text,
                   bool quoted);
void growth_null(struct growth *growth, struct place place);
/* A finding with one argument, after which the tree will not be handed out. */
void growth_refuse(struct growth *growth, enum diag_id id, struct place place,
                   struct slice arg);
/* The tree; null when something was refused; an empty map when nothing came. */
const struct node *growth_finish(struct growth *growth, struct place start);

#endif
