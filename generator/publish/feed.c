/* Two feeds of dated reports per language: Atom (RFC 4287), JSON Feed 1.1. */
#include "base/digest.h"
#include "emit/json.h"
#include "emit/markup.h"
#include "publish/portal.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define JSON_FEED "https://jsonfeed.org/version/1.1"

/* What both feeds of a language say. */
struct feed {
    const struct publication *publication;
    const struct language *language;
    const char *folder; /* "" or "changes/" */
    const struct site_report *reports;
    size_t count;
};

static void moment_add(struct buf *out, struct date date)
{
    date_write(out, date);
    buf_add_text(out, "T00:00:00Z");
}

static void date_element(struct markup *m, const char *name, struct date date)
{
    struct buf text = BUF_INIT;

    moment_add(&text, date);
    markup_element(m, name, buf_slice(&text));
    buf_release(&text);
}

/* The part of an address that names its owner: "https://a.org/x" -> "a.org". */
static struct slice authority(struct slice url)
{
    size_t at = 0;

    while (at + 2 < url.len && url.ptr[at] != '/')
        at++;
    url = slice_cut(url, at + 2, url.len);
    return slice_cut(url, 0, slice_find(url, '/'));
}

/*
 * An id that never changes. Where the owner of a domain is known: of a report a
 * tag URI (RFC 4151), of the feed, which has no date of its own, its address.
 * Else a hash of the portal's and the page's name.
 */
static void id_add(struct buf *id, const struct publication *publication,
                   struct date date, struct slice path, struct slice part)
{
    struct slice base = publication->base_url;
    struct buf name = BUF_INIT;
    uint8_t digest[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];

    buf_add_slice(&name, publication->portal->key);
    buf_add_char(&name, '/');
    markup_escape_path(&name, path);
    if (part.len > 0)
        buf_add_format(&name, "/" SLICE_FORMAT, SLICE_ARGS(part));
    if (base.len > 0 && !date_is_set(date)) {
        buf_add_slice(id, base);
        markup_escape_path(id, path);
    } else if (base.len > 0) {
        buf_add_format(id, "tag:" SLICE_FORMAT ",",
                       SLICE_ARGS(authority(base)));
        date_write(id, date);
        buf_add_format(id, ":" SLICE_FORMAT, SLICE_ARGS(buf_slice(&name)));
    } else {
        digest_bytes(buf_slice(&name), digest);
        digest_hex(digest, hex);
        buf_add_format(id, "urn:sha256:%s", hex);
    }
    buf_release(&name);
}

static void id_element(struct markup *m, const struct publication *publication,
                       struct date date, struct slice path, struct slice part)
{
    struct buf id = BUF_INIT;

    id_add(&id, publication, date, path, part);
    markup_element(m, "id", buf_slice(&id));
    buf_release(&id);
}

/* Absolute, else from where the feed lies. */
static void address_add(struct buf *out, const struct feed *feed,
                        struct slice path)
{
    struct slice base = feed->publication->base_url;

    buf_add_slice(out, base);
    if (base.len == 0 && feed->folder[0] != '\0')
        buf_add_text(out, "../");
    markup_escape_path(out, path);
}

static void link_element(struct markup *m, const char *relation,
                         const struct feed *feed, struct slice path)
{
    struct buf address = BUF_INIT;

    address_add(&address, feed, path);
    markup_open(m, "link");
    markup_attribute_text(m, "rel", relation);
    markup_attribute(m, "href", buf_slice(&address));
    markup_close(m);
    buf_release(&address);
}

static struct slice author_of(const struct feed *feed)
{
    const struct portal *portal = feed->publication->portal;
    struct slice name = words_in(&portal->publisher, feed->language);

    return name.len > 0 ? name : words_in(&portal->name, feed->language);
}

static void entry_element(struct markup *m, const struct feed *feed,
                          const struct site_report *report)
{
    const struct publication *publication = feed->publication;

    markup_open(m, "entry");
    markup_element(m, "title", report->title);
    id_element(m, publication, report->date, report->path, report->part);
    date_element(m, "updated", report->date);
    date_element(m, "published", report->date);
    link_element(m, "alternate", feed, report->path);
    if (report->summary.len > 0)
        markup_element(m, "summary", report->summary);
    markup_close(m);
}

/* Of the newest report; the cut-off where there is none. */
static struct date feed_date(const struct feed *feed)
{
    struct date newest = feed->publication->portal->cut_off;

    for (size_t i = 0; i < feed->count; i++)
        if (i == 0 || date_compare(feed->reports[i].date, newest) > 0)
            newest = feed->reports[i].date;
    return newest;
}

static void atom_write(struct buf *out, const struct feed *feed,
                       struct slice path)
{
    const struct publication *publication = feed->publication;
    struct markup m;

