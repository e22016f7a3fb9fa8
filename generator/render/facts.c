/* Figures over facts: what a stage came to in a year, for whom. */
#include "render/page.h"

const struct table *facts_of(const struct portal *portal,
                             enum resource_role side)
{
    return portal_table(portal, side, NULL);
}

const struct table *facts_with(const struct portal *portal,
                               enum resource_role side, struct slice dimension)
{
    for (const struct table *t = portal_table(portal, side, NULL); t != NULL;
         t = portal_table(portal, side, t))
        if (t->cube != NULL && cube_find_dimension(t->cube, dimension) >= 0)
            return t;
    return NULL;
}

static struct slice named_budget(const struct portal *portal,
                                 enum resource_role side)
{
    if (side == ROLE_EXECUTION)
        return portal->budget_stage;
    return side == ROLE_FINANCING && portal->financing_budget_stage.len > 0
               ? portal->financing_budget_stage
               : portal->revenue_budget_stage;
}

bool stages_are_named(const struct portal *portal, enum resource_role side)
{
    return named_budget(portal, side).len > 0 ||
           execution_stage(portal, side).len > 0;
}

struct slice budget_stage(const struct portal *portal, enum resource_role side)
{
    const struct table *facts = facts_of(portal, side);

    if (stages_are_named(portal, side) || facts == NULL ||
        facts->cube == NULL || cube_measure_count(facts->cube) == 0)
        return named_budget(portal, side);
    return cube_measure(facts->cube, 0)->column->stage;
}

struct slice execution_stage(const struct portal *portal,
                             enum resource_role side)
{
    if (side == ROLE_EXECUTION)
        return portal->execution_stage;
    return side == ROLE_FINANCING && portal->financing_stage.len > 0
               ? portal->financing_stage
               : portal->revenue_stage;
}

struct slice stage_label(const struct page *page, struct slice id)
{
    const struct stage *stage = portal_stage(page->portal, id);

    return stage != NULL && !words_are_empty(&stage->label)
               ? page_words(page, &stage->label)
               : id;
}

/* Empty where the portal gives nothing. */
static struct slice own_phrase(const struct page *page, struct slice id)
{
    const struct stage *stage = portal_stage(page->portal, id);

    return stage != NULL ? page_words(page, &stage->phrase) : nothing;
}

struct slice stage_phrase(struct page *page, struct slice id)
{
    struct slice own = own_phrase(page, id);

    return own.len > 0 ? own : text_lowered(page, stage_label(page, id));
}

struct slice budget_phrase(struct page *page, enum resource_role side)
{
    struct slice id = budget_stage(page->portal, side);
    struct slice own = own_phrase(page, id);

    return own.len > 0 ? own
                       : PLAIN(page, N_("{stage} budget"),
                               ARG_TEXT("stage", stage_phrase(page, id)));
}

struct period facts_last_period(const struct table *facts, struct period year)
{
    if (facts == NULL || facts->cube == NULL)
        return (struct period){PERIOD_NONE, 0, 0, 0};
    return cube_last_period(facts->cube, year);
}

struct slice facts_part(struct page *page, const struct table *facts,
                        struct period year)
{
    if (!money_is_cut(page->portal, facts, year))
        return nothing;
    return PLAIN(
        page, N_("part year, until {period}"),
        ARG_TEXT("period",
                 page_period(page, money_reach(page->portal, facts, year))));
}

struct slice facts_year(struct page *page, const struct table *facts,
                        struct period year)
{
    struct slice part = facts_part(page, facts, year);

    if (part.len == 0)
        return page_period(page, year);
    return PLAIN(page, N_("{year} ({part})"),
                 ARG_TEXT("year", page_period(page, year)),
                 ARG_TEXT("part", part));
}

