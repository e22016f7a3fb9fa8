/*
 * What is written about an entity: evaluations and what followed, agreements,
 * documents, obligations to report. Layer: render.
 *
 * `role` is the field that ties a record to it ("program", "institution"). Each
 * sets its names on page->view, null (and returns false) when there is nothing.
 */
#ifndef RENDER_PAPERS_H
#define RENDER_PAPERS_H

#include "render/page.h"

/* "evaluations": a list of {title, link, date, evaluator, scheme, grade, text,
 * recommendations}; partials/evaluations. */
bool papers_evaluations(struct page *page, const char *role, struct slice code);
/* "agreements" and "documents": tables. */
bool papers_agreements(struct page *page, const char *role, struct slice code);
/* "clauses": a table of what those agreements ask. */
bool papers_clauses(struct page *page, const char *role, struct slice code);
bool papers_documents(struct page *page, const char *role, struct slice code);
/*
 * "calendar": a table of the obligations of the portal's year, and of earlier
 * ones that are still owed; "calendar_sentence" counts all.
 */
bool papers_calendar(struct page *page, struct slice institution);

#endif
