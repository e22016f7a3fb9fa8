/* Addresses: every relative one leads to a file, and to a place in it. */
#include "verify/internal.h"

static void wrong(struct root *root, struct slice page, size_t offset,
                  struct slice address, const char *what)
{
    verify_fault(root, page, offset, "the address " SLICE_FORMAT " %s",
                 SLICE_ARGS(address), what);
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

/* Of `target` as seen from `page`: from the root, or "../" and what follows. */
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

static void anchor_add(struct root *root, struct slice page, size_t offset,
                       struct slice path, struct slice name)
{
    struct anchor anchor = {.page = page, .offset = offset};

    if (slice_equal_text(name, "top") ||
        (!slice_ends_with(path, SLICE(".html")) &&
         !slice_ends_with(path, SLICE(".svg"))))
        return;
    anchor.target = ARENA_CONCAT(root->arena, path, SLICE("#"), name);
    ARENA_PUSH(root->arena, &root->anchors, anchor);
}

static void local_check(struct root *root, struct slice page, size_t offset,
                        struct slice address)
{
    size_t hash = slice_find(address, '#');
    struct slice fragment = slice_cut(address, hash + 1, address.len);
    struct slice target = slice_cut(address, 0, hash);
    struct slice path;
    const char *file;

    target = slice_cut(target, 0, slice_find(target, '?'));
    if (!verify_percent_decode(&root->scratch, target, &target) ||
        !verify_percent_decode(&root->scratch, fragment, &fragment)) {
        wrong(root, page, offset, address, "is not percent-encoded rightly");
        return;
    }
    path = resolve(root, page, target);
    if (map_has(&root->by_path, path)) {
        if (fragment.len > 0)
            anchor_add(root, page, offset, path, fragment);
        return;
    }
    file = path_join(&root->scratch, slice_of(root->folder), path).ptr;
    if (file_is_folder(file))
        wrong(root, page, offset, address,
              "leads to a folder, which opens nothing from disk");
    else if (!(root->is_front || slice_starts_with(path, SLICE("../"))) ||
             !file_exists(file))
        wrong(root, page, offset, address, "leads nowhere");
}

void verify_link(struct root *root, struct slice page, size_t offset,
                 struct slice address)
{
    address = slice_trim(address);
    if (is_foreign(address))
        return;
    root->report->links++;
    if (slice_starts_with(address, SLICE("/")))
        wrong(root, page, offset, address,
              "begins with '/', which leads nowhere from disk");
    else
        local_check(root, page, offset, address);
}

void verify_anchors(struct root *root)
{
    for (size_t i = 0; i < root->anchors.count; i++) {
        const struct anchor *anchor = &root->anchors.items[i];

        if (!map_has(&root->ids, anchor->target))
            verify_fault(root, anchor->page, anchor->offset,
                         "there is no place " SLICE_FORMAT,
                         SLICE_ARGS(anchor->target));
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
            verify_link(root, path, at, address);
    }
}
