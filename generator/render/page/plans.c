/* plans: the trees of all plans, and what is tied to none of them. */
#include "render/document/document.h"
#include "render/page/kinds.h"
#include "render/plan/plan_tree.h"
#include "render/plan/plan_view.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

#define STACKS_MAX 16

/* The nodes to compare: plans in force, or what is below the only one. */
static void main_nodes(struct page *page, struct code_list *codes)
{
    struct code_list tops = {0}, in_force = {0};

    plan_children(page, nothing, &tops);
    for (size_t i = 0; i < tops.count; i++)
        if (plan_replaced_by(page->portal, tops.items[i]).len == 0)
            code_add(page, &in_force, tops.items[i]);
    if (in_force.count == 1)
        plan_children(page, in_force.items[0], codes);
    if (codes->count == 0)
        *codes = in_force;
}

static void charts(struct page *page)
{
    struct code_list codes = {0};
    struct slice labels[STACKS_MAX];
    struct slice filters[STACKS_MAX];
    size_t count;

    main_nodes(page, &codes);
    count = codes.count < STACKS_MAX ? codes.count : STACKS_MAX;
    for (size_t i = 0; i < count; i++) {
        labels[i] = page_label(page, ROLE_PLAN, codes.items[i]);
        filters[i] = plan_filter(page, codes.items[i]);
    }
    /* More than fit would be a picture of a part. */
    count = codes.count > STACKS_MAX ? 0 : count;
    status_stacks(page, "chart_commitments", "plan-commitments",
                  page_text(page, N_("Commitments by status")), false, labels,
                  filters, count);
    status_stacks(page, "chart_indicators", "plan-indicators",
                  page_text(page, N_("Indicators by status")), true, labels,
                  filters, count);
}

/* "Indicators that name no plan node: 4", for what can name one. */
static void orphan_count(struct page *page, struct value *list,
                         enum resource_role role, const char *resource,
                         const char *msgid)
{
    const struct table *table = portal_table(page->portal, role, NULL);
    const struct column *column;
    struct slice counted, filter = nothing;
    struct value *item;

    if (table == NULL || table->rows.count == 0)
        return;
    counted = resource != NULL ? slice_of(resource) : table->name;
    column = table_role_column(table, "plan-nodes");
    if (column == NULL)
        counted = table->name; /* none of its rows can name one */
    else
        filter =
            with_missing(page, nothing,
                         resource != NULL ? SLICE("plan_nodes") : column->name);
    item = view_object(page);
    view_markup(
        page, item, "text",
        SENTENCE(page, msgid,
                 ARG_FIGURE("count", count_figure(page, counted, filter))));
    view_add(page, list, item);
}

static void orphans(struct page *page)
{
    struct value *list = value_list_new(page->arena);

    if (portal_table(page->portal, ROLE_PLAN, NULL) == NULL) {
        view_null(page, page->view, "orphans");
        view_flag(page, page->view, "has_orphans", false);
        return;
    }
    orphan_count(page, list, ROLE_INDICATORS, "derived-indicators",
                 N_("Indicators that name no node of a plan: {count}."));
    orphan_count(page, list, ROLE_COMMITMENTS, "derived-commitments",
                 N_("Commitments that name no node of a plan: {count}."));
    orphan_count(page, list, ROLE_PROGRAMS, NULL,
                 N_("Budget programs that name no node of a plan in their own "
                    "record: {count}."));
    view_list_or_null(page, page->view, "orphans", list);
    view_flag(page, page->view, "has_orphans", list->list.count > 0);
}

static void documents(struct page *page)
{
    const struct portal *portal = page->portal;
    struct value *list = value_list_new(page->arena);

    for (size_t i = 0; i < portal->contents.count; i++) {
        const struct content *content = portal->contents.items[i];
        struct value *item;

        if (content->kind != DOCUMENT_PLAN)
            continue;
        item = view_object(page);
        view_text(page, item, "label", content_title(page, content));
        view_link(page, item, "link",
                  link_entity(page, "documents", content->name));
        view_text(page, item, "text", content_summary(page, content));
        view_add(page, list, item);
    }
    view_list_or_null(page, page->view, "documents", list);
    view_flag(page, page->view, "has_documents", list->list.count > 0);
}

