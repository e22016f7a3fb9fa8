/* Events and plans that leave as files of their own. */
#include "render/exports.h"

#include "model/plan.h"

/* --- what may leave --- */

bool table_is_open(const struct table *table)
{
    return table != NULL && table_is_published(table) &&
           table->publish != PUBLISH_AGGREGATE;
}

bool role_is_open(const struct table *table, const char *role)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].personal &&
            slice_equal_text(table->columns.items[i].role, role))
            return false;
    return true;
}

/* --- events --- */

/* Where the days of a kind stand: in the table itself, or derived of it. */
struct event_source {
    enum event_kind kind;
    enum resource_role role;
    const char *date;    /* field role */
    const char *derived; /* table, or null */
    const char *by;      /* field role there that names the row here */
    const char *folder;  /* of its pages; null = those of a register */
};

static const struct event_source event_sources[] = {
    {EVENT_REPORT, ROLE_CALENDAR, "due", NULL, NULL, NULL},
    {EVENT_COMMITMENT, ROLE_COMMITMENTS, "deadline", "derived-commitments",
     "commitment", "commitments"},
    {EVENT_RELEASE, ROLE_INDICATORS, "next-release", NULL, NULL, "indicators"},
};

struct agenda {
    const struct site *site;
    const struct language *language;
    struct arena *arena;
    struct site_event *items;
    size_t count, capacity;
};

static struct slice owner_of(const struct agenda *agenda,
                             const struct table *table, const struct row *row)
{
    const struct table *institutions = NULL;
    const struct row *owner =
        portal_find(agenda->site->portal, ROLE_INSTITUTIONS,
                    row_text(table, row, "institution"), &institutions);

    if (owner == NULL || !role_is_open(table, "institution") ||
        !table_is_open(institutions) || !role_is_open(institutions, "label"))
        return nothing;
    return row_words(institutions, owner, "label", agenda->language);
}

static struct slice folder_of(const struct event_source *source,
                              const struct table *table, struct arena *arena)
{
    return source->folder != NULL ? slice_of(source->folder)
                                  : route_key(arena, "registers", table->name);
}

static struct slice path_of(const struct agenda *agenda, struct slice key)
{
    return map_has(&agenda->site->by_key, key)
               ? ARENA_CONCAT(agenda->arena, agenda->language->path, SLICE("/"),
                              key, SLICE(".html"))
               : nothing;
}

/* Kind none where no day is set. */
static struct period event_day(const struct agenda *agenda,
                               const struct event_source *source,
                               const struct table *table, const struct row *row)
{
    const struct table *derived;
    const struct row_list *rules;
    const struct row *rule;

    if (source->derived == NULL)
        return row_period(table, row, source->date);
    derived =
        portal_table_named(agenda->site->portal, slice_of(source->derived));
    if (derived == NULL)
        return (struct period){PERIOD_NONE, 0, 0, 0};
    rules = table_rows_by(derived, source->by, row_text(table, row, "code"));
    rule = rules->count > 0 ? row_at(derived, rules, 0) : NULL;
    /* A promise that was dropped is waited for by nobody. */
    if (slice_equal_text(row_text(derived, rule, "status"), "discarded"))
        return (struct period){PERIOD_NONE, 0, 0, 0};
    return row_period(derived, rule, source->date);
}

static void event_add(struct agenda *agenda, const struct event_source *source,
                      const struct table *table, const struct row *row)
{
    struct arena *arena = agenda->arena;
    struct period day = event_day(agenda, source, table, row);
    struct slice code = row_text(table, row, "code");
    struct site_event event = {.kind = source->kind};

    if (day.kind == PERIOD_NONE || code.len == 0)
        return;
    event.key = route_key(
        arena, arena_text(arena, folder_of(source, table, arena)), code);
    event.date = period_last_day(day);
    event.label = row_words(table, row, "label", agenda->language);
    event.owner = owner_of(agenda, table, row);
    event.path = path_of(agenda, event.key);
    ARENA_PUSH(arena, agenda, event);
}

static bool is_told(const struct table *table,
                    const struct event_source *source)
{
    return table_is_open(table) && role_is_open(table, "code") &&
           role_is_open(table, "label") && role_is_open(table, source->date);
}

static int compare_events(const void *left, const void *right)
{
    const struct site_event *a = left;
    const struct site_event *b = right;
    int order = date_compare(a->date, b->date);

    return order != 0 ? order : slice_compare(a->key, b->key);
}

size_t site_events(const struct site *site, unsigned language,
                   struct arena *arena, const struct site_event **out)
{
    const struct portal *portal = site->portal;
    struct agenda agenda = {
        .site = site, .language = &portal->languages[language], .arena = arena};

    for (size_t i = 0; i < COUNT_OF(event_sources); i++) {
        const struct event_source *source = &event_sources[i];

        for (const struct table *t = portal_table(portal, source->role, NULL);
             t != NULL; t = portal_table(portal, source->role, t))
            for (size_t r = 0; r < t->rows.count && is_told(t, source); r++)
                event_add(&agenda, source, t, &t->rows.items[r]);
    }
    if (agenda.count > 0)
        qsort(agenda.items, agenda.count, sizeof(*agenda.items),
              compare_events);
    *out = agenda.items;
    return agenda.count;
}

struct slice calendar_path(struct arena *arena, const struct language *language)
{
    return ARENA_CONCAT(arena, SLICE("calendar."), language->path,
                        SLICE(".ics"));
}

struct slice link_calendar(const struct page *page)
{
    const struct site_event *events = NULL;
    size_t count =
        site_events(page->site, page->language->index, page->arena, &events);

    return count == 0
               ? nothing
               : link_file(page, calendar_path(page->arena, page->language));
}

/* --- plans --- */

struct slice plan_markup_path(struct arena *arena, const struct portal *portal,
                              struct slice node)
{
    const struct table *table = NULL;

    if (portal_find(portal, ROLE_PLAN, node, &table) == NULL ||
        plan_parent(portal, node).len > 0 || !table_is_open(table) ||
        !role_is_open(table, "code") || !role_is_open(table, "label"))
        return nothing;
    return ARENA_CONCAT(arena, SLICE("data/"), route_key(arena, "plans", node),
                        SLICE(".stratml.xml"));
}
