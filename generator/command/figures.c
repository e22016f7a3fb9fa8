/* rendir figures: what documents can cite, and the link that cites it. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/pool.h"
#include "command/command.h"
#include "command/options.h"
#include "command/workspace.h"
#include "emit/json.h"
#include "render/receipts/figure_list.h"

#define LIMIT 20

/* Ids of what was found on one page, in its order. */
struct page_hits {
    char (*ids)[DIGEST_SHORT_SIZE];
    size_t count, capacity;
};

struct listing {
    const char *folder;
    const char *templates;
    const char *portal;
    const char *page;
    const char *language_path;
    const char *format;
    unsigned limit;
    const char **words;
    size_t word_count;
    bool is_json;
    bool has_page; /* some portal has the one that is asked for */
    struct workspace workspace;
    struct slice *wanted; /* the words, folded */
    struct buf out;
    struct json_writer json;
};

/* One portal of it. */
struct portal_listing {
    struct listing *listing;
    const struct workspace_portal *entry;
    const struct site *site;
    unsigned language;
    struct arena arena;
    struct arena *scratch; /* one per worker */
    struct page_hits *pages;
    atomic_bool failed;
    struct map seen;    /* ids that were counted */
    struct map printed; /* of the page under way: ids to print */
    size_t shown;
    size_t patterns;
};

/* --- searching --- */

static bool holds(struct slice text, struct slice part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (slice_equal(slice_cut(text, i, i + part.len), part))
            return true;
    return false;
}

/* Are all words in these texts, whatever their case and accents? */
static bool fits(const struct listing *listing, const struct slice *texts,
                 size_t count)
{
    struct buf folded = BUF_INIT;
    bool all = true;

    if (listing->word_count == 0)
        return true;
    for (size_t i = 0; i < count; i++) {
        fold_text(&folded, texts[i]);
        buf_add_char(&folded, '\n');
    }
    for (size_t i = 0; i < listing->word_count && all; i++)
        all = holds(buf_slice(&folded), listing->wanted[i]);
    buf_release(&folded);
    return all;
}

static bool is_hit(const struct listing *listing,
                   const struct listed_figure *found)
{
    const struct slice texts[] = {found->words,   found->printed, found->unit,
                                  found->address, found->title,   found->page};

    return fits(listing, texts, COUNT_OF(texts));
}

/* --- first, all pages at once: which figures are hits --- */

struct collecting {
    const struct listing *listing;
    struct page_hits *hits;
};

static void collect(void *context, const struct listed_figure *found)
{
    struct collecting *collecting = context;
    struct page_hits *hits = collecting->hits;

    if (!is_hit(collecting->listing, found))
        return;
    if (hits->count == hits->capacity) {
        hits->capacity = hits->capacity > 0 ? hits->capacity * 2 : 8;
        hits->ids = realloc(hits->ids, hits->capacity * sizeof(*hits->ids));
        if (hits->ids == NULL)
            out_of_memory();
    }
    memcpy(hits->ids[hits->count++], found->figure->id, DIGEST_SHORT_SIZE);
}

static bool is_asked(const struct portal_listing *p, size_t page,
                     struct arena *arena)
{
    struct slice path;

    if (!site_page_is_listed(p->site, page))
        return false;
    if (p->listing->page == NULL)
        return true;
    path = site_page_path(p->site, page, p->language, arena);
    (void)slice_next(&path, '/');
    return slice_equal_text(slice_cut(path, 0, path.len - 5), p->listing->page);
}

static void page_task(void *context, size_t page, unsigned worker)
{
    struct portal_listing *p = context;
    struct arena *scratch = &p->scratch[worker];
    struct collecting collecting = {p->listing, &p->pages[page]};

    if (is_asked(p, page, scratch) &&
        !figures_visit(p->site, page, p->language, scratch, collect,
                       &collecting))
        atomic_store(&p->failed, true);
    arena_reset(scratch);
}

static void pages_search(struct portal_listing *p)
{
    unsigned threads = pool_processors();

    p->pages = calloc(site_page_count(p->site) + 1, sizeof(*p->pages));
    p->scratch = calloc(threads, sizeof(*p->scratch));
    if (p->pages == NULL || p->scratch == NULL)
        out_of_memory();
    for (unsigned i = 0; i < threads; i++)
        arena_init(&p->scratch[i]);
    pool_run(threads, site_page_count(p->site), page_task, p);
    for (unsigned i = 0; i < threads; i++)
        arena_release(&p->scratch[i]);
    free(p->scratch);
}

