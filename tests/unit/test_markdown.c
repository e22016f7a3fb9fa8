#include "input_help.h"

#include "input/markdown.h"

#define LIT(text) ((struct slice){(text), sizeof(text) - 1})

/* Every link that was offered; those to chart: and figure: are written. */
static bool write_link(void *context, const struct markdown_link *link,
                       struct buf *out)
{
    struct buf *log = context;

    buf_add_format(log,
                   "%u:%u %s " SLICE_FORMAT " |" SLICE_FORMAT "|" SLICE_FORMAT
                   "|" SLICE_FORMAT "\n",
                   link->place.record, link->place.field,
                   link->kind == MARKDOWN_IMAGE ? "image" : "link",
                   SLICE_ARGS(link->address), SLICE_ARGS(link->title),
                   SLICE_ARGS(link->text), SLICE_ARGS(link->content));
    if (!slice_starts_with(link->address, SLICE("chart:")) &&
        !slice_starts_with(link->address, SLICE("figure:")))
        return false;
    buf_add_format(out, "<X>" SLICE_FORMAT "</X>", SLICE_ARGS(link->content));
    return true;
}

struct rendered {
    struct slice html;
    struct slice links;
    struct markdown_result result;
};

static struct rendered render(struct world *world, struct slice body)
{
    struct document document = {.source = 1, .body_line = 1, .body = body};
    struct buf html = BUF_INIT, log = BUF_INIT;
    struct rendered rendered;

    markdown_render(&world->arena, &world->diagnostics, &document, write_link,
                    &log, &html, &rendered.result);
    rendered.html = arena_copy(&world->arena, buf_slice(&html));
    rendered.links = arena_copy(&world->arena, buf_slice(&log));
    buf_release(&html);
    buf_release(&log);
    return rendered;
}

static void gives_headings_ids(void **state)
{
    struct world world;
    struct rendered got;

    (void)state;
    world_init(&world);
    got = render(&world, LIT("# Niñez y *educación*: K’iche’ & \"Œuvre\"\n"
                             "Ejes\n---\n"
                             "## Ejes\n"
                             "###### Ejes-2\n"
                             "# 教育\n"));
    assert_text(got.html, "<h2 id=\"ninez-y-educacion-kiche-oeuvre\">Niñez y "
                          "<em>educación</em>: K’iche’ &amp; \"Œuvre\"</h2>\n"
                          "<h3 id=\"ejes\">Ejes</h3>\n"
                          "<h3 id=\"ejes-2\">Ejes</h3>\n"
                          "<h6 id=\"ejes-2-2\">Ejes-2</h6>\n"
                          "<h2 id=\"section\">教育</h2>\n");
    assert_int_equal(got.result.heading_count, 5);
    assert_int_equal(got.result.headings[3].level, 6);
    assert_text(got.result.headings[3].id, "ejes-2-2");
    assert_text(got.result.headings[0].text,
                "Niñez y educación: K’iche’ & \"Œuvre\"");
    world_release(&world);
}

static void writes_blocks(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    assert_text(render(&world, LIT("3. a\n4. b\n   - c\n\n> q  \n> r\n\n---\n\n"
                                   "```c x\na < b\n```\n\n* d\n\n* e\n"))
                    .html,
                "<ol start=\"3\">\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n"
                "</li>\n</ol>\n<blockquote>\n<p>q<br>\nr</p>\n</blockquote>\n"
                "<hr>\n<pre tabindex=\"0\"><code class=\"language-c\">a &lt; "
                "b\n</code></pre>\n"
                "<ul>\n<li><p>d</p>\n</li>\n<li><p>e</p>\n</li>\n</ul>\n");
    assert_findings("");
    world_release(&world);
}

