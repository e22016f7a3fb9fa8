/*
 * What the tests of files, of published roots and of readers of them share: an
 * empty folder for each test, that has to be removable when the test is over.
 */
#ifndef TESTS_FOLDER_HELP_H
#define TESTS_FOLDER_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/file.h"

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    struct buf fault; /* what was wrong, in words */
    char folder[32];
    const char *site; /* a root to be, in the folder */
};

static inline bool fixture_init(struct fixture *f)
{
    *f = (struct fixture){.folder = "/tmp/rendir-unit-XXXXXX"};
    arena_init(&f->arena);
    diagnostics_init(&f->diagnostics);
    if (mkdtemp(f->folder) == NULL)
        return false;
    f->site = arena_format(&f->arena, "%s/site", f->folder).ptr;
    return true;
}

static inline bool fixture_release(struct fixture *f)
{
    bool removed = folder_remove(f->folder);

    buf_release(&f->fault);
    diagnostics_release(&f->diagnostics);
    arena_release(&f->arena);
    return removed;
}

/* Before and after each test: cmocka_unit_test_setup_teardown(). */
static inline int fixture_new(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    *state = f;
    return f != NULL && fixture_init(f) ? 0 : -1;
}

static inline int fixture_free(void **state)
{
    bool removed = fixture_release(*state);

    free(*state);
    return removed ? 0 : -1;
}

/* The path of what is called so in the folder. */
static inline const char *below(struct fixture *f, const char *name)
{
    return arena_format(&f->arena, "%s/%s", f->folder, name).ptr;
}

/* Writes a file, and the folders to it. */
static inline const char *put(struct fixture *f, const char *name,
                              struct slice bytes)
{
    struct slice path = slice_of(below(f, name));
    struct slice folder = path;
    FILE *file;

    while (folder.ptr[folder.len - 1] != '/')
        folder.len--;
    assert_true(folder_make(arena_text(&f->arena, folder)));
    file = fopen(path.ptr, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    return path.ptr;
}

#endif
