/* What links say of the money of programs: model/link_shares.h. */
#include "check/rules.h"
#include "model/link_shares.h"

static struct place share_place(const struct link_share *share)
{
    return cell_place(share->table, share->row,
                      table_role_column(share->table, "share"));
}

static struct slice written(struct portal *portal, struct amount amount)
{
    struct buf out = BUF_INIT;

    amount_write(&out, amount_reduce(amount));
    return arena_take(portal->arena, &out);
}

/* Links of a program that share its money out, with one that has no share. */
static void check_unshared(struct portal *portal, struct slice program,
                           const struct link_share *first)
{
    for (const struct table *t = portal_table(portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(portal, ROLE_LINKS, t)) {
        const struct row_list *rows = table_rows_by(t, "program", program);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);
            struct slice node = row_text(t, row, "plan-node");

            if (node.len > 0 &&
                row_cell(t, row, "share")->state != CELL_PRESENT)
                diag_add_pair(
                    portal->diagnostics, DIAG_LINK_SHARE_NONE,
                    cell_place(t, row, table_role_column(t, "plan-node")),
                    share_place(first), program, node);
        }
    }
}

static void check_shares(struct portal *portal, struct slice program)
{
    struct link_shares shares;

    link_shares_of(portal, portal->arena, program, &shares);
    if (shares.sharing == SHARING_NONE)
        return;
    if (shares.sharing == SHARING_OVER)
        diag_add_pair(portal->diagnostics, DIAG_LINK_SHARE_OVER,
                      share_place(&shares.items[shares.count - 1]),
                      share_place(&shares.items[0]), program,
                      written(portal, shares.sum));
    for (size_t i = 0; shares.sharing == SHARING_OUTSIDE && i < shares.count;
         i++)
        if (amount_sign(shares.items[i].percent) <= 0)
            diag_add(portal->diagnostics, DIAG_LINK_SHARE_OUTSIDE,
                     share_place(&shares.items[i]), program,
                     written(portal, shares.items[i].percent));
    if (shares.sharing == SHARING_USED)
        check_unshared(portal, program, &shares.items[0]);
}

/* Each program once, where the first of its shares stands. */
void check_links(struct portal *portal)
{
    struct map seen;

    map_init(&seen, portal->arena);
    for (const struct table *t = portal_table(portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(portal, ROLE_LINKS, t)) {
        if (table_role_column(t, "share") == NULL)
            continue;
        for (size_t r = 0; r < t->rows.count; r++) {
            struct slice program = row_text(t, &t->rows.items[r], "program");

            if (program.len == 0 || map_get(&seen, program) != NULL)
                continue;
            (void)map_put(&seen, program, &t->rows.items[r]);
            check_shares(portal, program);
        }
    }
}
