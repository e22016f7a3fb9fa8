#include "command/workspace.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/name.h"
#include "check/check.h"
#include "model/compare.h"
#include "command/command.h"
#include "command/options.h"
#include "command/version.h"
#include "publish/root.h"

static int key_refused(const struct workspace *workspace, struct slice key,
                       struct buf *fault)
{
    buf_add_format(fault,
                   "%s/content/" SLICE_FORMAT
                   ": only a-z, 0-9 and '-' may stand in a portal's name",
                   workspace->path, SLICE_ARGS(key));
    return EXIT_USAGE;
}

/* Folders of content/ that have a portal.yaml. */
static int portals_find(struct workspace *workspace, struct buf *fault)
{
    struct arena *arena = &workspace->arena;
    const char *content =
        arena_format(arena, "%s/content", workspace->path).ptr;
    struct names names;

    if (!folder_list(arena, content, &names)) {
        buf_add_format(fault, "%s: %s", content, strerror(errno));
        return errno == ENOENT || errno == ENOTDIR ? EXIT_USAGE
                                                   : EXIT_ENVIRONMENT;
    }
    workspace->portals =
        ARENA_ARRAY(arena, names.count + 1, struct workspace_portal);
    for (size_t i = 0; i < names.count; i++) {
        struct slice key = names.items[i];

        if (!file_exists(arena_format(arena, "%s/" SLICE_FORMAT "/portal.yaml",
                                      content, SLICE_ARGS(key))
                             .ptr))
            continue;
        if (!name_is_plain(key))
            return key_refused(workspace, key, fault);
        workspace->portals[workspace->count++].key = key;
    }
    if (workspace->count > 0)
        return EXIT_PUBLISHED;
    buf_add_format(fault, "%s holds no portal (NAME/portal.yaml)", content);
    return EXIT_USAGE;
}

static int portals_want(struct workspace *workspace, const char *portal,
                        struct buf *fault)
{
    const char **known =
        ARENA_ARRAY(&workspace->arena, workspace->count + 1, const char *);
    bool found = portal == NULL;

    for (size_t i = 0; i < workspace->count; i++) {
        struct workspace_portal *entry = &workspace->portals[i];

        known[i] = arena_text(&workspace->arena, entry->key);
        entry->is_wanted =
            portal == NULL || slice_equal_text(entry->key, portal);
        found |= entry->is_wanted;
    }
    if (found)
        return EXIT_PUBLISHED;
    buf_add_format(fault, "unknown portal %s", portal);
    options_nearest(fault, slice_of(portal), known, workspace->count);
    return EXIT_USAGE;
}

/*
 * The theme of the source tree that a program was built in (.build/rendir), so
 * that it works before it is installed. Empty text when there is none.
 */