static void shows_html_as_text(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    assert_text(render(&world, LIT("a <b onclick=\"x\">c</b>\n\n"
                                   "<script>\nalert(1)\n</script>\n"))
                    .html,
                "<p>a &lt;b onclick=\"x\"&gt;c&lt;/b&gt;</p>\n"
                "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n");
    assert_findings("W221 1:0 HTML in Markdown is not rendered; <b "
                    "onclick=\"x\"> is shown as text\n"
                    "W221 1:0 HTML in Markdown is not rendered; </b> is shown "
                    "as text\n"
                    "W221 3:0 HTML in Markdown is not rendered; <script> is "
                    "shown as text\n");
    world_release(&world);
}

static void offers_links(void **state)
{
    struct world world;
    struct rendered got;

    (void)state;
    world_init(&world);
    got = render(&world, LIT("é [7,0 *x*](figure:a;b \"25 %\") y [z](b.md)\n"
                             "[z](b.md) [w][r] <https://e.org/?a&b>\n"
                             "\n"
                             "![Cap *1*](chart:k)\n"
                             "\n"
                             "![](<a b.png>)\n"
                             "\n"
                             "- ![i](chart:l)\n"
                             "\n"
                             "[r]: c.md 'T\"'\n"));
    assert_text(
        got.html,
        "<p>é <X>7,0 <em>x</em></X> y <a href=\"b.md\">z</a>\n"
        "<a href=\"b.md\">z</a> <a href=\"c.md\" title=\"T&quot;\">w</a>"
        " <a href=\"https://e.org/?a&amp;b\">https://e.org/?a&amp;b</a>"
        "</p>\n"
        "<X>Cap <em>1</em></X>\n"
        "<p><img src=\"a%20b.png\" alt=\"\"></p>\n"
        "<ul>\n<li><X>i</X></li>\n</ul>\n");
    assert_text(got.links, "1:13 link figure:a;b |25 %|7,0 x|7,0 <em>x</em>\n"
                           "1:38 link b.md ||z|z\n"
                           "2:5 link b.md ||z|z\n"
                           "2:0 link c.md |T\"|w|w\n"
                           "2:19 link https://e.org/?a&b ||https://e.org/?a&b|"
                           "https://e.org/?a&amp;b\n"
                           "4:12 image chart:k ||Cap 1|Cap <em>1</em>\n"
                           "6:6 image a b.png |||\n"
                           "8:8 image chart:l ||i|i\n");
    assert_findings("W222 6:6 the image a b.png has no text for those who "
                    "cannot see it\n");
    world_release(&world);
}

static void refuses_unsafe_addresses(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    assert_text(
        render(&world, LIT("[a *b*](javascript:alert(1)) "
                           "[c](&#74;avascript:x) ![<d>](data:text/html,x) "
                           "[e](figur:x) [f](mailto:a@b)\n"))
            .html,
        "<p>a <em>b</em> c &lt;d&gt; e <a href=\"mailto:a@b\">f</a></p>\n");
    assert_int_equal(diagnostics_count(&world.diagnostics, DIAG_FATAL), 4);
    assert_int_equal(world.diagnostics.items[0].id, DIAG_LINK_UNSAFE);
    assert_int_equal(world.diagnostics.items[0].place.field, 9);
    world_release(&world);
}

static void counts_unbound_numbers(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    /* 12.5, 1,200, 3, 1 234 (narrow space), 50, and in the table 7: links,
     * code, list markers, years and words with digits do not count. */
    assert_int_equal(
        render(&world,
               LIT("1. 12.5 % de 1,200 en A4 y PP0138, [99](b.md) "
                   "`44` ![55](c.png)\n2. (3) 2015-2017 **1\u202F234**\n"
                   "\n## Meta 50\n\n| a | b |\n|---|---|\n| 7 | `8` |"))
            .result.unbound_numbers,
        6);
    assert_findings("");
    world_release(&world);
}

