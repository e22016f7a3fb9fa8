/*
 * Sentences: placeholders are replaced wherever a translation puts them, and
 * nothing but figures and links becomes markup.
 */
#include "page_help.h"

/* "<data data-figure="ID" value="1234.5">1,234.5</data>" */
static const char *figure_of(struct sheet *sheet, const struct figure *figure,
                             const char *exact, const char *printed)
{
    return arena_format(&sheet->desk.arena,
                        "<data data-figure=\"%s\" value=\"%s\">%s</data>",
                        figure->id, exact, printed)
        .ptr;
}

static void test_texts_are_escaped(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    assert_slice(&sheet.desk,
                 SENTENCE(&sheet.page, "a < b & {x} > \"{y}\"",
                          ARG_TEXT("x", SLICE("<b>&amp;</b>")),
                          ARG_TEXT("y", SLICE("{x}"))),
                 "a &lt; b &amp; &lt;b&gt;&amp;amp;&lt;/b&gt; &gt; \"{x}\"");
    sheet_release(&sheet);
}

static void test_the_same_argument_twice(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    assert_slice(&sheet.desk,
                 SENTENCE(&sheet.page, "{a}{b}{a}", ARG_TEXT("a", SLICE("1")),
                          ARG_TEXT("b", SLICE("2")),
                          ARG_TEXT("unused", SLICE("3"))),
                 "121");
    assert_slice(&sheet.desk, SENTENCE(&sheet.page, "", ARG_TEXT("a", nothing)),
                 "");
    sheet_release(&sheet);
}

static void test_links(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    assert_slice(
        &sheet.desk,
        SENTENCE(&sheet.page, "See {a}, {b}.",
                 ARG_LINK("a", SLICE("A & B"), SLICE("../x.html?a=1&b=\"2\"")),
                 ARG_LINK("b", SLICE("C"), nothing)),
        "See <a href=\"../x.html?a=1&amp;b=&quot;2&quot;\">A &amp; B</a>, C.");
    sheet_release(&sheet);
}

static void test_figures(void **state)
{
    struct sheet sheet;
    const struct figure *figure;

    (void)state;
    sheet_init(&sheet);
    figure = sheet_baseline(&sheet, "a");
    assert_slice(&sheet.desk,
                 SENTENCE(&sheet.page, "{n}", ARG_FIGURE("n", figure)),
                 figure_of(&sheet, figure, "1234.50", "1,234.50"));
    sheet_release(&sheet);
}

static void test_plain_form(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    assert_slice(&sheet.desk,
                 PLAIN(&sheet.page, "{a} < {n} & {b}",
                       ARG_TEXT("a", SLICE("<i>")),
                       ARG_FIGURE("n", sheet_baseline(&sheet, "a")),
                       ARG_LINK("b", SLICE("text"), SLICE("x.html"))),
                 "<i> < 1,234.50 & text");
    sheet_release(&sheet);
}

/* A translation may turn the parts around; its own marks are text. */
static void test_translation(void **state)
{
    struct sheet sheet;
    const struct figure *figure;
    struct buf expected = BUF_INIT;

    (void)state;
    sheet_init(&sheet);
    sheet_language(&sheet, 1);
    figure = sheet_baseline(&sheet, "a");
    buf_add_text(&expected, "Quedaba ");
    buf_add_text(&expected, figure_of(&sheet, figure, "1234.50", "1,234.50"));
    buf_add_text(&expected, " &lt;aún&gt; a R&amp;D.");
    assert_slice(&sheet.desk,
                 SENTENCE(&sheet.page, "{who} had {share} <left>.",
                          ARG_TEXT("who", SLICE("R&D")),
                          ARG_FIGURE("share", figure)),
                 arena_text(&sheet.desk.arena, buf_slice(&expected)));
    buf_release(&expected);
    sheet_release(&sheet);
}

/* "1 list", "3 lists"; what is no whole number is of many. */
static const char *counted(struct sheet *sheet, const struct figure *figure)
{
    const struct sentence_arg args[] = {ARG_FIGURE("n", figure)};

    return arena_text(&sheet->desk.arena,
                      sentence_plain_of(&sheet->page,
                                        text_counted(&sheet->page, figure,
                                                     "{n} list", "{n} lists"),
                                        args, 1));
}

static void test_forms_of_numbers(void **state)
{
    struct sheet sheet;
    const struct figure *one, *many;

    (void)state;
    sheet_init(&sheet);
    one = count_figure(&sheet.page, SLICE("indicators"), SLICE("code=a"));
    many = count_figure(&sheet.page, SLICE("indicators"), nothing);
    assert_string_equal(counted(&sheet, one), "1 list");
    assert_string_equal(counted(&sheet, many), "3 lists");
    assert_string_equal(counted(&sheet, sheet_baseline(&sheet, "a")),
                        "1,234.50 lists");
    sheet_language(&sheet, 1);
    assert_string_equal(counted(&sheet, one), "Hay 1 lista");
    assert_string_equal(counted(&sheet, many), "Hay 3 listas");
    sheet_release(&sheet);
}

/* Amounts in no currency have no unit to name. */
static void test_words_that_are_not_there(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    assert_slice(&sheet.desk,
                 PLAIN(&sheet.page, "{a}, by month, {unit}",
                       ARG_TEXT("a", SLICE("Paid")), ARG_TEXT("unit", nothing)),
                 "Paid, by month");
    assert_slice(&sheet.desk,
                 SENTENCE(&sheet.page, "They are {n} {unit}.",
                          ARG_TEXT("n", SLICE("5")), ARG_TEXT("unit", nothing)),
                 "They are 5.");
    sheet_release(&sheet);
}

static void test_first_letters(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    assert_slice(&sheet.desk, text_lowered(&sheet.page, SLICE("In force")),
                 "in force");
    assert_slice(&sheet.desk, text_lowered(&sheet.page, SLICE("GDP")), "GDP");
    assert_slice(&sheet.desk, text_raised(&sheet.page, SLICE("budget")),
                 "Budget");
    assert_slice(&sheet.desk, text_raised(&sheet.page, nothing), "");
    sheet_release(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_are_escaped),
        cmocka_unit_test(test_the_same_argument_twice),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_plain_form),
        cmocka_unit_test(test_translation),
        cmocka_unit_test(test_forms_of_numbers),
        cmocka_unit_test(test_words_that_are_not_there),
        cmocka_unit_test(test_first_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