static const char *source_theme(struct arena *arena)
{
    char program[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", program, sizeof(program));

    for (int up = 0; up < 2; up++) {
        while (len > 0 && program[len - 1] != '/')
            len--;
        len--;
    }
    if (len <= 0)
        return "";
    return arena_format(arena, "%.*s/templates", (int)len, program).ptr;
}

/* The workspace's own, the source tree's, the installed one. */
static const char *theme_of(struct workspace *workspace)
{
    const char *own =
        arena_format(&workspace->arena, "%s/templates", workspace->path).ptr;
    const char *source = source_theme(&workspace->arena);

    if (file_is_folder(own))
        return own;
    return file_is_folder(source) ? source : RENDIR_SHARE "/templates";
}

static int templates_find(struct workspace *workspace, const char *templates,
                          struct buf *fault)
{
    if (templates == NULL)
        templates = theme_of(workspace);
    workspace->templates = templates;
    if (file_is_folder(templates))
        return EXIT_PUBLISHED;
    buf_add_format(fault, "%s: no templates there (--templates names them)",
                   templates);
    return EXIT_USAGE;
}

int workspace_open(struct workspace *workspace, const char *path,
                   const char *templates, const char *portal, struct buf *fault)
{
    int status;

    *workspace = (struct workspace){.path = path};
    arena_init(&workspace->arena);
    status = portals_find(workspace, fault);
    if (status == EXIT_PUBLISHED)
        status = portals_want(workspace, portal, fault);
    if (status == EXIT_PUBLISHED)
        status = templates_find(workspace, templates, fault);
    return status;
}

void workspace_release(struct workspace *workspace)
{
    for (size_t i = 0; i < workspace->count; i++) {
        if (!workspace->portals[i].is_loaded)
            continue;
        diagnostics_release(&workspace->portals[i].diagnostics);
        arena_release(&workspace->portals[i].arena);
    }
    arena_release(&workspace->arena);
}

static void entry_load(struct workspace *workspace,
                       struct workspace_portal *entry)
{
    const struct portal_paths paths = {
        .workspace = workspace->path,
        .key = entry->key,
        .i18n = arena_format(&workspace->arena, "%s/i18n", workspace->templates)
                    .ptr};

    if (entry->is_loaded)
        return;
    entry->is_loaded = true;
    arena_init(&entry->arena);
    sources_init(&entry->sources, &entry->arena);
    diagnostics_init(&entry->diagnostics);
    entry->portal = portal_load(&entry->arena, &entry->sources,
                                &entry->diagnostics, &paths);
}

static bool entry_is_hub(const struct workspace_portal *entry)
{
    return entry->portal != NULL && entry->portal->is_hub;
}

/* Sets what a hub compares: all portals that are none. */
static void others_set(struct workspace *workspace, struct portal *hub)
{
    const struct portal **others = ARENA_ARRAY(
        &workspace->arena, workspace->count + 1, const struct portal *);
    size_t count = 0;

    for (size_t i = 0; i < workspace->count; i++) {
        const struct workspace_portal *entry = &workspace->portals[i];

        if (entry->portal != NULL && !entry->portal->is_hub)
            others[count++] = entry->portal;
    }
    hub->others = others;
    hub->other_count = count;
}

/* A hub repeats what the portals say: none of it may be false. */
static void others_judge(struct workspace *workspace,
                         struct workspace_portal *hub)
{
    for (size_t i = 0; i < workspace->count; i++) {
        const struct workspace_portal *entry = &workspace->portals[i];

        if (entry != hub && !entry_is_hub(entry) &&
            workspace_status(entry) != EXIT_PUBLISHED)
            diag_add(&hub->diagnostics, DIAG_HUB_INCOMPLETE,
                     ((struct place){0, 0, 0}), entry->key);
    }
}

/* Texts may ask for what pages cross, so they need it as well. */
static void entry_check(struct workspace *workspace,
                        struct workspace_portal *entry, bool for_pages)
{
    if (for_pages || entry->portal->contents.count > 0)
        portal_cross(entry->portal, workspace->path);
    check_portal(entry->portal, workspace->path);
}

void workspace_load(struct workspace *workspace, bool for_pages)
{
    bool has_hub = false;

    for (size_t i = 0; i < workspace->count; i++)
        if (workspace->portals[i].is_wanted) {
            entry_load(workspace, &workspace->portals[i]);
            has_hub |= entry_is_hub(&workspace->portals[i]);
        }
    for (size_t i = 0; i < workspace->count; i++) {
        struct workspace_portal *entry = &workspace->portals[i];

        if (has_hub)
            entry_load(workspace, entry);
        if (entry->portal != NULL && !entry_is_hub(entry))
            entry_check(workspace, entry, for_pages);
    }
    for (size_t i = 0; i < workspace->count; i++) {
        struct workspace_portal *entry = &workspace->portals[i];

        if (!entry_is_hub(entry))
            continue;
        others_set(workspace, entry->portal);
        compare_tables(entry->portal);
        entry_check(workspace, entry, for_pages);
        others_judge(workspace, entry);
    }
}

int workspace_status(const struct workspace_portal *entry)
{
    int status =
        entry->portal == NULL || check_blocking(&entry->diagnostics) > 0
            ? EXIT_FATAL
            : EXIT_PUBLISHED;

    for (size_t i = 0; i < entry->diagnostics.count; i++)
        if (publish_is_environment(entry->diagnostics.items[i].id))
            status = EXIT_ENVIRONMENT;
    return status;
}

bool workspace_is_single(const struct workspace *workspace)
{
    return workspace->count == 1 && !entry_is_hub(&workspace->portals[0]);
}

struct slice workspace_base_url(struct workspace *workspace,
                                const struct workspace_portal *entry,
                                const char *base_url)
{
    struct slice url = slice_of(base_url);

    if (url.len == 0)
        return url;
    if (url.ptr[url.len - 1] != '/')
        url = arena_join(&workspace->arena, url, SLICE("/"));
    if (workspace_is_single(workspace))
        return url;
    return arena_format(&workspace->arena, SLICE_FORMAT SLICE_FORMAT "/",
                        SLICE_ARGS(url), SLICE_ARGS(entry->key));
}

const struct site *workspace_site(struct workspace *workspace,
                                  struct workspace_portal *entry,
                                  const char *base_url,
                                  const struct site_options *history)
{
    struct site_options options = {.workspace = NULL};

    if (history != NULL)
        options = *history;
    options.workspace = workspace->path;
    options.templates = workspace->templates;
    options.base_url = workspace_base_url(workspace, entry, base_url);
    if (workspace_status(entry) != EXIT_PUBLISHED)
        return NULL;
    entry->site = site_new(&entry->arena, entry->portal, &options);
    return workspace_status(entry) == EXIT_PUBLISHED ? entry->site : NULL;
}

const char *workspace_root(struct workspace *workspace,
                           const struct workspace_portal *entry,
                           const char *out)
{
    if (workspace_is_single(workspace))
        return out;
    return arena_format(&workspace->arena, "%s/" SLICE_FORMAT, out,
                        SLICE_ARGS(entry->key))
        .ptr;
}

struct findings_group workspace_findings(const struct workspace *workspace,
                                         struct workspace_portal *entry)
{
    return (struct findings_group){.portal = entry->key,
                                   .diagnostics = &entry->diagnostics,
                                   .sources = &entry->sources,
                                   .workspace = workspace->path};
}
