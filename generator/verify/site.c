/* The roots of a folder or an archive, and the releases in them. */
#include "verify/internal.h"

#define MANIFEST "manifest.sha256"
#define RELEASES "releases"
#define IDENTITY "release.json" /* a release has it, the root does not */

/* A root at work. */
struct work {
    struct common common;
    struct root *roots;            /* one per thread */
    struct verify_report *reports; /* theirs; the first is the root's */
    struct arena *arenas;          /* theirs, but for the first */
};

struct works {
    struct work **items;
    size_t count, capacity;
    struct {
        struct source **items;
        size_t count, capacity;
    } sources; /* of archives in them */
};

/* --- finding roots --- */

static bool has_manifest(struct site *site, struct slice folder)
{
    struct slice path = path_join(site->arena, folder, SLICE(MANIFEST));

    return source_kind(site->source, path) == SOURCE_FILE;
}

/* What a build left or is making is no root that is published. */
static bool is_staging(struct slice name)
{
    return slice_ends_with(name, SLICE(".rendir-staging"));
}

/* Roots in `folder`, by name; false with a reason. */
static bool roots_in(struct site *site, struct slice folder, struct names *out,
                     struct buf *reason)
{
    struct names names;

    if (!source_names(site->source, site->arena, folder, &names, reason))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        struct slice path = path_join(site->arena, folder, names.items[i]);

        if (!is_staging(path) &&
            source_kind(site->source, path) == SOURCE_FOLDER &&
            has_manifest(site, path))
            ARENA_PUSH(site->arena, out, path);
    }
    return true;
}

/*
 * The folder itself is a root, or those in it are. An archive mostly has one
 * folder around what it holds.
 */
static bool roots_find(struct site *site, struct slice *front,
                       struct names *out, struct buf *reason)
{
    struct names names;

    *front = SLICE("");
    if (has_manifest(site, *front)) {
        ARENA_PUSH(site->arena, out, *front);
        return true;
    }
    if (!roots_in(site, *front, out, reason))
        return false;
    if (out->count > 0 || !source_is_archive(site->source))
        return true;
    if (!source_names(site->source, site->arena, *front, &names, reason))
        return false;
    if (names.count != 1)
        return true;
    *front = names.items[0];
    return roots_in(site, *front, out, reason);
}

/* --- a root --- */

static void view_open(struct root *root, struct common *common,
                      struct arena *arena, struct verify_report *report)
{
    *root = (struct root){.common = common, .arena = arena, .report = report};
    arena_init(&root->scratch);
    map_init(&root->currencies, arena);
    map_init(&root->units, arena);
    map_init(&root->told, arena);
    map_init(&root->missing, arena);
}

static void common_open(struct common *common, struct site *site,
                        const struct root_place *place)
{
    *common = (struct common){.site = site,
                              .source = site->source,
                              .below = place->below,
                              .outer = place->outer,
                              .is_front = place->is_front};
    (void)pthread_mutex_init(&common->lock, NULL);
    arena_init(&common->arena);
    map_init(&common->by_path, site->arena);
    map_init(&common->languages, site->arena);
    map_init(&common->tables, site->arena);
    map_init(&common->currencies, site->arena);
    map_init(&common->withheld, &common->arena);
    map_init(&common->answers, &common->arena);
}

static struct work *work_open(struct site *site, const struct root_place *place)
{
    struct work *work = ARENA_NEW(site->arena, struct work);

    common_open(&work->common, site, place);
    work->roots = ARENA_ARRAY(site->arena, site->threads, struct root);
    work->reports =
        ARENA_ARRAY(site->arena, site->threads, struct verify_report);
    work->arenas = ARENA_ARRAY(site->arena, site->threads, struct arena);
    for (unsigned i = 0; i < site->threads; i++) {
        arena_init(&work->arenas[i]);
        view_open(&work->roots[i], &work->common,
                  i > 0 ? &work->arenas[i] : site->arena, &work->reports[i]);
    }
    return work;
}

