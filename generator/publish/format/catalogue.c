/*
 * data/catalogue.jsonld: DCAT-AP 3.0, as JSON-LD 1.1 with its context in
 * itself, so that it is read without a network.
 *
 * The ranges of the profile are stated as types on the things that stand
 * there, as its shapes ask for. Of a file, that it exists, its size and digest
 * are taken from the root, so that nothing is listed that is not there.
 *
 * A frozen tree has a catalogue of its own: of its files, and without the
 * releases that lie beside it.
 */
#include "publish/format/catalogue.h"

#include "base/file.h"
#include "publish/format/publish.h"
#include "render/describe.h"

#define DOCUMENT "data/catalogue.jsonld"
#define THEME "http://publications.europa.eu/resource/authority/data-theme/"
#define ACCESS "http://publications.europa.eu/resource/authority/access-right/"

/* Above it a list of places says no more than the data do. */
#define PLACES_MAX 64

static const struct medium media[] = {
    {".csv", "CSV", "text/csv", NULL},
    {".safe.csv", "CSV", "text/csv", NULL},
    {".json", "JSON", "application/json", NULL},
    {".xlsx", "XLSX",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", NULL},
};

/* The rows with dictionary, method, licence and citation. */
static const struct medium kit = {NULL, "ZIP", "application/zip", NULL};

/* Of the release as a whole, from the root. */
static const struct medium package_media[] = {
    {"data/datapackage.json", "JSON", "application/json",
     "https://datapackage.org/profiles/2.0/datapackage.json"},
    {"data/csv-metadata.json", "JSON_LD", "application/csvm+json",
     "http://www.w3.org/ns/csvw"},
};

/* --- datasets --- */

static void temporal_write(struct catalogue *c, const struct table *table)
{
    struct period first, last;

    if (!table_periods(table, &first, &last))
        return;
    json_key(&c->w, "dct:temporal");
    json_open_object(&c->w);
    text_member(&c->w, "@type", SLICE("dct:PeriodOfTime"));
    catalogue_date(&c->w, "dcat:startDate", period_first_day(first));
    catalogue_date(&c->w, "dcat:endDate", period_last_day(last));
    json_close(&c->w);
}

/* The words of what a table is used for: there must be a description. */
static struct words role_title(const struct portal *portal,
                               const struct table *table)
{
    struct words words = {0};

    for (unsigned i = 0; i < portal->language_count; i++)
        words.items[i] = language_text(
            &portal->languages[i], slice_of(resource_role_title(table->role)));
    return words;
}

static struct words title_of(const struct portal *portal,
                             const struct table *table)
{
    struct words words = table->title;

    if (words_are_empty(&words))
        words = role_title(portal, table);
    return words_are_empty(&words) ? words_all(table->name) : words;
}

static struct words description_of(struct catalogue *c,
                                   const struct table *table)
{
    struct words words = table_description(c->portal, table, c->arena);

    if (words_are_empty(&words))
        words = role_title(c->portal, table);
    return words_are_empty(&words) ? title_of(c->portal, table) : words;
}

/* By its name in the authority's list, which is translated there as here. */
static void theme_write(struct catalogue *c, const char *code, const char *name)
{
    struct words words = {0};

    for (unsigned i = 0; i < c->portal->language_count; i++)
        words.items[i] =
            language_text(&c->portal->languages[i], slice_of(name));
    json_open_object(&c->w);
    text_member(&c->w, "@id", arena_format(c->arena, THEME "%s", code));
    text_member(&c->w, "@type", SLICE("skos:Concept"));
    catalogue_texts(c, "skos:prefLabel", &words);
    json_close(&c->w);
}

static void themes_write(struct catalogue *c, bool is_money)
{
    json_key(&c->w, "dcat:theme");
    json_open_array(&c->w);
    theme_write(c, "GOVE", N_("Government and public sector"));
    if (is_money)
        theme_write(c, "ECON", N_("Economy and finance"));
    json_close(&c->w);
}

/* What all datasets have. */
static void dataset_head(struct catalogue *c, struct slice identity,
                         const struct words *title,
                         const struct words *description, struct slice release)
{
    text_member(&c->w, "@id", identity);
    text_member(&c->w, "@type", SLICE("dcat:Dataset"));
    catalogue_texts(c, "dct:title", title);
    catalogue_texts(c, "dct:description", description);
    text_member(&c->w, "dcat:version", release);
    catalogue_languages(c);
    catalogue_reference(c, "dct:publisher", "publisher");
    catalogue_contact(c);
    catalogue_thing(&c->w, "dct:accessRights", SLICE(ACCESS "PUBLIC"),
                    "dct:RightsStatement");
}

/* --- places --- */

static void places_find(struct catalogue *c)
{
    const struct dimension *dimension =
        portal_dimension(c->portal, SLICE("territory"));

    for (size_t i = 0; dimension != NULL && i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];

        if (member->table != NULL && member->parent == NULL)
            ARENA_PUSH(c->arena, &c->places, member);
    }
    if (c->places.count > PLACES_MAX)
        c->places.count = 0;
}

