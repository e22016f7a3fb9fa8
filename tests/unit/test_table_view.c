/*
 * A table of a page and the CSV beside it say the same, cell by cell; where
 * there is nothing, the CSV has nothing.
 */
#include "page_help.h"

static const struct value *view_get(const struct value *object,
                                    const char *name)
{
    for (size_t i = 0; i < object->object.count; i++)
        if (slice_equal_text(object->object.items[i].name, name))
            return object->object.items[i].value;
    fail_msg("the view has no %s", name);
    return NULL;
}

/* Of every indicator its label and its baseline. */
static void baselines(struct sheet *sheet, const char *name)
{
    const struct table *indicators =
        portal_table_named(sheet->desk.portal, SLICE("indicators"));
    struct page *page = &sheet->page;
    struct page_table *table = table_begin(page, "base", SLICE("Baselines"));

    table_text_column(table, "code", SLICE("Indicator"));
    table_figure_column(table, "baseline", SLICE("Baseline"), SLICE("g"));
    for (size_t i = 0; i < indicators->rows.count; i++) {
        const struct row *row = &indicators->rows.items[i];
        struct slice code = row_text(indicators, row, "code");

        table_row(table);
        cell_code(table, code,
                  row_words(indicators, row, "label", page->language),
                  i == 0 ? SLICE("x.html") : nothing);
        cell_figure(
            table, sheet_baseline(sheet, arena_text(&sheet->desk.arena, code)));
    }
    table_end(table, page->view, name);
}

static void test_csv_has_the_exact_values(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    baselines(&sheet, "table");
    assert_int_equal(sheet.page.files.count, 1);
    assert_slice(&sheet.desk, sheet.page.files.items[0].path,
                 "data/lists/one.base.csv");
    assert_slice(&sheet.desk, sheet.page.files.items[0].bytes,
                 "code,baseline\r\n"
                 "a,1234.50\r\n"
                 "b,\r\n"
                 "c,\r\n");
    sheet_release(&sheet);
}

static void test_rows_are_markup(void **state)
{
    struct sheet sheet;
    const struct value *table;
    const char *expected;

    (void)state;
    sheet_init(&sheet);
    baselines(&sheet, "table");
    table = view_get(sheet.page.view, "table");
    expected =
        arena_format(
            &sheet.desk.arena,
            "<tr><th scope=\"row\"><a href=\"x.html\">Salt, &lt;iodised&gt; "
            "&amp; \"fine\"</a></th><td class=\"number\"><data "
            "data-figure=\"%s\" value=\"1234.50\">1,234.50</data></td></tr>\n",
            sheet_baseline(&sheet, "a")->id)
            .ptr;
    assert_true(
        slice_starts_with(view_get(table, "rows")->text, slice_of(expected)));
    assert_slice(&sheet.desk, view_get(table, "caption")->text, "Baselines");
    assert_slice(&sheet.desk, view_get(table, "csv")->text,
                 "../../data/lists/one.base.csv");
    assert_int_equal(view_get(table, "heads")->list.count, 2);
    sheet_release(&sheet);
}

/* What is not there is said on the page and is nothing in the file. */
static void test_missing_cells(void **state)
{
    struct sheet sheet;
    struct page_table *table;
    struct slice rows;

    (void)state;
    sheet_init(&sheet);
    table = table_begin(&sheet.page, "t", nothing);
    table_text_column(table, "a", SLICE("A"));
    table_text_column(table, "b", SLICE("B"));
    table_text_column(table, "c", SLICE("C"));
    table_figure_column(table, "d", SLICE("D"), nothing);
    table_figure_column(table, "e", SLICE("E"), nothing);
    table_row(table);
    cell_code(table, nothing, SLICE("no owner named"), SLICE("x.html"));
    cell_missing(table, SLICE("none published"));
    cell_period(table, (struct period){PERIOD_NONE, 0, 0, 0});
    cell_figure(table, NULL);
    cell_figure(table, sheet_baseline(&sheet, "c"));
    table_end(table, sheet.page.view, "t");
    assert_slice(&sheet.desk, sheet.page.files.items[0].bytes,
                 "a,b,c,d,e\r\n,,,,\r\n");
    rows = view_get(view_get(sheet.page.view, "t"), "rows")->text;
    assert_non_null(strstr(arena_text(&sheet.desk.arena, rows),
                           "<td><span class=\"missing\">none "
                           "published</span></td><td></td>"
                           "<td class=\"number\"></td>"));
    assert_non_null(strstr(arena_text(&sheet.desk.arena, rows), "value=\"\""));
    sheet_release(&sheet);
}

