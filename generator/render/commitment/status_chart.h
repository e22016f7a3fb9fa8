/*
 * Indicators and commitments counted by status and by level. Layer: render.
 */
#ifndef RENDER_STATUS_CHART_H
#define RENDER_STATUS_CHART_H

#include "render/page.h"

/* Rows of derived-commitments and derived-indicators. */
const struct figure *commitment_count(struct page *page, struct slice filter);
const struct figure *indicator_count(struct page *page, struct slice filter);

/* A bar of counts by status; `name` is null when nothing matches. */
void commitment_chart(struct page *page, const char *name, const char *key,
                      struct slice title, struct slice filter);
void indicator_chart(struct page *page, const char *name, const char *key,
                     struct slice title, struct slice filter);
/* A bar for each of `labels`; `filters` say which rows. Null when all are 0. */
void status_stacks(struct page *page, const char *name, const char *key,
                   struct slice title, bool of_indicators,
                   const struct slice *labels, const struct slice *filters,
                   size_t count);
/* One bar of counts by level; null when no row has one. */
void level_chart(struct page *page, const char *name, const char *key,
                 struct slice title, struct slice resource);
/* Words and definitions for partials/status-words. */
void status_definitions(struct page *page, const char *name,
                        bool of_indicators);

#endif
