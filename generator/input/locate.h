/*
 * Line and column of a place, worked out when it is printed. Layer: input.
 */
#ifndef INPUT_LOCATE_H
#define INPUT_LOCATE_H

#include "base/place.h"
#include "input/lines.h"

struct location {
    struct slice path;
    uint32_t line;   /* 0 = unknown */
    uint32_t column; /* in code points, 0 = unknown */
};

/*
 * For a table source the file under `root` is opened again to count the column
 * of a field (delimiters and quotes as registered).
 */
struct location locate(const struct sources *sources, const char *root,
                       struct place place);

/*
 * Many places: a locator keeps the table file it is in open, so that places in
 * their order (diagnostics_sort) cost one pass over each file.
 */
struct locator {
    const struct sources *sources;
    const char *root;
    struct lines lines; /* of `source`, when `open` */
    struct slice line;  /* the line read last */
    uint16_t source;
    bool open;
};

void locator_init(struct locator *locator, const struct sources *sources,
                  const char *root);
void locator_release(struct locator *locator);
struct location locator_find(struct locator *locator, struct place place);

#endif
