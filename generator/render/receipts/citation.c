/* Citations: words, and BibTeX. */
#include "render/receipts/citation.h"

struct slice edition_id(const struct page *page)
{
    struct slice id = page->site->options.frozen;

    while (slice_find(id, '/') < id.len)
        (void)slice_next(&id, '/');
    return id;
}

static struct slice edition_words(struct page *page)
{
    struct slice id = edition_id(page);

    if (id.len > 0)
        return PLAIN(page, N_("release {release}"), ARG_TEXT("release", id));
    return PLAIN(page, N_("working edition, data to {date}"),
                 ARG_TEXT("date", page_date(page, page->portal->cut_off)));
}

/* From the address of the portal, where it has one. */
static struct slice address_of(struct page *page, struct slice path)
{
    const struct site_options *options = &page->site->options;

    return ARENA_CONCAT(page->arena, options->base_url, options->frozen,
                        options->frozen.len > 0 ? SLICE("/") : SLICE(""), path);
}

static bool is_whole(struct page *page, const struct cited *cited)
{
    return slice_equal(cited->title, page_words(page, &page->portal->name));
}

/* --- BibTeX --- */

struct slice bibtex_escape(struct arena *arena, struct slice text)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '\\')
            buf_add_text(&out, "\\textbackslash{}");
        else if (c == '~')
            buf_add_text(&out, "\\textasciitilde{}");
        else if (c == '^')
            buf_add_text(&out, "\\textasciicircum{}");
        else if (c == '{') /* a brace counts for BibTeX, escaped or not */
            buf_add_text(&out, "\\textbraceleft{}");
        else if (c == '}')
            buf_add_text(&out, "\\textbraceright{}");
        else if ((unsigned char)c < ' ')
            buf_add_char(&out, ' ');
        else {
            if (memchr("$&#_%", c, 5) != NULL)
                buf_add_char(&out, '\\');
            buf_add_char(&out, c);
        }
    }
    return arena_take(arena, &out);
}

/* Of an entry: letters, digits and '-' alone. */
static void key_add(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9');

        if (is_plain)
            buf_add_char(out, c);
        else if (out->len > 0 && out->ptr[out->len - 1] != '-')
            buf_add_char(out, '-');
    }
}

static void field_add(struct page *page, struct buf *out, const char *name,
                      struct slice text)
{
    if (text.len == 0)
        return;
    buf_add_format(out, ",\n  %s = {", name);
    buf_add_slice(out, bibtex_escape(page->arena, text));
    buf_add_char(out, '}');
}

/* An address is taken as it is (package url); braces alone would end it. */
static void address_add(struct buf *out, struct slice address)
{
    buf_add_text(out, ",\n  url = {");
    for (size_t i = 0; i < address.len; i++)
        if (address.ptr[i] == '{' || address.ptr[i] == '}')
            buf_add_text(out, address.ptr[i] == '{' ? "%7B" : "%7D");
        else
            buf_add_char(out, address.ptr[i]);
    buf_add_char(out, '}');
}

static struct slice bibtex(struct page *page, const struct cited *cited,
                           struct slice address)
{
    const struct portal *portal = page->portal;
    struct slice id = edition_id(page);
    struct buf out = BUF_INIT;
    struct buf key = BUF_INIT;

    key_add(&key, portal->key);
    key_add(&key, SLICE("-"));
    key_add(&key, id.len > 0 ? id : SLICE("working"));
    key_add(&key, SLICE("-"));
    key_add(&key, cited->path);
    buf_add_format(&out, "@%s{%.*s", cited->is_dataset ? "dataset" : "misc",
                   SLICE_ARGS(buf_slice(&key)));
    /* Double braces: the name of a body has no first and last name. */
    buf_add_text(&out, ",\n  author = {{");
    buf_add_slice(
        &out, bibtex_escape(page->arena, page_words(page, &portal->publisher)));
    buf_add_text(&out, "}}");
    field_add(page, &out, "title", cited->title);
    if (!is_whole(page, cited))
        field_add(page, &out, "howpublished", page_words(page, &portal->name));
    buf_add_format(&out, ",\n  year = {%d}", portal->cut_off.year);
    field_add(page, &out, "edition", edition_words(page));
    address_add(&out, address);
    if (cited->digest.len > 0)
        buf_add_format(&out, ",\n  note = {SHA-256 %.*s}",
                       SLICE_ARGS(cited->digest));
    buf_add_text(&out, "\n}");
    buf_release(&key);
    return arena_take(page->arena, &out);
}

/* --- words --- */

struct slice citation_words(struct page *page, const struct cited *cited)
{
    const struct portal *portal = page->portal;

    /* The portal as a whole is not called by its name twice. */
    if (is_whole(page, cited))
        return PLAIN(
            page, N_("{publisher}: {portal}, {edition}. {address}"),
            ARG_TEXT("publisher", page_words(page, &portal->publisher)),
            ARG_TEXT("portal", cited->title),
            ARG_TEXT("edition", edition_words(page)),
            ARG_TEXT("address", address_of(page, cited->path)));
    return PLAIN(page,
                 N_("{publisher}: {title}. {portal}, {edition}. {address}"),
                 ARG_TEXT("publisher", page_words(page, &portal->publisher)),
                 ARG_TEXT("title", cited->title),
                 ARG_TEXT("portal", page_words(page, &portal->name)),
                 ARG_TEXT("edition", edition_words(page)),
                 ARG_TEXT("address", address_of(page, cited->path)));
}

void citation_view(struct page *page, const struct cited *cited)
{
    struct slice address = address_of(page, cited->path);

    view_text(page, page->view, "citation", citation_words(page, cited));
    view_text(page, page->view, "digest", cited->digest);
    view_text(page, page->view, "bibtex", bibtex(page, cited, address));
    view_link(page, page->view, "digests_link",
              link_file(page, SLICE("manifest.sha256")));
}
