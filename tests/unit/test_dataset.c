#include <unistd.h>

#include "folder_help.h"
#include "json_help.h"
#include "leak_help.h"

#include "base/digest.h"
#include "input/tree.h"
#include "publish/dataset.h"

struct press {
    struct fixture at;
    struct sources sources;
    struct portal *portal;
};

static const char settings[] =
    "name: {es: Prueba, en: Trial}\n"
    "publisher: Office\n"
    "languages: [{path: es, locale: es-GT}, {path: en, locale: en-US}]\n"
    "cut_off: 2025-06-30\n"
    "licence: {name: CC BY 4.0, url: \"https://example.org/by\"}\n"
    "release: 2025-06\n"
    "stages:\n"
    "  - {id: current, label: {es: Vigente, en: Current}}\n"
    "  - {id: accrued, label: {es: Devengado, en: Accrued}}\n";

static const char package[] =
    "{'name':'trial','resources':["
    "{'name':'execution','path':'execution.csv','role':'execution',"
    "'slices':['institution'],'period':'2025','publish':'source',"
    "'status':'disputed','title':'Money','measure':{'currency':'GTQ'},"
    "'exclude':[{'field':'note','equals':['memo'],'reason':'twice'}],"
    "'schema':{'fields':[{'name':'note','role':'note'},"
    "{'name':'current','type':'number','role':'amount','stage':'current',"
    "'decimalChar':',','groupChar':'.'},"
    "{'name':'accrued','type':'number','role':'amount','stage':'accrued',"
    "'missing':{'':'empty','n.d.':'not-reported','-':'not-applicable'}},"
    "{'name':'who','role':'dimension','dimension':'institution'}]}},"
    "{'name':'people','path':'people.csv','role':'register',"
    "'publish':'source','schema':{'primaryKey':'id','fields':["
    "{'name':'id','role':'code'},{'name':'label','role':'label','lang':'en'},"
    "{'name':'phone','personal':true}]}},"
    "{'name':'secret','path':'people.csv','role':'register','publish':'none',"
    "'schema':{'fields':[{'name':'id','role':'code'},"
    "{'name':'label','role':'label'},{'name':'phone','role':'note'}]}},"
    "{'name':'payroll','path':'payroll.csv','role':'execution',"
    "'slices':['institution'],'publish':'aggregate','schema':{'fields':["
    "{'name':'month','role':'period'},"
    "{'name':'who','role':'dimension','dimension':'institution'},"
    "{'name':'accrued','type':'number','role':'amount','stage':'accrued',"
    "'missing':{'n.d.':'not-reported'}}]}}]}";

static const char execution[] = "note,current,accrued,who\n"
                                "\"a, b\",\"1.234,50\",7,01\n"
                                "memo,\"9,00\",9,01\n"
                                "\"two\nlines\",\"0,00\",n.d.,\n"
                                ",\"-5,1\",-,02\n"
                                ",\"5\",,02\n";
static const char people[] = "id,label,phone\nP1,Ana,555\n";
static const char payroll[] = "month,who,accrued\n2025-01,01,10.5\n"
                              "2025-01,01,2\n2025-02,01,n.d.\n2025-02,,4\n";

#define PO_HEAD                                                                \
    "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"

static const char english[] = PO_HEAD;
static const char spanish[] =
    PO_HEAD "\nmsgid \"Disputed: other sources state something else.\"\n"
            "msgstr \"En disputa.\"\n";

static int setup(void **state)
{
    struct press *f = calloc(1, sizeof(*f));

    *state = f;
    if (f == NULL || !fixture_init(&f->at))
        return -1;
    sources_init(&f->sources, &f->at.arena);
    (void)put(&f->at, "content/trial/portal.yaml", slice_of(settings));
    (void)put(&f->at, "data/trial/datapackage.json",
              slice_of(json_of(&f->at.arena, package)));
    (void)put(&f->at, "data/trial/execution.csv", slice_of(execution));
    (void)put(&f->at, "data/trial/people.csv", slice_of(people));
    (void)put(&f->at, "data/trial/payroll.csv", slice_of(payroll));
    (void)put(&f->at, "templates/i18n/es.po", slice_of(spanish));
    (void)put(&f->at, "templates/i18n/en.po", slice_of(english));
    return 0;
}

