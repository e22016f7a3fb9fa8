/*
 * Maps: where degrees come to lie, which class a figure is in, that each area
 * can be hit by its link, and that the table has what the map has not.
 */
#include "chart_help.h"

#include "chart/classes.h"
#include "chart/plane.h"

/* A box of degrees, as GeoJSON has it: closed by its first place. */
static struct atlas_shape *box_shape(struct easel *easel, double west,
                                     double south, double east, double north)
{
    struct atlas_shape *shape =
        ARENA_ARRAY(&easel->arena, 1, struct atlas_shape);
    struct atlas_ring ring = {ARENA_ARRAY(&easel->arena, 5, struct atlas_place),
                              5};

    *shape = (struct atlas_shape){0};
    ring.places[0] = ring.places[4] = (struct atlas_place){west, south};
    ring.places[1] = (struct atlas_place){east, south};
    ring.places[2] = (struct atlas_place){east, north};
    ring.places[3] = (struct atlas_place){west, north};
    ARENA_PUSH(&easel->arena, &shape->rings, ring);
    return shape;
}

static struct figure *figure_new(struct easel *easel, const char *id,
                                 int64_t coefficient)
{
    struct figure *figure = ARENA_NEW(&easel->arena, struct figure);

    (void)snprintf(figure->id, sizeof(figure->id), "%s", id);
    figure->operation = FIGURE_SUM;
    figure->status = FIGURE_PRESENT;
    figure->value = amount_of(coefficient);
    return figure;
}

/* At 60 degrees a degree to the east is half of one to the north. */
static void test_projection(void **state)
{
    struct easel *easel = *state;
    const struct atlas_shape *shape = box_shape(easel, 10, 50, 30, 70);
    struct plane plane;

    assert_true(plane_init(&plane, &shape, 1));
    assert_true(plane.shrink > 0.499999 && plane.shrink < 0.500001);
    assert_int_equal(plane.height + 0.5, 1000);
    assert_int_equal(plane.width + 0.5, 500);
    struct point at = plane_place(&plane, (struct atlas_place){10, 70});
    assert_int_equal(at.x, 0);
    assert_int_equal(at.y, 0);
    at = plane_place(&plane, (struct atlas_place){20, 65});
    assert_int_equal(at.x, 250);
    assert_int_equal(at.y, 250);
}

/* At the equator degrees are alike both ways. */
static void test_equator(void **state)
{
    struct easel *easel = *state;
    const struct atlas_shape *shape = box_shape(easel, -5, -5, 5, 5);
    const struct atlas_shape *nowhere = &(struct atlas_shape){0};
    struct plane plane;

    assert_true(plane_init(&plane, &shape, 1));
    assert_int_equal(plane.width, plane.height);
    assert_false(plane_init(&plane, &nowhere, 1));
}

/* Places nearer than a unit, and on a straight line, are left out. */
static void test_outline(void **state)
{
    struct easel *easel = *state;
    const struct atlas_shape *shape = box_shape(easel, -5, -5, 5, 5);
    struct atlas_place places[] = {{-5, -5}, {0, -5},       {0.001, -5},
                                   {5, -5},  {5, 5},        {5, 4.9999},
                                   {-5, 5},  {-5.0001, -5}, {-5, -5}};
    struct atlas_ring ring = {places, COUNT_OF(places)};
    struct plane plane;
    struct point middle = {0, 0};

    assert_true(plane_init(&plane, &shape, 1));
    struct outline line = plane_outline(&easel->arena, &plane, &ring);
    assert_int_equal(line.count, 4);
    assert_int_equal(line.items[0].y, 1000);
    assert_int_equal(line.items[1].x, 1000);
    assert_int_equal(line.items[3].y, 0);
    assert_int_equal(outlines_room(&line, 1, &middle), 1000);
    assert_int_equal(middle.x, 500);
}

/* Of ten figures two a class, with the roundest numbers between. */
static void test_classes(void **state)
{
    double values[] = {91, 11, 23, 37, 42, 48, 55, 61, 72, 88};
    struct classes classes;

    (void)state;
    classes_find(&classes, values, COUNT_OF(values));
    assert_int_equal(classes.bound_count, 4);
    /* (23, 37], (42, 48], (55, 61], (72, 88] */
    assert_int_equal(classes.bounds[0] * 10 + 0.5, 300);
    assert_int_equal(classes.bounds[1] * 10 + 0.5, 450);
    assert_int_equal(classes.bounds[2] * 10 + 0.5, 600);
    assert_int_equal(classes.bounds[3] * 10 + 0.5, 800);
    for (size_t i = 0; i < COUNT_OF(values); i++)
        assert_int_equal(classes_place(&classes, values[i]), i / 2);
    assert_int_equal(classes_shade(&classes, 0), 1);
    assert_int_equal(classes_shade(&classes, 4), 5);
}

