/*
 * Texts of content/ as pages show them. Layer: render, for page kinds.
 */
#ifndef RENDER_DOCUMENT_H
#define RENDER_DOCUMENT_H

#include "render/page.h"

/*
 * The text in the page's language, else the first there is; `*shown` is the
 * index of the language it is in. Null when there is none.
 */
const struct document *content_text(const struct page *page,
                                    const struct content *content,
                                    unsigned *shown);
/* Its description (front matter), as plain text; may be empty. */
struct slice content_summary(const struct page *page,
                             const struct content *content);
/* Like document_markup(), with the headings for a table of contents. */
struct slice document_render(struct page *page, const struct content *content,
                             struct value *view,
                             struct markdown_result *headings);

/* What an author asked to be drawn: "chart:bars/execution/institution". */
struct drawing {
    struct slice address; /* without "chart:" */
    struct slice title;   /* the author's */
    struct place place;
    const char *key; /* unique on the page */
};
/*
 * Draws it into `out`. What cannot be drawn is a finding, unless `quiet`;
 * false then, with nothing written.
 */
bool drawing_write(struct page *page, const struct drawing *drawing, bool quiet,
                   struct buf *out);

/* The line of an indicator: observations, baseline, targets. False when there
 * is nothing to draw. */
bool drawing_indicator(struct page *page, const struct drawing *drawing,
                       struct slice code, struct buf *out);

#endif
