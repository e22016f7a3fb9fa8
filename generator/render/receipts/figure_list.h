/*
 * The figures that pages print, and those that could be asked for: for authors
 * who look for one to cite. Layer: render.
 */
#ifndef RENDER_FIGURE_LIST_H
#define RENDER_FIGURE_LIST_H

#include "figure/figure.h"
#include "render/site.h"

/* A figure as one page prints it; texts live as long as the visit. */
struct listed_figure {
    const struct figure *figure;
    struct slice printed; /* "7,009.69" */
    struct slice unit;    /* "million USD", may be empty */
    struct slice words;   /* what it is of: render/receipts/filter_words.h */
    struct slice address; /* "figure:sum(…)", to be pasted into Markdown */
    struct slice page;    /* its key, "programs/011.0138" */
    struct slice title;   /* of the page */
};
typedef void figure_visitor(void *context, const struct listed_figure *listed);

/*
 * Makes one page in one language and visits every figure that its HTML prints
 * and a document can bind: with a value, not too deeply nested. Each once, in
 * the order they were asked for. Nothing is written. False after a fatal
 * finding.
 */
bool figures_visit(const struct site *site, size_t page, unsigned language,
                   struct arena *scratch, figure_visitor *visit,
                   void *context) MUST_USE;

/* What the grammar allows to ask of one column. */
struct figure_pattern {
    struct slice text;  /* "sum(execution,accrued,program=CODE;period=2017)" */
    struct slice words; /* "sum of Accrued (Execution): Program (120 codes)" */
};
typedef void pattern_visitor(void *context,
                             const struct figure_pattern *pattern);
/* All of a portal, table by table. */
void patterns_visit(const struct site *site, unsigned language,
                    struct arena *scratch, pattern_visitor *visit,
                    void *context);

#endif
