/*
 * Receipts: tables and lists, where a figure stands, the smallest file that
 * holds its rows, what earlier releases printed; citations; and the two places
 * of a page whose release is frozen.
 */
#include "page_help.h"

#include "check/check.h"
#include "render/receipts/citation.h"
#include "render/receipts/receipts.h"
#include "render/receipts/rows.h"

static const struct figure *count_of(struct sheet *sheet, const char *filter)
{
    return figure_leaf(&sheet->page.figures, FIGURE_COUNT, SLICE("indicators"),
                       SLICE("*"), slice_of(filter));
}

static size_t times(const char *text, const char *part)
{
    size_t count = 0;

    for (const char *at = strstr(text, part); at != NULL;
         at = strstr(at + 1, part))
        count++;
    return count;
}

/* The page's receipts; links of the page lead to `linked`, if given. */
static const char *receipts_of(struct sheet *sheet, const struct figure *linked)
{
    struct map ids;

    map_init(&ids, &sheet->desk.arena);
    if (linked != NULL)
        (void)map_put(&ids, slice_of(linked->id), sheet);
    return arena_text(
        &sheet->desk.arena,
        receipts_list(&sheet->page, receipts_plan_new(&sheet->page, &ids)));
}

/* "<td id=\"abcd\"" */
static const char *anchored(struct sheet *sheet, const char *element,
                            const struct figure *f)
{
    return arena_format(&sheet->desk.arena, "<%s id=\"%.4s\"", element, f->id)
        .ptr;
}

/* --- lists --- */

static void test_a_leaf_says_what_it_asks_for(void **state)
{
    struct sheet sheet;
    const struct figure *figure;
    const char *html;

    (void)state;
    sheet_init(&sheet);
    figure = sheet_baseline(&sheet, "a");
    html = receipts_of(&sheet, NULL);
    assert_non_null(strstr(html, anchored(&sheet, "li", figure)));
    assert_non_null(strstr(html, "Salt, &lt;iodised&gt; &amp;"));
    assert_non_null(strstr(html, "<code>code=a</code> data/p/indicators.csv "
                                 "<a href=\"../../data/indicators.csv\">CSV"
                                 "</a></p>"));
    assert_non_null(strstr(html, "= <b>1234.50</b>"));
    assert_non_null(strstr(html, "rows: 1, line 2</li>"));
    sheet_release(&sheet);
}

static void test_a_lack_is_said_in_words(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    (void)sheet_baseline(&sheet, "c");
    assert_non_null(strstr(receipts_of(&sheet, NULL), "<b>not reported</b>"));
    sheet_release(&sheet);
}

/* A place that links know is the whole id, any other its first letters. */
static void test_links_lead_to_whole_ids(void **state)
{
    struct sheet sheet;
    const struct figure *one;
    const struct figure *other;
    const char *html;

    (void)state;
    sheet_init(&sheet);
    one = count_of(&sheet, "code=a");
    other = count_of(&sheet, "code=b");
    html = receipts_of(&sheet, other);
    assert_non_null(strstr(html, anchored(&sheet, "li", one)));
    assert_non_null(strstr(
        html, arena_format(&sheet.desk.arena, "id=\"%s\"", other->id).ptr));
    sheet_release(&sheet);
}

/* Quotients are rounded as on the page, their operands lead to where they
 * stand. */
static void test_a_tree_leads_to_its_operands(void **state)
{
    struct sheet sheet;
    const struct figure *part;
    const struct figure *whole;
    const struct figure *share;
    const char *html;

    (void)state;
    sheet_init(&sheet);
    part = count_of(&sheet, "code=a");
    whole = count_of(&sheet, "");
    share = figure_tree(&sheet.page.figures, FIGURE_SHARE, part, whole);
    (void)figure_tree(&sheet.page.figures, FIGURE_DIFFERENCE, whole, part);
    html = receipts_of(&sheet, NULL);
    assert_int_equal(times(html, "<li id="), 4);
    assert_non_null(strstr(
        html, arena_format(&sheet.desk.arena,
                           "<li id=\"%.4s\"><a href=\"#%.4s\">1</a> as a share "
                           "of <a href=\"#%.4s\">3</a> = <b>33.3%%</b>, shown "
                           "as a percentage, decimals: 1</li>",
                           share->id, part->id, whole->id)
                  .ptr));
    assert_non_null(strstr(html, "</a> minus <a href="));
    assert_non_null(strstr(html, "= <b>2</b>"));
    sheet_release(&sheet);
}

static void test_deep_trees_end(void **state)
{
    struct sheet sheet;
    const struct figure *sum;
    const char *html;

    (void)state;
    sheet_init(&sheet);
    sum = count_of(&sheet, "");
    for (unsigned i = 0; i < 100; i++)
        sum = figure_tree(&sheet.page.figures, FIGURE_ADD, sum,
                          count_of(&sheet, i % 2 == 0 ? "code=a" : "code=b"));
    html = receipts_of(&sheet, NULL);
    assert_int_equal(times(html, " id=\"") - times(html, "<h2 id="),
                     sheet.page.figures.count);
    sheet_release(&sheet);
}

