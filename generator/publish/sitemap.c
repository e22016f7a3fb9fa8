/*
 * sitemap.xml (sitemaps.org protocol 0.9) with a link to each other language,
 * and robots.txt. Addresses in a sitemap are absolute: without the root's there
 * is none.
 */
#include "emit/markup.h"
#include "publish/portal.h"

#define SITEMAP "http://www.sitemaps.org/schemas/sitemap/0.9"
#define XHTML "http://www.w3.org/1999/xhtml"
#define URLS_MAX 50000 /* of one file, by the protocol */

static void add_address(struct buf *out, const struct publication *publication,
                        struct slice path)
{
    buf_reset(out);
    buf_add_slice(out, publication->base_url);
    markup_escape_path(out, path);
}

static void alternates_write(struct markup *m,
                             const struct publication *publication, size_t page,
                             struct arena *arena)
{
    const struct portal *portal = publication->portal;
    struct buf address = BUF_INIT;

    for (unsigned i = 0; i < portal->language_count; i++) {
        add_address(&address, publication,
                    site_page_path(publication->site, page, i, arena));
        markup_open(m, "xhtml:link");
        markup_attribute_text(m, "rel", "alternate");
        markup_attribute(m, "hreflang", portal->languages[i].tag);
        markup_attribute(m, "href", buf_slice(&address));
        markup_close(m);
    }
    buf_release(&address);
}

/* One page in one language. */
static void url_write(struct markup *m, const struct publication *publication,
                      size_t page, unsigned language, struct arena *arena)
{
    struct buf address = BUF_INIT;

    add_address(&address, publication,
                site_page_path(publication->site, page, language, arena));
    markup_open(m, "url");
    markup_element(m, "loc", buf_slice(&address));
    if (publication->portal->language_count > 1)
        alternates_write(m, publication, page, arena);
    markup_close(m);
    buf_release(&address);
}

static void document_begin(struct markup *m, struct buf *out,
                           const char *element)
{
    buf_add_text(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    markup_init(m, out, MARKUP_XML);
    markup_open(m, element);
    markup_attribute_text(m, "xmlns", SITEMAP);
}

static void document_end(struct markup *m, struct buf *out)
{
    markup_close(m);
    markup_finish(m);
    buf_add_char(out, '\n');
}

/* Pages that are listed, from `from` on, as many as one file may hold; returns
 * the page to go on with. */
static size_t part_write(struct buf *out, const struct publication *publication,
                         size_t from)
{
    const struct site *site = publication->site;
    unsigned languages = publication->portal->language_count;
    struct arena arena;
    struct markup m;
    size_t urls = 0;

    arena_init(&arena);
    document_begin(&m, out, "urlset");
    markup_attribute_text(&m, "xmlns:xhtml", XHTML);
    for (; from < site_page_count(site) && urls + languages <= URLS_MAX;
         from++) {
        if (!site_page_is_listed(site, from))
            continue;
        for (unsigned i = 0; i < languages; i++)
            url_write(&m, publication, from, i, &arena);
        urls += languages;
        arena_reset(&arena);
    }
    document_end(&m, out);
    arena_release(&arena);
    return from;
}

static struct slice part_name(struct arena *arena, size_t number)
{
    return arena_format(arena, "sitemap-%zu.xml", number);
}

/* The first file when it holds all, else an index of `sitemap-1.xml` and on. */
static bool parts_publish(struct root *root,
                          const struct publication *publication,
                          struct arena *arena)
{
    struct buf index = BUF_INIT;
    struct buf part = BUF_INIT;
    struct buf address = BUF_INIT;
    struct markup m;
    size_t next = part_write(&part, publication, 0);
    size_t pages = site_page_count(publication->site);
    bool done = true;

    if (next < pages) {
        document_begin(&m, &index, "sitemapindex");
        for (size_t number = 1; done && part.len > 0; number++) {
            struct slice name = part_name(arena, number);

            done = root_write(root, name, buf_slice(&part));
            add_address(&address, publication, name);
            markup_open(&m, "sitemap");
            markup_element(&m, "loc", buf_slice(&address));
            markup_close(&m);
            buf_reset(&part);
            if (next < pages)
                next = part_write(&part, publication, next);
        }
        document_end(&m, &index);
    }
    done = done && root_write(root, SLICE("sitemap.xml"),
                              buf_slice(index.len > 0 ? &index : &part));
    buf_release(&index);
    buf_release(&part);
    buf_release(&address);
    return done;
}

bool sitemap_publish(struct root *root, const struct publication *publication)
{
    struct buf robots = BUF_INIT;
    struct arena arena;
    bool done = true;

    arena_init(&arena);
    buf_add_text(&robots, "User-agent: *\nAllow: /\n");
    if (publication->base_url.len > 0) {
        buf_add_format(&robots, "Sitemap: " SLICE_FORMAT "sitemap.xml\n",
                       SLICE_ARGS(publication->base_url));
        done = parts_publish(root, publication, &arena);
    }
    done = done && root_write(root, SLICE("robots.txt"), buf_slice(&robots));
    buf_release(&robots);
    arena_release(&arena);
    return done;
}
