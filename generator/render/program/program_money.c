/* Money of a program over years and months, and by kind. */
#include "model/kind.h"
#include "render/program/program_parts.h"

#define YEARS_MAX 8

struct year_set {
    struct period items[YEARS_MAX];
    size_t count;
};

bool is_told(const struct figure *figure)
{
    return figure != NULL && figure->status == FIGURE_PRESENT;
}

/* --- years --- */

static void year_add(struct year_set *set, int year)
{
    size_t at = 0;

    while (at < set->count && set->items[at].year < year)
        at++;
    if (set->count == YEARS_MAX ||
        (at < set->count && set->items[at].year == year))
        return;
    for (size_t i = set->count++; i > at; i--)
        set->items[i] = set->items[i - 1];
    set->items[at] = period_of_year(year);
}

/* From the year before the headline on. */
static void years_of(const struct page *page, const struct table *facts,
                     struct year_set *set)
{
    int first = page->portal->period.year - 1;

    for (size_t i = 0; i < cube_period_count(facts->cube); i++)
        if (cube_period(facts->cube, i).year >= first)
            year_add(set, cube_period(facts->cube, i).year);
}

static bool has_programs(const struct table *facts)
{
    return facts->cube != NULL &&
           cube_find_dimension(facts->cube, SLICE("program")) >= 0;
}

static bool has_currencies(const struct cube *cube)
{
    for (size_t m = 1; m < cube_measure_count(cube); m++)
        if (!slice_equal(cube_measure(cube, m)->column->currency,
                         cube_measure(cube, 0)->column->currency))
            return true;
    return false;
}

/* Where the rows are in several currencies, each names its own. */
static struct slice years_label(struct page *page, const struct table *facts,
                                const struct column *column,
                                const struct figure *any)
{
    struct slice stage = stage_label(page, column->stage);

    if (any == NULL || !has_currencies(facts->cube))
        return stage;
    return PLAIN(page, N_("{stage}, {unit}"), ARG_TEXT("stage", stage),
                 ARG_TEXT("unit", page_unit(page, any->unit)));
}

static void years_row(struct page *page, struct page_table *out,
                      const struct table *facts, const struct column *column,
                      struct slice filter, const struct year_set *years)
{
    const struct figure *figures[YEARS_MAX];
    const struct figure *any = NULL;

    for (size_t y = 0; y < years->count; y++) {
        figures[y] =
            column_figure(page, facts, column, filter, years->items[y]);
        if (is_told(figures[y]))
            any = figures[y];
    }
    if (any == NULL)
        return;
    table_row(out);
    cell_code(out, column->stage, years_label(page, facts, column, any),
              nothing);
    for (size_t y = 0; y < years->count; y++)
        cell_figure(out, is_told(figures[y]) ? figures[y] : NULL);
}

/* A member that a table of ceilings lacks cannot be asked of it. */
static bool has_member(const struct entity *entity, const struct table *facts)
{
    struct cube_term term = {cube_find_dimension(facts->cube, SLICE("program")),
                             &entity->member, 1,
                             entity->member->child_count > 0};
    const struct period any = {PERIOD_NONE, 0, 0, 0};
    struct cube_sum sum;

    for (size_t m = 0; m < cube_measure_count(facts->cube); m++)
        if (cube_query(facts->cube, m, &term, 1, any, any, &sum) !=
                CUBE_NO_SET &&
            sum.values > 0)
            return true;
    return false;
}

static void years_table(struct page *page, const struct entity *entity,
                        const struct year_set *years)
{
    const struct figure *unit = entity->reading.budget != NULL
                                    ? entity->reading.budget
                                    : entity->reading.executed;
    struct page_table *out = table_begin(
        page, "years", page_text(page, N_("Amounts by stage, year by year")));

    table_text_column(out, "stage", page_text(page, N_("Stage")));
    for (size_t y = 0; y < years->count; y++) {
        struct slice name =
            arena_format(page->arena, "y%d", years->items[y].year);

        table_figure_column(
            out, name.ptr,
            years->items[y].year == page->portal->period.year
                ? money_span(page, &entity->money, years->items[y])
                : page_period(page, years->items[y]),
            unit != NULL && !has_currencies(entity->money.facts->cube)
                ? page_unit(page, unit->unit)
                : nothing);
    }
    for (const struct table *t =
             portal_table(page->portal, ROLE_EXECUTION, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_EXECUTION, t)) {
        if (!has_programs(t) || !has_member(entity, t))
            continue;
        for (size_t m = 0; m < cube_measure_count(t->cube); m++)
            years_row(page, out, t, cube_measure(t->cube, m)->column,
                      entity->money.filter, years);
    }
    table_end(out, page->view, "years");
}

static void years(struct page *page, const struct entity *entity)
{
    struct year_set set = {.count = 0};

    for (const struct table *t =
             portal_table(page->portal, ROLE_EXECUTION, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_EXECUTION, t))
        if (has_programs(t))
            years_of(page, t, &set);
    if (set.count < 2)
        view_null(page, page->view, "years");
    else
        years_table(page, entity, &set);
}

/* --- months --- */

static bool is_monthly(const struct entity *entity)
{
    struct period last =
        facts_last_period(entity->money.facts, entity->money.year);

    return last.kind == PERIOD_MONTH && last.index > 1;
}

static const struct figure *month_figure(struct page *page,
                                         const struct entity *entity,
                                         const struct column *column, int month)
{
    struct period period = period_of_month(entity->money.year.year, month);

    return figure_leaf(
        &page->figures, FIGURE_SUM, entity->money.facts->name, column->name,
        filter_add_period(page->arena, entity->money.filter, period, period));
}

