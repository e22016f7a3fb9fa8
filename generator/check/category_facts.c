/*
 * Programming categories that the lines of the budget name themselves (the
 * dimension `category` of facts), where no list of programs does. Where a list
 * does, they speak for the programs that it says nothing of.
 *
 * Each line is in one category. Lines without a code are in "none", lines with
 * two in one cell ("results|central") in "several": both are found, and shown
 * apart, so that the categories add up to the whole budget. A program has the
 * category of its lines, if they are all of one.
 */
#include <inttypes.h>

#include "check/program.h"

struct lines {
    struct programs *programs;
    const struct table *facts;
    const struct dimension *dimension;
    int category, program; /* dimensions of the cube; -1 = none */
    struct table *table;   /* derived-categories */
};

static bool lines_find(struct lines *lines)
{
    const struct portal *portal = lines->programs->portal;

    for (const struct table *t = portal_table(portal, ROLE_EXECUTION, NULL);
         t != NULL; t = portal_table(portal, ROLE_EXECUTION, t)) {
        int at = t->cube == NULL
                     ? -1
                     : cube_find_dimension(t->cube, SLICE("category"));

        if (at < 0)
            continue;
        lines->facts = t;
        lines->category = at;
        lines->dimension = cube_dimension(t->cube, (size_t)at);
        lines->program = cube_find_dimension(t->cube, SLICE("program"));
        return true;
    }
    return false;
}

static bool is_double(const struct member *category)
{
    return category != NULL &&
           slice_find(category->code, '|') < category->code.len;
}

static struct slice name_of(const struct member *category)
{
    return category == NULL      ? SLICE("none")
           : is_double(category) ? SLICE("several")
                                 : category->code;
}

/* Of a category, and of a program as well unless that is null. */
static struct program_amount spent(const struct lines *lines,
                                   const struct member *category,
                                   const struct member *program,
                                   struct slice stage, struct period year)
{
    const struct cube *cube = lines->facts->cube;
    int measure = cube_find_stage(cube, stage);
    const struct cube_term terms[2] = {
        {.dimension = lines->category, .members = &category, .count = 1},
        {.dimension = lines->program, .members = &program, .count = 1}};
    struct period span = year;
    struct cube_sum sum;

    if (measure >= 0 &&
        cube_measure(cube, (size_t)measure)->column->accumulation !=
            ACCUMULATE_FLOW)
        span = cube_last_period(cube, year);
    if (measure < 0 || span.kind == PERIOD_NONE ||
        cube_query(cube, (size_t)measure, terms, program == NULL ? 1 : 2, span,
                   span, &sum) != CUBE_OK ||
        sum.values == 0 || sum.overflow)
        return (struct program_amount){false, {0, 0}};
    return (struct program_amount){true, sum.value};
}

static bool has_money(const struct lines *lines, const struct member *category,
                      const struct member *program, struct period year)
{
    const struct portal *portal = lines->programs->portal;

    return spent(lines, category, program, portal->budget_stage, year).is_set ||
           spent(lines, category, program, portal->execution_stage, year)
               .is_set;
}

/* --- findings: lines in none, lines in two --- */

/* Amounts of any stage and period, and the first of their rows. */
static uint32_t amounts_of(const struct lines *lines,
                           const struct member *category, struct place *first)
{
    const struct cube *cube = lines->facts->cube;
    const struct cube_term term = {
        .dimension = lines->category, .members = &category, .count = 1};
    const struct period ever = {PERIOD_NONE, 0, 0, 0};
    uint32_t most = 0;

    for (size_t m = 0; m < cube_measure_count(cube); m++) {
        struct cube_sum sum;

        if (cube_query(cube, m, &term, 1, ever, ever, &sum) == CUBE_NO_SET ||
            sum.values <= most)
            continue;
        most = sum.values;
        *first = sum.first;
    }
    return most;
}

static void check_lines(const struct lines *lines,
                        const struct member *category)
{
    struct portal *portal = lines->programs->portal;
    struct place first = {0, 0, 0};
    uint32_t count = amounts_of(lines, category, &first);
    struct slice number = arena_format(portal->arena, "%" PRIu32, count);

    if (count == 0)
        return;
    if (category == NULL)
        diag_add(portal->diagnostics, DIAG_CATEGORY_LINES_NONE, first,
                 lines->facts->name, number);
    else if (is_double(category))
        diag_add(portal->diagnostics, DIAG_CATEGORY_LINES_SEVERAL, first,
                 lines->facts->name, number, category->code);
}

/* --- programs --- */

/*
 * Of the lines of a program in a year; empty = it has no money in them. `words`
 * are those of all its lines, as they stand: "results, none".
 */
