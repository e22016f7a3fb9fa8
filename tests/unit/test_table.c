#include "input_help.h"

#include "input/record.h"
#include "input/tree.h"

#define LIT(text) ((struct slice){(text), sizeof(text) - 1})

struct record_log {
    struct buf text;
    size_t stop_after; /* records, 0 = never */
    size_t records;
};

static bool log_header(void *context, const struct table_header *header)
{
    struct record_log *log = context;

    buf_add_format(&log->text, "%zu:", header->count);
    for (size_t i = 0; header->names && i < header->count; i++)
        buf_add_format(&log->text, "[" SLICE_FORMAT "]",
                       SLICE_ARGS(header->names[i]));
    buf_add_char(&log->text, '\n');
    return true;
}

static bool log_records(void *context, const struct record_batch *batch)
{
    struct record_log *log = context;

    for (size_t row = 0; row < batch->record_count; row++) {
        buf_add_format(&log->text, "%zu ", batch->first + row);
        for (size_t i = 0; i < batch->column_count; i++)
            buf_add_format(
                &log->text, "[" SLICE_FORMAT "]",
                SLICE_ARGS(batch->cells[row * batch->column_count + i]));
        buf_add_char(&log->text, '\n');
        log->records++;
    }
    return log->stop_after == 0 || log->records < log->stop_after;
}

struct outcome {
    bool ok;
    struct slice log;
    struct table_count count;
    const struct source *source;
};

static struct outcome read_file(struct world *world, const char *path,
                                const struct dialect *dialect)
{
    struct record_log log = {BUF_INIT, 0, 0};
    struct table_reader reader = {&log, log_header, log_records};
    struct outcome outcome;
    uint16_t source;

    outcome.ok = table_read(&world->sources, &world->diagnostics, path,
                            SLICE("data/t.csv"), dialect, &reader,
                            &outcome.count, &source);
    outcome.source = sources_get(&world->sources, source);
    outcome.log = arena_copy(&world->arena, buf_slice(&log.text));
    buf_release(&log.text);
    return outcome;
}

static struct outcome read_bytes(struct world *world, struct slice bytes,
                                 struct dialect dialect)
{
    world_write(world, bytes);
    return read_file(world, world->path, &dialect);
}

static const struct dialect plain = DIALECT_DEFAULT;

static void reads_cells_as_they_are(void **state)
{
    struct world world;
    struct outcome got;

    (void)state;
    world_init(&world);
    got = read_bytes(
        &world, LIT("a, b ,c\n  x ,\ty, \"\"\"q\"\" , z\"\n,,\n1,\"2\n3\",4"),
        plain);
    /* A blank before a quote makes the quote a stray one (RFC 4180, 2.5). */
    assert_findings("F109 1:3 a quote in line 2 neither begins nor ends a "
                    "field; the row was refused\n");
    assert_true(got.ok);
    assert_text(got.log, "3:[a][ b ][c]\n2 [][][]\n3 [1][2\n3][4]\n");
    assert_int_equal(got.count.records, 2);
    assert_int_equal(got.count.refused_rows, 1);
    world_release(&world);

    world_init(&world);
    got = read_bytes(&world, LIT("a,b\r\n  x ,\"\"\"q\"\" , z\"\r\n"), plain);
    assert_findings("");
    assert_text(got.log, "2:[a][b]\n1 [  x ][\"q\" , z]\n");
    world_release(&world);
}

static void counts_what_is_no_record(void **state)
{
    struct world world;
    struct outcome got;
    struct dialect dialect = DIALECT_DEFAULT;

    (void)state;
    world_init(&world);
    dialect.skip_rows = 2;
    dialect.comment = '#';
    got = read_bytes(&world,
                     LIT("Title \"open\n\n#c\n\na,b\n\n1,2\r\n\r\n#x\n\"3\n\n"
                         "#\",4\n5,6\n\n\n7,8\n"),
                     dialect);
    assert_findings("");
    assert_text(got.log, "2:[a][b]\n1 [1][2]\n2 [3\n\n#][4]\n3 [5][6]\n"
                         "4 [7][8]\n");
    assert_int_equal(got.count.records, 4);
    assert_int_equal(got.count.skipped_rows, 2);
    assert_int_equal(got.count.comment_rows, 2);
    assert_int_equal(got.count.blank_lines, 5);
    /* counted by hand in the text above */
    assert_int_equal(source_line(got.source, 0), 5);
    assert_int_equal(source_line(got.source, 1), 7);
    assert_int_equal(source_line(got.source, 2), 10);
    assert_int_equal(source_line(got.source, 3), 13);
    assert_int_equal(source_line(got.source, 4), 16);
    world_release(&world);
}

