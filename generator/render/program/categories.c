/* The budget by programming category. */
#include "render/program/categories.h"
#include "render/program/program_results.h"

static const struct slice source = SLICE_INIT("derived-categories");

/* As the classifier of the facts has it; else as for programs. */
static struct slice line_category(const struct page *page,
                                  struct slice category)
{
    const struct member *member = map_get(
        &portal_dimension(page->portal, SLICE("category"))->by_code, category);

    return member != NULL && member->row != NULL
               ? page_member_label(page, member)
               : program_category(page, category);
}

/* Do the facts name the category, and no list of programs? */
static bool is_of_lines(const struct page *page)
{
    for (const struct table *t =
             portal_table(page->portal, ROLE_PROGRAMS, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_PROGRAMS, t))
        for (size_t i = 0; i < t->rows.count; i++)
            if (row_text(t, &t->rows.items[i], "category").len > 0)
                return false;
    return portal_dimension(page->portal, SLICE("category")) != NULL;
}

struct slice category_words(const struct page *page, struct slice category)
{
    if (slice_equal_text(category, "none"))
        return is_of_lines(page)
                   ? page_text(page, N_("Lines in no category"))
                   : page_text(page, N_("Programs in no category"));
    if (slice_equal_text(category, "several"))
        return is_of_lines(page)
                   ? page_text(page, N_("Lines in more than one category"))
                   : page_text(page, N_("Programs in more than one category"));
    if (slice_equal_text(category, "no-program"))
        return page_text(page, N_("Lines that name no program"));
    return is_of_lines(page) ? line_category(page, category)
                             : program_category(page, category);
}

static const struct figure *value_of(struct page *page, const char *column,
                                     struct slice category, struct period year)
{
    struct slice filter = with_term(page, nothing, "category", "=", category);

    return figure_leaf(&page->figures, FIGURE_VALUE, source, slice_of(column),
                       filter_add_period(page->arena, filter, year, year));
}

static const struct figure *whole_of(struct page *page, const char *column,
                                     struct period year)
{
    return figure_leaf(&page->figures, FIGURE_SUM, source, slice_of(column),
                       filter_add_period(page->arena, nothing, year, year));
}

static const struct figure *share_of(struct page *page, struct slice category,
                                     struct period year)
{
    const struct figure *value = value_of(page, "budget", category, year);

    return value->status != FIGURE_PRESENT
               ? NULL
               : tree_of(page, FIGURE_SHARE, value,
                         whole_of(page, "budget", year));
}

/* --- the table of the headline year --- */

static void heads(struct page *page, struct page_table *out)
{
    const struct portal *portal = page->portal;
    const struct figure *budget = whole_of(page, "budget", portal->period);
    struct slice unit = page_unit(page, budget->unit);

    table_text_column(out, "category", page_text(page, N_("Category")));
    table_figure_column(out, "programs", page_text(page, N_("Programs")),
                        nothing);
    table_figure_column(out, "budget",
                        stage_label(page, budget_stage(portal, ROLE_EXECUTION)),
                        unit);
    table_figure_column(out, "share",
                        page_text(page, N_("Share of the whole budget")),
                        nothing);
    table_figure_column(
        out, "executed",
        stage_label(page, execution_stage(portal, ROLE_EXECUTION)), unit);
    table_figure_column(out, "executed_share",
                        share_label(page, ROLE_EXECUTION), nothing);
}

static struct slice category_address(struct page *page, struct slice category)
{
    struct slice programs = link_page(page, SLICE("programs"));

    if (is_of_lines(page))
        return nothing;
    if (programs.len == 0 || slice_equal_text(category, "none") ||
        slice_equal_text(category, "several") ||
        slice_equal_text(category, "no-program"))
        return programs;
    return ARENA_CONCAT(page->arena, programs, SLICE("#"),
                        route_encode(page->arena, category));
}

static void line(struct page *page, struct page_table *out,
                 struct slice category)
{
    struct period year = page->portal->period;
    const struct figure *budget = value_of(page, "budget", category, year);
    const struct figure *executed = value_of(page, "executed", category, year);

    table_row(out);
    cell_code(out, category, category_words(page, category),
              category_address(page, category));
    cell_figure(out, value_of(page, "programs", category, year));
    cell_figure(out, budget);
    cell_figure(out, share_of(page, category, year));
    cell_figure(out, executed);
    cell_figure(out, tree_of(page, FIGURE_SHARE, executed, budget));
}