    buf_add_text(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    markup_init(&m, out, MARKUP_XML);
    markup_open(&m, "feed");
    markup_attribute_text(&m, "xmlns", ATOM);
    markup_attribute(&m, "xml:lang", feed->language->tag);
    markup_element(&m, "title",
                   words_in(&publication->portal->name, feed->language));
    id_element(&m, publication, (struct date){0, 0, 0}, path, SLICE(""));
    date_element(&m, "updated", feed_date(feed));
    markup_open(&m, "author");
    markup_element(&m, "name", author_of(feed));
    markup_close(&m);
    if (publication->base_url.len > 0)
        link_element(&m, "self", feed, path);
    for (size_t i = 0; i < feed->count; i++)
        entry_element(&m, feed, &feed->reports[i]);
    markup_close(&m);
    markup_finish(&m);
    buf_add_char(out, '\n');
}

/* --- JSON --- */

static void string_member(struct json_writer *w, const char *key,
                          struct slice text)
{
    if (text.len == 0)
        return;
    json_key(w, key);
    json_string(w, text);
}

static void address_member(struct json_writer *w, const char *key,
                           const struct feed *feed, struct slice path)
{
    struct buf address = BUF_INIT;

    address_add(&address, feed, path);
    string_member(w, key, buf_slice(&address));
    buf_release(&address);
}

/* An item must have a content: the report's summary, or its title. */
static void item_write(struct json_writer *w, const struct feed *feed,
                       const struct site_report *report)
{
    const struct publication *publication = feed->publication;
    struct buf text = BUF_INIT;

    json_open_object(w);
    id_add(&text, publication, report->date, report->path, report->part);
    string_member(w, "id", buf_slice(&text));
    address_member(w, "url", feed, report->path);
    string_member(w, "title", report->title);
    json_key(w, "content_text");
    json_string(w, report->summary.len > 0 ? report->summary : report->title);
    buf_reset(&text);
    moment_add(&text, report->date);
    string_member(w, "date_published", buf_slice(&text));
    json_close(w);
    buf_release(&text);
}

static void authors_write(struct json_writer *w, const struct feed *feed)
{
    json_key(w, "authors");
    json_open_array(w);
    json_open_object(w);
    string_member(w, "name", author_of(feed));
    json_close(w);
    json_close(w);
}

static void json_write(struct buf *out, const struct feed *feed,
                       struct slice path)
{
    const struct publication *publication = feed->publication;
    struct json_writer w;

    json_init(&w, out, true);
    json_open_object(&w);
    string_member(&w, "version", SLICE(JSON_FEED));
    string_member(&w, "title",
                  words_in(&publication->portal->name, feed->language));
    if (publication->base_url.len > 0) {
        address_member(&w, "home_page_url", feed, SLICE(""));
        address_member(&w, "feed_url", feed, path);
    }
    string_member(&w, "language", feed->language->tag);
    authors_write(&w, feed);
    json_key(&w, "items");
    json_open_array(&w);
    for (size_t i = 0; i < feed->count; i++)
        item_write(&w, feed, &feed->reports[i]);
    json_close(&w);
    json_close(&w);
    json_finish(&w);
}

/* --- both --- */

static bool feed_publish(struct root *root, const struct feed *feed,
                         struct arena *arena)
{
    struct slice stem = ARENA_CONCAT(arena, slice_of(feed->folder),
                                     SLICE("feed."), feed->language->path);
    struct slice atom = arena_join(arena, stem, SLICE(".xml"));
    struct slice json = arena_join(arena, stem, SLICE(".json"));
    struct buf out = BUF_INIT;
    bool done;

    atom_write(&out, feed, atom);
    done = root_write(root, atom, buf_slice(&out));
    buf_reset(&out);
    json_write(&out, feed, json);
    done = done && root_write(root, json, buf_slice(&out));
    buf_release(&out);
    return done;
}

/* What a feed tells, in a language. */
typedef size_t feed_entries(const struct site *site, unsigned language,
                            struct arena *arena,
                            const struct site_report **out);

/* A feed for each language, below `folder` ("" or "changes/"). */
static bool feed_each(struct root *root, const struct publication *publication,
                      const char *folder, feed_entries *entries)
{
    const struct portal *portal = publication->portal;
    struct arena arena;
    bool done = true;

    arena_init(&arena);
    for (unsigned i = 0; i < portal->language_count && done; i++) {
        struct feed feed = {.publication = publication,
                            .folder = folder,
                            .language = &portal->languages[i]};

        feed.count = entries(publication->site, i, &arena, &feed.reports);
        done = feed_publish(root, &feed, &arena);
    }
    arena_release(&arena);
    return done;
}

bool feeds_publish(struct root *root, const struct publication *publication)
{
    return feed_each(root, publication, "", site_reports);
}

bool changes_feeds_publish(struct root *root,
                           const struct publication *publication)
{
    return feed_each(root, publication, "changes/", site_changes);
}
