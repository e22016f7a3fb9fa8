/*
 * Walks a tree of the YAML or JSON reader. Layer: tests.
 */
#ifndef FUZZ_FUZZ_TREE_H
#define FUZZ_FUZZ_TREE_H

#include "fuzz.h"
#include "input/tree.h"

/* Returns what it added up, so that every byte is read. */
static inline size_t fuzz_walk(const struct node *node)
{
    size_t sum = node->text.len + node->key.len, count = 0;

    for (size_t i = 0; i < node->text.len; i++)
        sum += (unsigned char)node->text.ptr[i];
    for (size_t i = 0; i < node->key.len; i++)
        sum += (unsigned char)node->key.ptr[i];
    if (node->place.source == 0)
        BUG("every node has a place");
    for (const struct node *child = node->first; child; child = child->next) {
        sum += fuzz_walk(child);
        count++;
    }
    if (count != node->count)
        BUG("a node counts its children");
    return sum;
}

#endif
