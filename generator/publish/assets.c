/* Files that are published as they are: style, script, images. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "publish/portal.h"

static bool unreadable(struct diagnostics *diagnostics, const char *path)
{
    diag_add(diagnostics, DIAG_FILE_UNREADABLE, ((struct place){0, 0, 0}),
             slice_of(path), slice_of(strerror(errno)));
    return false;
}

/* The theme's script of a page that the portal has not. */
static bool is_idle(const struct portal *portal, struct slice folder,
                    struct slice name)
{
    return !portal->has_search && slice_equal_text(folder, "assets") &&
           slice_equal_text(name, "search.js");
}

/* All files below `from`, under `to` in the root. No folder: nothing to do. */
static bool folder_publish(struct root *root, const struct portal *portal,
                           const char *from, struct slice to)
{
    struct diagnostics *diagnostics = portal->diagnostics;
    struct arena arena;
    struct names names = {0};
    bool done = true;

    if (!file_is_folder(from))
        return true;
    arena_init(&arena);
    if (!folder_walk(&arena, from, &names))
        done = unreadable(diagnostics, from);
    for (size_t i = 0; i < names.count && done; i++) {
        const char *path =
            path_join(&arena, slice_of(from), names.items[i]).ptr;
        struct slice bytes;

        if (is_idle(portal, to, names.items[i]))
            continue;
        done =
            file_read(&arena, path, &bytes)
                ? root_write(root, path_join(&arena, to, names.items[i]), bytes)
                : unreadable(diagnostics, path);
    }
    arena_release(&arena);
    return done;
}

bool assets_publish(struct root *root, const struct publication *publication)
{
    const struct portal *portal = publication->portal;
    struct arena arena;
    const char *theme;
    const char *own;
    bool done;

    arena_init(&arena);
    theme = arena_format(&arena, "%s/assets", publication->templates).ptr;
    own = arena_format(&arena, "%s/content/" SLICE_FORMAT "/assets",
                       publication->workspace, SLICE_ARGS(portal->key))
              .ptr;
    done = folder_publish(root, portal, theme, SLICE("assets")) &&
           folder_publish(root, portal, own, SLICE("assets/portal"));
    arena_release(&arena);
    return done;
}
