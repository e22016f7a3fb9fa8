/* Plans: versions, openness, and the money tied to them (model/derive_links.h).
 * What is expected was worked out by hand from the files below. */
#include "portal_help.h"

#include "model/derive_links.h"

static const char package[] =
    "{'name':'p','resources':["
    "{'name':'institutions','path':'institutions.csv','role':'institutions',"
    "'schema':{'fields':["
    "{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'}]}},"
    "{'name':'plan','path':'plan.csv','role':'plan','schema':{'fields':["
    "{'name':'code','type':'string','role':'code'},"
    "{'name':'parent','type':'string','role':'parent'},"
    "{'name':'level','type':'string','role':'level'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'kind','type':'string','role':'kind'},"
    "{'name':'replaces','type':'string','role':'replaces'},"
    "{'name':'access','type':'string','role':'access'}]}},"
    "{'name':'next','path':'next.csv','role':'plan-successors',"
    "'schema':{'fields':["
    "{'name':'node','type':'string','role':'node'},"
    "{'name':'successor','type':'string','role':'successor'}]}},"
    "{'name':'crosswalk','path':'crosswalk.csv','role':'crosswalk',"
    "'schema':{'fields':["
    "{'name':'node','type':'string','role':'node'},"
    "{'name':'counterpart','type':'string','role':'counterpart'}]}},"
    "{'name':'programs','path':'programs.csv','role':'programs',"
    "'schema':{'fields':["
    "{'name':'code','type':'string','role':'code'},"
    "{'name':'parent','type':'string','role':'parent'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'institution','type':'string','role':'institution'},"
    "{'name':'category','type':'string','role':'category'},"
    "{'name':'nodes','type':'string','role':'plan-nodes'}]}},"
    "{'name':'links','path':'links.csv','role':'links','schema':{'fields':["
    "{'name':'node','type':'string','role':'plan-node'},"
    "{'name':'program','type':'string','role':'program'},"
    "{'name':'indicator','type':'string','role':'indicator'},"
    "{'name':'kind','type':'string','role':'kind'},"
    "{'name':'share','type':'number','role':'share'}]}},"
    "{'name':'indicators','path':'indicators.csv','role':'indicators',"
    "'schema':{'fields':["
    "{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'nodes','type':'string','role':'plan-nodes'}]}},"
    "{'name':'documents','path':'documents.csv','role':'documents',"
    "'schema':{'fields':["
    "{'name':'code','type':'string','role':'code'},"
    "{'name':'label','type':'string','role':'label'},"
    "{'name':'access','type':'string','role':'access'},"
    "{'name':'nodes','type':'string','role':'plan-nodes'}]}},"
    "{'name':'execution','path':'execution.csv','role':'execution',"
    "'measure':{'currency':'EJR','multiplier':0,'accumulation':'flow'},"
    "'schema':{'fields':["
    "{'name':'period','type':'string','role':'period'},"
    "{'name':'institution','type':'string','role':'dimension',"
    "'dimension':'institution'},"
    "{'name':'program','type':'string','role':'dimension',"
    "'dimension':'program'},"
    "{'name':'in_force','type':'number','role':'amount','stage':'in-force',"
    "'accumulation':'level'},"
    "{'name':'accrued','type':'number','role':'amount','stage':'accrued'}"
    "]}}]}";

static const char plan[] = "code,parent,level,label,kind,replaces,access\n"
                           "a,,plan,Old,sdg,,\n"
                           "a-1,a,goal,Water,,,\n"
                           "a-1-1,a-1,result,Taps,,,\n"
                           "a-2,a,goal,Roads,,,\n"
                           "a-3,a,goal,Trains,,,\n"
                           "a-4,a,goal,Dams,,,\n"
                           "a-5,a,goal,Light,,,\n"
                           "b,,plan,New,,a,\n"
                           "b-1,b,goal,Water,own,,\n"
                           "b-2,b,goal,Big roads,,,\n"
                           "b-3,b,goal,Small roads,,,\n"
                           "b-4,b,goal,Schools,,,\n"
                           "b-5,b,goal,Lamps,,,\n"
                           "c,,plan,Closed,,,restricted\n"
                           "c-1,c,goal,Secret,,,\n"
                           "c-2,c,plan,Also closed,,,\n";

