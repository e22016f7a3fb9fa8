/*
 * A root: the unit of staging, lock, exchange and manifest. Layer: publish.
 *
 * root_begin() locks `<folder>.lock`, stages in `<folder>.rendir-staging`
 * beside the old root. A file equal to the old one is hard-linked, not
 * rewritten. root_publish() writes manifest.sha256 (checkable by sha256sum -c,
 * sorted by path), syncs once and exchanges by one rename; when nothing
 * changed, nothing is exchanged. What other programs and the machine's fonts
 * have a part in (extras.h) is listed in extras.sha256 instead, so that the
 * manifest does not depend on these. Until then the old root stays whole: after
 * a fatal finding, a failed write, a full disk or a kill. What a killed run
 * left is removed by the next. A folder with files and without a manifest is
 * not ours and is refused.
 */
#ifndef PUBLISH_ROOT_H
#define PUBLISH_ROOT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"

struct root;

struct root_report {
    size_t files;
    size_t written; /* new or changed */
    uint64_t bytes;
    bool changed;
};

/* Null, with a finding, when the folder cannot be staged or is locked. */
struct root *root_begin(const char *folder, struct diagnostics *diagnostics);
/* Thread-safe. False, with a finding, when the file cannot be written. */
bool root_write(struct root *root, struct slice path,
                struct slice bytes) MUST_USE;
/* The signature of a manifest, written beside it; `context` as given. */
typedef void root_seal(void *context, struct slice manifest, struct buf *out);
void root_sign(struct root *root, const char *name, root_seal *seal,
               void *context);
bool root_publish(struct root *root, struct root_report *report) MUST_USE;
/*
 * A file in pieces, for what is too large to be held whole. As long as the
 * pieces are those of the old root's file nothing is written; at the first
 * that differs, what was the same is copied. root_open() is null, and the
 * others false, after a finding; root_close() and root_drop() end the stream,
 * which belongs to one thread.
 */
struct root_stream;
struct root_written {
    uint64_t bytes;
    uint8_t digest[DIGEST_SIZE];
};
struct root_stream *root_open(struct root *root, struct slice path) MUST_USE;
bool root_append(struct root_stream *stream, struct slice bytes) MUST_USE;
bool root_close(struct root_stream *stream, struct root_written *out) MUST_USE;
/* The file will not be finished: the root must not be published. */
void root_drop(struct root_stream *stream);
/*
 * A descriptor of an empty file without a name, on the same disk, to read and
 * write; gone when it is closed or the run is killed. -1 after a finding.
 */
int root_scratch(struct root *root) MUST_USE;
/* For errno: what was put aside there cannot be written or read. */
void root_scratch_failed(struct root *root);

/*
 * A file of another folder, with the digest it must have (null = any): linked
 * where it is the old root's own, else copied. False, with a finding, when it
 * cannot be read or written or has other bytes.
 */
bool root_import(struct root *root, struct slice path, const char *from,
                 const uint8_t digest[DIGEST_SIZE]) MUST_USE;
/*
 * Every file written so far that `keep` wants, under `prefix` besides: the same
 * bytes, linked. Not while files are being written.
 */
typedef bool root_choice(struct slice path);
bool root_repeat(struct root *root, struct slice prefix,
                 root_choice *keep) MUST_USE;
/* The manifest of what lies under `prefix` ("releases/2017-09"; empty = all),
 * paths from there. */
void root_manifest(struct root *root, struct slice prefix, struct buf *out);

/* Removes the staging; the old root stays. Both this and root_publish() end the
 * root. */
void root_abandon(struct root *root);

/* A finding of F60x: not the input's fault but the machine's. */
bool publish_is_environment(enum diag_id id);

#endif
