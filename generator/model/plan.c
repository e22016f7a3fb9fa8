#include "model/plan.h"

static const struct slice none = {NULL, 0};

/* --- lists of codes --- */

bool plan_codes_have(const struct plan_codes *codes, struct slice code)
{
    for (size_t i = 0; i < codes->count; i++)
        if (slice_equal(codes->items[i], code))
            return true;
    return false;
}

void plan_codes_add(struct arena *arena, struct plan_codes *codes,
                    struct slice code)
{
    if (code.len > 0 && !plan_codes_have(codes, code))
        ARENA_PUSH(arena, codes, code);
}

void plan_codes_of_row(struct arena *arena, struct plan_codes *codes,
                       const struct table *table, const struct row *row,
                       const char *role)
{
    struct slice rest = row_text(table, row, role);

    while (rest.len > 0)
        plan_codes_add(arena, codes, slice_trim(slice_next(&rest, '|')));
}

struct slice plan_codes_text(struct arena *arena,
                             const struct plan_codes *codes)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < codes->count; i++) {
        if (i > 0)
            buf_add_char(&out, '|');
        buf_add_slice(&out, codes->items[i]);
    }
    return arena_take(arena, &out);
}

/* --- the tree --- */

struct slice plan_parent(const struct portal *portal, struct slice node)
{
    const struct table *table;
    const struct row *row = portal_find(portal, ROLE_PLAN, node, &table);

    return row == NULL ? none : row_text(table, row, "parent");
}

struct slice plan_top(const struct portal *portal, struct slice node)
{
    if (portal_find(portal, ROLE_PLAN, node, NULL) == NULL)
        return none;
    for (int depth = 0; depth < PLAN_DEPTH_MAX; depth++) {
        struct slice parent = plan_parent(portal, node);

        if (parent.len == 0)
            break;
        node = parent;
    }
    return node;
}

struct slice plan_branch(const struct portal *portal, struct slice node)
{
    struct slice branch = none;

    for (int depth = 0; depth < PLAN_DEPTH_MAX; depth++) {
        struct slice parent = plan_parent(portal, node);

        if (parent.len == 0)
            return branch;
        branch = node;
        node = parent;
    }
    return branch;
}

bool plan_is_within(const struct portal *portal, struct slice node,
                    struct slice above)
{
    for (int depth = 0; node.len > 0 && depth < PLAN_DEPTH_MAX; depth++) {
        if (slice_equal(node, above))
            return true;
        node = plan_parent(portal, node);
    }
    return false;
}

/* The text of a field in the node, or the next above that has one. */
static struct slice inherited(const struct portal *portal, struct slice node,
                              const char *role)
{
    for (int depth = 0; node.len > 0 && depth < PLAN_DEPTH_MAX; depth++) {
        const struct table *table;
        const struct row *row = portal_find(portal, ROLE_PLAN, node, &table);
        struct slice text = row == NULL ? none : row_text(table, row, role);

        if (text.len > 0)
            return text;
        node = row == NULL ? none : row_text(table, row, "parent");
    }
    return none;
}

struct slice plan_kind(const struct portal *portal, struct slice node)
{
    return inherited(portal, node, "kind");
}

/* "public" before "dissemination" before "restricted" before anything else. */
static size_t openness(struct slice word)
{
    static const char *const words[] = {"public", "dissemination",
                                        "restricted"};
    size_t i = 0;

    while (i < COUNT_OF(words) && !slice_equal_text(word, words[i]))
        i++;
    return i;
}

/* Of documents that name the node: the most open of them. */
static struct slice access_of_documents(const struct portal *portal,
                                        struct slice node)
{
    struct slice best = none;

    for (const struct table *t = portal_table(portal, ROLE_DOCUMENTS, NULL);
         t != NULL; t = portal_table(portal, ROLE_DOCUMENTS, t)) {
        const struct row_list *rows = table_rows_by(t, "plan-nodes", node);

        for (size_t i = 0; i < rows->count; i++) {
            struct slice word = row_text(t, row_at(t, rows, i), "access");

            if (openness(word) < openness(best))
                best = word;
        }
    }
    return best;
}

static struct slice own_access(const struct portal *portal, struct slice node)
{
    const struct table *table;
    const struct row *row = portal_find(portal, ROLE_PLAN, node, &table);
    struct slice word = row == NULL ? none : row_text(table, row, "access");

    return word.len > 0 ? word : access_of_documents(portal, node);
}

struct slice plan_access(const struct portal *portal, struct slice node)
{
    for (int depth = 0; node.len > 0 && depth < PLAN_DEPTH_MAX; depth++) {
        struct slice word = own_access(portal, node);

        if (word.len > 0)
            return word;
        node = plan_parent(portal, node);
    }
    return none;
}

bool plan_is_restricted(const struct portal *portal, struct slice node)
{
    return slice_equal_text(plan_access(portal, node), "restricted");
}

