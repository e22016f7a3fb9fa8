#include "publish/portal.h"

#include <stdatomic.h>

#include "base/pool.h"
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

/* Pages and datasets do not need each other: they are made at the same time. */
struct filling {
    struct page_sink sink;
    const struct publication *publication;
    bool has_datasets;
    bool has_pages;
};

static void fill_part(void *context, size_t part, unsigned worker)
{
    struct filling *filling = context;
    const struct publication *publication = filling->publication;
    const struct publish_options options = {
        publication->workspace, publication->base_url, publication->threads};

    (void)worker;
    if (part == 0)
        filling->has_datasets =
            datasets_publish(filling->sink.root, publication->portal, &options);
    else
        filling->has_pages =
            pages_render(publication->site, publication->threads, page_write,
                         &filling->sink);
}

static bool root_fill(struct root *root, const struct publication *publication)
{
    struct filling filling = {.sink = {.root = root},
                              .publication = publication};

    pool_run(publication->threads > 1 ? 2 : 1, 2, fill_part, &filling);
    return filling.has_datasets && filling.has_pages &&
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
