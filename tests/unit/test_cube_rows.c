/* The cube fed row by row: many rows, odd values, and too little room. */
#include "portal_help.h"

#define MADE_DIMENSIONS 4
#define MADE_MEASURES 3

/* A cube of a made table, and the rows it was given, kept one by one. */
struct made {
    struct arena arena;
    struct table table;
    struct dimension *dimensions[MADE_DIMENSIONS];
    struct cube *cube;
    struct made_row {
        struct period period;
        const struct member *members[MADE_DIMENSIONS];
        struct cell cells[MADE_MEASURES];
        struct place place;
    } * items;
    size_t count, capacity;
    uint64_t seed;
};

static const struct {
    const char *name;
    uint32_t members;
} made_dimensions[MADE_DIMENSIONS] = {
    {"function", 9}, {"program", 60}, {"object", 40}, {"institution", 5}};

static uint32_t draw(struct made *made, uint32_t below)
{
    made->seed = made->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(made->seed >> 33) % below;
}

static void made_dimension(struct made *made, size_t at)
{
    struct dimension *dimension = ARENA_NEW(&made->arena, struct dimension);

    dimension->name = slice_of(made_dimensions[at].name);
    for (uint32_t i = 0; i < made_dimensions[at].members; i++) {
        struct member *member = ARENA_NEW(&made->arena, struct member);

        member->id = i;
        ARENA_PUSH(&made->arena, &dimension->members, member);
    }
    made->dimensions[at] = dimension;
}

/* The second measure is a level, the others are flows. */
static void made_begin(struct made *made)
{
    memset(made, 0, sizeof(*made));
    made->seed = 7;
    arena_init(&made->arena);
    for (int m = 0; m < MADE_MEASURES; m++) {
        struct column column = {.type = COLUMN_AMOUNT,
                                .accumulation = m == 1 ? ACCUMULATE_LEVEL
                                                       : ACCUMULATE_FLOW};

        ARENA_PUSH(&made->arena, &made->table.columns, column);
    }
    for (size_t d = 0; d < MADE_DIMENSIONS; d++)
        made_dimension(made, d);
    made->cube =
        cube_new(&made->arena, &made->table, made->dimensions, MADE_DIMENSIONS);
}

/* `odd`: one in so many values is missing, needs 128 bits, or has decimals that
 * came late; 0 = none. */
static struct cell made_cell(struct made *made, uint32_t odd)
{
    struct cell cell = {.state = CELL_PRESENT};
    wide value = (wide)draw(made, 2000000) - 1000000;

    cell.is.number.scale = (uint8_t)(made->count > 5000 ? 2 : 0);
    if (odd > 0 && draw(made, odd) == 0) {
        switch (draw(made, 6)) {
        case 0:
            cell.state = CELL_EMPTY;
            break;
        case 1:
            cell.state = CELL_NOT_REPORTED;
            break;
        case 2:
            cell.state = CELL_NOT_APPLICABLE;
            break;
        case 3:
            cell.state = CELL_REFUSED;
            break;
        case 4:
            value *= INT64_MAX;
            break;
        default:
            cell.is.number.scale = (uint8_t)draw(made, 5);
        }
    }
    cell.is.number.coefficient = value;
    return cell;
}

static void made_add(struct made *made, struct made_row row)
{
    const struct cell *cells[MADE_MEASURES];

    for (int m = 0; m < MADE_MEASURES; m++)
        cells[m] = &row.cells[m];
    ARENA_PUSH(&made->arena, made, row);
    assert_true(
        cube_add(made->cube, row.period, row.members, cells, row.place));
}

/* Three files, with gaps; 14 months of two years, the later ones last. */
static void made_fill(struct made *made, size_t rows, uint32_t odd)
{
    for (size_t i = 0; i < rows; i++) {
        struct made_row row = {.place = {(uint16_t)(i * 3 / rows + 1), 0,
                                         (uint32_t)(i * 2 + draw(made, 2))}};
        uint32_t month = draw(made, i < rows / 2 ? 7 : 14);

        row.period =
            period_of_month(2020 + (int)(month / 12), (int)(month % 12) + 1);
        for (size_t d = 0; d < MADE_DIMENSIONS; d++) {
            uint32_t id = draw(made, made_dimensions[d].members + 1);

            row.members[d] = id < made_dimensions[d].members
                                 ? made->dimensions[d]->members.items[id]
                                 : NULL;
        }
        for (int m = 0; m < MADE_MEASURES; m++)
            row.cells[m] = made_cell(made, odd);
        made_add(made, row);
    }
}

static struct amount value_or_zero(const struct made_row *row, size_t measure)
{
    return row->cells[measure].state == CELL_PRESENT
               ? row->cells[measure].is.number
               : amount_of(0);
}

