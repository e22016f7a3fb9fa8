/* How the account itself is given: what leads to its pages, and how complete
 * the reporting is. */
#include "model/derive_duties.h"
#include "render/page/kinds.h"
#include "render/related.h"
#include "render/row.h"
#include "render/sections.h"

static const struct table *derived_of(const struct page *page, const char *name)
{
    return portal_table_named(page->portal, slice_of(name));
}

static const struct figure *counted(struct page *page, const char *table,
                                    const char *filter)
{
    return derived_of(page, table) == NULL
               ? NULL
               : count_figure(page, slice_of(table), slice_of(filter));
}

/* --- cards --- */

static void duty_card(struct page *page, struct sections *sections,
                      const char *key, const char *title,
                      enum resource_role role)
{
    const char *name = arena_text(page->arena, derived_duties(role));

    if (link_page(page, slice_of(key)).len == 0)
        return;
    section_card(
        sections, page_text(page, title), link_page(page, slice_of(key)),
        SENTENCE(page, N_("All: {all}. Owed at the cut-off: {owed}."),
                 ARG_FIGURE("all", counted(page, name, "")),
                 ARG_FIGURE("owed", counted(page, name, "status=owed"))));
}

/* Of a role: its page, and how many rows its first table has. */
static void list_card(struct page *page, struct sections *sections,
                      const char *key, struct slice title,
                      enum resource_role role)
{
    const struct table *table = portal_table(page->portal, role, NULL);

    if (table == NULL || link_page(page, slice_of(key)).len == 0)
        return;
    section_card(sections, title, link_page(page, slice_of(key)),
                 SENTENCE(page, N_("Records: {count}."),
                          ARG_FIGURE("count", count_figure(page, table->name,
                                                           nothing))));
}

static void cards(struct page *page, struct sections *sections)
{
    const struct table *scores =
        portal_table(page->portal, ROLE_SCORECARD, NULL);

    duty_card(page, sections, "calendar", N_("Publication calendar"),
              ROLE_CALENDAR);
    duty_card(page, sections, "obligations", N_("Obligations to account"),
              ROLE_OBLIGATIONS);
    duty_card(page, sections, "questions", N_("Questions and answers"),
              ROLE_QUESTIONS);
    if (scores != NULL)
        list_card(page, sections, "scorecard", page_words(page, &scores->title),
                  ROLE_SCORECARD);
    list_card(page, sections, "grades",
              page_text(page, N_("Grades and graders")), ROLE_EVALUATIONS);
    list_card(page, sections, "forecasts",
              page_text(page, N_("Forecasts and outturns")), ROLE_FORECASTS);
    list_card(page, sections, "participation",
              page_text(page, N_("Participation")), ROLE_PARTICIPATION);
    list_card(page, sections, "protected",
              page_text(page, N_("Protected programs")), ROLE_PROTECTIONS);
    list_card(page, sections, "codes",
              page_text(page, N_("Codes through the years")), ROLE_EQUIVALENCE);
}

/* --- coverage --- */

static void reporter_row(struct page *page, struct page_table *out,
                         const struct table *table, const struct row *row)
{
    struct slice code = row_text(table, row, "institution");
    struct slice filter = with_term(page, nothing, "institution", "=", code);

    table_row(out);
    cell_code(out, code, page_label(page, ROLE_INSTITUTIONS, code),
              link_entity(page, "institutions", code));
    cell_figure(out, figure_leaf(&page->figures, FIGURE_VALUE, table->name,
                                 SLICE("reports_due"), filter));
    cell_figure(out, figure_leaf(&page->figures, FIGURE_VALUE, table->name,
                                 SLICE("reports_owed"), filter));
    cell_period(out, row_period(table, row, "next"));
}

static void reporters(struct page *page, struct sections *sections)
{
    const struct table *table = derived_of(page, "derived-reporting");
    struct slice heading = page_text(page, N_("Who owes a report"));
    struct page_table *out;

    if (table == NULL)
        return;
    out = table_begin(page, "owing", heading);
    table_text_column(out, "institution", page_text(page, N_("Institution")));
    table_figure_column(out, "due", page_text(page, N_("Were due")), nothing);
    table_figure_column(out, "owed", page_text(page, N_("Owed")), nothing);
    table_text_column(out, "next", page_text(page, N_("Next due")));
    for (size_t r = 0; r < table->rows.count; r++)
        if (slice_equal_text(row_text(table, &table->rows.items[r], "status"),
                             "owing"))
            reporter_row(page, out, table, &table->rows.items[r]);
    if (table_rows(out) > 0)
        table_end(out, section_add(sections, "owing", heading, nothing),
                  "table");
}

/* Indicators without any value. */
static void silent(struct page *page, struct sections *sections)
{
    const struct table *table = derived_of(page, "derived-indicators");
    struct slice heading = page_text(page, N_("Indicators without data"));
    struct page_table *out;

    if (table == NULL)
        return;
    out = table_begin(page, "silent", heading);
    table_text_column(out, "indicator", page_text(page, N_("Indicator")));
    table_text_column(out, "institution", page_text(page, N_("Institution")));
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct slice code = row_text(table, row, "indicator");
        struct slice owner = row_text(table, row, "institution");

        if (row_cell(table, row, "last_value")->state == CELL_PRESENT)
            continue;
        table_row(out);
        cell_code(out, code, page_label(page, ROLE_INDICATORS, code),
                  link_entity(page, "indicators", code));
        cell_code(out, owner, page_label(page, ROLE_INSTITUTIONS, owner),
                  link_entity(page, "institutions", owner));
    }
    if (table_rows(out) > 0)
        table_end(out, section_add(sections, "silent", heading, nothing),
                  "table");
}

static struct period next_due(const struct page *page)
{
    const struct table *table = derived_of(page, "derived-reporting");
    struct period next = {PERIOD_NONE, 0, 0, 0};

    for (size_t r = 0; table != NULL && r < table->rows.count; r++) {
        struct period own = row_period(table, &table->rows.items[r], "next");

        if (own.kind != PERIOD_NONE &&
            (next.kind == PERIOD_NONE || period_compare(own, next) < 0))
            next = own;
    }
    return next;
}

static void coverage(struct page *page, struct sections *sections)
{
    struct period next = next_due(page);

    key_figure_add(page, sections->key_figures,
                   page_text(page, N_("Institutions that owe a report")),
                   counted(page, "derived-reporting", "status=owing"),
                   next.kind == PERIOD_NONE
                       ? nothing
                       : SENTENCE(page, N_("the next report is due on {date}"),
                                  ARG_TEXT("date", page_period(page, next))),
                   link_page(page, SLICE("calendar")));
    key_figure_add(page, sections->key_figures,
                   page_text(page, N_("Indicators without data")),
                   counted(page, "derived-indicators", "last_value=?missing"),
                   nothing, link_page(page, SLICE("indicators")));
    key_figure_add(page, sections->key_figures,
                   page_text(page, N_("Findings in the data")),
                   counted(page, "findings", ""), nothing,
                   link_page(page, SLICE("quality")));
}

void page_accountability(struct page *page)
{
    struct sections sections;
    struct slice text =
        page_text(page, N_("How the account itself is given: what had to be "
                           "published and was, who asked, who assessed, and "
                           "how complete the reporting is."));

    page_title(page, page_text(page, N_("Accountability")));
    page_step(page, page_text(page, N_("Accountability")), page->route->key);
    sections_begin(page, &sections);
    sections_lead(&sections, text, text);
    coverage(page, &sections);
    cards(page, &sections);
    reporters(page, &sections);
    silent(page, &sections);
    sections_end(&sections);
}
