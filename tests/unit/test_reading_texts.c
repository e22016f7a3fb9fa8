/* Reading: texts, lists, numbers, dates, keys, what is personal. */
#include "reading_help.h"

static void texts_made(void **state)
{
    (void)state;
    /* What is missing stays missing through pattern, pad and split. */
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = "{'name':'Cod','role':'dimension','dimension':'code',"
                    "'pattern':'12{}','pad':4,'missing':{'s/d':"
                    "'not-reported','-':'not-applicable'},'values':{'0009':"
                    "''}}," MONEY,
          .files = {"x.csv", "Cod,Dev\n1234,1\ns/d,2\n-,4\n99,8\n129,16\n"
                             ",32\n12,64\n"},
          .published = "0034,1\n(not reported),2\n(n/a),4\n,16\n,32\n,64\n",
          .findings = "F352 4:1 \"99\" in Cod is not as 12{}; the row was not "
                      "used\n",
          .ledger = "x.csv used 6 119\nx.csv refused 1 8\n");
    /* Part 2 of what has no mark is empty; a longer code is not cut. */
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = "{'name':'Cod','role':'dimension','dimension':'code',"
                    "'split':{'at':' - ','part':2},'pad':2},{'name':'Cod',"
                    "'role':'dimension','dimension':'all','split':{'at':"
                    "' - ','part':1}}," MONEY,
          .files = {"x.csv", "Cod,Dev\nA - 123 - 4,1\nB,2\nC - 5,4\n"},
          .published = "123 - 4,A,1\n,B,2\n05,C,4\n");
    /* Any of several parts; the last has all that is left. */
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = "{'name':'Cod','role':'dimension','dimension':'a','split':"
                    "{'at':'-','part':2,'parts':3}},{'name':'Cod','role':"
                    "'dimension','dimension':'b','split':{'at':'-','part':3,"
                    "'parts':3}}," MONEY,
          .files = {"x.csv", "Cod,Dev\n215-21-01-x,1\n215 - 22,2\n215,4\n"},
          .published = "21,01-x,1\n22,,2\n,,4\n");
    /* A constant that does not fit is none. */
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = "{'name':'Cod','role':'dimension','dimension':'code',"
                    "'constant':'99','pattern':'12{}'}," MONEY,
          .files = {"x.csv", "Dev\n1\n"}, .published = ",1\n",
          .findings = "F352 0:0 \"99\" in Cod is not as 12{}; the row was not "
                      "used\n");
}

static void lists(void **state)
{
    struct desk desk;
    const struct example example = {
        .resource = "'role':'programs','path':'x.csv','distinct':true",
        .fields = "{'name':'Cod','role':'code','join':['A','B'],'with':'.'},"
                  "{'name':'N','role':'label'}",
        .files = {"x.csv", "A,B,N,Dev\n1,1,One,5\n1,1,One,6\n1,,Top,7\n"
                           "1,1,Uno,8\n"}};

    (void)state;
    desk_open(&desk, &example);
    assert_slice(&desk, desk_findings(&desk, ""),
                 "W356 4:0 spent 1.1 is called \"Uno\" here and \"One\" "
                 "before; the first stands\n");
    assert_slice(
        &desk,
        published(&desk, portal_table_named(desk.portal, SLICE("spent"))),
        "1.1,One\n1,Top\n");
    check_tables(&desk);
    desk_release(&desk);
}

/* The first 60 bits of SHA-256 of "1:x1:y", in base-32. */
static void digests(void **state)
{
    (void)state;
    /* A digest is of the texts alone: the same in any order of columns. */
    CHECK(.resource = "'role':'programs','path':'x*.csv'",
          .fields = "{'name':'id','role':'code','digest':['A','B']},"
                    "{'name':'A','role':'label'}",
          .files = {"x1.csv", "A,B\nx,y\n", "x2.csv", "B,A\n y , x \n"},
          .published = "eqqc55eco4iq,x\n",
          .findings = "F305 1:0 the key eqqc55eco4iq of spent is used twice; "
                      "the first row was kept\n");
}

