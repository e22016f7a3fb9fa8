/*
 * CSV through libcsv, the only file that knows it.
 *
 * libcsv gives no positions, drops blank lines and blanks around fields in
 * silence and reports an open quote only when asked. So it is fed line by line:
 * what happens between two rows (blank lines, comments, line numbers) is
 * decided here, and libcsv decides what a field is.
 *
 * It also looks at each byte by itself, some 150 million in a second. Most
 * fields have no quote in them, and then there is nothing to decide: these are
 * cut at their delimiters, rows without any quote many at a time (scan.h).
 */
#include "input/record.h"

#include <csv.h>
#include <string.h>

#include "input/report.h"
#include "input/scan.h"

/* As many columns as a spreadsheet has; more is a file of another kind. */
#define COLUMNS_MAX 16384u
#define RECORD_MAX_LEN LINE_MAX_LEN
/* libcsv grows its buffer by this much; its own 128 bytes are slow. */
#define GROWTH 65536u
/* Room for what libcsv writes of a batch of usual rows. */
#define TEXT_LEN ((size_t)64 * 1024)
/* Fewer bytes between two quotes are not worth taking out of libcsv's hands. */
#define GAP ((size_t)48)

struct table {
    const struct dialect *dialect;
    const struct table_reader *reader;
    struct table_count *count;
    struct sources *sources;
    struct diagnostics *diagnostics;
    struct file_name name;
    struct lines lines;
    struct csv_parser parser;
    struct arena arena;
    bool scans; /* fields without quotes can be cut here */

    /* Cells that libcsv wrote, until the batch is out. */
    char *text;         /* room for them */
    size_t text_len;    /* of it used */
    struct arena texts; /* those that found no room */
    struct {
        struct slice *items; /* of the batch; room for it, once columns are
                                known */
        size_t count, capacity;
    } cells;
    size_t columns; /* 0 = not known yet */
    size_t batch_records;
    uint32_t batch_first;

    uint32_t record;   /* number of the row being read, 0 = the header */
    uint32_t line;     /* it begins here */
    size_t record_len; /* bytes of it so far */
    size_t row_cells;  /* cells of it so far */
    bool in_record;    /* the last line ended inside a quoted field */
    bool stopped;      /* the reader wants no more */
    bool failed;       /* a finding ended the reading */
};

static struct place place_of(const struct table *table, size_t field)
{
    return (struct place){table->name.source,
                          (uint16_t)(field < UINT16_MAX ? field : UINT16_MAX),
                          table->record};
}

