/*
 * data/catalogue.jsonld: DCAT-AP 3.0, as JSON-LD 1.1 with its context in
 * itself, so that it is read without a network.
 *
 * The ranges of the profile are stated as types on the things that stand
 * there, as its shapes ask for. Of a file, that it exists and its digest are
 * taken from the root, so that nothing is listed that is not there.
 */
#include "publish/format/format.h"
#include "publish/format/publish.h"
#include "render/describe.h"

#define DOCUMENT "data/catalogue.jsonld"
#define FILE_TYPE "http://publications.europa.eu/resource/authority/file-type/"
#define MEDIA_TYPE "http://www.iana.org/assignments/media-types/"
#define THEME "http://publications.europa.eu/resource/authority/data-theme/"
#define ACCESS "http://publications.europa.eu/resource/authority/access-right/"

struct catalogue {
    const struct publication *publication;
    const struct portal *portal;
    struct arena *arena;
    struct map files; /* path -> its digest, as struct slice */
    struct json_writer w;
    bool has_contact;
};

/* --- identifiers --- */

/* Of a path from the root; relative to the document where the root's address
 * is not known. */
static struct slice address(struct catalogue *c, struct slice path)
{
    struct buf out = BUF_INIT;
    struct slice base = c->publication->base_url;

    if (base.len > 0)
        buf_add_slice(&out, base);
    else if (slice_starts_with(path, SLICE("data/")))
        path = slice_cut(path, SLICE("data/").len, path.len);
    else
        buf_add_text(&out, "../");
    markup_escape_path(&out, path);
    return arena_take(c->arena, &out);
}

/* Of a thing in the document: "…/data/catalogue.jsonld#dataset/plan/csv". */
static struct slice fragment(struct catalogue *c, struct slice name)
{
    struct buf out = BUF_INIT;

    buf_add_slice(&out, address(c, SLICE(DOCUMENT)));
    buf_add_char(&out, '#');
    markup_escape_path(&out, name);
    return arena_take(c->arena, &out);
}

/* --- members --- */

/* {"@id": …, "@type": …}: a thing that others describe. */
static void thing_write(struct json_writer *w, const char *key,
                        struct slice identity, const char *type)
{
    if (identity.len == 0)
        return;
    if (key != NULL)
        json_key(w, key);
    json_open_object(w);
    text_member(w, "@id", identity);
    text_member(w, "@type", slice_of(type));
    json_close(w);
}

static void value_write(struct json_writer *w, const char *key,
                        struct slice value, const char *type)
{
    json_key(w, key);
    json_open_object(w);
    text_member(w, "@type", slice_of(type));
    text_member(w, "@value", value);
    json_close(w);
}

static void texts_write(struct catalogue *c, const char *key,
                        const struct words *words)
{
    struct json_writer *w = &c->w;

    if (words_are_empty(words))
        return;
    json_key(w, key);
    json_open_array(w);
    for (unsigned i = 0; i < c->portal->language_count; i++) {
        if (words->items[i].len == 0)
            continue;
        json_open_object(w);
        text_member(w, "@language", c->portal->languages[i].tag);
        text_member(w, "@value", words->items[i]);
        json_close(w);
    }
    json_close(w);
}

/*
 * The authority's codes where there are, as the profile asks; else those of
 * the Library of Congress (two letters) and of ISO 639-3 (three).
 */
static struct slice language_identity(struct catalogue *c, struct slice tag)
{
    static const char *const names[][2] = {
        {"es", "SPA"}, {"en", "ENG"}, {"pt", "POR"}, {"fr", "FRA"}};
    struct slice code = slice_cut(tag, 0, slice_find(tag, '-'));

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(code, names[i][0]))
            return arena_format(c->arena,
                                "http://publications.europa.eu/resource/"
                                "authority/language/%s",
                                names[i][1]);
    return arena_join(c->arena,
                      code.len == 2
                          ? SLICE("http://id.loc.gov/vocabulary/iso639-1/")
                          : SLICE("https://iso639-3.sil.org/code/"),
                      code);
}

static void languages_write(struct catalogue *c)
{
    json_key(&c->w, "dct:language");
    json_open_array(&c->w);
    for (unsigned i = 0; i < c->portal->language_count; i++)
        thing_write(&c->w, NULL,
                    language_identity(c, c->portal->languages[i].tag),
                    "dct:LinguisticSystem");
    json_close(&c->w);
}

static void licence_write(struct json_writer *w, struct slice name,
                          struct slice where)
{
    if (name.len == 0 && where.len == 0)
        return;
    json_key(w, "dct:license");
    json_open_object(w);
    text_member(w, "@id", where);
    text_member(w, "@type", SLICE("dct:LicenseDocument"));
    text_member(w, "rdfs:label", name);
    json_close(w);
}

