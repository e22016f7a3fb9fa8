#include "render/plan/plan_money.h"

static const struct slice programs = SLICE_INIT("derived-program-money");
static const struct slice plans = SLICE_INIT("derived-plan-money");

bool plan_money_is_known(const struct page *page)
{
    return portal_table_named(page->portal, programs) != NULL;
}

/* The column of the derived tables, and the stage it is of. */
static bool has_budget(const struct page *page)
{
    const struct table *facts = plan_facts(page->portal);

    return facts != NULL &&
           cube_find_stage(facts->cube, page->portal->budget_stage) >= 0;
}

struct slice plan_money_stage(const struct page *page)
{
    return has_budget(page) ? page->portal->budget_stage
                            : page->portal->execution_stage;
}

static const struct figure *sum_of(struct page *page, struct slice resource,
                                   struct slice measure, struct slice filter,
                                   struct period year)
{
    if (!plan_money_is_known(page))
        return NULL;
    return figure_leaf(&page->figures, FIGURE_SUM, resource, measure,
                       filter_add_period(page->arena, filter, year, year));
}

struct slice plan_money_column(const struct page *page)
{
    return has_budget(page) ? SLICE("budget") : SLICE("executed");
}

const struct figure *tied_money(struct page *page, struct slice filter,
                                struct period year)
{
    return sum_of(page, programs, plan_money_column(page), filter, year);
}

const struct figure *tied_executed(struct page *page, struct slice filter,
                                   struct period year)
{
    return sum_of(page, programs, SLICE("executed"), filter, year);
}

const struct figure *branch_money(struct page *page, struct slice filter,
                                  struct period year)
{
    return sum_of(page, plans, plan_money_column(page), filter, year);
}

const struct figure *all_money(struct page *page, struct slice filter,
                               struct period year)
{
    const struct table *facts = plan_facts(page->portal);

    return facts == NULL ? NULL
                         : money_figure(page, facts, plan_money_stage(page),
                                        filter, year);
}

const struct figure *tied_count(struct page *page, struct slice filter,
                                struct period year)
{
    if (!plan_money_is_known(page))
        return NULL;
    return count_figure(page, programs,
                        filter_add_period(page->arena, filter, year, year));
}

bool plan_money_is_shared(const struct page *page)
{
    const struct table *table = portal_table_named(page->portal, programs);

    for (size_t i = 0; table != NULL && i < table->rows.count; i++)
        if (row_text(table, &table->rows.items[i], "share").len > 0)
            return true;
    return false;
}

struct plan_codes tied_codes(struct page *page, const char *column)
{
    const struct table *table = portal_table_named(page->portal, programs);
    struct plan_codes codes = {0};

    for (size_t i = 0; table != NULL && i < table->rows.count; i++)
        plan_codes_of_row(page->arena, &codes, table, &table->rows.items[i],
                          column);
    return codes;
}

/* Years have four digits: their order is that of their texts. */
struct plan_codes tied_years(struct page *page)
{
    struct plan_codes years = tied_codes(page, "period");

    for (size_t i = 1; i < years.count; i++)
        for (size_t k = i; k > 0; k--) {
            struct slice later = years.items[k];

            if (slice_compare(years.items[k - 1], later) >= 0)
                break;
            years.items[k] = years.items[k - 1];
            years.items[k - 1] = later;
        }
    return years;
}

struct plan_codes plan_tops(const struct page *page)
{
    struct plan_codes tops = {0};

    for (const struct table *t = portal_table(page->portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_PLAN, t))
        for (size_t i = 0; i < t->rows.count; i++) {
            const struct row *row = &t->rows.items[i];

            if (row_text(t, row, "parent").len == 0)
                plan_codes_add(page->arena, &tops, row_text(t, row, "code"));
        }
    return tops;
}

struct slice plan_kind_label(const struct page *page, struct slice kind)
{
    static const struct {
        const char *code;
        const char *label;
    } known[] = {
        {"country-result", N_("Country strategic result")},
        {"government-goal", N_("Government goal")},
        {"sdg", N_("Sustainable development goal")},
        {"institutional-result", N_("Institutional result")},
    };
    struct slice own = portal_label(page->portal, "kind", kind, page->language);

    if (!slice_equal(own, kind))
        return own;
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (slice_equal_text(kind, known[i].code))
            return page_text(page, known[i].label);
    return own;
}

bool figure_is_positive(const struct figure *figure)
{
    return figure != NULL && figure->status == FIGURE_PRESENT &&
           amount_sign(figure->value) > 0;
}
