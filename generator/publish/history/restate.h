/*
 * The new datasets compared with those of the release before, into the
 * portal's table of changes. Layer: publish.
 */
#ifndef HISTORY_RESTATE_H
#define HISTORY_RESTATE_H

#include "publish/dataset.h"
#include "publish/history/history.h"

/* After datasets_write(). False after a finding. */
bool changes_restate(const struct history *history, struct root *root,
                     const struct publishing *datasets) MUST_USE;

#endif
