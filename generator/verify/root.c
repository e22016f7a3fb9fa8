/* A root from its manifest to its anchors; what is wrong with it. */
#include "verify/verify.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

bool verify_read_file(struct root *root, struct arena *arena, struct slice path,
                      struct slice *out)
{
    struct slice whole = path_join(arena, slice_of(root->folder), path);

    if (file_read(arena, whole.ptr, out))
        return true;
    root->report->unreadable = root->report->unreadable || errno != ENOENT;
    verify_fault(root, path, VERIFY_WHOLE, "cannot be read: %s",
                 strerror(errno));
    return false;
}

bool verify_is_root(const char *folder)
{
    struct arena arena;
    bool found;

    arena_init(&arena);
    found = file_exists(
        path_join(&arena, slice_of(folder), SLICE("manifest.sha256")).ptr);
    arena_release(&arena);
    return found;
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

static void languages_find(struct root *root, struct map *languages)
{
    map_init(languages, root->arena);
    for (size_t i = 0; i < root->files.count; i++) {
        struct slice path = root->files.items[i];
        struct slice language = language_of(path);

        if (is_page(path) && language.len > 0)
            (void)map_put(languages, language, root);
    }
}

/* Whether the page is there. */
static bool page_check(struct root *root, struct slice path,
                       const struct ledger *ledger)
{
    if (!map_has(&root->by_path, path))
        return false;
    path = arena_copy(root->arena, path);
    (void)map_put(&root->by_path, path, root);
    verify_page(root, path, ledger);
    return true;
}

/* The page in every language; the choice of one stands above them. */
static void ledger_check(struct root *root, const struct map *languages,
                         struct slice path)
{
    struct slice key = slice_cut(path, SLICE(LEDGERS).len, path.len - 4);
    struct ledger ledger;
    bool found = false;

    arena_reset(&root->scratch);
    verify_ledger(root, path, &ledger);
    root->report->ledgers++;
    if (slice_equal_text(key, "choice"))
        found = page_check(root, SLICE("index.html"), &ledger);
    for (size_t i = 0; i < languages->count; i++) {
        struct slice page = arena_format(
            &root->scratch, SLICE_FORMAT "/" SLICE_FORMAT ".html",
            SLICE_ARGS(languages->entries[i].key), SLICE_ARGS(key));

        found = page_check(root, page, &ledger) || found;
    }
    if (!found)
        verify_fault(root, path, VERIFY_WHOLE,
                     "is the ledger of a page that is not there");
}

static void ledgers_check(struct root *root)
{
    struct map languages;

    languages_find(root, &languages);
    for (size_t i = 0; i < root->files.count; i++) {
        struct slice path = root->files.items[i];

        if (slice_starts_with(path, SLICE(LEDGERS)) &&
            slice_ends_with(path, SLICE(".csv")))
            ledger_check(root, &languages, path);
    }
}

/* What no ledger led to. */
static void others_check(struct root *root)
{
    for (size_t i = 0; i < root->files.count; i++) {
        struct slice path = root->files.items[i];

        arena_reset(&root->scratch);
        if (slice_ends_with(path, SLICE(".css")))
            verify_style(root, path);
        else if ((is_page(path) && map_get(&root->by_path, path) == NULL) ||
                 slice_ends_with(path, SLICE(".svg")) ||
                 slice_ends_with(path, SLICE(".xml")))
            verify_page(root, path, NULL);
    }
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

/* Reads each file with faults once more, and counts its lines once. */
static void lines_find(struct root *root)
{
    struct verify_report *report = root->report;
    struct slice path = {NULL, 0};
    struct slice text = {NULL, 0};
    size_t offset = 0;
    size_t line = 1;

    if (report->faults.count > 0)
        qsort(report->faults.items, report->faults.count,
              sizeof(*report->faults.items), fault_compare);
    for (size_t i = 0; i < report->faults.count; i++) {
        struct verify_fault *fault = &report->faults.items[i];

        if (fault->offset == VERIFY_WHOLE)
            continue;
        if (!slice_equal(path, fault->path)) {
            arena_reset(&root->scratch);
            path = fault->path;
            if (!file_read(
                    &root->scratch,
                    path_join(&root->scratch, slice_of(root->folder), path).ptr,
                    &text))
                text = SLICE("");
            offset = 0;
            line = 1;
        }
        for (; offset < fault->offset && offset < text.len; offset++)
            line += text.ptr[offset] == '\n';
        fault->line = line;
    }
}

/* --- a root --- */

static void root_open(struct root *root, struct arena *arena,
                      const char *folder, struct verify_report *report)
{
    *root = (struct root){.arena = arena, .folder = folder, .report = report};
    arena_init(&root->scratch);
    map_init(&root->by_path, arena);
    map_init(&root->tables, arena);
    map_init(&root->withheld, arena);
    map_init(&root->currencies, arena);
    map_init(&root->answers, arena);
    map_init(&root->told, arena);
    map_init(&root->languages, arena);
    map_init(&root->ids, arena);
    map_init(&root->missing, arena);
}

static void withheld_report(struct root *root)
{
    for (size_t i = 0; i < root->withheld.count; i++) {
        const struct verify_withheld *withheld =
            root->withheld.entries[i].value;

        ARENA_PUSH(root->arena, &root->report->withheld, *withheld);
    }
}

void verify_root(struct arena *arena, const char *folder,
                 struct verify_report *report)
{
    struct root root;

    *report = (struct verify_report){.files = 0};
    root_open(&root, arena, folder, report);
    verify_manifest(&root);
    verify_descriptor(&root);
    ledgers_check(&root);
    others_check(&root);
    verify_prints(&root);
    verify_anchors(&root);
    withheld_report(&root);
    lines_find(&root);
    arena_release(&root.scratch);
}

void verify_front(struct arena *arena, const char *folder,
                  struct verify_report *report)
{
    struct root root;
    struct names names;

    *report = (struct verify_report){.files = 0};
    root_open(&root, arena, folder, report);
    root.is_front = true;
    if (!folder_list(arena, folder, &names)) {
        report->unreadable = true;
        names.count = 0;
    }
    for (size_t i = 0; i < names.count; i++)
        if (is_page(names.items[i])) {
            (void)map_put(&root.by_path, names.items[i], &root);
            report->files++;
        }
    for (size_t i = 0; i < root.by_path.count; i++)
        verify_page(&root, root.by_path.entries[i].key, NULL);
    verify_anchors(&root);
    lines_find(&root);
    arena_release(&root.scratch);
}
