/* Shares of the money by kind of plan, by plan, by institution and by year. */
#include "render/money/members.h"
#include "render/page/link.h"

#define KINDS_MAX 8
#define YEARS_MAX 12

static struct period this_year(const struct page *page)
{
    return page->portal->period;
}

/* The unit of all amounts of the page. */
static struct slice unit_of(struct page *page)
{
    const struct figure *all = all_money(page, nothing, this_year(page));

    return all == NULL ? nothing : page_unit(page, all->unit);
}

static void money_heads(struct page *page, struct page_table *table)
{
    table_figure_column(
        table, "programs",
        plan_money_is_shared(page)
            ? page_text(page, N_("Programs and shares of programs"))
            : page_text(page, N_("Programs")),
        nothing);
    table_figure_column(table, "money",
                        stage_label(page, plan_money_stage(page)),
                        unit_of(page));
    table_figure_column(table, "share",
                        page_text(page, N_("Share of the budget")), nothing);
}

static void money_cells(struct page *page, struct page_table *table,
                        struct slice filter)
{
    const struct figure *money = tied_money(page, filter, this_year(page));
    const struct figure *all = all_money(page, nothing, this_year(page));

    cell_figure(table, tied_count(page, filter, this_year(page)));
    if (money != NULL && money->status == FIGURE_NO_ROWS) {
        cell_missing(table, page_text(page, N_("none")));
        cell_missing(table, page_text(page, N_("none")));
        return;
    }
    cell_figure(table, money);
    cell_figure(table, tree_of(page, FIGURE_SHARE, money, all));
}

static struct slice linked(struct page *page, const char *answer)
{
    return with_term(page, nothing, "linked", "=", slice_of(answer));
}

/* --- by kind --- */

static void kind_row(struct page *page, struct page_table *table,
                     struct slice code, struct slice label, struct slice filter)
{
    table_row(table);
    cell_code(table, code, label, nothing);
    money_cells(page, table, filter);
}

void link_kinds(struct page *page)
{
    struct plan_codes kinds = tied_codes(page, "kinds");
    struct slice without =
        with_missing(page, linked(page, "yes"), SLICE("kinds"));
    struct page_table *table;

    if (!plan_money_is_known(page) || kinds.count == 0) {
        view_null(page, page->view, "kinds");
        return;
    }
    table = table_begin(
        page, "kinds",
        PLAIN(page, N_("Money tied to each kind of plan, {year}"),
              ARG_TEXT("year", page_period(page, this_year(page)))));
    table_text_column(table, "kind", page_text(page, N_("Kind of link")));
    money_heads(page, table);
    for (size_t i = 0; i < kinds.count; i++)
        kind_row(page, table, kinds.items[i],
                 plan_kind_label(page, kinds.items[i]),
                 with_term(page, nothing, "kinds", "=", kinds.items[i]));
    if (figure_is_positive(tied_count(page, without, this_year(page))))
        kind_row(page, table, nothing,
                 page_text(page, N_("A plan of no stated kind")), without);
    kind_row(page, table, SLICE("none"), page_text(page, N_("No plan")),
             linked(page, "no"));
    table_end(table, page->view, "kinds");
}

/* --- by plan --- */

/* Nodes of a plan, or those of them without money. */
static const struct figure *nodes_of(struct page *page, struct slice top,
                                     const char *has_money)
{
    struct slice filter = with_term(page, nothing, "plan", "=", top);

    if (has_money != NULL)
        filter = with_term(page, filter, "has_money", "=", slice_of(has_money));
    return count_figure(page, SLICE("derived-plan"), filter);
}

void link_plans(struct page *page)
{
    struct plan_codes tops = plan_tops(page);
    struct page_table *table;

    if (!plan_money_is_known(page)) {
        view_null(page, page->view, "plans");
        return;
    }
    table = table_begin(
        page, "plans",
        PLAIN(page, N_("Money tied to each plan, {year}"),
              ARG_TEXT("year", page_period(page, this_year(page)))));
    table_text_column(table, "plan", page_text(page, N_("Plan")));
    money_heads(page, table);
    table_figure_column(table, "nodes", page_text(page, N_("Nodes")), nothing);
    table_figure_column(table, "without_money",
                        page_text(page, N_("Nodes without money")), nothing);
    for (size_t i = 0; i < tops.count; i++) {
        table_row(table);
        cell_code(table, tops.items[i],
                  page_label(page, ROLE_PLAN, tops.items[i]),
                  link_entity(page, "plans", tops.items[i]));
        money_cells(page, table,
                    with_term(page, nothing, "plans", "=", tops.items[i]));
        cell_figure(table, nodes_of(page, tops.items[i], NULL));
        cell_figure(table, nodes_of(page, tops.items[i], "no"));
    }
    table_end(table, page->view, "plans");
}

/* --- shares: a row for each institution or year --- */

static size_t kinds_shown(struct page *page, struct slice *kinds)
{
    struct plan_codes all = tied_codes(page, "kinds");
    size_t count = 0;

    for (size_t i = 0; i < all.count && count < KINDS_MAX; i++)
        kinds[count++] = all.items[i];
    return count;
}

