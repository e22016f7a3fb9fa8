/* Forecasts against what came, forecaster beside forecaster. */
#include "render/page/kinds.h"
#include "render/related.h"
#include "render/row.h"
#include "render/sections.h"

/* What forecasts are of: an indicator, or a stage of a resource of facts. */
struct subject {
    const struct table *table; /* derived */
    struct slice indicator;    /* empty = of money */
    struct slice filter;
    struct slice label;
    struct slice address;
};

struct subject_list {
    struct subject *items;
    size_t count, capacity;
};

struct forecasting {
    struct page *page;
    struct sections sections;
    struct subject_list subjects;
    struct page_table *misses;
};

static struct slice forecaster_word(const struct page *page, struct slice code)
{
    return portal_label(page->portal, "forecaster", code, page->language);
}

static struct slice money_label(struct page *page, struct slice resource,
                                struct slice stage)
{
    const struct table *facts = portal_table_named(page->portal, resource);

    return PLAIN(page, N_("{title}: {stage}"),
                 ARG_TEXT("title", facts == NULL
                                       ? resource
                                       : page_words(page, &facts->title)),
                 ARG_TEXT("stage", stage_phrase(page, stage)));
}

static struct subject subject_of(struct page *page, const struct table *table,
                                 const struct row *row)
{
    struct slice indicator = row_text(table, row, "indicator");
    struct slice resource = row_text(table, row, "resource");
    struct slice stage = row_text(table, row, "stage");

    if (indicator.len > 0)
        return (struct subject){
            table, indicator,
            with_term(page, nothing, "indicator", "=", indicator),
            page_label(page, ROLE_INDICATORS, indicator),
            link_entity(page, "indicators", indicator)};
    return (struct subject){
        table, nothing,
        with_term(page, with_term(page, nothing, "resource", "=", resource),
                  "stage", "=", stage),
        money_label(page, resource, stage), nothing};
}

static void subjects_of(struct forecasting *f, const char *name)
{
    const struct table *table =
        portal_table_named(f->page->portal, slice_of(name));

    for (size_t r = 0; table != NULL && r < table->rows.count; r++) {
        struct subject subject =
            subject_of(f->page, table, &table->rows.items[r]);
        bool known = false;

        for (size_t i = 0; i < f->subjects.count; i++)
            known |= slice_equal(f->subjects.items[i].filter, subject.filter) &&
                     f->subjects.items[i].table == table;
        if (!known)
            ARENA_PUSH(f->page->arena, &f->subjects, subject);
    }
}

static bool is_of(struct page *page, const struct subject *subject,
                  const struct row *row)
{
    struct subject own = subject_of(page, subject->table, row);

    return slice_equal(own.filter, subject->filter);
}

static const struct figure *value_in(struct page *page,
                                     const struct table *table,
                                     const struct row *row, const char *measure)
{
    return figure_leaf(&page->figures, FIGURE_VALUE, table->name,
                       slice_of(measure),
                       with_term(page, nothing, "number", "=",
                                 row_text(table, row, "number")));
}

static void forecast_row(struct page *page, struct page_table *out,
                         const struct table *table, const struct row *row)
{
    struct slice forecaster = row_text(table, row, "forecaster");
    bool has = row_cell(table, row, "outturn")->state == CELL_PRESENT;
    const struct figure *forecast = value_in(page, table, row, "forecast");
    const struct figure *outturn =
        has ? value_in(page, table, row, "outturn") : NULL;

    table_row(out);
    cell_period(out, row_period(table, row, "period"));
    cell_code(out, forecaster, forecaster_word(page, forecaster), nothing);
    cell_period(out, row_period(table, row, "made"));
    cell_figure(out, forecast);
    if (has)
        cell_figure(out, outturn);
    else
        cell_missing(out, page_text(page, N_("not yet known")));
    cell_figure(out, tree_of(page, FIGURE_DIFFERENCE, forecast, outturn));
    cell_figure(out, tree_of(page, FIGURE_CHANGE, forecast, outturn));
}