static void numbers(void **state)
{
#define NUMBER(more, text, out)                                                \
    CHECK(.resource = FACTS(YEAR_2017 ",'dialect':{'delimiter':';'}"),         \
          .fields = AMOUNT("Dev", "accrued", more),                            \
          .files = {"x.csv", "Dev\n" text "\n"}, .published = out "\n")
#define NO_NUMBER(more, text, marks)                                           \
    CHECK(.resource = FACTS(YEAR_2017 ",'dialect':{'delimiter':';'}"),         \
          .fields = AMOUNT("Dev", "accrued", more),                            \
          .files = {"x.csv", "Dev\n" text "\n"}, .published = "",              \
          .findings = "F303 1:1 \"" text                                       \
                      "\" in column Dev is not a number as declared (" marks   \
                      "); the row was not used\n",                             \
          .ledger = "x.csv refused 1 \n")
#define PLAIN "decimal mark '.', no groups"
    (void)state;
    NUMBER(",'bareNumber':false", "Q -12.5", "-12.5");
    NUMBER(",'bareNumber':false", "(12.5) Q", "-12.5");
    NUMBER(",'bareNumber':false", "12 %", "12");
    NO_NUMBER(",'bareNumber':false", "- Q 12", PLAIN);
    NO_NUMBER(",'bareNumber':false", "Q \xE2\x88\x92 12", PLAIN);
    NO_NUMBER(",'bareNumber':false", "Q 12\xE2\x80\x93", PLAIN);
    NUMBER(",'bareNumber':false", "(Q 12.5)", "-12.5");
    NUMBER(",'bareNumber':false", "Q (12)", "-12");
    NUMBER(",'bareNumber':false", "-Q 12", "-12");
    NUMBER(",'bareNumber':false",
           "-\xC2\xA3"
           "12.50",
           "-12.50");
    NUMBER(",'bareNumber':false,'groupChar':' '",
           "(\xE2\x82\xB1 16\xC2\xA0"
           "424.34)",
           "-16424.34");
    NO_NUMBER(",'bareNumber':false", "(Q -12)", PLAIN);
    NO_NUMBER(",'bareNumber':false", "-Q-12", PLAIN);
    NO_NUMBER(",'bareNumber':false", "A-Q 12", PLAIN);
    NO_NUMBER(",'bareNumber':false", "(12) (13)", PLAIN);
    NO_NUMBER(",'bareNumber':false", "12-",
              PLAIN "; it is one with \"negative\": \"trailing\"");
    NO_NUMBER(",'bareNumber':false", "Q", PLAIN);
    NUMBER(",'negative':'trailing','groupChar':','", "1,234-", "-1234");
    NUMBER(",'negative':'trailing'", "12.5 -", "-12.5");
    NUMBER(",'negative':'trailing'", "-12", "-12");
    NO_NUMBER(",'negative':'trailing'", "-12-", PLAIN);
    NO_NUMBER(",'negative':'trailing'", "(12)-", PLAIN);
    NO_NUMBER(",'negative':'trailing'", "-", PLAIN);
    NO_NUMBER("", "1,234", PLAIN "; it is one with \"groupChar\": \",\"");
    NO_NUMBER("", "1.234,5",
              PLAIN "; it is one with \"decimalChar\": \",\", \"groupChar\": "
                    "\".\"");
    NO_NUMBER("", "US$ 1,234.50",
              PLAIN "; it is one with \"groupChar\": \",\", \"bareNumber\": "
                    "false");
    NO_NUMBER("", "12-", PLAIN "; it is one with \"negative\": \"trailing\"");
    NUMBER("",
           "\xE2\x88\x92"
           "12",
           "-12");
    NUMBER(",'sign':'reversed'", "(12.50)", "12.50");
    NUMBER(",'sign':'reversed'", "0", "0");
    NUMBER(",'factor':0.01,'sign':'reversed'", "1234", "-12.34");
    NUMBER("", "1000000000000000.0001", "1000000000000000.0001");
    NUMBER("", "-999999999999999.9999", "-999999999999999.9999");
    NO_NUMBER(",'factor':'10000000000000000000000000000000'",
              "100000000000000000", PLAIN);
}

/* 3837574934.7700005 is 3837574934.77 in binary; 0.125 is meant. */
static void residues(void **state)
{
    (void)state;
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = AMOUNT("Dev", "accrued", ",'decimals':2"),
          .files = {"x.csv", "Dev\n-3837574934.7700005\n0.125\n1.10\n"
                             "0.30000000000000004\n"},
          .published = "-3837574934.77\n0.125\n1.10\n0.30\n",
          .findings =
              "N360 1:1 2 numbers of column Dev, this one first "
              "(-3837574934.7700005), had the residue of a binary fraction; "
              "they were rounded to the declared decimals\n"
              "W362 2:1 1 numbers of column Dev, this one first (0.125), have "
              "more decimals than declared; they stand as written\n",
          .ledger = "x.csv used 4 -3837574933.245\n");
    CHECK(.resource = FACTS(YEAR_2017), .fields = MONEY,
          .files = {"x.csv", "Dev\n-3837574934.7700005\n"},
          .published = "-3837574934.7700005\n",
          .findings =
              "N361 1:1 1 numbers of column Dev, this one first "
              "(-3837574934.7700005), look like the residue of a binary "
              "fraction; they stand as written (declare decimals to round "
              "them)\n");
}

