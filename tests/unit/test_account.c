/*
 * Money in full and the account of the reports: codes of old years counted
 * under those of now, duties, protections, prices, forecasts. Expected values
 * are worked out by hand beside each.
 */
#include "portal_help.h"

static const char portal_yaml[] =
    "name: P\n"
    "languages: [{path: en, locale: en-US}]\n"
    "cut_off: 2017-10-31\n"
    "stages: [{id: approved, label: Approved}, {id: current, label: Current}, "
    "{id: accrued, label: Accrued}]\n"
    "expenditure: {budget: current, execution: accrued}\n"
    "revenue: {budget: current, execution: accrued}\n";

static const char package[] =
    "{'name':'p','resources':["
    "{'name':'execution','path':'execution.csv','role':'execution',"
    "'measure':{'currency':'XTS','multiplier':0,'accumulation':'flow'},"
    "'schema':{'fields':[{'name':'period','type':'string','role':'period'},"
    "{'name':'program','type':'string','role':'dimension',"
    "'dimension':'program'},"
    "{'name':'function','type':'string','role':'dimension',"
    "'dimension':'function'},"
    "{'name':'approved','type':'number','role':'amount','stage':'approved'},"
    "{'name':'current','type':'number','role':'amount','stage':'current'},"
    "{'name':'accrued','type':'number','role':'amount','stage':'accrued'}]}},"
    "{'name':'programs','path':'programs.csv','role':'programs',"
    "'schema':{'fields':[{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'}]}},"
    "{'name':'equivalence','path':'equivalence.csv','role':'equivalence',"
    "'schema':{'fields':["
    "{'name':'dimension','type':'string','role':'dimension'},"
    "{'name':'then','type':'string','role':'old-code'},"
    "{'name':'from','type':'string','role':'start'},"
    "{'name':'to','type':'string','role':'end'},"
    "{'name':'now','type':'string','role':'target'}]}},"
    "{'name':'protections','path':'protections.csv','role':'protections',"
    "'schema':{'fields':[{'name':'program','type':'string','role':'program'},"
    "{'name':'from','type':'string','role':'start'}]}},"
    "{'name':'calendar','path':'calendar.csv','role':'calendar',"
    "'schema':{'fields':[{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'who','type':'string','role':'institution'},"
    "{'name':'due','type':'date','role':'due'},"
    "{'name':'delivered','type':'date','role':'delivered'}]}},"
    "{'name':'obligations','path':'obligations.csv','role':'obligations',"
    "'schema':{'fields':[{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'met','type':'string','role':'met'},"
    "{'name':'address','type':'string','role':'address'}]}},"
    "{'name':'prices','path':'prices.csv','role':'deflator',"
    "'schema':{'fields':[{'name':'period','type':'string','role':'period'},"
    "{'name':'value','type':'number','role':'value'},"
    "{'name':'base','type':'string','role':'base'}]}},"
    "{'name':'rates','path':'rates.csv','role':'exchange-rates',"
    "'schema':{'fields':["
    "{'name':'currency','type':'string','role':'currency'},"
    "{'name':'base','type':'string','role':'base'},"
    "{'name':'period','type':'string','role':'period'},"
    "{'name':'value','type':'number','role':'value'}]}},"
    "{'name':'forecasts','path':'forecasts.csv','role':'forecasts',"
    "'schema':{'fields':[{'name':'who','type':'string','role':'forecaster'},"
    "{'name':'table','type':'string','role':'resource'},"
    "{'name':'stage','type':'string','role':'stage'},"
    "{'name':'period','type':'string','role':'period'},"
    "{'name':'value','type':'number','role':'value'}]}},"
    "{'name':'log','path':'log.csv','role':'modifications',"
    "'schema':{'fields':[{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'date','type':'string','role':'date'},"
    "{'name':'value','type':'number','role':'value'}]}}]}";

/* Function x was two codes in 2015, of which one went on into 2016. */
static const char execution[] = "period,program,function,approved,current,"
                                "accrued\n"
                                "2015,a,old1,100,100,80\n"
                                "2015,a,old2,20,20,10\n"
                                "2016,a,old2,110,107,90\n"
                                "2016,a,x,5,5,5\n"
                                "2017,a,x,114,120,60\n"
                                "2017,a,old1,1,1,1\n";

