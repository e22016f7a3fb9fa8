/*
 * What is lacking where a rule or a page needs it: targets without a value,
 * promises without a deadline, baselines without a date, territories without
 * a level; goals and levels that are none.
 */
#include "check/rules.h"

static bool is_empty(const struct table *table, const struct row *row,
                     const char *role)
{
    return row_cell(table, row, role)->state != CELL_PRESENT;
}

/* A change is as good as a value: "by ten points". */
static void check_target(struct portal *portal, const struct table *table,
                         const struct row *row)
{
    if (is_empty(table, row, "value") &&
        is_empty(table, row, "stated-change") &&
        is_empty(table, row, "stated-change-percent"))
        diag_add(portal->diagnostics, DIAG_TARGET_EMPTY, row->place,
                 row_text(table, row, "indicator"));
}

/* Events may set the deadline that the list lacks. */
static bool event_has_deadline(struct portal *portal, struct slice commitment)
{
    struct found_rows events =
        portal_rows_by(portal, portal->arena, ROLE_COMMITMENT_EVENTS,
                       "commitment", commitment);

    for (size_t i = 0; i < events.count; i++) {
        const struct found_row *at = &events.items[i];

        if (!is_empty(at->table, at->row, "deadline") ||
            !is_empty(at->table, at->row, "internal-deadline"))
            return true;
    }
    return false;
}

static void check_promise(struct portal *portal, const struct table *table,
                          const struct row *row)
{
    struct slice code = row_text(table, row, "code");

    if (is_empty(table, row, "deadline") &&
        is_empty(table, row, "internal-deadline") &&
        !event_has_deadline(portal, code))
        diag_add(portal->diagnostics, DIAG_PROMISE_UNDATED, row->place, code);
}

static void check_baseline(struct portal *portal, const struct table *table,
                           const struct row *row)
{
    if (!is_empty(table, row, "baseline") &&
        is_empty(table, row, "baseline-period"))
        diag_add(portal->diagnostics, DIAG_BASELINE_UNDATED,
                 cell_place(table, row, table_role_column(table, "baseline")),
                 row_text(table, row, "code"));
}

/* "16", "3.8", "3.c": a goal, or a target of one. */
static bool is_goal(struct slice code)
{
    struct slice rest = code;
    struct slice goal = slice_next(&rest, '.');
    int number = 0;

    if (goal.len < 1 || goal.len > 2)
        return false;
    for (size_t i = 0; i < goal.len; i++) {
        if (goal.ptr[i] < '0' || goal.ptr[i] > '9')
            return false;
        number = number * 10 + (goal.ptr[i] - '0');
    }
    return number >= 1 && number <= 17;
}

static void check_goals(struct portal *portal, const struct table *table,
                        const struct row *row)
{
    struct slice rest = row_text(table, row, "sdg");

    while (rest.len > 0) {
        struct slice code = slice_trim(slice_next(&rest, '|'));

        if (!is_goal(code))
            diag_add(portal->diagnostics, DIAG_GOAL_UNKNOWN,
                     cell_place(table, row, table_role_column(table, "sdg")),
                     row_text(table, row, "code"), code);
    }
}

/* Those that rules look at, and those that the portal has words for. */
static void check_level(struct portal *portal, const struct table *table,
                        const struct row *row)
{
    static const char *const known[] = {"final", "specific", "product",
                                        "activity"};
    struct slice level = row_text(table, row, "level");
    struct map names;

    map_init(&names, portal->arena);
    for (size_t i = 0; i < COUNT_OF(known); i++)
        (void)map_put(&names, slice_of(known[i]), &names);
    if (level.len == 0 || map_has(&names, level) ||
        map_has(&portal->labels,
                ARENA_CONCAT(portal->arena, SLICE("level/"), level)))
        return;
    diag_add(portal->diagnostics, DIAG_CHOICE_UNKNOWN,
             cell_place(table, row, table_role_column(table, "level")), level,
             SLICE("level"), map_nearest_name(&names, level));
}

/* Where the list has levels at all. */
static void check_territory(struct portal *portal, const struct table *table,
                            const struct row *row)
{
    if (table_role_column(table, "level") != NULL &&
        is_empty(table, row, "level"))
        diag_add(portal->diagnostics, DIAG_TERRITORY_LEVEL, row->place,
                 row_text(table, row, "code"));
}

void check_lacking(struct portal *portal)
{
    static const struct {
        enum resource_role role;
        void (*check)(struct portal *, const struct table *,
                      const struct row *);
    } rules[] = {
        {ROLE_TARGETS, check_target},      {ROLE_COMMITMENTS, check_promise},
        {ROLE_INDICATORS, check_baseline}, {ROLE_PROGRAMS, check_goals},
        {ROLE_CHAIN, check_level},         {ROLE_TERRITORIES, check_territory}};

    for (size_t r = 0; r < COUNT_OF(rules); r++)
        for (const struct table *t = portal_table(portal, rules[r].role, NULL);
             t != NULL; t = portal_table(portal, rules[r].role, t))
            for (size_t i = 0; i < t->rows.count; i++)
                rules[r].check(portal, t, &t->rows.items[i]);
}
