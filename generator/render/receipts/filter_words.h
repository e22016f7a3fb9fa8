/*
 * Figures in words, from what they ask: for receipts, and for those who look
 * for a figure to cite. Layer: render. In the page's language; plain text.
 */
#ifndef RENDER_FILTER_WORDS_H
#define RENDER_FILTER_WORDS_H

#include "render/page.h"

/* "Achieved": the word for a code of a choice; of ours by the portal's or our
 * own words for a status or a change. */
struct slice choice_words(const struct page *page, const struct table *table,
                          const struct column *column, struct slice code);
/*
 * The filter of a leaf: "Institution: Health; 2017", a code with its label
 * where it has one; "all rows" where the filter is empty.
 */
struct slice filter_words(struct page *page, const struct figure *leaf);
/* What is done, with the measure: "sum of Accrued", "number of rows"; of a
 * tree "a as a share of b", for those who show the two apart. */
struct slice operation_words(struct page *page, const struct figure *figure);
/*
 * All of it: "sum of Accrued (Budget execution: Institution: Health; 2017)".
 * Trees are told down to the third level.
 */
struct slice figure_words(struct page *page, const struct figure *figure);

/* A term of a filter, its codes left out where they have a label. */
struct told_term {
    struct slice column; /* "Program" */
    struct slice words;  /* "Program: Water" */
    struct slice values; /* "Water" */
    bool is_code;        /* `values` are the code: it has no label */
};
struct told_term term_told(struct page *page, struct slice resource,
                           struct slice term);
/* "period=2017" -> "2017" */
struct slice period_told(struct page *page, struct slice period);
/* The text of an operation with {measure}, or of a tree with {a} and {b}. */
const char *operation_form(const struct figure *figure);

#endif
