#include "base/archive.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h> /* for its version, which shapes what libzip writes */

#include "base/map.h"
#include "base/pool.h"
#include "base/utf8.h"

#define DEFLATE_LEVEL 6
/* 1980-01-01 00:00, the first moment that the format knows. */
#define DOS_DATE 0x0021
#define DOS_TIME 0
#define FILE_MODE 0100644U
#define MODE_SHIFT 16
/* Deflate cannot pack tighter: more is declared than can be there. */
#define DEFLATE_RATIO 1032
/* What a file costs besides its bytes, when work is shared out. */
#define ENTRY_COST 4096

/* ---- writing ---- */

/* Some of the items, on their way into a file of their own. */
struct part {
    const struct archive_order *order;
    const char *path;
    size_t from, to;
    struct arena arena;
    struct buf reason;
    bool done;
};

/* Nothing here depends on input: libzip refuses only what is a bug. */
static void expect(bool done)
{
    if (!done)
        BUG("libzip refused an entry");
}

/* What the system said, where it was the system; else libzip's own words. */
static void reason_of_error(struct buf *reason, zip_error_t *error)
{
    if (zip_error_system_type(error) == ZIP_ET_SYS &&
        zip_error_code_system(error) != 0)
        buf_add_text(reason, strerror(zip_error_code_system(error)));
    else
        buf_add_text(reason, zip_error_strerror(error));
}

static void reason_of_code(struct buf *reason, int code)
{
    zip_error_t error;

    zip_error_init_with_code(&error, code);
    reason_of_error(reason, &error);
    zip_error_fini(&error);
}

/* Null with a reason. */
static zip_t *target_open(struct part *part)
{
    int code = 0;
    zip_t *zip = zip_open(part->path, ZIP_CREATE | ZIP_TRUNCATE, &code);

    if (zip == NULL)
        reason_of_code(&part->reason, code);
    return zip;
}

/* libzip does not say which file it could not read. */
static void reason_add_item(struct part *part)
{
    for (size_t i = part->from; i < part->to; i++) {
        const char *path = part->order->items[i].path;

        if (path != NULL && access(path, R_OK) != 0) {
            buf_add_format(&part->reason, "%s: ", path);
            return;
        }
    }
}

/* True when all is in the file. */
static bool target_close(struct part *part, zip_t *zip)
{
    if (zip_close(zip) == 0)
        return true;
    reason_add_item(part);
    reason_of_error(&part->reason, zip_get_error(zip));
    zip_discard(zip);
    return false;
}

static void entry_add(zip_t *zip, struct arena *arena, struct slice name,
                      zip_source_t *source)
{
    zip_int64_t at;
    zip_uint64_t index;

    expect(source != NULL);
    at = zip_file_add(zip, arena_text(arena, name), source, ZIP_FL_ENC_UTF_8);
    expect(at >= 0);
    index = (zip_uint64_t)at;
    expect(zip_file_set_dostime(zip, index, DOS_TIME, DOS_DATE, 0) == 0 &&
           zip_file_set_external_attributes(zip, index, 0, ZIP_OPSYS_UNIX,
                                            FILE_MODE << MODE_SHIFT) == 0 &&
           zip_set_file_compression(zip, index, ZIP_CM_DEFLATE,
                                    DEFLATE_LEVEL) == 0);
}

/* A file is opened when its turn has come, not here; null where it is not to be
 * seen even. */
static zip_source_t *item_source(zip_t *zip, const struct archive_item *item)
{
    return item->path != NULL
               ? zip_source_file(zip, item->path, 0, -1)
               : zip_source_buffer(zip, item->bytes.ptr, item->bytes.len, 0);
}

/* Packs the items of a part. */
static bool part_pack(struct part *part)
{
    zip_t *zip = target_open(part);

    if (zip == NULL)
        return false;
    for (size_t i = part->from; i < part->to; i++) {
        const struct archive_item *item = &part->order->items[i];
        zip_source_t *source = item_source(zip, item);

        if (source == NULL) {
            buf_add_format(&part->reason, "%s: ", item->path);
            reason_of_error(&part->reason, zip_get_error(zip));
            zip_discard(zip);
            return false;
        }
        entry_add(zip, &part->arena, item->name, source);
    }
    return target_close(part, zip);
}

/* libzip 1.7.3 keeps what is needed to write in a static variable, with no
 * lock: who opens while another thread is about to set it is told "Read-only
 * archive". */
