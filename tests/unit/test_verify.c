/*
 * The readers of verify/, and its arithmetic on a root made here. Expected
 * values are worked out by hand from the tables below.
 */
#include "verify_help.h"

#include "verify/read.h"

#define HEAD                                                                   \
    "id,operation,resource,measure,filter,operands,value,unit,multiplier,"     \
    "decimals,rows,status\r\n"

/* A space that does not break, and a narrow one. */
#define NBSP "\xC2\xA0"

static void assert_text(struct slice s, const char *text)
{
    if (!slice_equal_text(s, text))
        fail_msg("\"" SLICE_FORMAT "\" is not \"%s\"", SLICE_ARGS(s), text);
}

/* --- CSV --- */

static void test_rows(void **state)
{
    struct fixture *f = *state;
    struct row_reader r;

    verify_rows_init(&r, &f->arena,
                     SLICE("a,b\r\n\"x,\"\"y\"\"\n\",\n\n,\"\"\n\"\"\"\"\"\""));
    assert_true(verify_rows_next(&r));
    assert_int_equal(r.count, 2);
    assert_text(r.cells[1], "b");
    assert_true(verify_rows_next(&r));
    assert_int_equal(r.row_at, 5);
    assert_int_equal(r.count, 2);
    assert_text(r.cells[0], "x,\"y\"\n");
    assert_text(r.cells[1], "");
    assert_true(verify_rows_next(&r));
    assert_int_equal(r.count, 1);
    assert_true(verify_rows_next(&r));
    assert_int_equal(r.count, 2);
    assert_true(verify_rows_next(&r));
    assert_int_equal(r.count, 1);
    assert_text(r.cells[0], "\"\"");
    assert_false(verify_rows_next(&r));
}

static void test_rows_that_break_off(void **state)
{
    static const char *const texts[] = {"\"",      "\"a",  "\"a\"\"", "\"a\"b",
                                        "\"a\"b,", "\r",   "a\rb",    ",",
                                        "\"\"\"",  "\"\n", "\"a\"\r"};
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct row_reader r;
        size_t rows = 0;

        verify_rows_init(&r, &f->arena, slice_of(texts[i]));
        while (verify_rows_next(&r))
            rows++;
        assert_int_equal(rows, 1);
        assert_int_equal(r.at, strlen(texts[i]));
    }
}

/* --- JSON --- */

static void test_json(void **state)
{
    struct fixture *f = *state;
    const struct json *json = verify_json_read(
        &f->arena,
        SLICE(" {\"a\": \"\\u00e9\\n\\ud83d\\ude00\", \"b\": [1, -2.5e3, "
              "true, null, {}], \"c\": {\"d\": \"e\"}, \"f\": \"\"} "));
    const struct json *b = verify_json_member(json, "b");

    assert_non_null(json);
    assert_text(verify_json_text(json, "a"), "\xC3\xA9\n\xF0\x9F\x98\x80");
    assert_int_equal(b->kind, JSON_ARRAY);
    assert_text(b->first->next->text, "-2.5e3");
    assert_int_equal(b->first->next->next->kind, JSON_BOOLEAN);
    assert_int_equal(b->first->next->next->next->kind, JSON_NULL);
    assert_text(verify_json_text(verify_json_member(json, "c"), "d"), "e");
    assert_text(verify_json_text(json, "b"), "");
    assert_null(verify_json_member(json, "g"));
    assert_null(verify_json_member(NULL, "g"));
}

/* Items of an array, the offset of each, and how it ends. */
static void test_json_rows(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text;
        size_t items;
        bool is_broken;
    } cases[] = {
        {"[]", 0, false},          {" [ ] \n", 0, false},
        {"[{\"a\":1}]", 1, false}, {"[1,2,3]", 3, false},
        {"[1 2]", 1, true},        {"[1,]", 1, true},
        {"[1,2", 2, true},         {"[1] x", 1, true},
        {"{\"a\":1}", 0, true},    {"", 0, true},
        {"[\"a]\",2]", 2, false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct json_rows rows;
        size_t items = 0;

        verify_json_rows_init(&rows, &f->arena, slice_of(cases[i].text));
        while (verify_json_rows_next(&rows) != NULL)
            items++;
        assert_int_equal(items, cases[i].items);
        assert_int_equal(rows.is_broken, cases[i].is_broken);
        assert_null(verify_json_rows_next(&rows));
    }
}

