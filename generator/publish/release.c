#include "publish/release.h"

#include "base/file.h"
#include "emit/json.h"
#include "publish/extras.h"
#include "publish/internal.h"
#include "publish/signature.h"
#include "publish/staging.h"

#define MANIFEST "manifest.sha256"

static const struct place nowhere = {0, 0, 0};

/* --- freezing --- */

/* What the frozen tree has as the root has it: all but pages, and what speaks
 * of the root's address alone. */
static bool is_repeated(struct slice path)
{
    return !slice_ends_with(path, SLICE(".html")) &&
           !slice_starts_with(path, SLICE("releases/")) &&
           !path_is_extra(path) && !slice_equal_text(path, "sitemap.xml") &&
           !slice_equal_text(path, "robots.txt");
}

static bool below_write(struct root *root, struct slice prefix,
                        const char *name, struct slice bytes)
{
    struct arena arena;
    bool done;

    arena_init(&arena);
    done = root_write(
        root, ARENA_CONCAT(&arena, prefix, SLICE("/"), slice_of(name)), bytes);
    arena_release(&arena);
    return done;
}

static void date_member(struct json_writer *w, const char *key,
                        struct date date)
{
    struct buf text = BUF_INIT;

    if (date_is_set(date))
        date_write(&text, date);
    text_member(w, key, buf_slice(&text));
    buf_release(&text);
}

/* What makes a tree a release, and tells it from a root. */
static bool identity_write(struct root *root,
                           const struct publication *publication)
{
    const struct portal *portal = publication->portal;
    static const char *const name[] = {"name", "names"};
    static const char *const publisher[] = {"publisher", "publishers"};
    struct buf out = BUF_INIT;
    struct json_writer w;
    bool done;

    json_init(&w, &out, true);
    json_open_object(&w);
    text_member(&w, "portal", portal->key);
    text_member(&w, "release", publication->release);
    date_member(&w, "cut_off", portal->cut_off);
    words_write(&w, name, &portal->name, portal);
    words_write(&w, publisher, &portal->publisher, portal);
    text_member(&w, "licence", portal->licence_name);
    text_member(&w, "address", publication->base_url);
    text_member(&w, "public_key", portal->public_key);
    json_close(&w);
    json_finish(&w);
    done =
        below_write(root, publication->frozen, "release.json", buf_slice(&out));
    buf_release(&out);
    return done;
}

static bool sealed_write(struct root *root,
                         const struct publication *publication)
{
    const struct signed_edition edition = {publication->portal->key,
                                           publication->release};
    struct buf manifest = BUF_INIT;
    struct buf signature = BUF_INIT;
    bool done;

    root_manifest(root, publication->frozen, &manifest);
    done =
        below_write(root, publication->frozen, MANIFEST, buf_slice(&manifest));
    if (done && publication->signer != NULL) {
        manifest_sign(&signature, publication->signer, &edition,
                      buf_slice(&manifest));
        done = below_write(root, publication->frozen, SIGNATURE_FILE,
                           buf_slice(&signature));
    }
    buf_release(&signature);
    buf_release(&manifest);
    return done;
}

bool release_freeze(struct root *root, const struct publication *publication)
{
    if (publication->release.len == 0)
        return true;
    return root_repeat(root, publication->frozen, is_repeated) &&
           identity_write(root, publication) && sealed_write(root, publication);
}

/* --- what was frozen before --- */

/* True when both roots have it, and the same. */
static bool manifest_stays(struct root *root, struct slice path)
{
    const struct root_file *file = map_get(&root->files, path);
    uint8_t digest[DIGEST_SIZE];
    struct arena arena;
    struct slice bytes;
    bool same;

    if (file == NULL)
        return false;
    arena_init(&arena);
    same = file_read(
        &arena, path_join(&arena, slice_of(root->folder), path).ptr, &bytes);
    if (same) {
        digest_bytes(bytes, digest);
        for (size_t i = 0; i < DIGEST_SIZE; i++)
            same &= digest[i] == file->digest[i];
    }
    arena_release(&arena);
    return same;
}

static bool release_stays(struct root *root, struct slice id)
{
    struct slice path = arena_format(
        &root->arena, "releases/" SLICE_FORMAT "/" MANIFEST, SLICE_ARGS(id));
    struct slice whole = path_join(&root->arena, slice_of(root->folder), path);

    if (!file_exists(whole.ptr) || manifest_stays(root, path))
        return true;
    diag_add(root->diagnostics,
             map_has(&root->files, path) ? DIAG_RELEASE_EXISTS
                                         : DIAG_RELEASE_DROPPED,
             nowhere, map_has(&root->files, path) ? id : slice_of(root->folder),
             map_has(&root->files, path) ? slice_of(root->folder) : id);
    return false;
}

bool release_guard(struct root *root)
{
    const char *folder =
        arena_format(&root->arena, "%s/releases", root->folder).ptr;
    struct names names;
    bool stays = true;

    if (!file_is_folder(folder) || !folder_list(&root->arena, folder, &names))
        return true;
    for (size_t i = 0; i < names.count; i++)
        stays &= release_stays(root, names.items[i]);
    return stays;
}
