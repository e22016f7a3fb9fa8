/*
 * Charts: round ticks, well-formed output, exact areas, missing is never zero,
 * the same figures in the drawing and in the table, labels that do not collide.
 */
#include "chart_help.h"

#include "chart/draw.h"

/* ---- ticks ---- */

static void expect_ticks(double lo, double hi, size_t max,
                         const double *expected, size_t count)
{
    double ticks[DRAW_TICKS_MAX];

    assert_int_equal(chart_ticks(lo, hi, max, ticks), count);
    for (size_t i = 0; i < count; i++)
        assert_true(ticks[i] >= expected[i] && ticks[i] <= expected[i]);
}
#define TICKS(lo, hi, max, ...)                                                \
    expect_ticks((lo), (hi), (max), (const double[]){__VA_ARGS__},             \
                 COUNT_OF(((const double[]){__VA_ARGS__})))

static void test_ticks(void **state)
{
    (void)state;
    TICKS(0, 10, 6, 0, 2, 4, 6, 8, 10);
    TICKS(0, 10570.52, 6, 0, 2000, 4000, 6000, 8000, 10000);
    TICKS(0, 1, 4, 0, 0.5, 1);
    TICKS(-24, 13.5, 5, -20, -10, 0, 10);
    TICKS(3, 3.4, 5, 3, 3.1, 3.2, 3.3, 3.4);
    TICKS(0, 0.0083, 5, 0, 0.002, 0.004, 0.006, 0.008);
    TICKS(0, 10, 1, 0);
    TICKS(7, 7, 5, 7);
    TICKS(1e17, 1e17 + 64, 4, 1e17, 1e17 + 20, 1e17 + 40, 1e17 + 60);
}

static void test_ticks_of_no_range(void **state)
{
    double ticks[DRAW_TICKS_MAX];

    (void)state;
    assert_int_equal(chart_ticks(2, 1, 5, ticks), 0);
    assert_int_equal(chart_ticks(0, 1, 0, ticks), 0);
}

/* ---- a reader of markup, small and strict ---- */

#define DEPTH_MAX 64

static const char *skip_tag(const char *at, struct slice *name)
{
    name->ptr = at;
    while (*at && !strchr(" >/", *at))
        at++;
    name->len = (size_t)(at - name->ptr);
    assert_true(name->len > 0);
    while (*at == ' ') {
        at++;
        while (*at && !strchr("= >/", *at))
            at++;
        assert_true(at[0] == '=' && at[1] == '"');
        for (at += 2; *at && *at != '"'; at++)
            assert_true(*at != '<');
        assert_int_equal(*at++, '"');
    }
    return at;
}

/* Every element closed in order, attributes quoted, no stray & or <. */
static void expect_well_formed(const char *at)
{
    struct slice open[DEPTH_MAX], name;
    size_t depth = 0;

    while (*at) {
        if (*at == '&')
            assert_true(strchr(at, ';') && strchr(at, ';') - at < 7);
        if (*at++ != '<')
            continue;
        if (*at == '/') {
            at = skip_tag(at + 1, &name);
            assert_true(depth > 0 && slice_equal(open[--depth], name));
        } else {
            at = skip_tag(at, &name);
            assert_true(depth < DEPTH_MAX);
            if (*at == '/')
                at++;
            else
                open[depth++] = name;
        }
        assert_int_equal(*at++, '>');
    }
    assert_int_equal(depth, 0);
}

static size_t occurrences(const char *text, const char *end, const char *part)
{
    size_t count = 0;

    for (text = strstr(text, part); text && text < end;
         text = strstr(text + 1, part))
        count++;
    return count;
}

/* Ids are unique and aria-labelledby points to them. */
static void expect_unique_ids(const char *html)
{
    const char *end = html + strlen(html);

    for (const char *at = strstr(html, " id=\""); at;
         at = strstr(at + 1, " id=\"")) {
        char id[80];
        size_t len = strcspn(at + 5, "\"") + 6;

        assert_true(len < sizeof(id));
        memcpy(id, at, len);
        id[len] = 0;
        assert_int_equal(occurrences(html, end, id), 1);
    }
}

