/*
 * Programs by rule: categories that add up to the whole budget, targets against
 * money, costs, the fifteen elements. Expected values are worked out by hand
 * from the rows below.
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
    "{'name': 'programs', 'path': 'programs.csv', 'role': "
    "'programs', 'schema': {'fields': [\n"
    " {'name': 'code', 'role': 'code'},\n"
    " {'name': 'label', 'role': 'label'},\n"
    " {'name': 'parent', 'role': 'parent'},\n"
    " {'name': 'category', 'role': 'category'}]}},\n"
    "{'name': 'economic', 'path': 'economic.csv', 'role': "
    "'classifier', 'dimension': 'economic', 'schema': {'fields': [\n"
    " {'name': 'code', 'role': 'code'},\n"
    " {'name': 'label', 'role': 'label'},\n"
    " {'name': 'parent', 'role': 'parent'},\n"
    " {'name': 'kind', 'role': 'kind'}]}},\n"
    "{'name': 'execution', 'path': 'execution.csv', 'role': "
    "'execution', 'measure': {'currency': 'XYZ', 'multiplier': 3},"
    " 'schema': {'fields': [\n"
    " {'name': 'period', 'role': 'period'},\n"
    " {'name': 'program', 'role': 'dimension', 'dimension': "
    "'program'},\n"
    " {'name': 'economic', 'role': 'dimension', 'dimension': "
    "'economic'},\n"
    " {'name': 'current', 'type': 'number', 'role': 'amount', "
    "'stage': 'current', 'accumulation': 'level'},\n"
    " {'name': 'accrued', 'type': 'number', 'role': 'amount', "
    "'stage': 'accrued'}]}},\n"
    "{'name': 'chain', 'path': 'chain.csv', 'role': 'chain', "
    "'schema': {'fields': [\n"
    " {'name': 'program', 'role': 'program'},\n"
    " {'name': 'code', 'role': 'code'},\n"
    " {'name': 'parent', 'role': 'parent'},\n"
    " {'name': 'level', 'role': 'level'},\n"
    " {'name': 'label', 'role': 'label'}]}},\n"
    "{'name': 'physical', 'path': 'physical.csv', 'role': "
    "'physical', 'schema': {'fields': [\n"
    " {'name': 'program', 'role': 'program'},\n"
    " {'name': 'product', 'role': 'product'},\n"
    " {'name': 'period', 'role': 'period'},\n"
    " {'name': 'planned', 'type': 'number', 'role': 'planned'},\n"
    " {'name': 'delivered', 'type': 'number', 'role': "
    "'delivered'}]}}\n"
    "]}\n";

static const char programs[] = "code,label,parent,category\n"
                               "a,A,,results\n"
                               "a1,A one,a,\n"
                               "c,C,,central\n"
                               "n,N,,\n"
                               "t,T,,results|central\n";

static const char economic[] = "code,label,parent,kind\n"
                               "1,Current,,current\n"
                               "1.1,Pay,1,personnel\n"
                               "2,Capital,,capital\n";

/* The budget is a level: that of September counts. a1 has lines of its own. */
static const char execution[] = "period,program,economic,current,accrued\n"
                                "2017-08,a,1.1,500,10\n"
                                "2017-09,a,1.1,400,350\n"
                                "2017-09,a1,1.1,100,40\n"
                                "2017-09,c,1.1,200,100\n"
                                "2017-09,n,2,150,30\n"
                                "2017-09,t,2,50,5\n"
                                "2017-09,,2,100,\n";

static const char chain[] = "program,code,parent,level,label\n"
                            "a,p,,product,Goods\n"
                            "a,k,p,activity,Work\n";

/* The fourth quarter is to come: it counts for the year's target alone. */
static const char physical[] = "program,product,period,planned,delivered\n"
                               "a,p,2017-Q1,10,8\n"
                               "a,p,2017-Q3,20,4\n"
                               "a,p,2017-Q4,10,\n";

static int setup(void **state)
{
    struct desk *desk = desk_new();

    DESK_FILL(desk, yaml, package, "programs", programs, "economic", economic,
              "execution", execution, "chain", chain, "physical", physical);
    desk_load(desk);
    check_portal(desk->portal, desk->folder);
    *state = desk;
    return 0;
}

