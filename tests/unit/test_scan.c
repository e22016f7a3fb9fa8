/*
 * Rows that are cut without libcsv are what libcsv would have made of them:
 * table_read() against a reader that gives libcsv each line whole, on random
 * files. A seed is named where the two differ.
 */
#include "input_help.h"

#include <csv.h>

#include "base/utf8.h"
#include "input/lines.h"
#include "input/record.h"
#include "input/report.h"
#include "input/scan.h"

/* ---- the reader compared with ---- */

struct reference {
    const struct dialect *dialect;
    struct diagnostics *diagnostics;
    struct csv_parser parser;
    struct table_count count;
    struct buf log;   /* as log_header() and log_batch() write it */
    struct buf batch; /* rows that are not in the log yet */
    struct buf row;
    size_t columns, row_cells, batch_records;
    size_t stop_after; /* batches, 0 = never */
    uint32_t first;    /* of the batch */
    uint32_t record, number, row_line;
    uint32_t *lines; /* where each record begins */
    bool in_record, stopped, failed;
};

static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void start_parser(struct reference *it)
{
    assert_int_equal(csv_init(&it->parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    csv_set_delim(&it->parser, (unsigned char)it->dialect->delimiter);
    csv_set_quote(&it->parser, (unsigned char)it->dialect->quote);
    csv_set_space_func(&it->parser, no_space);
}

static void find(struct reference *it, enum diag_id id, size_t field,
                 uint64_t a, uint64_t b)
{
    struct number_text first, second;
    struct place place = {1, (uint16_t)field, it->record};

    diag_add(it->diagnostics, id, place, number_slice(&first, a),
             number_slice(&second, b));
}

static void deliver(struct reference *it)
{
    if (it->batch_records > 0 && !it->stopped) {
        buf_add_format(&it->log, "%u+%zu\n", it->first, it->batch_records);
        buf_add_slice(&it->log, buf_slice(&it->batch));
        it->count.records += (uint32_t)it->batch_records;
        it->stopped = it->stop_after > 0 && --it->stop_after == 0;
    }
    buf_reset(&it->batch);
    it->batch_records = 0;
    it->first = it->record + 1;
}

static void end_row(struct reference *it)
{
    buf_reset(&it->row);
    it->row_cells = 0;
    it->in_record = false;
    it->record++;
}

static void refuse_row(struct reference *it)
{
    it->count.refused_rows++;
    deliver(it);
}

static void add_cell(struct buf *log, struct slice cell)
{
    buf_add_format(log, "%zu[", cell.len);
    buf_add_slice(log, cell);
    buf_add_char(log, ']');
}

static void on_field(void *bytes, size_t len, void *context)
{
    struct reference *it = context;

    it->row_cells++;
    add_cell(&it->row, (struct slice){bytes, len});
}

static void take_first_row(struct reference *it)
{
    it->columns = it->row_cells;
    buf_add_format(&it->log, "%zu:", it->columns);
    if (it->dialect->has_header) {
        buf_add_slice(&it->log, buf_slice(&it->row));
        it->first = 1;
    }
    buf_add_char(&it->log, '\n');
}

static void on_row(int end, void *context)
{
    struct reference *it = context;
    bool is_header = it->columns == 0 && it->dialect->has_header;

    (void)end;
    if (it->columns == 0)
        take_first_row(it);
    if (!is_header && it->row_cells != it->columns) {
        find(it, DIAG_ROW_RAGGED, 0, it->row_cells, it->columns);
        refuse_row(it);
    } else if (!is_header) {
        buf_add_slice(&it->batch, buf_slice(&it->row));
        buf_add_char(&it->batch, '\n');
        if (++it->batch_records == RECORD_BATCH)
            deliver(it);
    }
    end_row(it);
}

static void begin_record(struct reference *it)
{
    it->row_line = it->number;
    it->lines[it->record] = it->number;
}

static void feed(struct reference *it, struct slice line)
{
    if (!it->in_record)
        begin_record(it);
    it->in_record = true;
    if (csv_parse(&it->parser, line.ptr, line.len, on_field, on_row, it) ==
        line.len)
        return;
    find(it, DIAG_QUOTE_STRAY, it->row_cells + 1, it->number, 0);
    csv_free(&it->parser);
    start_parser(it);
    it->failed = it->columns == 0;
    if (it->failed)
        return;
    refuse_row(it);
    end_row(it);
}

static void take_line(struct reference *it, struct slice line)
{
    it->number++;
    if (memchr(line.ptr, 0, line.len)) {
        if (!it->in_record)
            begin_record(it);
        find(it, DIAG_NUL_BYTE, it->in_record ? it->row_cells + 1 : 0,
             it->number, 0);
        it->failed = true;
    } else if (it->count.skipped_rows < it->dialect->skip_rows) {
        it->count.skipped_rows++;
    } else if (!it->in_record && strchr("\r\n", line.ptr[0])) {
        it->count.blank_lines++;
    } else if (!it->in_record && it->dialect->comment &&
               line.ptr[0] == it->dialect->comment) {
        it->count.comment_rows++;
    } else {
        feed(it, line);
    }
}

static void end_file(struct reference *it)
{
    if (it->in_record && csv_fini(&it->parser, on_field, on_row, it) != 0) {
        find(it, DIAG_QUOTE_UNCLOSED, it->row_cells + 1, it->row_line, 0);
        it->count.refused_rows++;
        it->failed = true;
    } else if (it->columns == 0) {
        diag_report(it->diagnostics, DIAG_TABLE_EMPTY, (struct place){1, 0, 0},
                    NULL, 0);
        it->failed = true;
    } else if (it->record == 1 && it->dialect->has_header) {
        diag_report(it->diagnostics, DIAG_TABLE_WITHOUT_ROWS,
                    (struct place){1, 0, 0}, NULL, 0);
    }
}

/* The line at the start of `text`, byte by byte. */
static struct slice first_line(struct slice text)
{
    size_t len = 0;

    while (len < text.len && text.ptr[len] != '\n' && text.ptr[len] != '\r')
        len++;
    if (len < text.len)
        len += slice_starts_with(slice_cut(text, len, text.len), SLICE("\r\n"))
                   ? 2
                   : 1;
    return slice_cut(text, 0, len);
}

static void read_reference(struct reference *it, struct slice text)
{
    bool marked = slice_starts_with(text, SLICE("\xEF\xBB\xBF"));
    size_t at = marked ? 3 : 0;
    struct number_text offset, number;
    size_t invalid = 0;

    start_parser(it);
    it->record = it->dialect->has_header ? 0 : 1;
    it->first = 1;
    while (at < text.len && !it->stopped && !it->failed) {
        struct slice line = first_line(slice_cut(text, at, text.len));

        invalid = utf8_invalid(line);
        if (invalid < line.len)
            break;
        take_line(it, line);
        at += line.len;
        invalid = 0;
    }
    if (marked)
        diag_report(it->diagnostics, DIAG_BYTE_ORDER_MARK,
                    (struct place){1, 0, 0}, NULL, 0);
    if (!it->stopped && !it->failed && at == text.len) {
        end_file(it);
    } else if (!it->stopped && !it->failed) {
        diag_add(it->diagnostics, DIAG_ENCODING_INVALID,
                 ((struct place){1, 0, 0}), number_slice(&offset, at + invalid),
                 number_slice(&number, it->number + 1),
                 SLICE("UTF-8, as files are read that declare no \"encoding\" "
                       "(spreadsheets often write windows-1252)"));
        it->failed = true;
    }
    deliver(it);
    csv_free(&it->parser);
}

/* ---- what is compared with it ---- */

struct reading {
    struct buf log;
    size_t stop_after;
};

static bool log_header(void *context, const struct table_header *header)
{
    struct reading *reading = context;

    buf_add_format(&reading->log, "%zu:", header->count);
    for (size_t i = 0; header->names && i < header->count; i++)
        add_cell(&reading->log, header->names[i]);
    buf_add_char(&reading->log, '\n');
    return true;
}

static bool log_batch(void *context, const struct record_batch *batch)
{
    struct reading *reading = context;

    buf_add_format(&reading->log, "%u+%zu\n", batch->first,
                   batch->record_count);
    for (size_t i = 0; i < batch->record_count; i++) {
        for (size_t j = 0; j < batch->column_count; j++)
            add_cell(&reading->log, batch->cells[i * batch->column_count + j]);
        buf_add_char(&reading->log, '\n');
    }
    return reading->stop_after == 0 || --reading->stop_after > 0;
}

/* ---- random files ---- */

struct random {
    uint64_t state;
};

/* Below `limit`: splitmix64, by Sebastiano Vigna (public domain). */
static size_t draw(struct random *random, size_t limit)
{
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (size_t)((z ^ (z >> 31)) % limit);
}

static bool one_in(struct random *random, size_t count)
{
    return draw(random, count) == 0;
}

/* How a file is made; the odds are "one in so many", 0 = never. */
struct recipe {
    struct dialect dialect;
    size_t columns, line_end;
    size_t quoted, faulty;
    bool bytes; /* may hold what no encoding has */
};

static const char *line_end(struct random *random, const struct recipe *recipe)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};

    return ends[recipe->line_end < 3 ? recipe->line_end : draw(random, 3)];
}

