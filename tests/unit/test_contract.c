/*
 * What is wrong in portal.yaml and datapackage.json is said, with its place,
 * and stops the portal; nothing that was written there is passed over.
 */
#include "portal_help.h"

#include <sys/stat.h>

static const char head[] = "name: P\n"
                           "languages: [{path: en, locale: en-US}]\n"
                           "stages: [{id: accrued, label: Accrued}]\n";

#define FACTS(more, fields)                                                    \
    PACKAGE("{\"name\":\"spent\",\"role\":\"execution\"" more                  \
            ",\"schema\":{\"primaryKey\":[\"year\",\"program\"],"              \
            "\"fields\":[" fields "]}}")
#define YEAR FIELD("year", "string", ",\"role\":\"period\"")
#define PROGRAM                                                                \
    FIELD("program", "string",                                                 \
          ",\"role\":\"dimension\",\"dimension\":\"program\"")
#define ACCRUED(more)                                                          \
    FIELD("accrued", "number",                                                 \
          ",\"role\":\"amount\",\"stage\":\"accrued\"" more)
#define FIELDS YEAR "," PROGRAM "," ACCRUED("")
#define PATH ",\"path\":\"spent.csv\""

static const char rows[] = "year,program,accrued\n"
                           "2017,a,1.5\n"
                           "2017,b,2.5\n";

/* Findings of the portal with these settings, descriptor and table. */
static void found(const char *settings, const char *package, const char *table,
                  const char *expected)
{
    struct desk desk;
    struct buf yaml = BUF_INIT;

    desk_init(&desk);
    buf_add_text(&yaml, head);
    buf_add_text(&yaml, settings);
    desk_write(&desk, "content/p/portal.yaml",
               arena_text(&desk.arena, buf_slice(&yaml)));
    desk_write(&desk, "data/p/datapackage.json", package);
    if (table != NULL)
        desk_write(&desk, "data/p/spent.csv", table);
    desk_load(&desk);
    assert_slice(&desk, desk_findings(&desk, ""), expected);
    buf_release(&yaml);
    desk_release(&desk);
}

