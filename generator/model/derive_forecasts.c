#include "model/derive_forecasts.h"

#include "model/build.h"
#include "model/derive.h"
#include "model/derive_money.h"

/* --- what came --- */

static bool observed_in(const struct table *table, struct slice indicator,
                        struct period period, struct amount *out)
{
    const struct row_list *rows = table_rows_by(table, "indicator", indicator);
    bool found = false;

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);
        const struct cell *value = row_cell(table, row, "value");

        if (value->state != CELL_PRESENT || !observation_is_total(table, row) ||
            row_cell(table, row, "territory")->state == CELL_PRESENT ||
            period_compare(row_period(table, row, "period"), period) != 0)
            continue;
        *out = value->is.number;
        found = true;
    }
    return found;
}

static bool observed(const struct portal *portal, struct slice indicator,
                     struct period period, struct amount *out)
{
    bool found = false;

    for (const struct table *t = portal_table(portal, ROLE_OBSERVATIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_OBSERVATIONS, t))
        found |= observed_in(t, indicator, period, out);
    return found;
}

/* The measure of facts that a forecast is of; null when it is of none. */
static const struct cube_measure *
measure_of(const struct portal *portal, const struct table *from,
           const struct row *row, const struct table **facts, size_t *at)
{
    struct slice resource = row_text(from, row, "resource");
    int measure;

    *facts = portal_table_named(portal, resource);
    if (*facts == NULL || (*facts)->cube == NULL)
        return NULL;
    measure = cube_find_stage((*facts)->cube, row_text(from, row, "stage"));
    if (measure < 0)
        return NULL;
    *at = (size_t)measure;
    return cube_measure((*facts)->cube, *at);
}

/* --- rows --- */

struct forecasts {
    struct portal *portal;
    const struct table *from;
    struct table *indicators; /* derived-forecasts */
    struct table *money;      /* derived-money-forecasts */
};

static struct table *forecast_table(struct portal *portal, const char *name,
                                    const char *title, const struct table *from,
                                    const struct column *money)
{
    static const char *const values[] = {"forecast", "outturn", "missed"};
    struct table *to = table_new(portal, slice_of(name), ROLE_DERIVED);

    to->title = portal_words(portal, slice_of(title));
    to->status = from->status;
    (void)table_add_column(portal, to, "number", COLUMN_CODE);
    (void)table_add_column(portal, to, "forecaster", COLUMN_CHOICE);
    table_add_column(portal, to, "indicator", COLUMN_CODE)->refers =
        SLICE("indicators");
    (void)table_add_column(portal, to, "resource", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "stage", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "period", COLUMN_PERIOD);
    (void)table_add_column(portal, to, "made", COLUMN_PERIOD);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        struct column *column =
            table_add_column(portal, to, values[i], COLUMN_NUMBER);

        if (money != NULL) {
            column->currency = money->currency;
            column->multiplier = money->multiplier;
        }
    }
    return to;
}

static void forecast_put(const struct forecasts *f, struct table *to,
                         const struct row *row, bool has_outturn,
                         struct amount outturn)
{
    struct portal *portal = f->portal;
    struct amount forecast = row_cell(f->from, row, "value")->is.number;
    struct amount missed = amount_of(0);
    struct row_maker maker;

    if (has_outturn && !amount_subtract(forecast, outturn, &missed))
        return;
    if (amount_sign(missed) < 0)
        missed = amount_negate(missed);
    row_begin(&maker, portal, to);
    row_put_text(&maker,
                 arena_format(portal->arena, "%zu", to->rows.count + 1));
    row_put_cell(&maker, row_cell(f->from, row, "forecaster"));
    row_put_cell(&maker, row_cell(f->from, row, "indicator"));
    row_put_cell(&maker, row_cell(f->from, row, "resource"));
    row_put_cell(&maker, row_cell(f->from, row, "stage"));
    row_put_cell(&maker, row_cell(f->from, row, "period"));
    row_put_cell(&maker, row_cell(f->from, row, "made"));
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_put_number(&maker, true, forecast);
    row_put_number(&maker, has_outturn, outturn);
    row_put_number(&maker, has_outturn, missed);
    row_end(&maker, row->place);
}

static void indicator_forecast(struct forecasts *f, const struct row *row)
{
    struct amount outturn = amount_of(0);
    bool has = observed(f->portal, row_text(f->from, row, "indicator"),
                        row_period(f->from, row, "period"), &outturn);

    if (f->indicators == NULL)
        f->indicators = forecast_table(
            f->portal, "derived-forecasts",
            N_("Forecasts of indicators and what came"), f->from, NULL);
    forecast_put(f, f->indicators, row, has, outturn);
}