/* With their names once, in the catalogue itself. */
static void places_write(struct catalogue *c, bool with_names)
{
    if (c->places.count == 0)
        return;
    json_key(&c->w, "dct:spatial");
    json_open_array(&c->w);
    for (size_t i = 0; i < c->places.count; i++) {
        const struct member *place = c->places.items[i];

        json_open_object(&c->w);
        text_member(
            &c->w, "@id",
            catalogue_fragment(
                c, arena_join(c->arena, SLICE("territory/"), place->code)));
        text_member(&c->w, "@type", SLICE("dct:Location"));
        if (with_names) {
            text_member(&c->w, "dct:identifier", place->code);
            catalogue_texts(c, "skos:prefLabel", &place->label);
        }
        json_close(&c->w);
    }
    json_close(&c->w);
}

static bool is_of_places(const struct table *table)
{
    if (table->role == ROLE_TERRITORIES)
        return true;
    for (size_t i = 0; i < table->columns.count; i++)
        if (slice_equal_text(table->columns.items[i].dimension, "territory"))
            return true;
    return false;
}

static void dataset_write(struct catalogue *c, const struct table *table)
{
    const struct portal *portal = c->portal;
    struct words title = title_of(portal, table);
    struct words description = description_of(c, table);
    bool is_own = table->licence_name.len > 0;
    struct slice stem = arena_join(c->arena, SLICE("data/"), table->name);

    json_open_object(&c->w);
    dataset_head(c,
                 catalogue_fragment(
                     c, arena_join(c->arena, SLICE("dataset/"), table->name)),
                 &title, &description, portal->release);
    text_member(&c->w, "dct:identifier", table->name);
    catalogue_date(&c->w, "dct:modified", portal->cut_off);
    themes_write(c, table_is_fact(table));
    temporal_write(c, table);
    if (is_of_places(table))
        places_write(c, false);
    catalogue_page(c, "dcat:landingPage",
                   route_key(c->arena, "data", table->name));
    json_key(&c->w, "dcat:distribution");
    json_open_array(&c->w);
    for (size_t i = 0; i < COUNT_OF(media); i++)
        catalogue_file(
            c, arena_join(c->arena, stem, slice_of(media[i].ending)), &media[i],
            is_own ? table->licence_name : portal->licence_name,
            is_own ? table->licence_address : portal->licence_address);
    catalogue_file(
        c,
        ARENA_CONCAT(c->arena, SLICE("data/kits/"), table->name, SLICE(".zip")),
        &kit, is_own ? table->licence_name : portal->licence_name,
        is_own ? table->licence_address : portal->licence_address);
    json_close(&c->w);
    json_close(&c->w);
}

/* --- releases --- */

static struct slice release_identity(struct catalogue *c, struct slice id)
{
    return catalogue_fragment(c, arena_join(c->arena, SLICE("release/"), id));
}

