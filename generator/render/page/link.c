/* plan-budget: how much of the money is tied to the plans, and what is not. */
#include "render/indicator/indicator.h"
#include "render/page/kinds.h"
#include "render/page/link.h"
#include "render/commitment/status_chart.h"

static const struct figure *linked(struct page *page, const char *answer)
{
    return tied_money(page,
                      with_term(page, nothing, "linked", "=", slice_of(answer)),
                      page->portal->period);
}

static struct slice money_summary(struct page *page)
{
    struct period year = page->portal->period;
    const struct figure *all = all_money(page, nothing, year);
    const struct figure *yes = linked(page, "yes");
    const struct figure *share = tree_of(page, FIGURE_SHARE, yes, all);
    const struct figure *no = linked(page, "no");

    if (all == NULL || all->status != FIGURE_PRESENT)
        return page_text(page, N_("There is no money by program in the year "
                                  "that this portal tells of, so no share of "
                                  "it can be given."));
    if (!figure_is_positive(yes))
        return SENTENCE(
            page,
            N_("In {year} no program with money was tied to a plan: {money} "
               "{unit} of {stage} stand beside the plans, not in them."),
            ARG_TEXT("year", page_period(page, year)), ARG_FIGURE("money", all),
            ARG_TEXT("unit", page_unit(page, all->unit)),
            ARG_TEXT("stage", stage_phrase(page, plan_money_stage(page))));
    return SENTENCE(
        page,
        N_("In {year}, {share} of the {budget} is of programs tied to a plan: "
           "{linked} of {all} {unit}. Tied to no plan: {unlinked} {unit}."),
        ARG_TEXT("year", page_period(page, year)), ARG_FIGURE("share", share),
        ARG_TEXT("budget", stage_phrase(page, plan_money_stage(page))),
        ARG_FIGURE("linked", yes), ARG_FIGURE("all", all),
        ARG_FIGURE("unlinked", no),
        ARG_TEXT("unit", page_unit(page, all->unit)));
}

/* Without money: how many programs name a node. */
static struct slice program_summary(struct page *page)
{
    const struct table *table = portal_table(page->portal, ROLE_PROGRAMS, NULL);
    const struct column *column =
        table == NULL ? NULL : table_role_column(table, "plan-nodes");
    const struct figure *all, *without;

    if (table == NULL)
        return page_text(page, N_("This portal has no budget programs, so no "
                                  "money can be tied to its plans."));
    all = count_figure(page, table->name, nothing);
    without = column == NULL
                  ? all
                  : count_figure(page, table->name,
                                 with_missing(page, nothing, column->name));
    return SENTENCE(
        page,
        N_("Budget programs: {all}. That name no node of a plan in their own "
           "record: {without}. No budget by program is published, so no share "
           "of the money can be given."),
        ARG_FIGURE("all", all), ARG_FIGURE("without", without));
}

/* Indicators that say they measure the link: the table, and each as a line. */
static void measured(struct page *page)
{
    const struct table *table =
        portal_table(page->portal, ROLE_INDICATORS, NULL);
    struct value *charts = value_list_new(page->arena);
    struct row_list rows = {0};

    if (table != NULL)
        related_rows(page, table, "measures", SLICE("plan-budget-link"), &rows);
    (void)related_indicators(page, &rows, "measured");
    for (size_t i = 0; i < rows.count; i++) {
        struct indicator indicator =
            indicator_read(page, table, row_at(table, &rows, i));
        struct value *item = view_object(page);
        struct buf out = BUF_INIT;

        if (!indicator_line(
                &indicator,
                arena_format(page->arena, "measured-%zu", i + 1).ptr,
                PLAIN(page, N_("{indicator}, {unit}"),
                      ARG_TEXT("indicator", indicator.label),
                      ARG_TEXT("unit", indicator_unit_words(&indicator))),
                &out))
            continue;
        view_chart(page, item, "chart", &out);
        view_add(page, charts, item);
    }
    view_list_or_null(page, page->view, "measured_charts", charts);
    view_flag(page, page->view, "has_measured", rows.count > 0);
}

/* The plan with most of the money; the others have theirs on their pages. */
static struct slice largest_plan(struct page *page)
{
    struct plan_codes tops = plan_tops(page);
    const struct figure *most = NULL;
    struct slice largest = nothing;

    for (size_t i = 0; i < tops.count; i++) {
        const struct figure *money = tied_money(
            page, with_term(page, nothing, "plans", "=", tops.items[i]),
            page->portal->period);

        if (!figure_is_positive(money) ||
            (most != NULL && amount_compare(money->value, most->value) <= 0))
            continue;
        most = money;
        largest = tops.items[i];
    }
    return largest;
}

void page_link(struct page *page)
{
    bool known = plan_money_is_known(page);

    page_title(page, page_text(page, N_("Plan and budget")));
    page_description(page,
                     page_text(page, N_("How much of the money is tied to the "
                                        "plans, which goals have none, and "
                                        "which money has no goal.")));
    page_step(page, page_text(page, N_("Plan and budget")), page->route->key);
    view_markup(page, page->view, "summary_sentence",
                known ? money_summary(page) : program_summary(page));
    view_flag(page, page->view, "has_money", known);
    measured(page);
    flow_chart(page, page->view, "chart_flow", "flow", largest_plan(page));
    link_kinds(page);
    link_plans(page);
    view_flag(page, page->view, "is_shared", plan_money_is_shared(page));
    crosswalk_plans(page, "crosswalk");
    link_institutions(page);
    link_years(page);
    link_goals(page);
    link_unlinked(page);
}
