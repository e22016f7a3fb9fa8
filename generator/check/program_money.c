/* Amounts of programs, and the columns they are published in. */
#include "check/program.h"

static bool span_of(const struct programs *programs, int measure,
                    struct period year, struct period *span)
{
    const struct cube *cube = programs->facts->cube;
    struct period last = cube_last_period(cube, year);

    if (last.kind == PERIOD_NONE)
        return false;
    *span = cube_measure(cube, (size_t)measure)->column->accumulation ==
                    ACCUMULATE_FLOW
                ? year
                : last;
    return true;
}

struct program_amount program_spent(const struct programs *programs,
                                    const struct member *member, bool whole,
                                    struct slice stage, struct period year)
{
    const struct program_amount none = {false, {0, 0}};
    struct cube_term term = {.members = &member, .count = 1};
    struct cube_sum sum;
    struct period span;
    int measure;

    if (programs->facts == NULL)
        return none;
    measure = cube_find_stage(programs->facts->cube, stage);
    term.dimension =
        cube_find_dimension(programs->facts->cube, SLICE("program"));
    if (measure < 0 || !span_of(programs, measure, year, &span) ||
        cube_query(programs->facts->cube, (size_t)measure, &term, whole ? 0 : 1,
                   span, span, &sum) != CUBE_OK ||
        sum.values == 0 || sum.overflow)
        return none;
    return (struct program_amount){true, sum.value};
}

struct program_amount program_percent(struct program_amount part,
                                      struct program_amount base)
{
    struct program_amount out = {false, {0, 0}};
    struct amount hundredfold;

    if (part.is_set && base.is_set && amount_sign(base.value) > 0 &&
        amount_multiply(part.value, amount_of(100), &hundredfold))
        out.is_set = amount_divide(hundredfold, base.value, 2, &out.value);
    return out;
}

struct program_amount program_sum(struct program_amount a,
                                  struct program_amount b)
{
    struct program_amount out = {false, {0, 0}};

    if (!a.is_set)
        return b;
    if (!b.is_set)
        return a;
    out.is_set = amount_add(a.value, b.value, &out.value);
    return out;
}

struct slice program_text(const struct programs *programs, struct amount value)
{
    struct buf out = BUF_INIT;

    amount_write(&out, amount_reduce(value));
    return arena_take(programs->portal->arena, &out);
}

struct program_amount program_number(const struct table *table,
                                     const struct row *row, const char *role)
{
    const struct cell *cell = row_cell(table, row, role);

    if (cell->state != CELL_PRESENT)
        return (struct program_amount){false, {0, 0}};
    return (struct program_amount){true, cell->is.number};
}

void years_add(struct arena *arena, struct year_list *years, int16_t year)
{
    size_t at = 0;

    while (at < years->count && years->items[at] < year)
        at++;
    if (at < years->count && years->items[at] == year)
        return;
    ARENA_PUSH(arena, years, year);
    for (size_t i = years->count - 1; i > at; i--)
        years->items[i] = years->items[i - 1];
    years->items[at] = year;
}

void program_money_column(const struct programs *programs, struct table *table,
                          const char *name)
{
    struct column *column =
        table_add_column(programs->portal, table, name, COLUMN_NUMBER);
    const struct cube *cube =
        programs->facts != NULL ? programs->facts->cube : NULL;
    const struct column *like;

    if (cube == NULL || cube_measure_count(cube) == 0)
        return;
    like = cube_measure(cube, 0)->column;
    column->currency = like->currency;
    column->multiplier = like->multiplier;
}

void program_put(struct row_maker *maker, struct program_amount amount)
{
    row_put_number(maker, amount.is_set, amount.value);
}
