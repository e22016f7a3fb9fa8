/*
 * Ordinary links and images of Markdown as HTML. Layer: input, internal.
 */
#ifndef INPUT_LINK_H
#define INPUT_LINK_H

#include "input/markdown.h"

/*
 * Writes <a> or <img>; an address with an unsafe scheme is found, and only the
 * text is written. So is an image that has no text.
 */
void link_write(struct diagnostics *diagnostics,
                const struct markdown_link *link, struct buf *out);

#endif