static void test_json_that_is_none(void **state)
{
    static const char *const texts[] = {
        "",      "{",         "{\"a\"}", "{\"a\":}",    "[1,]",   "[1 2]",
        "tru",   "\"a",       "\"\\x\"", "\"\\ud83d\"", "{} {}",  "\"\\",
        "\"\\u", "[\"\\u12]", "nul",     "]",           "{1: 2}", "\"\\u00g0\"",
    };
    struct fixture *f = *state;
    struct buf deep = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (verify_json_read(&f->arena, slice_of(texts[i])) != NULL)
            fail_msg("%s was read", texts[i]);
    for (int i = 0; i < 100000; i++)
        buf_add_char(&deep, '[');
    assert_null(verify_json_read(&f->arena, buf_slice(&deep)));
    buf_release(&deep);
}

/* --- markup --- */

/* Tags as "<name key=value>", texts decoded. */
static void assert_markup(const char *text, const char *expected)
{
    struct markup_reader reader = {.text = slice_of(text)};
    struct markup_token token;
    struct buf out = BUF_INIT;

    verify_markup_next(&reader, &token);
    for (; token.kind != MARKUP_END; verify_markup_next(&reader, &token)) {
        struct slice name;
        struct slice value;

        if (token.kind == MARKUP_TEXT) {
            verify_markup_decode(&out, token.text);
            continue;
        }
        buf_add_text(&out, token.kind == MARKUP_OPEN ? "<" : "</");
        buf_add_slice(&out, token.name);
        while (verify_attribute(&token.attributes, &name, &value)) {
            buf_add_format(&out, " " SLICE_FORMAT "=", SLICE_ARGS(name));
            verify_markup_decode(&out, value);
        }
        buf_add_text(&out, token.is_alone ? "/>" : ">");
    }
    assert_text(buf_slice(&out), expected);
    buf_release(&out);
}

static void test_markup(void **state)
{
    (void)state;
    assert_markup("<!doctype html><p class=\"a > b\" id='c' hidden>x &lt; y"
                  "&#38;&#xA0;&unknown; & z</p>",
                  "<p class=a > b id=c hidden=>x < y&" NBSP
                  "&unknown; & z</p>");
    assert_markup("<!-- <a> --><?xml a?><br><circle r=\"1\"/><a href=x/y>",
                  "<br/><circle r=1/><a href=x/y>");
    assert_markup("<script>if (a < b) \"<p>\"</script><style></style>a<b",
                  "<script></script><style></style>a<b");
    assert_markup("1 < 2 <3 </ p", "1 < 2 <3 </ p");
    assert_markup("<a b = \"c\" d= e>", "<a b=c d=e>");
}

static void test_markup_that_breaks_off(void **state)
{
    (void)state;
    assert_markup("<", "<");
    assert_markup("a<b c=\"", "a<b c=>");
    assert_markup("<script>", "<script>");
    assert_markup("<script", "<script>");
    assert_markup("<!-- a", "");
    assert_markup("&#", "&#");
    assert_markup("&#x110000;&#0;", "&#x110000;&#0;");
}

static void test_percent_decode(void **state)
{
    struct fixture *f = *state;
    struct slice out;

    assert_true(verify_percent_decode(&f->arena, SLICE("a%3Cb%c3%A9"), &out));
    assert_text(out, "a<b\xC3\xA9");
    assert_false(verify_percent_decode(&f->arena, SLICE("%"), &out));
    assert_false(verify_percent_decode(&f->arena, SLICE("%4"), &out));
    assert_false(verify_percent_decode(&f->arena, SLICE("%g0"), &out));
}

/* --- a root --- */

