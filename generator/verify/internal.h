/*
 * Shared by the files that verify a root. Layer: verify, for its own files
 * only.
 */
#ifndef VERIFY_INTERNAL_H
#define VERIFY_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/amount.h"
#include "base/date.h"
#include "base/map.h"
#include "base/signature.h"
#include "verify/read.h"
#include "verify/source.h"
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
    bool is_number; /* a number, or the last day of a date since 1970 */
    struct amount number;
};

/*
 * A column as its different values and the number of one per row. What filters
 * need of it is made when it is first asked for, under the lock of the root.
 */
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
    struct arena arena;
    struct slice name;
    struct slice role;
    struct slice dimension; /* of a classifier */
    struct slice path;      /* from the root */
    bool is_fact;
    bool is_aggregate;
    bool is_whole; /* its rows were read */
    const struct json *descriptor;
    struct slice text; /* of the file */
    struct column *columns;
    size_t column_count;
    size_t row_count;
    struct {
        size_t *items; /* where each row begins in `text`; then its end */
        size_t count, capacity;
    } starts;
};

/* --- a root --- */

/* What was found of a file while its digest was made. */
struct file_facts {
    uint8_t digest[DIGEST_SIZE];
    uint64_t bytes;
    bool is_known;
};

/* The places of a page, for links from others. */
struct page_places {
    struct slice page; /* from the top of the source */
    struct slice ids;  /* each followed by a line end */
};

/* A link to a place of another page, looked up when all pages are read. */
struct anchor {
    struct slice page; /* from the root */
    size_t offset;
    struct slice path; /* from the top of the source */
    struct slice name;
};

/* What the files of one PATH share. */
struct site {
    struct arena *arena;
    struct source *source;
    unsigned threads;
    const struct public_key *key; /* null: none was given */
    struct map places;            /* path of a page -> struct page_places */
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
    struct slice key;
    size_t votes[POWERS_MAX]; /* numbers that fit in each power of ten */
    struct currency *total;   /* the votes of all threads */
};

/* A figure said without digits: must not be the words of another's lack. */
struct wording {
    struct slice page;
    size_t offset;
    struct slice key; /* "language: text" */
};

/*
 * What ledgers say of something that nothing published tells: the same in all.
 */
struct telling {
    struct slice text;
    struct slice path; /* the first place of it, by path */
    size_t offset;
    struct slice id;
    size_t count;
    bool is_constant;
    struct telling *next; /* another text of the same figure */
};

/* The language of a page. */
struct spoken {
    struct slice page;
    size_t offset;
    struct slice language;
};

/* What the threads share of a root. Const while they run, but for what is
 * behind `lock`. */
struct common {
    struct site *site;
    struct source *source;
    struct slice below;         /* the root's folder in the source, "" = top */
    const struct common *outer; /* the root whose releases/ it lies in */
    bool is_front;        /* the folder above roots: its files lie in them */
    struct slice release; /* as the descriptor has it */
    const struct json *package;
    struct names files;
    struct map by_path;       /* -> number of a file + 1 */
    struct file_facts *facts; /* by number of a file */
    atomic_bool *is_linked;   /* from a page */
    atomic_bool *is_opened;   /* its content was looked at, not its digest */
    bool *is_read;            /* a page, with its ledger */
    bool *is_named;           /* by the descriptor, as a file of a dataset */
    struct map languages;     /* folders of pages */
    struct map tables;        /* name -> table */
    struct map currencies;    /* code and multiplier, of the descriptor */
    pthread_mutex_t lock;
    struct arena arena;  /* for what is behind the lock: */
    struct map withheld; /* name -> struct verify_withheld */
    struct map answers;  /* canonical text of a leaf -> answer */
};

/* A root as one thread sees it; the others' are joined to the first. */
struct root {
    struct common *common;
    struct arena *arena;
    struct arena scratch; /* of a file */
    struct verify_report *report;
    struct map currencies; /* unit and multiplier -> currency */
    struct map units;      /* of them, those of money that does not leave */
    struct map told;       /* canonical text -> telling */
    struct map missing;    /* "language: words" for what is not there */
    struct {
        struct page_places *items;
        size_t count, capacity;
    } places;
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
    struct {
        struct spoken *items;
        size_t count, capacity;
    } spoken;
};

