/*
 * A file of a resource being read: records into typed rows. Layer: model, not
 * for others.
 *
 *   bind.c        which columns of the file each field takes its text from
 *   field_text.c  the text of a field in a record
 *   cell.c        a text typed by its column
 *   reading.c     a record: left out, or read, or made into several rows
 *   fact.c        a row of facts into the cube
 *   portion.c     many rows of facts at once, typed by several threads
 *   subtotal.c, to_date.c  what only all rows together can say
 *   load.c        files and tables in their order; facts read once more
 *
 * A replay reads the same files again in the same way, to publish the rows; all
 * that is to be found was found the first time, so it is quiet.
 */
#ifndef MODEL_READING_H
#define MODEL_READING_H

#include "input/record.h"
#include "model/internal.h"

/* What a plain cell without marks for missing values holds. */
enum quick { QUICK_NONE, QUICK_TEXT, QUICK_NUMBER, QUICK_PERIOD };

/* A field as it stands in the file being read. */
struct bound_field {
    enum quick quick; /* how the cell is mostly read */
    const struct field *field;
    int at;                    /* of the file; -1 = the file lacks it */
    int *parts;                /* of the file, by part of the field; -1 too */
    int stage_at;              /* of the file: stages as rows */
    bool is_plain;             /* the cell as it is */
    bool is_timed;             /* an amount, or of a time of its own */
    size_t variant;            /* of the reading: that time */
    bool is_fixed;             /* `fixed`, in every record */
    struct slice fixed;        /* constant, or from the file's name */
    struct number_form number; /* with what the file says */
    bool has_plain_numbers;    /* nothing is done with them once read */
    struct buf above;          /* filled down: the last text */
    /* Neighbours often say the same: the last period, and what it was. */
    char known[PERIOD_TEXT_MAX];
    size_t known_len;
    struct period known_period;
    struct residue residue; /* decimals that are not meant */
};

#define VARIANT_EACH SIZE_MAX /* what stands in each of them */

/* The rows a record gives: each for a time of its own. */
struct variant {
    struct period period; /* kind none = that of the row */
    uint8_t month;
};

struct reading {
    struct loading *loading;
    struct table *table;
    struct file_account *account;
    struct slice headings[TABLE_COLUMNS_MAX]; /* of the file */
    struct slice called[TABLE_COLUMNS_MAX];   /* the same, by alias_name() */
    bool is_read[TABLE_COLUMNS_MAX]; /* by a field, or to choose rows */
    size_t column_count;
    size_t unnamed[TABLE_COLUMNS_MAX]; /* columns no field can ask for */
    size_t unnamed_count;
    struct bound_field *fields; /* as many as the table has */
    struct variant variants[TABLE_COLUMNS_MAX];
    size_t variant_count;
    int currency; /* column of the table, -1 = none */
    int period;
    size_t required[TABLE_COLUMNS_MAX]; /* columns that may not be empty */
    size_t required_count;
    size_t amounts[CUBE_MEASURES_MAX]; /* columns, by measure of the cube */
    size_t amount_count;
    struct cell cells[TABLE_COLUMNS_MAX]; /* by table column */
    struct arena scratch;                 /* texts made for one record */
    uint16_t source;
    uint16_t first_source; /* replay: its number when it was loaded */
    bool fills;            /* some field is filled down */
    bool is_simple;        /* each record is one row, and every column a cell */
    bool is_whole;         /* no cell of the record was refused */
    bool has_changed;      /* read anew: not as the first time */
    bool is_again;         /* the record has been read, and is read anew */
    bool is_quiet;         /* replay, or a first look */
    bool (*keep)(struct reading *reading, struct place place);
    row_sink *sink; /* replay only */
    void *sink_context;
    struct subtotal *own;       /* subtotal.c: the row's, null = none */
    struct subtotal *above[16]; /* of the rows it is a part of */
    size_t above_count;
    struct member_cache *caches; /* fact.c, by column of the table */
    struct portions *portions;   /* portion.h; null = one record at a time */
};

/* bind.c: what a file's header is to the fields. False: read no further. */
bool reading_bind(struct reading *reading, const struct table_header *header);
/* Where a cell of the table's column stands in the file. */
struct place reading_place(const struct reading *reading, size_t column,
                           struct place place);

/*
 * field_text.c: the text of a field in a record; in the record or in
 * reading->scratch. False when it does not fit the field's pattern (found).
 */
bool field_text_make(struct reading *reading, struct bound_field *bound,
                     const struct slice *raw, struct place place,
                     struct slice *out);
/* Each record, used or not, is the row above for the next one. */
void field_text_fill(struct reading *reading, const struct slice *raw);
/* "Balance_{}.csv": what stands at the braces. False when it does not fit. */
bool template_match(struct slice text, struct slice pattern, struct slice *out);

/* reading.c: a record in the first look at a file. */
void reading_look(struct reading *reading, const struct slice *raw,
                  struct place place);
/* False when no more is wanted. */
bool reading_record(struct reading *reading, const struct slice *raw,
                    struct place place);
/* Gives back what the reading holds, and says what was counted. */
void reading_end(struct reading *reading);
/* Says that a cell is needed and empty. */
void require_value(struct reading *reading, size_t column, struct place place);

/* fact.c */
bool fact_is_usable(struct reading *reading, struct place place);
bool fact_keep(struct reading *reading, struct place place);
/* A row that was kept, for what waits: see cube_waits(). */
bool fact_cross(struct reading *reading, struct place place);
void fact_keep_total(struct reading *reading, struct place place);
struct period fact_period(const struct reading *reading);

/* outcome.c: what becomes of a record, with its amounts. */
void outcome_count(struct reading *reading, enum outcome outcome,
                   struct exclusion *exclusion);
void outcome_amounts(struct reading *reading, enum outcome outcome,
                     const struct exclusion *exclusion);

/*
 * The same for `rows` used ones at once: of each amount of the cube how many
 * have it, and their sum. False, with nothing done, where a sum is so near to
 * what can be held that rows must be added one by one.
 */
bool outcome_rows(struct reading *reading, uint32_t rows,
                  const uint32_t *values, const struct amount *sums);

/*
 * subtotal.c: a first look at all records, then each. A row is a sub-total when
 * another row of its codes goes deeper.
 */
void subtotals_look(struct reading *reading, const struct slice *raw);
bool subtotal_is(struct reading *reading, const struct slice *raw,
                 struct place place);
/* The amounts read: of the sub-total, of a part of those above it. */
void subtotal_state(struct reading *reading);
void subtotal_add_part(struct reading *reading);
/* After the last file. */
void subtotals_check(struct loading *loading, const struct table *table);

/* to_date.c: a first look at all amounts; then the amounts of a period. */
bool to_date_is_needed(const struct table *table);
void to_date_look(struct reading *reading, struct place place);
/* After the last look. */
void to_date_settle(const struct table *table);
void to_date_convert(struct reading *reading, struct place place);

#endif
