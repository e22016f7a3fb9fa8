/* A root from its manifest to its anchors; what is wrong with it. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "verify/internal.h"

#define LEDGERS "data/figures/"

void verify_fault(struct root *root, struct slice path, size_t offset,
                  const char *format, ...)
{
    struct verify_report *report = root->report;
    struct verify_fault fault = {.path = arena_copy(root->arena, path),
                                 .offset = offset};
    char text[512];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    fault.text = arena_copy(root->arena, slice_of(text));
    ARENA_PUSH(root->arena, &report->faults, fault);
}

/* --- files --- */

static struct slice whole_path(const struct root *root, struct arena *arena,
                               struct slice path)
{
    return path_join(arena, root->common->below, path);
}

static bool bytes_read(struct root *root, struct arena *arena,
                       struct slice path, struct slice *out)
{
    struct buf reason = BUF_INIT;
    bool done = source_read(root->common->source, arena,
                            whole_path(root, arena, path), out, &reason);

    if (!done) {
        root->report->unreadable |= verify_has(root, path);
        verify_fault(root, path, VERIFY_WHOLE, "cannot be read: " SLICE_FORMAT,
                     SLICE_ARGS(buf_slice(&reason)));
    }
    buf_release(&reason);
    return done;
}

bool verify_read_file(struct root *root, struct arena *arena, struct slice path,
                      struct slice *out)
{
    const struct common *common = root->common;

    if (common->is_opened != NULL && verify_has(root, path))
        atomic_store_explicit(
            &common->is_opened[verify_file_number(root, path)], true,
            memory_order_relaxed);
    return bytes_read(root, arena, path, out);
}

bool verify_has(const struct root *root, struct slice path)
{
    return map_has(&root->common->by_path, path);
}

size_t verify_file_number(const struct root *root, struct slice path)
{
    return (uintptr_t)map_get(&root->common->by_path, path) - 1;
}

/* What the root around this one found of the same file. */
static const struct file_facts *outer_facts(const struct common *common,
                                            struct slice path)
{
    const struct common *outer = common->outer;
    const struct file_facts *facts = NULL;
    struct arena arena;
    uintptr_t number;

    if (outer == NULL)
        return NULL;
    arena_init(&arena);
    path = path_join(&arena, common->below, path);
    if (outer->below.len > 0)
        path = slice_cut(path, outer->below.len + 1, path.len);
    number = (uintptr_t)map_get(&outer->by_path, path);
    if (number > 0 && outer->facts[number - 1].is_known)
        facts = &outer->facts[number - 1];
    arena_release(&arena);
    return facts;
}

bool verify_facts(struct root *root, size_t file, const struct file_facts **out)
{
    struct file_facts *facts = &root->common->facts[file];
    struct slice path = root->common->files.items[file];
    const struct file_facts *known;
    struct slice bytes;

    *out = facts;
    if (facts->is_known)
        return true;
    known = outer_facts(root->common, path);
    if (known != NULL) {
        *facts = *known;
        return true;
    }
    arena_reset(&root->scratch);
    if (!bytes_read(root, &root->scratch, path, &bytes))
        return false;
    digest_bytes(bytes, facts->digest);
    facts->bytes = bytes.len;
    facts->is_known = true;
    return true;
}

/* --- work shared by threads --- */

struct sharing {
    struct root *roots;
    root_task *task;
    void *context;
};

static void share_task(void *context, size_t index, unsigned worker)
{
    const struct sharing *sharing = context;

    sharing->task(&sharing->roots[worker], sharing->context, index);
}

void verify_share(struct root *roots, size_t count, root_task *task,
                  void *context)
{
    struct sharing sharing = {roots, task, context};

    pool_run(roots->common->site->threads, count, share_task, &sharing);
}

/* --- pages --- */

/* The folder of a page's language, "es" of "es/programs/1.html". */
static struct slice language_of(struct slice path)
{
    size_t slash = slice_find(path, '/');

    return slice_cut(path, 0, slash == path.len ? 0 : slash);
}

static bool is_page(struct slice path)
{
    return slice_ends_with(path, SLICE(".html"));
}

/* The files of another release, which is a root of its own. */
static bool is_nested(struct slice path)
{
    return slice_starts_with(path, SLICE("releases/"));
}

/* Signs in the place of pages in a language that the portal has no more. They
 * say so, and hold no numbers. */