static struct slice category_in(const struct lines *lines,
                                const struct member *program,
                                struct period year, struct slice *words)
{
    struct arena *arena = lines->programs->portal->arena;
    struct slice found = {NULL, 0};

    for (size_t i = 0; i <= lines->dimension->members.count; i++) {
        const struct member *category = i < lines->dimension->members.count
                                            ? lines->dimension->members.items[i]
                                            : NULL;
        struct slice word =
            category == NULL ? name_of(category) : category->code;

        if (!has_money(lines, category, program, year))
            continue;
        *words = found.len == 0
                     ? word
                     : ARENA_CONCAT(arena, *words, SLICE(", "), word);
        found = found.len == 0 ? name_of(category) : SLICE("several");
    }
    return found;
}

struct slice category_by_lines(struct programs *programs,
                               const struct program *program,
                               struct period year, struct slice *words)
{
    struct lines lines = {.programs = programs};

    if (program->member == NULL || !lines_find(&lines) || lines.program < 0)
        return (struct slice){NULL, 0};
    return category_in(&lines, program->member, year, words);
}

static void program_settle(const struct lines *lines, struct program *program)
{
    struct slice found, words;

    if (program->member == NULL || lines->program < 0)
        return;
    found = category_in(lines, program->member, lines->programs->year, &words);
    if (found.len == 0)
        return;
    program->category = found;
    program->category_rule = "lines";
}

/* --- derived-categories --- */

static uint32_t programs_in(const struct lines *lines,
                            const struct member *category, struct period year)
{
    const struct dimension *programs =
        cube_dimension(lines->facts->cube, (size_t)lines->program);
    uint32_t count = 0;

    for (size_t i = 0; i < programs->members.count; i++)
        count += programs->members.items[i]->used &&
                 has_money(lines, category, programs->members.items[i], year);
    return count;
}

/* One row of all members of that name. */
static void category_row(const struct lines *lines, struct slice name,
                         struct period year)
{
    struct portal *portal = lines->programs->portal;
    const struct dimension *dimension = lines->dimension;
    struct program_amount sums[2] = {{false, {0, 0}}, {false, {0, 0}}};
    uint32_t programs = 0;
    struct row_maker maker;

    for (size_t i = 0; i <= dimension->members.count; i++) {
        const struct member *member =
            i < dimension->members.count ? dimension->members.items[i] : NULL;

        if (!slice_equal(name_of(member), name))
            continue;
        sums[0] = program_sum(
            sums[0], spent(lines, member, NULL, portal->budget_stage, year));
        sums[1] = program_sum(
            sums[1], spent(lines, member, NULL, portal->execution_stage, year));
        programs += lines->program < 0 ? 0 : programs_in(lines, member, year);
    }
    if (!sums[0].is_set && !sums[1].is_set)
        return;
    row_begin(&maker, portal, lines->table);
    row_put_period(&maker, year);
    row_put_text(&maker, name);
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_put_number(&maker, lines->program >= 0, amount_of(programs));
    program_put(&maker, sums[0]);
    program_put(&maker, sums[1]);
    row_end(&maker, (struct place){0, 0, 0});
}

static void year_rows(const struct lines *lines, struct period year)
{
    static const char *const first[] = {"results", "central", "non-product"};
    const struct dimension *dimension = lines->dimension;

    for (size_t i = 0; i < COUNT_OF(first); i++)
        category_row(lines, slice_of(first[i]), year);
    for (size_t i = 0; i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];
        bool is_known = is_double(member);

        for (size_t k = 0; k < COUNT_OF(first); k++)
            is_known |= slice_equal_text(member->code, first[k]);
        if (!is_known)
            category_row(lines, member->code, year);
    }
    category_row(lines, SLICE("several"), year);
    category_row(lines, SLICE("none"), year);
}

void categories_of_lines(struct programs *programs)
{
    struct lines lines = {.programs = programs};
    struct year_list years = {NULL, 0, 0};
    const struct table *own = programs->facts;
    const struct cube *cube;

    if (!lines_find(&lines))
        return;
    cube = lines.facts->cube;
    programs->facts = lines.facts; /* of its stages the columns are */
    lines.table = categories_table(programs);
    programs->facts = own;
    for (size_t i = 0; i < lines.dimension->members.count; i++)
        check_lines(&lines, lines.dimension->members.items[i]);
    check_lines(&lines, NULL);
    for (size_t i = 0; i < programs->list.count; i++)
        program_settle(&lines, &programs->list.items[i]);
    for (size_t i = 0; i < cube_period_count(cube); i++)
        years_add(programs->portal->arena, &years, cube_period(cube, i).year);
    for (size_t y = 0; y < years.count; y++)
        year_rows(&lines, period_of_year(years.items[y]));
    table_index(programs->portal, lines.table);
}
