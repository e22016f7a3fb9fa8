#include "publish/portal.h"

#include <stdatomic.h>

#include "check/check.h"

/* Once something failed, bytes that nobody will see are not written. */
struct page_sink {
    struct root *root;
    atomic_bool broken;
};

static bool page_write(void *context, struct slice path, struct slice bytes)
{
    struct page_sink *sink = context;

    if (atomic_load(&sink->broken))
        return false;
    if (root_write(sink->root, path, bytes))
        return true;
    atomic_store(&sink->broken, true);
    return false;
}

static bool root_fill(struct root *root, const struct publication *publication)
{
    const struct publish_options options = {
        publication->workspace, publication->base_url, publication->threads};
    struct page_sink sink = {.root = root};

    return pages_render(publication->site, publication->threads, page_write,
                        &sink) &&
           datasets_publish(root, publication->portal, &options) &&
           feeds_publish(root, publication) &&
           sitemap_publish(root, publication) &&
           assets_publish(root, publication);
}

bool publish_portal(const struct publication *publication,
                    struct root_report *report)
{
    struct diagnostics *diagnostics = publication->portal->diagnostics;
    struct root *root = root_begin(publication->folder, diagnostics);

    if (root == NULL)
        return false;
    if (root_fill(root, publication) && check_blocking(diagnostics) == 0)
        return root_publish(root, report);
    root_abandon(root);
    return false;
}
