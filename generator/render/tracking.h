/*
 * What pages of plans, indicators and commitments share: the rule behind a
 * status, counts by status, lists of details, the source of a row.
 * Layer: render.
 */
#ifndef RENDER_TRACKING_H
#define RENDER_TRACKING_H

#include "render/page.h"
#include "render/related.h"

/* --- rows --- */

/* Filter that picks one row: by the key of its table, else by `role`. */
struct slice key_filter(struct page *page, const struct table *table,
                        const struct row *row, const char *role);
/* Published name of the first column of a field role, or null. */
const struct column *role_column(const struct table *table, const char *role);
/* Period or date by field role; kind none when it is not there. */
struct period row_period(const struct table *table, const struct row *row,
                         const char *role);
/* "31 October 2017", "2017": a period as words. */
struct slice period_words(struct page *page, struct period period);
/* "ksp-guatemala, L374" of a row, and the page of that document. */
struct slice row_source(struct page *page, const struct table *table,
                        const struct row *row);
struct slice row_source_address(struct page *page, const struct table *table,
                                const struct row *row);
/* The value of one column of one row of a kept table; null without column. */
const struct figure *row_value(struct page *page, const struct table *table,
                               const struct row *row, const char *role);

/* "Outcome": a level in the portal's words, else in ours; empty stays so. */
struct slice level_words(const struct page *page, struct slice code);
/* Is this name of the view set to something? */
bool view_has(const struct page *page, const char *name);

/* --- details: a list for partials/detail-list --- */

struct value *details_begin(struct page *page, const char *name);
/* Without text: `missing` in words, or nothing when that is null. */
void detail_text(struct page *page, struct value *list, const char *label,
                 struct slice text, const char *missing);
void detail_link(struct page *page, struct value *list, const char *label,
                 struct slice text, struct slice address, const char *missing);
void detail_period(struct page *page, struct value *list, const char *label,
                   struct period period, const char *missing);
void detail_figure(struct page *page, struct value *list, const char *label,
                   const struct figure *figure, struct slice unit);
void detail_markup(struct page *page, struct value *list, const char *label,
                   struct slice markup);
/* Codes of a role as links, one beside the other. */
void detail_codes(struct page *page, struct value *list, const char *label,
                  enum resource_role role, const char *folder,
                  const struct code_list *codes);
/* The document a row cites, with its line. */
void detail_source(struct page *page, struct value *list,
                   const struct table *table, const struct row *row);

/* --- commitments --- */

/* What the rules found about a commitment. */
struct standing {
    struct slice status;
    struct slice rule;
    struct slice declared; /* by those in charge; empty = never */
    struct period changed; /* the last event */
    struct period deadline;
};

/* False when the portal derives nothing for that code. */
bool standing_read(const struct page *page, struct slice code,
                   struct standing *out);
/* Why it has that status, in words (plain text). */
struct slice standing_words(struct page *page, const struct standing *standing);
/* Days after the deadline; null unless delayed. */
const struct figure *standing_days(struct page *page, struct slice code,
                                   const struct standing *standing);
/*
 * The last event of a commitment before the cut-off that has this status, or
 * null. `moved` gets the last new deadline of any event.
 */
const struct row *last_event(const struct page *page, struct slice code,
                             struct slice status, struct period *moved);
const struct figure *commitment_count(struct page *page, struct slice filter);
/* A bar of counts by status; `name` is null when nothing matches. */
void commitment_chart(struct page *page, const char *name, const char *key,
                      struct slice title, struct slice filter);

/* --- indicators --- */

const struct figure *indicator_count(struct page *page, struct slice filter);
void indicator_chart(struct page *page, const char *name, const char *key,
                     struct slice title, struct slice filter);
/* "% of GDP" in the page's language, or empty. */
struct slice indicator_unit(const struct page *page, const struct table *table,
                            const struct row *row);

/* --- both --- */

/* A bar for each of `labels`; `filters` say which rows. Null when all are 0. */
void status_stacks(struct page *page, const char *name, const char *key,
                   struct slice title, bool of_indicators,
                   const struct slice *labels, const struct slice *filters,
                   size_t count);
/* One bar of counts by level; null when no row has one. */
void level_chart(struct page *page, const char *name, const char *key,
                 struct slice title, struct slice resource);
/* Words and definitions for partials/status-words. */
void status_definitions(struct page *page, const char *name,
                        bool of_indicators);
/* "column=code" joined to a filter. */
struct slice with_term(struct page *page, struct slice filter,
                       const char *column, const char *operator,
                       struct slice code);
/* "column=?missing" joined to a filter. */
struct slice with_missing(struct page *page, struct slice filter,
                          struct slice column);

#endif