/* The same question, answered row by row. */
static struct cube_sum naive(const struct made *made, size_t measure,
                             const struct cube_term *terms, size_t count,
                             struct period span)
{
    struct cube_sum sum = {.value = amount_of(0)};
    bool any = false;

    for (size_t r = 0; r < made->count; r++) {
        const struct made_row *row = &made->items[r];
        bool fits =
            span.kind == PERIOD_NONE || period_contains(span, row->period);

        for (size_t t = 0; t < count; t++)
            fits =
                fits && row->members[terms[t].dimension] == terms[t].members[0];
        if (!fits)
            continue;
        if (!any)
            sum.first = row->place;
        any = true;
        sum.last = row->place;
        sum.values += row->cells[measure].state == CELL_PRESENT;
        sum.empty += row->cells[measure].state == CELL_EMPTY ||
                     row->cells[measure].state == CELL_REFUSED;
        sum.not_reported += row->cells[measure].state == CELL_NOT_REPORTED;
        sum.not_applicable += row->cells[measure].state == CELL_NOT_APPLICABLE;
        assert_true(
            amount_add(sum.value, value_or_zero(row, measure), &sum.value));
    }
    return sum;
}

static void assert_same(const struct cube_sum *a, const struct cube_sum *b,
                        bool has_sum)
{
    assert_int_equal(a->values, b->values);
    assert_int_equal(a->empty, b->empty);
    assert_int_equal(a->not_reported, b->not_reported);
    assert_int_equal(a->not_applicable, b->not_applicable);
    assert_int_equal(a->first.source, b->first.source);
    assert_int_equal(a->first.record, b->first.record);
    assert_int_equal(a->last.source, b->last.source);
    assert_int_equal(a->last.record, b->last.record);
    assert_false(a->overflow);
    if (has_sum)
        assert_int_equal(amount_compare(a->value, b->value), 0);
}

/* Asks of all sets, for members and spans drawn; returns how many answered. */
static size_t made_check(struct made *made, size_t questions)
{
    size_t answered = 0;

    for (size_t q = 0; q < questions; q++) {
        const struct made_row *row =
            &made->items[draw(made, (uint32_t)made->count)];
        int first = (int)draw(made, MADE_DIMENSIONS);
        int second = (int)draw(made, MADE_DIMENSIONS);
        struct cube_term terms[2] = {{first, &row->members[first], 1, false},
                                     {second, &row->members[second], 1, false}};
        size_t count = second == first ? draw(made, 2) : 2;
        size_t measure = draw(made, MADE_MEASURES);
        struct period spans[] = {row->period,
                                 period_of_year(row->period.year),
                                 {PERIOD_NONE, 0, 0, 0}};
        struct period span = spans[draw(made, 3)];
        struct cube_sum sum;
        struct cube_sum expected;
        enum cube_answer answer =
            cube_query(made->cube, measure, terms, count, span, span, &sum);

        if (answer == CUBE_NO_SET)
            continue;
        answered++;
        assert_int_equal(answer, measure == 1 && span.kind != PERIOD_MONTH &&
                                         made->count > 1
                                     ? CUBE_NOT_A_FLOW
                                     : CUBE_OK);
        expected = naive(made, measure, terms, count, span);
        assert_same(&sum, &expected, answer == CUBE_OK);
    }
    return answered;
}

/* Sizes that end before, at and after the border of a block. */
static void like_a_naive_model(void **state)
{
    static const size_t sizes[] = {1, 8191, 8192, 8193, 30000};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct made made;

        made_begin(&made);
        cube_threads(made.cube, 2);
        made_fill(&made, sizes[i], i % 2 == 0 ? 10 : 0);
        cube_finish(made.cube);
        /* One pair of dimensions that no page crosses has no set. */
        assert_true(made_check(&made, 600) > 450);
        arena_release(&made.arena);
    }
}

/* A table too long to be kept: its pairs come with its rows once more. */
static void long_tables_wait(void **state)
{
    struct made made;

    (void)state;
    made_begin(&made);
    made_fill(&made, 270000, 50);
    cube_finish(made.cube);
    assert_true(cube_waits(made.cube));
    assert_in_range(made_check(&made, 100), 1, 60); /* no pair answers */
    cube_again(made.cube);
    for (size_t i = 0; i < made.count; i++) {
        const struct cell *cells[MADE_MEASURES];

        for (int m = 0; m < MADE_MEASURES; m++)
            cells[m] = &made.items[i].cells[m];
        assert_true(cube_add(made.cube, made.items[i].period,
                             made.items[i].members, cells,
                             made.items[i].place));
    }
    cube_finish(made.cube);
    assert_false(cube_waits(made.cube));
    assert_true(made_check(&made, 200) > 140);
    arena_release(&made.arena);
}

