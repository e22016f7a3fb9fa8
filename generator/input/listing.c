/*
 * A tree becomes rows in two walks: the first finds the headings, the second
 * fills the cells and notes where each of them stands.
 */
#include "input/listing.h"

#include "input/listing_leaves.h"
#include "input/markdown.h"

/* As many as a table may have. */
#define COLUMNS_MAX 16384u

/* One part of a record: the record itself, or what an overlay adds. */
struct record_part {
    const struct node *node;
    struct slice prefix; /* of its headings */
};

struct heading {
    struct slice name;
    struct place place; /* where it stands first */
    bool has_value;     /* not always null */
    bool of_overlay;
    uint16_t field;  /* from 1; 0 = it is no column */
    uint32_t filled; /* the last record that had it */
};

struct listing_reading {
    const struct listing *listing;
    const struct table_reader *reader;
    struct table_count *count;
    struct sources *sources;
    struct diagnostics *diagnostics;
    struct slice path;
    struct arena arena;
    struct leaves leaves;
    uint16_t number;       /* of the listing */
    struct source *source; /* null when there was no number left */

    struct {
        struct record_part *items; /* per_record of each record */
        size_t count, capacity;
    } parts;
    size_t per_record;

    struct {
        struct heading **items; /* in order of appearance */
        size_t count, capacity;
    } headings;
    struct map by_name;
    struct map holders; /* paths of lists and maps */
    size_t columns;

    struct slice *cells; /* of the batch */
    size_t batch_records;
    uint32_t batch_first;
    bool stopped; /* the reader wants no more */
};

static void part_add(struct listing_reading *reading, const struct node *node,
                     struct slice prefix)
{
    struct record_part part = {node, prefix};

    ARENA_PUSH(&reading->arena, &reading->parts, part);
}

static bool json_open(struct listing_reading *reading, const char *file_path)
{
    struct slice records = reading->listing->records;
    const struct node *root =
        json_read(&reading->arena, reading->sources, reading->diagnostics,
                  file_path, reading->path);
    const struct node *list = leaf_at(root, records);

    if (!root)
        return false;
    if (!list || list->kind != NODE_LIST) {
        diag_add(reading->diagnostics, DIAG_LISTING_MISSING,
                 list ? list->place : root->place,
                 records.len ? records : SLICE("its top"));
        return false;
    }
    if (!list->first)
        diag_report(reading->diagnostics, DIAG_LISTING_EMPTY, list->place, NULL,
                    0);
    for (const struct node *item = list->first; item; item = item->next)
        part_add(reading, item, (struct slice){NULL, 0});
    return true;
}

static bool front_open(struct listing_reading *reading, const char *file_path)
{
    const struct listing *listing = reading->listing;
    struct document document;

    if (!document_read(&reading->arena, reading->sources, reading->diagnostics,
                       file_path, reading->path, &document))
        return false;
    part_add(reading, document.front, (struct slice){NULL, 0});
    for (size_t i = 0; i < listing->overlay_count; i++) {
        const struct listing_overlay *overlay = &listing->overlays[i];

        if (!document_read(&reading->arena, reading->sources,
                           reading->diagnostics, overlay->file_path,
                           overlay->path, &document))
            return false;
        part_add(reading, document.front,
                 arena_join(&reading->arena, overlay->name, SLICE("/")));
    }
    reading->per_record = 1 + listing->overlay_count;
    return true;
}

static void heading_meet(struct listing_reading *reading,
                         const struct node *node, struct slice path,
                         bool of_overlay)
{
    struct heading *heading = map_get(&reading->by_name, path);

    if (!heading) {
        heading = ARENA_NEW(&reading->arena, struct heading);
        heading->name = arena_copy(&reading->arena, path);
        heading->of_overlay = of_overlay;
        /* Of a name, where it is written; an item of a list has none. */
        heading->place = node->key_place.source ? node->key_place : node->place;
        (void)map_put(&reading->by_name, heading->name, heading);
        ARENA_PUSH(&reading->arena, &reading->headings, heading);
    }
    if (node->kind == NODE_SCALAR)
        heading->has_value = true;
}

static void headings_of_part(struct listing_reading *reading,
                             const struct record_part *part)
{
    const struct node *node;

    leaves_begin(&reading->leaves, part->prefix, part->node);
    while ((node = leaves_next(&reading->leaves)) != NULL) {
        struct slice path = buf_slice(&reading->leaves.path);

        if (node->kind == NODE_SCALAR || node->kind == NODE_NULL)
            heading_meet(reading, node, path, part->prefix.len > 0);
        else if (!map_has(&reading->holders, path))
            (void)map_put(&reading->holders, arena_copy(&reading->arena, path),
                          reading);
    }
}

static bool heading_is_wanted(const struct listing_reading *reading,
                              const struct heading *heading)
{
    const struct map *wanted = reading->listing->wanted;

    if (!heading->has_value && map_has(&reading->holders, heading->name))
        return false;
    return !wanted || map_has(wanted, heading->name);
}

static void spot_add(struct listing_reading *reading, uint32_t record,
                     uint16_t field, struct place text)
{
    struct source_spot spot = {record, field, text};

    if (reading->source)
        ARENA_PUSH(reading->sources->arena, &reading->source->spots, spot);
}

static void pass_over(const struct listing_reading *reading,
                      const struct heading *heading)
{
    const struct listing *listing = reading->listing;

    if (listing->passed_over && heading->has_value && !heading->of_overlay)
        listing->passed_over(listing->context, heading->name, heading->place);
}