/* Told whole once, then by its identifier: there are many datasets. */
static void reference_write(struct catalogue *c, const char *key,
                            const char *name)
{
    json_key(&c->w, key);
    json_open_object(&c->w);
    text_member(&c->w, "@id", fragment(c, slice_of(name)));
    json_close(&c->w);
}

static void publisher_write(struct catalogue *c)
{
    const struct words *name = words_are_empty(&c->portal->publisher)
                                   ? &c->portal->name
                                   : &c->portal->publisher;

    json_key(&c->w, "dct:publisher");
    json_open_object(&c->w);
    text_member(&c->w, "@id", fragment(c, SLICE("publisher")));
    text_member(&c->w, "@type", SLICE("foaf:Agent"));
    texts_write(c, "foaf:name", name);
    json_close(&c->w);
}

static void contact_write(struct catalogue *c)
{
    struct slice where = c->portal->contact_address;
    bool is_mail = slice_starts_with(where, SLICE("mailto:"));
    bool is_web = slice_starts_with(where, SLICE("http"));

    if (c->portal->contact_name.len == 0)
        return;
    if (c->has_contact) {
        reference_write(c, "dcat:contactPoint", "contact");
        return;
    }
    c->has_contact = true;
    json_key(&c->w, "dcat:contactPoint");
    json_open_object(&c->w);
    text_member(&c->w, "@id", fragment(c, SLICE("contact")));
    text_member(&c->w, "@type", SLICE("vcard:Kind"));
    text_member(&c->w, "vcard:fn", c->portal->contact_name);
    if (is_mail || is_web) {
        json_key(&c->w, is_mail ? "vcard:hasEmail" : "vcard:hasURL");
        json_open_object(&c->w);
        text_member(&c->w, "@id", where);
        json_close(&c->w);
    }
    json_close(&c->w);
}

static void page_write(struct catalogue *c, const char *key, struct slice route)
{
    const struct site *site = c->publication->site;

    if (map_has(&site->by_key, route))
        thing_write(
            &c->w, key,
            address(c, ARENA_CONCAT(c->arena, c->portal->languages[0].path,
                                    SLICE("/"), route, SLICE(".html"))),
            "foaf:Document");
}

/* --- files --- */

struct medium {
    const char *ending; /* after the name of the resource */
    const char *type;   /* of the authority's file types, or null */
    const char *media;
    const char *standard; /* it keeps to, or null */
};

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

