/*
 * Shared by the files that verify a root. Layer: verify, for its own files
 * only.
 */
#ifndef VERIFY_INTERNAL_H
#define VERIFY_INTERNAL_H

#include "base/amount.h"
#include "base/date.h"
#include "base/file.h"
#include "base/map.h"
#include "verify/read.h"
#include "verify/verify.h"

/* --- published tables --- */

enum cell_kind {
    CELL_PRESENT,
    CELL_EMPTY,
    CELL_NOT_REPORTED,
    CELL_NOT_APPLICABLE
};

/* A set of values of a column, by number, ascending. */
struct numbers {
    uint32_t *items;
    size_t count, capacity;
};

/* One of the different texts of a column. */
struct value {
    struct slice text;
    enum cell_kind kind;
    bool is_read;   /* what follows was worked out */
    bool is_number; /* a number, or the last day of a date since 1970 */
    struct amount number;
};

/* A column as its different values and the number of one per row. */
struct column {
    struct slice name;
    const struct json *field;
    struct slice type;      /* rendir:type */
    struct slice dimension; /* rendir:dimension */
    struct slice refers;    /* rendir:refers */
    struct slice currency;
    struct slice multiplier; /* power of ten that amounts are counted in */
    bool has_many;           /* several codes in a cell, between '|' */
    struct {
        struct value *items;
        size_t count, capacity;
    } values;
    struct numbers rows;  /* row -> value */
    struct map by_text;   /* -> number of a value + 1 */
    uint32_t *starts;     /* value -> its first in `postings`; null = not yet */
    uint32_t *postings;   /* rows by value, ascending */
    struct map *codes;    /* code -> numbers of the values that have it */
    struct map *subtrees; /* code -> of those that have it or one below it */
    struct map periods;   /* text of a filter -> numbers */
};

struct table {
    struct slice name;
    struct slice role;
    struct slice dimension; /* of a classifier */
    struct slice path;      /* from the root */
    bool is_fact;
    bool is_aggregate;
    bool is_loaded, is_whole; /* tried; with success */
    const struct json *descriptor;
    struct column *columns;
    size_t column_count;
    size_t row_count;
};

/* --- a root --- */

/* An anchor of another place, looked up when all pages are read. */
struct anchor {
    struct slice page;
    size_t offset;
    struct slice target; /* "path#name" */
};

/*
 * A number of money, as printed. The power of ten a currency is shown in is the
 * same all over a root; which one, its pages tell together.
 */
struct print {
    struct slice page;
    size_t offset;
    struct slice id;
    struct slice text;
    struct slice value_text;
    struct amount value;
    struct amount printed;
    struct currency *currency;
};

#define POWERS_MAX 13

struct currency {
    size_t votes[POWERS_MAX]; /* numbers that fit in each power of ten */
};

/* A figure said without digits: must not be the words of another's lack. */
struct wording {
    struct slice page;
    size_t offset;
    struct slice key; /* "language: text" */
};

struct root {
    struct arena *arena;
    struct arena scratch; /* of a file */
    const char *folder;
    bool is_front; /* the folder above roots: its files lie in them */
    struct verify_report *report;
    struct names files;
    struct map by_path;    /* of `files`; the value says whether it was read */
    struct map tables;     /* name -> table */
    struct map withheld;   /* name -> struct verify_withheld */
    struct map currencies; /* code and multiplier -> currency */
    struct map answers;    /* canonical text of a leaf -> answer */
    struct map told;       /* canonical text -> value that is not checkable */
    struct map languages;  /* folder of pages -> language of the first */
    struct map ids;        /* "path#id" of every page */
    struct map missing;    /* "language: words" for what is not there */
    struct {
        struct anchor *items;
        size_t count, capacity;
    } anchors;
    struct {
        struct print *items;
        size_t count, capacity;
    } prints;
    struct {
        struct wording *items;
        size_t count, capacity;
    } wordings;
};

/* Copies what it is given. */
void verify_fault(struct root *root, struct slice path, size_t offset,
                  const char *format, ...) PRINTF_LIKE(4, 5);
/* A file into `arena`; false, with a fault, when it cannot be read. */
bool verify_read_file(struct root *root, struct arena *arena, struct slice path,
                      struct slice *out) MUST_USE;

/* --- the parts, in the order they run --- */

void verify_manifest(struct root *root);
void verify_descriptor(struct root *root);

/* The table of that name with its rows, or null where it is not published. */
struct table *verify_table(struct root *root, struct slice name);
struct column *verify_column(struct table *table, struct slice name);
struct table *verify_table_load(struct root *root, struct table *table);
bool verify_column_is_withheld(const struct table *table, struct slice name);
/* What the value says as a number. */
const struct value *verify_value(struct column *column, uint32_t number);
/* Rows of a value: `*count` of them, ascending. */
const uint32_t *verify_postings(struct column *column, uint32_t value,
                                size_t *count);

/* Null where that is no currency. */
struct currency *verify_currency(struct root *root, struct slice code,
                                 struct slice multiplier);
void verify_currency_add(struct root *root, struct slice code,
                         struct slice multiplier);

/* Rows that match a filter, ascending, in `scratch`. */
enum selection {
    SELECTION_OK,
    SELECTION_WITHHELD,  /* asks for a column that does not leave */
    SELECTION_NO_COLUMN, /* for one that is not there */
    SELECTION_SYNTAX
};
enum selection verify_select(struct root *root, struct table *table,
                             struct slice filter, struct numbers *out);

/* What the published rows give for a leaf. */
enum answer_kind {
    ANSWER_GIVEN,
    ANSWER_WITHHELD, /* not checkable */
    ANSWER_NONE      /* the leaf asks for what there is not: `fault` */
};

struct answer {
    enum answer_kind kind;
    struct slice status; /* "present" … */
    struct amount value;
    uint32_t rows;
    const struct column *measure; /* null for '*' */
    struct slice fault;
};

/* A row of a ledger. */
struct figure {
    size_t offset;
    struct slice id, operation, resource, measure, filter, operands;
    struct slice value_text, unit, multiplier, status;
    struct slice canonical;
    struct amount value; /* where it is present */
    uint32_t rows;
    bool is_present;
    const struct figure *a; /* operands of a tree */
    const struct figure *b;
};

struct ledger {
    struct slice path;
    struct map by_id;
    struct {
        struct figure *items;
        size_t count, capacity;
    } figures;
};

const struct answer *verify_leaf(struct root *root,
                                 const struct figure *figure);
/* What the operands give; false for an operation that is none of trees. */
bool verify_tree(const struct figure *figure, struct answer *out) MUST_USE;
/* Kept as a ratio and printed a hundredfold: percentages and points. */
bool verify_is_ratio(const struct figure *figure);

/* Reads and checks a ledger; the result lives in root->scratch. */
void verify_ledger(struct root *root, struct slice path, struct ledger *ledger);

/* A figure as a page prints it. */
struct printed {
    struct slice page;
    size_t offset;
    struct slice language; /* of its text, "es-GT" */
    struct slice text;     /* decoded */
};
void verify_printed(struct root *root, const struct figure *figure,
                    const struct printed *printed);
void verify_prints(struct root *root);

/* `ledger` null: the page may have no figures. */
void verify_page(struct root *root, struct slice path,
                 const struct ledger *ledger);
void verify_style(struct root *root, struct slice path);
void verify_link(struct root *root, struct slice page, size_t offset,
                 struct slice address);
void verify_anchors(struct root *root);

#endif
