/* What follows for each node of a plan, and for each change between plans. */
#include "model/build.h"
#include "model/derive_links.h"

/* What is tied to a node or below it. */
struct hanging {
    int64_t programs, indicators, commitments;
    bool has_money;
    size_t seen; /* the thing counted last, so that none counts twice */
};

struct hangings {
    struct portal *portal;
    struct map by_node;
    size_t number; /* of the thing being counted */
};

static struct hanging *hanging_of(struct hangings *all, struct slice node)
{
    struct hanging *hanging = map_get(&all->by_node, node);

    if (hanging == NULL) {
        hanging = ARENA_NEW(all->portal->arena, struct hanging);
        (void)map_put(&all->by_node, node, hanging);
    }
    return hanging;
}

static void count_at(struct hangings *all, struct slice node,
                     enum resource_role role, bool has_money)
{
    for (int depth = 0; node.len > 0 && depth < PLAN_DEPTH_MAX; depth++) {
        struct hanging *hanging = hanging_of(all, node);

        if (hanging->seen == all->number)
            return; /* and so are all above it */
        hanging->seen = all->number;
        hanging->programs += role == ROLE_PROGRAMS;
        hanging->indicators += role == ROLE_INDICATORS;
        hanging->commitments += role == ROLE_COMMITMENTS;
        hanging->has_money |= has_money;
        node = plan_parent(all->portal, node);
    }
}

/* Has the program a budget in the portal's year? */
static bool has_budget(const struct portal *portal, struct slice code)
{
    const struct table *money =
        portal_table_named(portal, SLICE("derived-program-money"));
    const struct row_list *rows;

    if (money == NULL)
        return false;
    rows = table_rows_by(money, "program", code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(money, rows, i);
        const struct cell *budget = row_cell(money, row, "budget");

        if (period_compare(row_period(money, row, "period"), portal->period) ==
                0 &&
            budget->state == CELL_PRESENT && amount_sign(budget->is.number) > 0)
            return true;
    }
    return false;
}

static void count_one(struct hangings *all, enum resource_role role,
                      const char *by, struct slice code)
{
    struct plan_codes nodes = {0};
    bool money = role == ROLE_PROGRAMS && has_budget(all->portal, code);

    all->number++;
    plan_ties(all->portal, all->portal->arena, role, by, code, &nodes);
    for (size_t i = 0; i < nodes.count; i++)
        count_at(all, nodes.items[i], role, money);
}

static void count_role(struct hangings *all, enum resource_role role,
                       const char *by)
{
    const struct portal *portal = all->portal;

    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t))
        for (size_t i = 0; i < t->rows.count; i++)
            count_one(all, role, by, row_text(t, &t->rows.items[i], "code"));
}

static bool is_leaf(const struct portal *portal, struct slice node)
{
    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t))
        if (table_rows_by(t, "parent", node)->count > 0)
            return false;
    return true;
}

static struct slice yes_or_no(bool yes)
{
    return yes ? SLICE("yes") : SLICE("no");
}

/* Plans in which the crosswalk gives the node a counterpart, either way. */
static void counterparts(const struct portal *portal, struct slice node,
                         struct plan_codes *plans)
{
    static const char *const ways[][2] = {{"node", "counterpart"},
                                          {"counterpart", "node"}};

    for (const struct table *t = portal_table(portal, ROLE_CROSSWALK, NULL);
         t != NULL; t = portal_table(portal, ROLE_CROSSWALK, t))
        for (size_t w = 0; w < COUNT_OF(ways); w++) {
            const struct row_list *rows = table_rows_by(t, ways[w][0], node);

            for (size_t i = 0; i < rows->count; i++)
                plan_codes_add(portal->arena, plans,
                               plan_top(portal, row_text(t, row_at(t, rows, i),
                                                         ways[w][1])));
        }
}

static void node_row(struct hangings *all, const struct table *from,
                     const struct row *row, struct table *to)
{
    struct portal *portal = all->portal;
    struct slice code = row_text(from, row, "code");
    const struct hanging *hanging = hanging_of(all, code);
    enum plan_fate fate = plan_fate(portal, code);
    struct plan_codes plans = {0};
    struct row_maker maker;

    row_begin(&maker, portal, to);
    row_put_text(&maker, code);
    row_put_text(&maker, plan_top(portal, code));
    row_put_text(&maker, plan_branch(portal, code));
    row_put_cell(&maker, row_cell(from, row, "level"));
    row_put_text(&maker, yes_or_no(is_leaf(portal, code)));
    row_put_text(&maker, plan_kind(portal, code));
    row_put_text(&maker, plan_access(portal, code));
    row_put_text(&maker, fate == FATE_NONE ? (struct slice){NULL, 0}
                                           : slice_of(plan_fate_name(fate)));
    row_put_number(&maker, true, amount_of(hanging->programs));
    row_put_number(&maker, true, amount_of(hanging->indicators));
    row_put_number(&maker, true, amount_of(hanging->commitments));
    row_put_text(&maker, plan_facts(portal) == NULL
                             ? (struct slice){NULL, 0}
                             : yes_or_no(hanging->has_money));
    counterparts(portal, code, &plans);
    row_put_text(&maker, plan_codes_text(portal->arena, &plans));
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_end(&maker, row->place);
}

