/*
 * A portal as pages: the route table, the templates, and one function per page
 * kind. Layer: render. Knows nothing of files: bytes go to a writer.
 *
 * Const after site_new(): pages render in parallel, each a pure function of
 * (portal, route, scratch arena).
 */
#ifndef RENDER_SITE_H
#define RENDER_SITE_H

#include "model/portal.h"
#include "render/past.h"
#include "template/template.h"

struct site;

struct site_options {
    const char *workspace; /* "." */
    const char *templates; /* the theme's folder */
    struct slice base_url; /* absolute address of the root, or empty */
    /* "releases/2017-09": every page is written there besides, as the page of
     * a frozen release; empty = nothing is frozen. */
    struct slice frozen;
    const struct past *past; /* what earlier releases printed; may be null */
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
/* Stands in sitemap.xml (not 404, not the language choice). */
bool site_page_is_listed(const struct site *site, size_t page);

/* Thread-safe. Paths from the root. False stops the page. */
typedef bool site_writer(void *context, struct slice path, struct slice bytes);

/*
 * Renders one page in every language and writes its files: the HTML of each
 * language, the CSV of each table, its ledger. False after a fatal finding or a
 * failed write.
 */
bool site_render(const struct site *site, size_t page, struct arena *scratch,
                 site_writer *write, void *context) MUST_USE;

/* A dated report, for the feed. */
struct site_report {
    struct slice title;
    struct slice summary;
    struct slice path; /* of its page */
    struct date date;
};
size_t site_reports(const struct site *site, unsigned language,
                    struct arena *arena, const struct site_report **out);

#endif