static void load(struct desk *desk)
{
    DESK_FILL(desk, portal_yaml, package, "execution", execution, "programs",
              "code,label\na,Alpha\n", "equivalence",
              "dimension,then,from,to,now\n"
              "function,old1,,2015,x\n"
              "function,old2,2015,2016,x\n",
              "protections", "program,from\na,2016\n", "calendar",
              "code,label,who,due,delivered\n"
              "early,x,,2017-03-31,2017-03-30\n"
              "same-day,x,,2017-03-31,2017-03-31\n"
              "late,x,,2017-03-31,2017-04-10\n"
              "owed,x,,2017-10-30,\n"
              "today,x,,2017-10-31,\n"
              "after,x,,2017-10-01,2017-11-02\n"
              "undated,x,,,\n"
              "free,x,,,2017-01-01\n",
              "obligations",
              "code,label,met,address\n"
              "said,x,yes,https://example.org/\n"
              "denied,x,no,\n",
              "prices", "period,value,base\n2015,80,2017\n2016,90,2017\n",
              "rates",
              "currency,base,period,value\n"
              "XTS,USD,2016,4\n"
              "EUR,XTS,2016,0.5\n",
              "forecasts",
              "who,table,stage,period,value\n"
              "treasury,execution,accrued,2016,100\n"
              "council,execution,accrued,2017,61\n",
              "log",
              "code,label,date,value\n"
              "m1,Less,2016-05,-8\n"
              "m2,More,2016-06,5\n");
    desk_load(desk);
}

/* The sum of accrued under one function in one year. */
static const char *accrued(struct desk *desk, const char *function, int year)
{
    const struct table *facts =
        portal_table_named(desk->portal, SLICE("execution"));
    const struct dimension *dimension =
        portal_dimension(desk->portal, SLICE("function"));
    const struct member *member =
        map_get(&dimension->by_code, slice_of(function));
    const struct cube_term term = {
        cube_find_dimension(facts->cube, SLICE("function")), &member, 1, false};
    struct cube_sum sum;

    if (member == NULL)
        return "(no such code)";
    assert_int_equal(
        cube_query(facts->cube,
                   (size_t)cube_find_stage(facts->cube, SLICE("accrued")),
                   &term, 1, period_of_year(year), period_of_year(year), &sum),
        CUBE_OK);
    if (sum.values == 0)
        return "(none)";
    return arena_text(&desk->arena, desk_amount(desk, sum.value));
}

static void old_codes_are_counted_under_new_ones(void **state)
{
    struct desk desk;

    (void)state;
    load(&desk);
    assert_string_equal(accrued(&desk, "x", 2015), "90");
    assert_string_equal(accrued(&desk, "x", 2016), "95");
    assert_string_equal(accrued(&desk, "x", 2017), "60");
    /* Its equivalence ended: the code stands for itself. */
    assert_string_equal(accrued(&desk, "old1", 2017), "1");
    assert_string_equal(accrued(&desk, "old2", 2016), "(no such code)");
    desk_release(&desk);
}

struct seen {
    struct desk *desk;
    const struct table *table;
    struct buf out;
};

static bool note_row(void *context, const struct row *row)
{
    static const char *const names[] = {"function", "function_before"};
    struct seen *seen = context;

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const struct column *column =
            table_column(seen->table, slice_of(names[i]));
        const struct cell *cell =
            &row->cells[column_index(seen->table, column)];

        buf_add_slice(&seen->out,
                      cell->state == CELL_PRESENT ? cell->text : SLICE("-"));
        buf_add_char(&seen->out, i == 0 ? '<' : ' ');
    }
    return true;
}

static void both_codes_are_published(void **state)
{
    struct desk desk;
    struct seen seen = {&desk, NULL, BUF_INIT};

    (void)state;
    load(&desk);
    seen.table = portal_table_named(desk.portal, SLICE("execution"));
    assert_true(
        table_replay(desk.portal, seen.table, desk.folder, note_row, &seen));
    assert_slice(&desk, buf_slice(&seen.out),
                 "x<old1 x<old2 x<old2 x<- x<- old1<- ");
    buf_release(&seen.out);
    desk_release(&desk);
}

static void duties_are_judged_by_their_dates(void **state)
{
    static const struct {
        const char *code, *status, *days;
    } cases[] = {{"early", "on-time", ""},   {"same-day", "on-time", ""},
                 {"late", "late", "10"},     {"owed", "owed", "1"},
                 {"today", "not-due", ""},   {"after", "owed", "30"},
                 {"undated", "no-date", ""}, {"free", "done", ""}};
    struct desk desk;

    (void)state;
    load(&desk);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_string_equal(
            desk_cell(&desk, "derived-calendar", cases[i].code, "status"),
            cases[i].status);
        assert_string_equal(
            desk_cell(&desk, "derived-calendar", cases[i].code, "days_late"),
            cases[i].days);
    }
    assert_string_equal(
        desk_cell(&desk, "derived-obligations", "said", "status"), "done");
    assert_string_equal(
        desk_cell(&desk, "derived-obligations", "denied", "status"), "owed");
    desk_release(&desk);
}

