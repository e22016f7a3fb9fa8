/* plans/<code>: a node of a plan and what hangs on it. */
#include "render/detail.h"
#include "render/document/document.h"
#include "render/exports.h"
#include "render/money/money.h"
#include "render/page/kinds.h"
#include "render/plan/plan_tree.h"
#include "render/plan/plan_view.h"
#include "render/reference.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

struct node_page {
    struct page *page;
    const struct table *table;
    const struct row *row;
    struct slice code;
    struct slice label;
    struct code_list family; /* itself and all below */
    struct code_list programs;
    const struct table *facts; /* expenditure by program, may be null */
    bool is_closed;            /* its plan is not public: no content */
};

/* --- where it stands --- */

/* From the top down to the node above; plans that loop end somewhere. */
static void steps(struct node_page *node)
{
    struct page *page = node->page;
    struct slice path[32];
    size_t count = 0;
    struct slice code = row_text(node->table, node->row, "parent");

    while (code.len > 0 && count < COUNT_OF(path)) {
        const struct table *table;
        const struct row *row =
            portal_find(page->portal, ROLE_PLAN, code, &table);

        path[count++] = code;
        code = row == NULL ? nothing : row_text(table, row, "parent");
    }
    page_step(page, page_text(page, N_("Plans")), SLICE("plans"));
    while (count-- > 0)
        page_step(page, page_label(page, ROLE_PLAN, path[count]),
                  route_key(page->arena, "plans", path[count]));
    page_step(page, node->label, page->route->key);
}

/* Of a whole plan: its kind, how open it is, what approved it, its versions. */
static void plan_details(struct node_page *node, struct value *list)
{
    struct page *page = node->page;
    struct slice kind = row_text(node->table, node->row, "kind");

    if (kind.len > 0)
        detail_text(page, list, N_("Kind of plan"), plan_kind_label(page, kind),
                    NULL);
    detail_text(page, list, N_("Access"),
                access_words(page, plan_access(page->portal, node->code)),
                NULL);
    detail_text(
        page, list, N_("Approved by"),
        row_words(node->table, node->row, "legal-basis", page->language), NULL);
    detail_code(page, list, N_("Replaces"), ROLE_PLAN, "plans",
                row_text(node->table, node->row, "replaces"), NULL);
    detail_code(page, list, N_("Replaced by"), ROLE_PLAN, "plans",
                plan_replaced_by(page->portal, node->code), NULL);
}

static void details(struct node_page *node)
{
    struct page *page = node->page;
    struct value *list = details_begin(page, "details");
    struct code_list collaborators = {0};

    detail_code(page, list, N_("Part of"), ROLE_PLAN, "plans",
                row_text(node->table, node->row, "parent"), NULL);
    detail_code(page, list, N_("Responsible institution"), ROLE_INSTITUTIONS,
                "institutions", row_text(node->table, node->row, "institution"),
                N_("no institution named"));
    row_codes(page, node->table, node->row, "collaborators", &collaborators);
    detail_codes(page, list, N_("Together with"), ROLE_INSTITUTIONS,
                 "institutions", &collaborators);
    detail_period(page, list, N_("From"),
                  row_period(node->table, node->row, "start"), NULL);
    detail_period(page, list, N_("To"),
                  row_period(node->table, node->row, "end"), NULL);
    detail_period(page, list, N_("Adopted"),
                  row_period(node->table, node->row, "date"), NULL);
    plan_details(node, list);
    detail_source(page, list, node->table, node->row);
    detail_text(page, list, N_("Note"),
                row_words(node->table, node->row, "note", page->language),
                NULL);
}

/* --- money --- */

static const struct figure *money(struct node_page *node, struct slice stage,
                                  struct slice filter)
{
    return money_figure(node->page, node->facts, stage, filter,
                        node->page->portal->period);
}

static bool is_of_family(const struct node_page *node, struct slice code)
{
    for (size_t i = 0; i < node->family.count; i++)
        if (slice_equal(code, node->family.items[i]))
            return true;
    return false;
}

