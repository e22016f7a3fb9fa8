/* Workbooks that lack what was put into them are not published. */
#include "emit/workbook.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "emit/workbook_proof.h"

#define ROWS 4000

struct folder {
    char aside[32];
    char path[48];
};

static void folder_make(struct folder *folder)
{
    *folder = (struct folder){.aside = "/tmp/workbook-XXXXXX"};
    assert_non_null(mkdtemp(folder->aside));
    (void)snprintf(folder->path, sizeof(folder->path), "%s/a.xlsx",
                   folder->aside);
}

static void folder_remove(const struct folder *folder)
{
    (void)unlink(folder->path);
    assert_int_equal(rmdir(folder->aside), 0);
}

/* A sheet of ROWS rows that pack well, and one of a single cell. */
static bool book_write(const struct folder *folder)
{
    struct workbook *book =
        workbook_begin(folder->path, folder->aside, SLICE("Spending"),
                       (struct date){2017, 9, 30});

    assert_non_null(book);
    workbook_sheet(book, SLICE("spending"));
    for (unsigned i = 0; i < ROWS; i++) {
        assert_true(workbook_text(book, SLICE("Ministry of <public> works")));
        workbook_blank(book);
        workbook_text(book, SLICE(""));
        workbook_date(book, (struct date){2017, 1, 31});
        workbook_row(book);
    }
    workbook_row(book); /* with nothing in it */
    workbook_sheet(book, SLICE("about"));
    workbook_bold(book, SLICE("Licence"));
    return workbook_finish(book);
}

static void test_whole(void **state)
{
    const struct sheet_count right[] = {{ROWS, 2 * ROWS}, {1, 1}};
    const struct sheet_count row_less[] = {{ROWS + 1, 2 * ROWS}, {1, 1}};
    const struct sheet_count cell_less[] = {{ROWS, 2 * ROWS}, {1, 2}};
    struct folder folder;

    (void)state;
    folder_make(&folder);
    assert_true(book_write(&folder));
    assert_true(workbook_proved(folder.path, right, 2));
    assert_false(workbook_proved(folder.path, row_less, 2));
    assert_false(workbook_proved(folder.path, cell_less, 2));
    assert_false(workbook_proved(folder.path, right, 1 + 2));
    folder_remove(&folder);
}

/* The sheet is set aside in a file that may not grow so far, its packed form is
 * small enough: libxlsxwriter 1.1.4 sees nothing wrong. */
static void test_rows_lost(void **state)
{
    struct rlimit before, narrow;
    struct folder folder;
    bool done;
    int fault;

    (void)state;
    folder_make(&folder);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    narrow = (struct rlimit){.rlim_cur = 100000, .rlim_max = before.rlim_max};
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &narrow), 0);
    done = book_write(&folder);
    fault = errno;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_false(done);
    assert_true(fault == EIO || fault == EFBIG);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_rows_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
