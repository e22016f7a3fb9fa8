/* Relative addresses in a document, to pages and files of the portal. */
#include "render/document/document_path.h"

#include "base/file.h"

/* The folder of a path, without its '/'. */
static struct slice folder_of(struct slice path)
{
    size_t len = path.len;

    while (len > 0 && path.ptr[len - 1] != '/')
        len--;
    return slice_cut(path, 0, len > 0 ? len - 1 : 0);
}

/* "content/p/plans" and "../pages/x.md": "content/p/pages/x.md". */
static struct slice path_from(const struct page *page, struct slice folder,
                              struct slice path)
{
    while (path.len > 0) {
        struct slice part = slice_next(&path, '/');

        if (slice_equal_text(part, ".."))
            folder = folder_of(folder);
        else if (part.len > 0 && !slice_equal_text(part, "."))
            folder = ARENA_CONCAT(page->arena, folder, SLICE("/"), part);
    }
    return folder;
}

static struct slice without_ending(struct slice path, char before)
{
    for (size_t len = path.len; len > 0 && path.ptr[len - 1] != '/'; len--)
        if (path.ptr[len - 1] == before)
            return slice_cut(path, 0, len - 1);
    return path;
}

/* "plans/katun.es.md" or "plans/katun.md" of content/<portal>/. */
static const struct content *content_at(const struct page *page,
                                        struct slice path)
{
    const struct map *contents = &page->portal->contents_by_key;
    struct slice key = without_ending(path, '.');
    const struct content *content = map_get(contents, key);

    return content != NULL ? content
                           : map_get(contents, without_ending(key, '.'));
}

static struct slice key_of(const struct page *page,
                           const struct content *content)
{
    static const char *const folders[DOCUMENT_KIND_COUNT] = {
        [DOCUMENT_PAGE] = "pages",
        [DOCUMENT_PLAN] = "documents",
        [DOCUMENT_PROGRAM] = "programs",
        [DOCUMENT_COMMITMENT] = "commitments",
        [DOCUMENT_INDICATOR] = "indicators",
        [DOCUMENT_REPORT] = "reports",
    };

    return route_key(page->arena, folders[content->kind], content->name);
}

static bool is_own_asset(const struct page *page, struct slice path)
{
    return slice_starts_with(path, SLICE("assets/")) &&
           file_exists(ARENA_CONCAT(page->arena,
                                    slice_of(page->site->options.workspace),
                                    SLICE("/content/"), page->portal->key,
                                    SLICE("/"), path)
                           .ptr);
}

struct document_target document_target(const struct page *page,
                                       struct place place, struct slice path)
{
    const struct portal *portal = page->portal;
    struct document_target target = {nothing, nothing};
    const struct source *source =
        place.source == 0 ? NULL : sources_get(portal->sources, place.source);
    struct slice root =
        ARENA_CONCAT(page->arena, SLICE("content/"), portal->key, SLICE("/"));
    const struct content *content;

    if (source == NULL)
        return target;
    path = path_from(page, folder_of(source->path), path);
    if (!slice_starts_with(path, root))
        return target;
    path = slice_cut(path, root.len, path.len);
    content =
        slice_ends_with(path, SLICE(".md")) ? content_at(page, path) : NULL;
    if (content != NULL)
        target.key = key_of(page, content);
    else if (is_own_asset(page, path))
        target.file =
            ARENA_CONCAT(page->arena, SLICE("assets/portal/"),
                         slice_cut(path, SLICE("assets/").len, path.len));
    return target;
}
