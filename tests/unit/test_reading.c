/* Reading: rows, times, sub-totals, files that differ. */
#include "reading_help.h"

static void months_as_columns(void **state)
{
    (void)state;
    /* One bad cell: of that record no month counts, each is in the ledger. */
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = CODE "," AMOUNT("Ene", "accrued", ",'month':1") "," AMOUNT(
              "Feb", "accrued", ",'month':2") "," AMOUNT("Mar", "accrued",
                                                         ",'month':3"),
          .files = {"x.csv", "Cod,Ene,Feb,Mar\na,1,2,4\nb,8,x,16\nc,32,,64\n"},
          .published = "a,1,2017-01\na,2,2017-02\na,4,2017-03\n"
                       "c,32,2017-01\nc,,2017-02\nc,64,2017-03\n",
          .findings = "F303 2:3 \"x\" in column Feb is not a number as "
                      "declared (decimal mark '.', no groups); the row was "
                      "not used\n",
          .ledger = "x.csv used 2 103\nx.csv refused 1 24\n");
    /* Months count from the fiscal year's first. */
    CHECK(.settings = "fiscal_year_start: 7\n", .resource = FACTS(YEAR_2017),
          .fields = AMOUNT("Jul", "accrued", ",'month':7") "," AMOUNT(
              "Jun", "accrued", ",'month':6"),
          .files = {"x.csv", "Jul,Jun\n1,2\n"},
          .published = "1,2017-07\n2,2018-06\n");
    /* Numbers of a record with several times are looked at once. */
    CHECK(.resource = FACTS(YEAR_2017),
          .fields =
              AMOUNT("Ene", "accrued", ",'month':1,'decimals':2") "," AMOUNT(
                  "Feb", "accrued", ",'month':2,'decimals':2"),
          .files = {"x.csv", "Ene,Feb\n3837574934.7700005,-3837574934."
                             "7700005\n"},
          .published = "3837574934.77,2017-01\n-3837574934.77,2017-02\n",
          .findings = "N360 1:1 1 numbers of column Ene, this one first "
                      "(3837574934.7700005), had the residue of a binary "
                      "fraction; they were rounded to the declared decimals\n"
                      "N360 1:2 1 numbers of column Feb, this one first "
                      "(-3837574934.7700005), had the residue of a binary "
                      "fraction; they were rounded to the declared "
                      "decimals\n");
}

static void stages_as_rows(void **state)
{
    static const char fields[] =
        CODE ",{'name':'Moneda','role':'currency'},{'name':'Monto','type':"
             "'number','role':'amount','stages':{'field':'Etapa','values':"
             "{'I':'initial','INI':'initial','D':'accrued'}}}";

    (void)state;
    CHECK(.resource =
              FACTS(YEAR_2017 ",'currencies':[{'code':'P','currency':'CLP'},"
                              "{'code':'U','currency':'USD','multiplier':3}]"),
          .fields = fields,
          .files = {"x.csv", "Cod,Moneda,Etapa,Monto\na,P,I,1\na,P,INI,2\n"
                             "a,U,D,4\na,E,D,8\na,P,Z,16\na,P,D,32\n"},
          .published = "a,P,1,,,\na,P,2,,,\na,U,,,,4\na,P,,,32,\n",
          .findings =
              "F334 4:2 the row is in E, spent is in CLP; currencies are "
              "not added, the row was not used\n"
              "F353 5:3 \"Z\" in column Etapa is no stage that the "
              "descriptor names; the row was not used; nearest: "
              "none\n",
          .ledger = "x.csv used 4 3||32|4\nx.csv refused 2 |||\n");
}