static void load(struct press *f)
{
    const struct portal_paths paths = {
        f->at.folder, SLICE("trial"),
        arena_format(&f->at.arena, "%s/templates/i18n", f->at.folder).ptr, 0};

    f->portal =
        portal_load(&f->at.arena, &f->sources, &f->at.diagnostics, &paths);
    assert_non_null(f->portal);
    for (size_t i = 0; i < f->at.diagnostics.count; i++)
        if (f->at.diagnostics.items[i].level == DIAG_FATAL)
            fail_msg("%s: %s", diag_info(f->at.diagnostics.items[i].id)->code,
                     f->at.diagnostics.items[i].args[0].ptr);
}

static bool publish(struct press *f, const char *base_url)
{
    const struct publish_options options = {.workspace = f->at.folder,
                                            .base_url = slice_of(base_url),
                                            .threads = 2};
    struct root *root = root_begin(f->at.site, &f->at.diagnostics);
    struct publishing *datasets;
    struct root_report report;
    bool done;

    assert_non_null(root);
    datasets = datasets_new(root, f->portal, &options);
    done = datasets_write(datasets) && datasets_finish(datasets);
    datasets_free(datasets);
    if (done)
        return root_publish(root, &report);
    root_abandon(root);
    return false;
}

static const char *read_file(struct press *f, const char *path)
{
    struct slice bytes;

    if (!file_read(
            &f->at.arena,
            arena_format(&f->at.arena, "%s/data/%s", f->at.site, path).ptr,
            &bytes))
        return "(no file)";
    return bytes.ptr;
}

static const struct node *descriptor(struct press *f)
{
    const struct node *root = json_read(
        &f->at.arena, &f->sources, &f->at.diagnostics,
        arena_format(&f->at.arena, "%s/data/datapackage.json", f->at.site).ptr,
        SLICE("site"));

    assert_non_null(root);
    return root;
}

/* The item of a list of maps with this `name`. */
static const struct node *named(const struct node *list, const char *name)
{
    assert_non_null(list);
    for (const struct node *n = list->first; n; n = n->next)
        if (slice_equal_text(node_text(n, "name"), name))
            return n;
    return NULL;
}

static const struct node *resource(struct press *f, const char *name)
{
    return named(node_get(descriptor(f), "resources"), name);
}

static const struct node *field(struct press *f, const char *name,
                                const char *column)
{
    return named(node_get(node_get(resource(f, name), "schema"), "fields"),
                 column);
}

static void assert_text(const struct node *map, const char *key,
                        const char *text)
{
    assert_string_equal(node_text(map, key).ptr ? node_text(map, key).ptr : "",
                        text);
}

/* Dimensions, period, amounts, the rest; digits as written; marks; lines. */
static void test_csv(void **state)
{
    struct press *f = *state;

    load(f);
    assert_true(publish(f, NULL));
    assert_string_equal(
        read_file(f, "execution.csv"),
        "institution,period,current,accrued,note,source_file,source_row\r\n"
        "01,2025,1234.50,7,\"a, b\",data/trial/execution.csv,2\r\n"
        ",2025,0.00,n.r.,\"two\nlines\",data/trial/execution.csv,4\r\n"
        "02,2025,-5.1,n.a.,,data/trial/execution.csv,6\r\n"
        "02,2025,5,,,data/trial/execution.csv,7\r\n");
}

static void test_json(void **state)
{
    struct press *f = *state;

    load(f);
    assert_true(publish(f, NULL));
    assert_string_equal(
        read_file(f, "execution.json"),
        "[{\"institution\":\"01\",\"period\":\"2025\",\"current\":1234.50,"
        "\"accrued\":7,\"note\":\"a, b\","
        "\"source_file\":\"data/trial/execution.csv\",\"source_row\":2},"
        "{\"institution\":null,\"period\":\"2025\",\"current\":0.00,"
        "\"accrued\":\"n.r.\",\"note\":\"two\\nlines\","
        "\"source_file\":\"data/trial/execution.csv\",\"source_row\":4},"
        "{\"institution\":\"02\",\"period\":\"2025\",\"current\":-5.1,"
        "\"accrued\":\"n.a.\",\"note\":null,"
        "\"source_file\":\"data/trial/execution.csv\",\"source_row\":6},"
        "{\"institution\":\"02\",\"period\":\"2025\",\"current\":5,"
        "\"accrued\":null,\"note\":null,"
        "\"source_file\":\"data/trial/execution.csv\",\"source_row\":7}]");
}

