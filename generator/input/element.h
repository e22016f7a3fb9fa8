/*
 * Elements of documents as HTML. Layer: input, internal.
 */
#ifndef INPUT_ELEMENT_H
#define INPUT_ELEMENT_H

#include "input/markdown.h"

/*
 * `html` is its content. The link to a heading stands beside it, so that it is
 * no part of its name, and is itself called by it.
 */
void element_heading(struct buf *out, const struct markdown_part *part,
                     const struct markdown_heading *heading, struct slice html);
/* `info` is what stands behind the fence: the language, and more. */
void element_code(struct buf *out, struct slice info, struct slice text);
/* The begin of a list, or its end. */
void element_list(struct buf *out, bool ordered, int start, bool entering);
/* "</p>", or nothing where the paragraph has remained empty. */
void element_paragraph_end(struct buf *out);
/* Is it a chart or a table, which are no part of a paragraph? */
bool element_is_block(struct slice html);

#endif
