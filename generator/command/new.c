/* rendir new: a small workspace that builds, to be replaced piece by piece. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/name.h"
#include "command/command.h"
#include "command/new_files.h"
#include "command/options.h"

#define PLACEHOLDER "@portal@"
#define FALLBACK_NAME "portal"

static void add_filled(struct buf *out, const char *text, struct slice portal)
{
    const char *at;

    while ((at = strstr(text, PLACEHOLDER)) != NULL) {
        buf_add(out, text, (size_t)(at - text));
        buf_add_slice(out, portal);
        text = at + strlen(PLACEHOLDER);
    }
    buf_add_text(out, text);
}

static bool file_make(struct file_tree *tree, const struct new_file *file,
                      struct slice portal)
{
    struct buf path = BUF_INIT;
    struct buf text = BUF_INIT;
    bool done;

    add_filled(&path, file->path, portal);
    for (size_t i = 0; file->lines[i] != NULL; i++) {
        add_filled(&text, file->lines[i], portal);
        buf_add_char(&text, '\n');
    }
    done = file_tree_write(tree, buf_slice(&path), buf_slice(&text));
    buf_release(&path);
    buf_release(&text);
    return done;
}

static bool files_make(const char *folder, struct slice portal)
{
    struct file_tree *tree = file_tree_open(folder);
    bool done = tree != NULL;
    int reason;

    for (size_t i = 0; new_files[i].path != NULL && done; i++)
        done = file_make(tree, &new_files[i], portal);
    reason = errno;
    file_tree_close(tree);
    errno = reason;
    return done;
}

/* "Mi País 2" -> "mi-pa-s-2": the folder's name as a portal's. */
static struct slice name_of_folder(struct arena *arena, const char *folder)
{
    struct slice path = slice_of(folder);
    struct buf name = BUF_INIT;
    struct slice result;
    size_t from;

    while (path.len > 0 && path.ptr[path.len - 1] == '/')
        path.len--;
    for (from = path.len; from > 0 && path.ptr[from - 1] != '/';)
        from--;
    for (size_t i = from; i < path.len; i++) {
        char c = path.ptr[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            buf_add_char(&name, c);
        else if (name.len > 0 && name.ptr[name.len - 1] != '-')
            buf_add_char(&name, '-');
    }
    if (name.len > 0 && name.ptr[name.len - 1] == '-')
        name.len--;
    result = arena_copy(arena,
                        name.len > 0 ? buf_slice(&name) : SLICE(FALLBACK_NAME));
    buf_release(&name);
    return result;
}

static int fault(enum exit_status status, const char *which, const char *what)
{
    struct buf text = BUF_INIT;

    buf_add_format(&text, "%s: %s", which, what);
    status = (enum exit_status)print_fault(status, buf_slice(&text));
    buf_release(&text);
    return (int)status;
}

static int folder_check(struct arena *arena, const char *folder)
{
    struct names names;

    if (!folder_list(arena, folder, &names))
        return errno == ENOENT
                   ? EXIT_PUBLISHED
                   : fault(EXIT_ENVIRONMENT, folder, strerror(errno));
    if (names.count == 0)
        return EXIT_PUBLISHED;
    return fault(EXIT_USAGE, folder, "is not empty; nothing was written");
}

static int new_run(struct arena *arena, const char *folder, const char *name)
{
    struct slice portal =
        name != NULL ? slice_of(name) : name_of_folder(arena, folder);
    int status;

    if (!name_is_plain(portal))
        return fault(EXIT_USAGE, name,
                     "only a-z, 0-9 and '-' may stand in a portal's name");
    status = folder_check(arena, folder);
    if (status != EXIT_PUBLISHED)
        return status;
    if (!files_make(folder, portal))
        return fault(EXIT_ENVIRONMENT, folder, strerror(errno));
    if (!print_text(arena_format(arena,
                                 "%s: a workspace with the portal " SLICE_FORMAT
                                 "; next: rendir build %s\n",
                                 folder, SLICE_ARGS(portal), folder)))
        return print_end(EXIT_ENVIRONMENT);
    return print_end(EXIT_PUBLISHED);
}

int command_new(int argc, char **argv)
{
    const char *folder = NULL;
    const char *name = NULL;
    const struct command_option options[] = {
        {.name = "name",
         .argument = "NAME",
         .text = &name,
         .help = "the portal's name (of DIR): a-z, 0-9, '-'"},
    };
    const struct command_line line = {
        .name = "new",
        .summary = "Makes the workspace DIR with one small portal that builds. "
                   "DIR must be empty or\nnot be there yet.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "DIR",
        .operand = &folder,
        .operand_is_needed = true};
    struct arena arena;
    int status;

    if (!options_begin(&line, argc, argv, &status))
        return status;
    arena_init(&arena);
    status = new_run(&arena, folder, name);
    arena_release(&arena);
    return status;
}