static const char descriptor[] =
    "{\"rendir:withheld\": [\"hidden\"], \"resources\": ["
    "{\"name\": \"things\", \"path\": \"things.csv\", \"rendir:role\": "
    "\"register\", \"rendir:withheld\": [\"person\"], \"schema\": {\"fields\": "
    "[{\"name\": \"code\"}, {\"name\": \"region\", \"rendir:refers\": "
    "\"territories\"}, {\"name\": \"period\", \"rendir:type\": \"period\"}, "
    "{\"name\": \"amount\", \"rendir:type\": \"number\", \"missingValues\": "
    "[{\"value\": \"\", \"label\": \"empty\"}, {\"value\": \"n.r.\", "
    "\"label\": \"not reported\"}, {\"value\": \"n.a.\", \"label\": \"not "
    "applicable\"}]}, {\"name\": \"day\", \"rendir:type\": \"date\"}, "
    "{\"name\": \"tags\", \"rendir:separator\": \"|\"}]}},"
    "{\"name\": \"regions\", \"path\": \"regions.csv\", \"rendir:role\": "
    "\"territories\", \"schema\": {\"fields\": [{\"name\": \"code\"}, "
    "{\"name\": \"parent\"}]}},"
    "{\"name\": \"money\", \"path\": \"money.csv\", \"rendir:role\": "
    "\"execution\", \"schema\": {\"fields\": [{\"name\": \"place\", "
    "\"rendir:dimension\": \"territory\"}, {\"name\": \"period\", "
    "\"rendir:type\": \"period\"}, {\"name\": \"paid\", \"rendir:type\": "
    "\"amount\", \"rendir:currency\": \"USD\", \"rendir:multiplier\": 0}]}},"
    "{\"name\": \"sums\", \"path\": \"sums.csv\", \"rendir:publish\": "
    "\"aggregate\", \"schema\": {\"fields\": [{\"name\": \"code\"}]}}]}";

static const char things[] = "code,region,period,amount,day,tags\n"
                             "a,r11,2016,10.5,2016-12-31,x|y\n"
                             "b,r12,2017-01,n.r.,,y\n"
                             "c,r2,2017-02,-3.25,2017-02-28, x\n"
                             "d,,2017,2,2017-01-01,\n"
                             "e,r12,2017-Q1,n.a.,,z\n";

static const char regions[] = "code,parent\nr1,\nr11,r1\nr12,r1\nr2,\n"
                              "l1,l2\nl2,l1\n";

/* A year beside its months; a code that goes round in circles. */
static const char money[] = "place,period,paid\nr11,2017,7\nr12,2017-01,1\n"
                            "l1,2017-02,2000000.5\n";

static void write_manifest(struct fixture *f)
{
    struct buf out = BUF_INIT;
    struct names names = {NULL, 0, 0};

    (void)remove(arena_format(&f->arena, "%s/manifest.sha256", f->folder).ptr);
    assert_true(folder_walk(&f->arena, f->folder, &names));
    for (size_t i = 0; i < names.count; i++) {
        uint8_t digest[DIGEST_SIZE];
        char hex[DIGEST_HEX_SIZE];
        struct slice bytes;

        assert_true(file_read(
            &f->arena,
            path_join(&f->arena, slice_of(f->folder), names.items[i]).ptr,
            &bytes));
        digest_bytes(bytes, digest);
        digest_hex(digest, hex);
        buf_add_format(&out, "%s  " SLICE_FORMAT "\n", hex,
                       SLICE_ARGS(names.items[i]));
    }
    (void)put(f, "manifest.sha256", buf_slice(&out));
    buf_release(&out);
}

/* The root with this ledger, and this page in that language. */
static void verify_with(struct fixture *f, struct slice ledger,
                        const char *language, const char *body,
                        struct verify_report *report)
{
    (void)put(f, "data/datapackage.json", slice_of(descriptor));
    (void)put(f, "data/things.csv", slice_of(things));
    (void)put(f, "data/regions.csv", slice_of(regions));
    (void)put(f, "data/money.csv", slice_of(money));
    (void)put(f, "data/sums.csv", SLICE("code\nall\n"));
    (void)put(f, "data/figures/index.csv", ledger);
    (void)put(f, "es/index.html",
              arena_format(&f->arena, "<html lang=\"%s\"><body id=\"b\">%s",
                           language, body));
    write_manifest(f);
    verify_folder(f, report);
}

static const char *id_of(struct fixture *f, const char *canonical)
{
    char *id = arena_alloc(&f->arena, DIGEST_SHORT_SIZE);

    digest_short(slice_of(canonical), id);
    return id;
}

/* --- leaves --- */

struct leaf {
    const char *operation, *resource, *measure, *filter;
    const char *value; /* or what is missing */
    unsigned rows;
};

