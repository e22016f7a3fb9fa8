/*
 * Pages that are a lead, key figures, a chart and sections with a table each:
 * what templates/sections.html asks for. Layer: render.
 *
 * sections_begin() sets every name of the template; a page adds what it has.
 */
#ifndef RENDER_SECTIONS_H
#define RENDER_SECTIONS_H

#include "render/page.h"

struct sections {
    struct page *page;
    struct value *list;
    struct value *key_figures;
    struct value *cards;
    struct value *words;
    struct value *charts;
};

void sections_begin(struct page *page, struct sections *sections);
/* The sentence that the page opens with: markup, and plain for its description.
 */
void sections_lead(struct sections *sections, struct slice markup,
                   struct slice plain);
/*
 * A section; `text` is markup or empty. The caller ends one table on the object
 * as "table": without rows the section has its text alone.
 */
struct value *section_add(struct sections *sections, const char *anchor,
                          struct slice heading, struct slice text);
/* A card that leads to a page; `text` is markup. */
void section_card(struct sections *sections, struct slice title,
                  struct slice address, struct slice text);
/* What a word means, in a list behind the sections. */
void section_word(struct sections *sections, struct slice style,
                  struct slice word, struct slice definition);
/* A chart before the sections, after that of the page. */
void section_chart(struct sections *sections, struct buf *chart);
/* After all has been added; the chart is set by the page. */
void sections_end(struct sections *sections);

#endif
