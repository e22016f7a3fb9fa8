/*
 * The fifteen elements of a program's diagnostic (requirements: guatemala-korea
 * 2.6, L2752-2766): which of them the source publishes. An element is there
 * when the headline year has it, or a text or record that carries no year.
 */
#include "check/program.h"
#include "model/kind.h"

struct sheet {
    const struct programs *programs;
    const struct program *program;
    struct kind_members personnel;
    struct kind_members current;
    struct kind_members capital;
};

/* --- amounts in a slice of the facts --- */

/* Of the program, in a dimension's members; null = in any member at all. */
static bool has_amount(const struct sheet *sheet,
                       const struct dimension *dimension,
                       const struct member *member, struct period year)
{
    const struct programs *programs = sheet->programs;
    const struct cube *cube =
        programs->facts == NULL ? NULL : programs->facts->cube;
    struct cube_term terms[2] = {
        {.members = &sheet->program->member, .count = 1},
        {.members = &member, .count = 1}};
    struct cube_sum sum;
    int stage;

    if (cube == NULL || sheet->program->member == NULL || dimension == NULL)
        return false;
    stage = cube_find_stage(cube, programs->portal->execution_stage);
    terms[0].dimension = cube_find_dimension(cube, SLICE("program"));
    terms[1].dimension = cube_find_dimension(cube, dimension->name);
    terms[1].subtree = true;
    return stage >= 0 && terms[1].dimension >= 0 &&
           cube_query(cube, (size_t)stage, terms, 2, year, year, &sum) !=
               CUBE_NO_SET &&
           sum.values > 0;
}

static bool has_kind(const struct sheet *sheet, const struct kind_members *kind,
                     struct period year)
{
    for (size_t i = 0; i < kind->count; i++)
        if (has_amount(sheet, kind->dimension, kind->items[i], year))
            return true;
    return false;
}

static bool has_territory(const struct sheet *sheet)
{
    const struct dimension *dimension =
        portal_dimension(sheet->programs->portal, SLICE("territory"));

    for (size_t i = 0; dimension != NULL && i < dimension->members.count; i++)
        if (has_amount(sheet, dimension, dimension->members.items[i],
                       sheet->programs->year))
            return true;
    return false;
}

/* In whatever currency. */
static bool has_money(const struct sheet *sheet, struct slice stage)
{
    const struct table *facts = sheet->programs->facts;
    struct period year = sheet->programs->year;
    struct cube_term term = {.members = &sheet->program->member, .count = 1};
    struct cube_sum sum;

    if (facts == NULL || sheet->program->member == NULL)
        return false;
    term.dimension = cube_find_dimension(facts->cube, SLICE("program"));
    for (size_t m = 0; m < cube_measure_count(facts->cube); m++) {
        const struct column *column = cube_measure(facts->cube, m)->column;
        struct period span = column->accumulation == ACCUMULATE_FLOW
                                 ? year
                                 : cube_last_period(facts->cube, year);

        if (slice_equal(column->stage, stage) && span.kind != PERIOD_NONE &&
            cube_query(facts->cube, m, &term, 1, span, span, &sum) == CUBE_OK &&
            sum.values > 0)
            return true;
    }
    return false;
}

/* --- records --- */

/* Has a row of the role, of the program and the year, these numbers? */
static bool has_number(const struct sheet *sheet, enum resource_role role,
                       const char *field)
{
    struct found_rows rows =
        portal_rows_by(sheet->programs->portal, sheet->programs->portal->arena,
                       role, "program", sheet->program->code);

    for (size_t i = 0; i < rows.count; i++) {
        const struct found_row *at = &rows.items[i];

        if (row_cell(at->table, at->row, field)->state == CELL_PRESENT &&
            period_contains(sheet->programs->year,
                            row_period(at->table, at->row, "period")))
            return true;
    }
    return false;
}

static bool has_record(const struct sheet *sheet, enum resource_role role)
{
    for (const struct table *t =
             portal_table(sheet->programs->portal, role, NULL);
         t != NULL; t = portal_table(sheet->programs->portal, role, t))
        if (table_rows_by(t, "program", sheet->program->code)->count > 0)
            return true;
    return false;
}

static bool has_text(const struct sheet *sheet, const char *field)
{
    const struct program *program = sheet->program;

    return program->row != NULL &&
           row_words(program->table, program->row, field,
                     &sheet->programs->portal->languages[0])
                   .len > 0;
}

/* --- the elements --- */

static bool has_analysis(const struct sheet *sheet)
{
    return has_record(sheet, ROLE_EVALUATIONS) || has_text(sheet, "problem") ||
           portal_content(sheet->programs->portal, DOCUMENT_PROGRAM,
                          sheet->program->code) != NULL;
}

static bool has_target_population(const struct sheet *sheet)
{
    return has_number(sheet, ROLE_BENEFICIARIES, "target");
}

static bool has_served(const struct sheet *sheet)
{
    return has_number(sheet, ROLE_BENEFICIARIES, "served");
}

static bool has_not_served(const struct sheet *sheet)
{
    return has_target_population(sheet) && has_served(sheet);
}

static bool has_execution(const struct sheet *sheet)
{
    return has_money(sheet, sheet->programs->portal->execution_stage);
}