struct parts {
    const char *wide, *narrow, *table, *end;
};

static struct parts parts_of(struct easel *easel)
{
    const char *html = easel->out.ptr;
    struct parts parts = {strstr(html, "<svg class=\"chart-wide\""),
                          strstr(html, "<svg class=\"chart-narrow\""),
                          strstr(html, "<table class=\"data\">"),
                          html + easel->out.len};

    expect_well_formed(html);
    expect_unique_ids(html);
    assert_non_null(parts.wide);
    assert_non_null(parts.narrow);
    assert_non_null(parts.table);
    return parts;
}

/* Once in each drawing as text, once in the table as data. */
static void expect_figure(const struct parts *parts,
                          const struct figure *figure)
{
    char text[64], data[64];

    (void)snprintf(text, sizeof(text), "data-figure=\"%s\">", figure->id);
    (void)snprintf(data, sizeof(data), "<data data-figure=\"%s\"", figure->id);
    assert_int_equal(occurrences(parts->wide, parts->narrow, text), 1);
    assert_int_equal(occurrences(parts->narrow, parts->table, text), 1);
    assert_int_equal(occurrences(parts->table, parts->end, data), 1);
}

/* ---- bars ---- */

static void test_bars(void **state)
{
    struct easel *easel = *state;
    struct chart_bar bars[] = {
        {SLICE("Education & \"sports\""), SLICE("a.html?x=1&y=2"),
         number(easel, "1897.95")},
        {SLICE("Interior"), SLICE("b.html"), number(easel, "0")},
        {SLICE("Returns"), {0}, number(easel, "-12.4")},
        {SLICE("Reparations"), {0}, number(easel, NULL)},
    };

    chart_bars(&easel->out, &easel->frame, SLICE("Million USD"), bars,
               COUNT_OF(bars));
    struct parts parts = parts_of(easel);
    for (size_t i = 0; i < COUNT_OF(bars); i++)
        expect_figure(&parts, bars[i].figure);
    /* three bars for three values: what is missing has none */
    assert_int_equal(occurrences(parts.wide, parts.narrow, "<rect class=\"bar"),
                     3);
    assert_int_equal(occurrences(parts.wide, parts.narrow, ">not reported<"),
                     1);
    assert_int_equal(
        occurrences(parts.table, parts.end,
                    "value=\"\"><span class=\"missing\">not reported<"),
        1);
    assert_non_null(strstr(parts.table, "value=\"1897.95\">1,898.0<"));
    /* links are no children of an image */
    assert_non_null(strstr(parts.wide, "role=\"group\""));
    assert_null(strstr(parts.wide, "role=\"img\""));
    assert_int_equal(occurrences(parts.table, parts.end, "<a href="), 2);
}

/* The bar of a tenth of the largest is a tenth as long. */
static void test_bars_are_proportional(void **state)
{
    struct easel *easel = *state;
    struct chart_bar bars[] = {
        {SLICE("All"), {0}, number(easel, "500")},
        {SLICE("Tenth"), {0}, number(easel, "50")},
    };
    double widths[2];

    chart_bars(&easel->out, &easel->frame, SLICE("USD"), bars, 2);
    const char *at = parts_of(easel).wide;
    assert_non_null(strstr(at, "role=\"img\""));
    for (size_t i = 0; i < 2; i++) {
        at = strstr(at, "<rect class=\"bar\"") + 1;
        widths[i] = strtod(strstr(at, "width=\"") + 7, NULL);
    }
    assert_true(widths[0] > 300);
    assert_true(widths[0] / widths[1] > 9.99 && widths[0] / widths[1] < 10.01);
}