static void year_to_date(void **state)
{
#define TO_DATE(more)                                                          \
    AMOUNT("Acum", "accrued", ",'accumulation':'to-date','convert':'flow'" more)
    (void)state;
    /* A gap, months in any order, a fiscal year from July. */
    CHECK(.settings = "fiscal_year_start: 7\n", .resource = FACTS(""),
          .fields = PERIOD "," CODE "," TO_DATE(""),
          .files = {"x.csv", "Mes,Cod,Acum\n2017-09,a,10\n2017-07,a,4\n"
                             "2018-06,a,25\n2018-07,a,3\n2017-06,a,90\n"},
          .published = "2017-09,a,6\n2017-07,a,4\n2018-06,a,15\n2018-07,a,3\n"
                       "2017-06,a,90\n");
    /* Files whose names do not sort as their months. */
    CHECK(.resource = FACTS(""),
          .fields = "{'name':'p','role':'period','fromPath':'x-{}.csv',"
                    "'values':{'abril':'2017-04','enero':'2017-01'}}," CODE
                    "," TO_DATE(""),
          .files = {"x-abril.csv", "Cod,Acum\na,7\nb,5\n", "x-enero.csv",
                    "Cod,Acum\na,9\n"},
          .published = "2017-04,a,-2\n2017-04,b,5\n2017-01,a,9\n",
          .findings = "W358 1:2 Acum stands at 7 since the year began, and "
                      "stood at 9 the period before; the difference was "
                      "used\n",
          .ledger = "x-abril.csv used 2 3\nx-enero.csv used 1 9\n");
    /* Rows of the same codes: the year gives what stands last, whatever their
     * number. */
    CHECK(.resource = FACTS(""), .fields = PERIOD "," CODE "," TO_DATE(""),
          .files = {"x.csv", "Mes,Cod,Acum\n2017-01,a,1\n2017-01,a,2\n"
                             "2017-02,a,10\n2017-03,a,11\n2017-03,a,5\n"},
          .published = "2017-01,a,1\n2017-01,a,2\n2017-02,a,7\n2017-03,a,1\n"
                       "2017-03,a,5\n");
    /* A record refused, or used before, is not what stood before. */
    CHECK(.resource = "'role':'execution','path':'x.csv'",
          .fields = PERIOD "," CODE
                           "," TO_DATE("") "],'primaryKey':['Mes','Cod'],'_':[",
          .files = {"x.csv", "Mes,Cod,Acum\n2017-01,a,1\n2017-01,a,2\n"
                             "2017-02,a,10\n"},
          .published = "2017-01,a,1\n2017-02,a,9\n",
          .findings = "F305 2:0 the key 2017-01 | a of spent is used twice; "
                      "the first row was kept\n",
          .ledger = "x.csv used 2 10\nx.csv refused 1 2\n");
    /* Months as columns, one that is no number. */
    CHECK(.resource = FACTS(YEAR_2017),
          .fields =
              CODE "," AMOUNT("Ene", "accrued",
                              ",'accumulation':'to-date','convert':'flow','"
                              "month':1") "," AMOUNT("Feb", "accrued",
                                                     ",'accumulation':'to-date'"
                                                     ",'convert':'flow','month'"
                                                     ":2"),
          .files = {"x.csv", "Cod,Ene,Feb\na,5,x\na,1,3\n"},
          .published = "a,1,2017-01\na,2,2017-02\n",
          .findings = "F303 1:3 \"x\" in column Feb is not a number as "
                      "declared (decimal mark '.', no groups); the row was "
                      "not used\n",
          .ledger = "x.csv used 1 3\nx.csv refused 1 5\n");
    /* Sub-totals and totals of what is to date are amounts of a period too. */
    CHECK(.resource = FACTS(",'subtotals':{'levels':['T','I']},"
                            "'totals':{'field':'T','equals':['TOTAL']}"),
          .fields = PERIOD
          ",{'name':'T','role':'dimension','dimension':'title'},"
          "{'name':'I','role':'dimension','dimension':'item'}," TO_DATE(""),
          .files = {"x.csv",
                    "Mes,T,I,Acum\n2017-01,1,,3\n2017-01,1,a,1\n2017-01,1,b,"
                    "2\n2017-02,1,,30\n2017-02,1,a,10\n2017-02,1,b,20\n"},
          .published = "2017-01,1,a,1\n2017-01,1,b,2\n2017-02,1,a,9\n"
                       "2017-02,1,b,18\n",
          .ledger = "x.csv used 4 30\nx.csv subtotal 2 30\n");
}

static void stated_to_date(void **state)
{
    (void)state;
    CHECK(.resource = FACTS(""),
          .fields = PERIOD
          "," CODE "," MONEY
          ",{'name':'Acum','type':'number','role':'stated','statement':"
          "{'kind':'to-date','measure':'accrued'}}",
          .files = {"x.csv", "Mes,Cod,Dev,Acum\n2017-02,a,2,3\n2017-01,a,1,1\n"
                             "2017-03,a,4,8\n2018-01,a,1,1\n"},
          .published = "2017-02,a,2,3\n2017-01,a,1,1\n2017-03,a,4,8\n"
                       "2018-01,a,1,1\n",
          .findings = "W359 3:4 Acum states 8 since the year began; the "
                      "amounts of its periods give 7\n");
}

