#include "command/executable.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

const char *executable_paths(void)
{
    return getenv("PATH");
}

static bool can_run(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
           access(path, X_OK) == 0;
}

/* It is run in another folder than this. */
static const char *absolute(struct arena *arena, const char *path)
{
    char resolved[PATH_MAX];

    if (!can_run(path) || realpath(path, resolved) == NULL)
        return NULL;
    return arena_text(arena, slice_of(resolved));
}

const char *executable_find(struct arena *arena, const char *name)
{
    struct slice rest =
        slice_of(executable_paths() != NULL ? executable_paths() : "");

    if (slice_find(slice_of(name), '/') < slice_of(name).len)
        return absolute(arena, name);
    while (rest.len > 0) {
        struct slice folder = slice_next(&rest, ':');
        const char *found = NULL;

        if (folder.len > 0)
            found =
                absolute(arena, path_join(arena, folder, slice_of(name)).ptr);
        if (found != NULL)
            return found;
    }
    return NULL;
}
