#include "publish/history/history.h"

#include "base/digest.h"
#include "publish/history/past.h"

#define MANIFEST "manifest.sha256"
#define RELEASE_FILE "release.json"

static const struct place nowhere = {0, 0, 0};

/* What --previous names, while it is taken in. */
struct taking {
    struct history *history;
    const char *path; /* as given */
    unsigned threads;
    bool is_broken;
    size_t found;
};

static void refuse(struct taking *taking, enum diag_id id, struct place place,
                   struct slice first, struct slice second, struct slice third)
{
    taking->is_broken = true;
    diag_add(taking->history->portal->diagnostics, id, place, first, second,
             third);
}

static const struct release *declared_find(const struct portal *portal,
                                           struct slice id, size_t *at)
{
    for (size_t i = 0; i < portal->releases.count; i++)
        if (slice_equal(portal->releases.items[i].id, id)) {
            *at = i;
            return &portal->releases.items[i];
        }
    return NULL;
}

static void manifest_digest(const struct edition *edition,
                            char out[DIGEST_HEX_SIZE])
{
    uint8_t digest[DIGEST_SIZE];

    digest_bytes(edition->manifest, digest);
    digest_hex(digest, out);
}

static bool release_is_sound(struct taking *taking,
                             const struct release *declared,
                             const struct edition *edition)
{
    struct buf fault = BUF_INIT;
    char hex[DIGEST_HEX_SIZE];
    bool sound = true;

    manifest_digest(edition, hex);
    if (declared->digest.len > 0 && !slice_equal_text(declared->digest, hex)) {
        diag_add(taking->history->portal->diagnostics, DIAG_RELEASE_DIGEST,
                 declared->place, declared->id, slice_of(taking->path),
                 slice_of(hex));
        sound = false;
    } else if (!edition_verify(edition, taking->threads, &fault) ||
               !edition_is_sealed(edition, &fault)) {
        refuse(taking, DIAG_RELEASE_UNVERIFIED, declared->place, declared->id,
               slice_of(taking->path), buf_slice(&fault));
        sound = false;
    }
    taking->is_broken |= !sound;
    buf_release(&fault);
    return sound;
}

/* Takes the edition over, or releases it. */
static void release_take(struct taking *taking, struct edition *edition,
                         const char *archive)
{
    struct history *history = taking->history;
    size_t at = 0;
    const struct release *declared =
        declared_find(history->portal, edition->release, &at);
    struct history_release *slot = &history->releases[at];

    taking->found++;
    if (declared == NULL) {
        refuse(taking, DIAG_RELEASE_UNDECLARED, nowhere, slice_of(taking->path),
               edition->release, SLICE(""));
    } else if (slot->declared != NULL &&
               !slice_equal(slot->edition.manifest, edition->manifest)) {
        refuse(taking, DIAG_RELEASE_TWICE, declared->place, declared->id,
               slice_of(slot->edition.path), slice_of(taking->path));
    } else if (slot->declared == NULL &&
               release_is_sound(taking, declared, edition)) {
        slot->declared = declared;
        slot->edition = *edition;
        slot->archive = archive;
        return;
    }
    edition_release(edition);
}

static bool opened(struct taking *taking, struct edition *edition,
                   const char *release)
{
    struct buf fault = BUF_INIT;
    bool done = edition_open(edition, taking->path, release, &fault);

    if (!done) {
        refuse(taking, DIAG_EDITION_UNREADABLE, nowhere, slice_of(taking->path),
               buf_slice(&fault), SLICE(""));
        edition_release(edition);
    }
    buf_release(&fault);
    return done;
}

/* What lies beside the releases of a root, and is theirs: listed there alone.
 */
static bool beside_holds(struct taking *taking, const struct edition *whole,
                         struct slice id, const char *form)
{
    const struct release *declared;
    struct arena arena;
    struct slice path;
    size_t at;
    bool holds;

    arena_init(&arena);
    path = ARENA_CONCAT(&arena, SLICE("releases/"), id, slice_of(form));
    holds = edition_file_holds(whole, path);
    declared = declared_find(taking->history->portal, id, &at);
    if (!holds)
        refuse(taking, DIAG_RELEASE_UNVERIFIED,
               declared != NULL ? declared->place : nowhere, id,
               slice_of(taking->path),
               arena_format(&arena,
                            SLICE_FORMAT
                            " is not what the root's manifest.sha256 says",
                            SLICE_ARGS(path)));
    arena_release(&arena);
    return holds;
}

/* releases/<id>.zip of a root that lies in a folder. */
static const char *archive_beside(struct taking *taking,
                                  const struct edition *whole, struct slice id)
{
    struct arena *arena = &taking->history->arena;
    struct slice path =
        arena_format(arena, "releases/" SLICE_FORMAT ".zip", SLICE_ARGS(id));

    return whole->folder != NULL && map_has(&whole->digests, path)
               ? path_join(arena, slice_of(whole->folder), path).ptr
               : NULL;
}

/* One of the releases of a root. */
static void release_below(struct taking *taking, struct edition *whole,
                          struct slice id)
{
    struct edition one;

    if (beside_holds(taking, whole, id, "/" MANIFEST) &&
        beside_holds(taking, whole, id, "/" MANIFEST ".minisig") &&
        beside_holds(taking, whole, id, ".zip") &&
        opened(taking, &one, arena_text(&whole->arena, id)))
        release_take(taking, &one, archive_beside(taking, whole, id));
}

