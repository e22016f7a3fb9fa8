/* Numbers in documents against their figures, and what portal.yaml accepts. */
#include "leak_help.h"
#include "portal_help.h"

#include "check/check.h"
#include "figure/address.h"

static const char package[] =
    "{\"name\":\"p\",\"resources\":["
    "{\"name\":\"execution\",\"path\":\"execution.csv\","
    "\"role\":\"execution\",\"measure\":{\"currency\":\"USD\","
    "\"multiplier\":3},"
    "\"schema\":{\"fields\":["
    "{\"name\":\"period\",\"type\":\"string\",\"role\":\"period\"},"
    "{\"name\":\"program\",\"type\":\"string\",\"role\":\"dimension\","
    "\"dimension\":\"program\"},"
    "{\"name\":\"accrued\",\"type\":\"number\",\"role\":\"amount\","
    "\"stage\":\"accrued\",\"missing\":{\"n.d.\":\"not-reported\"}}"
    "]}},"
    "{\"name\":\"programs\",\"path\":\"programs.csv\","
    "\"role\":\"programs\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"}"
    "]}},"
    "{\"name\":\"plan\",\"path\":\"plan.csv\",\"role\":\"plan\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"level\",\"type\":\"string\",\"role\":\"level\"}"
    "]}},"
    "{\"name\":\"indicators\",\"path\":\"indicators.csv\","
    "\"role\":\"indicators\","
    "\"schema\":{\"fields\":["
    "{\"name\":\"code\",\"type\":\"string\",\"role\":\"code\"},"
    "{\"name\":\"label\",\"type\":\"string\",\"role\":\"label\"},"
    "{\"name\":\"unit\",\"type\":\"string\",\"role\":\"unit\"},"
    "{\"name\":\"baseline\",\"type\":\"number\",\"role\":\"baseline\"}"
    "]}}"
    "]}";

#define SETTINGS                                                               \
    "name: P\n"                                                                \
    "languages: [{path: en, locale: en-US}, {path: es, locale: es-CL}]\n"      \
    "cut_off: 2017-10-31\n"                                                    \
    "stages: [{id: accrued, label: Accrued}]\n"                                \
    "display: {USD: {multiplier: 6, decimals: 2}}\n"                           \
    "constants: {quarter: 0.25, pace: 83}\n"

static int setup(void **state)
{
    struct desk *desk = desk_new();

    /* Spent, in thousands: 1 234 567.8 and 3 000 000 and unknown. */
    DESK_FILL(desk, SETTINGS, package, "execution",
              "period,program,accrued\n2017,a,1234567.8\n2017,b,3000000\n"
              "2017,c,n.d.\n",
              "programs", "code,label\na,A\nb,B\nc,C\nd,D\n", "plan",
              "code,label,level\nn1,N,axis\n", "indicators",
              "code,label,unit,baseline\ni,I,% of homes,41.7\n");
    *state = desk;
    return 0;
}

static void check(struct desk *desk)
{
    desk_load(desk);
    check_portal(desk->portal, desk->folder);
}

static void assert_found(struct desk *desk, const char *prefix,
                         const char *expected)
{
    check(desk);
    assert_slice(desk, desk_findings(desk, prefix), expected);
}

#define A "figure:sum(execution,accrued,program=a)"
#define B "figure:sum(execution,accrued,program=b)"
#define SHARE                                                                  \
    "figure:share(sum(execution,accrued,program=a),"                           \
    "sum(execution,accrued,program=b))"

static void amounts_agree(void **state)
{
    struct desk *desk = *state;

    /* As counted (thousands) and as shown (millions), at any precision. */
    desk_write(desk, "content/p/pages/x.en.md",
               "[1,234,567.8](" A ") [1,234,568](" A ") [1,234.57](" A ")\n"
               "[1,234.5678](" A ") [1,235](" A ") **[3,000](" B ")**\n"
               "[a thousand](" A " \"1,234.6\")\n");
    desk_write(desk, "content/p/pages/x.es.md",
               "[1.234.567,8](" A ") [1.234,57](" A ")\n");
    assert_found(desk, "4", "");
}

