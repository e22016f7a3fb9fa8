/* rendir build: portals into published roots. */
#include <inttypes.h>

#include "base/file.h"
#include "base/pool.h"
#include "command/account.h"
#include "command/command.h"
#include "command/key.h"
#include "command/options.h"
#include "command/past.h"
#include "command/executable.h"
#include "command/workspace.h"
#include "publish/history/figures.h"
#include "publish/portal.h"
#include "publish/signature.h"

#define THREADS_MAX 256

struct build {
    const char *folder; /* of the workspace */
    const char *out;
    const char *templates;
    const char *portal;
    const char *base_url;
    unsigned threads;
    unsigned limit;
    bool quiet;
    struct build_past past;
    const char *key;      /* file of the secret key; null = nothing is signed */
    struct signer signer; /* where there is a key */
    const char *search;   /* as given: a program, "none"; null = look for it */
    struct search_tool search_tool;
    struct workspace workspace;
};

static void result_write(struct buf *out, const struct workspace_portal *entry,
                         const char *root, const struct root_report *report)
{
    buf_add_format(out, SLICE_FORMAT ": %s: ", SLICE_ARGS(entry->key), root);
    if (report == NULL)
        buf_add_text(out, "not published; what was there stays\n");
    else if (!report->changed)
        buf_add_format(out, "%zu files, %" PRIu64 " bytes; nothing changed\n",
                       report->files, report->bytes);
    else
        buf_add_format(out,
                       "%zu files, %" PRIu64 " bytes; %zu new or changed\n",
                       report->files, report->bytes, report->written);
}

/* No time in the summary: the same run prints the same. */
static void summary_print(const struct workspace_portal *entry,
                          const char *root, const struct root_report *report)
{
    struct buf out = BUF_INIT;

    if (entry->portal != NULL)
        account_write(&out, entry);
    account_findings_write(&out, entry);
    result_write(&out, entry, root, report);
    if (!print_text(buf_slice(&out)))
        buf_reset(&out); /* print_end() says so */
    buf_release(&out);
}

static void findings_print(struct build *build, struct workspace_portal *entry)
{
    struct findings_group group = workspace_findings(&build->workspace, entry);
    struct buf out = BUF_INIT;

    findings_text(&out, &group, build->limit, build->quiet);
    print_aside(buf_slice(&out));
    buf_release(&out);
}

/* One portal, after its earlier releases were opened. */
static bool portal_publish(struct build *build, struct workspace_portal *entry,
                           struct history *history, struct root_report *report)
{
    struct workspace *workspace = &build->workspace;
    struct slice release = past_release(&build->past, entry);
    struct slice frozen =
        release.len == 0
            ? release
            : arena_join(&entry->arena, SLICE("releases/"), release);
    struct figure_watch *watch = figure_watch_new();
    const struct site_options options = {
        .frozen = frozen,
        .past = history->count > 0 ? &history->past : NULL,
        .restated = figure_watch_add,
        .restated_context = watch};
    const struct site *site =
        workspace_site(workspace, entry, build->base_url, &options);
    struct publication publication = {
        .portal = entry->portal,
        .site = site,
        .folder = workspace_root(workspace, entry, build->out),
        .workspace = workspace->path,
        .templates = workspace->templates,
        .base_url = workspace_base_url(workspace, entry, build->base_url),
        .threads = build->threads,
        .history = history,
        .watch = watch,
        .release = release,
        .frozen = frozen,
        .signer = build->key != NULL ? &build->signer : NULL,
        .search = build->search_tool};
    bool done;

    if (site != NULL)
        history_titles(history, site);
    done = site != NULL && signer_suits(entry->portal, publication.signer) &&
           publish_portal(&publication, report);
    figure_watch_free(watch);
    return done;
}

static int portal_build(struct build *build, struct workspace_portal *entry)
{
    struct workspace *workspace = &build->workspace;
    struct root_report report;
    struct history *history =
        workspace_status(entry) != EXIT_PUBLISHED
            ? NULL
            : past_open(&build->past, entry, build->threads);
    bool done =
        history != NULL && portal_publish(build, entry, history, &report);
    int status = workspace_status(entry);

    if (history != NULL)
        history_close(history);
    findings_print(build, entry);
    if (!build->quiet)
        summary_print(entry, workspace_root(workspace, entry, build->out),
                      done ? &report : NULL);
    return done || status != EXIT_PUBLISHED ? status : EXIT_FATAL;
}

/* The page above the roots; of the portals that could be loaded. */
static int landing_build(struct build *build)
{
    struct workspace *workspace = &build->workspace;
    const struct portal **portals = ARENA_ARRAY(
        &workspace->arena, workspace->count + 1, const struct portal *);
    struct workspace_portal *last = NULL;
    size_t count = 0;

    if (workspace_is_single(workspace))
        return EXIT_PUBLISHED;
    for (size_t i = 0; i < workspace->count; i++) {
        if (workspace->portals[i].portal == NULL)
            return EXIT_PUBLISHED;
        last = &workspace->portals[i];
        portals[count++] = last->portal;
    }
    if (landing_publish(build->out, portals, count, &last->diagnostics))
        return EXIT_PUBLISHED;
    return print_fault(EXIT_ENVIRONMENT,
                       arena_format(&workspace->arena,
                                    "%s/index.html cannot be written",
                                    build->out));
}

/* Roots below a root would be lost with it. */
static int layout_check(struct build *build)
{
    struct arena *arena = &build->workspace.arena;

    if (workspace_is_single(&build->workspace) ||
        !file_exists(arena_format(arena, "%s/manifest.sha256", build->out).ptr))
        return EXIT_PUBLISHED;
    return print_fault(
        EXIT_ENVIRONMENT,
        arena_format(arena,
                     "%s is the root of one portal; name another folder for "
                     "several (-o), or remove it",
                     build->out));
}

