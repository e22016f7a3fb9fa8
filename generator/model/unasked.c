#include "model/unasked.h"

struct unasked_name {
    struct slice name;
    struct slice nearest;
    struct place place; /* of the first record that has it */
    uint32_t records;
    uint16_t last; /* source of the last one */
};

void unasked_begin(struct loading *loading)
{
    map_init(&loading->unasked, loading->arena);
}

/* What documents have anyway. */
static bool is_known(struct slice name)
{
    static const char *const names[] = {"title", "description", "summary",
                                        "date",  "author",      "order",
                                        "node",  "split"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(name, names[i]))
            return true;
    return false;
}

static bool is_number(struct slice part)
{
    for (size_t i = 0; i < part.len; i++)
        if (part.ptr[i] < '0' || part.ptr[i] > '9')
            return false;
    return part.len > 0;
}

/* "tags.0" is "tags": a list is one thing, however long. */
static struct slice without_items(struct slice heading)
{
    struct slice rest = heading;

    while (rest.len > 0) {
        size_t before = heading.len - rest.len;

        if (is_number(slice_next(&rest, '.')) && before > 0)
            return slice_cut(heading, 0, before - 1);
    }
    return heading;
}

/* Does a field ask for a part of it? Then the rest was left on purpose. */
static bool is_partly_wanted(const struct map *wanted, struct slice name)
{
    for (size_t i = 0; i < wanted->count; i++) {
        struct slice heading = wanted->entries[i].key;

        if (slice_starts_with(heading, name) &&
            (heading.len == name.len || heading.ptr[name.len] == '.'))
            return true;
    }
    return false;
}

static struct unasked_name *name_new(struct unasked *unasked, struct slice name,
                                     struct place place)
{
    struct loading *loading = unasked->loading;
    struct unasked_name *found = ARENA_NEW(loading->arena, struct unasked_name);

    found->name = arena_copy(loading->arena, name);
    found->nearest = map_nearest_name(unasked->wanted, name);
    found->place = place;
    (void)map_put(&loading->unasked, found->name, found);
    return found;
}

void unasked_take(void *context, struct slice heading, struct place place)
{
    struct unasked *unasked = context;
    struct slice name = without_items(heading);
    struct unasked_name *found = map_get(&unasked->loading->unasked, name);

    if (found == NULL) {
        if (is_known(name) || is_partly_wanted(unasked->wanted, name))
            return;
        found = name_new(unasked, name, place);
    }
    if (found->last == place.source)
        return; /* another item of the same list */
    found->last = place.source;
    found->records++;
}

void unasked_report(struct loading *loading)
{
    for (size_t i = 0; i < loading->unasked.count; i++) {
        const struct unasked_name *found = loading->unasked.entries[i].value;

        diag_add(loading->diagnostics, DIAG_FRONT_MATTER_UNASKED, found->place,
                 found->name,
                 arena_format(loading->arena, "%u", found->records),
                 found->nearest);
    }
}
