/* The list of records in a JSON file: what services wrap around it varies. */
#include "inspect/json_list.h"

#include <stdio.h>

#include "base/arena.h"

bool json_is_likely(const char *path)
{
    char start[64];
    FILE *file = fopen(path, "rbe");
    size_t len = file != NULL ? fread(start, 1, sizeof(start), file) : 0;
    struct slice text = {start, len};

    if (file != NULL)
        (void)fclose(file);
    if (slice_starts_with(text, SLICE("\xEF\xBB\xBF")))
        text = slice_cut(text, 3, text.len);
    text = slice_trim(text);
    if (text.len == 0)
        return false;
    /* "[1" may begin a heading; "{" and a quote after it does not. */
    if (slice_ends_with(slice_of(path), SLICE(".json")))
        return text.ptr[0] == '{' || text.ptr[0] == '[';
    return text.ptr[0] == '{' &&
           slice_starts_with(slice_trim(slice_cut(text, 1, text.len)),
                             SLICE("\""));
}

static bool is_list_of_maps(const struct node *node)
{
    return node->kind == NODE_LIST && node->first != NULL &&
           node->first->kind == NODE_MAP;
}

static void look(struct arena *arena, const struct node *node,
                 struct slice path, struct json_list *out)
{
    if (is_list_of_maps(node)) {
        out->others++;
        if (node->count > out->count) {
            out->path = path;
            out->count = node->count;
        }
        return;
    }
    if (node->kind != NODE_MAP)
        return;
    for (const struct node *n = node->first; n != NULL; n = n->next)
        look(arena, n,
             path.len == 0 ? n->key
                           : ARENA_CONCAT(arena, path, SLICE("."), n->key),
             out);
}

bool json_list_find(struct arena *arena, const struct node *root,
                    struct json_list *out)
{
    *out = (struct json_list){.count = 0};
    look(arena, root, (struct slice){NULL, 0}, out);
    out->others -= out->others > 0;
    return out->count > 0;
}
