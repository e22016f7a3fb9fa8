#include "publish/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/extras.h"

#define MANIFEST "manifest.sha256"
#define SIGNATURE MANIFEST ".minisig"
#define EXTRAS "extras.sha256"
#define FOLDER_MODE 0755
#define LOCK_MODE 0644

static const struct place nowhere = {0, 0, 0};

/* Always false: the answer of what reports. */
static bool failed(struct root *root, enum diag_id id, struct slice path)
{
    diag_add(root->diagnostics, id, nowhere, path, slice_of(strerror(errno)));
    return false;
}

bool publish_is_environment(enum diag_id id)
{
    return slice_starts_with(slice_of(diag_info(id)->code), SLICE("F60"));
}

/*
 * Where the root really is: a link to a folder must not be exchanged in the
 * folder's place, and "." has no name to stage beside.
 */
static const char *folder_resolve(struct arena *arena, const char *folder)
{
    struct slice path = slice_of(folder);
    char resolved[PATH_MAX];

    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    folder = arena_text(arena, path);
    if (realpath(folder, resolved) == NULL)
        return folder;
    return arena_text(arena, slice_of(resolved));
}

static const char *beside(struct root *root, const char *ending)
{
    return arena_join(&root->arena, slice_of(root->folder), slice_of(ending))
        .ptr;
}

/* Makes the folder that the root lies in. */
static bool parent_make(struct root *root)
{
    size_t len = strlen(root->folder);

    while (len > 0 && root->folder[len - 1] != '/')
        len--;
    if (len <= 1)
        return true;
    return folder_make(
        arena_text(&root->arena, (struct slice){root->folder, len - 1}));
}

/* Is the locked file still the one that the path names? */
static bool lock_is_current(const char *path, int file)
{
    struct stat locked, named;

    return fstat(file, &locked) == 0 && stat(path, &named) == 0 &&
           locked.st_ino == named.st_ino && locked.st_dev == named.st_dev;
}

/*
 * The lock file is removed by who held it. Who waited in open() for the old one
 * would hold a lock that nobody sees, hence the second look.
 */
static bool lock_take(struct root *root)
{
    for (;;) {
        int file =
            open(root->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, LOCK_MODE);

        if (file < 0)
            return failed(root, DIAG_OUTPUT_UNSTAGED, slice_of(root->folder));
        if (flock(file, LOCK_EX | LOCK_NB) != 0) {
            enum diag_id id = errno == EWOULDBLOCK ? DIAG_OUTPUT_LOCKED
                                                   : DIAG_OUTPUT_UNSTAGED;

            (void)failed(root, id, slice_of(root->folder));
            (void)close(file);
            return false;
        }
        if (lock_is_current(root->lock_path, file)) {
            root->lock_file = file;
            return true;
        }
        (void)close(file);
    }
}

/* Nothing there, an empty folder, or a root of ours. */
static bool folder_is_ours(struct root *root)
{
    struct names names;
    struct stat info;

    if (lstat(root->folder, &info) != 0 && errno == ENOENT)
        return true;
    if (!folder_list(&root->arena, root->folder, &names))
        return failed(root, DIAG_OUTPUT_UNSTAGED, slice_of(root->folder));
    for (size_t i = 0; i < names.count; i++)
        if (slice_equal_text(names.items[i], MANIFEST))
            return true;
    if (names.count == 0)
        return true;
    return failed(root, DIAG_OUTPUT_FOREIGN, slice_of(root->folder));
}

static bool root_stage(struct root *root)
{
    errno = ENOENT;
    if (root->folder[0] == '\0')
        return failed(root, DIAG_OUTPUT_UNSTAGED, SLICE("the folder \"\""));
    if (!parent_make(root))
        return failed(root, DIAG_OUTPUT_UNSTAGED, slice_of(root->folder));
    if (!lock_take(root) || !folder_is_ours(root))
        return false;
    if (folder_remove(root->staging))
        root->tree = file_tree_open(root->staging);
    if (root->tree == NULL)
        return failed(root, DIAG_OUTPUT_UNSTAGED, slice_of(root->folder));
    root->old = open(root->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root->old < 0 && errno != ENOENT)
        return failed(root, DIAG_OUTPUT_UNSTAGED, slice_of(root->folder));
    return true;
}