static const char next[] = "node,successor\n"
                           "a-1,b-1\n"
                           "a-1-1,b-2\n"
                           "a-2,b-2\n"
                           "a-2,b-3\n"
                           "a-4,\n"
                           "a-5,b-5\n";

static const char programs[] = "code,parent,label,institution,category,nodes\n"
                               "p1,,One,i1,results,a-1-1|b-1\n"
                               "p1.1,p1,Part,i1,,\n"
                               "p2,,Two,i1,results,\n"
                               "p3,,Three,i2,central,\n"
                               "p4,,Four,i1,results,b\n";

static const char links[] = "node,program,indicator,kind,share\n"
                            "b-2,p2,,direct,\n"
                            "b-3,p2,,helps,\n"
                            "b-4,,n1,,\n";

/* p1.1 has its own, so those of p1 do not matter; p3 says a kind, no node. */
static const char shared[] = "node,program,indicator,kind,share\n"
                             "b-2,p2,,direct,60\n"
                             "a-2,p2,,government-goal,33.3\n"
                             "b-3,p1.1,,,70\n"
                             "b-4,p1.1,,,40\n"
                             "b-4,p1,,,1\n"
                             ",p3,,sdg,\n"
                             "b,p4,,own,\n";

/* p2 is spent by two institutions; one row has no program. */
static const char execution[] = "period,institution,program,in_force,accrued\n"
                                "2016-12,i1,p1.1,50,20\n"
                                "2017-01,i1,p1.1,100,10\n"
                                "2017-02,i1,p1.1,110,15\n"
                                "2017-02,i1,p2,40,4\n"
                                "2017-02,i2,p2,60,6\n"
                                "2017-02,i2,p3,300,30\n"
                                "2017-02,i1,p4,5,1\n"
                                "2017-02,i2,,7,2\n";

static void setup_linked(struct desk *desk, const char *ties)
{
    DESK_FILL(desk,
              PORTAL_HEAD "period: 2017\n"
                          "expenditure: {budget: in-force, execution: "
                          "accrued}\n",
              package, "institutions", "code,label\ni1,X\ni2,Y\n", "plan", plan,
              "next", next, "crosswalk", "node,counterpart\na-3,b-4\n",
              "programs", programs, "links", ties, "indicators",
              "code,label,nodes\nn1,Pupils,\nn2,Taps,b-1|a-1-1\n", "documents",
              "code,label,access,nodes\n"
              "d1,Decree,restricted,c-2\n"
              "d2,Paper,public,b\n"
              "d3,Secret paper,restricted,b\n",
              "execution", execution);
    desk_load(desk);
}

static void setup_desk(struct desk *desk)
{
    setup_linked(desk, links);
}

static void test_fates(void **state)
{
    static const char *const expected[][2] = {
        {"a", ""},          {"a-1", "kept"},     {"a-1-1", "merged"},
        {"a-2", "split"},   {"a-3", "unstated"}, {"a-4", "dropped"},
        {"a-5", "renamed"}, {"b-1", ""},         {"b-4", "added"},
        {"b-5", ""},        {"c-1", ""}};
    struct desk desk;

    (void)state;
    setup_desk(&desk);
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_string_equal(
            desk_cell(&desk, "derived-plan", expected[i][0], "fate"),
            expected[i][1]);
    assert_slice(&desk, plan_replaced_by(desk.portal, SLICE("a")), "b");
    assert_slice(&desk, plan_replaced_by(desk.portal, SLICE("b")), "");
    desk_release(&desk);
}

