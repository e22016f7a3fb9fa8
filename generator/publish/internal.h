/*
 * Shared by the files that make datasets. Layer: publish, not for others.
 */
#ifndef PUBLISH_INTERNAL_H
#define PUBLISH_INTERNAL_H

#include "base/digest.h"
#include "emit/csv.h"
#include "emit/json.h"
#include "model/slices.h"
#include "publish/dataset.h"
#include "publish/outlet.h"

#define MARK_NOT_REPORTED "n.r."
#define MARK_NOT_APPLICABLE "n.a."

/* Where the values of a published column come from. */
enum published_kind {
    PUBLISHED_CELL,
    PUBLISHED_PERIOD, /* of the table: its files have none */
    PUBLISHED_FILE,
    PUBLISHED_ROW,
    PUBLISHED_DIMENSION, /* aggregates: name of the dimension, then the code */
    PUBLISHED_CODE
};

struct published_column {
    enum published_kind kind;
    struct slice name;
    const struct column *column; /* cells only */
    bool has_not_reported;       /* seen while writing, as all below */
    bool has_not_applicable;
    uint8_t scale;         /* most decimals of its amounts */
    struct amount largest; /* of them, without their signs */
};

/* The rows of a table by one dimension, a file per code. */
struct dataset_slices {
    const struct dimension *dimension;
    uint64_t files; /* after they are written */
    uint64_t rows;
};

/* One table on its way out. */
struct dataset {
    const struct portal *portal;
    const struct table *table;
    const char *workspace;
    struct published_column *columns;
    size_t column_count;
    uint64_t rows;
    struct published_file csv;
    struct published_file json;
    struct published_file safe; /* format/extras.h */
    struct published_file workbook;
    uint64_t formulas;        /* cells that a spreadsheet would run */
    uint64_t numbers_as_text; /* in the workbook */
    uint64_t texts_cut;
    struct {
        struct published_file *items;
        size_t count, capacity;
    } sources;
    struct dataset_slices *slices;
    size_t slice_count;
    bool done;
    bool is_alone; /* described where the files beside its CSV are not */
};

/* The same row as CSV and, unless there are too many, as JSON. */
struct row_writer {
    struct outlet csv;
    struct outlet json_file;
    struct comma_writer comma; /* into `csv`, as `json` is into `json_file` */
    struct json_writer json;
    bool has_json;
    bool failed; /* a file could not be written, which is found */
    uint64_t formulas;
    size_t row_start; /* of the row, in what is pending */
    struct slicer **slicers;
    size_t slicer_count;
};
/* These are false after a finding. Opened or not, a writer is to be released;
 * it is zero before it is opened. */
bool row_writer_open(struct row_writer *w, struct root *root,
                     const struct dataset *dataset) MUST_USE;
bool row_writer_close(struct row_writer *w, struct dataset *dataset) MUST_USE;
/* Files that were not closed will not be there. */
void row_writer_release(struct row_writer *w);

void dataset_row_begin(struct row_writer *w);
void dataset_row_end(struct row_writer *w);
void dataset_row_text(struct row_writer *w, struct slice name,
                      struct slice text);
void dataset_row_amount(struct row_writer *w, struct published_column *column,
                        struct amount value);
/* A cell without a value; remembers on the column which mark it took. */
void dataset_row_missing(struct row_writer *w, struct published_column *column,
                         enum cell_state state);

/* The CSV of the row that was ended last; until the next call. */
struct slice dataset_row_bytes(const struct row_writer *w);
/* Between rows: writes what has become large. False when it cannot be. */
bool dataset_row_pass(struct row_writer *w) MUST_USE;

/* Where the rows of one dimension are sorted by their codes. */
struct slicer;
struct slicer *slicer_new(struct root *root, const struct dataset *dataset,
                          struct dataset_slices *slices);
/* These are false after a finding. */
bool slicer_row(struct slicer *slicer, const struct row *row,
                struct slice bytes) MUST_USE;
/* After the last row: a file per code, each beginning with `head`. */
bool slicer_write(struct slicer *slicer, struct slice head,
                  unsigned threads) MUST_USE;
void slicer_free(struct slicer *slicer);

/* Which columns are published, in their order. */
void dataset_plan(struct dataset *dataset, struct arena *arena);
/* All rows; false when a source file could not be read again, or when the
 * writer failed. */
bool dataset_rows(struct dataset *dataset, struct row_writer *w) MUST_USE;
/* The same for `publish: aggregate`. */
void aggregate_plan(struct dataset *dataset, struct arena *arena);
bool aggregate_rows(struct dataset *dataset, struct row_writer *w) MUST_USE;
/* Periods that have no row of their own there. */
bool aggregate_leaves_out(const struct cube *cube, struct period period);

/* data/datapackage.json, after the datasets are written. */
void descriptor_write(struct buf *out, const struct portal *portal,
                      const struct dataset *datasets, size_t count,
                      const struct published_file *database,
                      struct slice base_url);
/* "official", "provisional", "illustrative", "disputed". */
const char *table_status_name(const struct portal *portal,
                              const struct table *table);
/* The files of a table beside CSV and JSON, as `rendir:formats`; and those of
 * all tables together. */
void formats_write(struct json_writer *w, const struct dataset *dataset);
void package_formats_write(struct json_writer *w,
                           const struct published_file *database);
void file_members(struct json_writer *w, const struct published_file *file,
                  const char *format, const char *mediatype);
/* What a table is, with its status in words: provisional, illustrative … */
struct words table_description(const struct portal *portal,
                               const struct table *table, struct arena *arena);
/* The `schema` of a resource. */
void schema_write(struct json_writer *w, const struct dataset *dataset);
/* Has it a key, of columns that leave? Without them a key is none. */
bool key_is_published(const struct table *table);
/* "key": "text"; nothing when there is no text. */
void text_member(struct json_writer *w, const char *key, struct slice text);
/* `key` in the portal's first language, `all` in all of them when they are
 * several; nothing when there is no text. */
void words_write(struct json_writer *w, const char *const keys[2],
                 const struct words *words, const struct portal *portal);

#endif
