/*
 * Rules on money: what breaks them and what does not, year by year, at the
 * level that is declared; part years. Amounts were chosen and added by hand.
 */
#include "page_help.h"

#include "check/check.h"
#include "render/money/money.h"

#define STAGES                                                                 \
    "stages: [{id: initial}, {id: change}, {id: current}, {id: accrued}, "     \
    "{id: paid}]\n"                                                            \
    "expenditure: {budget: current, execution: accrued}\n"                     \
    "revenue: {budget: current, execution: paid}\n"
#define HEAD                                                                   \
    "name: P\nlanguages: [{path: en, locale: en-US}]\n"                        \
    "cut_off: 2018-12-31\nperiod: 2018\ncompare: 2017\n" STAGES

#define DIMENSION(name)                                                        \
    FIELD(name, "string", ",\"role\":\"dimension\",\"dimension\":\"" name "\"")
#define AMOUNT(name, how)                                                      \
    FIELD(name, "number",                                                      \
          ",\"role\":\"amount\",\"stage\":\"" name                             \
          "\",\"accumulation\":\"" how "\"")
#define PERIOD_FIELD FIELD("period", "string", ",\"role\":\"period\"")
#define FACTS(name, amounts)                                                   \
    RESOURCE(name, name, "",                                                   \
             PERIOD_FIELD                                                      \
             "," DIMENSION("unit") "," DIMENSION("program") "," amounts)
#define FLOWS AMOUNT("current", "flow") "," AMOUNT("accrued", "flow")
#define TO_DATE AMOUNT("current", "level") "," AMOUNT("accrued", "to-date")

static void money_write(struct desk *desk, const char *settings,
                        const char *package, const char *rows)
{
    char yaml[2000];
    char csv[4000];

    desk_init(desk);
    (void)snprintf(yaml, sizeof yaml, "%s%s", HEAD, settings);
    (void)snprintf(csv, sizeof csv, "period,unit,program,current,accrued\n%s",
                   rows);
    desk_write(desk, "content/p/portal.yaml", yaml);
    desk_write(desk, "data/p/datapackage.json", package);
    desk_write(desk, "data/p/execution.csv", csv);
    desk_load(desk);
}

/* What the rules find, and how often each was looked at and broken. */
static void assert_money(const char *settings, const char *package,
                         const char *rows, const char *expected)
{
    struct desk desk;

    money_write(&desk, settings, package, rows);
    check_portal(desk.portal, desk.folder);
    assert_slice(&desk, desk_findings(&desk, "34"), expected);
    desk_release(&desk);
}

static const char flows[] = PACKAGE(FACTS("execution", FLOWS));
static const char to_date[] = PACKAGE(FACTS("execution", TO_DATE));

#define LEVEL(dimensions)                                                      \
    "money: {control: {level: [" dimensions                                    \
    "], within: [[accrued, current]]}}\n"

/* One row is over its own credit, no program is. */
static const char within[] = "2018,u,a,10,14\n"
                             "2018,v,a,10,6\n"
                             "2018,u,b,5,5\n";

static void level_decides(void **state)
{
    (void)state;
    assert_money("", flows, within, "");
    assert_money(LEVEL("program"), flows, within, "");
    assert_money(LEVEL("program, unit"), flows, within,
                 "W342 1:5 execution, program a, unit u, 2018: accrued is 14, "
                 "more than current, which is 10; both are published\n");
}

/* A budget that comes month by month is whole at the end of its year. */
static void flows_are_read_to_date(void **state)
{
    (void)state;
    assert_money("", flows,
                 "2018-01,u,a,10,15\n"
                 "2018-02,u,a,10,5\n"
                 "2017-11,u,a,10,5\n"
                 "2017-12,u,a,10,16\n",
                 "W342 4:5 execution 2017-12: accrued is 21, more than "
                 "current, which is 20; both are published\n");
}

static void level_in_every_period(void **state)
{
    (void)state;
    assert_money("", to_date,
                 "2018-01,u,a,10,9\n"
                 "2018-02,u,a,10,11\n"
                 "2018-03,u,a,10,12.5\n"
                 "2018-04,u,a,15,13\n",
                 "W342 3:5 execution 2018-03: accrued is 12.5, more than "
                 "current, which is 10; both are published\n");
}