/* Removes the staging, or the old root that lies there after the exchange. */
static void root_end(struct root *root)
{
    bool removed = root->tree == NULL || folder_remove(root->staging);

    (void)removed; /* else the next run does it */
    file_tree_close(root->tree);
    if (root->old >= 0)
        (void)close(root->old);
    if (root->lock_file >= 0) {
        (void)unlink(root->lock_path);
        (void)close(root->lock_file);
    }
    (void)pthread_mutex_destroy(&root->lock);
    arena_release(&root->arena);
    free(root);
}

struct root *root_begin(const char *folder, struct diagnostics *diagnostics)
{
    struct root *root = calloc(1, sizeof(*root));

    if (root == NULL || pthread_mutex_init(&root->lock, NULL) != 0)
        out_of_memory();
    arena_init(&root->arena);
    map_init(&root->files, &root->arena);
    map_init(&root->old_extras, &root->arena);
    root->diagnostics = diagnostics;
    root->lock_file = -1;
    root->old = -1;
    root->folder = folder_resolve(&root->arena, folder);
    root->staging = beside(root, ".rendir-staging");
    root->lock_path = beside(root, ".lock");
    if (root_stage(root))
        return root;
    root_end(root);
    return NULL;
}

/* Does the old root have this file with these bytes? */
static bool old_equals(const struct root *root, const char *path,
                       struct slice bytes)
{
    uint64_t size;
    int file = root_old_open(root, path, &size);
    bool equal;

    if (file < 0)
        return false;
    equal = size == bytes.len && root_old_holds(file, bytes);
    (void)close(file);
    return equal;
}

/* Inside the root; and as the manifest is one line per file, no name may end a
 * line or be escaped there. */
static bool name_is_plain(struct slice path)
{
    if (path.len == 0 || slice_equal_text(path, MANIFEST) ||
        slice_equal_text(path, EXTRAS))
        return false;
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] < ' ' || path.ptr[i] == '\\')
            return false;
    while (path.ptr != NULL) {
        struct slice part = slice_next(&path, '/');

        if (part.len == 0 || slice_equal_text(part, ".") ||
            slice_equal_text(part, ".."))
            return false;
    }
    return true;
}

struct root_file *root_enter(struct root *root, struct slice path)
{
    struct root_file *file = NULL;
    bool broken;

    (void)pthread_mutex_lock(&root->lock);
    broken = root->broken;
    if (!broken && name_is_plain(path) && !map_has(&root->files, path)) {
        file = ARENA_NEW(&root->arena, struct root_file);
        file->path = arena_copy(&root->arena, path);
        file->is_extra = path_is_extra(path);
        (void)map_put(&root->files, file->path, file);
    }
    root->broken |= file == NULL;
    (void)pthread_mutex_unlock(&root->lock);
    if (file == NULL && !broken)
        diag_add(root->diagnostics,
                 name_is_plain(path) ? DIAG_OUTPUT_TWICE : DIAG_OUTPUT_NAME,
                 nowhere, path);
    return file;
}

/* A full disk fails every thread; it is one thing that went wrong. */
bool root_failed(struct root *root, struct slice path)
{
    int reason = errno;
    bool is_first;

    (void)pthread_mutex_lock(&root->lock);
    is_first = !root->broken;
    root->broken = true;
    (void)pthread_mutex_unlock(&root->lock);
    errno = reason;
    return is_first ? failed(root, DIAG_OUTPUT_UNWRITABLE, path) : false;
}

bool root_settle(struct root *root, const struct root_file *file,
                 uint64_t bytes)
{
    (void)pthread_mutex_lock(&root->lock);
    root->written += !file->same;
    root->bytes += bytes;
    (void)pthread_mutex_unlock(&root->lock);
    return true;
}

bool root_write(struct root *root, struct slice path, struct slice bytes)
{
    struct root_file *file = root_enter(root, path);

    if (file == NULL)
        return false;
    digest_bytes(bytes, file->digest);
    file->same = old_equals(root, file->path.ptr, bytes);
    if (!file->same && !file_tree_write(root->tree, path, bytes))
        return root_failed(root, path);
    return root_settle(root, file, bytes.len);
}

