/* All programs, institutions, plans, promises … by name, from A to Z. */
#include "render/index.h"

#include "render/describe.h"
#include "render/document/document.h"
#include "render/initial.h"
#include "render/page/kinds.h"

/* --- what is in it --- */

/* What stands beside a name; null for pages that are not in the index. */
static const char *kind_word(enum page_kind kind)
{
    static const char *const words[PAGE_KIND_COUNT] = {
        [PAGE_PROGRAM] = N_("Program"),
        [PAGE_INSTITUTION] = N_("Institution"),
        [PAGE_TERRITORY] = N_("Territory"),
        [PAGE_INDICATOR] = N_("Indicator"),
        [PAGE_COMMITMENT] = N_("Commitment"),
        [PAGE_NODE] = N_("Plan"),
        [PAGE_REGISTER] = N_("Register"),
        [PAGE_DOCUMENT] = N_("Document"),
    };

    return words[kind];
}

static struct slice code_of(const struct route *route)
{
    if (route->row != NULL)
        return row_text(route->table, route->row, "code");
    return route->member != NULL ? route->member->code : nothing;
}

static struct slice name_of(const struct page *page, const struct route *route)
{
    struct slice name;

    if (route->kind == PAGE_REGISTER)
        return describe_table(page, route->table);
    if (route->kind == PAGE_DOCUMENT)
        return content_title(page, route->content);
    if (route->row == NULL)
        return page_member_label(page, route->member);
    name = row_words(route->table, route->row, "label", page->language);
    return name.len > 0 ? name : code_of(route);
}

/* --- its pages --- */

static void letters_add(const struct site *site, struct page *page,
                        struct map *seen)
{
    struct collator *order = collator_open(page->language->tag);
    struct buf letter = BUF_INIT;

    for (size_t i = 0; i < site->routes.count; i++) {
        const struct route *route = &site->routes.items[i];
        struct slice text;

        if (kind_word(route->kind) == NULL)
            continue;
        buf_reset(&letter);
        initial_add(&letter, order, name_of(page, route));
        if (map_has(seen, buf_slice(&letter)))
            continue;
        text = arena_copy(seen->arena, buf_slice(&letter));
        (void)map_put(seen, text, NULL);
    }
    buf_release(&letter);
    collator_close(order);
}

static int by_bytes(const void *a, const void *b)
{
    const struct slice *left = a;
    const struct slice *right = b;

    return slice_compare(*left, *right);
}

bool index_letters(const struct site *site, struct names *letters)
{
    struct page page = {
        .site = site, .portal = site->portal, .arena = site->arena};
    struct map seen;
    size_t count = 0;

    *letters = (struct names){0};
    for (size_t i = 0; i < site->routes.count; i++)
        count += kind_word(site->routes.items[i].kind) != NULL;
    if (count <= INDEX_PAGE_MAX)
        return count > 0;
    map_init(&seen, site->arena);
    for (unsigned i = 0; i < site->portal->language_count; i++) {
        page.language = &site->portal->languages[i];
        letters_add(site, &page, &seen);
    }
    for (size_t i = 0; i < seen.count; i++)
        ARENA_PUSH(site->arena, letters, seen.entries[i].key);
    qsort(letters->items, letters->count, sizeof(*letters->items), by_bytes);
    return true;
}

/* --- one page --- */

struct indexed {
    const struct route *route;
    struct slice name;
    struct slice letter;
    struct slice key;
};

struct listing {
    struct page *page;
    struct collator *order;
    struct indexed *items;
    size_t count, capacity;
};

static void route_take(struct listing *listing, const struct route *route)
{
    struct page *page = listing->page;
    struct indexed item = {.route = route, .name = name_of(page, route)};
    struct slice wanted = page->route->status;
    struct buf letter = BUF_INIT;

    initial_add(&letter, listing->order, item.name);
    if (wanted.len == 0 || slice_equal(buf_slice(&letter), wanted)) {
        item.letter = arena_copy(page->arena, buf_slice(&letter));
        item.key = collator_key(
            listing->order, page->arena,
            ARENA_CONCAT(page->arena, item.letter, SLICE("\n"), item.name));
        ARENA_PUSH(page->arena, listing, item);
    }
    buf_release(&letter);
}

static int by_key(const void *a, const void *b)
{
    const struct indexed *left = a;
    const struct indexed *right = b;
    int order = slice_compare(left->key, right->key);

    return order != 0 ? order
                      : slice_compare(left->route->key, right->route->key);
}

static void listing_sort(struct listing *listing)
{
    if (listing->count > 1)
        qsort(listing->items, listing->count, sizeof(*listing->items), by_key);
}

