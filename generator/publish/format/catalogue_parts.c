/* The members of things in data/catalogue.jsonld, and its files. */
#include "publish/format/catalogue.h"
#include "publish/staging.h"
#include "render/describe.h"

#include <unistd.h>

#define DOCUMENT "data/catalogue.jsonld"
#define FILE_TYPE "http://publications.europa.eu/resource/authority/file-type/"
#define MEDIA_TYPE "http://www.iana.org/assignments/media-types/"

/* --- identifiers --- */

struct slice catalogue_address(struct catalogue *c, struct slice path)
{
    struct buf out = BUF_INIT;
    struct slice base = c->publication->base_url;

    if (base.len > 0) {
        buf_add_slice(&out, base);
        markup_escape_path(&out, c->folder);
        buf_add_text(&out, c->folder.len > 0 ? "/" : "");
    } else if (slice_starts_with(path, SLICE("data/"))) {
        path = slice_cut(path, SLICE("data/").len, path.len);
    } else {
        buf_add_text(&out, "../");
    }
    markup_escape_path(&out, path);
    return arena_take(c->arena, &out);
}

struct slice catalogue_fragment(struct catalogue *c, struct slice name)
{
    struct buf out = BUF_INIT;

    buf_add_slice(&out, catalogue_address(c, SLICE(DOCUMENT)));
    buf_add_char(&out, '#');
    markup_escape_path(&out, name);
    return arena_take(c->arena, &out);
}

/* --- members --- */

void catalogue_thing(struct json_writer *w, const char *key,
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

void catalogue_value(struct json_writer *w, const char *key, struct slice value,
                     const char *type)
{
    json_key(w, key);
    json_open_object(w);
    text_member(w, "@type", slice_of(type));
    text_member(w, "@value", value);
    json_close(w);
}

/* Nothing is of the time of the build: that would be another one each time. */
void catalogue_date(struct json_writer *w, const char *key, struct date date)
{
    struct buf text = BUF_INIT;

    if (!date_is_set(date))
        return;
    date_write(&text, date);
    catalogue_value(w, key, buf_slice(&text), "xsd:date");
    buf_release(&text);
}

void catalogue_texts(struct catalogue *c, const char *key,
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

void catalogue_languages(struct catalogue *c)
{
    json_key(&c->w, "dct:language");
    json_open_array(&c->w);
    for (unsigned i = 0; i < c->portal->language_count; i++)
        catalogue_thing(&c->w, NULL,
                        language_identity(c, c->portal->languages[i].tag),
                        "dct:LinguisticSystem");
    json_close(&c->w);
}

void catalogue_licence(struct json_writer *w, struct slice name,
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

void catalogue_reference(struct catalogue *c, const char *key, const char *name)
{
    json_key(&c->w, key);
    json_open_object(&c->w);
    text_member(&c->w, "@id", catalogue_fragment(c, slice_of(name)));
    json_close(&c->w);
}

void catalogue_publisher(struct catalogue *c)
{
    const struct words *name = words_are_empty(&c->portal->publisher)
                                   ? &c->portal->name
                                   : &c->portal->publisher;

    json_key(&c->w, "dct:publisher");
    json_open_object(&c->w);
    text_member(&c->w, "@id", catalogue_fragment(c, SLICE("publisher")));
    text_member(&c->w, "@type", SLICE("foaf:Agent"));
    catalogue_texts(c, "foaf:name", name);
    json_close(&c->w);
}

void catalogue_contact(struct catalogue *c)
{
    struct slice where = c->portal->contact_address;
    bool is_mail = slice_starts_with(where, SLICE("mailto:"));
    bool is_web = slice_starts_with(where, SLICE("http"));

    if (c->portal->contact_name.len == 0)
        return;
    if (c->has_contact) {
        catalogue_reference(c, "dcat:contactPoint", "contact");
        return;
    }
    c->has_contact = true;
    json_key(&c->w, "dcat:contactPoint");
    json_open_object(&c->w);
    text_member(&c->w, "@id", catalogue_fragment(c, SLICE("contact")));
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

void catalogue_page(struct catalogue *c, const char *key, struct slice route)
{
    const struct site *site = c->publication->site;

    if (map_has(&site->by_key, route))
        catalogue_thing(
            &c->w, key,
            catalogue_address(
                c, ARENA_CONCAT(c->arena, c->portal->languages[0].path,
                                SLICE("/"), route, SLICE(".html"))),
            "foaf:Document");
}

/* --- files --- */

static void checksum_write(struct catalogue *c, struct slice digest)
{
    json_key(&c->w, "spdx:checksum");
    json_open_object(&c->w);
    text_member(&c->w, "@type", SLICE("spdx:Checksum"));
    catalogue_thing(&c->w, "spdx:algorithm",
                    SLICE("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
                    "spdx:ChecksumAlgorithm");
    catalogue_value(&c->w, "spdx:checksumValue", digest, "xsd:hexBinary");
    json_close(&c->w);
}

static void size_write(struct catalogue *c, struct slice path)
{
    struct buf text = BUF_INIT;
    uint64_t size;
    int file = root_read_open(c->root, path, &size);

    if (file < 0) {
        c->is_broken = true;
        (void)root_failed(c->root, path);
        return;
    }
    (void)close(file);
    buf_add_integer(&text, (int64_t)size);
    catalogue_value(&c->w, "dcat:byteSize", buf_slice(&text),
                    "xsd:nonNegativeInteger");
    buf_release(&text);
}

static void medium_write(struct catalogue *c, const struct medium *medium)
{
    if (medium->type != NULL)
        catalogue_thing(&c->w, "dct:format",
                        arena_format(c->arena, FILE_TYPE "%s", medium->type),
                        "dct:MediaTypeOrExtent");
    catalogue_thing(&c->w, "dcat:mediaType",
                    arena_format(c->arena, MEDIA_TYPE "%s", medium->media),
                    "dct:MediaType");
    if (medium->standard != NULL)
        catalogue_thing(&c->w, "dct:conformsTo", slice_of(medium->standard),
                        "dct:Standard");
}

static struct slice file_name(struct slice path)
{
    size_t at = path.len;

    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    return slice_cut(path, at, path.len);
}

void catalogue_file(struct catalogue *c, struct slice path,
                    const struct medium *medium, struct slice name,
                    struct slice where)
{
    const struct slice *digest = map_get(&c->files, path);

    if (digest == NULL)
        return;
    json_open_object(&c->w);
    text_member(&c->w, "@id",
                catalogue_fragment(
                    c, arena_join(c->arena, SLICE("file/"), file_name(path))));
    text_member(&c->w, "@type", SLICE("dcat:Distribution"));
    text_member(&c->w, "dct:title", file_name(path));
    catalogue_thing(&c->w, "dcat:accessURL", catalogue_address(c, path),
                    "rdfs:Resource");
    catalogue_thing(&c->w, "dcat:downloadURL", catalogue_address(c, path),
                    "rdfs:Resource");
    medium_write(c, medium);
    size_write(c, path);
    catalogue_licence(&c->w, name, where);
    checksum_write(c, *digest);
    json_close(&c->w);
}
