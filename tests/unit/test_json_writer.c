#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "emit/json.h"

#define assert_written(out, expected)                                          \
    do {                                                                       \
        buf_add_char((out), '\0');                                             \
        assert_string_equal((out)->ptr, (expected));                           \
        buf_release(out);                                                      \
    } while (0)

static void write_sample(struct buf *out, bool pretty)
{
    struct json_writer w;

    json_init(&w, out, pretty);
    json_open_object(&w);
    json_key(&w, "a");
    json_integer(&w, -9007199254740993);
    json_key_slice(&w, SLICE("b\""));
    json_open_array(&w);
    json_boolean(&w, true);
    json_boolean(&w, false);
    json_null(&w);
    json_open_object(&w);
    json_close(&w);
    json_open_array(&w);
    json_close(&w);
    json_close(&w);
    json_key(&w, "c");
    json_amount(&w, (struct amount){-123450, 2});
    json_close(&w);
    json_finish(&w);
}

static void test_compact(void **state)
{
    struct buf out = BUF_INIT;

    (void)state;
    write_sample(&out, false);
    assert_written(&out, "{\"a\":-9007199254740993,\"b\\\"\":[true,false,null,"
                         "{},[]],\"c\":-1234.50}");
}

static void test_pretty(void **state)
{
    struct buf out = BUF_INIT;

    (void)state;
    write_sample(&out, true);
    assert_written(&out, "{\n"
                         "  \"a\": -9007199254740993,\n"
                         "  \"b\\\"\": [\n"
                         "    true,\n"
                         "    false,\n"
                         "    null,\n"
                         "    {},\n"
                         "    []\n"
                         "  ],\n"
                         "  \"c\": -1234.50\n"
                         "}\n");
}

static void test_strings(void **state)
{
    struct buf out = BUF_INIT;
    struct json_writer w;

    (void)state;
    json_init(&w, &out, false);
    json_open_array(&w);
    json_string(&w, SLICE(""));
    json_string(&w, SLICE("ñ \\ \" / \n\r\t"));
    json_string(&w, (struct slice){"\0\x1F\x7F", 3});
    json_string(&w, SLICE("</script><!-- & -->"));
    json_close(&w);
    json_finish(&w);
    assert_written(&out, "[\"\",\"ñ \\\\ \\\" / \\n\\r\\t\","
                         "\"\\u0000\\u001f\x7F\","
                         "\"\\u003c/script\\u003e\\u003c!-- \\u0026 "
                         "--\\u003e\"]");
}

static void test_top_level_value(void **state)
{
    struct buf out = BUF_INIT;
    struct json_writer w;

    (void)state;
    json_init(&w, &out, true);
    json_string(&w, SLICE("x"));
    json_finish(&w);
    assert_written(&out, "\"x\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compact),
        cmocka_unit_test(test_pretty),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_top_level_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
