/*
 * What the tests of generator/input share: a file with given bytes, and the
 * findings that reading it made.
 */
#ifndef TESTS_INPUT_HELP_H
#define TESTS_INPUT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/file.h"

struct world {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    char path[64]; /* of the file, empty = none */
};

static inline void world_init(struct world *world)
{
    memset(world, 0, sizeof(*world));
    arena_init(&world->arena);
    sources_init(&world->sources, &world->arena);
    diagnostics_init(&world->diagnostics);
}

static inline void world_release(struct world *world)
{
    if (world->path[0])
        (void)unlink(world->path);
    diagnostics_release(&world->diagnostics);
    arena_release(&world->arena);
}

static inline void world_write(struct world *world, struct slice bytes)
{
    int file;

    if (world->path[0])
        (void)unlink(world->path);
    (void)strcpy(world->path, "/tmp/rendir-test-XXXXXX");
    file = mkstemp(world->path);
    assert_true(file >= 0);
    for (size_t done = 0; done < bytes.len;) {
        ssize_t count = write(file, bytes.ptr + done, bytes.len - done);

        assert_true(count > 0);
        done += (size_t)count;
    }
    (void)close(file);
}

/* "F110 1:0 sentence", one finding a line, in the order of finding. */
static inline struct slice world_findings(struct world *world)
{
    struct buf out = BUF_INIT;
    struct slice copy;

    for (size_t i = 0; i < world->diagnostics.count; i++) {
        const struct finding *finding = &world->diagnostics.items[i];
        const struct diag_info *info = diag_info(finding->id);

        buf_add_format(&out, "%s %u:%u ", info->code, finding->place.record,
                       finding->place.field);
        finding_write(&out, finding, slice_of(info->sentence));
        buf_add_char(&out, '\n');
    }
    copy = arena_copy(&world->arena, buf_slice(&out));
    buf_release(&out);
    return copy;
}

/* The data folder beside the repository, or null after naming what is skipped.
 */
static inline const char *shared_folder(const char *what)
{
    const char *folder = getenv("RENDIR_SHARED");

    if (!folder)
        folder = "../shared";
    if (file_is_folder(folder))
        return folder;
    print_message("skipped: %s (no folder %s)\n", what, folder);
    return NULL;
}

#define assert_text(slice, text)                                               \
    assert_string_equal(arena_text(&world.arena, (slice)), (text))
#define assert_findings(text) assert_text(world_findings(&world), (text))

#endif