static void wrong_settings(void **state)
{
    static const char *const cases[][2] = {
        {"kind: portl", "F302 5:7 \"portl\" is not one of portal, hub"},
        {"accent: red", "F302 5:9 \"red\" is not a colour (\"#1f5f8b\")"},
        {"accent: \"#1f5f8b; }\"",
         "F302 5:9 \"#1f5f8b; }\" is not a colour (\"#1f5f8b\")"},
        {"release: [a]", "F302 5:10 \"release\" is not a text"},
        {"contact: me", "F302 5:10 \"contact\" is not a map of names"},
        {"licence: [a]", "F302 5:10 \"licence\" is not a map of names"},
        {"labels: [a]", "F302 5:9 \"labels\" is not a map of names"},
        {"labels: {kind: a}",
         "F302 5:16 \"a\" is not a map of codes with their words"},
        {"levels: x", "F302 5:9 \"levels\" is not a map of names"},
        {"statuses: {achieved: x}",
         "F302 5:22 \"achieved\" is not a map of names"},
        {"constants: [1]", "F302 5:12 \"constants\" is not a map of names"},
        {"display: {USD: millions}", "F302 5:16 \"USD\" is not a map of names"},
        {"accept: x", "F302 5:9 \"accept\" is not a list"},
        {"levels_of_findings: {W999: note}",
         "F302 5:28 \"W999\" is not a finding's code with fatal, warning or "
         "note"},
        {"summary: {en: {en: a}}", "F302 5:15 \"en\" is not a text"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char settings[200];
        char expected[200];

        (void)snprintf(settings, sizeof settings, "cut_off: 2017-10-31\n%s\n",
                       cases[i][0]);
        (void)snprintf(expected, sizeof expected,
                       "%s; the setting was not used\n", cases[i][1]);
        found(settings, FACTS(PATH, FIELDS), rows, expected);
    }
}

static void settings_that_name_stages(void **state)
{
    (void)state;
    found("cut_off: 2017-10-31\nexpenditure: {budget: acrued}\n",
          FACTS(PATH, FIELDS), rows,
          "F312 5:23 stage acrued is not in portal.yaml; nearest: accrued\n");
    found("cut_off: 2017-10-31\nrevenue: {excution: accrued}\n",
          FACTS(PATH, FIELDS), rows,
          "F211 5:11 excution is not known in revenue; it was refused. Did "
          "you mean execution?\n");
}

static void settings_that_name_statuses(void **state)
{
    (void)state;
    found("cut_off: 2017-10-31\nstatuses: {finished: {label: x}}\n",
          FACTS(PATH, FIELDS), rows,
          "F210 5:12 finished is not known in statuses; it was refused\n");
}

/* The headline year cannot be told from a date that is not there. */
static void no_cut_off(void **state)
{
    (void)state;
    found("period: 2017\n", FACTS(PATH, FIELDS), rows,
          "F301 1:1 cut_off is missing; the portal needs it: the date the "
          "data speaks of (there is no clock)\n");
    found("cut_off: 2017-02-30\nperiod: 2017\n", FACTS(PATH, FIELDS), rows,
          "F302 4:10 \"2017-02-30\" is not a date (2017-10-31); the setting "
          "was not used\n");
}

static void wrong_languages(void **state)
{
    static const char *const paths[] = {"en", "data", "../x", "EN", "a/b"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        struct desk desk;
        char yaml[200];
        char expected[200];

        (void)snprintf(yaml, sizeof yaml,
                       "name: P\ncut_off: 2017-10-31\nlanguages:\n"
                       "  - {path: en, locale: en-US}\n"
                       "  - {path: %s, locale: en-GB}\n",
                       paths[i]);
        (void)snprintf(expected, sizeof expected,
                       "F302 5:5 \"%s\" is not a path of a-z, 0-9 and '-' "
                       "that nothing else has; the setting was not used\n",
                       paths[i]);
        DESK_FILL(&desk, yaml, PACKAGE(""), NULL);
        desk_load(&desk);
        assert_slice(&desk, desk_findings(&desk, ""), expected);
        desk_release(&desk);
    }
}

static void wrong_paths(void **state)
{
    static const char outside[] =
        " is not the path of a file below the descriptor's folder; the "
        "setting was not used\n";
    static const char *const paths[] = {"",
                                        "/etc/passwd",
                                        "../p/spent.csv",
                                        "a//b",
                                        "./spent.csv",
                                        "a/../spent.csv",
                                        "https://example.org/a.csv"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        char package[600];
        char expected[200];

        (void)snprintf(package, sizeof package,
                       "{\"name\":\"p\",\"resources\":[{\"name\":\"spent\",\n"
                       "\"path\":\"%s\",\"role\":\"execution\","
                       "\"schema\":{\"fields\":[" FIELDS "]}}]}",
                       paths[i]);
        (void)snprintf(expected, sizeof expected, "F302 2:8 \"%s\"%s", paths[i],
                       outside);
        found("cut_off: 2017-10-31\n", package, rows, expected);
    }
    found("cut_off: 2017-10-31\n", FACTS(",\"path\":[]", FIELDS), rows,
          "F301 1:26 path is missing; the portal needs it: the resource's "
          "file or files\n");
    found("cut_off: 2017-10-31\n",
          FACTS(",\"path\":[\"spent.csv\",\"sp*.csv\"]", FIELDS), rows,
          "F302 1:81 \"spent.csv\" is not a file that this resource names "
          "once; the setting was not used\n");
}

static void wrong_properties(void **state)
{
    static const char *const cases[][2] = {
        {FACTS(PATH ",\n\"encoding\":[\"latin1\"]", FIELDS),
         "F302 2:12 \"encoding\" is not a text; the setting was not used\n"},
        {FACTS(PATH ",\n\"dialect\":{\"delimeter\":\";\"}", FIELDS),
         "F211 2:12 delimeter is not known in a dialect; it was refused. Did "
         "you mean delimiter?\n"},
        {FACTS(PATH ",\n\"dialect\":{\"header\":\"no\"}", FIELDS),
         "F302 2:21 \"no\" is not true or false; the setting was not used\n"},
        {FACTS(PATH ",\n\"dialect\":{\"quoteChar\":\",\"}", FIELDS),
         "F302 2:11 \"dialect\" is not one with three different marks, none "
         "of them a line end; the setting was not used\n"},
        {FACTS(PATH ",\n\"measure\":{\"curency\":\"USD\"}", FIELDS),
         "F211 2:12 curency is not known in a measure; it was refused. Did "
         "you mean currency?\n"},
        {FACTS(PATH ",\n\"totals\":\"a\"", FIELDS),
         "F302 2:10 \"totals\" is not a map of names; the setting was not "
         "used\n"},
        {FACTS(PATH ",\n\"exclude\":[{\"field\":\"program\",\"equals\":[\"c\"]"
                    "}]",
               FIELDS),
         "F301 2:12 reason is missing; the portal needs it: it is printed "
         "with the rows it leaves out\n"},
        {FACTS(PATH ",\n\"publish\":\"all\"", FIELDS),
         "F302 2:11 \"all\" is not one of source, normalised, aggregate, "
         "none; the setting was not used\n"},
        {FACTS(PATH, YEAR "," PROGRAM ",\n" ACCRUED(",\"personal\":\"yes\"")),
         "F302 2:80 \"yes\" is not true or false; the setting was not used\n"},
        {FACTS(PATH, YEAR "," PROGRAM ",\n" ACCRUED(",\"groupChar\":\".\"")),
         "F302 2:1 \"accrued\" is not a number whose decimal and group marks "
         "differ from each other and from digits; the setting was not "
         "used\n"},
        {FACTS(PATH, YEAR "," PROGRAM ",\n" ACCRUED(",\"missing\":[\"-\"]")),
         "F302 2:79 \"missing\" is not a map of names; the setting was not "
         "used\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        found("cut_off: 2017-10-31\n", cases[i][0], rows, cases[i][1]);
}

/* More resources than a byte counts, each with one row of the same file. */
static void many_takers(void **state)
{
    struct buf package = BUF_INIT;
    struct buf spent = BUF_INIT;
    struct desk desk;

    (void)state;
    buf_add_text(&package, "{\"name\":\"p\",\"resources\":[");
    buf_add_text(&spent, "year,program,accrued\n");
    for (int i = 0; i < 300; i++) {
        buf_add_format(&package,
                       "%s{\"name\":\"r%d\",\"path\":\"spent.csv\","
                       "\"role\":\"execution\",\"take\":{\"field\":"
                       "\"program\",\"equals\":[\"p%d\"]},"
                       "\"schema\":{\"fields\":[" FIELDS "]}}",
                       i > 0 ? "," : "", i, i);
        buf_add_format(&spent, "2017,p%d,%d\n", i, i);
    }
    buf_add_text(&package, "]}");
    DESK_FILL(&desk, PORTAL_HEAD, package.ptr, "spent", spent.ptr);
    desk_load(&desk);
    assert_slice(&desk, desk_findings(&desk, ""), "");
    for (size_t i = 0; i < desk.portal->tables.count; i++)
        if (table_is_fact(desk.portal->tables.items[i]))
            assert_int_equal(desk.portal->tables.items[i]->files.items[0].used,
                             1);
    buf_release(&package);
    buf_release(&spent);
    desk_release(&desk);
}

static void many_fields(void **state)
{
    struct buf package = BUF_INIT;
    struct desk desk;

    (void)state;
    buf_add_text(&package,
                 "{\"name\":\"p\",\"resources\":[{\"name\":\"x\","
                 "\"path\":\"spent.csv\",\"role\":\"register\","
                 "\"schema\":{\"fields\":[\n" CODE_FIELD "," LABEL_FIELD);
    for (int i = 2; i < 200; i++)
        buf_add_format(&package, ",\n{\"name\":\"f%d\"}", i);
    buf_add_text(&package, "]}}]}");
    DESK_FILL(&desk, PORTAL_HEAD, package.ptr, "spent", "code,label\na,A\n");
    desk_load(&desk);
    assert_slice(&desk, desk_findings(&desk, "317"),
                 "F317 129:1 x has more fields than can be kept (128); the "
                 "rest was not used\n");
    buf_release(&package);
    desk_release(&desk);
}

static bool row_count(void *context, const struct row *row)
{
    size_t *count = context;

    (void)row;
    (*count)++;
    return true;
}

/* Counted twice, money would be there twice: in the sum and in the file. */
static void a_row_of_facts_twice(void **state)
{
    const struct period always = {PERIOD_NONE, 0, 0, 0};
    const struct table *table;
    struct cube_sum sum;
    size_t published = 0;
    struct desk desk;

    (void)state;
    DESK_FILL(&desk, PORTAL_HEAD,
              FACTS(",\"path\":[\"spent.csv\",\"more.csv\"]", FIELDS), "spent",
              rows, "more", "year,program,accrued\n2018,a,4\n2017,b,8\n");
    desk_load(&desk);
    assert_slice(&desk, desk_findings(&desk, ""),
                 "F305 2:0 the key 2017 | b of spent is used twice; the first "
                 "row was kept\n");
    table = portal_table_named(desk.portal, SLICE("spent"));
    assert_int_equal(cube_query(table->cube, 0, NULL, 0, always, always, &sum),
                     CUBE_OK);
    assert_slice(&desk, desk_amount(&desk, sum.value), "8.0");
    assert_int_equal(table->files.items[1].used, 1);
    assert_int_equal(table->files.items[1].refused, 1);
    assert_true(
        table_replay(desk.portal, table, desk.folder, row_count, &published));
    assert_int_equal(published, 3);
    desk_release(&desk);
}

/* Accepted with a reason, the finding must still say what is published. */
static void a_row_of_a_list_twice(void **state)
{
    const struct table *table;
    struct desk desk;

    (void)state;
    DESK_FILL(
        &desk, PORTAL_HEAD,
        PACKAGE("{'name':'values','role':'observations','path':'values.csv',"
                "'schema':{'primaryKey':['indicator','year'],'fields':["
                "{'name':'indicator','role':'indicator'},"
                "{'name':'year','role':'period'},"
                "{'name':'value','type':'number','role':'value'}]}},"
                "{'name':'indicators','path':'indicators.csv',"
                "'role':'indicators','schema':{'fields':["
                "{'name':'code','role':'code'},"
                "{'name':'label','role':'label'}]}}"),
        "values", "indicator,year,value\ni,2016,1\ni,2017,2\ni,2017,3\n",
        "indicators", "code,label\ni,I\ni,Again\n");
    desk_load(&desk);
    assert_slice(&desk, desk_findings(&desk, "305"),
                 "F305 3:0 the key i | 2017 of values is used twice; the first "
                 "row was kept\n"
                 "F305 2:0 the key i of indicators is used twice; the first "
                 "row was kept\n");
    table = portal_table_named(desk.portal, SLICE("values"));
    assert_int_equal(table->rows.count, 2);
    assert_slice(&desk, row_text(table, &table->rows.items[1], "value"), "2");
    assert_int_equal(table->files.items[0].used, 2);
    assert_int_equal(table->files.items[0].refused, 1);
    table = portal_table_named(desk.portal, SLICE("indicators"));
    assert_int_equal(table->rows.count, 1);
    desk_release(&desk);
}

static void files_without_a_head(void **state)
{
    (void)state;
    found("cut_off: 2017-10-31\n",
          FACTS(PATH ",\"dialect\":{\"header\":false}", FIELDS), "2017,a\n",
          "F307 0:0 the file has no column \"accrued\"; nearest: none; its "
          "columns are: year, program\n");
    found("cut_off: 2017-10-31\n",
          FACTS(PATH ",\"dialect\":{\"header\":false}", FIELDS), "2017,a,1,x\n",
          "W308 1:4 column \"(column 4)\" is not in the descriptor; it was not "
          "used "
          "and is not published\n");
}

/* A pipe has no end while somebody may write to it. */
static void a_pipe_as_a_table(void **state)
{
    struct desk desk;

    (void)state;
    DESK_FILL(&desk, PORTAL_HEAD, FACTS(PATH, FIELDS), NULL);
    assert_int_equal(
        mkfifo(
            arena_format(&desk.arena, "%s/data/p/spent.csv", desk.folder).ptr,
            0600),
        0);
    desk_load(&desk);
    assert_slice(&desk, desk_findings(&desk, ""),
                 "F102 0:0 data/p/spent.csv cannot be read: it is no regular "
                 "file\n");
    desk_release(&desk);
}

/* Pages that cannot be listed must not pass for pages that are not there. */
static void folders_that_are_none(void **state)
{
    struct desk desk;

    (void)state;
    desk_init(&desk);
    desk_write(&desk, "content/p/portal.yaml", PORTAL_HEAD);
    desk_write(&desk, "content/p/pages", "");
    desk_write(&desk, "content/p/templates", "");
    desk_write(&desk, "data/p/datapackage.json", PACKAGE(""));
    desk_load(&desk);
    assert_slice(&desk, desk_findings(&desk, ""),
                 "F102 0:0 content/p/templates cannot be read: Not a "
                 "directory\n"
                 "F102 0:0 content/p/pages cannot be read: Not a directory\n");
    desk_release(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_settings),
        cmocka_unit_test(settings_that_name_stages),
        cmocka_unit_test(settings_that_name_statuses),
        cmocka_unit_test(no_cut_off),
        cmocka_unit_test(wrong_languages),
        cmocka_unit_test(wrong_paths),
        cmocka_unit_test(wrong_properties),
        cmocka_unit_test(many_fields),
        cmocka_unit_test(many_takers),
        cmocka_unit_test(a_row_of_facts_twice),
        cmocka_unit_test(a_row_of_a_list_twice),
        cmocka_unit_test(files_without_a_head),
        cmocka_unit_test(a_pipe_as_a_table),
        cmocka_unit_test(folders_that_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
