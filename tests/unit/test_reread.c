/* Published CSV read back: rows as they were written, or a finding. */
#include "folder_help.h"

#include <fcntl.h>
#include <unistd.h>

#include "publish/format/extras.h"
#include "publish/staging.h"

#define PATH "data/a.csv"

static struct root *begun(struct fixture *f, struct slice text)
{
    struct root *root = root_begin(f->site, &f->diagnostics);

    assert_non_null(root);
    assert_true(root_write(root, SLICE(PATH), text));
    return root;
}

/* Rows with cells joined by '|', a line each. */
static struct slice read_all(struct fixture *f, struct root *root,
                             size_t columns, bool *failed)
{
    struct reread rows;
    struct buf out = BUF_INIT;

    assert_true(reread_open(&rows, root, SLICE(PATH), columns));
    while (reread_row(&rows)) {
        for (size_t i = 0; i < rows.count; i++) {
            buf_add_text(&out, i > 0 ? "|" : "");
            buf_add_slice(&out, rows.cells[i]);
        }
        buf_add_char(&out, '\n');
    }
    *failed = rows.failed;
    reread_close(&rows);
    return arena_take(&f->arena, &out);
}

static void test_rows(void **state)
{
    struct fixture *f = *state;
    struct root *root = begun(f, SLICE("a,b\r\n"
                                       "1,\"x, \"\"y\"\"\"\r\n"
                                       "\"two\r\nlines\",\r\n"
                                       ",\r\n"));
    bool failed;

    assert_string_equal(read_all(f, root, 2, &failed).ptr,
                        "a|b\n1|x, \"y\"\ntwo\r\nlines|\n|\n");
    assert_false(failed);
    root_abandon(root);
}

/* Rows of every length lie across the pieces that are read. */
static void test_pieces(void **state)
{
    struct fixture *f = *state;
    struct buf text = BUF_INIT;
    struct buf wanted = BUF_INIT;
    struct root *root;
    bool failed;

    for (unsigned i = 0; i < 3000; i++) {
        buf_add_format(&text, "%u,\"", i);
        buf_add_format(&wanted, "%u|", i);
        for (unsigned c = 0; c < i % 701; c++) {
            buf_add_text(&text, c % 7 == 0 ? "\"\"" : c % 11 ? "z" : "\n");
            buf_add_text(&wanted, c % 7 == 0 ? "\"" : c % 11 ? "z" : "\n");
        }
        buf_add_text(&text, "\"\r\n");
        buf_add_char(&wanted, '\n');
    }
    root = begun(f, buf_slice(&text));
    assert_true(slice_equal(read_all(f, root, 2, &failed), buf_slice(&wanted)));
    assert_false(failed);
    root_abandon(root);
    buf_release(&text);
    buf_release(&wanted);
}

/* As another hand could: the file is made shorter or longer. */
static void changed(struct fixture *f, struct root *root, const char *more,
                    off_t len)
{
    const char *path = root_read_path(root, SLICE(PATH), &f->arena);
    int file = open(path, O_WRONLY | O_CLOEXEC);

    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, len), 0);
    assert_true(lseek(file, 0, SEEK_END) == len);
    assert_int_equal(write(file, more, strlen(more)), (ssize_t)strlen(more));
    (void)close(file);
}

static void assert_refused(struct fixture *f, const char *more, off_t len)
{
    struct root *root = begun(f, SLICE("a,b\r\n1,2\r\n3,4\r\n"));
    size_t before = f->diagnostics.count;
    bool failed;

    changed(f, root, more, len);
    (void)read_all(f, root, 2, &failed);
    assert_true(failed);
    assert_int_equal(f->diagnostics.count, before + 1);
    assert_int_equal(f->diagnostics.items[before].id, DIAG_OUTPUT_UNWRITABLE);
    root_abandon(root);
}

static void test_broken_off(void **state)
{
    assert_refused(*state, "", 12);     /* within the last row */
    assert_refused(*state, "\"5,", 15); /* a quote that does not end */
    assert_refused(*state, "5,6", 15);  /* a row that does not end */
}

/* While it is read. */
static void test_shorter(void **state)
{
    struct fixture *f = *state;
    struct root *root;
    struct buf text = BUF_INIT;
    struct reread rows;

    for (unsigned i = 0; i < 200000; i++)
        buf_add_format(&text, "%07u\r\n", i);
    root = begun(f, buf_slice(&text));
    assert_true(reread_open(&rows, root, SLICE(PATH), 1));
    assert_true(reread_row(&rows));
    changed(f, root, "", 9 * 100000);
    while (reread_row(&rows))
        ;
    assert_true(rows.failed);
    assert_int_equal(f->diagnostics.count, 1);
    reread_close(&rows);
    root_abandon(root);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_pieces, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_broken_off, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_shorter, fixture_new,
                                        fixture_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