static bool has_personnel(const struct sheet *sheet)
{
    return has_number(sheet, ROLE_POSTS, "posts");
}

static bool has_personnel_money(const struct sheet *sheet)
{
    return has_kind(sheet, &sheet->personnel, sheet->programs->year);
}

static bool has_personnel_trend(const struct sheet *sheet)
{
    struct period before = period_of_year(sheet->programs->year.year - 1);

    return has_personnel_money(sheet) &&
           has_kind(sheet, &sheet->personnel, before);
}

static bool has_posts_by_line(const struct sheet *sheet)
{
    const struct portal *portal = sheet->programs->portal;
    struct found_rows rows = portal_rows_by(portal, portal->arena, ROLE_POSTS,
                                            "program", sheet->program->code);

    for (size_t i = 0; i < rows.count; i++)
        if (row_words(rows.items[i].table, rows.items[i].row, "budget-line",
                      &portal->languages[0])
                .len > 0)
            return true;
    return false;
}

static bool has_spending_type(const struct sheet *sheet)
{
    return has_kind(sheet, &sheet->current, sheet->programs->year) ||
           has_kind(sheet, &sheet->capital, sheet->programs->year);
}

static bool has_product_number(const struct sheet *sheet, const char *column)
{
    const struct table *table =
        portal_table_named(sheet->programs->portal, SLICE("derived-products"));
    const struct row_list *rows =
        table == NULL ? NULL
                      : table_rows_by(table, "program", sheet->program->code);

    for (size_t i = 0; rows != NULL && i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);

        if (row_cell(table, row, column)->state == CELL_PRESENT &&
            period_compare(row_period(table, row, "period"),
                           sheet->programs->year) == 0)
            return true;
    }
    return false;
}

static bool has_personnel_services(const struct sheet *sheet)
{
    return has_personnel_money(sheet) && has_product_number(sheet, "delivered");
}

static bool has_weight(const struct sheet *sheet)
{
    const struct program *program = sheet->program;

    return program->row != NULL &&
           row_text(program->table, program->row, "institution").len > 0 &&
           has_money(sheet, sheet->programs->portal->budget_stage);
}

static bool has_plan_link(const struct sheet *sheet)
{
    const struct program *program = sheet->program;

    return has_record(sheet, ROLE_LINKS) ||
           (program->row != NULL &&
            (row_text(program->table, program->row, "plan-nodes").len > 0 ||
             row_text(program->table, program->row, "sdg").len > 0));
}

static bool has_achievement(const struct sheet *sheet)
{
    return has_product_number(sheet, "share");
}

static bool has_comparison(const struct sheet *sheet)
{
    return has_product_number(sheet, "share_year") &&
           has_product_number(sheet, "money_share");
}

struct element {
    const char *name;
    bool (*is_published)(const struct sheet *);
};

static const struct element elements[] = {
    {"analysis", has_analysis},
    {"target-population", has_target_population},
    {"served", has_served},
    {"not-served", has_not_served},
    {"execution", has_execution},
    {"personnel", has_personnel},
    {"personnel-trend", has_personnel_trend},
    {"posts", has_posts_by_line},
    {"spending-type", has_spending_type},
    {"geography", has_territory},
    {"personnel-services", has_personnel_services},
    {"weight", has_weight},
    {"plan-link", has_plan_link},
    {"achievement", has_achievement},
    {"money-physical", has_comparison},
};

static struct table *sheet_table(struct portal *portal)
{
    struct table *table =
        table_new(portal, SLICE("derived-diagnostic"), ROLE_DERIVED);

    table->title = portal_words(
        portal,
        SLICE(N_("The fifteen elements of a program's diagnostic, by rule")));
    table_add_column(portal, table, "program", COLUMN_CODE)->refers =
        SLICE("programs");
    (void)table_add_column(portal, table, "element", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "published", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "as_of", COLUMN_DATE);
    return table;
}

static void sheet_row(struct programs *programs, struct table *table,
                      struct program *program, const struct sheet *sheet,
                      const struct element *element)
{
    bool is_published = element->is_published(sheet);
    struct row_maker maker;

    program->elements += is_published;
    row_begin(&maker, programs->portal, table);
    row_put_text(&maker, program->code);
    row_put_text(&maker, slice_of(element->name));
    row_put_text(&maker, is_published ? SLICE("yes") : SLICE("no"));
    row_put_period(&maker, period_of_day(programs->portal->cut_off));
    row_end(&maker, program->row->place);
}

void programs_sheet(struct programs *programs)
{
    struct portal *portal = programs->portal;
    struct table *table = sheet_table(portal);
    struct sheet sheet = {
        .programs = programs,
        .personnel = kind_members(portal, portal->arena, "personnel"),
        .current = kind_members(portal, portal->arena, "current"),
        .capital = kind_members(portal, portal->arena, "capital")};

    for (size_t i = 0; i < programs->list.count; i++) {
        struct program *program = &programs->list.items[i];

        if (program->row == NULL)
            continue;
        sheet.program = program;
        for (size_t e = 0; e < COUNT_OF(elements); e++)
            sheet_row(programs, table, program, &sheet, &elements[e]);
    }
    table_index(portal, table);
}