/* Counted in millions and in units, the same amount is the same length. */
static void test_bars_of_different_multipliers(void **state)
{
    struct easel *easel = *state;
    struct figure millions = *number(easel, "5");
    struct figure units = *number(easel, "5000000");
    struct chart_bar bars[] = {{SLICE("a"), {0}, &millions},
                               {SLICE("b"), {0}, &units}};
    double widths[2];

    millions.unit.multiplier = 6;
    units.unit.shown = 6;
    chart_bars(&easel->out, &easel->frame, SLICE("Million"), bars, 2);
    const char *at = parts_of(easel).wide;
    for (size_t i = 0; i < 2; i++) {
        at = strstr(at, "<rect class=\"bar\"") + 1;
        widths[i] = strtod(strstr(at, "width=\"") + 7, NULL);
    }
    assert_true(widths[0] >= widths[1] && widths[0] <= widths[1]);
}

static void test_illustrative(void **state)
{
    struct easel *easel = *state;
    struct figure figure = *number(easel, "5");
    struct chart_bar bar = {SLICE("a"), {0}, &figure};

    figure.illustrative = true;
    chart_bars(&easel->out, &easel->frame, SLICE("USD"), &bar, 1);
    assert_non_null(strstr(parts_of(easel).wide, "class=\"hatch\""));
    assert_non_null(strstr(easel->out.ptr, "flag illustrative"));
    buf_reset(&easel->out);
    easel->frame.illustrative = true;
    chart_bars(&easel->out, &easel->frame, SLICE("USD"), &bar, 1);
    assert_non_null(strstr(easel->out.ptr, ">Illustrative data<"));
    assert_non_null(strstr(easel->out.ptr, "chart-bars illustrative\""));
}

/* ---- dots, stacks, columns ---- */

static void test_dots(void **state)
{
    struct easel *easel = *state;
    struct chart_dots_row rows[] = {
        {SLICE("Health"), SLICE("h.html"), number(easel, "72.6"),
         number(easel, "60.4")},
        {SLICE("Planning"), {0}, number(easel, NULL), number(easel, "56.1")},
        {SLICE("Reparations"), {0}, NULL, number(easel, NULL)},
    };
    const struct figure *pace = number(easel, "83.3");

    chart_dots(&easel->out, &easel->frame, SLICE("2016"), SLICE("2017"), rows,
               COUNT_OF(rows), pace, SLICE("Even pace"));
    struct parts parts = parts_of(easel);
    expect_figure(&parts, rows[0].before);
    expect_figure(&parts, rows[0].after);
    expect_figure(&parts, rows[1].before);
    expect_figure(&parts, rows[1].after);
    expect_figure(&parts, rows[2].after);
    expect_figure(&parts, pace);
    /* three values and two in the key */
    assert_int_equal(
        occurrences(parts.wide, parts.narrow, "<circle class=\"dot-"), 5);
    assert_int_equal(
        occurrences(parts.wide, parts.narrow, "<line class=\"join\""), 1);
    assert_non_null(strstr(parts.table, ">no figure<"));
}

static void test_single_stack(void **state)
{
    struct easel *easel = *state;
    struct chart_segment segments[] = {
        {SLICE("Achieved"), SLICE("a.html"), "achieved", number(easel, "41")},
        {SLICE("Delayed"), SLICE("d.html"), "delayed", number(easel, "22")},
        {SLICE("Discarded"), {0}, "discarded", number(easel, NULL)},
    };
    struct chart_stack stack = {{0}, segments, COUNT_OF(segments)};

    chart_stacks(&easel->out, &easel->frame, &stack, 1);
    struct parts parts = parts_of(easel);
    for (size_t i = 0; i < COUNT_OF(segments); i++)
        expect_figure(&parts, segments[i].figure);
    /* two segments, and a mark for each of three names in the key */
    assert_int_equal(
        occurrences(parts.wide, parts.narrow, "<rect class=\"segment"), 5);
}

static void test_several_stacks(void **state)
{
    struct easel *easel = *state;
    struct chart_segment first[] = {
        {SLICE("Input"), {0}, "level-1", number(easel, "30")},
        {SLICE("Output"), {0}, "level-2", number(easel, "70")},
    };
    struct chart_segment second[] = {
        {SLICE("Output"), {0}, "level-2", number(easel, "50")},
        {SLICE("Input"), {0}, "level-1", number(easel, NULL)},
    };
    struct chart_stack stacks[] = {{SLICE("Security"), first, 2},
                                   {SLICE("Growth"), second, 2}};

    chart_stacks(&easel->out, &easel->frame, stacks, 2);
    struct parts parts = parts_of(easel);
    expect_figure(&parts, first[0].figure);
    expect_figure(&parts, first[1].figure);
    expect_figure(&parts, second[0].figure);
    assert_int_equal(
        occurrences(parts.wide, parts.narrow, "<rect class=\"segment"), 5);
    assert_non_null(strstr(easel->out.ptr, "Growth, Input"));
}

