/*
 * Page mode by example: templates and values in, text or findings out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "template/template.h"

#define PARTIALS_MAX 4

struct example {
    const char *name;
    const char *template;
    /* Name, text, name, text … */
    const char *partials[2 * PARTIALS_MAX];
    const char *expected; /* null: must not be rendered */
    /* "F521 2:5 arguments" joined by " / ", one finding per line. */
    const char *findings;
};

struct fixture {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct buf out;
    struct buf findings;
};

static const struct value *program_value(struct arena *arena, const char *code,
                                         const char *name)
{
    struct value *program = value_object_new(arena);

    value_set(arena, program, "code", value_code(arena, slice_of(code)));
    value_set(arena, program, "name", value_text(arena, slice_of(name)));
    return program;
}

static void set_times(struct arena *arena, struct value *root)
{
    value_set(arena, root, "date",
              value_date(arena, SLICE("31 October 2017"), SLICE("2017-10-31")));
    value_set(arena, root, "undated",
              value_date(arena, SLICE("no date"), SLICE("")));
    value_set(arena, root, "year",
              value_period(arena, SLICE("2017"), SLICE("2017")));
    value_set(arena, root, "month",
              value_period(arena, SLICE("October 2017"), SLICE("2017-10")));
    value_set(arena, root, "day",
              value_period(arena, SLICE("1 May 2017"), SLICE("2017-05-01")));
    value_set(
        arena, root, "quarter",
        value_period(arena, SLICE("third quarter of 2017"), SLICE("2017-Q3")));
}

/* What every example is rendered with. */
static const struct value *root_value(struct arena *arena)
{
    struct value *root = value_object_new(arena);
    struct value *programs = value_list_new(arena);
    struct value *places = value_list_new(arena);

    value_list_add(arena, programs,
                   program_value(arena, "011", "Health & care"));
    value_list_add(arena, programs, program_value(arena, "012", "Roads"));
    value_list_add(arena, places, value_text(arena, SLICE("Loreto")));
    value_list_add(arena, places, value_text(arena, SLICE("Puno")));
    value_set(arena, root, "title",
              value_text(arena, SLICE("A \"b\" <c> & 'd'")));
    value_set(arena, root, "empty", value_text(arena, SLICE("")));
    value_set(arena, root, "nothing", value_null());
    value_set(arena, root, "yes", value_boolean(true));
    value_set(arena, root, "no", value_boolean(false));
    value_set(arena, root, "page_number", value_text(arena, SLICE("7")));
    value_set(arena, root, "spent",
              value_figure(arena, SLICE("abc234"), SLICE("1234.50"),
                           SLICE("1,234.5")));
    value_set(
        arena, root, "unreported",
        value_figure(arena, SLICE("xyz567"), SLICE(""), SLICE("not reported")));
    value_set(arena, root, "home",
              value_link(arena, SLICE("../index.html?a=1&b=2")));
    value_set(arena, root, "evil",
              value_text(arena, SLICE("javascript:alert(1)")));
    value_set(arena, root, "script",
              value_text(arena, SLICE("script:alert(1)")));
    value_set(arena, root, "chart", value_markup(arena, SLICE("<svg></svg>")));
    value_set(arena, root, "programs", programs);
    value_set(arena, root, "places", places);
    value_set(arena, root, "none", value_list_new(arena));
    value_set(arena, root, "program", program_value(arena, "099", "Water"));
    value_set(arena, root, "lines", value_text(arena, SLICE("one\ntwo")));
    set_times(arena, root);
    return root;
}

static struct slice translate(const void *context, struct slice msgid)
{
    (void)context;
    if (slice_equal_text(msgid, "Programs of the state"))
        return SLICE("Programas \"del\" <Estado>");
    return msgid;
}

