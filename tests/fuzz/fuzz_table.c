/* CSV: the first byte chooses the dialect, the rest is the file. */
#include "fuzz.h"
#include "input/record.h"

struct reading {
    size_t columns;
    size_t records;
    size_t last;  /* number of the first record of a batch */
    size_t bytes; /* read, so that a sanitizer sees every cell */
};

static size_t touch(struct slice text)
{
    size_t sum = text.len;

    for (size_t i = 0; i < text.len; i++)
        sum += (unsigned char)text.ptr[i];
    return sum;
}

static bool take_header(void *context, const struct table_header *header)
{
    struct reading *reading = context;

    reading->columns = header->count;
    for (size_t i = 0; header->names != NULL && i < header->count; i++)
        reading->bytes += touch(header->names[i]);
    return true;
}

static bool take_batch(void *context, const struct record_batch *batch)
{
    struct reading *reading = context;

    if (batch->column_count != reading->columns)
        BUG("a batch as wide as the header");
    if (batch->first <= reading->last)
        BUG("record numbers only grow");
    reading->last = batch->first;
    reading->records += batch->record_count;
    for (size_t i = 0; i < batch->record_count * batch->column_count; i++)
        reading->bytes += touch(batch->cells[i]);
    return true;
}

static struct dialect dialect_of(uint8_t choice)
{
    struct dialect dialect = DIALECT_DEFAULT;

    if (choice & 1)
        dialect.has_header = false;
    if (choice & 2)
        dialect.delimiter = ';';
    if (choice & 4)
        dialect.comment = '#';
    if (choice & 8)
        dialect.skip_rows = 2;
    if (choice & 16)
        dialect.quote = 0;
    if (choice & 32)
        dialect.encoding = SLICE("UTF-16LE");
    if (choice & 64)
        dialect.encoding = SLICE("ISO-8859-1");
    return dialect;
}

/* Lines only ever grow. */
static void check_lines(const struct source *source, uint32_t count)
{
    uint32_t before = 0;

    for (uint32_t record = 1; record <= count; record++) {
        uint32_t line = source_line(source, record);

        if (line <= before)
            BUG("a record stands below the one before it");
        before = line;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_run run;
    struct dialect dialect;
    struct reading reading = {0};
    const struct table_reader reader = {&reading, take_header, take_batch};
    struct table_count count;
    uint16_t source;

    if (size < 1)
        return 0;
    dialect = dialect_of(data[0]);
    fuzz_begin(&run);
    fuzz_file(&run, data + 1, size - 1);
    if (table_read(&run.sources, &run.diagnostics, run.path, SLICE("input"),
                   &dialect, &reader, &count, &source)) {
        if (count.records != reading.records)
            BUG("every record is delivered");
        check_lines(sources_get(&run.sources, source),
                    count.records + count.refused_rows);
    }
    fuzz_end(&run);
    return 0;
}