static void amounts_disagree(void **state)
{
    struct desk *desk = *state;

    desk_write(desk, "content/p/pages/x.en.md",
               "---\ntitle: X\n---\nOf [1,234.56](" A ") and\n"
               "[1,236](" A ") or [nothing](" B " \"3\").\n");
    desk_write(desk, "content/p/pages/x.es.md", "[1,234.57](" A ")\n");
    assert_found(desk, "4",
                 "W420 4:15 the text says 1,234.56, the data say 1,234.57; the "
                 "text stands as written\n"
                 "W420 5:9 the text says 1,236, the data say 1,235; the text "
                 "stands as written\n"
                 "W420 5:63 the text says 3, the data say 3,000; the text "
                 "stands as written\n"
                 /* A point is no decimal mark in Chile. */
                 "F401 1:12 \"1,234.57\" is not a figure: neither the text nor "
                 "the title of the link is a number\n");
}

static void percentages(void **state)
{
    struct desk *desk = *state;

    /* 1234567.8 / 3000000 = 41.15226 % */
    desk_write(desk, "content/p/pages/x.en.md",
               "[41.2%](" SHARE ") [41.2 %](" SHARE ") [41](" SHARE ")\n"
               "[25%](figure:constant(quarter)) [83%](figure:constant(pace))\n"
               "[41.7%](figure:value(indicators,baseline,code=i))\n"
               "[42](figure:value(indicators,baseline,code=i))\n");
    desk_write(desk, "content/p/pages/x.es.md",
               "[41,1 %](" SHARE ") [0,41](" SHARE ")\n"
               "[7 %](figure:count(programs))\n");
    assert_found(desk, "4",
                 "W420 1:10 the text says 41,1 %, the data say 41,2 %; the "
                 "text stands as written\n"
                 "W420 1:98 the text says 0,41, the data say 41,15 %; the "
                 "text stands as written\n"
                 "W420 2:7 the text says 7 %, the data say 400 %; the text "
                 "stands as written\n");
}

static void absent(void **state)
{
    struct desk *desk = *state;

    desk_write(desk, "content/p/pages/x.en.md",
               "[5](figure:sum(execution,accrued,program=c))\n"
               "[unknown](figure:sum(execution,accrued,program=c))\n"
               "[5](figure:sum(execution,accrued,program=d))\n"
               "[5](figure:count(nothing))\n");
    desk_write(desk, "content/p/pages/x.es.md",
               "[5](figure:sum(execution,accrued,program=c))\n");
    assert_found(
        desk, "4",
        "W420 1:5 the text says 5, the data say not reported; the "
        "text stands as written\n"
        "F408 3:5 sum(execution,accrued,program=d) matches no row; nearest: "
        "none\n"
        "F402 4:5 the figure asks for resource nothing, which is not "
        "there; nearest: none\n"
        "W420 1:5 the text says 5, the data say no informado; the "
        "text stands as written\n");
}

/* 1 234 567.8 thousand USD. */
static void units(void **state)
{
    struct desk *desk = *state;

    desk_write(desk, "content/p/pages/x.en.md",
               "[1.2 billion USD](" A ") [1,235 million](" A ")\n"
               "[1,234,567,800 USD](" A ") [1,234,568 thousand USD](" A ")\n"
               "[two](figure:count(programs,*) \"4 programs\")\n"
               "[41 per cent](" SHARE ")\n"
               "[1.3 billion USD](" A ") [1,234.57 USD](" A ")\n"
               "[1.2 billion EUR](" A ") [41.2 points](" SHARE ")\n");
    desk_write(desk, "content/p/pages/x.es.md",
               "[1,2 mil millones de USD](" A ") [1.235 millones](" A ")\n"
               "[1 mil](" A ")\n");
    assert_found(desk, "4",
                 "W420 5:19 the text says 1.3 billion USD, the data say 1.2; "
                 "the text stands as written\n"
                 "W420 5:75 the text says 1,234.57 USD, the data say "
                 "1,234,567,800.00; the text stands as written\n"
                 "W440 6:19 the text says 1.2 billion EUR, the figure is "
                 "counted in million USD; the text stands as written\n"
                 "W440 6:74 the text says 41.2 points, the figure is counted "
                 "in %; the text stands as written\n"
                 "W420 2:9 the text says 1 mil, the data say 1.234.568; the "
                 "text stands as written\n");
}

