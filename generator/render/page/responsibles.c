/* responsibles: every person or office that is named, and what each answers
 * for. Names are texts: equal ones of two institutions are not one person. */
#include "render/describe.h"
#include "render/page/kinds.h"
#include "render/related.h"
#include "render/responsibles.h"
#include "render/row.h"
#include "render/sections.h"

struct duty_kind {
    enum resource_role role;
    const char *word;   /* msgid */
    const char *folder; /* of its pages */
    const char *derived;
    const char *key; /* field of the derived table that names it */
};

static const struct duty_kind kinds[] = {
    {ROLE_PROGRAMS, N_("Program"), "programs", NULL, NULL},
    {ROLE_COMMITMENTS, N_("Commitment"), "commitments", "derived-commitments",
     "commitment"},
    {ROLE_INDICATORS, N_("Indicator"), "indicators", "derived-indicators",
     "indicator"},
};

/* The column of names; null without one, and where it is personal. */
static const struct column *responsible_column(const struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (slice_equal_text(table->columns.items[i].role, "responsible") &&
            table->columns.items[i].personal)
            return NULL;
    return table_is_published(table) ? table_role_column(table, "responsible")
                                     : NULL;
}

/* A role that names them in a column that is published. */
static bool names_people(const struct portal *portal, enum resource_role role)
{
    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t)) {
        const struct column *column = responsible_column(t);

        for (size_t i = 0; column != NULL && i < t->rows.count; i++)
            if (t->rows.items[i].cells[column_index(t, column)].state ==
                CELL_PRESENT)
                return true;
    }
    return false;
}

bool responsibles_exist(const struct portal *portal)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (names_people(portal, kinds[i].role))
            return true;
    return false;
}

/* --- who has what --- */

struct duty {
    const struct duty_kind *kind;
    const struct table *table;
    const struct row *row;
};

struct holder {
    struct slice name;
    struct {
        struct duty *items;
        size_t count, capacity;
    } duties;
};

struct roll {
    struct page *page;
    struct map bodies; /* code of an institution -> struct map of holders */
};

static struct map *body_of(struct roll *roll, struct slice code)
{
    struct map *holders = map_get(&roll->bodies, code);

    if (holders == NULL) {
        holders = ARENA_NEW(roll->page->arena, struct map);
        map_init(holders, roll->page->arena);
        (void)map_put(&roll->bodies, code, holders);
    }
    return holders;
}

static void duty_add(struct roll *roll, const struct duty *duty)
{
    struct arena *arena = roll->page->arena;
    struct slice name = slice_trim(
        row_words(duty->table, duty->row, "responsible", roll->page->language));
    struct map *holders;
    struct holder *holder;

    if (name.len == 0)
        return;
    holders = body_of(roll, row_text(duty->table, duty->row, "institution"));
    holder = map_get(holders, name);
    if (holder == NULL) {
        holder = ARENA_NEW(arena, struct holder);
        *holder = (struct holder){.name = name};
        (void)map_put(holders, name, holder);
    }
    ARENA_PUSH(arena, &holder->duties, *duty);
}

static struct roll roll_read(struct page *page)
{
    struct roll roll = {.page = page};

    map_init(&roll.bodies, page->arena);
    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        for (const struct table *t =
                 portal_table(page->portal, kinds[k].role, NULL);
             t != NULL; t = portal_table(page->portal, kinds[k].role, t))
            for (size_t i = 0;
                 responsible_column(t) != NULL && i < t->rows.count; i++)
                duty_add(&roll,
                         &(struct duty){&kinds[k], t, &t->rows.items[i]});
    return roll;
}

/* --- tables --- */

static void status_cell(struct page *page, struct page_table *out,
                        const struct duty *duty)
{
    const struct duty_kind *kind = duty->kind;
    const struct table *derived =
        kind->derived == NULL
            ? NULL
            : portal_table_named(page->portal, slice_of(kind->derived));
    const struct row_list *rows =
        derived == NULL
            ? NULL
            : table_rows_by(derived, kind->key,
                            row_text(duty->table, duty->row, "code"));
    struct slice status =
        rows == NULL || rows->count == 0
            ? nothing
            : row_text(derived, row_at(derived, rows, 0), "status");

    if (status.len == 0)
        cell_text(out, nothing);
    else
        cell_status(out, status,
                    kind->role == ROLE_COMMITMENTS
                        ? page_commitment_status(page, status)
                        : page_indicator_status(page, status));
}

