/* What the tests of verify share: the root in the folder, read and computed. */
#ifndef TESTS_VERIFY_HELP_H
#define TESTS_VERIFY_HELP_H

#include "folder_help.h"

#include "verify/verify.h"

static inline void verify_folder(struct fixture *f,
                                 struct verify_report *report)
{
    const struct verify_wish wish = {.path = f->folder, .threads = 2};
    struct verify_reports reports;
    struct buf reason = BUF_INIT;

    assert_int_equal(verify(&f->arena, &wish, &reports, &reason), VERIFY_DONE);
    assert_int_equal(reports.count, 1);
    *report = *reports.items[0];
    buf_release(&reason);
}

#endif
