/*
 * Files as they are (formats.md): for each key what is published, what the cube
 * sums, what the ledger counts, and that the three are the same money. Expected
 * values are worked out by hand from the files beside them.
 */
#include "portal_help.h"

#include "check/check.h"

/* Descriptors are written with ' for ". */
struct example {
    const char *resource;
    const char *fields;
    const char *files[9]; /* names and texts in turn */
    const char *published;
    const char *findings;
    const char *ledger;
    const char *settings;
};

static void desk_open(struct desk *desk, const struct example *example)
{
    desk_init(desk);
    desk_write(
        desk, "content/p/portal.yaml",
        arena_format(&desk->arena,
                     "name: P\nlanguages: [{path: en, locale: en-US}]\n"
                     "cut_off: 2017-12-31\n"
                     "stages: [{id: initial, label: Initial}, {id: current, "
                     "label: Current}, {id: accrued, label: Accrued}]\n%s",
                     example->settings != NULL ? example->settings : "")
            .ptr);
    desk_write(
        desk, "data/p/datapackage.json",
        desk_json(desk, arena_format(&desk->arena,
                                     "{'name':'p','resources':[{'name':"
                                     "'spent',%s,'schema':{'fields':[%s]}}]}",
                                     example->resource, example->fields)
                            .ptr));
    for (size_t i = 0; example->files[i] != NULL; i += 2)
        desk_write(
            desk,
            arena_format(&desk->arena, "data/p/%s", example->files[i]).ptr,
            example->files[i + 1]);
    desk_load(desk);
}

struct replay {
    const struct table *table;
    struct buf text;
    struct period period; /* sums of this one alone */
    struct amount sums[CUBE_MEASURES_MAX];
    uint32_t values[CUBE_MEASURES_MAX];
};

static void cell_write(struct buf *out, const struct column *column,
                       const struct cell *cell)
{
    static const char *const states[] = {[CELL_EMPTY] = "",
                                         [CELL_NOT_REPORTED] = "(not reported)",
                                         [CELL_NOT_APPLICABLE] = "(n/a)",
                                         [CELL_REFUSED] = "(refused)"};

    if (cell->state != CELL_PRESENT)
        buf_add_text(out, states[cell->state]);
    else if (column->type == COLUMN_AMOUNT || column->type == COLUMN_NUMBER ||
             column->type == COLUMN_STATED)
        amount_write(out, cell->is.number);
    else if (column->type == COLUMN_PERIOD || column->type == COLUMN_DATE)
        period_write(out, cell->is.period);
    else
        buf_add_slice(out, cell->text);
}

static bool row_write(void *context, const struct row *row)
{
    struct replay *replay = context;

    for (size_t i = 0; i < replay->table->columns.count; i++) {
        const struct column *column = &replay->table->columns.items[i];

        buf_add_text(&replay->text, i > 0 ? "," : "");
        buf_add_text(&replay->text, column->personal ? "*" : "");
        cell_write(&replay->text, column, &row->cells[i]);
    }
    buf_add_char(&replay->text, '\n');
    return true;
}

static bool row_sum(void *context, const struct row *row)
{
    struct replay *replay = context;
    const struct table *table = replay->table;
    const struct column *column = table_role_column(table, "period");
    struct period period = table->period;

    if (column != NULL &&
        row->cells[column_index(table, column)].state == CELL_PRESENT)
        period = row->cells[column_index(table, column)].is.period;
    if (period_compare(period, replay->period) != 0)
        return true;
    for (size_t m = 0; m < cube_measure_count(table->cube); m++) {
        const struct cell *cell = &row->cells[column_index(
            table, cube_measure(table->cube, m)->column)];

        if (cell->state != CELL_PRESENT)
            continue;
        replay->values[m]++;
        if (!amount_add(replay->sums[m], cell->is.number, &replay->sums[m]))
            fail();
    }
    return true;
}

/* What is published of a table: lists are kept, facts are read again. */
static struct slice published(struct desk *desk, const struct table *table)
{
    struct replay replay = {.table = table, .text = BUF_INIT};

    if (table->cube == NULL)
        for (size_t r = 0; r < table->rows.count; r++)
            (void)row_write(&replay, &table->rows.items[r]);
    else
        assert_true(table_replay(desk->portal, table, desk->folder, row_write,
                                 &replay));
    return arena_take(&desk->arena, &replay.text);
}

/* The rows that are published give what the cube says, in every period. */
static void check_replay(struct desk *desk, const struct table *table)
{
    for (size_t p = 0; p < cube_period_count(table->cube); p++) {
        struct replay replay = {.table = table, .text = BUF_INIT};

        replay.period = cube_period(table->cube, p);
        assert_true(
            table_replay(desk->portal, table, desk->folder, row_sum, &replay));
        for (size_t m = 0; m < cube_measure_count(table->cube); m++) {
            struct cube_sum sum;

            if (cube_query(table->cube, m, NULL, 0, replay.period,
                           replay.period, &sum) != CUBE_OK ||
                sum.overflow)
                continue; /* a year and its months, both given */
            assert_int_equal(sum.values, replay.values[m]);
            assert_int_equal(amount_compare(sum.value, replay.sums[m]), 0);
        }
    }
}

