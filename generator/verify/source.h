/*
 * Where the files of what is verified come from: a folder of the machine, or a
 * ZIP archive. Layer: verify, for its own files only.
 *
 * Paths are those of the archive, or from the folder; "" is the top. They are
 * read as given: who asks keeps them inside. Reading is thread-safe; the rest
 * is for one thread.
 */
#ifndef VERIFY_SOURCE_H
#define VERIFY_SOURCE_H

#include "base/arena.h"
#include "base/file.h"

struct archive_stream;
struct source;

enum source_kind {
    SOURCE_NOTHING,
    SOURCE_FILE,
    SOURCE_FOLDER,
    SOURCE_OTHER, /* a link, a device: not followed */
    SOURCE_FAILED /* cannot be asked; errno says why */
};

/* Null with a reason ("is not a ZIP archive"). */
struct source *source_open(const char *path, struct buf *reason) MUST_USE;
/* An archive whose bytes are given, and are not needed any more. */
struct source *source_open_bytes(struct slice bytes,
                                 struct buf *reason) MUST_USE;
void source_close(struct source *source);
bool source_is_archive(const struct source *source);

enum source_kind source_kind(struct source *source, struct slice path);
/* Names in a folder, sorted; false with a reason. */
bool source_names(struct source *source, struct arena *arena,
                  struct slice folder, struct names *out,
                  struct buf *reason) MUST_USE;
/* A file of an archive by pieces, for one thread; null with a reason. */
struct archive_stream *source_stream(struct source *source, struct slice path,
                                     struct buf *reason) MUST_USE;
/* A whole file; false with a reason. */
bool source_read(struct source *source, struct arena *arena, struct slice path,
                 struct slice *out, struct buf *reason) MUST_USE;

#endif
