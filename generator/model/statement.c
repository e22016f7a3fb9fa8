/* What a stated number claims, as the descriptor says it. */
#include "model/property.h"

void statement_read(struct loading *loading, struct column *column,
                    const struct node *node)
{
    static const char *const kinds[] = {"share", "difference", "change",
                                        "to-date", NULL};
    static const char *const known[] = {"kind", "of", "measure", "from", NULL};
    const struct node *of = node_get(node, "of");
    const struct node *from = node_get(node, "from");
    int kind = STATE_SHARE;

    node_check_keys(loading->diagnostics, node, known, "a statement");
    (void)property_choice(loading, node, "kind", kinds, &kind);
    column->statement.kind = (enum statement_kind)kind;
    if (of != NULL && of->count == 2) {
        column->statement.of[0] = of->first->text;
        column->statement.of[1] = of->first->next->text;
    } else {
        column->statement.of[0] = node_text(node, "measure");
    }
    if (from != NULL && !period_parse(from->text, &column->statement.from))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, from->place,
                 from->text, SLICE("a period"));
}

static bool has_amount(const struct table *table, struct slice stage)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].type == COLUMN_AMOUNT &&
            slice_equal(table->columns.items[i].stage, stage))
            return true;
    return false;
}

/* What a statement of facts speaks of must be there, or nothing is compared. */
void statements_check(struct loading *loading, const struct table *table)
{
    for (size_t i = 0; table_is_fact(table) && i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];
        const struct statement *statement = &column->statement;

        if (column->type != COLUMN_STATED)
            continue;
        if (!has_amount(table, statement->of[0]))
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, column->place,
                     statement->of[0], SLICE("an amount of this resource"));
        if (statement->kind == STATE_TO_DATE)
            continue;
        if (statement->kind == STATE_SHARE) {
            if (!has_amount(table, statement->of[1]))
                diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
                         column->place, statement->of[1],
                         SLICE("an amount of this resource"));
        } else if (statement->from.kind == PERIOD_NONE) {
            diag_add(loading->diagnostics, DIAG_SETTING_MISSING, column->place,
                     SLICE("from"),
                     SLICE("the period the statement compares with"));
        }
    }
}
