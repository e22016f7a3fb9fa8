/* Statuses by rule: every rule of model/derive.h, and what goes before what. */
#include "portal_help.h"

static const char package[] =
    "{\"name\":\"p\",\"resources\":["
    "{\"name\":\"commitments\",\"path\":\"commitments.csv\","
    "\"role\":\"commitments\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"status\",\"type\":\"string\",\"role\":\"status\"},"
    "{\"name\":\"done\",\"type\":\"number\",\"role\":\"progress\"},"
    "{\"name\":\"deadline\",\"type\":\"string\",\"role\":\"deadline\"},"
    "{\"name\":\"internal\",\"type\":\"string\","
    "\"role\":\"internal-deadline\"}"
    "]}},"
    "{\"name\":\"events\",\"path\":\"events.csv\","
    "\"role\":\"commitment-events\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"commitment\",\"type\":\"string\",\"role\":\"commitment\"},"
    "{\"name\":\"date\",\"type\":\"string\",\"role\":\"date\"},"
    "{\"name\":\"status\",\"type\":\"string\",\"role\":\"status\"},"
    "{\"name\":\"deadline\",\"type\":\"string\",\"role\":\"deadline\"},"
    "{\"name\":\"reason\",\"type\":\"string\",\"role\":\"reason\"}"
    "]}},"
    "{\"name\":\"indicators\",\"path\":\"indicators.csv\","
    "\"role\":\"indicators\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"direction\",\"type\":\"string\",\"role\":\"direction\"},"
    "{\"name\":\"baseline\",\"type\":\"number\",\"role\":\"baseline\"},"
    "{\"name\":\"since\",\"type\":\"string\",\"role\":\"baseline-period\"}"
    "]}},"
    "{\"name\":\"observations\",\"path\":\"observations.csv\","
    "\"role\":\"observations\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"indicator\",\"type\":\"string\",\"role\":\"indicator\"},"
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"territory\",\"type\":\"string\",\"role\":\"territory\"},"
    "{\"name\":\"Sex\",\"type\":\"string\","
    "\"role\":\"disaggregation\"},"
    "{\"name\":\"Age group\",\"type\":\"string\","
    "\"role\":\"disaggregation\"},"
    "{\"name\":\"value\",\"type\":\"number\",\"role\":\"value\"}"
    "]}},"
    "{\"name\":\"targets\",\"path\":\"targets.csv\",\"role\":\"targets\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"indicator\",\"type\":\"string\",\"role\":\"indicator\"},"
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"value\",\"type\":\"number\",\"role\":\"value\"},"
    "{\"name\":\"kind\",\"type\":\"string\",\"role\":\"kind\"}"
    "]}}"
    "]}";

/* The cut-off is 2017-10-31. */
static const char commitments[] = "code,label,status,done,deadline,internal\n"
                                  "none,x,,,,\n"
                                  "open,x,,,2018-01,\n"
                                  "today,x,,,2017-10-31,\n"
                                  "late,x,,,2017-10-30,\n"
                                  "late-month,x,,,2017-09,\n"
                                  "internal,x,,,2018-01,2017-10-01\n"
                                  "late-both,x,,,2017-10-01,2017-09-01\n"
                                  "declared,x,needs-attention,,2018-01,\n"
                                  "declared-late,x,on-time,,2017-10-01,\n"
                                  "done-late,x,achieved,,2017-10-01,\n"
                                  "given-up,x,discarded,,2017-10-01,\n"
                                  "own-word,x,en curso,,2018-01,\n"
                                  "undone,x,achieved,,2018-01,\n"
                                  "moved,x,,,2017-06,\n"
                                  "moved-twice,x,,,2017-06,\n"
                                  "future,x,on-time,,2018-01,\n"
                                  "same-day,x,,,2018-01,\n"
                                  "complete,x,,100,2017-10-01,\n"
                                  "partly,x,,99.9,2017-10-01,\n"
                                  "disputed,x,delayed,100,2018-01,\n"
                                  "undecided,x,,100,2018-01,\n"
                                  "undated,x,,40,,\n"
                                  "shown,x,,,2017-10-01,\n";

static const char events[] = "commitment,date,status,deadline,reason\n"
                             "undone,2017-03-01,delayed,,r\n"
                             "undone,2017-02-01,achieved,,\n"
                             "moved,2017-05-01,delayed,2018-06,r\n"
                             "moved-twice,2017-05-01,on-time,2017-08,\n"
                             "moved-twice,2017-04-01,on-time,2018-12,\n"
                             "future,2017-11-01,discarded,,r\n"
                             "same-day,2017-05-01,delayed,,r\n"
                             "same-day,2017-05-01,achieved,,\n"
                             "undecided,2017-05-01,needs-attention,,\n"
                             "shown,2017-06-01,,,\n"
                             "done-late,2017-06-01,,,\n";

