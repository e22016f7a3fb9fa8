#include "render/plan/plan_view.h"

#include "render/plan/plan_tree.h"
#include "render/reference.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

struct slice fate_words(const struct page *page, enum plan_fate fate)
{
    const char *word = plan_fate_word(fate);

    return *word == '\0' ? nothing : page_text(page, word);
}

struct slice access_words(const struct page *page, struct slice access)
{
    static const struct {
        const char *code;
        const char *words;
    } known[] = {
        {"public", N_("Public")},
        {"dissemination", N_("A version for the public of a plan that is not")},
        {"restricted", N_("Not public")},
    };

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (slice_equal_text(access, known[i].code))
            return page_text(page, known[i].words);
    return access;
}

/* --- versions --- */

static void version_row(struct page *page, struct page_table *out,
                        struct slice node, const struct table *table,
                        const struct row *row)
{
    struct slice top = plan_top(page->portal, node);
    struct slice reason = row_words(table, row, "reason", page->language);

    table_row(out);
    if (node.len > 0)
        cell_code(out, node, page_label(page, ROLE_PLAN, node),
                  link_entity(page, "plans", node));
    else
        cell_missing(out, page_text(page, N_("nothing in its place")));
    cell_code(out, top, top.len > 0 ? page_label(page, ROLE_PLAN, top) : top,
              link_entity(page, "plans", top));
    cell_period(out, row_period(table, row, "date"));
    if (reason.len > 0)
        cell_text(out, reason);
    else
        cell_missing(out, page_text(page, N_("no explanation published")));
}

/* Rows that name the node as `by`, and the node at their other end. */
static void versions(struct page *page, const char *name, struct slice caption,
                     struct slice node, const char *by, const char *other)
{
    const struct table *table = NULL;
    const struct row_list *rows =
        plan_succession(page->portal, by, node, &table);
    struct page_table *out;

    if (rows->count == 0) {
        view_null(page, page->view, name);
        return;
    }
    out = table_begin(page, name, caption);
    table_text_column(out, "node", page_text(page, N_("Node")));
    table_text_column(out, "plan", page_text(page, N_("Plan")));
    table_text_column(out, "date", page_text(page, N_("Date")));
    table_text_column(out, "reason", page_text(page, N_("Reason")));
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);

        version_row(page, out, row_text(table, row, other), table, row);
    }
    table_end(out, page->view, name);
}

void plan_versions_of(struct page *page, struct slice node)
{
    enum plan_fate fate = plan_fate(page->portal, node);
    const char *rule = plan_fate_definition(fate);

    view_text(page, page->view, "fate", fate_words(page, fate));
    view_text(page, page->view, "fate_rule",
              *rule == '\0' ? nothing : page_text(page, rule));
    versions(page, "successors",
             page_text(page, N_("What stands in its place")), node, "node",
             "successor");
    versions(page, "predecessors",
             page_text(page, N_("What stood there "
                                "before")),
             node, "successor", "node");
}

/* --- correspondence --- */

static void counterpart_row(struct page *page, struct page_table *out,
                            struct slice node, struct slice other,
                            struct slice kind)
{
    struct slice top = plan_top(page->portal, other);

    table_row(out);
    cell_code(out, node, page_label(page, ROLE_PLAN, node),
              link_entity(page, "plans", node));
    cell_code(out, other, page_label(page, ROLE_PLAN, other),
              link_entity(page, "plans", other));
    cell_code(out, top, page_label(page, ROLE_PLAN, top),
              link_entity(page, "plans", top));
    cell_code(out, kind,
              portal_label(page->portal, "kind", kind, page->language),
              nothing);
}

static void counterpart_rows(struct page *page, struct page_table *out,
                             struct slice node, const char *by,
                             const char *other)
{
    const struct portal *portal = page->portal;

    for (const struct table *t = portal_table(portal, ROLE_CROSSWALK, NULL);
         t != NULL; t = portal_table(portal, ROLE_CROSSWALK, t)) {
        const struct row_list *rows = table_rows_by(t, by, node);

        for (size_t i = 0; i < rows->count; i++)
            counterpart_row(page, out, node,
                            row_text(t, row_at(t, rows, i), other),
                            row_text(t, row_at(t, rows, i), "kind"));
    }
}

void plan_counterparts(struct page *page, const struct code_list *family,
                       const char *name)
{
    struct page_table *out = table_begin(
        page, name, page_text(page, N_("What answers to it in other plans")));

    table_text_column(out, "node", page_text(page, N_("Here")));
    table_text_column(out, "counterpart", page_text(page, N_("There")));
    table_text_column(out, "plan", page_text(page, N_("Plan")));
    table_text_column(out, "kind", page_text(page, N_("Correspondence")));
    for (size_t i = 0; i < family->count; i++) {
        counterpart_rows(page, out, family->items[i], "node", "counterpart");
        counterpart_rows(page, out, family->items[i], "counterpart", "node");
    }
    table_end(out, page->view, name);
}

/* --- quality --- */

#define SUBJECTS_MAX 12

struct scorecard {
    struct page *page;
    struct slice node; /* empty = all */
    struct plan_codes subjects;
};

/* Whom an answer is about: a subject, else the plan it names first. */
static struct slice subject_of(const struct table *table, const struct row *row)
{
    struct slice subject = row_text(table, row, "subject");
    struct slice nodes = row_text(table, row, "plan-nodes");