/* --- tables --- */

/* What is asked of three codes or more is a column; what is made of columns,
 * another. */
static void test_codes_are_rows_of_a_table(void **state)
{
    static const char *const codes[] = {"a", "b", "c"};
    struct sheet sheet;
    struct arena *arena;
    const struct figure *counts[3];
    const struct figure *shares[3];
    const char *html;

    (void)state;
    sheet_init(&sheet);
    arena = &sheet.desk.arena;
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        const char *filter = arena_format(arena, "code=%s", codes[i]).ptr;

        counts[i] = count_of(&sheet, filter);
        shares[i] = figure_tree(&sheet.page.figures, FIGURE_SHARE, counts[i],
                                figure_leaf(&sheet.page.figures, FIGURE_COUNT,
                                            SLICE("indicators"), SLICE("label"),
                                            slice_of(filter)));
    }
    html = receipts_of(&sheet, NULL);
    assert_int_equal(times(html, "<table"), 1);
    assert_int_equal(times(html, "<li"), 3);
    assert_int_equal(times(html, "<th scope=\"row\">"), 3);
    assert_non_null(strstr(html, "<li>Number of rows</li>"));
    assert_non_null(
        strstr(html, "<var>a</var> as a share of <var>b</var>: shown"));
    assert_non_null(strstr(html, "<var>c</var></th></tr>"));
    assert_non_null(strstr(
        html, arena_format(arena,
                           "<th scope=\"row\">Water <code>code=b</code></th>"
                           "<td id=\"%.4s\"><b>1</b> rows: 1, line 3</td>",
                           counts[1]->id)
                  .ptr));
    assert_non_null(strstr(html, anchored(&sheet, "td", shares[2])));
    sheet_release(&sheet);
}

static void test_no_figures_no_list(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    assert_string_equal(receipts_of(&sheet, NULL), "");
    sheet_release(&sheet);
}

/* --- slices --- */

#define SLICED(name)                                                           \
    FIELD(name, "string", ",\"role\":\"dimension\",\"dimension\":\"" name "\"")
#define ACCRUED                                                                \
    FIELD("accrued", "number",                                                 \
          ",\"role\":\"amount\",\"stage\":\"accrued\",\"currency\":\"USD\"")

static void desk_slices(struct desk *desk)
{
    desk_write(desk, "content/p/portal.yaml", PORTAL_HEAD);
    desk_write(desk, "data/p/datapackage.json",
               PACKAGE(RESOURCE(
                   "execution", "execution",
                   ",\"slices\":[\"institution\",\"program\"]",
                   FIELD("period", "string", ",\"role\":\"period\"") "," SLICED(
                       "institution") "," SLICED("program") "," ACCRUED)));
    desk_write(desk, "data/p/execution.csv",
               "period,institution,program,accrued\n"
               "2017-01,1,a,10\n"
               "2017-01,1,b,20\n"
               "2017-02,1,b,30\n"
               "2017-02,2,b,40\n");
    desk_load(desk);
}

static void test_the_smallest_file_has_the_rows(void **state)
{
    static const struct {
        const char *filter, *path;
    } cases[] = {
        {"", "data/execution.csv"},
        {"period=2017", "data/execution.csv"},
        {"institution=1", "data/institutions/1.execution.csv"},
        {"program=b;period=2017", "data/programs/b.execution.csv"},
        {"institution=1;program=a", "data/programs/a.execution.csv"},
        {"institution=2;program=b", "data/institutions/2.execution.csv"},
        {"program=a|b", "data/execution.csv"},
        {"program!=a", "data/execution.csv"},
        {"program=z", "data/execution.csv"},
    };
    struct desk desk;
    struct page page = {.language = NULL};

    (void)state;
    desk_init(&desk);
    desk_slices(&desk);
    page.portal = desk.portal;
    page.arena = &desk.arena;
    page.language = &desk.portal->languages[0];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct figure leaf = {.operation = FIGURE_SUM,
                              .resource = SLICE("execution"),
                              .measure = SLICE("accrued"),
                              .filter = slice_of(cases[i].filter)};

        assert_slice(&desk, receipt_rows_path(&page, &leaf), cases[i].path);
    }
    desk_release(&desk);
}

/* Of two columns that tell figures apart, the one with fewer codes goes with
 * what is asked. */
