/* The index of the search, which Pagefind makes of the finished pages. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/process.h"
#include "emit/json.h"
#include "publish/extras.h"
#include "publish/staging.h"

/* Names in the folder that is made for the program. */
#define PAGES "pages"
#define BUNDLE "bundle"
/*
 * What the index was made of: when this is the same, so is the index. It is
 * there without an index too, so that the page has not to ask for what is not.
 */
#define SOURCE SEARCH_FOLDER "rendir.json"

/* Numbers, and words that stand on every page, find nothing. */
#define EXCLUDED                                                               \
    "td.number, th.number, details, .table-tools, .page-kind, a.receipt, "     \
    ".chart-source, .changed-note, .changed-section"

static const struct place nowhere = {0, 0, 0};

struct search {
    struct root *root;
    const struct publication *publication;
    struct arena *arena;
    const char *folder;  /* for the program, in the staging */
    struct names pages;  /* that it reads, from the root */
    struct slice source; /* text of SOURCE */
};

static void member(struct json_writer *w, const char *key, struct slice text)
{
    json_key(w, key);
    if (text.len > 0)
        json_string(w, text);
    else
        json_null(w);
}

/* Both are empty where there is no index. */
static struct slice source_text(struct arena *arena, struct slice program,
                                struct slice pages)
{
    struct buf out = BUF_INIT;
    struct json_writer w;

    json_init(&w, &out, true);
    json_open_object(&w);
    member(&w, "program", program);
    member(&w, "pages", pages);
    json_close(&w);
    json_finish(&w);
    return arena_take(arena, &out);
}

/* The site is published all the same. */
static bool nothing_publish(struct root *root, struct arena *arena)
{
    const struct slice none = {NULL, 0};

    return root_write(root, SLICE(SOURCE), source_text(arena, none, none));
}

static bool without_index(const struct search *search, struct slice reason)
{
    diag_add(search->root->diagnostics, DIAG_SEARCH_FAILED, nowhere,
             slice_of(search->publication->search.program), reason);
    return nothing_publish(search->root, search->arena);
}

/* --- what it is made of --- */

static void pages_find(struct search *search)
{
    const struct site *site = search->publication->site;
    const struct portal *portal = search->publication->portal;

    for (size_t i = 0; i < site_page_count(site); i++)
        for (unsigned k = 0;
             site_page_is_searched(site, i) && k < portal->language_count; k++)
            ARENA_PUSH(search->arena, &search->pages,
                       site_page_path(site, i, k, search->arena));
}

/* The program as it calls itself, and the digest of what it reads. */
static void source_write(struct search *search, struct slice version)
{
    struct digest *all = digest_begin();
    uint8_t bytes[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];

    digest_add(all, SLICE(EXCLUDED));
    for (size_t i = 0; i < search->pages.count; i++) {
        struct slice path = search->pages.items[i];
        const struct root_file *file = map_get(&search->root->files, path);

        digest_add(all, path);
        digest_add(all, (struct slice){"", 1});
        if (file != NULL)
            digest_add(all, (struct slice){(const char *)file->digest,
                                           sizeof(file->digest)});
    }
    digest_end(all, bytes);
    digest_hex(bytes, hex);
    search->source =
        source_text(search->arena, slice_trim(version), slice_of(hex));
}

/* --- the old root's --- */

static bool old_is_of_same(const struct search *search)
{
    const char *path =
        path_join(search->arena, slice_of(search->root->folder), SLICE(SOURCE))
            .ptr;
    struct slice source;

    return file_exists(path) && file_read(search->arena, path, &source) &&
           slice_equal(source, search->source);
}

/* Whole, or not at all. */
static bool old_holds(const struct search *search, struct names *files)
{
    extras_before(search->root, SLICE(SEARCH_FOLDER), search->arena, files);
    if (files->count == 0 || !old_is_of_same(search))
        return false;
    for (size_t i = 0; i < files->count; i++)
        if (!extra_holds(search->root, files->items[i]))
            return false;
    return true;
}

static bool old_keep(const struct search *search, const struct names *files)
{
    for (size_t i = 0; i < files->count; i++)
        if (!extra_keep(search->root, files->items[i]))
            return false;
    return true;
}

/* --- a new one --- */

/* The pages as they will be, in a folder of their own. */
static bool page_link(const struct search *search, struct slice path)
{
    struct arena arena;
    const char *from;
    struct slice name;
    struct slice above;
    bool done;

    arena_init(&arena);
    from = root_read_path(search->root, path, &arena);
    name = ARENA_CONCAT(&arena, slice_of(search->folder), SLICE("/" PAGES "/"),
                        path);
    above = name;
    while (above.ptr[above.len - 1] != '/')
        above.len--;
    done = from != NULL &&
           (link(from, name.ptr) == 0 ||
            (errno == ENOENT && folder_make(arena_text(&arena, above)) &&
             link(from, name.ptr) == 0));
    arena_release(&arena);
    return done || root_failed(search->root, path);
}

