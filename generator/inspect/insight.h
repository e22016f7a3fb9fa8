/*
 * What the rows of a sheet say about its columns and about each other. Layer:
 * inspect.
 */
#ifndef INSPECT_INSIGHT_H
#define INSPECT_INSIGHT_H

#include "inspect/sheet.h"

#define NO_COLUMN SIZE_MAX
#define KEY_MAX 4
#define LEVELS_MAX 8
#define MONEY_MAX 16

enum row_kind { ROW_LEAF, ROW_SUBTOTAL, ROW_TOTAL };

/* Of one column, beside what its own texts say. */
struct column_insight {
    size_t label_of;        /* the code it names */
    size_t label;           /* the column that names it */
    size_t label_conflicts; /* codes with more than one label */
    size_t within;          /* the code it is one of: it has one label then */
    size_t parent;          /* the column it determines */
    bool has_prefix;        /* ... whose text its own begins with */
    bool is_cumulative;     /* as the files' periods show */
    size_t steps, falls, rises;
    bool fills;       /* blank where it is as in the row above */
    const char *mark; /* between a code and its label in one cell, or "" */
};

struct insight {
    struct sheet *sheet;
    struct column_insight *columns;
    unsigned char *rows; /* enum row_kind */

    size_t key[KEY_MAX];
    size_t key_count;    /* 0: none of up to KEY_MAX columns */
    bool key_is_by_file; /* ... together with the file */
    size_t alike;        /* rows that no columns tell from another */

    size_t levels[LEVELS_MAX];
    size_t level_count;
    size_t subtotal_rows;
    size_t subtotals_agree; /* amounts compared with the rows below */
    size_t subtotals_differ;

    size_t blank_rows;   /* no text in any column */
    size_t note_rows;    /* a text in one column alone, and no amount */
    size_t blank_column; /* empty in these and no other, or NO_COLUMN */

    size_t total_rows;
    size_t total_column;
    struct slice total_text;
    size_t totals_agree;
    size_t totals_differ;

    size_t date; /* columns of time, or NO_COLUMN */
    size_t year;
    size_t month;
    size_t currency;         /* with at least one text */
    size_t sides;            /* says of each row: revenue or spending */
    struct slice both_sides; /* evidence for both in one file, or empty */

    struct slice file_pattern;   /* "Balance_{}_2025.csv" */
    struct slice *file_parts;    /* what stands at {}, by file */
    struct period *file_periods; /* null: the names have no months */
    size_t period_count;         /* distinct, of rows */
};

void insight_find(struct insight *insight, struct sheet *sheet);

/* Its parts, each after those above it. */
void blank_rows_find(struct insight *insight);
void rows_of_totals_find(struct insight *insight);
void rows_of_groups_find(struct insight *insight);
void marks_in_cells_find(struct insight *insight);
void relations_find(struct insight *insight);
void subtotals_find(struct insight *insight);
void sums_check(struct insight *insight);
void key_find(struct insight *insight);
void file_names_find(struct insight *insight);
void cumulative_find(struct insight *insight);
void sides_find(struct insight *insight);

/* Codes, dates, words: what can tell rows apart and is no label. */
bool column_is_part_of_keys(const struct insight *insight, size_t column);
/* How many texts of `from` go with more than one of `to`, up to `limit`. */
size_t conflicts_count(const struct insight *insight, size_t from, size_t to,
                       size_t limit);

#endif