static void writes_pipe_tables(void **state)
{
    struct world world;
    struct rendered got;

    (void)state;
    world_init(&world);
    got = render(&world, LIT("| 1. a | *b* \\| `c` |\n"
                             "|:-|--:|\n"
                             "| - x | [y][r] |\n"
                             "# h\n\n"
                             "a | b\n--|:-:\n1 | 2 | 3\n4\n\n"
                             "|a|b|\n|-|\n\n"
                             "[r]: figure:q\n"));
    assert_text(
        got.html,
        "<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>"
        "<th scope=\"col\" class=\"align-left\">1. a</th>"
        "<th scope=\"col\" class=\"align-right\"><em>b</em> | <code>c</code>"
        "</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td class=\"align-left\">- x</td>"
        "<td class=\"align-right\"><X>y</X></td></tr>\n"
        "</tbody>\n</table></div>\n"
        "<h2 id=\"h\">h</h2>\n"
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" "
        "aria-labelledby=\"h\"><table aria-labelledby=\"h\">\n<thead>\n<tr>"
        "<th scope=\"col\">a</th><th scope=\"col\" "
        "class=\"align-center\">b</th>"
        "</tr>\n</thead>\n<tbody>\n"
        "<tr><td>1</td><td class=\"align-center\">2</td><td>3</td></tr>\n"
        "<tr><td>4</td><td class=\"align-center\"></td></tr>\n"
        "</tbody>\n</table></div>\n"
        "<p>|a|b|\n|-|</p>\n");
    assert_text(got.links, "3:0 link figure:q ||y|y\n");
    assert_findings(
        "W223 8:0 the table row has 3 cells where its head has 2; it is shown "
        "as written\n"
        "W223 9:0 the table row has 1 cells where its head has 2; it is shown "
        "as written\n"
        "W224 11:0 the table has 2 cells in its head and 1 in the line below; "
        "it is shown as text\n");
    world_release(&world);
}

static bool read_document(struct world *world, struct slice text,
                          struct document *out)
{
    world_write(world, text);
    return document_read(&world->arena, &world->sources, &world->diagnostics,
                         world->path, SLICE("a.md"), out);
}

static void splits_front_matter(void **state)
{
    struct world world;
    struct document document;

    (void)state;
    world_init(&world);
    assert_true(read_document(
        &world, LIT("---\r\ntitle: x\r\n---  \r\nBody\r\n"), &document));
    assert_text(node_text(document.front, "title"), "x");
    assert_int_equal(node_get(document.front, "title")->place.record, 2);
    assert_int_equal(document.body_line, 4);
    assert_text(document.body, "Body\r\n");
    assert_true(read_document(&world, LIT("Body\n---\nx"), &document));
    assert_int_equal(document.front->count, 0);
    assert_int_equal(document.body_line, 1);
    assert_text(document.body, "Body\n---\nx");
    assert_true(read_document(&world, LIT("---\n---"), &document));
    assert_int_equal(document.front->kind, NODE_MAP);
    assert_int_equal(document.body.len, 0);
    assert_findings("");
    assert_false(read_document(&world, LIT("---\na: 1\n"), &document));
    assert_false(read_document(&world, LIT("---\n- a\n---\n"), &document));
    assert_false(read_document(&world, LIT("---\na: [\n---\n"), &document));
    assert_int_equal(world.diagnostics.items[0].id, DIAG_FRONT_MATTER_OPEN);
    assert_int_equal(world.diagnostics.items[1].id, DIAG_FRONT_MATTER_KIND);
    assert_int_equal(world.diagnostics.items[2].id, DIAG_YAML_SYNTAX);
    world_release(&world);
}

/* All examples of the specification: the output differs on purpose (heading
 * levels, HTML as text), but none may leave an element open. */
