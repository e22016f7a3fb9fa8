/* indicators: all of them by status, and what they lack. */
#include "render/indicator/indicator.h"
#include "render/page/kinds.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

/* --- completeness --- */

struct lack {
    const char *role;    /* of the table of indicators */
    const char *derived; /* or "no" in a column of derived-indicators */
    const char *head;    /* msgid */
};

static const struct lack lacks[] = {
    {NULL, "has_target", N_("No numeric target with a deadline")},
    {NULL, "has_baseline", N_("No baseline")},
    {"unit", NULL, N_("No unit")},
    {"definition", NULL, N_("No definition")},
    {"institution", NULL, N_("No owner")},
    {"source-body", NULL, N_("No word on who measures it")},
    {"direction", NULL, N_("No word on whether more or less is better")},
};

/* A field the source does not have at all is lacking in every row. */
static const struct figure *
lacking(struct page *page, const struct table *table, const struct lack *lack)
{
    const struct column *column;
    struct slice filter = nothing;

    if (lack->derived != NULL)
        return indicator_count(
            page, with_term(page, nothing, lack->derived, "=", SLICE("no")));
    column = table_role_column(table, lack->role);
    if (column != NULL)
        filter = with_missing(page, nothing, column->name);
    return count_figure(page, table->name, filter);
}

static void completeness(struct page *page, const struct figure *all)
{
    struct page_table *table = table_begin(
        page, "completeness", page_text(page, N_("What the indicators lack")));

    table_text_column(table, "lack", page_text(page, N_("Lacking")));
    table_figure_column(table, "count", page_text(page, N_("Indicators")),
                        nothing);
    table_figure_column(table, "share", page_text(page, N_("Share of all")),
                        nothing);
    for (size_t i = 0; i < COUNT_OF(lacks); i++) {
        const struct figure *figure =
            lacking(page, page->route->table, &lacks[i]);

        table_row(table);
        cell_text(table, page_text(page, lacks[i].head));
        cell_figure(table, figure);
        cell_figure(table,
                    figure_tree(&page->figures, FIGURE_SHARE, figure, all));
    }
    table_end(table, page->view, "completeness");
}

/* --- the list --- */

static void heads(struct page *page, struct page_table *table)
{
    table_text_column(table, "indicator", page_text(page, N_("Indicator")));
    table_text_column(table, "unit", page_text(page, N_("Unit")));
    table_text_column(table, "level", page_text(page, N_("Level")));
    table_figure_column(table, "baseline", page_text(page, N_("Baseline")),
                        nothing);
    table_figure_column(table, "last_value", page_text(page, N_("Last value")),
                        nothing);
    table_text_column(table, "last_period", page_text(page, N_("Value of")));
    table_figure_column(table, "target_value", page_text(page, N_("Target")),
                        nothing);
    table_text_column(table, "target_period",
                      page_text(page, N_("Target for")));
    table_text_column(table, "lacks", page_text(page, N_("What it lacks")));
}

static const struct figure *derived_value(struct page *page, const char *column,
                                          struct slice code)
{
    return figure_leaf(&page->figures, FIGURE_VALUE,
                       SLICE("derived-indicators"), slice_of(column),
                       with_term(page, nothing, "indicator", "=", code));
}

static void lacks_cell(struct page *page, struct page_table *out,
                       struct slice lacking)
{
    if (lacking.len > 0)
        cell_missing(out, lacking);
    else
        cell_text(out, page_text(page, N_("nothing of the four")));
}

static void indicator_row(struct page *page, struct page_table *out,
                          const struct table *derived, const struct row *rule)
{
    const struct table *table = page->route->table;
    struct slice code = row_text(derived, rule, "indicator");
    const struct row *row = table_find(table, code);
    struct slice unit = row_words(table, row, "unit", page->language);
    struct slice level = row_text(derived, rule, "level");

    table_row(out);
    cell_code(out, code, page_label(page, ROLE_INDICATORS, code),
              link_entity(page, "indicators", code));
    if (unit.len > 0)
        cell_text(out, unit);
    else
        cell_missing(out, page_text(page, N_("no unit")));
    cell_code(out, level, page_level(page, level), nothing);
    cell_figure(out, row_value(page, table, row, "baseline"));
    cell_figure(out, derived_value(page, "last_value", code));
    cell_period(out, row_period(derived, rule, "last_period"));
    cell_figure(out, derived_value(page, "target_value", code));
    cell_period(out, row_period(derived, rule, "target_period"));
    lacks_cell(page, out, indicator_lacks(page, derived, rule));
}

