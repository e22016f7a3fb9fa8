/* The files of a root against its manifest. */
#include <errno.h>
#include <string.h>

#include "verify/internal.h"

#define MANIFEST "manifest.sha256"
#define EXTRAS "extras.sha256"

/* A manifest cannot list itself, nor what signs it; and the list of extras is
 * beside it, so that the manifest does not depend on them. */
static bool is_exempt(struct slice path)
{
    return slice_equal_text(path, MANIFEST) ||
           slice_equal_text(path, MANIFEST ".minisig") ||
           slice_equal_text(path, EXTRAS);
}

/*
 * The search index and the cards: no signature covers them, so nothing that a
 * reader takes for a page or its data may be among them.
 */
static bool is_extra(struct slice path)
{
    struct slice rest = path;
    struct slice first = slice_next(&rest, '/');

    if (slice_equal_text(first, "pagefind"))
        return rest.ptr != NULL && !slice_ends_with(rest, SLICE(".html"));
    return rest.ptr != NULL && slice_starts_with(rest, SLICE("cards/")) &&
           !slice_equal_text(first, "data") &&
           !slice_equal_text(first, "assets") &&
           !slice_equal_text(first, "releases") &&
           (slice_ends_with(rest, SLICE(".svg")) ||
            slice_ends_with(rest, SLICE(".png")));
}

/* --- what is there --- */

static void walk(struct root *root, struct slice below);

static void walk_entry(struct root *root, struct slice path)
{
    struct common *common = root->common;
    struct slice whole = path_join(root->arena, common->below, path);

    /* Links are not followed: they could lead outside, or in circles. */
    switch (source_kind(common->source, whole)) {
    case SOURCE_FOLDER:
        walk(root, path);
        return;
    case SOURCE_FILE:
        ARENA_PUSH(root->arena, &common->files, path);
        (void)map_put(&common->by_path, path,
                      (void *)(uintptr_t)common->files.count);
        return;
    case SOURCE_OTHER:
        verify_fault(root, path, VERIFY_WHOLE, "is no regular file");
        return;
    case SOURCE_NOTHING:
    case SOURCE_FAILED:
        break;
    }
    root->report->unreadable = true;
    verify_fault(root, path, VERIFY_WHOLE, "cannot be read: %s",
                 strerror(errno));
}

static void walk(struct root *root, struct slice below)
{
    struct common *common = root->common;
    struct slice whole = path_join(root->arena, common->below, below);
    struct buf reason = BUF_INIT;
    struct names names;

    if (source_names(common->source, root->arena, whole, &names, &reason)) {
        for (size_t i = 0; i < names.count; i++)
            walk_entry(root, path_join(root->arena, below, names.items[i]));
    } else {
        root->report->unreadable = true;
        verify_fault(root, below, VERIFY_WHOLE, "cannot be read: " SLICE_FORMAT,
                     SLICE_ARGS(buf_slice(&reason)));
    }
    buf_release(&reason);
}

/* --- what is listed --- */

struct listed {
    struct slice manifest; /* that lists it */
    size_t offset;
    struct slice hash;
    struct slice path;
};

struct listing {
    struct map by_path;
    struct {
        struct listed *items;
        size_t count, capacity;
    } lines;
};

static void file_check(struct root *root, void *context, size_t index)
{
    const struct listing *listing = context;
    const struct listed *listed = &listing->lines.items[index];
    const struct file_facts *facts;
    char hex[DIGEST_HEX_SIZE];

    if (!verify_has(root, listed->path)) {
        verify_fault(root, listed->manifest, listed->offset,
                     "lists " SLICE_FORMAT ", which is not there",
                     SLICE_ARGS(listed->path));
        return;
    }
    if (!verify_facts(root, verify_file_number(root, listed->path), &facts))
        return;
    digest_hex(facts->digest, hex);
    if (!slice_equal_text(listed->hash, hex))
        verify_fault(root, listed->path, VERIFY_WHOLE,
                     "is not the file that " SLICE_FORMAT
                     " lists: its SHA-256 is %s",
                     SLICE_ARGS(slice_equal_text(listed->manifest, MANIFEST)
                                    ? SLICE("the manifest")
                                    : listed->manifest),
                     hex);
}