static void release_reference(struct catalogue *c, const char *key,
                              struct slice id)
{
    catalogue_thing(&c->w, key, release_identity(c, id), "dcat:Dataset");
}

static void archive_write(struct catalogue *c, struct slice id)
{
    const struct portal *portal = c->portal;

    if (id.len > 0 && c->folder.len == 0)
        catalogue_file(
            c, ARENA_CONCAT(c->arena, SLICE("releases/"), id, SLICE(".zip")),
            &kit, portal->licence_name, portal->licence_address);
}

/* Which came before: only where the root has them too. */
static void versions_write(struct catalogue *c)
{
    const struct releases *releases = &c->portal->releases;

    if (releases->count == 0 || c->folder.len > 0)
        return;
    release_reference(c, "dcat:previousVersion",
                      releases->items[releases->count - 1].id);
    json_key(&c->w, "dcat:hasVersion");
    json_open_array(&c->w);
    for (size_t i = 0; i < releases->count; i++)
        release_reference(c, NULL, releases->items[i].id);
    json_close(&c->w);
}

static const struct words *summary_of(const struct portal *portal)
{
    return words_are_empty(&portal->summary) ? &portal->name : &portal->summary;
}

/* What describes and holds all the datasets, as one. */
static void package_write(struct catalogue *c)
{
    const struct portal *portal = c->portal;
    static const struct medium database = {NULL, NULL,
                                           "application/vnd.sqlite3", NULL};

    json_key(&c->w, "dcat:distribution");
    json_open_array(&c->w);
    for (size_t i = 0; i < COUNT_OF(package_media); i++)
        catalogue_file(c, slice_of(package_media[i].ending), &package_media[i],
                       portal->licence_name, portal->licence_address);
    catalogue_file(
        c,
        ARENA_CONCAT(c->arena, SLICE("data/"), portal->key, SLICE(".sqlite")),
        &database, portal->licence_name, portal->licence_address);
    archive_write(c, c->publication->release);
    json_close(&c->w);
}

/* The release as one dataset. */
static void release_write(struct catalogue *c)
{
    const struct portal *portal = c->portal;

    json_open_object(&c->w);
    dataset_head(c, catalogue_fragment(c, SLICE("release")), &portal->name,
                 summary_of(portal), portal->release);
    text_member(&c->w, "dct:identifier", portal->key);
    catalogue_date(&c->w, "dct:modified", portal->cut_off);
    versions_write(c);
    themes_write(c, false);
    catalogue_page(c, "dcat:landingPage", SLICE("data"));
    package_write(c);
    json_close(&c->w);
}

/* An earlier one: its archive, and its pages as they were. */
static void earlier_write(struct catalogue *c, const struct release *release,
                          const struct release *before)
{
    const struct portal *portal = c->portal;

    json_open_object(&c->w);
    dataset_head(c, release_identity(c, release->id), &portal->name,
                 summary_of(portal), release->id);
    text_member(&c->w, "dct:identifier",
                ARENA_CONCAT(c->arena, portal->key, SLICE("-"), release->id));
    catalogue_date(&c->w, "dct:issued", release->date);
    if (before != NULL)
        release_reference(c, "dcat:previousVersion", before->id);
    catalogue_thing(&c->w, "dcat:isVersionOf",
                    catalogue_fragment(c, SLICE("release")), "dcat:Dataset");
    themes_write(c, false);
    catalogue_thing(
        &c->w, "dcat:landingPage",
        catalogue_address(c, ARENA_CONCAT(c->arena, SLICE("releases/"),
                                          release->id, SLICE("/index.html"))),
        "foaf:Document");
    json_key(&c->w, "dcat:distribution");
    json_open_array(&c->w);
    archive_write(c, release->id);
    json_close(&c->w);
    json_close(&c->w);
}