static bool is_given_up(struct root *root, struct slice language)
{
    struct slice path =
        ARENA_CONCAT(&root->scratch, language, SLICE("/index.html"));
    static const char sign[] = "<article data-gone=\"";
    struct slice html;

    return verify_has(root, path) &&
           verify_read_file(root, &root->scratch, path, &html) &&
           memmem(html.ptr, html.len, sign, sizeof(sign) - 1) != NULL;
}

static void languages_find(struct root *root)
{
    struct common *common = root->common;
    struct map given_up;

    map_init(&given_up, &root->scratch);
    for (size_t i = 0; i < common->files.count; i++) {
        struct slice path = common->files.items[i];
        struct slice language = language_of(path);

        if (!is_page(path) || language.len == 0 || is_nested(path) ||
            map_has(&common->languages, language) ||
            map_has(&given_up, language))
            continue;
        (void)map_put(is_given_up(root, language) ? &given_up
                                                  : &common->languages,
                      language, common);
    }
}

/* Whether the page is there. */
static bool page_check(struct root *root, struct slice path,
                       enum page_form form, const struct ledger *ledger)
{
    size_t number;

    if (!verify_has(root, path))
        return false;
    number = verify_file_number(root, path);
    root->common->is_read[number] = true;
    verify_page(root, root->common->files.items[number], form, ledger);
    return true;
}

/* The page in every language; the choice of one stands above them. */
static void ledger_check(struct root *root, void *context, size_t index)
{
    const struct names *paths = context;
    const struct map *languages = &root->common->languages;
    struct slice path = paths->items[index];
    struct slice key = slice_cut(path, SLICE(LEDGERS).len, path.len - 4);
    struct ledger ledger;
    bool found = false;

    arena_reset(&root->scratch);
    verify_ledger(root, path, &ledger);
    root->report->ledgers++;
    if (slice_equal_text(key, "choice"))
        found = page_check(root, SLICE("index.html"), PAGE_PLAIN, &ledger);
    for (size_t i = 0; i < languages->count; i++) {
        struct slice language = languages->entries[i].key;
        struct slice page = ARENA_CONCAT(&root->scratch, language, SLICE("/"),
                                         key, SLICE(".html"));
        struct slice receipts = ARENA_CONCAT(
            &root->scratch, language, SLICE("/receipts/"), key, SLICE(".html"));

        struct slice card = ARENA_CONCAT(&root->scratch, language,
                                         SLICE("/cards/"), key, SLICE(".svg"));

        found = page_check(root, page, PAGE_PLAIN, &ledger) || found;
        (void)page_check(root, card, PAGE_PLAIN, &ledger);
        (void)page_check(root, receipts, PAGE_RECEIPTS, &ledger);
    }
    if (!found)
        verify_fault(root, path, VERIFY_WHOLE,
                     "is the ledger of a page that is not there");
}

static void ledgers_check(struct root *roots)
{
    struct common *common = roots->common;
    struct names paths = {NULL, 0, 0};

    languages_find(roots);
    for (size_t i = 0; i < common->files.count; i++) {
        struct slice path = common->files.items[i];

        if (slice_starts_with(path, SLICE(LEDGERS)) &&
            slice_ends_with(path, SLICE(".csv")))
            ARENA_PUSH(roots->arena, &paths, path);
    }
    verify_share(roots, paths.count, ledger_check, &paths);
}

/* What no ledger led to. */
static void other_check(struct root *root, void *context, size_t index)
{
    struct slice path = root->common->files.items[index];

    (void)context;
    if (is_nested(path))
        return;
    arena_reset(&root->scratch);
    if (slice_ends_with(path, SLICE(".css")))
        verify_style(root, path);
    else if (!root->common->is_read[index] &&
             (is_page(path) || slice_ends_with(path, SLICE(".svg")) ||
              slice_ends_with(path, SLICE(".xml"))))
        verify_page(root, path, PAGE_PLAIN, NULL);
}

/* Pages of a language's folder are in one language: that of the first. */
static void languages_check(struct root *root)
{
    struct map firsts;

    map_init(&firsts, &root->scratch);
    for (size_t i = 0; i < root->spoken.count; i++) {
        struct spoken *spoken = &root->spoken.items[i];
        struct slice folder = language_of(spoken->page);
        const struct spoken *first = map_get(&firsts, folder);

        if (first == NULL || slice_compare(spoken->page, first->page) < 0)
            (void)map_put(&firsts, folder, spoken);
    }
    for (size_t i = 0; i < root->spoken.count; i++) {
        const struct spoken *spoken = &root->spoken.items[i];
        const struct spoken *first =
            map_get(&firsts, language_of(spoken->page));

        if (!slice_equal(first->language, spoken->language))
            verify_fault(root, spoken->page, spoken->offset,
                         "its language is \"" SLICE_FORMAT
                         "\", that of its folder \"" SLICE_FORMAT "\"",
                         SLICE_ARGS(spoken->language),
                         SLICE_ARGS(first->language));
    }
}

