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

enum statement_kind { STATE_SHARE, STATE_DIFFERENCE, STATE_CHANGE };

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
    struct amount_format format;
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
    struct slice field; /* heading */
    struct slice *values;
    size_t value_count;
    struct words reason;
    bool is_total; /* states a total: checked against the parts */
    uint32_t rows; /* how many were */
};

/* The account of one file: records = used + excluded + refused. */
struct file_account {
    struct slice path; /* as printed, relative to the workspace */
    uint16_t source;
    struct table_count count;
    uint32_t used;
    uint32_t excluded; /* by an exclusion of the table */
    uint32_t refused;  /* a cell did not parse, or was needed and empty */
    uint16_t *fields;  /* by column of the table: field of the file, 0 = none */
};

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
    struct slice encoding;
    struct dialect dialect;
    struct period period; /* facts: of every row */
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
        struct row *items;
        size_t count, capacity;
    } rows;
    struct map by_code; /* code -> row, of tables with a `code` column */
    struct map columns_by_name;
    struct cube *cube;  /* facts only */
    struct place place; /* in the descriptor */
    bool has_personal;
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
