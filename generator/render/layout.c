/* The frame around every page: names, languages, navigation, footer. */
#include "render/receipts/citation.h"
#include "render/document/document.h"
#include "render/card.h"
#include "render/searched.h"

void page_title(struct page *page, struct slice title)
{
    page->title = title;
    view_text(page, page->view, "title", title);
}

void page_description(struct page *page, struct slice text)
{
    view_text(page, page->view, "description", text);
}

void page_step(struct page *page, struct slice label, struct slice key)
{
    struct value *step = view_object(page);

    view_text(page, step, "label", label);
    view_link(page, step, "link", link_page(page, key));
    view_add(page, page->breadcrumb, step);
}

static void languages(struct page *page)
{
    const struct portal *portal = page->portal;
    struct value *list = view_list(page, page->view, "languages");

    for (unsigned i = 0; i < portal->language_count; i++) {
        const struct language *language = &portal->languages[i];
        struct value *item = view_object(page);

        view_text(page, item, "name", language->name);
        view_code(page, item, "lang", language->tag);
        view_flag(page, item, "is_current", language == page->language);
        view_link(
            page, item, "link",
            link_file(page, arena_format(page->arena,
                                         SLICE_FORMAT "/" SLICE_FORMAT ".html",
                                         SLICE_ARGS(language->path),
                                         SLICE_ARGS(page->route->key))));
        view_add(page, list, item);
    }
}

struct navigation_item {
    const char *key;
    const char *label; /* msgid */
};

static const struct navigation_item navigation[] = {
    {"budget", N_("Budget")},
    {"revenue", N_("Revenue")},
    {"financing", N_("Financing")},
    {"programs", N_("Programs")},
    {"institutions", N_("Institutions")},
    {"territories", N_("Territories")},
    {"plans", N_("Plans")},
    {"plan-budget", N_("Plan and budget")},
    {"indicators", N_("Indicators")},
    {"commitments", N_("Commitments")},
    {"commitments/status/delayed", N_("What is delayed")},
    {"commitments/status/discarded", N_("What was discarded")},
    {"accountability", N_("Accountability")},
    {"registers", N_("Registers")},
    {"reports", N_("Reports")},
    {"changes", N_("What changed")},
    {"data", N_("Data")},
    {"quality", N_("Quality")},
};

/* The page itself, or a folder it lies in. */
static bool is_current(struct slice key, struct slice page)
{
    return slice_equal(key, page) ||
           (slice_starts_with(page, key) && page.len > key.len &&
            page.ptr[key.len] == '/' &&
            !slice_starts_with(page, SLICE("commitments/status/")));
}

static void navigation_add(struct page *page, struct value *list,
                           struct slice label, struct slice key)
{
    struct value *item;
    struct slice address = link_page(page, key);

    if (address.len == 0)
        return;
    item = view_object(page);
    view_text(page, item, "label", label);
    view_link(page, item, "link", address);
    view_flag(page, item, "is_current", is_current(key, page->route->key));
    view_add(page, list, item);
}

static void navigation_list(struct page *page)
{
    struct value *list = view_list(page, page->view, "navigation");

    for (size_t i = 0; i < COUNT_OF(navigation); i++)
        navigation_add(page, list, page_text(page, navigation[i].label),
                       slice_of(navigation[i].key));
}

/* The portal's own pages, for the footer. */
static void pages_list(struct page *page)
{
    const struct portal *portal = page->portal;
    struct value *list = view_list(page, page->view, "pages");

    for (size_t i = 0; i < portal->contents.count; i++) {
        const struct content *content = portal->contents.items[i];

        if (content->kind != DOCUMENT_PAGE)
            break; /* they come first */
        navigation_add(page, list, content_title(page, content),
                       route_key(page->arena, "pages", content->name));
    }
}

static void facts_of_portal(struct page *page)
{
    const struct portal *portal = page->portal;
    struct value *view = page->view;

    view_text(page, view, "portal", page_words(page, &portal->name));
    view_text(page, view, "publisher", page_words(page, &portal->publisher));
    view_text(page, view, "summary", page_words(page, &portal->summary));
    view_date(page, view, "cut_off", period_of_day(portal->cut_off));
    view_flag(page, view, "is_illustrative", portal->is_illustrative);
    view_text(page, view, "licence", portal->licence_name);
    view_link(page, view, "licence_link", portal->licence_address);
    view_text(page, view, "contact", portal->contact_name);
    view_link(page, view, "contact_link", portal->contact_address);
}

/* Which edition it is, and the way to the others. */
static void edition(struct page *page)
{
    struct value *view = page->view;
    struct slice id = edition_id(page);
    struct slice path =
        page->route->kind == PAGE_CHOICE
            ? SLICE("index.html")
            : ARENA_CONCAT(page->arena, page->language->path, SLICE("/"),
                           page->route->key, SLICE(".html"));

    view_code(page, view, "release", id.len > 0 ? id : page->portal->release);
    view_flag(page, view, "is_release", id.len > 0);
    view_flag(page, view, "is_frozen", page->frozen);
    view_link(page, view, "latest_link",
              page->frozen ? link_latest(page, path) : nothing);
    view_link(page, view, "releases_link", link_page(page, SLICE("releases")));
}

static void addresses(struct page *page)
{
    struct value *view = page->view;

    view_code(page, view, "lang", page->language->tag);
    view_flag(page, view, "is_home",
              slice_equal_text(page->route->key, "index"));
    view_link(page, view, "home_link", link_page(page, SLICE("index")));
    view_link(page, view, "style_link",
              link_file(page, SLICE("assets/site.css")));
    view_link(page, view, "accent_link",
              link_file(page, SLICE("assets/portal.css")));
    view_link(page, view, "script_link",
              link_file(page, SLICE("assets/site.js")));
    view_link(page, view, "quality_link", link_page(page, SLICE("quality")));
    view_link(page, view, "verify_link", link_page(page, SLICE("verify")));
    view_link(page, view, "index_link", link_page(page, SLICE("a-z")));
    view_link(page, view, "search_link", link_page(page, SLICE("search")));
    view_link(page, view, "search_script_link",
              page->route->kind == PAGE_SEARCH
                  ? link_file(page, SLICE("assets/search.js"))
                  : nothing);
    view_text(page, view, "found_as", page_found_as(page));
    card_view(page);
    view_link(page, view, "data_link", link_page(page, SLICE("data")));
    view_link(
        page, view, "feed_link",
        link_page(page, SLICE("reports")).len == 0
            ? nothing
            : link_file(page, arena_format(page->arena, "feed.%.*s.xml",
                                           SLICE_ARGS(page->language->path))));
    view_link(
        page, view, "json_feed_link",
        link_page(page, SLICE("reports")).len == 0
            ? nothing
            : link_file(page, arena_format(page->arena, "feed.%.*s.json",
                                           SLICE_ARGS(page->language->path))));
    view_link(page, view, "changes_link", link_page(page, SLICE("changes")));
    view_link(page, view, "receipts_link", link_receipts(page));
    view_link(page, view, "ledger_link",
              link_file(page, arena_format(page->arena,
                                           "data/figures/" SLICE_FORMAT ".csv",
                                           SLICE_ARGS(page->route->key))));
}

void page_layout(struct page *page)
{
    addresses(page);
    facts_of_portal(page);
    edition(page);
    languages(page);
    navigation_list(page);
    pages_list(page);
    page->breadcrumb = view_list(page, page->view, "breadcrumb");
}
