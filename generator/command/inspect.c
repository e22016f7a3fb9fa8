/* rendir inspect: what files seem to be, and a descriptor to start from. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "command/command.h"
#include "command/options.h"
#include "inspect/guess.h"

struct inspect {
    const char *folder; /* of --write */
    bool json;
    struct arena arena;
    const char **paths;
    size_t path_count;
    struct {
        struct sheet **items;
        size_t count, capacity;
    } sheets;
    struct guess **guesses;
};

/* Beside a sheet that has the same columns, else in a new one. */
static bool file_take(struct inspect *inspect, const char *path,
                      struct slice *fault)
{
    struct sheet *sheet;
    bool fits;

    for (size_t i = 0; i < inspect->sheets.count; i++) {
        if (!sheet_read(inspect->sheets.items[i], path, &fits, fault))
            return false;
        if (fits)
            return true;
    }
    sheet = ARENA_NEW(&inspect->arena, struct sheet);
    sheet_init(sheet, &inspect->arena);
    if (!sheet_read(sheet, path, &fits, fault))
        return false;
    ARENA_PUSH(&inspect->arena, &inspect->sheets, sheet);
    return true;
}

static int files_take(struct inspect *inspect)
{
    int status = EXIT_PUBLISHED;

    for (size_t i = 0; i < inspect->path_count; i++) {
        struct slice fault = {NULL, 0};

        if (!file_take(inspect, inspect->paths[i], &fault))
            status = print_fault(EXIT_FATAL, fault);
    }
    return status;
}

static void guesses_make(struct inspect *inspect)
{
    inspect->guesses =
        ARENA_ARRAY(&inspect->arena, inspect->sheets.count + 1, struct guess *);
    for (size_t i = 0; i < inspect->sheets.count; i++) {
        struct insight *insight = ARENA_NEW(&inspect->arena, struct insight);
        struct guess *guess = ARENA_NEW(&inspect->arena, struct guess);

        sheet_understand(inspect->sheets.items[i]);
        insight_find(insight, inspect->sheets.items[i]);
        guess_find(guess, insight);
        inspect->guesses[i] = guess;
        for (size_t j = 0; j < i && !guess->is_merged; j++)
            if (!inspect->guesses[j]->is_merged)
                (void)guess_merge(inspect->guesses[j], guess);
    }
}

static struct slice package_name(struct inspect *inspect)
{
    char *real;
    const char *slash;
    struct slice name;

    if (inspect->folder == NULL)
        return SLICE("portal");
    real = realpath(inspect->folder, NULL);
    slash = real != NULL ? strrchr(real, '/') : NULL;
    name = name_fold(&inspect->arena,
                     slice_of(slash != NULL ? slash + 1 : "portal"));
    free(real);
    return name;
}

static int fault_about(struct inspect *inspect, enum exit_status status,
                       const char *path, const char *what)
{
    return print_fault(status,
                       arena_format(&inspect->arena, "%s %s", path, what));
}

/* Before anything is read: can the descriptor be written at all? */
static int folder_check(struct inspect *inspect)
{
    struct slice file;

    if (inspect->folder == NULL)
        return EXIT_PUBLISHED;
    if (!file_is_folder(inspect->folder))
        return fault_about(inspect, EXIT_USAGE, inspect->folder,
                           "is no folder; make it, and copy the files there");
    file = path_join(&inspect->arena, slice_of(inspect->folder),
                     SLICE("datapackage.json"));
    if (file_exists(file.ptr))
        return fault_about(inspect, EXIT_USAGE, file.ptr,
                           "is there already and is not overwritten; move it "
                           "away, or write to another folder");
    for (size_t i = 0; i < inspect->path_count; i++)
        if (file_exists(inspect->paths[i]) &&
            path_below(&inspect->arena, inspect->paths[i], inspect->folder)
                    .len == 0)
            return print_fault(
                EXIT_USAGE,
                arena_format(&inspect->arena,
                             "%s is not in %s; copy it there, and inspect the "
                             "copy",
                             inspect->paths[i], inspect->folder));
    return EXIT_PUBLISHED;
}

