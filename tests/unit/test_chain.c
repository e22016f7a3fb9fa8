/*
 * Causal chains: every node in both drawings and in the table, arrows between a
 * node and what it leads to, boxes that do not lie over each other, links.
 */
#include "chart_help.h"

#define NODES_MAX 16

struct rect {
    double x, y, width, height;
};

static double attribute(const char *tag, const char *name)
{
    const char *at = strstr(tag, name);

    assert_non_null(at);
    return strtod(at + strlen(name), NULL);
}

/* Boxes of the drawing that begins at `svg`. */
static size_t boxes_of(const char *svg, struct rect *rects)
{
    const char *end = strstr(svg, "</svg>");
    size_t count = 0;

    for (const char *at = strstr(svg, "<rect class=\"chain-box\"");
         at != NULL && at < end;
         at = strstr(at + 1, "<rect class=\"chain-box\"")) {
        assert_true(count < NODES_MAX);
        rects[count++] = (struct rect){
            attribute(at, " x=\""), attribute(at, " y=\""),
            attribute(at, " width=\""), attribute(at, " height=\"")};
    }
    return count;
}

static void expect_apart(const struct rect *rects, size_t count, double width)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(rects[i].x >= 0 && rects[i].y >= 0);
        assert_true(rects[i].x + rects[i].width <= width + 0.01);
        for (size_t k = 0; k < i; k++)
            assert_true(rects[i].x + rects[i].width <= rects[k].x ||
                        rects[k].x + rects[k].width <= rects[i].x ||
                        rects[i].y + rects[i].height <= rects[k].y ||
                        rects[k].y + rects[k].height <= rects[i].y);
    }
}

static void chain(struct easel *easel, const struct chart_node *nodes,
                  size_t count)
{
    chart_chain(&easel->out, &easel->frame, SLICE("Leads to"),
                SLICE("Delivered"), nodes, count);
}

static void expect_drawings(struct easel *easel, size_t count, size_t arrows)
{
    const char *broad = strstr(easel->out.ptr, "class=\"chart-wide\"");
    const char *narrow = strstr(easel->out.ptr, "class=\"chart-narrow\"");
    struct rect rects[NODES_MAX];

    assert_non_null(broad);
    assert_non_null(narrow);
    assert_int_equal(boxes_of(broad, rects), count);
    expect_apart(rects, count, 720);
    assert_int_equal(boxes_of(narrow, rects), count);
    expect_apart(rects, count, 360);
    assert_int_equal(count_of(easel->out.ptr, "<path class=\"chain-arrow\""),
                     2 * arrows);
    assert_int_equal(count_of(easel->out.ptr, "<tr>"), count + 1);
}

static void test_tree(void **state)
{
    struct easel *easel = *state;
    const struct chart_node nodes[] = {
        {SLICE("Final"),
         SLICE("People <live> longer"),
         SLICE("#f"),
         -1,
         NULL,
         {0}},
        {SLICE("Product"),
         SLICE("Check-ups in pregnancy and the first year"),
         SLICE("#p"),
         0,
         NULL,
         {0}},
        {SLICE("Activity"), SLICE("Visit"), SLICE("#a"), 1, NULL, {0}},
        {SLICE("Activity"),
         SLICE("Follow what is delivered and publish it"),
         SLICE("#b"),
         1,
         NULL,
         {0}},
        {SLICE("Product"), SLICE("Supplements"), {0}, 0, NULL, {0}},
    };

    chain(easel, nodes, COUNT_OF(nodes));
    expect_drawings(easel, 5, 4);
    /* both drawings and the table; one node has no link */
    assert_int_equal(count_of(easel->out.ptr, "href=\"#b\""), 3);
    assert_int_equal(count_of(easel->out.ptr, "<a href"), 12);
    assert_int_equal(count_of(easel->out.ptr, "role=\"group\""), 3);
    assert_null(strstr(easel->out.ptr, "<live>"));
}

/* Six levels have no room beside each other. */
static void test_deep(void **state)
{
    struct easel *easel = *state;
    struct chart_node nodes[6];

    for (int i = 0; i < 6; i++)
        nodes[i] = (struct chart_node){
            .level = SLICE("Level"), .label = SLICE("Step"), .parent = i - 1};
    chain(easel, nodes, 6);
    expect_drawings(easel, 6, 5);
    assert_int_equal(count_of(easel->out.ptr, "role=\"img\""), 2);
}

/* Two trees, and nothing at all. */
static void test_forest(void **state)
{
    struct easel *easel = *state;
    const struct chart_node nodes[] = {
        {.level = SLICE("A"), .label = SLICE("One"), .parent = -1},
        {.level = SLICE("A"), .label = SLICE("Two"), .parent = -1},
        {.level = SLICE("B"), .label = SLICE("Below two"), .parent = 1},
    };

    chain(easel, nodes, COUNT_OF(nodes));
    expect_drawings(easel, 3, 1);
    buf_reset(&easel->out);
    chain(easel, nodes, 0);
    assert_null(strstr(easel->out.ptr, "chain-box"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tree, setup, teardown),
        cmocka_unit_test_setup_teardown(test_deep, setup, teardown),
        cmocka_unit_test_setup_teardown(test_forest, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
