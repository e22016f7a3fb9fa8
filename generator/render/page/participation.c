/* Consultations: who came, what they proposed, what was answered. */
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/row.h"
#include "render/sections.h"

struct tally {
    const char *role;
    const char *label;
};

static const struct tally tallies[] = {
    {"participants", N_("Participants")},
    {"proposals", N_("Proposals")},
    {"answered", N_("Proposals answered")},
    {"adopted", N_("Proposals adopted")},
};

static const struct figure *
total_of(struct page *page, const struct table *table, const char *role)
{
    const struct column *column = table_role_column(table, role);

    return column == NULL ? NULL
                          : figure_leaf(&page->figures, FIGURE_SUM, table->name,
                                        column->name, nothing);
}

static void consultation_row(struct page *page, struct page_table *out,
                             const struct table *table, const struct row *row)
{
    struct slice code = row_text(table, row, "code");
    struct slice institution = row_text(table, row, "institution");
    struct slice territory = row_text(table, row, "territory");
    struct slice kind = row_text(table, row, "kind");

    table_row(out);
    cell_code(out, code, row_words(table, row, "label", page->language),
              link_record(page, table, code));
    cell_period(out, row_period(table, row, "date"));
    cell_code(out, kind,
              portal_label(page->portal, "kind", kind, page->language),
              nothing);
    cell_code(out, institution,
              page_label(page, ROLE_INSTITUTIONS, institution),
              link_entity(page, "institutions", institution));
    cell_code(out, territory, page_label(page, ROLE_TERRITORIES, territory),
              link_entity(page, "territories", territory));
    for (size_t i = 0; i < COUNT_OF(tallies); i++) {
        const struct column *column = table_role_column(table, tallies[i].role);

        if (column != NULL)
            cell_figure(out, record_figure(page, table, row, column));
    }
}

static void consultations(struct page *page, struct sections *sections,
                          const struct table *table)
{
    struct slice heading = page_text(page, N_("All, the latest first"));
    struct page_table *out = table_begin(page, "list", heading);
    struct row_list rows = {NULL, 0, 0};

    for (size_t r = 0; r < table->rows.count; r++)
        ARENA_PUSH(page->arena, &rows, (uint32_t)r);
    rows_sort(page, table, &rows, table_role_column(table, "date"),
              ROWS_LATEST_FIRST);
    table_text_column(out, "code", page_text(page, N_("Consultation")));
    table_text_column(out, "date", page_text(page, N_("Date")));
    table_text_column(out, "kind", page_text(page, N_("Kind")));
    table_text_column(out, "institution", page_text(page, N_("Institution")));
    table_text_column(out, "territory", page_text(page, N_("Territory")));
    for (size_t i = 0; i < COUNT_OF(tallies); i++)
        if (table_role_column(table, tallies[i].role) != NULL)
            table_figure_column(out, tallies[i].role,
                                page_text(page, tallies[i].label), nothing);
    for (size_t i = 0; i < rows.count; i++)
        consultation_row(page, out, table, row_at(table, &rows, i));
    table_end(out, section_add(sections, "list", heading, nothing), "table");
}

void page_participation(struct page *page)
{
    const struct table *table = page->route->table;
    struct sections sections;
    const struct figure *proposals = total_of(page, table, "proposals");
    const struct figure *answered = total_of(page, table, "answered");
    const struct sentence_arg args[] = {
        ARG_FIGURE("count", count_figure(page, table->name, nothing)),
        ARG_FIGURE("proposals", proposals),
        ARG_FIGURE("share", tree_of(page, FIGURE_SHARE, answered, proposals))};
    struct slice form =
        proposals != NULL && answered != NULL
            ? text_counted(
                  page, args[0].figure,
                  N_("{count} consultation was held. Proposals received: "
                     "{proposals}; with an answer: {share}."),
                  N_("{count} consultations were held. Proposals "
                     "received: {proposals}; with an answer: {share}."))
            : text_counted(page, args[0].figure,
                           N_("{count} consultation was held."),
                           N_("{count} consultations were held."));

    page_title(page, page_text(page, N_("Participation")));
    page_step(page, page_text(page, N_("Accountability")),
              SLICE("accountability"));
    page_step(page, page_text(page, N_("Participation")), page->route->key);
    sections_begin(page, &sections);
    sections_lead(&sections, sentence_of(page, form, args, COUNT_OF(args)),
                  sentence_plain_of(page, form, args, COUNT_OF(args)));
    for (size_t i = 0; i < COUNT_OF(tallies); i++) {
        const struct figure *total = total_of(page, table, tallies[i].role);

        if (total != NULL)
            key_figure_add(page, sections.key_figures,
                           page_text(page, tallies[i].label), total, nothing,
                           nothing);
    }
    consultations(page, &sections, table);
    sections_end(&sections);
}
