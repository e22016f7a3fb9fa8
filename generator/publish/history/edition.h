/*
 * An edition of a portal, read from its published bytes: a folder, a ZIP, or a
 * root that is still being staged. Layer: publish.
 *
 * Only what data/datapackage.json says is known of it; files are read by
 * pieces. What goes wrong is told as English text added to a buffer. An edition
 * is const once opened, but one thread at a time may read an archive.
 */
#ifndef HISTORY_EDITION_H
#define HISTORY_EDITION_H

#include "base/archive.h"
#include "base/file.h"
#include "base/map.h"
#include "model/table.h"
#include "publish/root.h"

#define EDITION_DESCRIPTOR "data/datapackage.json"

/* Columns that are no field of the source. */
enum edition_made {
    MADE_NOT,
    MADE_PERIOD,
    MADE_DIMENSION,
    MADE_CODE,
    MADE_PLACE /* source file or row: never compared */
};

struct edition_column {
    struct slice name;
    enum edition_made made;
    enum column_type type;
    struct slice role;
    struct slice refers;
    struct slice dimension;
    struct slice language;
    struct slice stage;
    struct slice currency;
    struct slice unit;
    struct slice accumulation;
    uint8_t multiplier;
};

struct edition_dataset {
    struct slice name;
    enum resource_role role; /* ROLE_COUNT = unknown here */
    struct slice path;       /* "data/execution.csv" */
    struct slice dimension;  /* of a classifier */
    struct {
        struct edition_column *items;
        size_t count, capacity;
    } columns;
    struct {
        size_t *items; /* columns of the primary key */
        size_t count, capacity;
    } key;
};

struct edition {
    struct arena arena;
    const char *path;        /* as given */
    struct slice prefix;     /* of its files within it: "", "top/" … */
    struct archive *archive; /* one of these three */
    struct root *root;
    const char *folder;
    struct slice portal;  /* key */
    struct slice release; /* may be empty */
    struct date cut_off;  /* may be none */
    struct slice manifest;
    struct map digests; /* path -> struct slice, hex */
    struct {
        struct edition_dataset *items;
        size_t count, capacity;
    } datasets;
    struct map by_name;
};

/*
 * A root, a release's own tree, or a ZIP of one; `release` null, or the id of
 * one below releases/ in it. Released whatever the answer was.
 */
bool edition_open(struct edition *edition, const char *path,
                  const char *release, struct buf *fault) MUST_USE;
/* The files written so far, and the descriptor that they will have. */
bool edition_stage(struct edition *edition, struct root *root,
                   struct slice descriptor, struct buf *fault) MUST_USE;
void edition_release(struct edition *edition);
/*
 * Is every file what manifest.sha256 says, and does an archive hold no other?
 * Else a sentence that names the first of them. Of a root being staged always
 * true.
 */
bool edition_verify(const struct edition *edition, unsigned threads,
                    struct buf *fault) MUST_USE;
/* Is its signature, where it has one, of this manifest and by the key that the
 * release names? Else a sentence. */
bool edition_is_sealed(const struct edition *edition,
                       struct buf *fault) MUST_USE;
/* Is this file what the manifest says? True for what it does not list. */
bool edition_file_holds(const struct edition *edition,
                        struct slice path) MUST_USE;
/* Is the file there, listed or not? */
bool edition_has(const struct edition *edition, struct slice path);
/*
 * The same edition for several threads, as many as `wanted` at most: an archive
 * is opened again for each. The first is the edition itself.
 */
struct edition_readers {
    struct edition *items;
    unsigned count;
};
void edition_share(const struct edition *edition, unsigned wanted,
                   struct edition_readers *out);
void edition_share_end(struct edition_readers *readers);
/* Ids below releases/, sorted; none where there is no such folder. */
void edition_releases(struct edition *edition, struct names *out);

const struct edition_dataset *edition_dataset(const struct edition *edition,
                                              struct slice name);
/* First of a role, or null; `after` continues behind one. */
const struct edition_dataset *
edition_dataset_of(const struct edition *edition, enum resource_role role,
                   const struct edition_dataset *after);
/* First column with this field role, or null. */
const struct edition_column *
edition_column_of(const struct edition_dataset *dataset, const char *role);
/* Index of a column by name, or SIZE_MAX. */
size_t edition_column_find(const struct edition_dataset *dataset,
                           struct slice name);

/* A whole file; false with a reason. */
bool edition_read(const struct edition *edition, struct slice path,
                  struct arena *arena, struct slice *out,
                  struct buf *fault) MUST_USE;
/* By pieces: *len is 0 at the end. */
struct edition_stream;
struct edition_stream *edition_stream_open(const struct edition *edition,
                                           struct slice path,
                                           struct buf *fault) MUST_USE;
bool edition_stream_read(struct edition_stream *stream, char *bytes,
                         size_t size, size_t *len, struct buf *fault) MUST_USE;
void edition_stream_close(struct edition_stream *stream);

/* For edition.c: what the descriptor says. */
bool edition_describe(struct edition *edition, struct slice text,
                      struct buf *fault) MUST_USE;

#endif
