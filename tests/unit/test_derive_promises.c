/* What follows from the record of a commitment: lateness, moves, windows,
 * evidence, pillars; and third parties beside the rule. The cut-off is
 * 2017-10-31. */
#include "portal_help.h"

static const char package[] =
    "{'name':'p','resources':["
    "{'name':'plan','path':'plan.csv','role':'plan','schema':{'fields':["
    "{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'parent','type':'string','role':'parent'},"
    "{'name':'level','type':'string','role':'level'}]}},"
    "{'name':'commitments','path':'commitments.csv','role':'commitments',"
    "'schema':{'fields':[{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'announced','type':'string','role':'announced'},"
    "{'name':'deadline','type':'string','role':'deadline'},"
    "{'name':'nodes','type':'string','role':'plan-nodes'},"
    "{'name':'internal','type':'string','role':'internal-deadline'}]}},"
    "{'name':'events','path':'events.csv','role':'commitment-events',"
    "'schema':{'fields':["
    "{'name':'commitment','type':'string','role':'commitment'},"
    "{'name':'date','type':'string','role':'date'},"
    "{'name':'status','type':'string','role':'status'},"
    "{'name':'deadline','type':'string','role':'deadline'},"
    "{'name':'reason','type':'string','role':'reason'},"
    "{'name':'sort','type':'string','role':'reason-kind'},"
    "{'name':'stage','type':'string','role':'stage'},"
    "{'name':'evidence','type':'string','role':'evidence'},"
    "{'name':'internal','type':'string','role':'internal-deadline'}]}},"
    "{'name':'assessments','path':'assessments.csv','role':'assessments',"
    "'schema':{'fields':[{'name':'code','type':'string','role':'code'},"
    "{'name':'assessor','type':'string','role':'assessor'},"
    "{'name':'date','type':'string','role':'date'},"
    "{'name':'commitment','type':'string','role':'commitment'},"
    "{'name':'status','type':'string','role':'status'}]}}]}";

static const char plan[] = "code,label,parent,level\n"
                           "p,x,,plan\n"
                           "1,x,p,axis\n"
                           "1.1,x,1,goal\n"
                           "o,x,,theme\n"
                           "o.1,x,o,goal\n";

static const char commitments[] =
    "code,label,announced,deadline,nodes,internal\n"
    "late,x,2015-03-01,2016-12-31,1.1|o.1|1,\n"
    "early,x,2016-03-01,2016-09-30,p,\n"
    "said,x,2016-03-01,2016-09-30,,\n"
    "seen,x,2016-03-01,2016-09-30,,\n"
    "moved,x,2016-05-01,2018-12-31,,\n"
    "month,x,,2017-11-30,,\n"
    "quarter,x,,2017-12-31,,\n"
    "far,x,,2018-06,,\n"
    "over,x,,2017-09-30,,\n"
    "open,x,,,,\n"
    "gone,x,,2018-06,,\n"
    "held,x,,2018-06-30,,2017-06-30\n"
    "slipped,x,,2018-06-30,,2018-03-31\n";

static const char events[] =
    "commitment,date,status,deadline,reason,sort,stage,evidence,internal\n"
    "late,2017-03-24,achieved,,,,,https://e.example/,\n"
    "early,2016-09-12,achieved,,,,,https://e.example/,\n"
    "said,2016-09-12,achieved,,hard work,,,,\n"
    "seen,2016-09-12,achieved,,,,,,\n"
    "seen,2017-11-12,,,,,,https://e.example/later,\n"
    "moved,2017-03-15,needs-attention,2020-12-31,r,,,,\n"
    "month,2017-01-10,,,,,tabled,,\n"
    "month,2017-05-10,,,,,first-chamber,,\n"
    "month,2017-11-10,,,,,enacted,,\n"
    "over,2017-02-01,on-time,,,,,,\n"
    "gone,2017-02-01,discarded,,too dear,budgetary,,,\n"
    "held,2017-05-01,,,later,,,,2018-01-31\n"
    "held,2017-12-01,,,sooner,,,,2017-07-31\n"
    "slipped,2017-05-01,,,sooner,,,,2017-09-30\n";

static const char assessments[] = "code,assessor,date,commitment,status\n"
                                  "a1,Watch,2017-01-01,late,delayed\n"
                                  "a2,Watch,2017-06-01,late,achieved\n"
                                  "a3,Watch,2017-12-01,late,delayed\n"
                                  "a4,Audit,2017-06-01,early,delayed\n"
                                  "a5,Audit,2017-06-01,over,on-time\n";

static int setup_by(void **state, const char *settings)
{
    struct desk *desk = desk_new();

    DESK_FILL(desk, settings, package, "plan", plan, "commitments", commitments,
              "events", events, "assessments", assessments);
    desk_load(desk);
    *state = desk;
    return 0;
}

static int setup(void **state)
{
    return setup_by(state, PORTAL_HEAD);
}

static int setup_lenient(void **state)
{
    return setup_by(state,
                    PORTAL_HEAD "rules: {achieved_needs_evidence: false}\n");
}

static void assert_cell(struct desk *desk, const char *code, const char *column,
                        const char *text)
{
    assert_string_equal(desk_cell(desk, "derived-commitments", code, column),
                        text);
}

