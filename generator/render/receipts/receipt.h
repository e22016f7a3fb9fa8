/*
 * What stands behind one figure, in words and as markup: the parts of which
 * receipts.c makes lists and tables. Layer: render.
 */
#ifndef RENDER_RECEIPT_H
#define RENDER_RECEIPT_H

#include "render/receipts/filter_words.h"
#include "render/receipts/plan.h"

/* What is the same for all figures that ask for the same measure. */
struct kind {
    const struct figure *example;
    struct slice name; /* "Sum of Accrued"; of trees, empty */
    struct slice unit; /* "EJR, shown in million EJR, decimals: 1" */
};

/* A sentence around its one number. */
struct around {
    struct slice before, after;
};

struct receipts {
    struct page *page;
    const struct receipts_plan *plan;
    struct buf out;
    struct markup m;
    struct map terms;   /* "resource|term" -> struct told_term */
    struct map periods; /* "period=2017" -> struct slice */
    struct around rows, line, lines;
    struct {
        struct kind *items;
        size_t count, capacity;
    } kinds;
};

void receipts_init(struct receipts *r);

/* How its exact value becomes the number on the page. */
struct slice receipt_unit(struct receipts *r, const struct figure *f);
/* A leaf with rows: neither a tree nor a constant. */
bool receipt_has_rows(const struct figure *f);
const struct told_term *receipt_term(struct receipts *r, struct slice resource,
                                     struct slice term);
/* "Program: Water; Institution: Health" */
void receipt_terms_write(struct receipts *r, struct slice resource,
                         struct slice terms);
/* Do the terms say no more in words than as they are? */
bool receipt_terms_are_codes(struct receipts *r, struct slice resource,
                             struct slice terms);
/* "Sum of Accrued, 2017; Program: Water" and the filter, of which `terms` are
 * not said above; "a as a share of b" of a tree. */
void receipt_asked_write(struct receipts *r, const struct receipt *receipt,
                         struct slice terms);
/* As <b>: exact, but for quotients. */
void receipt_value_write(struct receipts *r, const struct figure *f);
/* "rows: 18, lines 3866–3901" */
void receipt_rows_write(struct receipts *r, const struct receipt_block *block,
                        const struct figure *f);
/* What earlier releases had, where it was another number. */
void receipt_history_write(struct receipts *r, const struct receipt *receipt);
/* A link to rows, if there are any. */
void receipt_csv_write(struct receipts *r, struct slice path);
/* The letter of a column, from 0. */
void receipt_letter_write(struct receipts *r, size_t place);

#endif
