/* The cube, filled through the loader; sums are added by hand. */
#include "portal_help.h"

static const char package[] =
    "{\"name\":\"p\",\"resources\":["
    "{\"name\":\"institutions\",\"path\":\"institutions.csv\","
    "\"role\":\"institutions\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"parent\",\"type\":\"string\",\"role\":\"parent\"}"
    "]}},"
    "{\"name\":\"execution\",\"path\":\"execution.csv\","
    "\"role\":\"execution\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"institution\",\"type\":\"string\",\"role\":\"dimension\","
    "\"dimension\":\"institution\"},"
    "{\"name\":\"function\",\"type\":\"string\",\"role\":\"dimension\","
    "\"dimension\":\"function\"},"
    "{\"name\":\"economic\",\"type\":\"string\",\"role\":\"dimension\","
    "\"dimension\":\"economic\"},"
    "{\"name\":\"accrued\",\"type\":\"number\",\"role\":\"amount\","
    "\"stage\":\"accrued\"},"
    "{\"name\":\"in_force\",\"type\":\"number\",\"role\":\"amount\","
    "\"stage\":\"in-force\",\"accumulation\":\"level\"}"
    "]}}"
    "]}";

/* "x" is not in the list of institutions; one row has no institution. */
static const char execution[] =
    "period,institution,function,economic,accrued,in_force\n"
    "2017-01,m1,f1,e1,1,10\n"
    "2017-01,m1,f2,e1,2.5,20\n"
    "2017-02,m2,f1,e2,4.25,30\n"
    "2017-02,m,f1,e2,8,40\n"
    "2017-03,,f2,e1,16.125,50\n"
    "2017-03,x,f2,e2,-32,60\n";

static int setup(void **state)
{
    struct desk *desk = desk_new();

    DESK_FILL(desk, PORTAL_HEAD, package, "institutions",
              "code,label,parent\nm,M,\nm1,M1,m\nm2,M2,m\n", "execution",
              execution);
    *state = desk;
    return 0;
}

static const struct cube *cube_of(struct desk *desk)
{
    desk_load(desk);
    return portal_table_named(desk->portal, SLICE("execution"))->cube;
}

struct ask {
    const char *dimension; /* null = no term */
    const char *code;      /* null = rows without a code */
    bool subtree;
    const char *second;
    const char *second_code;
    const char *from, *to;
};

#define TWO(name, one, below, other, two)                                      \
    ((struct ask){.dimension = (name),                                         \
                  .code = (one),                                               \
                  .subtree = (below),                                          \
                  .second = (other),                                           \
                  .second_code = (two)})
#define ONE(name, one, below) TWO(name, one, below, NULL, NULL)

static struct cube_term term_of(const struct cube *cube, const char *dimension,
                                const char *code, bool subtree,
                                const struct member **member)
{
    struct cube_term term = {cube_find_dimension(cube, slice_of(dimension)),
                             member, 1, subtree};

    assert_true(term.dimension >= 0);
    *member = NULL;
    if (code != NULL) {
        *member =
            map_get(&cube_dimension(cube, (size_t)term.dimension)->by_code,
                    slice_of(code));
        assert_non_null(*member);
    }
    return term;
}

static enum cube_answer query(const struct cube *cube, const char *stage,
                              struct ask ask, struct cube_sum *sum)
{
    const struct member *members[2];
    struct cube_term terms[2];
    size_t count = 0;
    struct period from = {PERIOD_NONE, 0, 0, 0};
    struct period to = from;
    int measure = cube_find_measure(cube, slice_of(stage));

    assert_true(measure >= 0);
    if (ask.dimension != NULL) {
        terms[count] = term_of(cube, ask.dimension, ask.code, ask.subtree,
                               &members[count]);
        count++;
    }
    if (ask.second != NULL) {
        terms[count] =
            term_of(cube, ask.second, ask.second_code, false, &members[count]);
        count++;
    }
    if (ask.from != NULL) {
        assert_true(period_parse(slice_of(ask.from), &from));
        assert_true(period_parse(slice_of(ask.to), &to));
    }
    return cube_query(cube, (size_t)measure, terms, count, from, to, sum);
}

static void assert_sum(struct desk *desk, const struct cube *cube,
                       struct ask ask, const char *expected, uint32_t values)
{
    struct cube_sum sum;

