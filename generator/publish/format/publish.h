/*
 * Catalogues, calendars and plans that leave beside the pages. Layer: publish.
 *
 * Each is written after the datasets and the pages, and false after a finding.
 */
#ifndef PUBLISH_FORMAT_PUBLISH_H
#define PUBLISH_FORMAT_PUBLISH_H

#include "publish/portal.h"

/*
 * data/catalogue.jsonld: DCAT-AP 3 in JSON-LD, its context in itself. The files
 * of each dataset are those the root has by then, the archives of releases
 * among them: it is written last. Addresses are absolute where the root's is
 * known, else relative to the document.
 */
bool catalogue_publish(struct root *root,
                       const struct publication *publication) MUST_USE;
/* That of the release to be frozen, where there is one: before it is. */
bool catalogue_freeze(struct root *root,
                      const struct publication *publication) MUST_USE;
/* data/plans/<plan>.stratml.xml: StratML Part 2 (ISO 17469-2), a file for each
 * plan, in the portal's first language. */
bool plan_markup_publish(struct root *root,
                         const struct publication *publication) MUST_USE;
/* calendar.<language>.ics, where there are events. */
bool calendars_publish(struct root *root,
                       const struct publication *publication) MUST_USE;

#endif