/* --- then those that are printed, in the order of the pages --- */

static void add_link(struct buf *out, const struct listed_figure *found)
{
    buf_add_format(out, "[" SLICE_FORMAT "](" SLICE_FORMAT ")",
                   SLICE_ARGS(found->printed), SLICE_ARGS(found->address));
}

static void print_as_text(struct buf *out, const struct listed_figure *found)
{
    buf_add_slice(out, found->printed);
    if (found->unit.len > 0)
        buf_add_format(out, " " SLICE_FORMAT, SLICE_ARGS(found->unit));
    buf_add_format(out,
                   "\n  " SLICE_FORMAT "\n  page:" SLICE_FORMAT
                   " (" SLICE_FORMAT ")\n  ",
                   SLICE_ARGS(found->words), SLICE_ARGS(found->page),
                   SLICE_ARGS(found->title));
    add_link(out, found);
    buf_add_text(out, "\n\n");
}

static void json_pair(struct json_writer *w, const char *key, struct slice text)
{
    json_key(w, key);
    json_string(w, text);
}

static void print_as_json(struct json_writer *w,
                          const struct listed_figure *found)
{
    struct buf link = BUF_INIT;

    add_link(&link, found);
    json_open_object(w);
    json_pair(w, "id", slice_of(found->figure->id));
    json_pair(w, "printed", found->printed);
    json_key(w, "value");
    json_amount(w, found->figure->value);
    json_pair(w, "unit", found->unit);
    json_pair(w, "words", found->words);
    json_pair(w, "page", found->page);
    json_pair(w, "title", found->title);
    json_pair(w, "link", buf_slice(&link));
    json_close(w);
    buf_release(&link);
}

static void print_hit(void *context, const struct listed_figure *found)
{
    struct portal_listing *p = context;

    if (!map_has(&p->printed, slice_of(found->figure->id)))
        return;
    if (p->listing->is_json)
        print_as_json(&p->listing->json, found);
    else
        print_as_text(&p->listing->out, found);
}

/* What this page is the first to print, as far as the limit goes. */
static void page_choose(struct portal_listing *p, const struct page_hits *hits)
{
    map_init(&p->printed, &p->arena);
    for (size_t i = 0; i < hits->count; i++) {
        struct slice id = slice_of(hits->ids[i]);

        if (map_has(&p->seen, id))
            continue;
        (void)map_put(&p->seen, id, p);
        if (p->listing->limit > 0 && p->shown == p->listing->limit)
            continue;
        (void)map_put(&p->printed, id, p);
        p->shown++;
    }
}

static void pages_print(struct portal_listing *p)
{
    struct arena scratch;

    arena_init(&scratch);
    map_init(&p->seen, &p->arena);
    for (size_t i = 0; i < site_page_count(p->site); i++) {
        page_choose(p, &p->pages[i]);
        if (p->printed.count > 0 &&
            !figures_visit(p->site, i, p->language, &scratch, print_hit, p))
            atomic_store(&p->failed, true);
        arena_reset(&scratch);
    }
    for (size_t i = 0; i < site_page_count(p->site); i++)
        free(p->pages[i].ids);
    free(p->pages);
    arena_release(&scratch);
}

/* --- what could be asked besides --- */

static void print_pattern(void *context, const struct figure_pattern *pattern)
{
    struct portal_listing *p = context;
    struct listing *listing = p->listing;
    const struct slice texts[] = {pattern->words, pattern->text};

    if (!fits(listing, texts, COUNT_OF(texts)))
        return;
    if (p->patterns++ >= listing->limit && listing->limit > 0)
        return;
    if (listing->is_json) {
        json_open_object(&listing->json);
        json_pair(&listing->json, "pattern", pattern->text);
        json_pair(&listing->json, "words", pattern->words);
        json_close(&listing->json);
        return;
    }
    if (p->patterns == 1)
        buf_add_text(&listing->out,
                     "Patterns: CODE stands for a code, terms may be left "
                     "out.\n\n");
    buf_add_format(&listing->out,
                   "figure:" SLICE_FORMAT "\n  " SLICE_FORMAT "\n\n",
                   SLICE_ARGS(pattern->text), SLICE_ARGS(pattern->words));
}

/* --- a portal --- */