static void months(struct page *page, const struct entity *entity)
{
    const struct cube *cube = entity->money.facts->cube;
    struct page_table *out;
    int last = facts_last_period(entity->money.facts, entity->money.year).index;

    if (!is_monthly(entity)) {
        view_null(page, page->view, "months");
        return;
    }
    out = table_begin(
        page, "months",
        PLAIN(page, N_("Amounts by stage and month, {year}"),
              ARG_TEXT("year", page_period(page, entity->money.year))));
    table_text_column(out, "month", page_text(page, N_("Month")));
    for (size_t m = 0; m < cube_measure_count(cube); m++) {
        const struct column *column = cube_measure(cube, m)->column;
        const struct figure *first = month_figure(page, entity, column, 1);

        table_figure_column(out, arena_text(page->arena, column->name),
                            stage_label(page, column->stage),
                            page_unit(page, first->unit));
    }
    for (int month = 1; month <= last; month++) {
        table_row(out);
        cell_period(out, period_of_month(entity->money.year.year, month));
        for (size_t m = 0; m < cube_measure_count(cube); m++)
            cell_figure(out,
                        month_figure(page, entity,
                                     cube_measure(cube, m)->column, month));
    }
    table_end(out, page->view, "months");
}

/* --- current and capital --- */

static void kind_add(struct page *page, const struct entity *entity,
                     const char *kind, struct member_list *list,
                     const struct dimension **dimension)
{
    struct kind_members found = kind_members(page->portal, page->arena, kind);
    const struct cube *cube = entity->money.facts->cube;

    if (found.count == 0 ||
        cube_find_dimension(cube, found.dimension->name) < 0 ||
        (*dimension != NULL && *dimension != found.dimension))
        return;
    *dimension = found.dimension;
    for (size_t i = 0; i < found.count; i++)
        ARENA_PUSH(page->arena, list, found.items[i]);
}

static void kinds(struct page *page, const struct entity *entity)
{
    static const char *const names[] = {"current", "capital", "financial"};
    const struct dimension *dimension = NULL;
    struct member_list list = {NULL, 0, 0};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        kind_add(page, entity, names[i], &list, &dimension);
    if (dimension == NULL) {
        view_null(page, page->view, "kinds");
        return;
    }
    money_members_on(page, page->view, &entity->money, dimension, &list,
                     "kinds",
                     PLAIN(page, N_("By kind of spending, {span}"),
                           ARG_TEXT("span", money_span(page, &entity->money,
                                                       entity->money.year))),
                     "kinds");
}

/* --- pay --- */

static const struct figure *pay_of(struct page *page,
                                   const struct entity *entity,
                                   const struct kind_members *pay,
                                   struct period year)
{
    struct slice stage = execution_stage(page->portal, ROLE_EXECUTION);
    const struct figure *sum = NULL;

    for (size_t i = 0; i < pay->count; i++) {
        const struct figure *one = money_figure(
            page, entity->money.facts, stage,
            money_filter(page, &entity->money, pay->dimension, pay->items[i]),
            year);

        if (!is_told(one))
            continue;
        sum = sum == NULL ? one : tree_of(page, FIGURE_ADD, sum, one);
    }
    return sum;
}

static void pay_row(struct page *page, const struct entity *entity,
                    struct page_table *out, const struct figure *pay,
                    struct period year, struct slice product)
{
    const struct figure *all =
        money_figure(page, entity->money.facts,
                     execution_stage(page->portal, ROLE_EXECUTION),
                     entity->money.filter, year);

    table_row(out);
    cell_code(out, page_period(page, year),
              year.year == entity->money.year.year
                  ? money_span(page, &entity->money, year)
                  : page_period(page, year),
              nothing);
    cell_figure(out, pay);
    cell_figure(out, tree_of(page, FIGURE_SHARE, pay, all));
    if (product.len > 0)
        cell_figure(out, product_figure(page, product, year, "delivered"));
}

/* Pay, beside what was delivered where the program has one product. */
static void personnel(struct page *page, const struct entity *entity)
{
    struct kind_members pay =
        kind_members(page->portal, page->arena, "personnel");
    struct code_list products = {NULL, 0, 0};
    struct slice product;
    const struct figure *now = pay_of(page, entity, &pay, entity->money.year);
    struct page_table *out;

    if (now == NULL) {
        view_null(page, page->view, "personnel");
        return;
    }
    program_products(page, entity->code, &products);
    product = products.count == 1 ? products.items[0] : nothing;
    out = table_begin(page, "personnel",
                      page_text(page, N_("What is spent on pay")));
    table_text_column(out, "year", page_text(page, N_("Year")));
    table_figure_column(out, "pay", page_text(page, N_("Pay")),
                        page_unit(page, now->unit));
    table_figure_column(
        out, "share", page_text(page, N_("Share of what was spent")), nothing);
    if (product.len > 0)
        table_figure_column(out, "delivered",
                            page_label(page, ROLE_CHAIN, product), nothing);
    for (int back = 2; back >= 0; back--) {
        struct period year = period_of_year(entity->money.year.year - back);
        const struct figure *figure =
            back == 0 ? now : pay_of(page, entity, &pay, year);

        if (figure != NULL)
            pay_row(page, entity, out, figure, year, product);
    }
    table_end(out, page->view, "personnel");
}

void program_money(struct page *page, const struct entity *entity)
{
    static const char *const names[] = {"years", "months", "kinds",
                                        "personnel"};

    if (entity->money.facts == NULL) {
        for (size_t i = 0; i < COUNT_OF(names); i++)
            view_null(page, page->view, names[i]);
        return;
    }
    years(page, entity);
    months(page, entity);
    kinds(page, entity);
    personnel(page, entity);
}