static struct slice leaf_ledger(struct fixture *f, const struct leaf *leaf,
                                unsigned rows, const char *value)
{
    const char *id =
        id_of(f, arena_format(&f->arena, "%s(%s,%s,%s)", leaf->operation,
                              leaf->resource, leaf->measure, leaf->filter)
                     .ptr);
    bool present = value[0] == '-' || (value[0] >= '0' && value[0] <= '9');

    return arena_format(&f->arena, HEAD "%s,%s,%s,%s,%s,,%s,%s,0,0,%u,%s\r\n",
                        id, leaf->operation, leaf->resource, leaf->measure,
                        leaf->filter, present ? value : "",
                        strcmp(leaf->measure, "paid") == 0 &&
                                strcmp(leaf->operation, "count") != 0
                            ? "USD"
                            : "",
                        rows, present ? "present" : value);
}

static void assert_leaf(struct fixture *f, const struct leaf *leaf)
{
    struct verify_report report;

    verify_with(f, leaf_ledger(f, leaf, leaf->rows, leaf->value), "es-GT", "",
                &report);
    if (report.faults.count > 0)
        fail_msg("%s(%s,%s,%s): " SLICE_FORMAT, leaf->operation, leaf->resource,
                 leaf->measure, leaf->filter,
                 SLICE_ARGS(report.faults.items[0].text));
    assert_int_equal(report.recomputed, 1);
    /* And nothing else than that holds. */
    verify_with(f, leaf_ledger(f, leaf, leaf->rows + 1, leaf->value), "es-GT",
                "", &report);
    assert_int_equal(report.faults.count, 1);
    verify_with(f, leaf_ledger(f, leaf, leaf->rows, "99.99"), "es-GT", "",
                &report);
    assert_int_equal(report.faults.count, 1);
    assert_int_equal(report.recomputed, 0);
    assert_int_equal(report.faults.items[0].line, 2);
}

static void test_leaves(void **state)
{
    static const struct leaf leaves[] = {
        {"sum", "things", "amount", "", "9.25", 5},
        {"count", "things", "*", "", "5", 5},
        {"count", "things", "amount", "", "3", 5},
        {"count", "things", "region", "", "4", 5},
        {"codes", "things", "region", "", "3", 5},
        {"codes", "things", "region", "region=r12", "1", 2},
        {"codes", "things", "region", "code=zzz", "0", 0},
        {"min", "things", "amount", "", "-3.25", 5},
        {"max", "things", "amount", "", "10.5", 5},
        {"mean", "things", "amount", "", "3.083333333333", 5},
        {"median", "things", "amount", "", "2", 5},
        {"median", "things", "amount", "code=a|d", "6.25", 2},
        /* c is of the latest period: February begins after the year. */
        {"last", "things", "amount", "", "-3.25", 5},
        {"last", "things", "amount", "code=a|b", "10.5", 2},
        {"value", "things", "amount", "code=a", "10.50", 1},
        {"value", "things", "amount", "code=%61", "10.5", 1},
        {"value", "things", "amount", "code=a|d", "no-rows", 2},
        {"value", "things", "amount", "code=zzz", "no-rows", 0},
        {"value", "things", "amount", "code=b", "not-reported", 1},
        {"value", "things", "amount", "code=e", "not-applicable", 1},
        {"value", "things", "day", "code=b", "empty", 1},
        {"sum", "things", "amount", "region=r12", "not-reported", 2},
        /* 2017-01-01 is day 17167 (date -d 2017-01-01 +%s / 86400). */
        {"value", "things", "day", "code=a", "17166", 1},
        {"max", "things", "period", "", "17531", 5},
        {"sum", "things", "amount", "region<r1", "10.5", 3},
        {"sum", "things", "amount", "region<r11|r2", "7.25", 2},
        {"sum", "things", "amount", "region=?missing", "2", 1},
        {"sum", "things", "amount", "region!=r12", "9.25", 3},
        {"sum", "things", "amount", "region!=r12|r2", "12.5", 2},
        {"sum", "things", "amount", "tags=y", "10.5", 2},
        {"sum", "things", "amount", "tags=x|z", "7.25", 3},
        {"sum", "things", "amount", "tags=x;region<r1", "10.5", 1},
        {"sum", "things", "amount", "period=2017", "-1.25", 4},
        {"sum", "things", "amount", "period=2017-01..2017-02", "-3.25", 2},
        {"sum", "things", "amount", "period=2016-01..2016-12", "10.5", 1},
        {"sum", "things", "amount", "code=a;period=2017", "no-rows", 0},
        {"count", "things", "*", "code=zzz", "0", 0},
        /* Facts that have the period itself are taken by it alone. */
        {"sum", "money", "paid", "period=2017", "7", 1},
        {"sum", "money", "paid", "period=2017-01..2017-02", "2000001.5", 2},
        {"sum", "money", "paid", "period=2017-Q1", "2000001.5", 2},
        {"sum", "money", "paid", "place<r1;period=2017-01", "1", 1},
        {"sum", "money", "paid", "place<l2", "2000000.5", 1},
        {"count", "money", "*", "", "3", 3},
    };

    for (size_t i = 0; i < COUNT_OF(leaves); i++)
        assert_leaf(*state, &leaves[i]);
}

