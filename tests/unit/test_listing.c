#include "input_help.h"

#include "input/listing.h"
#include "input/locate.h"

#define LIT(text) ((struct slice){(text), sizeof(text) - 1})

/* What a reader was told, one line a row: "#first:a|b", cells "x|y". */
struct told {
    struct buf text;
    bool stop;
    struct place last; /* the last cell of the last row */
};

static void add_row(struct buf *out, const struct slice *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_add_char(out, '|');
        buf_add_slice(out, cells[i]);
    }
    buf_add_char(out, '\n');
}

static bool on_header(void *context, const struct table_header *header)
{
    struct told *told = context;

    buf_add_text(&told->text, "= ");
    add_row(&told->text, header->names, header->count);
    return true;
}

static bool on_batch(void *context, const struct record_batch *batch)
{
    struct told *told = context;

    for (size_t i = 0; i < batch->record_count; i++) {
        uint32_t record = batch->first + (uint32_t)i;

        buf_add_format(&told->text, "%u ", record);
        add_row(&told->text, &batch->cells[i * batch->column_count],
                batch->column_count);
        told->last = (struct place){batch->source,
                                    (uint16_t)batch->column_count, record};
    }
    return !told->stop;
}

struct reading {
    struct told told;
    struct table_count count;
    uint16_t source;
    bool whole;
};

static struct reading read_bytes(struct world *world, struct slice bytes,
                                 struct listing listing)
{
    struct reading reading = {.told = {.text = BUF_INIT}};
    struct table_reader reader = {&reading.told, on_header, on_batch};

    world_write(world, bytes);
    reading.whole =
        listing_read(&world->sources, &world->diagnostics, world->path,
                     slice_of(world->path + strlen("/tmp/")), &listing, &reader,
                     &reading.count, &reading.source);
    return reading;
}

#define assert_told(reading, expected)                                         \
    do {                                                                       \
        assert_text(buf_slice(&(reading).told.text), (expected));              \
        buf_release(&(reading).told.text);                                     \
    } while (0)

static void check_place(struct world *world, uint16_t source, uint32_t record,
                        uint16_t field, uint32_t line, uint32_t column)
{
    struct place place = {source, field, record};
    struct location location = locate(&world->sources, "/tmp", place);

    assert_int_equal(location.line, line);
    assert_int_equal(location.column, column);
    assert_true(slice_equal_text(location.path, world->path + strlen("/tmp/")));
}

static void reads_json_records(void **state)
{
    struct world world;
    struct reading reading;

    (void)state;
    world_init(&world);
    reading = read_bytes(&world,
                         LIT("[{\"a\": 1.50, \"b\": {\"c\": \"é\\n\", \"d\":\n"
                             "  [true, {\"e\": null}]}},\n"
                             " {\"z\": \"\", \"b\": {\"c\": -0}},\n"
                             " {}]\n"),
                         (struct listing){.format = LISTING_JSON});
    assert_true(reading.whole);
    assert_told(reading, "= a|b.c|b.d.0|b.d.1.e|z\n"
                         "1 1.50|é\n|true||\n"
                         "2 |-0|||\n"
                         "3 ||||\n");
    assert_findings("");
    assert_int_equal(reading.count.records, 3);
    assert_int_equal(reading.count.refused_rows, 0);
    world_release(&world);
}

static void leads_to_line_and_column(void **state)
{
    struct world world;
    struct reading reading;
    const struct source *source;

    (void)state;
    world_init(&world);
    reading = read_bytes(&world,
                         LIT("[{\"é\": 1, \"b\": [\"x\",\n"
                             "    7]},\n"
                             "\n"
                             " {\"b\": [3]}\n"
                             "]\n"),
                         (struct listing){.format = LISTING_JSON});
    assert_told(reading, "= é|b.0|b.1\n1 1|x|7\n2 |3|\n");
    /* Headings: the name, or the first item of a list. */
    check_place(&world, reading.source, 0, 1, 1, 3);
    check_place(&world, reading.source, 0, 2, 1, 17);
    check_place(&world, reading.source, 0, 3, 2, 5);
    check_place(&world, reading.source, 0, 0, 0, 0);
    check_place(&world, reading.source, 1, 1, 1, 8);
    check_place(&world, reading.source, 1, 3, 2, 5);
    check_place(&world, reading.source, 2, 2, 4, 9);
    /* What the second record lacks is lacking where the record stands. */
    check_place(&world, reading.source, 2, 1, 4, 2);
    check_place(&world, reading.source, 2, 0, 4, 2);
    check_place(&world, reading.source, 3, 1, 0, 0);
    source = sources_get(&world.sources, reading.source);
    assert_int_equal(source_line(source, 1), 1);
    assert_int_equal(source_line(source, 2), 4);
    world_release(&world);
}