/* How the link of a program to one of the nodes is called: "Direct". */
static struct slice link_kind(struct node_page *node, struct slice program)
{
    struct page *page = node->page;

    for (const struct table *t = portal_table(page->portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_LINKS, t)) {
        const struct row_list *rows = table_rows_by(t, "program", program);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);
            struct slice kind = row_text(t, row, "kind");
            struct slice code = row_text(t, row, "plan-node");

            if (kind.len > 0 && is_of_family(node, code))
                return portal_label(page->portal, "kind", kind, page->language);
        }
    }
    return page_text(page, N_("in its own record"));
}

/* What of the program's money counts at the node: all, or its shares. */
static void tied_cell(struct node_page *node, struct page_table *table,
                      struct slice code)
{
    struct page *page = node->page;
    struct period year = page->portal->period;
    struct slice filter = with_term(page, nothing, "program", "=", code);
    const struct figure *here = tied_money(
        page, with_term(page, filter, "plan_nodes", "<", node->code), year);

    if (here == NULL || here->status == FIGURE_NO_ROWS)
        cell_missing(table, page_text(page, N_("none")));
    else
        cell_figure(table, tree_of(page, FIGURE_SHARE, here,
                                   tied_money(page, filter, year)));
}

static void program_row(struct node_page *node, struct page_table *table,
                        struct slice code)
{
    struct page *page = node->page;
    const struct portal *portal = page->portal;
    struct slice filter = with_term(page, nothing, "program", "=", code);
    const struct figure *budget = money(node, portal->budget_stage, filter);
    const struct figure *spent = money(node, portal->execution_stage, filter);

    table_row(table);
    cell_code(table, code, page_label(page, ROLE_PROGRAMS, code),
              link_entity(page, "programs", code));
    cell_text(table, link_kind(node, code));
    if (node->facts == NULL)
        return;
    cell_figure(table, budget);
    cell_figure(table, spent);
    cell_figure(table, tree_of(page, FIGURE_SHARE, spent, budget));
    if (plan_money_is_shared(page))
        tied_cell(node, table, code);
}

static void money_heads(struct node_page *node, struct page_table *table)
{
    struct page *page = node->page;
    const struct portal *portal = page->portal;
    const struct figure *like;
    struct slice unit;

    table_text_column(table, "program", page_text(page, N_("Program")));
    table_text_column(table, "link", page_text(page, N_("Link")));
    if (node->facts == NULL)
        return;
    like = money(
        node, portal->execution_stage,
        with_term(page, nothing, "program", "=", node->programs.items[0]));
    unit = like != NULL ? page_unit(page, like->unit) : nothing;
    table_figure_column(table, "budget",
                        stage_label(page, portal->budget_stage), unit);
    table_figure_column(table, "execution",
                        stage_label(page, portal->execution_stage), unit);
    table_figure_column(table, "share", page_text(page, N_("Executed")),
                        nothing);
    if (plan_money_is_shared(page))
        table_figure_column(table, "tied", page_text(page, N_("Tied here")),
                            nothing);
}

static void money_table(struct node_page *node)
{
    struct page *page = node->page;
    struct page_table *table;

    if (node->programs.count == 0) {
        view_null(page, page->view, "programs");
        return;
    }
    table = table_begin(
        page, "programs",
        PLAIN(page, N_("Linked budget programs, {period}"),
              ARG_TEXT("period",
                       facts_year(page, node->facts, page->portal->period))));
    money_heads(node, table);
    for (size_t i = 0; i < node->programs.count; i++)
        program_row(node, table, node->programs.items[i]);
    table_end(table, page->view, "programs");
}

static struct slice programs_sentence(struct node_page *node)
{
    struct page *page = node->page;
    const struct portal *portal = page->portal;
    struct slice filter = plan_filter(page, node->code);
    const struct figure *budget, *spent, *share, *whole;

