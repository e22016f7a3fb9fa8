/*
 * What the home page says of promises, indicators and the data. Layer: render.
 */
#ifndef RENDER_OVERVIEW_H
#define RENDER_OVERVIEW_H

#include "render/page.h"

/* Commitments, achieved and delayed ones, indicators: appended to a list. */
void overview_key_figures(struct page *page, struct value *list);
/* Stacked bars: chart_commitments, chart_indicators. */
void overview_statuses(struct page *page);
/* quality_lead: rows read and used, warnings. */
void overview_quality(struct page *page);

/* How many rows of a table a filter fits; null when there is no such table. */
const struct figure *count_of(struct page *page, const char *resource,
                              struct slice filter);

#endif
