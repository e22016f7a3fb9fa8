/*
 * Sections about money that several pages share. Layer: render.
 *
 * A slice is what a page is about: a fact table, the years shown, and a filter
 * ("institution=x", or empty for everything).
 */
#ifndef RENDER_BUDGET_H
#define RENDER_BUDGET_H

#include "render/page.h"

struct money_slice {
    const struct table *facts;
    enum resource_role side;
    struct slice filter;
    struct period year;
    struct period before; /* kind none = no comparison */
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
/* The same for another filter and year. */
struct money_reading money_read_of(struct page *page,
                                   const struct money_slice *slice,
                                   struct slice filter);

/* Key figures of a reading, appended to a list of objects (render.md). */
void money_key_figures(struct page *page, struct value *list,
                       const struct money_slice *slice,
                       const struct money_reading *reading);
void key_figure_add(struct page *page, struct value *list, struct slice label,
                    const struct figure *figure, struct slice note,
                    struct slice link);

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

/* Stages down, years across; sets `name`. */
void money_stages(struct page *page, const struct money_slice *slice,
                  const char *key, const char *name);
/* Cumulative execution by month; null where the facts are not monthly. */
void money_cumulative(struct page *page, const struct money_slice *slice,
                      const char *key, const char *name);

/* Members of a dimension down: budget, executed, share, share before, points.
 */
struct member_list {
    const struct member **items;
    size_t count, capacity;
};
/* Top members that facts use (or children of `parent`), by label. */
void direct_members(struct page *page, const struct dimension *dimension,
                    const struct member *parent, struct member_list *list);
/* All members with their depth order, parents before children. */
void nested_members(struct page *page, const struct dimension *dimension,
                    const struct member *parent, struct member_list *list);
unsigned depth_of_member(const struct member *member);
void money_members(struct page *page, const struct money_slice *slice,
                   const struct dimension *dimension,
                   const struct member_list *list, const char *key,
                   const char *name);
/* The same on any object of the view. */
void money_members_on(struct page *page, struct value *object,
                      const struct money_slice *slice,
                      const struct dimension *dimension,
                      const struct member_list *list, const char *key,
                      const char *name);
/* Two filters that hold together; either may be empty. */
struct slice filter_join(struct page *page, struct slice a, struct slice b);
/* Two-year dots of the share, sorted by the last; null when there is one year
 * or fewer than two members. */
void money_dots(struct page *page, const struct money_slice *slice,
                const struct dimension *dimension,
                const struct member_list *list, const char *key,
                const char *name);
/* Treemap of the budget (or of what was executed where there is none). */
void money_treemap(struct page *page, const struct money_slice *slice,
                   const struct dimension *dimension,
                   const struct member_list *list, const char *key,
                   const char *name);

/* Markup of a chart from a buffer, on the view; releases the buffer. */
void view_chart(struct page *page, struct value *object, const char *name,
                struct buf *buf);
/* "Institution", "Economic type": the name of a dimension in the language. */
struct slice dimension_label(const struct page *page,
                             const struct dimension *dimension);
/* The same inside a sentence: "institution". */
struct slice dimension_phrase(struct page *page,
                              const struct dimension *dimension);

#endif