static void test_two_columns_make_a_table(void **state)
{
    static const char *const filters[] = {
        "institution=1;program=a", "institution=1;program=b",
        "institution=2;program=a", "institution=2;program=b",
        "institution=3;program=a", "institution=3;program=b"};
    struct desk desk;
    struct page page = {.language = NULL};
    struct receipts_plan *plan;
    struct map none;

    (void)state;
    desk_init(&desk);
    desk_slices(&desk);
    page.portal = desk.portal;
    page.arena = &desk.arena;
    page.language = &desk.portal->languages[0];
    figures_init(&page.figures, desk.portal, &desk.arena, &desk.diagnostics);
    map_init(&none, &desk.arena);
    for (size_t i = 0; i < COUNT_OF(filters); i++)
        (void)figure_leaf(&page.figures, FIGURE_SUM, SLICE("execution"),
                          SLICE("accrued"), slice_of(filters[i]));
    plan = receipts_plan_new(&page, &none);
    assert_int_equal(plan->blocks.count, 1);
    assert_true(plan->blocks.items[0]->is_table);
    assert_int_equal(plan->blocks.items[0]->rows.count, 3);
    assert_int_equal(plan->blocks.items[0]->columns.count, 2);
    assert_slice(&desk, plan->items[3].aside, "program=b");
    assert_slice(&desk, plan->items[3].subject->terms, "institution=2");
    assert_ptr_equal(plan->blocks.items[0]->cells[3], &plan->items[3]);
    desk_release(&desk);
}

/* --- history --- */

static void test_what_was_restated_says_so(void **state)
{
    struct past_release release = {.id = SLICE("2017-08"),
                                   .cut_off = {2017, 8, 31}};
    struct past past = {.releases = {&release, 1, 1}};
    struct past_figure was = {
        .first = {SLICE("2017-06"), SLICE("lists/one"), SLICE("present"), {0}},
        .last = {SLICE("2017-08"), SLICE("lists/one"), SLICE("empty"), {0}}};
    struct sheet sheet;
    const struct figure *figure;
    const char *html;

    (void)state;
    sheet_init(&sheet);
    figure = sheet_baseline(&sheet, "a");
    was.first.value = amount_of(1200);
    map_init(&past.figures, &sheet.desk.arena);
    (void)map_put(&past.figures, slice_of(figure->id), &was);
    sheet.site.options.past = &past;
    html = receipts_of(&sheet, NULL);
    assert_non_null(
        strstr(html, "<a rel=\"predecessor-version\" "
                     "href=\"../../releases/2017-06/en/lists/one.html\">first "
                     "published in 2017-06: 1200</a>"));
    assert_non_null(strstr(html, "in the release 2017-08: no number"));
    sheet.page.frozen = true;
    html = receipts_of(&sheet, NULL);
    assert_non_null(strstr(html, "href=\"../../../2017-06/en/lists/one.html"));
    was.first.value = figure->value;
    was.last = was.first;
    html = receipts_of(&sheet, NULL);
    assert_null(strstr(html, "2017-06"));
    sheet_release(&sheet);
}

static void test_what_only_grew_is_told_where_a_link_leads(void **state)
{
    struct past_release release = {.id = SLICE("2017-06"),
                                   .cut_off = {2017, 6, 30}};
    struct past past = {.releases = {&release, 1, 1}};
    struct past_figure was = {
        .first = {SLICE("2017-06"), SLICE("lists/one"), SLICE("present"), {0}}};
    struct sheet sheet;
    const struct figure *figure;

    (void)state;
    sheet_init(&sheet);
    figure = count_of(&sheet, "");
    was.first.value = amount_of(2);
    was.last = was.first;
    map_init(&past.figures, &sheet.desk.arena);
    (void)map_put(&past.figures, slice_of(figure->id), &was);
    sheet.site.options.past = &past;
    assert_null(strstr(receipts_of(&sheet, NULL), "2017-06"));
    assert_non_null(strstr(receipts_of(&sheet, figure),
                           "first published in 2017-06: 2</a>"));
    sheet_release(&sheet);
}

/* --- citations --- */

static void test_bibtex_is_escaped(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_equal(
        bibtex_escape(&arena, SLICE("50 % of {A}_b & C# $\\~^\nñ")).ptr,
        "50 \\% of \\textbraceleft{}A\\textbraceright{}\\_b \\& C\\# "
        "\\$\\textbackslash{}\\textasciitilde{}\\textasciicircum{} \xC3\xB1");
    arena_release(&arena);
}

static struct slice text_of_view(const struct page *page, const char *name)
{
    const struct value_object *object = &page->view->object;

    for (size_t i = 0; i < object->count; i++)
        if (slice_equal_text(object->items[i].name, name))
            return object->items[i].value->text;
    fail();
    return nothing;
}

