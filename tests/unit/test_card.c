/*
 * Cards: every text has room, whatever its length or script; the number is the
 * figure's; what is drawn becomes a picture of the size that was asked for.
 */
#include "chart_help.h"
#include "leak_help.h"

#include "chart/card.h"
#include "emit/picture.h"

static struct chart_card card_of(struct easel *easel)
{
    return (struct chart_card){.language = &easel->language,
                               .arena = &easel->arena,
                               .portal = SLICE("Trial Island"),
                               .title = SLICE("Health"),
                               .foot = SLICE("Data to March 31, 2017."),
                               .publisher = SLICE("Accounts Office")};
}

static const char *drawn(struct easel *easel, const struct chart_card *card)
{
    buf_reset(&easel->out);
    chart_card(&easel->out, card);
    return easel->out.ptr;
}

static void expect(struct easel *easel, const char *text)
{
    if (strstr(easel->out.ptr, text) == NULL)
        fail_msg("\"%s\" is not in %s", text, easel->out.ptr);
}

static void test_says_what_it_is_given(void **state)
{
    struct easel *easel = *state;
    struct chart_card card = card_of(easel);

    card.title = SLICE("<Health> & \"care\"");
    card.status = SLICE("Delayed");
    (void)drawn(easel, &card);
    expect(easel, "xml:lang=\"en-US\"");
    expect(easel, "width=\"1200\" height=\"630\"");
    expect(easel, ">Trial Island</text>");
    expect(easel, ">&lt;Health&gt; &amp; \"care\"</text>");
    expect(easel, ">Delayed</text>");
    expect(easel, ">Data to March 31, 2017.</text>");
    expect(easel, ">Accounts Office</text>");
    assert_null(strstr(easel->out.ptr, "Illustrative"));
    assert_null(strstr(easel->out.ptr, "data-figure"));
    card.illustrative = true;
    (void)drawn(easel, &card);
    expect(easel, ">Illustrative data</text>");
}

static void test_names_a_portal_once(void **state)
{
    struct easel *easel = *state;
    struct chart_card card = card_of(easel);

    card.title = card.portal;
    assert_int_equal(count_of(drawn(easel, &card), ">Trial Island</text>"), 1);
}

static void test_prints_the_figure(void **state)
{
    struct easel *easel = *state;
    struct chart_card card = card_of(easel);
    struct figure figure = {
        .id = "abcdefghijkl",
        .operation = FIGURE_SUM,
        .status = FIGURE_PRESENT,
        .value = {.coefficient = 123456789, .scale = 2},
        .unit = {.code = SLICE("USD"), .decimals = 2, .is_money = true}};

    card.figure = &figure;
    card.label = SLICE("Accrued");
    card.unit = SLICE("USD");
    card.status = SLICE("Delayed");
    (void)drawn(easel, &card);
    expect(easel, "data-figure=\"abcdefghijkl\">1,234,567.89</text>");
    expect(easel, ">Accrued</text>");
    expect(easel, ">USD</text>");
    assert_null(strstr(easel->out.ptr, "Delayed"));
}

/* A number is never cut: it is set smaller. */
static void test_a_long_number_is_whole(void **state)
{
    struct easel *easel = *state;
    struct chart_card card = card_of(easel);
    struct figure figure = {
        .id = "abcdefghijkl",
        .operation = FIGURE_SUM,
        .status = FIGURE_PRESENT,
        .value = {.coefficient = 999999999999999999, .scale = 0}};

    card.figure = &figure;
    (void)drawn(easel, &card);
    expect(easel, ">999,999,999,999,999,999</text>");
    assert_null(strstr(easel->out.ptr, "font-size=\"88\""));
}

/* Lines of the title, and whether it says that there is more. */
static void expect_title(struct easel *easel, const char *title, unsigned lines,
                         bool is_cut)
{
    struct chart_card card = card_of(easel);
    const char *svg;

    card.title = slice_of(title);
    svg = drawn(easel, &card);
    assert_int_equal(count_of(svg, "font-size=\"56\""), lines);
    assert_int_equal(count_of(svg, "…</text>"), is_cut ? 1 : 0);
}

static void test_long_titles(void **state)
{
    struct easel *easel = *state;
    char word[400];

    memset(word, 'm', sizeof(word) - 1);
    word[sizeof(word) - 1] = '\0';
    expect_title(easel, "Health", 1, false);
    expect_title(easel, "Prevention of chronic malnutrition in children", 2,
                 false);
    expect_title(easel, word, 3, true);
    expect_title(easel,
                 "A title of very many words, which goes on and on, as the "
                 "names of programs do where several laws and ministries had "
                 "a say in it, and does not end where others would",
                 3, true);
    /* No spaces, and letters as wide as they are high. */
    expect_title(easel, "国家予算執行状況報告", 1, false);
    expect_title(easel,
                 "国家予算執行状況報告国家予算執行状況報告国家予算執行状況報告"
                 "国家予算執行状況報告国家予算執行状況報告国家予算執行状況報告"
                 "国家予算執行状況報告国家予算執行状況報告",
                 3, true);
    expect_title(easel, "", 0, false);
}

/* No line begins with an accent that belongs to the letter before it. */
static void test_joined_signs(void **state)
{
    struct easel *easel = *state;
    char title[1200] = "";

    for (int i = 0; i < 300; i++)
        strcat(title, "e\xCC\x81");
    expect_title(easel, title, 3, true);
    assert_null(strstr(easel->out.ptr, ">\xCC\x81"));
    assert_null(strstr(easel->out.ptr, "e…"));
}

static uint32_t number_at(const struct buf *buf, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)buf->ptr + at;

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | bytes[3];
}

static void test_pictures(void **state)
{
    struct easel *easel = *state;
    struct chart_card card = card_of(easel);
    struct buf picture = BUF_INIT;
    struct buf again = BUF_INIT;
    struct buf fault = BUF_INIT;

    (void)drawn(easel, &card);
    assert_true(
        picture_write(&picture, buf_slice(&easel->out), 1200, 630, &fault));
    assert_true(
        picture_write(&again, buf_slice(&easel->out), 1200, 630, &fault));
    assert_memory_equal(picture.ptr, "\x89PNG\r\n\x1a\n", 8);
    assert_int_equal(number_at(&picture, 16), 1200);
    assert_int_equal(number_at(&picture, 20), 630);
    assert_true(slice_equal(buf_slice(&picture), buf_slice(&again)));
    assert_int_equal(fault.len, 0);
    buf_reset(&again);
    assert_false(picture_write(&again, SLICE("<svg"), 1200, 630, &fault));
    assert_true(fault.len > 0);
    buf_release(&picture);
    buf_release(&again);
    buf_release(&fault);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_says_what_it_is_given),
        TEST(test_names_a_portal_once),
        TEST(test_prints_the_figure),
        TEST(test_a_long_number_is_whole),
        TEST(test_long_titles),
        TEST(test_joined_signs),
        TEST(test_pictures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
