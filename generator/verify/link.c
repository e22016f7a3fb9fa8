/* Addresses: every relative one leads to a file, and to a place in it. */
#include <stdlib.h>

#include "verify/internal.h"

static void wrong(struct root *root, const struct link *link, const char *what)
{
    verify_fault(root, link->page, link->offset,
                 "the address " SLICE_FORMAT " %s", SLICE_ARGS(link->address),
                 what);
}

/* "https:", "mailto:" … or "//host". */
static bool is_foreign(struct slice address)
{
    size_t at = 0;

    if (slice_starts_with(address, SLICE("//")))
        return true;
    while (at < address.len) {
        char c = (char)(address.ptr[at] | 0x20);

        if (address.ptr[at] == ':')
            return at > 0;
        if (!(c >= 'a' && c <= 'z') &&
            (at == 0 || !((address.ptr[at] >= '0' && address.ptr[at] <= '9') ||
                          address.ptr[at] == '+' || address.ptr[at] == '-' ||
                          address.ptr[at] == '.')))
            return false;
        at++;
    }
    return false;
}

/* Without the last part. */
static struct slice above(struct slice path)
{
    while (path.len > 0 && path.ptr[path.len - 1] != '/')
        path.len--;
    return slice_cut(path, 0, path.len > 0 ? path.len - 1 : 0);
}

/* Of `target` as seen from `page`: from the top, or "../" and what follows. */
static struct slice resolve(struct root *root, struct slice page,
                            struct slice target)
{
    struct slice path = above(page);
    struct slice outside = SLICE("");

    if (target.len == 0)
        return page;
    while (target.ptr != NULL) {
        struct slice part = slice_next(&target, '/');

        if (slice_equal_text(part, ".") ||
            (part.len == 0 && target.ptr != NULL))
            continue;
        if (!slice_equal_text(part, ".."))
            path = path_join(&root->scratch, path, part);
        else if (path.len > 0)
            path = above(path);
        else
            outside = arena_join(&root->scratch, outside, SLICE("../"));
    }
    return arena_join(&root->scratch, outside, path);
}

static void anchor_add(struct root *root, const struct link *link,
                       struct slice path, struct slice name)
{
    struct anchor anchor = {.page = link->page, .offset = link->offset};

    if (name.len == 0 || slice_equal_text(name, "top") ||
        (!slice_ends_with(path, SLICE(".html")) &&
         !slice_ends_with(path, SLICE(".svg"))))
        return;
    anchor.path = arena_copy(root->arena, path);
    anchor.name = arena_copy(root->arena, name);
    ARENA_PUSH(root->arena, &root->anchors, anchor);
}

/* What the path is within a folder; false where it is outside. */
static bool within(struct slice path, struct slice folder, struct slice *out)
{
    *out = path;
    if (folder.len == 0)
        return !slice_starts_with(path, SLICE("../"));
    if (!slice_starts_with(path, folder) || path.len <= folder.len ||
        path.ptr[folder.len] != '/')
        return false;
    *out = slice_cut(path, folder.len + 1, path.len);
    return true;
}

/* "../../es/index.html" of the latest release, "../2017-06/es/index.html" of
 * another, as seen from the folder of this one: what lies in releases/. */
static bool is_other_release(struct root *root, const struct link *link,
                             struct slice target)
{
    struct slice path = resolve(root, link->page, target);
    struct slice up = SLICE("../");
    struct slice name;

    if (!slice_starts_with(path, up))
        return false;
    path = slice_cut(path, up.len, path.len);
    if (slice_starts_with(path, up))
        path = slice_cut(path, up.len, path.len);
    else
        (void)slice_next(&path, '/');
    name = slice_next(&path, '/');
    return name.len > 0 && !slice_equal_text(name, "..");
}

/* To another release of the same root: whether that is here too. */
static bool release_check(struct root *root, const struct link *link,
                          struct slice target, struct slice path)
{
    const struct common *outer = root->common->outer;
    struct slice inside;

    if (outer != NULL && within(path, outer->below, &inside))
        return true;
    if (outer == NULL && is_other_release(root, link, target))
        root->report->links_out++;
    else
        wrong(root, link, "leads to no release of this portal");
    return false;
}

/* A file that no manifest of this root lists. */
static void outside_check(struct root *root, const struct link *link,
                          struct slice path, struct slice name)
{
    const struct common *common = root->common;
    struct slice inside;

    switch (source_kind(common->source, path)) {
    case SOURCE_FILE:
        if (link->leaves || common->outer == NULL ||
            !within(path, common->outer->below, &inside))
            anchor_add(root, link, path, name);
        else
            wrong(root, link, "leads out of the release");
        return;
    case SOURCE_FOLDER:
        wrong(root, link, "leads to a folder, which opens nothing from disk");
        return;
    case SOURCE_NOTHING:
    case SOURCE_OTHER:
    case SOURCE_FAILED:
        wrong(root, link, "leads nowhere");
    }
}