static int compare_files(const void *left, const void *right)
{
    const struct map_entry *a = left;
    const struct map_entry *b = right;

    return slice_compare(a->key, b->key);
}

/* All files by path; the map's own order depends on the threads. */
static struct map_entry *files_sorted(struct root *root)
{
    size_t count = root->files.count;
    struct map_entry *sorted =
        ARENA_ARRAY(&root->arena, count + 1, struct map_entry);

    if (count > 0)
        memcpy(sorted, root->files.entries, count * sizeof(*sorted));
    qsort(sorted, count, sizeof(*sorted), compare_files);
    return sorted;
}

/* The form of sha256sum. */
static void manifest_line(struct buf *out, const struct root_file *file,
                          size_t skipped)
{
    char hex[DIGEST_HEX_SIZE];

    digest_hex(file->digest, hex);
    buf_add_text(out, hex);
    buf_add_text(out, "  ");
    buf_add_slice(out, slice_cut(file->path, skipped, file->path.len));
    buf_add_char(out, '\n');
}

static void files_list(struct root *root, struct slice prefix, bool of_extras,
                       struct buf *out)
{
    const struct map_entry *sorted = files_sorted(root);
    size_t skipped = prefix.len > 0 ? prefix.len + 1 : 0;

    for (size_t i = 0; i < root->files.count; i++) {
        const struct root_file *file = sorted[i].value;

        if (file->is_extra == of_extras &&
            (prefix.len == 0 || (slice_starts_with(file->path, prefix) &&
                                 file->path.ptr[prefix.len] == '/')))
            manifest_line(out, file, skipped);
    }
}

void root_manifest(struct root *root, struct slice prefix, struct buf *out)
{
    files_list(root, prefix, false, out);
}

/* A manifest and, where there are such, its signature and the list of extras:
 * in no manifest. */
struct seals {
    struct buf manifest;
    struct buf signature;
    struct buf extras;
    size_t count;
};

void root_sign(struct root *root, const char *name, root_seal *seal,
               void *context)
{
    root->signature = name;
    root->seal = seal;
    root->seal_context = context;
}

/* What was signed before and is still the same stays signed. */
static void signature_keep(struct root *root, struct seals *seals)
{
    struct slice path =
        path_join(&root->arena, slice_of(root->folder), SLICE(SIGNATURE));
    struct slice bytes;

    if (!old_equals(root, MANIFEST, buf_slice(&seals->manifest)) ||
        !file_exists(path.ptr) || !file_read(&root->arena, path.ptr, &bytes))
        return;
    root->signature = SIGNATURE;
    buf_add_slice(&seals->signature, bytes);
    seals->count++;
}

static void seals_write(struct root *root, struct seals *seals)
{
    *seals = (struct seals){BUF_INIT, BUF_INIT, BUF_INIT, 1};
    root_manifest(root, SLICE(""), &seals->manifest);
    files_list(root, SLICE(""), true, &seals->extras);
    seals->count += seals->extras.len > 0;
    if (root->signature == NULL) {
        signature_keep(root, seals);
        return;
    }
    root->seal(root->seal_context, buf_slice(&seals->manifest),
               &seals->signature);
    seals->count++;
}

static void seals_release(struct seals *seals)
{
    buf_release(&seals->manifest);
    buf_release(&seals->signature);
    buf_release(&seals->extras);
}

/* Is the old root these files and no others? */
static bool nothing_changed(struct root *root, const struct seals *seals)
{
    struct names old;

    return root->written == 0 &&
           old_equals(root, MANIFEST, buf_slice(&seals->manifest)) &&
           (root->signature == NULL ||
            old_equals(root, root->signature, buf_slice(&seals->signature))) &&
           (seals->extras.len == 0 ||
            old_equals(root, EXTRAS, buf_slice(&seals->extras))) &&
           folder_walk(&root->arena, root->folder, &old) &&
           old.count == root->files.count + seals->count;
}

