#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder_help.h"

#include "base/pool.h"
#include "publish/root.h"

#define PAGES 400
#define NOBODY 65534

struct press {
    struct fixture at;
    struct root_report report;
};

static int setup(void **state)
{
    struct press *f = calloc(1, sizeof(*f));

    *state = f;
    if (f == NULL || !fixture_init(&f->at))
        return -1;
    f->at.site = below(&f->at, "out/site");
    return 0;
}

/* The path of a file of the root. */
static const char *published(struct press *f, const char *name)
{
    return arena_format(&f->at.arena, "%s/%s", f->at.site, name).ptr;
}

static void assert_file(struct press *f, const char *name, const char *text)
{
    struct slice bytes;

    assert_true(file_read(&f->at.arena, published(f, name), &bytes));
    assert_string_equal(bytes.ptr, text);
}

/* Nothing beside the root: no staging, no lock. */
static void assert_alone(struct press *f)
{
    const char *out = arena_format(&f->at.arena, "%s/out", f->at.folder).ptr;
    struct names names;

    assert_true(folder_list(&f->at.arena, out, &names));
    assert_int_equal(names.count, 1);
    assert_true(slice_equal_text(names.items[0], "site"));
}

/* `files`: path, text, path, text …, null. */
static bool write_files(struct root *root, const char *const *files)
{
    bool written = true;

    for (; *files && written; files += 2)
        written = root_write(root, slice_of(files[0]), slice_of(files[1]));
    return written;
}

static void publish(struct press *f, const char *const *files)
{
    struct root *root = root_begin(f->at.site, &f->at.diagnostics);

    assert_non_null(root);
    assert_true(write_files(root, files));
    assert_true(root_publish(root, &f->report));
    assert_alone(f);
}

static ino_t inode(struct press *f, const char *name)
{
    struct stat info;

    assert_int_equal(stat(published(f, name), &info), 0);
    return info.st_ino;
}

static const char *only_finding(struct press *f)
{
    assert_int_equal(f->at.diagnostics.count, 1);
    return diag_info(f->at.diagnostics.items[0].id)->code;
}

static const char *const first[] = {"index.html",     "one", "es/a.html", "a",
                                    "es/deep/b.html", "b",   NULL};

static void test_publish(void **state)
{
    struct press *f = *state;

    publish(f, first);
    assert_true(f->report.changed);
    assert_int_equal(f->report.files, 4);
    assert_int_equal(f->report.written, 4);
    assert_file(f, "es/deep/b.html", "b");
    /* printf a | sha256sum, and so on */
    assert_file(
        f, "manifest.sha256",
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
        "  es/a.html\n"
        "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"
        "  es/deep/b.html\n"
        "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
        "  index.html\n");
    assert_int_equal(f->report.bytes, 5 + 3 * 64 + 3 * 3 + 9 + 14 + 10);
}

static void test_nothing_changed(void **state)
{
    struct press *f = *state;
    ino_t folder;

    publish(f, first);
    folder = inode(f, ".");
    publish(f, first);
    assert_false(f->report.changed);
    assert_int_equal(f->report.written, 0);
    assert_int_equal(inode(f, "."), folder);
}

static void test_same_files_are_linked(void **state)
{
    static const char *const second[] = {
        "index.html", "two", "es/deep/b.html", "b", "en/c.html", "c", NULL};
    struct press *f = *state;
    ino_t kept;

    publish(f, first);
    kept = inode(f, "es/deep/b.html");
    publish(f, second);
    assert_true(f->report.changed);
    assert_int_equal(f->report.written, 3); /* two files and the manifest */
    assert_int_equal(inode(f, "es/deep/b.html"), kept);
    assert_file(f, "index.html", "two");
    assert_false(file_exists(published(f, "es/a.html")));
}

/* A file fewer, and nothing new: the set has changed. */
static void test_removed_file(void **state)
{
    static const char *const fewer[] = {"index.html", "one", NULL};
    struct press *f = *state;

    publish(f, first);
    publish(f, fewer);
    assert_true(f->report.changed);
    assert_false(file_exists(published(f, "es")));
}

/* Somebody edited the site by hand: what was built comes back. */
static void test_repairs(void **state)
{
    struct press *f = *state;
    struct file_tree *tree;

    publish(f, first);
    assert_int_equal(unlink(published(f, "es/a.html")), 0);
    tree = file_tree_open(f->at.site);
    assert_true(file_tree_write(tree, SLICE("es/a.html"), SLICE("z")));
    assert_true(file_tree_write(tree, SLICE("stray.html"), SLICE("s")));
    file_tree_close(tree);
    publish(f, first);
    assert_true(f->report.changed);
    assert_file(f, "es/a.html", "a");
    assert_false(file_exists(published(f, "stray.html")));
}