static void test_personal(void **state)
{
    struct press *f = *state;

    load(f);
    assert_true(publish(f, NULL));
    assert_string_equal(read_file(f, "people.csv"),
                        "code,label_en,source_file,source_row\r\n"
                        "P1,Ana,data/trial/people.csv,2\r\n");
    assert_string_equal(read_file(f, "source/people.csv"), "(no file)");
    assert_non_null(node_get(resource(f, "people"), "rendir:withheld"));
    assert_null(field(f, "people", "phone"));
}

static void test_none(void **state)
{
    struct press *f = *state;
    const struct node *withheld;

    load(f);
    assert_true(publish(f, NULL));
    assert_string_equal(read_file(f, "secret.csv"), "(no file)");
    assert_null(resource(f, "secret"));
    withheld = node_get(descriptor(f), "rendir:withheld");
    assert_non_null(withheld);
    assert_true(slice_equal_text(withheld->first->text, "secret"));
}

/* 10.5 + 2; nothing reported in February; one row has no institution. */
static void test_aggregate(void **state)
{
    struct press *f = *state;

    load(f);
    assert_true(publish(f, NULL));
    assert_string_equal(read_file(f, "payroll.csv"),
                        "dimension,code,period,accrued\r\n"
                        "all,,2025-01,12.5\r\n"
                        "all,,2025-02,4.0\r\n"
                        "institution,01,2025-01,12.5\r\n"
                        "institution,01,2025-02,n.r.\r\n"
                        "institution,,2025-02,4.0\r\n");
    assert_text(resource(f, "payroll"), "rendir:publish", "aggregate");
}

static void test_source(void **state)
{
    struct press *f = *state;

    load(f);
    assert_true(publish(f, NULL));
    assert_string_equal(read_file(f, "source/execution.csv"), execution);
}

/* The rows of each code; the row without one is in the whole file alone. */
static void test_slices(void **state)
{
    struct press *f = *state;
    const struct node *slices;

    load(f);
    assert_true(publish(f, NULL));
    assert_string_equal(
        read_file(f, "institutions/01.execution.csv"),
        "institution,period,current,accrued,note,source_file,source_row\r\n"
        "01,2025,1234.50,7,\"a, b\",data/trial/execution.csv,2\r\n");
    assert_string_equal(
        read_file(f, "institutions/02.execution.csv"),
        "institution,period,current,accrued,note,source_file,source_row\r\n"
        "02,2025,-5.1,n.a.,,data/trial/execution.csv,6\r\n"
        "02,2025,5,,,data/trial/execution.csv,7\r\n");
    slices = node_get(resource(f, "execution"), "rendir:slices");
    assert_non_null(slices);
    assert_int_equal(slices->count, 1);
    assert_text(slices->first, "dimension", "institution");
    assert_text(slices->first, "path", "institutions/{code}.execution.csv");
    assert_text(slices->first, "files", "2");
    assert_text(slices->first, "rows", "3");
}

/* Declared, but its rows do not leave. */
static void test_no_slices(void **state)
{
    struct press *f = *state;

    load(f);
    assert_true(publish(f, NULL));
    assert_string_equal(read_file(f, "institutions/01.payroll.csv"),
                        "(no file)");
    assert_null(node_get(resource(f, "payroll"), "rendir:slices"));
}

