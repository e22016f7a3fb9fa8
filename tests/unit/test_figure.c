/*
 * Figures over a small portal. Sums are added by hand from the rows below; ids
 * are from sha256sum and base32 over the canonical text.
 */
#include "portal_help.h"

#include "figure/address.h"
#include "figure/print.h"

static const char package[] =
    "{\"name\":\"p\",\"resources\":["
    "{\"name\":\"programs\",\"path\":\"programs.csv\","
    "\"role\":\"programs\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"parent\",\"type\":\"string\",\"role\":\"parent\"}"
    "]}},"
    "{\"name\":\"execution\",\"path\":\"execution.csv\","
    "\"role\":\"execution\",\"measure\":{\"currency\":\"USD\","
    "\"multiplier\":0},"
    "\"schema\":{\"fields\":["
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"program\",\"type\":\"string\",\"role\":\"dimension\","
    "\"dimension\":\"program\"},"
    "{\"name\":\"territory\",\"type\":\"string\",\"role\":\"dimension\","
    "\"dimension\":\"territory\"},"
    "{\"name\":\"in_force\",\"type\":\"number\",\"role\":\"amount\","
    "\"stage\":\"in-force\",\"accumulation\":\"level\"},"
    "{\"name\":\"accrued\",\"type\":\"number\",\"role\":\"amount\","
    "\"stage\":\"accrued\",\"missing\":{\"-\":\"not-applicable\","
    "\"n.d.\":\"not-reported\"}},"
    "{\"name\":\"paid\",\"type\":\"number\",\"role\":\"amount\","
    "\"stage\":\"paid\",\"accumulation\":\"to-date\","
    "\"missing\":{\"-\":\"not-applicable\",\"n.d.\":\"not-reported\"}}"
    "]}},"
    "{\"name\":\"indicators\",\"path\":\"indicators.csv\","
    "\"role\":\"indicators\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"unit\",\"type\":\"string\",\"role\":\"unit\"},"
    "{\"name\":\"decimals\",\"type\":\"integer\",\"role\":\"decimals\"}"
    "]}},"
    "{\"name\":\"observations\",\"path\":\"observations.csv\","
    "\"role\":\"observations\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"indicator\",\"type\":\"string\",\"role\":\"indicator\"},"
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"value\",\"type\":\"number\",\"role\":\"value\"}"
    "]}},"
    "{\"name\":\"grants\",\"path\":\"grants.csv\",\"role\":\"register\","
    "\"status\":\"provisional\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"date\",\"type\":\"string\",\"role\":\"date\"},"
    "{\"name\":\"program\",\"type\":\"string\",\"role\":\"program\"},"
    "{\"name\":\"size\",\"type\":\"number\",\"unit\":\"m2\","
    "\"missing\":{\"n.d.\":\"not-reported\"}}"
    "]}}"
    "]}";

static const char execution[] =
    "period,program,territory,in_force,accrued,paid\n"
    "2017-01,a1,north,100.0,10.25,10.25\n"
    "2017-01,a2,north,50.0,5.5,n.d.\n"
    "2017-01,b,south,30.0,-,-\n"
    "2017-02,a1,north,100.0,20.5,30.75\n"
    "2017-02,a2,south,60.0,,n.d.\n"
    "2017-02,b,south,30.0,0,0\n"
    "2017-02,a,north,1.0,1.00,1.00\n";

struct bench {
    struct desk desk;
    struct figures figures;
};

static int setup(void **state)
{
    struct bench *bench = calloc(1, sizeof(*bench));

    if (bench == NULL)
        return -1;
    DESK_FILL(&bench->desk,
              PORTAL_HEAD "display: {USD: {multiplier: 3, decimals: 2}}\n"
                          "constants: {pace_months: 10, quarter: 0.25}\n",
              package, "programs",
              "code,label,parent\na,A,\na1,A1,a\na2,A2,a\nb,B,\n", "execution",
              execution, "indicators",
              "code,label,unit,decimals\ni,I,%,1\nk,K,homes,0\n",
              "observations",
              "indicator,period,value\ni,2016,31.5\ni,2017,30.0\nk,2017,7\n",
              "grants",
              "code,label,date,program,size\n"
              "g1,G1,2017-01-31,a1,10\n"
              "g2,G2,2017-03-01,a2,4.5\n"
              "g3,G3,2017-02-28,b,n.d.\n"
              "g4,G4,2017-12-31,a1,-3\n");
    desk_load(&bench->desk);
    assert_slice(&bench->desk, desk_findings(&bench->desk, ""), "");
    figures_init(&bench->figures, bench->desk.portal, &bench->desk.arena,
                 &bench->desk.diagnostics);
    *state = bench;
    return 0;
}

