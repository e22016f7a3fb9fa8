/*
 * The official Mustache suite, in spec mode: all core modules but lambdas, and
 * the optional module ~inheritance. The files are those of
 * https://github.com/mustache/spec as they lie in the shared folder.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "input/tree.h"
#include "template/template.h"

#define SUITE "realdata/spec-mustache/specs"

struct suite {
    const char *module;
    size_t tests; /* so that a test that is not read is noticed */
};

static const char *shared_folder(void)
{
    const char *folder = getenv("RENDIR_SHARED");

    return folder ? folder : "../shared";
}

static const struct value *value_of_node(struct arena *arena,
                                         const struct node *node);

/* Spec data has numbers; a template has only their text. */
static const struct value *value_of_scalar(struct arena *arena,
                                           const struct node *node)
{
    struct amount_format format = {.decimal = '.', .group = 0};
    struct buf digits = BUF_INIT;
    struct amount amount;

    if (node->quoted)
        return value_text(arena, node->text);
    if (slice_equal_text(node->text, "true"))
        return value_boolean(true);
    if (slice_equal_text(node->text, "false"))
        return value_boolean(false);
    assert_int_equal(amount_parse(node->text, format, &amount), AMOUNT_OK);
    amount_write(&digits, amount_reduce(amount));
    struct slice text = arena_copy(arena, buf_slice(&digits));
    buf_release(&digits);
    return value_text(arena, text);
}

static const struct value *value_of_map(struct arena *arena,
                                        const struct node *node)
{
    struct value *object = value_object_new(arena);

    for (const struct node *n = node->first; n; n = n->next)
        value_set(arena, object, arena_text(arena, n->key),
                  value_of_node(arena, n));
    return object;
}

static const struct value *value_of_list(struct arena *arena,
                                         const struct node *node)
{
    struct value *list = value_list_new(arena);

    for (const struct node *n = node->first; n; n = n->next)
        value_list_add(arena, list, value_of_node(arena, n));
    return list;
}

static const struct value *value_of_node(struct arena *arena,
                                         const struct node *node)
{
    switch (node->kind) {
    case NODE_NULL:
        return value_null();
    case NODE_SCALAR:
        return value_of_scalar(arena, node);
    case NODE_LIST:
        return value_of_list(arena, node);
    case NODE_MAP:
        return value_of_map(arena, node);
    }
    return NULL;
}

struct bench {
    struct arena *arena;
    struct sources *sources;
    struct diagnostics *diagnostics;
    struct buf *out;
};

static bool render_test(const struct bench *bench, const struct node *test)
{
    struct slice main_name = SLICE("/main/");
    struct template_set *set = template_set_new(
        bench->arena, TEMPLATE_SPEC, bench->diagnostics, bench->sources);
    const struct node *partials = node_get(test, "partials");
    struct template_call call = {.set = set, .diagnostics = bench->diagnostics};

    template_set_add(set, main_name, SLICE("main"),
                     node_text(test, "template"));
    for (const struct node *n = partials ? partials->first : NULL; n;
         n = n->next)
        template_set_add(set, n->key, n->key, n->text);
    return template_set_compile(set) &&
           template_render(&call, template_find(set, main_name),
                           value_of_node(bench->arena, node_get(test, "data")),
                           bench->out);
}

static bool passes(const struct bench *bench, const char *module,
                   const struct node *test)
{
    struct slice expected = node_text(test, "expected");
    struct slice name = node_text(test, "name");

    buf_reset(bench->out);
    bool done = render_test(bench, test);
    if (done && slice_equal(buf_slice(bench->out), expected))
        return true;
    print_message("%s: " SLICE_FORMAT "\nexpected: [" SLICE_FORMAT
                  "]\nrendered: [" SLICE_FORMAT "]\n",
                  module, SLICE_ARGS(name), SLICE_ARGS(expected),
                  SLICE_ARGS(buf_slice(bench->out)));
    return false;
}

static void run_module(void **state)
{
    const struct suite *suite = *state;
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct buf out = BUF_INIT;
    struct bench bench = {&arena, &sources, &diagnostics, &out};
    char path[4096];
    size_t passed = 0, count = 0;

    (void)snprintf(path, sizeof path, "%s/" SUITE "/%s.json", shared_folder(),
                   suite->module);
    if (!file_exists(path)) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    arena_init(&arena);
    sources_init(&sources, &arena);
    diagnostics_init(&diagnostics);
    const struct node *file =
        json_read(&arena, &sources, &diagnostics, path, slice_of(path));
    assert_non_null(file);
    const struct node *test = node_get(file, "tests")->first;
    for (; test; test = test->next, count++)
        passed += passes(&bench, suite->module, test);
    print_message("%s: %zu of %zu\n", suite->module, passed, count);
    assert_int_equal(count, suite->tests);
    assert_int_equal(passed, count);
    assert_int_equal(diagnostics.count, 0);
    buf_release(&out);
    diagnostics_release(&diagnostics);
    arena_release(&arena);
}

int main(void)
{
    struct suite suites[] = {
        {"comments", 12},     {"delimiters", 14}, {"interpolation", 42},
        {"inverted", 22},     {"partials", 12},   {"sections", 34},
        {"~inheritance", 27},
    };
    struct CMUnitTest tests[COUNT_OF(suites)];

    for (size_t i = 0; i < COUNT_OF(suites); i++)
        tests[i] = (struct CMUnitTest){.name = suites[i].module,
                                       .test_func = run_module,
                                       .initial_state = &suites[i]};
    return cmocka_run_group_tests_name("mustache", tests, NULL, NULL);
}
