/*
 * A file for the YAML or JSON reader: refused with a finding, or a tree that
 * can be walked. Layer: tests.
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

static inline void
fuzz_tree(const uint8_t *data, size_t size,
          const struct node *(*read)(struct arena *, struct sources *,
                                     struct diagnostics *, const char *,
                                     struct slice))
{
    struct fuzz_run run;
    const struct node *node;

    fuzz_begin(&run);
    fuzz_file(&run, data, size);
    node = read(&run.arena, &run.sources, &run.diagnostics, run.path,
                SLICE("input"));
    if (node != NULL)
        (void)fuzz_walk(node);
    else if (diagnostics_count(&run.diagnostics, DIAG_FATAL) == 0)
        BUG("what is refused has a finding");
    fuzz_end(&run);
}

#endif
