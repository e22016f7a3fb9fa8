/* Goals without money, and money without a goal. */
#include "render/page/link.h"
#include "render/plan/plan_tree.h"

#define UNLINKED_MAX 20

/* --- goals --- */

/* Of plans that are in force and open: the others are told of as such. */
static bool is_asked(const struct page *page, const struct row *row,
                     const struct table *table)
{
    struct slice code = row_text(table, row, "node");

    return slice_equal_text(row_text(table, row, "has_money"), "no") &&
           slice_equal_text(row_text(table, row, "is_leaf"), "yes") &&
           !plan_is_restricted(page->portal, code) &&
           plan_replaced_by(page->portal, row_text(table, row, "plan")).len ==
               0;
}

static void goal_row(struct page *page, struct page_table *out,
                     struct slice code)
{
    const struct table *table;
    const struct row *row = portal_find(page->portal, ROLE_PLAN, code, &table);
    struct slice owner = row_text(table, row, "institution");
    struct slice top = plan_top(page->portal, code);
    const struct figure *programs = figure_leaf(
        &page->figures, FIGURE_VALUE, SLICE("derived-plan"), SLICE("programs"),
        with_term(page, nothing, "node", "=", code));

    table_row(out);
    cell_code(out, code, page_label(page, ROLE_PLAN, code),
              link_entity(page, "plans", code));
    cell_text(out, plan_level(page, table, row));
    cell_code(out, top, page_label(page, ROLE_PLAN, top),
              link_entity(page, "plans", top));
    if (owner.len > 0)
        cell_code(out, owner, page_label(page, ROLE_INSTITUTIONS, owner),
                  link_entity(page, "institutions", owner));
    else
        cell_missing(out, page_text(page, N_("nobody named")));
    cell_figure(out, programs);
}

static struct page_table *goals_begin(struct page *page)
{
    struct page_table *out = table_begin(
        page, "goals",
        PLAIN(page, N_("Goals without money, {year}"),
              ARG_TEXT("year", page_period(page, page->portal->period))));

    table_text_column(out, "node", page_text(page, N_("Goal")));
    table_text_column(out, "level", page_text(page, N_("Level")));
    table_text_column(out, "plan", page_text(page, N_("Plan")));
    table_text_column(out, "institution",
                      page_text(page, N_("Responsible institution")));
    table_figure_column(out, "programs", page_text(page, N_("Tied programs")),
                        nothing);
    return out;
}

static struct slice goals_sentence(struct page *page)
{
    struct slice leaves =
        with_term(page, nothing, "is_leaf", "=", SLICE("yes"));

    return SENTENCE(
        page,
        N_("Nodes at the foot of a plan: {all}. Of them without money: "
           "{without}. Listed are those of plans in force whose content is "
           "public."),
        ARG_FIGURE("all", count_figure(page, SLICE("derived-plan"), leaves)),
        ARG_FIGURE("without", count_figure(page, SLICE("derived-plan"),
                                           with_term(page, leaves, "has_money",
                                                     "=", SLICE("no")))));
}

void link_goals(struct page *page)
{
    const struct table *table =
        portal_table_named(page->portal, SLICE("derived-plan"));
    struct page_table *out;

    view_flag(page, page->view, "has_goals",
              table != NULL && plan_money_is_known(page));
    if (table == NULL || !plan_money_is_known(page)) {
        view_null(page, page->view, "goals");
        view_null(page, page->view, "goals_sentence");
        return;
    }
    view_markup(page, page->view, "goals_sentence", goals_sentence(page));
    out = goals_begin(page);
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];

        if (is_asked(page, row, table))
            goal_row(page, out, row_text(table, row, "node"));
    }
    table_end(out, page->view, "goals");
}

/* --- money --- */

static struct slice unlinked_filter(struct page *page)
{
    return with_term(page, nothing, "linked", "=", SLICE("no"));
}

static void category_row(struct page *page, struct page_table *out,
                         struct slice code, struct slice label,
                         struct slice filter)
{
    struct period year = page->portal->period;
    const struct figure *money = tied_money(page, filter, year);

    if (money == NULL || money->status == FIGURE_NO_ROWS)
        return;
    table_row(out);
    cell_code(out, code, label, nothing);
    cell_figure(out, tied_count(page, filter, year));
    cell_figure(out, money);
    cell_figure(out, tree_of(page, FIGURE_SHARE, money,
                             all_money(page, nothing, year)));
}

static struct slice category_label(const struct page *page, struct slice code)
{
    static const struct {
        const char *code;
        const char *label;
    } known[] = {{"results", N_("Results programs")},
                 {"central", N_("Central actions")},
                 {"non-product", N_("Not resulting in products")}};

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (slice_equal_text(code, known[i].code))
            return page_text(page, known[i].label);
    return portal_label(page->portal, "category", code, page->language);
}