static int teardown(void **state)
{
    struct bench *bench = *state;

    desk_release(&bench->desk);
    free(bench);
    return 0;
}

static const struct figure *ask(struct bench *bench, const char *text)
{
    const struct figure *figure =
        figure_expression(&bench->figures, slice_of(text));

    assert_non_null(figure);
    return figure;
}

static void assert_value(struct bench *bench, const char *text,
                         const char *expected)
{
    const struct figure *figure = ask(bench, text);

    assert_string_equal(figure_status_name(figure->status), "present");
    assert_slice(&bench->desk,
                 desk_amount(&bench->desk, amount_reduce(figure->value)),
                 expected);
}

static void assert_status(struct bench *bench, const char *text,
                          const char *expected)
{
    assert_string_equal(figure_status_name(ask(bench, text)->status), expected);
}

/* Asks, and compares what was found since. */
static void assert_fault(struct bench *bench, const char *text,
                         const char *expected)
{
    bench->desk.diagnostics.count = 0;
    (void)figure_expression(&bench->figures, slice_of(text));
    assert_slice(&bench->desk, desk_findings(&bench->desk, ""), expected);
    bench->desk.diagnostics.count = 0;
}

static void sums(void **state)
{
    struct bench *b = *state;

    assert_value(b, "sum(execution,accrued,)", "37.25");
    assert_value(b, "sum(execution,accrued,program=a1)", "30.75");
    assert_value(b, "sum(execution,accrued,program=a)", "1");
    assert_value(b, "sum(execution,accrued,program<a)", "37.25");
    assert_value(b, "sum(execution,accrued,program<a;period=2017-01)", "15.75");
    assert_value(b, "sum(execution,accrued,program=a1|b)", "30.75");
    assert_value(b, "sum(execution,accrued,program<a|a1)", "37.25");
    assert_value(b, "sum(execution,accrued,program<a;territory=north)",
                 "37.25");
    assert_value(b, "sum(execution,accrued,period=2017-01..2017-02)", "37.25");
    assert_value(b, "sum(execution,accrued,period=2017)", "37.25");
    assert_value(b, "count(execution,accrued,)", "5");
    assert_value(b, "count(execution,*,)", "7");
    assert_value(b, "codes(execution,program,)", "4");
    assert_value(b, "codes(execution,program,territory=north)", "3");
    assert_value(b, "codes(execution,program,period=2017-01)", "3");
    assert_value(b, "codes(execution,territory,program<a)", "2");
    assert_value(b, "codes(execution,territory,program=a2|b;period=2017-02)",
                 "1");
    assert_value(b, "codes(execution,territory,program=a;period=2017-01)", "0");
    assert_fault(b, "codes(grants,program,)",
                 "F401 0:0 \"codes(grants,program,)\" is not a figure: codes "
                 "are counted in facts only\n");
    assert_value(b, "value(execution,accrued,program=a)", "1");
    assert_fault(b, "value(execution,accrued,program=a1)",
                 "F407 0:0 value(execution,accrued,program=a1) matches 2 rows "
                 "where a value is one; say which: they differ in period\n");
    assert_int_equal(ask(b, "sum(execution,accrued,)")->rows, 7);
    assert_int_equal(ask(b, "sum(execution,accrued,program=b)")->first.record,
                     3);
    assert_int_equal(ask(b, "sum(execution,accrued,program=b)")->last.record,
                     6);
}

static void levels_are_not_summed_over_time(void **state)
{
    struct bench *b = *state;

    assert_value(b, "sum(execution,in-force,period=2017-02)", "191");
    assert_value(b, "sum(execution,paid,period=2017-02)", "31.75");
    assert_fault(b, "sum(execution,in-force,)",
                 "F406 0:0 in_force of execution is not a flow and cannot be "
                 "summed over several periods ()\n");
    assert_fault(b, "sum(execution,paid,period=2017)",
                 "F406 0:0 paid of execution is not a flow and cannot be "
                 "summed over several periods (period=2017)\n");
}

static void absent_is_not_zero(void **state)
{
    struct bench *b = *state;

    assert_value(b, "sum(execution,accrued,program=b;period=2017-02)", "0");
    assert_status(b, "sum(execution,accrued,program=b;period=2017-01)",
                  "not-applicable");
    assert_status(b, "sum(execution,accrued,program=a2;period=2017-02)",
                  "empty");
    assert_status(b, "sum(execution,paid,program=a2;period=2017-01)",
                  "not-reported");
    assert_status(b, "sum(execution,accrued,program=b;territory=north)",
                  "no-rows");
    assert_status(b, "sum(execution,accrued,period=2018)", "no-rows");
    assert_status(b, "sum(execution,accrued,program=?missing)", "no-rows");
    assert_status(b, "value(grants,size,code=g3)", "not-reported");
    assert_status(b, "value(grants,size,code=g9)", "no-rows");
    assert_slice(&b->desk, desk_findings(&b->desk, ""), "");
}

