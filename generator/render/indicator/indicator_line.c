/* The line of an indicator: values, baseline, targets. */
#include "render/indicator/indicator.h"
#include "render/related.h"
#include "render/row.h"

/* A period as a decimal year, at its middle. */
static double time_of(struct period period)
{
    struct date first = period_first_day(period);
    struct date last = period_last_day(period);
    struct date new_year = {first.year, 1, 1};
    double from = date_days_between(new_year, first);
    double to = date_days_between(new_year, last) + 1;

    /* A year stands on its own number, so that years are whole. */
    if (period.kind == PERIOD_YEAR)
        return first.year;
    return first.year + (from + to) / 2 / 366 - 0.5;
}

static struct chart_point point_of(struct page *page, struct period period,
                                   const struct figure *figure)
{
    return (struct chart_point){.time = time_of(period),
                                .label = page_period(page, period),
                                .figure = figure};
}

struct points {
    struct chart_point *items;
    size_t count, capacity;
};

static void point_insert(struct page *page, struct points *points,
                         struct chart_point point)
{
    size_t at = points->count;

    ARENA_PUSH(page->arena, points, point);
    while (at > 0 && points->items[at - 1].time > point.time) {
        points->items[at] = points->items[at - 1];
        at--;
    }
    points->items[at] = point;
}

/* Values of the whole, not of its territories. */
static void observations(const struct indicator *indicator,
                         struct points *points)
{
    struct page *page = indicator->page;
    struct found_rows rows =
        portal_rows_by(page->portal, page->arena, ROLE_OBSERVATIONS,
                       "indicator", indicator->code);

    for (size_t i = 0; i < rows.count; i++) {
        const struct table *table = rows.items[i].table;
        const struct row *row = rows.items[i].row;
        struct period period = row_period(table, row, "period");
        struct chart_point point;

        if (row_text(table, row, "territory").len > 0 ||
            !observation_is_total(table, row) || period.kind == PERIOD_NONE)
            continue;
        point = point_of(page, period, row_value(page, table, row, "value"));
        point.break_before =
            slice_equal_text(row_text(table, row, "break"), "yes");
        point_insert(page, points, point);
    }
}

/*
 * A target as a height on the axis. Relative ones stand where the rule put the
 * one that counts, when they say the same; averages have no height.
 */
static const struct figure *target_figure(const struct indicator *indicator,
                                          const struct target *target,
                                          const struct target_list *all)
{
    const struct table *table = target->table;
    const struct row *row = target->row;
    struct slice kind = row_text(table, row, "kind");
    struct period counts = {PERIOD_NONE, 0, 0, 0};

    if (slice_equal_text(kind, "average") ||
        row_cell(table, row, "value")->state != CELL_PRESENT)
        return NULL;
    if (!slice_equal_text(kind, "relative"))
        return row_value(indicator->page, table, row, "value");
    if (indicator->rule != NULL)
        counts =
            row_period(indicator->derived, indicator->rule, "target_period");
    for (size_t i = 0; i < all->count; i++) {
        const struct target *other = &all->items[i];

        if (period_compare(row_period(other->table, other->row, "period"),
                           counts) == 0 &&
            slice_equal(row_text(other->table, other->row, "kind"), kind) &&
            slice_equal(row_text(other->table, other->row, "value"),
                        row_text(table, row, "value")))
            return indicator_derived(indicator, "target_value");
    }
    return NULL;
}

static void targets(const struct indicator *indicator, struct points *points)
{
    struct page *page = indicator->page;
    struct target_list all = targets_read(page, indicator->code);

    for (size_t i = 0; i < all.count; i++) {
        const struct target *target = &all.items[i];
        struct period period = row_period(target->table, target->row, "period");
        const struct figure *figure = target_figure(indicator, target, &all);

        if (figure != NULL && period.kind != PERIOD_NONE)
            point_insert(page, points, point_of(page, period, figure));
    }
}

