/* Dimensions: codes of facts with their labels and parents. */
#include "model/internal.h"

struct member *dimension_member(struct arena *arena,
                                struct dimension *dimension, struct slice code)
{
    struct member *member = map_get(&dimension->by_code, code);

    if (member != NULL)
        return member;
    member = ARENA_NEW(arena, struct member);
    member->code = arena_copy(arena, code);
    member->id = (uint32_t)dimension->members.count;
    ARENA_PUSH(arena, &dimension->members, member);
    (void)map_put(&dimension->by_code, member->code, member);
    return member;
}

static struct words member_label(const struct portal *portal,
                                 const struct table *table,
                                 const struct row *row)
{
    struct words words = {0};

    for (unsigned i = 0; i < portal->language_count; i++)
        words.items[i] = row_words(table, row, "label", &portal->languages[i]);
    return words;
}

static void members_of_table(struct loading *loading,
                             struct dimension *dimension,
                             const struct table *table)
{
    dimension->has_classifier = true;
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct member *member;

        member = dimension_member(loading->arena, dimension,
                                  row_text(table, row, "code"));
        if (member->row != NULL)
            continue;
        member->table = table;
        member->row = row;
        member->label = member_label(loading->portal, table, row);
    }
}

/* Is `above` the member itself or one of its ancestors so far? */
static bool is_above(const struct member *above, const struct member *member)
{
    for (; member != NULL; member = member->parent)
        if (member == above)
            return true;
    return false;
}

static void parent_of(struct loading *loading, struct dimension *dimension,
                      struct member *member)
{
    struct slice code;
    struct member *parent;

    if (member->row == NULL)
        return;
    code = row_text(member->table, member->row, "parent");
    parent = code.len > 0 ? map_get(&dimension->by_code, code) : NULL;
    if (parent == NULL)
        return; /* an unknown parent is found with the references */
    if (is_above(member, parent)) {
        diag_add(loading->diagnostics, DIAG_CYCLE, member->row->place,
                 dimension->name, member->code);
        return;
    }
    member->parent = parent;
    parent->child_count++;
    dimension->nested = true;
}

static void children_of_all(struct loading *loading,
                            struct dimension *dimension)
{
    for (size_t i = 0; i < dimension->members.count; i++) {
        struct member *member = dimension->members.items[i];

        member->children = ARENA_ARRAY(loading->arena, member->child_count + 1,
                                       const struct member *);
        member->child_count = 0;
    }
    for (size_t i = 0; i < dimension->members.count; i++) {
        struct member *member = dimension->members.items[i];
        struct member *parent;

        if (member->parent == NULL)
            continue;
        parent = dimension->members.items[member->parent->id];
        parent->children[parent->child_count++] = member;
    }
}

static bool gives_members(const struct table *table, struct slice name)
{
    if (table->role == ROLE_CLASSIFIER)
        return slice_equal(table->dimension, name);
    return (table->role == ROLE_INSTITUTIONS &&
            slice_equal_text(name, "institution")) ||
           (table->role == ROLE_PROGRAMS &&
            slice_equal_text(name, "program")) ||
           (table->role == ROLE_TERRITORIES &&
            (slice_equal_text(name, "territory") ||
             slice_equal_text(name, "benefited-territory")));
}

static void dimension_add(struct loading *loading, struct slice name)
{
    struct portal *portal = loading->portal;
    struct dimension *dimension;

    if (name.len == 0 || map_has(&portal->dimensions_by_name, name))
        return;
    dimension = ARENA_NEW(loading->arena, struct dimension);
    dimension->name = name;
    map_init(&dimension->by_code, loading->arena);
    ARENA_PUSH(loading->arena, &portal->dimensions, dimension);
    (void)map_put(&portal->dimensions_by_name, name, dimension);
    for (size_t i = 0; i < portal->tables.count; i++)
        if (gives_members(portal->tables.items[i], name))
            members_of_table(loading, dimension, portal->tables.items[i]);
    for (size_t i = 0; i < dimension->members.count; i++)
        parent_of(loading, dimension, dimension->members.items[i]);
    children_of_all(loading, dimension);
}

/* A dimension is called as the head of the first column that has it ("Economic
 * type"), else as its list. */
static void title_set(struct portal *portal, const struct column *column)
{
    struct dimension *dimension =
        map_get(&portal->dimensions_by_name, column->dimension);

    if (dimension == NULL || !words_are_empty(&dimension->title))
        return;
    dimension->title = column->title;
    for (size_t i = 0; i < portal->tables.count; i++)
        if (words_are_empty(&dimension->title) &&
            gives_members(portal->tables.items[i], dimension->name))
            dimension->title = portal->tables.items[i]->title;
}

void dimensions_build(struct loading *loading)
{
    struct portal *portal = loading->portal;

    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        for (size_t c = 0; c < table->columns.count; c++)
            if (table->columns.items[c].type == COLUMN_DIMENSION) {
                dimension_add(loading, table->columns.items[c].dimension);
                title_set(portal, &table->columns.items[c]);
            }
    }
}