static void goes_to_the_list(void **state)
{
    static const struct {
        struct slice records;
        const char *told;
        const char *findings;
    } cases[] = {
        {SLICE_INIT("d.1.rows"), "= x\n1 5\n", ""},
        {SLICE_INIT("d"), "= rows|rows.0.x\n1 4|\n2 |5\n", ""},
        {SLICE_INIT("none"), "", "N227 1:10 the list of records is empty\n"},
        {SLICE_INIT(""), "",
         "F225 1:1 there is no list of records at its top; nothing was read "
         "from the file\n"},
        {SLICE_INIT("d.2"), "",
         "F225 1:1 there is no list of records at d.2; nothing was read from "
         "the file\n"},
        {SLICE_INIT("d.0.rows"), "",
         "F225 2:16 there is no list of records at d.0.rows; nothing was read "
         "from the file\n"},
        {SLICE_INIT("d.x"), "",
         "F225 1:1 there is no list of records at d.x; nothing was read from "
         "the file\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct world world;
        struct reading reading;

        world_init(&world);
        reading = read_bytes(&world,
                             LIT("{\"none\": [],\n"
                                 " \"d\": [{\"rows\":4},\n"
                                 "  {\"rows\":[{\"x\":5}]}]}"),
                             (struct listing){.format = LISTING_JSON,
                                              .records = cases[i].records});
        assert_int_equal(reading.whole, cases[i].findings[0] != 'F');
        assert_told(reading, cases[i].told);
        assert_findings(cases[i].findings);
        world_release(&world);
    }
}

static void refuses_what_is_no_record(void **state)
{
    struct world world;
    struct reading reading;

    (void)state;
    world_init(&world);
    reading = read_bytes(&world,
                         LIT("[{\"a\":1},\n"
                             " [2],\n"
                             " {\"a\":3},\n"
                             " null]"),
                         (struct listing){.format = LISTING_JSON});
    assert_true(reading.whole);
    assert_told(reading, "= a\n1 1\n3 3\n");
    assert_findings(
        "F226 2:2 the record must be names with values; it was refused\n"
        "F226 4:2 the record must be names with values; it was refused\n");
    assert_int_equal(reading.count.records, 2);
    assert_int_equal(reading.count.refused_rows, 2);
    check_place(&world, reading.source, 3, 1, 3, 7);
    world_release(&world);
}

/* A null is a value that lacks, unless the name holds more elsewhere. */
static void tells_null_from_nothing(void **state)
{
    struct world world;
    struct reading reading;

    (void)state;
    world_init(&world);
    reading = read_bytes(&world,
                         LIT("[{\"a\":null,\"b\":null,\"c\":null},"
                             "{\"a\":{\"x\":1},\"b\":{\"x\":2},\"c\":null},"
                             "{\"a\":null,\"b\":3}]"),
                         (struct listing){.format = LISTING_JSON});
    assert_told(reading, "= b|c|a.x|b.x\n1 |||\n2 ||1|2\n3 3|||\n");
    world_release(&world);
}

static void finds_a_path_written_twice(void **state)
{
    struct world world;
    struct reading reading;

    (void)state;
    world_init(&world);
    reading = read_bytes(&world, LIT("[{\"a.b\":1,\n\"a\":{\"b\":2}}]"),
                         (struct listing){.format = LISTING_JSON});
    assert_told(reading, "= a.b\n1 1\n");
    assert_findings("F335 2:10 the file has two columns \"a.b\"; the second "
                    "was not used\n");
    world_release(&world);
}

static void reads_in_batches(void **state)
{
    struct world world;
    struct reading reading;
    struct buf bytes = BUF_INIT, expected = BUF_INIT;

    (void)state;
    world_init(&world);
    buf_add_text(&bytes, "[");
    buf_add_text(&expected, "= n\n");
    for (unsigned i = 1; i <= 2 * RECORD_BATCH + 3; i++) {
        buf_add_format(&bytes, "%s{\"n\":%u}\n", i > 1 ? "," : "", i * 10);
        buf_add_format(&expected, "%u %u\n", i, i * 10);
    }
    buf_add_text(&bytes, "]");
    reading = read_bytes(&world, buf_slice(&bytes),
                         (struct listing){.format = LISTING_JSON});
    assert_told(reading, expected.ptr);
    assert_int_equal(reading.count.records, 2 * RECORD_BATCH + 3);
    check_place(&world, reading.source, RECORD_BATCH + 1, 1, RECORD_BATCH + 1,
                7);
    buf_release(&bytes);
    buf_release(&expected);
    world_release(&world);
}

static void delivers_what_is_wanted(void **state)
{
    struct world world;
    struct reading reading;
    struct map wanted;

    (void)state;
    world_init(&world);
    map_init(&wanted, &world.arena);
    (void)map_put(&wanted, SLICE("c"), &world);
    (void)map_put(&wanted, SLICE("a.b"), &world);
    reading =
        read_bytes(&world, LIT("[{\"x\":1,\"a\":{\"b\":2,\"y\":3},\"c\":4}]"),
                   (struct listing){.format = LISTING_JSON, .wanted = &wanted});
    assert_told(reading, "= a.b|c\n1 2|4\n");
    check_place(&world, reading.source, 1, 2, 1, 31);
    world_release(&world);
}

static void says_what_is_no_json(void **state)
{
    struct world world;
    struct reading reading;

    (void)state;
    world_init(&world);
    reading = read_bytes(&world, LIT("[{\"a\":1,}]"),
                         (struct listing){.format = LISTING_JSON});
    assert_false(reading.whole);
    assert_told(reading, "");
    assert_int_equal(world.diagnostics.count, 1);
    assert_int_equal(world.diagnostics.items[0].id, DIAG_JSON_SYNTAX);
    world_release(&world);
}

static void reads_front_matter(void **state)
{
    struct world world;
    struct reading reading;

    (void)state;
    world_init(&world);
    reading = read_bytes(&world,
                         LIT("---\n"
                             "name: One<br>two\n"
                             "progress:\n"
                             "- target: 2.50\n"
                             "  direction: negative\n"
                             "text: >-\n"
                             "  folded\n"
                             "  lines\n"
                             "none: ~\n"
                             "---\n"
                             "body: not read\n"),
                         (struct listing){.format = LISTING_FRONT_MATTER});
    assert_true(reading.whole);
    assert_told(reading, "= name|progress.0.target|progress.0.direction|text|"
                         "none\n"
                         "1 One<br>two|2.50|negative|folded lines|\n");
    assert_findings("");
    check_place(&world, reading.source, 0, 1, 2, 1);
    check_place(&world, reading.source, 1, 2, 4, 11);
    check_place(&world, reading.source, 1, 3, 5, 14);
    check_place(&world, reading.source, 1, 0, 2, 1);
    world_release(&world);
}

static void reads_overlays(void **state)
{
    struct world world, other;
    struct reading reading;
    struct listing_overlay overlay;
    struct location location;

    (void)state;
    world_init(&world);
    world_init(&other);
    world_write(&other, LIT("---\n\nname: Un\nlist: [a, b]\n---\n"));
    overlay = (struct listing_overlay){SLICE("fr"), other.path,
                                       slice_of(other.path + strlen("/tmp/"))};
    reading = read_bytes(&world, LIT("---\nname: One\n---\n"),
                         (struct listing){.format = LISTING_FRONT_MATTER,
                                          .overlays = &overlay,
                                          .overlay_count = 1});
    assert_told(reading, "= name|fr/name|fr/list.0|fr/list.1\n1 One|Un|a|b\n");
    check_place(&world, reading.source, 1, 1, 2, 7);
    location =
        locate(&world.sources, "/tmp", (struct place){reading.source, 4, 1});
    assert_true(slice_equal(location.path, overlay.path));
    assert_int_equal(location.line, 4);
    assert_int_equal(location.column, 11);
    world_release(&other);
    world_release(&world);
}

static void reads_a_page_without_front_matter(void **state)
{
    struct world world;
    struct reading reading;

    (void)state;
    world_init(&world);
    reading = read_bytes(&world, LIT("Only text\n"),
                         (struct listing){.format = LISTING_FRONT_MATTER});
    assert_true(reading.whole);
    assert_told(reading, "= \n1 \n");
    reading = read_bytes(&world, LIT("---\nopen: 1\n"),
                         (struct listing){.format = LISTING_FRONT_MATTER});
    assert_false(reading.whole);
    assert_told(reading, "");
    assert_int_equal(world.diagnostics.count, 1);
    assert_int_equal(world.diagnostics.items[0].id, DIAG_FRONT_MATTER_OPEN);
    world_release(&world);
}

static void stops_when_told(void **state)
{
    struct world world;
    struct told told = {.text = BUF_INIT, .stop = true};
    struct table_reader reader = {&told, on_header, on_batch};
    struct listing listing = {.format = LISTING_JSON};
    struct table_count count;
    struct buf bytes = BUF_INIT;
    uint16_t source;

    (void)state;
    world_init(&world);
    for (unsigned i = 0; i <= RECORD_BATCH; i++)
        buf_add_text(&bytes, i ? ",{\"n\":1}" : "[{\"n\":1}");
    buf_add_text(&bytes, "]");
    world_write(&world, buf_slice(&bytes));
    assert_true(listing_read(&world.sources, &world.diagnostics, world.path,
                             SLICE("x.json"), &listing, &reader, &count,
                             &source));
    assert_int_equal(told.last.record, RECORD_BATCH);
    assert_int_equal(count.records, RECORD_BATCH);
    buf_release(&bytes);
    buf_release(&told.text);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_json_records),
        cmocka_unit_test(leads_to_line_and_column),
        cmocka_unit_test(goes_to_the_list),
        cmocka_unit_test(refuses_what_is_no_record),
        cmocka_unit_test(tells_null_from_nothing),
        cmocka_unit_test(finds_a_path_written_twice),
        cmocka_unit_test(reads_in_batches),
        cmocka_unit_test(delivers_what_is_wanted),
        cmocka_unit_test(says_what_is_no_json),
        cmocka_unit_test(reads_front_matter),
        cmocka_unit_test(reads_overlays),
        cmocka_unit_test(reads_a_page_without_front_matter),
        cmocka_unit_test(stops_when_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
