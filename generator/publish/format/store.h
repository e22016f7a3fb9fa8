/*
 * The SQLite database of a release: what its tables will be, then their SQL.
 * Layer: publish, not for others.
 */
#ifndef PUBLISH_FORMAT_STORE_H
#define PUBLISH_FORMAT_STORE_H

#include "emit/database.h"
#include "publish/format/extras.h"

/* A table above this has its key and no other index: they would take longer
 * than all else, and who needs one adds it with one line. */
#define INDEXED_ROWS_MAX 1000000

struct store_column {
    const struct published_column *published;
    struct slice name;  /* unique in the table, whatever the case */
    struct slice state; /* the column of its marks; empty = it has none */
    bool is_integer;    /* value x 10^scale */
    bool is_too_large;  /* an amount that no integer of 64 bits holds */
    uint8_t scale;
    bool is_indexed;
    const struct store_table *parent; /* every code stands there; or null */
};

struct store_table {
    const struct dataset *dataset;
    struct slice name;
    struct slice view; /* amounts as decimals; empty = it has none */
    struct store_column *columns;
    size_t column_count;
    int code;         /* column that others refer to; -1 = none */
    bool is_referred; /* some column does */
    bool has_key;
};

struct store {
    const struct release_formats *formats;
    struct arena *arena;
    struct map names; /* of tables, views and indexes, in small letters */
    struct store_table *tables;
    size_t count;
    struct database *database;
};

void store_plan(struct store *store);
/* `name`, with a number behind it where it is taken. */
struct slice store_name(struct arena *arena, struct map *taken,
                        struct slice name);

void store_create_table(struct buf *out, const struct store_table *table,
                        const struct language *language);
void store_create_view(struct buf *out, const struct store_table *table);
void store_insert(struct buf *out, const struct store_table *table);
/* _release, _datasets, _columns and _words; false when one cannot be made. */
bool store_describe(struct store *store) MUST_USE;

#endif