static void write_findings(struct fixture *f)
{
    diagnostics_sort(&f->diagnostics);
    for (size_t i = 0; i < f->diagnostics.count; i++) {
        const struct finding *finding = &f->diagnostics.items[i];
        buf_add_format(
            &f->findings, "%s%s %s:%u:%u", i ? "\n" : "",
            diag_info(finding->id)->code,
            sources_get(&f->sources, finding->place.source)->path.ptr,
            finding->place.record, finding->place.field);
        for (size_t j = 0; j < DIAG_ARGS_MAX && finding->args[j].len; j++)
            buf_add_format(&f->findings, "%s" SLICE_FORMAT, j ? " / " : " ",
                           SLICE_ARGS(finding->args[j]));
    }
}

static bool render(struct fixture *f, const struct example *example)
{
    struct template_set *set = template_set_new(&f->arena, TEMPLATE_PAGE,
                                                &f->diagnostics, &f->sources);
    struct template_call call = {
        .set = set, .translate = translate, .diagnostics = &f->diagnostics};

    template_set_add(set, SLICE("page"), SLICE("page"),
                     slice_of(example->template));
    for (size_t i = 0; i < PARTIALS_MAX && example->partials[2 * i]; i++) {
        struct slice name = slice_of(example->partials[2 * i]);
        template_set_add(set, name, name,
                         slice_of(example->partials[2 * i + 1]));
    }
    return template_set_compile(set) &&
           template_render(&call, template_find(set, SLICE("page")),
                           root_value(&f->arena), &f->out);
}

static void run_example(void **state)
{
    const struct example *example = *state;
    struct fixture f = {.out = BUF_INIT, .findings = BUF_INIT};

    arena_init(&f.arena);
    sources_init(&f.sources, &f.arena);
    diagnostics_init(&f.diagnostics);
    buf_add_text(&f.out, "");
    buf_add_text(&f.findings, "");
    buf_reserve(&f.out, 1);
    bool done = render(&f, example);
    write_findings(&f);
    buf_add_char(&f.findings, '\0');
    assert_string_equal(f.findings.ptr,
                        example->findings ? example->findings : "");
    assert_int_equal(done, example->expected != NULL);
    buf_add_char(&f.out, '\0');
    if (done)
        assert_string_equal(f.out.ptr, example->expected);
    buf_release(&f.out);
    buf_release(&f.findings);
    diagnostics_release(&f.diagnostics);
    arena_release(&f.arena);
}

static struct example examples[] = {
    /* ---- values in text ---- */
    {"text is escaped",
     "<p>{{title}}</p>",
     {0},
     "<p>A \"b\" &lt;c&gt; &amp; 'd'</p>",
     NULL},
    {"codes are printed as they are",
     "{{program.code}} {{page_number}}",
     {0},
     "099 7",
     NULL},
    {"a figure in text",
     "<td>{{spent}}</td>",
     {0},
     "<td><data data-figure=\"abc234\" value=\"1234.50\">1,234.5</data></td>",
     NULL},
    {"a figure without a value",
     "{{unreported}}",
     {0},
     "<data data-figure=\"xyz567\" value=\"\" class=\"missing\">not "
     "reported</data>",
     NULL},
    {"a date in text",
     "{{date}} {{undated}}",
     {0},
     "<time datetime=\"2017-10-31\">31 October 2017</time> no date",
     NULL},
    {"periods in text",
     "{{year}};{{month}};{{day}};{{quarter}}",
     {0},
     "<time datetime=\"2017\">2017</time>;"
     "<time datetime=\"2017-10\">October 2017</time>;"
     "<time datetime=\"2017-05-01\">1 May 2017</time>;"
     "third quarter of 2017",
     NULL},
    {"known and nothing",
     "[{{nothing}}{{nothing.more}}{{{nothing}}}]",
     {0},
     "[]",
     NULL},
    {"markup as it is",
     "{{{chart}}}{{&chart}}",
     {0},
     "<svg></svg><svg></svg>",
     NULL},

