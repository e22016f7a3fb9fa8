/*
 * changes/figures.csv: every figure that a page printed otherwise in the
 * release before (render/history/restated.h). Layer: publish. Rows come in
 * while pages render, from any thread.
 */
#ifndef HISTORY_FIGURES_H
#define HISTORY_FIGURES_H

#include "publish/root.h"
#include "render/site.h"

struct figure_watch;
struct figure_watch *figure_watch_new(void);
void figure_watch_free(struct figure_watch *watch);
/* For site_render(): `context` is the watch. */
void figure_watch_add(void *context, struct slice page,
                      const struct figure *figure,
                      const struct past_value *was);
/* After all pages: sorted by page and figure. */
bool figure_watch_write(struct figure_watch *watch, struct root *root) MUST_USE;

#endif
