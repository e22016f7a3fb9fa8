/* `path` of a resource into its files. */
#include "base/file.h"
#include "model/property.h"

/* `*` in the last part of a path: every file of the folder that fits. */
bool path_fits(struct slice name, struct slice pattern)
{
    size_t star = slice_find(pattern, '*');
    struct slice head = slice_cut(pattern, 0, star);
    struct slice tail = slice_cut(pattern, star + 1, pattern.len);

    /* Hidden files are what editors leave behind, as in a shell. */
    return name.len >= head.len + tail.len &&
           !slice_starts_with(name, SLICE(".")) &&
           slice_starts_with(name, head) && slice_ends_with(name, tail);
}

/* Read twice, every row of it would count twice. */
static bool file_is_listed(const struct table *table, struct slice path)
{
    for (size_t i = 0; i < table->files.count; i++)
        if (slice_equal(table->files.items[i].path, path))
            return true;
    return false;
}

static void file_add(struct loading *loading, struct table *table,
                     const struct node *node, struct slice name)
{
    struct file_account account = {
        .path = path_join(loading->arena, loading->data_folder, name)};

    if (file_is_listed(table, account.path))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place, name,
                 SLICE("a file that this resource names once"));
    else
        ARENA_PUSH(loading->arena, &table->files, account);
}

static void pattern_add(struct loading *loading, struct table *table,
                        const struct node *node)
{
    size_t cut = node->text.len;
    struct slice folder;
    struct slice pattern;
    struct names names = {NULL, 0, 0};
    bool found = false;

    while (cut > 0 && node->text.ptr[cut - 1] != '/')
        cut--;
    folder = slice_cut(node->text, 0, cut > 0 ? cut - 1 : 0);
    pattern = slice_cut(node->text, cut, node->text.len);
    if (folder_list(
            loading->arena,
            path_join(loading->arena, slice_of(loading->workspace),
                      path_join(loading->arena, loading->data_folder, folder))
                .ptr,
            &names))
        for (size_t i = 0; i < names.count; i++)
            if (path_fits(names.items[i], pattern)) {
                file_add(loading, table, node,
                         path_join(loading->arena, folder, names.items[i]));
                found = true;
            }
    if (!found)
        diag_add(loading->diagnostics, DIAG_PATTERN_EMPTY, node->place,
                 node->text);
}

/* As the standard asks: no address, and nothing that leads out. */
static bool path_is_below(struct slice path)
{
    if (path.len == 0)
        return false;
    while (path.len > 0) {
        struct slice part = slice_next(&path, '/');

        if (part.len == 0 || slice_equal_text(part, ".") ||
            slice_equal_text(part, ".."))
            return false;
    }
    return true;
}

static void path_add(struct loading *loading, struct table *table,
                     const struct node *node)
{
    if (node->kind != NODE_SCALAR || !path_is_below(node->text))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 node->text,
                 SLICE("the path of a file below the descriptor's folder"));
    else if (slice_find(node->text, '*') < node->text.len)
        pattern_add(loading, table, node);
    else
        file_add(loading, table, node, node->text);
}

void paths_read(struct loading *loading, struct table *table,
                const struct node *resource)
{
    const struct node *path = node_get(resource, "path");

    if (path == NULL || path->kind == NODE_NULL ||
        (path->kind == NODE_LIST && path->first == NULL))
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, resource->place,
                 SLICE("path"), SLICE("the resource's file or files"));
    else if (path->kind != NODE_LIST)
        path_add(loading, table, path);
    else
        for (const struct node *n = path->first; n != NULL; n = n->next)
            path_add(loading, table, n);
}
