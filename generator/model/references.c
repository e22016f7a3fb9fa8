/* References both ways, cycles and vocabularies. */
#include "model/internal.h"

/* Words a CHOICE field role may hold; others are the portal's own. */
struct vocabulary {
    const char *resource; /* null = any */
    const char *role;
    const char *words[8];
};

static const struct vocabulary vocabularies[] = {
    {"indicators",
     "direction",
     {"increase", "decrease", "keep", "reach", "delete", NULL}},
    {"indicators", "level", {"input", "process", "output", "outcome", NULL}},
    {"commitments", "level", {"input", "process", "output", "outcome", NULL}},
    {"commitments",
     "status",
     {"achieved", "on-time", "needs-attention", "delayed", "discarded", NULL}},
    {"commitment-events",
     "status",
     {"achieved", "on-time", "needs-attention", "delayed", "discarded", NULL}},
    {"programs", "category", {"results", "central", "non-product", NULL}},
    {"indicators",
     "independence",
     {"independent", "reported", "unverified", NULL}},
    {"targets",
     "kind",
     {"absolute", "relative", "average", "cumulative", NULL}},
    {"documents", "access", {"public", "dissemination", "restricted", NULL}},
    {"plan", "access", {"public", "dissemination", "restricted", NULL}},
    {"indicators", "measures", {"plan-budget-link", NULL}},
    {"assessments",
     "status",
     {"achieved", "on-time", "needs-attention", "delayed", "discarded", NULL}},
    {"indicators", "directness", {"direct", "indirect", NULL}},
    {"indicators", "baseline-zero", {"value", "start", "placeholder", NULL}},
    {"targets", "zero", {"value", "end", "placeholder", NULL}},
    {"targets", "path", {"linear", "through", "deadline", NULL}},
    {"commitment-events",
     "stage",
     {"announced", "tabled", "first-chamber", "second-chamber", "enacted",
      "in-force", NULL}},
    {"commitment-events",
     "reason-kind",
     {"technical", "budgetary", "priorities", NULL}},
    {"commitments", "funding-mode", {"reallocation", "new-money", NULL}},
    {"universe", "status", {"published", "withheld", "unknown", NULL}},
};

static void check_choice(struct loading *loading, const struct table *table,
                         const struct column *column, const struct row *row)
{
    const struct cell *cell = &row->cells[column_index(table, column)];

    for (size_t v = 0; v < COUNT_OF(vocabularies); v++) {
        const struct vocabulary *vocabulary = &vocabularies[v];
        struct map names;

        if (!slice_equal_text(column->role, vocabulary->role) ||
            !slice_equal(slice_of(resource_role_name(table->role)),
                         slice_of(vocabulary->resource)))
            continue;
        map_init(&names, loading->arena);
        for (size_t w = 0; vocabulary->words[w] != NULL; w++)
            (void)map_put(&names, slice_of(vocabulary->words[w]), &names);
        if (map_has(&names, cell->text))
            return;
        diag_add(loading->diagnostics, DIAG_CHOICE_UNKNOWN,
                 cell_place(table, row, column), cell->text, column->role,
                 map_nearest_name(&names, cell->text));
    }
}

static bool refers_to(const struct portal *portal, const struct table *table,
                      const struct column *column, struct slice code)
{
    enum resource_role role;

    if (slice_equal_text(column->refers, "self")) {
        role = table->role;
        if (role == ROLE_CLASSIFIER)
            return table_find(table, code) != NULL;
    } else if (!resource_role_find(column->refers, &role)) {
        return true;
    }
    return portal_find(portal, role, code, NULL) != NULL;
}

static void check_reference(struct loading *loading, const struct table *table,
                            const struct column *column, const struct row *row)
{
    const struct cell *cell = &row->cells[column_index(table, column)];
    struct slice rest = cell->text;

    while (rest.len > 0) {
        struct slice code = rest;

        if (column->type == COLUMN_CODES)
            code = slice_trim(slice_next(&rest, '|'));
        else
            rest.len = 0;
        if (!refers_to(loading->portal, table, column, code))
            diag_add(loading->diagnostics, DIAG_CODE_UNKNOWN,
                     cell_place(table, row, column), column->role, code,
                     slice_equal_text(column->refers, "self") ? table->name
                                                              : column->refers);
    }
}

