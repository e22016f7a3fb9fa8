/* Inhabitants, and money divided by them. */
#include "render/money/per_head.h"

const struct figure *territory_population(struct page *page, struct slice code)
{
    const struct table *table =
        portal_table(page->portal, ROLE_POPULATION, NULL);

    if (table == NULL)
        return NULL;
    return figure_leaf(
        &page->figures, FIGURE_LAST, table->name, SLICE("value"),
        filter_add_period(page->arena,
                          with_term(page, nothing, "territory", "=", code),
                          page->portal->period, page->portal->period));
}

struct slice population_note(struct page *page, const struct figure *people)
{
    if (people == NULL || people->status != FIGURE_PRESENT ||
        amount_reduce(people->value).scale == 0)
        return nothing;
    return page_text(page, N_("rounded to whole people; the data have the "
                              "estimate as published"));
}

const struct figure *territory_per_head(struct page *page,
                                        const struct figure *money,
                                        const struct figure *population)
{
    if (money == NULL || population == NULL || money->unit.multiplier != 0)
        return NULL;
    return figure_tree(&page->figures, FIGURE_RATIO, money, population);
}
