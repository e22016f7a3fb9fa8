/* The rules on money with their results, as a table that is published. */
#include "check/money.h"
#include "model/build.h"

static const char *kind_name(enum money_kind kind)
{
    static const char *const names[] = {[MONEY_IDENTITY] = "identity",
                                        [MONEY_CONTROL] = "control",
                                        [MONEY_ORDER] = "order",
                                        [MONEY_BALANCE] = "balance",
                                        [MONEY_FALLS] = "to-date",
                                        [MONEY_OUTLIERS] = "outliers",
                                        [MONEY_ROWS] = "rows",
                                        [MONEY_NO_BUDGET] = "no-budget",
                                        [MONEY_PART_YEARS] = "part-years"};

    return names[kind];
}

static struct slice level_text(const struct portal *portal)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < portal->money.level_count; i++) {
        buf_add_text(&out, i > 0 ? "|" : "");
        buf_add_slice(&out, portal->money.level[i].name);
    }
    return arena_take(portal->arena, &out);
}

static struct table *rules_table(struct portal *portal)
{
    struct table *table =
        table_new(portal, SLICE("derived-money-rules"), ROLE_DERIVED);

    table->title = portal_words(portal, SLICE(N_("Rules on money")));
    (void)table_add_column(portal, table, "code", COLUMN_CODE);
    (void)table_add_column(portal, table, "rule", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "resource", COLUMN_CODE);
    (void)table_add_column(portal, table, "first", COLUMN_TEXT);
    (void)table_add_column(portal, table, "second", COLUMN_TEXT);
    (void)table_add_column(portal, table, "level", COLUMN_TEXT);
    (void)table_add_column(portal, table, "declared", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "looked_at", COLUMN_NUMBER);
    (void)table_add_column(portal, table, "broken", COLUMN_NUMBER);
    (void)table_add_column(portal, table, "currency", COLUMN_CODE);
    return table;
}

void money_report(struct portal *portal, const struct money_results *results)
{
    struct table *table;
    struct row_maker maker;

    if (results->count == 0)
        return;
    table = rules_table(portal);
    for (size_t i = 0; i < results->count; i++) {
        const struct money_result *result = &results->items[i];

        row_begin(&maker, portal, table);
        row_put_text(&maker, arena_format(portal->arena, "%s-%zu",
                                          kind_name(result->kind), i + 1));
        row_put_text(&maker, slice_of(kind_name(result->kind)));
        row_put_text(&maker, result->table->name);
        row_put_text(&maker, result->first);
        row_put_text(&maker, result->second);
        row_put_text(&maker, result->at_level ? level_text(portal)
                                              : (struct slice){NULL, 0});
        row_put_text(&maker, result->is_declared ? SLICE("yes") : SLICE("no"));
        row_put_number(&maker, true, amount_of(result->looked));
        row_put_number(&maker, true, amount_of(result->breaches));
        row_put_text(&maker, result->currency);
        row_end(&maker, (struct place){0, 0, 0});
    }
    table_index(portal, table);
}
