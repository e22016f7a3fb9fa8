/*
 * Files for other programs that pages lead to: which of them there are.
 * Layer: render. Written by publish/format/.
 *
 * Nothing is in them that is not published: a table that is not leaves none,
 * and no field that is personal.
 */
#ifndef RENDER_EXPORTS_H
#define RENDER_EXPORTS_H

#include "render/page.h"

enum event_kind {
    EVENT_REPORT,     /* due by the publication calendar */
    EVENT_COMMITMENT, /* its public deadline, as last moved */
    EVENT_RELEASE,    /* the next of an indicator */
    EVENT_KIND_COUNT
};

/* A day that somebody waits for. */
struct site_event {
    enum event_kind kind;
    struct slice key;   /* "calendar/closing-2017", for good */
    struct slice label; /* of the report, commitment, indicator */
    struct slice owner; /* the institution; may be empty */
    struct slice path;  /* of its page, from the root; may be empty */
    struct date date;
};

/* By date; in `arena`. */
size_t site_events(const struct site *site, unsigned language,
                   struct arena *arena, const struct site_event **out);
/* "calendar.es.ics" */
struct slice calendar_path(struct arena *arena,
                           const struct language *language);
/* The same as a link, for pages: empty when there are no events. */
struct slice link_calendar(const struct page *page);

/* May the rows of a table be told outside of it? */
bool table_is_open(const struct table *table);
/* Has a field role of a table no personal column? */
bool role_is_open(const struct table *table, const char *role);

/* "data/plans/katun.stratml.xml" for the top of a plan, else empty. */
struct slice plan_markup_path(struct arena *arena, const struct portal *portal,
                              struct slice node);

#endif
