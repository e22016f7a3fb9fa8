/*
 * Waterfalls: a change begins where the bar before it ended, a level at zero;
 * what is not reported is said and moves nothing; the table has what the
 * drawing has.
 */
#include "chart_help.h"

/* `text` null: not reported. */
static struct chart_step step(struct easel *easel, const char *label,
                              const char *text, bool is_change)
{
    return (struct chart_step){.label = slice_of(label),
                               .figure = number(easel, text),
                               .is_change = is_change};
}

static const char *drawn(struct easel *easel, const struct chart_step *steps,
                         size_t count)
{
    chart_waterfall(&easel->out, &easel->frame, SLICE("XTS"), steps, count);
    return arena_text(&easel->arena, buf_slice(&easel->out));
}

/* The nth box of the wide drawing: its left edge and width. */
static void box_at(const char *svg, int nth, double *x, double *width)
{
    const char *at = svg;

    for (int i = 0; i <= nth; i++) {
        at = strstr(i == 0 ? at : at + 1, "<rect");
        assert_non_null(at);
    }
    at = strstr(at, " x=\"");
    assert_non_null(at);
    *x = strtod(at + 4, NULL);
    at = strstr(at, " width=\"");
    assert_non_null(at);
    *width = strtod(at + 8, NULL);
}

static bool is_near(double a, double b)
{
    return a - b < 0.2 && b - a < 0.2;
}

static void changes_hang_on_what_came_before(void **state)
{
    struct easel *easel = *state;
    const struct chart_step steps[] = {
        step(easel, "Approved", "100", false), step(easel, "More", "30", true),
        step(easel, "Less", "-50", true), step(easel, "Current", "80", false)};
    const char *svg = drawn(easel, steps, 4);
    double x[4], width[4];

    for (int i = 0; i < 4; i++)
        box_at(svg, i, &x[i], &width[i]);
    assert_true(is_near(x[1], x[0] + width[0]));
    assert_true(is_near(width[1] / width[0], 0.3));
    /* 130 down to 80, where the next level ends. */
    assert_true(is_near(x[2] + width[2], x[1] + width[1]));
    assert_true(is_near(x[2], x[3] + width[3]));
    assert_true(is_near(x[3], x[0]));
    assert_non_null(strstr(svg, "bar-negative"));
}

static void missing_steps_move_nothing(void **state)
{
    struct easel *easel = *state;
    const struct chart_step steps[] = {step(easel, "Approved", "100", false),
                                       step(easel, "Unknown", NULL, true),
                                       step(easel, "More", "10", true)};
    const char *svg = drawn(easel, steps, 3);
    double x[2], width[2];

    for (int i = 0; i < 2; i++)
        box_at(svg, i, &x[i], &width[i]);
    assert_true(is_near(x[1], x[0] + width[0]));
    assert_non_null(strstr(svg, "figure000001"));
}

/* Twice drawn and once in the table. */
static void every_figure_is_in_drawing_and_table(void **state)
{
    struct easel *easel = *state;
    const struct chart_step steps[] = {step(easel, "Approved", "100", false),
                                       step(easel, "Less", "-20", true),
                                       step(easel, "Paid", "80", false)};
    const char *svg = drawn(easel, steps, 3);

    for (unsigned i = 0; i < 3; i++) {
        char id[20];
        int count = 0;

        (void)snprintf(id, sizeof(id), "figure%06u", i);
        for (const char *at = strstr(svg, id); at; at = strstr(at + 1, id))
            count++;
        assert_int_equal(count, 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(changes_hang_on_what_came_before, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(missing_steps_move_nothing, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(every_figure_is_in_drawing_and_table,
                                        setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
