/* Files of the root by the rules that name them. */
#include "render/document/published.h"

#include "base/file.h"
#include "model/atlas.h"
#include "model/formats.h"
#include "render/exports.h"
#include "render/kit.h"
#include "render/slices.h"

/* What is looked for, and the names near it that exist. */
struct search {
    struct page *page;
    struct slice path;
    struct map known;
};

static void know(struct search *search, struct slice path)
{
    (void)map_put(&search->known, path, search);
}

/* --- datasets --- */

static void know_dataset(struct search *search, const struct table *table,
                         const char *ending)
{
    know(search, ARENA_CONCAT(search->page->arena, SLICE("data/"), table->name,
                              slice_of(ending)));
}

static void know_table(struct search *search, const struct table *table)
{
    const struct portal *portal = search->page->portal;

    know_dataset(search, table, ".csv");
    know_dataset(search, table, ".csv-metadata.json");
    if (table_has_json(table))
        know_dataset(search, table, ".json");
    if (portal_has_workbook(portal, table))
        know_dataset(search, table, ".xlsx");
    if (table_formulas(table) == FORMULAS_SOME)
        know_dataset(search, table, ".safe.csv");
    know(search, atlas_published(search->page->arena, table));
    if (table_has_kit(portal, table))
        know(search, kit_path(search->page->arena, table));
}

static void know_datasets(struct search *search)
{
    static const char *const always[] = {
        "data/datapackage.json", "data/csv-metadata.json",
        "data/catalogue.jsonld", "data/build.json", "data/verify.sql"};
    const struct portal *portal = search->page->portal;

    for (size_t i = 0; i < COUNT_OF(always); i++)
        know(search, slice_of(always[i]));
    if (portal_has_database(portal))
        know(search, ARENA_CONCAT(search->page->arena, SLICE("data/"),
                                  portal->key, SLICE(".sqlite")));
    for (size_t i = 0; i < portal->tables.count; i++)
        if (table_is_published(portal->tables.items[i]))
            know_table(search, portal->tables.items[i]);
}

/* --- slices: only those of the folder that is asked for --- */

static void know_slice(struct search *search, const struct table *table,
                       struct slice dimension)
{
    struct arena *arena = search->page->arena;
    const struct dimension *known =
        portal_dimension(search->page->portal, dimension);
    struct slice folder = ARENA_CONCAT(
        arena, SLICE("data/"), folder_of_member(arena, table->role, dimension),
        SLICE("/"));

    if (!slice_starts_with(search->path, folder))
        return;
    for (size_t i = 0; known != NULL && i < known->members.count; i++) {
        struct slice code = known->members.items[i]->code;

        if (slice_rows(search->page, table, dimension, code) > 0)
            know(search, slice_path(arena, table, dimension, code));
    }
}

static void know_slices(struct search *search)
{
    const struct portal *portal = search->page->portal;

    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        for (size_t s = 0; s < table_slice_count(table); s++)
            know_slice(search, table, table->slices.items[s]);
    }
}

/* --- tables of pages: the page is made, and its files are seen --- */

static bool see_file(void *context, struct slice path, struct slice bytes)
{
    struct search *search = context;

    (void)bytes;
    if (slice_starts_with(path, SLICE("data/")))
        know(search, arena_copy(search->page->arena, path));
    return true;
}

/* The page whose key the file's name begins with; the longest such key. */
static const struct route *page_of(const struct search *search)
{
    const struct site *site = search->page->site;
    struct slice name =
        slice_cut(search->path, SLICE("data/").len, search->path.len);

    if (slice_starts_with(name, SLICE("figures/")))
        name = slice_cut(name, SLICE("figures/").len, name.len);
    for (size_t len = name.len; len > 0; len--) {
        const struct route *route =
            len < name.len && name.ptr[len] == '.'
                ? map_get(&site->by_key, slice_cut(name, 0, len))
                : NULL;

        if (route != NULL)
            return route;
    }
    return NULL;
}

/* Of the probe nobody hears: the page is made once more for itself. */
static void know_page(struct search *search)
{
    const struct route *route = page_of(search);
    struct portal portal = *search->page->portal;
    struct site site = *search->page->site;
    struct diagnostics scratch;
    struct arena arena;

    if (route == NULL || route->kind == PAGE_CHOICE)
        return;
    diagnostics_init(&scratch);
    arena_init(&arena);
    portal.diagnostics = &scratch;
    site.portal = &portal;
    site.options.frozen = nothing;
    site.is_probe = true;
    (void)!site_render(&site, (size_t)(route - site.routes.items), &arena,
                       see_file, search);
    arena_release(&arena);
    diagnostics_release(&scratch);
}

/* --- assets of the portal --- */