/* An indicator's unit in the language of the page. */
static struct slice indicator_unit(struct page *page,
                                   const struct subject *subject)
{
    const struct table *table = NULL;
    const struct row *row =
        portal_find(page->portal, ROLE_INDICATORS, subject->indicator, &table);

    return row == NULL ? nothing
                       : row_words(table, row, "unit", page->language);
}

static struct slice unit_of(struct page *page, const struct subject *subject)
{
    if (subject->indicator.len > 0)
        return indicator_unit(page, subject);
    for (size_t r = 0; r < subject->table->rows.count; r++) {
        const struct row *row = &subject->table->rows.items[r];

        if (is_of(page, subject, row))
            return page_unit(
                page, value_in(page, subject->table, row, "forecast")->unit);
    }
    return nothing;
}

static void subject_table(struct forecasting *f, const struct subject *subject,
                          size_t at)
{
    struct page *page = f->page;
    struct slice unit = unit_of(page, subject);
    const char *key = arena_format(page->arena, "subject-%zu", at + 1).ptr;
    struct page_table *out = table_begin(page, key, subject->label);
    struct row_list rows = {NULL, 0, 0};

    table_text_column(out, "period", page_text(page, N_("Of")));
    table_text_column(out, "forecaster", page_text(page, N_("Forecaster")));
    table_text_column(out, "made", page_text(page, N_("Made")));
    table_figure_column(out, "forecast", page_text(page, N_("Forecast")), unit);
    table_figure_column(out, "outturn", page_text(page, N_("Outturn")), unit);
    table_figure_column(out, "difference",
                        page_text(page, N_("Forecast less outturn")), unit);
    table_figure_column(out, "percent",
                        page_text(page, N_("Difference, of the outturn")),
                        nothing);
    for (size_t r = 0; r < subject->table->rows.count; r++)
        if (is_of(page, subject, &subject->table->rows.items[r]))
            ARENA_PUSH(page->arena, &rows, (uint32_t)r);
    rows_sort(page, subject->table, &rows,
              table_column(subject->table, SLICE("period")),
              ROWS_EARLIEST_FIRST);
    for (size_t i = 0; i < rows.count; i++)
        forecast_row(page, out, subject->table,
                     row_at(subject->table, &rows, i));
    table_end(out,
              section_add(&f->sections, key, subject->label,
                          subject->address.len == 0
                              ? nothing
                              : SENTENCE(page, N_("More on {page}."),
                                         ARG_LINK("page", subject->label,
                                                  subject->address))),
              "table");
}

/* --- forecasts and outturn, as columns --- */

#define FORECASTERS_MAX 3 /* greys that can be told apart */
#define PERIODS_MAX 12

struct forecast_chart {
    const struct subject *subject;
    struct slice periods[PERIODS_MAX]; /* as written, ascending */
    struct slice labels[PERIODS_MAX];
    size_t period_count;
    struct code_list forecasters;
    bool is_known; /* some outturn is */
};

static void period_insert(struct page *page, struct forecast_chart *c,
                          const struct row *row)
{
    struct period period = row_period(c->subject->table, row, "period");
    struct buf text = BUF_INIT;
    struct slice code;
    size_t at;

    period_write(&text, period);
    code = arena_take(page->arena, &text);
    for (at = 0; at < c->period_count; at++)
        if (slice_compare(c->periods[at], code) >= 0)
            break;
    if (at < c->period_count && slice_equal(c->periods[at], code))
        return;
    if (c->period_count++ >= PERIODS_MAX)
        return;
    for (size_t i = c->period_count - 1; i > at; i--) {
        c->periods[i] = c->periods[i - 1];
        c->labels[i] = c->labels[i - 1];
    }
    c->periods[at] = code;
    c->labels[at] = page_period(page, period);
}