void archive_prepare(void)
{
    zip_error_t error;
    zip_source_t *nothing;
    zip_t *zip;

    zip_error_init(&error);
    nothing = zip_source_buffer_create(NULL, 0, 0, &error);
    expect(nothing != NULL);
    zip = zip_open_from_source(nothing, ZIP_CREATE | ZIP_TRUNCATE, &error);
    expect(zip != NULL);
    zip_discard(zip);
    zip_error_fini(&error);
}

static void pack_task(void *context, size_t index, unsigned worker)
{
    struct part *part = (struct part *)context + index;

    (void)worker;
    part->done = part->from == part->to || part_pack(part);
}

static uint64_t item_cost(const struct archive_item *item)
{
    struct stat info;

    if (item->path == NULL)
        return item->bytes.len + ENTRY_COST;
    if (stat(item->path, &info) != 0)
        return ENTRY_COST; /* found missing when it is opened */
    return (uint64_t)info.st_size + ENTRY_COST;
}

/* Shares the items out, in their order, so that each part has as much to do. */
static void parts_share(struct part *parts, const struct archive_order *order)
{
    uint64_t all = 0, done = 0;
    size_t at = 0;

    for (size_t i = 0; i < order->count; i++)
        all += item_cost(&order->items[i]);
    for (unsigned p = 0; p < order->threads; p++) {
        bool is_last = p + 1 == order->threads;

        parts[p].from = at;
        while (at < order->count &&
               (is_last || done < all / order->threads * (p + 1)))
            done += item_cost(&order->items[at++]);
        parts[p].to = at;
    }
}

/* The entries of a part, packed as they are. */
static zip_t *part_join(struct part *whole, struct part *part, zip_t *zip)
{
    int code = 0;
    zip_t *from = zip_open(part->path, ZIP_RDONLY, &code);

    if (from == NULL) {
        reason_of_code(&whole->reason, code);
        return NULL;
    }
    for (size_t i = part->from; i < part->to; i++)
        entry_add(
            zip, &whole->arena, whole->order->items[i].name,
            zip_source_zip(zip, from, i - part->from, ZIP_FL_COMPRESSED, 0, 0));
    return from;
}

static bool parts_join(struct part *whole, struct part *parts)
{
    unsigned count = whole->order->threads;
    zip_t **from = ARENA_ARRAY(&whole->arena, count, zip_t *);
    zip_t *zip = target_open(whole);
    bool done = zip != NULL;

    for (unsigned p = 0; p < count && done; p++) {
        if (parts[p].from == parts[p].to)
            continue;
        from[p] = part_join(whole, &parts[p], zip);
        done = from[p] != NULL;
    }
    if (done)
        done = target_close(whole, zip);
    else if (zip != NULL)
        zip_discard(zip);
    for (unsigned p = 0; p < count; p++)
        if (from[p] != NULL)
            zip_discard(from[p]);
    return done;
}

/* It lies where it would be published. */
static bool part_remove(struct part *whole, const struct part *part)
{
    if (unlink(part->path) == 0 || errno == ENOENT)
        return true;
    buf_add_format(&whole->reason, "%s: %s", part->path, strerror(errno));
    return false;
}

/* Each thread packs a part, beside the archive; then they are joined. */
static bool pack_together(struct part *whole)
{
    const struct archive_order *order = whole->order;
    struct part *parts =
        ARENA_ARRAY(&whole->arena, order->threads, struct part);
    bool done = true;

    archive_prepare();
    parts_share(parts, order);
    for (unsigned p = 0; p < order->threads; p++) {
        parts[p].order = order;
        parts[p].path =
            arena_format(&whole->arena, "%s.%u", order->path, p).ptr;
        arena_init(&parts[p].arena);
    }
    pool_run(order->threads, order->threads, pack_task, parts);
    for (unsigned p = 0; p < order->threads; p++) {
        if (done && !parts[p].done)
            buf_add_slice(&whole->reason, buf_slice(&parts[p].reason));
        done = done && parts[p].done;
    }
    done = done && parts_join(whole, parts);
    for (unsigned p = 0; p < order->threads; p++) {
        done = part_remove(whole, &parts[p]) && done;
        buf_release(&parts[p].reason);
        arena_release(&parts[p].arena);
    }
    return done;
}

bool archive_write(const struct archive_order *order, struct buf *reason)
{
    struct part whole = {
        .order = order, .path = order->path, .to = order->count};
    bool done;

    if (order->count == 0)
        BUG("an archive without files");
    arena_init(&whole.arena);
    done = order->threads > 1 ? pack_together(&whole) : part_pack(&whole);
    buf_add_slice(reason, buf_slice(&whole.reason));
    buf_release(&whole.reason);
    arena_release(&whole.arena);
    return done;
}

