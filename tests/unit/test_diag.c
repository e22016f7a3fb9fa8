#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/pool.h"

#define REPORTS 2000

static struct diagnostics diagnostics;

static int setup(void **state)
{
    (void)state;
    diagnostics_init(&diagnostics);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    diagnostics_release(&diagnostics);
    return 0;
}

static struct place place_at(uint16_t source, uint32_t record, uint16_t field)
{
    return (struct place){source, field, record};
}

static void test_catalogue(void **state)
{
    enum diag_id id;

    (void)state;
    assert_string_equal(diag_info(DIAG_FILE_MISSING)->name, "file-missing");
    assert_string_equal(diag_info(DIAG_FILE_MISSING)->code, "F101");
    assert_int_equal(diag_info(DIAG_FILE_MISSING)->level, DIAG_FATAL);
    assert_true(diag_find(SLICE("F102"), &id));
    assert_int_equal(id, DIAG_FILE_UNREADABLE);
    assert_true(diag_find(SLICE("file-missing"), &id));
    assert_int_equal(id, DIAG_FILE_MISSING);
    assert_false(diag_find(SLICE("FILE_MISSING"), &id));
    assert_false(diag_find(SLICE(""), &id));
    assert_string_equal(diag_level_name(DIAG_NOTE), "note");
    assert_string_equal(diag_level_name(DIAG_WARNING), "warning");
    assert_string_equal(diag_level_name(DIAG_FATAL), "fatal");
}

/* A code begins with its level; no code and no name comes twice. */
static void test_catalogue_is_consistent(void **state)
{
    (void)state;
    for (size_t i = 0; i < DIAG_COUNT; i++) {
        const struct diag_info *info = diag_info((enum diag_id)i);
        enum diag_id id;

        assert_int_equal(strlen(info->code), 4);
        assert_int_equal(info->code[0], "NWF"[info->level]);
        assert_true(diag_find(slice_of(info->code), &id));
        assert_int_equal(id, i);
        assert_true(diag_find(slice_of(info->name), &id));
        assert_int_equal(id, i);
    }
}

static void test_arguments_are_copied(void **state)
{
    char name[] = "a.csv";
    struct slice arg = slice_of(name);
    struct finding *finding;

    (void)state;
    finding = diag_add(&diagnostics, DIAG_FILE_MISSING, place_at(1, 2, 3), arg);
    name[0] = 'z';
    assert_true(slice_equal_text(finding->args[0], "a.csv"));
    assert_int_equal(finding->args[1].len, 0);
    assert_int_equal(finding->level, DIAG_FATAL);
    assert_int_equal(finding->other.source, 0);
    assert_int_equal(finding->accepted.len, 0);
    (void)diag_report(&diagnostics, DIAG_FILE_MISSING, place_at(0, 0, 0), NULL,
                      0);
    assert_int_equal(diagnostics_count(&diagnostics, DIAG_FATAL), 2);
    assert_int_equal(diagnostics_count(&diagnostics, DIAG_NOTE), 0);
}

static void test_second_place(void **state)
{
    (void)state;
    diag_add_pair(&diagnostics, DIAG_FILE_MISSING, place_at(1, 2, 3),
                  place_at(4, 5, 6), SLICE("x"));
    assert_int_equal(diagnostics.items[0].place.source, 1);
    assert_int_equal(diagnostics.items[0].other.source, 4);
    assert_int_equal(diagnostics.items[0].other.record, 5);
    assert_int_equal(diagnostics.items[0].other.field, 6);
}

static void test_sentence(void **state)
{
    struct finding finding = {.args = {SLICE_INIT("a\nb"), SLICE_INIT("{0}")}};
    struct buf buf = BUF_INIT;

    (void)state;
    finding_write(&buf, &finding, SLICE("{1}, {0}; {4}{5}{x} {"));
    /* Arguments are one line and are not looked into. */
    assert_string_equal(buf.ptr, "{0}, a\xEF\xBF\xBD"
                                 "b; {5}{x} {");
    buf_release(&buf);
}

static void test_order(void **state)
{
    static const struct {
        struct place place;
        enum diag_id id;
        const char *arg;
    } sorted[] = {
        {{1, 1, 1}, DIAG_FILE_MISSING, "a"},
        {{1, 1, 1}, DIAG_FILE_MISSING, "b"},
        {{1, 1, 1}, DIAG_FILE_UNREADABLE, "a"},
        {{1, 2, 1}, DIAG_FILE_MISSING, "a"},
        {{1, 0, 2}, DIAG_FILE_MISSING, "a"},
        {{2, 0, 0}, DIAG_FILE_MISSING, "a"},
    };

    (void)state;
    for (size_t i = COUNT_OF(sorted); i-- > 0;)
        (void)diag_add(&diagnostics, sorted[i].id, sorted[i].place,
                       slice_of(sorted[i].arg));
    diagnostics_sort(&diagnostics);
    for (size_t i = 0; i < COUNT_OF(sorted); i++) {
        const struct finding *finding = &diagnostics.items[i];

        assert_memory_equal(&finding->place, &sorted[i].place,
                            sizeof(finding->place));
        assert_int_equal(finding->id, sorted[i].id);
        assert_true(slice_equal_text(finding->args[0], sorted[i].arg));
    }
}

static void report_one(void *context, size_t index, unsigned worker)
{
    struct place place = place_at(1, (uint32_t)index, 0);

    (void)worker;
    diag_add_pair((struct diagnostics *)context, DIAG_FILE_MISSING, place,
                  place, SLICE("x"));
}

static void test_reports_of_several_threads(void **state)
{
    (void)state;
    pool_run(4, REPORTS, report_one, &diagnostics);
    assert_int_equal(diagnostics.count, REPORTS);
    diagnostics_sort(&diagnostics);
    for (size_t i = 0; i < REPORTS; i++) {
        assert_int_equal(diagnostics.items[i].place.record, i);
        assert_int_equal(diagnostics.items[i].other.record, i);
    }
}

static void test_lines_of_sources(void **state)
{
    struct arena arena;
    struct sources sources;
    struct source *table;
    struct line_step first = {3, 2}, second = {7, 5};
    uint16_t number;

    (void)state;
    arena_init(&arena);
    sources_init(&sources, &arena);
    assert_null(sources_get(&sources, 0));
    assert_int_equal(sources_add(&sources, SLICE("a.yaml"), SOURCE_TEXT), 1);
    number = sources_add(&sources, SLICE("b.csv"), SOURCE_TABLE);
    assert_int_equal(number, 2);
    assert_null(sources_get(&sources, 3));
    table = sources_get(&sources, number);
    assert_true(slice_equal_text(table->path, "b.csv"));
    assert_int_equal(source_line(sources_get(&sources, 1), 9), 9);
    assert_int_equal(source_line(table, 0), 1);
    ARENA_PUSH(&arena, &table->steps, first);
    ARENA_PUSH(&arena, &table->steps, second);
    assert_int_equal(source_line(table, 2), 3);
    assert_int_equal(source_line(table, 3), 5);
    assert_int_equal(source_line(table, 6), 8);
    assert_int_equal(source_line(table, 7), 12);
    assert_int_equal(source_line(table, 100), 105);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogue),
        cmocka_unit_test(test_catalogue_is_consistent),
        cmocka_unit_test_setup_teardown(test_arguments_are_copied, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_second_place, setup, teardown),
        cmocka_unit_test(test_sentence),
        cmocka_unit_test_setup_teardown(test_order, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reports_of_several_threads, setup,
                                        teardown),
        cmocka_unit_test(test_lines_of_sources),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
