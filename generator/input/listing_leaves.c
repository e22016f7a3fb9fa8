#include "input/listing_leaves.h"

static bool holds_nodes(const struct node *node)
{
    return node->kind == NODE_LIST || node->kind == NODE_MAP;
}

void leaves_init(struct leaves *leaves)
{
    leaves->depth = 0;
    buf_init(&leaves->path);
}

void leaves_release(struct leaves *leaves)
{
    buf_release(&leaves->path);
}

static void enter(struct leaves *leaves, const struct node *node)
{
    leaves->levels[leaves->depth++] =
        (struct leaves_level){.next = node->first,
                              .prefix_len = leaves->path.len,
                              .in_list = node->kind == NODE_LIST};
}

void leaves_begin(struct leaves *leaves, struct slice prefix,
                  const struct node *root)
{
    leaves->depth = 0;
    buf_reset(&leaves->path);
    buf_add_slice(&leaves->path, prefix);
    enter(leaves, root);
}

static void name_node(struct leaves *leaves, struct leaves_level *level,
                      const struct node *node)
{
    leaves->path.len = level->prefix_len;
    if (leaves->depth > 1)
        buf_add_char(&leaves->path, '.');
    if (level->in_list)
        buf_add_integer(&leaves->path, (int64_t)level->index++);
    else
        buf_add_slice(&leaves->path, node->key);
}

const struct node *leaves_next(struct leaves *leaves)
{
    while (leaves->depth > 0) {
        struct leaves_level *level = &leaves->levels[leaves->depth - 1];
        const struct node *node = level->next;

        if (!node) {
            leaves->depth--;
            continue;
        }
        level->next = node->next;
        name_node(leaves, level, node);
        if (holds_nodes(node))
            enter(leaves, node);
        return node;
    }
    return NULL;
}

static const struct node *item_at(const struct node *list, struct slice part)
{
    const struct node *item = list->first;
    size_t index = 0;

    for (size_t i = 0; i < part.len; i++) {
        if (part.ptr[i] < '0' || part.ptr[i] > '9' || index >= list->count)
            return NULL;
        index = index * 10 + (size_t)(part.ptr[i] - '0');
    }
    while (item && index-- > 0)
        item = item->next;
    return item;
}

static const struct node *member_at(const struct node *map, struct slice part)
{
    const struct node *member = map->first;

    while (member && !slice_equal(member->key, part))
        member = member->next;
    return member;
}

const struct node *leaf_at(const struct node *root, struct slice path)
{
    const struct node *node = root;

    while (node && path.len > 0) {
        struct slice part = slice_next(&path, '.');

        node = node->kind == NODE_LIST ? item_at(node, part)
                                       : member_at(node, part);
    }
    return node;
}