/* What is needed only while its parts run; the rest is told to the report. */
static void work_rest(struct work *work)
{
    struct map *tables = &work->common.tables;

    for (size_t i = 0; i < tables->count; i++) {
        struct table *table = tables->entries[i].value;

        arena_release(&table->arena);
    }
    tables->count = 0;
    arena_release(&work->common.arena);
}

static void work_close(struct work *work)
{
    struct site *site = work->common.site;

    verify_root_close(work->roots);
    for (unsigned i = 0; i < site->threads; i++) {
        arena_release(&work->roots[i].scratch);
        arena_adopt(site->arena, &work->arenas[i]);
    }
    (void)pthread_mutex_destroy(&work->common.lock);
}

/* "site/ejemplo" of the root ejemplo in site. */
static struct slice name_of(struct site *site, const char *path,
                            struct slice below)
{
    struct slice name = slice_of(path);

    while (name.len > 1 && name.ptr[name.len - 1] == '/')
        name.len--;
    return path_join(site->arena, name, below);
}

static struct work *place_verify(struct site *site, struct works *works,
                                 const char *path,
                                 const struct root_place *place)
{
    struct work *work = work_open(site, place);

    work->reports->name = name_of(site, path, place->below);
    work->reports->is_front = place->is_front;
    work->reports->is_nested = place->outer != NULL || place->is_release;
    verify_root_open(work->roots, &work->common);
    work->reports->release = work->common.release;
    work->reports->is_frozen = verify_has(work->roots, SLICE(IDENTITY));
    work_rest(work);
    ARENA_PUSH(site->arena, works, work);
    return work;
}

/* --- releases --- */

/*
 * An archive without the folder it was made of: a source of its own, in which
 * links to other releases lead out. It stays open for its last lines.
 */
static void archive_roots(struct site *site, struct works *works,
                          struct root *outer, struct slice path,
                          struct slice name)
{
    struct buf reason = BUF_INIT;
    struct names roots = {NULL, 0, 0};
    struct slice front;

    if (!roots_find(site, &front, &roots, &reason) || roots.count != 1)
        verify_fault(outer, path, VERIFY_WHOLE, "holds no release");
    for (size_t i = 0; i < roots.count; i++) {
        const struct root_place place = {.below = roots.items[i],
                                         .is_release = true};

        (void)place_verify(site, works, name.ptr, &place);
    }
    buf_release(&reason);
}

static void archive_verify(struct site *site, struct works *works,
                           const char *path, struct work *outer,
                           struct slice file)
{
    struct site *inner = ARENA_NEW(site->arena, struct site);
    struct root *root = outer->roots;
    struct slice whole = path_join(site->arena, outer->common.below, file);

    *inner = *site;
    inner->source = verify_archive_open(root, file);
    if (inner->source == NULL)
        return;
    map_init(&inner->places, site->arena);
    ARENA_PUSH(site->arena, &works->sources, inner->source);
    archive_roots(inner, works, root, file,
                  arena_copy(site->arena, name_of(site, path, whole)));
}

/* "releases/2017-09.zip" where there is no "releases/2017-09". */
static bool is_lone_archive(struct site *site, struct slice below)
{
    return slice_ends_with(below, SLICE(".zip")) &&
           source_kind(site->source, below) == SOURCE_FILE &&
           !has_manifest(site,
                         slice_cut(below, 0, below.len - SLICE(".zip").len));
}

static void release_verify(struct site *site, struct works *works,
                           const char *path, struct work *outer,
                           struct slice name)
{
    struct slice folder = path_join(site->arena, SLICE(RELEASES), name);
    struct slice below = path_join(site->arena, outer->common.below, folder);
    const struct root_place place = {.below = below, .outer = &outer->common};