static void test_package(void **state)
{
    struct press *f = *state;
    const struct node *root;

    load(f);
    assert_true(publish(f, "https://example.org/trial/"));
    root = descriptor(f);
    assert_text(root, "$schema",
                "https://datapackage.org/profiles/2.0/datapackage.json");
    assert_text(root, "name", "trial");
    assert_text(root, "title", "Prueba");
    assert_text(node_get(root, "rendir:titles"), "en", "Trial");
    assert_text(root, "homepage", "https://example.org/trial/");
    assert_text(root, "version", "2025-06");
    assert_text(root, "rendir:cut_off", "2025-06-30");
    assert_null(node_get(root, "created"));
    assert_text(node_get(root, "licenses")->first, "name", "CC-BY-4.0");
}

static void test_resource(void **state)
{
    struct press *f = *state;
    const struct node *execution_node;
    char expected[72];
    char hex[DIGEST_HEX_SIZE];
    uint8_t digest[DIGEST_SIZE];
    const char *csv;

    load(f);
    assert_true(publish(f, NULL));
    csv = read_file(f, "execution.csv");
    digest_bytes(slice_of(csv), digest);
    digest_hex(digest, hex);
    (void)snprintf(expected, sizeof(expected), "sha256:%s", hex);
    execution_node = resource(f, "execution");
    assert_text(execution_node, "path", "execution.csv");
    assert_text(execution_node, "mediatype", "text/csv");
    assert_text(execution_node, "hash", expected);
    assert_int_equal(atoi(node_text(execution_node, "bytes").ptr), strlen(csv));
    assert_text(execution_node, "rendir:status", "disputed");
    assert_text(execution_node, "rendir:rows", "4");
    assert_text(execution_node, "description", "En disputa.");
    assert_text(node_get(execution_node, "rendir:descriptions"), "en",
                "Disputed: other sources state something else.");
    assert_text(node_get(execution_node, "rendir:json"), "path",
                "execution.json");
    assert_true(slice_equal_text(
        node_get(node_get(resource(f, "people"), "schema"), "primaryKey")
            ->first->text,
        "code"));
}

static void test_fields(void **state)
{
    struct press *f = *state;
    const struct node *marks;

    load(f);
    assert_true(publish(f, NULL));
    assert_text(field(f, "execution", "institution"), "columnType",
                "administrative-classification:generic:code");
    assert_text(field(f, "execution", "accrued"), "type", "number");
    assert_text(field(f, "execution", "accrued"), "title", "Devengado");
    assert_text(field(f, "execution", "accrued"), "columnType", "value");
    assert_text(field(f, "execution", "accrued"), "rendir:currency", "GTQ");
    marks = node_get(field(f, "execution", "accrued"), "missingValues");
    assert_int_equal(marks->count, 3);
    assert_text(marks->first->next, "value", "n.r.");
    assert_text(marks->first->next, "label", "not reported");
    assert_null(node_get(field(f, "execution", "current"), "missingValues"));
    assert_text(field(f, "people", "label_en"), "rendir:language", "en");
}

/* The file is another one when it is read again: nothing may be published. */
static void test_changed_source(void **state)
{
    struct press *f = *state;
    const char *path =
        arena_format(&f->at.arena, "%s/data/trial/execution.csv", f->at.folder)
            .ptr;

    load(f);
    assert_int_equal(unlink(path), 0);
    (void)put(&f->at, "data/trial/execution.csv",
              SLICE("note,current,accrued,who\n"));
    assert_false(publish(f, NULL));
    assert_int_equal(f->at.diagnostics.items[f->at.diagnostics.count - 1].id,
                     DIAG_SOURCE_CHANGED);
    assert_false(file_exists(f->at.site));
}

static void test_json_limit(void **state)
{
    struct file_account file = {.rows = TABLE_JSON_ROWS_MAX};
    struct table table = {.role = ROLE_EXECUTION};

    (void)state;
    table.files.items = &file;
    table.files.count = 1;
    assert_true(table_has_json(&table));
    file.rows++;
    assert_true(table_is_published(&table));
    assert_false(table_has_json(&table));
    table.publish = PUBLISH_AGGREGATE;
    assert_false(table_is_published(&table));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_csv),        TEST(test_json),      TEST(test_personal),
        TEST(test_none),       TEST(test_aggregate), TEST(test_source),
        TEST(test_slices),     TEST(test_no_slices), TEST(test_package),
        TEST(test_resource),   TEST(test_fields),    TEST(test_changed_source),
        TEST(test_json_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
