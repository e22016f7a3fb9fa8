/*
 * The values a template is rendered with. Layer: template.
 */
#include "template/internal.h"

#include <string.h>

const struct value *value_null(void)
{
    static const struct value null = {.kind = VALUE_NULL};

    return &null;
}

const struct value *value_boolean(bool boolean)
{
    static const struct value values[] = {
        {.kind = VALUE_BOOLEAN, .boolean = false},
        {.kind = VALUE_BOOLEAN, .boolean = true},
    };

    return &values[boolean ? 1 : 0];
}

static struct value *value_new(struct arena *arena, enum value_kind kind,
                               struct slice text)
{
    struct value *value = ARENA_NEW(arena, struct value);

    value->kind = kind;
    value->text = text;
    return value;
}

const struct value *value_text(struct arena *arena, struct slice text)
{
    return value_new(arena, VALUE_TEXT, text);
}

const struct value *value_code(struct arena *arena, struct slice text)
{
    return value_new(arena, VALUE_CODE, text);
}

const struct value *value_date(struct arena *arena, struct slice printed,
                               struct slice iso)
{
    struct value *value = value_new(arena, VALUE_DATE, printed);

    value->exact = iso;
    return value;
}

const struct value *value_period(struct arena *arena, struct slice printed,
                                 struct slice iso)
{
    struct value *value = value_new(arena, VALUE_PERIOD, printed);

    value->exact = iso;
    return value;
}

const struct value *value_figure(struct arena *arena, struct slice id,
                                 struct slice exact, struct slice printed)
{
    struct value *value = value_new(arena, VALUE_FIGURE, printed);

    value->exact = exact;
    value->id = id;
    return value;
}

const struct value *value_marked(struct arena *arena,
                                 const struct value *figure,
                                 struct slice trusted)
{
    struct value *marked = ARENA_NEW(arena, struct value);

    *marked = *figure;
    marked->mark = trusted;
    return marked;
}

const struct value *value_link(struct arena *arena, struct slice address)
{
    return value_new(arena, VALUE_LINK, address);
}

const struct value *value_markup(struct arena *arena, struct slice trusted)
{
    return value_new(arena, VALUE_MARKUP, trusted);
}

struct value *value_list_new(struct arena *arena)
{
    return value_new(arena, VALUE_LIST, (struct slice){NULL, 0});
}

void value_list_add(struct arena *arena, struct value *list,
                    const struct value *item)
{
    if (list->kind != VALUE_LIST)
        BUG("item added to what is no list");
    ARENA_PUSH(arena, &list->list, item);
}

struct value *value_object_new(struct arena *arena)
{
    return value_new(arena, VALUE_OBJECT, (struct slice){NULL, 0});
}

void value_set(struct arena *arena, struct value *object, const char *name,
               const struct value *value)
{
    struct value_member member = {slice_of(name), value};

    if (object->kind != VALUE_OBJECT)
        BUG("member set on what is no object");
    if (value_member(object, member.name))
        BUG("member set twice");
    ARENA_PUSH(arena, &object->object, member);
}

const struct value *value_member(const struct value *object, struct slice name)
{
    const struct value_object *members = &object->object;

    for (size_t i = 0; i < members->count; i++) {
        struct slice candidate = members->items[i].name;
        if (candidate.len == name.len &&
            memcmp(candidate.ptr, name.ptr, name.len) == 0)
            return members->items[i].value;
    }
    return NULL;
}

/*
 * Empty text is false, so that {{#note}}…{{/note}} may stand around what can be
 * missing. A figure is true even without a value: "not reported" is printed.
 */
bool value_is_true(const struct value *value)
{
    switch (value->kind) {
    case VALUE_NULL:
        return false;
    case VALUE_BOOLEAN:
        return value->boolean;
    case VALUE_TEXT:
    case VALUE_CODE:
    case VALUE_DATE:
    case VALUE_PERIOD:
    case VALUE_LINK:
    case VALUE_MARKUP:
        return value->text.len > 0;
    case VALUE_LIST:
        return value->list.count > 0;
    case VALUE_FIGURE:
    case VALUE_OBJECT:
        return true;
    }
    BUG("no such kind of value");
}

const char *value_kind_name(enum value_kind kind)
{
    static const char *const names[] = {
        "nothing", "boolean", "text",   "code", "date",   "period",
        "figure",  "link",    "markup", "list", "object",
    };

    return names[kind];
}
