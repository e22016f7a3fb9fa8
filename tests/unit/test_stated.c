/*
 * What sources state about their own numbers. The numbers are from the tables
 * of revenue and execution in IDB's report on Guatemala where they are real;
 * bounds were worked out by hand.
 */
#include "portal_help.h"

#include "check/bounds.h"
#include "check/check.h"

static const char package[] =
    "{\"name\":\"p\",\"resources\":["
    "{\"name\":\"taxes\",\"path\":\"taxes.csv\",\"role\":\"classifier\","
    "\"dimension\":\"tax\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"parent\",\"type\":\"string\",\"role\":\"parent\"}"
    "]}},"
    "{\"name\":\"revenue\",\"path\":\"revenue.csv\",\"role\":\"revenue\","
    "\"totals\":{\"field\":\"row\",\"equals\":[\"total\"]},"
    "\"schema\":{\"fields\":["
    "{\"name\":\"tax\",\"type\":\"string\",\"role\":\"dimension\","
    "\"dimension\":\"tax\"},"
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"collected\",\"type\":\"number\",\"role\":\"amount\","
    "\"stage\":\"accrued\",\"accumulation\":\"to-date\"},"
    "{\"name\":\"planned\",\"type\":\"number\",\"role\":\"amount\","
    "\"stage\":\"in-force\",\"accumulation\":\"level\"},"
    "{\"name\":\"share\",\"type\":\"number\",\"role\":\"stated\","
    "\"statement\":{\"kind\":\"share\",\"of\":[\"accrued\",\"in-force\"]}},"
    "{\"name\":\"difference\",\"type\":\"number\",\"role\":\"stated\","
    "\"statement\":{\"kind\":\"difference\",\"measure\":\"accrued\","
    "\"from\":\"2016\"}},"
    "{\"name\":\"change\",\"type\":\"number\",\"role\":\"stated\","
    "\"statement\":{\"kind\":\"change\",\"measure\":\"accrued\","
    "\"from\":\"2016\"}},"
    "{\"name\":\"row\",\"type\":\"string\"}"
    "]}},"
    "{\"name\":\"indicators\",\"path\":\"indicators.csv\","
    "\"role\":\"indicators\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"direction\",\"type\":\"string\",\"role\":\"direction\"},"
    "{\"name\":\"baseline\",\"type\":\"number\",\"role\":\"baseline\"}"
    "]}},"
    "{\"name\":\"observations\",\"path\":\"observations.csv\","
    "\"role\":\"observations\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"indicator\",\"type\":\"string\",\"role\":\"indicator\"},"
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"value\",\"type\":\"number\",\"role\":\"value\"},"
    "{\"name\":\"change\",\"type\":\"number\",\"role\":\"stated\","
    "\"statement\":{\"kind\":\"change\"}}"
    "]}},"
    "{\"name\":\"targets\",\"path\":\"targets.csv\",\"role\":\"targets\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"indicator\",\"type\":\"string\",\"role\":\"indicator\"},"
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"value\",\"type\":\"number\",\"role\":\"value\"},"
    "{\"name\":\"kind\",\"type\":\"string\",\"role\":\"kind\"},"
    "{\"name\":\"change\",\"type\":\"number\",\"role\":\"stated-change\"}"
    "]}},"
    "{\"name\":\"goals\",\"path\":\"goals.csv\",\"role\":\"targets\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"indicator\",\"type\":\"string\",\"role\":\"indicator\"},"
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"value\",\"type\":\"number\",\"role\":\"value\"},"
    "{\"name\":\"change\",\"type\":\"number\","
    "\"role\":\"stated-change-percent\"}"
    "]}}"
    "]}";

#define REVENUE "tax,period,collected,planned,share,difference,change,row\n"
#define OBSERVATIONS "indicator,period,value,change\n"
#define TARGETS "indicator,period,value,kind,change\n"
#define GOALS "indicator,period,value,change\n"

static int setup(void **state)
{
    struct desk *desk = desk_new();

    DESK_FILL(desk, PORTAL_HEAD, package, "taxes",
              "code,label,parent\nvat,V,\nhome,H,vat\nabroad,A,vat\n"
              "income,I,\n",
              "indicators",
              "code,label,direction,baseline\ni,I,decrease,41.7\n"
              "n,N,increase,\n",
              "revenue", REVENUE, "observations", OBSERVATIONS, "targets",
              TARGETS, "goals", GOALS);
    *state = desk;
    return 0;
}

static void assert_found(struct desk *desk, const char *expected)
{
    desk_load(desk);
    check_portal(desk->portal, desk->folder);
    assert_slice(desk, desk_findings(desk, "43"), expected);
}

