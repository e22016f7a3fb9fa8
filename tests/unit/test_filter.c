#include "portal_help.h"

#include "figure/filter.h"

static struct slice canonical(struct arena *arena, const char *text)
{
    struct filter filter;
    struct slice fault = {NULL, 0};

    if (!filter_parse(arena, slice_of(text), &filter, &fault))
        return arena_join(arena, SLICE("fault: "), fault);
    return filter_canonical(arena, &filter);
}

static void assert_canonical(const char *text, const char *expected)
{
    struct arena arena;

    arena_init(&arena);
    assert_string_equal(arena_text(&arena, canonical(&arena, text)), expected);
    arena_release(&arena);
}

static void canonical_order(void **state)
{
    (void)state;
    assert_canonical("", "");
    assert_canonical("  ", "");
    assert_canonical("program=a", "program=a");
    assert_canonical("period=2017;program=a", "program=a;period=2017");
    assert_canonical("territory=n; institution=i", "institution=i;territory=n");
    assert_canonical("program=b|a|b", "program=a|b");
    assert_canonical("program<a;program=b", "program=b;program<a");
    assert_canonical("program!=a", "program!=a");
    assert_canonical("program=?missing", "program=?missing");
    assert_canonical("plan-nodes<g1", "plan_nodes<g1");
}

static void canonical_periods(void **state)
{
    (void)state;
    assert_canonical("period=2017-01..2017-10", "period=2017-01..2017-10");
    assert_canonical("period=2017..2017", "period=2017");
    assert_canonical("period=2017-Q3", "period=2017-Q3");
    assert_canonical("period=2017-10-31", "period=2017-10-31");
    assert_canonical("period=2017-13", "fault: period=2017-13");
    assert_canonical("period=2017..", "fault: period=2017..");
    assert_canonical("period=2016;period=2017", "fault: period=2017");
}

static void codes_are_encoded(void **state)
{
    (void)state;
    assert_canonical("name=a%3Bb", "name=a%3bb");
    assert_canonical("name=a%3b%7C", "name=a%3b%7c");
    assert_canonical("name=a%20b%25", "name=a%20b%25");
    /* No two hex digits: a percent sign as it stands. */
    assert_canonical("name=5%", "name=5%25");
    assert_canonical("name=5%zz", "name=5%25zz");
    assert_canonical("name=\xC3\xB1", "name=\xC3\xB1");
}

static void faults(void **state)
{
    (void)state;
    assert_canonical("program", "fault: program");
    assert_canonical("=a", "fault: =a");
    assert_canonical("program!a", "fault: program!a");
    assert_canonical("program!", "fault: program!");
    assert_canonical("a=1;;b=2", "fault: ");
    assert_canonical("a=1;b=1;c=1;d=1;e=1;f=1;g=1", "fault: g=1");
    assert_canonical("a=1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17",
                     "fault: a=1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17");
}

static void building(void **state)
{
    struct arena arena;
    struct slice text = {NULL, 0};
    struct period period;

    (void)state;
    arena_init(&arena);
    text = filter_add(&arena, text, SLICE("program"), "<", SLICE("a|1"));
    text = filter_add(&arena, text, SLICE("territory"), "=", SLICE("n"));
    assert_true(period_parse(SLICE("2017-10"), &period));
    text = filter_add_period(&arena, text, period_of_year(2016), period);
    assert_string_equal(arena_text(&arena, text),
                        "program<a%7c1;territory=n;period=2016..2017-10");
    assert_string_equal(arena_text(&arena, canonical(&arena, text.ptr)),
                        "program<a%7c1;territory=n;period=2016..2017-10");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_order),
        cmocka_unit_test(canonical_periods),
        cmocka_unit_test(codes_are_encoded),
        cmocka_unit_test(faults),
        cmocka_unit_test(building),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
