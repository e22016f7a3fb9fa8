/* What was to follow, and did not: responses to recommendations, results of
 * the clauses of agreements. */
#include "check/program.h"

static bool is_past(const struct portal *portal, struct period due)
{
    return due.kind != PERIOD_NONE &&
           date_compare(period_last_day(due), portal->cut_off) < 0;
}

static struct slice period_text(struct portal *portal, struct period period)
{
    struct buf out = BUF_INIT;

    period_write(&out, period);
    return arena_take(portal->arena, &out);
}

static void check_response(struct portal *portal, const struct table *table,
                           const struct row *row)
{
    struct period due = row_period(table, row, "deadline");

    if (is_past(portal, due) &&
        row_words(table, row, "response", &portal->languages[0]).len == 0)
        diag_add(portal->diagnostics, DIAG_RESPONSE_NONE, row->place,
                 row_text(table, row, "code"), period_text(portal, due));
}

static void check_clause(struct portal *portal, const struct table *table,
                         const struct row *row)
{
    struct period due = row_period(table, row, "due");

    if (is_past(portal, due) &&
        row_cell(table, row, "value")->state != CELL_PRESENT &&
        row_text(table, row, "status").len == 0)
        diag_add(portal->diagnostics, DIAG_CLAUSE_RESULT_NONE, row->place,
                 row_text(table, row, "code"),
                 row_text(table, row, "agreement"), period_text(portal, due));
}

static void each_row(struct portal *portal, enum resource_role role,
                     void (*look)(struct portal *, const struct table *,
                                  const struct row *))
{
    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t))
        for (size_t i = 0; i < t->rows.count; i++)
            look(portal, t, &t->rows.items[i]);
}

void programs_follow(struct portal *portal)
{
    each_row(portal, ROLE_RECOMMENDATIONS, check_response);
    each_row(portal, ROLE_CLAUSES, check_clause);
}