static void test_tree(void **state)
{
    struct desk desk;

    (void)state;
    setup_desk(&desk);
    assert_slice(&desk, plan_top(desk.portal, SLICE("a-1-1")), "a");
    assert_slice(&desk, plan_branch(desk.portal, SLICE("a-1-1")), "a-1");
    assert_slice(&desk, plan_branch(desk.portal, SLICE("a")), "");
    assert_slice(&desk, plan_top(desk.portal, SLICE("none")), "");
    assert_slice(&desk, plan_kind(desk.portal, SLICE("a-1-1")), "sdg");
    assert_slice(&desk, plan_kind(desk.portal, SLICE("b-1")), "own");
    assert_slice(&desk, plan_kind(desk.portal, SLICE("b-2")), "");
    desk_release(&desk);
}

/* Declared, from documents (the most open decides), inherited, unknown. */
static void test_access(void **state)
{
    struct desk desk;

    (void)state;
    setup_desk(&desk);
    assert_slice(&desk, plan_access(desk.portal, SLICE("c")), "restricted");
    assert_slice(&desk, plan_access(desk.portal, SLICE("c-1")), "restricted");
    assert_slice(&desk, plan_access(desk.portal, SLICE("b-1")), "public");
    assert_slice(&desk, plan_access(desk.portal, SLICE("a")), "");
    assert_true(plan_is_withheld(desk.portal, SLICE("c-1")));
    assert_false(plan_is_withheld(desk.portal, SLICE("c-2")));
    assert_false(plan_is_withheld(desk.portal, SLICE("c")));
    desk_release(&desk);
}

static void test_counts(void **state)
{
    struct desk desk;

    (void)state;
    setup_desk(&desk);
    /* p1 and p1.1 under Taps; each once under the plan. */
    assert_string_equal(desk_cell(&desk, "derived-plan", "a", "programs"), "2");
    /* p1, p1.1, p2 (once, by two nodes), p4. */
    assert_string_equal(desk_cell(&desk, "derived-plan", "b", "programs"), "4");
    assert_string_equal(desk_cell(&desk, "derived-plan", "b", "indicators"),
                        "2");
    assert_string_equal(desk_cell(&desk, "derived-plan", "b-4", "indicators"),
                        "1");
    assert_string_equal(desk_cell(&desk, "derived-plan", "a-1", "has_money"),
                        "yes");
    assert_string_equal(desk_cell(&desk, "derived-plan", "b-4", "has_money"),
                        "no");
    assert_string_equal(desk_cell(&desk, "derived-plan", "a-1", "is_leaf"),
                        "no");
    assert_string_equal(desk_cell(&desk, "derived-plan", "a-3", "counterparts"),
                        "b");
    assert_string_equal(desk_cell(&desk, "derived-plan", "b-4", "counterparts"),
                        "a");
    /* The table of links counts as the record does. */
    assert_string_equal(
        desk_cell(&desk, "derived-indicators", "n1", "plan_nodes"), "b-4");
    desk_release(&desk);
}

/* "program|institution|period|budget|executed|linked|kinds|plans|rule" */
static const char *row_line(struct desk *desk, const char *table_name,
                            size_t index, const char *const *columns,
                            size_t count)
{
    const struct table *table =
        portal_table_named(desk->portal, slice_of(table_name));
    struct buf out = BUF_INIT;

    assert_non_null(table);
    if (index >= table->rows.count)
        return "(no row)";
    for (size_t i = 0; i < count; i++) {
        const struct column *column = table_column(table, slice_of(columns[i]));

        assert_non_null(column);
        if (i > 0)
            buf_add_char(&out, ' ');
        buf_add_slice(
            &out,
            table->rows.items[index].cells[column_index(table, column)].text);
    }
    return arena_take(&desk->arena, &out).ptr;
}

/* The budget is a level: that of the year's last period; spending is added. */
static void test_program_money(void **state)
{
    static const char *const columns[] = {
        "program", "institution", "period", "budget", "executed",
        "linked",  "kinds",       "links",  "plans",  "rule"};
    static const char *const expected[] = {
        "p1.1 i1 2016 50 20 yes sdg|own  a|b parent",
        "p1.1 i1 2017 110 25 yes sdg|own  a|b parent",
        "p2 i1 2017 40 4 yes  direct|helps b link",
        "p2 i2 2017 60 6 yes  direct|helps b link",
        "p3 i2 2017 300 30 no    none",
        "p4 i1 2017 5 1 yes   b own-record",
        " i2 2017 7 2 no    no-program",
        "(no row)"};
    struct desk desk;

    (void)state;
    setup_desk(&desk);
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_string_equal(row_line(&desk, "derived-program-money", i, columns,
                                     COUNT_OF(columns)),
                            expected[i]);
    desk_release(&desk);
}

