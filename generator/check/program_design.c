/*
 * The rules of the logframe (requirements: peru-security-partnership 2.2,
 * L1 to L8). A breach is a row of derived-logframe; a program that breaks a
 * rule is one finding, which names the nodes.
 *
 *   L1  a product without an activity, an activity without a product
 *   L2  no indicator, or one and no means of verification; what a product or
 *       an activity delivers (role physical) is its indicator
 *   L3  a specific result with one indicator only
 *   L4  a level without an assumption
 *   L5  no responsible person
 *   L6  costs that do not add up (program_costs.c)
 *   L7  a physical target without money, money without a physical target
 *   L8  a product without a link to evidence
 *
 * L7 is asked of programs that have a chain. Where a source has no column at
 * all for what L4, L5 or L8 ask, the rows stand and one silence is not found a
 * thousand times.
 */
#include "check/program.h"

/* The nodes of one program that break one rule. */
struct breach_list {
    struct buf names;
    size_t count;
    struct place first;
};

/* A sentence names so many; the table has all. */
#define NAMED_MAX 5

static void breach_note(struct breach_list *list, struct slice name)
{
    if (list->count < NAMED_MAX) {
        buf_add_text(&list->names, list->count > 0 ? ", " : "");
        buf_add_slice(&list->names, name);
    } else if (list->count == NAMED_MAX) {
        buf_add_text(&list->names, ", …");
    }
    list->count++;
}

static void breaches_report(struct programs *programs,
                            const struct program *program, enum diag_id id,
                            bool is_asked, struct breach_list *list)
{
    if (list->count > 0 && is_asked)
        diag_add(programs->portal->diagnostics, id, list->first, program->code,
                 arena_take(programs->portal->arena, &list->names));
    else
        buf_release(&list->names);
}

static struct slice chain_text(const struct found_row *node, const char *role)
{
    return row_text(node->table, node->row, role);
}

static bool node_find(const struct programs *programs, struct slice code,
                      struct found_row *out)
{
    out->row = portal_find(programs->portal, ROLE_CHAIN, code, &out->table);
    return out->row != NULL;
}

/* A chain may come as several tables (results, activities). */
static struct found_rows nodes_by(const struct programs *programs,
                                  const char *role, struct slice code)
{
    return portal_rows_by(programs->portal, programs->portal->arena, ROLE_CHAIN,
                          role, code);
}

void programs_breach(struct programs *programs, struct program *program,
                     const char *rule, struct slice node, struct place place)
{
    struct found_row found;
    struct row_maker maker;

    program->design++;
    row_begin(&maker, programs->portal, programs->rules);
    row_put_text(&maker, program->code);
    row_put_text(&maker, slice_of(rule));
    row_put_text(&maker, node);
    row_put_text(&maker, node.len > 0 && node_find(programs, node, &found)
                             ? chain_text(&found, "level")
                             : (struct slice){NULL, 0});
    row_put_period(&maker, period_of_day(programs->portal->cut_off));
    row_end(&maker, place);
}

static bool is_level(const struct found_row *node, const char *level)
{
    return slice_equal_text(chain_text(node, "level"), level);
}

static bool has_words(const struct programs *programs,
                      const struct found_row *node, const char *role)
{
    return row_words(node->table, node->row, role,
                     &programs->portal->languages[0])
               .len > 0;
}

/* --- one node --- */

static bool lacks_link(const struct programs *programs,
                       const struct program *program,
                       const struct found_row *node)
{
    struct found_rows below;
    struct found_row above;

    (void)program;
    if (is_level(node, "activity"))
        return !node_find(programs, chain_text(node, "parent"), &above) ||
               !is_level(&above, "product");
    if (!is_level(node, "product"))
        return false;
    below = nodes_by(programs, "parent", chain_text(node, "code"));
    for (size_t i = 0; i < below.count; i++)
        if (is_level(&below.items[i], "activity"))
            return false;
    return true;
}

static bool has_quantities(const struct programs *programs, struct slice code)
{
    return portal_rows_by(programs->portal, programs->portal->arena,
                          ROLE_PHYSICAL, "product", code)
               .count > 0;
}

static bool lacks_measure(const struct programs *programs,
                          const struct program *program,
                          const struct found_row *node)
{
    bool delivers = is_level(node, "product") || is_level(node, "activity");

    (void)program;
    if (chain_text(node, "indicators").len == 0 &&
        !(delivers && has_quantities(programs, chain_text(node, "code"))))
        return true;
    return !has_words(programs, node, "verification");
}

static bool has_one_indicator(const struct programs *programs,
                              const struct program *program,
                              const struct found_row *node)
{
    struct slice codes = chain_text(node, "indicators");

    (void)programs;
    (void)program;
    return is_level(node, "specific") && codes.len > 0 &&
           slice_find(codes, '|') == codes.len;
}

static bool lacks_evidence(const struct programs *programs,
                           const struct program *program,
                           const struct found_row *node)
{
    (void)programs;
    (void)program;
    return is_level(node, "product") && chain_text(node, "evidence").len == 0;
}

static bool is_positive(const struct table *table, const struct row *row,
                        const char *role)
{
    const struct cell *cell = row_cell(table, row, role);

    return cell->state == CELL_PRESENT && amount_sign(cell->is.number) > 0;
}

/* Has it a target in the year, and money of its own or of the program, or
 * neither? */