static void test_abandon(void **state)
{
    static const char *const other[] = {"index.html", "two", NULL};
    struct press *f = *state;
    struct root *root;

    publish(f, first);
    root = root_begin(f->at.site, &f->at.diagnostics);
    assert_true(write_files(root, other));
    root_abandon(root);
    assert_file(f, "index.html", "one");
    assert_file(f, "es/a.html", "a");
    assert_alone(f);
}

/* Runs in another process, as a second builder would. */
static int second_builder(struct press *f)
{
    pid_t child = fork();
    int status = -1;

    assert_true(child >= 0);
    if (child == 0) {
        struct root *root = root_begin(f->at.site, &f->at.diagnostics);

        if (root)
            root_abandon(root);
        _exit(root                                                  ? 0
              : f->at.diagnostics.items[0].id == DIAG_OUTPUT_LOCKED ? 7
                                                                    : 8);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WEXITSTATUS(status);
}

static void test_second_builder(void **state)
{
    struct press *f = *state;
    struct root *root = root_begin(f->at.site, &f->at.diagnostics);

    assert_true(write_files(root, first));
    assert_int_equal(second_builder(f), 7);
    assert_true(root_publish(root, &f->report));
    assert_file(f, "index.html", "one");
    assert_int_equal(second_builder(f), 0);
}

/* What a killed run leaves: a staging and a lock that nobody holds. */
static void test_stale_staging(void **state)
{
    struct press *f = *state;
    struct file_tree *tree;

    publish(f, first);
    tree = file_tree_open(
        arena_format(&f->at.arena, "%s.rendir-staging", f->at.site).ptr);
    assert_true(file_tree_write(tree, SLICE("es/old.html"), SLICE("old")));
    file_tree_close(tree);
    tree =
        file_tree_open(arena_format(&f->at.arena, "%s/out", f->at.folder).ptr);
    assert_true(file_tree_write(tree, SLICE("site.lock"), SLICE("")));
    file_tree_close(tree);
    publish(f, (const char *const[]){"index.html", "two", NULL});
    assert_false(file_exists(published(f, "es/old.html")));
}

/* A folder that was not made here is not replaced. */
static void test_foreign_folder(void **state)
{
    struct press *f = *state;
    struct file_tree *tree = file_tree_open(f->at.site);

    assert_true(file_tree_write(tree, SLICE("thesis.txt"), SLICE("mine")));
    file_tree_close(tree);
    assert_null(root_begin(f->at.site, &f->at.diagnostics));
    assert_string_equal(only_finding(f), "F605");
    assert_file(f, "thesis.txt", "mine");
    assert_alone(f);
}

static void test_empty_folder(void **state)
{
    struct press *f = *state;

    assert_true(folder_make(f->at.site));
    publish(f, first);
    assert_file(f, "index.html", "one");
}

/* The link stays a link; what it leads to is exchanged. */
static void test_link_to_root(void **state)
{
    struct press *f = *state;
    const char *link = arena_format(&f->at.arena, "%s/www", f->at.folder).ptr;
    struct root *root;
    struct stat info;

    publish(f, first);
    assert_int_equal(symlink("out/site", link), 0);
    root = root_begin(arena_format(&f->at.arena, "%s/", link).ptr,
                      &f->at.diagnostics);
    assert_non_null(root);
    assert_true(root_write(root, SLICE("index.html"), SLICE("two")));
    assert_true(root_publish(root, &f->report));
    assert_int_equal(lstat(link, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_file(f, "index.html", "two");
}

static void test_twice(void **state)
{
    struct press *f = *state;
    struct root *root = root_begin(f->at.site, &f->at.diagnostics);

    assert_true(root_write(root, SLICE("a.html"), SLICE("a")));
    assert_false(root_write(root, SLICE("a.html"), SLICE("a")));
    assert_string_equal(only_finding(f), "F611");
    assert_false(root_publish(root, &f->report));
    assert_false(file_exists(f->at.site));
}

static void test_names(void **state)
{
    static const char *const names[] = {
        "",   "/etc/x", "../x", "a/../b", "a//b",
        "a/", "a\nb",   "a\\b", "a/./b",  "manifest.sha256"};
    struct press *f = *state;

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct root *root = root_begin(f->at.site, &f->at.diagnostics);

        assert_false(root_write(root, slice_of(names[i]), SLICE("x")));
        assert_int_equal(f->at.diagnostics.count, i + 1);
        assert_string_equal(diag_info(f->at.diagnostics.items[i].id)->code,
                            "F612");
        root_abandon(root);
    }
}

/* As somebody who may not write beside the site; root may write anywhere. */
static void test_unwritable(void **state)
{
    struct press *f = *state;
    const char *out = arena_format(&f->at.arena, "%s/out", f->at.folder).ptr;
    bool is_root = geteuid() == 0;
    struct root *root;

    publish(f, first);
    assert_int_equal(chmod(f->at.folder, 0755), 0);
    assert_int_equal(chmod(out, 0555), 0);
    assert_true(!is_root || seteuid(NOBODY) == 0);
    root = root_begin(f->at.site, &f->at.diagnostics);
    assert_true(!is_root || seteuid(0) == 0);
    assert_int_equal(chmod(out, 0755), 0);
    assert_null(root);
    assert_string_equal(only_finding(f), "F603");
    assert_file(f, "index.html", "one");
    assert_alone(f);
}

/* A file stands where a folder of the path must be. */
static void test_path_blocked(void **state)
{
    struct press *f = *state;
    struct file_tree *tree = file_tree_open(f->at.folder);

    assert_true(file_tree_write(tree, SLICE("out"), SLICE("")));
    file_tree_close(tree);
    assert_null(root_begin(f->at.site, &f->at.diagnostics));
    assert_string_equal(only_finding(f), "F603");
}

static void test_no_name(void **state)
{
    struct press *f = *state;

    assert_null(root_begin("", &f->at.diagnostics));
    assert_string_equal(only_finding(f), "F603");
    assert_false(file_exists(".rendir-staging"));
    assert_false(file_exists(".lock"));
}

static void write_page(void *context, size_t index, unsigned worker)
{
    char path[64];
    char text[64];

    (void)worker;
    (void)snprintf(path, sizeof(path), "es/%zu/%zu.html", index % 7, index);
    (void)snprintf(text, sizeof(text), "page %zu", index);
    if (!root_write(context, slice_of(path), slice_of(text)))
        abort();
}

/* The manifest does not depend on who was faster. */
static void test_threads(void **state)
{
    struct press *f = *state;
    struct slice one, four;

    for (unsigned threads = 1; threads <= 4; threads += 3) {
        struct root *root = root_begin(f->at.site, &f->at.diagnostics);

        pool_run(threads, PAGES, write_page, root);
        assert_true(root_publish(root, &f->report));
        assert_int_equal(f->report.files, PAGES + 1);
        assert_int_equal(f->report.changed, threads == 1);
        assert_true(file_read(&f->at.arena, published(f, "manifest.sha256"),
                              threads == 1 ? &one : &four));
    }
    assert_true(slice_equal(one, four));
}

/* --- files in pieces --- */

#define STREAMED "data/rows.csv"

/* `pieces`: texts, null. */
static bool stream(struct root *root, const char *const *pieces,
                   struct root_written *written)
{
    struct root_stream *out = root_open(root, SLICE(STREAMED));
    bool done = true;

    assert_non_null(out);
    for (; *pieces; pieces++)
        done = root_append(out, slice_of(*pieces)) && done;
    return root_close(out, written) && done;
}

static void publish_pieces(struct press *f, const char *const *pieces)
{
    struct root *root = root_begin(f->at.site, &f->at.diagnostics);
    struct root_written written;
    struct buf whole = BUF_INIT;
    uint8_t digest[DIGEST_SIZE];

    assert_non_null(root);
    assert_true(stream(root, pieces, &written));
    assert_true(root_publish(root, &f->report));
    assert_alone(f);
    buf_add_text(&whole, "");
    for (; *pieces; pieces++)
        buf_add_text(&whole, *pieces);
    assert_file(f, STREAMED, whole.ptr ? whole.ptr : "");
    digest_bytes(buf_slice(&whole), digest);
    assert_memory_equal(written.digest, digest, DIGEST_SIZE);
    assert_int_equal(written.bytes, whole.len);
    buf_release(&whole);
}

static void test_pieces(void **state)
{
    static const char *const pieces[] = {"a", "b", NULL};
    struct press *f = *state;

    publish_pieces(f, pieces);
    assert_true(f->report.changed);
    assert_int_equal(f->report.written, 2);
    /* printf ab | sha256sum */
    assert_file(
        f, "manifest.sha256",
        "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"
        "  " STREAMED "\n");
}

/* The same bytes are the same file, however they were cut. */
static void test_same_pieces(void **state)
{
    struct press *f = *state;
    ino_t file;

    publish_pieces(f, (const char *const[]){"one,", "two,", "three", NULL});
    file = inode(f, STREAMED);
    publish_pieces(f, (const char *const[]){"one", ",two,th", "ree", "", NULL});
    assert_false(f->report.changed);
    assert_int_equal(inode(f, STREAMED), file);
    publish(f,
            (const char *const[]){STREAMED, "one,two,three", "x", "y", NULL});
    assert_int_equal(f->report.written, 2);
    assert_int_equal(inode(f, STREAMED), file);
}

/* It parts from the old one at the start, within, at the end; it is shorter. */
static void test_other_pieces(void **state)
{
    static const char *const others[][4] = {{"ONE,", "two,", "three"},
                                            {"ONE,", "tWO,", "three"},
                                            {"ONE,", "tWO,", "threE"},
                                            {"ONE,", "tWO,", "threE,four"},
                                            {"ONE,", "tWO,"},
                                            {"ONE,"},
                                            {NULL}};
    struct press *f = *state;

    publish_pieces(f, (const char *const[]){"one,", "two,", "three", NULL});
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        publish_pieces(f, others[i]);
        assert_true(f->report.changed);
    }
    publish_pieces(f, others[6]);
    assert_false(f->report.changed);
}

/* More than is compared at a time. */
static void test_large_pieces(void **state)
{
    struct press *f = *state;
    char *large = malloc(100001);

    assert_non_null(large);
    for (size_t i = 0; i < 100000; i++)
        large[i] = (char)('a' + i % 23);
    large[100000] = '\0';
    publish_pieces(f, (const char *const[]){large, large, large, NULL});
    publish_pieces(f, (const char *const[]){large, large, large, NULL});
    assert_false(f->report.changed);
    publish_pieces(f, (const char *const[]){large, large, "end", NULL});
    assert_true(f->report.changed);
    free(large);
}

static void test_dropped(void **state)
{
    struct press *f = *state;
    struct root *root;
    struct root_stream *out;

    publish_pieces(f, (const char *const[]){"one", NULL});
    root = root_begin(f->at.site, &f->at.diagnostics);
    out = root_open(root, SLICE(STREAMED));
    assert_non_null(out);
    assert_true(root_append(out, SLICE("on")));
    root_drop(out);
    assert_false(root_publish(root, &f->report));
    assert_file(f, STREAMED, "one");
    assert_int_equal(f->at.diagnostics.count, 0);
    assert_alone(f);
}

static void test_stream_blocked(void **state)
{
    struct press *f = *state;
    struct root *root = root_begin(f->at.site, &f->at.diagnostics);

    assert_true(root_write(root, SLICE("data"), SLICE("a file")));
    assert_null(root_open(root, SLICE(STREAMED)));
    assert_string_equal(only_finding(f), "F601");
    assert_false(root_publish(root, &f->report));
    assert_false(file_exists(f->at.site));
}

static void test_stream_twice(void **state)
{
    struct press *f = *state;
    struct root *root = root_begin(f->at.site, &f->at.diagnostics);

    assert_true(root_write(root, SLICE(STREAMED), SLICE("one")));
    assert_null(root_open(root, SLICE(STREAMED)));
    assert_string_equal(only_finding(f), "F611");
    root_abandon(root);
}

static void test_scratch(void **state)
{
    struct press *f = *state;
    struct root *root = root_begin(f->at.site, &f->at.diagnostics);
    int file = root_scratch(root);
    char bytes[4] = "";

    assert_true(file >= 0);
    assert_true(file_append(file, SLICE("abc")));
    assert_int_equal(pread(file, bytes, 3, 0), 3);
    assert_string_equal(bytes, "abc");
    assert_true(root_write(root, SLICE("index.html"), SLICE("one")));
    assert_true(root_publish(root, &f->report));
    assert_int_equal(f->report.files, 2);
    assert_int_equal(close(file), 0);
    assert_alone(f);
}

static void test_environment(void **state)
{
    (void)state;
    assert_true(publish_is_environment(DIAG_OUTPUT_UNWRITABLE));
    assert_true(publish_is_environment(DIAG_OUTPUT_FOREIGN));
    assert_false(publish_is_environment(DIAG_OUTPUT_TWICE));
    assert_false(publish_is_environment(DIAG_FILE_MISSING));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_publish),
        TEST(test_nothing_changed),
        TEST(test_same_files_are_linked),
        TEST(test_removed_file),
        TEST(test_repairs),
        TEST(test_abandon),
        TEST(test_second_builder),
        TEST(test_stale_staging),
        TEST(test_foreign_folder),
        TEST(test_empty_folder),
        TEST(test_link_to_root),
        TEST(test_twice),
        TEST(test_names),
        TEST(test_unwritable),
        TEST(test_path_blocked),
        TEST(test_no_name),
        TEST(test_threads),
        TEST(test_pieces),
        TEST(test_same_pieces),
        TEST(test_other_pieces),
        TEST(test_large_pieces),
        TEST(test_dropped),
        TEST(test_stream_blocked),
        TEST(test_stream_twice),
        TEST(test_scratch),
        TEST(test_environment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
