/* Income, spending and what covered the difference. */
#include "render/money/money.h"

struct balance {
    struct page *page;
    struct period year;
    struct page_table *out;
};

/* Of the year, or of the year before to the same date. */
static const struct figure *
executed(const struct balance *b, enum resource_role side, struct period before)
{
    const struct table *facts = facts_of(b->page->portal, side);

    struct slice stage = execution_stage(b->page->portal, side);

    if (facts == NULL || facts->cube == NULL)
        return NULL;
    return before.kind == PERIOD_NONE
               ? money_figure(b->page, facts, stage, nothing, b->year)
               : money_figure_before(b->page, facts, stage, nothing, b->year,
                                     before);
}

static bool is_same_money(const struct figure *a, const struct figure *b)
{
    return a != NULL && b != NULL && slice_equal(a->unit.code, b->unit.code) &&
           a->unit.multiplier == b->unit.multiplier;
}

static void balance_row(const struct balance *b, struct slice label,
                        const struct figure *now, const struct figure *before)
{
    if (now == NULL && before == NULL)
        return;
    table_row(b->out);
    cell_text(b->out, label);
    if (b->page->portal->compare.kind != PERIOD_NONE)
        cell_figure(b->out, before);
    cell_figure(b->out, now);
}

/* What a side came to, and to the same date of the year before. */
struct pair {
    const struct figure *now;
    const struct figure *before;
};

static struct pair pair_of(const struct balance *b, enum resource_role side)
{
    struct period before = b->page->portal->compare;
    struct period none = {PERIOD_NONE, 0, 0, 0};
    struct pair pair = {executed(b, side, none),
                        before.kind == PERIOD_NONE ? NULL
                                                   : executed(b, side, before)};
    return pair;
}

static struct pair pair_tree(const struct balance *b,
                             enum figure_operation operation, struct pair x,
                             struct pair y)
{
    struct pair pair = {tree_of(b->page, operation, x.now, y.now),
                        tree_of(b->page, operation, x.before, y.before)};
    return pair;
}

static void rows(const struct balance *b, struct pair income,
                 struct pair spending, struct pair financing)
{
    struct page *page = b->page;
    struct pair balance = pair_tree(b, FIGURE_DIFFERENCE, income, spending);

    balance_row(b, page_text(page, N_("Revenue")), income.now, income.before);
    balance_row(b, page_text(page, N_("Spending")), spending.now,
                spending.before);
    balance_row(b, page_text(page, N_("Balance: revenue less spending")),
                balance.now, balance.before);
    if (!is_same_money(financing.now, income.now))
        return;
    balance_row(b, page_text(page, N_("Financing")), financing.now,
                financing.before);
    balance = pair_tree(b, FIGURE_ADD, balance, financing);
    balance_row(b, page_text(page, N_("Balance and financing together")),
                balance.now, balance.before);
}

void money_balance_table(struct page *page, const struct money_slice *slice,
                         const char *key, const char *name)
{
    struct balance b = {.page = page, .year = slice->year};
    struct pair income = pair_of(&b, ROLE_REVENUE);
    struct pair spending = pair_of(&b, ROLE_EXECUTION);
    struct slice unit;

    if (!is_same_money(income.now, spending.now)) {
        view_null(page, page->view, name);
        return;
    }
    unit = page_unit(page, income.now->unit);
    b.out = table_begin(page, key,
                        page_text(page, N_("Revenue, spending and "
                                           "what covers the "
                                           "difference")));
    table_text_column(b.out, "what", page_text(page, N_("What")));
    if (page->portal->compare.kind != PERIOD_NONE)
        table_figure_column(b.out, "before",
                            money_span(page, slice, page->portal->compare),
                            unit);
    table_figure_column(b.out, "now", money_span(page, slice, slice->year),
                        unit);
    rows(&b, income, spending, pair_of(&b, ROLE_FINANCING));
    table_end(b.out, page->view, name);
}
