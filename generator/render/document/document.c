/* Texts of content/: Markdown with figures, charts and links to pages. */
#include "render/document/document.h"

#include <stdlib.h>

#include "figure/address.h"
#include "render/document/document_chart.h"
#include "render/document/document_path.h"
#include "render/document/document_split.h"
#include "render/document/document_table.h"
#include "render/document/published.h"

/* What writing the links of one document carries along. */
struct rendering {
    struct page *page;
    const struct document_split *split; /* of the text, or null */
    unsigned shown;                     /* the language it is in */
    struct diagnostics *scratch;        /* for what check has reported */
    bool quiet; /* another page or language reports the same */
    unsigned charts;
    struct map titles; /* of charts and tables shown -> how often */
};

/* --- which text --- */

/*
 * The text in the page's language, else the first there is; `*shown` is the
 * index of the language it is in. Null when there is none.
 */
static const struct document *content_text(const struct page *page,
                                           const struct content *content,
                                           unsigned *shown)
{
    unsigned count = page->portal->language_count;

    *shown = page->language->index;
    if (content->texts[*shown] != NULL)
        return content->texts[*shown];
    for (*shown = 0; *shown < count; ++*shown)
        if (content->texts[*shown] != NULL)
            return content->texts[*shown];
    *shown = page->language->index;
    return NULL;
}

unsigned content_language(const struct page *page,
                          const struct content *content)
{
    unsigned shown;

    (void)content_text(page, content, &shown);
    return shown;
}

static struct slice front_text(const struct page *page,
                               const struct content *content, const char *name)
{
    unsigned shown;
    const struct document *document = content_text(page, content, &shown);

    if (document == NULL)
        return nothing;
    return node_text(document->front, name);
}

struct slice content_title(const struct page *page,
                           const struct content *content)
{
    struct slice title = front_text(page, content, "title");

    return title.len > 0 ? title : content->name;
}

struct slice content_summary(const struct page *page,
                             const struct content *content)
{
    struct slice text = front_text(page, content, "description");

    return text.len > 0 ? text : front_text(page, content, "summary");
}

static int compare_reports(const void *left, const void *right)
{
    const struct content *const *a = left;
    const struct content *const *b = right;
    int order = date_compare((*b)->date, (*a)->date);

    return order != 0 ? order : slice_compare((*a)->name, (*b)->name);
}

const struct content **content_reports(struct page *page, size_t *count)
{
    const struct portal *portal = page->portal;
    const struct content **reports = ARENA_ARRAY(
        page->arena, portal->contents.count + 1, const struct content *);

    *count = 0;
    for (size_t i = 0; i < portal->contents.count; i++)
        if (portal->contents.items[i]->kind == DOCUMENT_REPORT)
            reports[(*count)++] = portal->contents.items[i];
    if (*count > 1)
        qsort(reports, *count, sizeof *reports, compare_reports);
    return reports;
}

struct slice content_author(const struct page *page,
                            const struct content *content)
{
    return front_text(page, content, "author");
}

/* --- links --- */

static struct slice after(struct slice address, const char *scheme)
{
    return slice_cut(address, slice_of(scheme).len, address.len);
}

static bool has_scheme(struct slice address, const char *scheme)
{
    return slice_starts_with(address, slice_of(scheme));
}

/* The written number stands; the figure says what it is. */
static void write_figure(struct rendering *r, const struct markdown_link *link,
                         struct buf *out)
{
    struct figures *figures = &r->page->figures;
    struct diagnostics *diagnostics = figures->diagnostics;
    const struct figure *figure;
    struct buf exact = BUF_INIT;
    struct markup m;

    figures->diagnostics = r->scratch;
    figure = figure_of_address(figures, link->address);
    figures->diagnostics = diagnostics;
    if (figure == NULL) {
        buf_add_slice(out, link->content);
        return;
    }
    figure_print_exact(&exact, figure);
    markup_init(&m, out, MARKUP_HTML);
    markup_open(&m, "data");
    markup_attribute_text(&m, "data-figure", figure->id);
    markup_attribute(&m, "value", buf_slice(&exact));
    markup_raw(&m, link->content);
    markup_close(&m);
    markup_finish(&m);
    buf_release(&exact);
}

static void write_anchor(const struct markdown_link *link, struct slice address,
                         struct buf *out)
{
    struct markup m;

    markup_init(&m, out, MARKUP_HTML);
    markup_open(&m, "a");
    markup_attribute(&m, "href", address);
    markup_raw(&m, link->content);
    markup_close(&m);
    markup_finish(&m);
}