static void whole_row(struct page *page, struct page_table *out)
{
    struct period year = page->portal->period;
    const struct figure *budget = whole_of(page, "budget", year);
    const struct figure *executed = whole_of(page, "executed", year);

    table_row(out);
    cell_code(out, SLICE("all"), page_text(page, N_("The whole budget")),
              link_page(page, SLICE("budget")));
    cell_figure(out, whole_of(page, "programs", year));
    cell_figure(out, budget);
    cell_figure(out, tree_of(page, FIGURE_SHARE, budget, budget));
    cell_figure(out, executed);
    cell_figure(out, tree_of(page, FIGURE_SHARE, executed, budget));
}

static void table_of(struct page *page, const struct table *table)
{
    struct page_table *out = table_begin(
        page, "categories",
        PLAIN(page, N_("Budget by programming category, {year}"),
              ARG_TEXT("year", page_period(page, page->portal->period))));

    heads(page, out);
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];

        if (period_compare(row_period(table, row, "period"),
                           page->portal->period) == 0)
            line(page, out, row_text(table, row, "category"));
    }
    whole_row(page, out);
    table_end(out, page->view, "categories");
}

/* --- the shares over the years --- */

#define CATEGORY_YEARS_MAX 12
#define CATEGORIES_MAX 12 /* styles of segments */

struct split {
    struct slice categories[CATEGORIES_MAX];
    size_t count;
    struct period years[CATEGORY_YEARS_MAX];
    size_t year_count;
};

static void split_note(struct split *split, const struct table *table,
                       const struct row *row)
{
    struct slice category = row_text(table, row, "category");
    struct period year = row_period(table, row, "period");
    size_t i = 0;

    while (i < split->count && !slice_equal(split->categories[i], category))
        i++;
    if (i == split->count && i < CATEGORIES_MAX)
        split->categories[split->count++] = category;
    if (split->year_count < CATEGORY_YEARS_MAX &&
        (split->year_count == 0 ||
         period_compare(split->years[split->year_count - 1], year) != 0))
        split->years[split->year_count++] = year;
}

static struct chart_stack stack_of(struct page *page, const struct split *split,
                                   struct period year)
{
    /* Each its own: segments of one style are one column of the table. */
    static const char *const styles[] = {
        "level-1",   "level-2",     "level-3",     "level-4",
        "level-5",   "no-deadline", "no-baseline", "no-direction",
        "discarded", "delayed",     "achieved",    "on-time"};
    struct chart_segment *segments =
        ARENA_ARRAY(page->arena, split->count, struct chart_segment);
    size_t count = 0;

    for (size_t i = 0; i < split->count; i++) {
        const struct figure *share = share_of(page, split->categories[i], year);

        if (share == NULL)
            continue;
        segments[count++] = (struct chart_segment){
            .label = category_words(page, split->categories[i]),
            .address = nothing,
            .style = styles[i],
            .figure = share};
    }
    return (struct chart_stack){page_period(page, year), segments, count};
}

static void chart_of(struct page *page, const struct table *table)
{
    struct split split = {.count = 0};
    struct chart_stack stacks[CATEGORY_YEARS_MAX];
    struct chart_frame frame;
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < table->rows.count; i++)
        split_note(&split, table, &table->rows.items[i]);
    for (size_t y = 0; y < split.year_count; y++)
        stacks[y] = stack_of(page, &split, split.years[y]);
    frame = page_frame(
        page, "categories",
        page_text(page, N_("Shares of the budget by programming category")),
        page_text(page, N_("Each line of the budget is in one category; what "
                           "is in none or in several is shown apart. "
                           "Together they are the whole budget.")),
        table);
    frame.label_head = page_text(page, N_("Year"));
    chart_stacks(&out, &frame, stacks, split.year_count);
    view_chart(page, page->view, "chart_categories", &out);
}

static struct slice results_sentence(struct page *page)
{
    struct period year = page->portal->period;
    const struct figure *share = share_of(page, SLICE("results"), year);

    if (share == NULL)
        return nothing;
    return SENTENCE(
        page,
        N_("In {year}, {share} of the budget is in programs that answer for "
           "results."),
        ARG_TEXT("year", page_period(page, year)), ARG_FIGURE("share", share));
}

void categories_section(struct page *page)
{
    static const char *const names[] = {"categories", "chart_categories",
                                        "categories_sentence"};
    const struct table *table = portal_table_named(page->portal, source);

    if (table == NULL || table->rows.count == 0 ||
        whole_of(page, "budget", page->portal->period)->status !=
            FIGURE_PRESENT) {
        for (size_t i = 0; i < COUNT_OF(names); i++)
            view_null(page, page->view, names[i]);
        return;
    }
    table_of(page, table);
    chart_of(page, table);
    view_markup(page, page->view, "categories_sentence",
                results_sentence(page));
}