    if (node->facts == NULL || node->programs.count == 0)
        return nothing;
    budget = tied_money(page, filter, portal->period);
    spent = tied_executed(page, filter, portal->period);
    share = tree_of(page, FIGURE_SHARE, spent, budget);
    whole = tree_of(page, FIGURE_SHARE, budget,
                    all_money(page, nothing, portal->period));
    if (share == NULL || share->status != FIGURE_PRESENT)
        return nothing;
    return SENTENCE(
        page,
        plan_money_is_shared(page)
            ? N_("To {period}, what counts here of the linked programs had "
                 "{stage} {spent} {unit}, {share} of its {budget}, which is "
                 "{whole} of all of it. A program whose links share out its "
                 "money counts for its share, any other whole, and here once.")
            : N_("To {period}, the linked programs together had {stage} "
                 "{spent} "
                 "{unit}, {share} of their {budget}, which is {whole} of all "
                 "of it. "
                 "A program that serves several nodes counts whole in each, "
                 "and "
                 "here once."),
        ARG_TEXT("period", page_period(page, money_reach(portal, node->facts,
                                                         portal->period))),
        ARG_TEXT("stage", stage_phrase(page, portal->execution_stage)),
        ARG_FIGURE("spent", spent),
        ARG_TEXT("unit", page_unit(page, spent->unit)),
        ARG_FIGURE("share", share),
        ARG_TEXT("budget", budget_phrase(page, ROLE_EXECUTION)),
        ARG_FIGURE("whole", whole));
}

/* What was tied to it year by year, where there is more than one. */
static void money_years(struct node_page *node)
{
    struct page *page = node->page;
    struct plan_codes years = tied_years(page);
    struct slice filter = plan_filter(page, node->code);
    const struct figure *like = tied_money(page, filter, page->portal->period);
    struct page_table *table;

    if (years.count < 2 || node->programs.count == 0 || like == NULL) {
        view_null(page, page->view, "money_years");
        return;
    }
    table = table_begin(page, "years",
                        page_text(page, N_("Linked money, year by year")));
    table_text_column(table, "year", page_text(page, N_("Year")));
    table_figure_column(table, "money",
                        stage_label(page, plan_money_stage(page)),
                        page_unit(page, like->unit));
    table_figure_column(table, "share",
                        page_text(page, N_("Share of the budget")), nothing);
    for (size_t i = 0; i < years.count; i++) {
        struct period year = {PERIOD_NONE, 0, 0, 0};
        const struct figure *money;

        if (!period_parse(years.items[i], &year))
            continue;
        money = tied_money(page, filter, year);
        table_row(table);
        cell_text(table, facts_year(page, node->facts, year));
        cell_figure(table, money);
        cell_figure(table, tree_of(page, FIGURE_SHARE, money,
                                   all_money(page, nothing, year)));
    }
    table_end(table, page->view, "money_years");
}

/* --- what is measured and promised --- */

/* Rows of a list that name a node of the family, or are linked to one. */
static struct row_list rows_of_family(struct node_page *node,
                                      const struct table *table,
                                      const char *want)
{
    struct page *page = node->page;
    struct row_list rows = {0};

    for (size_t i = 0; i < node->family.count; i++) {
        struct code_list linked = {0};

        related_rows(page, table, "plan-nodes", node->family.items[i], &rows);
        linked_codes(page, "plan-node", node->family.items[i], want, &linked);
        for (size_t k = 0; k < linked.count; k++)
            related_row(page, table, linked.items[k], &rows);
    }
    return rows;
}

static void measured(struct node_page *node)
{
    struct page *page = node->page;
    const struct table *table =
        portal_table(page->portal, ROLE_INDICATORS, NULL);
    struct row_list rows = rows_of_family(node, table, "indicator");

    related_indicators(page, &rows, "indicators");
    view_text(page, page->view, "no_indicator",
              rows.count > 0 ? nothing
              : table == NULL
                  ? page_text(page, N_("This portal has no indicators."))
                  : page_text(page, N_("No indicator is tied to this node or "
                                       "to one below it.")));
}

