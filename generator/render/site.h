/*
 * A portal as pages: the route table, the templates, and one function per page
 * kind. Layer: render. Knows nothing of files: bytes go to a writer.
 *
 * Const after site_new(): pages render in parallel, each a pure function of
 * (portal, route, scratch arena).
 */
#ifndef RENDER_SITE_H
#define RENDER_SITE_H

#include "figure/figure.h"
#include "model/portal.h"
#include "render/history/past.h"
#include "template/template.h"

struct site;

typedef void site_restated(void *context, struct slice page,
                           const struct figure *figure,
                           const struct past_value *was);

struct site_options {
    const char *workspace; /* "." */
    const char *templates; /* the theme's folder */
    struct slice base_url; /* absolute address of the root, or empty */
    /* "releases/2017-09": every page is written there besides, as the page of
     * a frozen release; empty = nothing is frozen. */
    struct slice frozen;
    const struct past *past; /* what earlier releases printed; may be null */
    /* Told, from any thread, of each figure that the latest of them printed
     * otherwise; may be null. */
    site_restated *restated;
    void *restated_context;
};

/*
 * Builds the routes (unique addresses, or a fatal finding) and compiles the
 * templates: the theme's, with files of content/<key>/templates/ over them.
 * Findings go to portal->diagnostics. Null after a fatal one.
 */
struct site *site_new(struct arena *arena, const struct portal *portal,
                      const struct site_options *options);

size_t site_page_count(const struct site *site);
/* "es/programs/011.0138.html", from the root. */
struct slice site_page_path(const struct site *site, size_t page,
                            unsigned language, struct arena *arena);
/* Is this the key of a page that only an earlier release had? */
bool site_page_is_gone(const struct site *site, struct slice key);
/* Stands in sitemap.xml (not 404, not the language choice). */
bool site_page_is_listed(const struct site *site, size_t page);
/* Has words of its own to be found by: no lists of names, nothing gone. */
bool site_page_is_searched(const struct site *site, size_t page);

/* Thread-safe. Paths from the root. False stops the page. */
typedef bool site_writer(void *context, struct slice path, struct slice bytes);

/*
 * Renders one page in every language and writes its files: the HTML of each
 * language, its card as a drawing where it has one, the CSV of each table, its
 * ledger. False after a fatal finding or a
 * failed write.
 */
bool site_render(const struct site *site, size_t page, struct arena *scratch,
                 site_writer *write, void *context) MUST_USE;

/* A dated report or change, for a feed. */
struct site_report {
    struct slice title;
    struct slice summary;
    struct slice path; /* of its page */
    struct slice part; /* what it is on a page with others; may be empty */
    struct date date;
};
size_t site_reports(const struct site *site, unsigned language,
                    struct arena *arena, const struct site_report **out);
/* What changed since the release before, at most SITE_CHANGES_MAX of it; the
 * last entry then says that there is more. */
#define SITE_CHANGES_MAX 500
size_t site_changes(const struct site *site, unsigned language,
                    struct arena *arena, const struct site_report **out);

#endif
