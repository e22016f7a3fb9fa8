/* Addresses: keys of pages, relative links. */
#include "render/page.h"

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-';
}

/* File names have at most 255 bytes; ".<table>.csv" comes behind. */
#define NAME_MAX_LEN 200

/*
 * A longer name ends in "~-" (which no encoding gives) and the digest of the
 * code, so that names stay apart.
 */
static struct slice shortened(struct arena *arena, struct slice code,
                              struct slice name)
{
    size_t keep = NAME_MAX_LEN - 2 - DIGEST_SHORT_SIZE;
    char id[DIGEST_SHORT_SIZE];

    if (name.len <= NAME_MAX_LEN)
        return name;
    if (name.ptr[keep - 1] == '~')
        keep--;
    else if (name.ptr[keep - 2] == '~')
        keep -= 2;
    digest_short(code, id);
    return ARENA_CONCAT(arena, slice_cut(name, 0, keep), SLICE("~-"),
                        slice_of(id));
}

struct slice route_encode(struct arena *arena, struct slice code)
{
    static const char digits[] = "0123456789abcdef";
    char *out = arena_alloc(arena, code.len * 3 + 1);
    size_t len = 0;

    for (size_t i = 0; i < code.len; i++) {
        unsigned char c = (unsigned char)code.ptr[i];

        if (is_plain(code.ptr[i]) && !(c == '.' && i == 0)) {
            out[len++] = code.ptr[i];
            continue;
        }
        out[len++] = '~';
        out[len++] = digits[c >> 4];
        out[len++] = digits[c & 15];
    }
    return shortened(arena, code, (struct slice){out, len});
}

struct slice route_key(struct arena *arena, const char *folder,
                       struct slice code)
{
    struct slice name = route_encode(arena, code);

    return ARENA_CONCAT(arena, slice_of(folder), SLICE("/"), name);
}

/* How many folders deep a page lies below the root. */
static size_t depth_of(const struct page *page)
{
    struct slice key = page->route->key;
    size_t depth = page->route->kind == PAGE_CHOICE ? 0 : 1;

    depth += page->on_receipts;
    for (size_t i = 0; i < key.len; i++)
        depth += key.ptr[i] == '/';
    return depth;
}

struct slice link_file(const struct page *page, struct slice path)
{
    static const char up[] = "../../../../../../../../";
    size_t depth = depth_of(page);

    if (depth > 8)
        BUG("pages are not that deep");
    return ARENA_CONCAT(page->arena, ((struct slice){up, depth * 3}), path);
}

struct slice link_past(const struct page *page, struct slice release,
                       struct slice path)
{
    return link_file(
        page, ARENA_CONCAT(page->arena,
                           page->frozen ? SLICE("../") : SLICE("releases/"),
                           release, SLICE("/"), path));
}

struct slice link_past_page(const struct page *page, struct slice release,
                            struct slice key)
{
    struct slice language =
        past_language(page->site->options.past, release, page->language->path);

    return link_past(
        page, release,
        ARENA_CONCAT(page->arena, language, SLICE("/"), key, SLICE(".html")));
}

/* releases/<id>/ is two folders below the root. */
struct slice link_latest(const struct page *page, struct slice path)
{
    return link_file(page, ARENA_CONCAT(page->arena, SLICE("../../"), path));
}

bool route_has_receipts(const struct route *route)
{
    return route->kind != PAGE_CHOICE && route->kind != PAGE_INDEX &&
           route->kind != PAGE_SEARCH && route->kind != PAGE_NOT_FOUND;
}

struct slice link_receipts(const struct page *page)
{
    if (!route_has_receipts(page->route))
        return nothing;
    return link_file(page, ARENA_CONCAT(page->arena, page->language->path,
                                        SLICE("/receipts/"), page->route->key,
                                        SLICE(".html")));
}

struct slice link_receipt(const struct page *page, const struct figure *figure)
{
    struct slice address = link_receipts(page);

    if (address.len == 0)
        return address;
    return ARENA_CONCAT(page->arena, address, SLICE("#"), slice_of(figure->id));
}

struct slice link_page(const struct page *page, struct slice key)
{
    const struct route *route = map_get(&page->site->by_key, key);

    if (route == NULL)
        return nothing;
    return link_file(page, ARENA_CONCAT(page->arena, page->language->path,
                                        SLICE("/"), key, SLICE(".html")));
}

const struct language *link_language(const struct page *page,
                                     const struct portal *other)
{
    for (unsigned i = 0; i < other->language_count; i++)
        if (slice_equal(other->languages[i].path, page->language->path))
            return &other->languages[i];
    return &other->languages[0];
}

/* Roots stand side by side: site/hub, site/guatemala. */
struct slice link_portal(const struct page *page, struct slice portal,
                         struct slice key)
{
    for (size_t i = 0; i < page->portal->other_count; i++) {
        const struct portal *other = page->portal->others[i];

        if (slice_equal(other->key, portal) &&
            map_has(&page->site->others[i]->by_key, key))
            return link_file(
                page, ARENA_CONCAT(page->arena, SLICE("../"), portal,
                                   SLICE("/"), link_language(page, other)->path,
                                   SLICE("/"), key, SLICE(".html")));
    }
    return nothing;
}

struct slice link_entity(const struct page *page, const char *folder,
                         struct slice code)
{
    if (code.len == 0)
        return code;
    return link_page(page, route_key(page->arena, folder, code));
}

struct slice folder_of_member(struct arena *arena, enum resource_role side,
                              struct slice dimension)
{
    if (slice_equal_text(dimension, "institution"))
        return SLICE("institutions");
    if (slice_equal_text(dimension, "program"))
        return SLICE("programs");
    if (slice_equal_text(dimension, "territory"))
        return SLICE("territories");
    return ARENA_CONCAT(arena,
                        side == ROLE_REVENUE     ? SLICE("revenue/")
                        : side == ROLE_FINANCING ? SLICE("financing/")
                                                 : SLICE("budget/"),
                        dimension);
}

struct slice link_member(const struct page *page, enum resource_role side,
                         const struct dimension *dimension, struct slice code)
{
    return link_entity(
        page,
        arena_text(page->arena,
                   folder_of_member(page->arena, side, dimension->name)),
        code);
}