static void listing_make(struct listing *listing)
{
    struct page *page = listing->page;

    listing->order = collator_open(page->language->tag);
    for (size_t i = 0; i < page->site->routes.count; i++)
        if (kind_word(page->site->routes.items[i].kind) != NULL)
            route_take(listing, &page->site->routes.items[i]);
    collator_close(listing->order);
    listing_sort(listing);
}

static bool begins_group(const struct listing *listing, size_t i)
{
    return i == 0 ||
           !slice_equal(listing->items[i].letter, listing->items[i - 1].letter);
}

static struct slice letter_printed(struct page *page, struct slice letter)
{
    struct buf out = BUF_INIT;

    initial_print(&out, letter);
    return arena_take(page->arena, &out);
}

static struct slice letter_id(struct page *page, struct slice letter)
{
    return arena_join(page->arena, SLICE("letter-"),
                      route_encode(page->arena, letter));
}

static void entry_add(struct page *page, struct value *entries,
                      const struct indexed *item)
{
    struct value *entry = view_object(page);

    view_text(page, entry, "name", item->name);
    view_link(page, entry, "link", link_page(page, item->route->key));
    view_text(page, entry, "kind",
              page_text(page, kind_word(item->route->kind)));
    view_code(page, entry, "code", code_of(item->route));
    view_add(page, entries, entry);
}

static void groups_list(struct listing *listing, struct value *groups)
{
    struct page *page = listing->page;
    struct value *entries = NULL;

    for (size_t i = 0; i < listing->count; i++) {
        const struct indexed *item = &listing->items[i];

        if (begins_group(listing, i)) {
            struct value *group = view_object(page);

            view_text(page, group, "letter",
                      letter_printed(page, item->letter));
            view_code(page, group, "id", letter_id(page, item->letter));
            entries = view_list(page, group, "entries");
            view_add(page, groups, group);
        }
        entry_add(page, entries, item);
    }
}

/* --- links to the letters --- */

static void letter_add(struct page *page, struct value *list,
                       struct slice letter, struct slice address,
                       bool is_current)
{
    struct value *item = view_object(page);

    view_text(page, item, "letter", letter_printed(page, letter));
    view_link(page, item, "link", address);
    view_flag(page, item, "is_current", is_current);
    view_add(page, list, item);
}

/* The letters of this page, where it is the only one. */
static void sections_link(struct listing *listing, struct value *list)
{
    for (size_t i = 0; i < listing->count; i++)
        if (begins_group(listing, i))
            letter_add(
                listing->page, list, listing->items[i].letter,
                arena_join(listing->page->arena, SLICE("#"),
                           letter_id(listing->page, listing->items[i].letter)),
                false);
}

/* The pages of letters, in the order of the page's language. */
static void pages_link(struct page *page, struct value *list)
{
    struct listing listing = {.page = page,
                              .order = collator_open(page->language->tag)};

    for (size_t i = 0; i < page->site->routes.count; i++) {
        const struct route *route = &page->site->routes.items[i];
        struct indexed item = {.route = route, .letter = route->status};

        if (route->kind != PAGE_INDEX || route->status.len == 0)
            continue;
        item.key = collator_key(listing.order, page->arena, route->status);
        ARENA_PUSH(page->arena, &listing, item);
    }
    collator_close(listing.order);
    listing_sort(&listing);
    for (size_t i = 0; i < listing.count; i++)
        letter_add(page, list, listing.items[i].letter,
                   link_page(page, listing.items[i].route->key),
                   listing.items[i].route == page->route);
}

/* --- the page --- */

static void head(struct page *page)
{
    struct slice letter = page->route->status;
    struct slice title = page_text(page, N_("From A to Z"));

    page_step(page, title, SLICE("a-z"));
    if (letter.len > 0) {
        letter = letter_printed(page, letter);
        page_step(page, letter, page->route->key);
        title = ARENA_CONCAT(page->arena, title, SLICE(": "), letter);
    }
    page_title(page, title);
    page_description(
        page, page_text(page, N_("Every program, institution, territory, "
                                 "indicator, commitment, plan, register and "
                                 "document of this portal by name.")));
}

void page_index(struct page *page)
{
    struct value *letters = view_list(page, page->view, "letters");
    struct value *groups = view_list(page, page->view, "groups");
    bool is_split = page->site->index_is_split;
    struct listing listing = {.page = page};

    head(page);
    if (!is_split || page->route->status.len > 0)
        listing_make(&listing);
    if (is_split)
        pages_link(page, letters);
    else
        sections_link(&listing, letters);
    groups_list(&listing, groups);
    view_flag(page, page->view, "is_empty",
              page->route->status.len > 0 && listing.count == 0);
}