static struct slice describe(struct page *page, const char *msgid,
                             const struct points *points)
{
    struct buf out = BUF_INIT;
    struct slice text;

    for (size_t i = 0; i < points->count; i++)
        buf_add_format(&out, "%s" SLICE_FORMAT ": " SLICE_FORMAT,
                       i > 0 ? "; " : "", SLICE_ARGS(points->items[i].label),
                       SLICE_ARGS(page_number(page, points->items[i].figure)));
    text = PLAIN(page, msgid, ARG_TEXT("values", buf_slice(&out)));
    buf_release(&out);
    return text;
}

/* What the line to the targets means: by the rule that judges them; after the
 * last deadline, by the path that was declared, which is straight unless it is
 * said otherwise (model/derive_target.c). */
static struct slice path_words(const struct indicator *indicator)
{
    static const struct {
        const char *path;
        const char *words; /* msgid */
    } paths[] = {
        {"through", N_("The dashed line is the path to the targets by rule: "
                       "through all targets on the way, by days. What was "
                       "reached is compared with it.")},
        {"constant", N_("The dashed line only leads to the targets: by rule "
                        "the target is the same all along, and what was "
                        "reached is compared with it.")},
        {"deadline", N_("The dashed line only leads to the targets: by the "
                        "declared path nothing is due before the "
                        "deadline.")},
    };
    const char *const fields[] = {"rule", "path"};

    for (size_t f = 0; indicator->rule != NULL && f < COUNT_OF(fields); f++) {
        struct slice word =
            row_text(indicator->derived, indicator->rule, fields[f]);

        if (slice_starts_with(word, SLICE("path-")))
            word = slice_cut(word, 5, word.len);
        for (size_t i = 0; i < COUNT_OF(paths); i++)
            if (slice_equal_text(word, paths[i].path))
                return page_text(indicator->page, paths[i].words);
    }
    return page_text(indicator->page,
                     N_("The dashed line is the path to the targets by rule: "
                        "straight, by days. What was reached is compared "
                        "with it."));
}

static struct slice joined(struct page *page, struct slice a, struct slice b)
{
    if (a.len == 0 || b.len == 0)
        return a.len > 0 ? a : b;
    return arena_format(page->arena, SLICE_FORMAT " " SLICE_FORMAT,
                        SLICE_ARGS(a), SLICE_ARGS(b));
}

static struct slice description(const struct indicator *indicator,
                                const struct points *values,
                                const struct points *aims)
{
    struct page *page = indicator->page;
    struct slice text = nothing;

    if (values->count > 0)
        text = describe(page, N_("Values: {values}."), values);
    if (aims->count == 0)
        return text;
    text = joined(page, text, describe(page, N_("Targets: {values}."), aims));
    return joined(page, text, path_words(indicator));
}

static bool read_baseline(const struct indicator *indicator,
                          struct chart_point *out)
{
    struct period period =
        row_period(indicator->table, indicator->row, "baseline-period");

    if (period.kind == PERIOD_NONE ||
        row_cell(indicator->table, indicator->row, "baseline")->state !=
            CELL_PRESENT)
        return false;
    *out = point_of(indicator->page, period,
                    row_value(indicator->page, indicator->table, indicator->row,
                              "baseline"));
    return true;
}

bool indicator_line(const struct indicator *indicator, const char *key,
                    struct slice title, struct buf *out)
{
    struct page *page = indicator->page;
    const struct table *table = indicator->values;
    struct points values = {0}, aims = {0};
    struct chart_point baseline;
    bool has_baseline = read_baseline(indicator, &baseline);
    bool is_asked = title.len > 0;
    struct slice head = page_text(page, N_("Value"));
    struct chart_frame frame;

    observations(indicator, &values);
    targets(indicator, &aims);
    if ((is_asked ? values.count + aims.count + has_baseline : values.count) <
        2)
        return false;
    if (!is_asked)
        title = arena_format(page->arena, SLICE_FORMAT ", " SLICE_FORMAT,
                             SLICE_ARGS(indicator->label),
                             SLICE_ARGS(indicator_unit_words(indicator)));
    frame = page_frame(page, key, title, description(indicator, &values, &aims),
                       table);
    frame.label_head = page_text(page, N_("Period"));
    chart_line(out, &frame,
               is_asked && indicator->unit.len > 0 ? indicator->unit : head,
               values.items, values.count, has_baseline ? &baseline : NULL,
               aims.items, aims.count);
    return true;
}
