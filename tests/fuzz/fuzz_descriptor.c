/*
 * A mapping and small files of one portal: "datapackage.json" up to the first
 * line "---", then files x1.csv, x2.csv, ... parted by such lines. The portal
 * is loaded, and its rows are read again as they are published.
 */
#include "fuzz.h"

#include <string.h>

#include "base/file.h"
#include "check/check.h"
#include "model/portal.h"

#define FILES_MAX 4

static const char settings[] =
    "name: P\nlanguages: [{path: en, locale: en-US}]\ncut_off: 2017-12-31\n"
    "fiscal_year_start: 7\nstages: [{id: initial, label: I}, {id: accrued, "
    "label: A}]\n";

struct workspace {
    char folder[40]; /* in memory: no byte of it need reach a disk */
};

static struct workspace workspace_of(void)
{
    struct workspace workspace;

    (void)snprintf(workspace.folder, sizeof workspace.folder,
                   "/dev/shm/rendir-fuzz-%ld", (long)getpid());
    return workspace;
}

static void file_write(const struct workspace *workspace, const char *name,
                       struct slice text)
{
    char path[100];
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/%s", workspace->folder, name);
    *strrchr(path, '/') = '\0';
    if (!folder_make(path))
        BUG("no folder to write to");
    path[strlen(path)] = '/';
    file = fopen(path, "wb");
    if (file == NULL || fwrite(text.ptr, 1, text.len, file) != text.len ||
        fclose(file) != 0)
        BUG("no room for the input");
}

/* Up to the next line that is "---". */
static struct slice next_part(struct slice *rest)
{
    struct slice part = {rest->ptr, 0};

    while (rest->len > 0) {
        struct slice line = slice_next(rest, '\n');

        if (slice_equal_text(line, "---"))
            return part;
        part.len = (size_t)(line.ptr + line.len - part.ptr);
    }
    return part;
}

static void files_write(const struct workspace *workspace, struct slice input)
{
    (void)!folder_remove(workspace->folder);
    file_write(workspace, "content/p/portal.yaml", slice_of(settings));
    file_write(workspace, "data/p/datapackage.json", next_part(&input));
    for (int i = 1; i <= FILES_MAX && input.len > 0; i++) {
        char name[32];

        (void)snprintf(name, sizeof name, "data/p/x%d.csv", i);
        file_write(workspace, name, next_part(&input));
    }
}

struct replay {
    const struct table *table;
    uint64_t rows;
};

static bool row_count(void *context, const struct row *row)
{
    struct replay *replay = context;

    replay->rows += row->cells != NULL;
    return true;
}

/* Every record has one outcome; what is published is what was used. */
static void table_check(const struct portal *portal, const struct table *table,
                        const char *folder)
{
    struct replay replay = {table, 0};
    uint64_t rows = 0;

    for (size_t f = 0; f < table->files.count; f++) {
        const struct file_account *file = &table->files.items[f];
        uint64_t records = 0;

        rows += file->rows;
        for (size_t o = 0; o < file->outcomes.count; o++)
            records += file->outcomes.items[o].rows;
        if (table->cube != NULL && records != file->count.records)
            BUG("a record has one outcome");
    }
    if (table->cube == NULL)
        return;
    if (!table_replay(portal, table, folder, row_count, &replay))
        return; /* a file that cannot be read: found */
    if (replay.rows != rows)
        BUG("what is published is what was used");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_run run;
    struct portal *portal;
    struct workspace workspace = workspace_of();
    struct portal_paths paths = {workspace.folder, SLICE_INIT("p"),
                                 workspace.folder, 0};

    fuzz_begin(&run);
    files_write(&workspace, (struct slice){(const char *)data, size});
    portal = portal_load(&run.arena, &run.sources, &run.diagnostics, &paths);
    if (portal != NULL) {
        for (size_t t = 0; t < portal->tables.count; t++)
            table_check(portal, portal->tables.items[t], workspace.folder);
        check_portal(portal, workspace.folder);
    }
    fuzz_end(&run);
    (void)!folder_remove(workspace.folder);
    return 0;
}
