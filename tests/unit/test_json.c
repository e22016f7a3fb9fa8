#include "input_help.h"

#include "input/tree.h"

#define LIT(text) ((struct slice){(text), sizeof(text) - 1})

static const struct node *read_text(struct world *world, struct slice text)
{
    world_write(world, text);
    return json_read(&world->arena, &world->sources, &world->diagnostics,
                     world->path, SLICE("datapackage.json"));
}

static void reads_values_with_places(void **state)
{
    struct world world;
    const struct node *root, *list;

    (void)state;
    world_init(&world);
    root = read_text(&world,
                     LIT("{\"ñ\\\"]\": [1.50, -0, 12345678901234567890123,\n"
                         "  [], {}, [[\"a\\u00e9\"]] , true,null],\r\n"
                         " \"b\":1E5}\n"));
    assert_findings("");
    assert_int_equal(root->kind, NODE_MAP);
    assert_int_equal(root->count, 2);
    list = root->first;
    assert_text(list->key, "ñ\"]");
    assert_int_equal(list->key_place.field, 2);
    assert_int_equal(list->place.field, 10);
    assert_int_equal(list->count, 8);
    list = list->first;
    assert_text(list->text, "1.50");
    assert_false(list->quoted);
    list = list->next;
    assert_text(list->text, "-0");
    assert_int_equal(list->place.field, 17);
    list = list->next;
    assert_text(list->text, "12345678901234567890123");
    list = list->next;
    assert_int_equal(list->kind, NODE_LIST);
    assert_int_equal(list->place.record, 2);
    assert_int_equal(list->place.field, 3);
    list = list->next;
    assert_int_equal(list->kind, NODE_MAP);
    assert_int_equal(list->place.field, 7);
    list = list->next;
    assert_text(list->first->first->text, "aé");
    assert_true(list->first->first->quoted);
    assert_int_equal(list->first->first->place.field, 13);
    list = list->next;
    assert_text(list->text, "true");
    assert_int_equal(list->place.field, 27);
    assert_int_equal(list->next->kind, NODE_NULL);
    assert_text(node_text(root, "b"), "1E5");
    assert_int_equal(node_get(root, "b")->place.record, 3);
    assert_int_equal(node_get(root, "b")->place.field, 6);
    world_release(&world);
}

static void reads_lone_values(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    assert_text(read_text(&world, LIT(" 7 "))->text, "7");
    assert_int_equal(read_text(&world, LIT("null"))->kind, NODE_NULL);
    assert_int_equal(read_text(&world, LIT(" \n"))->kind, NODE_MAP);
    assert_findings("");
    world_release(&world);
}

static void refuses_what_is_no_json(void **state)
{
    static const struct slice files[] = {
        SLICE_INIT("{\"a\":1,\n\"a\":2}"),
        SLICE_INIT("{\"a\":1,}"),
        SLICE_INIT("[1\n,2"),
        SLICE_INIT("[1] 2"),
        SLICE_INIT("\"\\u0000\""),
        SLICE_INIT("[01]"),
    };
    struct world world;

    (void)state;
    world_init(&world);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        assert_null(read_text(&world, files[i]));
        assert_int_equal(world.diagnostics.count, i + 1);
        assert_int_equal(world.diagnostics.items[i].id, DIAG_JSON_SYNTAX);
    }
    assert_int_equal(world.diagnostics.items[0].place.record, 2);
    assert_int_equal(world.diagnostics.items[2].place.record, 2);
    world_release(&world);
}

static void refuses_deep_nesting(void **state)
{
    struct world world;
    struct buf text = BUF_INIT;

    (void)state;
    world_init(&world);
    for (unsigned i = 0; i < 200; i++)
        buf_add_char(&text, '[');
    for (unsigned i = 0; i < 200; i++)
        buf_add_char(&text, ']');
    assert_null(read_text(&world, buf_slice(&text)));
    assert_int_equal(world.diagnostics.count, 1);
    assert_int_equal(world.diagnostics.items[0].id, DIAG_NESTED_TOO_DEEP);
    buf_release(&text);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_values_with_places),
        cmocka_unit_test(reads_lone_values),
        cmocka_unit_test(refuses_what_is_no_json),
        cmocka_unit_test(refuses_deep_nesting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