/* Nodes of all plans. */
static const struct figure *node_count(struct page *page)
{
    const struct figure *all = NULL;

    for (const struct table *t = portal_table(page->portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_PLAN, t)) {
        const struct figure *figure = count_figure(page, t->name, nothing);

        all = all == NULL
                  ? figure
                  : figure_tree(&page->figures, FIGURE_ADD, all, figure);
    }
    return all;
}

static struct slice summary(struct page *page)
{
    const struct figure *nodes = node_count(page);

    if (nodes == NULL)
        return page_text(page, N_("The plans as their authors wrote them. What "
                                  "they promise is not published as data, so "
                                  "nothing is counted here."));
    return SENTENCE(
        page,
        N_("What the government set out to do, level by level: {nodes} nodes. "
           "At each one stands how many indicators and commitments hang on it "
           "and on those below it; where nothing does, it says so."),
        ARG_FIGURE("nodes", nodes));
}

/* --- all plans, side by side --- */

static const struct figure *node_value(struct page *page, struct slice node,
                                       const char *measure)
{
    return figure_leaf(&page->figures, FIGURE_VALUE, SLICE("derived-plan"),
                       slice_of(measure),
                       with_term(page, nothing, "node", "=", node));
}

static void term_cell(struct page *page, struct page_table *out,
                      const struct table *table, const struct row *row)
{
    struct slice from = page_period(page, row_period(table, row, "start"));
    struct slice to = page_period(page, row_period(table, row, "end"));

    if (from.len == 0 && to.len == 0)
        cell_missing(out, page_text(page, N_("not stated")));
    else
        cell_text(out, arena_format(page->arena,
                                    SLICE_FORMAT "\xE2\x80\x93" SLICE_FORMAT,
                                    SLICE_ARGS(from), SLICE_ARGS(to)));
}

/* What approved it: its own record, else the only document that names it. */
static struct slice approval(struct page *page, const struct table *table,
                             const struct row *row)
{
    struct slice own = row_words(table, row, "legal-basis", page->language);
    const struct table *papers =
        portal_table(page->portal, ROLE_DOCUMENTS, NULL);
    const struct row_list *rows;

    if (own.len > 0 || papers == NULL)
        return own;
    rows = table_rows_by(papers, "plan-nodes", row_text(table, row, "code"));
    return rows->count != 1 ? nothing
                            : row_words(papers, row_at(papers, rows, 0),
                                        "legal-basis", page->language);
}

static void plan_row(struct page *page, struct page_table *out,
                     struct slice code)
{
    const struct table *table;
    const struct row *row = portal_find(page->portal, ROLE_PLAN, code, &table);
    struct slice access = plan_access(page->portal, code);
    struct slice act = approval(page, table, row);
    struct slice next = plan_replaced_by(page->portal, code);

    table_row(out);
    cell_code(out, code, page_label(page, ROLE_PLAN, code),
              link_entity(page, "plans", code));
    term_cell(page, out, table, row);
    if (access.len > 0)
        cell_code(out, access, access_words(page, access), nothing);
    else
        cell_missing(out, page_text(page, N_("not stated")));
    if (act.len > 0)
        cell_text(out, act);
    else
        cell_missing(out, page_text(page, N_("not stated")));
    cell_code(out, next,
              next.len > 0 ? page_label(page, ROLE_PLAN, next) : next,
              link_entity(page, "plans", next));
    if (slice_equal(plan_top(page->portal, code), code))
        cell_figure(out,
                    count_figure(page, SLICE("derived-plan"),
                                 with_term(page, nothing, "plan", "=", code)));
    else
        cell_missing(out, page_text(page, N_("below another plan")));
    cell_figure(out, node_value(page, code, "programs"));
    cell_figure(out, node_value(page, code, "indicators"));
    cell_figure(out, node_value(page, code, "commitments"));
}

/* Tops, and plans that stand below others but are not public themselves. */
static struct plan_codes plans_listed(struct page *page)
{
    struct plan_codes codes = plan_tops(page);

    for (const struct table *t = portal_table(page->portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_PLAN, t))
        for (size_t i = 0; i < t->rows.count; i++) {
            struct slice code = row_text(t, &t->rows.items[i], "code");

            if (plan_is_restricted(page->portal, code) &&
                !plan_is_withheld(page->portal, code))
                plan_codes_add(page->arena, &codes, code);
        }
    return codes;
}