    assert_int_equal(query(cube, "accrued", ask, &sum), CUBE_OK);
    assert_slice(desk, desk_amount(desk, sum.value), expected);
    assert_int_equal(sum.values, values);
    assert_false(sum.overflow);
}

static void slices(void **state)
{
    struct desk *desk = *state;
    const struct cube *cube = cube_of(desk);

    assert_sum(desk, cube, (struct ask){0}, "-0.125", 6);
    assert_sum(desk, cube, ONE("institution", "m1", false), "3.500", 2);
    assert_sum(desk, cube, ONE("institution", "m", false), "8.000", 1);
    assert_sum(desk, cube, ONE("institution", "m", true), "15.750", 4);
    assert_sum(desk, cube, ONE("institution", NULL, false), "16.125", 1);
    assert_sum(desk, cube, ONE("institution", "x", false), "-32.000", 1);
    assert_sum(desk, cube, ONE("function", "f2", false), "-13.375", 3);
    assert_sum(desk, cube, TWO("institution", "m", true, "function", "f1"),
               "13.250", 3);
    /* The order of the terms does not matter. */
    assert_sum(desk, cube, TWO("function", "f1", false, "institution", "m1"),
               "1.000", 1);
}

static void periods(void **state)
{
    struct desk *desk = *state;
    const struct cube *cube = cube_of(desk);
    struct cube_sum sum;

    assert_int_equal(cube_period_count(cube), 3);
    assert_sum(desk, cube, (struct ask){.from = "2017-01", .to = "2017-02"},
               "15.750", 4);
    assert_sum(desk, cube, (struct ask){.from = "2017-Q1", .to = "2017-Q1"},
               "-0.125", 6);
    assert_sum(desk, cube, (struct ask){.from = "2018", .to = "2018"}, "0.000",
               0);
    assert_int_equal(query(cube, "in-force",
                           (struct ask){.from = "2017", .to = "2017"}, &sum),
                     CUBE_NOT_A_FLOW);
    assert_int_equal(query(cube, "in_force",
                           (struct ask){.from = "2017-02", .to = "2017-02"},
                           &sum),
                     CUBE_OK);
    assert_slice(desk, desk_amount(desk, sum.value), "70");
}

static void no_such_set(void **state)
{
    struct desk *desk = *state;
    const struct cube *cube = cube_of(desk);
    struct cube_sum sum;

    assert_int_equal(query(cube, "accrued",
                           TWO("function", "f1", false, "economic", "e1"),
                           &sum),
                     CUBE_NO_SET);
    assert_int_equal(query(cube, "accrued",
                           TWO("institution", "m1", false, "institution", "m2"),
                           &sum),
                     CUBE_NO_SET);
}

/* A year and its months hold the same money: they are never added. */
static void years_and_months(void **state)
{
    struct desk *desk = *state;
    const struct cube *cube;
    struct cube_sum sum;

    desk_write(desk, "data/p/execution.csv",
               "period,institution,function,economic,accrued,in_force\n"
               "2017,m1,f1,e1,30,1\n"
               "2017-01,m1,f1,e1,10,1\n"
               "2017-02,m1,f1,e1,20,1\n"
               "2018-01,m1,f1,e1,5,1\n");
    cube = cube_of(desk);
    assert_sum(desk, cube, (struct ask){.from = "2017", .to = "2017"}, "30", 1);
    assert_sum(desk, cube, (struct ask){.from = "2017-02", .to = "2018-01"},
               "25", 2);
    assert_int_equal(query(cube, "accrued", (struct ask){0}, &sum),
                     CUBE_NOT_A_FLOW);
}

static void overflow_is_said(void **state)
{
    struct desk *desk = *state;
    const struct cube *cube;
    struct cube_sum sum;

    /* 10^26 with eighteen decimals has 44 digits; 38 are kept. */
    desk_write(desk, "data/p/execution.csv",
               "period,institution,function,economic,accrued,in_force\n"
               "2017-01,m1,f1,e1,100000000000000000000000000,1\n"
               "2017-01,m2,f1,e1,0.000000000000000001,1\n"
               "2017-01,m2,f2,e1,1,1\n");
    cube = cube_of(desk);
    assert_int_equal(query(cube, "accrued", (struct ask){0}, &sum), CUBE_OK);
    assert_true(sum.overflow);
    assert_int_equal(query(cube, "accrued", ONE("function", "f2", false), &sum),
                     CUBE_OK);
    assert_false(sum.overflow);
}

