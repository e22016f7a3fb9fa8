#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/pool.h"

#define MANY_FOLDERS 300

struct fixture {
    struct arena arena;
    char root[32];
};

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    if (!fixture)
        return -1;
    arena_init(&fixture->arena);
    memcpy(fixture->root, "/tmp/rendir-file-XXXXXX", 24);
    *state = fixture;
    return mkdtemp(fixture->root) ? 0 : -1;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    bool removed = folder_remove(fixture->root);

    arena_release(&fixture->arena);
    free(fixture);
    return removed ? 0 : -1;
}

/* A path below the folder of the test. */
static const char *below(struct fixture *fixture, const char *name)
{
    return path_join(&fixture->arena, slice_of(fixture->root), slice_of(name))
        .ptr;
}

static void write_one(struct fixture *fixture, const char *folder,
                      const char *name, const char *text)
{
    struct file_tree *tree = file_tree_open(below(fixture, folder));

    assert_non_null(tree);
    assert_true(file_tree_write(tree, slice_of(name), slice_of(text)));
    assert_true(file_tree_sync(tree));
    file_tree_close(tree);
}

static void assert_content(struct fixture *fixture, const char *name,
                           const char *text)
{
    struct slice bytes;

    assert_true(file_read(&fixture->arena, below(fixture, name), &bytes));
    assert_int_equal(bytes.len, strlen(text));
    assert_string_equal(bytes.ptr, text);
}

static void test_path_join(void **state)
{
    struct arena *arena = &((struct fixture *)*state)->arena;

    assert_string_equal(path_join(arena, SLICE("a"), SLICE("b")).ptr, "a/b");
    assert_string_equal(path_join(arena, SLICE("a/"), SLICE("b")).ptr, "a/b");
    assert_string_equal(path_join(arena, SLICE(""), SLICE("b")).ptr, "b");
    assert_string_equal(path_join(arena, SLICE("a"), SLICE("")).ptr, "a");
}

static void test_written_is_read(void **state)
{
    struct fixture *fixture = *state;

    write_one(fixture, "site", "a/b/index.html", "text");
    assert_content(fixture, "site/a/b/index.html", "text");
    write_one(fixture, "site", "empty", "");
    assert_content(fixture, "site/empty", "");
    assert_true(file_exists(below(fixture, "site/empty")));
    assert_false(file_is_folder(below(fixture, "site/empty")));
    assert_true(file_is_folder(below(fixture, "site/a")));
    assert_false(file_exists(below(fixture, "site/b")));
}

static void test_reading_fails_with_reason(void **state)
{
    struct fixture *fixture = *state;
    struct slice bytes;

    assert_false(file_read(&fixture->arena, below(fixture, "none"), &bytes));
    assert_int_equal(errno, ENOENT);
    assert_false(file_read(&fixture->arena, fixture->root, &bytes));
    assert_int_equal(errno, EISDIR);
    /* Nobody writes to this pipe: waiting would be for ever. */
    assert_int_equal(mkfifo(below(fixture, "pipe"), 0600), 0);
    assert_false(file_read(&fixture->arena, below(fixture, "pipe"), &bytes));
    assert_int_equal(errno, EINVAL);
}

