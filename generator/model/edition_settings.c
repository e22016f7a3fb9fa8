/*
 * What portal.yaml says of editions: the name of this one, the earlier
 * releases, the key of the signatures, the formats, search and cards.
 */
#include "base/digest.h"
#include "base/signature.h"
#include "model/internal.h"
#include "model/property.h"

#define RELEASE_ID_MAX 40

static void invalid(struct loading *loading, const struct node *node,
                    const char *expected)
{
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             node->text.len > 0 ? node->text : node->key, slice_of(expected));
}

/* It names a folder of the site. */
bool release_id_is_valid(struct slice id)
{
    if (id.len == 0 || id.len > RELEASE_ID_MAX || id.ptr[0] == '.' ||
        id.ptr[0] == '-' || slice_ends_with(id, SLICE(".zip")))
        return false;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '.' || c == '-'))
            return false;
    }
    return true;
}

static bool digest_is_valid(struct slice text)
{
    if (text.len != DIGEST_HEX_SIZE - 1)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
              (text.ptr[i] >= 'a' && text.ptr[i] <= 'f')))
            return false;
    return true;
}

static const struct release *release_named(const struct portal *portal,
                                           struct slice id)
{
    for (size_t i = 0; i < portal->releases.count; i++)
        if (slice_equal(portal->releases.items[i].id, id))
            return &portal->releases.items[i];
    return NULL;
}

static void release_read(struct loading *loading, const struct node *node)
{
    static const char *const known[] = {"id", "date", "manifest", "archive",
                                        NULL};
    struct portal *portal = loading->portal;
    struct release release = {.place = node->place};

    node_check_keys(loading->diagnostics, node, known, "a release");
    release.id = node_text(node, "id");
    release.archive = node_text(node, "archive");
    release.digest = node_text(node, "manifest");
    if (!release_id_is_valid(release.id))
        invalid(loading, node,
                "a release with an id of letters, digits, '.' and '-'");
    else if (release_named(portal, release.id) != NULL ||
             slice_equal(release.id, portal->release))
        invalid(loading, node_get(node, "id"),
                "an id that no other release has");
    else if (!date_parse(node_text(node, "date"), &release.date))
        invalid(loading, node, "a release with the date of its publication");
    else if (release.digest.len > 0 && !digest_is_valid(release.digest))
        invalid(loading, node_get(node, "manifest"),
                "a SHA-256 in 64 small hexadecimal digits");
    else
        ARENA_PUSH(loading->arena, &portal->releases, release);
}

static void releases_in_order(struct loading *loading)
{
    const struct releases *releases = &loading->portal->releases;

    for (size_t i = 1; i < releases->count; i++)
        if (date_compare(releases->items[i - 1].date, releases->items[i].date) >
            0)
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
                     releases->items[i].place, releases->items[i].id,
                     SLICE("later than the release above it: the oldest "
                           "stands first"));
}

static const char *const format_names[EXTRA_COUNT + 1] = {
    [EXTRA_XLSX] = "xlsx",
    [EXTRA_SQLITE] = "sqlite",
    [EXTRA_KITS] = "kits",
};

static void formats_read(struct loading *loading, const struct node *list)
{
    bool *formats = loading->portal->formats;

    for (int i = 0; i < EXTRA_COUNT; i++)
        formats[i] = list == NULL;
    for (const struct node *n = list != NULL ? list->first : NULL; n != NULL;
         n = n->next) {
        bool found = false;

        for (int i = 0; i < EXTRA_COUNT; i++)
            if (slice_equal_text(n->text, format_names[i]))
                formats[i] = found = true;
        if (!found)
            invalid(loading, n, "one of xlsx, sqlite, kits");
    }
}

/* What a site has beside its pages and data, made by other programs. */
static void extras_read(struct loading *loading, const struct node *root)
{
    static const char *const pages[] = {"none", "main", "all", NULL};
    struct portal *portal = loading->portal;
    int cards = CARDS_NONE;

    portal->has_search = property_flag(loading, root, "search", false);
    (void)property_choice(loading, root, "cards", pages, &cards);
    portal->cards = (enum card_pages)cards;
}

/* One line: it is printed, and pasted after `minisign -P`. */
static void key_read(struct loading *loading, const struct node *node)
{
    struct portal *portal = loading->portal;
    struct public_key key;

    if (node == NULL)
        return;
    if (node->text.len == PUBLIC_KEY_TEXT_SIZE - 1 &&
        public_key_read(node->text, &key) == KEY_READ) {
        portal->public_key = node->text;
        portal->public_key_place = node->place;
        return;
    }
    invalid(loading, node,
            "a public key of minisign: the second line of the file that "
            "minisign -G writes, RW…");
}

void edition_settings_read(struct loading *loading, const struct node *root)
{
    static const char *const signature[] = {"public_key", NULL};
    struct portal *portal = loading->portal;
    const struct node *list =
        property_of_kind(loading, root, "releases", NODE_LIST);
    const struct node *map =
        property_of_kind(loading, root, "signature", NODE_MAP);

    portal->release = property_text(loading, root, "release");
    if (portal->release.len > 0 && !release_id_is_valid(portal->release))
        invalid(loading, node_get(root, "release"),
                "an id of letters, digits, '.' and '-'");
    for (const struct node *n = list != NULL ? list->first : NULL; n != NULL;
         n = n->next)
        release_read(loading, n);
    releases_in_order(loading);
    node_check_keys(loading->diagnostics, map, signature, "signature");
    key_read(loading, node_get(map, "public_key"));
    formats_read(loading,
                 property_of_kind(loading, root, "formats", NODE_LIST));
    extras_read(loading, root);
}
