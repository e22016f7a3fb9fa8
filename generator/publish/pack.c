#include "publish/pack.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/history/edition.h"
#include "publish/outlet.h"
#include "publish/staging.h"

static bool failed(struct root *root, struct slice path, struct slice reason)
{
    diag_add(root->diagnostics, DIAG_OUTPUT_UNWRITABLE,
             ((struct place){0, 0, 0}), path, reason);
    return false;
}

/* In the staging, where it has the room it needs, under a name that no page
 * has: goes before the root is published. */
static const char *scratch_path(struct root *root, struct slice path,
                                struct arena *arena)
{
    char name[DIGEST_SHORT_SIZE];

    digest_short(path, name);
    return arena_format(arena, "%s/.%s", root->staging, name).ptr;
}

/* Through the stream that compares with the old root's file. */
static bool archive_take(struct root *root, struct slice path,
                         const char *packed)
{
    struct published_file unused;
    struct outlet outlet;
    enum copy_result result = COPY_UNWRITTEN;

    if (outlet_open(&outlet, root, path))
        result = outlet_copy(&outlet, packed, &unused);
    outlet_release(&outlet);
    if (result == COPY_UNREAD)
        return failed(root, path, SLICE("the archive cannot be read"));
    return result == COPY_DONE;
}

bool archive_pack(struct root *root, struct slice path,
                  const struct archive_item *items, size_t count,
                  unsigned threads)
{
    struct arena arena;
    struct buf reason = BUF_INIT;
    struct archive_order order = {NULL, items, count, threads};
    bool done;

    arena_init(&arena);
    order.path = scratch_path(root, path, &arena);
    done = archive_write(&order, &reason)
               ? archive_take(root, path, order.path)
               : failed(root, path, buf_slice(&reason));
    /* What stayed would be published. */
    if (unlink(order.path) != 0 && errno != ENOENT && done)
        done = failed(root, path, slice_of(strerror(errno)));
    buf_release(&reason);
    arena_release(&arena);
    return done;
}

static int compare_items(const void *left, const void *right)
{
    const struct archive_item *a = left;
    const struct archive_item *b = right;

    return slice_compare(a->name, b->name);
}

static size_t items_below(struct root *root, struct slice prefix,
                          struct slice folder, struct arena *arena,
                          struct archive_item *items)
{
    size_t count = 0;

    for (size_t i = 0; i < root->files.count; i++) {
        struct slice path = root->files.entries[i].key;

        if (!slice_starts_with(path, prefix) || path.len == prefix.len ||
            path.ptr[prefix.len] != '/')
            continue;
        items[count].name =
            ARENA_CONCAT(arena, folder, slice_cut(path, prefix.len, path.len));
        items[count++].path = root_read_path(root, path, arena);
    }
    if (count > 0)
        qsort(items, count, sizeof(*items), compare_items);
    return count;
}

static bool release_pack(struct root *root,
                         const struct publication *publication, struct slice id,
                         struct slice path, struct arena *arena)
{
    struct slice prefix = arena_join(arena, SLICE("releases/"), id);
    struct slice folder =
        ARENA_CONCAT(arena, publication->portal->key, SLICE("-"), id);
    struct archive_item *items =
        ARENA_ARRAY(arena, root->files.count + 1, struct archive_item);
    size_t count = items_below(root, prefix, folder, arena, items);

    return count == 0 ||
           archive_pack(root, path, items, count, publication->threads);
}

/* Is the old root's file what its manifest says? */
static bool old_is_sound(struct root *root, struct slice path,
                         struct arena *arena)
{
    struct buf fault = BUF_INIT;
    struct edition old;
    bool sound =
        file_exists(path_join(arena, slice_of(root->folder), path).ptr);

    if (sound) {
        /* Of a root that is not whole its manifest is enough. */
        (void)!edition_open(&old, root->folder, NULL, &fault);
        sound = map_has(&old.digests, path) && edition_file_holds(&old, path);
        edition_release(&old);
    }
    buf_release(&fault);
    return sound;
}

static bool release_archive(struct root *root,
                            const struct publication *publication,
                            struct slice id)
{
    struct arena arena;
    struct slice path;
    const char *old;
    bool done;

    arena_init(&arena);
    path = ARENA_CONCAT(&arena, SLICE("releases/"), id, SLICE(".zip"));
    old = path_join(&arena, slice_of(root->folder), path).ptr;
    if (map_has(&root->files, path))
        done = true;
    else if (old_is_sound(root, path, &arena))
        done = archive_take(root, path, old);
    else
        done = release_pack(root, publication, id, path, &arena);
    arena_release(&arena);
    return done;
}

bool archives_publish(struct root *root, const struct publication *publication)
{
    const struct releases *releases = &publication->portal->releases;
    bool done = true;

    for (size_t i = 0; i < releases->count && done; i++)
        done = release_archive(root, publication, releases->items[i].id);
    return done && (publication->release.len == 0 ||
                    release_archive(root, publication, publication->release));
}
