/*
 * Rows of a table, in batches. Layer: input.
 *
 * A batch holds up to RECORD_BATCH records; its cells point into memory that is
 * valid only during the call of the sink. Every cell has its place: source of
 * the batch, record number of the row, field number of the column.
 */
#ifndef INPUT_RECORD_H
#define INPUT_RECORD_H

#include "base/diag.h"
#include "base/slice.h"

#define RECORD_BATCH 256

struct record_batch {
    uint16_t source;
    uint32_t first; /* number of the first record, 1 = after the header */
    size_t record_count;
    size_t column_count;
    const struct slice *cells; /* record_count * column_count */
};

/* Return false to stop reading. */
typedef bool record_sink(void *context, const struct record_batch *batch);

/* How a table file is written (Frictionless table dialect, and encoding). */
struct dialect {
    char delimiter;        /* ',' */
    char quote;            /* '"', 0 = none */
    char comment;          /* first character of comment rows, 0 = none */
    bool has_header;       /* true */
    uint32_t skip_rows;    /* physical lines before the header */
    struct slice encoding; /* iconv name, empty = UTF-8 */
};

#define DIALECT_DEFAULT                                                        \
    {                                                                          \
        ',', '"', 0, true, 0,                                                  \
        {                                                                      \
            NULL, 0                                                            \
        }                                                                      \
    }

/* What became of a file's bytes: the physical side of the ledger. */
struct table_count {
    uint32_t records;     /* data records delivered */
    uint32_t blank_lines; /* lines without any byte but line ends */
    uint32_t comment_rows;
    uint32_t skipped_rows;
    uint32_t refused_rows; /* ragged, reported one by one */
};

struct table_header {
    uint16_t source;
    const struct slice *names; /* empty when the dialect has no header */
    size_t count;
};

/*
 * Reads a CSV file through libcsv. `header` is called once before the first
 * batch (columns of a headerless file: as many as its first record has). All
 * faults of the file are reported: wrong encoding (byte offset and line), byte
 * order mark kept out of the first name, NUL bytes, ragged rows (refused, with
 * how many cells were expected and found), unclosed quotes (fatal; the broken
 * row is not delivered), an empty file. Blanks of unquoted fields are kept.
 * `path` is how the file is printed; `file_path` how it is opened.
 * False when the file could not be read to its end, or held no row; true when
 * the reader stopped it. Rows with a stray quote are refused like ragged ones.
 */
struct table_reader {
    void *context;
    bool (*header)(void *context, const struct table_header *header);
    record_sink *sink;
};
bool table_read(struct sources *sources, struct diagnostics *diagnostics,
                const char *file_path, struct slice path,
                const struct dialect *dialect,
                const struct table_reader *reader, struct table_count *count,
                uint16_t *source) MUST_USE;

/* Of libcsv, for the manifest. It tells none while it runs. */
const char *table_library_version(void);

#endif