/* The year begins in April: what falls in between is no fall. */
static void falls_within_fiscal_years(void **state)
{
    static const char rows[] = "2018-02,u,a,99,40\n"
                               "2018-03,u,a,99,50\n"
                               "2018-04,u,a,99,10\n"
                               "2018-05,u,a,99,8\n";

    (void)state;
    assert_money("fiscal_year_start: 4\n", to_date, rows,
                 "W345 4:5 execution 2018-05, accrued: 8 to date, where it was "
                 "10 in 2018-04 already; both are published\n");
    assert_money("", to_date, rows,
                 "W345 3:5 execution 2018-04, accrued: 10 to date, where it "
                 "was 50 in 2018-03 already; both are published\n");
}

/* Declared: in each group too, and for flows, whose sum falls when negative. */
static void falls_at_the_level(void **state)
{
    static const char rows[] = "2018-01,u,a,99,10\n"
                               "2018-01,u,b,99,10\n"
                               "2018-02,u,a,99,20\n"
                               "2018-02,u,b,99,9\n";

    (void)state;
    assert_money("", to_date, rows, "");
    assert_money("money: {control: {level: [program]}, falls: [accrued]}\n",
                 to_date, rows,
                 "W345 4:5 execution, program b, 2018-02, accrued: 9 to date, "
                 "where it was 10 in 2018-01 already; both are published\n");
    assert_money("money: {falls: [accrued]}\n", flows,
                 "2018-01,u,a,99,10\n2018-02,u,a,99,-3\n",
                 "W345 2:5 execution 2018-02, accrued: 7 to date, where it was "
                 "10 in 2018-01 already; both are published\n");
}

/* Increments: 10, 10, 2, 10, 10, 10; 2 * 5 = 10, the median of the others. */
static void outliers_by_increment(void **state)
{
    static const char rows[] = "2018-01,u,a,99,10\n2018-02,u,a,99,20\n"
                               "2018-03,u,a,99,22\n2018-04,u,a,99,32\n"
                               "2018-05,u,a,99,42\n2018-06,u,a,99,52\n";

    (void)state;
    assert_money("", to_date, rows,
                 "W346 3:5 execution 2018-03, accrued: 2 in this period alone, "
                 "where the median of the others of its year is 10: 5 times "
                 "apart or more; published as it stands\n");
    assert_money("money: {outliers: {times: 5.1}}\n", to_date, rows, "");
}

/* Five periods have no line. */
static void few_periods(void **state)
{
    (void)state;
    assert_money("", flows,
                 "2018-01,u,a,99,1\n2018-02,u,a,99,1\n2018-03,u,a,99,90\n"
                 "2018-04,u,a,99,1\n2018-05,u,a,99,1\n",
                 "");
}

static void years_that_look_partial(void **state)
{
    static const char rows[] = "2015,u,a,100,90\n2016,u,a,100,44\n"
                               "2017,u,a,100,88\n2018,u,a,100,100\n";

    (void)state;
    /* Others: 88, 90, 100: the median is 90, half of it 45. */
    assert_money("", flows, rows,
                 "W349 2:5 execution 2016 looks like a part of a year: 44 of "
                 "100 executed, 44.0 %, where the median of the other years is "
                 "90.0 %; declare it in partial_years of portal.yaml\n");
    assert_money("partial_years: {2016: {until: 2016-05}}\n", flows, rows, "");
    /* A year that does not reach its last month is a part as it stands. */
    assert_money("", flows,
                 "2017-01,u,a,50,45\n2017-12,u,a,50,45\n"
                 "2018-01,u,a,50,5\n2018-05,u,a,50,5\n",
                 "");
}

