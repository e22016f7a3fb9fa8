/*
 * The floor under a build: writes the files of one folder into another and does
 * nothing else. `floor FROM TO THREADS` prints the seconds of the writing
 * alone; everything was read into memory before.
 */
#include <fcntl.h>
#include <fts.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define THREADS_MAX 64

struct file {
    char *path; /* in the folder written */
    char *bytes;
    size_t len;
    bool is_folder;
};

struct tree {
    struct file *files;
    size_t count, capacity;
    atomic_size_t next;
};

static void *checked(void *pointer)
{
    if (pointer == NULL) {
        perror("floor");
        exit(3);
    }
    return pointer;
}

static void check(bool good, const char *path)
{
    if (good)
        return;
    perror(path);
    exit(3);
}

static char *read_bytes(const char *path, size_t len)
{
    char *bytes = checked(malloc(len + 1));
    FILE *in = checked(fopen(path, "rb"));

    check(fread(bytes, 1, len, in) == len, path);
    (void)fclose(in);
    return bytes;
}

static struct file *tree_add(struct tree *tree, const char *to,
                             const char *path)
{
    struct file *file;
    size_t len = strlen(to) + strlen(path) + 1;

    if (tree->count == tree->capacity) {
        tree->capacity = tree->capacity ? 2 * tree->capacity : 1024;
        tree->files = checked(
            realloc(tree->files, tree->capacity * sizeof(*tree->files)));
    }
    file = &tree->files[tree->count++];
    *file = (struct file){.path = checked(malloc(len))};
    (void)snprintf(file->path, len, "%s%s", to, path);
    return file;
}

static void tree_read(struct tree *tree, char *from, const char *to)
{
    char *const roots[] = {from, NULL};
    FTS *walk = checked(fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL));
    const FTSENT *entry;

    while ((entry = fts_read(walk)) != NULL) {
        struct file *file;

        if (entry->fts_info != FTS_D && entry->fts_info != FTS_F)
            continue;
        file = tree_add(tree, to, entry->fts_path + strlen(from));
        file->is_folder = entry->fts_info == FTS_D;
        if (file->is_folder)
            continue;
        file->len = (size_t)entry->fts_statp->st_size;
        file->bytes = read_bytes(entry->fts_path, file->len);
    }
    (void)fts_close(walk);
}

static void folders_make(const struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++)
        if (tree->files[i].is_folder)
            check(mkdir(tree->files[i].path, 0777) == 0, tree->files[i].path);
}

static void *write_files(void *argument)
{
    struct tree *tree = argument;
    size_t i;

    while ((i = atomic_fetch_add(&tree->next, 1)) < tree->count) {
        const struct file *file = &tree->files[i];
        int out;

        if (file->is_folder)
            continue;
        out = open(file->path, O_WRONLY | O_CREAT | O_EXCL, 0666);
        check(out >= 0, file->path);
        check(write(out, file->bytes, file->len) == (ssize_t)file->len,
              file->path);
        check(close(out) == 0, file->path);
    }
    return NULL;
}

static double seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    struct tree tree = {0};
    pthread_t threads[THREADS_MAX];
    int count = argc == 4 ? atoi(argv[3]) : 0;
    double start;

    if (count < 1 || count > THREADS_MAX) {
        (void)fprintf(stderr, "usage: floor FROM TO THREADS\n");
        return 2;
    }
    tree_read(&tree, argv[1], argv[2]);
    start = seconds();
    folders_make(&tree);
    for (int i = 0; i < count; i++)
        check(pthread_create(&threads[i], NULL, write_files, &tree) == 0,
              "thread");
    for (int i = 0; i < count; i++)
        check(pthread_join(threads[i], NULL) == 0, "thread");
    (void)printf("%.4f\n", seconds() - start);
    return 0;
}
