/* Which rows are meant: conditions of a descriptor, and whether a row fits. */
#include "model/condition.h"

#include "model/property.h"

/* Exactly one of the three ways to say it; false when there is none. */
static bool kind_read(struct loading *loading, struct condition *condition,
                      const struct node *node)
{
    const struct node *empty = node_get(node, "empty");
    const struct node *starts = node_get(node, "startsWith");
    bool is_equals = node_get(node, "equals") != NULL;

    if (is_equals + (starts != NULL) + (empty != NULL) != 1)
        return false;
    if (empty != NULL) {
        condition->kind = CONDITION_EMPTY;
        if (!property_flag(loading, node, "empty", true))
            condition->is_negated = !condition->is_negated;
        return true;
    }
    condition->kind = is_equals ? CONDITION_EQUALS : CONDITION_STARTS;
    property_texts(loading, node, is_equals ? "equals" : "startsWith",
                   &condition->values, &condition->value_count);
    return true;
}

void condition_read(struct loading *loading, const struct node *node,
                    struct conditions *out)
{
    struct condition condition = {
        .field = property_text(loading, node, "field"), .place = node->place};

    condition.is_negated = property_flag(loading, node, "not", false);
    if (kind_read(loading, &condition, node) && condition.field.len > 0) {
        if (condition.kind == CONDITION_EMPTY || condition.value_count > 0)
            ARENA_PUSH(loading->arena, out, condition);
        return;
    }
    diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
             SLICE("field, and equals, startsWith or empty"),
             SLICE("rows are chosen by them"));
}

void conditions_read(struct loading *loading, const struct node *node,
                     struct conditions *out)
{
    static const char *const known[] = {"field", "equals", "startsWith",
                                        "empty", "not",    NULL};
    const struct node *first = node;

    if (node == NULL)
        return;
    if (node->kind == NODE_LIST)
        first = node->first;
    if (first == NULL)
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
                 SLICE("field, and equals, startsWith or empty"),
                 SLICE("rows are chosen by them"));
    for (const struct node *n = first; n != NULL;
         n = node->kind == NODE_LIST ? n->next : NULL) {
        node_check_keys(loading->diagnostics, n, known, "a row condition");
        condition_read(loading, n, out);
    }
}

static bool fits(const struct condition *condition, struct slice cell)
{
    if (condition->kind == CONDITION_EMPTY)
        return cell.len == 0;
    for (size_t v = 0; v < condition->value_count; v++)
        if (condition->kind == CONDITION_EQUALS
                ? slice_equal(cell, condition->values[v])
                : slice_starts_with(cell, condition->values[v]))
            return true;
    return false;
}

bool conditions_hold(const struct conditions *conditions,
                     const struct slice *headings, size_t count,
                     const struct slice *raw)
{
    for (size_t c = 0; c < conditions->count; c++) {
        const struct condition *condition = &conditions->items[c];
        size_t at = 0;

        while (at < count && !slice_equal(headings[at], condition->field))
            at++;
        /* A file without the column has nothing there. */
        if (fits(condition,
                 at < count ? slice_trim(raw[at]) : (struct slice){NULL, 0}) ==
            condition->is_negated)
            return false;
    }
    return true;
}

bool conditions_look_at(const struct conditions *conditions,
                        struct slice heading)
{
    for (size_t i = 0; i < conditions->count; i++)
        if (slice_equal(conditions->items[i].field, heading))
            return true;
    return false;
}