    /* ---- values in attributes and titles ---- */
    {"text in attributes",
     "<p title=\"{{title}}\" lang='{{title}}'>",
     {0},
     "<p title=\"A &quot;b&quot; &lt;c&gt; &amp; &#39;d&#39;\" "
     "lang='A &quot;b&quot; &lt;c&gt; &amp; &#39;d&#39;'>",
     NULL},
    {"figure, date and period in an attribute",
     "<p title=\"{{spent}} {{date}} {{month}}\">",
     {0},
     "<p title=\"1,234.5 31 October 2017 October 2017\">",
     NULL},
    {"figure and date in a title",
     "<title>{{spent}} {{date}}</title>{{page_number}}",
     {0},
     "<title>1,234.5 31 October 2017</title>7",
     NULL},
    {"an attribute after one without a value",
     "<input disabled value = \"{{spent}}\">",
     {0},
     "<input disabled value = \"1,234.5\">",
     NULL},
    {"text after a comment and a script",
     "<!doctype html><!-- \"<b> --><script>if (a < \"'\") {}</script>"
     "{{spent}}",
     {0},
     "<!doctype html><!-- \"<b> --><script>if (a < \"'\") {}</script>"
     "<data data-figure=\"abc234\" value=\"1234.50\">1,234.5</data>",
     NULL},
    {"a less-than sign is no tag",
     "1 < 2 {{spent}}",
     {0},
     "1 < 2 <data data-figure=\"abc234\" value=\"1234.50\">1,234.5</data>",
     NULL},

    /* ---- addresses ---- */
    {"a link",
     "<a href=\"{{home}}\">{{home}}</a>",
     {0},
     "<a href=\"../index.html?a=1&amp;b=2\">../index.html?a=1&amp;b=2</a>",
     NULL},
    {"a link put together",
     "<a href=\"x/{{program.code}}.html#{{page_number}}\">",
     {0},
     "<a href=\"x/099.html#7\">",
     NULL},
    {"an unsafe scheme",
     "<p>\n<a href=\"{{evil}}\">",
     {0},
     NULL,
     "F524 page:2:10 javascript:alert(1)"},
    {"an unsafe scheme put together",
     "<img src='java{{script}}'>",
     {0},
     NULL,
     "F524 page:1:15 javascript:alert(1)"},
    {"an unsafe scheme in a section",
     "<a href=\"{{#yes}}{{evil}}{{/yes}}\">",
     {0},
     NULL,
     "F524 page:1:10 javascript:alert(1)"},
    {"what is unsafe in an address is text elsewhere",
     "<p title=\"{{evil}}\">{{evil}}",
     {0},
     "<p title=\"javascript:alert(1)\">javascript:alert(1)",
     NULL},

    /* ---- names and types ---- */
    {"an unknown name",
     "<p>\n  {{titla}}</p>",
     {0},
     NULL,
     "F521 page:2:3 titla / title"},
    {"columns count characters",
     "ñandú {{titla}}",
     {0},
     NULL,
     "F521 page:1:7 titla / title"},
    {"an unknown name with nothing near",
     "{{zzzzzz}}",
     {0},
     NULL,
     "F521 page:1:1 zzzzzz / none"},
    {"an unknown member",
     "{{program.nane}}",
     {0},
     NULL,
     "F521 page:1:1 program.nane / name"},
    {"a member of what has none",
     "{{title.name}}",
     {0},
     NULL,
     "F521 page:1:1 title.name / none"},
    {"an unknown section",
     "{{#programes}}x{{/programes}}{{^nix}}{{/nix}}",
     {0},
     NULL,
     "F521 page:1:1 programes / programs\nF521 page:1:30 nix / none"},
    {"one finding for many rows",
     "{{#programs}}{{nane}}{{/programs}}",
     {0},
     NULL,
     "F521 page:1:14 nane / name"},
    {"a list cannot be printed",
     "{{programs}}",
     {0},
     NULL,
     "F522 page:1:1 programs / list"},
    {"an object cannot be printed",
     "{{program}}",
     {0},
     NULL,
     "F522 page:1:1 program / object"},
    {"a boolean cannot be printed",
     "{{yes}}",
     {0},
     NULL,
     "F522 page:1:1 yes / boolean"},
    {"markup needs three braces",
     "{{chart}}",
     {0},
     NULL,
     "F522 page:1:1 chart / markup"},
    {"three braces need markup",
     "{{{title}}}{{&spent}}",
     {0},
     NULL,
     "F523 page:1:1 title / text\nF523 page:1:12 spent / figure"},
    {"not a name", "{{a b}}", {0}, NULL, "F503 page:1:1 a b"},
    {"an empty name", "{{ }}", {0}, NULL, "F503 page:1:1"},
    {"a name with an empty part", "{{a..b}}", {0}, NULL, "F503 page:1:1 a..b"},

