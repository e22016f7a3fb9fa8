/*
 * The 97 files of nasty-frictionless: each is read as another reader reads it,
 * or refused at the place where it is wrong; nothing is dropped in silence.
 * What is to come out stands in nasty.expected.
 */
#include "../unit/input_help.h"

#include "base/digest.h"
#include "input/locate.h"
#include "input/record.h"

#define EXPECTED "tests/realdata/nasty.expected"
#define CELL_END "\x1f"
#define ROW_END "\x1e"
#define DIGEST_SHOWN 16

/* Rows and columns of one file, and a digest of every cell. */
struct reading {
    struct buf cells;
    size_t columns;
    size_t rows;
};

static void add_row(struct reading *reading, const struct slice *cells,
                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_slice(&reading->cells, cells[i]);
        buf_add_text(&reading->cells, CELL_END);
    }
    buf_add_text(&reading->cells, ROW_END);
}

static bool take_header(void *context, const struct table_header *header)
{
    struct reading *reading = context;

    reading->columns = header->count;
    if (header->names != NULL)
        add_row(reading, header->names, header->count);
    return true;
}

static bool take_records(void *context, const struct record_batch *batch)
{
    struct reading *reading = context;

    for (size_t i = 0; i < batch->record_count; i++)
        add_row(reading, batch->cells + i * batch->column_count,
                batch->column_count);
    reading->rows += batch->record_count;
    return true;
}

/* "delimiter=; comment=#": how the file says it is written; "-" = as usual. */
static struct dialect dialect_of(struct slice text)
{
    struct dialect dialect = DIALECT_DEFAULT;

    while (text.len > 0) {
        struct slice value = slice_next(&text, ' ');
        struct slice name = slice_next(&value, '=');

        if (slice_equal_text(name, "delimiter"))
            dialect.delimiter =
                slice_equal_text(value, "tab") ? '\t' : value.ptr[0];
        else if (slice_equal_text(name, "quote"))
            dialect.quote = slice_equal_text(value, "none") ? 0 : value.ptr[0];
        else if (slice_equal_text(name, "comment"))
            dialect.comment = value.ptr[0];
        else if (slice_equal_text(name, "skip"))
            dialect.skip_rows = (uint32_t)(value.ptr[0] - '0');
        else if (slice_equal_text(name, "encoding"))
            dialect.encoding = value;
        else if (slice_equal_text(name, "noheader"))
            dialect.has_header = false;
        else
            assert_true(slice_equal_text(name, "-"));
    }
    return dialect;
}

/* "F110:10 F110:12": codes and lines; of bytes that are no text, the byte. */
static void add_findings(struct buf *out, struct world *world,
                         const char *folder)
{
    struct locator locator;

    diagnostics_sort(&world->diagnostics);
    locator_init(&locator, &world->sources, folder);
    for (size_t i = 0; i < world->diagnostics.count; i++) {
        const struct finding *finding = &world->diagnostics.items[i];
        struct location at = locator_find(&locator, finding->place);

        buf_add_format(out, "%s%s:%u", i > 0 ? " " : "",
                       diag_info(finding->id)->code, at.line);
        if (finding->id == DIAG_ENCODING_INVALID)
            buf_add_format(out, "@byte-" SLICE_FORMAT "-line-" SLICE_FORMAT,
                           SLICE_ARGS(finding->args[0]),
                           SLICE_ARGS(finding->args[1]));
    }
    locator_release(&locator);
    if (world->diagnostics.count == 0)
        buf_add_char(out, '-');
}

static void add_cells(struct buf *out, const struct reading *reading,
                      const struct table_count *count,
                      const uint8_t digest[DIGEST_SIZE])
{
    char hex[DIGEST_HEX_SIZE];

    digest_hex(digest, hex);
    buf_add_format(out, "%zu\t%zu\t%u\t%u\t%.*s\t", reading->rows,
                   reading->columns, count->blank_lines,
                   count->comment_rows + count->skipped_rows, DIGEST_SHOWN,
                   hex);
}

/* The line of nasty.expected that this reading makes, from its third part. */
static void read_nasty(struct buf *out, const char *folder, struct slice name,
                       struct slice dialect_text)
{
    struct world world;
    struct reading reading = {BUF_INIT, 0, 0};
    struct table_reader reader = {&reading, take_header, take_records};
    struct dialect dialect = dialect_of(dialect_text);
    struct table_count count;
    uint8_t digest[DIGEST_SIZE];
    struct slice path;
    uint16_t source;
    bool is_whole;

    world_init(&world);
    path = arena_format(&world.arena, "%s/" SLICE_FORMAT, folder,
                        SLICE_ARGS(name));
    is_whole = table_read(&world.sources, &world.diagnostics, path.ptr, name,
                          &dialect, &reader, &count, &source);
    digest_bytes(buf_slice(&reading.cells), digest);
    buf_release(&reading.cells);
    if (is_whole)
        add_cells(out, &reading, &count, digest);
    else
        buf_add_text(out, "-\t-\t-\t-\t-\t");
    add_findings(out, &world, folder);
    /* Every row is delivered or refused, and each refusal has a finding. */
    if (is_whole)
        assert_int_equal(count.records, reading.rows);
    world_release(&world);
}

static const char *nasty_folder(struct arena *arena)
{
    const char *shared = getenv("RENDIR_SHARED");

    return arena_format(arena, "%s/realdata/nasty-frictionless",
                        shared != NULL ? shared : "../shared")
        .ptr;
}

static size_t count_files(struct arena *arena, const char *folder)
{
    struct names names = {NULL, 0, 0};
    size_t count = 0;

    if (!file_is_folder(folder))
        return 0;
    assert_true(folder_list(arena, folder, &names));
    for (size_t i = 0; i < names.count; i++)
        count += !slice_equal_text(names.items[i], "LICENSE.md");
    return count;
}

static void check_line(const char *folder, struct slice line)
{
    struct slice expected = line;
    struct slice name = slice_next(&expected, '\t');
    struct slice dialect = slice_next(&expected, '\t');
    struct buf found = BUF_INIT;

    read_nasty(&found, folder, name, dialect);
    if (!slice_equal(expected, buf_slice(&found)))
        fail_msg(SLICE_FORMAT " (" SLICE_FORMAT "):\nexpected " SLICE_FORMAT
                              "\nfound    " SLICE_FORMAT,
                 SLICE_ARGS(name), SLICE_ARGS(dialect), SLICE_ARGS(expected),
                 SLICE_ARGS(buf_slice(&found)));
    buf_release(&found);
}

static void each_is_read_or_refused(void **state)
{
    struct arena arena;
    const char *folder;
    struct slice rest, last = {NULL, 0};
    size_t files, seen = 0;

    (void)state;
    arena_init(&arena);
    folder = nasty_folder(&arena);
    files = count_files(&arena, folder);
    if (files == 0) {
        arena_release(&arena);
        skip();
    }
    assert_true(file_read(&arena, EXPECTED, &rest));
    while (rest.len > 0) {
        struct slice line = slice_next(&rest, '\n');
        struct slice after = line;
        struct slice name = slice_next(&after, '\t');

        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        seen += !slice_equal(name, last);
        last = name;
        check_line(folder, line);
    }
    assert_int_equal(seen, files);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_read_or_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
