/*
 * What is wrong in a mapping (datapackage.json) is said, with its place and
 * what was expected: no value of a key is passed over, and none ends the
 * program.
 */
#include "portal_help.h"

struct wrong {
    const char *resource; /* beside name, role and path */
    const char *fields;
    const char *expected; /* findings of the descriptor, by line and column */
};

static const char rows[] = "Cod,Etapa,Dev\na,I,1\n";

static void check_wrong(const char *role, const struct wrong *wrong)
{
    struct desk desk;
    struct buf package = BUF_INIT;
    struct buf found = BUF_INIT;
    struct slice findings;

    buf_add_format(&package,
                   "{'name':'p','resources':[{'name':'spent','role':'%s',"
                   "'path':'x.csv','period':'2017'%s,"
                   "'schema':{'fields':[%s]}}]}",
                   role, wrong->resource, wrong->fields);
    DESK_FILL(&desk, PORTAL_HEAD, package.ptr, "x", rows);
    buf_release(&package);
    desk_load(&desk);
    findings = desk_findings(&desk, "");
    /* What the file lacks then is not asked here. */
    while (findings.len > 0) {
        struct slice line = slice_next(&findings, '\n');

        if (line.len == 0 || slice_starts_with(line, SLICE("F307")) ||
            slice_starts_with(line, SLICE("W308")))
            continue;
        buf_add_slice(&found, line);
        buf_add_char(&found, '\n');
    }
    assert_slice(&desk, buf_slice(&found), wrong->expected);
    buf_release(&found);
    desk_release(&desk);
}

#define CODE "{'name':'Cod','role':'dimension','dimension':'code'}"
#define DEV "{'name':'Dev','type':'number','role':'amount','stage':'accrued'}"
/* The wrong value stands at the beginning of the second line. */
#define OF_CODE(more)                                                          \
    "{'name':'Cod','role':'dimension','dimension':'code',\n" more "}," DEV
#define OF_MONEY(more)                                                         \
    "{'name':'Dev','type':'number','role':'amount','stage':'accrued',\n" more  \
    "}"
