/*
 * Programming categories (requirements: peru-security-partnership 2.1, R11):
 * every line of the budget is in exactly one.
 *
 * A program's category is that of its row; without one, that of the nearest
 * program above it. Two words in one cell ("results|central"), or two lists
 * that disagree, put it in "several"; no word in "none". What the lists say
 * nothing of has, year by year, the category of its lines, if facts name one
 * (category_facts.c). Lines that name no program are "no-program". So the
 * categories add up to the whole budget.
 */
#include "check/program.h"

#define DEPTH_MAX 16

static struct slice own_category(const struct program *program)
{
    return program->row == NULL
               ? (struct slice){NULL, 0}
               : row_text(program->table, program->row, "category");
}

static struct slice inherited(const struct programs *programs,
                              const struct program *program)
{
    const struct table *table = program->table;
    const struct row *row = program->row;

    for (int depth = 0; row != NULL && depth < DEPTH_MAX; depth++) {
        struct slice category = row_text(table, row, "category");

        if (category.len > 0)
            return category;
        row = portal_find(programs->portal, ROLE_PROGRAMS,
                          row_text(table, row, "parent"), &table);
    }
    return (struct slice){NULL, 0};
}

/* Another list that says something else of the code; null = none. */
static const struct row *other_word(const struct programs *programs,
                                    const struct program *program,
                                    struct slice category, struct slice *other)
{
    for (const struct table *t =
             portal_table(programs->portal, ROLE_PROGRAMS, NULL);
         t != NULL; t = portal_table(programs->portal, ROLE_PROGRAMS, t)) {
        const struct row *row = table_find(t, program->code);

        if (row == NULL || row == program->row)
            continue;
        *other = row_text(t, row, "category");
        if (other->len > 0 && !slice_equal(*other, category))
            return row;
    }
    return NULL;
}

static bool has_money(const struct programs *programs,
                      const struct program *program)
{
    const struct portal *portal = programs->portal;

    return program->member != NULL &&
           (program_spent(programs, program->member, false,
                          portal->budget_stage, programs->year)
                .is_set ||
            program_spent(programs, program->member, false,
                          portal->execution_stage, programs->year)
                .is_set);
}

static void several(struct programs *programs, struct program *program,
                    struct slice words, const struct row *other)
{
    const struct place nowhere = {0, 0, 0};
    const struct place place = other != NULL ? other->place : nowhere;

    program->category = SLICE("several");
    program->category_rule = "several";
    diag_add_pair(programs->portal->diagnostics, DIAG_PROGRAM_CATEGORY_SEVERAL,
                  program->row->place, place, program->code, words);
}

/*
 * What its lines say: of a program that no list puts anywhere it counts, of
 * another it is a second word unless it is the same.
 */
static void settle_by_lines(struct programs *programs, struct program *program)
{
    struct arena *arena = programs->portal->arena;
    struct slice stated = program->category;
    struct slice words = {NULL, 0};
    struct slice lines =
        category_by_lines(programs, program, programs->year, &words);

    if (lines.len == 0 || slice_equal_text(lines, "none") ||
        slice_equal(lines, stated))
        return;
    if (stated.len > 0)
        several(programs, program,
                ARENA_CONCAT(arena, stated, SLICE(", "), words), NULL);
    else if (slice_equal_text(lines, "several"))
        several(programs, program, words, NULL);
    else
        program->category = lines;
    if (stated.len == 0)
        program->category_rule = "lines";
}

static void nowhere(struct programs *programs, struct program *program,
                    bool is_used)
{
    program->category = SLICE("none");
    program->category_rule = "none";
    if (is_used && program->row != NULL && has_money(programs, program))
        diag_add(programs->portal->diagnostics, DIAG_PROGRAM_CATEGORY_NONE,
                 program->row->place, program->code);
}

static void categorise(struct programs *programs, struct program *program,
                       bool is_used)
{
    struct arena *arena = programs->portal->arena;
    struct slice own = own_category(program);
    struct slice found = inherited(programs, program);
    struct slice other = {NULL, 0};
    const struct row *elsewhere =
        program->row == NULL ? NULL
                             : other_word(programs, program, own, &other);

    program->category = found;
    program->category_rule = own.len > 0 ? "stated" : "inherited";
    if (own.len > 0 && elsewhere != NULL)
        several(programs, program, ARENA_CONCAT(arena, own, SLICE(", "), other),
                elsewhere);
    else if (slice_find(found, '|') < found.len)
        several(programs, program, found, NULL);
    else if (is_used && program->row != NULL)
        settle_by_lines(programs, program);
    if (program->category.len == 0)
        nowhere(programs, program, is_used);
}

/* What the lines say may be another thing in another year. */
static struct slice category_of(struct programs *programs,
                                const struct program *program,
                                struct period year)
{
    struct slice rule = slice_of(program->category_rule);
    struct slice lines, words;

