/*
 * YAML and JSON as one tree with a place on every node. Layer: input.
 *
 * Nodes are const after reading and live in the arena given. Duplicate keys,
 * anchors and aliases, tags and several documents in one file are refused with
 * their place. Scalars keep their text; YAML "null", "~" and JSON null are
 * NODE_NULL.
 */
#ifndef INPUT_TREE_H
#define INPUT_TREE_H

#include "base/diag.h"

enum node_kind { NODE_NULL, NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    struct place place; /* record = line, field = column */
    struct slice text;  /* scalars; JSON numbers keep their digits */
    bool quoted;        /* a scalar that is surely text */
    struct slice key;   /* when it is a member of a map */
    struct place key_place;
    const struct node *first; /* children of lists and maps, in order */
    const struct node *next;
    size_t count;
};

/*
 * Reads a whole file. Null after a fatal finding (syntax: line and column, what
 * was expected). An empty file is an empty map.
 */
const struct node *yaml_read(struct arena *arena, struct sources *sources,
                             struct diagnostics *diagnostics,
                             const char *file_path, struct slice path);
/* YAML text that begins at `first_line` of a source already registered. */
const struct node *yaml_parse(struct arena *arena,
                              struct diagnostics *diagnostics, uint16_t source,
                              uint32_t first_line, struct slice text);
const struct node *json_read(struct arena *arena, struct sources *sources,
                             struct diagnostics *diagnostics,
                             const char *file_path, struct slice path);
/* JSON text of a source already registered, or of none (0). */
const struct node *json_parse(struct arena *arena,
                              struct diagnostics *diagnostics, uint16_t source,
                              struct slice text);

/* Member of a map, or null. `node` may be null. */
const struct node *node_get(const struct node *node, const char *key);
/* Scalar text of a member, or {0}. */
struct slice node_text(const struct node *node, const char *key);
/*
 * Reports every member of a map that is not in `known` (terminated by null) as
 * unknown, with the nearest known name. `where` names the map in the sentence.
 * Keys that begin with "_" are comments.
 */
void node_check_keys(struct diagnostics *diagnostics, const struct node *map,
                     const char *const *known, const char *where);

/* Of libyaml and jansson, for the manifest. */
const char *yaml_library_version(void);
const char *json_library_version(void);

#endif