/* All money forecasts are in the currency of the first. */
static void money_forecast(struct forecasts *f, const struct row *row)
{
    const struct table *facts;
    size_t at = 0;
    const struct cube_measure *measure =
        measure_of(f->portal, f->from, row, &facts, &at);
    struct period year = row_period(f->from, row, "period");
    struct cube_sum sum;
    bool has;

    if (measure == NULL) {
        diag_add(f->portal->diagnostics, DIAG_FORECAST_SUBJECT, row->place,
                 row_text(f->from, row, "forecaster"));
        return;
    }
    has = date_compare(period_last_day(year), f->portal->cut_off) <= 0 &&
          year_sum(facts, at, (struct slice){NULL, 0}, NULL, year, &sum);
    if (f->money == NULL)
        f->money = forecast_table(f->portal, "derived-money-forecasts",
                                  N_("Forecasts of amounts and what came"),
                                  f->from, measure->column);
    forecast_put(f, f->money, row, has, has ? sum.value : amount_of(0));
}

void derive_forecasts(struct portal *portal)
{
    struct forecasts f = {.portal = portal,
                          .from = portal_table(portal, ROLE_FORECASTS, NULL)};

    for (size_t r = 0; f.from != NULL && r < f.from->rows.count; r++) {
        const struct row *row = &f.from->rows.items[r];

        if (row_cell(f.from, row, "value")->state != CELL_PRESENT)
            continue;
        if (row_text(f.from, row, "indicator").len > 0)
            indicator_forecast(&f, row);
        else
            money_forecast(&f, row);
    }
    if (f.indicators != NULL)
        table_index(portal, f.indicators);
    if (f.money != NULL)
        table_index(portal, f.money);
}

/* --- grades --- */

/* Codes of the grades of a scheme; empty when there is no scale of it. */
static void grades_of(const struct portal *portal, struct slice scheme,
                      struct map *out)
{
    for (const struct table *t = portal_table(portal, ROLE_GRADES, NULL);
         t != NULL; t = portal_table(portal, ROLE_GRADES, t))
        for (size_t r = 0; r < t->rows.count; r++) {
            const struct row *row = &t->rows.items[r];

            if (slice_equal(row_words(t, row, "scheme", &portal->languages[0]),
                            scheme))
                (void)map_put(out,
                              row_words(t, row, "label", &portal->languages[0]),
                              out);
        }
}

static void grade_check(struct portal *portal, const struct table *table,
                        const struct row *row)
{
    const struct language *language = &portal->languages[0];
    struct slice scheme = row_words(table, row, "scheme", language);
    struct slice grade = row_words(table, row, "grade", language);
    struct map grades;

    if (grade.len == 0)
        return;
    map_init(&grades, portal->arena);
    grades_of(portal, scheme, &grades);
    /* "D: spends and does not deliver" is grade D, in words. */
    if (grades.count > 0 && !map_has(&grades, grade) &&
        !map_has(&grades,
                 slice_trim(slice_cut(grade, 0, slice_find(grade, ':')))))
        diag_add(portal->diagnostics, DIAG_GRADE_UNKNOWN,
                 cell_place(table, row, table_role_column(table, "grade")),
                 grade, scheme, map_nearest_name(&grades, grade));
}

void grades_check(struct portal *portal)
{
    for (const struct table *t = portal_table(portal, ROLE_EVALUATIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_EVALUATIONS, t))
        for (size_t r = 0; r < t->rows.count; r++)
            grade_check(portal, t, &t->rows.items[r]);
}

/* --- scorecards --- */

static bool is_same_question(const struct table *table, const struct row *a,
                             const struct row *b)
{
    return slice_equal(row_text(table, a, "subject"),
                       row_text(table, b, "subject")) &&
           slice_equal(row_text(table, a, "criterion"),
                       row_text(table, b, "criterion")) &&
           slice_equal(row_text(table, a, "assessor"),
                       row_text(table, b, "assessor")) &&
           period_compare(row_period(table, a, "date"),
                          row_period(table, b, "date")) == 0;
}

static void scores_check_row(struct portal *portal, const struct table *table,
                             size_t at)
{
    const struct row *row = &table->rows.items[at];

    for (size_t i = 0; i < at; i++) {
        const struct row *other = &table->rows.items[i];

        if (!is_same_question(table, row, other))
            continue;
        diag_add_pair(
            portal->diagnostics, DIAG_SCORE_TWICE, row->place, other->place,
            row_text(table, row, "subject"), row_text(table, row, "criterion"),
            row_text(table, other, "status"), row_text(table, row, "status"));
        return;
    }
}

void scores_check(struct portal *portal)
{
    for (const struct table *t = portal_table(portal, ROLE_SCORECARD, NULL);
         t != NULL; t = portal_table(portal, ROLE_SCORECARD, t))
        for (size_t r = 0; r < t->rows.count; r++)
            scores_check_row(portal, t, r);
}
