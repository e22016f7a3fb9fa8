/* What one source says of the same thing in two places. */
#include "check/rules.h"

/* A stated total of everything: no code narrows it. */
static bool is_grand_total(const struct stated_check *check)
{
    if (check->column != NULL || check->measure == NULL)
        return false;
    for (size_t d = 0; d < CUBE_DIMENSIONS_MAX; d++)
        if (check->members[d] != NULL)
            return false;
    return true;
}

/* Do two totals of different tables claim to be the same amount? */
static bool is_same_amount(const struct stated_check *a,
                           const struct stated_check *b)
{
    return a->table != b->table && a->table->role == b->table->role &&
           slice_equal(a->measure->stage, b->measure->stage) &&
           slice_equal(a->measure->currency, b->measure->currency) &&
           a->measure->multiplier == b->measure->multiplier &&
           period_compare(a->period, b->period) == 0;
}

static struct slice amount_text(struct arena *arena, struct amount amount)
{
    struct buf out = BUF_INIT;

    amount_write(&out, amount);
    return arena_take(arena, &out);
}

static void compare_totals(struct portal *portal,
                           const struct stated_check *later,
                           const struct stated_check *earlier)
{
    struct buf about = BUF_INIT;

    if (amount_compare(later->stated, earlier->stated) == 0)
        return;
    buf_add_slice(&about, later->measure->name);
    buf_add_char(&about, ' ');
    period_write(&about, later->period);
    diag_add_pair(portal->diagnostics, DIAG_TOTALS_DIFFER, later->place,
                  earlier->place, arena_take(portal->arena, &about),
                  later->table->name, amount_text(portal->arena, later->stated),
                  earlier->table->name,
                  amount_text(portal->arena, earlier->stated));
}

static void check_totals(struct portal *portal)
{
    for (size_t i = 0; i < portal->stated.count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct stated_check *later = &portal->stated.items[i];
            const struct stated_check *earlier = &portal->stated.items[k];

            if (is_grand_total(later) && is_grand_total(earlier) &&
                is_same_amount(later, earlier))
                compare_totals(portal, later, earlier);
        }
}

static bool is_same_rate(const struct table *table, const struct row *a,
                         const struct row *b)
{
    static const char *const key[] = {"currency", "base", "period"};

    for (size_t i = 0; i < COUNT_OF(key); i++)
        if (!slice_equal(row_text(table, a, key[i]),
                         row_text(table, b, key[i])))
            return false;
    return true;
}

static void compare_rates(struct portal *portal, const struct table *table,
                          const struct row *later, const struct row *earlier)
{
    const struct cell *a = row_cell(table, later, "value");
    const struct cell *b = row_cell(table, earlier, "value");

    if (!is_same_rate(table, later, earlier) || a->state != CELL_PRESENT ||
        b->state != CELL_PRESENT ||
        amount_compare(a->is.number, b->is.number) == 0)
        return;
    diag_add_pair(portal->diagnostics, DIAG_RATES_DIFFER, later->place,
                  earlier->place, row_text(table, later, "currency"),
                  row_text(table, later, "base"),
                  row_text(table, later, "period"), b->text, a->text);
}

static void check_rates(struct portal *portal, const struct table *table)
{
    for (size_t i = 0; i < table->rows.count; i++)
        for (size_t k = 0; k < i; k++)
            compare_rates(portal, table, &table->rows.items[i],
                          &table->rows.items[k]);
}

void check_across(struct portal *portal)
{
    check_totals(portal);
    for (const struct table *t =
             portal_table(portal, ROLE_EXCHANGE_RATES, NULL);
         t != NULL; t = portal_table(portal, ROLE_EXCHANGE_RATES, t))
        check_rates(portal, t);
}
