/* What plans say of themselves and of what is tied to them. */
#include "check/rules.h"
#include "model/plan.h"

static struct slice number(struct portal *portal, size_t count)
{
    return arena_format(portal->arena, "%zu", count);
}

/* --- ties to what was dropped --- */

/* The day a node was dropped: of its statement, else the next plan's. */
static struct slice dropped_on(const struct portal *portal, struct slice node)
{
    const struct table *table = NULL;
    const struct row_list *rows = plan_succession(portal, "node", node, &table);
    struct slice date = {NULL, 0};
    const struct row *next;

    for (size_t i = 0; date.len == 0 && i < rows->count; i++)
        date = row_text(table, row_at(table, rows, i), "date");
    if (date.len > 0)
        return date;
    next =
        portal_find(portal, ROLE_PLAN,
                    plan_replaced_by(portal, plan_top(portal, node)), &table);
    return next == NULL ? date : row_text(table, next, "date");
}

static void check_tie(struct portal *portal, const struct table *table,
                      const struct row *row, const struct column *column,
                      struct slice what, struct slice node)
{
    struct slice date;

    if (plan_fate(portal, node) != FATE_DROPPED)
        return;
    date = dropped_on(portal, node);
    diag_add(portal->diagnostics, DIAG_PLAN_TIE_DROPPED,
             cell_place(table, row, column), what, node,
             date.len > 0 ? date : SLICE("-"));
}

/* What a row is about: its own code, else what it ties to the node. */
static struct slice subject(const struct table *table, const struct row *row)
{
    static const char *const roles[] = {"code", "program", "indicator",
                                        "commitment"};
    struct slice code = {NULL, 0};

    for (size_t i = 0; code.len == 0 && i < COUNT_OF(roles); i++)
        code = row_text(table, row, roles[i]);
    return code;
}

static void check_ties(struct portal *portal, const struct table *table,
                       const char *role)
{
    const struct column *column = table_role_column(table, role);

    for (size_t r = 0; column != NULL && r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct slice rest = row_text(table, row, role);

        while (rest.len > 0)
            check_tie(portal, table, row, column, subject(table, row),
                      slice_trim(slice_next(&rest, '|')));
    }
}

/* Records of the past (documents, evaluations) may well name the old plan. */
static void check_all_ties(struct portal *portal)
{
    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        if (table->role == ROLE_PROGRAMS || table->role == ROLE_INDICATORS ||
            table->role == ROLE_COMMITMENTS)
            check_ties(portal, table, "plan-nodes");
        else if (table->role == ROLE_LINKS)
            check_ties(portal, table, "plan-node");
    }
}

/* --- from plan to plan --- */

/* Two ends that should be of different plans. */
static void check_pair(struct portal *portal, const struct table *table,
                       const struct row *row, const char *from, const char *to,
                       enum diag_id id)
{
    struct slice a = row_text(table, row, from);
    struct slice b = row_text(table, row, to);
    struct slice top = plan_top(portal, a);

    if (top.len > 0 && slice_equal(top, plan_top(portal, b)))
        diag_add(portal->diagnostics, id,
                 cell_place(table, row, table_role_column(table, to)), a, b,
                 top);
}

static void check_pairs(struct portal *portal, enum resource_role role,
                        const char *from, const char *to, enum diag_id id)
{
    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t))
        for (size_t r = 0; r < t->rows.count; r++)
            check_pair(portal, t, &t->rows.items[r], from, to, id);
}

/* --- each plan --- */

/* Nodes of a plan of which something holds. */
static size_t nodes_where(const struct portal *portal, struct slice top,
                          bool (*holds)(const struct portal *, struct slice))
{
    size_t count = 0;

    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t))
        for (size_t r = 0; r < t->rows.count; r++) {
            struct slice code = row_text(t, &t->rows.items[r], "code");

            count += !slice_equal(code, top) &&
                     plan_is_within(portal, code, top) && holds(portal, code);
        }
    return count;
}