/* The name of a page that may have been meant, here or in another portal. */
static struct slice nearest_page(const struct page *page, struct slice portal,
                                 struct slice key)
{
    if (portal.len == 0)
        return map_nearest_name(&page->site->by_key, key);
    for (size_t i = 0; i < page->portal->other_count; i++)
        if (slice_equal(page->portal->others[i]->key, portal))
            return map_nearest_name(&page->site->others[i]->by_key, key);
    return SLICE("none");
}

/* Notes, charts and tables of a text have ids too. */
static bool is_made_id(struct slice id)
{
    return slice_starts_with(id, SLICE("fn-")) ||
           slice_starts_with(id, SLICE("fnref-")) ||
           slice_starts_with(id, SLICE("text-"));
}

/* Has the text that a link leads to this heading? It is found where not. */
static bool has_anchor(const struct rendering *r, struct place place,
                       const struct content *content, struct slice id)
{
    struct page *page = r->page;
    const struct document *document =
        content->texts[content_language(page, content)];
    struct markdown_result headings;
    struct map ids;

    if (page->site->is_probe || document == NULL || is_made_id(id))
        return true;
    map_init(&ids, page->arena);
    markdown_headings(page->arena, document, &headings);
    for (size_t i = 0; i < headings.heading_count; i++)
        (void)map_put(&ids, headings.headings[i].id, page);
    if (map_has(&ids, id))
        return true;
    if (!r->quiet)
        diag_add(page->portal->diagnostics, DIAG_ANCHOR_UNKNOWN, place, id,
                 map_nearest_name(&ids, id));
    return false;
}

/* Of a document that is several pages: the address of an anchor, on the page
 * that has it. */
static struct slice split_anchor(const struct rendering *r,
                                 const struct route *route, struct slice whole,
                                 struct slice anchor)
{
    const struct page *page = r->page;
    size_t section;

    if (!split_find(route->split, content_language(page, route->content),
                    anchor, &section) &&
        r->quiet)
        return whole; /* the id is of another language's heading */
    if (section > 0)
        whole = link_page(page, route->split->keys[section - 1]);
    return ARENA_CONCAT(page->arena, whole, SLICE("#"), anchor);
}

/* `address` is that of the page itself, which is that of `key`. */
static struct slice with_anchor(const struct rendering *r, struct place place,
                                struct slice key, struct slice address,
                                struct slice anchor)
{
    const struct route *route = map_get(&r->page->site->by_key, key);

    if (anchor.len == 0)
        return address;
    if (route != NULL && route->kind == PAGE_DOCUMENT) {
        anchor = heading_meant(r->page->arena, anchor);
        if (!has_anchor(r, place, route->content, anchor))
            return address;
        if (route->split != NULL)
            return split_anchor(r, route, address, anchor);
    }
    return ARENA_CONCAT(r->page->arena, address, SLICE("#"), anchor);
}

/* "page:programs/11#money", or of a hub "portal:chile/commitments". */
static void write_page_link(struct rendering *r,
                            const struct markdown_link *link, struct buf *out)
{
    struct page *page = r->page;
    bool is_far = has_scheme(link->address, "portal:");
    struct slice anchor = after(link->address, is_far ? "portal:" : "page:");
    struct slice portal = is_far ? slice_next(&anchor, '/') : nothing;
    struct slice key = slice_next(&anchor, '#');
    struct slice address =
        is_far ? link_portal(page, portal, key) : link_page(page, key);

    if (address.len == 0) {
        if (!r->quiet)
            diag_add(page->portal->diagnostics, DIAG_PAGE_LINK_UNKNOWN,
                     link->place,
                     is_far ? after(link->address, "portal:") : key,
                     nearest_page(page, portal, key));
        buf_add_slice(out, link->content);
        return;
    }
    if (is_far && anchor.len > 0)
        address = ARENA_CONCAT(page->arena, address, SLICE("#"), anchor);
    else
        address = with_anchor(r, link->place, key, address, anchor);
    write_anchor(link, address, out);
}

/* Two of one name are told apart: "Contracts", "Contracts (2)". */
static struct slice own_title(struct rendering *r, struct slice title)
{
    struct arena *arena = r->page->arena;
    unsigned *count = map_get(&r->titles, title);

