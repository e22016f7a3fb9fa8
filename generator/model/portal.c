#include "model/portal.h"

#include "base/file.h"
#include "base/pool.h"
#include "model/build.h"
#include "model/equivalence.h"
#include "model/internal.h"

const struct table *portal_table(const struct portal *portal,
                                 enum resource_role role,
                                 const struct table *after)
{
    bool passed = after == NULL;

    for (size_t i = 0; i < portal->tables.count; i++) {
        if (passed && portal->tables.items[i]->role == role)
            return portal->tables.items[i];
        if (portal->tables.items[i] == after)
            passed = true;
    }
    return NULL;
}

const struct table *portal_table_named(const struct portal *portal,
                                       struct slice name)
{
    return map_get(&portal->tables_by_name, name);
}

const struct dimension *portal_dimension(const struct portal *portal,
                                         struct slice name)
{
    return map_get(&portal->dimensions_by_name, name);
}

const struct stage *portal_stage(const struct portal *portal, struct slice id)
{
    for (size_t i = 0; i < portal->stages.count; i++)
        if (slice_equal(portal->stages.items[i].id, id))
            return &portal->stages.items[i];
    return NULL;
}

struct slice portal_label(const struct portal *portal, const char *role,
                          struct slice code, const struct language *language)
{
    char key[160];
    int len =
        snprintf(key, sizeof key, "%s/" SLICE_FORMAT, role, SLICE_ARGS(code));
    const struct words *words;

    if (len < 0 || (size_t)len >= sizeof key)
        return code;
    words = map_get(&portal->labels, (struct slice){key, (size_t)len});
    if (words != NULL)
        return words_in(words, language);
    return language_text(language, code);
}

struct words portal_words(const struct portal *portal, struct slice msgid)
{
    struct words words = {0};

    for (unsigned i = 0; i < portal->language_count; i++)
        words.items[i] = language_text(&portal->languages[i], msgid);
    return words;
}

const struct status_words *portal_status(const struct portal *portal,
                                         struct slice id)
{
    for (size_t i = 0; i < portal->statuses.count; i++)
        if (slice_equal(portal->statuses.items[i].id, id))
            return &portal->statuses.items[i];
    return NULL;
}

const struct display *portal_display(const struct portal *portal,
                                     struct slice currency)
{
    for (size_t i = 0; i < portal->displays.count; i++)
        if (slice_equal(portal->displays.items[i].currency, currency))
            return &portal->displays.items[i];
    return NULL;
}

const struct row *portal_find(const struct portal *portal,
                              enum resource_role role, struct slice code,
                              const struct table **table)
{
    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t)) {
        const struct row *row = table_find(t, code);

        if (row != NULL) {
            if (table != NULL)
                *table = t;
            return row;
        }
    }
    return NULL;
}

struct found_rows portal_rows_by(const struct portal *portal,
                                 struct arena *arena, enum resource_role role,
                                 const char *by, struct slice code)
{
    struct found_rows found = {NULL, 0, 0};

    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t)) {
        const struct row_list *rows = table_rows_by(t, by, code);

        for (size_t i = 0; i < rows->count; i++) {
            struct found_row one = {t, row_at(t, rows, i)};

            ARENA_PUSH(arena, &found, one);
        }
    }
    return found;
}

static struct portal *portal_new(struct arena *arena, struct sources *sources,
                                 struct diagnostics *diagnostics,
                                 struct slice key)
{
    struct portal *portal = ARENA_NEW(arena, struct portal);

    portal->arena = arena;
    portal->sources = sources;
    portal->diagnostics = diagnostics;
    portal->key = key;
    map_init(&portal->labels, arena);
    map_init(&portal->constants, arena);
    map_init(&portal->contents_by_key, arena);
    map_init(&portal->tables_by_name, arena);
    map_init(&portal->dimensions_by_name, arena);
    return portal;
}

struct portal *portal_load(struct arena *arena, struct sources *sources,
                           struct diagnostics *diagnostics,
                           const struct portal_paths *paths)
{
    struct loading loading = {
        .arena = arena,
        .sources = sources,
        .diagnostics = diagnostics,
        .workspace = paths->workspace,
        .data_folder = path_join(arena, SLICE("data"), paths->key),
        .content_folder = path_join(arena, SLICE("content"), paths->key)};

    map_init(&loading.noted, arena);
    loading.portal = portal_new(arena, sources, diagnostics, paths->key);
    loading.portal->threads =
        paths->threads > 0 ? paths->threads : pool_processors();
    if (!settings_load(&loading, paths->i18n))
        return NULL;
    descriptor_load(&loading);
    tables_load(&loading);
    atlas_check(&loading);
    dimensions_build(&loading);
    equivalences_prepare(&loading);
    facts_load(&loading);
    contents_load(&loading);
    derive_tables(&loading);
    references_check(&loading);
    return loading.portal;
}
