/*
 * Records of files that are no tables: JSON, and the front matter of Markdown.
 * Layer: input.
 *
 * A file is read as a tree, and each record of it becomes a row as of a table
 * (input/record.h). The headings are the dotted paths of the single values in
 * a record ("a.b", items of lists "a.0.b", from 0), over all records in order
 * of appearance. Values are their text (numbers as written, true, false), null
 * and what a record does not have are empty. A heading under which only null
 * stands is none where other records hold a list or map under that name.
 */
#ifndef INPUT_LISTING_H
#define INPUT_LISTING_H

#include "base/map.h"
#include "input/record.h"

enum listing_format {
    LISTING_JSON,        /* a list of maps, each of them a record */
    LISTING_FRONT_MATTER /* the file is one record, its body is left out */
};

/* A file with the same record in another language. */
struct listing_overlay {
    struct slice name; /* its headings are "name/heading" */
    const char *file_path;
    struct slice path;
};

struct listing {
    enum listing_format format;
    struct slice records; /* JSON: dotted path of the list, empty = the file */
    const struct listing_overlay *overlays; /* front matter */
    size_t overlay_count;
    /* Headings to deliver, the others are passed over; null = all. */
    const struct map *wanted;
    /* Told of each heading passed over that has a value in the record itself,
     * where it stands first; may be null. */
    void (*passed_over)(void *context, struct slice heading,
                        struct place place);
    void *context;
};

/*
 * Reads as table_read() does: `header` is called once, before the first batch,
 * with the headings of this file. `source` is a source of its own kind: places
 * in it lead to the line and column where the value stands, in the overlay if
 * it is from there (locate(), source_line()). Records that are no maps are
 * refused, and found. A JSON list without records is found (a note); `header`
 * is not called then. False when nothing could be read.
 */
bool listing_read(struct sources *sources, struct diagnostics *diagnostics,
                  const char *file_path, struct slice path,
                  const struct listing *listing,
                  const struct table_reader *reader, struct table_count *count,
                  uint16_t *source) MUST_USE;

#endif