static void path_take(struct taking *taking)
{
    struct edition whole;
    struct names ids = {NULL, 0, 0};

    if (!opened(taking, &whole, NULL))
        return;
    edition_releases(&whole, &ids);
    for (size_t i = 0; i < ids.count; i++)
        release_below(taking, &whole, ids.items[i]);
    if (map_has(&whole.digests, SLICE(RELEASE_FILE)))
        release_take(taking, &whole,
                     whole.archive != NULL ? taking->path : NULL);
    else
        edition_release(&whole);
    if (taking->found == 0 && !taking->is_broken)
        refuse(taking, DIAG_RELEASE_NONE, nowhere, slice_of(taking->path),
               SLICE(""), SLICE(""));
}

/* Everything that is declared must have been given. */
static bool all_are_there(struct history *history)
{
    const struct releases *declared = &history->portal->releases;
    bool whole = true;

    for (size_t i = 0; i < declared->count; i++) {
        const struct release *release = &declared->items[i];

        if (history->releases[i].declared != NULL)
            continue;
        diag_add(history->portal->diagnostics, DIAG_RELEASE_MISSING,
                 release->place, release->id,
                 release->archive.len > 0 ? release->archive : SLICE("PATH"));
        whole = false;
    }
    return whole;
}

/* --- what pages may know of it --- */

/* Every language has a page for what is not found. */
static void languages_tell(struct history *history,
                           const struct edition *edition,
                           struct past_release *release)
{
    for (size_t i = 0; i < edition->digests.count; i++) {
        struct slice path = edition->digests.entries[i].key;
        struct slice folder = slice_next(&path, '/');

        if (slice_equal_text(path, "404.html") &&
            !slice_equal_text(folder, "assets"))
            ARENA_PUSH(&history->arena, &release->languages, folder);
    }
}

static void releases_tell(struct history *history)
{
    for (size_t i = 0; i < history->count; i++) {
        const struct history_release *from = &history->releases[i];
        struct past_release release = {.id = from->declared->id,
                                       .date = from->declared->date,
                                       .cut_off = from->edition.cut_off,
                                       .archive = from->declared->archive};

        manifest_digest(&from->edition, release.manifest);
        languages_tell(history, &from->edition, &release);
        ARENA_PUSH(&history->arena, &history->past.releases, release);
    }
}

static bool is_language(const struct past_release *release, struct slice folder)
{
    for (size_t i = 0; i < release->languages.count; i++)
        if (slice_equal(release->languages.items[i], folder))
            return true;
    return false;
}

/* "es/programs/0112.html" -> "programs/0112"; empty where it is no page. */
static struct slice page_key(const struct past_release *release,
                             struct slice path)
{
    struct slice rest = path;
    struct slice folder = slice_next(&rest, '/');

    if (!is_language(release, folder) ||
        !slice_ends_with(rest, SLICE(".html")) ||
        slice_starts_with(rest, SLICE("receipts/")))
        return (struct slice){NULL, 0};
    return slice_cut(rest, 0, rest.len - SLICE(".html").len);
}

static int compare_pages(const void *left, const void *right)
{
    return slice_compare(((const struct past_page *)left)->key,
                         ((const struct past_page *)right)->key);
}

static void pages_tell(struct history *history)
{
    const struct edition *latest = history_latest(history);
    struct map known;

    if (latest == NULL)
        return;
    map_init(&known, &history->arena);
    for (size_t i = 0; i < latest->digests.count; i++) {
        struct past_page page = {.key =
                                     page_key(past_latest(&history->past),
                                              latest->digests.entries[i].key),
                                 .release = latest->release};

        if (page.key.len > 0 && map_put(&known, page.key, history) == NULL)
            ARENA_PUSH(&history->arena, &history->past.pages, page);
    }
    if (history->past.pages.count > 1)
        qsort(history->past.pages.items, history->past.pages.count,
              sizeof(*history->past.pages.items), compare_pages);
}

static bool figures_tell(struct history *history)
{
    struct edition **editions =
        ARENA_ARRAY(&history->arena, history->count + 1, struct edition *);
    struct buf fault = BUF_INIT;
    bool done;

    for (size_t i = 0; i < history->count; i++)
        editions[i] = &history->releases[i].edition;
    done = past_read(&history->past, &history->arena, editions, history->count,
                     &fault);
    if (!done)
        diag_add(history->portal->diagnostics, DIAG_EDITION_UNREADABLE, nowhere,
                 SLICE("data/figures/"), buf_slice(&fault));
    buf_release(&fault);
    return done;
}

struct history *history_open(struct portal *portal, const char *const *paths,
                             size_t count, unsigned threads)
{
    struct history *history = calloc(1, sizeof(*history));
    struct taking taking = {.history = history, .threads = threads};

    if (history == NULL)
        out_of_memory();
    arena_init(&history->arena);
    history->portal = portal;
    history->count = portal->releases.count;
    history->releases = ARENA_ARRAY(&history->arena, history->count + 1,
                                    struct history_release);
    map_init(&history->past.figures, &history->arena);
    for (size_t i = 0; i < count; i++) {
        taking.path = paths[i];
        taking.found = 0;
        path_take(&taking);
    }
    if (taking.is_broken || !all_are_there(history)) {
        history_close(history);
        return NULL;
    }
    releases_tell(history);
    pages_tell(history);
    if (!figures_tell(history)) {
        history_close(history);
        return NULL;
    }
    return history;
}

bool history_whose(const char *path, struct buf *key, struct buf *reason)
{
    struct edition edition;
    bool known = edition_open(&edition, path, NULL, reason);

    if (known)
        buf_add_slice(key, edition.portal);
    edition_release(&edition);
    return known;
}

void history_close(struct history *history)
{
    for (size_t i = 0; i < history->count; i++)
        if (history->releases[i].declared != NULL)
            edition_release(&history->releases[i].edition);
    arena_release(&history->arena);
    free(history);
}

struct edition *history_latest(const struct history *history)
{
    return history->count == 0 ? NULL
                               : &history->releases[history->count - 1].edition;
}