/* Of a leaf that matches nothing, or too much, what would be right. */
static void nearest(void **state)
{
    struct desk *desk = *state;

    desk_write(desk, "content/p/pages/x.en.md",
               "[1](figure:sum(execution,accrued,program=a;period=2015))\n"
               "[1](figure:value(indicators,baseline,code=j))\n"
               "[1](figure:value(execution,accrued,period=2017))\n"
               "[1](figure:sum(execution,accrued,program=aa))\n");
    desk_write(desk, "content/p/pages/x.es.md", "\n");
    assert_found(
        desk, "4",
        "F408 1:5 sum(execution,accrued,program=a;period=2015) matches "
        "no row; nearest: period=2017\n"
        "F408 2:5 value(indicators,baseline,code=j) matches no row; "
        "nearest: none\n"
        "F407 3:5 value(execution,accrued,period=2017) matches 3 rows "
        "where a value is one; say which: they differ in program\n"
        "F410 4:5 the figure asks for program aa, which is not there; "
        "nearest: none\n");
}

/* What rendir figures prints gives the same figure when it is pasted. */
static void written_addresses(void **state)
{
    static const char *const asked[] = {
        "sum(execution,accrued,program<b)",
        ("share(sum(execution,accrued,program=a|b;period=2017),"
         "sum(execution,accrued,))"),
        "count(indicators,*,label!=a%3Bb%20%25%7C%28%29%60)",
        "value(indicators,baseline,unit=%25%20of%20homes)",
        "product(constant(quarter),count(programs,*,code=?missing))"};
    struct desk *desk = *state;
    struct figures figures, again;

    check(desk);
    figures_init(&figures, desk->portal, &desk->arena, &desk->diagnostics);
    figures_init(&again, desk->portal, &desk->arena, &desk->diagnostics);
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        const struct figure *figure =
            figure_expression(&figures, slice_of(asked[i]));
        struct buf address = BUF_INIT;

        assert_non_null(figure);
        assert_true(figure_address_write(&address, figure));
        assert_true(address_is_figure(buf_slice(&address)));
        assert_int_equal(slice_find(buf_slice(&address), '|'), address.len);
        assert_int_equal(slice_find(buf_slice(&address), '<'), address.len);
        assert_string_equal(figure_of_address(&again, buf_slice(&address))->id,
                            figure->id);
        buf_release(&address);
    }
}

/* An author could not write it: the grammar goes 16 deep. */
static void deep_addresses(void **state)
{
    struct desk *desk = *state;
    struct figures figures;
    const struct figure *figure;
    struct buf address = BUF_INIT;

    check(desk);
    figures_init(&figures, desk->portal, &desk->arena, &desk->diagnostics);
    figure = figure_constant(&figures, SLICE("pace"));
    for (int i = 1; i < 16; i++)
        figure = figure_tree(&figures, FIGURE_ADD, figure,
                             figure_constant(&figures, SLICE("quarter")));
    assert_true(figure_address_write(&address, figure));
    assert_non_null(figure_of_address(&figures, buf_slice(&address)));
    buf_reset(&address);
    figure = figure_tree(&figures, FIGURE_ADD, figure, figure);
    assert_false(figure_address_write(&address, figure));
    assert_int_equal(address.len, 0);
    buf_release(&address);
}

static void encoded_addresses(void **state)
{
    struct desk *desk = *state;

    desk_write(desk, "content/p/pages/x.en.md",
               "[3,000](figure:sum(execution,accrued,program%3Cb))\n"
               "[3,000](<figure:sum(execution, accrued, program=b)>)\n"
               "[x](page:about) ![x](chart:statuses)\n");
    desk_write(desk, "content/p/pages/x.es.md", "\n");
    assert_found(desk, "4", "");
}

static void unbound(void **state)
{
    struct desk *desk = *state;

    desk_write(desk, "content/p/pages/x.en.md",
               "---\ntitle: X\n---\n\n3 of 14, [3,000](" B ")\n");
    desk_write(desk, "content/p/pages/x.es.md", "Nada.\n");
    assert_found(desk, "42",
                 "N421 4:0 numbers in the text that are not bound to figures: "
                 "2\n");
}

static void orphans(void **state)
{
    struct desk *desk = *state;

    desk_write(desk, "content/p/programs/a.en.md", "x\n");
    desk_write(desk, "content/p/programs/z.en.md", "x\n");
    desk_write(desk, "content/p/plans/p.en.md", "---\nnode: n1\n---\n");
    desk_write(desk, "content/p/plans/q.en.md", "---\nnode: n2\n---\n");
    assert_found(desk, "332",
                 "W332 1:1 q describes n2, which is not in the data; it is "
                 "published alone\n"
                 "W332 1:1 z describes z, which is not in the data; it is "
                 "published alone\n");
}

