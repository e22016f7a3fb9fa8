/* Grades side by side: who graded what, by which scale, and what the next
 * budget was. */
#include "model/derive_money.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/related.h"
#include "render/row.h"
#include "render/sections.h"

/* More graders than this do not stand beside each other on any screen. */
#define GRADERS_MAX 6

struct grading {
    struct page *page;
    struct sections sections;
    struct code_list graders;  /* evaluators */
    struct code_list programs; /* that have a grade */
    const struct table *facts;
    struct slice stage; /* what a year's budget begins with */
};

static struct slice grade_of(const struct page *page, const struct table *t,
                             const struct row *row)
{
    return row_words(t, row, "grade", page->language);
}

static void gather(struct grading *g)
{
    struct page *page = g->page;

    for (const struct table *t =
             portal_table(page->portal, ROLE_EVALUATIONS, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_EVALUATIONS, t))
        for (size_t r = 0; r < t->rows.count; r++) {
            const struct row *row = &t->rows.items[r];

            if (grade_of(page, t, row).len == 0)
                continue;
            code_add(page, &g->graders,
                     row_words(t, row, "evaluator", page->language));
            code_add(page, &g->programs, row_text(t, row, "program"));
        }
}

/* --- the matrix --- */

static void grade_cell(struct grading *g, struct page_table *out,
                       struct slice program, struct slice grader)
{
    struct page *page = g->page;
    struct buf text = BUF_INIT;
    struct slice address = nothing;
    struct slice all;

    for (const struct table *t =
             portal_table(page->portal, ROLE_EVALUATIONS, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_EVALUATIONS, t))
        for (size_t r = 0; r < t->rows.count; r++) {
            const struct row *row = &t->rows.items[r];
            struct slice grade = grade_of(page, t, row);

            if (grade.len == 0 ||
                !slice_equal(row_text(t, row, "program"), program) ||
                !slice_equal(row_words(t, row, "evaluator", page->language),
                             grader))
                continue;
            if (text.len > 0)
                buf_add_text(&text, "; ");
            buf_add_slice(&text, grade);
            address = link_record(page, t, row_text(t, row, "code"));
        }
    if (text.len == 0) {
        cell_missing(out, page_text(page, N_("not graded")));
        return;
    }
    all = arena_take(page->arena, &text);
    cell_code(out, all, all, address);
}

static void matrix(struct grading *g)
{
    struct page *page = g->page;
    struct slice heading = page_text(page, N_("Grades side by side"));
    struct page_table *out;

    if (g->graders.count < 2 || g->graders.count > GRADERS_MAX)
        return;
    out = table_begin(page, "matrix", heading);
    table_text_column(out, "program", page_text(page, N_("Program")));
    for (size_t i = 0; i < g->graders.count; i++)
        table_text_column(out,
                          arena_format(page->arena, "grader_%zu", i + 1).ptr,
                          g->graders.items[i]);
    for (size_t p = 0; p < g->programs.count; p++) {
        struct slice code = g->programs.items[p];

        if (code.len == 0)
            continue;
        table_row(out);
        cell_code(out, code, page_label(page, ROLE_PROGRAMS, code),
                  link_entity(page, "programs", code));
        for (size_t i = 0; i < g->graders.count; i++)
            grade_cell(g, out, code, g->graders.items[i]);
    }
    table_end(out,
              section_add(&g->sections, "matrix", heading,
                          page_text(page, N_("Scales differ: a grade is to be "
                                             "read on the scale of who gave "
                                             "it."))),
              "table");
}

/* --- each grade, and the budget after it --- */

static const struct figure *budget_in(struct grading *g, struct slice program,
                                      int year)
{
    return program.len == 0 || g->facts == NULL
               ? NULL
               : money_figure(
                     g->page, g->facts, g->stage,
                     with_term(g->page, nothing, "program", "=", program),
                     period_of_year(year));
}

/* The year's first budget that could know of the grade, against its own. */
static const struct figure *
change_after(struct grading *g, struct slice program, struct period date)
{
    const struct figure *before = budget_in(g, program, date.year);
    const struct figure *after = budget_in(g, program, date.year + 1);

    if (before == NULL || after == NULL)
        return NULL;
    return figure_tree(&g->page->figures, FIGURE_CHANGE, after, before);
}

