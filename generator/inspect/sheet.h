/*
 * Rows of files with the same columns, as numbers of distinct texts. Layer:
 * inspect.
 *
 * Each column keeps its distinct texts once (blanks around them removed) and,
 * for every row, the number of its text. All questions about types, keys and
 * codes are asked of these. At most SHEET_RECORDS records of a file are kept,
 * the first ones; nothing is drawn by chance.
 */
#ifndef INSPECT_SHEET_H
#define INSPECT_SHEET_H

#include "base/amount.h"
#include "base/date.h"
#include "base/map.h"
#include "inspect/json_list.h"
#include "inspect/names.h"
#include "inspect/sniff.h"

#define SHEET_RECORDS 100000u

enum cell_type {
    CELLS_EMPTY,
    CELLS_NUMBER,
    CELLS_DATE,  /* and months with their year: `pattern` */
    CELLS_MONTH, /* 1 to 12, or names */
    CELLS_YEAR,
    CELLS_CODE, /* digits that are no quantity */
    CELLS_TEXT
};

struct sheet_value {
    struct slice text;
    uint32_t count; /* rows that have it */
    uint32_t number;
    bool is_missing; /* empty, or a mark for it */
    bool is_number;
    bool is_total; /* "TOTAL", "RESULTADO" */
    struct amount amount;
    struct date date; /* of dates; of months the first day */
};

struct cells_guess {
    enum cell_type type;
    struct slice why;
    struct amount_format format;
    const char *pattern;  /* "%d/%m/%Y" */
    bool may_be_fiscal;   /* "2011-12": both a month and a fiscal year */
    bool is_ambiguous;    /* the marks, or the order of day and month */
    bool has_text_around; /* "Q 1,200.00", "12 %" */
    bool is_trailing_minus;
    bool is_negative; /* of one text: a sign before its unit, "-£ 12" */
    bool has_parentheses;
    uint32_t decimals; /* most that are written */
    uint32_t residues; /* texts with the rest of a binary number */
    uint32_t odd;      /* rows that are not of the type */
    struct slice odd_example;
    struct amount low, high;
    struct date first, last;
};

struct sheet_column {
    struct slice heading;
    uint32_t position; /* from 1 */
    bool is_named;     /* it has a heading, and no other column has it */
    struct map index;
    struct {
        struct sheet_value **items;
        size_t count, capacity;
    } values;
    struct {
        uint32_t *items; /* number of the value, by row */
        size_t count, capacity;
    } rows;
    uint32_t empty;  /* rows */
    size_t distinct; /* values that are not missing */
    struct slice missing_marks[4];
    size_t mark_count;
    struct cells_guess cells;
    struct name_guess name;
};

struct sheet_file {
    const char *path;
    struct slice base; /* the name without its folder */
    struct sniff sniff;
    bool is_json;
    struct json_list list; /* JSON: where its records are */
    struct table_count count;
    bool is_cut; /* there is more than SHEET_RECORDS records */
    size_t first_row;
    size_t row_count;
    struct slice fault; /* first finding of a row that was refused */
};

struct sheet {
    struct arena *arena;
    struct {
        struct sheet_file *items;
        size_t count, capacity;
    } files;
    struct {
        struct sheet_column *items;
        size_t count, capacity;
    } columns;
    struct {
        uint32_t *items; /* number of the file, by row */
        size_t count, capacity;
    } row_files;
};

void sheet_init(struct sheet *sheet, struct arena *arena);
/*
 * Reads `path`. A sheet that holds a file already takes another one only when
 * that has the same columns: else `*fits` is false and nothing was added. False
 * after a fault, with a sentence in `*fault`.
 */
bool sheet_read(struct sheet *sheet, const char *path, bool *fits,
                struct slice *fault) MUST_USE;
/* Types, names: after the last file. */
void sheet_understand(struct sheet *sheet);

static inline struct sheet_value *sheet_cell(const struct sheet_column *column,
                                             size_t row)
{
    return column->values.items[column->rows.items[row]];
}
/* What a person calls the column: its heading, or "column 5". */
struct slice column_label(struct arena *arena,
                          const struct sheet_column *column);
/* A column that sums are made of. */
bool column_is_money(const struct sheet_column *column);

/* cells.c: the type of a column, of its distinct texts. */
void cells_understand(struct arena *arena, struct sheet_column *column);
const char *cells_type_name(enum cell_type type);

#endif
