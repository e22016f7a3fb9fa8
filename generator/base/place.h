/*
 * Where a value came from. Layer: base.
 *
 * A place names a source and a record in it; line and column are worked out
 * only when something is printed (input/locate.h). In a text source (YAML,
 * JSON, Markdown, template) the record is the line and the field the column in
 * code points; in a table source the record is the data record (1 = first after
 * the header, 0 = the header) and the field the field number. Both are 1-based,
 * 0 means unknown. A listing (records of a JSON file, front matter of Markdown
 * files) counts records and fields as a table does, and knows for each of its
 * cells where in which text it stands.
 */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include <stdint.h>

#include "base/arena.h"

struct place {
    uint16_t source; /* 0 = no place */
    uint16_t field;
    uint32_t record;
};

enum source_kind { SOURCE_TEXT, SOURCE_TABLE, SOURCE_LISTING };

/* From `record` on, line = record + `offset`. */
struct line_step {
    uint32_t record;
    uint32_t offset;
};

/* Where a cell of a listing stands; field 0 = the record, record 0 = names. */
struct source_spot {
    uint32_t record;
    uint16_t field;
    struct place text; /* in a text source */
};

struct source {
    struct slice path; /* relative to the workspace, as printed */
    enum source_kind kind;
    char delimiter; /* tables: to find a column when one is printed */
    char quote;
    struct {
        struct line_step *items; /* tables: ascending, grows only where lines
                                    and records part */
        size_t count, capacity;
    } steps;
    struct slice encoding; /* tables: as declared, empty = UTF-8 */
    struct {
        struct source_spot *items; /* listings: by record, ascending; of each
                                      record the first is the record itself */
        size_t count, capacity;
    } spots;
};

struct sources {
    struct arena *arena;
    struct source **items; /* items[0] is unused */
    size_t count, capacity;
};

void sources_init(struct sources *sources, struct arena *arena);
/* Registers a source; `path` is copied. Returns its number, from 1. */
uint16_t sources_add(struct sources *sources, struct slice path,
                     enum source_kind kind);
struct source *sources_get(const struct sources *sources, uint16_t number);
/*
 * The text that a cell of a listing stands in: of a cell that is not written,
 * its record; without a source where nothing is known.
 */
struct place source_spot(const struct source *source, struct place place);
/* The line of a record; for text sources the record itself. */
uint32_t source_line(const struct source *source, uint32_t record);

#endif
