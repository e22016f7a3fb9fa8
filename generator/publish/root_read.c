/* Files of a root that is being staged, read again. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/staging.h"

const char *root_read_path(struct root *root, struct slice path,
                           struct arena *arena)
{
    const struct root_file *file;

    (void)pthread_mutex_lock(&root->lock);
    file = map_get(&root->files, path);
    (void)pthread_mutex_unlock(&root->lock);
    if (file == NULL)
        return NULL;
    while (!file->same && file->twin != NULL)
        file = file->twin;
    return path_join(arena, slice_of(file->same ? root->folder : root->staging),
                     file->path)
        .ptr;
}

int root_read_open(struct root *root, struct slice path, uint64_t *size)
{
    struct arena arena;
    struct stat info;
    const char *name;
    int file = -1;

    arena_init(&arena);
    name = root_read_path(root, path, &arena);
    errno = ENOENT;
    if (name != NULL)
        file = open(name, O_RDONLY | O_CLOEXEC);
    arena_release(&arena);
    if (file < 0)
        return -1;
    if (fstat(file, &info) != 0) {
        (void)close(file);
        return -1;
    }
    *size = (uint64_t)info.st_size;
    return file;
}