static void trees(void **state)
{
    struct bench *b = *state;

    /* 30.75 / 37.25 = 0.8255033557046…, bc -l */
    assert_value(b,
                 "share(sum(execution,accrued,program=a1),"
                 "sum(execution,accrued,))",
                 "0.825503355705");
    assert_value(b,
                 "change(sum(execution,accrued,period=2017-02),"
                 "sum(execution,accrued,period=2017-01))",
                 "0.365079365079"); /* 5.75 / 15.75 */
    assert_value(b,
                 "difference(sum(execution,accrued,),"
                 "sum(execution,accrued,program=a1))",
                 "6.5");
    assert_value(b, "product(constant(pace_months),constant(quarter))", "2.5");
    assert_value(
        b, "days(value(grants,date,code=g1),value(grants,date,code=g2))", "29");
    assert_status(b,
                  "share(sum(execution,accrued,),"
                  "sum(execution,accrued,program=b;period=2017-02))",
                  "no-base");
    assert_status(b,
                  "add(sum(execution,accrued,),"
                  "sum(execution,paid,program=a2;period=2017-01))",
                  "not-reported");
    assert_true(figure_is_points(
        ask(b, "difference(share(constant(quarter),constant(pace_months)),"
               "share(constant(pace_months),constant(quarter)))")));
}

static void units(void **state)
{
    struct bench *b = *state;

    assert_fault(b, "share(sum(execution,accrued,),count(programs,*,))",
                 "F409 0:0 sum(execution,accrued,) and count(programs,*,) do "
                 "not go together in share\n");
    assert_fault(b,
                 "add(value(observations,value,indicator=i;period=2017),"
                 "value(observations,value,indicator=k))",
                 "F409 0:0 value(observations,value,indicator=i;period=2017) "
                 "and value(observations,value,indicator=k) do not go together "
                 "in add\n");
    assert_fault(b, "sum(observations,value,)",
                 "F409 0:0 % and other units do not go together in "
                 "sum(observations,value,)\n");
    /* 25 % as the source has it is 25, a share of ours 0.25. */
    assert_fault(b,
                 "difference(value(observations,value,indicator=i;period=2017),"
                 "share(count(programs,*,program=a),count(programs,*,)))",
                 "F403 0:0 the figure asks for program of programs, which has "
                 "no such column; nearest: none\n");
    assert_string_equal(
        figure_status_name(
            ask(b, "difference(value(observations,value,indicator=i;"
                   "period=2017),share(count(programs,*,code=a),"
                   "count(programs,*,)))")
                ->status),
        "no-rows");
    assert_slice(&b->desk, ask(b, "sum(execution,accrued,)")->unit.code, "USD");
    assert_int_equal(ask(b, "sum(execution,accrued,)")->unit.shown, 3);
    assert_slice(&b->desk,
                 ask(b, "last(observations,value,indicator=i)")->unit.code,
                 "%");
}

static void rows(void **state)
{
    struct bench *b = *state;

    assert_value(b, "count(grants,*,)", "4");
    assert_value(b, "count(grants,size,)", "3");
    assert_value(b, "count(grants,*,program=a1)", "2");
    assert_value(b, "count(grants,*,program<a)", "3");
    assert_value(b, "count(grants,*,program!=a1)", "2");
    assert_value(b, "count(grants,*,size=?missing)", "1");
    assert_value(b, "sum(grants,size,)", "11.5");
    assert_value(b, "min(grants,size,)", "-3");
    assert_value(b, "max(grants,size,)", "10");
    assert_value(b, "median(grants,size,)", "4.5");
    assert_value(b, "mean(grants,size,)", "3.833333333333");
    assert_int_equal(ask(b, "mean(grants,size,)")->unit.decimals, 2);
    assert_value(b, "median(grants,size,program=a1)", "3.5");
    assert_value(b, "last(observations,value,indicator=i)", "30");
    assert_value(b, "value(observations,value,indicator=i;period=2016)",
                 "31.5");
    assert_true(ask(b, "sum(grants,size,)")->provisional);
    assert_fault(b, "value(grants,size,program=a1)",
                 "F407 0:0 value(grants,size,program=a1) matches 2 rows where "
                 "a value is one; say which: they differ in code\n");
}