static int package_save(struct inspect *inspect, struct slice text)
{
    struct file_tree *tree = file_tree_open(inspect->folder);
    bool done =
        tree != NULL && file_tree_write(tree, SLICE("datapackage.json"), text);
    int reason = errno;

    file_tree_close(tree);
    if (!done)
        return fault_about(inspect, EXIT_ENVIRONMENT, inspect->folder,
                           strerror(reason));
    if (!print_text(arena_format(&inspect->arena,
                                 "\n%s/datapackage.json: written; next: read "
                                 "its _why and _decide, then rendir check\n",
                                 inspect->folder)))
        return EXIT_ENVIRONMENT;
    return EXIT_PUBLISHED;
}

static int reports_print(struct inspect *inspect)
{
    struct buf out = BUF_INIT;
    int status = EXIT_PUBLISHED;

    for (size_t i = 0; i < inspect->sheets.count; i++) {
        if (i > 0)
            buf_add_text(&out, "\n\n");
        report_write(&out, inspect->guesses[i]);
    }
    if (!print_text(buf_slice(&out)))
        status = EXIT_ENVIRONMENT;
    buf_release(&out);
    return status;
}

static int results_give(struct inspect *inspect)
{
    struct buf package = BUF_INIT;
    int status = EXIT_PUBLISHED;

    package_write(&package, &inspect->arena, package_name(inspect),
                  inspect->guesses, inspect->sheets.count, inspect->folder);
    if (!inspect->json)
        status = reports_print(inspect);
    else if (inspect->folder == NULL && !print_text(buf_slice(&package)))
        status = EXIT_ENVIRONMENT;
    if (inspect->folder != NULL && status == EXIT_PUBLISHED)
        status = package_save(inspect, buf_slice(&package));
    buf_release(&package);
    return status;
}

static int inspect_run(struct inspect *inspect)
{
    int status = folder_check(inspect);
    int given;

    if (status == EXIT_PUBLISHED && inspect->json && inspect->folder != NULL)
        status = print_fault(EXIT_USAGE,
                             SLICE("--json prints what --write writes: give "
                                   "one of them"));
    if (status != EXIT_PUBLISHED)
        return status;
    status = files_take(inspect);
    if (inspect->sheets.count == 0)
        return status;
    /* A descriptor of half the files would pass for the whole. */
    if (status != EXIT_PUBLISHED)
        inspect->folder = NULL;
    guesses_make(inspect);
    given = results_give(inspect);
    return print_end(given != EXIT_PUBLISHED ? given : status);
}

int command_inspect(int argc, char **argv)
{
    struct inspect inspect = {
        .paths = calloc((size_t)argc + 1, sizeof(*inspect.paths))};
    const struct command_option options[] = {
        {.name = "write",
         .argument = "DIR",
         .text = &inspect.folder,
         .help = "write DIR/datapackage.json; the files lie in DIR"},
        {.name = "json",
         .flag = &inspect.json,
         .help = "print that JSON, and not the table"},
    };
    const struct command_line line = {
        .name = "inspect",
        .summary =
            "Looks at the first 100,000 records of each FILE and prints how it "
            "is written,\nwhat its columns seem to be, and what is yours to "
            "decide. Files with the same\ncolumns are one resource. Exit "
            "status: 0 done, 1 a file cannot be read, 2 usage,\n3 environment.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "FILE...",
        .operands = inspect.paths,
        .operand_count = &inspect.path_count,
        .operand_is_needed = true};
    int status;

    if (inspect.paths == NULL)
        out_of_memory();
    arena_init(&inspect.arena);
    if (options_begin(&line, argc, argv, &status))
        status = inspect_run(&inspect);
    arena_release(&inspect.arena);
    free(inspect.paths);
    return status;
}
