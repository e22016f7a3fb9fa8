/*
 * Waterfalls: a change begins where the bar before it ended, a level at zero;
 * what is not reported is said and moves nothing; the table has what the
 * drawing has.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chart/chart.h"

struct world {
    struct arena arena;
    struct language language;
    struct chart_frame frame;
    struct buf out;
    unsigned figures;
};

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof(*world));

    if (!world)
        return -1;
    arena_init(&world->arena);
    world->language.tag = SLICE("en-US");
    world->language.locale = locale_find(SLICE("en-US"));
    world->frame = (struct chart_frame){
        .language = &world->language,
        .arena = &world->arena,
        .key = "fall",
        .title = SLICE("From budget to payment"),
        .description = SLICE("From approved, 100, to paid, 80."),
        .source = SLICE("Source: the treasury."),
        .label_head = SLICE("Stage"),
    };
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;

    buf_release(&world->out);
    arena_release(&world->arena);
    free(world);
    return 0;
}

/* `text` null: not reported. */
static struct chart_step step(struct world *world, const char *label,
                              const char *text, bool is_change)
{
    struct figure *figure = ARENA_NEW(&world->arena, struct figure);
    const struct amount_format plain = {'.', 0};

    (void)snprintf(figure->id, sizeof(figure->id), "figure%06u",
                   world->figures++);
    figure->operation = FIGURE_SUM;
    figure->status = text ? FIGURE_PRESENT : FIGURE_NOT_REPORTED;
    if (text)
        assert_int_equal(amount_parse(slice_of(text), plain, &figure->value),
                         AMOUNT_OK);
    return (struct chart_step){
        .label = slice_of(label), .figure = figure, .is_change = is_change};
}

static const char *drawn(struct world *world, const struct chart_step *steps,
                         size_t count)
{
    chart_waterfall(&world->out, &world->frame, SLICE("XTS"), steps, count);
    return arena_text(&world->arena, buf_slice(&world->out));
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
    struct world *world = *state;
    const struct chart_step steps[] = {
        step(world, "Approved", "100", false), step(world, "More", "30", true),
        step(world, "Less", "-50", true), step(world, "Current", "80", false)};
    const char *svg = drawn(world, steps, 4);
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
    struct world *world = *state;
    const struct chart_step steps[] = {step(world, "Approved", "100", false),
                                       step(world, "Unknown", NULL, true),
                                       step(world, "More", "10", true)};
    const char *svg = drawn(world, steps, 3);
    double x[2], width[2];

    for (int i = 0; i < 2; i++)
        box_at(svg, i, &x[i], &width[i]);
    assert_true(is_near(x[1], x[0] + width[0]));
    assert_non_null(strstr(svg, "figure000001"));
}

/* Twice drawn and once in the table. */
static void every_figure_is_in_drawing_and_table(void **state)
{
    struct world *world = *state;
    const struct chart_step steps[] = {step(world, "Approved", "100", false),
                                       step(world, "Less", "-20", true),
                                       step(world, "Paid", "80", false)};
    const char *svg = drawn(world, steps, 3);

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