static void grade_row(struct grading *g, struct page_table *out,
                      const struct table *t, const struct row *row)
{
    struct page *page = g->page;
    struct slice program = row_text(t, row, "program");
    struct slice code = row_text(t, row, "code");
    struct slice institution = row_text(t, row, "institution");
    struct period date = row_period(t, row, "date");

    table_row(out);
    cell_code(out, code, row_words(t, row, "label", page->language),
              link_record(page, t, code));
    if (program.len > 0)
        cell_code(out, program, page_label(page, ROLE_PROGRAMS, program),
                  link_entity(page, "programs", program));
    else
        cell_code(out, institution,
                  page_label(page, ROLE_INSTITUTIONS, institution),
                  link_entity(page, "institutions", institution));
    cell_text(out, row_words(t, row, "evaluator", page->language));
    cell_text(out, row_words(t, row, "scheme", page->language));
    cell_text(out, grade_of(page, t, row));
    cell_period(out, date);
    cell_figure(out, date.kind == PERIOD_NONE ? NULL
                                              : change_after(g, program, date));
}

static void grades(struct grading *g)
{
    struct page *page = g->page;
    struct slice heading = page_text(page, N_("Each grade, and the budget "
                                              "after it"));
    struct page_table *out = table_begin(page, "grades", heading);

    table_text_column(out, "code", page_text(page, N_("Evaluation")));
    table_text_column(out, "of", page_text(page, N_("Of")));
    table_text_column(out, "evaluator", page_text(page, N_("Evaluator")));
    table_text_column(out, "scheme",
                      page_text(page, N_("Scheme of the grade")));
    table_text_column(out, "grade", page_text(page, N_("Grade")));
    table_text_column(out, "date", page_text(page, N_("Date")));
    table_figure_column(out, "change",
                        page_text(page, N_("Change of the next budget")),
                        nothing);
    for (const struct table *t =
             portal_table(page->portal, ROLE_EVALUATIONS, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_EVALUATIONS, t))
        for (size_t r = 0; r < t->rows.count; r++)
            if (grade_of(page, t, &t->rows.items[r]).len > 0)
                grade_row(g, out, t, &t->rows.items[r]);
    table_end(out,
              section_add(
                  &g->sections, "grades", heading,
                  page_text(page, N_("The change is that of the program's "
                                     "first budget of the year after the "
                                     "grade against its year. It does not "
                                     "say that one follows from the other."))),
              "table");
}

/* --- scales --- */

static void scale_rows(struct grading *g, struct page_table *out,
                       const struct table *t)
{
    for (size_t r = 0; r < t->rows.count; r++) {
        const struct row *row = &t->rows.items[r];

        table_row(out);
        cell_text(out, row_words(t, row, "scheme", g->page->language));
        cell_text(out, row_words(t, row, "label", g->page->language));
        cell_text(out, row_words(t, row, "description", g->page->language));
    }
}

static void scales(struct grading *g)
{
    struct page *page = g->page;
    struct slice heading = page_text(page, N_("The scales"));
    const struct table *t = portal_table(page->portal, ROLE_GRADES, NULL);
    struct page_table *out;

    if (t == NULL)
        return;
    out = table_begin(page, "scales", heading);
    table_text_column(out, "scheme",
                      page_text(page, N_("Scheme of the grade")));
    table_text_column(out, "grade", page_text(page, N_("Grade")));
    table_text_column(out, "meaning", page_text(page, N_("What it means")));
    for (; t != NULL; t = portal_table(page->portal, ROLE_GRADES, t))
        scale_rows(g, out, t);
    table_end(out,
              section_add(&g->sections, "scales", heading,
                          page_text(page, N_("The best grade of each scale "
                                             "comes first."))),
              "table");
}

/* Where the first budget of a year stands in the facts. */
static void budget_find(struct grading *g)
{
    const struct portal *portal = g->page->portal;
    int at;

    g->facts = facts_with(portal, ROLE_EXECUTION, SLICE("program"));
    if (g->facts == NULL)
        return;
    at = stage_before_budget(portal, g->facts);
    g->stage = at >= 0 ? cube_measure(g->facts->cube, (size_t)at)->column->stage
                       : portal->budget_stage;
}

void page_grades(struct page *page)
{
    struct grading g = {.page = page};
    const struct table *table = page->route->table;
    const struct sentence_arg args[] = {
        ARG_FIGURE("count", count_figure(page, table->name, nothing))};
    struct slice form = text_counted(
        page, args[0].figure,
        N_("{count} evaluation is published. One with a grade stands here "
           "under who gave it and by which scale."),
        N_("{count} evaluations are published. Those with a grade stand here "
           "under who gave it and by which scale."));

    gather(&g);
    budget_find(&g);
    page_title(page, page_text(page, N_("Grades and graders")));
    page_step(page, page_text(page, N_("Accountability")),
              SLICE("accountability"));
    page_step(page, page_text(page, N_("Grades and graders")),
              page->route->key);
    sections_begin(page, &g.sections);
    sections_lead(&g.sections, sentence_of(page, form, args, 1),
                  sentence_plain_of(page, form, args, 1));
    matrix(&g);
    grades(&g);
    scales(&g);
    sections_end(&g.sections);
}
