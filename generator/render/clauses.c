/* What agreements ask, and what came of it. */
#include "render/papers.h"
#include "render/reference.h"
#include "render/row.h"

static void clause_row(struct page *page, struct page_table *out,
                       const struct table *table, const struct row *row)
{
    struct slice code = row_text(table, row, "code");
    struct slice status = row_text(table, row, "status");
    const struct figure *value = row_value(page, table, row, "value");

    table_row(out);
    cell_code(
        out, code, row_words(table, row, "label", page->language),
        link_entity(page, "indicators", row_text(table, row, "indicator")));
    cell_text(out, page_label(page, ROLE_AGREEMENTS,
                              row_text(table, row, "agreement")));
    cell_text(out, row_words(table, row, "unit", page->language));
    cell_figure(out, row_value(page, table, row, "target"));
    cell_period(out, row_period(table, row, "due"));
    cell_figure(out, value != NULL && value->status == FIGURE_PRESENT ? value
                                                                      : NULL);
    cell_text(out, row_words(table, row, "incentive", page->language));
    if (status.len > 0)
        cell_code(out, status,
                  portal_label(page->portal, "status", status, page->language),
                  nothing);
    else
        cell_missing(out, page_text(page, N_("no result published")));
}

static void clauses_of(struct page *page, struct page_table *out,
                       struct slice agreement)
{
    for (const struct table *t = portal_table(page->portal, ROLE_CLAUSES, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_CLAUSES, t)) {
        const struct row_list *rows = table_rows_by(t, "agreement", agreement);

        for (size_t i = 0; i < rows->count; i++)
            clause_row(page, out, t, row_at(t, rows, i));
    }
}

bool papers_clauses(struct page *page, const char *role, struct slice code)
{
    struct page_table *out = table_begin(
        page, "clauses",
        page_text(page, N_("What the agreements ask, and what came of it")));

    table_text_column(out, "code", page_text(page, N_("Clause")));
    table_text_column(out, "agreement", page_text(page, N_("Agreement")));
    table_text_column(out, "unit", page_text(page, N_("Unit")));
    table_figure_column(out, "target", page_text(page, N_("Target")), nothing);
    table_text_column(out, "due", page_text(page, N_("Due")));
    table_figure_column(out, "value", page_text(page, N_("Result")), nothing);
    table_text_column(out, "incentive",
                      page_text(page, N_("What depends on it")));
    table_text_column(out, "status", page_text(page, N_("Status")));
    for (const struct table *t =
             portal_table(page->portal, ROLE_AGREEMENTS, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_AGREEMENTS, t)) {
        const struct row_list *rows = table_rows_by(t, role, code);

        for (size_t i = 0; i < rows->count; i++)
            clauses_of(page, out, row_text(t, row_at(t, rows, i), "code"));
    }
    table_end(out, page->view, "clauses");
    return table_rows(out) > 0;
}