static const char indicators[] = "code,label,direction,baseline,since\n"
                                 "no-target,x,increase,10,2014\n"
                                 "no-data,x,increase,10,2016\n"
                                 "no-direction,x,,10,2014\n"
                                 "met,x,increase,10,2014\n"
                                 "not-met,x,decrease,10,2014\n"
                                 "on-path,x,increase,10,2014\n"
                                 "off-path,x,increase,10,2014\n"
                                 "no-baseline,x,increase,,\n"
                                 "undated,x,increase,10,2014\n"
                                 "relative,x,decrease,40,2014\n"
                                 "next,x,increase,10,2014\n"
                                 "inside,x,increase,10,2014\n"
                                 "keep,x,keep,10,2014\n"
                                 "regional,x,increase,10,2014\n"
                                 "grouped,x,increase,10,2014\n";

static const char observations[] =
    "indicator,period,territory,Sex,Age group,value\n"
    "no-target,2016,,,,11\n"
    "no-data,2016,,,,10\n"
    "no-direction,2016,,,,11\n"
    "met,2015,,,,5\n"
    "met,2016,,,,20\n"
    "not-met,2016,,,,9\n"
    "on-path,2016,,,,15\n"
    "off-path,2016,,,,14.9\n"
    "no-baseline,2016,,,,15\n"
    "undated,2016,,,,15\n"
    "relative,2016,,,,30\n"
    "next,2016,,,,15\n"
    "inside,2018-06,,,,15\n"
    "keep,2016,,,,10\n"
    "regional,2015,,,,12\n"
    "regional,2016,north,,,99\n"
    "grouped,2015,,,,40\n"
    "grouped,2016,,female,,60\n"
    "grouped,2016,,,65+,70\n";

/* 731 of the 1461 days from 2014-12-31 to 2018-12-31 have passed in 2016. */
static const char targets[] = "indicator,period,value,kind\n"
                              "no-data,2018,20,\n"
                              "grouped,2016,50,\n"
                              "no-direction,2018,20,\n"
                              "met,2016,20,\n"
                              "not-met,2017-06,8,\n"
                              "on-path,2018,19.99,\n"
                              "off-path,2018,20,\n"
                              "no-baseline,2018,20,\n"
                              "undated,,20,\n"
                              "relative,2017,-25,relative\n"
                              "next,2019,30,\n"
                              "next,2016,16,\n"
                              "next,2018,20,\n"
                              "inside,2018,14,\n"
                              "inside,2020,99,\n"
                              "keep,2016,10,\n"
                              "regional,2016,12,\n";

static int setup(void **state)
{
    struct desk *desk = desk_new();

    DESK_FILL(desk, PORTAL_HEAD "rules: {achieved_needs_evidence: false}\n",
              package, "commitments", commitments, "events", events,
              "indicators", indicators, "observations", observations, "targets",
              targets);
    desk_load(desk);
    *state = desk;
    return 0;
}

static void assert_commitment(struct desk *desk, const char *code,
                              const char *status, const char *rule,
                              const char *days_late)
{
    const char *table = "derived-commitments";

    assert_string_equal(desk_cell(desk, table, code, "status"), status);
    assert_string_equal(desk_cell(desk, table, code, "rule"), rule);
    assert_string_equal(desk_cell(desk, table, code, "days_late"), days_late);
    assert_string_equal(desk_cell(desk, table, code, "as_of"), "2017-10-31");
}

static void deadlines(void **state)
{
    assert_commitment(*state, "none", "no-deadline", "no-deadline", "");
    assert_commitment(*state, "open", "on-time", "within-deadline", "");
    assert_commitment(*state, "today", "on-time", "within-deadline", "");
    assert_commitment(*state, "late", "delayed", "deadline-passed", "1");
    assert_commitment(*state, "late-month", "delayed", "deadline-passed", "31");
    assert_commitment(*state, "internal", "needs-attention", "internal-passed",
                      "");
    assert_commitment(*state, "late-both", "delayed", "deadline-passed", "30");
}

static void declared(void **state)
{
    assert_commitment(*state, "declared", "needs-attention", "declared", "");
    assert_commitment(*state, "declared-late", "delayed", "deadline-passed",
                      "30");
    assert_commitment(*state, "done-late", "achieved", "achieved", "");
    assert_commitment(*state, "given-up", "discarded", "discarded", "");
    /* A word of the source's own decides nothing, and is kept. */
    assert_commitment(*state, "own-word", "on-time", "within-deadline", "");
    assert_string_equal(
        desk_cell(*state, "derived-commitments", "own-word", "declared"),
        "en curso");
}

