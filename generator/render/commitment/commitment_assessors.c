/* What third parties say of the commitments, counted beside the rule. */
#include "render/commitment/commitment.h"
#include "render/commitment/status_chart.h"

static const struct slice derived = SLICE_INIT("derived-assessments");

static const struct figure *assessments(struct page *page, struct slice filter)
{
    return count_figure(page, derived,
                        filter_join(page, SLICE("counts=yes"), filter));
}

/* The others are found by rule alone: nobody says them of a commitment. */
static bool is_said(struct slice status)
{
    return !slice_equal_text(status, "unproven") &&
           !slice_equal_text(status, "no-deadline");
}

static void heads(struct page *page, struct page_table *out)
{
    table_text_column(out, "assessor", page_text(page, N_("Assessed by")));
    table_figure_column(out, "assessed",
                        page_text(page, N_("Commitments assessed")), nothing);
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++)
        if (is_said(commitment_status(i)))
            table_figure_column(
                out, arena_text(page->arena, commitment_status(i)),
                page_commitment_status(page, commitment_status(i)), nothing);
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
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++)
        if (is_said(commitment_status(i)))
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

/* --- of one program, institution or territory --- */

struct concerned {
    struct page *page;
    struct slice filter;
    struct page_table *out;
};

/* One voice: its statuses, and those it gives none. */
static void voice_row(const struct concerned *c, struct slice who,
                      struct slice address, struct slice resource,
                      const char *column, struct slice filter)
{
    struct page *page = c->page;

    table_row(c->out);
    cell_code(c->out, nothing, who, address);
    cell_figure(c->out, count_figure(page, resource, filter));
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++)
        cell_figure(c->out, count_figure(page, resource,
                                         with_term(page, filter, column, "=",
                                                   commitment_status(i))));
    cell_figure(c->out,
                count_figure(page, resource,
                             with_missing(page, filter, slice_of(column))));
}

static void assessed_begin(struct concerned *c)
{
    struct page *page = c->page;

    c->out =
        table_begin(page, "assessed",
                    page_text(page, N_("What each says of these commitments")));
    table_text_column(c->out, "who", page_text(page, N_("Who says it")));
    table_figure_column(c->out, "commitments",
                        page_text(page, N_("Commitments")), nothing);
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++)
        table_figure_column(
            c->out, arena_text(page->arena, commitment_status(i)),
            page_commitment_status(page, commitment_status(i)), nothing);
    table_figure_column(c->out, "unsaid",
                        page_text(page, N_("no status published")), nothing);
}

/* Assessors of the commitments concerned, as they come. */
static struct code_list assessors_of(struct page *page, const char *column,
                                     struct slice code)
{
    const struct table *table = portal_table_named(page->portal, derived);
    struct code_list names = {0};

    for (size_t i = 0; table != NULL && i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];

        if (slice_equal(row_text(table, row, column), code) &&
            slice_equal_text(row_text(table, row, "counts"), "yes"))
            code_add(page, &names, row_text(table, row, "assessor"));
    }
    return names;
}

/* The list that has the words of an assessor; null where none is left. */
static const struct table *list_of(const struct page *page,
                                   struct slice assessor)
{
    const struct language *first = &page->portal->languages[0];

    for (const struct table *t =
             portal_table(page->portal, ROLE_ASSESSMENTS, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_ASSESSMENTS, t))
        for (size_t i = 0; i < t->rows.count; i++)
            if (slice_equal(row_words(t, &t->rows.items[i], "assessor", first),
                            assessor))
                return t;
    return NULL;
}

static void assessor_voice(const struct concerned *c, struct slice assessor)
{
    struct page *page = c->page;
    const struct table *list = list_of(page, assessor);

    voice_row(c, assessor,
              list == NULL ? nothing
                           : link_page(page, route_key(page->arena, "registers",
                                                       list->name)),
              derived, "status",
              with_term(page, filter_join(page, SLICE("counts=yes"), c->filter),
                        "assessor", "=", assessor));
}

void commitment_assessed(struct page *page, const char *column,
                         struct slice code)
{
    struct concerned c = {
        .page = page, .filter = with_term(page, nothing, column, "=", code)};
    struct code_list names = assessors_of(page, column, code);
    const struct slice promises = SLICE("derived-commitments");

    if (names.count == 0) {
        view_null(page, page->view, "assessed");
        return;
    }
    assessed_begin(&c);
    voice_row(&c, page_text(page, N_("Those in charge")), nothing, promises,
              "declared", c.filter);
    voice_row(&c, page_text(page, N_("By rule")), nothing, promises, "status",
              c.filter);
    for (size_t i = 0; i < names.count; i++)
        assessor_voice(&c, names.items[i]);
    table_end(c.out, page->view, "assessed");
}