    /* ---- sections ---- */
    {"lists and objects",
     "<ul>\n{{#programs}}\n  <li>{{code}} {{name}}: {{page_number}}</li>\n"
     "{{/programs}}\n</ul>\n{{#program}}{{name}}{{/program}}",
     {0},
     "<ul>\n  <li>011 Health &amp; care: 7</li>\n  <li>012 Roads: 7</li>\n"
     "</ul>\nWater",
     NULL},
    {"the item itself, also within a condition",
     "{{#places}}{{.}}{{#yes}}={{.}}{{/yes}} {{/places}}",
     {0},
     "Loreto=Loreto Puno=Puno ",
     NULL},
    {"what is false",
     "{{#no}}a{{/no}}{{#nothing}}b{{/nothing}}{{#none}}c{{/none}}"
     "{{#empty}}d{{/empty}}{{^no}}1{{/no}}{{^nothing}}2{{/nothing}}"
     "{{^none}}3{{/none}}{{^empty}}4{{/empty}}",
     {0},
     "1234",
     NULL},
    {"what is true",
     "{{#yes}}1{{/yes}}{{#title}}2{{/title}}{{#unreported}}3{{/unreported}}"
     "{{^yes}}a{{/yes}}",
     {0},
     "123",
     NULL},
    {"a section in an attribute",
     "<p class=\"a{{#yes}} b{{/yes}}{{^yes}} c{{/yes}}\">",
     {0},
     "<p class=\"a b\">",
     NULL},
    {"never closed", "<p>\n{{#yes}}", {0}, NULL, "F505 page:2:1 yes"},
    {"never opened", "{{/yes}}", {0}, NULL, "F506 page:1:1 yes"},
    {"crossed",
     "{{#yes}}\n{{#no}}{{/yes}}{{/no}}",
     {0},
     NULL,
     "F507 page:2:8 yes / no"},
    {"a tag without an end", "a {{title", {0}, NULL, "F502 page:1:3 }}"},
    {"no delimiters", "{{=<%=}}", {0}, NULL, "F504 page:1:1 <%"},

    /* ---- refused places ---- */
    {"in a script",
     "<script>var a = \"{{title}}\";</script>",
     {0},
     NULL,
     "F511 page:1:18 {{title}} / <script>"},
    {"in a style",
     "<style>p { color: {{title}} }</style>",
     {0},
     NULL,
     "F511 page:1:19 {{title}} / <style>"},
    {"in a comment",
     "<!-- {{title}} -->",
     {0},
     NULL,
     "F511 page:1:6 {{title}} / <!-- -->"},
    {"in a drawing",
     "<svg width=\"1\"><text>{{title}}</text></svg>",
     {0},
     NULL,
     "F511 page:1:22 {{title}} / <svg>"},
    {"after a drawing",
     "<svg><path d=\"\"/></svg>{{page_number}}",
     {0},
     "<svg><path d=\"\"/></svg>7",
     NULL},
    {"in an unquoted attribute",
     "<a href={{home}}><p id=x{{title}}>",
     {0},
     NULL,
     "F511 page:1:9 {{home}} / the unquoted attribute href\n"
     "F511 page:1:25 {{title}} / the unquoted attribute id"},
    {"in a tag name",
     "<{{title}}>",
     {0},
     NULL,
     "F511 page:1:2 {{title}} / a tag, outside attribute values"},
    {"in a tag",
     "<input {{#yes}}checked{{/yes}}>",
     {0},
     NULL,
     "F511 page:1:8 {{#yes}} / a tag, outside attribute values"},
    {"in an event handler and a style attribute",
     "<p onclick=\"{{title}}\" style=\"{{title}}\">",
     {0},
     NULL,
     "F511 page:1:13 {{title}} / the attribute onclick\n"
     "F511 page:1:31 {{title}} / the attribute style"},
    {"comments of Mustache may stand everywhere",
     "<script>{{! a }}</script><p {{! b }}>",
     {0},
     "<script></script><p >",
     NULL},
    {"markup in an attribute",
     "<p title=\"{{{chart}}}\">",
     {0},
     NULL,
     "F514 page:1:11 {{{chart}}} / the attribute title"},
    {"a section that opens a tag",
     "{{#yes}}<p {{/yes}}>",
     {0},
     NULL,
     "F512 page:1:1 {{#yes}} / text / a tag, outside attribute values"},
    {"a section from one attribute to another",
     "<p id=\"{{#yes}}\" title=\"{{/yes}}\">",
     {0},
     NULL,
     "F512 page:1:8 {{#yes}} / the attribute id / the attribute title"},
    {"a template that ends in a tag",
     "<p>{{>open}}",
     {"open", "<p class='"},
     NULL,
     "F512 open:1:0 open / text / the attribute class"},