/* A program has none. */
static bool has_status(const struct map *holders)
{
    for (size_t i = 0; i < holders->count; i++) {
        const struct holder *holder = holders->entries[i].value;

        for (size_t k = 0; k < holder->duties.count; k++)
            if (holder->duties.items[k].kind->derived != NULL)
                return true;
    }
    return false;
}

static void holder_rows(struct page *page, struct page_table *out,
                        const struct holder *holder, bool shows_status)
{
    for (size_t i = 0; i < holder->duties.count; i++) {
        const struct duty *duty = &holder->duties.items[i];
        struct slice code = row_text(duty->table, duty->row, "code");

        table_row(out);
        cell_text(out, holder->name);
        cell_text(out, page_text(page, duty->kind->word));
        cell_code(out, code,
                  row_words(duty->table, duty->row, "label", page->language),
                  link_entity(page, duty->kind->folder, code));
        if (shows_status)
            status_cell(page, out, duty);
    }
}

static void body_section(struct page *page, struct sections *sections,
                         struct slice code, const struct map *holders)
{
    struct slice name = code.len > 0
                            ? page_label(page, ROLE_INSTITUTIONS, code)
                            : page_text(page, N_("No institution named"));
    struct slice address = link_entity(page, "institutions", code);
    struct slice anchor =
        arena_format(page->arena, "body-%zu", sections->list->list.count + 1);
    struct page_table *out = table_begin(page, anchor.ptr, name);
    bool shows_status = has_status(holders);

    table_text_column(out, "responsible",
                      page_text(page, N_("Who answers for it")));
    table_text_column(out, "kind", page_text(page, N_("Kind")));
    table_text_column(out, "code", page_text(page, N_("What it is")));
    if (shows_status)
        table_text_column(out, "status", page_text(page, N_("Status")));
    for (size_t i = 0; i < holders->count; i++)
        holder_rows(page, out, holders->entries[i].value, shows_status);
    table_end(out,
              section_add(sections, anchor.ptr, name,
                          address.len == 0
                              ? nothing
                              : SENTENCE(page, N_("Its page: {page}."),
                                         ARG_LINK("page", name, address))),
              "table");
}

/* --- how many name nobody --- */

static void gap_row(struct page *page, struct page_table *out,
                    const struct table *table)
{
    const struct column *column = responsible_column(table);
    const struct figure *all = count_figure(page, table->name, nothing);
    const struct figure *none = count_figure(
        page, table->name, with_missing(page, nothing, column->name));

    table_row(out);
    cell_text(out, describe_table(page, table));
    cell_figure(out, all);
    cell_figure(out, tree_of(page, FIGURE_DIFFERENCE, all, none));
    cell_figure(out, none);
}

static void gaps(struct page *page, struct sections *sections)
{
    struct slice heading = page_text(page, N_("How many name somebody"));
    struct page_table *out = table_begin(page, "named", heading);

    table_text_column(out, "list", page_text(page, N_("List")));
    table_figure_column(out, "all", page_text(page, N_("All")), nothing);
    table_figure_column(out, "named", page_text(page, N_("Somebody named")),
                        nothing);
    table_figure_column(out, "nobody", page_text(page, N_("Nobody named")),
                        nothing);
    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        for (const struct table *t =
                 portal_table(page->portal, kinds[k].role, NULL);
             t != NULL; t = portal_table(page->portal, kinds[k].role, t))
            if (responsible_column(t) != NULL)
                gap_row(page, out, t);
    table_end(out, section_add(sections, "named", heading, nothing), "table");
}

void page_responsibles(struct page *page)
{
    struct roll roll = roll_read(page);
    struct slice lead =
        page_text(page, N_("Every person or office that the published data "
                           "name, and what each answers for. What a source "
                           "withholds as personal is not here."));
    struct sections sections;

    page_title(page, page_text(page, N_("Who answers for what")));
    page_step(page, page_text(page, N_("Who answers for what")),
              page->route->key);
    sections_begin(page, &sections);
    sections_lead(&sections, lead, lead);
    gaps(page, &sections);
    for (size_t i = 0; i < roll.bodies.count; i++)
        if (roll.bodies.entries[i].key.len > 0)
            body_section(page, &sections, roll.bodies.entries[i].key,
                         roll.bodies.entries[i].value);
    if (map_has(&roll.bodies, nothing))
        body_section(page, &sections, nothing, map_get(&roll.bodies, nothing));
    sections_end(&sections);
}
