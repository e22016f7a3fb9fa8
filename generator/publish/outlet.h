/*
 * A published file that is written as it is made, in pieces of about a
 * megabyte. Layer: publish, not for others.
 */
#ifndef PUBLISH_OUTLET_H
#define PUBLISH_OUTLET_H

#include "base/buf.h"
#include "publish/root.h"

struct published_file {
    struct slice path; /* from the root, empty = there is none */
    uint64_t bytes;
    char hash[DIGEST_HEX_SIZE];
};

struct outlet {
    struct root_stream *stream; /* null = closed */
    struct buf pending;         /* add to it, then call outlet_pass() */
};

/* These are false after a finding. */
bool outlet_open(struct outlet *outlet, struct root *root,
                 struct slice path) MUST_USE;
/* Writes what is pending once it is enough to be worth it. */
bool outlet_pass(struct outlet *outlet) MUST_USE;
/* Fills all of `file` but its path. */
bool outlet_close(struct outlet *outlet, struct published_file *file) MUST_USE;
/* All bytes of a file there is, then closes. */
enum copy_result { COPY_DONE, COPY_UNREAD, COPY_UNWRITTEN };
enum copy_result outlet_copy(struct outlet *outlet, const char *path,
                             struct published_file *file) MUST_USE;
/* A file that was not closed will not be there. */
void outlet_release(struct outlet *outlet);

#endif