static void share_heads(struct page *page, struct page_table *table)
{
    struct slice kinds[KINDS_MAX];
    size_t count = kinds_shown(page, kinds);

    table_figure_column(table, "money",
                        stage_label(page, plan_money_stage(page)),
                        unit_of(page));
    table_figure_column(table, "linked", page_text(page, N_("Tied to a plan")),
                        nothing);
    for (size_t i = 0; i < count; i++)
        table_figure_column(table,
                            arena_format(page->arena, "kind_" SLICE_FORMAT,
                                         SLICE_ARGS(kinds[i]))
                                .ptr,
                            plan_kind_label(page, kinds[i]), nothing);
    table_figure_column(table, "unlinked", page_text(page, N_("Tied to none")),
                        nothing);
}

static void share_cell(struct page *page, struct page_table *table,
                       const struct figure *all, struct slice filter,
                       struct period year)
{
    const struct figure *money = tied_money(page, filter, year);

    /* Rows that there are none of are a share of nothing, not a gap. */
    if (money != NULL && money->status == FIGURE_NO_ROWS && all != NULL &&
        all->status == FIGURE_PRESENT)
        cell_missing(table, page_text(page, N_("none")));
    else
        cell_figure(table, tree_of(page, FIGURE_SHARE, money, all));
}

static void share_cells(struct page *page, struct page_table *table,
                        struct slice filter, struct period year)
{
    const struct figure *all = all_money(page, filter, year);
    struct slice kinds[KINDS_MAX];
    size_t count = kinds_shown(page, kinds);

    cell_figure(table, all);
    share_cell(page, table, all,
               with_term(page, filter, "linked", "=", SLICE("yes")), year);
    for (size_t i = 0; i < count; i++)
        share_cell(page, table, all,
                   with_term(page, filter, "kinds", "=", kinds[i]), year);
    share_cell(page, table, all,
               with_term(page, filter, "linked", "=", SLICE("no")), year);
}

void link_institutions(struct page *page)
{
    const struct dimension *dimension =
        portal_dimension(page->portal, SLICE("institution"));
    struct member_list list = {NULL, 0, 0};
    struct page_table *table;

    if (!plan_money_is_known(page) || dimension == NULL ||
        cube_find_dimension(plan_facts(page->portal)->cube, dimension->name) <
            0) {
        view_null(page, page->view, "institutions");
        return;
    }
    table = table_begin(
        page, "institutions",
        PLAIN(page,
              N_("Share of each institution's budget that is tied, "
                 "{year}"),
              ARG_TEXT("year", page_period(page, this_year(page)))));
    table_text_column(table, "institution", page_text(page, N_("Institution")));
    share_heads(page, table);
    direct_members(page, dimension, NULL, &list);
    for (size_t i = 0; i < list.count; i++) {
        table_row(table);
        cell_code(table, list.items[i]->code,
                  page_member_label(page, list.items[i]),
                  link_entity(page, "institutions", list.items[i]->code));
        share_cells(page, table,
                    filter_of_member(page, dimension, list.items[i]),
                    this_year(page));
    }
    table_end(table, page->view, "institutions");
}

/* --- by year --- */

static struct period year_of(struct slice text)
{
    struct period year;

    return period_parse(text, &year) ? year
                                     : (struct period){PERIOD_NONE, 0, 0, 0};
}

static void years_table(struct page *page, const struct plan_codes *years)
{
    struct page_table *table =
        table_begin(page, "years",
                    page_text(page, N_("Share of the budget that is tied, "
                                       "year by year")));

    table_text_column(table, "year", page_text(page, N_("Year")));
    share_heads(page, table);
    for (size_t i = 0; i < years->count; i++) {
        struct period year = year_of(years->items[i]);

        table_row(table);
        cell_text(table, facts_year(page, plan_facts(page->portal), year));
        share_cells(page, table, nothing, year);
    }
    table_end(table, page->view, "years");
}

/* Earliest first, as time runs. */
static void years_chart(struct page *page, const struct plan_codes *years)
{
    size_t count = years->count < YEARS_MAX ? years->count : YEARS_MAX;
    struct slice positions[YEARS_MAX] = {{NULL, 0}};
    const struct figure *shares[YEARS_MAX] = {NULL};
    struct chart_series series = {.label = page_text(page, N_("Tied to a "
                                                              "plan")),
                                  .figures = shares,
                                  .emphasis = true};
    struct chart_frame frame;
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        struct period year = year_of(years->items[count - 1 - i]);

        positions[i] = page_period(page, year);
        shares[i] = tree_of(page, FIGURE_SHARE,
                            tied_money(page, linked(page, "yes"), year),
                            all_money(page, nothing, year));
    }
    frame = page_frame(
        page, "coverage",
        page_text(page, N_("Share of the budget tied to a plan, in percent")),
        PLAIN(page, N_("{first}: {from}. {last}: {to}."),
              ARG_TEXT("first", positions[0]),
              ARG_TEXT("from", page_number(page, shares[0])),
              ARG_TEXT("last", positions[count - 1]),
              ARG_TEXT("to", page_number(page, shares[count - 1]))),
        plan_facts(page->portal));
    chart_columns(&out, &frame, positions, count, &series, 1);
    view_chart(page, page->view, "chart_years", &out);
}

void link_years(struct page *page)
{
    struct plan_codes years = tied_years(page);

    view_flag(page, page->view, "has_years", years.count > 0);
    if (years.count == 0)
        view_null(page, page->view, "years");
    else
        years_table(page, &years);
    /* A chart of two numbers is a sentence, and the table has them. */
    if (years.count < 3)
        view_null(page, page->view, "chart_years");
    else
        years_chart(page, &years);
}
