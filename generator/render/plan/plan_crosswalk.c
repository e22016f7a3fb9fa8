/* Money that plans have through their correspondence with others. */
#include "render/plan/plan_money.h"

static const struct slice resource = SLICE_INIT("derived-crosswalk-money");

static const struct table *crosswalk_table(const struct page *page)
{
    return portal_table_named(page->portal, resource);
}

static const struct figure *crosswalk_money(struct page *page,
                                            struct slice filter)
{
    struct period year = page->portal->period;

    return figure_leaf(&page->figures, FIGURE_SUM, resource,
                       plan_money_column(page),
                       filter_add_period(page->arena, filter, year, year));
}

static bool has_money(const struct figure *figure)
{
    return figure != NULL && figure->status == FIGURE_PRESENT;
}

/* --- all plans --- */

static void money_cell(struct page *page, struct page_table *out,
                       const struct figure *money)
{
    if (has_money(money))
        cell_figure(out, money);
    else
        cell_missing(out, page_text(page, N_("none")));
}

static void passage_row(struct page *page, struct page_table *out,
                        struct slice plan, struct slice through)
{
    struct slice filter =
        with_term(page, with_term(page, nothing, "plan", "=", plan), "through",
                  "=", through);
    const struct figure *money = crosswalk_money(page, filter);

    if (!has_money(money))
        return;
    table_row(out);
    cell_code(out, plan, page_label(page, ROLE_PLAN, plan),
              link_entity(page, "plans", plan));
    cell_code(out, through, page_label(page, ROLE_PLAN, through),
              link_entity(page, "plans", through));
    cell_figure(out, money);
    money_cell(page, out,
               crosswalk_money(
                   page, with_term(page, filter, "direct", "=", SLICE("yes"))));
}

void crosswalk_plans(struct page *page, const char *name)
{
    struct plan_codes tops = plan_tops(page);
    const struct figure *all = all_money(page, nothing, page->portal->period);
    struct page_table *out;

    if (crosswalk_table(page) == NULL || all == NULL) {
        view_null(page, page->view, name);
        return;
    }
    out = table_begin(
        page, "crosswalk",
        PLAIN(page,
              N_("Money through the correspondence between plans, "
                 "{year}"),
              ARG_TEXT("year", page_period(page, page->portal->period))));
    table_text_column(out, "plan", page_text(page, N_("Plan")));
    table_text_column(out, "through", page_text(page, N_("Through")));
    table_figure_column(out, "money", stage_label(page, plan_money_stage(page)),
                        page_unit(page, all->unit));
    table_figure_column(
        out, "direct",
        page_text(page, N_("Of programs tied to the plan itself too")),
        page_unit(page, all->unit));
    for (size_t i = 0; i < tops.count; i++)
        for (size_t k = 0; k < tops.count; k++)
            passage_row(page, out, tops.items[i], tops.items[k]);
    table_end(out, page->view, name);
}

/* --- one node --- */

/* Plans that money of the node, or of nodes below it, comes through. */
static struct plan_codes plans_through(struct page *page, struct slice node)
{
    const struct table *table = crosswalk_table(page);
    struct plan_codes plans = {0};

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct slice nodes = row_text(table, row, "plan_nodes");
        bool is_of_node = false;

        while (nodes.len > 0 && !is_of_node)
            is_of_node = plan_is_within(
                page->portal, slice_trim(slice_next(&nodes, '|')), node);
        if (is_of_node)
            plan_codes_of_row(page->arena, &plans, table, row, "through");
    }
    return plans;
}

static struct slice sentence_through(struct page *page, struct slice node,
                                     struct slice through)
{
    struct slice filter =
        with_term(page, with_term(page, nothing, "plan_nodes", "<", node),
                  "through", "=", through);
    const struct figure *money = crosswalk_money(page, filter);

    if (!has_money(money))
        return nothing;
    return SENTENCE(
        page,
        N_("Through the crosswalk with {plan}: {money} {unit} of {stage} in "
           "{year}, of programs tied to nodes that answer to this one or to "
           "those below it. It is counted apart, and is no part of what is "
           "linked here."),
        ARG_LINK("plan", page_label(page, ROLE_PLAN, through),
                 link_entity(page, "plans", through)),
        ARG_FIGURE("money", money),
        ARG_TEXT("unit", page_unit(page, money->unit)),
        ARG_TEXT("stage", stage_phrase(page, plan_money_stage(page))),
        ARG_TEXT("year", page_period(page, page->portal->period)));
}

void crosswalk_node(struct page *page, struct slice node, const char *name)
{
    struct value *list = value_list_new(page->arena);
    struct plan_codes plans = {0};

    if (crosswalk_table(page) != NULL)
        plans = plans_through(page, node);
    for (size_t i = 0; i < plans.count; i++) {
        struct slice text = sentence_through(page, node, plans.items[i]);
        struct value *item = view_object(page);

        if (text.len == 0)
            continue;
        view_markup(page, item, "text", text);
        view_add(page, list, item);
    }
    view_list_or_null(page, page->view, name, list);
}
