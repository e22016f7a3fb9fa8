/*
 * Sections about money that several pages share: read in money.c, told as
 * tables in money_tables.c, drawn in money_charts.c; currencies apart in
 * money_currency.c; how the budget changed in
 * money_waterfall.c, codes that changed in money_codes.c, what it is in other
 * terms in money_terms.c, what covers it in money_balance.c. Layer: render.
 *
 * A slice is what a page is about: a fact table, the years shown, and a filter
 * ("institution=x", or empty for everything).
 */
#ifndef RENDER_MONEY_H
#define RENDER_MONEY_H

#include "render/money/members.h"

struct money_slice {
    const struct table *facts;
    enum resource_role side;
    struct slice filter;
    struct period year;
    struct period before;  /* kind none = no comparison */
    struct slice currency; /* empty = the table's main one */
};

/* The slice of a side with the portal's years; facts may be null. */
struct money_slice money_slice(const struct page *page,
                               const struct table *facts,
                               enum resource_role side, struct slice filter);

/* Base, execution, share of it, the same a year before; null where lacking. */
struct money_reading {
    const struct figure *budget;
    const struct figure *executed;
    const struct figure *share;
    const struct figure *share_before;
    const struct figure *points; /* share minus share before */
    const struct figure *change; /* of what was executed, against before */
    const struct figure *pace;   /* elapsed share of the year */
    const struct figure *behind; /* share minus pace */
    struct period period;        /* last one of the year */
};
struct money_reading money_read(struct page *page,
                                const struct money_slice *slice);
/* The same for another filter. */
struct money_reading money_read_of(struct page *page,
                                   const struct money_slice *slice,
                                   struct slice filter);

/* The slice's filter with a member of a dimension added. */
struct slice money_filter(struct page *page, const struct money_slice *slice,
                          const struct dimension *dimension,
                          const struct member *member);
/* "To October 2017", or the year itself where it is whole. */
struct slice money_span(struct page *page, const struct money_slice *slice,
                        struct period year);

/* Key figures of a reading, appended to a list of objects. */
void money_key_figures(struct page *page, struct value *list,
                       const struct money_slice *slice,
                       const struct money_reading *reading);

/* Whose money a portal is about, inside a sentence: its own `subject`, else
 * "the government as a whole" (of income, "the government"). */
struct slice money_subject(const struct page *page, enum resource_role side);

/* "Share accrued": the head of such a column. */
struct slice share_label(struct page *page, enum resource_role side);

/*
 * "To October 2017, the government as a whole had accrued 66.3 % of its budget
 * in force …"; where the slice has a filter, the subject is the page's own:
 * "25.3 % of its budget in force had been accrued". Markup.
 */
struct slice money_sentence(struct page *page, struct slice who,
                            const struct money_slice *slice,
                            const struct money_reading *reading);
struct slice money_sentence_plain(struct page *page, struct slice who,
                                  const struct money_slice *slice,
                                  const struct money_reading *reading);

/* --- tables; `key` names the CSV, `name` is set --- */

/* Stages down, years across. */
void money_stages(struct page *page, const struct money_slice *slice,
                  struct slice caption, const char *key, const char *name);
/* Members down: budget, executed, share, share before, points. */
void money_members(struct page *page, const struct money_slice *slice,
                   const struct dimension *dimension,
                   const struct member_list *list, const char *key,
                   const char *name);
/* The same on any object of the view. */
void money_members_on(struct page *page, struct value *object,
                      const struct money_slice *slice,
                      const struct dimension *dimension,
                      const struct member_list *list, const char *key,
                      struct slice caption, const char *name);

/*
 * Income, spending, the difference and what financed it; null where the three
 * are not in one currency and unit.
 */
void money_balance_table(struct page *page, const struct money_slice *slice,
                         const char *key, const char *name);
/* "Counted here too, from earlier years: …": `old_codes`, null without any.
 * The member may be null. */
void money_old_codes(struct page *page, const struct dimension *dimension,
                     const struct member *member);
/* The modifications of the year that the slice's filter has, the latest first;
 * `note` is a sentence. */
void money_log(struct page *page, const struct money_slice *slice,
               const char *key, const char *name, const char *note);
/* Is the measure in the currency of the first? Others are never added to it. */
bool money_is_main(const struct money_slice *slice, size_t measure);
/* Is the main currency to be shown: has it amounts, or has no other any? */
bool money_has_main(struct page *page, const struct money_slice *slice);
/* A table for each further currency: a list of {currency, table}. */
void money_currencies(struct page *page, const struct money_slice *slice,
                      const char *name);
/* The same slice in the first further currency, where it has no other. */
struct money_slice money_in_own_currency(struct page *page,
                                         const struct money_slice *slice);
/* The column of a stage in the slice's currency, or null. */
const struct column *money_column_of(const struct money_slice *slice,
                                     struct slice stage);
/* The further currencies with amounts in the slice's table: "USD"; or empty. */
struct slice money_foreign(struct page *page, const struct money_slice *slice);
/* Has any stage an amount in the year shown, in whatever currency? */
bool money_has_amounts(struct page *page, const struct money_slice *slice);
/* Their key figures. */
void money_foreign_figures(struct page *page, struct value *list,
                           const struct money_slice *slice);
/* Real terms and conversions of everything: a list of {anchor, heading, text,
 * table}; nominal amounts stand first in each row. */
void money_terms(struct page *page, const struct money_slice *slice,
                 const char *name);
/* Real terms of one program, institution or territory: `field` names which. */
void money_terms_of(struct page *page, const struct money_slice *slice,
                    const char *field, struct slice code, const char *name);

/* --- charts --- */

/* Request, approved, modifications, current, stages; null below three levels.
 */
void money_waterfall(struct page *page, const struct money_slice *slice,
                     const char *key, const char *name);

/* Cumulative execution by month; null where the facts are not monthly. */
void money_cumulative(struct page *page, const struct money_slice *slice,
                      const char *key, const char *name);
/*
 * Two-year dots of the share, sorted by the last; null when there is one year
 * or fewer than two members.
 */
void money_dots(struct page *page, const struct money_slice *slice,
                const struct dimension *dimension,
                const struct member_list *list, const char *key,
                const char *name);
/* The same, "chart_dots", of the members that a list gives the word in
 * `column` which the page is about. */
void money_dots_of_group(struct page *page, const struct money_slice *slice,
                         const struct dimension *dimension,
                         const struct table *table, const char *column);
/* Treemap of the budget (or of what was executed where there is none). */
void money_treemap(struct page *page, const struct money_slice *slice,
                   const struct dimension *dimension,
                   const struct member_list *list, const char *key,
                   const char *name);

#endif
