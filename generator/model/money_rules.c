/* `money` and `partial_years` of portal.yaml. */
#include "model/money_rules.h"

#include "model/property.h"

static void invalid(struct loading *loading, const struct node *node,
                    const char *expected)
{
    struct slice text = node->kind == NODE_SCALAR ? node->text : node->key;

    /* A list in a list has no name: its first word tells which. */
    if (text.len == 0 && node->first != NULL)
        text = node->first->text;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place, text,
             slice_of(expected));
}

static void missing(struct loading *loading, const struct node *node,
                    const char *key, const char *why)
{
    diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
             slice_of(key), slice_of(why));
}

/* A stage that portal.yaml has; empty after a finding. */
static struct slice stage_read(struct loading *loading, const struct node *node)
{
    struct slice none = {NULL, 0};

    if (node->kind != NODE_SCALAR || node->text.len == 0) {
        invalid(loading, node, "the id of a stage");
        return none;
    }
    if (portal_stage(loading->portal, node->text) == NULL) {
        stage_unknown(loading, node->place, node->text);
        return none;
    }
    return node->text;
}

/* --- initial + modifications = current --- */

static bool parts_read(struct loading *loading, const struct node *list,
                       struct money_identity *out)
{
    for (const struct node *n = list->first; n != NULL; n = n->next) {
        if (out->part_count == MONEY_PARTS_MAX) {
            invalid(loading, n, "one of at most 8 stages");
            return false;
        }
        out->parts[out->part_count] = stage_read(loading, n);
        if (out->parts[out->part_count].len == 0)
            return false;
        out->part_count++;
    }
    return true;
}

static void identity_read(struct loading *loading, const struct node *node)
{
    static const char *const known[] = {"sum", "equals", NULL};
    struct money_identity identity = {.place = node->place};
    const struct node *total;
    const struct node *parts;

    if (node->kind != NODE_MAP) {
        invalid(loading, node, "a map with sum and equals");
        return;
    }
    node_check_keys(loading->diagnostics, node, known, "an identity");
    parts = property_of_kind(loading, node, "sum", NODE_LIST);
    total = property_of_kind(loading, node, "equals", NODE_SCALAR);
    if (parts == NULL || parts->count == 0)
        missing(loading, node, "sum", "the stages that add up");
    else if (total == NULL)
        missing(loading, node, "equals", "the stage that they add up to");
    else if (parts_read(loading, parts, &identity)) {
        identity.total = stage_read(loading, total);
        if (identity.total.len > 0)
            ARENA_PUSH(loading->arena, &loading->portal->money.identities,
                       identity);
    }
}

static void identities_read(struct loading *loading, const struct node *list)
{
    for (const struct node *n = list != NULL ? list->first : NULL; n != NULL;
         n = n->next)
        identity_read(loading, n);
}

/* --- [[accrued, current]] --- */

static void pair_read(struct loading *loading, const struct node *node,
                      struct money_pairs *out)
{
    struct money_pair pair = {.place = node->place};

    if (node->kind != NODE_LIST || node->count != 2) {
        invalid(loading, node, "a list of two stages, the smaller first");
        return;
    }
    pair.low = stage_read(loading, node->first);
    pair.high = stage_read(loading, node->first->next);
    if (pair.low.len > 0 && pair.high.len > 0)
        ARENA_PUSH(loading->arena, out, pair);
}

static void pairs_read(struct loading *loading, const struct node *list,
                       struct money_pairs *out)
{
    for (const struct node *n = list != NULL ? list->first : NULL; n != NULL;
         n = n->next)
        pair_read(loading, n, out);
}

/* Dimensions are known when the data are: check/money.c looks them up. */
static void level_read(struct loading *loading, const struct node *list)
{
    struct money_rules *rules = &loading->portal->money;

    for (const struct node *n = list != NULL ? list->first : NULL; n != NULL;
         n = n->next) {
        if (n->kind != NODE_SCALAR || n->text.len == 0)
            invalid(loading, n, "the name of a dimension");
        else if (rules->level_count == MONEY_LEVEL_MAX)
            invalid(loading, n, "one of at most 6 dimensions");
        else
            rules->level[rules->level_count++] =
                (struct money_level){n->text, n->place};
    }
}

static void control_read(struct loading *loading, const struct node *node)
{
    static const char *const known[] = {"level", "within", NULL};

    node_check_keys(loading->diagnostics, node, known, "control");
    level_read(loading, property_of_kind(loading, node, "level", NODE_LIST));
    pairs_read(loading, property_of_kind(loading, node, "within", NODE_LIST),
               &loading->portal->money.within);
}