/* 2016-12-31 to 2017-03-24: 31 + 28 + 24 days. */
static void lateness(void **state)
{
    assert_cell(*state, "late", "status", "achieved");
    assert_cell(*state, "late", "completed", "2017-03-24");
    assert_cell(*state, "late", "days_late_done", "83");
    assert_cell(*state, "late", "in_time", "no");
    assert_cell(*state, "early", "days_late_done", "");
    assert_cell(*state, "early", "in_time", "yes");
    assert_cell(*state, "over", "in_time", "");
}

/* 365 days of 2019 and 366 of 2020. */
static void moves(void **state)
{
    assert_cell(*state, "moved", "deadline_moves", "1");
    assert_cell(*state, "moved", "days_moved", "731");
    assert_cell(*state, "late", "deadline_moves", "0");
    assert_cell(*state, "late", "days_moved", "");
}

static void windows(void **state)
{
    assert_cell(*state, "month", "deadline_window", "30-days");
    assert_cell(*state, "quarter", "deadline_window", "90-days");
    assert_cell(*state, "far", "deadline_window", "later");
    assert_cell(*state, "over", "deadline_window", "passed");
    assert_cell(*state, "open", "deadline_window", "none");
    assert_cell(*state, "gone", "deadline_window", "closed");
    assert_cell(*state, "late", "deadline_window", "closed");
}

/* A word is no evidence, nor is what was published after the cut-off. */
static void unproven(void **state)
{
    assert_cell(*state, "early", "rule", "achieved");
    assert_cell(*state, "said", "status", "unproven");
    assert_cell(*state, "said", "rule", "achieved-unproven");
    assert_cell(*state, "said", "declared", "achieved");
    assert_cell(*state, "said", "differs", "yes");
    assert_cell(*state, "said", "completed", "");
    assert_cell(*state, "said", "in_time", "");
    assert_cell(*state, "said", "deadline_window", "passed");
    assert_cell(*state, "seen", "status", "unproven");
}

/* Where portal.yaml says so, the word is taken. */
static void evidence_not_asked(void **state)
{
    struct desk *desk = *state;

    assert_cell(desk, "said", "status", "achieved");
    assert_cell(desk, "said", "rule", "achieved");
    assert_cell(desk, "said", "completed", "2016-09-12");
    assert_cell(desk, "said", "has_evidence", "no");
}

static void account(void **state)
{
    assert_cell(*state, "late", "has_evidence", "yes");
    assert_cell(*state, "early", "has_evidence", "yes");
    assert_cell(*state, "said", "has_evidence", "no");
    assert_cell(*state, "over", "has_evidence", "");
    assert_cell(*state, "over", "explained", "no");
    assert_cell(*state, "over", "differs", "yes");
    assert_cell(*state, "gone", "explained", "yes");
    assert_cell(*state, "gone", "reason_kind", "budgetary");
    assert_cell(*state, "gone", "differs", "no");
    assert_cell(*state, "open", "differs", "");
    /* The last stage before the cut-off. */
    assert_cell(*state, "month", "stage", "first-chamber");
    assert_cell(*state, "late", "announced_year", "2015");
    assert_cell(*state, "open", "announced_year", "");
}

/* The highest nodes that are not the whole plan, each once. */
static void pillars(void **state)
{
    assert_cell(*state, "late", "pillar", "1|o");
    assert_cell(*state, "early", "pillar", "p");
    assert_cell(*state, "open", "pillar", "");
}

static void assert_assessment(struct desk *desk, const char *code,
                              const char *counts, const char *as_by_rule,
                              const char *as_declared)
{
    const char *table = "derived-assessments";

    assert_string_equal(desk_cell(desk, table, code, "counts"), counts);
    assert_string_equal(desk_cell(desk, table, code, "as_by_rule"), as_by_rule);
    assert_string_equal(desk_cell(desk, table, code, "as_declared"),
                        as_declared);
}

/* The last word of each until the cut-off counts. */
static void third_parties(void **state)
{
    assert_assessment(*state, "a1", "no", "no", "no");
    assert_assessment(*state, "a2", "yes", "yes", "yes");
    assert_assessment(*state, "a3", "no", "no", "no");
    assert_assessment(*state, "a4", "yes", "no", "no");
    /* The rule says delayed, those in charge and the auditor on time. */
    assert_assessment(*state, "a5", "yes", "no", "yes");
}

/* The last move until the cut-off counts; what came later does not. */
static void internal_moves(void **state)
{
    assert_cell(*state, "held", "status", "on-time");
    assert_cell(*state, "held", "rule", "within-deadline");
    assert_cell(*state, "slipped", "status", "needs-attention");
    assert_cell(*state, "slipped", "rule", "internal-passed");
    assert_cell(*state, "slipped", "deadline_moves", "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(internal_moves, setup, desk_free),
        cmocka_unit_test_setup_teardown(lateness, setup, desk_free),
        cmocka_unit_test_setup_teardown(moves, setup, desk_free),
        cmocka_unit_test_setup_teardown(windows, setup, desk_free),
        cmocka_unit_test_setup_teardown(unproven, setup, desk_free),
        cmocka_unit_test_setup_teardown(evidence_not_asked, setup_lenient,
                                        desk_free),
        cmocka_unit_test_setup_teardown(account, setup, desk_free),
        cmocka_unit_test_setup_teardown(pillars, setup, desk_free),
        cmocka_unit_test_setup_teardown(third_parties, setup, desk_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
