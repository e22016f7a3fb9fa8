/* The flow of money from institutions to the branches of a plan. */
#include "render/plan/plan_money.h"

#include "render/money/members.h"

/* More are put together: a picture of forty bands shows none. */
#define LEFT_MAX 12
#define RIGHT_MAX 16

struct flow_view {
    struct page *page;
    struct slice top;
    struct period year;
    struct chart_flow_end left[LEFT_MAX + 1], right[RIGHT_MAX + 5];
    struct slice from[LEFT_MAX + 1], to[RIGHT_MAX + 5]; /* filters */
    size_t left_count, right_count;
    size_t named_count; /* left ends before the rest; 0 = there is no rest */
};

static struct slice of_plan(struct flow_view *flow, struct slice filter)
{
    struct page *page = flow->page;

    return filter_join(page, with_term(page, nothing, "plan", "=", flow->top),
                       filter);
}

static const struct figure *flow_money(struct flow_view *flow,
                                       struct slice filter)
{
    return branch_money(flow->page, of_plan(flow, filter), flow->year);
}

/* --- where it comes from --- */

static void left_add(struct flow_view *flow, struct slice label,
                     struct slice address, struct slice filter)
{
    const struct figure *figure = flow_money(flow, filter);

    if (!figure_is_positive(figure) || flow->left_count == LEFT_MAX)
        return;
    flow->from[flow->left_count] = filter;
    flow->left[flow->left_count++] = (struct chart_flow_end){
        .label = label, .address = address, .figure = figure};
}

static bool is_smaller(struct flow_view *flow, const struct member *a,
                       const struct member *b,
                       const struct dimension *dimension)
{
    const struct figure *of_a =
        flow_money(flow, filter_of_member(flow->page, dimension, a));
    const struct figure *of_b =
        flow_money(flow, filter_of_member(flow->page, dimension, b));

    if (!figure_is_positive(of_a) || !figure_is_positive(of_b))
        return figure_is_positive(of_b);
    return amount_compare(of_a->value, of_b->value) < 0;
}

/* Largest first; the order of equal ones stays. */
static void members_sort(struct flow_view *flow,
                         const struct dimension *dimension,
                         struct member_list *list)
{
    for (size_t i = 1; i < list->count; i++)
        for (size_t k = i; k > 0; k--) {
            const struct member *later = list->items[k];

            if (!is_smaller(flow, list->items[k - 1], later, dimension))
                break;
            list->items[k] = list->items[k - 1];
            list->items[k - 1] = later;
        }
}

/* What the left ends so far leave of all that goes to `filter`. */
static const struct figure *left_over(struct flow_view *flow,
                                      struct slice filter)
{
    struct page *page = flow->page;
    const struct figure *rest = flow_money(flow, filter);

    for (size_t l = 0; l < flow->named_count; l++) {
        const struct figure *part =
            flow_money(flow, filter_join(page, flow->from[l], filter));

        if (part->status == FIGURE_PRESENT)
            rest = tree_of(page, FIGURE_DIFFERENCE, rest, part);
    }
    return rest;
}

static void rest_add(struct flow_view *flow)
{
    const struct figure *rest;

    flow->named_count = flow->left_count;
    rest = left_over(flow, nothing);
    if (figure_is_positive(rest))
        flow->left[flow->left_count++] = (struct chart_flow_end){
            .label = page_text(flow->page, N_("Other institutions")),
            .figure = rest};
}

static void institutions(struct flow_view *flow)
{
    struct page *page = flow->page;
    const struct dimension *dimension =
        portal_dimension(page->portal, SLICE("institution"));
    const struct table *facts = plan_facts(page->portal);
    struct member_list list = {NULL, 0, 0};
    size_t shown;

    if (dimension == NULL ||
        cube_find_dimension(facts->cube, dimension->name) < 0) {
        left_add(flow, page_text(page, N_("The whole budget")), nothing,
                 nothing);
        return;
    }
    direct_members(page, dimension, NULL, &list);
    members_sort(flow, dimension, &list);
    shown = list.count <= LEFT_MAX ? list.count : LEFT_MAX - 1;
    for (size_t i = 0; i < shown; i++)
        left_add(flow, page_member_label(page, list.items[i]),
                 link_entity(page, "institutions", list.items[i]->code),
                 filter_of_member(page, dimension, list.items[i]));
    if (shown < list.count)
        rest_add(flow);
}

/* --- where it goes --- */

static void right_add(struct flow_view *flow, struct slice label,
                      struct slice address, struct slice filter, bool is_open)
{
    const struct figure *figure = flow_money(flow, filter);

    if (!figure_is_positive(figure))
        return;
    flow->to[flow->right_count] = filter;
    flow->right[flow->right_count++] =
        (struct chart_flow_end){.label = label,
                                .address = address,
                                .figure = figure,
                                .is_open = is_open};
}