/* One table for each status that an indicator has. */
static void group(struct page *page, const struct table *derived,
                  struct slice status, struct value *groups)
{
    struct value *item = view_object(page);
    struct page_table *table = table_begin(
        page,
        arena_format(page->arena, "list-" SLICE_FORMAT, SLICE_ARGS(status)).ptr,
        PLAIN(page, N_("Indicators: {status}"),
              ARG_TEXT("status", page_indicator_status(page, status))));

    heads(page, table);
    for (size_t i = 0; i < derived->rows.count; i++)
        if (slice_equal(row_text(derived, &derived->rows.items[i], "status"),
                        status) &&
            table_find(page->route->table,
                       row_text(derived, &derived->rows.items[i],
                                "indicator")) != NULL)
            indicator_row(page, table, derived, &derived->rows.items[i]);
    if (table_rows(table) > 0)
        view_add(page, groups, item);
    view_code(page, item, "status", status);
    view_text(page, item, "word", page_indicator_status(page, status));
    view_text(page, item, "definition",
              page_text(page, arena_text(page->arena,
                                         indicator_status_definition(status))));
    view_link(
        page, item, "anchor",
        arena_format(page->arena, "#status-" SLICE_FORMAT, SLICE_ARGS(status)));
    view_figure(
        page, item, "count",
        indicator_count(page, with_term(page, nothing, "status", "=", status)));
    table_end(table, item, "table");
}

/* The four points, counted: yes, no, and not known. */
static void four_points(struct page *page)
{
    static const struct {
        const char *column;
        const char *words; /* msgid */
    } points[] = {{"timely", N_("Timely")},
                  {"objective", N_("Objective")},
                  {"actionable", N_("Actionable")},
                  {"value_for_money", N_("Worth its cost")}};
    struct page_table *table = table_begin(
        page, "points",
        page_text(page, N_("How many indicators meet the four points")));

    table_text_column(table, "point", page_text(page, N_("Point")));
    table_figure_column(table, "met", page_text(page, N_("Yes")), nothing);
    table_figure_column(table, "not_met", page_text(page, N_("No")), nothing);
    table_figure_column(table, "unknown", page_text(page, N_("Not known")),
                        nothing);
    for (size_t i = 0; i < COUNT_OF(points); i++) {
        const char *column = points[i].column;

        table_row(table);
        cell_text(table, page_text(page, points[i].words));
        cell_figure(table,
                    indicator_count(page, with_term(page, nothing, column, "=",
                                                    SLICE("yes"))));
        cell_figure(table,
                    indicator_count(page, with_term(page, nothing, column, "=",
                                                    SLICE("no"))));
        cell_figure(table,
                    indicator_count(
                        page, with_missing(page, nothing, slice_of(column))));
    }
    table_end(table, page->view, "points");
}

static struct slice summary(struct page *page, const struct figure *all)
{
    const struct figure *judged =
        indicator_count(page, SLICE("status=met|not-met|on-path|off-path"));
    const struct figure *good =
        indicator_count(page, SLICE("status=met|on-path"));
    const struct figure *bad =
        indicator_count(page, SLICE("status=not-met|off-path"));

    return SENTENCE(
        page,
        N_("Of {all} indicators, {judged} can be judged: {good} met their "
           "target or are on their path, {bad} did not meet it or are off "
           "it. The others lack a target, a value or a baseline."),
        ARG_FIGURE("all", all), ARG_FIGURE("judged", judged),
        ARG_FIGURE("good", good), ARG_FIGURE("bad", bad));
}

void page_indicators(struct page *page)
{
    const struct table *derived =
        portal_table_named(page->portal, SLICE("derived-indicators"));
    struct value *groups = view_list(page, page->view, "groups");
    const struct figure *all = indicator_count(page, nothing);

    page_title(page, page_text(page, N_("Indicators")));
    page_description(page, page_text(page, N_("What is measured, against which "
                                              "target, and what is "
                                              "lacking.")));
    page_step(page, page_text(page, N_("Indicators")), SLICE("indicators"));
    view_markup(page, page->view, "summary_sentence", summary(page, all));
    indicator_chart(page, "chart_status", "indicators-status",
                    page_text(page, N_("Indicators by status")), nothing);
    level_chart(page, "chart_level", "indicators-level",
                page_text(page, N_("Indicators by level")),
                SLICE("derived-indicators"));
    for (size_t i = 0; derived != NULL && i < INDICATOR_STATUS_COUNT; i++)
        group(page, derived, indicator_status(i), groups);
    completeness(page, all);
    four_points(page);
    status_definitions(page, "status_words", true);
}