/* Copies what it is given. */
void verify_fault(struct root *root, struct slice path, size_t offset,
                  const char *format, ...) PRINTF_LIKE(4, 5);
/* A file into `arena`; false, with a fault, when it cannot be read. */
bool verify_read_file(struct root *root, struct arena *arena, struct slice path,
                      struct slice *out) MUST_USE;
bool verify_has(const struct root *root, struct slice path);
/* Its number; the file is there. */
size_t verify_file_number(const struct root *root, struct slice path);
/* Digest and size of a file that is there; false, with a fault. */
bool verify_facts(struct root *root, size_t file,
                  const struct file_facts **out) MUST_USE;

/* Each task on the threads there are, each with its own view of the root. */
typedef void root_task(struct root *root, void *context, size_t index);
void verify_share(struct root *roots, size_t count, root_task *task,
                  void *context);

/* --- the parts, in the order they run --- */

/* `roots`: the views of all threads; the first is that of the caller. */
void verify_manifest(struct root *roots);
void verify_signature(struct root *root, struct slice manifest);
void verify_descriptor(struct root *root);
/* Reads the tables; what is wrong with them against the descriptor. */
void verify_tables(struct root *roots);
void verify_datasets(struct root *roots);
void verify_fields(struct root *root, const struct table *table);
void verify_keys(struct root *root, const struct table *table);
void verify_twin(struct root *root, const struct table *table);
/* The files of `rendir:formats`. */
void verify_formats(struct root *root, const struct table *table);
void verify_workbook(struct root *root, const struct table *table,
                     const struct json *format, struct slice path);
void verify_kits(struct root *roots);
void verify_slices(struct root *roots, const struct table *table);

/* The table of that name with its rows, or null where it is not published. */
struct table *verify_table(struct root *root, struct slice name);
struct column *verify_column(const struct table *table, struct slice name);
bool verify_column_is_withheld(const struct table *table, struct slice name);
/* Rows of a value: `*count` of them, ascending. Under the lock. */
const uint32_t *verify_postings(struct column *column, uint32_t value,
                                size_t *count);

/* "USD 6": by code and the power of ten its amounts are counted in. */
struct slice verify_currency_key(struct arena *arena, struct slice code,
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
/* Is the text the value, rounded to the decimals it has? */
bool verify_is_rounded(const struct figure *figure, struct slice language,
                       struct slice text);

enum page_form {
    PAGE_PLAIN,
    PAGE_RECEIPTS /* of every figure of its ledger */
};

/* `ledger` null: the page may have no figures. */
void verify_page(struct root *root, struct slice path, enum page_form form,
                 const struct ledger *ledger);
void verify_style(struct root *root, struct slice path);

/* An address of a page; `leaves`: it may lead to another release. What it leads
 * to, from the root, or empty. */
struct link {
    struct slice page;
    size_t offset;
    struct slice address;
    bool leaves;
};
struct slice verify_link(struct root *root, const struct link *link);
/* Once the places of all pages are known. */
void verify_anchors(struct root *root);

/* --- the CSV files of tables on pages --- */

/* The table last read on a page, as far as it has figures. */
struct sheet {
    bool is_there;
    size_t row, cell; /* of the current one, from 1 */
    struct {
        struct sheet_figure {
            size_t row, cell, offset;
            struct slice value;
        } * items;
        size_t count, capacity;
    } figures;
};
bool verify_is_sheet(const struct root *root, struct slice path);
/* A page links to the CSV of the table. */
void verify_sheet(struct root *root, struct slice page, struct slice path,
                  const struct sheet *sheet);
/* Of no page's table in particular. */
void verify_sheets(struct root *roots);

/* Counts what nobody read, once all is read. */
void verify_unopened(struct root *root);

/* --- the roots of a source --- */

struct root_place {
    struct slice below;
    const struct common *outer;
    bool is_front;
    bool is_release; /* without an outer root: of an archive in one */
};

/* Runs all parts; anchors and lines are for verify_root_close(). */
void verify_root_open(struct root *roots, struct common *common);
void verify_root_close(struct root *roots);
/* Null, with a fault, where it is none. */
struct source *verify_archive_open(struct root *root, struct slice path);
/* releases/<id>.zip against releases/<id>/. */
void verify_release_archives(struct root *root);

#endif
