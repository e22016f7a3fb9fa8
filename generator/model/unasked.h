/*
 * Names in the front matter of records that no field asks for. Layer: model,
 * not for others.
 *
 * Front matter has names for those who write it, so they are no fault; but one
 * that is misspelt in the descriptor would be missed in silence. They are told
 * once for a resource (N231), as columns of tables are (W308).
 */
#ifndef MODEL_UNASKED_H
#define MODEL_UNASKED_H

#include "model/internal.h"

/* Of the files of one resource, in the order they are read. */
struct unasked {
    struct loading *loading;
    const struct map *wanted; /* headings that fields ask for */
};

void unasked_begin(struct loading *loading);
/* For listing.passed_over; `context` is a struct unasked. */
void unasked_take(void *context, struct slice heading, struct place place);
void unasked_report(struct loading *loading);

#endif
