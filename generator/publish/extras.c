#include "publish/extras.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "publish/staging.h"

#define EXTRAS "extras.sha256"
#define PIECE_SIZE 65536

/* Of a language: "es/cards/…". */
static bool is_of_cards(struct slice path)
{
    struct slice first = slice_next(&path, '/');

    return path.ptr != NULL && slice_starts_with(path, SLICE("cards/")) &&
           !slice_equal_text(first, "assets") &&
           !slice_equal_text(first, "data") &&
           !slice_equal_text(first, "releases");
}

bool path_is_card(struct slice path)
{
    return is_of_cards(path) && slice_ends_with(path, SLICE(".svg"));
}

bool path_is_extra(struct slice path)
{
    return slice_starts_with(path, SLICE(SEARCH_FOLDER)) ||
           path_is_card(path) ||
           (is_of_cards(path) && slice_ends_with(path, SLICE(".png")));
}

/* --- those of the old root --- */

void extras_begin(struct root *root)
{
    const size_t hex = DIGEST_HEX_SIZE - 1;
    const char *path =
        path_join(&root->arena, slice_of(root->folder), SLICE(EXTRAS)).ptr;
    struct slice rest;

    if (root->old < 0 || !file_exists(path) ||
        !file_read(&root->arena, path, &rest))
        return;
    while (rest.len > 0) {
        struct slice line = slice_next(&rest, '\n');
        struct slice *hash = ARENA_NEW(&root->arena, struct slice);

        if (line.len < hex + 3)
            continue;
        *hash = slice_cut(line, 0, hex);
        (void)map_put(&root->old_extras, slice_cut(line, hex + 2, line.len),
                      hash);
    }
}

void extras_before(const struct root *root, struct slice prefix,
                   struct arena *arena, struct names *out)
{
    const struct map *old = &root->old_extras;

    *out = (struct names){NULL, 0, 0};
    for (size_t i = 0; i < old->count; i++)
        if (slice_starts_with(old->entries[i].key, prefix))
            ARENA_PUSH(arena, out, old->entries[i].key);
}

static bool digest_of(int file, uint8_t out[DIGEST_SIZE])
{
    struct digest *digest = digest_begin();
    char piece[PIECE_SIZE];
    ssize_t got;

    while ((got = read(file, piece, sizeof(piece))) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        digest_add(digest, (struct slice){piece, (size_t)got});
    }
    digest_end(digest, out);
    return got == 0;
}

/* With what is to be known of it. */
static bool old_read(const struct root *root, struct slice path,
                     uint8_t digest[DIGEST_SIZE], uint64_t *size)
{
    const struct slice *hash = map_get(&root->old_extras, path);
    char hex[DIGEST_HEX_SIZE];
    struct arena arena;
    bool holds;
    int file;

    if (hash == NULL)
        return false;
    arena_init(&arena);
    file = root_old_open(root, arena_text(&arena, path), size);
    arena_release(&arena);
    if (file < 0)
        return false;
    holds = digest_of(file, digest);
    digest_hex(digest, hex);
    (void)close(file);
    return holds && slice_equal_text(*hash, hex);
}

bool extra_holds(const struct root *root, struct slice path)
{
    uint8_t digest[DIGEST_SIZE];
    uint64_t size;

    return old_read(root, path, digest, &size);
}

bool extra_keep(struct root *root, struct slice path)
{
    uint8_t digest[DIGEST_SIZE];
    struct root_file *file;
    uint64_t size = 0;

    errno = ESTALE; /* it was another one a moment ago */
    if (!old_read(root, path, digest, &size))
        return root_failed(root, path);
    file = root_enter(root, path);
    if (file == NULL)
        return false;
    memcpy(file->digest, digest, DIGEST_SIZE);
    file->same = true;
    return root_settle(root, file, size);
}
