/* What the budget did after an evaluation. */
#include "render/program/program_parts.h"
#include "render/reference.h"
#include "render/row.h"

/* --- the budget after an evaluation --- */

/* The budget of a year: from the facts, else the ceiling set for it. */
static const struct figure *budget_in(struct page *page,
                                      const struct entity *entity,
                                      struct period year,
                                      const struct column **column)
{
    struct slice stage = budget_stage(page->portal, ROLE_EXECUTION);
    const struct figure *figure = NULL;

    *column = stage_column(entity->money.facts, stage);
    figure = money_figure(page, entity->money.facts, stage,
                          entity->money.filter, year);
    for (const struct table *t =
             portal_table(page->portal, ROLE_EXECUTION, NULL);
         t != NULL && !is_told(figure);
         t = portal_table(page->portal, ROLE_EXECUTION, t)) {
        if (t == entity->money.facts || t->cube == NULL ||
            cube_measure_count(t->cube) == 0 ||
            cube_find_dimension(t->cube, SLICE("program")) < 0)
            continue;
        *column = cube_measure(t->cube, 0)->column;
        figure =
            money_figure(page, t, (*column)->stage, entity->money.filter, year);
    }
    return is_told(figure) ? figure : NULL;
}

static void budget_row(struct page *page, const struct entity *entity,
                       struct page_table *out, const struct table *table,
                       const struct row *row)
{
    struct period date = row_period(table, row, "date");
    const struct column *stage, *next_stage;
    const struct figure *now, *next;

    if (date.kind == PERIOD_NONE)
        return;
    now = budget_in(page, entity, period_of_year(date.year), &stage);
    next = budget_in(page, entity, period_of_year(date.year + 1), &next_stage);
    table_row(out);
    cell_code(out, row_text(table, row, "code"),
              row_words(table, row, "label", page->language),
              link_record(page, table, row_text(table, row, "code")));
    cell_text(out, row_words(table, row, "grade", page->language));
    cell_text(out, page_period(page, period_of_year(date.year)));
    cell_figure(out, now);
    if (next == NULL) {
        cell_missing(out, page_text(page, N_("not published")));
        cell_figure(out, NULL);
        cell_figure(out, NULL);
        return;
    }
    cell_code(out, next_stage->stage, stage_label(page, next_stage->stage),
              nothing);
    cell_figure(out, next);
    cell_figure(out, tree_of(page, FIGURE_CHANGE, next, now));
}

static void next_budgets(struct page *page, const struct entity *entity)
{
    const struct figure *like = entity->reading.budget;
    struct slice unit = like == NULL ? nothing : page_unit(page, like->unit);
    struct page_table *out;

    if (entity->money.facts == NULL) {
        view_null(page, page->view, "next_budgets");
        return;
    }
    out = table_begin(page, "next-budgets",
                      page_text(page, N_("What the next budget did")));
    table_text_column(out, "code", page_text(page, N_("Evaluation")));
    table_text_column(out, "grade", page_text(page, N_("Grade")));
    table_text_column(out, "year", page_text(page, N_("Year")));
    table_figure_column(out, "budget",
                        page_text(page, N_("Budget of that year")), unit);
    table_text_column(out, "stage", page_text(page, N_("A year later")));
    table_figure_column(out, "next", page_text(page, N_("Amount a year later")),
                        unit);
    table_figure_column(out, "change", page_text(page, N_("Change")), nothing);
    for (const struct table *t =
             portal_table(page->portal, ROLE_EVALUATIONS, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_EVALUATIONS, t)) {
        const struct row_list *rows = table_rows_by(t, "program", entity->code);

        for (size_t i = 0; i < rows->count; i++)
            budget_row(page, entity, out, t, row_at(t, rows, i));
    }
    table_end(out, page->view, "next_budgets");
}

void program_follow(struct page *page, const struct entity *entity)
{
    next_budgets(page, entity);
}
