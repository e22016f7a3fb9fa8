/* Rows by their dates, and what a row is cited by. */
#include "page_help.h"

#include "render/row.h"

static const char package[] = PACKAGE(
    RESOURCE("sources", "sources", "", CODE_FIELD "," LABEL_FIELD) "," RESOURCE(
        "visits", "register", "",
        CODE_FIELD
        "," LABEL_FIELD
        "," FIELD("date", "string", ",\"role\":\"date\"") "," FIELD(
            "source", "string",
            ",\"role\":\"source\"") "," FIELD("line", "string",
                                              ",\"role\":\"source-line\"")));

static void rows_init(struct sheet *sheet)
{
    struct desk *desk = &sheet->desk;

    memset(sheet, 0, sizeof *sheet);
    DESK_FILL(desk, PORTAL_HEAD, package, "sources",
              "code,label\nlaw,The law\n", "visits",
              "code,label,date,source,line\n"
              "1,x,2017-06-02,law,L1\n"
              "2,x,,law,\n"
              "3,x,2016-01-31,,L3\n"
              "4,x,2017-06-01,,\n"
              "5,x,2017-06-02,other,L5\n"
              "6,x,,,\n");
    desk_load(desk);
    sheet->page.arena = &desk->arena;
    sheet->page.portal = desk->portal;
    sheet->page.language = &desk->portal->languages[0];
    sheet->page.site = &sheet->site;
    map_init(&sheet->site.by_key, &desk->arena);
}

/* Codes of the rows, in their order: "263415". */
static const char *in_order(struct sheet *sheet, const struct column *column,
                            enum row_order order)
{
    const struct table *table =
        portal_table_named(sheet->desk.portal, SLICE("visits"));
    struct row_list rows = {NULL, 0, 0};
    struct buf out = BUF_INIT;

    for (uint32_t i = 0; i < table->rows.count; i++)
        ARENA_PUSH(&sheet->desk.arena, &rows, i);
    rows_sort(&sheet->page, table, &rows, column, order);
    for (size_t i = 0; i < rows.count; i++)
        buf_add_slice(&out, row_text(table, row_at(table, &rows, i), "code"));
    return arena_take(&sheet->desk.arena, &out).ptr;
}

static void test_order(void **state)
{
    struct sheet sheet;
    const struct column *date;

    (void)state;
    rows_init(&sheet);
    date = table_role_column(
        portal_table_named(sheet.desk.portal, SLICE("visits")), "date");
    /* Without a date: the earliest. Equal dates stay as they are. */
    assert_string_equal(in_order(&sheet, date, ROWS_EARLIEST_FIRST), "263415");
    assert_string_equal(in_order(&sheet, date, ROWS_LATEST_FIRST), "154326");
    assert_string_equal(in_order(&sheet, NULL, ROWS_LATEST_FIRST), "123456");
    desk_release(&sheet.desk);
}

static void test_source(void **state)
{
    static const char *const codes[] = {"law, L1", "law", "L3", "",
                                        "other, L5"};
    static const char *const words[] = {"The law, L1", "The law", "L3", "",
                                        "other, L5"};
    struct sheet sheet;
    const struct table *table;

    (void)state;
    rows_init(&sheet);
    table = portal_table_named(sheet.desk.portal, SLICE("visits"));
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        const struct row *row = &table->rows.items[i];

        assert_slice(&sheet.desk, row_source(&sheet.page, table, row),
                     codes[i]);
        assert_slice(&sheet.desk, row_source_words(&sheet.page, table, row),
                     words[i]);
        assert_int_equal(row_source_address(&sheet.page, table, row).len, 0);
    }
    desk_release(&sheet.desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_source),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