/* Two currencies are two accounts: 8 of 10 pesos, 3 of 2 dollars. */
static void currencies_keep_apart(void **state)
{
    static const char both[] = PACKAGE(FACTS(
        "execution", FLOWS
        "," FIELD("current-usd", "number",
                  ",\"role\":\"amount\",\"stage\":\"current-usd\","
                  "\"currency\":\"USD\"") "," FIELD("accrued-usd", "number",
                                                    ",\"role\":\"amount\","
                                                    "\"stage\":\"accrued-usd\","
                                                    "\"currency\":\"USD\"")));
    struct desk desk;

    (void)state;
    DESK_FILL(&desk,
              "name: P\nlanguages: [{path: en, locale: en-US}]\n"
              "cut_off: 2018-12-31\n"
              "stages: [{id: current}, {id: accrued}, {id: current-usd}, "
              "{id: accrued-usd}]\n"
              "expenditure: {budget: current, execution: accrued}\n",
              both, "execution",
              "period,unit,program,current,accrued,current-usd,accrued-usd\n"
              "2018,u,a,10,8,2,3\n");
    desk_load(&desk);
    check_portal(desk.portal, desk.folder);
    assert_slice(&desk, desk_findings(&desk, "34"),
                 "W342 1:7 execution 2018: accrued_usd is 3, more than "
                 "current_usd, which is 2; both are published\n");
    desk_release(&desk);
}

static void results_are_published(void **state)
{
    struct desk desk;

    (void)state;
    money_write(&desk, LEVEL("program, unit"), flows, within);
    check_portal(desk.portal, desk.folder);
    assert_string_equal(
        desk_cell(&desk, "derived-money-rules", "control-1", "looked_at"), "3");
    assert_string_equal(
        desk_cell(&desk, "derived-money-rules", "control-1", "broken"), "1");
    assert_string_equal(
        desk_cell(&desk, "derived-money-rules", "control-1", "level"),
        "program|unit");
    assert_string_equal(
        desk_cell(&desk, "derived-money-rules", "no-budget-2", "broken"), "0");
    desk_release(&desk);
}

static void settings_are_checked(void **state)
{
    struct desk desk;

    (void)state;
    money_write(&desk,
                "money:\n"
                "  identites: []\n"
                "  identities: [{sum: [initial, chang], equals: current}]\n"
                "  control: {level: [programs], within: [[accrued]]}\n"
                "  balance: {revenue: current}\n"
                "  outliers: {times: 1}\n"
                "partial_years:\n"
                "  2017-04: {until: 2017-04}\n"
                "  2016: {until: 2016}\n",
                flows, "");
    check_portal(desk.portal, desk.folder);
    assert_slice(&desk, desk_findings(&desk, "2"),
                 "F211 10:3 identites is not known in money; it was refused. "
                 "Did you mean identities?\n"
                 "F211 12:21 programs is not known in the dimensions of the "
                 "data; it was refused. Did you mean program?\n");
    assert_slice(
        &desk, desk_findings(&desk, "3"),
        "F312 11:32 stage chang is not in portal.yaml; nearest: change\n"
        "F302 12:41 \"accrued\" is not a list of two stages, the smaller "
        "first; the "
        "setting was not used\n"
        "F301 13:12 expenditure is missing; the portal needs it: the stage "
        "whose total is the same\n"
        "F302 14:21 \"1\" is not a factor above 1 (5), at most 1000; the "
        "setting was not used\n"
        "F302 16:3 \"2017-04\" is not a year (2017); the setting was not "
        "used\n"
        "F302 17:17 \"2016\" is not a month, quarter or day (2017-04); the "
        "setting was not used\n"
        "N365 1:26 amounts of execution have no currency and are printed as "
        "plain numbers; declare it, as in \"measure\": {\"currency\": "
        "\"USD\"}\n");
    desk_release(&desk);
}

/* --- part years --- */

static const struct table *facts(const struct desk *desk)
{
    return portal_table(desk->portal, ROLE_EXECUTION, NULL);
}