static void test_leaves_of_what_does_not_leave(void **state)
{
    static const struct leaf leaves[] = {
        {"sum", "hidden", "amount", "", "7", 2},
        {"sum", "sums", "amount", "", "7", 2},
        {"sum", "things", "amount", "person=x", "7", 2},
        {"count", "things", "person", "", "7", 2},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(leaves); i++) {
        struct verify_report report;

        verify_with(f, leaf_ledger(f, &leaves[i], 2, "7"), "es-GT", "",
                    &report);
        assert_int_equal(report.faults.count, 0);
        assert_int_equal(report.recomputed, 0);
        assert_int_equal(report.not_checkable, 1);
        for (size_t k = 0; k < report.withheld.count; k++)
            assert_int_equal(report.withheld.items[k].figures,
                             slice_equal_text(report.withheld.items[k].resource,
                                              leaves[i].resource));
    }
}

static void test_leaves_of_what_is_not_there(void **state)
{
    static const struct leaf leaves[] = {
        {"sum", "nothing", "amount", "", "7", 2},
        {"sum", "things", "nothing", "", "7", 2},
        {"sum", "things", "amount", "nothing=x", "7", 2},
        {"sum", "things", "amount", "code", "7", 2},
        {"sum", "things", "amount", "code!a", "7", 2},
        {"sum", "things", "amount", "code=%zz", "7", 2},
        {"sum", "things", "amount", "period=soon", "7", 2},
        {"guess", "things", "amount", "", "7", 2},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(leaves); i++) {
        struct verify_report report;

        verify_with(f, leaf_ledger(f, &leaves[i], 2, "7"), "es-GT", "",
                    &report);
        assert_int_equal(report.faults.count, 1);
        assert_int_equal(report.not_checkable, 0);
    }
}

/* --- trees --- */

/* A ledger of two constants (empty = not there) and a tree over them. */
static struct slice tree_ledger(struct fixture *f, const char *operation,
                                const char *const values[2], const char *result)
{
    const char *a = id_of(f, "constant(a)");
    const char *b = id_of(f, "constant(b)");
    bool present = result[0] == '-' || (result[0] >= '0' && result[0] <= '9');
    const char *id =
        id_of(f, arena_format(&f->arena, "%s(%s,%s)", operation, a, b).ptr);

    return arena_format(
        &f->arena,
        HEAD "%s,%s,,,,%s %s,%s,,0,1,3,%s\n"
             "%s,constant,,a,,,%s,,0,0,1,%s\n%s,constant,,b,,,%s,,0,0,2,%s\n",
        id, operation, a, b, present ? result : "",
        present ? "present" : result, a, values[0],
        values[0][0] != '\0' ? "present" : "not-reported", b, values[1],
        values[1][0] != '\0' ? "present" : "empty");
}