static void releases_write(struct catalogue *c)
{
    const struct releases *releases = &c->portal->releases;

    release_write(c);
    for (size_t i = 0; c->folder.len == 0 && i < releases->count; i++)
        earlier_write(c, &releases->items[i],
                      i > 0 ? &releases->items[i - 1] : NULL);
}

/* --- the document --- */

static void context_write(struct json_writer *w)
{
    static const char *const prefixes[][2] = {
        {"dcat", "http://www.w3.org/ns/dcat#"},
        {"dct", "http://purl.org/dc/terms/"},
        {"foaf", "http://xmlns.com/foaf/0.1/"},
        {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
        {"skos", "http://www.w3.org/2004/02/skos/core#"},
        {"spdx", "http://spdx.org/rdf/terms#"},
        {"vcard", "http://www.w3.org/2006/vcard/ns#"},
        {"xsd", "http://www.w3.org/2001/XMLSchema#"},
    };

    json_key(w, "@context");
    json_open_object(w);
    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        text_member(w, prefixes[i][0], slice_of(prefixes[i][1]));
    json_close(w);
}

static void catalogue_write(struct catalogue *c)
{
    const struct portal *portal = c->portal;
    struct json_writer *w = &c->w;

    json_open_object(w);
    context_write(w);
    text_member(w, "@id", catalogue_fragment(c, SLICE("catalogue")));
    text_member(w, "@type", SLICE("dcat:Catalog"));
    catalogue_texts(c, "dct:title", &portal->name);
    catalogue_texts(c, "dct:description", summary_of(portal));
    if (portal->releases.count > 0)
        catalogue_date(w, "dct:issued", portal->releases.items[0].date);
    catalogue_date(w, "dct:modified", portal->cut_off);
    places_write(c, true);
    catalogue_publisher(c);
    catalogue_licence(w, portal->licence_name, portal->licence_address);
    catalogue_languages(c);
    catalogue_thing(w, "foaf:homepage",
                    catalogue_address(c, SLICE("index.html")), "foaf:Document");
    json_key(w, "dcat:dataset");
    json_open_array(w);
    releases_write(c);
    for (size_t i = 0; i < portal->tables.count; i++)
        if (table_is_published(portal->tables.items[i]))
            dataset_write(c, portal->tables.items[i]);
    json_close(w);
    json_close(w);
    json_finish(w);
}

/* What the root holds, by its manifest: "digest  path" a line. */
static void files_read(struct catalogue *c, struct slice manifest)
{
    while (manifest.len > 0) {
        struct slice line = slice_next(&manifest, '\n');
        struct slice *digest = ARENA_NEW(c->arena, struct slice);

        *digest = slice_cut(line, 0, slice_find(line, ' '));
        (void)map_put(&c->files, slice_cut(line, digest->len + 2, line.len),
                      digest);
    }
}

static bool catalogue_make(struct root *root,
                           const struct publication *publication,
                           struct slice folder)
{
    struct arena arena;
    struct buf manifest = BUF_INIT;
    struct buf out = BUF_INIT;
    struct catalogue c = {.root = root,
                          .publication = publication,
                          .folder = folder,
                          .portal = publication->portal,
                          .arena = &arena};
    bool done;

    arena_init(&arena);
    map_init(&c.files, &arena);
    root_manifest(root, SLICE(""), &manifest);
    files_read(&c, buf_slice(&manifest));
    places_find(&c);
    json_init(&c.w, &out, true);
    catalogue_write(&c);
    done = !c.is_broken &&
           root_write(root, path_join(&arena, folder, SLICE(DOCUMENT)),
                      buf_slice(&out));
    buf_release(&manifest);
    buf_release(&out);
    arena_release(&arena);
    return done;
}

bool catalogue_publish(struct root *root, const struct publication *publication)
{
    return catalogue_make(root, publication, SLICE(""));
}

bool catalogue_freeze(struct root *root, const struct publication *publication)
{
    return publication->release.len == 0 ||
           catalogue_make(root, publication, publication->frozen);
}
