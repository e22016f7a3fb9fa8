/*
 * Files and folders, with Linux calls kept in one place. Layer: base.
 *
 * Every function that can fail returns false and leaves the reason in errno;
 * callers report it with the path.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

struct names {
    struct slice *items; /* sorted by bytes */
    size_t count, capacity;
};

bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* Whole file into the arena, terminated by a NUL that is not counted. */
bool file_read(struct arena *arena, const char *path,
               struct slice *out) MUST_USE;
/* Names in a folder, without "." and "..", sorted. */
bool folder_list(struct arena *arena, const char *path,
                 struct names *out) MUST_USE;
/* All regular files below, paths relative to `path`, sorted. */
bool folder_walk(struct arena *arena, const char *path,
                 struct names *out) MUST_USE;
/* Makes `path` and what is above it. */
bool folder_make(const char *path) MUST_USE;
/* Removes a folder and all below; true when it was not there. */
bool folder_remove(const char *path) MUST_USE;

/*
 * A folder that is being filled: keeps descriptors of the folders in use, so
 * that ten thousand small files cost ten thousand openat() and no path walks.
 * Files may be written from several threads.
 */
struct file_tree;
struct file_tree *file_tree_open(const char *path) MUST_USE;
bool file_tree_write(struct file_tree *tree, struct slice path,
                     struct slice bytes) MUST_USE;
/*
 * The same in pieces: a new file to append to, -1 when it cannot be made. Who
 * made it ends it with file_finish(); after a failure close() is enough.
 */
int file_tree_create(struct file_tree *tree, struct slice path) MUST_USE;
bool file_append(int file, struct slice bytes) MUST_USE;
/* Closes; some file systems say only now that there was no room. */
bool file_finish(int file) MUST_USE;
/* Waits until all is on disk (one syncfs). */
bool file_tree_sync(struct file_tree *tree) MUST_USE;
void file_tree_close(struct file_tree *tree);

/*
 * Puts folder `staged` in the place of `target` by one rename (renameat2 with
 * RENAME_EXCHANGE where `target` exists; the old content then lies at
 * `staged`).
 */
bool folder_exchange(const char *staged, const char *target) MUST_USE;
/* "a/b" from "a" and "b"; either may be empty. */
struct slice path_join(struct arena *arena, struct slice a, struct slice b);

#endif