static void totals_agree(void **state)
{
    struct desk *desk = *state;

    desk_write(desk, "data/p/revenue.csv",
               REVENUE "home,2017,10.25,,,,,\nabroad,2017,5.5,,,,,\n"
                       "income,2017,1.25,,,,,\nvat,2017,15.75,,,,,total\n"
                       ",2017,17.0,,,,,total\n,2017,17,,,,,total\n");
    assert_found(desk, "");
}

static void totals_within_rounding(void **state)
{
    struct desk *desk = *state;

    /* Two parts of one decimal leave 0.1 open, the total itself 0.05. */
    desk_write(desk, "data/p/revenue.csv",
               REVENUE "home,2017,10.2,,,,,\nabroad,2017,5.5,,,,,\n"
                       ",2017,15.8,,,,,total\n,2017,15.85,,,,,total\n"
                       ",2017,15.86,,,,,total\n");
    assert_found(desk,
                 "N432 3:3 accrued 2017: the source states 15.8, its parts "
                 "add up to 15.7: within rounding\n"
                 "W431 4:3 accrued 2017: the source states 15.85, its parts "
                 "add up to 15.7; both are published\n"
                 "W431 5:3 accrued 2017: the source states 15.86, its parts "
                 "add up to 15.7; both are published\n");
}

static void totals_disagree(void **state)
{
    struct desk *desk = *state;

    desk_write(desk, "data/p/revenue.csv",
               REVENUE "home,2017,10,,,,,\nabroad,2017,5,,,,,\n"
                       "vat,2017,25,,,,,total\nincome,2017,3,,,,,total\n");
    assert_found(desk,
                 "W431 3:3 accrued 2017 tax=vat: the source states 25, its "
                 "parts add up to 15; both are published\n"
                 "N437 4:3 accrued 2017 tax=income: the source states 3, but "
                 "nothing is there to compare it with\n");
}

static void shares(void **state)
{
    struct desk *desk = *state;

    /* 7009.69 / 10570.52 = 66.3136 %; 11.03 / 20.69 = 53.3108 %, and at most
     * 11.035 / 20.685 = 53.3478 %, which 53.33 may stand for. */
    desk_write(desk, "data/p/revenue.csv",
               REVENUE "home,2017,7009.69,10570.52,66.31,,,\n"
                       "abroad,2017,11.03,20.69,53.33,,,\n"
                       "income,2017,11.03,20.69,53.36,,,\n"
                       "home,2016,5,0,1,,,\nabroad,2016,5,,1,,,\n");
    assert_found(desk,
                 "N436 2:5 share 2017 tax=abroad: the source states 53.33 %, "
                 "its own figures give 53.31 %: within rounding\n"
                 "W433 3:5 share 2017 tax=income: the source states 53.36 %, "
                 "its own figures give 53.31 %; both are published\n"
                 "N437 4:5 share 2016 tax=home: the source states 1, but "
                 "nothing is there to compare it with\n"
                 "N437 5:5 share 2016 tax=abroad: the source states 1, but "
                 "nothing is there to compare it with\n");
}

static void differences_and_changes(void **state)
{
    struct desk *desk = *state;

    /* 71.8; 1683.05 - 1611.15 = 71.9 at most, 71.7 at least; 4.4563 %.
     * 0.1 to 0.8 is 700 %, and 0.85 / 0.05 - 1 = 1600 % at most. */
    desk_write(desk, "data/p/revenue.csv",
               REVENUE "income,2016,1611.2,,,,,\n"
                       "income,2017,1683.0,,,71.7,4.5,\n"
                       "home,2016,0.1,,,,,\n"
                       "home,2017,0.8,,,0.7,570.1,\n"
                       ",2016,100.0,,,,,total\n"
                       ",2017,110.0,,,12.0,10.0,total\n"
                       "abroad,2017,5.0,,,1.0,9,\n");
    assert_found(desk, "N435 2:6 difference 2017 tax=income: the source states "
                       "a change of 71.7, its own figures give 71.8: within "
                       "rounding\n"
                       "N435 4:7 change 2017 tax=home: the source states a "
                       "change of 570.1, its own figures give 700.0: within "
                       "rounding\n"
                       "W431 5:3 accrued 2016: the source states 100.0, its "
                       "parts add up to 1611.3; both are published\n"
                       "W431 6:3 accrued 2017: the source states 110.0, its "
                       "parts add up to 1688.8; both are published\n"
                       "W434 6:6 difference 2017: the source states a change "
                       "of 12.0, its own figures give 10.0; both are "
                       "published\n"
                       "N437 7:6 difference 2017 tax=abroad: the source states "
                       "1.0, but nothing is there to compare it with\n"
                       "N437 7:7 change 2017 tax=abroad: the source states 9, "
                       "but nothing is there to compare it with\n");
}

