/*
 * Texts of content/ as pages show them. Layer: render.
 */
#ifndef RENDER_DOCUMENT_H
#define RENDER_DOCUMENT_H

#include "render/page.h"

struct slice content_title(const struct page *page,
                           const struct content *content);
/* Its description (front matter), as plain text; may be empty. */
struct slice content_summary(const struct page *page,
                             const struct content *content);
/* Index of the language its text is shown in: the page's, or another. */
unsigned content_language(const struct page *page,
                          const struct content *content);
/* The reports, latest first. */
const struct content **content_reports(struct page *page, size_t *count);
/* Who wrote it, or empty. */
struct slice content_author(const struct page *page,
                            const struct content *content);
/*
 * The text of a content entry as markup, with charts and figures; sets
 * `fallback` (text or null) on `view` when another language had to do.
 */
struct slice document_markup(struct page *page, const struct content *content,
                             struct value *view);
/* The same, with the headings for a table of contents. */
struct slice document_render(struct page *page, const struct content *content,
                             struct value *view,
                             struct markdown_result *headings);
/* "body" and "fallback": the text of the page's entity, or null. */
void document_body(struct page *page);

#endif
