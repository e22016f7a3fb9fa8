/*
 * A root while it is staged: what root.c and stream.c share. Layer: publish,
 * not for others.
 */
#ifndef PUBLISH_STAGING_H
#define PUBLISH_STAGING_H

#include "base/map.h"
#include "publish/root.h"

struct root_file {
    struct slice path;
    uint8_t digest[DIGEST_SIZE];
    bool same;     /* as in the old root: linked when the root is published */
    bool is_extra; /* listed in extras.sha256 instead of the manifest */
    /* The same bytes under another name: linked when the root is published. */
    const struct root_file *twin;
};

struct root {
    struct diagnostics *diagnostics;
    const char *folder;
    const char *staging;
    const char *lock_path;
    int lock_file;
    int old; /* the old root, -1 = there is none */
    struct file_tree *tree;
    pthread_mutex_t lock; /* for everything below */
    struct arena arena;
    struct map files; /* path to struct root_file */
    size_t written;
    uint64_t bytes;
    struct map old_extras; /* path to digest in hex; publish/extras.c */
    bool broken;           /* a write failed: must not be published */
    const char *signature; /* name of its file, null = none */
    root_seal *seal;
    void *seal_context;
};

/* Enters a path into the list, or null when it cannot be written. */
struct root_file *root_enter(struct root *root, struct slice path);
/* The file is there as it should be. Always true. */
bool root_settle(struct root *root, const struct root_file *file,
                 uint64_t bytes);
/* For errno: the file cannot be written, and the root not be published. Always
 * false. */
bool root_failed(struct root *root, struct slice path);

/*
 * A file that was written to this root and is finished, wherever its bytes lie:
 * in the staging, or in the old root where it is the same. Thread-safe. The
 * path on disk is null, and the descriptor -1 with the reason in errno, when
 * there is none.
 */
const char *root_read_path(struct root *root, struct slice path,
                           struct arena *arena);
int root_read_open(struct root *root, struct slice path, uint64_t *size);

/* The bytes of a file of this root that is finished, under another name: linked
 * when the root is published. False after a finding. */
bool root_twin(struct root *root, struct slice path,
               const struct root_file *twin) MUST_USE;
/* Did a write fail? */
bool root_is_broken(struct root *root);

/* The old root's file, to read, or -1 when it has none. */
int root_old_open(const struct root *root, const char *path, uint64_t *size);
/* Are these the next bytes of it? */
bool root_old_holds(int file, struct slice bytes);

#endif
