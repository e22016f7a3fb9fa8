/* The files of a root against its manifest. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "verify/internal.h"

#define MANIFEST "manifest.sha256"

/* A manifest cannot list itself, nor what signs it. */
static bool is_exempt(struct slice path)
{
    return slice_equal_text(path, MANIFEST) ||
           slice_equal_text(path, MANIFEST ".minisig");
}

static void walk(struct root *root, struct slice below);

static void walk_entry(struct root *root, struct slice path)
{
    struct slice whole = path_join(root->arena, slice_of(root->folder), path);
    struct stat info;

    /* Links are not followed: they could lead outside, or in circles. */
    if (lstat(whole.ptr, &info) != 0) {
        root->report->unreadable = true;
        verify_fault(root, path, VERIFY_WHOLE, "cannot be read: %s",
                     strerror(errno));
    } else if (S_ISDIR(info.st_mode)) {
        walk(root, path);
    } else if (S_ISREG(info.st_mode)) {
        ARENA_PUSH(root->arena, &root->files, path);
        (void)map_put(&root->by_path, path, NULL);
    } else {
        verify_fault(root, path, VERIFY_WHOLE, "is no regular file");
    }
}

static void walk(struct root *root, struct slice below)
{
    struct slice whole = path_join(root->arena, slice_of(root->folder), below);
    struct names names;

    if (!folder_list(root->arena, whole.ptr, &names)) {
        root->report->unreadable = true;
        verify_fault(root, below, VERIFY_WHOLE, "cannot be read: %s",
                     strerror(errno));
        return;
    }
    for (size_t i = 0; i < names.count; i++)
        walk_entry(root, path_join(root->arena, below, names.items[i]));
}

static void file_check(struct root *root, struct slice path, size_t offset,
                       struct slice hash)
{
    uint8_t digest[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];
    struct slice bytes;

    if (!map_has(&root->by_path, path)) {
        verify_fault(root, SLICE(MANIFEST), offset,
                     "lists " SLICE_FORMAT ", which is not there",
                     SLICE_ARGS(path));
        return;
    }
    arena_reset(&root->scratch);
    if (!verify_read_file(root, &root->scratch, path, &bytes))
        return;
    digest_bytes(bytes, digest);
    digest_hex(digest, hex);
    if (!slice_equal_text(hash, hex))
        verify_fault(root, path, VERIFY_WHOLE,
                     "is not the file that the manifest lists: its SHA-256 is "
                     "%s",
                     hex);
}

/* "<64 hex digits>  <path>", as sha256sum writes it. */
static bool line_read(struct slice line, struct slice *hash, struct slice *path)
{
    const size_t hex = DIGEST_HEX_SIZE - 1;

    if (line.len < hex + 3 || line.ptr[hex] != ' ' ||
        (line.ptr[hex + 1] != ' ' && line.ptr[hex + 1] != '*'))
        return false;
    *hash = slice_cut(line, 0, hex);
    *path = slice_cut(line, hex + 2, line.len);
    return true;
}

static void lines_check(struct root *root, struct slice text,
                        struct map *listed)
{
    struct slice rest = text;

    while (rest.len > 0) {
        size_t offset = (size_t)(rest.ptr - text.ptr);
        struct slice line = slice_next(&rest, '\n');
        struct slice hash;
        struct slice path;

        if (!line_read(line, &hash, &path)) {
            verify_fault(root, SLICE(MANIFEST), offset,
                         "is no line of a manifest");
            continue;
        }
        if (map_put(listed, path, root) != NULL)
            verify_fault(root, SLICE(MANIFEST), offset,
                         "lists " SLICE_FORMAT " twice", SLICE_ARGS(path));
        else
            file_check(root, path, offset, hash);
        root->report->files++;
    }
}

void verify_manifest(struct root *root)
{
    uint8_t digest[DIGEST_SIZE];
    struct map listed;
    struct slice text;

    walk(root, SLICE(""));
    map_init(&listed, root->arena);
    if (!verify_read_file(root, root->arena, SLICE(MANIFEST), &text))
        return;
    digest_bytes(text, digest);
    digest_hex(digest, root->report->manifest);
    lines_check(root, text, &listed);
    for (size_t i = 0; i < root->files.count; i++)
        if (!map_has(&listed, root->files.items[i]) &&
            !is_exempt(root->files.items[i]))
            verify_fault(root, root->files.items[i], VERIFY_WHOLE,
                         "is not in the manifest");
}
