#include "input/grow.h"

#include "input/report.h"

void growth_init(struct growth *growth, struct arena *arena,
                 struct diagnostics *diagnostics)
{
    *growth = (struct growth){.arena = arena, .diagnostics = diagnostics};
    arena_init(&growth->scratch);
}

void growth_release(struct growth *growth)
{
    arena_release(&growth->scratch);
}

struct place growth_place(uint16_t source, size_t line, size_t column)
{
    return (struct place){source,
                          (uint16_t)(column < UINT16_MAX ? column : UINT16_MAX),
                          (uint32_t)(line < UINT32_MAX ? line : UINT32_MAX)};
}

void growth_refuse(struct growth *growth, enum diag_id id, struct place place,
                   struct slice arg)
{
    diag_add(growth->diagnostics, id, place, arg);
    growth->failed = true;
}

static struct growth_level *innermost(struct growth *growth)
{
    return growth->depth ? &growth->levels[growth->depth - 1] : NULL;
}

bool growth_wants_key(const struct growth *growth)
{
    const struct growth_level *level;

    if (growth->depth == 0)
        return false;
    level = &growth->levels[growth->depth - 1];
    return level->node->kind == NODE_MAP && !level->has_key;
}

static void find_duplicate(struct growth *growth, struct growth_level *level,
                           struct node *node)
{
    const struct node *earlier = map_get(&level->names, node->key);
    struct place places[2];

    if (!earlier) {
        (void)map_put(&level->names, node->key, node);
        return;
    }
    places[0] = node->key_place;
    places[1] = earlier->key_place;
    (void)diag_report_pair(growth->diagnostics, DIAG_NAME_DUPLICATE, places,
                           &node->key, 1);
    growth->failed = true;
}

static void attach(struct growth *growth, struct node *node)
{
    struct growth_level *level = innermost(growth);

    if (!level) {
        growth->root = node;
        return;
    }
    if (level->node->kind == NODE_MAP) {
        node->key = level->key;
        node->key_place = level->key_place;
        level->has_key = false;
        if (!level->key_refused)
            find_duplicate(growth, level, node);
    }
    if (level->last)
        level->last->next = node;
    else
        level->node->first = node;
    level->last = node;
    level->node->count++;
}

static struct node *add_node(struct growth *growth, enum node_kind kind,
                             struct place place)
{
    struct node *node = ARENA_NEW(growth->arena, struct node);

    node->kind = kind;
    node->place = place;
    attach(growth, node);
    return node;
}

/* YAML allows a list or a map as a name; it is refused under an empty one. */
static void refuse_odd_key(struct growth *growth, struct place place)
{
    if (!growth_wants_key(growth))
        return;
    diag_report(growth->diagnostics, DIAG_KEY_NOT_TEXT, place, NULL, 0);
    growth->failed = true;
    growth_key(growth, place, SLICE(""));
    innermost(growth)->key_refused = true;
}

void growth_open(struct growth *growth, enum node_kind kind, struct place place)
{
    struct number_text limit;
    struct node *node;
    bool is_key = growth_wants_key(growth);

    if (growth->depth == GROWTH_DEPTH_MAX) {
        growth_refuse(growth, DIAG_NESTED_TOO_DEEP, place,
                      number_slice(&limit, GROWTH_DEPTH_MAX));
        growth->too_deep = true;
        return;
    }
    refuse_odd_key(growth, place);
    node = add_node(growth, kind, place);
    growth->levels[growth->depth] = (struct growth_level){.node = node};
    map_init(&growth->levels[growth->depth].names, &growth->scratch);
    growth->depth++;
    /* The value of the refused name follows: it must not pass for a name. */
    if (is_key)
        growth->levels[growth->depth - 2].has_key = true;
}

void growth_close(struct growth *growth)
{
    if (growth->depth == 0)
        BUG("a node is closed that was not opened");
    growth->depth--;
}

void growth_key(struct growth *growth, struct place place, struct slice key)
{
    struct growth_level *level = innermost(growth);

    level->key = arena_copy(growth->arena, key);
    level->key_place = place;
    level->has_key = true;
    level->key_refused = false;
}

void growth_scalar(struct growth *growth, struct place place, struct slice text,
                   bool quoted)
{
    struct node *node = add_node(growth, NODE_SCALAR, place);

    node->text = arena_copy(growth->arena, text);
    node->quoted = quoted;
}

void growth_null(struct growth *growth, struct place place)
{
    (void)add_node(growth, NODE_NULL, place);
}

const struct node *growth_finish(struct growth *growth, struct place start)
{
    if (growth->failed)
        return NULL;
    if (!growth->root)
        (void)add_node(growth, NODE_MAP, start);
    return growth->root;
}
