/*
 * Figures as link addresses of documents. Layer: figure.
 *
 * "figure:sum(execution,accrued,program%3C011)": the scheme, then an expression
 * (formats.md) whose bytes may be percent-encoded, because a link destination
 * cannot hold '<', '>' or blanks. What is percent-encoded inside a filter's
 * value is therefore encoded twice ("%253B" for ';').
 */
#ifndef FIGURE_ADDRESS_H
#define FIGURE_ADDRESS_H

#include "figure/ask.h"

bool address_is_figure(struct slice address);
/* As figure_expression(): null after a finding at figures->place. */
const struct figure *figure_of_address(struct figures *figures,
                                       struct slice address);
/*
 * The address that gives this figure again, as it may stand in a Markdown link,
 * in the cell of a pipe table too. False, with nothing written, when no author
 * could ask for it: it is nested deeper than expressions may be.
 */
bool figure_address_write(struct buf *out, const struct figure *figure);

#endif