    /* ---- partials ---- */
    {"a partial",
     "<ul>\n  {{>item/one}}\n</ul>",
     {"item/one", "<li>\n{{lines}}\n\n"},
     "<ul>\n  <li>\n  one\ntwo\n\n</ul>",
     NULL},
    {"an unknown partial",
     "{{>foter}}",
     {"footer", ""},
     NULL,
     "F509 page:1:1 foter / footer"},
    {"a partial that includes itself",
     "x {{>page}}",
     {0},
     NULL,
     "F510 page:1:3 page > page"},
    {"partials that include each other",
     "{{>a}}",
     {"a", "{{#no}}{{>b}}{{/no}}", "b", "{{<a}}{{/a}}"},
     NULL,
     "F510 b:1:1 a > b > a"},
    {"a partial in an attribute",
     "<p title=\"{{>t}}\">{{>t}}",
     {"t", "it's {{spent}}"},
     "<p title=\"it's 1,234.5\">it's <data data-figure=\"abc234\" "
     "value=\"1234.50\">1,234.5</data>",
     NULL},
    {"a partial that would end the attribute",
     "<p title='{{>t}}'>",
     {"t", "it's"},
     NULL,
     "F513 page:1:11 t"},
    {"a partial with elements in an attribute",
     "<p title=\"{{>t}}\">",
     {"t", "{{>u}}", "u", "<b>{{title}}</b>"},
     NULL,
     "F513 page:1:11 t"},