static void events_decide(void **state)
{
    struct desk *desk = *state;
    const char *table = "derived-commitments";

    assert_commitment(desk, "undone", "delayed", "declared", "");
    assert_string_equal(desk_cell(desk, table, "undone", "changed"),
                        "2017-03-01");
    assert_commitment(desk, "moved", "delayed", "declared", "");
    assert_string_equal(desk_cell(desk, table, "moved", "deadline"), "2018-06");
    /* The last move counts, not the last row: 61 days after 2017-08-31. */
    assert_commitment(desk, "moved-twice", "delayed", "deadline-passed", "61");
    assert_string_equal(desk_cell(desk, table, "moved-twice", "deadline"),
                        "2017-08");
    /* Not known yet at the cut-off. */
    assert_commitment(desk, "future", "on-time", "declared", "");
    assert_commitment(desk, "same-day", "achieved", "achieved", "");
}

/* Where nobody gave a status, 100 % is one; less goes on by deadlines. */
static void progress(void **state)
{
    assert_commitment(*state, "complete", "achieved", "progress", "");
    assert_commitment(*state, "partly", "delayed", "deadline-passed", "30");
    assert_commitment(*state, "disputed", "delayed", "declared", "");
    assert_commitment(*state, "undecided", "needs-attention", "declared", "");
    assert_commitment(*state, "undated", "no-deadline", "no-deadline", "");
    assert_string_equal(
        desk_cell(*state, "derived-commitments", "partly", "progress"), "99.9");
}

/* An event without a status changes nothing. */
static void evidence(void **state)
{
    const char *table = "derived-commitments";

    assert_commitment(*state, "shown", "delayed", "deadline-passed", "30");
    assert_string_equal(desk_cell(*state, table, "shown", "declared"), "");
    assert_string_equal(desk_cell(*state, table, "shown", "changed"), "");
    assert_commitment(*state, "done-late", "achieved", "achieved", "");
}

static void assert_indicator(struct desk *desk, const char *code,
                             const char *status, const char *target,
                             const char *expected)
{
    const char *table = "derived-indicators";

    assert_string_equal(desk_cell(desk, table, code, "status"), status);
    assert_string_equal(desk_cell(desk, table, code, "target_value"), target);
    assert_string_equal(desk_cell(desk, table, code, "expected_value"),
                        expected);
}

static void indicator_statuses(void **state)
{
    assert_indicator(*state, "no-target", "no-target", "", "");
    assert_indicator(*state, "no-data", "no-data", "20", "");
    assert_indicator(*state, "no-direction", "no-direction", "20", "");
    assert_indicator(*state, "met", "met", "20", "");
    assert_indicator(*state, "not-met", "not-met", "8", "");
    /* 10 + 9.99 * 731 / 1461 and 10 + 10 * 731 / 1461, bc -l */
    assert_indicator(*state, "on-path", "on-path", "19.99", "14.99841889117");
    assert_indicator(*state, "off-path", "off-path", "20", "15.003422313484");
    assert_indicator(*state, "no-baseline", "no-baseline", "20", "");
}

static void indicator_targets(void **state)
{
    struct desk *desk = *state;

    assert_indicator(desk, "undated", "no-target", "", "");
    /* 40 less 25 percent. 731 of 1096 days: 40 - 10 * 731 / 1096 */
    assert_indicator(desk, "relative", "on-path", "30.000000000000",
                     "33.330291970803");
    /* Of three targets the first that is not before the last value. */
    assert_indicator(desk, "next", "not-met", "16", "");
    /* The target for 2018 is due after a value of June 2018. */
    assert_string_equal(
        desk_cell(desk, "derived-indicators", "inside", "target_value"), "14");
    assert_indicator(desk, "keep", "met", "10", "");
    /* A region's value is not the country's. */
    assert_indicator(desk, "regional", "met", "12", "");
}

/* Values of groups are kept under their own names and decide nothing. */
static void groups(void **state)
{
    struct desk *desk = *state;
    const struct table *table =
        portal_table(desk->portal, ROLE_OBSERVATIONS, NULL);
    const struct column *total = table_column(table, SLICE("is_total"));
    const struct row_list *rows =
        table_rows_by(table, "indicator", SLICE("grouped"));
    static const char *const totals[] = {"yes", "no", "no"};

    assert_indicator(desk, "grouped", "not-met", "50", "");
    assert_string_equal(
        desk_cell(desk, "derived-indicators", "grouped", "last_value"), "40");
    assert_non_null(table_column(table, SLICE("sex")));
    assert_non_null(table_column(table, SLICE("age_group")));
    assert_non_null(total);
    assert_int_equal(rows->count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(slice_equal_text(
            row_at(table, rows, i)->cells[column_index(table, total)].text,
            totals[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(deadlines, setup, desk_free),
        cmocka_unit_test_setup_teardown(declared, setup, desk_free),
        cmocka_unit_test_setup_teardown(events_decide, setup, desk_free),
        cmocka_unit_test_setup_teardown(indicator_statuses, setup, desk_free),
        cmocka_unit_test_setup_teardown(indicator_targets, setup, desk_free),
        cmocka_unit_test_setup_teardown(progress, setup, desk_free),
        cmocka_unit_test_setup_teardown(evidence, setup, desk_free),
        cmocka_unit_test_setup_teardown(groups, setup, desk_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