/* Whatever the rows, the members of each dimension add up to everything. */
static void parts_make_the_whole(void **state)
{
    struct desk *desk = *state;
    struct buf file = BUF_INIT;
    uint32_t seed = 1;
    int64_t whole = 0;
    const struct cube *cube;

    buf_add_text(&file, "period,institution,function,economic,accrued,in_force"
                        "\n");
    for (int i = 0; i < 3000; i++) {
        int64_t cents;

        seed = seed * 1664525u + 1013904223u;
        cents = (int64_t)(seed >> 8) - 8000000;
        whole += cents;
        buf_add_format(&file, "2017-%02u,m%u,f%u,e%u,%s%lld.%02lld,1\n",
                       seed % 12 + 1, seed / 12 % 40, seed / 480 % 7,
                       seed / 3360 % 300, cents < 0 ? "-" : "",
                       (long long)llabs(cents) / 100,
                       (long long)llabs(cents) % 100);
    }
    desk_write(desk, "data/p/execution.csv", file.ptr);
    buf_release(&file);
    cube = cube_of(desk);
    for (size_t d = 0; d < cube_dimension_count(cube); d++) {
        const struct dimension *dimension = cube_dimension(cube, d);
        struct amount sum = amount_of(0);
        struct cube_sum part;

        for (size_t m = 0; m < dimension->members.count; m++) {
            const struct member *member = dimension->members.items[m];
            struct cube_term term = {(int)d, &member, 1, false};

            assert_int_equal(cube_query(cube, 0, &term, 1, period_of_year(2017),
                                        period_of_year(2017), &part),
                             CUBE_OK);
            assert_true(amount_add(sum, part.value, &sum));
        }
        assert_int_equal(amount_compare(sum, (struct amount){(wide)whole, 2}),
                         0);
    }
}

/* Of a dimension's codes, those marked, by id. */
static void assert_met(struct desk *desk, const struct cube *cube,
                       struct ask ask, const char *other, const char *expected)
{
    int at = cube_find_dimension(cube, slice_of(other));
    const struct dimension *dimension = cube_dimension(cube, (size_t)at);
    const struct member *member;
    struct cube_term term =
        term_of(cube, ask.dimension, ask.code, true, &member);
    bool met[16] = {false};
    struct buf found = BUF_INIT;

    assert_true(dimension->members.count <= COUNT_OF(met));
    assert_true(cube_meet(cube, term.dimension, member, at, met));
    for (size_t i = 0; i < dimension->members.count; i++) {
        if (!met[i])
            continue;
        buf_add_char(&found, ' ');
        buf_add_slice(&found, dimension->members.items[i]->code);
    }
    assert_slice(desk, buf_slice(&found), expected);
    buf_release(&found);
}

static void meetings(void **state)
{
    struct desk *desk = *state;
    const struct cube *cube = cube_of(desk);
    const struct member *member;
    struct cube_term term;
    bool met[16] = {false};

    assert_met(desk, cube, ONE("institution", "m1", false), "function",
               " f1 f2");
    assert_met(desk, cube, ONE("institution", "m2", false), "economic", " e2");
    assert_met(desk, cube, ONE("institution", "x", false), "function", " f2");
    /* With what is below it, and what is above what is met. */
    assert_met(desk, cube, ONE("institution", "m", false), "economic",
               " e1 e2");
    assert_met(desk, cube, ONE("function", "f2", false), "institution",
               " m m1 x");
    term = term_of(cube, "function", "f1", false, &member);
    assert_false(cube_meet(cube, term.dimension, member,
                           cube_find_dimension(cube, SLICE("economic")), met));
    assert_false(cube_pair_is_left(cube, 0, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(meetings, setup, desk_free),
        cmocka_unit_test_setup_teardown(slices, setup, desk_free),
        cmocka_unit_test_setup_teardown(periods, setup, desk_free),
        cmocka_unit_test_setup_teardown(no_such_set, setup, desk_free),
        cmocka_unit_test_setup_teardown(years_and_months, setup, desk_free),
        cmocka_unit_test_setup_teardown(overflow_is_said, setup, desk_free),
        cmocka_unit_test_setup_teardown(parts_make_the_whole, setup, desk_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