static void checksum_write(struct catalogue *c, struct slice digest)
{
    json_key(&c->w, "spdx:checksum");
    json_open_object(&c->w);
    text_member(&c->w, "@type", SLICE("spdx:Checksum"));
    thing_write(&c->w, "spdx:algorithm",
                SLICE("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
                "spdx:ChecksumAlgorithm");
    value_write(&c->w, "spdx:checksumValue", digest, "xsd:hexBinary");
    json_close(&c->w);
}

static void medium_write(struct catalogue *c, const struct medium *medium)
{
    if (medium->type != NULL)
        thing_write(&c->w, "dct:format",
                    arena_format(c->arena, FILE_TYPE "%s", medium->type),
                    "dct:MediaTypeOrExtent");
    thing_write(&c->w, "dcat:mediaType",
                arena_format(c->arena, MEDIA_TYPE "%s", medium->media),
                "dct:MediaType");
    if (medium->standard != NULL)
        thing_write(&c->w, "dct:conformsTo", slice_of(medium->standard),
                    "dct:Standard");
}

static struct slice file_name(struct slice path)
{
    size_t at = path.len;

    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    return slice_cut(path, at, path.len);
}

/* A file of the root, as a distribution; nothing when it is not there. */
static void file_write(struct catalogue *c, struct slice path,
                       const struct medium *medium, struct slice name,
                       struct slice where)
{
    const struct slice *digest = map_get(&c->files, path);

    if (digest == NULL)
        return;
    json_open_object(&c->w);
    text_member(
        &c->w, "@id",
        fragment(c, arena_join(c->arena, SLICE("file/"), file_name(path))));
    text_member(&c->w, "@type", SLICE("dcat:Distribution"));
    text_member(&c->w, "dct:title", file_name(path));
    thing_write(&c->w, "dcat:accessURL", address(c, path), "rdfs:Resource");
    thing_write(&c->w, "dcat:downloadURL", address(c, path), "rdfs:Resource");
    medium_write(c, medium);
    licence_write(&c->w, name, where);
    checksum_write(c, *digest);
    json_close(&c->w);
}

/* --- datasets --- */

static void temporal_write(struct catalogue *c, const struct table *table)
{
    struct period first, last;
    struct buf text = BUF_INIT;

    if (!table_periods(table, &first, &last))
        return;
    json_key(&c->w, "dct:temporal");
    json_open_object(&c->w);
    text_member(&c->w, "@type", SLICE("dct:PeriodOfTime"));
    date_write(&text, period_first_day(first));
    value_write(&c->w, "dcat:startDate", buf_slice(&text), "xsd:date");
    buf_reset(&text);
    date_write(&text, period_last_day(last));
    value_write(&c->w, "dcat:endDate", buf_slice(&text), "xsd:date");
    json_close(&c->w);
    buf_release(&text);
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
    texts_write(c, "skos:prefLabel", &words);
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
                         const struct words *description)
{
    text_member(&c->w, "@id", identity);
    text_member(&c->w, "@type", SLICE("dcat:Dataset"));
    texts_write(c, "dct:title", title);
    texts_write(c, "dct:description", description);
    text_member(&c->w, "dcat:version", c->portal->release);
    languages_write(c);
    reference_write(c, "dct:publisher", "publisher");
    contact_write(c);
    thing_write(&c->w, "dct:accessRights", SLICE(ACCESS "PUBLIC"),
                "dct:RightsStatement");
}

static void dataset_write(struct catalogue *c, const struct table *table)
{
    const struct portal *portal = c->portal;
    struct words title = title_of(portal, table);
    struct words description = description_of(c, table);
    bool is_own = table->licence_name.len > 0;
    struct slice stem = arena_join(c->arena, SLICE("data/"), table->name);

    json_open_object(&c->w);
    dataset_head(
        c, fragment(c, arena_join(c->arena, SLICE("dataset/"), table->name)),
        &title, &description);
    text_member(&c->w, "dct:identifier", table->name);
    themes_write(c, table_is_fact(table));
    temporal_write(c, table);
    page_write(c, "dcat:landingPage", route_key(c->arena, "data", table->name));
    json_key(&c->w, "dcat:distribution");
    json_open_array(&c->w);
    for (size_t i = 0; i < COUNT_OF(media); i++)
        file_write(c, arena_join(c->arena, stem, slice_of(media[i].ending)),
                   &media[i],
                   is_own ? table->licence_name : portal->licence_name,
                   is_own ? table->licence_address : portal->licence_address);
    file_write(
        c,
        ARENA_CONCAT(c->arena, SLICE("data/kits/"), table->name, SLICE(".zip")),
        &kit, is_own ? table->licence_name : portal->licence_name,
        is_own ? table->licence_address : portal->licence_address);
    json_close(&c->w);
    json_close(&c->w);
}

/* The release as one dataset: what describes and holds all the others. */
static void release_write(struct catalogue *c)
{
    const struct portal *portal = c->portal;
    static const struct medium database = {NULL, NULL,
                                           "application/vnd.sqlite3", NULL};
    const struct words *description =
        words_are_empty(&portal->summary) ? &portal->name : &portal->summary;

    json_open_object(&c->w);
    dataset_head(c, fragment(c, SLICE("release")), &portal->name, description);
    text_member(&c->w, "dct:identifier", portal->key);
    themes_write(c, false);
    page_write(c, "dcat:landingPage", SLICE("data"));
    json_key(&c->w, "dcat:distribution");
    json_open_array(&c->w);
    for (size_t i = 0; i < COUNT_OF(package_media); i++)
        file_write(c, slice_of(package_media[i].ending), &package_media[i],
                   portal->licence_name, portal->licence_address);
    file_write(
        c,
        ARENA_CONCAT(c->arena, SLICE("data/"), portal->key, SLICE(".sqlite")),
        &database, portal->licence_name, portal->licence_address);
    json_close(&c->w);
    json_close(&c->w);
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
    const struct words *description =
        words_are_empty(&portal->summary) ? &portal->name : &portal->summary;

    json_open_object(w);
    context_write(w);
    text_member(w, "@id", fragment(c, SLICE("catalogue")));
    text_member(w, "@type", SLICE("dcat:Catalog"));
    texts_write(c, "dct:title", &portal->name);
    texts_write(c, "dct:description", description);
    publisher_write(c);
    licence_write(w, portal->licence_name, portal->licence_address);
    languages_write(c);
    thing_write(w, "foaf:homepage", address(c, SLICE("index.html")),
                "foaf:Document");
    json_key(w, "dcat:dataset");
    json_open_array(w);
    release_write(c);
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

bool catalogue_publish(struct root *root, const struct publication *publication)
{
    struct arena arena;
    struct buf manifest = BUF_INIT;
    struct buf out = BUF_INIT;
    struct catalogue c = {.publication = publication,
                          .portal = publication->portal,
                          .arena = &arena};
    bool done;

    arena_init(&arena);
    map_init(&c.files, &arena);
    root_manifest(root, SLICE(""), &manifest);
    files_read(&c, buf_slice(&manifest));
    json_init(&c.w, &out, true);
    catalogue_write(&c);
    done = root_write(root, SLICE(DOCUMENT), buf_slice(&out));
    buf_release(&manifest);
    buf_release(&out);
    arena_release(&arena);
    return done;
}
