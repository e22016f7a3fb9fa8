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

struct slice budget_stage(const struct portal *portal, enum resource_role side)
{
    return side == ROLE_REVENUE ? portal->revenue_budget_stage
                                : portal->budget_stage;
}

struct slice execution_stage(const struct portal *portal,
                             enum resource_role side)
{
    return side == ROLE_REVENUE ? portal->revenue_stage
                                : portal->execution_stage;
}

struct slice stage_label(const struct page *page, struct slice id)
{
    const struct stage *stage = portal_stage(page->portal, id);

    return stage != NULL && !words_are_empty(&stage->label)
               ? page_words(page, &stage->label)
               : id;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static struct slice first_replaced(struct page *page, struct slice text,
                                   char first)
{
    struct slice head = {&first, 1};
    struct slice rest = {text.ptr + 1, text.len - 1};

    return arena_format(page->arena, SLICE_FORMAT SLICE_FORMAT,
                        SLICE_ARGS(head), SLICE_ARGS(rest));
}

struct slice text_lowered(struct page *page, struct slice text)
{
    if (text.len < 2 || !is_upper(text.ptr[0]) || is_upper(text.ptr[1]))
        return text;
    return first_replaced(page, text, (char)(text.ptr[0] - 'A' + 'a'));
}

struct slice text_raised(struct page *page, struct slice text)
{
    if (text.len == 0 || !is_lower(text.ptr[0]))
        return text;
    return first_replaced(page, text, (char)(text.ptr[0] - 'a' + 'A'));
}

/* Empty where the portal gives none. */
static struct slice own_phrase(const struct page *page, struct slice id)
{
    const struct stage *stage = portal_stage(page->portal, id);
    struct slice none = {NULL, 0};

    return stage != NULL ? page_words(page, &stage->phrase) : none;
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
    struct period last = {PERIOD_NONE, 0, 0, 0};

    if (facts == NULL || facts->cube == NULL)
        return last;
    for (size_t i = 0; i < cube_period_count(facts->cube); i++) {
        struct period period = cube_period(facts->cube, i);

        if (period_contains(year, period))
            last = period;
    }
    return last;
}

/* The amount column of a stage, or null. */
static const struct column *stage_column(const struct table *facts,
                                         struct slice stage)
{
    for (size_t i = 0; i < cube_measure_count(facts->cube); i++) {
        const struct column *column = cube_measure(facts->cube, i)->column;

        if (slice_equal(column->stage, stage))
            return column;
    }
    return NULL;
}

const struct figure *money_figure(struct page *page, const struct table *facts,
                                  struct slice stage, struct slice filter,
                                  struct period year)
{
    const struct column *column;
    struct period last = facts_last_period(facts, year);
    struct period period;

    if (last.kind == PERIOD_NONE || stage.len == 0)
        return NULL;
    column = stage_column(facts, stage);
    if (column == NULL)
        return NULL;
    period = column->accumulation == ACCUMULATE_FLOW ? year : last;
    return figure_leaf(&page->figures, FIGURE_SUM, facts->name, column->name,
                       filter_add_period(page->arena, filter, period, period));
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
money_figure_before(struct page *page, const struct table *facts,
                    struct slice stage, struct slice filter, struct period year,
                    struct period before)
{
    struct period last = facts_last_period(facts, year);
    struct period then = same_of_year(last, before);
    const struct column *column;
    struct period from;

    if (last.kind == PERIOD_NONE || stage.len == 0 || !has_period(facts, then))
        return NULL;
    column = stage_column(facts, stage);
    if (column == NULL)
        return NULL;
    from = column->accumulation == ACCUMULATE_FLOW && then.kind == PERIOD_MONTH
               ? period_of_month(then.year, 1)
               : then;
    return figure_leaf(&page->figures, FIGURE_SUM, facts->name, column->name,
                       filter_add_period(page->arena, filter, from, then));
}

struct slice filter_of_member(struct page *page,
                              const struct dimension *dimension,
                              const struct member *member)
{
    struct slice none = {NULL, 0};
    char *column = arena_alloc(page->arena, dimension->name.len + 1);

    for (size_t i = 0; i < dimension->name.len; i++)
        column[i] =
            dimension->name.ptr[i] == '-' ? '_' : dimension->name.ptr[i];
    return filter_add(page->arena, none,
                      (struct slice){column, dimension->name.len},
                      member->child_count > 0 ? "<" : "=", member->code);
}