static void test_columns(void **state)
{
    struct easel *easel = *state;
    const struct slice years[] = {SLICE_INIT("2015"), SLICE_INIT("2016"),
                                  SLICE_INIT("2017")};
    const struct figure *made[] = {number(easel, "44"), number(easel, NULL),
                                   number(easel, "41")};
    const struct figure *kept[] = {number(easel, "25"), number(easel, "30"),
                                   NULL};
    struct chart_series series[] = {{SLICE("Made"), made, true, false},
                                    {SLICE("Kept"), kept, false, false}};

    chart_columns(&easel->out, &easel->frame, years, 3, series, 2);
    struct parts parts = parts_of(easel);
    expect_figure(&parts, made[0]);
    expect_figure(&parts, made[2]);
    expect_figure(&parts, kept[1]);
    /* four values, two names */
    assert_int_equal(
        occurrences(parts.wide, parts.narrow, "<rect class=\"column"), 6);
    assert_int_equal(
        occurrences(parts.wide, parts.narrow, "<path class=\"gap\""), 1);
    assert_non_null(strstr(easel->out.ptr, "Made, 2016"));
}

/* ---- lines ---- */

/* "M… L… M…": how often the line begins anew. */
static size_t line_starts(const char *svg, const char *class)
{
    const char *path = strstr(svg, class);

    assert_non_null(path);
    path = strstr(path, " d=\"") + 4;
    return occurrences(path, path + strcspn(path, "\""), "M");
}

static void test_cumulative(void **state)
{
    struct easel *easel = *state;
    const struct slice months[] = {SLICE_INIT("Jan"), SLICE_INIT("Feb"),
                                   SLICE_INIT("Mar"), SLICE_INIT("Apr")};
    const struct figure *before[] = {number(easel, "10"), number(easel, NULL),
                                     number(easel, "30"), number(easel, "44")};
    const struct figure *now[] = {number(easel, "12"), number(easel, "25"),
                                  NULL, NULL};
    struct chart_series series[] = {{SLICE("2016"), before, false, false},
                                    {SLICE("2017"), now, true, false}};
    const struct figure *ceiling = number(easel, "50");

    chart_cumulative(&easel->out, &easel->frame, months, 4, series, 2, ceiling,
                     SLICE("Budget"), SLICE("Even pace"));
    struct parts parts = parts_of(easel);
    expect_figure(&parts, ceiling);
    expect_figure(&parts, before[3]);
    expect_figure(&parts, now[1]);
    assert_int_equal(line_starts(parts.wide, "class=\"line muted-1\""), 2);
    assert_int_equal(line_starts(parts.wide, "class=\"line strong\""), 1);
    assert_non_null(strstr(easel->out.ptr, "2016, Feb"));
}

static void test_line(void **state)
{
    struct easel *easel = *state;
    struct chart_point points[] = {
        {2010, SLICE("2010"), number(easel, "33.6"), false},
        {2011, SLICE("2011"), number(easel, "33.8"), false},
        {2012, SLICE("2012"), number(easel, NULL), false},
        {2013, SLICE("2013"), number(easel, "25.2"), false},
        {2014, SLICE("2014"), number(easel, "24.3"), true},
    };
    struct chart_point target = {2018, SLICE("2018"), number(easel, "20"),
                                 false};
    struct chart_point baseline = {2009, SLICE("2009"), number(easel, "36"),
                                   false};

    chart_line(&easel->out, &easel->frame, SLICE("%"), points, COUNT_OF(points),
               &baseline, &target, 1);
    struct parts parts = parts_of(easel);
    expect_figure(&parts, points[4].figure);
    expect_figure(&parts, baseline.figure);
    expect_figure(&parts, target.figure);
    /* gaps at the missing year and at the break */
    assert_int_equal(line_starts(parts.wide, "class=\"line strong\""), 3);
    assert_int_equal(
        occurrences(parts.wide, parts.narrow, "<circle class=\"point"), 4);
    assert_non_null(strstr(parts.table, "2014 (break in series)"));
    assert_non_null(strstr(easel->out.ptr, "Not drawn:"));
}

