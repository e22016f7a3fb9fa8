#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_help.h"

#include "base/archive.h"

#define LARGE (3U << 20)

static const struct archive_limits wide = {1U << 30, 100000};

static struct slice get(struct fixture *f, const char *path)
{
    struct slice bytes;

    assert_true(file_read(&f->arena, path, &bytes));
    return bytes;
}

/* Bytes that do not pack to nothing, the same in every run. */
static struct slice noise(struct fixture *f, size_t len)
{
    char *bytes = arena_alloc(&f->arena, len);
    uint32_t at = 2463534242U;

    for (size_t i = 0; i < len; i++) {
        at = at * 1664525U + 1013904223U;
        bytes[i] = (char)('a' + (at >> 28));
    }
    return (struct slice){bytes, len};
}

static const char *pack(struct fixture *f, const char *name,
                        const struct archive_item *items, size_t count,
                        unsigned threads)
{
    struct archive_order order = {below(f, name), items, count, threads};

    assert_true(archive_write(&order, &f->fault));
    assert_int_equal(f->fault.len, 0);
    return order.path;
}

static struct archive *open_it(struct fixture *f, const char *path)
{
    struct archive *archive = archive_open(path, &wide, &f->fault);

    if (archive == NULL)
        print_message("%s\n", f->fault.ptr);
    assert_non_null(archive);
    return archive;
}

static void assert_refused(struct fixture *f, const char *path,
                           const char *reason)
{
    buf_reset(&f->fault);
    assert_null(archive_open(path, &wide, &f->fault));
    if (strstr(f->fault.ptr, reason) == NULL)
        print_message("%s\n", f->fault.ptr);
    assert_non_null(strstr(f->fault.ptr, reason));
}

static void assert_holds(struct fixture *f, struct archive *archive,
                         const char *name, struct slice wanted)
{
    const struct archive_entry *entry = archive_find(archive, slice_of(name));
    struct slice bytes;

    assert_non_null(entry);
    assert_int_equal(entry->size, wanted.len);
    assert_true(
        archive_read(archive, entry, wanted.len, &f->arena, &bytes, &f->fault));
    assert_true(slice_equal(bytes, wanted));
}

static void test_round_trip(void **state)
{
    struct fixture *f = *state;
    struct slice large = noise(f, LARGE);
    const struct archive_item items[] = {
        {SLICE("top/b.csv"), {0}, put(f, "large", large)},
        {SLICE("top/a/\xc3\xb1.txt"), SLICE("uno\n"), NULL},
        {SLICE("top/empty"), SLICE(""), NULL},
    };
    struct archive *archive = open_it(f, pack(f, "a.zip", items, 3, 1));
    size_t count;
    const struct archive_entry *entries = archive_entries(archive, &count);

    assert_int_equal(count, 3);
    assert_true(slice_equal_text(entries[0].name, "top/b.csv"));
    assert_true(slice_equal_text(archive_folder(archive), "top/"));
    assert_holds(f, archive, "top/b.csv", large);
    assert_holds(f, archive, "top/a/\xc3\xb1.txt", SLICE("uno\n"));
    assert_holds(f, archive, "top/empty", SLICE(""));
    assert_null(archive_find(archive, SLICE("b.csv")));
    archive_close(archive);
}

static void test_pieces(void **state)
{
    struct fixture *f = *state;
    struct slice large = noise(f, LARGE);
    const struct archive_item item = {SLICE("large"), large, NULL};
    struct archive *archive = open_it(f, pack(f, "a.zip", &item, 1, 1));
    struct archive_stream *stream = archive_stream_open(
        archive, archive_find(archive, SLICE("large")), &f->fault);
    char piece[1000];
    size_t at = 0, len;

    assert_non_null(stream);
    do {
        assert_true(
            archive_stream_read(stream, piece, sizeof(piece), &len, &f->fault));
        assert_memory_equal(piece, large.ptr + at, len);
        at += len;
    } while (len > 0);
    assert_int_equal(at, LARGE);
    archive_stream_close(stream);
    archive_close(archive);
}

/* Two writes, other threads, another zone and other dates of the files. */
static void test_same_bytes(void **state)
{
    struct fixture *f = *state;
    struct archive_item items[40];
    const struct timespec dates[2] = {{86400, 0}, {86400, 0}};
    struct slice first;

    for (size_t i = 0; i < COUNT_OF(items); i++) {
        items[i] = (struct archive_item){
            arena_format(&f->arena, "t/%zu.txt", i), {0}, NULL};
        if (i % 3 > 0)
            items[i].bytes = noise(f, i * i * 100);
        else
            items[i].path = put(f, arena_format(&f->arena, "f%zu", i).ptr,
                                noise(f, i * 1000));
    }
    first = get(f, pack(f, "one.zip", items, COUNT_OF(items), 1));
    assert_int_equal(utimensat(AT_FDCWD, items[0].path, dates, 0), 0);
    assert_int_equal(setenv("TZ", "Asia/Kolkata", 1), 0);
    for (unsigned threads = 1; threads <= 5; threads++)
        assert_true(slice_equal(first, get(f, pack(f, "two.zip", items,
                                                   COUNT_OF(items), threads))));
    assert_false(file_exists(below(f, "two.zip.0")));
    assert_int_equal(unsetenv("TZ"), 0);
}

