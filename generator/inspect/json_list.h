/*
 * Where the records of a JSON file are. Layer: inspect.
 */
#ifndef INSPECT_JSON_LIST_H
#define INSPECT_JSON_LIST_H

#include "input/tree.h"

/* A list of maps. */
struct json_list {
    struct slice path; /* dotted, of `records`; empty = the file is the list */
    size_t count;
    size_t others; /* further lists of maps, not inside a record */
};

/* Does the file begin as JSON does? */
bool json_is_likely(const char *path);
/* The longest list of maps, the first of several; false: there is none. */
bool json_list_find(struct arena *arena, const struct node *root,
                    struct json_list *out);

#endif
