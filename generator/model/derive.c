/* Tables that follow by rule: what they share, and in which order. */
#include "model/derive.h"

#include "model/changes.h"
#include "model/derive_duties.h"
#include "model/derive_forecasts.h"
#include "model/derive_formulas.h"
#include "model/derive_internal.h"
#include "model/derive_links.h"
#include "model/derive_money.h"
#include "model/derive_registers.h"
#include "model/internal.h"

struct column *derive_reference(struct portal *portal, struct table *table,
                                const char *name, enum column_type type,
                                const char *refers)
{
    struct column *column = table_add_column(portal, table, name, type);

    column->refers = slice_of(refers);
    return column;
}

struct table *derive_table(struct portal *portal, struct slice name,
                           struct slice title, const struct table *from)
{
    struct table *to = table_new(portal, name, ROLE_DERIVED);

    to->title = portal_words(portal, title);
    to->status = from->status;
    to->publish =
        from->publish == PUBLISH_NONE ? PUBLISH_NONE : PUBLISH_NORMALISED;
    return to;
}

struct slice yes_or_no(bool flag)
{
    return flag ? SLICE("yes") : SLICE("no");
}

struct slice answer_of(bool arises, bool flag)
{
    return arises ? yes_or_no(flag) : (struct slice){NULL, 0};
}

/* --- observations --- */

bool observation_is_total(const struct table *table, const struct row *row)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (slice_equal_text(table->columns.items[i].role, "disaggregation") &&
            row->cells[i].state == CELL_PRESENT)
            return false;
    return true;
}

static void row_mark(struct portal *portal, const struct table *table,
                     struct row *row)
{
    size_t last = table->columns.count - 1;
    struct cell *cells = ARENA_ARRAY(portal->arena, last + 1, struct cell);

    for (size_t i = 0; i < last; i++)
        cells[i] = row->cells[i];
    cells[last] = (struct cell){
        .text = observation_is_total(table, row) ? SLICE("yes") : SLICE("no")};
    row->cells = cells;
}

/* One filter asks for the values of all, however many ways lead to groups. */
static void mark_totals(struct portal *portal, struct table *table)
{
    const struct column *taken = table_column(table, SLICE("is_total"));

    if (table_role_column(table, "disaggregation") == NULL)
        return;
    if (taken != NULL) {
        diag_add(portal->diagnostics, DIAG_COLUMN_TWICE, taken->place,
                 table->name, taken->name);
        return;
    }
    table_add_column(portal, table, "is_total", COLUMN_FLAG)->title =
        portal_words(portal,
                     SLICE(N_("A value of all, not of one of the groups")));
    for (size_t r = 0; r < table->rows.count; r++)
        row_mark(portal, table, &table->rows.items[r]);
    for (size_t i = 0; i < table->columns.count; i++)
        (void)map_put(&table->columns_by_name, table->columns.items[i].name,
                      &table->columns.items[i]);
}

/* --- constants --- */

/* So that a reader of the published files has what constant() read. */
static void derive_constants(struct portal *portal)
{
    struct table *to =
        table_new(portal, SLICE("derived-constants"), ROLE_DERIVED);
    struct row_maker maker;

    to->title = portal_words(portal, SLICE(N_("Constants that figures use")));
    (void)table_add_column(portal, to, "constant", COLUMN_CODE);
    (void)table_add_column(portal, to, "value", COLUMN_NUMBER);
    for (size_t i = 0; i < portal->constants.count; i++) {
        const struct amount *value = portal->constants.entries[i].value;

        row_begin(&maker, portal, to);
        row_put_text(&maker, portal->constants.entries[i].key);
        row_put_number(&maker, true, *value);
        row_end(&maker, (struct place){0, 0, 0});
    }
    table_index(portal, to);
}

void derive_tables(struct loading *loading)
{
    struct portal *portal = loading->portal;
    const struct table *commitments =
        portal_table(portal, ROLE_COMMITMENTS, NULL);
    const struct table *indicators =
        portal_table(portal, ROLE_INDICATORS, NULL);
    const struct table *assessments =
        portal_table(portal, ROLE_ASSESSMENTS, NULL);

    for (size_t i = 0; i < portal->tables.count; i++)
        if (portal->tables.items[i]->role == ROLE_OBSERVATIONS)
            mark_totals(portal, portal->tables.items[i]);
    if (commitments != NULL)
        derive_commitments(portal, commitments);
    if (assessments != NULL)
        derive_assessments(portal, assessments);
    if (indicators != NULL) {
        derive_targets(portal, indicators);
        derive_indicators(portal, indicators);
    }
    derive_links(portal);
    derive_plans(portal);
    derive_crosswalk(portal);
    derive_duties(portal);
    derive_registers(portal);
    derive_money(portal);
    derive_forecasts(portal);
    grades_check(portal);
    scores_check(portal);
    derive_constants(portal);
    derive_formulas(portal);
    changes_declare(portal);
}