    if (count == NULL) {
        count = ARENA_NEW(arena, unsigned);
        (void)map_put(&r->titles, title, count);
    }
    return ++*count == 1 ? title
                         : arena_format(arena, SLICE_FORMAT " (%u)",
                                        SLICE_ARGS(title), *count);
}

static void write_chart(struct rendering *r, const struct markdown_link *link,
                        struct buf *out)
{
    struct page *page = r->page;
    struct document_chart asked = {
        .address = after(link->address, "chart:"),
        .title = own_title(r, link->text),
        .place = link->place,
        .key = arena_format(page->arena, "text-%u", ++r->charts).ptr};

    if (!document_chart_write(page, &asked, r->quiet, out))
        markup_escape_text(out, link->text);
}

/* "table:contracts", "table:contracts/date,value". */
static void write_table(struct rendering *r, const struct markdown_link *link,
                        struct buf *out)
{
    struct page *page = r->page;
    struct document_table asked = {
        .address = after(link->address, "table:"),
        .title = own_title(r, link->text),
        .place = link->place,
        .key = arena_format(page->arena, "text-%u", ++r->charts).ptr};

    if (!document_table_write(page, &asked, r->quiet, out))
        markup_escape_text(out, link->text);
}

static void write_image(struct rendering *r, const struct markdown_link *link,
                        struct slice path, struct buf *out)
{
    struct markup m;

    markup_init(&m, out, MARKUP_HTML);
    markup_open(&m, "img");
    markup_attribute(&m, "src", link_file(r->page, path));
    markup_attribute(&m, "alt", link->text);
    markup_finish(&m);
}

/* Addresses without a scheme are files of the portal, from its root. */
static bool is_file(struct slice address)
{
    size_t colon = slice_find(address, ':');

    return address.len > 0 && address.ptr[0] != '#' && address.ptr[0] != '/' &&
           (colon == address.len || slice_find(address, '/') < colon);
}

/* To another document, which is a page. */
static void write_document_link(struct rendering *r,
                                const struct markdown_link *link,
                                struct slice key, struct slice anchor,
                                struct buf *out)
{
    write_anchor(
        link, with_anchor(r, link->place, key, link_page(r->page, key), anchor),
        out);
}

/* Will the root have this file? Pages are linked by page:, not as files. */
static void check_file(struct page *page, const struct markdown_link *link,
                       struct slice address)
{
    struct slice nearest;

    if (!file_is_published(page, slice_next(&address, '#'), &nearest))
        diag_add(page->portal->diagnostics, DIAG_FILE_LINK_BROKEN, link->place,
                 link->address, nearest);
}

static void write_file_link(struct rendering *r,
                            const struct markdown_link *link, struct buf *out)
{
    struct slice anchor = link->address;
    struct slice path = text_decoded(r->page->arena, slice_next(&anchor, '#'));
    struct document_target target = document_target(r->page, link->place, path);
    struct slice address = target.file.len > 0 ? target.file : link->address;

    if (target.key.len > 0 && link->kind == MARKDOWN_LINK &&
        link_page(r->page, target.key).len > 0) {
        write_document_link(r, link, target.key, anchor, out);
        return;
    }
    if (!r->quiet)
        check_file(r->page, link, address);
    if (link->kind == MARKDOWN_IMAGE)
        write_image(r, link, address, out);
    else if (r->page->frozen && slice_starts_with(path, SLICE("releases/")))
        buf_add_slice(out,
                      link->content); /* it lies beside others, not above */
    else
        write_anchor(link, link_file(r->page, address), out);
}

/* "/documents/x.pdf" of the site that the text was written for (W537). */
static void write_outside(const struct markdown_link *link, struct buf *out)
{
    if (link->kind == MARKDOWN_IMAGE)
        markup_escape_text(out, link->text);
    else
        buf_add_slice(out, link->content);
}

/* "#summary": of a text that is several pages, maybe on another of them. */
static bool write_own_anchor(struct rendering *r,
                             const struct markdown_link *link, struct buf *out)
{
    const struct page *page = r->page;
    struct slice written = slice_cut(link->address, 1, link->address.len);
    struct slice id = heading_meant(page->arena, written);
    size_t section;
    struct slice key;

    if (written.len == 0)
        return false; /* the top of the page */
    if ((page->route->kind == PAGE_DOCUMENT ||
         page->route->kind == PAGE_SECTION) &&
        !has_anchor(r, link->place, page->route->content, id)) {
        buf_add_slice(out, link->content);
        return true;
    }
    if (r->split == NULL || !split_find(r->split, r->shown, id, &section) ||
        section == page->route->section) {
        write_anchor(link, ARENA_CONCAT(page->arena, SLICE("#"), id), out);
        return true;
    }
    key = section > 0 ? r->split->keys[section - 1] : r->split->whole;
    write_anchor(
        link, ARENA_CONCAT(page->arena, link_page(page, key), SLICE("#"), id),
        out);
    return true;
}