/* What is equal is in one class, however many. */
static void test_ties(void **state)
{
    double values[] = {0, 0, 0, 0, 0, 0, 0, 0.4};
    double alike[] = {7, 7, 7};
    struct classes classes;

    (void)state;
    classes_find(&classes, values, COUNT_OF(values));
    assert_int_equal(classes.bound_count, 1);
    assert_int_equal(classes_place(&classes, 0), 0);
    assert_int_equal(classes_place(&classes, 0.4), 1);
    assert_int_equal(classes_shade(&classes, 1), 5);
    classes_find(&classes, alike, COUNT_OF(alike));
    assert_int_equal(classes.bound_count, 0);
    assert_int_equal(classes_shade(&classes, 0), 3);
}

static bool is_near(double found, double expected)
{
    return found > expected - 1e-9 && found < expected + 1e-9;
}

static void test_round(void **state)
{
    (void)state;
    assert_true(is_near(round_between(23, 37), 30));
    assert_true(is_near(round_between(-3, 8), 0));
    assert_true(is_near(round_between(-37, -23), -30));
    assert_true(is_near(round_between(1234, 1300), 1300));
    assert_true(is_near(round_between(0.4511, 0.4538), 0.452));
}

/* Both drawings have each area once, inside its link; what has no figure is
 * open; what lies nowhere is in the table. */
static void test_areas(void **state)
{
    struct easel *easel = *state;
    struct chart_area areas[] = {
        {SLICE("West"), SLICE("1"), SLICE("west/"), figure_new(easel, "a1", 10),
         box_shape(easel, 0, 0, 1, 2)},
        {SLICE("East"), SLICE("2"), SLICE("east/"), figure_new(easel, "a2", 20),
         box_shape(easel, 1, 0, 2, 2)},
        {SLICE("Isle"), SLICE("3"), SLICE("isle/"), NULL,
         box_shape(easel, 3, 1, 3.001, 1.001)},
        {SLICE("Nowhere"), SLICE("0"), SLICE("nowhere/"),
         figure_new(easel, "a4", 30), NULL}};

    chart_map(&easel->out, &easel->frame, SLICE("Share"), areas,
              COUNT_OF(areas), false);
    const char *text = easel->out.ptr;
    assert_int_equal(count_of(text, "<a href=\"west/\"><title>West"), 2);
    assert_int_equal(count_of(text, "<a href=\"east/\"><title>East"), 2);
    assert_int_equal(count_of(text, "<a href=\"nowhere/\"><title>"), 0);
    assert_int_equal(count_of(text, ">Nowhere</a>"), 1);
    assert_int_equal(count_of(text, "fill=\"url(#spending-shade-1)\""), 2);
    assert_int_equal(count_of(text, "fill=\"url(#spending-shade-5)\""), 2);
    /* Area, disc and key. */
    assert_int_equal(count_of(text, "map-gap"), 6);
    assert_int_equal(count_of(text, "<circle"), 2);
    assert_int_equal(count_of(text, "data-figure=\"a1\""), 3);
    assert_int_equal(count_of(text, "data-figure=\"a4\""), 1);
    assert_int_equal(count_of(text, ">20</text>"), 4);
}

static void test_tiles(void **state)
{
    struct easel *easel = *state;
    struct atlas_shape first = {.tile = {1, 0}}, second = {.tile = {1, 1}};
    struct chart_area areas[] = {{SLICE("North"), SLICE("N"), SLICE("north/"),
                                  figure_new(easel, "a1", 1), &first},
                                 {SLICE("South"), SLICE("S"), SLICE("south/"),
                                  figure_new(easel, "a2", 2), &second}};

    chart_map(&easel->out, &easel->frame, SLICE("Share"), areas,
              COUNT_OF(areas), true);
    const char *text = easel->out.ptr;
    assert_int_equal(count_of(text, "<rect class=\"map-area\" "
                                    "fill=\"url(#spending-shade-5)\" x=\"0\" "
                                    "y=\"140\" width=\"92\""),
                     1);
    assert_int_equal(count_of(text, ">N</text>"), 2);
    /* Two drawings, and the table. */
    assert_int_equal(count_of(text, "<a href=\"south/\">"), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_projection, setup, teardown),
        cmocka_unit_test_setup_teardown(test_equator, setup, teardown),
        cmocka_unit_test_setup_teardown(test_outline, setup, teardown),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_ties),
        cmocka_unit_test(test_round),
        cmocka_unit_test_setup_teardown(test_areas, setup, teardown),
        cmocka_unit_test_setup_teardown(test_tiles, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
