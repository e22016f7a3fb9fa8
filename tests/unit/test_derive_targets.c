/* Targets by rule: what is compared, the paths, zeros, and several deadlines.
 * The cut-off is 2017-10-31; expected values were computed with bc. */
#include "portal_help.h"

static const char package[] =
    "{'name':'p','resources':["
    "{'name':'indicators','path':'indicators.csv','role':'indicators',"
    "'schema':{'fields':[{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'direction','type':'string','role':'direction'},"
    "{'name':'baseline','type':'number','role':'baseline'},"
    "{'name':'since','type':'string','role':'baseline-period'},"
    "{'name':'zero','type':'string','role':'baseline-zero'},"
    "{'name':'frequency','type':'string','role':'frequency'},"
    "{'name':'owner','type':'string','role':'institution'},"
    "{'name':'trust','type':'string','role':'independence'},"
    "{'name':'method','type':'string','role':'method'},"
    "{'name':'next','type':'string','role':'next-release'}]}},"
    "{'name':'observations','path':'observations.csv','role':'observations',"
    "'schema':{'fields':["
    "{'name':'indicator','type':'string','role':'indicator'},"
    "{'name':'period','type':'string','role':'period'},"
    "{'name':'value','type':'number','role':'value'},"
    "{'name':'released','type':'string','role':'released'}]}},"
    "{'name':'targets','path':'targets.csv','role':'targets',"
    "'schema':{'fields':["
    "{'name':'indicator','type':'string','role':'indicator'},"
    "{'name':'period','type':'string','role':'period'},"
    "{'name':'value','type':'number','role':'value'},"
    "{'name':'kind','type':'string','role':'kind'},"
    "{'name':'from','type':'string','role':'from'},"
    "{'name':'path','type':'string','role':'path'},"
    "{'name':'tolerance','type':'number','role':'tolerance'},"
    "{'name':'zero','type':'string','role':'zero'}]}}]}";

static const char indicators[] =
    "code,label,direction,baseline,since,zero,frequency,owner,trust,method,"
    "next\n"
    "total,x,increase,,,,,,,,\n"
    "mean,x,increase,,,,,,,,\n"
    "way,x,increase,0,2014,start,,,,,\n"
    "wait,x,increase,0,2014,start,,,,,\n"
    "keep,x,keep,10,2014,,,,,,\n"
    "fall,x,reach,20,2014,,,,,,\n"
    "rise,x,reach,5,2014,,,,,,\n"
    "side,x,reach,,,,,,,,\n"
    "base,x,increase,0,2014,value,,,,,\n"
    "none,x,increase,0,2014,placeholder,,,,,\n"
    "mark,x,decrease,5,2014,,,,,,\n"
    "both,x,increase,0,2014,start,,,,,\n"
    "past,x,increase,0,2014,start,,,,,\n"
    "good,x,increase,0,2014,start,annual,o,independent,m,2018-03-31\n"
    "poor,x,increase,0,2014,start,annual,,reported,m,2017-03-31\n";

static const char observations[] = "indicator,period,value,released\n"
                                   "total,2016-Q4,70,\n"
                                   "total,2017-Q1,80,\n"
                                   "total,2017-Q2,100,\n"
                                   "mean,2014,0,\n"
                                   "mean,2015,9,\n"
                                   "mean,2016,12,\n"
                                   "way,2017-06,33,\n"
                                   "wait,2016,1,\n"
                                   "keep,2016,10.9,\n"
                                   "fall,2016,9,\n"
                                   "rise,2016,9,\n"
                                   "side,2016,9,\n"
                                   "base,2016,9,\n"
                                   "none,2016,9,\n"
                                   "mark,2016,4,\n"
                                   "both,2016,8,\n"
                                   "past,2015,11,\n"
                                   "past,2016,9,\n"
                                   "good,2016,9,2017-03-31\n"
                                   "poor,2015,9,2017-03-30\n";

static const char targets[] =
    "indicator,period,value,kind,from,path,tolerance,zero\n"
    "total,2017,365,cumulative,,,,\n"
    "total,2017-12-31,365,cumulative,,,,\n"
    "mean,2018,10,average,2015,,,\n"
    "way,2016,10,absolute,,,,\n"
    "way,2018,100,absolute,,through,,\n"
    "wait,2018,10,absolute,,deadline,,\n"
    "keep,2016,10,,,,1,\n"
    "keep,2017-06,10,,,,0.5,\n"
    "fall,2016,10,,,,,\n"
    "rise,2016,10,,,,,\n"
    "side,2016,10,,,,,\n"
    "base,2018,10,relative,,,,\n"
    "none,2018,10,,,,,\n"
    "mark,2018,0,,,,,placeholder\n"
    "mark,2019,0,,,,,end\n"
    "both,2016,10,,,,,\n"
    "both,2018,10,,,,,\n"
    "past,2015,10,,,,,\n"
    "good,2018,10,,,,,\n";

static int setup(void **state)
{
    struct desk *desk = desk_new();

    DESK_FILL(desk, PORTAL_HEAD, package, "indicators", indicators,
              "observations", observations, "targets", targets);
    desk_load(desk);
    *state = desk;
    return 0;
}