/* Every blank belongs to its field. */
static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void parser_start(struct table *table)
{
    struct csv_parser *parser = &table->parser;

    if (csv_init(parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        BUG("libcsv refuses its options");
    csv_set_delim(parser, (unsigned char)table->dialect->delimiter);
    csv_set_quote(parser, (unsigned char)table->dialect->quote);
    csv_set_space_func(parser, no_space);
    csv_set_blk_size(parser, GROWTH);
}

static void flush_batch(struct table *table)
{
    struct record_batch batch = {table->name.source, table->batch_first,
                                 table->batch_records, table->columns,
                                 table->cells.items};

    if (table->batch_records == 0 || table->stopped)
        return;
    table->count->records += (uint32_t)table->batch_records;
    table->stopped = !table->reader->sink(table->reader->context, &batch);
}

static void start_batch(struct table *table, uint32_t first)
{
    table->text_len = 0;
    arena_reset(&table->texts);
    lines_forget(&table->lines);
    table->cells.count = 0;
    table->batch_records = 0;
    table->batch_first = first;
}

/* Forgets the cells of a row that is not delivered; its number stays used. */
static void drop_row(struct table *table)
{
    table->count->refused_rows++;
    flush_batch(table);
    start_batch(table, table->record + 1);
}

static void end_row(struct table *table)
{
    table->row_cells = 0;
    table->in_record = false;
    table->record_len = 0;
    table->record++;
}

/* The first row fixes the columns, and the room that a batch needs. */
static void fix_columns(struct table *table, size_t columns)
{
    size_t room = columns * RECORD_BATCH;
    struct slice *cells = ARENA_ARRAY(&table->arena, room, struct slice);

    memcpy(cells, table->cells.items, columns * sizeof(*cells));
    table->columns = columns;
    table->cells.items = cells;
    table->cells.capacity = room;
}

static void take_header(struct table *table)
{
    struct table_header header = {table->name.source, NULL, table->columns};

    if (table->dialect->has_header)
        header.names = table->cells.items;
    table->stopped = !table->reader->header(table->reader->context, &header);
    if (table->dialect->has_header)
        start_batch(table, table->record + 1);
}

/* False when there are too many. */
static bool take_first_row(struct table *table)
{
    struct number_text found, limit;

    if (table->row_cells > COLUMNS_MAX) {
        diag_add(table->diagnostics, DIAG_TABLE_TOO_WIDE, place_of(table, 0),
                 number_slice(&found, table->row_cells),
                 number_slice(&limit, COLUMNS_MAX));
        table->failed = true;
        return false;
    }
    fix_columns(table, table->row_cells);
    take_header(table);
    return true;
}

static void take_record(struct table *table)
{
    struct number_text found, expected;

    if (table->row_cells != table->columns) {
        diag_add(table->diagnostics, DIAG_ROW_RAGGED, place_of(table, 0),
                 number_slice(&found, table->row_cells),
                 number_slice(&expected, table->columns));
        drop_row(table);
        return;
    }
    if (++table->batch_records == RECORD_BATCH) {
        flush_batch(table);
        start_batch(table, table->record + 1);
    }
}

/* Counts a cell; false when it is one too many, or nobody wants it. */
static bool count_cell(struct table *table)
{
    size_t limit = table->columns ? table->columns : COLUMNS_MAX;

    return ++table->row_cells <= limit && !table->stopped;
}

static struct slice keep_text(struct table *table, struct slice text)
{
    char *copy = table->text + table->text_len;

    if (text.len > TEXT_LEN - table->text_len)
        return arena_copy(&table->texts, text);
    memcpy(copy, text.ptr, text.len);
    table->text_len += text.len;
    return (struct slice){copy, text.len};
}

/* libcsv: a field ended. */
static void take_field(void *bytes, size_t len, void *context)
{
    struct table *table = context;
    struct slice cell = {bytes, len};

    if (count_cell(table))
        ARENA_PUSH(&table->arena, &table->cells, keep_text(table, cell));
}

/* libcsv: a row ended. */
static void take_row(int end, void *context)
{
    struct table *table = context;
    bool first = table->columns == 0;

    (void)end;
    if (table->stopped || table->failed)
        return;
    if (first && !take_first_row(table))
        return;
    if (!first || !table->dialect->has_header)
        take_record(table);
    end_row(table);
}

/*
 * Notes where the row at hand begins, when that does not follow from the row
 * before.
 */
static void mark_row(struct table *table, uint32_t line)
{
    struct source *source = sources_get(table->sources, table->name.source);
    uint32_t offset = line - table->record;
    uint32_t known;

    table->line = line;
    if (!source)
        return;
    known = source->steps.count
                ? source->steps.items[source->steps.count - 1].offset
                : 1;
    if (offset != known)
        ARENA_PUSH(table->sources->arena, &source->steps,
                   ((struct line_step){table->record, offset}));
}

static void refuse_quote(struct table *table)
{
    struct number_text line;

    diag_add(table->diagnostics, DIAG_QUOTE_STRAY,
             place_of(table, table->row_cells + 1),
             number_slice(&line, table->lines.number));
    csv_free(&table->parser);
    parser_start(table);
    if (table->columns == 0) { /* without a header nothing can be read */
        table->failed = true;
        return;
    }
    drop_row(table);
    end_row(table);
}

static void refuse_length(struct table *table)
{
    struct number_text line, limit;

    diag_add(table->diagnostics, DIAG_RECORD_TOO_LONG, place_of(table, 0),
             number_slice(&line, table->line),
             number_slice(&limit, RECORD_MAX_LEN));
    table->failed = true;
}

/* False when libcsv found a quote where none can be. */
static bool feed(struct table *table, struct slice text)
{
    if (csv_parse(&table->parser, text.ptr, text.len, take_field, take_row,
                  table) == text.len)
        return true;
    if (csv_error(&table->parser) != CSV_EPARSE)
        out_of_memory();
    refuse_quote(table);
    return false;
}

/*
 * Cuts the fields of `line` from `at` on that end before the next quote in a
 * delimiter. Returns where the field begins that is left to libcsv.
 */
static size_t cut_fields(struct table *table, struct slice line, size_t at)
{
    char delimiter = table->dialect->delimiter;
    struct slice rest = slice_cut(line, at, line.len);

    rest.len = slice_find(rest, table->dialect->quote);
    for (;;) {
        size_t len = slice_find(rest, delimiter);

        if (len == rest.len)
            return (size_t)(rest.ptr - line.ptr);
        if (count_cell(table))
            ARENA_PUSH(&table->arena, &table->cells,
                       ((struct slice){rest.ptr, len}));
        rest = slice_cut(rest, len + 1, rest.len);
    }
}

/*
 * Up to where libcsv is given the fields that begin (or go on) at `at`: a
 * delimiter behind a quote, with no other quote soon after it.
 */
static size_t field_limit(const struct table *table, struct slice line,
                          size_t at)
{
    char quote = table->dialect->quote;
    struct slice near = slice_cut(line, at, line.len);
    const char *last = line.ptr + at + slice_find(near, quote);

    while (last) {
        at = (size_t)(last - line.ptr);
        near = slice_cut(line, at + 1, at + 1 + GAP);
        last = near.len ? memrchr(near.ptr, quote, near.len) : NULL;
    }
    near = slice_cut(line, at, line.len);
    at += slice_find(near, table->dialect->delimiter);
    return at < line.len ? at + 1 : line.len;
}

/*
 * A line with quotes: libcsv is given the fields that hold one, and the last of
 * the row, which ends it. At a delimiter it is in a quoted field or in none.
 */
static void feed_fields(struct table *table, struct slice line)
{
    size_t at = 0;

    lines_keep(&table->lines);
    while (at < line.len) {
        size_t end;

        if (!table->parser.quoted)
            at = cut_fields(table, line, at);
        end = field_limit(table, line, at);
        if (!feed(table, slice_cut(line, at, end)))
            return;
        at = end;
    }
}

/* A row that is left open by this line goes on in the next one. */
static void take_row_line(struct table *table, struct slice line)
{
    if (!table->in_record)
        mark_row(table, table->lines.number);
    table->in_record = true;
    table->record_len += line.len;
    if (table->record_len > RECORD_MAX_LEN)
        refuse_length(table);
    else if (table->scans && slice_find(line, table->dialect->quote) < line.len)
        feed_fields(table, line);
    else
        (void)feed(table, line);
}

static bool is_blank(struct slice line)
{
    return line.ptr[0] == '\n' || line.ptr[0] == '\r';
}

/* Lines before a row that are no part of the table; true when it was one. */
static bool take_other_line(struct table *table, struct slice line)
{
    const struct dialect *dialect = table->dialect;

    if (table->count->skipped_rows < dialect->skip_rows) {
        table->count->skipped_rows++;
        return true;
    }
    if (table->in_record)
        return false;
    if (is_blank(line)) {
        table->count->blank_lines++;
        return true;
    }
    if (dialect->comment && line.ptr[0] == dialect->comment) {
        table->count->comment_rows++;
        return true;
    }
    return false;
}

static void take_line(struct table *table, struct slice line)
{
    struct number_text number;

    if (!lines_clean(&table->lines) && memchr(line.ptr, '\0', line.len)) {
        if (!table->in_record)
            mark_row(table, table->lines.number);
        diag_add(table->diagnostics, DIAG_NUL_BYTE,
                 place_of(table, table->in_record ? table->row_cells + 1 : 0),
                 number_slice(&number, table->lines.number));
        table->failed = true;
        return;
    }
    if (!take_other_line(table, line))
        take_row_line(table, line);
}

/* Rows without quotes that are at hand; false when there is none. */
static bool take_plain_rows(struct table *table)
{
    size_t limit = RECORD_BATCH - table->batch_records;
    size_t lines_left = LINE_LAST - table->lines.number;
    struct slice text = lines_ahead(&table->lines);
    size_t count, len;

    if (!table->scans || table->in_record || table->columns == 0)
        return false;
    if (text.len > LINE_MAX_LEN)
        text.len = LINE_MAX_LEN;
    count = scan_rows(table->dialect, text, table->columns,
                      limit < lines_left ? limit : lines_left,
                      table->cells.items + table->cells.count, &len);
    if (count == 0)
        return false;
    mark_row(table, table->lines.number + 1);
    lines_take(&table->lines, len, (uint32_t)count);
    lines_keep(&table->lines);
    table->cells.count += count * table->columns;
    table->batch_records += count;
    table->record += (uint32_t)count;
    if (table->batch_records == RECORD_BATCH) {
        flush_batch(table);
        start_batch(table, table->record);
    }
    return true;
}

/* The last row may lack a line end; an open quote must not pass for a row. */
static void end_file(struct table *table)
{
    struct number_text line;

    if (table->in_record &&
        csv_fini(&table->parser, take_field, take_row, table) != 0) {
        diag_add(table->diagnostics, DIAG_QUOTE_UNCLOSED,
                 place_of(table, table->row_cells + 1),
                 number_slice(&line, table->line));
        table->count->refused_rows++;
        table->failed = true;
        return;
    }
    if (table->failed)
        return;
    if (table->columns == 0) {
        diag_report(table->diagnostics, DIAG_TABLE_EMPTY,
                    (struct place){table->name.source, 0, 0}, NULL, 0);
        table->failed = true;
    } else if (table->record == 1 && table->dialect->has_header) {
        diag_report(table->diagnostics, DIAG_TABLE_WITHOUT_ROWS,
                    (struct place){table->name.source, 0, 0}, NULL, 0);
    }
}

static void read_lines(struct table *table)
{
    enum line_status status = LINE_READ;
    struct slice line;

    while (!table->stopped && !table->failed) {
        if (take_plain_rows(table))
            continue;
        status = lines_next(&table->lines, &line);
        if (status != LINE_READ)
            break;
        take_line(table, line);
    }
    if (table->lines.marked)
        diag_report(table->diagnostics, DIAG_BYTE_ORDER_MARK,
                    (struct place){table->name.source, 0, 0}, NULL, 0);
    if (status == LINE_END)
        end_file(table);
    else if (status != LINE_READ) {
        report_lines(table->diagnostics, &table->name, &table->lines, status);
        table->failed = true;
    }
}

static uint16_t register_source(struct sources *sources, struct slice path,
                                const struct dialect *dialect)
{
    uint16_t number = sources_add(sources, path, SOURCE_TABLE);
    struct source *source = sources_get(sources, number);

    if (source) {
        source->delimiter = dialect->delimiter;
        source->quote = dialect->quote;
        source->encoding = arena_copy(sources->arena, dialect->encoding);
    }
    return number;
}

bool table_read(struct sources *sources, struct diagnostics *diagnostics,
                const char *file_path, struct slice path,
                const struct dialect *dialect,
                const struct table_reader *reader, struct table_count *count,
                uint16_t *source)
{
    struct table table = {.dialect = dialect,
                          .reader = reader,
                          .count = count,
                          .sources = sources,
                          .diagnostics = diagnostics};
    enum line_status status;

    *count = (struct table_count){0, 0, 0, 0, 0};
    *source = register_source(sources, path, dialect);
    table.name = (struct file_name){*source, path, dialect->encoding};
    table.record = dialect->has_header ? 0 : 1;
    table.batch_first = 1;
    table.scans = scan_fits(dialect);
    arena_init(&table.arena);
    arena_init(&table.texts);
    table.text = arena_alloc(&table.arena, TEXT_LEN);
    parser_start(&table);
    status = lines_open(&table.lines, file_path, dialect->encoding);
    if (status == LINE_READ) {
        read_lines(&table);
        flush_batch(&table);
    } else {
        report_lines(diagnostics, &table.name, &table.lines, status);
        table.failed = true;
    }
    lines_close(&table.lines);
    csv_free(&table.parser);
    arena_release(&table.texts);
    arena_release(&table.arena);
    return !table.failed;
}

#define DIGITS(number) #number
#define DOTTED(major, minor, release)                                          \
    DIGITS(major) "." DIGITS(minor) "." DIGITS(release)

const char *table_library_version(void)
{
    return DOTTED(CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}