static void know_assets(struct search *search)
{
    const struct page *page = search->page;
    struct names names = {NULL, 0, 0};
    struct slice folder =
        ARENA_CONCAT(page->arena, slice_of(page->site->options.workspace),
                     SLICE("/content/"), page->portal->key, SLICE("/assets"));

    if (!file_is_folder(folder.ptr) ||
        !folder_walk(page->arena, folder.ptr, &names))
        return;
    for (size_t i = 0; i < names.count; i++)
        know(search, ARENA_CONCAT(page->arena, SLICE("assets/portal/"),
                                  names.items[i]));
}

/* --- feeds, calendars, plans for other programs --- */

static void know_feed(struct search *search, const char *folder,
                      struct slice language)
{
    static const char *const endings[] = {".xml", ".json"};

    for (size_t i = 0; i < COUNT_OF(endings); i++)
        know(search,
             ARENA_CONCAT(search->page->arena, slice_of(folder), SLICE("feed."),
                          language, slice_of(endings[i])));
}

static bool has_past(const struct page *page)
{
    const struct past *past = page->site->options.past;

    return past != NULL && past->releases.count > 0;
}

static void know_language(struct search *search, unsigned number)
{
    const struct page *page = search->page;
    const struct language *language = &page->portal->languages[number];
    const struct site_event *events;

    know_feed(search, "", language->path);
    if (has_past(page))
        know_feed(search, "changes/", language->path);
    if (site_events(page->site, number, page->arena, &events) > 0)
        know(search, calendar_path(page->arena, language));
}

static void know_plans(struct search *search)
{
    const struct portal *portal = search->page->portal;
    const struct table *table = NULL;

    while ((table = portal_table(portal, ROLE_PLAN, table)) != NULL)
        for (size_t i = 0; i < table->rows.count; i++) {
            struct slice path = plan_markup_path(
                search->page->arena, portal,
                row_text(table, &table->rows.items[i], "code"));

            if (path.len > 0)
                know(search, path);
        }
}

/* Not sitemap.xml and robots.txt: a frozen release has none. */
static void know_exports(struct search *search)
{
    const struct portal *portal = search->page->portal;

    know(search, SLICE("index.html"));
    know(search, SLICE("manifest.sha256"));
    if (has_past(search->page))
        know(search, SLICE("changes/figures.csv"));
    for (unsigned i = 0; i < portal->language_count; i++)
        know_language(search, i);
    if (slice_starts_with(search->path, SLICE("data/plans/")))
        know_plans(search);
}

/* --- releases: their archives, and their first pages --- */

static void know_release(struct search *search, struct slice folder)
{
    struct arena *arena = search->page->arena;

    know(search, arena_join(arena, folder, SLICE(".zip")));
    know(search, arena_join(arena, folder, SLICE("/index.html")));
    know(search, arena_join(arena, folder, SLICE("/manifest.sha256")));
}

/* Its other pages are known of the latest alone. */
static void know_past_pages(struct search *search, struct slice id)
{
    const struct page *page = search->page;
    const struct past *past = page->site->options.past;

    for (size_t i = 0; i < past->pages.count; i++)
        for (unsigned l = 0; l < page->portal->language_count; l++)
            if (slice_equal(past->pages.items[i].release, id))
                know(search,
                     ARENA_CONCAT(page->arena, SLICE("releases/"), id,
                                  SLICE("/"), page->portal->languages[l].path,
                                  SLICE("/"), past->pages.items[i].key,
                                  SLICE(".html")));
}

static void know_releases(struct search *search)
{
    const struct page *page = search->page;
    const struct past *past = page->site->options.past;

    if (page->site->options.frozen.len > 0)
        know_release(search, page->site->options.frozen);
    if (!has_past(page))
        return;
    for (size_t i = 0; i < past->releases.count; i++)
        know_release(search, arena_join(page->arena, SLICE("releases/"),
                                        past->releases.items[i].id));
    know_past_pages(search, past_latest(past)->id);
}

static bool found(const struct search *search)
{
    return map_has(&search->known, search->path);
}

bool file_is_published(struct page *page, struct slice path,
                       struct slice *nearest)
{
    struct search search = {.page = page, .path = path};

    *nearest = nothing;
    if (page->site->is_probe)
        return true;
    map_init(&search.known, page->arena);
    know_assets(&search);
    know_exports(&search);
    if (slice_starts_with(path, SLICE("releases/")))
        know_releases(&search);
    if (slice_starts_with(path, SLICE("data/"))) {
        know_datasets(&search);
        if (!found(&search))
            know_slices(&search);
        if (!found(&search))
            know_page(&search);
    }
    *nearest = map_nearest_name(&search.known, path);
    return found(&search);
}