#define OF_PERIOD(more) "{'name':'Cod','role':'period',\n" more "}," DEV
static void keys_of_files(void **state)
{
    static const struct wrong cases[] = {
        {",\n'files':'x.csv'", CODE "," DEV,
         "F302 2:9 \"files\" is not a list; the setting was not used\n"},
        {",\n'files':['x.csv']", CODE "," DEV,
         "F301 2:10 path is missing; the portal needs it: the files that "
         "differ\n"},
        {",\n'files':[{'path':'y*.csv'}]", CODE "," DEV,
         "F315 2:10 no file fits y*.csv\n"},
        {",\n'files':[{'path':'*.csv'},{'path':'x.csv'}]", CODE "," DEV,
         "F302 2:27 \"x.csv\" is not the only entry of `files` that fits its "
         "files; the setting was not used\n"},
        {",\n'files':[{'path':'x.csv','factr':2}]", CODE "," DEV,
         "F211 2:26 factr is not known in an entry of `files`; it was refused. "
         "Did you mean factor?\n"},
        {",\n'files':[{'path':'x.csv','factor':0}]", CODE "," DEV,
         "F302 2:35 \"0\" is not a number above zero; the setting was not "
         "used\n"},
        {",\n'files':[{'path':'x.csv','factor':[2]}]", CODE "," DEV,
         "F302 2:35 \"\" is not a number above zero; the setting was not "
         "used\n"},
        {",\n'files':[{'path':'x.csv','period':'2017-13'}]", CODE "," DEV,
         "F302 2:35 \"2017-13\" is not a period; the setting was not used\n"},
        {",\n'files':[{'path':'x.csv','subtract':'yes'}]", CODE "," DEV,
         "F302 2:37 \"yes\" is not true or false; the setting was not used\n"},
        {",\n'files':[{'path':'x.csv','columns':'Cod'}]", CODE "," DEV,
         "F302 2:36 \"columns\" is not a list; the setting was not used\n"},
        {",\n'files':[{'path':'x.csv','columns':['Cod',['x'],'Dev']}]",
         CODE "," DEV,
         "F302 2:43 \"columns\" is not a list of headings, null for columns "
         "that are not read; the setting was not used\n"},
        {",\n'files':[{'path':'x.csv','decimalChar':'5'}]", CODE "," DEV,
         "F302 2:10 \"x.csv\" is not a number whose decimal and group marks "
         "differ from each other and from digits; the setting was not used\n"},
        {",\n'files':[{'path':'x.csv','decimalChar':'.','groupChar':'.'}]",
         CODE "," DEV,
         "F302 2:10 \"x.csv\" is not a number whose decimal and group marks "
         "differ from each other and from digits; the setting was not used\n"},
        {",\n'files':[{'path':'x.csv','decimalChar':','}]",
         "{'name':'Dev','type':'number','role':'amount','stage':'accrued',"
         "'groupChar':','}",
         "F302 2:9 \"Dev\" is not a number whose decimal and group marks "
         "differ from each other and from digits; the setting was not used\n"},
        {",\n'files':[{'path':'x.csv','dialect':{'delimiter':'||'}}]",
         CODE "," DEV,
         "F302 2:49 \"||\" is not one character of ASCII; the setting was not "
         "used\n"},
        {",\n'files':[{'path':['x.csv']}]", CODE "," DEV,
         "F302 2:18 \"path\" is not a text; the setting was not used\n"
         "F301 2:10 path is missing; the portal needs it: the files that "
         "differ\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check_wrong("execution", &cases[i]);
}

static void keys_that_choose_rows(void **state)
{
    static const struct wrong cases[] = {
        {",\n'take':'a'", CODE "," DEV,
         "F301 2:8 field, and equals, startsWith or empty is missing; the "
         "portal needs it: rows are chosen by them\n"},
        {",\n'take':[]", CODE "," DEV,
         "F301 2:8 field, and equals, startsWith or empty is missing; the "
         "portal needs it: rows are chosen by them\n"},
        {",\n'take':{'field':'Cod'}", CODE "," DEV,
         "F301 2:8 field, and equals, startsWith or empty is missing; the "
         "portal needs it: rows are chosen by them\n"},
        {",\n'take':{'equals':['a']}", CODE "," DEV,
         "F301 2:8 field, and equals, startsWith or empty is missing; the "
         "portal needs it: rows are chosen by them\n"},
        {",\n'take':{'field':'Cod','equals':['a'],'startsWith':['a']}",
         CODE "," DEV,
         "F301 2:8 field, and equals, startsWith or empty is missing; the "
         "portal needs it: rows are chosen by them\n"},
        {",\n'take':{'field':'Cod','equals':[]}", CODE "," DEV,
         "F302 2:32 \"equals\" is not a list of one text or more; the setting "
         "was not used\n"},
        {",\n'take':{'field':'Cod','equals':'a'}", CODE "," DEV,
         "F302 2:32 \"equals\" is not a list of one text or more; the setting "
         "was not used\n"},
        {",\n'take':{'field':'Cod','startsWith':[['a']]}", CODE "," DEV,
         "F302 2:36 \"startsWith\" is not a list of one text or more; the "
         "setting was not used\n"},
        {",\n'take':{'field':'Cod','empty':'no'}", CODE "," DEV,
         "F302 2:31 \"no\" is not true or false; the setting was not used\n"
         "F355 1:0 1 rows, this one first, are taken by no resource; they were "
         "not used\n"},
        {",\n'take':{'field':'Cod','empty':false,'nt':true}", CODE "," DEV,
         "F210 2:37 nt is not known in a row condition; it was refused\n"},
        {",\n'exclude':[{'field':'Cod','when':{'field':'Cod','empty':true},"
         "'reason':'x'}]",
         CODE "," DEV,
         "F302 2:12 \"field\" is not for an entry that has `when`; the setting "
         "was not used\n"},
        {",\n'totals':[{'field':'Cod','equal':['a']}]", CODE "," DEV,
         "F211 2:26 equal is not known in totals; it was refused. Did you mean "
         "equals?\n"
         "F301 2:11 field, and equals, startsWith or empty is missing; the "
         "portal needs it: rows are chosen by them\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check_wrong("execution", &cases[i]);
}

static void keys_of_facts(void **state)
{
    static const struct wrong cases[] = {
        {",\n'subtotals':['Cod']", CODE "," DEV,
         "F302 2:13 \"subtotals\" is not a map of names; the setting was not "
         "used\n"},
        {",\n'subtotals':{'levels':[]}", CODE "," DEV,
         "F302 2:23 \"levels\" is not a list of one text or more; the setting "
         "was not used\n"
         "F301 2:13 levels is missing; the portal needs it: the columns whose "
         "lower codes are blank\n"},
        {",\n'subtotals':{'levels':['Cod','Cod']}", CODE "," DEV,
         "F302 2:13 \"subtotals\" is not a list where each level stands once; "
         "the setting was not used\n"},
        {",\n'subtotals':{'level':['Cod']}", CODE "," DEV,
         "F211 2:14 level is not known in subtotals; it was refused. Did you "
         "mean levels?\n"
         "F301 2:13 levels is missing; the portal needs it: the columns whose "
         "lower codes are blank\n"},
        {",\n'currencies':[]", CODE "," DEV,
         "F302 2:14 \"currencies\" is not a list of one currency or more; the "
         "setting was not used\n"
         "F310 2:14 spent has no field with the role currency, which its role "
         "currencies needs\n"},
        {",\n'distinct':true", CODE "," DEV,
         "F302 2:12 \"distinct\" is not a key of facts; the setting was not "
         "used\n"},
        {"", CODE,
         "F310 1:26 spent has no field with the role amount, which its role "
         "execution needs\n"},
        {",\n'currencies':[{'currency':'CLP'}]", CODE "," DEV,
         "F310 2:14 spent has no field with the role currency, which its role "
         "currencies needs\n"},
        {",\n'currencies':[{'currency':'CLP','code':'P'},{'currency':'USD',"
         "'code':'P'}]",
         "{'name':'Cod','role':'currency'}," DEV,
         "F302 2:14 \"currencies\" is not a list where each code and currency "
         "stands once; the setting was not used\n"
         "F334 1:1 the row is in a, spent is in CLP; currencies are not added, "
         "the row was not used\n"},
        {",\n'format':'xls'", CODE "," DEV,
         "F302 2:10 \"xls\" is not one of csv, json, front-matter; the setting "
         "was not used\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check_wrong("execution", &cases[i]);
}

static const struct wrong text_cases[] = {
    {"", OF_CODE("'aliases':'C'"),
     "F302 2:11 \"aliases\" is not a list of one text or more; the setting "
     "was not used\n"},
    {"", OF_CODE("'aliases':[]"),
     "F302 2:11 \"aliases\" is not a list of one text or more; the setting "
     "was not used\n"},
    {"", OF_CODE("'aliases':[null]"),
     "F302 2:11 \"aliases\" is not a list of one text or more; the setting "
     "was not used\n"},
    {"", OF_CODE("'column':0"),
     "F302 2:10 \"0\" is not the position of a column, from 1; the setting "
     "was not used\n"},
    {"", OF_CODE("'column':'B'"),
     "F302 2:10 \"B\" is not the position of a column, from 1; the setting "
     "was not used\n"},
    {"", OF_CODE("'column':[1]"),
     "F302 2:10 \"\" is not the position of a column, from 1; the setting "
     "was not used\n"},
    {"", OF_CODE("'constant':['a']"),
     "F302 2:12 \"constant\" is not a text; the setting was not used\n"},
    {"", OF_CODE("'fromPath':'x.csv'"),
     "F302 2:12 \"x.csv\" is not a text with {} where the value stands; "
     "the setting was not used\n"},
    {"", OF_CODE("'pattern':'{}{}'"),
     "F302 2:11 \"{}{}\" is not a text with {} where the value stands; the "
     "setting was not used\n"},
    {"", OF_CODE("'pattern':''"),
     "F302 2:11 \"\" is not a text with {} where the value stands; the "
     "setting was not used\n"},
    {"", OF_CODE("'pattern':['{}']"),
     "F302 2:11 \"pattern\" is not a text; the setting was not used\n"},
    {"", OF_CODE("'join':'Cod'"),
     "F302 2:8 \"join\" is not a list of one text or more; the setting was "
     "not used\n"},
    {"", OF_CODE("'join':[]"),
     "F302 2:8 \"join\" is not a list of one text or more; the setting was "
     "not used\n"},
    {"", OF_CODE("'digest':{'a':1}"),
     "F302 2:10 \"digest\" is not a list of one text or more; the setting "
     "was not used\n"},
    {"", OF_CODE("'join':['Cod'],'with':['.']"),
     "F302 2:23 \"with\" is not a text; the setting was not used\n"},
    {"", OF_CODE("'join':['Cod'],'digest':['Cod']"),
     "F302 1:112 \"Cod\" is not a field with one source: column, constant, "
     "fromPath, join or digest; the setting was not used\n"},
    {"", OF_CODE("'constant':'a','column':1"),
     "F302 1:112 \"Cod\" is not a field with one source: column, constant, "
     "fromPath, join or digest; the setting was not used\n"},
    {"", OF_CODE("'split':':'"),
     "F302 2:9 \"split\" is not a map of names; the setting was not "
     "used\n"},
    {"", OF_CODE("'split':{'at':':'}"),
     "F301 2:9 at, part is missing; the portal needs it: a cell is split "
     "there\n"},
    {"", OF_CODE("'split':{'at':':','part':3}"),
     "F302 2:26 \"3\" is not 1 or 2; \"parts\" says of how many; the setting "
     "was not used\n"},
    {"", OF_CODE("'split':{'at':':','part':4,'parts':3}"),
     "F302 2:26 \"4\" is not one of the 3 \"parts\"; the setting was not "
     "used\n"},
    {"", OF_CODE("'split':{'at':':','part':1,'prt':1}"),
     "F211 2:28 prt is not known in split; it was refused. Did you mean "
     "part?\n"},
    {"", OF_CODE("'pad':33"),
     "F302 2:7 \"33\" is not a width from 0 to 32; the setting was not "
     "used\n"},
    {"", OF_CODE("'fill':'up'"),
     "F302 2:8 \"up\" is not one of down; the setting was not used\n"},
    {"", OF_CODE("'values':['a']"),
     "F302 2:10 \"values\" is not a map of names; the setting was not "
     "used\n"},
    {"", OF_CODE("'values':{'a':['b']}"),
     "F302 2:15 \"a\" is not a text with the text that replaces it; the "
     "setting was not used\n"},
    {"", OF_CODE("'labels':['N']"),
     "F302 2:10 \"labels\" is not a heading, or a map with its name; the "
     "setting was not used\n"},
    {"", OF_CODE("'labels':{'nme':'N'}"),
     "F211 2:11 nme is not known in labels; it was refused. Did you mean "
     "name?\n"
     "F302 2:10 \"labels\" is not a heading, or a map with its name; the "
     "setting was not used\n"},
    {"", OF_CODE("'optional':1"),
     "F302 2:12 \"1\" is not true or false; the setting was not used\n"},
    {"", OF_CODE("'stages':{}"),
     "F302 2:10 \"stages\" is not a key of amounts; the setting was not "
     "used\n"},
    {"", OF_CODE("'month':1"),
     "F302 2:9 \"month\" is not a key of amounts and numbers; the setting "
     "was not used\n"},
    {"", OF_CODE("'factor':10"),
     "F302 2:10 \"factor\" is not a key of amounts and numbers; the "
     "setting was not used\n"},
    {"", OF_PERIOD("'format':'dd/mm/yyyy'"),
     "F302 2:10 \"dd/mm/yyyy\" is not a format with a year, of %Y, %y, %q, "
     "%m, %d, %H, %M and %S; the setting was not used\n"
     "F304 1:1 \"a\" in column Cod is not a date or period that exists; "
     "the row was not used\n"},
    {"", OF_PERIOD("'format':'%d/%m'"),
     "F302 2:10 \"%d/%m\" is not a format with a year, of %Y, %y, %q, %m, "
     "%d, %H, %M and %S; the setting was not used\n"
     "F304 1:1 \"a\" in column Cod is not a date or period that exists; "
     "the row was not used\n"},
    {"", OF_PERIOD("'format':'%d/%Y'"),
     "F302 2:10 \"%d/%Y\" is not a format with a year, of %Y, %y, %q, %m, "
     "%d, %H, %M and %S; the setting was not used\n"
     "F304 1:1 \"a\" in column Cod is not a date or period that exists; "
     "the row was not used\n"},
    {"", OF_PERIOD("'format':'%Y-%b'"),
     "F302 2:10 \"%Y-%b\" is not a format with a year, of %Y, %y, %q, %m, "
     "%d, %H, %M and %S; the setting was not used\n"
     "F304 1:1 \"a\" in column Cod is not a date or period that exists; "
     "the row was not used\n"},
    {"", OF_PERIOD("'format':'%Y%'"),
     "F302 2:10 \"%Y%\" is not a format with a year, of %Y, %y, %q, %m, "
     "%d, %H, %M and %S; the setting was not used\n"
     "F304 1:1 \"a\" in column Cod is not a date or period that exists; "
     "the row was not used\n"},
    {"", OF_PERIOD("'granularity':'day'"),
     "F302 2:15 \"day\" is not one of year, quarter, month; the setting "
     "was not used\n"
     "F304 1:1 \"a\" in column Cod is not a date or period that exists; "
     "the row was not used\n"},
};

static void keys_of_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(text_cases); i++)
        check_wrong("execution", &text_cases[i]);
}

static const struct wrong amount_cases[] = {
    {"", OF_MONEY("'month':0"),
     "F302 2:9 \"0\" is not a month from 1 to 12; the setting was not "
     "used\n"},
    {"", OF_MONEY("'month':13"),
     "F302 2:9 \"13\" is not a month from 1 to 12; the setting was not "
     "used\n"},
    {"", OF_MONEY("'period':'2017-00'"),
     "F302 2:10 \"2017-00\" is not a period; the setting was not used\n"},
    {"", OF_MONEY("'factor':-1"),
     "F302 2:10 \"-1\" is not a number above zero; the setting was not "
     "used\n"},
    {"", OF_MONEY("'decimals':19"),
     "F302 2:12 \"19\" is not decimals from 0 to 18; the setting was not "
     "used\n"},
    {"", OF_MONEY("'negative':'brackets'"),
     "F302 2:12 \"brackets\" is not one of leading, parentheses, trailing; "
     "the setting was not used\n"},
    {"", OF_MONEY("'sign':'minus'"),
     "F302 2:8 \"minus\" is not one of as-written, reversed; the setting "
     "was not used\n"},
    {"", OF_MONEY("'bareNumber':'no'"),
     "F302 2:14 \"no\" is not true or false; the setting was not used\n"},
    {"", OF_MONEY("'granularity':'year'"),
     "F302 2:15 \"granularity\" is not a key of periods; the setting was "
     "not used\n"},
    {"", OF_MONEY("'convert':'flow'"),
     "F302 2:11 \"convert\" is not for amounts whose accumulation is "
     "to-date; the setting was not used\n"},
    {"", OF_MONEY("'accumulation':'to-date','convert':'month'"),
     "F302 2:36 \"month\" is not one of flow; the setting was not used\n"},
    {"", OF_MONEY("'personal':true"),
     "F302 2:12 \"personal\" is not for amounts: their sums are published; "
     "the setting was not used\n"},
    {"", OF_MONEY("'stages':{'field':'Etapa','values':{'I':'accrued'}}"),
     "F302 2:10 \"stages\" is not for a field that has no stage; the "
     "setting was not used\n"},
    {"",
     "{'name':'Dev','role':'amount',\n'stages':{'field':'Etapa','values':"
     "{}}}",
     "F301 2:10 field, values is missing; the portal needs it: they say "
     "which stage a row's amount is of\n"
     "F310 1:26 spent has no field with the role amount, which its role "
     "execution needs\n"},
    {"",
     "{'name':'Dev','role':'amount',\n'stages':{'field':'Etapa','values':"
     "{'I':['accrued']}}}",
     "F312 2:41 stage  is not in portal.yaml; nearest: none of in-force, "
     "accrued, paid\n"
     "F310 1:26 spent has no field with the role amount, which its role "
     "execution needs\n"},
    {"",
     "{'name':'Dev','role':'amount',\n'stages':{'feld':'Etapa','values':"
     "{'I':'accrued'}}}",
     "F211 2:11 feld is not known in stages; it was refused. Did you mean "
     "field?\n"
     "F301 2:10 field, values is missing; the portal needs it: they say "
     "which stage a row's amount is of\n"
     "F310 1:26 spent has no field with the role amount, which its role "
     "execution needs\n"},
    {"",
     "{'name':'Dev','role':'amount',\n'stages':{'field':'Etapa','values':"
     "{'I':'acrued'}}}",
     "F312 2:41 stage acrued is not in portal.yaml; nearest: accrued\n"},
    {"", "{'name':'Dev','role':'amount'}",
     "F301 1:112 stage is missing; the portal needs it: the field is "
     "published by it\n"
     "F310 1:26 spent has no field with the role amount, which its role "
     "execution needs\n"},
    /* Two amounts of one stage and time, said in each way. */
    {"", DEV ",\n{'name':'A','role':'amount','stage':'accrued'}",
     "F309 2:1 two fields of spent would be published as accrued; the "
     "second was not used\n"},
    {"", DEV ",\n{'name':'A','role':'amount','stage':'accrued','month':1}",
     "F309 2:1 two fields of spent would be published as accrued; the "
     "second was not used\n"},
    {"", "{'name':'A','role':'amount','stage':'accrued','month':1},\n" DEV,
     "F309 2:1 two fields of spent would be published as accrued; the "
     "second was not used\n"},
    {"",
     "{'name':'A','role':'amount','stage':'accrued','month':1},\n"
     "{'name':'B','role':'amount','stage':'accrued','period':'2017-01'}",
     "F309 2:1 two fields of spent would be published as accrued; the "
     "second was not used\n"},
    {"",
     "{'name':'A','role':'amount','stage':'accrued','month':1},\n"
     "{'name':'B','role':'amount','stage':'accrued','month':1}",
     "F309 2:1 two fields of spent would be published as accrued; the "
     "second was not used\n"},
    {"",
     "{'name':'A','role':'amount','month':1,'stages':{'field':'Etapa',"
     "'values':{'I':'paid','D':'accrued'}}},\n"
     "{'name':'B','role':'amount','stage':'accrued','month':1}",
     "F309 2:1 two fields of spent would be published as accrued; the "
     "second was not used\n"},
    {"",
     DEV ",\n{'name':'A','role':'amount','stage':'accrued','accumulation':"
         "'to-date'}",
     "F309 2:1 two fields of spent would be published as accrued; the "
     "second was not used\n"},
    {"",
     DEV ",\n{'name':'A','role':'stated','statement':{'kind':'to-date',"
         "'measure':'paid'}}",
     "F302 2:1 \"paid\" is not an amount of this resource; the setting was "
     "not used\n"},
    {"", DEV ",\n{'name':'A','role':'stated','statement':{'knd':1}}",
     "F211 2:42 knd is not known in a statement; it was refused. Did you "
     "mean kind?\n"
     "F302 2:1 \"\" is not an amount of this resource; the setting was not "
     "used\n"
     "F302 2:1 \"\" is not an amount of this resource; the setting was not "
     "used\n"},
};

static void keys_of_amounts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(amount_cases); i++)
        check_wrong("execution", &amount_cases[i]);
}

static void keys_of_lists(void **state)
{
    static const char list[] = "{'name':'Cod','role':'code'},{'name':'Etapa',"
                               "'role':'label'}";
    const struct wrong cases[] = {
        {",\n'subtotals':{'levels':['Cod']}", list,
         "F302 2:13 \"subtotals\" is not a key of lists: facts have it; the "
         "setting was not used\n"},
        {",\n'currencies':[{'currency':'CLP'}]", list,
         "F302 2:14 \"currencies\" is not a key of lists: facts have it; the "
         "setting was not used\n"},
        {",\n'distinct':'yes'", list,
         "F302 2:12 \"yes\" is not true or false; the setting was not used\n"},
        {",\n'overlays':{'en':'x.csv'}", list,
         "F302 2:18 \"x.csv\" is not the files of a folder (meta-fr/*.md); the "
         "setting was not used\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check_wrong("programs", &cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_files),
        cmocka_unit_test(keys_that_choose_rows),
        cmocka_unit_test(keys_of_facts),
        cmocka_unit_test(keys_of_texts),
        cmocka_unit_test(keys_of_amounts),
        cmocka_unit_test(keys_of_lists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