static void observations(void **state)
{
    struct desk *desk = *state;

    /* 28.2 / 33.6 = -16.07 %; 28.25 / 33.55 = -15.80 % at most. 31.1 / 28.2 =
     * +10.28 %. The last one is against 2011, not against the row above. */
    desk_write(desk, "data/p/observations.csv",
               OBSERVATIONS "i,2009,33.6,\ni,2010,28.2,-15.9\n"
                            "i,2012,15.55,-50.0\ni,2011,31.1,10\n"
                            "i,2013,20.00,20\nn,2013,5,1\n");
    assert_found(desk,
                 "N435 2:4 change i 2010: the source states a change of -15.9, "
                 "its own figures give -16.1: within rounding\n"
                 "W434 5:4 change i 2013: the source states a change of 20, "
                 "its own figures give 29; both are published\n"
                 "N437 6:4 change n 2013: the source states 1, but nothing is "
                 "there to compare it with\n");
}

static void targets(void **state)
{
    struct desk *desk = *state;

    /* From 41.7; 31.7 is 10 points less, or 23.98 percent. */
    desk_write(desk, "data/p/targets.csv",
               TARGETS "i,2019,31.7,absolute,-10\ni,2020,30.7,absolute,-10\n"
                       "i,2021,-10,relative,-10\nn,2019,5,absolute,1\n");
    desk_write(desk, "data/p/goals.csv",
               GOALS "i,2019,31.7,-24\ni,2020,31.7,-10\n");
    assert_found(
        desk,
        "W434 2:5 stated_change i 2020: the source states a change of -10, "
        "its own figures give -11.0; both are published\n"
        "N437 4:5 stated_change n 2019: the source states 1, but nothing "
        "is there to compare it with\n"
        "W434 2:4 stated_change_percent i 2020: the source states a change of "
        "-10, "
        "its own figures give -24; both are published\n");
}

static struct amount amount(const char *text)
{
    struct amount value;

    assert_int_equal(
        amount_parse(slice_of(text), (struct amount_format){'.', 0}, &value),
        AMOUNT_OK);
    return value;
}

static void bounds(void **state)
{
    struct bounds a, b, out;

    (void)state;
    assert_true(bounds_of(amount("-12.5"), &a));
    assert_int_equal(amount_compare(a.low, amount("-12.55")), 0);
    assert_int_equal(amount_compare(a.high, amount("-12.45")), 0);
    assert_true(bounds_of_sum(amount("100"), 1, 3, &a));
    assert_int_equal(amount_compare(a.low, amount("99.85")), 0);
    assert_int_equal(amount_compare(a.high, amount("100.15")), 0);
    /* A denominator that may be zero leaves everything open. */
    assert_true(bounds_of(amount("0.0"), &b));
    assert_false(bounds_percent(a, b, &out));
    /* Both negative: -4 / -2 lies between 3.5 / 2.5 and 4.5 / 1.5. */
    assert_true(bounds_of(amount("-4"), &a));
    assert_true(bounds_of(amount("-2"), &b));
    assert_true(bounds_percent(a, b, &out));
    assert_int_equal(amount_compare(out.low, amount("140")), 0);
    assert_int_equal(amount_compare(out.high, amount("300")), 0);
    assert_true(bounds_subtract(a, b, &out));
    assert_int_equal(amount_compare(out.low, amount("-3")), 0);
    assert_int_equal(amount_compare(out.high, amount("-1")), 0);
    assert_true(bounds_of(amount("12.6"), &a));
    assert_true(bounds_of(amount("12.5"), &b));
    assert_true(bounds_meet(a, b));
    assert_true(bounds_of(amount("12.7"), &a));
    assert_false(bounds_meet(a, b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(totals_agree, setup, desk_free),
        cmocka_unit_test_setup_teardown(totals_within_rounding, setup,
                                        desk_free),
        cmocka_unit_test_setup_teardown(totals_disagree, setup, desk_free),
        cmocka_unit_test_setup_teardown(shares, setup, desk_free),
        cmocka_unit_test_setup_teardown(differences_and_changes, setup,
                                        desk_free),
        cmocka_unit_test_setup_teardown(observations, setup, desk_free),
        cmocka_unit_test_setup_teardown(targets, setup, desk_free),
        cmocka_unit_test(bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
