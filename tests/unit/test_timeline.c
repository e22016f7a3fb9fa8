/* The timeline: a row a moment, spans with both ends, the cut-off, and the same
 * dates in the table; nothing leaves the drawing. */
#include "chart_help.h"

static const char *draw(struct easel *easel, const struct chart_moment *moments,
                        size_t count, double now)
{
    chart_timeline(&easel->out, &easel->frame, SLICE("From"), SLICE("To"),
                   moments, count, now, SLICE("Cut-off: today"));
    return arena_text(&easel->arena, buf_slice(&easel->out));
}

static const struct chart_moment moved[] = {
    {.label = SLICE_INIT("Deadline: 2018"),
     .name = SLICE_INIT("Deadline"),
     .end_text = SLICE_INIT("31 Dec 2018"),
     .from = 2018.99,
     .end = 2018.99,
     .mark = CHART_MARK_DEADLINE},
    {.label = SLICE_INIT("Moved & moved"),
     .name = SLICE_INIT("Move"),
     .from_text = SLICE_INIT("31 Dec 2018"),
     .end_text = SLICE_INIT("31 Dec 2020"),
     .from = 2018.99,
     .end = 2020.99,
     .from_mark = CHART_MARK_PLANNED,
     .mark = CHART_MARK_DEADLINE,
     .is_span = true},
};

/* Drawn twice, wide and narrow: every mark stands there two times. */
static void marks(void **state)
{
    const char *html = draw(*state, moved, 2, 2017.75);

    assert_int_equal(count_of(html, "class=\"target-mark\""), 4);
    assert_int_equal(count_of(html, "class=\"dot-before\""), 2);
    assert_int_equal(count_of(html, "class=\"join\""), 2);
    assert_int_equal(count_of(html, "Cut-off: today"), 2);
    assert_int_equal(count_of(html, "Moved &amp; moved"), 2);
    assert_non_null(strstr(html, "Accrued &lt;2017&gt; &amp; before"));
    assert_non_null(
        strstr(html, "aria-labelledby=\"spending-title spending-desc\""));
}

static void table(void **state)
{
    const char *html = draw(*state, moved, 2, 2017.75);
    const char *rows = strstr(html, "<tbody>");

    assert_non_null(rows);
    assert_int_equal(count_of(rows, "<tr>"), 2);
    assert_int_equal(count_of(rows, "31 Dec 2018"), 2);
    assert_int_equal(count_of(rows, "31 Dec 2020"), 1);
}

/* Every coordinate is inside the drawing, at either end of time. */
static void within(void **state)
{
    const char *html = draw(*state, moved, 2, 2031.5);

    for (; (html = strstr(html, " cx=\"")) != NULL; html++) {
        double x = strtod(html + 5, NULL);

        assert_true(x > 0 && x < 720);
    }
}

/* All on one day: still a drawing. */
static void one_day(void **state)
{
    const char *html = draw(*state, moved, 1, 2018.99);

    assert_int_equal(count_of(html, "class=\"target-mark\""), 2);
    assert_null(strstr(html, "nan"));
    assert_null(strstr(html, "inf\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(marks, setup, teardown),
        cmocka_unit_test_setup_teardown(table, setup, teardown),
        cmocka_unit_test_setup_teardown(within, setup, teardown),
        cmocka_unit_test_setup_teardown(one_day, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
