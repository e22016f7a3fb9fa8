/*
 * Datasets against their descriptor: types, constraints, keys, columns. The
 * root is made here, without a manifest that lists anything.
 */
#include "verify_help.h"

/* What is wrong first, by place; "" where nothing is. */
static struct slice data_fault(struct fixture *f, const char *schema,
                               const char *rows)
{
    const char *file = arena_format(&f->arena,
                                    "{\"resources\": [{\"name\": \"t\", "
                                    "\"path\": \"t.csv\", \"schema\": "
                                    "{\"fields\": [%s}}]}",
                                    schema)
                           .ptr;
    struct verify_report report;

    (void)put(f, "data/datapackage.json", slice_of(file));
    (void)put(f, "data/t.csv", slice_of(rows));
    (void)put(f, "manifest.sha256", SLICE(""));
    verify_folder(f, &report);
    for (size_t i = 0; i < report.faults.count; i++)
        if (!slice_equal_text(report.faults.items[i].text,
                              "is not in the manifest"))
            return report.faults.items[i].text;
    return SLICE("");
}

static void test_fields(void **state)
{
    static const struct {
        const char *schema, *rows, *fault;
    } cases[] = {
        {"{\"name\":\"a\",\"type\":\"number\"}]", "a\n1.50\n-2\n\"\"\n", ""},
        {"{\"name\":\"a\",\"type\":\"number\"}]", "a\n1\nx\n",
         "\"x\" in the column \"a\" is no number"},
        {"{\"name\":\"a\",\"type\":\"integer\"}]", "a\n-7\n1.0\n",
         "\"1.0\" in the column \"a\" is no integer"},
        {"{\"name\":\"a\",\"type\":\"date\"}]", "a\n2016-02-29\n2017-02-29\n",
         "\"2017-02-29\" in the column \"a\" is no date"},
        {"{\"name\":\"a\",\"rendir:type\":\"period\"}]",
         "a\n2017-Q4\n2017-Q5\n",
         "\"2017-Q5\" in the column \"a\" is no period"},
        {"{\"name\":\"a\",\"type\":\"blob\"}]", "a\nx\n",
         "the column \"a\" is of the type \"blob\", which is none that is "
         "checked"},
        {"{\"name\":\"a\",\"type\":\"number\",\"missingValues\":[\"n.r.\"]}]",
         "a\nn.a.\n", "\"n.a.\" in the column \"a\" is no number"},
        {"{\"name\":\"a\",\"constraints\":{\"required\":true}}]",
         "a\nx\n\"\"\n",
         "\"\" in the column \"a\" is no value, and one is required"},
        {"{\"name\":\"a\",\"constraints\":{\"unique\":true}}]", "a\nx\ny\nx\n",
         "the column \"a\" has a value twice, and is said to have each once"},
        {"{\"name\":\"a\",\"constraints\":{\"enum\":[\"x\",\"y\"]}}]",
         "a\ny\nz\n",
         "\"z\" in the column \"a\" is none of the values that are allowed"},
        {"{\"name\":\"a\",\"constraints\":{\"pattern\":\"[0-9]{2}|x\"}}]",
         "a\nx\n12\n123\n",
         "\"123\" in the column \"a\" is not of the form [0-9]{2}|x"},
        {"{\"name\":\"a\",\"constraints\":{\"pattern\":\"(a{99}){99}\"}}]",
         "a\nx\n",
         "the column \"a\" has a pattern that cannot be read: (a{99}){99}"},
        {"{\"name\":\"a\",\"type\":\"number\",\"constraints\":"
         "{\"minimum\":0,\"maximum\":\"100\"}}]",
         "a\n99\n100.5\n", "\"100.5\" in the column \"a\" is more than 100"},
        {"{\"name\":\"a\",\"type\":\"number\",\"constraints\":"
         "{\"minimum\":9}}]",
         "a\n10\n8\n", "\"8\" in the column \"a\" is less than 9"},
        {"{\"name\":\"a\",\"constraints\":{\"minLength\":2,"
         "\"maxLength\":3}}]",
         "a\n\xC3\xA9\xC3\xA9\xC3\xA9\n\xC3\xA9\n",
         "\"\xC3\xA9\" in the column \"a\" is too short"},
        {"{\"name\":\"a\"},{\"name\":\"b\"}]", "b,a\n1,2\n",
         "has the column \"b\" where the descriptor has \"a\""},
        {"{\"name\":\"a\"},{\"name\":\"b\"}]", "a\n1\n",
         "lacks the column \"b\" that the descriptor has"},
        {"{\"name\":\"a\"},{\"name\":\"b\"}],\"primaryKey\":[\"a\",\"b\"]",
         "a,b\n1,1\n11,\n1,1\n", "has the key 1 1 a second time"},
        {"{\"name\":\"a\"},{\"name\":\"b\"}],\"primaryKey\":\"c\"",
         "a,b\n1,1\n", "lacks a column of the key that the descriptor has"},
        {"{\"name\":\"a\"},{\"name\":\"up\"}],\"foreignKeys\":[{\"fields\":"
         "\"up\",\"reference\":{\"resource\":\"\",\"fields\":\"a\"}}]",
         "a,up\n1,\n2,1\n3,4\n", "refers to 4, which t does not have"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice fault = data_fault(*state, cases[i].schema, cases[i].rows);

        if (!slice_equal_text(fault, cases[i].fault))
            fail_msg("%s: " SLICE_FORMAT, cases[i].schema, SLICE_ARGS(fault));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_fields, fixture_new, fixture_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