static void test_a_release_is_cited_where_it_stays(void **state)
{
    struct cited cited = {.title = SLICE("Lists: 100 %"),
                          .path = SLICE("en/lists/one.html"),
                          .digest = SLICE("ab12")};
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    sheet.site.options.base_url = SLICE("https://example.org/p/");
    citation_view(&sheet.page, &cited);
    assert_slice(&sheet.desk, text_of_view(&sheet.page, "citation"),
                 ": Lists: 100 %. P, working edition, data to October 31, "
                 "2017. https://example.org/p/en/lists/one.html");
    sheet_language(&sheet, 0);
    sheet.site.options.frozen = SLICE("releases/2017-10");
    citation_view(&sheet.page, &cited);
    assert_slice(&sheet.desk, text_of_view(&sheet.page, "bibtex"),
                 "@misc{p-2017-10-en-lists-one-html,\n"
                 "  author = {{}},\n"
                 "  title = {Lists: 100 \\%},\n"
                 "  howpublished = {P},\n"
                 "  year = {2017},\n"
                 "  edition = {release 2017-10},\n"
                 "  url = {https://example.org/p/releases/2017-10/en/lists/"
                 "one.html},\n"
                 "  note = {SHA-256 ab12}\n"
                 "}");
    sheet_release(&sheet);
}

/* --- a release that is frozen --- */

struct shelf {
    struct arena *arena;
    struct map files; /* path -> struct slice */
};

static bool shelve(void *context, struct slice path, struct slice bytes)
{
    struct shelf *shelf = context;
    struct slice *file = ARENA_NEW(shelf->arena, struct slice);

    *file = arena_copy(shelf->arena, bytes);
    assert_null(map_put(&shelf->files, arena_copy(shelf->arena, path), file));
    return true;
}

static const char *shelved(const struct shelf *shelf, const char *path)
{
    const struct slice *file = map_get(&shelf->files, slice_of(path));

    assert_non_null(file);
    return file->ptr;
}

static void site_shelve(struct shelf *shelf, const struct site *site,
                        struct arena *arena)
{
    shelf->arena = arena;
    map_init(&shelf->files, arena);
    for (size_t i = 0; i < site_page_count(site); i++)
        assert_true(site_render(site, i, arena, shelve, shelf));
}

static void test_frozen_pages_are_written_besides(void **state)
{
    struct sheet sheet;
    struct shelf shelf;
    struct site_options options = {.workspace = "/nowhere",
                                   .templates = "templates",
                                   .frozen = SLICE("releases/2017-10")};
    const struct site *site;
    const char *digest;
    char hex[DIGEST_HEX_SIZE];
    uint8_t bytes[DIGEST_SIZE];

    (void)state;
    sheet_init(&sheet);
    check_portal(sheet.desk.portal, sheet.desk.folder);
    site = site_new(&sheet.desk.arena, sheet.desk.portal, &options);
    assert_non_null(site);
    site_shelve(&shelf, site, &sheet.desk.arena);
    assert_non_null(
        strstr(shelved(&shelf, "releases/2017-10/en/indicators/a.html"),
               "<link rel=\"latest-version\" "
               "href=\"../../../../en/indicators/a.html\">"));
    assert_null(
        strstr(shelved(&shelf, "en/indicators/a.html"), "latest-version"));
    (void)shelved(&shelf, "releases/2017-10/index.html");
    (void)shelved(&shelf, "releases/2017-10/es/receipts/indicators/a.html");
    /* What is written once is language-neutral. */
    assert_non_null(
        map_get(&shelf.files, SLICE("data/figures/indicators/a.csv")));
    assert_null(map_get(
        &shelf.files, SLICE("releases/2017-10/data/figures/indicators/a.csv")));
    digest_bytes(
        slice_of(shelved(&shelf, "releases/2017-10/en/indicators/a.html")),
        bytes);
    digest_hex(bytes, hex);
    digest = shelved(&shelf, "en/receipts/indicators/a.html");
    assert_non_null(strstr(digest, hex));
    assert_non_null(strstr(digest, "releases/2017-10/en/indicators/a.html"));
    sheet_release(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_leaf_says_what_it_asks_for),
        cmocka_unit_test(test_a_lack_is_said_in_words),
        cmocka_unit_test(test_links_lead_to_whole_ids),
        cmocka_unit_test(test_a_tree_leads_to_its_operands),
        cmocka_unit_test(test_deep_trees_end),
        cmocka_unit_test(test_codes_are_rows_of_a_table),
        cmocka_unit_test(test_two_columns_make_a_table),
        cmocka_unit_test(test_what_only_grew_is_told_where_a_link_leads),
        cmocka_unit_test(test_no_figures_no_list),
        cmocka_unit_test(test_the_smallest_file_has_the_rows),
        cmocka_unit_test(test_what_was_restated_says_so),
        cmocka_unit_test(test_bibtex_is_escaped),
        cmocka_unit_test(test_a_release_is_cited_where_it_stays),
        cmocka_unit_test(test_frozen_pages_are_written_besides),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
