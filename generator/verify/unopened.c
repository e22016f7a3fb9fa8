/* The files of which nothing but the digest was compared, by their endings. */
#include <stdlib.h>

#include "verify/internal.h"

static struct slice ending_of(struct slice path)
{
    struct slice name = path;
    size_t dot = name.len;

    while (dot > 0 && name.ptr[dot - 1] != '.' && name.ptr[dot - 1] != '/')
        dot--;
    return dot > 0 && name.ptr[dot - 1] == '.' ? slice_cut(name, dot, name.len)
                                               : SLICE("");
}

static int ending_compare(const void *a, const void *b)
{
    const struct verify_ending *first = a;
    const struct verify_ending *second = b;

    return slice_compare(first->name, second->name);
}

static void ending_add(struct root *root, struct slice name)
{
    struct verify_report *report = root->report;
    struct verify_ending ending = {.name = name, .files = 1};

    report->by_digest++;
    for (size_t i = 0; i < report->endings.count; i++)
        if (slice_equal(report->endings.items[i].name, name)) {
            report->endings.items[i].files++;
            return;
        }
    ARENA_PUSH(root->arena, &report->endings, ending);
}

/* A signature is looked at by itself, and a release as a root of its own. */
void verify_unopened(struct root *root)
{
    const struct common *common = root->common;
    struct verify_report *report = root->report;

    for (size_t i = 0; i < common->files.count; i++) {
        struct slice path = common->files.items[i];

        if (!slice_starts_with(path, SLICE("releases/")) &&
            !atomic_load_explicit(&common->is_opened[i], memory_order_relaxed))
            ending_add(root, ending_of(path));
    }
    if (report->endings.count > 0)
        qsort(report->endings.items, report->endings.count,
              sizeof(*report->endings.items), ending_compare);
}