static void counts_print(struct portal_listing *p)
{
    struct listing *listing = p->listing;

    if (listing->is_json) {
        json_key(&listing->json, "figures_found");
        json_integer(&listing->json, (int64_t)p->seen.count);
        json_key(&listing->json, "patterns_found");
        json_integer(&listing->json, (int64_t)p->patterns);
        json_close(&listing->json);
        return;
    }
    buf_add_format(&listing->out,
                   SLICE_FORMAT ": %zu of %zu figures, %zu of %zu patterns%s\n",
                   SLICE_ARGS(p->entry->key), p->shown, p->seen.count,
                   listing->limit > 0 && p->patterns > listing->limit
                       ? (size_t)listing->limit
                       : p->patterns,
                   p->patterns,
                   listing->limit > 0 ? "; --limit 0 prints all" : "");
}

static void json_list_open(struct json_writer *w, const char *key)
{
    json_key(w, key);
    json_open_array(w);
}

static void lists_print(struct portal_listing *p)
{
    struct listing *listing = p->listing;
    struct json_writer *w = &listing->json;
    struct arena scratch;

    if (listing->is_json) {
        json_open_object(w);
        json_pair(w, "portal", p->entry->key);
        json_list_open(w, "figures");
    }
    pages_print(p);
    if (listing->is_json) {
        json_close(w);
        json_list_open(w, "patterns");
    }
    arena_init(&scratch);
    if (listing->page == NULL)
        patterns_visit(p->site, p->language, &scratch, print_pattern, p);
    arena_release(&scratch);
    if (listing->is_json)
        json_close(w);
    counts_print(p);
}

/* The first language, or the one that is asked for; false where the portal has
 * none such. */
static bool language_find(const struct listing *listing,
                          const struct portal *portal, unsigned *out)
{
    *out = 0;
    if (listing->language_path == NULL)
        return true;
    for (unsigned i = 0; i < portal->language_count; i++)
        if (slice_equal_text(portal->languages[i].path,
                             listing->language_path)) {
            *out = i;
            return true;
        }
    return false;
}

static int language_fault(const struct listing *listing,
                          const struct workspace_portal *entry)
{
    const struct portal *portal = entry->portal;
    struct buf fault = BUF_INIT;
    int status;

    buf_add_format(&fault, "--language %s: portal " SLICE_FORMAT " has ",
                   listing->language_path, SLICE_ARGS(entry->key));
    for (unsigned i = 0; i < portal->language_count; i++)
        buf_add_format(&fault, "%s" SLICE_FORMAT, i > 0 ? ", " : "",
                       SLICE_ARGS(portal->languages[i].path));
    status = print_fault(EXIT_USAGE, buf_slice(&fault));
    buf_release(&fault);
    return status;
}

static bool page_is_there(const struct portal_listing *p)
{
    struct arena arena;
    bool found = false;

    arena_init(&arena);
    for (size_t i = 0; !found && i < site_page_count(p->site); i++) {
        found = is_asked(p, i, &arena);
        arena_reset(&arena);
    }
    arena_release(&arena);
    return found;
}

static int page_fault(const struct listing *listing)
{
    struct buf fault = BUF_INIT;
    int status;

    buf_add_format(&fault,
                   "--page %s: no portal that is asked has such a page; its "
                   "key is its address without language and .html "
                   "(programs/011.0138)",
                   listing->page);
    status = print_fault(EXIT_USAGE, buf_slice(&fault));
    buf_release(&fault);
    return status;
}

static int portal_list(struct listing *listing, struct workspace_portal *entry)
{
    struct portal_listing p = {.listing = listing, .entry = entry};
    int status;

    p.site = workspace_site(&listing->workspace, entry, NULL, NULL);
    status = workspace_status(entry);
    if (p.site == NULL)
        return status != EXIT_PUBLISHED ? status : EXIT_FATAL;
    if (!language_find(listing, entry->portal, &p.language))
        return language_fault(listing, entry);
    if (listing->page != NULL && !page_is_there(&p))
        return status;
    listing->has_page = true;
    arena_init(&p.arena);
    pages_search(&p);
    lists_print(&p);
    arena_release(&p.arena);
    return atomic_load(&p.failed) ? EXIT_FATAL : workspace_status(entry);
}

/* Why nothing is listed: what `rendir check` would say. */
static void refused(const struct workspace_portal *entry)
{
    struct buf fault = BUF_INIT;

    buf_add_format(
        &fault,
        "portal " SLICE_FORMAT " has fatal findings, and its "
        "figures are not all there; rendir check --portal " SLICE_FORMAT
        " prints them",
        SLICE_ARGS(entry->key), SLICE_ARGS(entry->key));
    (void)print_fault(EXIT_FATAL, buf_slice(&fault));
    buf_release(&fault);
}

