/* What third parties say of the commitments, counted beside the rule. */
#include "render/commitment.h"
#include "render/status_chart.h"

static const struct slice derived = SLICE_INIT("derived-assessments");

static const struct figure *assessments(struct page *page, struct slice filter)
{
    return count_figure(page, derived,
                        filter_join(page, SLICE("counts=yes"), filter));
}

static void heads(struct page *page, struct page_table *out)
{
    table_text_column(out, "assessor", page_text(page, N_("Assessed by")));
    table_figure_column(out, "assessed",
                        page_text(page, N_("Commitments assessed")), nothing);
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT - 1; i++)
        table_figure_column(out, arena_text(page->arena, commitment_status(i)),
                            page_commitment_status(page, commitment_status(i)),
                            nothing);
    table_figure_column(out, "achieved_share",
                        page_text(page, N_("Achieved, of those assessed")),
                        nothing);
    table_figure_column(out, "as_by_rule",
                        page_text(page, N_("As by rule here")), nothing);
    table_figure_column(out, "as_declared",
                        page_text(page, N_("As those in charge say")), nothing);
}

static void assessor_row(struct page *page, struct page_table *out,
                         struct slice assessor)
{
    struct slice filter = with_term(page, nothing, "assessor", "=", assessor);
    const struct figure *all = assessments(page, filter);

    table_row(out);
    cell_text(out, assessor);
    cell_figure(out, all);
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT - 1; i++)
        cell_figure(out,
                    assessments(page, with_term(page, filter, "status", "=",
                                                commitment_status(i))));
    cell_figure(
        out, figure_tree(&page->figures, FIGURE_SHARE,
                         assessments(page, with_term(page, filter, "status",
                                                     "=", SLICE("achieved"))),
                         all));
    cell_figure(out, assessments(page, with_term(page, filter, "as_by_rule",
                                                 "=", SLICE("yes"))));
    cell_figure(out, assessments(page, with_term(page, filter, "as_declared",
                                                 "=", SLICE("yes"))));
}

void commitment_assessors(struct page *page)
{
    const struct table *table = portal_table_named(page->portal, derived);
    struct page_table *out = table_begin(
        page, "assessors", page_text(page, N_("Assessments by third parties")));
    struct code_list names = {0};

    heads(page, out);
    for (size_t i = 0; table != NULL && i < table->rows.count; i++)
        code_add(page, &names,
                 row_text(table, &table->rows.items[i], "assessor"));
    for (size_t i = 0; i < names.count; i++)
        assessor_row(page, out, names.items[i]);
    table_end(out, page->view, "assessors");
}