static struct slice made_report(struct made *made)
{
    struct buf out = BUF_INIT;
    struct slice report;

    made->seed = 99;
    for (size_t q = 0; q < 3000; q++) {
        const struct made_row *row =
            &made->items[draw(made, (uint32_t)made->count)];
        int first = (int)draw(made, MADE_DIMENSIONS);
        int second = (int)draw(made, MADE_DIMENSIONS);
        struct cube_term terms[2] = {{first, &row->members[first], 1, false},
                                     {second, &row->members[second], 1, false}};
        struct period year = period_of_year(row->period.year);
        struct period span = draw(made, 2) == 0 ? year : row->period;
        struct cube_sum sum;

        buf_add_format(&out, "%d ",
                       (int)cube_query(made->cube, draw(made, MADE_MEASURES),
                                       terms, 2, span, span, &sum));
        amount_write(&out, sum.value);
        buf_add_format(&out, " %u %u %u\n", sum.values, sum.first.record,
                       sum.last.record);
    }
    report = arena_copy(&made->arena, buf_slice(&out));
    buf_release(&out);
    return report;
}

/* Sets that are folded and left out are so whatever the threads. */
static void threads_do_not_matter(void **state)
{
    static const unsigned threads[] = {1, 2, 5};
    struct made made[COUNT_OF(threads)];
    struct slice reports[COUNT_OF(threads)];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        made_begin(&made[i]);
        cube_threads(made[i].cube, threads[i]);
        cube_limit(made[i].cube, 2500000);
        made_fill(&made[i], 40000, 20);
        cube_finish(made[i].cube);
        reports[i] = made_report(&made[i]);
        assert_true(slice_equal(reports[0], reports[i]));
    }
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        arena_release(&made[i].arena);
}

/* What a folded set still answers is right, and dimensions alone stay whole. */
static void folded_to_years(void **state)
{
    static const int program = 1, object = 2;
    struct made made;
    struct cube_sum sum;
    struct cube_sum expected;
    const struct member *members[2];
    struct cube_term terms[2] = {{program, &members[0], 1, false},
                                 {object, &members[1], 1, false}};
    struct period month = period_of_month(2020, 3);
    struct period end = period_of_month(2020, 12);
    struct period year = period_of_year(2020);

    (void)state;
    made_begin(&made);
    cube_limit(made.cube, 2500000);
    made_fill(&made, 30000, 10);
    cube_finish(made.cube);
    for (size_t r = 0; r < 200; r++) {
        members[0] = made.items[r].members[program];
        members[1] = made.items[r].members[object];
        assert_int_equal(cube_query(made.cube, 0, terms, 2, month, month, &sum),
                         CUBE_NO_SET);
        assert_int_equal(cube_query(made.cube, 1, terms, 2, month, month, &sum),
                         CUBE_NO_SET);
        assert_int_equal(cube_query(made.cube, 0, terms, 2, year, year, &sum),
                         CUBE_OK);
        expected = naive(&made, 0, terms, 2, year);
        assert_same(&sum, &expected, true);
        /* The level at the end of the year, and how many rows it has in it. */
        assert_int_equal(cube_query(made.cube, 1, terms, 2, end, end, &sum),
                         CUBE_OK);
        expected = naive(&made, 1, terms, 2, end);
        assert_same(&sum, &expected, true);
        assert_int_equal(cube_query(made.cube, 1, terms, 2, year, year, &sum),
                         CUBE_NOT_A_FLOW);
        expected = naive(&made, 1, terms, 2, year);
        assert_same(&sum, &expected, false);
        assert_int_equal(cube_query(made.cube, 2, terms, 1, month, month, &sum),
                         CUBE_OK);
        expected = naive(&made, 2, terms, 1, month);
        assert_same(&sum, &expected, true);
    }
    arena_release(&made.arena);
}

/* Nothing has room: pairs go, each dimension and everything stay. */
static void left_out(void **state)
{
    struct made made;
    struct cube_sum sum;
    const struct member *members[2];
    struct cube_term terms[2] = {{1, &members[0], 1, false},
                                 {2, &members[1], 1, false}};

    (void)state;
    made_begin(&made);
    cube_limit(made.cube, 1);
    made_fill(&made, 20000, 10);
    cube_finish(made.cube);
    members[0] = made.items[0].members[1];
    members[1] = made.items[0].members[2];
    assert_int_equal(cube_query(made.cube, 0, terms, 2, period_of_year(2020),
                                period_of_year(2020), &sum),
                     CUBE_NO_SET);
    /* Only questions of one term or none are answered. */
    assert_in_range(made_check(&made, 600), 100, 200);
    arena_release(&made.arena);
}