static void check_column(struct loading *loading, const struct table *table,
                         const struct column *column)
{
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        if (row->cells[column_index(table, column)].state != CELL_PRESENT)
            continue;
        if (column->refers.len > 0)
            check_reference(loading, table, column, row);
        else if (column->type == COLUMN_CHOICE)
            check_choice(loading, table, column, row);
    }
}

static void forget_parent(struct arena *arena, const struct table *table,
                          struct row *row, size_t parent)
{
    struct cell *cells = ARENA_ARRAY(arena, table->columns.count, struct cell);

    for (size_t i = 0; i < table->columns.count; i++)
        cells[i] = row->cells[i];
    cells[parent] = (struct cell){.state = CELL_EMPTY};
    row->cells = cells;
}

static bool is_own_ancestor(const struct table *table, const struct map *codes,
                            const struct row *row)
{
    const struct row *above = row;

    for (size_t depth = 0; depth <= table->rows.count; depth++) {
        above = map_get(codes, row_text(table, above, "parent"));
        if (above == NULL || above == row)
            return above == row;
    }
    return false; /* it leads to a circle that it is no part of */
}

/* Circles are opened before anything walks them. */
void cycles_break(struct loading *loading, struct table *table)
{
    const struct column *parent = table_role_column(table, "parent");
    struct map codes;

    if (parent == NULL || table_role_column(table, "code") == NULL)
        return;
    map_init(&codes, loading->arena);
    for (size_t r = 0; r < table->rows.count; r++) {
        struct row *row = &table->rows.items[r];

        if (!map_has(&codes, row_text(table, row, "code")))
            (void)map_put(&codes, row_text(table, row, "code"), row);
    }
    for (size_t r = 0; r < table->rows.count; r++) {
        struct row *row = &table->rows.items[r];

        if (!is_own_ancestor(table, &codes, row))
            continue;
        diag_add(loading->diagnostics, DIAG_CYCLE,
                 cell_place(table, row, parent), table->name,
                 row_text(table, row, "code"));
        forget_parent(loading->arena, table, row, column_index(table, parent));
    }
}

static void check_labels(struct loading *loading, const struct table *table)
{
    if (table_role_column(table, "label") == NULL)
        return;
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        if (row_words(table, row, "label", &loading->portal->languages[0])
                .len == 0)
            diag_add(loading->diagnostics, DIAG_LABEL_MISSING, row->place,
                     row_text(table, row, "code"));
    }
}

/* The other way: codes in a list that no fact uses. */
static void check_unused(struct loading *loading,
                         const struct dimension *dimension)
{
    for (size_t i = 0; i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];

        if (!member->used && member->child_count == 0 && member->row != NULL)
            diag_add(loading->diagnostics, DIAG_CODE_UNUSED, member->row->place,
                     dimension->name, member->code);
    }
}

static bool needs_reason(struct slice status)
{
    return slice_equal_text(status, "discarded") ||
           slice_equal_text(status, "delayed");
}

static void check_reasons(struct loading *loading, const struct table *events)
{
    for (size_t r = 0; r < events->rows.count; r++) {
        const struct row *row = &events->rows.items[r];
        struct slice status = row_text(events, row, "status");

        if (needs_reason(status) &&
            row_words(events, row, "reason", &loading->portal->languages[0])
                    .len == 0)
            diag_add(loading->diagnostics, DIAG_REASON_MISSING, row->place,
                     row_text(events, row, "commitment"), status);
    }
}

/* Does the log have anything of the status that the list declares? */
static bool is_logged(const struct found_rows *events, struct slice status)
{
    for (size_t i = 0; i < events->count; i++)
        if (slice_equal(row_text(events->items[i].table, events->items[i].row,
                                 "status"),
                        status))
            return true;
    return false;
}

/* A status that only the list declares has no reason anywhere. */
static void check_declared(struct loading *loading, const struct table *table)
{
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct slice status = row_text(table, row, "status");
        struct found_rows events;

        if (!needs_reason(status))
            continue;
        events = portal_rows_by(loading->portal, loading->arena,
                                ROLE_COMMITMENT_EVENTS, "commitment",
                                row_text(table, row, "code"));
        if (!is_logged(&events, status))
            diag_add(loading->diagnostics, DIAG_REASON_MISSING, row->place,
                     row_text(table, row, "code"), status);
    }
}

