/* releases/<id>.zip: the files of releases/<id>/, byte for byte. */
#include <string.h>

#include "verify/internal.h"

#define FOLDER "releases/"

struct bundle {
    struct root *root;
    struct slice path;   /* of the archive */
    struct slice folder; /* "releases/2017-09" */
    struct source *source;
    struct slice top; /* the one folder around all that the archive holds */
    struct map found; /* paths in it, below the top */
};

static void fault(const struct bundle *bundle, struct slice name,
                  const char *what)
{
    verify_fault(bundle->root, bundle->path, VERIFY_WHOLE,
                 "holds " SLICE_FORMAT ", %s", SLICE_ARGS(name), what);
}

static void entry_check(struct bundle *bundle, struct slice name)
{
    struct root *root = bundle->root;
    struct slice inside = path_join(&root->scratch, bundle->top, name);
    struct slice path = path_join(root->arena, bundle->folder, name);
    const struct file_facts *facts;
    struct buf reason = BUF_INIT;
    uint8_t digest[DIGEST_SIZE];
    struct arena arena;
    struct slice bytes;

    (void)map_put(&bundle->found, path, root);
    if (!verify_has(root, path)) {
        fault(bundle, name, "which the folder of the release does not");
        return;
    }
    arena_init(&arena);
    if (!source_read(bundle->source, &arena, inside, &bytes, &reason)) {
        buf_add_char(&reason, '\0');
        fault(bundle, name, reason.ptr);
    } else if (verify_facts(root, verify_file_number(root, path), &facts)) {
        digest_bytes(bytes, digest);
        if (memcmp(digest, facts->digest, DIGEST_SIZE) != 0)
            fault(bundle, name, "and not as the folder of the release has it");
    }
    arena_release(&arena);
    buf_release(&reason);
}

static void folder_check(struct bundle *bundle, struct slice below)
{
    struct root *root = bundle->root;
    struct slice inside = path_join(root->arena, bundle->top, below);
    struct buf reason = BUF_INIT;
    struct names names;

    if (!source_names(bundle->source, root->arena, inside, &names, &reason))
        names.count = 0; /* an archive has its names at hand */
    buf_release(&reason);
    for (size_t i = 0; i < names.count; i++) {
        struct slice path = path_join(root->arena, below, names.items[i]);

        if (source_kind(bundle->source, path_join(root->arena, bundle->top,
                                                  path)) == SOURCE_FOLDER)
            folder_check(bundle, path);
        else
            entry_check(bundle, path);
    }
}

/* What the folder has and the archive has not. */
static void rest_check(const struct bundle *bundle)
{
    const struct common *common = bundle->root->common;
    struct slice begin =
        arena_join(bundle->root->arena, bundle->folder, SLICE("/"));

    for (size_t i = 0; i < common->files.count; i++) {
        struct slice path = common->files.items[i];

        if (slice_starts_with(path, begin) && !map_has(&bundle->found, path))
            verify_fault(bundle->root, bundle->path, VERIFY_WHOLE,
                         "lacks " SLICE_FORMAT,
                         SLICE_ARGS(slice_cut(path, begin.len, path.len)));
    }
}

struct source *verify_archive_open(struct root *root, struct slice path)
{
    struct buf reason = BUF_INIT;
    struct source *source = NULL;
    struct slice bytes;

    arena_reset(&root->scratch);
    if (verify_read_file(root, &root->scratch, path, &bytes)) {
        source = source_open_bytes(bytes, &reason);
        if (source == NULL)
            verify_fault(root, path, VERIFY_WHOLE,
                         "cannot be read as a ZIP archive: " SLICE_FORMAT,
                         SLICE_ARGS(buf_slice(&reason)));
    }
    arena_reset(&root->scratch);
    buf_release(&reason);
    return source;
}

static void bundle_check(struct root *root, struct slice path)
{
    struct bundle bundle = {
        .root = root,
        .path = path,
        .folder = slice_cut(path, 0, path.len - SLICE(".zip").len)};
    size_t faults = root->report->faults.count;
    struct buf reason = BUF_INIT;
    struct names names;

    bundle.source = verify_archive_open(root, path);
    if (bundle.source == NULL)
        return;
    map_init(&bundle.found, root->arena);
    if (source_names(bundle.source, root->arena, SLICE(""), &names, &reason) &&
        names.count == 1)
        bundle.top = names.items[0];
    folder_check(&bundle, SLICE(""));
    rest_check(&bundle);
    root->report->archives += root->report->faults.count == faults;
    source_close(bundle.source);
    buf_release(&reason);
}

/* "releases/2017-09.zip" where the release lies beside it. */
static bool is_bundle(const struct root *root, struct slice path)
{
    struct slice name = slice_cut(path, SLICE(FOLDER).len, path.len);
    struct arena arena;
    bool found;

    if (!slice_starts_with(path, SLICE(FOLDER)) ||
        !slice_ends_with(name, SLICE(".zip")) ||
        slice_find(name, '/') < name.len)
        return false;
    arena_init(&arena);
    found =
        verify_has(root, ARENA_CONCAT(&arena, slice_cut(path, 0, path.len - 4),
                                      SLICE("/manifest.sha256")));
    arena_release(&arena);
    return found;
}

static void bundle_task(struct root *root, void *context, size_t index)
{
    struct slice path = root->common->files.items[index];

    (void)context;
    if (is_bundle(root, path))
        bundle_check(root, path);
}

void verify_release_archives(struct root *roots)
{
    verify_share(roots, roots->common->files.count, bundle_task, NULL);
}