static void add_plain(struct random *random, struct buf *out)
{
    static const char *const cells[] = {
        "",      "a",  "1234567.89", "0",     " b ",
        "ñandú", "é ", "2024-01",    "-1.50", "a text of some words"};

    buf_add_text(out, cells[draw(random, COUNT_OF(cells))]);
}

static void add_quoted(struct random *random, const struct recipe *recipe,
                       struct buf *out)
{
    char quote = recipe->dialect.quote ? recipe->dialect.quote : '"';
    size_t parts = one_in(random, 400) ? 6000 : draw(random, 4);

    buf_add_char(out, quote);
    for (size_t i = parts; i > 0; i--) {
        add_plain(random, out);
        if (one_in(random, 3))
            buf_add_char(out, recipe->dialect.delimiter);
        if (one_in(random, 6))
            buf_add_text(out, line_end(random, recipe));
        if (one_in(random, 6)) {
            buf_add_char(out, quote);
            buf_add_char(out, quote);
        }
    }
    buf_add_char(out, quote);
}

/* Something that should not be there. */
static void add_fault(struct random *random, const struct recipe *recipe,
                      struct buf *out)
{
    char quote = recipe->dialect.quote ? recipe->dialect.quote : '"';

    switch (draw(random, recipe->bytes ? 80 : 78)) {
    case 78:
        buf_add_char(out, '\0');
        break;
    case 79:
        buf_add_char(out, (char)(0x80 + draw(random, 0x80)));
        break;
    default:
        if (one_in(random, 2))
            buf_add_char(out, one_in(random, 2) ? quote : '#');
        else if (one_in(random, 2))
            buf_add_char(out, recipe->dialect.delimiter);
        else
            buf_add_text(out, line_end(random, recipe));
    }
}