static void promised(struct node_page *node)
{
    struct page *page = node->page;
    const struct table *table =
        portal_table(page->portal, ROLE_COMMITMENTS, NULL);
    struct row_list rows = rows_of_family(node, table, "commitment");

    related_commitments(page, &rows, "commitments");
    view_text(page, page->view, "no_commitment",
              rows.count > 0 ? nothing
              : table == NULL
                  ? page_text(page, N_("This portal has no commitments."))
                  : page_text(page, N_("No commitment is tied to this node or "
                                       "to one below it.")));
    /* A chart of two numbers is a sentence, and the table says it. */
    if (rows.count < 3) {
        view_null(page, page->view, "chart_commitments");
        return;
    }
    commitment_chart(page, "chart_commitments", "commitments-status",
                     page_text(page, N_("Commitments by status")),
                     plan_filter(page, node->code));
}

/* --- documents --- */

static void own_documents(struct node_page *node)
{
    struct page *page = node->page;
    const struct portal *portal = page->portal;
    struct value *list = value_list_new(page->arena);

    for (size_t i = 0; i < portal->contents.count; i++) {
        const struct content *content = portal->contents.items[i];
        struct value *item;

        if (content->kind != DOCUMENT_PLAN || node->is_closed ||
            !slice_equal(content->node, node->code))
            continue;
        item = view_object(page);
        view_text(page, item, "heading", content_title(page, content));
        view_link(page, item, "link",
                  link_entity(page, "documents", content->name));
        view_markup(page, item, "text", document_markup(page, content, item));
        view_add(page, list, item);
    }
    view_list_or_null(page, page->view, "documents", list);
}

/* Records of lists that name the node: laws and plans, evaluations. */
static void records_of(struct node_page *node, enum resource_role role,
                       struct value *list)
{
    struct page *page = node->page;

    for (const struct table *t = portal_table(page->portal, role, NULL);
         t != NULL; t = portal_table(page->portal, role, t)) {
        struct row_list rows = {0};

        related_rows(page, t, "plan-nodes", node->code, &rows);
        for (size_t i = 0; i < rows.count; i++) {
            const struct row *row = row_at(t, &rows, i);
            struct value *item = view_object(page);

            view_text(page, item, "label",
                      row_words(t, row, "label", page->language));
            view_text(page, item, "kind", page_words(page, &t->title));
            view_link(page, item, "link",
                      link_record(page, t, row_text(t, row, "code")));
            view_add(page, list, item);
        }
    }
}

static void records(struct node_page *node)
{
    struct page *page = node->page;
    struct value *list = value_list_new(page->arena);

    records_of(node, ROLE_DOCUMENTS, list);
    records_of(node, ROLE_EVALUATIONS, list);
    view_list_or_null(page, page->view, "records", list);
    view_flag(page, page->view, "has_records", list->list.count > 0);
    related_registers(page, "plan-nodes", node->code, "registers");
    view_flag(page, page->view, "has_registers", view_has(page, "registers"));
}

/* --- the page --- */

static struct slice
hanging(struct node_page *node, enum resource_role role, const char *msgid,
        const struct figure *(*count)(struct page *, struct slice))
{
    struct page *page = node->page;

    if (portal_table(page->portal, role, NULL) == NULL)
        return nothing;
    return SENTENCE(
        page, msgid,
        ARG_FIGURE("count", count(page, plan_filter(page, node->code))));
}

static void summary(struct node_page *node)
{
    struct page *page = node->page;
    struct slice indicators =
        hanging(node, ROLE_INDICATORS,
                N_("Indicators that name it or a node below it: {count}."),
                indicator_count);
    struct slice commitments =
        hanging(node, ROLE_COMMITMENTS,
                N_("Commitments that name it or a node below it: {count}."),
                commitment_count);

    view_markup(page, page->view, "summary_sentence",
                arena_format(page->arena, SLICE_FORMAT " " SLICE_FORMAT,
                             SLICE_ARGS(indicators), SLICE_ARGS(commitments)));
}