static bool pages_link(const struct search *search)
{
    if (!folder_remove(search->folder) || !folder_make(search->folder))
        return root_failed(search->root, slice_of(search->folder));
    for (size_t i = 0; i < search->pages.count; i++)
        if (!page_link(search, search->pages.items[i]))
            return false;
    return true;
}

/* Without what would have a say in it besides the pages. */
static bool program_run(const struct search *search,
                        const char *const *arguments, struct buf *said,
                        struct buf *fault)
{
    const struct publication *publication = search->publication;
    const char *path = publication->search.path;
    const char *const environment[] = {
        arena_format(search->arena, "RAYON_NUM_THREADS=%u",
                     publication->threads)
            .ptr,
        arena_format(search->arena, "PATH=%s", path != NULL ? path : "").ptr,
        NULL};
    const struct process process = {publication->search.program, arguments,
                                    environment, search->folder};

    return process_run(&process, said, fault);
}

static bool version_ask(const struct search *search, struct buf *said,
                        struct buf *fault)
{
    const char *const arguments[] = {search->publication->search.program,
                                     "--version", NULL};

    return program_run(search, arguments, said, fault);
}

/* The last line that has something on it. */
static struct slice last_line(struct slice said)
{
    struct slice last = {NULL, 0};

    while (said.len > 0) {
        struct slice line = slice_trim(slice_next(&said, '\n'));

        if (line.len > 0)
            last = line;
    }
    return last;
}

static bool index_make(const struct search *search, struct buf *fault)
{
    const char *const arguments[] = {search->publication->search.program,
                                     "--site",
                                     PAGES,
                                     "--output-path",
                                     BUNDLE,
                                     "--exclude-selectors",
                                     EXCLUDED,
                                     "--keep-index-url",
                                     NULL};
    struct buf said = BUF_INIT;
    bool done = program_run(search, arguments, &said, fault);

    if (!done && said.len > 0)
        buf_add_format(fault, " (" SLICE_FORMAT ")",
                       SLICE_ARGS(last_line(buf_slice(&said))));
    buf_release(&said);
    return done;
}

/* The program brings pages of its own for the search, which ours replaces. */
static bool is_wanted(struct slice name)
{
    return !slice_starts_with(name, SLICE("pagefind-ui.")) &&
           !slice_starts_with(name, SLICE("pagefind-modular-ui.")) &&
           !slice_starts_with(name, SLICE("pagefind-component-ui.")) &&
           !slice_starts_with(name, SLICE("pagefind-highlight."));
}

static bool bundle_file(const struct search *search, struct slice bundle,
                        struct slice name)
{
    struct arena arena;
    struct slice bytes;
    bool done;

    arena_init(&arena);
    done =
        file_read(&arena, path_join(&arena, bundle, name).ptr, &bytes)
            ? root_write(search->root,
                         arena_join(&arena, SLICE(SEARCH_FOLDER), name), bytes)
            : root_failed(search->root, name);
    arena_release(&arena);
    return done;
}

/* False after a fatal finding. */
static bool bundle_take(const struct search *search)
{
    struct slice bundle =
        path_join(search->arena, slice_of(search->folder), SLICE(BUNDLE));
    struct names names;

    if (!folder_walk(search->arena, bundle.ptr, &names))
        return without_index(search, SLICE("it wrote nothing"));
    for (size_t i = 0; i < names.count; i++)
        if (is_wanted(names.items[i]) &&
            !bundle_file(search, bundle, names.items[i]))
            return false;
    return root_write(search->root, SLICE(SOURCE), search->source);
}

static bool index_renew(struct search *search)
{
    struct buf fault = BUF_INIT;
    bool done = false;

    if (pages_link(search))
        done = index_make(search, &fault)
                   ? bundle_take(search)
                   : without_index(search, buf_slice(&fault));
    buf_release(&fault);
    return done;
}

static bool index_publish(struct search *search)
{
    struct buf version = BUF_INIT;
    struct buf fault = BUF_INIT;
    struct names old;
    bool done;

    if (!folder_make(search->folder)) {
        done = root_failed(search->root, slice_of(search->folder));
    } else if (!version_ask(search, &version, &fault)) {
        done = without_index(search, buf_slice(&fault));
    } else {
        pages_find(search);
        source_write(search, buf_slice(&version));
        done = old_holds(search, &old) ? old_keep(search, &old)
                                       : index_renew(search);
    }
    done = (folder_remove(search->folder) ||
            root_failed(search->root, slice_of(search->folder))) &&
           done;
    buf_release(&fault);
    buf_release(&version);
    return done;
}

bool search_publish(struct root *root, const struct publication *publication)
{
    struct arena arena;
    struct search search = {
        .root = root, .publication = publication, .arena = &arena};
    bool done;

    if (!publication->portal->has_search)
        return true;
    if (publication->search.program == NULL && !publication->search.is_refused)
        diag_add(root->diagnostics, DIAG_SEARCH_PROGRAM, nowhere,
                 SLICE("pagefind_extended, pagefind"));
    arena_init(&arena);
    search.folder = arena_format(&arena, "%s/.search", root->staging).ptr;
    done = publication->search.program != NULL ? index_publish(&search)
                                               : nothing_publish(root, &arena);
    arena_release(&arena);
    return done;
}