/* ---- treemap ---- */

static double attribute(const char *tag, const char *name)
{
    const char *at = strstr(tag, name);

    assert_non_null(at);
    return strtod(at + strlen(name), NULL);
}

/* Areas of the tiles in the order drawn; all lie within the drawing. */
static size_t tile_areas(const char *svg, const char *end, double *areas)
{
    size_t count = 0;

    for (const char *at = strstr(svg, "<rect class=\"tile tile-");
         at && at < end; at = strstr(at + 1, "<rect class=\"tile tile-")) {
        double x = attribute(at, " x=\""), y = attribute(at, " y=\"");
        double width = attribute(at, " width=\"");
        double height = attribute(at, " height=\"");

        assert_true(x >= 0 && y >= 0);
        assert_true(x + width <= 720.02 && y + height <= 420.02);
        areas[count++] = width * height;
    }
    return count;
}

static void test_treemap(void **state)
{
    struct easel *easel = *state;
    const char *sizes[] = {"6", "6", "4", "3", "2", "2", "1"};
    struct chart_tile *tiles = ARENA_ARRAY(&easel->arena, 9, struct chart_tile);
    double areas[16], total = 0;

    /* the example of Bruls, Huizing and van Wijk: 24 in all */
    for (size_t i = 0; i < 7; i++)
        tiles[i] = (struct chart_tile){SLICE("Tile"), SLICE("t.html"),
                                       number(easel, sizes[i]), NULL, 0};
    tiles[7].label = SLICE("Returns");
    tiles[7].figure = number(easel, "-3");
    tiles[8].label = SLICE("Reserve");
    tiles[8].figure = number(easel, NULL);
    chart_treemap(&easel->out, &easel->frame, SLICE("USD"), tiles, 9);
    struct parts parts = parts_of(easel);
    assert_int_equal(tile_areas(parts.wide, parts.narrow, areas), 7);
    for (size_t i = 0; i < 7; i++) {
        double expected = strtod(sizes[i], NULL) / 24 * 720 * 420;

        assert_true(areas[i] > expected * 0.999 && areas[i] < expected * 1.001);
        total += areas[i];
        expect_figure(&parts, tiles[i].figure);
    }
    assert_true(total > 720 * 420 * 0.999 && total < 720 * 420 * 1.001);
    assert_non_null(strstr(easel->out.ptr, "Returns <data"));
    assert_non_null(strstr(easel->out.ptr, "Reserve <data"));
}

/* Parts that leave something of their group leave as much of its area. */
static void test_treemap_of_two_levels(void **state)
{
    struct easel *easel = *state;
    struct chart_tile parts_a[] = {
        {SLICE("Wages"), {0}, number(easel, "30"), NULL, 0},
        {SLICE("Goods"), {0}, number(easel, "20"), NULL, 0},
    };
    struct chart_tile tiles[] = {
        {SLICE("Current"), {0}, number(easel, "60"), parts_a, 2},
        {SLICE("Capital"), {0}, number(easel, "40"), NULL, 0},
    };
    double areas[8], all = 720 * 420;

    chart_treemap(&easel->out, &easel->frame, SLICE("USD"), tiles, 2);
    struct parts parts = parts_of(easel);
    assert_int_equal(tile_areas(parts.wide, parts.narrow, areas), 3);
    assert_true(areas[0] > all * 0.2997 && areas[0] < all * 0.3003);
    assert_true(areas[1] > all * 0.1998 && areas[1] < all * 0.2002);
    assert_true(areas[2] > all * 0.3996 && areas[2] < all * 0.4004);
    assert_non_null(strstr(parts.table, "<th scope=\"row\" class=\"part\">"));
}