/* --- what the threads found, together --- */

static void counts_join(struct verify_report *into,
                        const struct verify_report *from)
{
    into->files += from->files;
    into->extras += from->extras;
    into->datasets += from->datasets;
    into->dataset_rows += from->dataset_rows;
    into->same_rows += from->same_rows;
    into->workbooks += from->workbooks;
    into->workbook_rows += from->workbook_rows;
    into->kits += from->kits;
    into->ledgers += from->ledgers;
    into->figures += from->figures;
    into->recomputed += from->recomputed;
    into->pages += from->pages;
    into->numbers += from->numbers;
    into->missing += from->missing;
    into->receipts += from->receipts;
    into->sheets += from->sheets;
    into->sheet_figures += from->sheet_figures;
    into->links += from->links;
    into->links_out += from->links_out;
    into->archives += from->archives;
    into->unreadable |= from->unreadable;
}

static void currencies_join(struct root *root, struct root *other)
{
    for (size_t i = 0; i < other->currencies.count; i++) {
        struct currency *currency = other->currencies.entries[i].value;
        struct currency *total = map_get(&root->currencies, currency->key);

        if (total == NULL) {
            total = currency;
            (void)map_put(&root->currencies, currency->key, currency);
        }
        currency->total = total;
        for (unsigned power = 0; total != currency && power < POWERS_MAX;
             power++)
            total->votes[power] += currency->votes[power];
    }
}

/* What is first is first by its place, whatever thread found it. */
static void telling_join(struct telling *into, const struct telling *from)
{
    int order = slice_compare(from->path, into->path);

    into->count += from->count;
    if (order < 0 || (order == 0 && from->offset < into->offset)) {
        into->path = from->path;
        into->offset = from->offset;
        into->id = from->id;
    }
}

static void tellings_join(struct root *root, struct root *other)
{
    for (size_t i = 0; i < other->told.count; i++) {
        struct slice key = other->told.entries[i].key;
        struct telling *from = other->told.entries[i].value;
        struct telling *first = map_get(&root->told, key);

        if (first == NULL)
            (void)map_put(&root->told, key, from);
        for (struct telling *next; first != NULL && from != NULL; from = next) {
            struct telling *into = first;

            next = from->next;
            while (into != NULL && !slice_equal(into->text, from->text))
                into = into->next;
            if (into != NULL) {
                telling_join(into, from);
            } else {
                from->next = first->next;
                first->next = from;
            }
        }
    }
}

#define LIST_JOIN(root, other, list)                                           \
    do {                                                                       \
        for (size_t n = 0; n < (other)->list.count; n++)                       \
            ARENA_PUSH((root)->arena, &(root)->list, (other)->list.items[n]);  \
    } while (0)

static void root_join(struct root *root, struct root *other)
{
    counts_join(root->report, other->report);
    for (size_t i = 0; i < other->report->faults.count; i++)
        ARENA_PUSH(root->arena, &root->report->faults,
                   other->report->faults.items[i]);
    currencies_join(root, other);
    tellings_join(root, other);
    for (size_t i = 0; i < other->missing.count; i++)
        (void)map_put(&root->missing, other->missing.entries[i].key, root);
    for (size_t i = 0; i < other->units.count; i++)
        (void)map_put(&root->units, other->units.entries[i].key, root);
    LIST_JOIN(root, other, places);
    LIST_JOIN(root, other, anchors);
    LIST_JOIN(root, other, prints);
    LIST_JOIN(root, other, wordings);
    LIST_JOIN(root, other, spoken);
}

static void tellings_check(struct root *root)
{
    for (size_t i = 0; i < root->told.count; i++) {
        const struct telling *all = root->told.entries[i].value;
        const struct telling *first = all;

        for (const struct telling *t = all; t != NULL; t = t->next)
            if (slice_compare(t->path, first->path) < 0)
                first = t;
        *(first->is_constant ? &root->report->constants
                             : &root->report->not_checkable) += first->count;
        for (const struct telling *t = all; t != NULL; t = t->next)
            if (t != first)
                verify_fault(root, t->path, t->offset,
                             SLICE_FORMAT ": the ledger has " SLICE_FORMAT
                                          ", another one " SLICE_FORMAT
                                          ": " SLICE_FORMAT,
                             SLICE_ARGS(t->id), SLICE_ARGS(t->text),
                             SLICE_ARGS(first->text),
                             SLICE_ARGS(root->told.entries[i].key));
    }
}