/* records = used + what was not, of each file. */
static void check_ledger(const struct table *table)
{
    for (size_t f = 0; f < table->files.count; f++) {
        const struct file_account *file = &table->files.items[f];
        uint32_t rows = 0;

        for (size_t o = 0; o < file->outcomes.count; o++)
            rows += file->outcomes.items[o].rows;
        assert_int_equal(rows, file->count.records);
        assert_int_equal(file->used + file->excluded + file->elsewhere +
                             file->refused,
                         file->count.records);
    }
}

/* "x.csv used 2 30|12.5": amounts by column, of outcomes that occur. */
static struct slice ledger(struct desk *desk)
{
    const struct table *table =
        portal_table_named(desk->portal, SLICE("ledger"));
    struct buf out = BUF_INIT;

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct cell *cells = table->rows.items[r].cells;

        if (cells[4].state != CELL_PRESENT ||
            cells[4].is.number.coefficient == 0)
            continue;
        buf_add_slice(&out, slice_cut(cells[0].text, 7, cells[0].text.len));
        if (!slice_equal_text(cells[1].text, "spent"))
            buf_add_format(&out, "(" SLICE_FORMAT ")",
                           SLICE_ARGS(cells[1].text));
        buf_add_format(&out, " " SLICE_FORMAT " ", SLICE_ARGS(cells[2].text));
        amount_write(&out, cells[4].is.number);
        for (size_t c = 7; c < table->columns.count; c++) {
            buf_add_text(&out, c > 7 ? "|" : " ");
            cell_write(&out, &table->columns.items[c], &cells[c]);
        }
        buf_add_char(&out, '\n');
    }
    return arena_take(&desk->arena, &out);
}

static void check_tables(struct desk *desk)
{
    for (size_t t = 0; t < desk->portal->tables.count; t++) {
        const struct table *table = desk->portal->tables.items[t];

        check_ledger(table);
        if (table->cube != NULL)
            check_replay(desk, table);
    }
}

static void check_example(const struct example *example)
{
    struct desk desk;

    desk_open(&desk, example);
    assert_slice(&desk, desk_findings(&desk, ""),
                 example->findings != NULL ? example->findings : "");
    assert_slice(
        &desk,
        published(&desk, portal_table_named(desk.portal, SLICE("spent"))),
        example->published);
    check_tables(&desk);
    check_portal(desk.portal, desk.folder);
    if (example->ledger != NULL)
        assert_slice(&desk, ledger(&desk), example->ledger);
    desk_release(&desk);
}

#define CHECK(...)                                                             \
    do {                                                                       \
        const struct example example = {__VA_ARGS__};                          \
        check_example(&example);                                               \
    } while (0)

#define FACTS(more) "'role':'execution','path':'x*.csv'" more
#define PERIOD "{'name':'Mes','role':'period'}"
#define CODE "{'name':'Cod','role':'dimension','dimension':'code'}"
#define AMOUNT(name, stage, more)                                              \
    "{'name':'" name "','type':'number','role':'amount','stage':'" stage       \
    "'" more "}"
#define MONEY AMOUNT("Dev", "accrued", "")
#define YEAR_2017 ",'period':'2017'"

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
    NO_NUMBER(",'bareNumber':false", "(Q 12)", PLAIN);
    NO_NUMBER(",'bareNumber':false", "12-", PLAIN);
    NO_NUMBER(",'bareNumber':false", "Q", PLAIN);
    NUMBER(",'negative':'trailing','groupChar':','", "1,234-", "-1234");
    NUMBER(",'negative':'trailing'", "12.5 -", "-12.5");
    NUMBER(",'negative':'trailing'", "-12", "-12");
    NO_NUMBER(",'negative':'trailing'", "-12-", PLAIN);
    NO_NUMBER(",'negative':'trailing'", "(12)-", PLAIN);
    NO_NUMBER(",'negative':'trailing'", "-", PLAIN);
    NO_NUMBER("", "1,234", PLAIN);
    NO_NUMBER("", "12-", PLAIN);
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
        "(decimal mark '.', no groups); the row was not used\n"
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
        cmocka_unit_test(months_as_columns),
        cmocka_unit_test(stages_as_rows),
        cmocka_unit_test(year_to_date),
        cmocka_unit_test(stated_to_date),
        cmocka_unit_test(subtotals),
        cmocka_unit_test(stages_of_subtotals),
        cmocka_unit_test(rows_above),
        cmocka_unit_test(which_rows),
        cmocka_unit_test(files_that_differ),
        cmocka_unit_test(columns_of_a_file),
        cmocka_unit_test(texts_made),
        cmocka_unit_test(lists),
        cmocka_unit_test(digests),
        cmocka_unit_test(numbers),
        cmocka_unit_test(residues),
        cmocka_unit_test(overflow),
        cmocka_unit_test(dates),
        cmocka_unit_test(keys_of_rows),
        cmocka_unit_test(personal),
        cmocka_unit_test(labels_of_two_resources),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