static void all_plans(struct page *page)
{
    struct plan_codes codes = plans_listed(page);
    struct page_table *out =
        table_begin(page, "plans", page_text(page, N_("The plans")));

    table_text_column(out, "plan", page_text(page, N_("Plan")));
    table_text_column(out, "term", page_text(page, N_("Term")));
    table_text_column(out, "access", page_text(page, N_("Access")));
    table_text_column(out, "approval", page_text(page, N_("Approved by")));
    table_text_column(out, "replaced_by", page_text(page, N_("Replaced by")));
    table_figure_column(out, "nodes", page_text(page, N_("Nodes")), nothing);
    table_figure_column(out, "programs", page_text(page, N_("Programs")),
                        nothing);
    table_figure_column(out, "indicators", page_text(page, N_("Indicators")),
                        nothing);
    table_figure_column(out, "commitments", page_text(page, N_("Commitments")),
                        nothing);
    for (size_t i = 0; i < codes.count; i++)
        plan_row(page, out, codes.items[i]);
    table_end(out, page->view, "all_plans");
}

/* --- from plan to plan --- */

static void fates(struct page *page)
{
    struct page_table *out;

    if (!page_has_table(page, "derived-plan-changes")) {
        view_null(page, page->view, "fates");
        return;
    }
    out = table_begin(page, "fates",
                      page_text(page, N_("What became of the nodes of plans "
                                         "that were replaced")));
    table_text_column(out, "fate", page_text(page, N_("What became of it")));
    table_text_column(out, "rule", page_text(page, N_("Rule")));
    table_figure_column(out, "nodes", page_text(page, N_("Nodes")), nothing);
    for (int i = FATE_KEPT; i < FATE_COUNT; i++) {
        enum plan_fate fate = (enum plan_fate)i;
        struct slice name = slice_of(plan_fate_name(fate));

        table_row(out);
        cell_code(out, name, fate_words(page, fate), nothing);
        cell_text(out, page_text(page, plan_fate_definition(fate)));
        cell_figure(out,
                    count_figure(page, SLICE("derived-plan"),
                                 with_term(page, nothing, "fate", "=", name)));
    }
    table_end(out, page->view, "fates");
}

static enum plan_fate fate_named(struct slice name)
{
    for (int i = 0; i < FATE_COUNT; i++)
        if (slice_equal_text(name, plan_fate_name((enum plan_fate)i)))
            return (enum plan_fate)i;
    return FATE_NONE;
}

static void node_cell(struct page *page, struct page_table *out,
                      struct slice code)
{
    if (code.len == 0)
        cell_missing(out, page_text(page, N_("none")));
    else
        cell_code(out, code, page_label(page, ROLE_PLAN, code),
                  link_entity(page, "plans", code));
}

/* The reason published for a change; empty where none is. */
static struct slice reason_of(struct page *page, struct slice node,
                              struct slice successor)
{
    const struct table *table = NULL;
    const struct row_list *rows =
        plan_succession(page->portal, "node", node, &table);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);

        if (slice_equal(row_text(table, row, "successor"), successor))
            return row_words(table, row, "reason", page->language);
    }
    return nothing;
}

static void change_rows(struct page *page, struct page_table *out,
                        const struct table *table, enum plan_fate fate)
{
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct slice node = row_text(table, row, "node");
        struct slice reason;

        if (fate_named(row_text(table, row, "fate")) != fate)
            continue;
        table_row(out);
        cell_code(out, row_text(table, row, "fate"), fate_words(page, fate),
                  nothing);
        node_cell(page, out, node);
        node_cell(page, out, row_text(table, row, "successor"));
        node_cell(page, out, row_text(table, row, "next_plan"));
        reason = reason_of(page, node, row_text(table, row, "successor"));
        if (reason.len > 0 || fate == FATE_ADDED)
            cell_text(out, reason);
        else
            cell_missing(out, page_text(page, N_("no explanation published")));
    }
}