static bool write_link(void *context, const struct markdown_link *link,
                       struct buf *out)
{
    struct rendering *r = context;

    if (address_is_figure(link->address))
        write_figure(r, link, out);
    else if (has_scheme(link->address, "page:") ||
             has_scheme(link->address, "portal:"))
        write_page_link(r, link, out);
    else if (has_scheme(link->address, "table:"))
        write_table(r, link, out);
    else if (has_scheme(link->address, "chart:"))
        write_chart(r, link, out);
    else if (slice_starts_with(link->address, SLICE("#")))
        return write_own_anchor(r, link, out);
    else if (slice_starts_with(link->address, SLICE("/")))
        write_outside(link, out);
    else if (!is_file(link->address))
        return false;
    else
        write_file_link(r, link, out);
    return true;
}

/* --- the whole text --- */

static void set_fallback(struct page *page, struct value *view, unsigned shown)
{
    struct slice note = {NULL, 0};

    if (shown != page->language->index)
        note = PLAIN(page,
                     N_("This text is not available in {language}. It is shown "
                        "in {shown}."),
                     ARG_TEXT("language", page->language->name),
                     ARG_TEXT("shown", page->portal->languages[shown].name));
    view_text(page, view, "fallback", note);
}

/* A text in another language than the page says so to those who listen. */
static void write_body(struct rendering *r, const struct document *document,
                       const struct language *language, struct buf *out,
                       struct markdown_result *result)
{
    const struct markdown_part whole = {
        .first = 1, .end = UINT32_MAX, .is_last = true, .has_anchors = true};
    const struct markdown_part part =
        r->split == NULL
            ? whole
            : split_part(r->split, r->shown, r->page->route->section);
    struct buf body = BUF_INIT;
    struct markup m;

    markdown_render_part(r->page->arena, r->scratch, document, &part,
                         write_link, r, &body, result);
    if (language == r->page->language) {
        buf_add_slice(out, buf_slice(&body));
    } else {
        markup_init(&m, out, MARKUP_HTML);
        markup_open(&m, "div");
        markup_attribute(&m, "lang", language->tag);
        markup_raw(&m, buf_slice(&body));
        markup_close(&m);
        markup_finish(&m);
    }
    buf_release(&body);
}

struct slice document_render(struct page *page, const struct content *content,
                             struct value *view,
                             struct markdown_result *headings)
{
    unsigned shown;
    const struct document *document = content_text(page, content, &shown);
    struct diagnostics scratch;
    struct rendering r = {.page = page, .scratch = &scratch};
    struct buf out = BUF_INIT;

    *headings = (struct markdown_result){NULL, 0, 0};
    set_fallback(page, view, shown);
    if (document == NULL)
        return nothing;
    r.shown = shown;
    map_init(&r.titles, page->arena);
    if (content == page->route->content)
        r.split = page->route->split;
    r.quiet = shown != page->language->index || page->frozen;
    diagnostics_init(&scratch);
    write_body(&r, document, &page->portal->languages[shown], &out, headings);
    diagnostics_release(&scratch);
    return arena_take(page->arena, &out);
}

struct slice document_markup(struct page *page, const struct content *content,
                             struct value *view)
{
    struct markdown_result headings;

    return document_render(page, content, view, &headings);
}

/* What it is called and says in short, above the text itself. */
static void text_head(struct page *page, const struct content *content)
{
    unsigned shown = content_language(page, content);

    view_text(page, page->view, "text_title",
              front_text(page, content, "title"));
    view_text(page, page->view, "text_summary", content_summary(page, content));
    view_text(page, page->view, "text_language",
              page->portal->languages[shown].tag);
}

void document_body(struct page *page)
{
    static const char *const names[] = {"body", "fallback", "text_title",
                                        "text_summary", "text_language"};
    const struct content *content = page->route->content;

    for (size_t i = 0; content == NULL && i < COUNT_OF(names); i++)
        view_null(page, page->view, names[i]);
    if (content == NULL)
        return;
    text_head(page, content);
    view_markup(page, page->view, "body",
                document_markup(page, content, page->view));
}
