/*
 * A row of derived-changes in words: what it is of, what of that changed, what
 * it said. Layer: render. Plain text in the page's language.
 */
#ifndef RENDER_CHANGED_WORDS_H
#define RENDER_CHANGED_WORDS_H

#include "model/changes.h"
#include "render/page.h"

/* The cell of a column of derived-changes. */
struct slice change_text(const struct page *page, const struct row *row,
                         const char *name);

/* "Amount restated": of a kind of change. */
struct slice change_kind_words(const struct page *page, struct slice kind);
/* "Irrigation", and its page: empty where it has none, or is the page itself.
 */
struct slice change_subject_words(const struct page *page,
                                  const struct row *row);
struct slice change_subject_address(const struct page *page,
                                    const struct row *row);
/*
 * "Budget execution, accrued, March 2017; Territory: Sierra (05)": enough to
 * tell the row from its neighbours.
 */
struct slice change_field_words(struct page *page, const struct row *row);
/* "Achieved", "June 30, 2018": what the row had as `text`, as pages print it.
 */
struct slice change_value_words(struct page *page, const struct row *row,
                                struct slice text);
/* Is the value a status? Then it is shown as one. */
bool change_is_status(const struct page *page, const struct row *row);
/* Of the numbers; empty where it has none. */
struct slice change_unit_words(const struct page *page, const struct row *row);
/* Empty where none was published. */
struct slice change_reason_words(const struct page *page,
                                 const struct row *row);

#endif