    return subject.len > 0 ? subject : slice_trim(slice_next(&nodes, '|'));
}

static bool is_meant(const struct scorecard *card, const struct table *table,
                     const struct row *row)
{
    struct slice rest = row_text(table, row, "plan-nodes");

    if (card->node.len == 0)
        return true;
    while (rest.len > 0)
        if (slice_equal(slice_trim(slice_next(&rest, '|')), card->node))
            return true;
    return false;
}

static struct slice subject_label(const struct page *page, struct slice subject)
{
    if (portal_find(page->portal, ROLE_PLAN, subject, NULL) != NULL)
        return page_label(page, ROLE_PLAN, subject);
    return portal_label(page->portal, "subject", subject, page->language);
}

static void subjects_find(struct scorecard *card)
{
    struct page *page = card->page;

    for (const struct table *t =
             portal_table(page->portal, ROLE_PLAN_QUALITY, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_PLAN_QUALITY, t))
        for (size_t i = 0; i < t->rows.count; i++)
            if (is_meant(card, t, &t->rows.items[i]))
                plan_codes_add(page->arena, &card->subjects,
                               subject_of(t, &t->rows.items[i]));
    if (card->subjects.count > SUBJECTS_MAX)
        card->subjects.count = SUBJECTS_MAX;
}

static void answer_cell(struct scorecard *card, struct page_table *out,
                        const char *criterion, struct slice subject)
{
    struct page *page = card->page;

    for (const struct table *t =
             portal_table(page->portal, ROLE_PLAN_QUALITY, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_PLAN_QUALITY, t)) {
        const struct row_list *rows =
            table_rows_by(t, "criterion", slice_of(criterion));

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);
            struct slice status = row_text(t, row, "status");

            if (!is_meant(card, t, row) ||
                !slice_equal(subject_of(t, row), subject))
                continue;
            cell_code(
                out, status,
                portal_label(page->portal, "status", status, page->language),
                link_record(page, t, row_text(t, row, "code")));
            return;
        }
    }
    cell_missing(out, page_text(page, N_("no answer")));
}

void plan_scorecard(struct page *page, struct slice node, const char *name)
{
    struct scorecard card = {.page = page, .node = node};
    struct page_table *out;

    subjects_find(&card);
    if (card.subjects.count == 0) {
        view_null(page, page->view, name);
        return;
    }
    out = table_begin(page, name,
                      page_text(page, N_("Quality of planning: the eight "
                                         "indicators of the PRODEV Evaluation "
                                         "System (SEP)")));
    table_text_column(out, "criterion", page_text(page, N_("Number")));
    table_text_column(out, "component", page_text(page, N_("Component")));
    table_text_column(out, "indicator", page_text(page, N_("Indicator")));
    for (size_t i = 0; i < card.subjects.count; i++)
        table_text_column(out, arena_text(page->arena, card.subjects.items[i]),
                          subject_label(page, card.subjects.items[i]));
    for (size_t c = 0; c < PLAN_CRITERION_COUNT; c++) {
        table_row(out);
        cell_text(out, slice_of(plan_criterion_code(c)));
        cell_text(out, page_text(page, plan_component_word(c)));
        cell_text(out, page_text(page, plan_criterion_word(c)));
        for (size_t i = 0; i < card.subjects.count; i++)
            answer_cell(&card, out, plan_criterion_code(c),
                        card.subjects.items[i]);
    }
    table_end(out, page->view, name);
}

/* --- progress --- */

/* Rows that name the node or one below it, with one of two statuses. */
static const struct figure *reached(struct page *page, bool of_indicators,
                                    struct slice node, const char *status)
{
    const char *resource =
        of_indicators ? "derived-indicators" : "derived-commitments";
    struct slice filter = plan_filter(page, node);

    if (!page_has_table(page, resource))
        return NULL;
    if (status != NULL)
        filter = with_term(page, filter, "status", "=", slice_of(status));
    return count_figure(page, slice_of(resource), filter);
}

static const struct figure *both(struct page *page, const struct figure *a,
                                 const struct figure *b)
{
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    return tree_of(page, FIGURE_ADD, a, b);
}

struct slice plan_progress(struct page *page, struct slice node)
{
    const struct figure *all = both(page, reached(page, true, node, NULL),
                                    reached(page, false, node, NULL));
    const struct figure *done = both(page, reached(page, true, node, "met"),
                                     reached(page, false, node, "achieved"));
    const struct figure *on_way =
        both(page, reached(page, true, node, "on-path"),
             reached(page, false, node, "on-time"));
    const struct figure *failed =
        both(page, reached(page, true, node, "not-met"),
             reached(page, false, node, "discarded"));

    if (!figure_is_positive(all))
        return nothing;
    return SENTENCE(
        page,
        N_("Progress by rule: of the indicators and commitments tied to it or "
           "to a node below it, {all} in number, met or achieved: {done} "
           "({share}); on path or on time: {way}; not met or discarded: "
           "{failed}."),
        ARG_FIGURE("all", all), ARG_FIGURE("done", done),
        ARG_FIGURE("share", tree_of(page, FIGURE_SHARE, done, all)),
        ARG_FIGURE("way", on_way), ARG_FIGURE("failed", failed));
}