static bool is_apart(const struct programs *programs,
                     const struct program *program,
                     const struct found_row *node)
{
    const struct table *products =
        portal_table_named(programs->portal, SLICE("derived-products"));
    const struct row_list *rows;

    if (products == NULL || !is_level(node, "product"))
        return false;
    rows = table_rows_by(products, "product", chain_text(node, "code"));
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(products, rows, i);

        if (period_compare(row_period(products, row, "period"),
                           programs->year) == 0)
            return is_positive(products, row, "planned_year") !=
                   is_positive(products, row, "budget");
    }
    return program->member != NULL &&
           program_spent(programs, program->member, false,
                         programs->portal->budget_stage, programs->year)
               .is_set;
}

/* --- rules on every node of a program --- */

struct node_rule {
    const char *rule;
    enum diag_id id;
    const char *field; /* without this column nothing is found; null = any */
    bool (*is_broken)(const struct programs *, const struct program *,
                      const struct found_row *);
};

static const struct node_rule node_rules[] = {
    {"L1", DIAG_CHAIN_BROKEN, NULL, lacks_link},
    {"L2", DIAG_CHAIN_UNMEASURED, NULL, lacks_measure},
    {"L3", DIAG_CHAIN_ONE_INDICATOR, NULL, has_one_indicator},
    {"L7", DIAG_TARGET_MONEY_APART, NULL, is_apart},
    {"L8", DIAG_CHAIN_EVIDENCE_NONE, "evidence", lacks_evidence},
};

static bool has_field(const struct found_rows *nodes, const char *field)
{
    if (field == NULL)
        return true;
    for (size_t i = 0; i < nodes->count; i++)
        if (table_role_column(nodes->items[i].table, field) != NULL)
            return true;
    return false;
}

static void breach_add(struct programs *programs, struct program *program,
                       const char *rule, const struct found_row *node,
                       struct slice name, struct breach_list *list)
{
    if (list->count == 0)
        list->first = node->row->place;
    breach_note(list, name);
    programs_breach(programs, program, rule, chain_text(node, "code"),
                    node->row->place);
}

static void node_rule_apply(struct programs *programs, struct program *program,
                            const struct found_rows *nodes,
                            const struct node_rule *rule)
{
    struct breach_list list = {.names = BUF_INIT};

    for (size_t i = 0; i < nodes->count; i++)
        if (rule->is_broken(programs, program, &nodes->items[i]))
            breach_add(programs, program, rule->rule, &nodes->items[i],
                       chain_text(&nodes->items[i], "code"), &list);
    breaches_report(programs, program, rule->id, has_field(nodes, rule->field),
                    &list);
}

/* --- L4: levels --- */

static bool level_has_assumption(const struct programs *programs,
                                 const struct found_rows *nodes,
                                 struct slice level)
{
    for (size_t i = 0; i < nodes->count; i++)
        if (slice_equal(chain_text(&nodes->items[i], "level"), level) &&
            has_words(programs, &nodes->items[i], "assumptions"))
            return true;
    return false;
}

static void check_assumptions(struct programs *programs,
                              struct program *program,
                              const struct found_rows *nodes)
{
    struct breach_list list = {.names = BUF_INIT};
    struct map seen;

    map_init(&seen, programs->portal->arena);
    for (size_t i = 0; i < nodes->count; i++) {
        struct slice level = chain_text(&nodes->items[i], "level");

        if (map_has(&seen, level))
            continue;
        (void)map_put(&seen, level, &seen);
        if (!level_has_assumption(programs, nodes, level))
            breach_add(programs, program, "L4", &nodes->items[i], level, &list);
    }
    breaches_report(programs, program, DIAG_CHAIN_ASSUMPTIONS_NONE,
                    has_field(nodes, "assumptions"), &list);
}

/* --- L5: the program --- */

static void check_person(struct programs *programs, struct program *program)
{
    if (program->row == NULL ||
        row_words(program->table, program->row, "responsible",
                  &programs->portal->languages[0])
                .len > 0)
        return;
    programs_breach(programs, program, "L5", (struct slice){NULL, 0},
                    program->row->place);
    if (table_role_column(program->table, "responsible") != NULL)
        diag_add(programs->portal->diagnostics, DIAG_PROGRAM_RESPONSIBLE_NONE,
                 program->row->place, program->code);
}

static struct table *rules_table(struct portal *portal)
{
    struct table *table =
        table_new(portal, SLICE("derived-logframe"), ROLE_DERIVED);

    table->title = portal_words(
        portal, SLICE(N_("What the results chains lack, by rule")));
    table_add_column(portal, table, "program", COLUMN_CODE)->refers =
        SLICE("programs");
    (void)table_add_column(portal, table, "rule", COLUMN_CHOICE);
    table_add_column(portal, table, "node", COLUMN_CODE)->refers =
        SLICE("chain");
    (void)table_add_column(portal, table, "level", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "as_of", COLUMN_DATE);
    return table;
}

static void check_design(struct programs *programs, struct program *program)
{
    struct found_rows nodes = nodes_by(programs, "program", program->code);

    check_person(programs, program);
    if (nodes.count == 0)
        return;
    for (size_t i = 0; i < COUNT_OF(node_rules); i++)
        node_rule_apply(programs, program, &nodes, &node_rules[i]);
    check_assumptions(programs, program, &nodes);
}

void programs_design(struct programs *programs)
{
    programs->rules = rules_table(programs->portal);
    for (size_t i = 0; i < programs->list.count; i++)
        check_design(programs, &programs->list.items[i]);
    programs_costs(programs);
    table_index(programs->portal, programs->rules);
}