/* Says yes, or that the tool is not there. */
static bool tool_agrees(const char *command)
{
    int status = system(command);

    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) != 127)
        return WEXITSTATUS(status) == 0;
    print_message("skipped: %s (not installed)\n", command);
    return true;
}

static void test_other_tools(void **state)
{
    struct fixture *f = *state;
    const struct archive_item items[] = {
        {SLICE("top/a.txt"), noise(f, 5000), NULL},
        {SLICE("top/empty"), SLICE(""), NULL},
    };
    const char *path = pack(f, "a.zip", items, 2, 2);

    assert_true(
        tool_agrees(arena_format(&f->arena, "unzip -tqq %s", path).ptr));
    assert_true(tool_agrees(
        arena_format(&f->arena,
                     "command -v zipinfo >/dev/null || exit 127; "
                     "zipinfo -T %s | grep -c "
                     "'^-rw-r--r--.*unx.*19800101[.]000000 top/' | grep -qx 2",
                     path)
            .ptr));
}

static void test_unreadable_file(void **state)
{
    struct fixture *f = *state;
    const struct archive_item items[] = {
        {SLICE("a"), SLICE("a"), NULL},
        {SLICE("b"), {0}, below(f, "nowhere")},
    };

    for (unsigned threads = 1; threads < 3; threads++) {
        struct archive_order order = {below(f, "a.zip"), items, 2, threads};

        buf_reset(&f->fault);
        assert_false(archive_write(&order, &f->fault));
        assert_non_null(strstr(f->fault.ptr, "/nowhere: "));
        assert_false(file_exists(order.path));
    }
}

static void test_unwritable_place(void **state)
{
    struct fixture *f = *state;
    const struct archive_item item = {SLICE("a"), SLICE("a"), NULL};

    for (unsigned threads = 1; threads < 3; threads++) {
        struct archive_order order = {below(f, "no/a.zip"), &item, 1, threads};

        buf_reset(&f->fault);
        assert_false(archive_write(&order, &f->fault));
        assert_true(f->fault.len > 0);
    }
}

static void test_damaged(void **state)
{
    struct fixture *f = *state;
    struct slice large = noise(f, 100000);
    const struct archive_item item = {SLICE("large"), large, NULL};
    struct slice whole = get(f, pack(f, "a.zip", &item, 1, 1));
    char *bytes = arena_alloc(&f->arena, whole.len);
    struct archive *archive;
    struct slice out;

    assert_refused(f, below(f, "none.zip"), "No such file");
    assert_refused(f, put(f, "b.zip", SLICE("")), "zip archive");
    assert_refused(f, put(f, "b.zip", SLICE("PK\3\4 nothing")), "zip archive");
    for (size_t len = 1; len < whole.len; len += whole.len / 20)
        assert_refused(f, put(f, "b.zip", slice_cut(whole, 0, len)), "zip");
    memcpy(bytes, whole.ptr, whole.len);
    bytes[whole.len / 2] ^= 1;
    buf_reset(&f->fault);
    archive = open_it(f, put(f, "b.zip", (struct slice){bytes, whole.len}));
    assert_false(archive_read(archive, archive_find(archive, SLICE("large")),
                              LARGE, &f->arena, &out, &f->fault));
    assert_non_null(strstr(f->fault.ptr, "\"large\" cannot be read"));
    archive_close(archive);
}

static void test_limits(void **state)
{
    struct fixture *f = *state;
    const struct archive_item items[] = {
        {SLICE("a"), noise(f, 600), NULL},
        {SLICE("b"), noise(f, 500), NULL},
    };
    const char *path = pack(f, "a.zip", items, 2, 1);
    const struct archive_limits few = {10000, 1}, small = {1000, 10};
    struct archive *archive = open_it(f, path);
    struct slice out;

    assert_false(archive_read(archive, archive_find(archive, SLICE("a")), 599,
                              &f->arena, &out, &f->fault));
    assert_non_null(strstr(f->fault.ptr, "too large"));
    archive_close(archive);
    buf_reset(&f->fault);
    assert_null(archive_open(path, &few, &f->fault));
    assert_non_null(strstr(f->fault.ptr, "more than 1 entries"));
    buf_reset(&f->fault);
    assert_null(archive_open(path, &small, &f->fault));
    assert_non_null(strstr(f->fault.ptr, "\"b\" is larger"));
}

/*
 * An archive as somebody else made it: ours with `from` written over by `to`,
 * of the same length, in every place.
 */
static const char *forge(struct fixture *f, struct slice whole,
                         struct slice from, struct slice to)
{
    char *bytes = arena_alloc(&f->arena, whole.len);
    size_t found = 0;

    assert_int_equal(from.len, to.len);
    memcpy(bytes, whole.ptr, whole.len);
    for (size_t i = 0; i + from.len <= whole.len; i++)
        if (memcmp(bytes + i, from.ptr, from.len) == 0) {
            memcpy(bytes + i, to.ptr, to.len);
            found++;
        }
    assert_true(found > 0);
    return put(f, "forged.zip", (struct slice){bytes, whole.len});
}

