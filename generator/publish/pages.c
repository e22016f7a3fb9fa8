/* Pages of a portal, in parallel. */
#include <stdatomic.h>

#include "base/pool.h"
#include "publish/portal.h"

struct rendering {
    const struct site *site;
    site_writer *write;
    void *context;
    struct arena *scratch; /* one per worker */
    atomic_bool failed;
};

static void page_task(void *context, size_t page, unsigned worker)
{
    struct rendering *rendering = context;
    struct arena *scratch = &rendering->scratch[worker];

    if (!site_render(rendering->site, page, scratch, rendering->write,
                     rendering->context))
        atomic_store(&rendering->failed, true);
    arena_reset(scratch);
}

bool pages_render(const struct site *site, unsigned threads, site_writer *write,
                  void *context)
{
    struct rendering rendering = {
        .site = site, .write = write, .context = context};

    if (threads == 0)
        threads = 1;
    rendering.scratch = calloc(threads, sizeof(*rendering.scratch));
    if (rendering.scratch == NULL)
        out_of_memory();
    for (unsigned i = 0; i < threads; i++)
        arena_init(&rendering.scratch[i]);
    pool_run(threads, site_page_count(site), page_task, &rendering);
    for (unsigned i = 0; i < threads; i++)
        arena_release(&rendering.scratch[i]);
    free(rendering.scratch);
    return !atomic_load(&rendering.failed);
}