/* More than 170 numbers of 36 nines are more than 128 bits hold. */
static void overflow(void **state)
{
#define NINES "999999999999999999999999999999999999\n"
#define SIX(text) text text text text text text
    const struct period always = {PERIOD_NONE, 0, 0, 0};
    const struct example example = {
        .resource = FACTS(YEAR_2017),
        .fields = MONEY,
        .files = {"x1.csv", "Dev\n" SIX(SIX(NINES NINES)), "x2.csv",
                  "Dev\n" SIX(SIX(NINES NINES)), "x3.csv",
                  "Dev\n" SIX(SIX(NINES NINES))}};
    const struct table *table;
    struct cube_sum sum;
    struct desk desk;

    (void)state;
    desk_open(&desk, &example);
    assert_slice(&desk, desk_findings(&desk, ""), "");
    table = portal_table_named(desk.portal, SLICE("spent"));
    assert_int_equal(cube_query(table->cube, 0, NULL, 0, always, always, &sum),
                     CUBE_OK);
    assert_true(sum.overflow);
    check_portal(desk.portal, desk.folder);
    assert_slice(&desk, desk_findings(&desk, "411"),
                 "F411 1:26 spent | accrued is too large to be computed "
                 "exactly; printed as such\n");
    assert_slice(&desk, ledger(&desk),
                 "x1.csv used 72 71999999999999999999999999999999999928\n"
                 "x2.csv used 72 71999999999999999999999999999999999928\n"
                 "x3.csv used 72 71999999999999999999999999999999999928\n");
    desk_release(&desk);
}

static void dates(void **state)
{
#define DATE(more, text, out)                                                  \
    CHECK(.resource = FACTS(""),                                               \
          .fields = "{'name':'F','role':'period'" more "}," MONEY,             \
          .files = {"x.csv", "F,Dev\n" text ",1\n"}, .published = out ",1\n")
#define NO_DATE(more, text)                                                    \
    CHECK(.resource = FACTS(""),                                               \
          .fields = "{'name':'F','role':'period'" more "}," MONEY,             \
          .files = {"x.csv", "F,Dev\n" text ",1\n"}, .published = "",          \
          .findings = "F304 1:1 \"" text                                       \
                      "\" in column F is not a date or period that exists; "   \
                      "the row was not used\n",                                \
          .ledger = "x.csv refused 1 1\n")
#define DMY ",'format':'%d/%m/%Y'"
    (void)state;
    DATE(DMY, "29/02/2016", "2016-02-29");
    DATE(DMY, "1/2/2017", "2017-02-01");
    DATE(DMY ",'granularity':'quarter'", "31/12/2017", "2017-Q4");
    DATE(DMY ",'granularity':'year'", "31/12/2017", "2017");
    DATE(",'format':'%Y-%y'", "1999-00", "1999");
    DATE(",'format':'%Y/%Y'", "2016/2017", "2016");
    DATE(",'format':'FY%Y-%y'", "FY2016-17", "2016");
    NO_DATE(",'format':'%Y-%Y'", "2016-2018");
    DATE(",'format':'%Y%m'", "201704", "2017-04");
    DATE(",'format':'%qT%Y'", "3T2017", "2017-Q3");
    DATE(",'format':'%d-%m-%y %H:%M'", "31-01-69 10:30", "2069-01-31");
    NO_DATE(DMY, "29/02/2017");
    NO_DATE(DMY, "31/04/2017");
    NO_DATE(DMY, "00/04/2017");
    NO_DATE(DMY, "1/13/2017");
    NO_DATE(DMY, "2017-04-30");
    NO_DATE(DMY, "1/2/17");
    NO_DATE(",'format':'%Y-%y'", "2011-13");
    NO_DATE(",'format':'%Y%m'", "2017041");
    NO_DATE(",'format':'%qT%Y'", "5T2017");
    NO_DATE("", "2017-13");
}