static void headings_find(struct listing_reading *reading)
{
    for (size_t i = 0; i < reading->parts.count; i++)
        if (reading->parts.items[i].node->kind == NODE_MAP)
            headings_of_part(reading, &reading->parts.items[i]);
    for (size_t i = 0; i < reading->headings.count; i++) {
        struct heading *heading = reading->headings.items[i];

        if (!heading_is_wanted(reading, heading)) {
            pass_over(reading, heading);
            continue;
        }
        if (reading->columns == COLUMNS_MAX) {
            diag_add(reading->diagnostics, DIAG_TOO_MANY, heading->place,
                     reading->path, SLICE("columns"), SLICE("16384"));
            return;
        }
        heading->field = (uint16_t)++reading->columns;
        spot_add(reading, 0, heading->field, heading->place);
    }
}

static void give_header(struct listing_reading *reading)
{
    struct table_header header = {reading->number, NULL, reading->columns};
    struct slice *names =
        ARENA_ARRAY(&reading->arena, reading->columns + 1, struct slice);

    for (size_t i = 0; i < reading->headings.count; i++) {
        const struct heading *heading = reading->headings.items[i];

        if (heading->field)
            names[heading->field - 1] = heading->name;
    }
    header.names = names;
    reading->cells = ARENA_ARRAY(
        &reading->arena, reading->columns * RECORD_BATCH + 1, struct slice);
    reading->stopped =
        !reading->reader->header(reading->reader->context, &header);
}

static void flush_batch(struct listing_reading *reading)
{
    struct record_batch batch = {reading->number, reading->batch_first,
                                 reading->batch_records, reading->columns,
                                 reading->cells};

    if (reading->batch_records == 0 || reading->stopped)
        return;
    reading->count->records += (uint32_t)reading->batch_records;
    reading->stopped = !reading->reader->sink(reading->reader->context, &batch);
}

static void start_batch(struct listing_reading *reading, uint32_t first)
{
    reading->batch_records = 0;
    reading->batch_first = first;
}

/* "a.b" may also be written as one name: then the cell is there twice. */
static void fill_cell(struct listing_reading *reading, struct slice *row,
                      uint32_t record, const struct node *node)
{
    struct slice path = buf_slice(&reading->leaves.path);
    struct heading *heading = map_get(&reading->by_name, path);

    if (!heading || !heading->field)
        return;
    if (heading->filled == record) {
        diag_add(reading->diagnostics, DIAG_HEADING_TWICE, node->place,
                 heading->name);
        return;
    }
    heading->filled = record;
    row[heading->field - 1] = node->text;
    spot_add(reading, record, heading->field, node->place);
}

static void take_record(struct listing_reading *reading, uint32_t record,
                        const struct record_part *parts)
{
    struct slice *row =
        &reading->cells[reading->batch_records * reading->columns];
    const struct node *node;

    for (size_t i = 0; i < reading->columns; i++)
        row[i] = (struct slice){NULL, 0};
    spot_add(reading, record, 0, parts[0].node->place);
    for (size_t i = 0; i < reading->per_record; i++) {
        leaves_begin(&reading->leaves, parts[i].prefix, parts[i].node);
        while ((node = leaves_next(&reading->leaves)) != NULL)
            if (node->kind == NODE_SCALAR || node->kind == NODE_NULL)
                fill_cell(reading, row, record, node);
    }
    reading->batch_records++;
}

/* Its number stays used: it is the place of the record in the list. */
static void refuse_record(struct listing_reading *reading, uint32_t record,
                          const struct node *node)
{
    diag_report(reading->diagnostics, DIAG_LISTING_RECORD, node->place, NULL,
                0);
    reading->count->refused_rows++;
    flush_batch(reading);
    start_batch(reading, record + 1);
}

static void give_records(struct listing_reading *reading)
{
    uint32_t record = 1;

    start_batch(reading, 1);
    for (size_t i = 0; i < reading->parts.count && !reading->stopped;
         i += reading->per_record, record++) {
        const struct record_part *parts = &reading->parts.items[i];

        if (parts[0].node->kind != NODE_MAP) {
            refuse_record(reading, record, parts[0].node);
            continue;
        }
        take_record(reading, record, parts);
        if (reading->batch_records == RECORD_BATCH) {
            flush_batch(reading);
            start_batch(reading, record + 1);
        }
    }
    flush_batch(reading);
}

static bool read_records(struct listing_reading *reading, const char *file_path)
{
    bool opened = reading->listing->format == LISTING_JSON
                      ? json_open(reading, file_path)
                      : front_open(reading, file_path);

    if (!opened || reading->parts.count == 0)
        return opened;
    headings_find(reading);
    give_header(reading);
    give_records(reading);
    return true;
}

bool listing_read(struct sources *sources, struct diagnostics *diagnostics,
                  const char *file_path, struct slice path,
                  const struct listing *listing,
                  const struct table_reader *reader, struct table_count *count,
                  uint16_t *source)
{
    struct listing_reading reading = {.listing = listing,
                                      .reader = reader,
                                      .count = count,
                                      .sources = sources,
                                      .diagnostics = diagnostics,
                                      .path = path,
                                      .per_record = 1};
    bool whole;

    *count = (struct table_count){0, 0, 0, 0, 0};
    *source = sources_add(sources, path, SOURCE_LISTING);
    reading.number = *source;
    reading.source = sources_get(sources, *source);
    arena_init(&reading.arena);
    leaves_init(&reading.leaves);
    map_init(&reading.by_name, &reading.arena);
    map_init(&reading.holders, &reading.arena);
    whole = read_records(&reading, file_path);
    leaves_release(&reading.leaves);
    arena_release(&reading.arena);
    return whole;
}
