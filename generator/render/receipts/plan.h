/*
 * How the receipts of a page are laid out, the same in every language: which
 * figures stand in one table, which in a list, and under which anchor.
 * Layer: render.
 *
 * What is asked of many codes alike (the sum of a year, the share of two such
 * sums) is a column, and the codes are the rows. Where figures are told by two
 * columns of their dataset, the one with the fewer codes goes with what is
 * asked. All else stands in a list of its dataset. A figure stands once.
 */
#ifndef RENDER_PLAN_H
#define RENDER_PLAN_H

#include "render/page.h"

/* Letters of an id that are its anchor, where no link leads and no figure
 * before it begins alike; elsewhere it is the whole id. */
#define ANCHOR_SHORT 4

/* The rows that a leaf asks for, whenever they are of: "program=011.0138". */
struct receipt_subject {
    struct slice resource;
    struct slice terms;
    struct slice rows_path; /* the CSV that has them, may be empty */
    struct {
        struct receipt_block **items; /* tables that have a row of it */
        size_t count, capacity;
    } blocks;
    size_t place; /* while cells are laid out */
};

/* A figure of the page. */
struct receipt {
    const struct figure *figure;
    const struct receipt_column *column;
    struct receipt_subject *subject; /* of a tree, that of its first operand */
    struct slice
        aside; /* a leaf's term that its column is about, may be empty */
    struct slice anchor;
    bool is_linked; /* the page leads to it */
};

/* What is asked of one subject or many. */
struct receipt_column {
    size_t number;               /* in the order of first figures */
    struct receipt_block *block; /* null = all of it stands in lists */
    size_t place;                /* from 0, in the block */
    struct {
        const struct receipt **items; /* one for each subject */
        size_t count, capacity;
    } receipts;
};

struct receipt_block {
    struct slice resource; /* empty: what the portal declares */
    bool is_table;
    struct slice fixed;     /* terms that all rows have */
    struct slice rows_path; /* the same CSV for all, else empty */
    struct slice source;    /* the file they stand in, where it is one */
    struct {
        struct receipt_column **items;
        size_t count, capacity;
    } columns; /* tables */
    struct {
        struct receipt_subject **items;
        size_t count, capacity;
    } rows; /* tables */
    struct {
        const struct receipt **items;
        size_t count, capacity;
    } receipts;                   /* of lists, in the order of the ledger */
    const struct receipt **cells; /* tables: row by row; null = empty */
    size_t votes;                 /* while tables are looked for */
};

struct receipts_plan {
    struct receipt *items; /* as page->figures */
    size_t count;
    struct map by_id;
    struct {
        struct receipt_block **items;
        size_t count, capacity;
    } blocks;
};

/* `linked`: ids that links lead to; they are anchors whole. */
struct receipts_plan *receipts_plan_new(struct page *page,
                                        const struct map *linked);
const struct receipt *receipt_of(const struct receipts_plan *plan,
                                 const struct figure *figure);
/* "a=1;b=2;period=2017" -> "a=1;b=2", "period=2017" */
void filter_split(struct slice filter, struct slice *terms,
                  struct slice *period);
/* Is `term` one of `terms`? */
bool terms_have(struct slice terms, struct slice term);
/* Those of `terms` that are not `fixed`. */
struct slice terms_besides(struct arena *arena, struct slice terms,
                           struct slice fixed);

#endif
