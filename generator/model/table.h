/*
 * Tables: what a resource of the data package became. Layer: model.
 *
 * A table has typed columns named by role, and rows with a place. Tables of
 * facts (execution, revenue) keep no rows: theirs go to the cube (model/cube.h)
 * and are read again when they are published. Everything lives in the portal's
 * arena and is const once loaded.
 */
#ifndef MODEL_TABLE_H
#define MODEL_TABLE_H

#include "base/amount.h"
#include "base/date.h"
#include "base/map.h"
#include "base/place.h"
#include "input/record.h"
#include "input/tree.h"
#include "locale/language.h"

enum resource_role {
#define RESOURCE(NAME, text, title) ROLE_##NAME,
#define FIELD(NAME, role, type, refers, required)
#include "model/roles.def"
#undef RESOURCE
#undef FIELD
    ROLE_DERIVED, /* made by rule: model/derive.h */
    ROLE_COUNT
};

enum column_type {
    COLUMN_TEXT,
    COLUMN_CODE,
    COLUMN_NUMBER,
    COLUMN_DATE,
    COLUMN_PERIOD,
    COLUMN_CHOICE,
    COLUMN_CODES,
    COLUMN_FLAG,
    COLUMN_ADDRESS,
    COLUMN_DIMENSION,
    COLUMN_AMOUNT,
    COLUMN_STATED
};

/* Zero, empty, not reported and not applicable are four different things. */
enum cell_state {
    CELL_PRESENT,
    CELL_EMPTY,
    CELL_NOT_REPORTED,
    CELL_NOT_APPLICABLE,
    CELL_REFUSED /* did not parse; found, and accepted in portal.yaml */
};

struct cell {
    enum cell_state state;
    struct slice text; /* as published; of a number, as written */
    union {
        struct amount number;
        struct period period; /* dates are periods of a day */
    } is;
};

enum accumulation { ACCUMULATE_FLOW, ACCUMULATE_TO_DATE, ACCUMULATE_LEVEL };

enum statement_kind {
    STATE_SHARE,
    STATE_DIFFERENCE,
    STATE_CHANGE,
    STATE_TO_DATE
};

/* What a stated number claims (formats.md, `statement`). */
struct statement {
    enum statement_kind kind;
    struct slice of[2]; /* share: measures; else of[0] = measure */
    struct period from;
};

struct missing_mark {
    struct slice text;
    enum cell_state state;
};

/* How a number is written, and what is done with it once read. */
struct number_form {
    struct amount_format format;
    bool has_affixes;    /* text around the number is left out */
    bool trailing_minus; /* "12-" is negative */
    bool is_reversed;    /* the sign is turned round */
    bool has_decimals;   /* no more than `decimals` are meant */
    uint8_t decimals;
    struct amount factor; /* exact; 1 = none */
};

/* How a date or period is written; empty = as in base/date.h. */
struct date_form {
    struct slice pattern;         /* "%d/%m/%Y" */
    enum period_kind granularity; /* none = as read */
};

/* Where the text of a field comes from, in the order in which it is made
 * (formats.md, "Where a field comes from"). */
struct field_text {
    struct slice heading;
    struct slice *aliases;
    size_t alias_count;
    uint32_t position; /* of the column, from 1; 0 = found by its heading */
    bool is_optional;  /* files may lack it */
    bool has_constant;
    struct slice constant;
    struct slice from_path; /* "Balance_{}.csv" */
    struct slice *parts;    /* headings that are joined, or hashed */
    size_t part_count;
    struct slice with;
    bool is_digest;
    struct slice split_at;
    unsigned split_part;  /* from 1; 0 = not split */
    unsigned split_parts; /* at most so many: the last has all the rest */
    struct slice pattern;
    unsigned pad;
    bool fills_down;
    struct map *values; /* text -> struct slice *; null = none */
};

/* Stages as rows: what a text of `stage_heading` stands for. */
struct stage_text {
    struct slice text;
    size_t column;
};

/* A field of the descriptor: a source for a column of the table. */
struct field {
    struct field_text text;
    struct number_form number;
    struct date_form date;
    size_t column;        /* of the table */
    struct period period; /* amounts: of this field; none = the row's */
    uint8_t month;        /* amounts: of the row's year; 0 = none */
    struct slice stage_heading;
    struct stage_text *stages;
    size_t stage_count;
    struct place place;
};

/* Which rows are meant (formats.md, "Which rows"): all must hold. */
enum condition_kind { CONDITION_EQUALS, CONDITION_STARTS, CONDITION_EMPTY };
struct condition {
    struct slice field; /* heading */
    enum condition_kind kind;
    struct slice *values;
    size_t value_count;
    bool is_negated;
    struct place place;
};
struct conditions {
    struct condition *items;
    size_t count, capacity;
};