static void keeps_lines_without_header(void **state)
{
    struct world world;
    struct outcome got;
    struct dialect dialect = DIALECT_DEFAULT;

    (void)state;
    world_init(&world);
    dialect.has_header = false;
    dialect.delimiter = ';';
    dialect.quote = 0;
    got = read_bytes(&world, LIT("1;\"2\"\r3;4\r\r5;6"), dialect);
    assert_findings("");
    assert_text(got.log, "2:\n1 [1][\"2\"]\n2 [3][4]\n3 [5][6]\n");
    assert_int_equal(source_line(got.source, 1), 1);
    assert_int_equal(source_line(got.source, 2), 2);
    assert_int_equal(source_line(got.source, 3), 4);
    world_release(&world);
}

static void refuses_ragged_rows(void **state)
{
    struct world world;
    struct outcome got;

    (void)state;
    world_init(&world);
    got = read_bytes(&world, LIT("a,b\n1,2\n3\n4,5,6\n7,8\n"), plain);
    assert_findings(
        "F110 2:0 the row has 1 cells where 2 are expected; it was refused\n"
        "F110 3:0 the row has 3 cells where 2 are expected; it was refused\n");
    assert_true(got.ok);
    assert_text(got.log, "2:[a][b]\n1 [1][2]\n4 [7][8]\n");
    assert_int_equal(got.count.refused_rows, 2);
    assert_int_equal(got.count.records, 2);
    assert_int_equal(source_line(got.source, 3), 4);
    world_release(&world);
}

static void refuses_an_open_quote(void **state)
{
    struct world world;
    struct outcome got;

    (void)state;
    world_init(&world);
    got = read_bytes(&world, LIT("a,b\n1,2\n3,\"4\n5,6\n"), plain);
    assert_findings("F108 2:2 a quote opened in the row of line 3 is not "
                    "closed before the end of the file; the row was refused\n");
    assert_false(got.ok);
    assert_text(got.log, "2:[a][b]\n1 [1][2]\n");
    world_release(&world);
}

static void goes_on_after_a_stray_quote(void **state)
{
    struct world world;
    struct outcome got;

    (void)state;
    world_init(&world);
    got = read_bytes(&world, LIT("a,b\n1,x\"y\n2,\"z\"w\n3,4\n"), plain);
    assert_findings("F109 1:2 a quote in line 2 neither begins nor ends a "
                    "field; the row was refused\n"
                    "F109 2:2 a quote in line 3 neither begins nor ends a "
                    "field; the row was refused\n");
    assert_true(got.ok);
    assert_text(got.log, "2:[a][b]\n3 [3][4]\n");
    world_release(&world);
}

static void finds_nul_and_byte_order_mark(void **state)
{
    struct world world;
    struct outcome got;

    (void)state;
    world_init(&world);
    got = read_bytes(&world,
                     LIT("\xEF\xBB\xBF"
                         "a,b\n1,2\n3,\0004\n"),
                     plain);
    assert_findings("F107 2:0 line 3 holds a NUL byte; reading stopped there\n"
                    "N105 0:0 the file begins with a byte order mark; it was "
                    "left out\n");
    assert_false(got.ok);
    assert_text(got.log, "2:[a][b]\n1 [1][2]\n");
    world_release(&world);
}

static void refuses_files_without_rows(void **state)
{
    static const struct slice files[] = {SLICE_INIT(""), SLICE_INIT("\n\r\n"),
                                         SLICE_INIT("\xEF\xBB\xBF")};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct world world;
        struct outcome got;

        world_init(&world);
        got = read_bytes(&world, files[i], plain);
        assert_false(got.ok);
        assert_int_equal(got.log.len, 0);
        assert_int_equal(diagnostics_count(&world.diagnostics, DIAG_FATAL), 1);
        world_release(&world);
    }
}

