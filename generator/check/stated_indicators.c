/*
 * What observations and targets state about themselves.
 *
 * A stated change of an observation is the percentage against the observation
 * before it, of the same indicator and territory. A stated change of a target
 * is target minus baseline in the indicator's unit (of percentages: points), or
 * the percentage of the baseline where the field's unit is "%". Targets that
 * are themselves relative state nothing else.
 */
#include "check/compare.h"
#include "check/rules.h"

static struct slice about(struct arena *arena, const struct table *table,
                          const struct row *row, const struct column *column)
{
    return arena_format(arena, SLICE_FORMAT " " SLICE_FORMAT " " SLICE_FORMAT,
                        SLICE_ARGS(column->name),
                        SLICE_ARGS(row_text(table, row, "indicator")),
                        SLICE_ARGS(row_text(table, row, "period")));
}

static struct claim claim_of(const struct portal *portal,
                             const struct table *table, const struct row *row,
                             const struct column *column, enum claim_kind kind)
{
    return (struct claim){
        .kind = kind,
        .about = about(portal->arena, table, row, column),
        .place = cell_place(table, row, column),
        .stated = row->cells[column_index(table, column)].is.number};
}

static bool has(const struct cell *cell)
{
    return cell->state == CELL_PRESENT;
}

/* Are the two of the same groups (role disaggregation)? */
static bool same_group(const struct table *table, const struct row *a,
                       const struct row *b)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (slice_equal_text(table->columns.items[i].role, "disaggregation") &&
            !slice_equal(a->cells[i].text, b->cells[i].text))
            return false;
    return true;
}

/* Does `period` end before `than`, and later than the best so far? */
static bool is_nearer(struct period period, struct period than,
                      const struct row *best, const struct table *table)
{
    struct date day = period_last_day(period);

    if (date_compare(day, period_last_day(than)) >= 0)
        return false;
    return best == NULL ||
           date_compare(
               day,
               period_last_day(row_cell(table, best, "period")->is.period)) > 0;
}

static const struct row *observation_before(const struct table *table,
                                            const struct row *row)
{
    const struct row_list *rows =
        table_rows_by(table, "indicator", row_text(table, row, "indicator"));
    struct period than = row_cell(table, row, "period")->is.period;
    const struct row *best = NULL;

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *other = row_at(table, rows, i);

        if (has(row_cell(table, other, "value")) &&
            has(row_cell(table, other, "period")) &&
            same_group(table, other, row) &&
            slice_equal(row_text(table, other, "territory"),
                        row_text(table, row, "territory")) &&
            is_nearer(row_cell(table, other, "period")->is.period, than, best,
                      table))
            best = other;
    }
    return best;
}

static void check_observation(struct portal *portal, const struct table *table,
                              const struct row *row,
                              const struct column *column)
{
    static const enum claim_kind kinds[] = {
        [STATE_SHARE] = CLAIM_CHANGE,
        [STATE_DIFFERENCE] = CLAIM_DIFFERENCE,
        [STATE_CHANGE] = CLAIM_CHANGE,
    };
    struct claim claim =
        claim_of(portal, table, row, column, kinds[column->statement.kind]);
    const struct row *before = NULL;

    if (has(row_cell(table, row, "period")))
        before = observation_before(table, row);
    if (before == NULL || !has(row_cell(table, row, "value"))) {
        claim_alone(portal, &claim);
        return;
    }
    claim.of[0] = row_cell(table, row, "value")->is.number;
    claim.of[1] = row_cell(table, before, "value")->is.number;
    claim_check(portal, &claim);
}

static void check_target(struct portal *portal, const struct table *table,
                         const struct row *row, const struct column *column)
{
    struct claim claim =
        claim_of(portal, table, row, column,
                 slice_equal_text(column->role, "stated-change-percent")
                     ? CLAIM_CHANGE
                     : CLAIM_DIFFERENCE);
    const struct table *indicators = NULL;
    const struct row *indicator =
        portal_find(portal, ROLE_INDICATORS, row_text(table, row, "indicator"),
                    &indicators);

    if (slice_equal_text(row_text(table, row, "kind"), "relative"))
        return;
    if (indicator == NULL || !has(row_cell(table, row, "value")) ||
        !has(row_cell(indicators, indicator, "baseline"))) {
        claim_alone(portal, &claim);
        return;
    }
    claim.of[0] = row_cell(table, row, "value")->is.number;
    claim.of[1] = row_cell(indicators, indicator, "baseline")->is.number;
    claim_check(portal, &claim);
}

static void check_column(struct portal *portal, const struct table *table,
                         const struct column *column)
{
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        if (!has(&row->cells[column_index(table, column)]))
            continue;
        if (table->role == ROLE_TARGETS)
            check_target(portal, table, row, column);
        else
            check_observation(portal, table, row, column);
    }
}

static bool is_claim(const struct table *table, const struct column *column)
{
    if (table->role == ROLE_TARGETS)
        return slice_equal_text(column->role, "stated-change") ||
               slice_equal_text(column->role, "stated-change-percent");
    return table->role == ROLE_OBSERVATIONS &&
           slice_equal_text(column->role, "stated");
}

void check_stated_indicators(struct portal *portal)
{
    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];
        for (size_t c = 0; c < table->columns.count; c++)
            if (is_claim(table, &table->columns.items[c]))
                check_column(portal, table, &table->columns.items[c]);
    }
}