/* ---- reading ---- */

struct archive {
    zip_t *zip;
    struct arena arena;
    struct map names; /* to struct archive_entry */
    struct {
        struct archive_entry *items;
        size_t count, capacity;
    } files;
    /* Of folders too. libzip compares names as it decodes them, this as they
     * are. */
    struct map all;
};

/* Always false: the answer of what refuses an entry. */
static bool refused(struct buf *reason, struct slice name, const char *why)
{
    buf_add_text(reason, "the entry \"");
    utf8_add_printable(reason, name);
    buf_add_format(reason, "\" %s", why);
    return false;
}

/* Null where a name is a plain relative path. */
static const char *name_fault(struct slice name)
{
    if (name.len == 0)
        return "has no name";
    if (name.len >= PATH_MAX)
        return "has a name that is too long";
    if (utf8_invalid_or_nul(name) < name.len)
        return "has a name that is not UTF-8";
    if (name.ptr[0] == '/' || (name.len > 1 && name.ptr[1] == ':'))
        return "has an absolute path";
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '\\' || (unsigned char)name.ptr[i] < ' ' ||
            name.ptr[i] == 0x7f)
            return "has a backslash or a control character in its name";
    while (name.ptr != NULL) {
        struct slice part = slice_next(&name, '/');

        if (slice_equal_text(part, "."))
            return "has a path with a part \".\"";
        if (slice_equal_text(part, ".."))
            return "leads out of the folder";
        if (part.len == 0 && name.ptr != NULL)
            return "has a path with an empty part";
    }
    return NULL;
}

/* Null where an entry can be read without danger. */
static const char *form_fault(zip_t *zip, const zip_stat_t *info)
{
    const zip_uint64_t needed =
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    zip_uint8_t system;
    zip_uint32_t attributes;

    if ((info->valid & needed) != needed)
        return "does not tell its length";
    if ((info->valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        info->encryption_method != ZIP_EM_NONE)
        return "is encrypted";
    if (info->comp_method != ZIP_CM_STORE &&
        info->comp_method != ZIP_CM_DEFLATE)
        return "is packed in a way that is not read here";
    if (info->size / DEFLATE_RATIO > info->comp_size)
        return "declares more bytes than it can hold";
    if (zip_file_get_external_attributes(zip, info->index, 0, &system,
                                         &attributes) != 0)
        return "has no attributes";
    attributes >>= MODE_SHIFT;
    if (system == ZIP_OPSYS_UNIX && (attributes & S_IFMT) != 0 &&
        !S_ISREG(attributes) && !S_ISDIR(attributes))
        return "is a link or a device";
    return NULL;
}

/* Enters an entry into the list; false with a reason. */
static bool entry_take(struct archive *archive, zip_uint64_t index,
                       uint64_t *room, struct buf *reason)
{
    const char *text = zip_get_name(archive->zip, index, ZIP_FL_ENC_RAW);
    struct slice name = slice_of(text);
    const char *fault = text == NULL ? "has no name" : name_fault(name);
    struct archive_entry entry = {name, 0, index};
    zip_stat_t info;

    if (fault == NULL && zip_stat_index(archive->zip, index, 0, &info) != 0)
        fault = "cannot be read";
    if (fault == NULL)
        fault = form_fault(archive->zip, &info);
    if (fault == NULL && map_put(&archive->all, name, archive) != NULL)
        fault = "stands there twice";
    if (fault != NULL)
        return refused(reason, name, fault);
    if (info.size > *room)
        return refused(reason, name, "is larger than what is read here");
    *room -= info.size;
    entry.size = info.size;
    if (name.ptr[name.len - 1] != '/')
        ARENA_PUSH(&archive->arena, &archive->files, entry);
    else if (info.size > 0)
        return refused(reason, name, "is a folder with bytes");
    return true;
}

static bool entries_take(struct archive *archive,
                         const struct archive_limits *limits,
                         struct buf *reason)
{
    zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    uint64_t room = limits->bytes;

    if (count < 0 || (uint64_t)count > limits->entries) {
        buf_add_format(reason, "more than %" PRIu64 " entries",
                       limits->entries);
        return false;
    }
    for (zip_uint64_t i = 0; i < (zip_uint64_t)count; i++)
        if (!entry_take(archive, i, &room, reason))
            return false;
    for (size_t i = 0; i < archive->files.count; i++) {
        struct archive_entry *entry = &archive->files.items[i];

        (void)map_put(&archive->names, entry->name, entry);
    }
    return true;
}

struct archive *archive_open(const char *path,
                             const struct archive_limits *limits,
                             struct buf *reason)
{
    struct archive *archive;
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);

    if (zip == NULL) {
        reason_of_code(reason, code);
        return NULL;
    }
    archive = calloc(1, sizeof(*archive));
    if (archive == NULL)
        out_of_memory();
    archive->zip = zip;
    arena_init(&archive->arena);
    map_init(&archive->names, &archive->arena);
    map_init(&archive->all, &archive->arena);
    if (entries_take(archive, limits, reason))
        return archive;
    archive_close(archive);
    return NULL;
}

