/* plans: the trees of all plans, and what is tied to none of them. */
#include "render/document.h"
#include "render/page/kinds.h"
#include "render/plan_tree.h"
#include "render/status_chart.h"

#define STACKS_MAX 16

/* The nodes to compare: the tops, or what is below the only one. */
static void main_nodes(struct page *page, struct code_list *codes)
{
    struct code_list tops = {0};

    plan_children(page, nothing, &tops);
    if (tops.count == 1)
        plan_children(page, tops.items[0], codes);
    if (codes->count == 0)
        *codes = tops;
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
    charts(page);
    orphans(page);
    documents(page);
    status_definitions(page, "status_words", false);
}