static void add_row(struct random *random, const struct recipe *recipe,
                    struct buf *out)
{
    for (size_t i = 0; i < recipe->columns; i++) {
        if (i > 0)
            buf_add_char(out, recipe->dialect.delimiter);
        if (recipe->faulty && one_in(random, recipe->faulty))
            add_fault(random, recipe, out);
        if (recipe->quoted && one_in(random, recipe->quoted))
            add_quoted(random, recipe, out);
        else
            add_plain(random, out);
    }
    buf_add_text(out, line_end(random, recipe));
}

static void choose_dialect(struct random *random, struct dialect *dialect)
{
    static const char delimiters[] = ",,;;\t|a\"\n";
    static const char quotes[] = {'"', '"', '"', '\'', 0, '\r'};

    *dialect = (struct dialect)DIALECT_DEFAULT;
    dialect->delimiter = delimiters[draw(random, sizeof delimiters - 1)];
    dialect->quote = quotes[draw(random, sizeof quotes)];
    dialect->comment = one_in(random, 3) ? '#' : 0;
    dialect->has_header = !one_in(random, 4);
    dialect->skip_rows = one_in(random, 4) ? (uint32_t)draw(random, 4) : 0;
}

static void choose_recipe(struct random *random, struct recipe *recipe)
{
    static const size_t odds[] = {0, 3, 20, 300};

    choose_dialect(random, &recipe->dialect);
    recipe->columns = 1 + draw(random, one_in(random, 3) ? 30 : 4);
    recipe->line_end = draw(random, 5);
    recipe->quoted = odds[draw(random, COUNT_OF(odds))];
    recipe->faulty = odds[draw(random, COUNT_OF(odds))] * 4;
    recipe->bytes = true;
}

