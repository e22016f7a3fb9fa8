/* Flows: heights in proportion, nothing negative drawn, the table has all. */
#include "chart_help.h"

/* Two ends on each side: 30 + 10 from the first, 60 and a reversal from the
 * second. */
static const char *draw(struct easel *easel)
{
    const struct chart_flow_end left[] = {
        {.label = SLICE("Health"),
         .address = SLICE("health.html"),
         .figure = number(easel, "40")},
        {.label = SLICE("Roads & bridges"), .figure = number(easel, "55")}};
    const struct chart_flow_end right[] = {
        {.label = SLICE("Axis"), .figure = number(easel, "90")},
        {.label = SLICE("No plan"),
         .figure = number(easel, "5"),
         .is_open = true}};
    const struct figure *const bands[] = {
        number(easel, "30"), number(easel, "10"), number(easel, "60"),
        number(easel, "-5")};
    const struct chart_flow flow = {.value_head = SLICE("All"),
                                    .left = left,
                                    .right = right,
                                    .left_count = 2,
                                    .right_count = 2,
                                    .bands = bands};

    chart_flow(&easel->out, &easel->frame, &flow);
    return arena_copy(&easel->arena, buf_slice(&easel->out)).ptr;
}

static void test_bands(void **state)
{
    const char *text = draw(*state);

    /* Three bands in the wide drawing and three in the narrow one. */
    assert_int_equal(count_of(text, "<path class=\"flow-band"), 6);
    assert_int_equal(count_of(text, "class=\"flow-band open\""), 2);
    assert_int_equal(count_of(text, "class=\"flow-end open\""), 2);
    assert_null(strstr(text, "nan"));
    assert_null(strstr(text, "inf"));
}

/* 100 is 420 units high: the bars of the left are 168 and 252. */
static void test_heights(void **state)
{
    const char *text = draw(*state);

    assert_int_equal(count_of(text, "height=\"168\""), 2);
    assert_int_equal(count_of(text, "height=\"252\""), 2);
    assert_int_equal(count_of(text, "height=\"378\""), 2);
    assert_int_equal(count_of(text, "height=\"42\""), 2);
}

static void test_words(void **state)
{
    const char *text = draw(*state);

    /* A link in each drawing and one in the table; texts are escaped. */
    assert_int_equal(count_of(text, "href=\"health.html\""), 3);
    assert_non_null(strstr(text, "Accrued &lt;2017&gt; &amp; before"));
    assert_int_equal(count_of(text, "role=\"group\" aria-labelledby="), 3);
    /* The reversal is said, and stands in the table. */
    assert_non_null(strstr(text, "Roads &amp; bridges \xE2\x86\x92 No plan"));
    assert_int_equal(count_of(text, "data-figure=\"figure000007\""), 2);
    /* Every band and every end stands in the table. */
    assert_int_equal(count_of(text, "<td class=\"number\">"), 6);
}

/* Nothing flows: no division by nothing. */
static void test_nothing(void **state)
{
    struct easel *easel = *state;
    const struct chart_flow_end end = {.label = SLICE("Health"),
                                       .figure = number(easel, "0")};
    const struct figure *const bands[] = {NULL};
    const struct chart_flow flow = {.value_head = SLICE("All"),
                                    .left = &end,
                                    .right = &end,
                                    .left_count = 1,
                                    .right_count = 1,
                                    .bands = bands};
    const char *text;

    chart_flow(&easel->out, &easel->frame, &flow);
    text = arena_copy(&easel->arena, buf_slice(&easel->out)).ptr;
    assert_null(strstr(text, "flow-band"));
    assert_null(strstr(text, "nan"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_bands, setup, teardown),
        cmocka_unit_test_setup_teardown(test_heights, setup, teardown),
        cmocka_unit_test_setup_teardown(test_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