/* ---- nothing to draw ---- */

static void test_empty_charts(void **state)
{
    struct easel *easel = *state;
    const struct chart_frame *frame = &easel->frame;
    struct chart_bar missing = {SLICE("a"), {0}, number(easel, NULL)};
    struct chart_stack stack = {{0}, NULL, 0};

    chart_bars(&easel->out, frame, SLICE("USD"), NULL, 0);
    chart_bars(&easel->out, frame, SLICE("USD"), &missing, 1);
    chart_dots(&easel->out, frame, SLICE("a"), SLICE("b"), NULL, 0, NULL,
               (struct slice){0});
    chart_stacks(&easel->out, frame, NULL, 0);
    chart_stacks(&easel->out, frame, &stack, 1);
    chart_columns(&easel->out, frame, NULL, 0, NULL, 0);
    chart_cumulative(&easel->out, frame, NULL, 0, NULL, 0, NULL,
                     (struct slice){0}, (struct slice){0});
    chart_line(&easel->out, frame, SLICE("%"), NULL, 0, NULL, NULL, 0);
    chart_treemap(&easel->out, frame, SLICE("USD"), NULL, 0);
    expect_well_formed(easel->out.ptr);
    assert_null(strstr(easel->out.ptr, "<rect class=\"bar"));
}

/* ---- text and places ---- */

static void test_text_wraps_at_spaces(void **state)
{
    struct easel *easel = *state;
    struct slice text = SLICE("Ministry of Public Health");
    struct text_lines lines =
        text_wrap(&easel->arena, text, text_width(SLICE("Ministry of ")));

    assert_int_equal(lines.count, 3);
    assert_true(slice_equal_text(lines.items[0], "Ministry of"));
    assert_true(slice_equal_text(lines.items[1], "Public"));
    assert_true(slice_equal_text(lines.items[2], "Health"));
    lines = text_wrap(&easel->arena, SLICE("Unbreakable"), 1);
    assert_int_equal(lines.count, 1);
    lines = text_wrap(&easel->arena, SLICE(""), 100);
    assert_int_equal(lines.count, 0);
}

static void test_labels_are_spread(void **state)
{
    struct easel *easel = *state;
    double middles[] = {50, 10, 52, 95, 49};
    struct scale within = {10, 90, 0, 0};

    place_spread(&easel->arena, middles, COUNT_OF(middles), 18, within);
    const size_t order[] = {1, 4, 0, 2, 3};
    for (size_t i = 0; i < COUNT_OF(order); i++)
        assert_true(middles[order[i]] >= 10 && middles[order[i]] <= 90);
    for (size_t i = 1; i < COUNT_OF(order); i++)
        assert_true(middles[order[i]] - middles[order[i - 1]] > 17.999);
}

static void test_placer(void **state)
{
    struct easel *easel = *state;
    struct placer placer = {.arena = &easel->arena, .bounds = {0, 0, 100, 100}};

    assert_true(placer_try(&placer, (struct box){10, 10, 20, 20}));
    assert_false(placer_try(&placer, (struct box){25, 25, 20, 20}));
    assert_true(placer_try(&placer, (struct box){30, 10, 20, 20}));
    assert_false(placer_try(&placer, (struct box){90, 50, 20, 20}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ticks),
        cmocka_unit_test(test_ticks_of_no_range),
        cmocka_unit_test_setup_teardown(test_bars, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bars_are_proportional, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_bars_of_different_multipliers,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_illustrative, setup, teardown),
        cmocka_unit_test_setup_teardown(test_dots, setup, teardown),
        cmocka_unit_test_setup_teardown(test_single_stack, setup, teardown),
        cmocka_unit_test_setup_teardown(test_several_stacks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_columns, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cumulative, setup, teardown),
        cmocka_unit_test_setup_teardown(test_line, setup, teardown),
        cmocka_unit_test_setup_teardown(test_treemap, setup, teardown),
        cmocka_unit_test_setup_teardown(test_treemap_of_two_levels, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_empty_charts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_text_wraps_at_spaces, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_labels_are_spread, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_placer, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