static void assert_names(const struct names *names, size_t count,
                         const char *const *expected)
{
    assert_int_equal(names->count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(names->items[i].ptr, expected[i]);
}

static void test_lists_are_sorted(void **state)
{
    static const char *const listed[] = {".d", "B", "a", "c"};
    static const char *const walked[] = {".d", "B", "a/x/1", "a/y", "c"};
    struct fixture *fixture = *state;
    struct names names;

    write_one(fixture, "s", "c", "");
    write_one(fixture, "s", "a/y", "");
    write_one(fixture, "s", "a/x/1", "");
    write_one(fixture, "s", "B", "");
    write_one(fixture, "s", ".d", "");
    assert_true(folder_list(&fixture->arena, below(fixture, "s"), &names));
    assert_names(&names, 4, listed);
    /* A link in a circle is not followed. */
    assert_int_equal(symlink(".", below(fixture, "s/a/loop")), 0);
    assert_true(folder_walk(&fixture->arena, below(fixture, "s"), &names));
    assert_names(&names, 5, walked);
    assert_false(folder_list(&fixture->arena, below(fixture, "t"), &names));
    assert_int_equal(errno, ENOENT);
    assert_false(folder_walk(&fixture->arena, below(fixture, "t"), &names));
    assert_int_equal(errno, ENOENT);
}

static void test_folders_are_made_and_removed(void **state)
{
    struct fixture *fixture = *state;

    assert_true(folder_make(below(fixture, "a/b//c/")));
    assert_true(file_is_folder(below(fixture, "a/b/c")));
    assert_true(folder_make(below(fixture, "a/b/c")));
    write_one(fixture, "a", "b/c/file", "x");
    assert_false(folder_make(below(fixture, "a/b/c/file")));
    assert_int_equal(errno, ENOTDIR);
    assert_false(folder_make(""));
    assert_int_equal(errno, ENOENT);
    assert_true(folder_remove(below(fixture, "a")));
    assert_false(file_exists(below(fixture, "a")));
    assert_true(folder_remove(below(fixture, "a")));
}

/* What a link points at is not part of the folder. */
static void test_removal_does_not_follow_links(void **state)
{
    struct fixture *fixture = *state;

    write_one(fixture, "kept", "file", "x");
    assert_true(folder_make(below(fixture, "gone")));
    assert_int_equal(symlink(below(fixture, "kept"), below(fixture, "gone/l")),
                     0);
    assert_true(folder_remove(below(fixture, "gone")));
    assert_content(fixture, "kept/file", "x");
}

static void test_tree_refuses(void **state)
{
    static const char *const outside[] = {
        "", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a/.", "..",
    };
    struct fixture *fixture = *state;
    struct file_tree *tree = file_tree_open(below(fixture, "site"));
    char name[300];

    assert_non_null(tree);
    for (size_t i = 0; i < COUNT_OF(outside); i++) {
        assert_false(file_tree_write(tree, slice_of(outside[i]), SLICE("x")));
        assert_int_equal(errno, EINVAL);
    }
    assert_false(file_tree_write(tree, SLICE("a\0b"), SLICE("x")));
    assert_int_equal(errno, EINVAL);
    assert_true(file_tree_write(tree, SLICE("a"), SLICE("first")));
    assert_false(file_tree_write(tree, SLICE("a"), SLICE("second")));
    assert_int_equal(errno, EEXIST);
    assert_false(file_tree_write(tree, SLICE("a/b"), SLICE("x")));
    assert_int_equal(errno, ENOTDIR);
    memset(name, 'n', sizeof(name));
    assert_false(
        file_tree_write(tree, (struct slice){name, sizeof(name)}, SLICE("x")));
    assert_int_equal(errno, ENAMETOOLONG);
    file_tree_close(tree);
    assert_content(fixture, "site/a", "first");
}

static void test_removed_folder(void **state)
{
    struct fixture *fixture = *state;
    struct file_tree *tree = file_tree_open(below(fixture, "site"));

    assert_non_null(tree);
    assert_true(folder_remove(below(fixture, "site")));
    assert_false(file_tree_write(tree, SLICE("a"), SLICE("x")));
    assert_int_equal(errno, ENOENT);
    assert_false(file_tree_write(tree, SLICE("b/a"), SLICE("x")));
    assert_int_equal(errno, ENOENT);
    file_tree_close(tree);
}

static void test_unwritable_folder(void **state)
{
    struct fixture *fixture = *state;

    /* Permissions do not hold root back. */
    if (geteuid() == 0)
        skip();
    assert_true(folder_make(below(fixture, "locked")));
    assert_int_equal(chmod(below(fixture, "locked"), 0500), 0);
    assert_false(folder_make(below(fixture, "locked/a")));
    assert_int_equal(errno, EACCES);
}

/* A file that cannot be written whole is a failure, and says why. */
static void test_full_disk(void **state)
{
    struct fixture *fixture = *state;
    struct file_tree *tree = file_tree_open(below(fixture, "site"));
    struct rlimit before, limit;
    bool written;

    assert_non_null(tree);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    limit = before;
    limit.rlim_cur = 4;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    written = file_tree_write(tree, SLICE("a"), SLICE("too long"));
    assert_int_equal(errno, EFBIG);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_false(written);
    file_tree_close(tree);
}

static void write_task(void *context, size_t index, unsigned worker)
{
    struct file_tree *tree = context;
    char path[32];
    char text[16];

    (void)worker;
    (void)snprintf(path, sizeof(path), "f%zu/g/%zu", index % MANY_FOLDERS,
                   index);
    (void)snprintf(text, sizeof(text), "%zu", index);
    if (!file_tree_write(tree, slice_of(path), slice_of(text)))
        abort();
}

/* More folders than are kept open, from several threads. */
static void test_many_folders(void **state)
{
    struct fixture *fixture = *state;
    struct file_tree *tree = file_tree_open(below(fixture, "site"));
    struct names names;

    assert_non_null(tree);
    pool_run(4, 2 * MANY_FOLDERS, write_task, tree);
    assert_true(file_tree_sync(tree));
    file_tree_close(tree);
    assert_true(folder_walk(&fixture->arena, below(fixture, "site"), &names));
    assert_int_equal(names.count, 2 * MANY_FOLDERS);
    assert_content(fixture, "site/f299/g/599", "599");
    assert_content(fixture, "site/f0/g/300", "300");
}

static void test_exchange(void **state)
{
    struct fixture *fixture = *state;
    const char *staged = below(fixture, "staged");
    const char *target = below(fixture, "target");

    assert_false(folder_exchange(staged, target));
    assert_int_equal(errno, ENOENT);
    write_one(fixture, "staged", "file", "old");
    assert_true(folder_exchange(staged, target));
    assert_false(file_exists(staged));
    assert_content(fixture, "target/file", "old");
    write_one(fixture, "staged", "file", "new");
    assert_true(folder_exchange(staged, target));
    assert_content(fixture, "target/file", "new");
    assert_content(fixture, "staged/file", "old");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_path_join, setup, teardown),
        cmocka_unit_test_setup_teardown(test_written_is_read, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reading_fails_with_reason, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_lists_are_sorted, setup, teardown),
        cmocka_unit_test_setup_teardown(test_folders_are_made_and_removed,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_removal_does_not_follow_links,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_tree_refuses, setup, teardown),
        cmocka_unit_test_setup_teardown(test_removed_folder, setup, teardown),
        cmocka_unit_test_setup_teardown(test_unwritable_folder, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_full_disk, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many_folders, setup, teardown),
        cmocka_unit_test_setup_teardown(test_exchange, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