/* Rows up to `len` bytes, and one that may go beyond. */
static void add_rows(struct random *random, const struct recipe *recipe,
                     size_t len, struct buf *out)
{
    while (out->len < len)
        add_row(random, recipe, out);
}

/* Plain rows up to shortly before the end of a piece, and odd ones there. */
static void add_pieces(struct random *random, const struct recipe *recipe,
                       struct buf *out)
{
    static const size_t odds[] = {0, 0, 40, 2};
    struct recipe plain = *recipe;

    plain.quoted = odds[draw(random, COUNT_OF(odds))];
    plain.faulty = 0;
    for (size_t piece = 1; piece <= 2; piece++) {
        size_t border = piece * LINES_PIECE;

        add_rows(random, &plain, border - draw(random, 300), out);
        if (one_in(random, 10))
            while (out->len < border + LINES_PIECE / 2)
                buf_add_text(out, "no end");
        add_rows(random, recipe, border + draw(random, 300), out);
    }
}

/* ---- the comparison ---- */

static bool lines_agree(const struct source *source,
                        const struct reference *reference)
{
    uint32_t record = reference->dialect->has_header ? 0 : 1;

    if (reference->stopped)
        return true;
    while (record < reference->record &&
           source_line(source, record) == reference->lines[record])
        record++;
    return record >= reference->record;
}

static bool counts_agree(const struct table_count *found,
                         const struct table_count *wanted)
{
    return found->records == wanted->records &&
           found->blank_lines == wanted->blank_lines &&
           found->comment_rows == wanted->comment_rows &&
           found->skipped_rows == wanted->skipped_rows &&
           found->refused_rows == wanted->refused_rows;
}

/* Whether `bytes` as a file are read as `text` is by the reference. */
static bool agree(struct slice bytes, struct slice text,
                  const struct dialect *dialect, size_t stop_after)
{
    struct world world, wanted;
    struct reference reference = {.dialect = dialect, .stop_after = stop_after};
    struct reading reading = {BUF_INIT, stop_after};
    struct table_reader reader = {&reading, log_header, log_batch};
    struct table_count count;
    uint16_t source;
    bool ok;

    world_init(&world);
    world_init(&wanted);
    reference.diagnostics = &wanted.diagnostics;
    reference.lines = ARENA_ARRAY(&wanted.arena, text.len + 2, uint32_t);
    read_reference(&reference, text);
    world_write(&world, bytes);
    ok = table_read(&world.sources, &world.diagnostics, world.path,
                    SLICE("t.csv"), dialect, &reader, &count, &source);
    ok = ok != reference.failed &&
         slice_equal(world_findings(&world), world_findings(&wanted)) &&
         slice_equal(buf_slice(&reading.log), buf_slice(&reference.log)) &&
         counts_agree(&count, &reference.count) &&
         lines_agree(sources_get(&world.sources, source), &reference);
    buf_release(&reading.log);
    buf_release(&reference.log);
    buf_release(&reference.batch);
    buf_release(&reference.row);
    world_release(&wanted);
    world_release(&world);
    return ok;
}

