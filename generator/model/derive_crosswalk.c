/* Money that nodes without a link of their own have through a crosswalk. */
#include "model/build.h"
#include "model/derive_links.h"

/* A node that nothing is tied to, and one of another plan that answers to
 * it. */
struct passage {
    struct slice node, plan;
    struct slice counterpart, through;
};

struct passages {
    struct portal *portal;
    const struct table *money; /* derived-program-money */
    struct table *table;       /* derived-crosswalk-money */
    struct passage *items;
    size_t count, capacity;
    struct plan_codes plans;
};

/* Are programs tied to the node or below it? */
static bool has_programs(const struct portal *portal, struct slice node)
{
    const struct table *plan =
        portal_table_named(portal, SLICE("derived-plan"));
    const struct row_list *rows = table_rows_by(plan, "node", node);
    const struct cell *cell =
        rows->count == 0 ? NULL
                         : row_cell(plan, row_at(plan, rows, 0), "programs");

    return cell != NULL && cell->state == CELL_PRESENT &&
           amount_sign(cell->is.number) > 0;
}

static void passage_add(struct passages *all, struct slice node,
                        struct slice counterpart)
{
    struct portal *portal = all->portal;
    struct passage passage = {node, plan_top(portal, node), counterpart,
                              plan_top(portal, counterpart)};

    if (passage.plan.len == 0 || passage.through.len == 0 ||
        slice_equal(passage.plan, passage.through) ||
        has_programs(portal, node) || !has_programs(portal, counterpart))
        return;
    ARENA_PUSH(portal->arena, all, passage);
    plan_codes_add(portal->arena, &all->plans, passage.plan);
}

static void passages_find(struct passages *all)
{
    for (const struct table *t =
             portal_table(all->portal, ROLE_CROSSWALK, NULL);
         t != NULL; t = portal_table(all->portal, ROLE_CROSSWALK, t))
        for (size_t i = 0; i < t->rows.count; i++) {
            struct slice node = row_text(t, &t->rows.items[i], "node");
            struct slice other = row_text(t, &t->rows.items[i], "counterpart");

            passage_add(all, node, other);
            passage_add(all, other, node);
        }
}

/* --- rows --- */

static void copy_column(struct passages *all, const char *name)
{
    const struct column *from = table_column(all->money, slice_of(name));
    struct column *column =
        table_add_column(all->portal, all->table, name, from->type);

    column->refers = from->refers;
    column->currency = from->currency;
    column->multiplier = from->multiplier;
}

static void add_reference(struct passages *all, const char *name,
                          enum column_type type)
{
    table_add_column(all->portal, all->table, name, type)->refers =
        SLICE("plan");
}

static void table_begin(struct passages *all)
{
    static const char *const copied[] = {"program", "institution", "period",
                                         "budget", "executed"};

    all->table =
        table_new(all->portal, SLICE("derived-crosswalk-money"), ROLE_DERIVED);
    all->table->title = portal_words(
        all->portal, SLICE(N_("Money of plans through the correspondence "
                              "between plans, derived by rule")));
    all->table->status = all->money->status;
    all->table->publish = all->money->publish;
    for (size_t i = 0; i < COUNT_OF(copied); i++)
        copy_column(all, copied[i]);
    add_reference(all, "plan", COLUMN_CODE);
    add_reference(all, "plan_nodes", COLUMN_CODES);
    add_reference(all, "through", COLUMN_CODES);
    add_reference(all, "counterparts", COLUMN_CODES);
    (void)table_add_column(all->portal, all->table, "direct", COLUMN_CHOICE);
    (void)table_add_column(all->portal, all->table, "as_of", COLUMN_DATE);
}

static bool is_tied_within(const struct portal *portal,
                           const struct plan_codes *nodes, struct slice above)
{
    for (size_t i = 0; i < nodes->count; i++)
        if (plan_is_within(portal, nodes->items[i], above))
            return true;
    return false;
}

/* Is the program tied to a node of the plan itself, in any year? */
static bool is_direct(const struct passages *all, struct slice program,
                      struct slice plan)
{
    const struct row_list *rows = table_rows_by(all->money, "program", program);
    struct plan_codes plans = {0};

    for (size_t i = 0; i < rows->count; i++)
        plan_codes_of_row(all->portal->arena, &plans, all->money,
                          row_at(all->money, rows, i), "plans");
    return plan_codes_have(&plans, plan);
}

static void put_row(struct passages *all, const struct row *from,
                    struct slice plan, const struct plan_codes *lists)
{
    static const char *const copied[] = {"program", "institution", "period",
                                         "budget", "executed"};
    struct row_maker maker;

    row_begin(&maker, all->portal, all->table);
    for (size_t i = 0; i < COUNT_OF(copied); i++)
        row_put_cell(&maker, row_cell(all->money, from, copied[i]));
    row_put_text(&maker, plan);
    for (size_t i = 0; i < 3; i++)
        row_put_text(&maker, plan_codes_text(all->portal->arena, &lists[i]));
    row_put_text(&maker,
                 is_direct(all, row_text(all->money, from, "program"), plan)
                     ? SLICE("yes")
                     : SLICE("no"));
    row_put_period(&maker, period_of_day(all->portal->cut_off));
    row_end(&maker, from->place);
}

/* One row of money once for a plan, by however many ways it comes. */
static void plan_add(struct passages *all, const struct row *row,
                     const struct plan_codes *nodes, struct slice plan)
{
    struct arena *arena = all->portal->arena;
    struct plan_codes lists[3] = {{0}, {0}, {0}};

    for (size_t i = 0; i < all->count; i++) {
        const struct passage *passage = &all->items[i];

        if (!slice_equal(passage->plan, plan) ||
            !is_tied_within(all->portal, nodes, passage->counterpart))
            continue;
        plan_codes_add(arena, &lists[0], passage->node);
        plan_codes_add(arena, &lists[1], passage->through);
        plan_codes_add(arena, &lists[2], passage->counterpart);
    }
    if (lists[0].count > 0)
        put_row(all, row, plan, lists);
}

void derive_crosswalk(struct portal *portal)
{
    struct passages all = {.portal = portal};

    all.money = portal_table_named(portal, SLICE("derived-program-money"));
    if (all.money == NULL || portal_table(portal, ROLE_CROSSWALK, NULL) == NULL)
        return;
    passages_find(&all);
    if (all.count == 0)
        return;
    table_begin(&all);
    for (size_t r = 0; r < all.money->rows.count; r++) {
        const struct row *row = &all.money->rows.items[r];
        struct plan_codes nodes = {0};

        plan_codes_of_row(portal->arena, &nodes, all.money, row, "plan_nodes");
        for (size_t i = 0; nodes.count > 0 && i < all.plans.count; i++)
            plan_add(&all, row, &nodes, all.plans.items[i]);
    }
    table_index(portal, all.table);
}