static void survives_the_specification(void **state)
{
    const char *shared = shared_folder("CommonMark examples");
    const char *fence = "```````````````````````````````` example\n";
    struct world world;
    struct slice spec, rest;
    unsigned examples = 0;

    (void)state;
    if (!shared)
        skip();
    world_init(&world);
    spec = arena_format(&world.arena, "%s/realdata/spec-commonmark/spec.txt",
                        shared);
    if (!file_read(&world.arena, spec.ptr, &spec)) {
        print_message("skipped: CommonMark examples (no spec.txt)\n");
        world_release(&world);
        skip();
    }
    rest = spec;
    for (const char *at; (at = strstr(rest.ptr, fence)); examples++) {
        const char *begin = at + strlen(fence);
        const char *end = strstr(begin, "\n.\n");
        struct buf text = BUF_INIT;
        struct slice html;

        assert_non_null(end);
        for (const char *p = begin; p <= end; p++)
            if (strncmp(p, "→", 3) == 0) {
                buf_add_char(&text, '\t');
                p += 2;
            } else {
                buf_add_char(&text, *p);
            }
        html = render(&world, buf_slice(&text)).html;
        assert_null(memmem(html.ptr, html.len, "<script", 7));
        buf_release(&text);
        rest.ptr = end;
    }
    assert_true(examples > 600);
    world_release(&world);
}

static void writes_footnotes(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    assert_text(
        render(&world, LIT("b[^x] a[^1] b[^x]\n\n"
                           "[^1]: One *note*\ngoes on.\n"
                           "[^x]: First.\n\n    More.\n\n"
                           "```\n[^c]: code\n```\n"))
            .html,
        "<p>b<sup><a class=\"footnote\" href=\"#fn-1\" id=\"fnref-1\">1</a>"
        "</sup> a<sup><a class=\"footnote\" href=\"#fn-2\" id=\"fnref-2\">2"
        "</a></sup> b<sup><a class=\"footnote\" href=\"#fn-1\">1</a></sup>"
        "</p>\n<pre tabindex=\"0\"><code>[^c]: code\n</code></pre>\n"
        "<hr>\n<ol class=\"footnotes\">\n"
        "<li id=\"fn-1\">First.  More. <a class=\"footnote\" "
        "href=\"#fnref-1\" aria-label=\"1\">\xE2\x86\xA9</a></li>\n"
        "<li id=\"fn-2\">One <em>note</em> goes on. <a class=\"footnote\" "
        "href=\"#fnref-2\" aria-label=\"2\">\xE2\x86\xA9</a></li>\n"
        "</ol>\n");
    assert_findings("");
    world_release(&world);
}

static void finds_footnotes_alone(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    assert_text(render(&world, LIT("a[^y] [^ ] [^]\n\n[^z]: Alone.\n")).html,
                "<p>a[^y] [^ ] [^]</p>\n"
                "<hr>\n<ol class=\"footnotes\">\n"
                "<li id=\"fn-1\">Alone.</li>\n"
                "</ol>\n");
    assert_findings("W765 1:0 there is no note for the mark [^y]; it is shown "
                    "as written\n"
                    "W766 3:0 nothing in the text refers to the note z; it is "
                    "shown at the end\n");
    world_release(&world);
}

/* Lines 1 to 14; `first` to before `end`. */
static struct rendered render_part(struct world *world, uint32_t first,
                                   uint32_t end, unsigned level)
{
    static const char text[] = "a [b][r][^x]\n"
                               "# One[^y]\n"
                               "> ## Two\n"
                               "\n"
                               "## Two\n"
                               "c[^y] 5 [d](#two)\n"
                               "### Deep [e](f)\n"
                               "| t |\n"
                               "|---|\n"
                               "| [^z] |\n"
                               "## Two\n"
                               "[^x]: X\n"
                               "[^y]: Y [b][r]\n"
                               "[^z]: Z\n"
                               "[^w]: W\n"
                               "\n"
                               "[r]: chart:x\n";
    const struct markdown_part part = {.first = first,
                                       .end = end,
                                       .level = level,
                                       .is_last = end == UINT32_MAX,
                                       .has_anchors = level > 0};
    struct document document = {.source = 1, .body_line = 1, .body = LIT(text)};
    struct buf html = BUF_INIT, log = BUF_INIT;
    struct rendered rendered;

    markdown_render_part(&world->arena, &world->diagnostics, &document, &part,
                         write_link, &log, &html, &rendered.result);
    rendered.html = arena_copy(&world->arena, buf_slice(&html));
    rendered.links = arena_copy(&world->arena, buf_slice(&log));
    buf_release(&html);
    buf_release(&log);
    return rendered;
}