static void assert_target(struct desk *desk, const char *target,
                          const char *status, const char *rule,
                          const char *reached, const char *expected)
{
    const char *table = "derived-targets";

    assert_string_equal(desk_cell(desk, table, target, "status"), status);
    assert_string_equal(desk_cell(desk, table, target, "rule"), rule);
    assert_string_equal(desk_cell(desk, table, target, "reached_value"),
                        reached);
    assert_string_equal(desk_cell(desk, table, target, "expected_value"),
                        expected);
}

static const char *of_indicator(struct desk *desk, const char *code,
                                const char *column)
{
    return desk_cell(desk, "derived-indicators", code, column);
}

/* 181 of the 365 days of 2017 have passed on June 30: 365 * 181 / 365. */
static void totals(void **state)
{
    assert_target(*state, "total.1", "off-path", "path-linear", "180", "181");
    assert_string_equal(
        desk_cell(*state, "derived-targets", "total.1", "compared"), "sum");
    /* A day is no period, and nothing says since when it counts. */
    assert_target(*state, "total.2", "no-data", "no-data", "", "");
}

/* (9 + 12) / 2; the value of 2014 is before `from`. */
static void means(void **state)
{
    assert_target(*state, "mean.1", "on-path", "path-constant", "10.5", "10");
    assert_string_equal(
        desk_cell(*state, "derived-targets", "mean.1", "compared"), "mean");
}

/* 10 + 90 * 181 / 730; the straight line would be at 62.4. */
static void paths(void **state)
{
    assert_target(*state, "way.2", "on-path", "path-through", "33",
                  "32.315068493151");
    assert_target(*state, "way.1", "no-data", "no-data", "", "");
    assert_target(*state, "wait.1", "not-due", "path-deadline", "1", "");
}

static void directions(void **state)
{
    assert_target(*state, "keep.1", "met", "deadline-value", "10.9", "");
    assert_target(*state, "keep.2", "not-met", "deadline-value", "10.9", "");
    assert_target(*state, "fall.1", "met", "deadline-value", "9", "");
    assert_target(*state, "rise.1", "not-met", "deadline-value", "9", "");
    assert_target(*state, "side.1", "no-baseline", "no-side", "9", "");
}

static void zeros(void **state)
{
    struct desk *desk = *state;

    assert_target(desk, "base.1", "no-baseline", "zero-base", "9", "");
    assert_string_equal(of_indicator(desk, "base", "status"), "no-baseline");
    assert_target(desk, "none.1", "no-baseline", "no-base", "9", "");
    assert_string_equal(of_indicator(desk, "none", "has_baseline"), "no");
    assert_target(desk, "mark.1", "no-target", "placeholder", "4", "");
    /* 5 - 5 * 731 / 1826 */
    assert_target(desk, "mark.2", "off-path", "path-linear", "4",
                  "2.998357064622");
    assert_string_equal(of_indicator(desk, "mark", "target"), "mark.2");
}

/* Each deadline has its verdict; the first that is due counts. */
static void deadlines(void **state)
{
    struct desk *desk = *state;

    assert_target(desk, "both.1", "not-met", "deadline-value", "8", "");
    /* 10 * 731 / 1461 */
    assert_target(desk, "both.2", "on-path", "path-linear", "8",
                  "5.003422313484");
    assert_string_equal(of_indicator(desk, "both", "target"), "both.1");
    /* What came after the deadline does not undo what was reached by it. */
    assert_target(desk, "past.1", "met", "deadline-value", "11", "");
    assert_string_equal(of_indicator(desk, "past", "last_value"), "9");
}

static void four_points(void **state)
{
    struct desk *desk = *state;

    assert_string_equal(of_indicator(desk, "good", "timely"), "yes");
    assert_string_equal(of_indicator(desk, "good", "objective"), "yes");
    assert_string_equal(of_indicator(desk, "good", "actionable"), "yes");
    assert_string_equal(of_indicator(desk, "good", "value_for_money"), "");
    assert_string_equal(of_indicator(desk, "good", "release_overdue"), "no");
    assert_string_equal(of_indicator(desk, "poor", "timely"), "no");
    assert_string_equal(of_indicator(desk, "poor", "objective"), "no");
    assert_string_equal(of_indicator(desk, "poor", "actionable"), "no");
    assert_string_equal(of_indicator(desk, "poor", "release_overdue"), "yes");
    /* Neither target nor unit, owner, source. */
    assert_string_equal(of_indicator(desk, "poor", "lacks"), "4");
    assert_string_equal(of_indicator(desk, "good", "lacks"), "2");
    assert_string_equal(of_indicator(desk, "way", "timely"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(totals, setup, desk_free),
        cmocka_unit_test_setup_teardown(means, setup, desk_free),
        cmocka_unit_test_setup_teardown(paths, setup, desk_free),
        cmocka_unit_test_setup_teardown(directions, setup, desk_free),
        cmocka_unit_test_setup_teardown(zeros, setup, desk_free),
        cmocka_unit_test_setup_teardown(deadlines, setup, desk_free),
        cmocka_unit_test_setup_teardown(four_points, setup, desk_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