static void ids(void **state)
{
    struct bench *b = *state;
    const struct figure *figure =
        ask(b, "sum(execution,accrued,period=2017-01;program=a1)");

    assert_slice(&b->desk, figure->canonical,
                 "sum(execution,accrued,program=a1;period=2017-01)");
    assert_string_equal(figure->id, "k2vkbr6vbdz4");
    assert_ptr_equal(
        figure,
        ask(b, " sum( execution , accrued , program=a1;period=2017-01 )"));
    assert_string_equal(ask(b, "sum(execution,accrued,)")->id, "ypla55lkccc7");
    assert_string_equal(ask(b, "constant(pace_months)")->id, "aacaxfo7uqxg");
    assert_string_equal(ask(b, "count(programs)")->id, "yxbi2cadsuuy");
    figure = ask(b, "share(sum(execution,accrued,program=a1),"
                    "sum(execution,accrued,))");
    assert_slice(&b->desk, figure->canonical,
                 "share(44oadd24h4mh,ypla55lkccc7)");
    assert_string_equal(figure->id, "ia2zwsc7w4t5");
}

static void expressions(void **state)
{
    struct bench *b = *state;

    assert_fault(b, "",
                 "F401 0:0 \"\" is not a figure: operation(…) is "
                 "expected\n");
    assert_fault(b, "sum(execution,accrued",
                 "F401 0:0 \"sum(execution,accrued\" is not a figure: ')' is "
                 "missing\n");
    assert_fault(b, "sum(,accrued)",
                 "F401 0:0 \"sum(,accrued)\" is not a figure: a leaf has a "
                 "resource\n");
    assert_fault(b, "sum(execution)",
                 "F401 0:0 \"sum(execution)\" is not a figure: a leaf has a "
                 "resource and a measure\n");
    assert_fault(b, "count(programs) x",
                 "F401 0:0 \"count(programs) x\" is not a figure: there is "
                 "more after its end\n");
    assert_fault(b, "add(count(programs))",
                 "F401 0:0 \"add(count(programs))\" is not a figure: ',' and "
                 "a second figure are missing\n");
    assert_fault(b, "median(execution,accrued,period=2017)",
                 "F401 0:0 \"median(execution,accrued,period=2017)\" is not a "
                 "figure: facts have sum, count, value and codes\n");
    assert_fault(b, "sum(programs,*,)",
                 "F401 0:0 \"sum(programs,*,)\" is not a figure: '*' goes with "
                 "count only\n");
}

static void what_is_not_there(void **state)
{
    struct bench *b = *state;

    assert_fault(b, "sum(executin,accrued,)",
                 "F402 0:0 the figure asks for resource executin, which is "
                 "not there; nearest: execution\n");
    assert_fault(b, "sum(execution,acrued,)",
                 "F403 0:0 the figure asks for acrued of execution, which has "
                 "no such column; nearest: accrued\n");
    assert_fault(b, "sum(execution,accrued,program=a3)",
                 "F410 0:0 the figure asks for program a3, which is not "
                 "there; nearest: none\n");
    assert_fault(b, "sum(execution,accrued,program!=a)",
                 "F404 0:0 \"program\" is not a filter of execution: facts are "
                 "filtered by dimension and period\n");
    assert_fault(b, "constant(pace_month)",
                 "F412 0:0 portal.yaml has no constant pace_month; nearest: "
                 "pace_months\n");
    /* Twice the same dimension is no slice of the cube. */
    assert_fault(b, "sum(execution,accrued,program=a;program=b)",
                 "F405 0:0 execution with the filter program=a;program=b is "
                 "not in the cube: at most two dimensions, one of them "
                 "institution, program or territory\n");
}

/* A text that is no filter is not taken for the part of it that is one. */
static void bad_filter_is_kept_apart(void **state)
{
    struct bench *b = *state;

    assert_fault(b, "sum(execution,accrued,program=a1;oops)",
                 "F404 0:0 \"oops\" is not a filter of execution: column=code "
                 "or period=2017\n");
    assert_value(b, "sum(execution,accrued,program=a1)", "30.75");
}

static void addresses(void **state)
{
    struct bench *b = *state;

    assert_true(address_is_figure(SLICE("figure:count(programs)")));
    assert_false(address_is_figure(SLICE("page:about")));
    assert_ptr_equal(
        figure_of_address(&b->figures,
                          SLICE("figure:sum(execution,accrued,program%3Ca)")),
        ask(b, "sum(execution,accrued,program<a)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sums, setup, teardown),
        cmocka_unit_test_setup_teardown(levels_are_not_summed_over_time, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(absent_is_not_zero, setup, teardown),
        cmocka_unit_test_setup_teardown(trees, setup, teardown),
        cmocka_unit_test_setup_teardown(units, setup, teardown),
        cmocka_unit_test_setup_teardown(rows, setup, teardown),
        cmocka_unit_test_setup_teardown(ids, setup, teardown),
        cmocka_unit_test_setup_teardown(expressions, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_not_there, setup, teardown),
        cmocka_unit_test_setup_teardown(bad_filter_is_kept_apart, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(addresses, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