static int build_run(struct build *build)
{
    struct workspace *workspace = &build->workspace;
    int worst;

    workspace_load(workspace, true);
    worst = layout_check(build);
    if (worst == EXIT_PUBLISHED)
        worst = past_sort(&build->past, workspace);
    if (worst == EXIT_PUBLISHED && build->key != NULL)
        worst = signer_load(build->key, &build->signer);
    if (worst != EXIT_PUBLISHED)
        return worst;
    for (size_t i = 0; i < workspace->count; i++) {
        int status;

        if (!workspace->portals[i].is_wanted)
            continue;
        status = portal_build(build, &workspace->portals[i]);
        if (status > worst)
            worst = status;
    }
    if (worst == EXIT_PUBLISHED)
        worst = landing_build(build);
    return print_end(worst);
}

/* Only one that was named has to be there. */
static int search_find(struct build *build, struct buf *fault)
{
    static const char *const names[] = {"pagefind_extended", "pagefind"};
    struct search_tool *tool = &build->search_tool;
    struct arena *arena = &build->workspace.arena;

    tool->path = executable_paths();
    tool->is_refused = build->search != NULL &&
                       slice_equal_text(slice_of(build->search), "none");
    if (build->search != NULL && !tool->is_refused) {
        tool->program = executable_find(arena, build->search);
        if (tool->program != NULL)
            return EXIT_PUBLISHED;
        buf_add_format(fault, "--search: %s is no program that can be run",
                       build->search);
        return EXIT_USAGE;
    }
    for (size_t i = 0;
         i < COUNT_OF(names) && !tool->is_refused && tool->program == NULL; i++)
        tool->program = executable_find(arena, names[i]);
    return EXIT_PUBLISHED;
}

static int build_open(struct build *build)
{
    struct buf fault = BUF_INIT;
    struct slice url = slice_of(build->base_url);
    int status = EXIT_PUBLISHED;

    if (url.len > 0 && !slice_starts_with(url, SLICE("https://")) &&
        !slice_starts_with(url, SLICE("http://"))) {
        buf_add_format(&fault, "--base-url: %s is no https or http address",
                       build->base_url);
        status = EXIT_USAGE;
    }
    if (status == EXIT_PUBLISHED)
        status = workspace_open(&build->workspace, build->folder,
                                build->templates, build->portal, &fault);
    if (status == EXIT_PUBLISHED)
        status = search_find(build, &fault);
    if (status != EXIT_PUBLISHED)
        (void)print_fault((enum exit_status)status, buf_slice(&fault));
    if (build->out == NULL && status == EXIT_PUBLISHED)
        build->out =
            arena_format(&build->workspace.arena, "%s/site", build->folder).ptr;
    buf_release(&fault);
    return status;
}

static int build_main(int argc, char **argv, const char **previous)
{
    struct build build = {.folder = ".",
                          .threads = pool_processors(),
                          .limit = FINDINGS_LIMIT,
                          .past.previous = previous};
    const struct command_option options[] = {
        {.name = "output",
         .letter = 'o',
         .argument = "OUT",
         .text = &build.out,
         .help = "folder to publish in (DIR/site)"},
        {.name = "jobs",
         .letter = 'j',
         .argument = "N",
         .number = &build.threads,
         .low = 1,
         .high = THREADS_MAX,
         .help = "threads (as many as processors)"},
        {.name = "portal",
         .argument = "NAME",
         .text = &build.portal,
         .help = "build this portal's root and no other"},
        {.name = "base-url",
         .argument = "URL",
         .text = &build.base_url,
         .help = "address OUT will have: for sitemap, feeds, cards"},
        {.name = "release",
         .argument = "ID",
         .text = &build.past.release,
         .help = "freeze this edition under releases/ID/"},
        {.name = "previous",
         .argument = "PATH",
         .texts = build.past.previous,
         .text_count = &build.past.previous_count,
         .help = "earlier releases: a root, release or ZIP; repeatable"},
        {.name = "key",
         .argument = "FILE",
         .text = &build.key,
         .help = "secret key of minisign: sign the list of files"},
        {.name = "search",
         .argument = "PROGRAM",
         .text = &build.search,
         .help = "Pagefind, for `search: true` (found in PATH); or none"},
        {.name = "templates",
         .argument = "DIR",
         .text = &build.templates,
         .help = "the theme (DIR/templates, else the one it came with)"},
        {.name = "limit",
         .argument = "N",
         .number = &build.limit,
         .low = 0,
         .high = 1000000,
         .help = "findings of one code to print, 0 = all (20)"},
        {.name = "quiet",
         .letter = 'q',
         .flag = &build.quiet,
         .help = "print fatal findings only"},
    };
    const struct command_line line = {
        .name = "build",
        .summary = "Builds the portals of the workspace DIR into OUT. A fatal "
                   "finding leaves what\nis published as it was. Exit status: "
                   "0 published, 1 fatal findings, 2 usage,\n3 environment.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "DIR",
        .operand = &build.folder};
    int status;

    if (!options_begin(&line, argc, argv, &status))
        return status;
    status = build_open(&build);
    if (status == EXIT_PUBLISHED)
        status = build_run(&build);
    workspace_release(&build.workspace);
    signer_wipe(&build.signer);
    return status;
}

int command_build(int argc, char **argv)
{
    const char **previous = calloc((size_t)argc + 1, sizeof(*previous));
    int status;

    if (previous == NULL)
        out_of_memory();
    status = build_main(argc, argv, previous);
    free(previous);
    return status;
}
