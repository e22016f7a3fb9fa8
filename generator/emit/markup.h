/*
 * The only writer of HTML, SVG and XML. Layer: emit.
 *
 * A stack of open elements and one escaper per context make markup that is well
 * formed by construction: text and attribute values cannot carry markup. Void
 * elements of HTML close themselves. Closing what is not open is a BUG().
 */
#ifndef EMIT_MARKUP_H
#define EMIT_MARKUP_H

#include "base/amount.h"
#include "base/buf.h"
#include "base/slice.h"

enum markup_language { MARKUP_HTML, MARKUP_XML /* SVG, Atom, sitemap */ };

#define MARKUP_DEPTH_MAX 64

struct markup {
    struct buf *out;
    enum markup_language language;
    const char *open[MARKUP_DEPTH_MAX];
    unsigned depth;
    bool in_tag; /* the last start tag has no '>' yet */
};

/* Writes to `out`, which stays the caller's. */
void markup_init(struct markup *m, struct buf *out,
                 enum markup_language language);
/*
 * `name` must be a literal: it is kept until the element is closed. A void
 * element of HTML (br, img …) takes no markup_close(); in XML every one does.
 */
void markup_open(struct markup *m, const char *name);
/* Only directly after markup_open() or another attribute. */
void markup_attribute(struct markup *m, const char *name, struct slice value);
void markup_attribute_text(struct markup *m, const char *name,
                           const char *value);
/* Coordinates: at most two decimals, no trailing zeros, never "-0". */
void markup_attribute_number(struct markup *m, const char *name, double value);
/* name="" (HTML: name alone) */
void markup_text(struct markup *m, struct slice text);
void markup_close(struct markup *m);
/* Opens, writes text, closes. */
void markup_element(struct markup *m, const char *name, struct slice text);
/* Markup that this writer (or cmark in safe mode) made. */
void markup_raw(struct markup *m, struct slice trusted);
/* Ends; every element must be closed. */
void markup_finish(struct markup *m);

/* Text content: & < > */
void markup_escape_text(struct buf *out, struct slice text);
/* Quoted attribute value: & < > " ' */
void markup_escape_attribute(struct buf *out, struct slice text);
/* Percent-encodes what must not stand in a URL path, keeps '/'. */
void markup_escape_path(struct buf *out, struct slice path);
/* http, https, mailto and relative addresses; false for all others. */
bool markup_link_is_safe(struct slice address);

#endif
