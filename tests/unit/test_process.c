/* Other programs: what they say, how they end, and what they are given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/process.h"

struct run {
    struct buf said;
    struct buf fault;
    bool done;
};

/* A script, in / and with one variable. */
static struct run run(const char *program, const char *script)
{
    const char *const arguments[] = {"sh", "-c", script, NULL};
    const char *const environment[] = {"PATH=/usr/bin:/bin", "WORD=given",
                                       NULL};
    const struct process process = {program, arguments, environment, "/"};
    struct run run = {BUF_INIT, BUF_INIT, false};

    run.done = process_run(&process, &run.said, &run.fault);
    return run;
}

static void expect(struct run *run, bool done, const char *said,
                   const char *fault)
{
    assert_int_equal(run->done, done);
    assert_string_equal(run->said.len > 0 ? run->said.ptr : "", said);
    assert_string_equal(run->fault.len > 0 ? run->fault.ptr : "", fault);
    buf_release(&run->said);
    buf_release(&run->fault);
}

#define EXPECT(script, ...)                                                    \
    do {                                                                       \
        struct run one = run("/bin/sh", (script));                             \
                                                                               \
        expect(&one, __VA_ARGS__);                                             \
    } while (0)

static void test_ends(void **state)
{
    (void)state;
    EXPECT("echo one; echo two >&2", true, "one\ntwo\n", "");
    EXPECT("", true, "", "");
    EXPECT("echo no; exit 3", false, "no\n", "it ended with status 3");
    EXPECT("kill -9 $$", false, "", "it was ended by signal 9");
}

static void test_given(void **state)
{
    (void)state;
    EXPECT("pwd; echo $WORD; env | grep -c .", true, "/\ngiven\n3\n", "");
    EXPECT("read line; echo \"$? $line\"", true, "1 \n", "");
}

static void test_not_there(void **state)
{
    struct run one = run("/nowhere/at/all", "");

    (void)state;
    expect(&one, false, "", "No such file or directory");
}

/* Who says more than is kept does not wait for ever. */
static void test_much(void **state)
{
    struct run one =
        run("/bin/sh", "head -c 1000000 /dev/zero | tr '\\0' x; exit 1");

    (void)state;
    assert_false(one.done);
    assert_int_equal(one.said.len, PROCESS_SAID_MAX);
    buf_release(&one.said);
    buf_release(&one.fault);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_given),
        cmocka_unit_test(test_not_there),
        cmocka_unit_test(test_much),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