static void says_when_a_file_cannot_be_read(void **state)
{
    struct world world;

    (void)state;
    world_init(&world);
    assert_false(read_file(&world, "/nonexistent/x.csv", &plain).ok);
    assert_false(read_file(&world, "/tmp", &plain).ok);
    assert_findings(
        "F101 0:0 data/t.csv does not exist; nothing was read from it\n"
        "F102 0:0 data/t.csv cannot be read: Is a directory\n");
    world_release(&world);
}

static void refuses_endless_rows(void **state)
{
    struct world world;
    struct buf bytes = BUF_INIT;
    struct outcome got;

    (void)state;
    world_init(&world);
    buf_add_text(&bytes, "a,b\n1,2\n3,\"");
    while (bytes.len < 17u * 1024 * 1024)
        buf_add_text(&bytes, "a long text, in lines, that is never closed\n");
    got = read_bytes(&world, buf_slice(&bytes), plain);
    assert_findings("F111 2:0 the row that begins in line 3 is longer than "
                    "16777216 bytes; reading stopped there\n");
    assert_false(got.ok);
    assert_int_equal(got.count.records, 1);
    buf_reset(&bytes);
    for (unsigned i = 0; i < 20000; i++)
        buf_add_char(&bytes, ',');
    assert_false(read_bytes(&world, buf_slice(&bytes), plain).ok);
    assert_int_equal(world.diagnostics.items[1].id, DIAG_TABLE_TOO_WIDE);
    buf_release(&bytes);
    world_release(&world);
}

static void stops_when_told(void **state)
{
    struct world world;
    struct record_log log = {BUF_INIT, 1, 0};
    struct table_reader reader = {&log, log_header, log_records};
    struct buf bytes = BUF_INIT;
    struct table_count count;
    uint16_t source;

    (void)state;
    world_init(&world);
    buf_add_text(&bytes, "a\n");
    for (unsigned i = 0; i < 1000; i++)
        buf_add_text(&bytes, "1\n");
    world_write(&world, buf_slice(&bytes));
    assert_true(table_read(&world.sources, &world.diagnostics, world.path,
                           SLICE("t"), &plain, &reader, &count, &source));
    assert_int_equal(log.records, RECORD_BATCH);
    buf_release(&log.text);
    buf_release(&bytes);
    world_release(&world);
}

/* --- csv-spectrum: twelve files, with what they mean as JSON --- */

struct spectrum {
    struct arena arena;
    struct slice *names;
    size_t name_count;
    const struct node *row; /* the next one expected */
    size_t rows;
};

static bool spectrum_header(void *context, const struct table_header *header)
{
    struct spectrum *spectrum = context;

    spectrum->names =
        ARENA_ARRAY(&spectrum->arena, header->count, struct slice);
    spectrum->name_count = header->count;
    for (size_t i = 0; i < header->count; i++)
        spectrum->names[i] = arena_copy(&spectrum->arena, header->names[i]);
    return true;
}

static bool spectrum_records(void *context, const struct record_batch *batch)
{
    struct spectrum *spectrum = context;

    for (size_t row = 0; row < batch->record_count; row++) {
        const struct slice *cells = batch->cells + row * batch->column_count;

        assert_non_null(spectrum->row);
        assert_int_equal(spectrum->row->count, batch->column_count);
        for (size_t i = 0; i < batch->column_count; i++) {
            const char *name = arena_text(&spectrum->arena, spectrum->names[i]);
            const struct node *member = node_get(spectrum->row, name);

            assert_non_null(member);
            assert_true(slice_equal(member->text, cells[i]));
        }
        spectrum->row = spectrum->row->next;
        spectrum->rows++;
    }
    return true;
}