/*
 * Of p2 60 % is of b-2 and 33.3 % of a-2, so 6.7 % are left over: of 40 they
 * are 24, 13.32 and 2.68. The shares of p1.1 are 110 % together: not used.
 */
static void test_shares(void **state)
{
    static const char *const columns[] = {
        "program", "institution", "period",     "budget", "executed",
        "linked",  "kinds",       "plan_nodes", "rule",   "share"};
    static const char *const expected[] = {
        "p1.1 i1 2016 50 20 yes sdg|own b-3|b-4|a-1-1|b-1 link ",
        "p1.1 i1 2017 110 25 yes sdg|own b-3|b-4|a-1-1|b-1 link ",
        "p2 i1 2017 24 2.4 yes  b-2 share 60",
        "p2 i1 2017 13.32 1.332 yes government-goal a-2 share 33.3",
        "p2 i1 2017 2.68 0.268 no   rest 6.7",
        "p2 i2 2017 36 3.6 yes  b-2 share 60",
        "p2 i2 2017 19.98 1.998 yes government-goal a-2 share 33.3",
        "p2 i2 2017 4.02 0.402 no   rest 6.7",
        "p3 i2 2017 300 30 yes sdg  link ",
        "p4 i1 2017 5 1 yes own b both ",
        " i2 2017 7 2 no   no-program ",
        "(no row)"};
    struct desk desk;

    (void)state;
    setup_linked(&desk, shared);
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_string_equal(row_line(&desk, "derived-program-money", i, columns,
                                     COUNT_OF(columns)),
                            expected[i]);
    desk_release(&desk);
}

/* a-3 has nothing of its own; b-4, which answers to it, has p2. */
static void test_crosswalk_money(void **state)
{
    static const char *const columns[] = {
        "program", "institution",  "plan",   "plan_nodes",
        "through", "counterparts", "direct", "budget"};
    struct desk desk;

    (void)state;
    setup_linked(&desk, "node,program,indicator,kind,share\n"
                        "b-4,p2,,,50\n"
                        "a-2,p2,,,25\n");
    assert_string_equal(row_line(&desk, "derived-crosswalk-money", 0, columns,
                                 COUNT_OF(columns)),
                        "p2 i1 a a-3 b b-4 yes 20");
    assert_string_equal(row_line(&desk, "derived-crosswalk-money", 1, columns,
                                 COUNT_OF(columns)),
                        "p2 i2 a a-3 b b-4 yes 30");
    assert_string_equal(row_line(&desk, "derived-crosswalk-money", 2, columns,
                                 COUNT_OF(columns)),
                        "(no row)");
    desk_release(&desk);
}

/* Seven rows of money, each once for each of three plans. */
static void test_plan_money(void **state)
{
    static const char *const columns[] = {"program", "period", "plan",
                                          "branch",  "status", "budget"};
    static const struct {
        size_t row;
        const char *text;
    } expected[] = {
        {3, "p1.1 2017 a a-1 linked 110"},
        {4, "p1.1 2017 b b-1 linked 110"},
        {5, "p1.1 2017 c  other 110"},
        {6, "p2 2017 a  other 40"},
        {7, "p2 2017 b  several 40"},
        {13, "p3 2017 b  none 300"},
        {16, "p4 2017 b  whole 5"},
        {18, " 2017 a  none 7"},
        {21, "(no row)"},
    };
    struct desk desk;

    (void)state;
    setup_desk(&desk);
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_string_equal(row_line(&desk, "derived-plan-money",
                                     expected[i].row, columns,
                                     COUNT_OF(columns)),
                            expected[i].text);
    desk_release(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fates),
        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_access),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_program_money),
        cmocka_unit_test(test_plan_money),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_crosswalk_money),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