static void compare_seed(uint64_t seed, bool large)
{
    struct random random = {seed};
    struct recipe recipe;
    struct buf text = BUF_INIT;
    size_t stop_after;

    choose_recipe(&random, &recipe);
    stop_after = one_in(&random, 5) ? 1 + draw(&random, 3) : 0;
    if (one_in(&random, 10))
        buf_add_text(&text, "\xEF\xBB\xBF");
    if (large)
        add_pieces(&random, &recipe, &text);
    else
        add_rows(&random, &recipe, draw(&random, 600), &text);
    if (text.len > 2 && one_in(&random, 3))
        text.len -= 1 + draw(&random, 2);
    if (!agree(buf_slice(&text), buf_slice(&text), &recipe.dialect, stop_after))
        fail_msg("seed %llu differs", (unsigned long long)seed);
    buf_release(&text);
}

static void reads_small_files_as_libcsv_does(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 4000; seed++)
        compare_seed(seed, false);
}

static void reads_across_pieces_as_libcsv_does(void **state)
{
    (void)state;
    for (uint64_t seed = 10000; seed < 10150; seed++)
        compare_seed(seed, true);
}

/* `text` has no letter beyond U+00FF. */
static void encode(struct slice text, size_t width, struct buf *out)
{
    for (size_t at = 0; at < text.len;) {
        buf_add_char(out, (char)utf8_decode(text, &at));
        if (width == 2)
            buf_add_char(out, '\0');
    }
}

static void reads_other_encodings_alike(void **state)
{
    (void)state;
    for (uint64_t seed = 20000; seed < 20060; seed++) {
        struct random random = {seed};
        struct buf text = BUF_INIT, bytes = BUF_INIT;
        struct recipe recipe;
        size_t width = 1 + draw(&random, 2);

        choose_recipe(&random, &recipe);
        recipe.bytes = false;
        add_pieces(&random, &recipe, &text);
        encode(buf_slice(&text), width, &bytes);
        recipe.dialect.encoding =
            width == 2 ? SLICE("UTF-16LE") : SLICE("ISO-8859-1");
        if (!agree(buf_slice(&bytes), buf_slice(&text), &recipe.dialect, 0))
            fail_msg("seed %llu differs", (unsigned long long)seed);
        buf_release(&text);
        buf_release(&bytes);
    }
}

/* ---- by hand ---- */

static void cuts_what_needs_no_rules(void **state)
{
    static const struct {
        const char *text;
        size_t rows_max, rows, len;
    } cases[] = {
        {"1;2\n3;4\r\n5;6\r7;8", 9, 3, 13},
        {"1;2\n3;4\n5;6\n", 2, 2, 8},
        {"1;2\n3;4\n", 0, 0, 0},
        {"1;2\n#;4\n", 9, 1, 4},
        {"1;2\n\n3;4\n", 9, 1, 4},
        {"1;2\r\n\r\n3;4\n", 9, 1, 5},
        {"1;2\n3\n", 9, 1, 4},
        {"1;2\n3;4;5\n", 9, 1, 4},
        {"1;2\n3;'4\n", 9, 1, 4},
        {"1;2\r", 9, 0, 0}, /* an LF may follow */
        {";\n;\n", 9, 2, 4},
        {"", 9, 0, 0},
    };
    const struct dialect dialect = {
        .delimiter = ';', .quote = '\'', .comment = '#'};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice cells[18];
        size_t len;

        assert_int_equal(scan_rows(&dialect, slice_of(cases[i].text), 2,
                                   cases[i].rows_max, cells, &len),
                         cases[i].rows);
        assert_int_equal(len, cases[i].len);
        for (size_t j = 0; i == 0 && j < 6; j++)
            assert_true(cells[j].len == 1 &&
                        cells[j].ptr[0] == (char)('1' + j));
    }
}

