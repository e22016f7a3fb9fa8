#include "input_help.h"

#include "input/tree.h"

#define LIT(text) ((struct slice){(text), sizeof(text) - 1})

static const struct node *read_text(struct world *world, struct slice text)
{
    world_write(world, text);
    return yaml_read(&world->arena, &world->sources, &world->diagnostics,
                     world->path, SLICE("portal.yaml"));
}

static void reads_values_with_places(void **state)
{
    struct world world;
    const struct node *root, *list, *item;

    (void)state;
    world_init(&world);
    root = read_text(&world, LIT("# portal\n"
                                 "títulos: \"1\"\n"
                                 "código: 011.0138\n"
                                 "none: ~\n"
                                 "empty:\n"
                                 "languages: [{path: es}, 'null', null]\n"
                                 "text: |\n"
                                 "  a\n"
                                 "  b\n"));
    assert_findings("");
    assert_int_equal(root->kind, NODE_MAP);
    assert_int_equal(root->count, 6);
    assert_text(node_text(root, "títulos"), "1");
    assert_true(node_get(root, "títulos")->quoted);
    assert_text(node_text(root, "código"), "011.0138");
    assert_false(node_get(root, "código")->quoted);
    assert_int_equal(node_get(root, "código")->place.record, 3);
    assert_int_equal(node_get(root, "código")->place.field, 9);
    assert_int_equal(node_get(root, "código")->key_place.field, 1);
    assert_int_equal(node_get(root, "none")->kind, NODE_NULL);
    assert_int_equal(node_get(root, "empty")->kind, NODE_NULL);
    assert_text(node_text(root, "text"), "a\nb\n");
    list = node_get(root, "languages");
    assert_int_equal(list->kind, NODE_LIST);
    assert_int_equal(list->count, 3);
    item = list->first;
    assert_text(node_text(item, "path"), "es");
    assert_int_equal(node_get(item, "path")->place.field, 20);
    assert_int_equal(item->next->kind, NODE_SCALAR);
    assert_int_equal(item->next->next->kind, NODE_NULL);
    assert_null(node_get(root, "absent"));
    assert_null(node_get(NULL, "absent"));
    assert_null(node_text(root, "languages").ptr);
    world_release(&world);
}

static void an_empty_file_is_an_empty_map(void **state)
{
    static const struct slice files[] = {SLICE_INIT(""), SLICE_INIT("# x\n"),
                                         SLICE_INIT("\xEF\xBB\xBF")};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct world world;
        const struct node *root;

        world_init(&world);
        root = read_text(&world, files[i]);
        assert_non_null(root);
        assert_int_equal(root->kind, NODE_MAP);
        assert_int_equal(root->count, 0);
        world_release(&world);
    }
}

static void refuses_more_than_plain_data(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    assert_null(read_text(&world, LIT("a: &x 1\n"
                                      "b: *x\n"
                                      "c: !!str 2\n"
                                      "a: 3\n"
                                      "? [d, e]\n"
                                      ": f\n"
                                      "*x : g\n"
                                      "---\n"
                                      "h: 1\n")));
    assert_findings(
        "F202 1:4 anchors and aliases (here x) are not allowed; the value must "
        "be written out\n"
        "F202 2:4 anchors and aliases (here x) are not allowed; the value must "
        "be written out\n"
        "F203 3:4 tags (here tag:yaml.org,2002:str) are not allowed; the value "
        "was refused\n"
        "F205 4:1 a stands here for the second time; both were refused\n"
        "F206 5:3 a name must be plain text, not a list or a map; it was "
        "refused\n"
        "F202 7:1 anchors and aliases (here x) are not allowed; the value must "
        "be written out\n"
        "F204 8:1 a second document begins here; one file holds one document, "
        "the rest was not read\n");
    assert_int_equal(world.diagnostics.items[3].other.record, 1);
    world_release(&world);
}

static void says_where_syntax_breaks(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    assert_null(read_text(&world, LIT("a: 1\nb: [1, 2\nc: 3\n")));
    assert_null(read_text(&world, LIT("a: 1\n\tb: 2\n")));
    assert_null(read_text(&world, LIT("a: \x01\n")));
    assert_null(read_text(&world, LIT("a: \xFF\n")));
    assert_int_equal(world.diagnostics.count, 4);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(world.diagnostics.items[i].id, DIAG_YAML_SYNTAX);
    assert_int_equal(world.diagnostics.items[0].place.record, 3);
    assert_int_equal(world.diagnostics.items[1].place.record, 2);
    assert_int_equal(world.diagnostics.items[2].place.record, 1);
    assert_int_equal(world.diagnostics.items[2].place.field, 4);
    assert_int_equal(world.diagnostics.items[3].id, DIAG_ENCODING_INVALID);
    world_release(&world);
}

static void refuses_deep_nesting(void **state)
{
    struct world world;
    struct buf text = BUF_INIT;

    (void)state;
    world_init(&world);
    for (unsigned i = 0; i < 5000; i++)
        buf_add_char(&text, '[');
    assert_null(read_text(&world, buf_slice(&text)));
    assert_int_equal(world.diagnostics.count, 1);
    assert_int_equal(world.diagnostics.items[0].id, DIAG_NESTED_TOO_DEEP);
    assert_int_equal(world.diagnostics.items[0].place.field, 101);
    buf_release(&text);
    world_release(&world);
}

static void finds_unknown_names(void **state)
{
    static const char *const known[] = {"languages", "currency", NULL};
    struct world world;

    (void)state;
    world_init(&world);
    node_check_keys(&world.diagnostics,
                    read_text(&world, LIT("langauges: 1\ncurrency: 2\nzzz: 3\n"
                                          "_why: a comment\n")),
                    known, "portal.yaml");
    assert_findings("F211 1:1 langauges is not known in portal.yaml; it was "
                    "refused. Did you mean languages?\n"
                    "F210 3:1 zzz is not known in portal.yaml; it was "
                    "refused\n");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_values_with_places),
        cmocka_unit_test(an_empty_file_is_an_empty_map),
        cmocka_unit_test(refuses_more_than_plain_data),
        cmocka_unit_test(says_where_syntax_breaks),
        cmocka_unit_test(refuses_deep_nesting),
        cmocka_unit_test(finds_unknown_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