static int listing_run(struct listing *listing)
{
    struct workspace *workspace = &listing->workspace;
    int worst = EXIT_PUBLISHED;

    json_init(&listing->json, &listing->out, true);
    if (listing->is_json)
        json_open_array(&listing->json);
    workspace_load(workspace, true);
    for (size_t i = 0; i < workspace->count; i++) {
        struct workspace_portal *entry = &workspace->portals[i];
        int status;

        if (!entry->is_wanted)
            continue;
        status = portal_list(listing, entry);
        if (status != EXIT_PUBLISHED && status != EXIT_USAGE)
            refused(entry);
        if (status > worst)
            worst = status;
    }
    if (worst == EXIT_PUBLISHED && !listing->has_page)
        worst = page_fault(listing);
    if (listing->is_json) {
        json_close(&listing->json);
        json_finish(&listing->json);
    }
    if (!print_text(buf_slice(&listing->out)))
        worst = EXIT_ENVIRONMENT; /* print_end() says so */
    buf_release(&listing->out);
    return print_end(worst);
}

static void words_fold(struct listing *listing)
{
    struct arena *arena = &listing->workspace.arena;

    listing->wanted = ARENA_ARRAY(arena, listing->word_count + 1, struct slice);
    for (size_t i = 0; i < listing->word_count; i++) {
        struct buf folded = BUF_INIT;

        fold_text(&folded, slice_of(listing->words[i]));
        listing->wanted[i] = arena_take(arena, &folded);
    }
}

static int listing_open(struct listing *listing)
{
    static const char *const names[] = {"text", "json"};
    struct buf fault = BUF_INIT;
    int status = EXIT_USAGE;

    listing->is_json = slice_equal_text(slice_of(listing->format), "json");
    if (!listing->is_json &&
        !slice_equal_text(slice_of(listing->format), "text")) {
        buf_add_format(&fault, "unknown format %s", listing->format);
        options_nearest(&fault, slice_of(listing->format), names,
                        COUNT_OF(names));
    } else {
        status = workspace_open(&listing->workspace, listing->folder,
                                listing->templates, listing->portal, &fault);
    }
    if (status != EXIT_PUBLISHED)
        (void)print_fault((enum exit_status)status, buf_slice(&fault));
    else
        words_fold(listing);
    buf_release(&fault);
    return status;
}

static int listing_begin(struct listing *listing, int argc, char **argv)
{
    const struct command_option options[] = {
        {.name = "portal",
         .argument = "NAME",
         .text = &listing->portal,
         .help = "of this portal and no other"},
        {.name = "page",
         .argument = "KEY",
         .text = &listing->page,
         .help = "of this page alone (programs/011.0138)"},
        {.name = "language",
         .argument = "PATH",
         .text = &listing->language_path,
         .help = "words and numbers in this language (the first)"},
        {.name = "limit",
         .argument = "N",
         .number = &listing->limit,
         .low = 0,
         .high = 1000000,
         .help = "figures of a portal to print, 0 = all (20)"},
        {.name = "format",
         .argument = "FORMAT",
         .text = &listing->format,
         .help = "text or json (text)"},
        {.name = "workspace",
         .argument = "DIR",
         .text = &listing->folder,
         .help = "the workspace (.)"},
        {.name = "templates",
         .argument = "DIR",
         .text = &listing->templates,
         .help = "the theme (DIR/templates, else the one it came with)"},
    };
    const struct command_line line = {
        .name = "figures",
        .summary = "Lists the figures that pages print and texts can cite, "
                   "with the Markdown link\nto paste; those that have all "
                   "WORDS in what they are, their codes or their page.\nCase "
                   "and accents do not matter. Nothing is written. Exit "
                   "status: 0 listed,\n1 fatal findings, 2 usage, 3 "
                   "environment.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "WORDS...",
        .operands = listing->words,
        .operand_count = &listing->word_count};
    int status = EXIT_USAGE;

    return options_begin(&line, argc, argv, &status) ? -1 : status;
}

int command_figures(int argc, char **argv)
{
    struct listing listing = {.folder = ".", .format = "text", .limit = LIMIT};
    int status;

    listing.words = calloc((size_t)argc + 1, sizeof(*listing.words));
    if (listing.words == NULL)
        out_of_memory();
    status = listing_begin(&listing, argc, argv);
    if (status < 0) {
        status = listing_open(&listing);
        if (status == EXIT_PUBLISHED)
            status = listing_run(&listing);
        workspace_release(&listing.workspace);
    }
    free(listing.words);
    return status;
}
