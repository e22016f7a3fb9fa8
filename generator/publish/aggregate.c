/*
 * Tables whose rows must not leave: the cube's sums by each dimension instead,
 * a row per dimension, code and period. The code is empty for rows that have
 * none; "all" stands for every row together. A period that has others within it
 * (a year beside its months) is left out, and the descriptor says so: a sum
 * over both would count twice.
 */
#include "publish/internal.h"

void aggregate_plan(struct dataset *dataset, struct arena *arena)
{
    const struct cube *cube = dataset->table->cube;
    size_t measures = cube != NULL ? cube_measure_count(cube) : 0;
    struct published_column *columns =
        ARENA_ARRAY(arena, measures + 3, struct published_column);

    columns[0].kind = PUBLISHED_DIMENSION;
    columns[0].name = SLICE("dimension");
    columns[1].kind = PUBLISHED_CODE;
    columns[1].name = SLICE("code");
    columns[2].kind = PUBLISHED_PERIOD;
    columns[2].name = SLICE("period");
    dataset->column_count = 3;
    for (size_t m = 0; m < measures; m++) {
        struct published_column *column = &columns[dataset->column_count];

        column->column = cube_measure(cube, m)->column;
        column->name = column->column->name;
        dataset->column_count += !column->column->personal;
    }
    dataset->columns = columns;
}

/* One row of the answer: a sum per measure. */
struct group_sums {
    struct cube_sum sums[CUBE_MEASURES_MAX];
    uint64_t rows; /* behind all of them */
    bool overflow;
};

static void sums_ask(const struct cube *cube, const struct cube_term *term,
                     struct period period, struct group_sums *out)
{
    *out = (struct group_sums){0};
    for (size_t m = 0; m < cube_measure_count(cube); m++) {
        struct cube_sum *sum = &out->sums[m];

        if (cube_query(cube, m, term, term != NULL ? 1 : 0, period, period,
                       sum) != CUBE_OK)
            BUG("one dimension and one period are always in the cube");
        out->rows += (uint64_t)sum->values + sum->empty + sum->not_reported +
                     sum->not_applicable;
        out->overflow |= sum->overflow;
    }
}

static enum cell_state sum_state(const struct cube_sum *sum)
{
    if (sum->values > 0)
        return CELL_PRESENT;
    if (sum->not_reported > 0)
        return CELL_NOT_REPORTED;
    return sum->empty > 0 ? CELL_EMPTY : CELL_NOT_APPLICABLE;
}

static void sums_put(struct dataset *dataset, struct row_writer *w,
                     const struct group_sums *sums)
{
    const struct cube *cube = dataset->table->cube;

    for (size_t i = 3; i < dataset->column_count; i++) {
        struct published_column *column = &dataset->columns[i];
        int measure = cube_find_measure(cube, column->name);
        const struct cube_sum *sum = &sums->sums[measure < 0 ? 0 : measure];

        if (sum_state(sum) == CELL_PRESENT)
            dataset_row_amount(w, column, sum->value);
        else
            dataset_row_missing(w, column, sum_state(sum));
    }
}

/* A row of the file: what it is of, then the sums. */
struct group_row {
    struct slice dimension;
    const struct member *member; /* null: rows without a code, or all */
    struct period period;
};

static void group_row_put(struct dataset *dataset, struct row_writer *w,
                          const struct group_row *row,
                          const struct group_sums *sums)
{
    struct buf period = BUF_INIT;

    dataset_row_begin(w);
    dataset_row_text(w, SLICE("dimension"), row->dimension);
    if (row->member != NULL)
        dataset_row_text(w, SLICE("code"), row->member->code);
    else
        dataset_row_missing(w, &dataset->columns[1], CELL_EMPTY);
    period_write(&period, row->period);
    dataset_row_text(w, SLICE("period"), buf_slice(&period));
    buf_release(&period);
    sums_put(dataset, w, sums);
    dataset_row_end(w);
    dataset->rows++;
}

bool aggregate_leaves_out(const struct cube *cube, struct period period)
{
    for (size_t p = 0; p < cube_period_count(cube); p++) {
        struct period other = cube_period(cube, p);

        if (period_compare(other, period) != 0 &&
            period_contains(period, other))
            return true;
    }
    return false;
}

static bool group_put(struct dataset *dataset, struct row_writer *w,
                      struct slice dimension, const struct cube_term *term)
{
    const struct cube *cube = dataset->table->cube;

    for (size_t p = 0; p < cube_period_count(cube); p++) {
        const struct group_row row = {dimension,
                                      term != NULL ? term->members[0] : NULL,
                                      cube_period(cube, p)};
        struct group_sums sums;

        if (aggregate_leaves_out(cube, row.period))
            continue;
        sums_ask(cube, term, row.period, &sums);
        if (sums.overflow)
            return false;
        if (sums.rows > 0)
            group_row_put(dataset, w, &row, &sums);
    }
    return true;
}

static bool dimension_is_personal(const struct table *table,
                                  const struct dimension *dimension)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].personal &&
            slice_equal(table->columns.items[i].dimension, dimension->name))
            return true;
    return false;
}

static bool dimension_put(struct dataset *dataset, struct row_writer *w,
                          int number)
{
    const struct dimension *dimension =
        cube_dimension(dataset->table->cube, (size_t)number);
    const struct member *member = NULL;
    struct cube_term term = {number, &member, 1, false};
    bool whole = true;

    if (dimension_is_personal(dataset->table, dimension))
        return true;
    for (size_t i = 0; i < dimension->members.count && whole; i++) {
        member = dimension->members.items[i];
        whole = group_put(dataset, w, dimension->name, &term);
    }
    member = NULL;
    return whole && group_put(dataset, w, dimension->name, &term);
}

bool aggregate_rows(struct dataset *dataset, struct row_writer *w)
{
    const struct cube *cube = dataset->table->cube;
    bool whole = group_put(dataset, w, SLICE("all"), NULL);

    for (size_t d = 0; d < cube_dimension_count(cube) && whole; d++)
        whole = dimension_put(dataset, w, (int)d);
    if (!whole)
        diag_add(dataset->portal->diagnostics, DIAG_OVERFLOW,
                 dataset->table->place, dataset->table->name);
    return whole;
}