    if (!slice_equal_text(rule, "lines") && !slice_equal_text(rule, "none"))
        return program->category;
    lines = category_by_lines(programs, program, year, &words);
    return lines.len > 0 ? lines : SLICE("none");
}

/* --- derived-categories --- */

struct category_list {
    struct slice *items;
    size_t count, capacity;
};

static void category_add(struct arena *arena, struct category_list *list,
                         struct slice category)
{
    for (size_t i = 0; i < list->count; i++)
        if (slice_equal(list->items[i], category))
            return;
    ARENA_PUSH(arena, list, category);
}

/* The three first, the portal's own, then what is in none or in several. */
static void categories_find(struct programs *programs,
                            const struct year_list *years,
                            struct category_list *list)
{
    static const char *const first[] = {"results", "central", "non-product"};
    static const char *const last[] = {"several", "none", "no-program"};
    struct arena *arena = programs->portal->arena;

    for (size_t i = 0; i < COUNT_OF(first); i++)
        category_add(arena, list, slice_of(first[i]));
    for (size_t i = 0; i < programs->list.count * years->count; i++) {
        struct slice category =
            category_of(programs, &programs->list.items[i / years->count],
                        period_of_year(years->items[i % years->count]));

        if (!slice_equal_text(category, "several") &&
            !slice_equal_text(category, "none"))
            category_add(arena, list, category);
    }
    for (size_t i = 0; i < COUNT_OF(last); i++)
        category_add(arena, list, slice_of(last[i]));
}

struct table *categories_table(struct programs *programs)
{
    struct portal *portal = programs->portal;
    struct table *table =
        table_new(portal, SLICE("derived-categories"), ROLE_DERIVED);

    table->title = portal_words(
        portal, SLICE(N_("Budget by programming category, by rule")));
    (void)table_add_column(portal, table, "period", COLUMN_PERIOD);
    (void)table_add_column(portal, table, "category", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "as_of", COLUMN_DATE);
    (void)table_add_column(portal, table, "programs", COLUMN_NUMBER);
    program_money_column(programs, table, "budget");
    program_money_column(programs, table, "executed");
    return table;
}

struct category_sum {
    uint32_t programs;
    struct program_amount budget;
    struct program_amount executed;
};

static struct category_sum category_sum(struct programs *programs,
                                        struct slice category,
                                        struct period year)
{
    const struct portal *portal = programs->portal;
    struct category_sum sum = {0};

    if (slice_equal_text(category, "no-program")) {
        sum.budget =
            program_spent(programs, NULL, false, portal->budget_stage, year);
        sum.executed =
            program_spent(programs, NULL, false, portal->execution_stage, year);
        return sum;
    }
    for (size_t i = 0; i < programs->list.count; i++) {
        const struct program *program = &programs->list.items[i];
        struct program_amount budget, executed;

        if (program->member == NULL ||
            !slice_equal(category_of(programs, program, year), category))
            continue;
        budget = program_spent(programs, program->member, false,
                               portal->budget_stage, year);
        executed = program_spent(programs, program->member, false,
                                 portal->execution_stage, year);
        sum.programs += budget.is_set || executed.is_set;
        sum.budget = program_sum(sum.budget, budget);
        sum.executed = program_sum(sum.executed, executed);
    }
    return sum;
}

static void category_row(struct programs *programs, struct table *table,
                         struct slice category, struct period year)
{
    struct category_sum sum = category_sum(programs, category, year);
    struct row_maker maker;

    if (!sum.budget.is_set && !sum.executed.is_set)
        return;
    row_begin(&maker, programs->portal, table);
    row_put_period(&maker, year);
    row_put_text(&maker, category);
    row_put_period(&maker, period_of_day(programs->portal->cut_off));
    row_put_number(&maker, true, amount_of(sum.programs));
    program_put(&maker, sum.budget);
    program_put(&maker, sum.executed);
    row_end(&maker, (struct place){0, 0, 0});
}

static void categories_publish(struct programs *programs)
{
    const struct cube *cube = programs->facts->cube;
    struct category_list list = {NULL, 0, 0};
    struct year_list years = {NULL, 0, 0};
    struct table *table = categories_table(programs);

    for (size_t i = 0; i < cube_period_count(cube); i++)
        years_add(programs->portal->arena, &years, cube_period(cube, i).year);
    categories_find(programs, &years, &list);
    for (size_t y = 0; y < years.count; y++)
        for (size_t i = 0; i < list.count; i++)
            category_row(programs, table, list.items[i],
                         period_of_year(years.items[y]));
    table_index(programs->portal, table);
}

/* Where no program has a category, the portal does not use them. */
void programs_categorise(struct programs *programs)
{
    bool is_used = false;

    for (size_t i = 0; i < programs->list.count; i++)
        is_used |= own_category(&programs->list.items[i]).len > 0;
    for (size_t i = 0; i < programs->list.count; i++)
        categorise(programs, &programs->list.items[i], is_used);
    if (is_used && programs->facts != NULL)
        categories_publish(programs);
    if (!is_used)
        categories_of_lines(programs);
}
