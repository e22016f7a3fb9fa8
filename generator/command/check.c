/* rendir check: everything that a build would find, and nothing written. */
#include "base/pool.h"
#include "check/check.h"
#include "command/account.h"
#include "command/command.h"
#include "command/options.h"
#include "command/workspace.h"
#include "publish/portal.h"

enum format { FORMAT_TEXT, FORMAT_LINES, FORMAT_SARIF };

struct check {
    const char *folder;
    const char *templates;
    const char *portal;
    const char *format_name;
    enum format format;
    unsigned limit;
    bool is_of_data;
    struct workspace workspace;
};

static bool write_nothing(void *context, struct slice path, struct slice bytes)
{
    (void)context;
    (void)path;
    (void)bytes;
    return true;
}

/* Pages ask for figures and templates: their findings come out in rendering. */
static int portal_check(struct check *check, struct workspace_portal *entry)
{
    const struct site *site;
    bool whole;
    int status;

    if (check->is_of_data)
        return workspace_status(entry);
    site = workspace_site(&check->workspace, entry, NULL, NULL);
    whole = site != NULL &&
            pages_render(site, pool_processors(), write_nothing, NULL);
    if (site != NULL)
        check_late(entry->portal);
    status = workspace_status(entry);

    return whole || status != EXIT_PUBLISHED ? status : EXIT_FATAL;
}

static void findings_print(struct check *check, struct buf *out)
{
    struct workspace *workspace = &check->workspace;
    struct findings_group *groups = ARENA_ARRAY(
        &workspace->arena, workspace->count + 1, struct findings_group);
    size_t count = 0;

    for (size_t i = 0; i < workspace->count; i++)
        if (workspace->portals[i].is_wanted)
            groups[count++] =
                workspace_findings(workspace, &workspace->portals[i]);
    for (size_t i = 0; i < count && check->format == FORMAT_TEXT; i++)
        findings_text(out, &groups[i], check->limit, false);
    for (size_t i = 0; i < count && check->format == FORMAT_LINES; i++)
        findings_lines(out, &groups[i]);
    if (check->format == FORMAT_SARIF)
        findings_sarif(out, groups, count);
}

static void accounts_print(struct check *check, struct buf *out)
{
    for (size_t i = 0; i < check->workspace.count; i++) {
        const struct workspace_portal *entry = &check->workspace.portals[i];

        if (!entry->is_wanted || entry->portal == NULL)
            continue;
        account_write(out, entry);
        account_findings_write(out, entry);
    }
}

static int check_run(struct check *check)
{
    struct workspace *workspace = &check->workspace;
    struct buf out = BUF_INIT;
    int worst = EXIT_PUBLISHED;

    workspace_load(workspace, !check->is_of_data);
    for (size_t i = 0; i < workspace->count; i++) {
        int status;

        if (!workspace->portals[i].is_wanted)
            continue;
        status = portal_check(check, &workspace->portals[i]);
        if (status > worst)
            worst = status;
    }
    findings_print(check, &out);
    if (check->is_of_data && check->format == FORMAT_TEXT)
        accounts_print(check, &out);
    if (!print_text(buf_slice(&out)))
        worst = EXIT_ENVIRONMENT; /* print_end() says so */
    buf_release(&out);
    return print_end(worst);
}

static int check_open(struct check *check)
{
    static const char *const names[] = {"text", "jsonl", "sarif"};
    struct buf fault = BUF_INIT;
    int status = EXIT_USAGE;

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(slice_of(check->format_name), names[i])) {
            check->format = (enum format)i;
            status = EXIT_PUBLISHED;
        }
    if (status != EXIT_PUBLISHED) {
        buf_add_format(&fault, "unknown format %s", check->format_name);
        options_nearest(&fault, slice_of(check->format_name), names,
                        COUNT_OF(names));
    } else {
        status = workspace_open(&check->workspace, check->folder,
                                check->templates, check->portal, &fault);
    }
    if (status != EXIT_PUBLISHED)
        (void)print_fault((enum exit_status)status, buf_slice(&fault));
    buf_release(&fault);
    return status;
}

int command_check(int argc, char **argv)
{
    struct check check = {
        .folder = ".", .format_name = "text", .limit = FINDINGS_LIMIT};
    const struct command_option options[] = {
        {.name = "portal",
         .argument = "NAME",
         .text = &check.portal,
         .help = "check this portal and no other"},
        {.name = "format",
         .argument = "FORMAT",
         .text = &check.format_name,
         .help = "text, jsonl or sarif (text)"},
        {.name = "limit",
         .argument = "N",
         .number = &check.limit,
         .low = 0,
         .high = 1000000,
         .help = "text: findings of one code to print, 0 = all (20)"},
        {.name = "data",
         .flag = &check.is_of_data,
         .help = "the data alone; prints what became of the rows"},
        {.name = "templates",
         .argument = "DIR",
         .text = &check.templates,
         .help = "the theme (DIR/templates, else the one it came with)"},
    };
    const struct command_line line = {
        .name = "check",
        .summary = "Prints what a build of the workspace DIR would find, and "
                   "writes nothing. Exit\nstatus: 0 no fatal finding, 1 fatal "
                   "findings, 2 usage, 3 environment.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "DIR",
        .operand = &check.folder};
    int status;

    if (!options_begin(&line, argc, argv, &status))
        return status;
    status = check_open(&check);
    if (status == EXIT_PUBLISHED)
        status = check_run(&check);
    workspace_release(&check.workspace);
    return status;
}
