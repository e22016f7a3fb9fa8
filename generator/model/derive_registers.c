#include "model/derive_registers.h"

#include "model/derive_internal.h"

/* One record, as known at the cut-off. */
struct limit {
    struct period due;
    struct period done;
};

bool register_has_limit(const struct table *table)
{
    return table->role == ROLE_REGISTER &&
           table_role_column(table, "due") != NULL;
}

static struct limit limit_read(const struct portal *portal,
                               const struct table *table, const struct row *row)
{
    struct limit limit = {row_period(table, row, "due"),
                          row_period(table, row, "done")};

    if (limit.done.kind != PERIOD_NONE &&
        date_compare(period_first_day(limit.done), portal->cut_off) > 0)
        limit.done = (struct period){PERIOD_NONE, 0, 0, 0};
    return limit;
}

static const char *limit_decide(const struct limit *limit, struct date cut_off)
{
    bool is_done = limit->done.kind != PERIOD_NONE;

    if (limit->due.kind == PERIOD_NONE)
        return is_done ? "done" : "no-date";
    if (is_done)
        return date_compare(period_last_day(limit->done),
                            period_last_day(limit->due)) <= 0
                   ? "on-time"
                   : "late";
    return date_compare(period_last_day(limit->due), cut_off) < 0 ? "owed"
                                                                  : "not-due";
}

/* Days behind the limit, to when it was settled or to the cut-off. */
static int32_t days_late(const struct limit *limit, struct date cut_off)
{
    struct date until = limit->done.kind != PERIOD_NONE
                            ? period_last_day(limit->done)
                            : cut_off;

    if (limit->due.kind == PERIOD_NONE)
        return 0;
    return date_days_between(period_last_day(limit->due), until);
}

static void limit_row(struct portal *portal, const struct table *from,
                      const struct row *row, struct table *to)
{
    struct limit limit = limit_read(portal, from, row);
    int32_t late = days_late(&limit, portal->cut_off);
    struct row_maker maker;

    row_begin(&maker, portal, to);
    row_put_text(&maker, from->name);
    row_put_text(&maker, row_text(from, row, "code"));
    row_put_text(&maker, slice_of(limit_decide(&limit, portal->cut_off)));
    row_put_text(&maker, SLICE("within-limit"));
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_put_period(&maker, limit.due);
    row_put_period(&maker, limit.done);
    row_put_number(&maker, late > 0, amount_of(late));
    row_end(&maker, row->place);
}

static struct table *limits_table(struct portal *portal,
                                  const struct table *from)
{
    struct table *to = derive_table(
        portal, SLICE("derived-registers"),
        SLICE(N_("Registers: settled within the limit, by rule")), from);

    (void)table_add_column(portal, to, "register", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "record", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "status", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "rule", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    (void)table_add_column(portal, to, "due", COLUMN_PERIOD);
    (void)table_add_column(portal, to, "done", COLUMN_PERIOD);
    table_add_column(portal, to, "days_late", COLUMN_NUMBER)->unit =
        SLICE("days");
    return to;
}

void derive_registers(struct portal *portal)
{
    struct table *to = NULL;
    size_t count = portal->tables.count;

    for (size_t t = 0; t < count; t++) {
        const struct table *from = portal->tables.items[t];

        if (!register_has_limit(from) || from->publish == PUBLISH_NONE)
            continue;
        if (to == NULL)
            to = limits_table(portal, from);
        for (size_t r = 0; r < from->rows.count; r++)
            limit_row(portal, from, &from->rows.items[r], to);
    }
    if (to != NULL)
        table_index(portal, to);
}