static void parts_of_years(void **state)
{
    struct desk desk;
    struct period y2016 = period_of_year(2016);
    struct period y2017 = period_of_year(2017);
    struct period y2018 = period_of_year(2018);

    (void)state;
    money_write(&desk,
                "partial_years: {2017: {until: 2017-04}, 2018: {until: "
                "2018-04}}\n",
                flows,
                "2016,u,a,9,8\n2017,u,a,9,3\n2018-01,u,a,9,1\n"
                "2018-04,u,a,9,1\n");
    assert_false(money_is_cut(desk.portal, facts(&desk), y2016));
    assert_true(money_is_cut(desk.portal, facts(&desk), y2017));
    /* What is declared is where its months end: nothing else is like it. */
    assert_false(money_is_cut(desk.portal, facts(&desk), y2018));
    assert_int_equal(
        period_compare(money_reach(desk.portal, facts(&desk), y2017),
                       period_of_month(2017, 4)),
        0);
    assert_false(money_years_compare(desk.portal, facts(&desk), y2017, y2016));
    assert_false(money_years_compare(desk.portal, facts(&desk), y2016, y2017));
    assert_true(money_years_compare(desk.portal, facts(&desk), y2017, y2017));
    desk_release(&desk);
}

static void sheet_of(struct sheet *sheet, const char *settings,
                     const char *rows)
{
    memset(sheet, 0, sizeof *sheet);
    money_write(&sheet->desk, settings, flows, rows);
    sheet_open(sheet);
}

static const struct slice whole = {NULL, 0};

static void no_percentage_of_nothing(void **state)
{
    struct sheet sheet;
    struct money_slice slice;
    struct money_reading reading;

    (void)state;
    sheet_of(&sheet, "", "2018,u,a,0,3\n");
    slice = money_slice(&sheet.page, facts(&sheet.desk), ROLE_EXECUTION, whole);
    reading = money_read(&sheet.page, &slice);
    assert_int_equal(reading.share->status, FIGURE_NO_BASE);
    assert_slice(&sheet.desk, page_number(&sheet.page, reading.share),
                 "no base");
    assert_slice(
        &sheet.desk,
        money_sentence_plain(&sheet.page, SLICE("it"), &slice, &reading),
        "it has no budget in 2018 that a share could be taken of.");
    sheet_release(&sheet);
}

static void part_years_are_not_compared(void **state)
{
    static const char rows[] = "2017,u,a,100,30\n2018,u,a,100,90\n";
    struct sheet sheet;
    struct money_slice slice;
    struct money_reading reading;

    (void)state;
    sheet_of(&sheet, "", rows);
    slice = money_slice(&sheet.page, facts(&sheet.desk), ROLE_EXECUTION, whole);
    reading = money_read(&sheet.page, &slice);
    assert_non_null(reading.share_before);
    assert_non_null(reading.points);
    sheet_release(&sheet);

    sheet_of(&sheet,
             "partial_years: {2017: {until: 2017-04, reason: \"So it "
             "is.\"}}\n",
             rows);
    slice = money_slice(&sheet.page, facts(&sheet.desk), ROLE_EXECUTION, whole);
    reading = money_read(&sheet.page, &slice);
    assert_null(reading.share_before);
    assert_null(reading.points);
    assert_null(reading.change);
    assert_slice(&sheet.desk,
                 money_span(&sheet.page, &slice, period_of_year(2017)),
                 "part year, until April 2017");
    assert_slice(&sheet.desk,
                 money_span(&sheet.page, &slice, period_of_year(2018)), "2018");
    assert_slice(
        &sheet.desk,
        money_sentence_plain(&sheet.page, SLICE("it"), &slice, &reading),
        "In 2018, it had accrued 90.0% of its current budget. 2017 is a part "
        "year, until April 2017, and is not compared with whole years: So it "
        "is.");
    sheet_release(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(level_decides),
        cmocka_unit_test(flows_are_read_to_date),
        cmocka_unit_test(level_in_every_period),
        cmocka_unit_test(falls_within_fiscal_years),
        cmocka_unit_test(falls_at_the_level),
        cmocka_unit_test(outliers_by_increment),
        cmocka_unit_test(few_periods),
        cmocka_unit_test(years_that_look_partial),
        cmocka_unit_test(currencies_keep_apart),
        cmocka_unit_test(results_are_published),
        cmocka_unit_test(settings_are_checked),
        cmocka_unit_test(parts_of_years),
        cmocka_unit_test(no_percentage_of_nothing),
        cmocka_unit_test(part_years_are_not_compared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