/* What is not meant to serve a goal (central actions, debt) stands apart. */
static void categories(struct page *page)
{
    struct plan_codes codes = tied_codes(page, "category");
    struct slice unlinked = unlinked_filter(page);
    const struct figure *all = all_money(page, nothing, page->portal->period);
    struct page_table *out = table_begin(
        page, "categories",
        PLAIN(page, N_("Money tied to no plan, by category of program, {year}"),
              ARG_TEXT("year", page_period(page, page->portal->period))));

    table_text_column(out, "category", page_text(page, N_("Category")));
    table_figure_column(out, "programs", page_text(page, N_("Programs")),
                        nothing);
    table_figure_column(out, "money", stage_label(page, plan_money_stage(page)),
                        all == NULL ? nothing : page_unit(page, all->unit));
    table_figure_column(out, "share",
                        page_text(page, N_("Share of the budget")), nothing);
    for (size_t i = 0; i < codes.count; i++)
        category_row(
            page, out, codes.items[i], category_label(page, codes.items[i]),
            with_term(page, unlinked, "category", "=", codes.items[i]));
    category_row(page, out, nothing, page_text(page, N_("No category given")),
                 with_missing(page, unlinked, SLICE("category")));
    table_end(out, page->view, "categories");
}

struct unlinked {
    struct slice code;
    const struct figure *money;
};

/* Programs that nothing ties to a plan, largest first; how many. */
static size_t unlinked_programs(struct page *page, struct unlinked *largest)
{
    struct plan_codes codes = {0};
    const struct table *table =
        portal_table_named(page->portal, SLICE("derived-program-money"));
    size_t count = 0;

    for (size_t i = 0; i < table->rows.count; i++)
        if (slice_equal_text(row_text(table, &table->rows.items[i], "linked"),
                             "no"))
            plan_codes_add(page->arena, &codes,
                           row_text(table, &table->rows.items[i], "program"));
    for (size_t i = 0; i < codes.count; i++) {
        struct unlinked next = {
            codes.items[i],
            tied_money(page,
                       with_term(page, unlinked_filter(page), "program", "=",
                                 codes.items[i]),
                       page->portal->period)};
        size_t k;

        if (!figure_is_positive(next.money))
            continue;
        for (k = count; k > 0 && amount_compare(largest[k - 1].money->value,
                                                next.money->value) < 0;
             k--)
            if (k < UNLINKED_MAX)
                largest[k] = largest[k - 1];
        if (k < UNLINKED_MAX)
            largest[k] = next;
        count += count < UNLINKED_MAX;
    }
    return count;
}

static void unlinked_row(struct page *page, struct page_table *out,
                         const struct unlinked *unlinked)
{
    const struct table *table = NULL;
    const struct row *row =
        portal_find(page->portal, ROLE_PROGRAMS, unlinked->code, &table);
    struct slice owner =
        row == NULL ? nothing : row_text(table, row, "institution");
    struct slice category =
        row == NULL ? nothing : row_text(table, row, "category");

    table_row(out);
    cell_code(out, unlinked->code,
              page_label(page, ROLE_PROGRAMS, unlinked->code),
              link_entity(page, "programs", unlinked->code));
    cell_code(out, owner,
              owner.len > 0 ? page_label(page, ROLE_INSTITUTIONS, owner)
                            : nothing,
              link_entity(page, "institutions", owner));
    cell_code(out, category, category_label(page, category), nothing);
    cell_figure(out, unlinked->money);
    cell_figure(out, tree_of(page, FIGURE_SHARE, unlinked->money,
                             all_money(page, nothing, page->portal->period)));
}

static void largest(struct page *page)
{
    struct unlinked list[UNLINKED_MAX];
    size_t count = unlinked_programs(page, list);
    struct page_table *out = table_begin(
        page, "unlinked",
        PLAIN(page, N_("The largest programs tied to no plan, {year}"),
              ARG_TEXT("year", page_period(page, page->portal->period))));

    table_text_column(out, "program", page_text(page, N_("Program")));
    table_text_column(out, "institution", page_text(page, N_("Institution")));
    table_text_column(out, "category", page_text(page, N_("Category")));
    table_figure_column(out, "money", stage_label(page, plan_money_stage(page)),
                        count > 0 ? page_unit(page, list[0].money->unit)
                                  : nothing);
    table_figure_column(out, "share",
                        page_text(page, N_("Share of the budget")), nothing);
    for (size_t i = 0; i < count; i++)
        unlinked_row(page, out, &list[i]);
    table_end(out, page->view, "unlinked");
}

void link_unlinked(struct page *page)
{
    if (!plan_money_is_known(page)) {
        view_null(page, page->view, "categories");
        view_null(page, page->view, "unlinked");
        return;
    }
    categories(page);
    largest(page);
}
