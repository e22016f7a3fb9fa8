#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_help.h"

#include "base/pool.h"

#define MANY_FOLDERS 300

static void write_one(struct fixture *f, const char *folder, const char *name,
                      const char *text)
{
    struct file_tree *tree = file_tree_open(below(f, folder));

    assert_non_null(tree);
    assert_true(file_tree_write(tree, slice_of(name), slice_of(text)));
    assert_true(file_tree_sync(tree));
    file_tree_close(tree);
}

static void assert_content(struct fixture *f, const char *name,
                           const char *text)
{
    struct slice bytes;

    assert_true(file_read(&f->arena, below(f, name), &bytes));
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
    struct fixture *f = *state;

    write_one(f, "site", "a/b/index.html", "text");
    assert_content(f, "site/a/b/index.html", "text");
    write_one(f, "site", "empty", "");
    assert_content(f, "site/empty", "");
    assert_true(file_exists(below(f, "site/empty")));
    assert_false(file_is_folder(below(f, "site/empty")));
    assert_true(file_is_folder(below(f, "site/a")));
    assert_false(file_exists(below(f, "site/b")));
}

static void test_reading_fails_with_reason(void **state)
{
    struct fixture *f = *state;
    struct slice bytes;

    assert_false(file_read(&f->arena, below(f, "none"), &bytes));
    assert_int_equal(errno, ENOENT);
    assert_false(file_read(&f->arena, f->folder, &bytes));
    assert_int_equal(errno, EISDIR);
    /* Nobody writes to this pipe: waiting would be for ever. */
    assert_int_equal(mkfifo(below(f, "pipe"), 0600), 0);
    assert_false(file_read(&f->arena, below(f, "pipe"), &bytes));
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
    struct fixture *f = *state;
    struct names names;

    write_one(f, "s", "c", "");
    write_one(f, "s", "a/y", "");
    write_one(f, "s", "a/x/1", "");
    write_one(f, "s", "B", "");
    write_one(f, "s", ".d", "");
    assert_true(folder_list(&f->arena, below(f, "s"), &names));
    assert_names(&names, 4, listed);
    /* A link in a circle is not followed. */
    assert_int_equal(symlink(".", below(f, "s/a/loop")), 0);
    assert_true(folder_walk(&f->arena, below(f, "s"), &names));
    assert_names(&names, 5, walked);
    assert_false(folder_list(&f->arena, below(f, "t"), &names));
    assert_int_equal(errno, ENOENT);
    assert_false(folder_walk(&f->arena, below(f, "t"), &names));
    assert_int_equal(errno, ENOENT);
}

static void test_folders_are_made_and_removed(void **state)
{
    struct fixture *f = *state;

    assert_true(folder_make(below(f, "a/b//c/")));
    assert_true(file_is_folder(below(f, "a/b/c")));
    assert_true(folder_make(below(f, "a/b/c")));
    write_one(f, "a", "b/c/file", "x");
    assert_false(folder_make(below(f, "a/b/c/file")));
    assert_int_equal(errno, ENOTDIR);
    assert_false(folder_make(""));
    assert_int_equal(errno, ENOENT);
    assert_true(folder_remove(below(f, "a")));
    assert_false(file_exists(below(f, "a")));
    assert_true(folder_remove(below(f, "a")));
}

/* What a link points at is not part of the folder. */
static void test_removal_does_not_follow_links(void **state)
{
    struct fixture *f = *state;

    write_one(f, "kept", "file", "x");
    assert_true(folder_make(below(f, "gone")));
    assert_int_equal(symlink(below(f, "kept"), below(f, "gone/l")), 0);
    assert_true(folder_remove(below(f, "gone")));
    assert_content(f, "kept/file", "x");
}

static void test_tree_refuses(void **state)
{
    static const char *const outside[] = {
        "", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a/.", "..",
    };
    struct fixture *f = *state;
    struct file_tree *tree = file_tree_open(below(f, "site"));
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
    assert_content(f, "site/a", "first");
}

static void test_removed_folder(void **state)
{
    struct fixture *f = *state;
    struct file_tree *tree = file_tree_open(below(f, "site"));

    assert_non_null(tree);
    assert_true(folder_remove(below(f, "site")));
    assert_false(file_tree_write(tree, SLICE("a"), SLICE("x")));
    assert_int_equal(errno, ENOENT);
    assert_false(file_tree_write(tree, SLICE("b/a"), SLICE("x")));
    assert_int_equal(errno, ENOENT);
    file_tree_close(tree);
}

static void test_unwritable_folder(void **state)
{
    struct fixture *f = *state;

    /* Permissions do not hold root back. */
    if (geteuid() == 0)
        skip();
    assert_true(folder_make(below(f, "locked")));
    assert_int_equal(chmod(below(f, "locked"), 0500), 0);
    assert_false(folder_make(below(f, "locked/a")));
    assert_int_equal(errno, EACCES);
}

/* A file that cannot be written whole is a failure, and says why. */
static void test_full_disk(void **state)
{
    struct fixture *f = *state;
    struct file_tree *tree = file_tree_open(below(f, "site"));
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
    struct fixture *f = *state;
    struct file_tree *tree = file_tree_open(below(f, "site"));
    struct names names;

    assert_non_null(tree);
    pool_run(4, 2 * MANY_FOLDERS, write_task, tree);
    assert_true(file_tree_sync(tree));
    file_tree_close(tree);
    assert_true(folder_walk(&f->arena, below(f, "site"), &names));
    assert_int_equal(names.count, 2 * MANY_FOLDERS);
    assert_content(f, "site/f299/g/599", "599");
    assert_content(f, "site/f0/g/300", "300");
}

static void test_exchange(void **state)
{
    struct fixture *f = *state;
    const char *staged = below(f, "staged");
    const char *target = below(f, "target");

    assert_false(folder_exchange(staged, target));
    assert_int_equal(errno, ENOENT);
    write_one(f, "staged", "file", "old");
    assert_true(folder_exchange(staged, target));
    assert_false(file_exists(staged));
    assert_content(f, "target/file", "old");
    write_one(f, "staged", "file", "new");
    assert_true(folder_exchange(staged, target));
    assert_content(f, "target/file", "new");
    assert_content(f, "staged/file", "old");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_path_join, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_written_is_read, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_reading_fails_with_reason,
                                        fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_lists_are_sorted, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_folders_are_made_and_removed,
                                        fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_removal_does_not_follow_links,
                                        fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_tree_refuses, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_removed_folder, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_unwritable_folder, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_full_disk, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_many_folders, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_exchange, fixture_new,
                                        fixture_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