static void subtotals(void **state)
{
#define LEVEL(name)                                                            \
    "{'name':'" name "','role':'dimension','dimension':'" name "'}"
    static const char three[] =
        LEVEL("a") "," LEVEL("b") "," LEVEL("c") "," MONEY;
#define LEVELS ",'subtotals':{'levels':['a','b','c']}"
    (void)state;
    /* Of two files each has its own. A blank in the middle is a code. */
    CHECK(.resource = FACTS(YEAR_2017 LEVELS), .fields = three,
          .files = {"x1.csv", "a,b,c,Dev\n1,,,6\n1,,z,2\n1,y,,3\n1,x,w,1\n",
                    "x2.csv", "a,b,c,Dev\n1,,,50\n"},
          .published = "1,,z,2\n1,y,,3\n1,x,w,1\n1,,,50\n",
          .ledger = "x1.csv used 3 6\nx1.csv subtotal 1 6\nx2.csv used 1 50\n");
}

static void stages_of_subtotals(void **state)
{
    (void)state;
    CHECK(.resource = FACTS(YEAR_2017 ",'subtotals':{'levels':['a','b']}"),
          .fields = LEVEL("a") "," LEVEL(
              "b") ",{'name':'Monto','type':'number','role':'amount','stages':"
                   "{'field':'Etapa','values':{'I':'initial','D':'accrued'}}}",
          .files = {"x.csv", "a,b,Etapa,Monto\n1,,I,5\n1,x,I,5\n1,,D,7\n"
                             "1,x,D,8\n2,,I,1\n2,x,D,1\n"},
          .published = "1,x,5,\n1,x,,8\n2,,1,\n2,x,,1\n",
          .findings = "W357 3:0 the sub-total 1 states 7 of accrued; the rows "
                      "below it give 8\n",
          .ledger = "x.csv used 4 6|9\nx.csv subtotal 2 5|7\n");
}

static void rows_above(void **state)
{
    static const char fields[] =
        "{'name':'Min','role':'dimension','dimension':'min','fill':'down',"
        "'missing':{'n/d':'not-reported'}}," CODE "," MONEY;

    (void)state;
    /* Nothing above at the top of a file, and another file is not above. */
    CHECK(.resource = FACTS(YEAR_2017), .fields = fields,
          .files = {"x1.csv", "Min,Cod,Dev\n,a,1\nSalud,b,2\n, c ,4\n",
                    "x2.csv", "Min,Cod,Dev\n,d,8\nn/d,e,16\n,f,32\n"},
          .published = ",a,1\nSalud,b,2\nSalud,c,4\n,d,8\n(not reported),e,16\n"
                       "(not reported),f,32\n");
    /* Rows that are left out, and rows of another resource, are above too. */
    CHECK(.resource = FACTS(YEAR_2017 ",'exclude':[{'field':'Cod','empty':true,"
                                      "'reason':'A heading'}]"),
          .fields = fields,
          .files = {"x.csv", "Min,Cod,Dev\nSalud,,1\n,a,2\nObras,,4\n,b,8\n"},
          .published = "Salud,a,2\nObras,b,8\n",
          .ledger = "x.csv used 2 10\nx.csv excluded 2 5\n");
}

static void which_rows(void **state)
{
    struct desk desk;
    const struct example example = {
        .resource = FACTS(
            YEAR_2017 ",'take':{'field':'T','startsWith':['1','2']},'exclude':"
                      "[{'when':[{'field':'T','equals':['1']},{'field':'N',"
                      "'empty':false}],'reason':'Named'}]"),
        .fields = LEVEL(
            "T") "," MONEY
                 "]}},{'name':'more','role':'revenue','path':'x.csv'" YEAR_2017
                 ",'take':[{'field':'T','startsWith':['2','3']},{'field':'T',"
                 "'equals':['31'],'not':true}],'schema':{'fields':[" LEVEL(
                     "T") "," MONEY,
        .files = {"x.csv", "T,N,Dev\n1,,1\n1,n,2\n2,,4\n31,,8\n3,,16\n4,,32\n"
                           "20,,64\n"}};

    (void)state;
    desk_open(&desk, &example);
    assert_slice(&desk, desk_findings(&desk, "35"),
                 "F354 3:0 2 rows, this one first, are taken by spent and by "
                 "more; they were used once\n"
                 "F355 4:0 2 rows, this one first, are taken by no resource; "
                 "they were not used\n");
    assert_slice(
        &desk,
        published(&desk, portal_table_named(desk.portal, SLICE("spent"))),
        "1,1\n2,4\n20,64\n");
    assert_slice(
        &desk, published(&desk, portal_table_named(desk.portal, SLICE("more"))),
        "3,16\n");
    check_tables(&desk);
    check_portal(desk.portal, desk.folder);
    assert_slice(&desk, ledger(&desk),
                 "x.csv used 3 69\nx.csv excluded 1 2\nx.csv elsewhere 3 \n"
                 "x.csv(more) used 1 16\nx.csv(more) refused 2 \n"
                 "x.csv(more) elsewhere 4 \n");
    desk_release(&desk);
}