/* "a=1 b=2 …" of one row: its published texts, empty ones left out. */
static void expect_row(struct desk *desk, const char *table, size_t at,
                       const char *expected)
{
    const struct table *t = portal_table_named(desk->portal, slice_of(table));
    struct buf out = BUF_INIT;

    assert_non_null(t);
    assert_true(at < t->rows.count);
    for (size_t i = 0; i < t->columns.count; i++) {
        const struct cell *cell = &t->rows.items[at].cells[i];

        if (cell->state != CELL_PRESENT ||
            slice_equal_text(t->columns.items[i].name, "as_of"))
            continue;
        if (out.len > 0)
            buf_add_char(&out, ' ');
        buf_add_slice(&out, t->columns.items[i].name);
        buf_add_char(&out, '=');
        buf_add_slice(&out, cell->text);
    }
    buf_add_char(&out, '\0');
    assert_string_equal(out.ptr, expected);
    buf_release(&out);
}

static void test_categories_add_up(void **state)
{
    struct desk *desk = *state;

    /* 400 + 100 (a1 takes the category above it), 200, 50, 150, 100 = 1000 */
    expect_row(desk, "derived-categories", 0,
               "period=2017 category=results programs=2 budget=500 "
               "executed=400");
    expect_row(desk, "derived-categories", 1,
               "period=2017 category=central programs=1 budget=200 "
               "executed=100");
    expect_row(desk, "derived-categories", 2,
               "period=2017 category=several programs=1 budget=50 executed=5");
    expect_row(desk, "derived-categories", 3,
               "period=2017 category=none programs=1 budget=150 executed=30");
    expect_row(desk, "derived-categories", 4,
               "period=2017 category=no-program programs=0 budget=100");
    assert_int_equal(
        portal_table_named(desk->portal, SLICE("derived-categories"))
            ->rows.count,
        5);
}

static void test_products(void **state)
{
    struct desk *desk = *state;

    /* 12 of 30 to date, of 40 in the year; 360 of 400: 90 %. A unit was to
     * cost 400,000 / 40 and cost 360,000 / 12. */
    expect_row(desk, "derived-products", 0,
               "product=p program=a period=2017 planned_year=40 planned=30 "
               "delivered=12 share=40.00 share_year=30.00 budget=400 "
               "executed=360 money_share=90.00 money_of=program "
               "cost_planned=10000.00 cost=30000.00 gap=yes");
}

static void test_programs(void **state)
{
    struct desk *desk = *state;

    /* L2 for both nodes (k has no quantities, p no means of verification), L4
     * for both levels, L5, L8. */
    expect_row(desk, "derived-programs", 0,
               "program=a period=2017 category=results rule=stated budget=400 "
               "executed=360 money_share=90.00 gap=yes responsible=no "
               "design_breaches=6 elements=5");
    expect_row(desk, "derived-programs", 1,
               "program=a1 period=2017 category=results rule=inherited "
               "budget=100 executed=40 money_share=40.00 responsible=no "
               "design_breaches=1 elements=2");
}

/* Of program a: execution, current and capital, achievement, money beside
 * delivery, pay beside what is delivered. */
static void test_elements(void **state)
{
    static const char *const published[] = {"execution", "spending-type",
                                            "personnel-services", "achievement",
                                            "money-physical"};
    struct desk *desk = *state;
    const struct table *table =
        portal_table_named(desk->portal, SLICE("derived-diagnostic"));
    size_t found = 0;

    assert_int_equal(table->rows.count, 15 * 5);
    for (size_t r = 0; r < 15; r++) {
        const struct row *row = &table->rows.items[r];
        bool is_expected = false;

        for (size_t i = 0; i < COUNT_OF(published); i++)
            is_expected |=
                slice_equal_text(row_text(table, row, "element"), published[i]);
        assert_true(slice_equal_text(row_text(table, row, "published"),
                                     is_expected ? "yes" : "no"));
        found += is_expected;
    }
    assert_int_equal(found, COUNT_OF(published));
}

static void test_findings(void **state)
{
    struct desk *desk = *state;

    assert_string_equal(
        desk_findings(desk, "71").ptr,
        "W711 4:0 program n has money and is in no programming category; it "
        "is shown apart, so that the categories add up\n"
        "W712 5:0 program t is in more than one programming category "
        "(results|central); it is shown apart, so that nothing is counted "
        "twice\n"
        "W714 1:0 program a: without an indicator, or with one and no means "
        "of verification: p, k\n"
        "W710 2:0 program a, p: 90 % of the money was executed and 30 % of "
        "the year's target delivered; both are published\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_categories_add_up, setup,
                                        desk_free),
        cmocka_unit_test_setup_teardown(test_products, setup, desk_free),
        cmocka_unit_test_setup_teardown(test_programs, setup, desk_free),
        cmocka_unit_test_setup_teardown(test_elements, setup, desk_free),
        cmocka_unit_test_setup_teardown(test_findings, setup, desk_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
