#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "emit/markup.h"

/* Compares and empties. */
#define assert_written(out, expected)                                          \
    do {                                                                       \
        buf_add_char((out), '\0');                                             \
        assert_string_equal((out)->ptr, (expected));                           \
        buf_reset(out);                                                        \
    } while (0)

static int setup(void **state)
{
    static struct buf out;

    buf_init(&out);
    *state = &out;
    return 0;
}

static int teardown(void **state)
{
    buf_release(*state);
    return 0;
}

static void test_html(void **state)
{
    struct buf *out = *state;
    struct markup m;

    markup_init(&m, out, MARKUP_HTML);
    markup_open(&m, "p");
    markup_attribute(&m, "title", SLICE("a \"b\" <c> & 'd'"));
    markup_text(&m, SLICE("1 < 2 & \"3\""));
    markup_open(&m, "br");
    markup_open(&m, "img");
    markup_attribute_text(&m, "alt", "");
    markup_element(&m, "b", SLICE(""));
    markup_raw(&m, SLICE("<i>x</i>"));
    markup_close(&m);
    markup_finish(&m);
    assert_written(out,
                   "<p title=\"a &quot;b&quot; &lt;c&gt; &amp; &#39;d&#39;\">"
                   "1 &lt; 2 &amp; \"3\"<br><img alt=\"\"><b></b>"
                   "<i>x</i></p>");
}

static void test_void_element_last(void **state)
{
    struct markup m;

    markup_init(&m, *state, MARKUP_HTML);
    markup_open(&m, "hr");
    markup_finish(&m);
    assert_written((struct buf *)*state, "<hr>");
}

static void test_xml(void **state)
{
    struct buf *out = *state;
    struct markup m;

    markup_init(&m, out, MARKUP_XML);
    markup_open(&m, "svg");
    markup_open(&m, "path");
    markup_attribute_text(&m, "d", "M0 0");
    markup_close(&m);
    markup_open(&m, "link");
    markup_attribute_text(&m, "x", "");
    markup_close(&m);
    markup_element(&m, "title", SLICE("a>b"));
    markup_close(&m);
    markup_finish(&m);
    assert_written(out, "<svg><path d=\"M0 0\"/><link x=\"\"/>"
                        "<title>a&gt;b</title></svg>");
}

static void test_numbers(void **state)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0, "0"},       {-0.0, "0"},      {-0.004, "0"},    {0.005, "0.01"},
        {1.5, "1.5"},   {-1.25, "-1.25"}, {100, "100"},     {-0.05, "-0.05"},
        {12.999, "13"}, {3.1, "3.1"},     {-7.204, "-7.2"}, {1e9, "1000000000"},
    };
    struct buf *out = *state;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct markup m;
        markup_init(&m, out, MARKUP_XML);
        markup_open(&m, "a");
        buf_reset(out);
        markup_attribute_number(&m, "x", cases[i].value);
        buf_add_char(out, '\0');
        assert_memory_equal(out->ptr, " x=\"", 4);
        assert_memory_equal(out->ptr + 4, cases[i].text, strlen(cases[i].text));
        assert_string_equal(out->ptr + 4 + strlen(cases[i].text), "\"");
        buf_reset(out);
    }
}

static void test_escape(void **state)
{
    struct buf *out = *state;

    markup_escape_text(out, SLICE("<&>\"' ñ\t\n"));
    assert_written(out, "&lt;&amp;&gt;\"' ñ\t\n");
    markup_escape_text(out, SLICE(""));
    assert_written(out, "");
    markup_escape_attribute(out, SLICE("x'\"&<>y"));
    assert_written(out, "x&#39;&quot;&amp;&lt;&gt;y");
    /* Control characters cannot stand in XML, not even escaped. */
    markup_escape_text(out, (struct slice){"a\0b\x1B", 4});
    assert_written(out, "a\xEF\xBF\xBD"
                        "b\xEF\xBF\xBD");
}

static void test_path(void **state)
{
    struct buf *out = *state;

    markup_escape_path(out, SLICE("es/programs/011.0138~a-b_c.html"));
    assert_written(out, "es/programs/011.0138~a-b_c.html");
    markup_escape_path(out, SLICE("a b?c#d%e:f/ñ\"<>"));
    assert_written(out, "a%20b%3Fc%23d%25e%3Af/%C3%B1%22%3C%3E");
}

static void test_links(void **state)
{
    static const char *const safe[] = {
        "",       "a.html",         "../a/b.html#c", "#x",
        "?a=b:c", "a/b:c",          "http://x.org/", "HTTPS://x.org",
        "/a",     "mailto:a@b.org", "./x:y",
    };
    static const char *const unsafe[] = {
        "javascript:alert(1)",
        "JavaScript:x",
        " javascript:x",
        "java\tscript:x",
        "java\nscript:x",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.org",
        "\\\\evil",
        "/\\evil",
        "x:y",
        ":x",
        "a ",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(safe); i++)
        assert_true(markup_link_is_safe(slice_of(safe[i])));
    for (size_t i = 0; i < COUNT_OF(unsafe); i++)
        assert_false(markup_link_is_safe(slice_of(unsafe[i])));
    assert_false(markup_link_is_safe((struct slice){"a\0b", 3}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_html, setup, teardown),
        cmocka_unit_test_setup_teardown(test_void_element_last, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_xml, setup, teardown),
        cmocka_unit_test_setup_teardown(test_numbers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_escape, setup, teardown),
        cmocka_unit_test_setup_teardown(test_path, setup, teardown),
        cmocka_unit_test(test_links),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
