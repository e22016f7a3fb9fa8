#include "publish/portal.h"

#include <stdatomic.h>

#include "base/pool.h"
#include "check/check.h"
#include "publish/build.h"
#include "publish/extras.h"
#include "publish/pack.h"
#include "publish/format/publish.h"
#include "publish/history/figures.h"
#include "publish/history/history.h"
#include "publish/history/restate.h"
#include "publish/history/lost_languages.h"
#include "publish/release.h"
#include "publish/signature.h"

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
    if (path_is_card(path) ? card_publish(sink->root, path, bytes)
                           : root_write(sink->root, path, bytes))
        return true;
    atomic_store(&sink->broken, true);
    return false;
}

/* One root on its way out. */
struct filling {
    struct page_sink sink;
    const struct publication *publication;
    struct publishing *datasets;
    bool has_datasets;
    bool has_pages;
};

static void fill_part(void *context, size_t part, unsigned worker)
{
    struct filling *filling = context;
    const struct publication *publication = filling->publication;

    (void)worker;
    if (part == 0)
        filling->has_datasets = datasets_write(filling->datasets);
    else
        filling->has_pages =
            pages_render(publication->site, publication->threads, page_write,
                         &filling->sink);
}

/*
 * Pages and datasets do not need each other: they are made at the same time,
 * unless pages are to say what changed, which is seen in the datasets.
 */
static bool fill_apart(struct filling *filling)
{
    const struct publication *publication = filling->publication;

    pool_run(publication->threads > 1 ? 2 : 1, 2, fill_part, filling);
    return filling->has_datasets && filling->has_pages;
}

static bool fill_in_turn(struct filling *filling)
{
    const struct publication *publication = filling->publication;
    bool done;

    fill_part(filling, 0, 0);
    done = filling->has_datasets &&
           changes_restate(publication->history, filling->sink.root,
                           filling->datasets);
    if (done)
        fill_part(filling, 1, 0);
    return done && filling->has_pages &&
           figure_watch_write(publication->watch, filling->sink.root) &&
           changes_feeds_publish(filling->sink.root, publication) &&
           lost_languages_publish(filling->sink.root, publication);
}

static bool has_past(const struct publication *publication)
{
    return publication->history != NULL && publication->history->count > 0;
}

static bool root_fill(struct root *root, const struct publication *publication)
{
    const struct publish_options options = {
        publication->workspace, publication->base_url, publication->threads,
        publication->frozen};
    struct filling filling = {
        .sink = {.root = root},
        .publication = publication,
        .datasets = datasets_new(root, publication->portal, &options)};
    bool done =
        has_past(publication) ? fill_in_turn(&filling) : fill_apart(&filling);

    done = done && datasets_finish(filling.datasets);
    datasets_free(filling.datasets);
    return done && feeds_publish(root, publication) &&
           calendars_publish(root, publication) &&
           plan_markup_publish(root, publication) &&
           sitemap_publish(root, publication) &&
           assets_publish(root, publication) && build_publish(root) &&
           catalogue_freeze(root, publication) &&
           release_freeze(root, publication) &&
           (!has_past(publication) ||
            history_import(publication->history, root, publication->threads)) &&
           archives_publish(root, publication) &&
           catalogue_publish(root, publication) &&
           search_publish(root, publication);
}

/* Cards are named by their whole address. */
static void cards_tell(const struct publication *publication)
{
    if (publication->portal->cards != CARDS_NONE &&
        publication->base_url.len == 0)
        diag_add(publication->portal->diagnostics, DIAG_CARDS_UNADDRESSED,
                 ((struct place){0, 0, 0}),
                 publication->portal->cards == CARDS_ALL ? SLICE("all")
                                                         : SLICE("main"));
}

static void root_seal_write(void *context, struct slice manifest,
                            struct buf *out)
{
    const struct publication *publication = context;
    const struct signed_edition edition = {publication->portal->key,
                                           publication->release};

    manifest_sign(out, publication->signer, &edition, manifest);
}

bool publish_portal(struct publication *publication, struct root_report *report)
{
    struct diagnostics *diagnostics = publication->portal->diagnostics;
    struct root *root = root_begin(publication->folder, diagnostics);

    if (root == NULL)
        return false;
    if (publication->signer != NULL)
        root_sign(root, SIGNATURE_FILE, root_seal_write, publication);
    extras_begin(root);
    cards_tell(publication);
    if (root_fill(root, publication) && release_guard(root)) {
        check_late(publication->portal);
        if (check_blocking(diagnostics) == 0)
            return root_publish(root, report);
    }
    root_abandon(root);
    return false;
}