static void test_other_cells(void **state)
{
    struct sheet sheet;
    struct page_table *table;

    (void)state;
    sheet_init(&sheet);
    table = table_begin(&sheet.page, "t", nothing);
    table_text_column(table, "name", SLICE("Name"));
    table_text_column(table, "when", SLICE("When"));
    table_text_column(table, "status", SLICE("Status"));
    table_row_depth(table, 2);
    cell_text(table, SLICE("x, \"y\""));
    cell_period(table, (struct period){PERIOD_QUARTER, 2017, 3, 0});
    cell_status(table, SLICE("on-time"), SLICE("On time"));
    table_row(table);
    cell_text(table, SLICE("z"));
    cell_period(table, (struct period){PERIOD_DAY, 2017, 10, 31});
    cell_status(table, nothing, nothing);
    assert_int_equal(table_rows(table), 2);
    table_end(table, sheet.page.view, "t");
    assert_slice(&sheet.desk, sheet.page.files.items[0].bytes,
                 "name,when,status\r\n"
                 "\"x, \"\"y\"\"\",2017-Q3,on-time\r\n"
                 "z,2017-10-31,\r\n");
    /* HTML has no form for a quarter, so it is no <time>. */
    assert_slice(
        &sheet.desk, view_get(view_get(sheet.page.view, "t"), "rows")->text,
        "<tr><th scope=\"row\" class=\"part part-2\">x, \"y\"</th>"
        "<td>third quarter of 2017</td>"
        "<td><span class=\"status status-on-time\">On time</span></td></tr>\n"
        "<tr><th scope=\"row\">z</th>"
        "<td><time datetime=\"2017-10-31\">October 31, 2017</time></td>"
        "<td></td></tr>\n");
    sheet_release(&sheet);
}

/* The file is the same in every language, and written with the first. */
static void test_one_file_for_all_languages(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    baselines(&sheet, "table");
    sheet_language(&sheet, 1);
    baselines(&sheet, "table");
    assert_int_equal(sheet.page.files.count, 1);
    assert_int_equal(view_get(sheet.page.view, "table")->kind, VALUE_OBJECT);
    sheet_release(&sheet);
}

static void test_without_rows(void **state)
{
    struct sheet sheet;
    struct page_table *table;

    (void)state;
    sheet_init(&sheet);
    table = table_begin(&sheet.page, "t", SLICE("Nothing"));
    table_text_column(table, "a", SLICE("A"));
    table_end(table, sheet.page.view, "t");
    assert_int_equal(view_get(sheet.page.view, "t")->kind, VALUE_NULL);
    assert_int_equal(sheet.page.files.count, 0);
    sheet_release(&sheet);
}

/* Rows that only the CSV has, between, before and after those of the page. */
static void test_rows_aside(void **state)
{
    static const char *const codes[] = {"a", "b", "c", "d"};
    struct sheet sheet;
    struct page_table *table;

    (void)state;
    sheet_init(&sheet);
    table = table_begin(&sheet.page, "t", nothing);
    table_text_column(table, "code", SLICE("Code"));
    table_figure_column(table, "baseline", SLICE("Baseline"), nothing);
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        if (i == 1)
            table_row(table);
        else
            table_row_aside(table);
        cell_text(table, slice_of(codes[i]));
        cell_figure(table, i == 0 ? sheet_baseline(&sheet, "a") : NULL);
    }
    table_note(table, SLICE("<b>one</b> of four"));
    table_end(table, sheet.page.view, "t");
    assert_slice(&sheet.desk, sheet.page.files.items[0].bytes,
                 "code,baseline\r\na,1234.50\r\nb,\r\nc,\r\nd,\r\n");
    assert_slice(&sheet.desk,
                 view_get(view_get(sheet.page.view, "t"), "rows")->text,
                 "<tr><th scope=\"row\">b</th>"
                 "<td class=\"number\"></td></tr>\n");
    assert_slice(&sheet.desk,
                 view_get(view_get(sheet.page.view, "t"), "note")->text,
                 "<b>one</b> of four");
    sheet_release(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv_has_the_exact_values),
        cmocka_unit_test(test_rows_are_markup),
        cmocka_unit_test(test_missing_cells),
        cmocka_unit_test(test_other_cells),
        cmocka_unit_test(test_rows_aside),
        cmocka_unit_test(test_one_file_for_all_languages),
        cmocka_unit_test(test_without_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