static void no_money(struct node_page *node)
{
    struct page *page = node->page;
    struct slice words = nothing;

    if (node->facts == NULL)
        words = page_text(page, N_("This portal has no budget execution by "
                                   "program, so no money can be linked to "
                                   "this node."));
    else if (node->programs.count == 0)
        words = page_text(page, N_("No money is linked to this node."));
    view_text(page, page->view, "no_money", words);
}

#define BRANCHES_MAX 16

/* Commitments and indicators by status, a bar for each branch of a plan. */
static void branch_statuses(struct node_page *node,
                            const struct code_list *branches)
{
    struct page *page = node->page;
    struct slice labels[BRANCHES_MAX], filters[BRANCHES_MAX];
    size_t count = branches->count <= BRANCHES_MAX ? branches->count : 0;

    for (size_t i = 0; i < count; i++) {
        labels[i] = page_label(page, ROLE_PLAN, branches->items[i]);
        filters[i] = plan_filter(page, branches->items[i]);
    }
    status_stacks(
        page, "branch_commitments", "branch-commitments",
        page_text(page, N_("Commitments by status, branch by branch")), false,
        labels, filters, count);
    status_stacks(page, "branch_indicators", "branch-indicators",
                  page_text(page, N_("Indicators by status, branch by branch")),
                  true, labels, filters, count);
}

/* Versions, correspondence, quality and levels. */
static void plan_parts(struct node_page *node)
{
    struct page *page = node->page;
    bool is_top = plan_parent(page->portal, node->code).len == 0;
    struct code_list branches = {0};

    view_flag(page, page->view, "is_closed", node->is_closed);
    view_markup(page, page->view, "tree", plan_tree(page, node->code, 2));
    view_markup(page, page->view, "progress", plan_progress(page, node->code));
    plan_versions_of(page, node->code);
    plan_counterparts(page, &node->family, "counterparts");
    plan_scorecard(page, node->code, "scorecard");
    if (is_top)
        plan_children(page, node->code, &branches);
    plan_levels(page, "chart_levels", "levels",
                page_text(page, N_("Indicators by level")),
                "derived-indicators", &branches);
    branch_statuses(node, &branches);
    if (is_top)
        flow_chart(page, page->view, "chart_flow", "flow", node->code);
    else
        view_null(page, page->view, "chart_flow");
}

/* A whole plan leaves as a document of its own. */
static void plan_markup_link(struct node_page *node)
{
    struct page *page = node->page;
    struct slice path = plan_markup_path(page->arena, page->portal, node->code);

    view_link(page, page->view, "stratml_link",
              path.len > 0 ? link_file(page, path) : nothing);
}

void page_node(struct page *page)
{
    const struct route *route = page->route;
    struct node_page node = {.page = page,
                             .table = route->table,
                             .row = route->row,
                             .code =
                                 row_text(route->table, route->row, "code")};
    struct slice description =
        row_words(node.table, node.row, "description", page->language);

    node.label = page_label(page, ROLE_PLAN, node.code);
    node.facts = facts_with(page->portal, ROLE_EXECUTION, SLICE("program"));
    plan_family(page, node.code, &node.family);
    plan_programs(page, &node.family, &node.programs);
    node.is_closed = plan_is_restricted(page->portal, node.code);
    page_title(page, node.label);
    page_description(page, description);
    steps(&node);
    view_text(page, page->view, "level",
              plan_level(page, node.table, node.row));
    view_code(page, page->view, "code", node.code);
    summary(&node);
    details(&node);
    plan_parts(&node);
    measured(&node);
    promised(&node);
    status_definitions(page, "status_words", false);
    money_table(&node);
    money_years(&node);
    view_markup(page, page->view, "money_sentence", programs_sentence(&node));
    no_money(&node);
    crosswalk_node(page, node.code, "crosswalk_money");
    plan_markup_link(&node);
    own_documents(&node);
    records(&node);
}