static struct slice status_filter(struct page *page, const char *status)
{
    return with_term(page, nothing, "status", "=", slice_of(status));
}

static void branches(struct flow_view *flow)
{
    struct page *page = flow->page;
    struct code_list nodes = {0};

    related_codes(page, ROLE_PLAN, "parent", flow->top, "code", &nodes);
    if (nodes.count > RIGHT_MAX) {
        right_add(flow, page_label(page, ROLE_PLAN, flow->top),
                  link_entity(page, "plans", flow->top),
                  status_filter(page, "linked"), false);
        nodes.count = 0;
    }
    for (size_t i = 0; i < nodes.count; i++)
        right_add(flow, page_label(page, ROLE_PLAN, nodes.items[i]),
                  link_entity(page, "plans", nodes.items[i]),
                  with_term(page, nothing, "branch", "=", nodes.items[i]),
                  false);
    right_add(flow, page_text(page, N_("Several branches of the plan")),
              nothing, status_filter(page, "several"), false);
    right_add(flow, page_text(page, N_("The plan, no branch of it")), nothing,
              status_filter(page, "whole"), false);
    right_add(flow, page_text(page, N_("Other plans only")), nothing,
              status_filter(page, "other"), true);
    right_add(flow, page_text(page, N_("No plan")), nothing,
              status_filter(page, "none"), true);
}

/* --- the chart --- */

static const struct figure *band(struct flow_view *flow, size_t l, size_t r)
{
    if (flow->named_count > 0 && l == flow->named_count)
        return left_over(flow, flow->to[r]);
    return flow_money(flow,
                      filter_join(flow->page, flow->from[l], flow->to[r]));
}

static const struct figure **bands(struct flow_view *flow)
{
    struct page *page = flow->page;
    const struct figure **figures =
        ARENA_ARRAY(page->arena, flow->left_count * flow->right_count + 1,
                    const struct figure *);

    for (size_t l = 0; l < flow->left_count; l++)
        for (size_t r = 0; r < flow->right_count; r++) {
            const struct figure *figure = band(flow, l, r);

            if (figure->status == FIGURE_PRESENT)
                figures[l * flow->right_count + r] = figure;
        }
    return figures;
}

/* "A: 12.3 %. B: 4.0 %.": what each right end has of all. */
static struct slice description(struct flow_view *flow)
{
    struct page *page = flow->page;
    const struct figure *whole = flow_money(flow, nothing);
    struct buf out = BUF_INIT;

    for (size_t r = 0; r < flow->right_count; r++) {
        const struct figure *share =
            tree_of(page, FIGURE_SHARE, flow->right[r].figure, whole);

        buf_add_slice(&out, flow->right[r].label);
        buf_add_text(&out, ": ");
        buf_add_slice(&out, page_number(page, share));
        buf_add_text(&out, r + 1 < flow->right_count ? ". " : ".");
    }
    return arena_take(page->arena, &out);
}

static struct slice title(struct flow_view *flow)
{
    struct page *page = flow->page;

    return PLAIN(page,
                 N_("From institutions to {plan}: {stage}, {year}, "
                    "{unit}"),
                 ARG_TEXT("plan", page_label(page, ROLE_PLAN, flow->top)),
                 ARG_TEXT("stage", stage_phrase(page, plan_money_stage(page))),
                 ARG_TEXT("year", page_period(page, flow->year)),
                 ARG_TEXT("unit", page_unit(page, flow->left[0].figure->unit)));
}

void flow_chart(struct page *page, struct value *object, const char *name,
                const char *key, struct slice top)
{
    struct flow_view flow = {
        .page = page, .top = top, .year = page->portal->period};
    struct chart_flow chart;
    struct chart_frame frame;
    struct buf out = BUF_INIT;

    if (!plan_money_is_known(page) ||
        !figure_is_positive(tied_money(
            page, with_term(page, nothing, "plans", "=", top), flow.year))) {
        view_null(page, object, name);
        return;
    }
    institutions(&flow);
    branches(&flow);
    if (flow.left_count == 0 || flow.right_count == 0) {
        view_null(page, object, name);
        return;
    }
    chart = (struct chart_flow){.value_head = page_text(page, N_("All of it")),
                                .left = flow.left,
                                .right = flow.right,
                                .left_count = flow.left_count,
                                .right_count = flow.right_count,
                                .bands = bands(&flow)};
    frame = page_frame(
        page, key, title(&flow), description(&flow),
        portal_table_named(page->portal, SLICE("derived-plan-money")));
    frame.label_head = page_text(page, N_("Institution"));
    chart_flow(&out, &frame, &chart);
    view_chart(page, object, name, &out);
}
