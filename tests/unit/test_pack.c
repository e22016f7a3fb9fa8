#include <sys/stat.h>
#include <unistd.h>

#include "folder_help.h"

#include "publish/pack.h"
#include "publish/staging.h"

/* A file of a root that is being staged, as it is read again. */
static void assert_reads(struct root *root, const char *path, const char *text)
{
    char bytes[64] = "";
    uint64_t size = 0;
    int file = root_read_open(root, slice_of(path), &size);

    assert_true(file >= 0);
    assert_int_equal(size, strlen(text));
    assert_int_equal(read(file, bytes, sizeof(bytes) - 1), (ssize_t)size);
    assert_string_equal(bytes, text);
    (void)close(file);
}

static struct root *begin(struct fixture *f)
{
    struct root *root = root_begin(f->site, &f->diagnostics);

    assert_non_null(root);
    return root;
}

static bool keep_a(struct slice path)
{
    return slice_equal_text(path, "data/a.csv");
}

static void first_edition(struct fixture *f)
{
    struct root_report report;
    struct root *root = begin(f);

    assert_true(root_write(root, SLICE("data/a.csv"), SLICE("a\n")));
    assert_true(root_write(root, SLICE("b.html"), SLICE("old\n")));
    assert_reads(root, "data/a.csv", "a\n");
    assert_true(root_publish(root, &report));
}

/* In the staging, in the old root, and under another name of either. */
static void test_read_again(void **state)
{
    struct fixture *f = *state;
    struct root *root;
    uint64_t size;

    first_edition(f);
    root = begin(f);
    assert_true(root_write(root, SLICE("data/a.csv"), SLICE("a\n")));
    assert_true(root_write(root, SLICE("b.html"), SLICE("new\n")));
    assert_true(root_repeat(root, SLICE("releases/1"), keep_a));
    assert_reads(root, "data/a.csv", "a\n");
    assert_reads(root, "b.html", "new\n");
    assert_reads(root, "releases/1/data/a.csv", "a\n");
    assert_int_equal(root_read_open(root, SLICE("c.html"), &size), -1);
    root_abandon(root);
}

static void archive_holds(struct fixture *f, const char *path, const char *name,
                          const char *text)
{
    const struct archive_limits limits = {1000, 10};
    struct buf reason = BUF_INIT;
    struct archive *archive = archive_open(path, &limits, &reason);
    const struct archive_entry *entry;
    struct slice bytes;

    assert_non_null(archive);
    entry = archive_find(archive, slice_of(name));
    assert_non_null(entry);
    assert_true(archive_read(archive, entry, 100, &f->arena, &bytes, &reason));
    assert_string_equal(bytes.ptr, text);
    archive_close(archive);
    buf_release(&reason);
}

static const struct release released = {.id = SLICE_INIT("1")};

static void freeze(struct root *root, struct slice id)
{
    struct portal portal = {.key = SLICE("ejemplo")};
    const struct publication publication = {
        .portal = &portal, .release = id, .threads = 1};

    assert_true(root_write(root, SLICE("data/a.csv"), SLICE("a\n")));
    assert_true(root_repeat(root, SLICE("releases/1"), keep_a));
    assert_true(archives_publish(root, &publication));
}

static void test_release(void **state)
{
    struct fixture *f = *state;
    const char *path =
        arena_format(&f->arena, "%s/releases/1.zip", f->site).ptr;
    struct root_report report;
    struct root *root = begin(f);

    freeze(root, released.id);
    assert_true(root_publish(root, &report));
    archive_holds(f, path, "ejemplo-1/data/a.csv", "a\n");
    root = begin(f);
    freeze(root, released.id);
    assert_true(root_publish(root, &report));
    assert_false(report.changed);
}

/* What the old root has is kept, whatever packed it; nothing is left beside. */
static void test_archive_stays(void **state)
{
    struct fixture *f = *state;
    const char *path =
        arena_format(&f->arena, "%s/releases/1.zip", f->site).ptr;
    struct portal portal = {.key = SLICE("ejemplo"),
                            .releases = {(struct release[]){released}, 1, 1}};
    const struct publication publication = {.portal = &portal, .threads = 2};
    struct root_report report;
    struct root *root = begin(f);
    struct slice bytes;

    assert_true(root_write(root, SLICE("releases/1.zip"), SLICE("packed")));
    assert_true(root_publish(root, &report));
    root = begin(f);
    assert_true(root_write(root, SLICE("data/a.csv"), SLICE("a\n")));
    assert_true(root_repeat(root, SLICE("releases/1"), keep_a));
    assert_true(archives_publish(root, &publication));
    assert_true(root_publish(root, &report));
    assert_true(file_read(&f->arena, path, &bytes));
    assert_string_equal(bytes.ptr, "packed");
    assert_int_equal(report.files, 4);
    /* What was changed there since is not carried on. */
    assert_int_equal(unlink(path), 0);
    (void)put(f, "site/releases/1.zip", SLICE("changed"));
    root = begin(f);
    assert_true(root_write(root, SLICE("data/a.csv"), SLICE("a\n")));
    assert_true(root_repeat(root, SLICE("releases/1"), keep_a));
    assert_true(archives_publish(root, &publication));
    assert_true(root_publish(root, &report));
    assert_true(file_read(&f->arena, path, &bytes));
    assert_memory_equal(bytes.ptr, "PK", 2);
}

static void test_unreadable(void **state)
{
    struct fixture *f = *state;
    const struct archive_item item = {SLICE("a"), {0}, "/nowhere/a"};
    struct root *root = begin(f);

    assert_false(archive_pack(root, SLICE("a.zip"), &item, 1, 1));
    assert_int_equal(diagnostics_count(&f->diagnostics, DIAG_FATAL), 1);
    assert_true(publish_is_environment(f->diagnostics.items[0].id));
    root_abandon(root);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, fixture_new, fixture_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_read_again),
        TEST(test_release),
        TEST(test_archive_stays),
        TEST(test_unreadable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