static int withheld_compare(const void *a, const void *b)
{
    const struct verify_withheld *first = a;
    const struct verify_withheld *second = b;

    return slice_compare(first->resource, second->resource);
}

static void withheld_report(struct root *root)
{
    const struct map *withheld = &root->common->withheld;
    struct verify_report *report = root->report;

    for (size_t i = 0; i < withheld->count; i++) {
        struct verify_withheld item =
            *(struct verify_withheld *)withheld->entries[i].value;

        item.resource = arena_copy(root->arena, item.resource);
        ARENA_PUSH(root->arena, &report->withheld, item);
    }
    if (report->withheld.count > 0)
        qsort(report->withheld.items, report->withheld.count,
              sizeof(*report->withheld.items), withheld_compare);
}

/* Pages of this root as links from others find them. */
static void places_tell(struct root *root)
{
    struct site *site = root->common->site;

    for (size_t i = 0; i < root->places.count; i++)
        (void)map_put(&site->places, root->places.items[i].page,
                      &root->places.items[i]);
}

/* --- a root --- */

static void front_check(struct root *root)
{
    for (size_t i = 0; i < root->common->files.count; i++)
        verify_page(root, root->common->files.items[i], PAGE_PLAIN, NULL);
}

static void content_check(struct root *roots)
{
    verify_descriptor(roots);
    verify_tables(roots);
    verify_datasets(roots);
    ledgers_check(roots);
    verify_share(roots, roots->common->files.count, other_check, NULL);
    verify_sheets(roots);
    verify_kits(roots);
    verify_release_archives(roots);
}

void verify_root_open(struct root *roots, struct common *common)
{
    unsigned threads = common->site->threads;

    if (common->is_front) {
        front_check(roots);
    } else {
        verify_manifest(roots);
        content_check(roots);
    }
    currencies_join(roots, roots);
    for (unsigned i = 1; i < threads; i++)
        root_join(roots, &roots[i]);
    languages_check(roots);
    tellings_check(roots);
    verify_prints(roots);
    withheld_report(roots);
    if (!common->is_front)
        verify_unopened(roots);
    places_tell(roots);
}

/* --- the lines of faults --- */

static int fault_compare(const void *a, const void *b)
{
    const struct verify_fault *first = a;
    const struct verify_fault *second = b;
    int order = slice_compare(first->path, second->path);

    /* The file as such comes first: VERIFY_WHOLE + 1 is 0. */
    if (order == 0)
        order = (first->offset + 1 > second->offset + 1) -
                (first->offset + 1 < second->offset + 1);
    return order != 0 ? order : slice_compare(first->text, second->text);
}

static struct slice text_of(struct root *root, struct slice path)
{
    struct buf reason = BUF_INIT;
    struct slice text;

    arena_reset(&root->scratch);
    if (!source_read(root->common->source, &root->scratch,
                     whole_path(root, &root->scratch, path), &text, &reason))
        text = SLICE("");
    buf_release(&reason);
    return text;
}

/* Reads each file with faults once more, and counts its lines once. */
static void lines_find(struct root *root)
{
    struct verify_report *report = root->report;
    struct slice path = {NULL, 0};
    struct slice text = {NULL, 0};
    size_t offset = 0;
    size_t line = 1;

    for (size_t i = 0; i < report->faults.count; i++) {
        struct verify_fault *fault = &report->faults.items[i];

        if (fault->offset == VERIFY_WHOLE)
            continue;
        if (!slice_equal(path, fault->path)) {
            path = fault->path;
            text = text_of(root, path);
            offset = 0;
            line = 1;
        }
        for (; offset < fault->offset && offset < text.len; offset++)
            line += text.ptr[offset] == '\n';
        fault->line = line;
    }
}

void verify_root_close(struct root *roots)
{
    struct verify_report *report = roots->report;

    verify_anchors(roots);
    if (report->faults.count > 0)
        qsort(report->faults.items, report->faults.count,
              sizeof(*report->faults.items), fault_compare);
    lines_find(roots);
}
