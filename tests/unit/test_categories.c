/*
 * Programming categories that the lines of the budget name themselves, alone or
 * where a list of programs is silent: all of the budget, once. Expected values
 * are worked out by hand from the rows below.
 */
#include "portal_help.h"

#include "check/check.h"

static const char yaml[] =
    "name: P\n"
    "languages: [{path: en, locale: en-US}]\n"
    "cut_off: 2017-09-30\n"
    "period: 2017\n"
    "stages:\n"
    "  - {id: current, label: Current}\n"
    "  - {id: accrued, label: Accrued}\n"
    "expenditure: {budget: current, execution: accrued}\n";

static const char package[] =
    "{'name': 'p', 'resources': [\n"
    "{'name': 'execution', 'path': 'execution.csv', 'role': "
    "'execution', 'measure': {'currency': 'XYZ', 'multiplier': 0},"
    " 'schema': {'fields': [\n"
    " {'name': 'period', 'role': 'period'},\n"
    " {'name': 'program', 'role': 'dimension', 'dimension': "
    "'program'},\n"
    " {'name': 'category', 'role': 'dimension', 'dimension': "
    "'category'},\n"
    " {'name': 'current', 'type': 'number', 'role': 'amount', "
    "'stage': 'current', 'accumulation': 'level'},\n"
    " {'name': 'accrued', 'type': 'number', 'role': 'amount', "
    "'stage': 'accrued'}]}}\n"
    "]}\n";

/* Of the budget, September counts. b has lines of two categories. */
static const char execution[] = "period,program,category,current,accrued\n"
                                "2016-12,a,results,70,60\n"
                                "2017-08,a,results,500,10\n"
                                "2017-09,a,results,400,350\n"
                                "2017-09,b,results,100,40\n"
                                "2017-09,b,central,200,100\n"
                                "2017-09,c,non-product,50.5,30\n"
                                "2017-09,d,,120,5\n"
                                "2017-09,,results|central,29.5,\n"
                                "2017-09,e,transfers,100,1\n";

static int setup(void **state)
{
    struct desk *desk = desk_new();

    DESK_FILL(desk, yaml, package, "execution", execution);
    desk_load(desk);
    check_portal(desk->portal, desk->folder);
    *state = desk;
    return 0;
}

/* "period category programs budget executed" of a row. */
static const char *category_line(struct desk *desk, size_t at)
{
    static const char *const columns[] = {"period", "category", "programs",
                                          "budget", "executed"};
    const struct table *table =
        portal_table_named(desk->portal, SLICE("derived-categories"));
    struct buf out = BUF_INIT;

    assert_non_null(table);
    if (at >= table->rows.count)
        return "(no row)";
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        buf_add_text(&out, i > 0 ? " " : "");
        buf_add_slice(&out,
                      row_text(table, &table->rows.items[at], columns[i]));
    }
    return arena_take(&desk->arena, &out).ptr;
}

/* In 2017 they are 500 + 200 + 50.5 + 100 + 29.5 + 120 = 1000: all of it. */
static void test_lines_add_up(void **state)
{
    static const char *const expected[] = {
        "2016 results 1 70.0 60",   "2017 results 2 500.0 400",
        "2017 central 1 200.0 100", "2017 non-product 1 50.5 30",
        "2017 transfers 1 100.0 1", "2017 several 0 29.5 ",
        "2017 none 1 120.0 5",      "(no row)"};

    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_string_equal(category_line(*state, i), expected[i]);
}

static void test_programs_of_lines(void **state)
{
    static const char *const expected[][2] = {{"a", "results"},
                                              {"b", "several"},
                                              {"c", "non-product"},
                                              {"d", "none"},
                                              {"e", "transfers"}};

    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_string_equal(
            desk_cell(*state, "derived-programs", expected[i][0], "category"),
            expected[i][1]);
}

/* --- beside a list of programs --- */

static const char listing[] =
    "{'name': 'p', 'resources': [\n"
    "{'name': 'programs', 'path': 'programs.csv', 'role': 'programs',"
    " 'schema': {'fields': [\n"
    " {'name': 'code', 'role': 'code'}, {'name': 'label', 'role': 'label'},\n"
    " {'name': 'category', 'role': 'category'}]}},\n"
    "{'name': 'execution', 'path': 'execution.csv', 'role': "
    "'execution', 'measure': {'currency': 'XYZ', 'multiplier': 0},"
    " 'schema': {'fields': [\n"
    " {'name': 'period', 'role': 'period'},\n"
    " {'name': 'program', 'role': 'dimension', 'dimension': "
    "'program'},\n"
    " {'name': 'category', 'role': 'dimension', 'dimension': "
    "'category'},\n"
    " {'name': 'current', 'type': 'number', 'role': 'amount', "
    "'stage': 'current', 'accumulation': 'level'},\n"
    " {'name': 'accrued', 'type': 'number', 'role': 'amount', "
    "'stage': 'accrued'}]}}\n"
    "]}\n";

/* The list says nothing of b, d and e; of c its lines say another thing. */
static const char listed[] = "code,label,category\n"
                             "a,A,results\n"
                             "b,B,\n"
                             "c,C,results\n"
                             "d,D,\n"
                             "e,E,\n";

static const char lines[] = "period,program,category,current,accrued\n"
                            "2016-12,a,,70,60\n"
                            "2016-12,b,central,30,20\n"
                            "2017-09,a,,400,350\n"
                            "2017-09,b,results,100,40\n"
                            "2017-09,c,central,200,100\n"
                            "2017-09,d,results,50,5\n"
                            "2017-09,d,,10,1\n"
                            "2017-09,e,,40,2\n";

static int setup_list(void **state)
{
    struct desk *desk = desk_new();

    DESK_FILL(desk, yaml, listing, "programs", listed, "execution", lines);
    desk_load(desk);
    check_portal(desk->portal, desk->folder);
    *state = desk;
    return 0;
}

/* What b is in 2016 is not what it is in 2017; 500 + 260 + 40 = 800. */
static void test_lines_beside_list(void **state)
{
    static const char *const expected[] = {
        "2016 results 1 70 60",   "2016 central 1 30 20",
        "2017 results 2 500 390", "2017 several 2 260 106",
        "2017 none 1 40 2",       "(no row)"};
    static const char *const programs[][3] = {{"a", "results", "stated"},
                                              {"b", "results", "lines"},
                                              {"c", "several", "several"},
                                              {"d", "several", "lines"},
                                              {"e", "none", "none"}};

    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_string_equal(category_line(*state, i), expected[i]);
    for (size_t i = 0; i < COUNT_OF(programs); i++) {
        assert_string_equal(
            desk_cell(*state, "derived-programs", programs[i][0], "category"),
            programs[i][1]);
        assert_string_equal(
            desk_cell(*state, "derived-programs", programs[i][0], "rule"),
            programs[i][2]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines_beside_list, setup_list,
                                        desk_free),
        cmocka_unit_test_setup_teardown(test_lines_add_up, setup, desk_free),
        cmocka_unit_test_setup_teardown(test_programs_of_lines, setup,
                                        desk_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
