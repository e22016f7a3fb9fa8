/*
 * What a code of a column refers to: its label and its page. Layer: render.
 */
#ifndef RENDER_REFERENCE_H
#define RENDER_REFERENCE_H

#include "render/page.h"

/* The page of what a code refers to (empty: none), and its label. */
struct slice reference_link(const struct page *page, const struct table *table,
                            const struct column *column, struct slice code);
struct slice reference_label(const struct page *page, const struct table *table,
                             const struct column *column, struct slice code);

/* registers/<resource>, and registers/<resource>/<code>; empty where none. */
struct slice link_register(const struct page *page, const struct table *table);
struct slice link_record(const struct page *page, const struct table *table,
                         struct slice code);
/* data/<resource>, the dictionary. */
struct slice link_dictionary(const struct page *page,
                             const struct table *table);

#endif
