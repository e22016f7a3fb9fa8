/* One Atom feed (RFC 4287) of dated reports per language. */
#include "base/digest.h"
#include "emit/markup.h"
#include "publish/portal.h"

#define ATOM "http://www.w3.org/2005/Atom"

static void date_element(struct markup *m, const char *name, struct date date)
{
    struct buf text = BUF_INIT;

    date_write(&text, date);
    buf_add_text(&text, "T00:00:00Z");
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
static void id_element(struct markup *m, const struct publication *publication,
                       struct date date, struct slice path)
{
    struct slice base = publication->base_url;
    struct buf name = BUF_INIT;
    struct buf id = BUF_INIT;
    uint8_t digest[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];

    buf_add_slice(&name, publication->portal->key);
    buf_add_char(&name, '/');
    markup_escape_path(&name, path);
    if (base.len > 0 && !date_is_set(date)) {
        buf_add_slice(&id, base);
        markup_escape_path(&id, path);
    } else if (base.len > 0) {
        buf_add_format(&id, "tag:" SLICE_FORMAT ",",
                       SLICE_ARGS(authority(base)));
        date_write(&id, date);
        buf_add_format(&id, ":" SLICE_FORMAT, SLICE_ARGS(buf_slice(&name)));
    } else {
        digest_bytes(buf_slice(&name), digest);
        digest_hex(digest, hex);
        buf_add_format(&id, "urn:sha256:%s", hex);
    }
    markup_element(m, "id", buf_slice(&id));
    buf_release(&name);
    buf_release(&id);
}

static void link_element(struct markup *m, const char *relation,
                         struct slice base, struct slice path)
{
    struct buf address = BUF_INIT;

    buf_add_slice(&address, base);
    markup_escape_path(&address, path);
    markup_open(m, "link");
    markup_attribute_text(m, "rel", relation);
    markup_attribute(m, "href", buf_slice(&address));
    markup_close(m);
    buf_release(&address);
}

static void author_element(struct markup *m, const struct portal *portal,
                           const struct language *language)
{
    struct slice name = words_in(&portal->publisher, language);

    markup_open(m, "author");
    markup_element(m, "name",
                   name.len > 0 ? name : words_in(&portal->name, language));
    markup_close(m);
}

static void entry_element(struct markup *m,
                          const struct publication *publication,
                          const struct site_report *report)
{
    markup_open(m, "entry");
    markup_element(m, "title", report->title);
    id_element(m, publication, report->date, report->path);
    date_element(m, "updated", report->date);
    date_element(m, "published", report->date);
    link_element(m, "alternate", publication->base_url, report->path);
    if (report->summary.len > 0)
        markup_element(m, "summary", report->summary);
    markup_close(m);
}

/* Of the newest report; the cut-off where there is none. */
static struct date feed_date(const struct portal *portal,
                             const struct site_report *reports, size_t count)
{
    struct date newest = portal->cut_off;

    for (size_t i = 0; i < count; i++)
        if (i == 0 || date_compare(reports[i].date, newest) > 0)
            newest = reports[i].date;
    return newest;
}

static void feed_write(struct buf *out, const struct publication *publication,
                       const struct language *language, struct slice path,
                       struct arena *arena)
{
    const struct portal *portal = publication->portal;
    const struct site_report *reports = NULL;
    size_t count =
        site_reports(publication->site, language->index, arena, &reports);
    struct markup m;

    buf_add_text(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    markup_init(&m, out, MARKUP_XML);
    markup_open(&m, "feed");
    markup_attribute_text(&m, "xmlns", ATOM);
    markup_attribute(&m, "xml:lang", language->tag);
    markup_element(&m, "title", words_in(&portal->name, language));
    id_element(&m, publication, (struct date){0, 0, 0}, path);
    date_element(&m, "updated", feed_date(portal, reports, count));
    author_element(&m, portal, language);
    if (publication->base_url.len > 0)
        link_element(&m, "self", publication->base_url, path);
    for (size_t i = 0; i < count; i++)
        entry_element(&m, publication, &reports[i]);
    markup_close(&m);
    markup_finish(&m);
    buf_add_char(out, '\n');
}

bool feeds_publish(struct root *root, const struct publication *publication)
{
    const struct portal *portal = publication->portal;
    struct buf out = BUF_INIT;
    struct arena arena;
    bool done = true;

    arena_init(&arena);
    for (unsigned i = 0; i < portal->language_count && done; i++) {
        const struct language *language = &portal->languages[i];
        struct slice path = arena_format(&arena, "feed." SLICE_FORMAT ".xml",
                                         SLICE_ARGS(language->path));

        buf_reset(&out);
        feed_write(&out, publication, language, path, &arena);
        done = root_write(root, path, buf_slice(&out));
    }
    buf_release(&out);
    arena_release(&arena);
    return done;
}