/* Column of the nth row of a table, as text. */
static const char *nth(struct desk *desk, const char *name, size_t row,
                       const char *column_name)
{
    const struct table *table =
        portal_table_named(desk->portal, slice_of(name));
    const struct column *column;

    assert_non_null(table);
    column = table_column(table, slice_of(column_name));
    assert_non_null(column);
    if (row >= table->rows.count)
        return "(no row)";
    return arena_text(
        &desk->arena,
        table->rows.items[row].cells[column_index(table, column)].text);
}

static void protections_find_cuts(void **state)
{
    struct desk desk;

    (void)state;
    load(&desk);
    /* 2016: approved 115 < 120 of 2015; current 112 < 115. */
    assert_string_equal(nth(&desk, "derived-protections", 0, "status"), "cut");
    assert_string_equal(nth(&desk, "derived-protections", 0, "value"), "115");
    assert_string_equal(nth(&desk, "derived-protections", 0, "value_before"),
                        "120");
    assert_string_equal(nth(&desk, "derived-protections", 1, "rule"),
                        "within-year");
    assert_string_equal(nth(&desk, "derived-protections", 1, "status"), "cut");
    /* 2017: approved 115 = 115 and current 121 > 115. */
    assert_string_equal(nth(&desk, "derived-protections", 2, "status"), "kept");
    assert_string_equal(nth(&desk, "derived-protections", 3, "status"), "kept");
    assert_string_equal(nth(&desk, "derived-protections", 4, "status"),
                        "(no row)");
    assert_slice(&desk, desk_findings(&desk, "743"),
                 "W743 1:0 program a is protected, and was cut: approved 2016 "
                 "is 115, where approved 2015 was 120\n"
                 "W743 1:0 program a is protected, and was cut: current 2016 "
                 "is 112, where approved 2016 was 115\n");
    desk_release(&desk);
}

static void prices_and_rates_convert(void **state)
{
    struct desk desk;

    (void)state;
    load(&desk);
    /* 90 * 100 / 80 = 112.5; 95 * 100 / 90 = 105.555… */
    assert_string_equal(nth(&desk, "derived-real", 2, "value"), "112.50");
    assert_string_equal(nth(&desk, "derived-real", 5, "value"), "105.56");
    assert_non_null(strstr(arena_text(&desk.arena, desk_findings(&desk, "746")),
                           "there is no price index of 2017"));
    /* Of each program the two stages of its page: 120, 90; 112, 95. */
    assert_string_equal(nth(&desk, "derived-real-program", 0, "program"), "a");
    assert_string_equal(nth(&desk, "derived-real-program", 0, "nominal"),
                        "120");
    assert_string_equal(nth(&desk, "derived-real-program", 0, "value"),
                        "150.00");
    assert_string_equal(nth(&desk, "derived-real-program", 1, "value"),
                        "112.50");
    assert_string_equal(nth(&desk, "derived-real-program", 2, "value"),
                        "124.44");
    assert_string_equal(nth(&desk, "derived-real-program", 3, "value"),
                        "105.56");
    assert_string_equal(nth(&desk, "derived-real-program", 4, "value"),
                        "(no row)");
    assert_null(
        portal_table_named(desk.portal, SLICE("derived-real-institution")));
    /* Four XTS are a dollar; an XTS is half a euro. */
    assert_string_equal(nth(&desk, "derived-in-usd", 2, "value"), "23.75");
    assert_string_equal(nth(&desk, "derived-in-eur", 2, "value"), "47.50");
    desk_release(&desk);
}

static void forecasts_meet_whole_years_only(void **state)
{
    struct desk desk;

    (void)state;
    load(&desk);
    assert_string_equal(nth(&desk, "derived-money-forecasts", 0, "outturn"),
                        "95");
    assert_string_equal(nth(&desk, "derived-money-forecasts", 0, "missed"),
                        "5");
    assert_string_equal(nth(&desk, "derived-money-forecasts", 1, "outturn"),
                        "");
    desk_release(&desk);
}

static void modifications_have_a_direction(void **state)
{
    struct desk desk;

    (void)state;
    load(&desk);
    assert_string_equal(
        desk_cell(&desk, "derived-modifications", "m1", "direction"),
        "reduction");
    assert_string_equal(
        desk_cell(&desk, "derived-modifications", "m2", "direction"),
        "increase");
    /* 112 - 115 = -8 + 5 */
    assert_slice(&desk, desk_findings(&desk, "744"), "");
    desk_release(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(old_codes_are_counted_under_new_ones),
        cmocka_unit_test(both_codes_are_published),
        cmocka_unit_test(duties_are_judged_by_their_dates),
        cmocka_unit_test(protections_find_cuts),
        cmocka_unit_test(prices_and_rates_convert),
        cmocka_unit_test(forecasts_meet_whole_years_only),
        cmocka_unit_test(modifications_have_a_direction),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