static struct column *add_reference(struct portal *portal, struct table *table,
                                    const char *name, const char *refers)
{
    struct column *column = table_add_column(portal, table, name, COLUMN_CODE);

    column->refers = slice_of(refers);
    return column;
}

static void derive_nodes(struct hangings *all)
{
    struct portal *portal = all->portal;
    struct table *to = table_new(portal, SLICE("derived-plan"), ROLE_DERIVED);

    to->title =
        portal_words(portal, SLICE(N_("Plan nodes and what is tied to them, "
                                      "derived by rule")));
    to->status = portal_table(portal, ROLE_PLAN, NULL)->status;
    (void)add_reference(portal, to, "node", "plan");
    (void)add_reference(portal, to, "plan", "plan");
    (void)add_reference(portal, to, "branch", "plan");
    (void)table_add_column(portal, to, "level", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "is_leaf", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "kind", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "access", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "fate", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "programs", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "indicators", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "commitments", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "has_money", COLUMN_CHOICE);
    table_add_column(portal, to, "counterparts", COLUMN_CODES)->refers =
        SLICE("plan");
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t))
        for (size_t i = 0; i < t->rows.count; i++)
            node_row(all, t, &t->rows.items[i], to);
    table_index(portal, to);
}

/* --- changes between plans --- */

static void change_row(struct portal *portal, struct table *to,
                       struct slice node, const struct table *from,
                       const struct row *row, struct place place)
{
    static const struct cell empty = {CELL_EMPTY, {NULL, 0}, {{0, 0}}};
    enum plan_fate fate = plan_fate(portal, node);
    struct slice successor = row == NULL ? (struct slice){NULL, 0}
                                         : row_text(from, row, "successor");
    struct slice top = plan_top(portal, node);
    bool added = fate == FATE_ADDED;
    struct row_maker maker;

    row_begin(&maker, portal, to);
    row_put_text(&maker, added ? (struct slice){NULL, 0} : node);
    row_put_text(&maker, added ? node : successor);
    row_put_text(&maker, slice_of(plan_fate_name(fate)));
    row_put_text(&maker, added ? (struct slice){NULL, 0} : top);
    row_put_text(&maker, added               ? top
                         : successor.len > 0 ? plan_top(portal, successor)
                                             : plan_replaced_by(portal, top));
    row_put_cell(&maker, row == NULL ? &empty : row_cell(from, row, "date"));
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_end(&maker, place);
}

static void changes_of(struct portal *portal, struct table *to,
                       struct slice node, struct place place)
{
    const struct table *from = NULL;
    const struct row_list *rows = plan_succession(portal, "node", node, &from);

    if (plan_fate(portal, node) == FATE_NONE)
        return;
    if (rows->count == 0)
        change_row(portal, to, node, NULL, NULL, place);
    for (size_t i = 0; i < rows->count; i++)
        change_row(portal, to, node, from, row_at(from, rows, i),
                   row_at(from, rows, i)->place);
}

static bool has_versions(const struct portal *portal)
{
    if (portal_table(portal, ROLE_PLAN_SUCCESSORS, NULL) != NULL)
        return true;
    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t))
        for (size_t i = 0; i < t->rows.count; i++)
            if (row_text(t, &t->rows.items[i], "replaces").len > 0)
                return true;
    return false;
}

static void derive_changes(struct portal *portal)
{
    struct table *to =
        table_new(portal, SLICE("derived-plan-changes"), ROLE_DERIVED);

    to->title = portal_words(
        portal, SLICE(N_("Changes from plan to plan, derived by rule")));
    to->status = portal_table(portal, ROLE_PLAN, NULL)->status;
    (void)add_reference(portal, to, "node", "plan");
    (void)add_reference(portal, to, "successor", "plan");
    (void)table_add_column(portal, to, "fate", COLUMN_CHOICE);
    (void)add_reference(portal, to, "plan", "plan");
    (void)add_reference(portal, to, "next_plan", "plan");
    (void)table_add_column(portal, to, "date", COLUMN_DATE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t))
        for (size_t i = 0; i < t->rows.count; i++)
            changes_of(portal, to, row_text(t, &t->rows.items[i], "code"),
                       t->rows.items[i].place);
    table_index(portal, to);
}

void derive_plans(struct portal *portal)
{
    struct hangings all = {.portal = portal};

    if (portal_table(portal, ROLE_PLAN, NULL) == NULL)
        return;
    map_init(&all.by_node, portal->arena);
    count_role(&all, ROLE_PROGRAMS, "program");
    count_role(&all, ROLE_INDICATORS, "indicator");
    count_role(&all, ROLE_COMMITMENTS, "commitment");
    derive_nodes(&all);
    if (has_versions(portal))
        derive_changes(portal);
}
