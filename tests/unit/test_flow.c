/* Flows: heights in proportion, nothing negative drawn, the table has all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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
    world->frame = (struct chart_frame){.language = &world->language,
                                        .arena = &world->arena,
                                        .key = "flow",
                                        .title = SLICE("From <money> to plan"),
                                        .description = SLICE("What it says."),
                                        .label_head = SLICE("Institution")};
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

static const struct figure *number(struct world *world, const char *text)
{
    struct figure *figure = ARENA_NEW(&world->arena, struct figure);
    const struct amount_format plain = {'.', 0};

    (void)snprintf(figure->id, sizeof(figure->id), "figure%06u",
                   world->figures++);
    figure->operation = FIGURE_SUM;
    figure->status = FIGURE_PRESENT;
    assert_int_equal(amount_parse(slice_of(text), plain, &figure->value),
                     AMOUNT_OK);
    return figure;
}

/* Two ends on each side: 30 + 10 from the first, 60 and a reversal from the
 * second. */
static const char *draw(struct world *world)
{
    const struct chart_flow_end left[] = {
        {.label = SLICE("Health"),
         .address = SLICE("health.html"),
         .figure = number(world, "40")},
        {.label = SLICE("Roads & bridges"), .figure = number(world, "55")}};
    const struct chart_flow_end right[] = {
        {.label = SLICE("Axis"), .figure = number(world, "90")},
        {.label = SLICE("No plan"),
         .figure = number(world, "5"),
         .is_open = true}};
    const struct figure *const bands[] = {
        number(world, "30"), number(world, "10"), number(world, "60"),
        number(world, "-5")};
    const struct chart_flow flow = {.value_head = SLICE("All"),
                                    .left = left,
                                    .right = right,
                                    .left_count = 2,
                                    .right_count = 2,
                                    .bands = bands};

    chart_flow(&world->out, &world->frame, &flow);
    return arena_copy(&world->arena, buf_slice(&world->out)).ptr;
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (text = strstr(text, part); text != NULL; text = strstr(text + 1, part))
        count++;
    return count;
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
    assert_non_null(strstr(text, "From &lt;money&gt; to plan"));
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
    struct world *world = *state;
    const struct chart_flow_end end = {.label = SLICE("Health"),
                                       .figure = number(world, "0")};
    const struct figure *const bands[] = {NULL};
    const struct chart_flow flow = {.value_head = SLICE("All"),
                                    .left = &end,
                                    .right = &end,
                                    .left_count = 1,
                                    .right_count = 1,
                                    .bands = bands};
    const char *text;

    chart_flow(&world->out, &world->frame, &flow);
    text = arena_copy(&world->arena, buf_slice(&world->out)).ptr;
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