/* All but those that were kept: what is lost comes first. */
static void changes(struct page *page)
{
    static const enum plan_fate order[] = {FATE_DROPPED, FATE_UNSTATED,
                                           FATE_SPLIT,   FATE_MERGED,
                                           FATE_RENAMED, FATE_ADDED};
    const struct table *table =
        portal_table_named(page->portal, SLICE("derived-plan-changes"));
    struct page_table *out;

    if (table == NULL) {
        view_null(page, page->view, "changes");
        return;
    }
    out = table_begin(page, "changes",
                      page_text(page, N_("Nodes that changed from one plan to "
                                         "the next")));
    table_text_column(out, "fate", page_text(page, N_("What became of it")));
    table_text_column(out, "node", page_text(page, N_("Before")));
    table_text_column(out, "successor", page_text(page, N_("After")));
    table_text_column(out, "next_plan", page_text(page, N_("Plan")));
    table_text_column(out, "reason", page_text(page, N_("Reason")));
    for (size_t i = 0; i < COUNT_OF(order); i++)
        change_rows(page, out, table, order[i]);
    table_end(out, page->view, "changes");
}

/* --- correspondence: nodes at the foot of one plan, by plan --- */

static void crosswalk_row(struct page *page, struct page_table *out,
                          struct slice plan, struct slice other)
{
    struct slice leaves =
        with_term(page, with_term(page, nothing, "is_leaf", "=", SLICE("yes")),
                  "plan", "=", plan);
    const struct figure *all =
        count_figure(page, SLICE("derived-plan"), leaves);
    const struct figure *with =
        count_figure(page, SLICE("derived-plan"),
                     with_term(page, leaves, "counterparts", "=", other));

    if (!figure_is_positive(with))
        return;
    table_row(out);
    node_cell(page, out, plan);
    node_cell(page, out, other);
    cell_figure(out, all);
    cell_figure(out, with);
    cell_figure(out, tree_of(page, FIGURE_DIFFERENCE, all, with));
}

static void crosswalk(struct page *page)
{
    struct plan_codes tops = plan_tops(page);
    struct page_table *out;

    if (portal_table(page->portal, ROLE_CROSSWALK, NULL) == NULL) {
        view_null(page, page->view, "crosswalk");
        return;
    }
    out = table_begin(page, "crosswalk",
                      page_text(page, N_("Nodes at the foot of a plan and "
                                         "what answers to them in another")));
    table_text_column(out, "plan", page_text(page, N_("Plan")));
    table_text_column(out, "other", page_text(page, N_("Other plan")));
    table_figure_column(out, "nodes", page_text(page, N_("Nodes")), nothing);
    table_figure_column(out, "answered",
                        page_text(page, N_("With a counterpart")), nothing);
    table_figure_column(out, "alone", page_text(page, N_("Without one")),
                        nothing);
    for (size_t i = 0; i < tops.count; i++)
        for (size_t k = 0; k < tops.count; k++)
            if (i != k)
                crosswalk_row(page, out, tops.items[i], tops.items[k]);
    table_end(out, page->view, "crosswalk");
}

static void level_mix(struct page *page)
{
    struct code_list codes = {0};

    main_nodes(page, &codes);
    plan_levels(page, "chart_levels", "plan-levels",
                page_text(page, N_("Indicators by level")),
                "derived-indicators", &codes);
    plan_levels(page, "chart_commitment_levels", "plan-commitment-levels",
                page_text(page, N_("Commitments by level")),
                "derived-commitments", &codes);
    plan_level_table(page, "level_mix", &codes);
    view_flag(page, page->view, "has_levels",
              view_has(page, "chart_levels") ||
                  view_has(page, "chart_commitment_levels") ||
                  view_has(page, "level_mix"));
}

void page_plans(struct page *page)
{
    page_title(page, page_text(page, N_("Plans")));
    page_description(page,
                     page_text(page, N_("The plans as trees, with the "
                                        "indicators, commitments and money "
                                        "that hang on each node.")));
    page_step(page, page_text(page, N_("Plans")), SLICE("plans"));
    view_markup(page, page->view, "summary_sentence", summary(page));
    view_markup(page, page->view, "tree", plan_tree(page, nothing, 12));
    all_plans(page);
    fates(page);
    changes(page);
    crosswalk(page);
    plan_scorecard(page, nothing, "scorecard");
    level_mix(page);
    charts(page);
    orphans(page);
    view_link(page, page->view, "link_page",
              link_page(page, SLICE("plan-budget")));
    documents(page);
    status_definitions(page, "status_words", false);
}