struct slice facts_part_note(struct page *page, const struct table *facts,
                             struct period year, bool plain)
{
    static const char *const forms[] = {
        N_("{year} is a part year, until {period}, and is not compared with "
           "whole years."),
        N_("{year} is a part year, until {period}, and is not compared with "
           "whole years: {reason}")};
    const struct part_year *part = money_part_year(page->portal, year);
    struct slice reason =
        part != NULL ? page_words(page, &part->reason) : nothing;
    const struct sentence_arg args[] = {
        ARG_TEXT("year", page_period(page, year)),
        ARG_TEXT("period",
                 page_period(page, money_reach(page->portal, facts, year))),
        ARG_TEXT("reason", reason)};
    const char *form = forms[reason.len > 0];

    if (!money_is_cut(page->portal, facts, year))
        return nothing;
    return plain ? sentence_plain(page, form, args, COUNT_OF(args))
                 : sentence(page, form, args, COUNT_OF(args));
}

/* The amount column of a stage, or null. */
const struct column *stage_column(const struct table *facts, struct slice stage)
{
    int at = cube_find_stage(facts->cube, stage);

    return at < 0 ? NULL : cube_measure(facts->cube, (size_t)at)->column;
}

const struct figure *column_figure(struct page *page, const struct table *facts,
                                   const struct column *column,
                                   struct slice filter, struct period year)
{
    struct period last = facts_last_period(facts, year);
    struct period period;

    if (last.kind == PERIOD_NONE || column == NULL)
        return NULL;
    period = column->accumulation == ACCUMULATE_FLOW ? year : last;
    return figure_leaf(&page->figures, FIGURE_SUM, facts->name, column->name,
                       filter_add_period(page->arena, filter, period, period));
}

/* The column of a stage in the table's main currency, or null. */
static const struct column *column_read(const struct table *facts,
                                        struct slice stage)
{
    return facts == NULL || facts->cube == NULL || stage.len == 0
               ? NULL
               : stage_column(facts, stage);
}

const struct figure *money_figure(struct page *page, const struct table *facts,
                                  struct slice stage, struct slice filter,
                                  struct period year)
{
    return column_figure(page, facts, column_read(facts, stage), filter, year);
}

bool facts_have_rows(const struct table *facts, const struct cube_term *terms,
                     size_t count, struct period year)
{
    struct period last = facts_last_period(facts, year);
    struct period span = year;
    struct cube_sum sum;

    if (last.kind == PERIOD_NONE || cube_measure_count(facts->cube) == 0)
        return false;
    if (cube_measure(facts->cube, 0)->column->accumulation != ACCUMULATE_FLOW)
        span = last;
    return cube_query(facts->cube, 0, terms, count, span, span, &sum) !=
               CUBE_NO_SET &&
           sum.values + sum.empty + sum.not_reported + sum.not_applicable > 0;
}

/* The same month, quarter or day of another year. */
static struct period same_of_year(struct period period, struct period year)
{
    period.year = year.year;
    return period;
}

static bool has_period(const struct table *facts, struct period period)
{
    for (size_t i = 0; i < cube_period_count(facts->cube); i++)
        if (period_compare(cube_period(facts->cube, i), period) == 0)
            return true;
    return false;
}

const struct figure *
column_figure_before(struct page *page, const struct table *facts,
                     const struct column *column, struct slice filter,
                     struct period year, struct period before)
{
    struct period last = facts_last_period(facts, year);
    struct period then = same_of_year(last, before);
    struct period from;

    if (last.kind == PERIOD_NONE || column == NULL || !has_period(facts, then))
        return NULL;
    from = column->accumulation == ACCUMULATE_FLOW && then.kind == PERIOD_MONTH
               ? period_of_month(then.year, 1)
               : then;
    return figure_leaf(&page->figures, FIGURE_SUM, facts->name, column->name,
                       filter_add_period(page->arena, filter, from, then));
}

const struct figure *
money_figure_before(struct page *page, const struct table *facts,
                    struct slice stage, struct slice filter, struct period year,
                    struct period before)
{
    return column_figure_before(page, facts, column_read(facts, stage), filter,
                                year, before);
}
