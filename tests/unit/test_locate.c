#include "input_help.h"

#include "input/locate.h"
#include "input/record.h"

#define LIT(text) ((struct slice){(text), sizeof(text) - 1})

static bool ignore_header(void *context, const struct table_header *header)
{
    (void)context;
    (void)header;
    return true;
}

static bool ignore_records(void *context, const struct record_batch *batch)
{
    (void)context;
    (void)batch;
    return true;
}

/* Reads the bytes as a table below /tmp; its number. */
static uint16_t read_table(struct world *world, struct slice bytes,
                           struct dialect dialect)
{
    struct table_reader reader = {NULL, ignore_header, ignore_records};
    struct table_count count;
    uint16_t source;

    world_write(world, bytes);
    assert_true(table_read(&world->sources, &world->diagnostics, world->path,
                           slice_of(world->path + strlen("/tmp/")), &dialect,
                           &reader, &count, &source));
    return source;
}

static void check(struct world *world, struct place place, uint32_t line,
                  uint32_t column)
{
    struct location location = locate(&world->sources, "/tmp", place);

    assert_int_equal(location.line, line);
    assert_int_equal(location.column, column);
}

static void finds_fields(void **state)
{
    struct world world;
    struct dialect dialect = DIALECT_DEFAULT;
    uint16_t t;

    (void)state;
    world_init(&world);
    t = read_table(&world,
                   LIT("\xEF\xBB\xBF"
                       "añ,b,c\n\n"
                       "é\"x,2\n" /* refused */
                       "\"q\"\",\",\"é\n,\",z\r\n"
                       ",,\n"),
                   dialect);
    check(&world, (struct place){t, 1, 0}, 1, 1);
    check(&world, (struct place){t, 2, 0}, 1, 4);
    check(&world, (struct place){t, 3, 0}, 1, 6);
    check(&world, (struct place){t, 2, 1}, 3, 5);
    check(&world, (struct place){t, 1, 2}, 4, 1);
    check(&world, (struct place){t, 2, 2}, 4, 8);
    check(&world, (struct place){t, 3, 2}, 5, 4);
    check(&world, (struct place){t, 3, 3}, 6, 3);
    /* rows as a whole, the file as a whole, what is not there */
    check(&world, (struct place){t, 0, 3}, 6, 0);
    check(&world, (struct place){t, 0, 0}, 0, 0);
    check(&world, (struct place){t, 9, 3}, 6, 0);
    check(&world, (struct place){t, 1, 9}, 12, 0);
    world_release(&world);
}

static void counts_in_decoded_characters(void **state)
{
    struct world world;
    struct dialect dialect = DIALECT_DEFAULT;
    uint16_t t;

    (void)state;
    world_init(&world);
    dialect.encoding = SLICE("UTF-16LE");
    dialect.has_header = false;
    t = read_table(&world, LIT("\xF1\0\xF1\0,\0b\0\n\0c\0,\0d\0"), dialect);
    check(&world, (struct place){t, 2, 1}, 1, 4);
    check(&world, (struct place){t, 2, 2}, 2, 3);
    world_release(&world);
}

static void one_locator_serves_many(void **state)
{
    struct world world;
    struct dialect dialect = DIALECT_DEFAULT;
    struct locator locator;
    struct buf bytes = BUF_INIT;
    uint16_t t;

    (void)state;
    world_init(&world);
    for (unsigned i = 0; i < 3000; i++)
        buf_add_text(&bytes, i % 3 ? "a,\"b\"\n" : "ccc,\"x\ny\"\n\n");
    t = read_table(&world, buf_slice(&bytes), dialect);
    locator_init(&locator, &world.sources, "/tmp");
    for (unsigned i = 2999; i < 3000; i += 7 * 428) /* 2999, then out */
        assert_int_equal(locator_find(&locator, (struct place){t, 2, i}).line,
                         i / 3 * 5 + 1 + (i % 3 ? 2 + i % 3 : 0));
    for (unsigned i = 0; i < 3000; i++) {
        struct location got = locator_find(&locator, (struct place){t, 2, i});

        assert_int_equal(got.line, i / 3 * 5 + 1 + (i % 3 ? 2 + i % 3 : 0));
        assert_int_equal(got.column, i % 3 ? 3 : 5);
    }
    locator_release(&locator);
    buf_release(&bytes);
    world_release(&world);
}

static void text_places_are_kept(void **state)
{
    struct world world;
    uint16_t t;
    struct location got;

    (void)state;
    world_init(&world);
    t = sources_add(&world.sources, SLICE("content/a.md"), SOURCE_TEXT);
    got = locate(&world.sources, "/tmp", (struct place){t, 7, 12});
    assert_text(got.path, "content/a.md");
    assert_int_equal(got.line, 12);
    assert_int_equal(got.column, 7);
    got = locate(&world.sources, "/tmp", (struct place){0, 0, 0});
    assert_int_equal(got.line, 0);
    t = sources_add(&world.sources, SLICE("absent.csv"), SOURCE_TABLE);
    check(&world, (struct place){t, 2, 3}, 4, 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_fields),
        cmocka_unit_test(counts_in_decoded_characters),
        cmocka_unit_test(one_locator_serves_many),
        cmocka_unit_test(text_places_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