    /* ---- parents and blocks ---- */
    {"a layout",
     "{{<layout}}\n{{$title}}{{program.name}}: {{spent}}{{/title}}\n"
     "{{$main}}\n  <p>{{title}}</p>\n{{/main}}\n{{/layout}}\n",
     {"layout",
      "<title>{{$title}}none{{/title}}</title>\n<h1>{{$title}}{{/title}}</h1>\n"
      "<main>\n    {{$main}}{{/main}}\n</main>{{$foot}}foot{{/foot}}\n"},
     "<title>Water: 1,234.5</title>\n"
     "<h1>Water: <data data-figure=\"abc234\" value=\"1234.50\">1,234.5</data>"
     "</h1>\n<main>\n    <p>A \"b\" &lt;c&gt; &amp; 'd'</p>\n\n</main>foot\n",
     NULL},
    {"a block in an attribute",
     "{{<l}}{{$c}}a {{title}}{{/c}}{{/l}}",
     {"l", "<p class=\"{{$c}}{{/c}}\">"},
     "<p class=\"a A &quot;b&quot; &lt;c&gt; &amp; &#39;d&#39;\">",
     NULL},
    {"a block in an address",
     "{{<l}}{{$c}}{{evil}}{{/c}}{{/l}}",
     {"l", "<a href=\"{{$c}}{{/c}}\">"},
     NULL,
     "F524 l:1:10 javascript:alert(1)"},
    {"markup for a block in a title",
     "{{<l}}{{$t}}<b>x</b>{{/t}}{{/l}}",
     {"l", "<title>{{$t}}{{/t}}</title>"},
     NULL,
     "F513 page:1:7 t"},
    {"markup that gets into an attribute by a block of an argument",
     "{{<mid}}{{$u}}<b>{{/u}}{{/mid}}",
     {"mid", "{{<l}}{{$t}}{{$u}}d{{/u}}{{/t}}{{/l}}", "l",
      "<p title=\"{{$t}}{{/t}}\">"},
     NULL,
     "F525 page:1:9"},
    {"text between blocks",
     "{{<l}}\n{{$t}}x{{/t}}\n<p>lost</p>\n{{/l}}",
     {"l", "{{$t}}{{/t}}"},
     NULL,
     "F515 page:1:1 {{<l}}"},
    {"a tag between blocks",
     "{{<l}}{{title}}{{/l}}",
     {"l", ""},
     NULL,
     "F515 page:1:7 {{<l}}"},
    {"a block given twice",
     "{{<l}}{{$t}}x{{/t}}{{$t}}y{{/t}}{{/l}}",
     {"l", "{{$t}}{{/t}}"},
     NULL,
     "F516 page:1:20 t / {{<l}}"},
    {"an argument that ends in a tag",
     "{{<l}}{{$t}}<p {{/t}}{{/l}}",
     {"l", "{{$t}}{{/t}}"},
     NULL,
     "F512 page:1:7 {{$t}} / text / a tag, outside attribute values"},
    {"parents within their own blocks",
     "{{<card}}{{$body}}a{{<card}}{{$body}}b{{/body}}{{/card}}{{/body}}"
     "{{/card}}",
     {"card", "<div>{{$body}}{{/body}}</div>"},
     "<div>a<div>b</div></div>",
     NULL},
    {"a block within a block of its name",
     "{{<l}}{{$a}}x{{$a}}y{{/a}}{{/a}}{{/l}}",
     {"l", "{{$a}}{{/a}}"},
     "xy",
     NULL},

    /* ---- translation ---- */
    {"translated in text and in an attribute",
     "<h1 title=\"{{#_}}Programs of the state{{/_}}\">\n"
     "{{#_}}\n  Programs of\n  the state\n{{/_}}\n</h1>",
     {0},
     "<h1 title=\"Programas &quot;del&quot; &lt;Estado&gt;\">\n"
     "Programas \"del\" &lt;Estado&gt;\n</h1>",
     NULL},
    {"without a translation",
     "{{#_}}Terms & conditions{{/_}}",
     {0},
     "Terms &amp; conditions",
     NULL},
    {"a tag in a text to be translated",
     "{{#_}}Page {{page_number}}{{/_}}",
     {0},
     NULL,
     "F517 page:1:1 Page {{page_number}}"},
    {"an element in a text to be translated",
     "{{#_}}a <b>b</b>{{/_}}",
     {0},
     NULL,
     "F517 page:1:1 a <b>b</b>"},
    {"a reference in a text to be translated",
     "{{#_}}a&nbsp;b{{/_}}",
     {0},
     NULL,
     "F517 page:1:1 a&nbsp;b"},

    /* ---- limits and bytes ---- */
    {"bytes that are no text", "a\xFF", {0}, NULL, "F501 page:1:0 2"},
};

#define REPEAT 70

/* Templates that are made, because they are long. */
static void run_made(const char *open, const char *close, const char *findings)
{
    struct buf text = BUF_INIT;

    for (int i = 0; i < REPEAT; i++)
        buf_add_text(&text, open);
    for (int i = 0; i < REPEAT; i++)
        buf_add_text(&text, close);
    buf_add_char(&text, '\0');
    struct example example = {"made", text.ptr, {0}, NULL, findings};
    void *state = &example;
    run_example(&state);
    buf_release(&text);
}

static void test_nested_too_deep(void **state)
{
    (void)state;
    run_made("{{#yes}}", "{{/yes}}", "F508 page:1:513 64");
    run_made("{{<page}}{{$b}}", "{{/b}}{{/page}}", "F508 page:1:481 64");
}