static void files_that_differ(void **state)
{
    (void)state;
    CHECK(.resource = FACTS(
              ",'dialect':{'delimiter':';'},'files':[{'path':'x2013*.csv',"
              "'dialect':{'header':false,'delimiter':','},'columns':['Cod',"
              "null,'Dev'],'decimalChar':'.','groupChar':',','factor':1000,"
              "'period':'2013'},{'path':'x2014.csv','period':'2014'},"
              "{'path':'xcons.csv','subtract':true,'period':'2014'}]"),
          .fields = "{'name':'Cod','role':'dimension','dimension':'code',"
                    "'aliases':['Código']}," AMOUNT(
                        "Dev", "accrued", ",'decimalChar':',','groupChar':'.'"),
          .files = {"x2013a.csv", "a,?,1.5\nb,?,\"2,000\"\n", "x2014.csv",
                    "Dev;Código\n1.000,25;a\n1000;b\n", "xcons.csv",
                    "Cod;Dev\na;-1,5\n"},
          .published = "a,1500.0,2013\nb,2000000,2013\na,1000.25,2014\n"
                       "b,1000,2014\na,1.5,2014\n",
          .ledger = "x2013a.csv used 2 2001500.0\nx2014.csv used 2 2000.25\n"
                    "xcons.csv used 1 1.5\n");
}

/* What stands all year is in each of its months, and is never summed. */
static void year_beside_months(void **state)
{
    (void)state;
    CHECK(.resource = FACTS(""),
          .fields = "{'name':'Y','role':'period'}," AMOUNT(
              "Bud", "current",
              ",'accumulation':'level'") "," AMOUNT("Jan", "accrued",
                                                    ",'month':1") "," AMOUNT("F"
                                                                             "e"
                                                                             "b",
                                                                             "a"
                                                                             "c"
                                                                             "c"
                                                                             "r"
                                                                             "u"
                                                                             "e"
                                                                             "d",
                                                                             ","
                                                                             "'"
                                                                             "m"
                                                                             "o"
                                                                             "n"
                                                                             "t"
                                                                             "h"
                                                                             "'"
                                                                             ":"
                                                                             "2"),
          .files = {"x.csv", "Y,Bud,Jan,Feb\n2016,100,1,2\n2017,200,4,\n"},
          .published = "2016-01,100,1\n2016-02,100,2\n2017-01,200,4\n"
                       "2017-02,200,\n");
    CHECK(.resource = FACTS(""),
          .fields = "{'name':'Y','role':'period'}," AMOUNT(
              "Bud", "current", "") "," AMOUNT("Jan", "accrued", ",'month':1"),
          .files = {"x.csv", "Y,Bud,Jan\n2017,100,1\n"},
          .published = "2017,100,\n2017-01,,1\n",
          .findings =
              "F363 1:126 Bud has no month, and other amounts of its rows "
              "have one; an amount of the year is not added to those of "
              "months. Give it \"accumulation\": \"level\" if it holds in "
              "each month, else its \"month\"\n");
}