/* Rows of data/p/execution.csv with that outcome. */
static int ledger_records(struct desk *desk, const char *outcome)
{
    const struct table *ledger =
        portal_table_named(desk->portal, SLICE("ledger"));

    for (size_t i = 0; i < ledger->rows.count; i++) {
        const struct row *row = &ledger->rows.items[i];

        if (slice_equal_text(row_text(ledger, row, "file"),
                             "data/p/execution.csv") &&
            slice_equal_text(row_text(ledger, row, "outcome"), outcome))
            return (int)row_cell(ledger, row, "records")->is.number.coefficient;
    }
    return -1;
}

static void acceptances(void **state)
{
    struct desk *desk = *state;
    size_t accepted = 0;

    desk_write(desk, "content/p/portal.yaml",
               SETTINGS "accept:\n"
                        "  - {finding: F303, file: execution.csv, reason: "
                        "{es: ilegible, en: illegible}}\n"
                        "  - {finding: F304, file: xecution.csv, reason: x}\n"
                        "levels_of_findings: {W326: note, W420: fatal}\n");
    desk_write(desk, "data/p/execution.csv",
               "period,program,accrued\n2017,a,12x\n2017,b,3000000\n");
    desk_write(desk, "content/p/pages/x.en.md", "[4,000](" B ")\n");
    check(desk);
    assert_slice(desk, desk_findings(desk, "3"),
                 "W326 9:5 portal.yaml accepts finding F304, but nothing was "
                 "found to accept\n"
                 "N322 1:0 program a is in the list but no row uses it\n"
                 "N322 3:0 program c is in the list but no row uses it\n"
                 "N322 4:0 program d is in the list but no row uses it\n"
                 "F303 1:3 \"12x\" in column accrued is not a number as "
                 "declared (decimal mark '.', no groups; it is one with "
                 "\"bareNumber\": false); the row was not used\n"
                 "N328 0:0 x has no text in Español; shown in another language "
                 "with a note\n");
    for (size_t i = 0; i < desk->diagnostics.count; i++) {
        const struct finding *finding = &desk->diagnostics.items[i];

        if (finding->accepted.len > 0) {
            accepted++;
            assert_slice(desk, finding->accepted, "illegible");
        }
        if (finding->id == DIAG_ACCEPTANCE_UNUSED)
            assert_int_equal(finding->level, DIAG_NOTE);
    }
    assert_int_equal(accepted, 1);
    /* The number in the text is fatal here. */
    assert_int_equal(check_blocking(&desk->diagnostics), 1);
    /* The row stays out; the file's account says so. */
    assert_int_equal(ledger_records(desk, "used"), 1);
    assert_int_equal(ledger_records(desk, "refused"), 1);
    assert_int_equal(ledger_records(desk, "excluded"), 0);
    assert_string_equal(desk_cell(desk, "findings", "F303", "line"), "2");
    assert_string_equal(desk_cell(desk, "findings", "F303", "column"), "8");
    assert_string_equal(desk_cell(desk, "findings", "F303", "accepted"),
                        "illegible");
    assert_string_equal(desk_cell(desk, "findings", "W420", "level"), "fatal");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(amounts_agree, setup, desk_free),
        cmocka_unit_test_setup_teardown(amounts_disagree, setup, desk_free),
        cmocka_unit_test_setup_teardown(percentages, setup, desk_free),
        cmocka_unit_test_setup_teardown(absent, setup, desk_free),
        cmocka_unit_test_setup_teardown(units, setup, desk_free),
        cmocka_unit_test_setup_teardown(nearest, setup, desk_free),
        cmocka_unit_test_setup_teardown(written_addresses, setup, desk_free),
        cmocka_unit_test_setup_teardown(deep_addresses, setup, desk_free),
        cmocka_unit_test_setup_teardown(encoded_addresses, setup, desk_free),
        cmocka_unit_test_setup_teardown(unbound, setup, desk_free),
        cmocka_unit_test_setup_teardown(orphans, setup, desk_free),
        cmocka_unit_test_setup_teardown(acceptances, setup, desk_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
