/*
 * Pages in languages that the portal has no more: their addresses lead to the
 * same page in its first language, and to the release that had them last.
 * Layer: publish.
 */
#ifndef HISTORY_LOST_LANGUAGES_H
#define HISTORY_LOST_LANGUAGES_H

#include "publish/history/history.h"
#include "publish/portal.h"

/*
 * Title of a page of an edition, and, where it was gone there already, the
 * release that had it last; texts in the arena. False where it is not there.
 */
bool past_page_read(const struct edition *edition, struct slice path,
                    struct arena *arena, struct past_page *page);

/* After the pages. False after a finding. */
bool lost_languages_publish(struct root *root,
                            const struct publication *publication) MUST_USE;

#endif