/* A heading stands for the others that a field says it has. */
static void drifting_headings(void **state)
{
    (void)state;
    CHECK(.resource = FACTS(YEAR_2017
                            ",'take':{'field':'Tipo','equals':['G']},'exclude':"
                            "[{'field':'Nom.','startsWith':['Nota'],'reason':"
                            "'Notes'}],'subtotals':{'levels':['Cap','Item']}"),
          .fields = "{'name':'Tipo','aliases':['T.'],'role':'dimension',"
                    "'dimension':'kind'},{'name':'Cap','aliases':['C.'],"
                    "'role':'dimension','dimension':'chapter'},{'name':'Item',"
                    "'aliases':['I.'],'role':'dimension','dimension':'item'},"
                    "{'name':'both','role':'dimension','dimension':'both',"
                    "'join':['C.','I.'],'with':'/'},{'name':'Nombre',"
                    "'aliases':['Nom.']}," MONEY,
          .files = {"x1.csv",
                    "Tipo,Cap,Item,Nombre,Dev\nG,1,,All,30\n"
                    "G,1,2,Part,30\nI,1,2,Other,7\nG,1,,Nota 1,5\n",
                    "x2.csv",
                    "T.,C.,I.,Nom.,Dev\nG,1,,All,3\nG,1,2,Part,3\n"
                    "I,1,2,Other,9\nG,1,,Nota 2,5\n"},
          .published = "G,1,2,1/2,Part,30\nG,1,2,1/2,Part,3\n",
          .findings = "F355 3:0 1 rows, this one first, are taken by no "
                      "resource; they were not used\n"
                      "F355 3:0 1 rows, this one first, are taken by no "
                      "resource; they were not used\n",
          .ledger = "x1.csv used 1 30\nx1.csv excluded 1 5\nx1.csv subtotal "
                    "1 30\nx1.csv elsewhere 1 \n"
                    "x2.csv used 1 3\nx2.csv excluded 1 5\nx2.csv subtotal "
                    "1 3\nx2.csv elsewhere 1 \n");
}

static void columns_of_a_file(void **state)
{
    (void)state;
    /* By position, out of range, twice, two aliases at once. */
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = "{'name':'Cod','column':2,'role':'dimension','dimension':"
                    "'code'},{'name':'','column':9,'optional':true,'role':"
                    "'dimension','dimension':'far'}," MONEY,
          .files = {"x.csv", "Cod,Cod,Dev\na,b,1\n"}, .published = "b,,1\n",
          .findings = "W308 0:1 column \"Cod\" is not in the descriptor; it "
                      "was not used and is not published\n");
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = "{'name':'','column':9,'role':'dimension','dimension':"
                    "'far'}," MONEY,
          .files = {"x.csv", "Dev\n1\n"}, .published = ",1\n",
          .findings = "F307 0:0 the file has no column \"(column 9)\"; "
                      "nearest: none; its columns are: Dev\n");
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = "{'name':'Cod','aliases':['C','K'],'role':'dimension',"
                    "'dimension':'code'}," MONEY,
          .files = {"x.csv", "K,C,Dev,Dev\na,b,1,2\n"}, .published = "b,1\n",
          .findings = "F335 0:1 the file has two columns \"K\"; the second was "
                      "not used\n"
                      "F335 0:4 the file has two columns \"Dev\"; the second "
                      "was not used\n");
    /* A file without a header, fields made of its columns among them. */
    CHECK(.resource = FACTS(YEAR_2017 ",'dialect':{'header':false}"),
          .fields = "{'name':'R','role':'dimension','dimension':'r','split':"
                    "{'at':':','part':1},'labels':{'name':'R','split':{'at':"
                    "':','part':2}}},{'name':'J','role':'dimension',"
                    "'dimension':'j','join':['R','K'],'with':'/'},{'name':"
                    "'K','column':2,'role':'dimension','dimension':'k'}," MONEY,
          .files = {"x.csv", "1: A,k,5\n"}, .published = "1,A,1: A/k,k,5\n");
    /* A part that is not there. */
    CHECK(.resource = FACTS(YEAR_2017),
          .fields = "{'name':'J','role':'dimension','dimension':'j','join':"
                    "['A','B','C'],'with':'.'}," MONEY,
          .files = {"x.csv", "A,C,Dev\n1,2,5\n1,,6\n,3,7\n"},
          .published = "1..2,5\n1,6\n..3,7\n",
          .findings = "F307 0:0 the file has no column \"B\"; nearest: none; "
                      "its columns are: A, C, Dev\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_as_columns),
        cmocka_unit_test(stages_as_rows),
        cmocka_unit_test(year_to_date),
        cmocka_unit_test(stated_to_date),
        cmocka_unit_test(subtotals),
        cmocka_unit_test(stages_of_subtotals),
        cmocka_unit_test(rows_above),
        cmocka_unit_test(which_rows),
        cmocka_unit_test(files_that_differ),
        cmocka_unit_test(drifting_headings),
        cmocka_unit_test(year_beside_months),
        cmocka_unit_test(columns_of_a_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