static void keys_of_rows(void **state)
{
    (void)state;
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = "{'name':'P','role':'dimension','dimension':'p','join':"
                    "['A','B'],'with':'.'}," MONEY "],'primaryKey':['P'],'_':[",
          .files = {"x.csv", "A,B,Dev\n1,2,1\n1,,2\n1, 2,4\n"},
          .published = "1.2,1\n1,2\n",
          .findings = "F305 3:0 the key 1.2 of spent is used twice; the first "
                      "row was kept\n",
          .ledger = "x.csv used 2 3\nx.csv refused 1 4\n");
}

/* What is personal is in no finding, and not in the ledger. */
static void personal(void **state)
{
    struct desk desk;
    const struct example example = {
        .resource = FACTS(YEAR_2017 ",'subtotals':{'levels':['Rut','I']}"),
        .fields =
            "{'name':'Rut','role':'dimension','dimension':'person',"
            "'personal':true,'pattern':'S{}','labels':'Nombre'},{'name':'I',"
            "'role':'dimension','dimension':'item'},{'name':'Peso','type':"
            "'number','decimals':1,'personal':true}," MONEY
            "],'primaryKey':['Rut','I'],'_':[",
        .files = {"x.csv", "Rut,Nombre,I,Peso,Dev\nS1,Secreto,a,1,1\n"
                           "S1,Secreta,b,S3.2,2\nS1,Secreta,c,1.33,4\nXSECRET,"
                           ",d,1,8\nS1,Secreto,a,1,16\nS1,,,1,9\n"}};

    (void)state;
    desk_open(&desk, &example);
    assert_slice(
        &desk, desk_findings(&desk, ""),
        "F303 2:4 \"(withheld)\" in column Peso is not a number as declared "
        "(decimal mark '.', no groups; it is one with \"bareNumber\": false); "
        "the row was not used\n"
        "W356 3:2 person (withheld) is called \"(withheld)\" here and "
        "\"(withheld)\" before; the first stands\n"
        "F352 4:1 \"(withheld)\" in Rut is not as S{}; the row was not used\n"
        "F305 5:0 the key (withheld) | a of spent is used twice; the first row "
        "was kept\n"
        "W362 3:4 1 numbers of column Peso, this one first ((withheld)), have "
        "more decimals than declared; they stand as written\n"
        "W357 6:0 the sub-total (withheld) states 9 of accrued; the rows below "
        "it give 5\n");
    assert_slice(
        &desk,
        published(&desk, portal_table_named(desk.portal, SLICE("spent"))),
        "*1,*Secreto,a,*1,1\n*1,*Secreta,c,*1.33,4\n");
    check_tables(&desk);
    check_portal(desk.portal, desk.folder);
    assert_slice(&desk, ledger(&desk),
                 "x.csv used 2 5\nx.csv subtotal 1 9\nx.csv refused 3 26\n");
    desk_release(&desk);
}

/* The catalogue is another resource, whose files are written otherwise. */
static void labels_of_two_resources(void **state)
{
    struct desk desk;
    const struct example example = {
        .resource = FACTS(YEAR_2017),
        .fields =
            "{'name':'Cod','role':'dimension','dimension':'program',"
            "'labels':'N'}," MONEY
            "]}},{'name':'programs','role':'programs','path':'p.csv',"
            "'encoding':'iso-8859-1','dialect':{'delimiter':';'},'schema':"
            "{'fields':[{'name':'c','role':'code'},{'name':'l','role':"
            "'label'}",
        .files = {"x.csv", "Cod,N,Dev\n1,uno,1\n2,dos,2\n2,two,4\n", "p.csv",
                  "c;l\n1;Educaci\xF3n\n"}};
    const struct dimension *dimension;

    (void)state;
    desk_open(&desk, &example);
    assert_slice(&desk, desk_findings(&desk, "356"),
                 "W356 3:2 program 2 is called \"two\" here and \"dos\" "
                 "before; the first stands\n");
    dimension = map_get(&desk.portal->dimensions_by_name, SLICE("program"));
    assert_slice(&desk, dimension->members.items[0]->label.items[0],
                 "Educaci\xC3\xB3n");
    assert_slice(&desk, dimension->members.items[1]->label.items[0], "dos");
    check_tables(&desk);
    desk_release(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_made), cmocka_unit_test(lists),
        cmocka_unit_test(digests),    cmocka_unit_test(numbers),
        cmocka_unit_test(residues),   cmocka_unit_test(overflow),
        cmocka_unit_test(dates),      cmocka_unit_test(keys_of_rows),
        cmocka_unit_test(personal),   cmocka_unit_test(labels_of_two_resources),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