static struct forecast_chart chart_read(struct page *page,
                                        const struct subject *subject)
{
    const struct table *table = subject->table;
    struct forecast_chart c = {.subject = subject};

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        if (!is_of(page, subject, row))
            continue;
        period_insert(page, &c, row);
        code_add(page, &c.forecasters, row_text(table, row, "forecaster"));
        c.is_known |= row_cell(table, row, "outturn")->state == CELL_PRESENT;
    }
    return c;
}

/* The last one that the forecaster made of the period; of an outturn, any. */
static const struct figure *bar_of(struct page *page,
                                   const struct forecast_chart *c, size_t at,
                                   struct slice forecaster, const char *measure)
{
    const struct table *table = c->subject->table;
    const struct row *best = NULL;

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        if (!is_of(page, c->subject, row) ||
            !slice_equal(row_text(table, row, "period"), c->periods[at]) ||
            row_cell(table, row, measure)->state != CELL_PRESENT ||
            (forecaster.len > 0 &&
             !slice_equal(row_text(table, row, "forecaster"), forecaster)))
            continue;
        if (best == NULL ||
            period_compare(row_period(table, row, "made"),
                           row_period(table, best, "made")) >= 0)
            best = row;
    }
    return best == NULL ? NULL : value_in(page, table, best, measure);
}

static struct chart_series
series_of(struct page *page, const struct forecast_chart *c, struct slice label,
          struct slice forecaster, const char *measure)
{
    struct chart_series series = {
        .label = label,
        .figures =
            ARENA_ARRAY(page->arena, c->period_count, const struct figure *),
        .emphasis = forecaster.len == 0};

    for (size_t i = 0; i < c->period_count; i++)
        series.figures[i] = bar_of(page, c, i, forecaster, measure);
    return series;
}

static struct slice chart_words(struct page *page,
                                const struct forecast_chart *c,
                                const struct chart_series *series, size_t count)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < c->period_count; i++) {
        bool is_first = true;

        buf_add_format(&out, "%s" SLICE_FORMAT ": ", i > 0 ? "; " : "",
                       SLICE_ARGS(c->labels[i]));
        for (size_t s = 0; s < count; s++) {
            if (series[s].figures[i] == NULL)
                continue;
            buf_add_format(&out, "%s" SLICE_FORMAT " " SLICE_FORMAT,
                           is_first ? "" : ", ", SLICE_ARGS(series[s].label),
                           SLICE_ARGS(page_number(page, series[s].figures[i])));
            is_first = false;
        }
    }
    buf_add_char(&out, '.');
    return arena_take(page->arena, &out);
}

static void subject_chart(struct forecasting *f, const struct subject *subject,
                          size_t at)
{
    struct page *page = f->page;
    struct forecast_chart c = chart_read(page, subject);
    struct chart_series series[FORECASTERS_MAX + 1];
    size_t count = 0;
    struct chart_frame frame;
    struct slice unit = unit_of(page, subject);
    struct buf out = BUF_INIT;

    if (!c.is_known || c.period_count > PERIODS_MAX ||
        c.forecasters.count > FORECASTERS_MAX)
        return;
    series[count++] =
        series_of(page, &c, page_text(page, N_("Outturn")), nothing, "outturn");
    for (size_t i = 0; i < c.forecasters.count; i++)
        series[count++] =
            series_of(page, &c, forecaster_word(page, c.forecasters.items[i]),
                      c.forecasters.items[i], "forecast");
    frame =
        page_frame(page, arena_format(page->arena, "columns-%zu", at + 1).ptr,
                   unit.len == 0 ? subject->label
                                 : PLAIN(page, N_("{title}, {unit}"),
                                         ARG_TEXT("title", subject->label),
                                         ARG_TEXT("unit", unit)),
                   chart_words(page, &c, series, count), subject->table);
    frame.label_head = page_text(page, N_("Period"));
    chart_columns(&out, &frame, c.labels, c.period_count, series, count);
    section_chart(&f->sections, &out);
}