static void test_names(void **state)
{
    const struct {
        struct slice name;
        const char *reason;
    } cases[] = {
        {SLICE_INIT("../etc/x.txt"), "leads out of the folder"},
        {SLICE_INIT("abcd/../x.tx"), "leads out of the folder"},
        {SLICE_INIT("abcd/efgh/.."), "leads out of the folder"},
        {SLICE_INIT("/etc/passwd1"), "absolute path"},
        {SLICE_INIT("C:/windows/x"), "absolute path"},
        {SLICE_INIT("..\\etc\\x.txt"), "backslash"},
        {SLICE_INIT("abcd\nefgh.tx"), "control character"},
        {SLICE_INIT("abcd//efg.tx"), "empty part"},
        {SLICE_INIT("abcd/./ef.tx"), "a part \".\""},
        {SLICE_INIT("abcd/x\xff\xfe.txt"), "not UTF-8"},
        {SLICE_INIT("other/ab.txt"), "already exists"},
        {SLICE_INIT("abcd/efghij/"), "a folder with bytes"},
    };
    struct fixture *f = *state;
    const struct archive_item items[] = {
        {SLICE("other/ab.txt"), SLICE("b"), NULL},
        {SLICE("abcd/efg.txt"), SLICE("a"), NULL},
    };
    struct slice whole = get(f, pack(f, "a.zip", items, 2, 1));

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_refused(f, forge(f, whole, SLICE("abcd/efg.txt"), cases[i].name),
                       cases[i].reason);
}

/* Offset of the record of the central directory that begins with "PK\1\2". */
static size_t record_of(struct slice whole)
{
    size_t at = 0;

    while (memcmp(whole.ptr + at, "PK\1\2", 4) != 0)
        at++;
    return at;
}

/* One byte of that record changed. */
static const char *tamper(struct fixture *f, struct slice whole, size_t at,
                          char value)
{
    char *bytes = arena_alloc(&f->arena, whole.len);

    memcpy(bytes, whole.ptr, whole.len);
    bytes[record_of(whole) + at] = value;
    return put(f, "forged.zip", (struct slice){bytes, whole.len});
}

static void test_forms(void **state)
{
    struct fixture *f = *state;
    const struct archive_item item = {SLICE("a.txt"), noise(f, 999), NULL};
    struct slice whole = get(f, pack(f, "a.zip", &item, 1, 1));

    /* APPNOTE.TXT 4.3.7 and 4.3.12: what is needed, flags and method lie side
     * by side in both headers; the mode is in the upper half of what stands at
     * 38 in the central one, the flags there at 8. */
    assert_refused(f, tamper(f, whole, 8, 1), "encrypted");
    assert_refused(f, tamper(f, whole, 41, (char)0xa1), "link or a device");
    assert_refused(
        f,
        forge(f, whole, SLICE("\x14\0\0\0\x08\0"), SLICE("\x14\0\0\0\x0c\0")),
        "packed in a way");
    assert_refused(f,
                   forge(f, whole, SLICE("\xe7\3\0\0"), SLICE("\xe7\3\0\x70")),
                   "declares more bytes than it can hold");
    assert_refused(f, tamper(f, whole, 27, 0x70), "inconsistent");
}

/* The same, made by the tool that others use. */
static void test_by_zip(void **state)
{
    struct fixture *f = *state;
    char *command =
        arena_alloc(&f->arena, 400); /* names of this test, no spaces */

    (void)put(f, "plain.txt", SLICE("plain\n"));
    assert_int_equal(symlink("plain.txt", below(f, "link")), 0);
    (void)snprintf(command, 400,
                   "command -v zip >/dev/null || exit 127; cd %s && "
                   "zip -q good.zip plain.txt && zip -qy link.zip link && "
                   "zip -qP secret secret.zip plain.txt && mkdir -p d && "
                   "cp plain.txt d && zip -qr folder.zip d",
                   f->folder);
    assert_true(tool_agrees(command));
    if (!file_exists(below(f, "good.zip")))
        return;
    assert_refused(f, below(f, "link.zip"), "link or a device");
    assert_refused(f, below(f, "secret.zip"), "encrypted");
    for (size_t i = 0; i < 2; i++) {
        struct archive *archive =
            open_it(f, below(f, i == 0 ? "good.zip" : "folder.zip"));
        size_t count;

        (void)archive_entries(archive, &count);
        assert_int_equal(count, 1);
        assert_holds(f, archive, i == 0 ? "plain.txt" : "d/plain.txt",
                     SLICE("plain\n"));
        assert_true(
            slice_equal_text(archive_folder(archive), i == 0 ? "" : "d/"));
        archive_close(archive);
    }
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, fixture_new, fixture_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_round_trip),      TEST(test_pieces),
        TEST(test_same_bytes),      TEST(test_other_tools),
        TEST(test_unreadable_file), TEST(test_unwritable_place),
        TEST(test_damaged),         TEST(test_limits),
        TEST(test_names),           TEST(test_forms),
        TEST(test_by_zip),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
