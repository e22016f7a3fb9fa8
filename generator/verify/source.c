#include "verify/source.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/archive.h"
#include "base/map.h"

/* What a release may hold unpacked: far above any, far below a disk. */
#define ARCHIVE_BYTES_MAX ((uint64_t)64 << 30)
#define ARCHIVE_ENTRIES_MAX ((uint64_t)8 << 20)
#define FILE_BYTES_MAX ((uint64_t)8 << 30)

struct source {
    struct arena arena;
    struct slice folder;     /* of the machine */
    struct archive *archive; /* null: the folder */
    struct map folders;      /* of the archive: path -> struct names */
    pthread_mutex_t lock;    /* an archive reads one entry at a time */
};

static struct source *source_new(void)
{
    struct source *source = calloc(1, sizeof(*source));

    if (source == NULL)
        out_of_memory();
    arena_init(&source->arena);
    map_init(&source->folders, &source->arena);
    (void)pthread_mutex_init(&source->lock, NULL);
    return source;
}

void source_close(struct source *source)
{
    if (source->archive != NULL)
        archive_close(source->archive);
    (void)pthread_mutex_destroy(&source->lock);
    arena_release(&source->arena);
    free(source);
}

bool source_is_archive(const struct source *source)
{
    return source->archive != NULL;
}

/* --- the folders of an archive, which lists only files --- */

static struct slice folder_of(struct slice path)
{
    while (path.len > 0 && path.ptr[path.len - 1] != '/')
        path.len--;
    return slice_cut(path, 0, path.len > 0 ? path.len - 1 : 0);
}

/* Enters what is in a folder, and the folder in the one above it. */
static void entry_add(struct source *source, struct slice path)
{
    while (path.len > 0) {
        struct slice folder = folder_of(path);
        struct slice name =
            slice_cut(path, folder.len > 0 ? folder.len + 1 : 0, path.len);
        struct names *names = map_get(&source->folders, folder);
        bool is_new = names == NULL;

        if (is_new) {
            names = ARENA_NEW(&source->arena, struct names);
            (void)map_put(&source->folders, folder, names);
        }
        ARENA_PUSH(&source->arena, names, name);
        if (!is_new)
            return;
        path = folder;
    }
}

static int name_compare(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static void folders_find(struct source *source)
{
    size_t count;
    const struct archive_entry *entries =
        archive_entries(source->archive, &count);

    for (size_t i = 0; i < count; i++)
        entry_add(source, entries[i].name);
    for (size_t i = 0; i < source->folders.count; i++) {
        struct names *names = source->folders.entries[i].value;

        qsort(names->items, names->count, sizeof(*names->items), name_compare);
    }
}

/* --- opening --- */

static struct source *archive_take(const char *path, struct buf *reason)
{
    const struct archive_limits limits = {ARCHIVE_BYTES_MAX,
                                          ARCHIVE_ENTRIES_MAX};
    struct archive *archive = archive_open(path, &limits, reason);
    struct source *source;

    if (archive == NULL)
        return NULL;
    source = source_new();
    source->archive = archive;
    folders_find(source);
    return source;
}

struct source *source_open(const char *path, struct buf *reason)
{
    struct source *source;
    struct stat info;

    if (stat(path, &info) != 0) {
        buf_add_text(reason,
                     errno == ENOENT ? "is not there" : strerror(errno));
        return NULL;
    }
    if (!S_ISDIR(info.st_mode))
        return archive_take(path, reason);
    source = source_new();
    source->folder = arena_copy(&source->arena, slice_of(path));
    return source;
}

struct source *source_open_bytes(struct slice bytes, struct buf *reason)
{
    struct source *source = NULL;
    int file = memfd_create("archive", MFD_CLOEXEC);
    char path[32];

    if (file < 0 || !file_append(file, bytes)) {
        buf_add_text(reason, strerror(errno));
    } else {
        (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
        source = archive_take(path, reason);
    }
    if (file >= 0)
        (void)close(file);
    return source;
}

/* --- reading --- */

enum source_kind source_kind(struct source *source, struct slice path)
{
    struct stat info;
    struct arena arena;
    int status;

    if (source->archive != NULL) {
        if (archive_find(source->archive, path) != NULL)
            return SOURCE_FILE;
        return map_has(&source->folders, path) ? SOURCE_FOLDER : SOURCE_NOTHING;
    }
    arena_init(&arena);
    status = lstat(path_join(&arena, source->folder, path).ptr, &info);
    arena_release(&arena);
    if (status != 0)
        return errno == ENOENT || errno == ENOTDIR ? SOURCE_NOTHING
                                                   : SOURCE_FAILED;
    if (S_ISDIR(info.st_mode))
        return SOURCE_FOLDER;
    return S_ISREG(info.st_mode) ? SOURCE_FILE : SOURCE_OTHER;
}

bool source_names(struct source *source, struct arena *arena,
                  struct slice folder, struct names *out, struct buf *reason)
{
    const struct names *names;

    if (source->archive == NULL) {
        struct slice path = path_join(arena, source->folder, folder);

        if (folder_list(arena, path.ptr, out))
            return true;
        buf_add_text(reason, strerror(errno));
        return false;
    }
    names = map_get(&source->folders, folder);
    *out = names != NULL ? *names : (struct names){NULL, 0, 0};
    return true;
}

struct archive_stream *source_stream(struct source *source, struct slice path,
                                     struct buf *reason)
{
    const struct archive_entry *entry = archive_find(source->archive, path);

    if (entry != NULL)
        return archive_stream_open(source->archive, entry, reason);
    buf_add_text(reason, strerror(ENOENT));
    return NULL;
}

bool source_read(struct source *source, struct arena *arena, struct slice path,
                 struct slice *out, struct buf *reason)
{
    const struct archive_entry *entry;
    bool done;

    if (source->archive == NULL) {
        if (file_read(arena, path_join(arena, source->folder, path).ptr, out))
            return true;
        buf_add_text(reason, strerror(errno));
        return false;
    }
    entry = archive_find(source->archive, path);
    if (entry == NULL) {
        buf_add_text(reason, strerror(ENOENT));
        return false;
    }
    (void)pthread_mutex_lock(&source->lock);
    done = archive_read(source->archive, entry, FILE_BYTES_MAX, arena, out,
                        reason);
    (void)pthread_mutex_unlock(&source->lock);
    return done;
}
