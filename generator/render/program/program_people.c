/* Whom a program is for, and who works in it. */
#include "render/program/program_parts.h"
#include "render/row.h"

/* --- whom it is for --- */

static void people_row(struct page *page, struct page_table *out,
                       const struct found_row *at)
{
    const struct table *table = at->table;
    const struct row *row = at->row;
    const struct figure *target = row_value(page, table, row, "target");
    const struct figure *served = row_value(page, table, row, "served");

    table_row(out);
    cell_period(out, row_period(table, row, "period"));
    cell_text(out, row_words(table, row, "unit", page->language));
    cell_figure(out, target);
    cell_figure(out, served);
    cell_figure(out, is_told(target) && is_told(served)
                         ? tree_of(page, FIGURE_DIFFERENCE, target, served)
                         : NULL);
    cell_figure(out, is_told(served)
                         ? tree_of(page, FIGURE_SHARE, served, target)
                         : NULL);
}

static bool beneficiaries(struct page *page, const struct entity *entity)
{
    struct found_rows rows = portal_rows_by(
        page->portal, page->arena, ROLE_BENEFICIARIES, "program", entity->code);
    struct page_table *out =
        table_begin(page, "beneficiaries",
                    page_text(page, N_("Whom it is for, and whom it served")));

    table_text_column(out, "period", page_text(page, N_("Year")));
    table_text_column(out, "unit", page_text(page, N_("For whom")));
    table_figure_column(out, "target", page_text(page, N_("Target population")),
                        nothing);
    table_figure_column(out, "served", page_text(page, N_("Served")), nothing);
    table_figure_column(out, "not_served", page_text(page, N_("Not served")),
                        nothing);
    table_figure_column(out, "share", page_text(page, N_("Share served")),
                        nothing);
    for (size_t i = 0; i < rows.count; i++)
        people_row(page, out, &rows.items[i]);
    table_end(out, page->view, "beneficiaries");
    return table_rows(out) > 0;
}

/* --- who works in it --- */

static void post_row(struct page *page, struct page_table *out,
                     const struct found_row *at)
{
    const struct table *table = at->table;
    const struct row *row = at->row;

    table_row(out);
    cell_text(out, row_words(table, row, "label", page->language));
    cell_text(out, row_words(table, row, "budget-line", page->language));
    cell_figure(out, row_value(page, table, row, "posts"));
    cell_figure(out, row_value(page, table, row, "cost"));
}

static bool posts(struct page *page, const struct entity *entity)
{
    struct found_rows rows = portal_rows_by(
        page->portal, page->arena, ROLE_POSTS, "program", entity->code);
    const struct period year = page->portal->period;
    struct page_table *out =
        table_begin(page, "posts",
                    PLAIN(page, N_("Posts by budget line, {year}"),
                          ARG_TEXT("year", page_period(page, year))));
    const struct found_row *first = rows.count == 0 ? NULL : rows.items;
    bool has_cost =
        first != NULL && table_role_column(first->table, "cost") != NULL;

    table_text_column(out, "label", page_text(page, N_("Group")));
    table_text_column(out, "budget_line", page_text(page, N_("Budget line")));
    table_figure_column(out, "posts", page_text(page, N_("Posts")), nothing);
    table_figure_column(
        out, "cost", page_text(page, N_("Cost")),
        has_cost
            ? page_unit(page,
                        row_value(page, first->table, first->row, "cost")->unit)
            : nothing);
    for (size_t i = 0; i < rows.count; i++)
        if (period_contains(year, row_period(rows.items[i].table,
                                             rows.items[i].row, "period")))
            post_row(page, out, &rows.items[i]);
    table_end(out, page->view, "posts");
    return table_rows(out) > 0;
}

void program_people(struct page *page, const struct entity *entity)
{
    bool has_beneficiaries = beneficiaries(page, entity);
    bool has_posts = posts(page, entity);

    view_flag(page, page->view, "has_people", has_beneficiaries || has_posts);
}