static bool is_same_deadline(const struct found_row *a,
                             const struct found_row *b)
{
    return date_compare(
               period_last_day(row_period(a->table, a->row, "period")),
               period_last_day(row_period(b->table, b->row, "period"))) == 0;
}

static bool has_deadline(const struct found_row *at)
{
    return row_period(at->table, at->row, "period").kind != PERIOD_NONE;
}

/* Two deadlines for one value, or two values for one deadline; the places of
 * both. Values of other kinds (a height, a change) are not compared. */
static void check_target_pair(struct loading *loading,
                              const struct found_row *one,
                              const struct found_row *other)
{
    const struct cell *value = row_cell(one->table, one->row, "value");
    const struct cell *theirs = row_cell(other->table, other->row, "value");
    struct slice code = row_text(one->table, one->row, "indicator");
    bool is_value_same;
    bool is_deadline_same;

    if (value->state != CELL_PRESENT || theirs->state != CELL_PRESENT ||
        !slice_equal(row_text(one->table, one->row, "kind"),
                     row_text(other->table, other->row, "kind")))
        return;
    is_value_same = amount_compare(value->is.number, theirs->is.number) == 0;
    is_deadline_same = has_deadline(one) && has_deadline(other) &&
                       is_same_deadline(one, other);
    if (is_value_same && !is_deadline_same)
        diag_add_pair(loading->diagnostics, DIAG_TARGETS_CONFLICT,
                      one->row->place, other->row->place, code,
                      row_text(other->table, other->row, "period"),
                      row_text(one->table, one->row, "period"));
    if (!is_value_same && is_deadline_same)
        diag_add_pair(loading->diagnostics, DIAG_TARGET_VALUES, one->row->place,
                      other->row->place, code,
                      row_text(one->table, one->row, "period"), theirs->text,
                      value->text);
}

/* The targets of an indicator, of every table of them. */
static void check_targets_of(struct loading *loading, const struct row *row,
                             const struct table *indicators)
{
    struct slice code = row_text(indicators, row, "code");
    struct slice direction = row_text(indicators, row, "direction");
    struct found_rows targets = portal_rows_by(loading->portal, loading->arena,
                                               ROLE_TARGETS, "indicator", code);

    for (size_t i = 0; i < targets.count; i++) {
        if (row_cell(targets.items[i].table, targets.items[i].row, "period")
                ->state != CELL_PRESENT)
            diag_add(loading->diagnostics, DIAG_TARGET_UNDATED,
                     targets.items[i].row->place, code);
        /* What is to be kept has the same height each year. */
        for (size_t k = 0; k < i && !slice_equal_text(direction, "keep"); k++)
            check_target_pair(loading, &targets.items[i], &targets.items[k]);
    }
    if (targets.count > 0 && direction.len == 0)
        diag_add(loading->diagnostics, DIAG_DIRECTION_MISSING, row->place,
                 code);
}

static void check_targets(struct loading *loading,
                          const struct table *indicators)
{
    for (size_t i = 0; i < indicators->rows.count; i++)
        check_targets_of(loading, &indicators->rows.items[i], indicators);
}

/* What lists of one role say beyond their references. */
static void check_list(struct loading *loading, const struct table *table)
{
    if (table->role == ROLE_COMMITMENT_EVENTS)
        check_reasons(loading, table);
    else if (table->role == ROLE_COMMITMENTS)
        check_declared(loading, table);
    else if (table->role == ROLE_INDICATORS)
        check_targets(loading, table);
}

void references_check(struct loading *loading)
{
    const struct portal *portal = loading->portal;

    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        if (table_is_fact(table) || table->role == ROLE_DERIVED)
            continue;
        for (size_t c = 0; c < table->columns.count; c++)
            check_column(loading, table, &table->columns.items[c]);
        check_labels(loading, table);
    }
    for (size_t i = 0; i < portal->dimensions.count; i++)
        if (portal->dimensions.items[i]->has_classifier)
            check_unused(loading, portal->dimensions.items[i]);
    for (size_t i = 0; i < portal->tables.count; i++)
        check_list(loading, portal->tables.items[i]);
}
