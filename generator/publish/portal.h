/*
 * A portal, loaded and checked, as a published root. Layer: publish.
 *
 * Writes every page and its files, the datasets, one Atom feed per language,
 * sitemap.xml (when the absolute address is known), robots.txt and the assets,
 * then the manifest. A fatal finding on the way leaves the old root as it was.
 */
#ifndef PUBLISH_PORTAL_H
#define PUBLISH_PORTAL_H

#include "publish/dataset.h"
#include "render/site.h"

struct history;
struct figure_watch;
struct signer;

/* What makes the index of the search. */
struct search_tool {
    const char *program; /* path of Pagefind, null = none */
    const char *path;    /* PATH of who runs this, or null */
    bool is_refused;     /* none is wanted, whatever portal.yaml says */
};

struct publication {
    const struct portal *portal;
    const struct site *site;
    const char *folder; /* of the root */
    const char *workspace;
    const char *templates; /* the theme's folder; its assets/ is copied */
    struct slice base_url; /* absolute address of the root with '/', or empty */
    unsigned threads;
    const struct history *history; /* null = no earlier release */
    struct figure_watch *watch;    /* what the site tells of, with a history */
    struct slice release;          /* to be frozen, or empty */
    struct slice frozen;           /* "releases/<id>", where something is */
    const struct signer *signer;   /* null = nothing is signed */
    struct search_tool search;
};

/* False after a fatal finding in portal->diagnostics. */
bool publish_portal(struct publication *publication,
                    struct root_report *report) MUST_USE;

/*
 * Renders every page on `threads` threads. A page with a finding does not stop
 * the others, so that all findings come out at once. False when there was one.
 */
bool pages_render(const struct site *site, unsigned threads, site_writer *write,
                  void *context) MUST_USE;

/* The parts, in the order they are written. */
bool feeds_publish(struct root *root,
                   const struct publication *publication) MUST_USE;
bool changes_feeds_publish(struct root *root,
                           const struct publication *publication) MUST_USE;
bool sitemap_publish(struct root *root,
                     const struct publication *publication) MUST_USE;
bool assets_publish(struct root *root,
                    const struct publication *publication) MUST_USE;

/*
 * index.html above the roots of a workspace with several portals: leads to the
 * hub (the first of `portals` that is one), else lists them. Written beside and
 * renamed into its place.
 */
bool landing_publish(const char *folder, const struct portal *const *portals,
                     size_t count, struct diagnostics *diagnostics) MUST_USE;

#endif