/* t0 includes t1 twice, t1 includes t2 twice …: 2^40 inclusions. */
static void test_runaway(void **state)
{
    struct fixture f = {.out = BUF_INIT};
    struct template_call call = {.translate = translate,
                                 .diagnostics = &f.diagnostics};

    (void)state;
    arena_init(&f.arena);
    sources_init(&f.sources, &f.arena);
    diagnostics_init(&f.diagnostics);
    struct template_set *set =
        template_set_new(&f.arena, TEMPLATE_PAGE, &f.diagnostics, &f.sources);
    for (int i = 0; i < 40; i++)
        template_set_add(
            set, arena_format(&f.arena, "t%d", i), SLICE("t"),
            arena_format(&f.arena, "{{>t%d}}{{>t%d}}", i + 1, i + 1));
    template_set_add(set, SLICE("t40"), SLICE("t"), SLICE(""));
    call.set = set;
    assert_true(template_set_compile(set));
    assert_false(template_render(&call, template_find(set, SLICE("t0")),
                                 value_null(), &f.out));
    assert_int_equal(f.diagnostics.count, 1);
    assert_int_equal(f.diagnostics.items[0].id, DIAG_TEMPLATE_RUNAWAY);
    buf_release(&f.out);
    diagnostics_release(&f.diagnostics);
    arena_release(&f.arena);
}

/* In spec mode a template may include itself; it ends by its depth. */
static void test_endless_in_spec_mode(void **state)
{
    struct fixture f = {.out = BUF_INIT};
    struct template_call call = {.diagnostics = &f.diagnostics};

    (void)state;
    arena_init(&f.arena);
    sources_init(&f.sources, &f.arena);
    diagnostics_init(&f.diagnostics);
    struct template_set *set =
        template_set_new(&f.arena, TEMPLATE_SPEC, &f.diagnostics, &f.sources);
    template_set_add(set, SLICE("a"), SLICE("a"), SLICE("x\n  {{>a}}\n"));
    call.set = set;
    assert_true(template_set_compile(set));
    assert_false(template_render(&call, template_find(set, SLICE("a")),
                                 value_null(), &f.out));
    assert_int_equal(f.diagnostics.count, 1);
    assert_int_equal(f.diagnostics.items[0].id, DIAG_TEMPLATE_DEEP);
    buf_release(&f.out);
    diagnostics_release(&f.diagnostics);
    arena_release(&f.arena);
}

static void test_replaced(void **state)
{
    struct fixture f = {.out = BUF_INIT};
    struct template_call call = {.translate = translate,
                                 .diagnostics = &f.diagnostics};

    (void)state;
    arena_init(&f.arena);
    sources_init(&f.sources, &f.arena);
    diagnostics_init(&f.diagnostics);
    struct template_set *set =
        template_set_new(&f.arena, TEMPLATE_PAGE, &f.diagnostics, &f.sources);
    template_set_add(set, SLICE("a"), SLICE("theme/a.html"),
                     SLICE("{{#_}}Old{{/_}}{{broken"));
    template_set_add(set, SLICE("a"), SLICE("own/a.html"),
                     SLICE("{{#_}}New{{/_}}{{#_}} Of  all {{/_}}"));
    assert_true(template_set_compile(set));
    assert_null(template_find(set, SLICE("b")));
    call.set = set;
    assert_true(template_render(&call, template_find(set, SLICE("a")),
                                value_object_new(&f.arena), &f.out));
    assert_string_equal(f.out.ptr, "NewOf all");
    buf_release(&f.out);
    diagnostics_release(&f.diagnostics);
    arena_release(&f.arena);
}

int main(void)
{
    static const struct CMUnitTest made[] = {
        cmocka_unit_test(test_nested_too_deep),
        cmocka_unit_test(test_runaway),
        cmocka_unit_test(test_endless_in_spec_mode),
        cmocka_unit_test(test_replaced),
    };
    struct CMUnitTest tests[COUNT_OF(examples) + COUNT_OF(made)];

    for (size_t i = 0; i < COUNT_OF(examples); i++)
        tests[i] = (struct CMUnitTest){.name = examples[i].name,
                                       .test_func = run_example,
                                       .initial_state = &examples[i]};
    memcpy(tests + COUNT_OF(examples), made, sizeof made);
    return cmocka_run_group_tests_name("page mode", tests, NULL, NULL);
}
