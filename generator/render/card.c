#include "render/card.h"

#include "chart/card.h"

/* Pages that stand for the portal: few, whatever its size. */
static bool is_main(enum page_kind kind)
{
    static const bool kinds[PAGE_KIND_COUNT] = {
        [PAGE_HOME] = true,        [PAGE_HUB] = true,
        [PAGE_MONEY] = true,       [PAGE_PROGRAMS] = true,
        [PAGE_PLANS] = true,       [PAGE_INSTITUTIONS] = true,
        [PAGE_TERRITORIES] = true, [PAGE_INDICATORS] = true,
        [PAGE_COMMITMENTS] = true, [PAGE_ACCOUNTABILITY] = true,
        [PAGE_CHANGES] = true,     [PAGE_REPORTS] = true,
        [PAGE_DOCUMENT] = true};

    return kinds[kind];
}

static bool is_entity(enum page_kind kind)
{
    return kind == PAGE_PROGRAM || kind == PAGE_INSTITUTION ||
           kind == PAGE_TERRITORY || kind == PAGE_NODE ||
           kind == PAGE_INDICATOR || kind == PAGE_COMMITMENT;
}

bool page_has_card(const struct page *page)
{
    enum page_kind kind = page->route->kind;
    enum card_pages wanted = page->portal->cards;

    return !page->frozen && page->site->options.base_url.len > 0 &&
           ((wanted != CARDS_NONE && is_main(kind)) ||
            (wanted == CARDS_ALL && is_entity(kind)));
}

bool site_has_extras(const struct page *page)
{
    const struct portal *portal = page->portal;

    return !page->frozen &&
           (portal->has_search || (portal->cards != CARDS_NONE &&
                                   page->site->options.base_url.len > 0));
}

struct slice card_path(const struct page *page, const char *ending)
{
    return ARENA_CONCAT(page->arena, page->language->path, SLICE("/cards/"),
                        page->route->key, SLICE("."), slice_of(ending));
}

/* "Data to 30 September 2017. Release 2017-09." */
static struct slice foot(struct page *page)
{
    struct slice id = page->portal->release;
    struct slice data =
        ARENA_CONCAT(page->arena, page_text(page, N_("Data to")), SLICE(" "),
                     page_date(page, page->portal->cut_off), SLICE("."));

    if (id.len == 0)
        return data;
    return ARENA_CONCAT(page->arena, data, SLICE(" "),
                        page_text(page, N_("Release")), SLICE(" "), id,
                        SLICE("."));
}

void card_draw(struct page *page, struct buf *out)
{
    const struct headline *headline = &page->headline;
    const struct portal *portal = page->portal;
    const struct chart_card card = {
        .language = page->language,
        .arena = page->arena,
        .portal = page_words(page, &portal->name),
        .accent = portal->accent,
        .title = page->title,
        .label = headline->label,
        .figure = headline->figure,
        .unit = headline->unit,
        .status = headline->status,
        .foot = foot(page),
        .publisher = page_words(page, &portal->publisher),
        .illustrative =
            portal->is_illustrative ||
            (headline->figure != NULL && headline->figure->illustrative)};

    chart_card(out, &card);
}

/* "es_GT", as the Open Graph protocol has it. */
static struct slice locale_of(const struct page *page)
{
    struct buf out = BUF_INIT;
    struct slice tag = page->language->tag;

    for (size_t i = 0; i < tag.len; i++)
        buf_add_char(&out, (char)(tag.ptr[i] == '-' ? '_' : tag.ptr[i]));
    return arena_take(page->arena, &out);
}

static struct slice address_of(const struct page *page, struct slice path)
{
    struct slice base = page->site->options.base_url;

    if (page->frozen)
        base = ARENA_CONCAT(page->arena, base, page->site->options.frozen,
                            SLICE("/"));
    return arena_join(page->arena, base, path);
}

void card_view(struct page *page)
{
    struct value *card;
    struct slice path =
        ARENA_CONCAT(page->arena, page->language->path, SLICE("/"),
                     page->route->key, SLICE(".html"));

    if (page->site->options.base_url.len == 0 ||
        page->route->kind == PAGE_CHOICE ||
        page->route->kind == PAGE_NOT_FOUND) {
        view_null(page, page->view, "card");
        return;
    }
    card = view_object(page);
    view_link(page, card, "address", address_of(page, path));
    view_code(page, card, "locale", locale_of(page));
    view_link(page, card, "image",
              page_has_card(page) ? address_of(page, card_path(page, "png"))
                                  : nothing);
    view_set(page, page->view, "card", card);
}
