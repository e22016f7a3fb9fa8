/*
 * Descriptions of what is published, in formats that others read: column types
 * of the Fiscal Data Package, CSVW, DCAT, StratML, iCalendar. Layer: publish,
 * not for others.
 */
#ifndef PUBLISH_FORMAT_FORMAT_H
#define PUBLISH_FORMAT_FORMAT_H

#include "publish/internal.h"
#include "publish/portal.h"

/* --- fiscal.c --- */

/* Adds the type of a published column of facts; nothing where there is none. */
void fiscal_type(struct buf *out, const struct table *table,
                 const struct published_column *column);
/* "expenditure", "revenue", or empty. */
const char *fiscal_direction(const struct table *table);
/* "executed" for the stage that the portal sets against its budget, else
 * empty: which of the others is approved or adjusted nobody says. */
const char *fiscal_phase(const struct portal *portal, const struct table *table,
                         const struct column *column);

/* --- csvw.c --- */

/*
 * data/<resource>.csv-metadata.json, a table by itself, for each dataset; and
 * data/csv-metadata.json, the group of all, with the keys between them (W3C
 * Tabular Metadata, 2015). After the rows are written. False after a finding.
 */
bool csvw_publish(struct root *root, const struct portal *portal,
                  const struct dataset *datasets, size_t count) MUST_USE;

#endif