/* --- the rest --- */

static struct slice balance_side(struct loading *loading,
                                 const struct node *node, const char *key)
{
    const struct node *stage =
        property_of_kind(loading, node, key, NODE_SCALAR);

    if (stage == NULL) {
        missing(loading, node, key, "the stage whose total is the same");
        return (struct slice){NULL, 0};
    }
    return stage_read(loading, stage);
}

static void balance_read(struct loading *loading, const struct node *node)
{
    static const char *const known[] = {"revenue", "expenditure", NULL};
    struct money_rules *rules = &loading->portal->money;

    if (node == NULL)
        return;
    node_check_keys(loading->diagnostics, node, known, "balance");
    rules->balance_revenue = balance_side(loading, node, "revenue");
    rules->balance_expenditure = balance_side(loading, node, "expenditure");
    if (rules->balance_expenditure.len == 0)
        rules->balance_revenue = (struct slice){NULL, 0};
}

static void falls_read(struct loading *loading, const struct node *list)
{
    struct money_rules *rules = &loading->portal->money;

    rules->declares_falls = list != NULL;
    for (const struct node *n = list != NULL ? list->first : NULL; n != NULL;
         n = n->next) {
        struct slice stage = stage_read(loading, n);

        if (stage.len > 0)
            ARENA_PUSH(loading->arena, &rules->falls, stage);
    }
}

static void outliers_read(struct loading *loading, const struct node *node)
{
    static const char *const known[] = {"times", NULL};
    struct money_rules *rules = &loading->portal->money;
    const struct node *times = node_get(node, "times");
    struct amount value;

    rules->times = amount_of(5);
    rules->declares_times = times != NULL;
    node_check_keys(loading->diagnostics, node, known, "outliers");
    if (times == NULL)
        return;
    if (times->kind == NODE_SCALAR &&
        amount_parse(times->text, (struct amount_format){'.', 0}, &value) ==
            AMOUNT_OK &&
        value.scale <= 2 && amount_compare(value, amount_of(1)) > 0 &&
        amount_compare(value, amount_of(1000)) <= 0)
        rules->times = value;
    else
        invalid(loading, times, "a factor above 1 (5), at most 1000");
}

/* --- partial_years --- */

static void part_year_read(struct loading *loading, const struct node *node)
{
    static const char *const known[] = {"until", "reason", NULL};
    struct part_year part = {.place = node->place};
    const struct node *until = node_get(node, "until");

    if (!period_parse(node->key, &part.year) || part.year.kind != PERIOD_YEAR) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->key_place,
                 node->key, SLICE("a year (2017)"));
        return;
    }
    if (node->kind != NODE_MAP) {
        invalid(loading, node, "a map with until and reason");
        return;
    }
    node_check_keys(loading->diagnostics, node, known, "a partial year");
    part.reason = words_read(loading, node_get(node, "reason"));
    if (until == NULL)
        missing(loading, node, "until", "the last period that the data hold");
    else if (until->kind != NODE_SCALAR ||
             !period_parse(until->text, &part.until) ||
             part.until.kind == PERIOD_YEAR)
        invalid(loading, until, "a month, quarter or day (2017-04)");
    else
        ARENA_PUSH(loading->arena, &loading->portal->money.part_years, part);
}

void money_rules_read(struct loading *loading, const struct node *root)
{
    static const char *const known[] = {
        "identities", "control", "order", "balance", "falls", "outliers", NULL};
    const struct node *money =
        property_of_kind(loading, root, "money", NODE_MAP);
    const struct node *years =
        property_of_kind(loading, root, "partial_years", NODE_MAP);

    node_check_keys(loading->diagnostics, money, known, "money");
    identities_read(loading,
                    property_of_kind(loading, money, "identities", NODE_LIST));
    control_read(loading,
                 property_of_kind(loading, money, "control", NODE_MAP));
    pairs_read(loading, property_of_kind(loading, money, "order", NODE_LIST),
               &loading->portal->money.order);
    balance_read(loading,
                 property_of_kind(loading, money, "balance", NODE_MAP));
    falls_read(loading, property_of_kind(loading, money, "falls", NODE_LIST));
    outliers_read(loading,
                  property_of_kind(loading, money, "outliers", NODE_MAP));
    for (const struct node *n = years != NULL ? years->first : NULL; n != NULL;
         n = n->next)
        part_year_read(loading, n);
}