static void test_trees(void **state)
{
    static const struct {
        const char *operation;
        const char *values[2];
        const char *result;
    } trees[] = {
        {"add", {"1.5", "-0.25"}, "1.25"},
        {"difference", {"1.5", "-0.25"}, "1.75"},
        {"days", {"17000", "17030"}, "30"},
        {"product", {"1.5", "-0.25"}, "-0.375"},
        {"ratio", {"3", "8"}, "0.375"},
        {"share", {"1", "3"}, "0.333333333333"},
        {"share", {"2", "3"}, "0.666666666667"},
        {"share", {"-2", "3"}, "-0.666666666667"},
        /* Half away from zero, in the last of twelve decimals. */
        {"ratio", {"1", "2000000000000"}, "0.000000000001"},
        {"ratio", {"-1", "2000000000000"}, "-0.000000000001"},
        {"ratio", {"1", "2000000000001"}, "0"},
        {"change", {"3", "4"}, "-0.25"},
        {"change", {"3", "-4"}, "-1.75"},
        {"share", {"1", "0.00"}, "no-base"},
        {"change", {"1", "0"}, "no-base"},
        {"add", {"", "2"}, "not-reported"},
        {"add", {"1", ""}, "empty"},
        {"share", {"", "0"}, "not-reported"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(trees); i++) {
        struct verify_report report;

        verify_with(f,
                    tree_ledger(f, trees[i].operation, trees[i].values,
                                trees[i].result),
                    "es-GT", "", &report);
        if (report.faults.count > 0)
            fail_msg("%s: " SLICE_FORMAT, trees[i].operation,
                     SLICE_ARGS(report.faults.items[0].text));
        assert_int_equal(report.recomputed, 1);
        assert_int_equal(report.constants, 2);
        verify_with(f,
                    tree_ledger(f, trees[i].operation, trees[i].values, "0.1"),
                    "es-GT", "", &report);
        assert_int_equal(report.faults.count, 1);
    }
}

/* --- printed numbers --- */

struct print_case {
    const char *language, *value, *unit, *text;
    bool fits;
};

/* A constant, printed alone on a page. */
static void assert_print(struct fixture *f, const struct print_case *print)
{
    const char *id = id_of(f, "constant(a)");
    struct verify_report report;
    bool present = print->value[0] != '\0';

    verify_with(f,
                arena_format(
                    &f->arena, HEAD "%s,constant,,a,,,%s,%s,0,0,0,%s\n", id,
                    print->value, print->unit, present ? "present" : "no-rows"),
                print->language,
                arena_format(&f->arena,
                             "<p><data data-figure=\"%s\" value=\"%s\">%s"
                             "</data></p>",
                             id, print->value, print->text)
                    .ptr,
                &report);
    if ((report.faults.count == 0) != print->fits)
        fail_msg("%s as \"%s\" in %s: %zu faults", print->value, print->text,
                 print->language, report.faults.count);
}

static void test_prints(void **state)
{
    static const struct print_case prints[] = {
        {"es-GT", "1234.5", "", "1,234.5", true},
        {"es-GT", "1234.5", "", "1,235", true}, /* half away from zero */
        {"es-GT", "-1234.5", "", "-1,235", true},
        {"es-GT", "1234.5", "", "1,234", false},
        {"es-GT", "1234.5", "", "1234.5", true},
        {"es-GT", "1234.5", "", "1,234.50", true},
        {"es-GT", "1234.5", "", "1,234.51", false},
        {"es-GT", "1234.5", "", "-1,234.5", false},
        {"es-GT", "1234.5", "", "1.234,5", false},
        {"es-GT", "1234.5", "", "", false},
        {"es-GT", "1234.5", "", "&#x31;,<b>234</b>.5", true},
        {"es-CR", "1234567.5", "", "1" NBSP "234" NBSP "567,5", true},
        {"es-CR", "1234567.5", "", "1" NBSP "234" NBSP "567,6", false},
        {"es-GT", "4", "", "cuatro", true}, /* in words: not compared */
        {"es-GT", "4", "", "?", false},
        {"es-GT", "0.25", "", "25" NBSP "%", true},
        {"es-GT", "0.25", "", "26" NBSP "%", false},
        {"es-GT", "25", "%", "25", true},
        {"es-GT", "25", "% del PIB", "25" NBSP "%", true},
        {"es-GT", "0.25", "%", "25" NBSP "%", false},
        {"es-GT", "", "", "sin dato", true},
        {"es-GT", "", "", "0", false},
        {"es-GT", "", "", "", false},
        {"xx-XX", "4", "", "4", false},
        /* Money may be shown in a power of ten, the same all over the root. */
        {"es-GT", "6048942527.56", "USD", "6,048.9", true},
        {"es-GT", "6048942527.56", "USD", "6,048.8", false},
        {"es-GT", "6048942527.56", "km", "6,048.9", false},
    };

    for (size_t i = 0; i < COUNT_OF(prints); i++)
        assert_print(*state, &prints[i]);
}

static void test_a_share_is_printed_a_hundredfold(void **state)
{
    static const char *const values[2] = {"1", "3"};
    struct fixture *f = *state;
    const char *id =
        id_of(f, arena_format(&f->arena, "share(%s,%s)",
                              id_of(f, "constant(a)"), id_of(f, "constant(b)"))
                     .ptr);
    struct slice ledger = tree_ledger(f, "share", values, "0.333333333333");
    struct verify_report report;

    verify_with(f, ledger, "en-US",
                arena_format(&f->arena,
                             "<svg><text data-figure=\"%s\">33.3%%</text>"
                             "<text data-figure=\"%s\">0.333</text></svg>",
                             id, id)
                    .ptr,
                &report);
    assert_int_equal(report.numbers, 1);
    assert_int_equal(report.faults.count, 1);
}

/* --- addresses and files --- */

static size_t faults_of(struct fixture *f, const char *body)
{
    struct verify_report report;

    verify_with(f, SLICE(HEAD), "es-GT", body, &report);
    return report.faults.count;
}

static void test_addresses(void **state)
{
    static const char *const good[] = {
        "<a href=\"index.html\">",
        "<a href=\"#b\">",
        "<a href=\"#top\">",
        "<a href=\"\">",
        "<a href=\"../es/./index.html?x#b\">",
        "<a href=\"../data/things.csv#row=2\">",
        "<a href=\"in%64ex.html\">",
        "<a href=\"https://example.org/none\">",
        "<a href=\"mailto:nobody@example.org\">",
        "<a href=\"//example.org\">",
        "<object data=\"../data/things.csv\"></object>",
        "<img srcset=\"index.html 1x, ../data/things.csv 2x\">",
        "<a rel=\"prev latest-version\" href=\"../../../es/x.html#y\">",
        "<link href=\"../../none/es/x.html\" rel=\"predecessor-version\">",
    };
    static const char *const wrong[] = {
        "<a href=\"none.html\">",
        "<a href=\"#none\">",
        "<a href=\"../es\">",
        "<a href=\"../es/\">",
        "<a href=\"/es/index.html\">",
        "<a href=\"%e\">",
        "<a href=\"../../nothing-of-that-name/index.html\">",
        "<img src=\"none.png\">",
        "<img srcset=\"index.html, none.png\">",
        "<a href=\"index.html#none\">",
        "<a rel=\"latest-version\" href=\"none.html\">",
        "<a rel=\"latest-versions\" href=\"../../none/es/index.html\">",
    };

    for (size_t i = 0; i < COUNT_OF(good); i++)
        if (faults_of(*state, good[i]) != 0)
            fail_msg("%s", good[i]);
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        if (faults_of(*state, wrong[i]) != 1)
            fail_msg("%s", wrong[i]);
}

static void test_files(void **state)
{
    struct fixture *f = *state;
    struct verify_report report;

    verify_with(f, SLICE(HEAD), "es-GT", "", &report);
    assert_int_equal(report.faults.count, 0);
    assert_int_equal(report.files, 7);
    (void)put(f, "data/regions.csv", SLICE("code,parent\n"));
    (void)put(f, "more", SLICE("more"));
    assert_int_equal(
        remove(arena_format(&f->arena, "%s/data/money.csv", f->folder).ptr), 0);
    verify_folder(f, &report);
    assert_int_equal(report.faults.count, 4);
    assert_text(report.faults.items[0].path, "data/money.csv");
    assert_text(report.faults.items[1].path, "data/regions.csv");
    assert_text(report.faults.items[2].path, "manifest.sha256");
    assert_int_equal(report.faults.items[2].line, 3);
    assert_text(report.faults.items[3].path, "more");
    assert_false(report.unreadable);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_rows_that_break_off, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_json, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_json_rows, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_json_that_is_none, fixture_new,
                                        fixture_free),
        cmocka_unit_test(test_markup),
        cmocka_unit_test(test_markup_that_breaks_off),
        cmocka_unit_test_setup_teardown(test_percent_decode, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_leaves, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_leaves_of_what_does_not_leave,
                                        fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_leaves_of_what_is_not_there,
                                        fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_trees, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_prints, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_a_share_is_printed_a_hundredfold,
                                        fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_addresses, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_files, fixture_new, fixture_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