    if (is_lone_archive(site, below))
        archive_verify(site, works, path, outer, folder);
    if (source_kind(site->source, below) != SOURCE_FOLDER)
        return;
    if (has_manifest(site, below))
        (void)place_verify(site, works, path, &place);
    else
        verify_fault(outer->roots, folder, VERIFY_WHOLE,
                     "is a release without " MANIFEST);
}

static void releases_verify(struct site *site, struct works *works,
                            const char *path, struct work *outer)
{
    struct slice folder =
        path_join(site->arena, outer->common.below, SLICE(RELEASES));
    struct buf reason = BUF_INIT;
    struct names names;

    /* What cannot be listed was said when the files were. */
    if (source_kind(site->source, folder) == SOURCE_FOLDER &&
        source_names(site->source, site->arena, folder, &names, &reason))
        for (size_t i = 0; i < names.count; i++)
            release_verify(site, works, path, outer, names.items[i]);
    buf_release(&reason);
}

/* --- the pages above roots --- */

static void front_files(struct site *site, struct slice folder,
                        struct common *common)
{
    struct buf reason = BUF_INIT;
    struct names names = {NULL, 0, 0};

    if (!source_names(site->source, site->arena, folder, &names, &reason))
        names.count = 0;
    for (size_t i = 0; i < names.count; i++) {
        struct slice name = names.items[i];
        struct slice path = path_join(site->arena, folder, name);

        if (!slice_ends_with(name, SLICE(".html")) ||
            source_kind(site->source, path) != SOURCE_FILE)
            continue;
        ARENA_PUSH(site->arena, &common->files, name);
        (void)map_put(&common->by_path, name,
                      (void *)(uintptr_t)common->files.count);
    }
    buf_release(&reason);
}

static void front_verify(struct site *site, struct works *works,
                         const char *path, struct slice folder)
{
    const struct root_place place = {.below = folder, .is_front = true};
    struct work *work = work_open(site, &place);

    work->reports->name = name_of(site, path, folder);
    work->reports->is_front = true;
    front_files(site, folder, &work->common);
    work->reports->files = work->common.files.count;
    verify_root_open(work->roots, &work->common);
    work_rest(work);
    if (work->common.files.count > 0)
        ARENA_PUSH(site->arena, works, work);
    else
        work_close(work);
}

/* --- all of them --- */

static void site_verify(struct site *site, const char *path,
                        const struct names *roots, struct slice front,
                        struct verify_reports *out)
{
    struct works works = {.count = 0};

    for (size_t i = 0; i < roots->count; i++) {
        const struct root_place place = {.below = roots->items[i]};
        struct work *work = place_verify(site, &works, path, &place);

        releases_verify(site, &works, path, work);
    }
    if (roots->count > 1 || roots->items[0].len > front.len)
        front_verify(site, &works, path, front);
    for (size_t i = 0; i < works.count; i++) {
        work_close(works.items[i]);
        ARENA_PUSH(site->arena, out, works.items[i]->reports);
    }
    for (size_t i = 0; i < works.sources.count; i++)
        source_close(works.sources.items[i]);
}

enum verify_result verify(struct arena *arena, const struct verify_wish *wish,
                          struct verify_reports *out, struct buf *reason)
{
    struct site site = {.arena = arena,
                        .source = source_open(wish->path, reason),
                        .threads = wish->threads > 0 ? wish->threads : 1,
                        .key = wish->key};
    struct names roots = {NULL, 0, 0};
    struct slice front;
    bool found;

    *out = (struct verify_reports){NULL, 0, 0};
    if (site.source == NULL)
        return VERIFY_UNREADABLE;
    map_init(&site.places, arena);
    found = roots_find(&site, &front, &roots, reason);
    if (found && roots.count > 0)
        site_verify(&site, wish->path, &roots, front, out);
    source_close(site.source);
    if (!found)
        return VERIFY_UNREADABLE;
    return out->count > 0 ? VERIFY_DONE : VERIFY_NO_ROOT;
}
