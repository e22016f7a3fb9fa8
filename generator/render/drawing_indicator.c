/* The line of an indicator: observations, baseline, targets. */
#include <stdlib.h>

#include "render/document.h"
#include "render/tracking.h"

struct points {
    struct chart_point *items;
    size_t count, capacity;
};

/* A year stands on its own number; parts of it around it, by their middle. */
static double time_of(struct period period)
{
    struct date first = period_first_day(period);
    struct date middle_of_year = {first.year, 7, 2};
    int32_t days = date_days_between(middle_of_year, first) +
                   date_days_between(middle_of_year, period_last_day(period));

    if (period.kind == PERIOD_YEAR)
        return first.year;
    return first.year + days / 2.0 / 366.0;
}

static void point_add(struct page *page, struct points *points,
                      const struct table *table, const struct row *row,
                      struct period period)
{
    struct chart_point point = {
        .time = time_of(period),
        .label = period_words(page, period),
        .figure = row_value(page, table, row, "value"),
        .break_before = slice_equal_text(row_text(table, row, "break"), "yes")};

    ARENA_PUSH(page->arena, points, point);
}

static int compare_points(const void *left, const void *right)
{
    const struct chart_point *a = left;
    const struct chart_point *b = right;

    return (a->time > b->time) - (a->time < b->time);
}

/*
 * Rows of all tables of a role about an indicator: those of a territory are
 * parts, and relative targets are no values of the indicator.
 */
static void points_of(struct page *page, enum resource_role role,
                      struct slice code, struct points *points)
{
    for (const struct table *t = portal_table(page->portal, role, NULL);
         t != NULL; t = portal_table(page->portal, role, t)) {
        const struct row_list *rows = table_rows_by(t, "indicator", code);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = &t->rows.items[rows->items[i]];
            struct period period = row_period(t, row, "period");

            if (period.kind == PERIOD_NONE ||
                row_cell(t, row, "territory")->state == CELL_PRESENT ||
                slice_equal_text(row_text(t, row, "kind"), "relative") ||
                (role == ROLE_TARGETS &&
                 row_cell(t, row, "value")->state != CELL_PRESENT))
                continue;
            point_add(page, points, t, row, period);
        }
    }
    if (points->count > 1)
        qsort(points->items, points->count, sizeof *points->items,
              compare_points);
}

/* False when the indicator gives no baseline, or no date for it. */
static bool baseline_of(struct page *page, const struct table *table,
                        const struct row *row, struct chart_point *out)
{
    struct period period = row_period(table, row, "baseline-period");

    if (period.kind == PERIOD_NONE ||
        row_cell(table, row, "baseline")->state != CELL_PRESENT)
        return false;
    *out =
        (struct chart_point){.time = time_of(period),
                             .label = period_words(page, period),
                             .figure = row_value(page, table, row, "baseline")};
    return true;
}

static struct slice description(struct page *page,
                                const struct points *observations,
                                struct slice title)
{
    const struct chart_point *first, *last;

    if (observations->count == 0)
        return title;
    first = &observations->items[0];
    last = &observations->items[observations->count - 1];
    return PLAIN(page, N_("{title}: {first} in {from}, {last} in {to}."),
                 ARG_TEXT("title", title), ARG_FIGURE("first", first->figure),
                 ARG_TEXT("from", first->label),
                 ARG_FIGURE("last", last->figure), ARG_TEXT("to", last->label));
}

bool drawing_indicator(struct page *page, const struct drawing *drawing,
                       struct slice code, struct buf *out)
{
    const struct table *table = NULL;
    const struct row *row =
        portal_find(page->portal, ROLE_INDICATORS, code, &table);
    struct points observations = {NULL, 0, 0}, targets = {NULL, 0, 0};
    struct chart_point baseline;
    bool has_baseline;
    struct slice unit;
    struct chart_frame frame;

    if (row == NULL)
        return false;
    points_of(page, ROLE_OBSERVATIONS, code, &observations);
    points_of(page, ROLE_TARGETS, code, &targets);
    has_baseline = baseline_of(page, table, row, &baseline);
    if (observations.count + targets.count + has_baseline < 2)
        return false;
    unit = indicator_unit(page, table, row);
    frame = page_frame(page, drawing->key, drawing->title,
                       description(page, &observations, drawing->title),
                       portal_table(page->portal, ROLE_OBSERVATIONS, NULL));
    frame.label_head = page_text(page, N_("Period"));
    chart_line(out, &frame, unit.len > 0 ? unit : page_text(page, N_("Value")),
               observations.items, observations.count,
               has_baseline ? &baseline : NULL, targets.items, targets.count);
    return true;
}
