/*
 * What a page of data is, for search engines: schema.org as JSON-LD in a script
 * element. Layer: render.
 *
 * One emitted value: the JSON writer escapes "<", ">" and "&", so that no text
 * can end the element. It says nothing that the page does not.
 */
#ifndef RENDER_STRUCTURED_H
#define RENDER_STRUCTURED_H

#include "render/page.h"

/* Sets "structured" to a Dataset: the page is the dictionary of the table. Null
 * where the table is not published. */
void linked_dataset(struct page *page, const struct table *table);
/* Sets "structured" to a DataCatalog of all published tables. */
void linked_catalogue(struct page *page);

#endif
