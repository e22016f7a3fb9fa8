/* Scorecards against the reports they judge. */
#include "check/rules.h"

static void check_report(struct portal *portal, const struct table *table,
                         const struct row *row)
{
    struct slice name = row_text(table, row, "report");

    if (name.len > 0 && portal_content(portal, DOCUMENT_REPORT, name) == NULL)
        diag_add(portal->diagnostics, DIAG_SCORE_REPORT,
                 cell_place(table, row, table_role_column(table, "report")),
                 row_text(table, row, "code"), name);
}

void check_scorecards(struct portal *portal)
{
    for (const struct table *t = portal_table(portal, ROLE_SCORECARD, NULL);
         t != NULL; t = portal_table(portal, ROLE_SCORECARD, t))
        for (size_t r = 0; r < t->rows.count; r++)
            check_report(portal, t, &t->rows.items[r]);
}