static void finds_the_end_of_a_line(void **state)
{
    char text[200];

    (void)state;
    memset(text, 'x', sizeof text);
    for (size_t len = 0; len < sizeof text; len++)
        assert_int_equal(scan_line((struct slice){text, len}), 0);
    for (size_t at = 0; at + 1 < sizeof text; at++) {
        struct slice whole = {text, sizeof text};

        text[at] = '\n';
        assert_int_equal(scan_line(whole), at + 1);
        text[at] = '\r';
        assert_int_equal(scan_line(whole), at + 1);
        assert_int_equal(scan_line((struct slice){text, at + 1}), 0);
        text[at + 1] = '\n';
        assert_int_equal(scan_line(whole), at + 2);
        text[at] = text[at + 1] = 'x';
    }
}

/* ---- letters of other encodings, many at a time ---- */

/* What is decoded in pieces of `step` bytes, and where it ended. */
static struct slice decode(struct arena *arena, const char *encoding,
                           struct slice bytes, size_t step, bool *ok)
{
    struct decoder *decoder = decoder_new(slice_of(encoding));
    struct buf out = BUF_INIT;
    bool last = false;

    assert_non_null(decoder);
    *ok = true;
    for (size_t at = 0; *ok && !last; at += step) {
        last = at + step >= bytes.len;
        *ok = decoder_add(decoder, slice_cut(bytes, at, at + step), last, &out);
    }
    buf_add_format(&out, "|%llu", (unsigned long long)decoder_offset(decoder));
    decoder_free(decoder);
    return arena_take(arena, &out);
}

/* Random bytes that each mean something alone. */
static void add_letters(struct arena *arena, const char *encoding,
                        struct buf *out)
{
    struct random random = {7};
    bool known[256];

    for (size_t i = 0; i < COUNT_OF(known); i++) {
        char byte = (char)i;

        (void)decode(arena, encoding, (struct slice){&byte, 1}, 1, &known[i]);
    }
    for (size_t i = 0; i < 70000; i++) {
        size_t byte = draw(&random, COUNT_OF(known));

        buf_add_char(out, (char)(known[byte] ? byte : ' '));
    }
}

/* Small pieces are left to iconv; of large ones the letters are learnt. */
static void decodes_large_pieces_as_small_ones(void **state)
{
    static const char *const encodings[] = {
        "windows-1252", "ISO-8859-1", "ISO-8859-15", "CP850",
        "MACINTOSH",    "KOI8-R",     "IBM037",      "CP1255",
        "CP1258",       "TCVN5712-1", "TSCII",       "SHIFT_JIS",
        "UTF-7",        "UTF-16",     "ISO-2022-JP", "ASCII"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(encodings); i++) {
        struct arena arena;
        struct buf bytes = BUF_INIT;
        bool small_ok, large_ok;

        arena_init(&arena);
        add_letters(&arena, encodings[i], &bytes);
        for (size_t cut = 0; cut < 2; cut++) {
            struct slice small = decode(&arena, encodings[i], buf_slice(&bytes),
                                        1000, &small_ok);
            struct slice large = decode(&arena, encodings[i], buf_slice(&bytes),
                                        65536, &large_ok);

            assert_int_equal(small_ok, large_ok);
            assert_true(slice_equal(small, large));
            bytes.ptr[60000] = '\x81'; /* mostly not assigned */
        }
        buf_release(&bytes);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_what_needs_no_rules),
        cmocka_unit_test(finds_the_end_of_a_line),
        cmocka_unit_test(reads_small_files_as_libcsv_does),
        cmocka_unit_test(reads_across_pieces_as_libcsv_does),
        cmocka_unit_test(reads_other_encodings_alike),
        cmocka_unit_test(decodes_large_pieces_as_small_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
