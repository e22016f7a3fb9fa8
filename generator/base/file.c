#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"

#define FOLDER_MODE 0755
#define FILE_MODE 0644
#define WALK_DESCRIPTORS 32

bool file_exists(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Closes on the way out of a failure, whose reason stays in errno. */
static bool close_failed(int fd)
{
    int reason = errno;

    (void)close(fd);
    errno = reason;
    return false;
}

/* Up to `size` bytes; fewer where the file has become shorter. */
static bool read_all(int fd, char *bytes, size_t size, size_t *len)
{
    *len = 0;
    while (*len < size) {
        ssize_t got = read(fd, bytes + *len, size - *len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            return true;
        *len += (size_t)got;
    }
    return true;
}

static bool regular_size(int fd, size_t *size)
{
    struct stat info;

    if (fstat(fd, &info) != 0)
        return false;
    *size = (size_t)info.st_size;
    if (S_ISREG(info.st_mode))
        return true;
    errno = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
    return false;
}

bool file_read(struct arena *arena, const char *path, struct slice *out)
{
    /* Without O_NONBLOCK a pipe in the place of a file would hang here. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    size_t size, len;
    char *bytes;

    if (fd < 0)
        return false;
    if (!regular_size(fd, &size))
        return close_failed(fd);
    bytes = arena_array(arena, size + 1, 1);
    if (!read_all(fd, bytes, size, &len))
        return close_failed(fd);
    (void)close(fd);
    *out = (struct slice){bytes, len};
    return true;
}

static int compare_names(const void *left, const void *right)
{
    const struct slice *a = left;
    const struct slice *b = right;

    return slice_compare(*a, *b);
}

static void sort_names(struct names *names)
{
    if (names->count > 1)
        qsort(names->items, names->count, sizeof(*names->items), compare_names);
}

bool folder_list(struct arena *arena, const char *path, struct names *out)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    int reason;

    *out = (struct names){0};
    if (!folder)
        return false;
    while (errno = 0, (entry = readdir(folder)) != NULL) {
        struct slice name = slice_of(entry->d_name);

        if (slice_equal(name, SLICE(".")) || slice_equal(name, SLICE("..")))
            continue;
        name = arena_copy(arena, name);
        ARENA_PUSH(arena, out, name);
    }
    reason = errno;
    (void)closedir(folder);
    sort_names(out);
    errno = reason;
    return reason == 0;
}

/* Lists one folder of a walk: its files to `files`, its folders to `folders`.
 */
static bool walk_folder(struct arena *arena, struct slice root,
                        struct slice below, struct names *files,
                        struct names *folders)
{
    struct slice path = path_join(arena, root, below);
    struct names names;

    if (!folder_list(arena, path.ptr, &names))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        struct slice name = path_join(arena, below, names.items[i]);
        struct stat info;

        path = path_join(arena, root, name);
        /* Links are not followed: they could lead outside, or in circles. */
        if (lstat(path.ptr, &info) != 0)
            return false;
        if (S_ISREG(info.st_mode))
            ARENA_PUSH(arena, files, name);
        else if (S_ISDIR(info.st_mode))
            ARENA_PUSH(arena, folders, name);
    }
    return true;
}

bool folder_walk(struct arena *arena, const char *path, struct names *out)
{
    struct names folders = {0};
    struct slice root = slice_of(path);

    *out = (struct names){0};
    if (!walk_folder(arena, root, SLICE(""), out, &folders))
        return false;
    /* The list grows while it is worked off. */
    for (size_t i = 0; i < folders.count; i++)
        if (!walk_folder(arena, root, folders.items[i], out, &folders))
            return false;
    sort_names(out);
    return true;
}

static bool make_one_folder(const char *path)
{
    int reason;

    if (mkdir(path, FOLDER_MODE) == 0)
        return true;
    reason = errno;
    if (file_is_folder(path))
        return true;
    errno = reason == EEXIST ? ENOTDIR : reason;
    return false;
}

bool folder_make(const char *path)
{
    char prefix[PATH_MAX];
    size_t len = strlen(path);

    if (len == 0 || len >= sizeof(prefix)) {
        errno = len ? ENAMETOOLONG : ENOENT;
        return false;
    }
    memcpy(prefix, path, len + 1);
    for (size_t i = 1; i < len; i++) {
        if (prefix[i] != '/')
            continue;
        prefix[i] = '\0';
        if (!make_one_folder(prefix))
            return false;
        prefix[i] = '/';
    }
    return make_one_folder(prefix);
}

static int remove_entry(const char *path, const struct stat *info, int kind,
                        struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

bool folder_remove(const char *path)
{
    struct stat info;

    if (lstat(path, &info) != 0)
        return errno == ENOENT;
    return nftw(path, remove_entry, WALK_DESCRIPTORS, FTW_DEPTH | FTW_PHYS) ==
           0;
}

/*
 * At most this many folders are open at once: the usual limit of a process is
 * 1024 descriptors, and a site has more folders than that.
 */
#define OPEN_FOLDERS_MAX 128

struct tree_folder {
    struct slice path;
    int fd;         /* -1 = not open */
    unsigned users; /* threads that are writing a file in it */
};

struct file_tree {
    int root;
    pthread_mutex_t lock; /* for everything below, and `users` and `fd` */
    pthread_cond_t unused;
    struct arena arena;
    struct map folders; /* path to struct tree_folder; all of them exist */
    struct tree_folder *open[OPEN_FOLDERS_MAX];
    size_t hand; /* next candidate for being closed */
};

struct file_tree *file_tree_open(const char *path)
{
    struct file_tree *tree;
    int root;

    if (!folder_make(path))
        return NULL;
    root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root < 0)
        return NULL;
    tree = calloc(1, sizeof(*tree));
    if (!tree || pthread_mutex_init(&tree->lock, NULL) != 0 ||
        pthread_cond_init(&tree->unused, NULL) != 0)
        out_of_memory();
    tree->root = root;
    arena_init(&tree->arena);
    map_init(&tree->folders, &tree->arena);
    return tree;
}

/* Makes the folders on the way to `path` that this tree has not seen yet. */
static bool tree_make_folders(struct file_tree *tree, struct slice path)
{
    for (size_t at = 0; at < path.len; at++) {
        struct slice prefix;
        struct tree_folder *folder;

        at += slice_find(slice_cut(path, at, path.len), '/');
        prefix = slice_cut(path, 0, at);
        if (map_has(&tree->folders, prefix))
            continue;
        folder = ARENA_NEW(&tree->arena, struct tree_folder);
        folder->path = arena_copy(&tree->arena, prefix);
        folder->fd = -1;
        if (mkdirat(tree->root, folder->path.ptr, FOLDER_MODE) != 0 &&
            errno != EEXIST)
            return false;
        (void)map_put(&tree->folders, folder->path, folder);
    }
    return true;
}

/* A place among the open folders, by closing one that nobody uses; or null. */
static struct tree_folder **tree_free_place(struct file_tree *tree)
{
    for (size_t i = 0; i < OPEN_FOLDERS_MAX; i++) {
        struct tree_folder **place = &tree->open[tree->hand];

        tree->hand = (tree->hand + 1) % OPEN_FOLDERS_MAX;
        if (*place && (*place)->users > 0)
            continue;
        if (*place) {
            (void)close((*place)->fd);
            (*place)->fd = -1;
            *place = NULL;
        }
        return place;
    }
    return NULL;
}

static bool tree_open_folder(struct file_tree *tree, struct tree_folder *folder)
{
    struct tree_folder **place = tree_free_place(tree);

    while (!place) {
        (void)pthread_cond_wait(&tree->unused, &tree->lock);
        if (folder->fd >= 0) /* another thread was faster */
            return true;
        place = tree_free_place(tree);
    }
    folder->fd = openat(tree->root, folder->path.ptr,
                        O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (folder->fd < 0)
        return false;
    *place = folder;
    return true;
}

/* The folder, open and in use, or null; "" is the root and has no record. */
static struct tree_folder *tree_acquire(struct file_tree *tree,
                                        struct slice path)
{
    struct tree_folder *folder = NULL;

    (void)pthread_mutex_lock(&tree->lock);
    if (tree_make_folders(tree, path))
        folder = map_get(&tree->folders, path);
    if (folder && folder->fd < 0 && !tree_open_folder(tree, folder))
        folder = NULL;
    if (folder)
        folder->users++;
    (void)pthread_mutex_unlock(&tree->lock);
    return folder;
}

static void tree_release(struct file_tree *tree, struct tree_folder *folder)
{
    (void)pthread_mutex_lock(&tree->lock);
    if (--folder->users == 0)
        (void)pthread_cond_broadcast(&tree->unused);
    (void)pthread_mutex_unlock(&tree->lock);
}

bool file_append(int file, struct slice bytes)
{
    while (bytes.len > 0) {
        ssize_t put = write(file, bytes.ptr, bytes.len);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes = slice_cut(bytes, (size_t)put, bytes.len);
    }
    return true;
}

/* After EINTR the descriptor is closed, and syncfs() reports what was lost. */
bool file_finish(int file)
{
    return close(file) == 0 || errno == EINTR;
}

/* A new file: what exists is never written over, nor followed. */
static int create_new(int folder, struct slice name)
{
    char terminated[NAME_MAX + 1];

    if (name.len > NAME_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(terminated, name.ptr, name.len);
    terminated[name.len] = '\0';
    return openat(folder, terminated, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC,
                  FILE_MODE);
}

/* Below the root, and nothing that could lead out of it. */
static bool path_is_inside(struct slice path)
{
    if (path.len == 0 || slice_find(path, '\0') < path.len)
        return false;
    while (path.ptr) {
        struct slice part = slice_next(&path, '/');

        if (part.len == 0 || slice_equal(part, SLICE(".")) ||
            slice_equal(part, SLICE("..")))
            return false;
    }
    return true;
}

static size_t name_offset(struct slice path)
{
    size_t at = path.len;

    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    return at;
}

int file_tree_create(struct file_tree *tree, struct slice path)
{
    size_t offset = name_offset(path);
    struct slice name = slice_cut(path, offset, path.len);
    struct tree_folder *folder;
    int reason;
    int file;

    if (!path_is_inside(path)) {
        errno = EINVAL;
        return -1;
    }
    if (offset == 0)
        return create_new(tree->root, name);
    folder = tree_acquire(tree, slice_cut(path, 0, offset - 1));
    if (!folder)
        return -1;
    file = create_new(folder->fd, name);
    reason = errno;
    tree_release(tree, folder);
    errno = reason;
    return file;
}

bool file_tree_write(struct file_tree *tree, struct slice path,
                     struct slice bytes)
{
    int file = file_tree_create(tree, path);

    if (file < 0)
        return false;
    if (!file_append(file, bytes))
        return close_failed(file);
    return file_finish(file);
}

bool file_tree_sync(struct file_tree *tree)
{
    return syncfs(tree->root) == 0;
}

void file_tree_close(struct file_tree *tree)
{
    if (!tree)
        return;
    for (size_t i = 0; i < OPEN_FOLDERS_MAX; i++)
        if (tree->open[i])
            (void)close(tree->open[i]->fd);
    (void)close(tree->root);
    (void)pthread_cond_destroy(&tree->unused);
    (void)pthread_mutex_destroy(&tree->lock);
    arena_release(&tree->arena);
    free(tree);
}

bool folder_exchange(const char *staged, const char *target)
{
    if (renameat2(AT_FDCWD, staged, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
        return true;
    if (errno != ENOENT)
        return false;
    return renameat2(AT_FDCWD, staged, AT_FDCWD, target, RENAME_NOREPLACE) == 0;
}

struct slice path_join(struct arena *arena, struct slice a, struct slice b)
{
    struct slice with_slash;

    if (a.len == 0 || b.len == 0)
        return arena_copy(arena, a.len ? a : b);
    if (a.ptr[a.len - 1] == '/')
        return arena_join(arena, a, b);
    with_slash = arena_join(arena, a, SLICE("/"));
    return arena_join(arena, with_slash, b);
}