static bool is_unstated(const struct portal *portal, struct slice node)
{
    return plan_fate(portal, node) == FATE_UNSTATED;
}

static bool names_act(const struct portal *portal, const struct table *table,
                      const struct row *row)
{
    const struct row_list *rows;

    if (row_text(table, row, "legal-basis").len > 0)
        return true;
    for (const struct table *t = portal_table(portal, ROLE_DOCUMENTS, NULL);
         t != NULL; t = portal_table(portal, ROLE_DOCUMENTS, t)) {
        rows = table_rows_by(t, "plan-nodes", row_text(table, row, "code"));
        for (size_t i = 0; i < rows->count; i++)
            if (row_text(t, row_at(t, rows, i), "legal-basis").len > 0)
                return true;
    }
    return false;
}

static void check_plan(struct portal *portal, const struct table *table,
                       const struct row *row)
{
    struct slice code = row_text(table, row, "code");
    struct slice next = plan_replaced_by(portal, code);
    size_t unstated, withheld;

    if (next.len > 0) {
        unstated = nodes_where(portal, code, is_unstated);
        if (unstated > 0)
            diag_add(portal->diagnostics, DIAG_PLAN_UNSTATED, row->place, code,
                     next, number(portal, unstated));
    }
    if (!plan_is_restricted(portal, code) || plan_is_withheld(portal, code))
        return;
    withheld = nodes_where(portal, code, plan_is_withheld);
    if (withheld > 0)
        diag_add(portal->diagnostics, DIAG_PLAN_CONTENT, row->place, code,
                 number(portal, withheld));
    if (!names_act(portal, table, row))
        diag_add(portal->diagnostics, DIAG_PLAN_NO_ACT, row->place, code);
}

/* --- quality --- */

static bool is_criterion(struct slice code)
{
    for (size_t i = 0; i < PLAN_CRITERION_COUNT; i++)
        if (slice_equal_text(code, plan_criterion_code(i)))
            return true;
    return false;
}

static bool is_same_question(const struct table *table, const struct row *a,
                             const struct row *b)
{
    return slice_equal(row_text(table, a, "criterion"),
                       row_text(table, b, "criterion")) &&
           slice_equal(row_text(table, a, "subject"),
                       row_text(table, b, "subject")) &&
           slice_equal(row_text(table, a, "plan-nodes"),
                       row_text(table, b, "plan-nodes"));
}

static void check_answer(struct portal *portal, const struct table *table,
                         size_t at)
{
    const struct row *row = &table->rows.items[at];
    struct slice criterion = row_text(table, row, "criterion");

    if (!is_criterion(criterion))
        diag_add(portal->diagnostics, DIAG_PLAN_CRITERION,
                 cell_place(table, row, table_role_column(table, "criterion")),
                 criterion);
    for (size_t i = 0; i < at; i++) {
        const struct row *other = &table->rows.items[i];

        if (is_same_question(table, row, other))
            diag_add_pair(portal->diagnostics, DIAG_PLAN_ANSWERS, row->place,
                          other->place, criterion,
                          row_text(table, other, "status"),
                          row_text(table, row, "status"));
    }
}

void check_plans(struct portal *portal)
{
    check_all_ties(portal);
    check_pairs(portal, ROLE_PLAN_SUCCESSORS, "node", "successor",
                DIAG_PLAN_SUCCESSOR_SAME);
    check_pairs(portal, ROLE_CROSSWALK, "node", "counterpart",
                DIAG_PLAN_COUNTERPART_SAME);
    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t))
        for (size_t r = 0; r < t->rows.count; r++)
            check_plan(portal, t, &t->rows.items[r]);
    for (const struct table *t = portal_table(portal, ROLE_PLAN_QUALITY, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN_QUALITY, t))
        for (size_t r = 0; r < t->rows.count; r++)
            check_answer(portal, t, r);
}