static struct slice inside_check(struct root *root, const struct link *link,
                                 struct slice path, struct slice name)
{
    const struct common *common = root->common;
    struct slice whole = path_join(&root->scratch, common->below, path);
    size_t file;

    if (verify_has(root, path)) {
        file = verify_file_number(root, path);
        if (common->is_linked != NULL)
            atomic_store_explicit(&common->is_linked[file], true,
                                  memory_order_relaxed);
        anchor_add(root, link, whole, name);
        return common->files.items[file];
    }
    if (common->is_front)
        outside_check(root, link, whole, name);
    else if (source_kind(common->source, whole) == SOURCE_FOLDER)
        wrong(root, link, "leads to a folder, which opens nothing from disk");
    else
        wrong(root, link, "leads nowhere");
    return SLICE("");
}

static struct slice local_check(struct root *root, const struct link *link,
                                struct slice address)
{
    size_t hash = slice_find(address, '#');
    struct slice name = slice_cut(address, hash + 1, address.len);
    struct slice target = slice_cut(address, 0, hash);
    struct slice page =
        path_join(&root->scratch, root->common->below, link->page);
    struct slice path;
    struct slice inside;

    target = slice_cut(target, 0, slice_find(target, '?'));
    if (!verify_percent_decode(&root->scratch, target, &target) ||
        !verify_percent_decode(&root->scratch, name, &name)) {
        wrong(root, link, "is not percent-encoded rightly");
        return SLICE("");
    }
    path = resolve(root, page, target);
    if (within(path, root->common->below, &inside))
        return inside_check(root, link, inside, name);
    if (!link->leaves || release_check(root, link, target, path))
        outside_check(root, link, path, name);
    return SLICE("");
}

struct slice verify_link(struct root *root, const struct link *link)
{
    struct slice address = slice_trim(link->address);

    if (is_foreign(address))
        return SLICE("");
    root->report->links++;
    if (!slice_starts_with(address, SLICE("/")))
        return local_check(root, link, address);
    wrong(root, link, "begins with '/', which leads nowhere from disk");
    return SLICE("");
}

/* --- places --- */

static int anchor_compare(const void *a, const void *b)
{
    const struct anchor *first = a;
    const struct anchor *second = b;

    return slice_compare(first->path, second->path);
}

static void ids_read(struct map *ids, const struct page_places *places)
{
    struct slice rest = places->ids;

    while (rest.len > 0)
        (void)map_put(ids, slice_next(&rest, '\n'), ids);
}

/* Pages are taken one after the other, so that only one's places are known at
 * a time. */
void verify_anchors(struct root *root)
{
    const struct map *pages = &root->common->site->places;
    struct slice path = {NULL, 0};
    struct map ids;

    if (root->anchors.count > 0)
        qsort(root->anchors.items, root->anchors.count,
              sizeof(*root->anchors.items), anchor_compare);
    for (size_t i = 0; i < root->anchors.count; i++) {
        const struct anchor *anchor = &root->anchors.items[i];
        const struct page_places *places = map_get(pages, anchor->path);

        if (places == NULL)
            continue; /* beyond what is verified */
        if (path.ptr == NULL || !slice_equal(path, anchor->path)) {
            arena_reset(&root->scratch);
            map_init(&ids, &root->scratch);
            ids_read(&ids, places);
            path = anchor->path;
        }
        if (!map_has(&ids, anchor->name))
            verify_fault(root, anchor->page, anchor->offset,
                         "there is no place " SLICE_FORMAT "#" SLICE_FORMAT,
                         SLICE_ARGS(anchor->path), SLICE_ARGS(anchor->name));
    }
}

/* url(a.woff2), url("a.woff2") */
void verify_style(struct root *root, struct slice path)
{
    struct slice text;

    if (!verify_read_file(root, &root->scratch, path, &text))
        return;
    for (size_t at = 0; at + 4 < text.len; at++) {
        struct slice rest = slice_cut(text, at, text.len);
        struct slice address;

        if (!slice_starts_with(rest, SLICE("url(")))
            continue;
        address = slice_trim(slice_cut(rest, 4, slice_find(rest, ')')));
        if (address.len > 1 &&
            (address.ptr[0] == '"' || address.ptr[0] == '\''))
            address = slice_cut(address, 1, address.len - 1);
        if (!slice_starts_with(address, SLICE("#")))
            (void)verify_link(
                root, &(struct link){path, at, address, .leaves = false});
    }
}