/* --- how much each missed on the average --- */

static void miss_row(struct forecasting *f, const struct subject *subject,
                     struct slice forecaster)
{
    struct page *page = f->page;
    struct slice filter =
        with_term(page, subject->filter, "forecaster", "=", forecaster);
    const struct figure *count =
        figure_leaf(&page->figures, FIGURE_COUNT, subject->table->name,
                    SLICE("outturn"), filter);

    table_row(f->misses);
    cell_code(f->misses, subject->label, subject->label, subject->address);
    cell_code(f->misses, forecaster, forecaster_word(page, forecaster),
              nothing);
    cell_figure(f->misses, count);
    if (amount_sign(count->value) == 0) {
        cell_missing(f->misses, page_text(page, N_("not yet known")));
        cell_text(f->misses, nothing);
        return;
    }
    cell_figure(f->misses,
                figure_leaf(&page->figures, FIGURE_MEAN, subject->table->name,
                            SLICE("missed"), filter));
    cell_text(f->misses, unit_of(page, subject));
}

static void miss_rows(struct forecasting *f, const struct subject *subject)
{
    struct code_list forecasters = {NULL, 0, 0};

    for (size_t r = 0; r < subject->table->rows.count; r++)
        if (is_of(f->page, subject, &subject->table->rows.items[r]))
            code_add(f->page, &forecasters,
                     row_text(subject->table, &subject->table->rows.items[r],
                              "forecaster"));
    for (size_t i = 0; i < forecasters.count; i++)
        miss_row(f, subject, forecasters.items[i]);
}

static void misses(struct forecasting *f)
{
    struct page *page = f->page;
    struct slice heading = page_text(page, N_("How far off, on the average"));

    f->misses = table_begin(page, "missed", heading);
    table_text_column(f->misses, "subject", page_text(page, N_("Forecast of")));
    table_text_column(f->misses, "forecaster",
                      page_text(page, N_("Forecaster")));
    table_figure_column(f->misses, "count",
                        page_text(page, N_("Forecasts with an outturn")),
                        nothing);
    table_figure_column(f->misses, "missed",
                        page_text(page, N_("Missed by, mean")), nothing);
    table_text_column(f->misses, "unit", page_text(page, N_("Unit")));
    for (size_t i = 0; i < f->subjects.count; i++)
        miss_rows(f, &f->subjects.items[i]);
    table_end(f->misses,
              section_add(&f->sections, "missed", heading,
                          page_text(page, N_("What each forecast missed by, up "
                                             "or down, without its sign."))),
              "table");
}

void page_forecasts(struct page *page)
{
    const struct table *table = page->route->table;
    struct forecasting f = {.page = page};
    const struct sentence_arg args[] = {
        ARG_FIGURE("count", count_figure(page, table->name, nothing))};
    struct slice form = text_counted(
        page, args[0].figure,
        N_("{count} forecast is published. It stands beside what came, and "
           "beside those of others."),
        N_("{count} forecasts are published. Each stands beside what came, and "
           "beside those of others."));

    subjects_of(&f, "derived-forecasts");
    subjects_of(&f, "derived-money-forecasts");
    page_title(page, page_text(page, N_("Forecasts and outturns")));
    page_step(page, page_text(page, N_("Accountability")),
              SLICE("accountability"));
    page_step(page, page_text(page, N_("Forecasts and outturns")),
              page->route->key);
    sections_begin(page, &f.sections);
    sections_lead(&f.sections, sentence_of(page, form, args, 1),
                  sentence_plain_of(page, form, args, 1));
    if (f.subjects.count > 0)
        misses(&f);
    for (size_t i = 0; i < f.subjects.count; i++)
        subject_chart(&f, &f.subjects.items[i], i);
    for (size_t i = 0; i < f.subjects.count; i++)
        subject_table(&f, &f.subjects.items[i], i);
    sections_end(&f.sections);
}