/* A code of the currency column, and what it stands for. */
struct currency {
    struct slice code; /* "D" */
    struct slice name; /* "USD" */
    uint8_t multiplier;
};

enum table_format { FORMAT_CSV, FORMAT_JSON, FORMAT_FRONT_MATTER };

/* A second file of the same record, in another language. */
struct overlay {
    struct slice language; /* path of a portal's language */
    struct slice pattern;  /* files of another folder, by pattern */
};

/* How one file is written, where files of a resource differ. */
struct file_form {
    struct dialect dialect;
    struct slice *columns; /* headings, left to right; null = its own header */
    size_t column_count;
    struct amount_format format; /* decimal 0 = as the field says */
    struct amount factor;        /* coefficient 0 = none */
    bool is_subtracted;
    struct period period;
};

struct column {
    struct slice name;    /* published, unique in the table */
    struct slice heading; /* in the source file */
    struct slice role;    /* field role, empty = carried */
    enum column_type type;
    struct slice refers; /* resource role its codes belong to, or empty */
    bool required;
    int language; /* of texts; -1 = all */
    struct slice dimension;
    struct slice stage;
    enum accumulation accumulation;
    struct slice currency;
    uint8_t multiplier;
    struct slice unit;
    struct missing_mark *missing;
    size_t missing_count;
    bool personal;
    struct words title;
    struct words description;
    struct statement statement;
    struct place place; /* in the descriptor */
    /* CODE columns of kept tables: code -> struct row_list. */
    struct map index;
    uint8_t decimals; /* most decimals written in the column */
    bool converts;    /* year-to-date in the files, amounts of a period here */
    int label_of;     /* column whose codes these labels belong to; -1 = none */
};

struct row {
    const struct cell *cells;
    struct place place;
};

struct row_list {
    uint32_t *items;
    size_t count, capacity;
};

enum table_status {
    TABLE_OFFICIAL,
    TABLE_PROVISIONAL,
    TABLE_ILLUSTRATIVE,
    TABLE_DISPUTED
};

enum table_publish {
    PUBLISH_SOURCE,
    PUBLISH_NORMALISED,
    PUBLISH_AGGREGATE,
    PUBLISH_NONE
};

/* Rows not used, and why. */
struct exclusion {
    struct conditions when;
    struct words reason;
    bool is_total;      /* states a total: checked against the parts */
    bool is_consent;    /* whose field `consent` does not say yes */
    struct slice *adds; /* lists: columns of which a total states the sum */
    size_t add_count;
    uint32_t rows; /* how many were */
};

/* A row of a list that states totals; it is none of its rows. */
struct total_row {
    struct row row;
    const struct exclusion *by;
};

/* Lists: `stated` is said to be per cent of `part` in `whole`, row by row. */
struct stated_shares {
    struct slice stated, part, whole; /* columns; empty = none declared */
};

/* Lists: each row states sums of the rows of `resource` with the same `by`. */
struct stated_sums {
    struct slice resource; /* empty = none declared */
    struct slice by;
    struct slice *adds;
    size_t add_count;
};

/* What became of a record. */
enum outcome {
    OUTCOME_USED,
    OUTCOME_EXCLUDED,  /* by an exclusion */
    OUTCOME_TOTAL,     /* states a total */
    OUTCOME_SUBTOTAL,  /* states the sum of the rows below it */
    OUTCOME_REPEATED,  /* says again what a row before said (`distinct`) */
    OUTCOME_ELSEWHERE, /* another resource takes it */
    OUTCOME_REFUSED,   /* a cell did not parse, or was needed and empty */
    OUTCOME_COUNT
};
const char *outcome_name(enum outcome outcome);

/* The amounts of one stage and currency in rows of one outcome. */
struct outcome_amount {
    struct amount sum;
    uint32_t values; /* rows that have one */
    bool overflow;
};
struct outcome_account {
    enum outcome outcome;
    const struct exclusion *exclusion; /* null where none was at work */
    uint32_t rows;
    struct outcome_amount *amounts; /* by amount column of the table */
};

/*
 * The account of one file: records = used + excluded + elsewhere + refused,
 * where `excluded` counts totals, sub-totals and repetitions as well.
 */