static bool folders_make(int staging, struct slice path)
{
    char prefix[PATH_MAX];

    if (path.len >= sizeof(prefix)) {
        errno = ENAMETOOLONG;
        return false;
    }
    for (size_t i = 0; i < path.len; i++) {
        prefix[i] = '\0';
        if (path.ptr[i] == '/' && mkdirat(staging, prefix, FOLDER_MODE) != 0 &&
            errno != EEXIST)
            return false;
        prefix[i] = path.ptr[i];
    }
    return true;
}

static bool link_between(int from, const char *source, int staging,
                         struct slice path)
{
    if (linkat(from, source, staging, path.ptr, 0) == 0)
        return true;
    return errno == ENOENT && folders_make(staging, path) &&
           linkat(from, source, staging, path.ptr, 0) == 0;
}

/* What is the same as in the old root; then, after these are there, the other
 * names of files. */
enum link_pass { LINK_SAME, LINK_TWINS };

static bool file_link(const struct root *root, int staging,
                      const struct root_file *file, enum link_pass pass)
{
    const struct root_file *twin = file->twin;

    if (pass == LINK_SAME)
        return !file->same ||
               link_between(root->old, file->path.ptr, staging, file->path);
    return twin == NULL || file->same ||
           link_between(staging, twin->path.ptr, staging, file->path);
}

static bool files_link(struct root *root, enum link_pass pass)
{
    int staging = open(root->staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = staging >= 0;

    if (!done)
        return failed(root, DIAG_OUTPUT_UNWRITABLE, slice_of(root->staging));
    for (size_t i = 0; i < root->files.count && done; i++) {
        const struct root_file *file = root->files.entries[i].value;

        done = file_link(root, staging, file, pass) ||
               failed(root, DIAG_OUTPUT_UNWRITABLE, file->path);
    }
    (void)close(staging);
    return done;
}

/* What libraries put aside lies at the top, and goes when they are done; what
 * they could not remove must not be published. */
static bool strays_remove(struct root *root)
{
    struct names names;

    if (!folder_list(&root->arena, root->staging, &names))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        struct slice path =
            path_join(&root->arena, slice_of(root->staging), names.items[i]);

        if (!map_has(&root->files, names.items[i]) &&
            !file_is_folder(path.ptr) && unlink(path.ptr) != 0)
            return false;
    }
    return true;
}

/* Also true when there is none. */
static bool seal_stage(struct root *root, const char *name,
                       const struct buf *seal)
{
    return name == NULL || seal->len == 0 ||
           file_tree_write(root->tree, slice_of(name), buf_slice(seal));
}

static bool root_exchange(struct root *root, const struct seals *seals)
{
    if (!strays_remove(root))
        return failed(root, DIAG_OUTPUT_UNWRITABLE, slice_of(root->staging));
    if (!file_tree_write(root->tree, SLICE(MANIFEST),
                         buf_slice(&seals->manifest)) ||
        !seal_stage(root, root->signature, &seals->signature) ||
        !seal_stage(root, EXTRAS, &seals->extras))
        return failed(root, DIAG_OUTPUT_UNWRITABLE, SLICE(MANIFEST));
    if (!files_link(root, LINK_SAME) || !files_link(root, LINK_TWINS))
        return false;
    if (!file_tree_sync(root->tree))
        return failed(root, DIAG_OUTPUT_UNWRITABLE, slice_of(root->staging));
    return folder_exchange(root->staging, root->folder) ||
           failed(root, DIAG_OUTPUT_UNEXCHANGED, slice_of(root->folder));
}

bool root_publish(struct root *root, struct root_report *report)
{
    struct seals seals;
    bool done = !root->broken;

    *report = (struct root_report){0};
    seals_write(root, &seals);
    if (done) {
        report->files = root->files.count + seals.count;
        report->bytes = root->bytes + seals.manifest.len + seals.signature.len +
                        seals.extras.len;
        report->changed = !nothing_changed(root, &seals);
        report->written = root->written + (report->changed ? seals.count : 0);
        done = !report->changed || root_exchange(root, &seals);
    }
    seals_release(&seals);
    root_end(root);
    return done;
}

void root_abandon(struct root *root)
{
    root_end(root);
}
