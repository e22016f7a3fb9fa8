/* Cards: drawings into pictures. */
#include "chart/card.h"

#include <string.h>

#include "emit/picture.h"
#include "publish/extras.h"
#include "publish/staging.h"

static bool undrawn(struct root *root, struct slice path, struct slice reason)
{
    diag_add(root->diagnostics, DIAG_OUTPUT_UNWRITABLE,
             ((struct place){0, 0, 0}), path, reason);
    return false;
}

static bool picture_publish(struct root *root, struct slice path,
                            struct slice drawing)
{
    struct buf out = BUF_INIT;
    struct buf fault = BUF_INIT;
    bool done = picture_write(&out, drawing, CARD_WIDTH, CARD_HEIGHT, &fault)
                    ? root_write(root, path, buf_slice(&out))
                    : undrawn(root, path, buf_slice(&fault));

    buf_release(&fault);
    buf_release(&out);
    return done;
}

static bool is_same(struct root *root, struct slice path)
{
    const struct root_file *file;

    (void)pthread_mutex_lock(&root->lock);
    file = map_get(&root->files, path);
    (void)pthread_mutex_unlock(&root->lock);
    return file != NULL && file->same;
}

bool card_publish(struct root *root, struct slice path, struct slice drawing)
{
    struct arena arena;
    struct slice picture;
    bool done;

    if (!root_write(root, path, drawing))
        return false;
    arena_init(&arena);
    picture =
        ARENA_CONCAT(&arena, slice_cut(path, 0, path.len - 4), SLICE(".png"));
    done = is_same(root, path) && extra_holds(root, picture)
               ? extra_keep(root, picture)
               : picture_publish(root, picture, drawing);
    arena_release(&arena);
    return done;
}
