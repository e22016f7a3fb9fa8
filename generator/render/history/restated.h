/*
 * Is a figure another one than the release before printed for the same
 * question? Layer: render.
 *
 * Only what had come to its end by then can be restated: amounts of periods
 * that the release's cut-off had passed, and values of a record as such. A
 * count that grew, what is derived as of a date, and a year still running
 * differ because time went on.
 */
#ifndef RENDER_RESTATED_H
#define RENDER_RESTATED_H

#include "figure/figure.h"
#include "render/history/past.h"

/* What the latest earlier release had printed, or null where nothing was
 * restated. */
const struct past_value *figure_restated(const struct past *past,
                                         const struct figure *figure);

/* Had it come to its end in the latest earlier release? What had not may
 * differ because time went on. */
bool figure_was_settled(const struct past *past, const struct figure *figure);

struct page;
/* Markup to stand behind a restated figure; empty behind all others. */
struct slice restated_mark(struct page *page, const struct figure *figure);

#endif