void archive_close(struct archive *archive)
{
    if (archive == NULL)
        return;
    zip_discard(archive->zip);
    arena_release(&archive->arena);
    free(archive);
}

const struct archive_entry *archive_entries(const struct archive *archive,
                                            size_t *count)
{
    *count = archive->files.count;
    return archive->files.items;
}

const struct archive_entry *archive_find(const struct archive *archive,
                                         struct slice name)
{
    return map_get(&archive->names, name);
}

struct slice archive_folder(const struct archive *archive)
{
    const struct archive_entry *files = archive->files.items;
    struct slice folder;

    if (archive->files.count == 0)
        return SLICE("");
    folder = files[0].name;
    folder.len = slice_find(folder, '/') + 1;
    if (folder.len > files[0].name.len)
        return SLICE("");
    for (size_t i = 1; i < archive->files.count; i++)
        if (!slice_starts_with(files[i].name, folder))
            return SLICE("");
    return folder;
}

struct archive_stream {
    zip_file_t *file;
    struct slice name;
    uint64_t left; /* of the bytes that were declared */
};

static bool unreadable(struct buf *reason, struct slice name, const char *why)
{
    buf_add_text(reason, "the entry \"");
    utf8_add_printable(reason, name);
    buf_add_format(reason, "\" cannot be read: %s", why);
    return false;
}

struct archive_stream *archive_stream_open(struct archive *archive,
                                           const struct archive_entry *entry,
                                           struct buf *reason)
{
    zip_file_t *file = zip_fopen_index(archive->zip, entry->index, 0);
    struct archive_stream *stream;

    if (file == NULL) {
        (void)unreadable(reason, entry->name, zip_strerror(archive->zip));
        return NULL;
    }
    stream = malloc(sizeof(*stream));
    if (stream == NULL)
        out_of_memory();
    *stream = (struct archive_stream){file, entry->name, entry->size};
    return stream;
}

bool archive_stream_read(struct archive_stream *stream, char *bytes,
                         size_t size, size_t *len, struct buf *reason)
{
    zip_int64_t got = zip_fread(stream->file, bytes, size);

    *len = 0;
    if (got < 0)
        return unreadable(reason, stream->name,
                          zip_file_strerror(stream->file));
    if ((uint64_t)got > stream->left || (got == 0 && stream->left > 0))
        return unreadable(reason, stream->name,
                          "it has not the length that is declared");
    stream->left -= (uint64_t)got;
    *len = (size_t)got;
    return true;
}

void archive_stream_close(struct archive_stream *stream)
{
    if (stream == NULL)
        return;
    (void)zip_fclose(stream->file);
    free(stream);
}

bool archive_read(struct archive *archive, const struct archive_entry *entry,
                  uint64_t limit, struct arena *arena, struct slice *out,
                  struct buf *reason)
{
    struct archive_stream *stream;
    size_t len = 0, got = 1;
    char *bytes;
    bool done = true;

    if (entry->size > limit)
        return unreadable(reason, entry->name, "it is too large");
    stream = archive_stream_open(archive, entry, reason);
    if (stream == NULL)
        return false;
    bytes = arena_alloc(arena, (size_t)entry->size + 1);
    /* The room for the NUL shows when there is more than was declared; and only
     * the read that gives nothing checks the sum. */
    while (done && got > 0) {
        done = archive_stream_read(stream, bytes + len,
                                   (size_t)entry->size + 1 - len, &got, reason);
        len += got;
    }
    archive_stream_close(stream);
    if (done)
        *out = (struct slice){bytes, len};
    return done;
}

const char *archive_library_version(void)
{
    return zip_libzip_version();
}

const char *archive_deflate_version(void)
{
    return zlibVersion();
}
