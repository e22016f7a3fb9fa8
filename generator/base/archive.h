/*
 * ZIP archives, written and read (libzip). Layer: base.
 *
 * Written: the same items give the same bytes, with the same versions of libzip
 * and zlib: entries in the order given, all of 1980-01-01 00:00, mode 0644,
 * deflated at one level, names in UTF-8.
 *
 * Read: an archive is somebody else's bytes. One that could do harm or be read
 * in two ways is refused whole when it is opened: names that lead out of a
 * folder or stand there twice, links, what is encrypted or packed in a way
 * other than stored and deflated, more entries or bytes than allowed. What an
 * entry holds is checked against its length and CRC-32 while it is read.
 *
 * What goes wrong is told as English text, added to a buffer: "is not a ZIP
 * archive". A reader and its streams belong to one thread.
 */
#ifndef BASE_ARCHIVE_H
#define BASE_ARCHIVE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/* A file of an archive to be: bytes, or a file that is opened when its turn has
 * come. */
struct archive_item {
    struct slice name;  /* "data/a.csv" */
    struct slice bytes; /* where `path` is null */
    const char *path;
};

struct archive_order {
    const char *path; /* written anew; beside it lie its parts until then */
    const struct archive_item *items;
    size_t count;
    unsigned threads; /* the bytes do not depend on it */
};

/* To be called once before several threads write archives. */
void archive_prepare(void);
/* False with a reason. A name that is unsafe or stands there twice is a bug. */
bool archive_write(const struct archive_order *order,
                   struct buf *reason) MUST_USE;

struct archive_entry {
    struct slice name; /* a plain relative path, UTF-8 */
    uint64_t size;     /* as declared; held to it when read */
    uint64_t index;    /* within the archive */
};

struct archive_limits {
    uint64_t bytes;   /* of all entries together, unpacked */
    uint64_t entries; /* folders count */
};

/* Null with a reason. What is returned about entries lives until it is closed.
 */
struct archive *archive_open(const char *path,
                             const struct archive_limits *limits,
                             struct buf *reason) MUST_USE;
void archive_close(struct archive *archive);
/* Its files, in their order; folders are none. */
const struct archive_entry *archive_entries(const struct archive *archive,
                                            size_t *count);
/* Null when there is none of this name. */
const struct archive_entry *archive_find(const struct archive *archive,
                                         struct slice name);
/* "ejemplo-2017-09/" where all files lie in one folder, else empty. */
struct slice archive_folder(const struct archive *archive);

/* A whole file of at most `limit` bytes, terminated by a NUL that is not
 * counted. */
bool archive_read(struct archive *archive, const struct archive_entry *entry,
                  uint64_t limit, struct arena *arena, struct slice *out,
                  struct buf *reason) MUST_USE;

/* The same by pieces. */
struct archive_stream;
struct archive_stream *archive_stream_open(struct archive *archive,
                                           const struct archive_entry *entry,
                                           struct buf *reason) MUST_USE;
/* Up to `size` bytes into `bytes`; *len is 0 at the end, where the file has
 * proved to be whole. */
bool archive_stream_read(struct archive_stream *stream, char *bytes,
                         size_t size, size_t *len, struct buf *reason) MUST_USE;
void archive_stream_close(struct archive_stream *stream);

/* "1.7.3", and of zlib, which packs: both shape the bytes. */
const char *archive_library_version(void);
const char *archive_deflate_version(void);

#endif
