#include "arena_help.h"

#include "template/internal.h"

static void test_constructors(void **state)
{
    struct arena *arena = *state;
    const struct value *figure =
        value_figure(arena, SLICE("abc"), SLICE("12.50"), SLICE("12.5"));

    assert_int_equal(value_null()->kind, VALUE_NULL);
    assert_true(value_boolean(true)->boolean);
    assert_false(value_boolean(false)->boolean);
    assert_int_equal(figure->kind, VALUE_FIGURE);
    assert_true(slice_equal_text(figure->id, "abc"));
    assert_true(slice_equal_text(figure->exact, "12.50"));
    assert_true(slice_equal_text(figure->text, "12.5"));
    assert_true(slice_equal_text(
        value_period(arena, SLICE("p"), SLICE("2017-Q3"))->exact, "2017-Q3"));
}

static void test_truth(void **state)
{
    struct arena *arena = *state;
    struct value *list = value_list_new(arena);

    assert_false(value_is_true(value_null()));
    assert_false(value_is_true(value_boolean(false)));
    assert_true(value_is_true(value_boolean(true)));
    assert_false(value_is_true(value_text(arena, SLICE(""))));
    assert_true(value_is_true(value_text(arena, SLICE("0"))));
    assert_true(
        value_is_true(value_figure(arena, SLICE("a"), SLICE(""), SLICE(""))));
    assert_true(value_is_true(value_object_new(arena)));
    assert_false(value_is_true(list));
    value_list_add(arena, list, value_null());
    assert_true(value_is_true(list));
}

static void test_members(void **state)
{
    static const char *const names[] = {"a", "b", "ab", "ba", "abc",
                                        "c", "d", "e",  "f",  "g"};
    struct arena *arena = *state;
    struct value *object = value_object_new(arena);

    for (size_t i = 0; i < COUNT_OF(names); i++)
        value_set(arena, object, names[i],
                  value_text(arena, arena_format(arena, "%zu", i)));
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const struct value *found = value_member(object, slice_of(names[i]));
        assert_non_null(found);
        assert_int_equal(found->text.ptr[0], '0' + (int)i);
    }
    assert_null(value_member(object, SLICE("bc")));
    assert_null(value_member(object, SLICE("")));
}

static void test_types_that_cannot_be_printed(void **state)
{
    struct arena *arena = *state;
    struct buf out = BUF_INIT;

    assert_false(value_print(&out, value_boolean(true), HTML_TEXT));
    assert_false(value_print(&out, value_list_new(arena), HTML_TEXT));
    assert_false(value_print(&out, value_object_new(arena), HTML_TEXT));
    assert_false(
        value_print(&out, value_markup(arena, SLICE("<b>")), HTML_TEXT));
    assert_true(value_print(&out, value_null(), HTML_TEXT));
    assert_int_equal(out.len, 0);
    buf_release(&out);
}

static enum html_place place_after(const char *text)
{
    struct html_context html;

    html_start(&html);
    html_advance(&html, slice_of(text));
    return html_place(&html);
}

/* Each row by hand from HTML 13.2.5. */
static void test_places(void **state)
{
    (void)state;
    assert_int_equal(place_after(""), HTML_TEXT);
    assert_int_equal(place_after("<p>"), HTML_TEXT);
    assert_int_equal(place_after("<p"), HTML_REFUSED);
    assert_int_equal(place_after("</"), HTML_REFUSED);
    assert_int_equal(place_after("</p>"), HTML_TEXT);
    assert_int_equal(place_after("a <"), HTML_REFUSED);
    assert_int_equal(place_after("a < "), HTML_TEXT);
    assert_int_equal(place_after("<p a=\""), HTML_DOUBLE);
    assert_int_equal(place_after("<p a='\""), HTML_SINGLE);
    assert_int_equal(place_after("<p a=\"'"), HTML_DOUBLE);
    assert_int_equal(place_after("<p a=\">"), HTML_DOUBLE);
    assert_int_equal(place_after("<p a=\"\">"), HTML_TEXT);
    assert_int_equal(place_after("<p a= b>"), HTML_TEXT);
    assert_int_equal(place_after("<p a=b\""), HTML_REFUSED);
    assert_int_equal(place_after("<p a=>"), HTML_TEXT);
    assert_int_equal(place_after("<p a/>"), HTML_TEXT);
    assert_int_equal(place_after("<p ONLOAD=\""), HTML_REFUSED);
    assert_int_equal(place_after("<p x onload=\""), HTML_REFUSED);
    assert_int_equal(place_after("<p onload x=\""), HTML_DOUBLE);
    assert_int_equal(place_after("<title>"), HTML_PLAIN);
    assert_int_equal(place_after("<TITLE>a<b>"), HTML_PLAIN);
    assert_int_equal(place_after("<title></titles>"), HTML_PLAIN);
    assert_int_equal(place_after("<title></Title >"), HTML_TEXT);
    assert_int_equal(place_after("<script>"), HTML_REFUSED);
    assert_int_equal(place_after("<script></scrip>"), HTML_REFUSED);
    assert_int_equal(place_after("<script><</script>"), HTML_TEXT);
    assert_int_equal(place_after("<script src=\"x\">"), HTML_REFUSED);
    assert_int_equal(place_after("<!-- > "), HTML_REFUSED);
    assert_int_equal(place_after("<!-- -- >"), HTML_REFUSED);
    assert_int_equal(place_after("<!-- --->"), HTML_TEXT);
    assert_int_equal(place_after("<!-->"), HTML_TEXT);
    assert_int_equal(place_after("<!-x>"), HTML_TEXT);
    assert_int_equal(place_after("<!doctype html>"), HTML_TEXT);
    assert_int_equal(place_after("<svg>"), HTML_REFUSED);
    assert_int_equal(place_after("<svg><svg/></svg>"), HTML_TEXT);
    assert_int_equal(place_after("<svg><svg></svg>"), HTML_REFUSED);
    assert_int_equal(place_after("<svg><title>"), HTML_REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_constructors, setup, teardown),
        cmocka_unit_test_setup_teardown(test_truth, setup, teardown),
        cmocka_unit_test_setup_teardown(test_members, setup, teardown),
        cmocka_unit_test_setup_teardown(test_types_that_cannot_be_printed,
                                        setup, teardown),
        cmocka_unit_test(test_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
