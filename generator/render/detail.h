/*
 * Details: a list of labels with what stands behind each, for
 * partials/detail-list. Layer: render.
 *
 * Where there is nothing to say, the words `missing` (a msgid) stand there, or
 * the detail is left out when that is null.
 */
#ifndef RENDER_DETAIL_H
#define RENDER_DETAIL_H

#include "render/related.h"

struct value *details_begin(struct page *page, const char *name);
void detail_text(struct page *page, struct value *list, const char *label,
                 struct slice text, const char *missing);
void detail_link(struct page *page, struct value *list, const char *label,
                 struct slice text, struct slice address, const char *missing);
void detail_period(struct page *page, struct value *list, const char *label,
                   struct period period, const char *missing);
/* An entity by its code, linked. */
void detail_code(struct page *page, struct value *list, const char *label,
                 enum resource_role role, const char *folder, struct slice code,
                 const char *missing);
/* Codes of a role as links, one beside the other; left out without any. */
void detail_codes(struct page *page, struct value *list, const char *label,
                  enum resource_role role, const char *folder,
                  const struct code_list *codes);
/* The document a row cites, with its line. */
void detail_source(struct page *page, struct value *list,
                   const struct table *table, const struct row *row);

#endif