struct file_account {
    struct slice path; /* as printed, relative to the workspace */
    struct file_form form;
    uint16_t source;
    struct table_count count;
    uint32_t used;
    uint32_t excluded;
    uint32_t elsewhere;
    uint32_t refused;
    uint32_t rows;    /* rows made of those used: more with months as columns */
    uint16_t *fields; /* by column of the table: field of the file, 0 = none */
    struct {
        struct outcome_account *items; /* those that occur, in that order */
        size_t count, capacity;
    } outcomes;
};

struct subtotals;
struct to_date;
struct equivalences;
struct atlas;

struct table {
    struct slice name;
    enum resource_role role;
    struct words title;
    struct words description;
    struct slice dimension; /* role classifier */
    enum table_status status;
    enum table_publish publish;
    struct slice licence_name;
    struct slice licence_address;
    enum table_format format;
    struct slice records; /* JSON: path of the list; empty = the file is it */
    struct {
        struct overlay *items;
        size_t count, capacity;
    } overlays;
    struct dialect dialect;
    struct period period; /* facts: of every row */
    struct {
        struct currency *items; /* facts: the first is the main one */
        size_t count, capacity;
    } currencies;
    struct conditions take; /* only these rows; none = all */
    struct {
        struct field *items;
        size_t count, capacity;
    } fields;
    struct {
        struct slice *items; /* headings, from the upper to the lower code */
        size_t count, capacity;
    } levels;
    struct subtotals *subtotals; /* model/subtotal.c; null = none declared */
    struct to_date *to_date;     /* model/to_date.c; null = none converted */
    struct equivalences *equivalences; /* model/equivalence.c; null = none */
    const struct atlas *atlas;         /* model/atlas.h; null = no map */
    struct {
        struct file_account *items;
        size_t count, capacity;
    } files;
    struct {
        struct exclusion *items;
        size_t count, capacity;
    } exclusions;
    struct {
        struct column *items;
        size_t count, capacity;
    } columns;
    struct {
        struct slice *items; /* column names */
        size_t count, capacity;
    } key;
    struct {
        struct slice *items; /* dimensions: model/slices.h */
        size_t count, capacity;
    } slices;
    struct {
        struct row *items;
        size_t count, capacity;
    } rows;
    struct {
        struct total_row *items; /* lists: rows that state totals */
        size_t count, capacity;
    } totals;
    struct stated_shares shares;
    struct stated_sums sums;
    struct map by_code; /* code -> row, of tables with a `code` column */
    struct map columns_by_name;
    struct cube *cube;  /* facts only */
    struct place place; /* in the descriptor */
    bool has_personal;
    bool has_statements;   /* some field states something of the amounts */
    bool is_distinct;      /* a list taken from a file that repeats it */
    unsigned fiscal_month; /* the fiscal year's first */
};

const char *resource_role_name(enum resource_role role);
const char *resource_role_title(enum resource_role role);
const char *column_type_name(enum column_type type);
const char *accumulation_name(enum accumulation accumulation);
bool table_is_fact(const struct table *table);
/* Rows there are to publish; facts count those used. */
uint64_t table_row_count(const struct table *table);
/* JSON is read whole by what reads it: above this there is CSV alone. */
#define TABLE_JSON_ROWS_MAX 100000
/* Does the table have rows that may be downloaded, and as JSON too? */
bool table_is_published(const struct table *table);
bool table_has_json(const struct table *table);

/* "accrued-share" is published, and asked for, as "accrued_share". */
struct slice column_published(struct arena *arena, struct slice name);
/* By published name; null when there is none. */
const struct column *table_column(const struct table *table, struct slice name);
size_t column_index(const struct table *table, const struct column *column);
/* Where a cell of a kept row stands. */
struct place cell_place(const struct table *table, const struct row *row,
                        const struct column *column);
/* First column with this field role (of any language), or null. */
const struct column *table_role_column(const struct table *table,
                                       const char *role);
/* The cell of a row by field role; a shared empty cell when there is none. */
const struct cell *row_cell(const struct table *table, const struct row *row,
                            const char *role);
/* Text of a cell by field role; empty unless present. */
struct slice row_text(const struct table *table, const struct row *row,
                      const char *role);
/* Period or date by field role; kind none unless present. */
struct period row_period(const struct table *table, const struct row *row,
                         const char *role);
/* TEXT role in a language, else in the first language that has it. */
struct slice row_words(const struct table *table, const struct row *row,
                       const char *role, const struct language *language);
/* Row by code, or null. */
const struct row *table_find(const struct table *table, struct slice code);
/* Rows whose CODE column `role` holds `code`; empty list when none. */
const struct row_list *table_rows_by(const struct table *table,
                                     const char *role, struct slice code);
/* The row that stands at `index` of such a list. */
const struct row *row_at(const struct table *table, const struct row_list *rows,
                         size_t index);

#endif
