/*
 * Indicators: targets that cannot be judged or point the wrong way, zeros that
 * nobody explains, revisions that the series does not follow, late releases.
 */
#include "check/rules.h"
#include "model/derive.h"

static bool is_zero(const struct cell *cell)
{
    return cell->state == CELL_PRESENT && amount_sign(cell->is.number) == 0;
}

/* --- zeros --- */

static void check_zero(struct portal *portal, const struct table *table,
                       const struct row *row, const char *value,
                       const char *meaning, struct slice code)
{
    if (is_zero(row_cell(table, row, value)) &&
        row_text(table, row, meaning).len == 0)
        diag_add(portal->diagnostics, DIAG_ZERO_UNDECLARED,
                 cell_place(table, row, table_role_column(table, value)), code,
                 slice_of(value));
}

/* --- targets --- */

static bool wrong_side(struct slice direction, struct amount baseline,
                       struct amount target)
{
    int order = amount_compare(target, baseline);

    if (slice_equal_text(direction, "increase"))
        return order < 0;
    return (slice_equal_text(direction, "decrease") ||
            slice_equal_text(direction, "delete")) &&
           order > 0;
}

static void check_side(struct portal *portal, const struct table *table,
                       const struct row *row, const struct table *indicators,
                       const struct row *indicator)
{
    const struct cell *value = row_cell(table, row, "value");
    const struct cell *baseline = row_cell(indicators, indicator, "baseline");
    struct slice kind = row_text(table, row, "kind");
    struct slice direction = row_text(indicators, indicator, "direction");
    bool is_height = kind.len == 0 || slice_equal_text(kind, "absolute");

    if (is_height && value->state == CELL_PRESENT &&
        baseline->state == CELL_PRESENT &&
        wrong_side(direction, baseline->is.number, value->is.number))
        diag_add(portal->diagnostics, DIAG_TARGET_SIDE, row->place,
                 row_text(table, row, "indicator"), direction, baseline->text,
                 value->text);
    if (slice_equal_text(kind, "relative") && is_zero(baseline))
        diag_add(portal->diagnostics, DIAG_TARGET_OF_ZERO, row->place,
                 row_text(table, row, "indicator"));
}

static void check_target(struct portal *portal, const struct table *table,
                         const struct row *row)
{
    struct slice code = row_text(table, row, "indicator");
    const struct table *indicators = NULL;
    const struct row *indicator =
        portal_find(portal, ROLE_INDICATORS, code, &indicators);

    if (!slice_equal_text(row_text(table, row, "kind"), "relative"))
        check_zero(portal, table, row, "value", "zero", code);
    if (indicator != NULL)
        check_side(portal, table, row, indicators, indicator);
}

/* --- revisions --- */

/* The value of the whole in that period, or null. */
static const struct cell *observed(const struct portal *portal,
                                   struct slice code, struct period period)
{
    for (const struct table *t = portal_table(portal, ROLE_OBSERVATIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_OBSERVATIONS, t)) {
        const struct row_list *rows = table_rows_by(t, "indicator", code);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);

            if (period_compare(row_period(t, row, "period"), period) == 0 &&
                observation_is_total(t, row) &&
                row_text(t, row, "territory").len == 0)
                return row_cell(t, row, "value");
        }
    }
    return NULL;
}

/* Only the last revision of a value is what the series should have. */
static bool is_last(const struct table *table, const struct row *row)
{
    const struct row_list *rows =
        table_rows_by(table, "indicator", row_text(table, row, "indicator"));

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *other = row_at(table, rows, i);

        if (slice_equal(row_text(table, other, "kind"),
                        row_text(table, row, "kind")) &&
            period_compare(row_period(table, other, "period"),
                           row_period(table, row, "period")) == 0 &&
            period_compare(row_period(table, other, "date"),
                           row_period(table, row, "date")) > 0)
            return false;
    }
    return true;
}

static const struct cell *revised(const struct portal *portal,
                                  const struct table *table,
                                  const struct row *row)
{
    struct slice code = row_text(table, row, "indicator");
    const struct table *indicators = NULL;
    const struct row *indicator =
        portal_find(portal, ROLE_INDICATORS, code, &indicators);

    if (slice_equal_text(row_text(table, row, "kind"), "value"))
        return observed(portal, code, row_period(table, row, "period"));
    if (slice_equal_text(row_text(table, row, "kind"), "baseline") &&
        indicator != NULL)
        return row_cell(indicators, indicator, "baseline");
    return NULL;
}

static void check_revision(struct portal *portal, const struct table *table,
                           const struct row *row)
{
    const struct cell *after = row_cell(table, row, "after");
    const struct cell *stands = revised(portal, table, row);

    if (row_words(table, row, "reason", &portal->languages[0]).len == 0)
        diag_add(portal->diagnostics, DIAG_REVISION_UNEXPLAINED, row->place,
                 row_text(table, row, "code"),
                 row_text(table, row, "indicator"));
    if (stands != NULL && stands->state == CELL_PRESENT &&
        after->state == CELL_PRESENT && is_last(table, row) &&
        amount_compare(stands->is.number, after->is.number) != 0)
        diag_add(portal->diagnostics, DIAG_REVISION_DIFFERS, row->place,
                 row_text(table, row, "code"),
                 row_text(table, row, "indicator"), after->text, stands->text);
}

/* --- releases --- */

static void check_release(struct portal *portal, const struct table *derived,
                          const struct row *row)
{
    if (slice_equal_text(row_text(derived, row, "release_overdue"), "yes"))
        diag_add(portal->diagnostics, DIAG_RELEASE_OVERDUE, row->place,
                 row_text(derived, row, "indicator"),
                 row_text(derived, row, "next_release"));
}

static void each_row(struct portal *portal, const struct table *table,
                     void (*check)(struct portal *, const struct table *,
                                   const struct row *))
{
    for (size_t i = 0; table != NULL && i < table->rows.count; i++)
        check(portal, table, &table->rows.items[i]);
}

static void check_baseline(struct portal *portal, const struct table *table,
                           const struct row *row)
{
    check_zero(portal, table, row, "baseline", "baseline-zero",
               row_text(table, row, "code"));
}

void check_measures(struct portal *portal)
{
    for (const struct table *t = portal_table(portal, ROLE_INDICATORS, NULL);
         t != NULL; t = portal_table(portal, ROLE_INDICATORS, t))
        each_row(portal, t, check_baseline);
    for (const struct table *t = portal_table(portal, ROLE_TARGETS, NULL);
         t != NULL; t = portal_table(portal, ROLE_TARGETS, t))
        each_row(portal, t, check_target);
    for (const struct table *t = portal_table(portal, ROLE_REVISIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_REVISIONS, t))
        each_row(portal, t, check_revision);
    each_row(portal, portal_table_named(portal, SLICE("derived-indicators")),
             check_release);
}
