/*
 * The templates of a theme, by name. Layer: template.
 */
#include "template/internal.h"

struct template_set *template_set_new(struct arena *arena,
                                      enum template_mode mode,
                                      struct diagnostics *diagnostics,
                                      struct sources *sources)
{
    struct template_set *set = ARENA_NEW(arena, struct template_set);

    set->arena = arena;
    set->mode = mode;
    set->diagnostics = diagnostics;
    set->sources = sources;
    map_init(&set->templates, arena);
    return set;
}

void template_set_add(struct template_set *set, struct slice name,
                      struct slice path, struct slice text)
{
    struct template *template = ARENA_NEW(set->arena, struct template);

    template->name = arena_copy(set->arena, name);
    template->text = arena_copy(set->arena, text);
    template->source = sources_add(set->sources, path, SOURCE_TEXT);
    (void)map_put(&set->templates, template->name, template);
}

bool template_set_compile(struct template_set *set)
{
    for (size_t i = 0; i < set->templates.count; i++)
        template_compile(set, set->templates.entries[i].value);
    template_link(set);
    return !set->broken;
}

const struct template *template_find(const struct template_set *set,
                                     struct slice name)
{
    return map_get(&set->templates, name);
}
