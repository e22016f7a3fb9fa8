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

#include "findings_help.h"

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

static inline struct slice world_findings(struct world *world)
{
    return findings_text(&world->arena, &world->diagnostics, "");
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
