/*
 * The card of a page: what a link to it shows elsewhere. Layer: chart.
 *
 * A drawing of its own file, to be made a picture: it brings its fonts' names
 * and colours, which nothing else in a site does. All text fits whatever it is:
 * long texts are wrapped, then cut with "…". The figure is the page's own.
 */
#ifndef CHART_CARD_H
#define CHART_CARD_H

#include "base/arena.h"
#include "base/buf.h"
#include "figure/figure.h"
#include "locale/language.h"

#define CARD_WIDTH 1200
#define CARD_HEIGHT 630

struct chart_card {
    const struct language *language;
    struct arena *arena; /* scratch */
    struct slice portal;
    struct slice accent; /* "#1f5f8b", or empty */
    struct slice title;
    struct slice label;          /* of the figure */
    const struct figure *figure; /* null = none; or: */
    struct slice unit;           /* "million USD", or empty */
    struct slice status;         /* in words */
    struct slice foot;           /* cut-off date and release */
    struct slice publisher;
    bool illustrative;
};

void chart_card(struct buf *out, const struct chart_card *card);

#endif