bool plan_is_withheld(const struct portal *portal, struct slice node)
{
    return own_access(portal, node).len == 0 &&
           plan_is_restricted(portal, node);
}

/* --- what is tied to nodes --- */

static void ties_of_one(const struct portal *portal, struct arena *arena,
                        enum resource_role role, const char *by,
                        struct slice code, struct plan_codes *nodes)
{
    const struct table *own;
    const struct row *record = portal_find(portal, role, code, &own);

    if (record != NULL)
        plan_codes_of_row(arena, nodes, own, record, "plan-nodes");
    for (const struct table *t = portal_table(portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(portal, ROLE_LINKS, t)) {
        const struct row_list *rows = table_rows_by(t, by, code);

        for (size_t i = 0; i < rows->count; i++)
            plan_codes_add(arena, nodes,
                           row_text(t, row_at(t, rows, i), "plan-node"));
    }
}

void plan_ties(const struct portal *portal, struct arena *arena,
               enum resource_role role, const char *by, struct slice code,
               struct plan_codes *nodes)
{
    for (int depth = 0; code.len > 0 && depth < PLAN_DEPTH_MAX; depth++) {
        const struct table *table;
        const struct row *row = portal_find(portal, role, code, &table);

        ties_of_one(portal, arena, role, by, code, nodes);
        code = role != ROLE_PROGRAMS || row == NULL
                   ? none
                   : row_text(table, row, "parent");
    }
}

struct slice plan_ties_text(const struct portal *portal,
                            enum resource_role role, const char *by,
                            struct slice code)
{
    struct plan_codes nodes = {0};

    plan_ties(portal, portal->arena, role, by, code, &nodes);
    return plan_codes_text(portal->arena, &nodes);
}

/* --- versions --- */

struct slice plan_replaced_by(const struct portal *portal, struct slice top)
{
    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t)) {
        const struct row_list *rows = table_rows_by(t, "replaces", top);

        if (rows->count > 0)
            return row_text(t, row_at(t, rows, 0), "code");
    }
    return none;
}

const struct row_list *plan_succession(const struct portal *portal,
                                       const char *role, struct slice node,
                                       const struct table **table)
{
    static const struct row_list nobody = {NULL, 0, 0};

    for (const struct table *t =
             portal_table(portal, ROLE_PLAN_SUCCESSORS, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN_SUCCESSORS, t)) {
        const struct row_list *rows = table_rows_by(t, role, node);

        *table = t;
        if (rows->count > 0)
            return rows;
    }
    return &nobody;
}

static bool has_the_name(const struct portal *portal, struct slice a,
                         struct slice b)
{
    const struct table *of_a, *of_b;
    const struct row *row_a = portal_find(portal, ROLE_PLAN, a, &of_a);
    const struct row *row_b = portal_find(portal, ROLE_PLAN, b, &of_b);

    if (row_a == NULL || row_b == NULL)
        return false;
    return slice_equal(row_words(of_a, row_a, "label", &portal->languages[0]),
                       row_words(of_b, row_b, "label", &portal->languages[0]));
}

static enum plan_fate fate_by_rows(const struct portal *portal,
                                   struct slice node, const struct table *t,
                                   const struct row_list *rows)
{
    struct slice successor = none;
    const struct table *unused;
    size_t count = 0;

    for (size_t i = 0; i < rows->count; i++) {
        struct slice code = row_text(t, row_at(t, rows, i), "successor");

        count += code.len > 0;
        successor = code.len > 0 ? code : successor;
    }
    if (count == 0)
        return FATE_DROPPED;
    if (count > 1)
        return FATE_SPLIT;
    if (plan_succession(portal, "successor", successor, &unused)->count > 1)
        return FATE_MERGED;
    return has_the_name(portal, node, successor) ? FATE_KEPT : FATE_RENAMED;
}

/* Does its plan replace another? */
static bool is_of_later_version(const struct portal *portal, struct slice top)
{
    const struct table *table;
    const struct row *row = portal_find(portal, ROLE_PLAN, top, &table);

    return row != NULL && row_text(table, row, "replaces").len > 0;
}

enum plan_fate plan_fate(const struct portal *portal, struct slice node)
{
    const struct table *table = NULL;
    const struct row_list *rows = plan_succession(portal, "node", node, &table);
    struct slice top = plan_top(portal, node);

    if (rows->count > 0)
        return fate_by_rows(portal, node, table, rows);
    if (slice_equal(top, node))
        return FATE_NONE; /* of the plan itself `replaces` speaks */
    if (plan_replaced_by(portal, top).len > 0)
        return FATE_UNSTATED;
    if (is_of_later_version(portal, top) &&
        plan_succession(portal, "successor", node, &table)->count == 0)
        return FATE_ADDED;
    return FATE_NONE;
}
