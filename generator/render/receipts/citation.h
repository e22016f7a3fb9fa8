/*
 * How a page or a dataset is cited: in words and as BibTeX. Layer: render.
 *
 * There is no clock: the year is that of the cut-off date. What is a release
 * is cited by its frozen address.
 */
#ifndef RENDER_CITATION_H
#define RENDER_CITATION_H

#include "render/page.h"

struct cited {
    struct slice title;
    struct slice path;   /* from the root: "es/index.html", "data/x.csv" */
    struct slice digest; /* SHA-256 of it in hexadecimal; may be empty */
    bool is_dataset;
};

/* "2017-09" where the edition being made is a release, else empty. */
struct slice edition_id(const struct page *page);
/* The words alone, for a file. */
struct slice citation_words(struct page *page, const struct cited *cited);
/* Sets `citation`, `bibtex` and `digests_link` (where hashes stand). */
void citation_view(struct page *page, const struct cited *cited);
/* Text inside braces: what TeX would read as a command is escaped. */
struct slice bibtex_escape(struct arena *arena, struct slice text);

#endif
