/* Programs: what follows from their rows, and who answers for them. */
#include "check/program.h"
#include "model/derive_links.h"

static bool is_listed(const struct programs *programs, struct slice code)
{
    return portal_find(programs->portal, ROLE_PROGRAMS, code, NULL) != NULL;
}

/* A code that two lists have is one program: the first stands. */
static void listed_read(struct programs *programs, const struct table *table,
                        const struct dimension *dimension)
{
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct program program = {
            .code = row_text(table, row, "code"), .table = table, .row = row};

        if (portal_find(programs->portal, ROLE_PROGRAMS, program.code, NULL) !=
            row)
            continue;
        if (dimension != NULL)
            program.member = map_get(&dimension->by_code, program.code);
        ARENA_PUSH(programs->portal->arena, &programs->list, program);
    }
}

static void programs_read(struct programs *programs)
{
    const struct portal *portal = programs->portal;
    const struct dimension *dimension =
        programs->facts == NULL ? NULL
                                : portal_dimension(portal, SLICE("program"));

    for (const struct table *t = portal_table(portal, ROLE_PROGRAMS, NULL);
         t != NULL; t = portal_table(portal, ROLE_PROGRAMS, t))
        listed_read(programs, t, dimension);
    for (size_t i = 0; dimension != NULL && i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];
        struct program program = {.code = member->code, .member = member};

        if (member->used && !is_listed(programs, member->code))
            ARENA_PUSH(portal->arena, &programs->list, program);
    }
}

/* --- derived-programs --- */

static struct table *programs_table(struct programs *programs)
{
    struct portal *portal = programs->portal;
    struct table *table =
        table_new(portal, SLICE("derived-programs"), ROLE_DERIVED);

    table->title =
        portal_words(portal, SLICE(N_("Programs, as derived by rule")));
    table_add_column(portal, table, "program", COLUMN_CODE)->refers =
        SLICE("programs");
    (void)table_add_column(portal, table, "period", COLUMN_PERIOD);
    (void)table_add_column(portal, table, "as_of", COLUMN_DATE);
    table_add_column(portal, table, "institution", COLUMN_CODE)->refers =
        SLICE("institutions");
    (void)table_add_column(portal, table, "category", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "rule", COLUMN_CHOICE);
    program_money_column(programs, table, "budget");
    program_money_column(programs, table, "executed");
    table_add_column(portal, table, "money_share", COLUMN_NUMBER)->unit =
        SLICE("%");
    (void)table_add_column(portal, table, "gap", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "responsible", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "design_breaches", COLUMN_NUMBER);
    (void)table_add_column(portal, table, "elements", COLUMN_NUMBER);
    return table;
}

static bool has_person(const struct programs *programs,
                       const struct program *program)
{
    return program->row != NULL &&
           row_words(program->table, program->row, "responsible",
                     &programs->portal->languages[0])
                   .len > 0;
}

static void program_row(struct programs *programs, struct table *table,
                        const struct program *program)
{
    struct portal *portal = programs->portal;
    struct program_amount budget = {false, {0, 0}};
    struct program_amount executed = budget;
    struct row_maker maker;

    if (program->member != NULL) {
        budget = program_spent(programs, program->member, false,
                               portal->budget_stage, programs->year);
        executed = program_spent(programs, program->member, false,
                                 portal->execution_stage, programs->year);
    }
    row_begin(&maker, portal, table);
    row_put_text(&maker, program->code);
    row_put_period(&maker, programs->year);
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_put_text(&maker,
                 program->row == NULL
                     ? (struct slice){NULL, 0}
                     : row_text(program->table, program->row, "institution"));
    row_put_text(&maker, program->category);
    row_put_text(&maker, slice_of(program->category_rule));
    program_put(&maker, budget);
    program_put(&maker, executed);
    program_put(&maker, program_percent(executed, budget));
    row_put_text(&maker, program->gap);
    row_put_text(&maker,
                 has_person(programs, program) ? SLICE("yes") : SLICE("no"));
    row_put_number(&maker, true, amount_of(program->design));
    row_put_number(&maker, true, amount_of(program->elements));
    row_end(&maker, program->row != NULL ? program->row->place
                                         : (struct place){0, 0, 0});
}

static void programs_publish(struct programs *programs)
{
    struct table *table = programs_table(programs);

    for (size_t i = 0; i < programs->list.count; i++)
        program_row(programs, table, &programs->list.items[i]);
    table_index(programs->portal, table);
}

void check_programs(struct portal *portal)
{
    struct programs programs = {
        .portal = portal, .facts = plan_facts(portal), .year = portal->period};

    programs_follow(portal);
    programs_read(&programs);
    programs_categorise(&programs);
    if (programs.list.count == 0)
        return;
    programs_products(&programs);
    programs_design(&programs);
    programs_sheet(&programs);
    programs_publish(&programs);
}