/* Ids, definitions and notes are those of the whole text. */
static void writes_parts(void **state)
{
    struct world world;
    struct rendered got;

    (void)state;
    world_init(&world);
    got = render_part(&world, 1, 2, 0);
    assert_text(got.html,
                "<p>a <X>b</X><sup><a class=\"footnote\" href=\"#fn-1\" "
                "id=\"fnref-1\">1</a></sup></p>\n"
                "<hr>\n<ol class=\"footnotes\">\n"
                "<li id=\"fn-1\">X <a class=\"footnote\" href=\"#fnref-1\" "
                "aria-label=\"1\">\xE2\x86\xA9</a></li>\n</ol>\n");
    assert_int_equal(got.result.heading_count, 0);
    /* The second "Two", which names the part: "two-2" in the whole text. */
    got = render_part(&world, 5, 11, 2);
    assert_text(got.html,
                "<p>c<sup><a class=\"footnote\" href=\"#fn-1\" "
                "id=\"fnref-1\">1</a></sup> 5 <a href=\"#two\">d</a></p>\n"
                "<div class=\"heading\"><h2 id=\"deep-e\">Deep "
                "<a href=\"f\">e</a></h2> <a class=\"anchor\" "
                "href=\"#deep-e\" aria-labelledby=\"deep-e\">#</a></div>\n"
                "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" "
                "aria-labelledby=\"deep-e\"><table "
                "aria-labelledby=\"deep-e\">\n<thead>\n<tr>"
                "<th scope=\"col\">t</th></tr>\n</thead>\n<tbody>\n<tr><td>"
                "<sup><a class=\"footnote\" href=\"#fn-2\" id=\"fnref-2\">2"
                "</a></sup></td></tr>\n</tbody>\n</table></div>\n"
                "<hr>\n<ol class=\"footnotes\">\n"
                "<li id=\"fn-1\">Y <X>b</X> <a class=\"footnote\" "
                "href=\"#fnref-1\" aria-label=\"1\">\xE2\x86\xA9</a></li>\n"
                "<li id=\"fn-2\">Z <a class=\"footnote\" href=\"#fnref-2\" "
                "aria-label=\"2\">\xE2\x86\xA9</a></li>\n</ol>\n");
    assert_int_equal(got.result.unbound_numbers, 1);
    assert_int_equal(got.result.heading_count, 1);
    assert_int_equal(got.result.headings[0].line, 7);
    assert_text(got.links, "6:13 link #two ||d|d\n7:14 link f ||e|e\n"
                           "13:0 link chart:x ||b|b\n");
    assert_findings("");
    /* Nothing refers to the note w: it stands at the end of the last part. */
    got = render_part(&world, 11, UINT32_MAX, 2);
    assert_text(got.html, "<hr>\n<ol class=\"footnotes\">\n"
                          "<li id=\"fn-1\">W</li>\n</ol>\n");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_headings_ids),
        cmocka_unit_test(writes_blocks),
        cmocka_unit_test(shows_html_as_text),
        cmocka_unit_test(offers_links),
        cmocka_unit_test(refuses_unsafe_addresses),
        cmocka_unit_test(counts_unbound_numbers),
        cmocka_unit_test(writes_pipe_tables),
        cmocka_unit_test(writes_footnotes),
        cmocka_unit_test(finds_footnotes_alone),
        cmocka_unit_test(writes_parts),
        cmocka_unit_test(splits_front_matter),
        cmocka_unit_test(survives_the_specification),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