static void check_spectrum(const char *folder, const char *name)
{
    struct world world;
    struct spectrum spectrum = {.row = NULL};
    struct table_reader reader = {&spectrum, spectrum_header, spectrum_records};
    struct dialect dialect = DIALECT_DEFAULT;
    struct table_count count;
    const struct node *expected;
    uint16_t source;
    struct slice csv, json;

    world_init(&world);
    arena_init(&spectrum.arena);
    csv = arena_format(&world.arena, "%s/csvs/%s.csv", folder, name);
    json = arena_format(&world.arena, "%s/json/%s.json", folder, name);
    expected = json_read(&world.arena, &world.sources, &world.diagnostics,
                         json.ptr, json);
    assert_non_null(expected);
    spectrum.row = expected->kind == NODE_LIST ? expected->first : expected;
    assert_true(table_read(&world.sources, &world.diagnostics, csv.ptr, csv,
                           &dialect, &reader, &count, &source));
    assert_findings("");
    assert_null(spectrum.row);
    assert_int_equal(spectrum.rows,
                     expected->kind == NODE_LIST ? expected->count : 1);
    arena_release(&spectrum.arena);
    world_release(&world);
}

/*
 * The twelfth pair has quotes inside unquoted fields, which RFC 4180 forbids
 * and we refuse; read without quoting, its cells are those of the JSON, but for
 * the telephone number, in which the two files of the suite differ.
 */
static void check_coordinates(const char *folder)
{
    struct world world;
    struct dialect dialect = DIALECT_DEFAULT;
    struct slice csv, json, line;
    const struct node *expected;
    struct outcome got;

    world_init(&world);
    csv =
        arena_format(&world.arena, "%s/csvs/location_coordinates.csv", folder);
    json =
        arena_format(&world.arena, "%s/json/location_coordinates.json", folder);
    got = read_file(&world, csv.ptr, &dialect);
    assert_int_equal(got.count.records, 0);
    assert_findings("F109 1:2 a quote in line 2 neither begins nor ends a "
                    "field; the row was refused\n");
    expected = json_read(&world.arena, &world.sources, &world.diagnostics,
                         json.ptr, json);
    assert_non_null(expected);
    dialect.quote = 0;
    got = read_file(&world, csv.ptr, &dialect);
    line = arena_format(&world.arena,
                        "1 [2095257564][" SLICE_FORMAT "][" SLICE_FORMAT
                        "][" SLICE_FORMAT "]\n",
                        SLICE_ARGS(node_text(expected, "Location Coordinates")),
                        SLICE_ARGS(node_text(expected, "Cities")),
                        SLICE_ARGS(node_text(expected, "Counties")));
    assert_true(slice_ends_with(got.log, line));
    world_release(&world);
}

static void agrees_with_csv_spectrum(void **state)
{
    static const char *const names[] = {"comma_in_quotes",
                                        "empty",
                                        "empty_crlf",
                                        "escaped_quotes",
                                        "json",
                                        "newlines",
                                        "simple",
                                        "utf8",
                                        "newlines_crlf",
                                        "quotes_and_newlines",
                                        "simple_crlf"};
    const char *shared = shared_folder("csv-spectrum");
    struct arena arena;
    const char *folder;

    (void)state;
    if (!shared)
        skip();
    arena_init(&arena);
    folder = arena_format(&arena, "%s/realdata/nasty-csv-spectrum", shared).ptr;
    if (!file_is_folder(folder)) {
        print_message("skipped: csv-spectrum (no folder %s)\n", folder);
        arena_release(&arena);
        skip();
    }
    for (size_t i = 0; i < COUNT_OF(names); i++)
        check_spectrum(folder, names[i]);
    check_coordinates(folder);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_cells_as_they_are),
        cmocka_unit_test(counts_what_is_no_record),
        cmocka_unit_test(keeps_lines_without_header),
        cmocka_unit_test(refuses_ragged_rows),
        cmocka_unit_test(refuses_an_open_quote),
        cmocka_unit_test(goes_on_after_a_stray_quote),
        cmocka_unit_test(finds_nul_and_byte_order_mark),
        cmocka_unit_test(refuses_files_without_rows),
        cmocka_unit_test(says_when_a_file_cannot_be_read),
        cmocka_unit_test(refuses_endless_rows),
        cmocka_unit_test(stops_when_told),
        cmocka_unit_test(agrees_with_csv_spectrum),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
