#include "model/link_shares.h"

static const struct slice none = {NULL, 0};

/* --- kinds --- */

static bool is_kind_of_plan(const struct portal *portal, struct slice kind)
{
    static const char *const known[] = {"country-result", "government-goal",
                                        "sdg", "institutional-result", "none"};

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (slice_equal_text(kind, known[i]))
            return true;
    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t))
        if (table_rows_by(t, "kind", kind)->count > 0)
            return true;
    return false;
}

struct slice link_kind_of_row(const struct portal *portal,
                              const struct table *table, const struct row *row)
{
    struct slice kind = row_text(table, row, "kind");

    if (kind.len == 0 || !is_kind_of_plan(portal, kind))
        return plan_kind(portal, row_text(table, row, "plan-node"));
    return slice_equal_text(kind, "none") ? none : kind;
}

struct slice link_kind_of(const struct portal *portal, struct slice program,
                          struct slice node)
{
    for (const struct table *t = portal_table(portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(portal, ROLE_LINKS, t)) {
        const struct row_list *rows = table_rows_by(t, "program", program);

        for (size_t i = 0; i < rows->count; i++)
            if (slice_equal(row_text(t, row_at(t, rows, i), "plan-node"), node))
                return link_kind_of_row(portal, t, row_at(t, rows, i));
    }
    return plan_kind(portal, node);
}

/* --- shares --- */

static void share_add(struct arena *arena, struct link_shares *shares,
                      const struct table *table, const struct row *row)
{
    const struct cell *cell = row_cell(table, row, "share");
    struct link_share share = {
        .table = table, .row = row, .node = row_text(table, row, "plan-node")};

    if (cell->state != CELL_PRESENT)
        return;
    share.percent = cell->is.number;
    if (shares->sharing == SHARING_NONE)
        shares->sharing = SHARING_USED;
    if (amount_sign(share.percent) <= 0 ||
        !amount_add(shares->sum, share.percent, &shares->sum))
        shares->sharing = SHARING_OUTSIDE;
    ARENA_PUSH(arena, shares, share);
}

void link_shares_of(const struct portal *portal, struct arena *arena,
                    struct slice program, struct link_shares *shares)
{
    *shares = (struct link_shares){.sum = amount_of(0)};
    if (program.len == 0)
        return;
    for (const struct table *t = portal_table(portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(portal, ROLE_LINKS, t)) {
        const struct row_list *rows = table_rows_by(t, "program", program);

        for (size_t i = 0;
             table_role_column(t, "share") != NULL && i < rows->count; i++)
            share_add(arena, shares, t, row_at(t, rows, i));
    }
    if (shares->sharing == SHARING_USED &&
        amount_compare(shares->sum, amount_of(100)) > 0)
        shares->sharing = SHARING_OVER;
}

static bool has_links(const struct portal *portal, struct slice program)
{
    for (const struct table *t = portal_table(portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(portal, ROLE_LINKS, t))
        if (table_rows_by(t, "program", program)->count > 0)
            return true;
    return false;
}

void link_shares_from_above(const struct portal *portal, struct arena *arena,
                            struct slice program, struct link_shares *shares)
{
    for (int depth = 0; program.len > 0 && depth < PLAN_DEPTH_MAX; depth++) {
        const struct table *table;
        const struct row *row;

        if (has_links(portal, program))
            break;
        row = portal_find(portal, ROLE_PROGRAMS, program, &table);
        program = row == NULL ? none : row_text(table, row, "parent");
    }
    link_shares_of(portal, arena, program, shares);
}
