#include "input_help.h"

#include "input/lines.h"
#include "input/record.h"

#define LIT(text) ((struct slice){(text), sizeof(text) - 1})

static bool ignore_header(void *context, const struct table_header *header)
{
    (void)context;
    (void)header;
    return true;
}

static bool keep_cells(void *context, const struct record_batch *batch)
{
    for (size_t i = 0; i < batch->record_count * batch->column_count; i++) {
        buf_add_slice(context, batch->cells[i]);
        buf_add_char(context, '|');
    }
    return true;
}

/* The cells of a table, or what was read of it. */
static struct slice read_table(struct world *world, struct slice bytes,
                               const char *encoding, bool *ok)
{
    struct dialect dialect = DIALECT_DEFAULT;
    struct buf cells = BUF_INIT;
    struct table_reader reader = {&cells, ignore_header, keep_cells};
    struct table_count count;
    struct slice copy;
    uint16_t source;

    dialect.encoding = slice_of(encoding);
    world_write(world, bytes);
    *ok = table_read(&world->sources, &world->diagnostics, world->path,
                     SLICE("t.csv"), &dialect, &reader, &count, &source);
    copy = arena_copy(&world->arena, buf_slice(&cells));
    buf_release(&cells);
    return copy;
}

static void decodes_what_is_declared(void **state)
{
    static const struct {
        const char *encoding;
        struct slice bytes;
    } files[] = {
        {"", SLICE_INIT("a\nAño €\n")},
        {"utf-8", SLICE_INIT("a\nAño €\n")},
        {"windows-1252", SLICE_INIT("a\nA\xF1o \x80\n")},
        {"ISO-8859-15", SLICE_INIT("a\nA\xF1o \xA4\n")},
        {"UTF-16LE", SLICE_INIT("a\0\n\0A\0\xF1\0o\0 \0\xAC\x20\n\0")},
        {"UTF-16", SLICE_INIT("\xFE\xFF\0a\0\n\0A\0\xF1\0o\0 \x20\xAC\0\n")},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct world world;
        bool ok;

        world_init(&world);
        assert_text(read_table(&world, files[i].bytes, files[i].encoding, &ok),
                    "Año €|");
        assert_true(ok);
        assert_findings("");
        world_release(&world);
    }
}

static void names_the_first_invalid_byte(void **state)
{
    struct world world;
    bool ok;

    (void)state;
    world_init(&world);
    assert_text(read_table(&world, LIT("a\nb\nc\xF1\nd\n"), "", &ok), "b|");
    assert_false(ok);
    /* 0x81 is not assigned in windows-1252 */
    assert_text(
        read_table(&world, LIT("a\nb\nc\x81\nd\n"), "windows-1252", &ok), "b|");
    assert_false(ok);
    assert_text(read_table(&world, LIT("a\0\n\0b"), "UTF-16LE", &ok), "");
    assert_false(ok);
    assert_findings("F104 0:0 the byte at offset 5 (line 3) is not valid "
                    "UTF-8, as files are read that declare no \"encoding\" "
                    "(spreadsheets often write windows-1252); reading stopped "
                    "there\n"
                    "F104 0:0 the byte at offset 5 (line 3) is not valid "
                    "windows-1252; reading stopped "
                    "there\n"
                    "F104 0:0 the byte at offset 4 (line 2) is not valid "
                    "UTF-16LE; reading stopped "
                    "there\n");
    world_release(&world);
}

static void refuses_encodings_it_cannot_trust(void **state)
{
    static const char *const names[] = {"klingon", "latin1//IGNORE", "char",
                                        "../x"};
    struct world world;
    bool ok;

    (void)state;
    world_init(&world);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        (void)read_table(&world, LIT("a\nb\n"), names[i], &ok);
        assert_false(ok);
        assert_int_equal(world.diagnostics.items[i].id, DIAG_ENCODING_UNKNOWN);
    }
    (void)read_table(&world,
                     LIT("\xEF\xBB\xBF"
                         "a\nb\n"),
                     "latin1", &ok);
    assert_false(ok);
    assert_int_equal(world.diagnostics.items[4].id, DIAG_ENCODING_CONTRADICTED);
    world_release(&world);
}

/* Characters and line ends cut by the end of a piece that is read at once. */
static void survives_cuts_at_every_place(void **state)
{
    struct world world;
    struct buf bytes = BUF_INIT;

    (void)state;
    world_init(&world);
    for (size_t shift = 0; shift < 6; shift++) {
        struct lines lines;
        struct slice line;

        buf_reset(&bytes);
        for (size_t i = 0; i < 65536 - shift; i++)
            buf_add_char(&bytes, 'x');
        buf_add_text(&bytes, "€\r\nfin");
        world_write(&world, buf_slice(&bytes));
        assert_int_equal(lines_open(&lines, world.path, SLICE("utf8")),
                         LINE_READ);
        assert_int_equal(lines_next(&lines, &line), LINE_READ);
        assert_int_equal(line.len, 65536 - shift + 5);
        assert_int_equal(lines_next(&lines, &line), LINE_READ);
        assert_true(slice_equal_text(line, "fin"));
        assert_int_equal(lines_next(&lines, &line), LINE_END);
        assert_int_equal(lines.number, 2);
        lines_close(&lines);

        bytes.len -= 8; /* before the euro sign */
        buf_add_text(&bytes, "\x82\x50\r\nfin");
        world_write(&world, buf_slice(&bytes));
        assert_int_equal(lines_open(&lines, world.path, SLICE("SHIFT_JIS")),
                         LINE_READ);
        assert_int_equal(lines_next(&lines, &line), LINE_READ);
        assert_true(slice_ends_with(line, SLICE("x１\r\n")));
        lines_close(&lines);
    }
    buf_release(&bytes);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_what_is_declared),
        cmocka_unit_test(names_the_first_invalid_byte),
        cmocka_unit_test(refuses_encodings_it_cannot_trust),
        cmocka_unit_test(survives_cuts_at_every_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