static void kept_set_check(struct made *made, const int *dimensions, int set)
{
    struct period year = period_of_year(2020);
    struct period month = period_of_month(2021, 1);
    uint32_t rows = 0;

    for (size_t g = 0; g < cube_set_group_count(made->cube, set); g++) {
        const struct member *members[3];
        struct cube_term terms[3];
        struct cube_sum sum;
        struct cube_sum expected;

        for (int i = 0; i < 3; i++) {
            members[i] = cube_group_member(made->cube, set, g, dimensions[i]);
            terms[i] = (struct cube_term){dimensions[i], &members[i], 1, false};
        }
        assert_int_equal(
            cube_group_query(made->cube, set, g, 1, month, month, &sum),
            CUBE_OK);
        rows += sum.values + sum.empty + sum.not_reported + sum.not_applicable;
        assert_int_equal(
            cube_group_query(made->cube, set, g, 0, year, year, &sum), CUBE_OK);
        if (g % 16 > 0)
            continue;
        expected = naive(made, 0, terms, 3, year);
        assert_same(&sum, &expected, true);
    }
    for (size_t r = 0; r < made->count; r++)
        rows -= period_compare(made->items[r].period, month) == 0;
    assert_int_equal(rows, 0);
}

/* The levels of a rule: groups are walked, none is missed, whatever is folded
 * or left out beside them. */
static void kept_sets(void **state)
{
    static const int dimensions[] = {3, 0, 2};
    static const int turned[] = {2, 3, 0};
    static const int other[] = {0, 1, 2};
    const struct member *member;
    struct made made;
    int set;

    (void)state;
    made_begin(&made);
    cube_limit(made.cube, 8500000);
    cube_keep_set(made.cube, dimensions, 3);
    cube_keep_set(made.cube, turned, 3);
    /* As many as are asked for. */
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 4; k++)
            if (i != k)
                cube_keep_set(made.cube, (int[]){i, k}, 2);
    made_fill(&made, 17000, 10);
    cube_finish(made.cube);
    set = cube_find_set(made.cube, turned, 3);
    assert_true(set >= 0);
    assert_int_equal(set, cube_find_set(made.cube, dimensions, 3));
    assert_int_equal(cube_find_set(made.cube, other, 3), -1);
    assert_int_equal(cube_find_set(made.cube, other, 1), -1);
    /* The first group is that of the first row. */
    member = cube_group_member(made.cube, set, 0, 2);
    assert_ptr_equal(member, made.items[0].members[2]);
    kept_set_check(&made, dimensions, set);
    arena_release(&made.arena);
}

/* Two and more values beyond 64 bits, sums beyond 128: said, and only there. */
static void beyond_128_bits(void **state)
{
    struct made made;
    struct made_row row = {.period = period_of_month(2020, 1)};
    const wide great = (wide)1 << 126;
    const wide values[3][2] = {
        {great, 7}, {great, -great / 2}, {-5, INT64_MIN}};
    const struct member *member;
    struct cube_term term = {0, &member, 1, false};
    struct period all = {PERIOD_NONE, 0, 0, 0};
    struct cube_sum sum;

    (void)state;
    made_begin(&made);
    for (int i = 0; i < 6; i++) {
        row.members[0] = made.dimensions[0]->members.items[i / 2];
        row.cells[0].is.number.coefficient = values[i / 2][0] >> (i == 1);
        row.cells[2].is.number.coefficient = values[i / 2][1];
        made_add(&made, row);
    }
    cube_finish(made.cube);
    assert_int_equal(cube_query(made.cube, 0, NULL, 0, all, all, &sum),
                     CUBE_OK);
    assert_true(sum.overflow);
    for (size_t i = 0; i < 3; i++) {
        member = made.dimensions[0]->members.items[i];
        assert_int_equal(cube_query(made.cube, 0, &term, 1, all, all, &sum),
                         CUBE_OK);
        assert_int_equal(sum.overflow, i == 1);
        if (i != 1)
            assert_true(sum.value.coefficient ==
                        values[i][0] + (values[i][0] >> (i == 0)));
        assert_int_equal(cube_query(made.cube, 2, &term, 1, all, all, &sum),
                         CUBE_OK);
        assert_false(sum.overflow);
        assert_true(sum.value.coefficient == values[i][1] * 2);
    }
    arena_release(&made.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(like_a_naive_model),
        cmocka_unit_test(long_tables_wait),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(folded_to_years),
        cmocka_unit_test(left_out),
        cmocka_unit_test(kept_sets),
        cmocka_unit_test(beyond_128_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