/* "<64 hex digits>  <path>", as sha256sum writes it. */
static bool line_read(struct slice line, struct listed *out)
{
    const size_t hex = DIGEST_HEX_SIZE - 1;

    if (line.len < hex + 3 || line.ptr[hex] != ' ' ||
        (line.ptr[hex + 1] != ' ' && line.ptr[hex + 1] != '*'))
        return false;
    out->hash = slice_cut(line, 0, hex);
    out->path = slice_cut(line, hex + 2, line.len);
    return true;
}

static void extra_note(struct root *root, const struct listed *listed)
{
    root->report->extras++;
    if (!is_extra(listed->path))
        verify_fault(root, listed->manifest, listed->offset,
                     "lists " SLICE_FORMAT
                     ", which is of no search index and no card",
                     SLICE_ARGS(listed->path));
}

static void lines_read(struct root *root, struct slice manifest,
                       struct slice text, struct listing *listing)
{
    struct slice rest = text;

    while (rest.len > 0) {
        struct listed listed = {.manifest = manifest,
                                .offset = (size_t)(rest.ptr - text.ptr)};
        struct slice line = slice_next(&rest, '\n');

        if (!line_read(line, &listed)) {
            verify_fault(root, manifest, listed.offset,
                         "is no line of a manifest");
            continue;
        }
        if (map_put(&listing->by_path, listed.path, root) != NULL)
            verify_fault(root, manifest, listed.offset,
                         "lists " SLICE_FORMAT " twice",
                         SLICE_ARGS(listed.path));
        else
            ARENA_PUSH(root->arena, &listing->lines, listed);
        if (slice_equal_text(manifest, MANIFEST))
            root->report->files++;
        else
            extra_note(root, &listed);
    }
}

/* In a root alone: no release has any. */
static void extras_read(struct root *root, struct listing *listing)
{
    struct slice text;

    if (!verify_has(root, SLICE(EXTRAS)))
        return;
    if (verify_has(root, SLICE("release.json")))
        verify_fault(root, SLICE(EXTRAS), VERIFY_WHOLE,
                     "is in a release, which has no extras");
    if (verify_read_file(root, root->arena, SLICE(EXTRAS), &text))
        lines_read(root, SLICE(EXTRAS), text, listing);
}

static void rooms_make(struct root *root)
{
    struct common *common = root->common;
    size_t count = common->files.count;

    common->facts = ARENA_ARRAY(root->arena, count, struct file_facts);
    common->is_linked = ARENA_ARRAY(root->arena, count, atomic_bool);
    common->is_opened = ARENA_ARRAY(root->arena, count, atomic_bool);
    common->is_read = ARENA_ARRAY(root->arena, count, bool);
    common->is_named = ARENA_ARRAY(root->arena, count, bool);
}

void verify_manifest(struct root *roots)
{
    struct common *common = roots->common;
    struct listing listing = {.lines = {NULL, 0, 0}};
    uint8_t digest[DIGEST_SIZE];
    struct slice text;

    walk(roots, SLICE(""));
    rooms_make(roots);
    map_init(&listing.by_path, roots->arena);
    if (!verify_read_file(roots, roots->arena, SLICE(MANIFEST), &text))
        return;
    digest_bytes(text, digest);
    digest_hex(digest, roots->report->manifest);
    verify_signature(roots, text);
    lines_read(roots, SLICE(MANIFEST), text, &listing);
    extras_read(roots, &listing);
    verify_share(roots, listing.lines.count, file_check, &listing);
    for (size_t i = 0; i < common->files.count; i++)
        if (!map_has(&listing.by_path, common->files.items[i]) &&
            !is_exempt(common->files.items[i]))
            verify_fault(roots, common->files.items[i], VERIFY_WHOLE,
                         "is not in the manifest");
}
