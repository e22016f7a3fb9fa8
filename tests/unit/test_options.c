#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "command/options.h"

#define ARGUMENTS_MAX 8

struct answers {
    const char *out;
    const char *folder;
    unsigned jobs;
    bool quiet;
    struct buf fault;
};

/* Reads the words of `text`, which may be quoted by no means. */
static enum options_result read_line(struct answers *answers, const char *text)
{
    const struct command_option options[] = {
        {.name = "output",
         .letter = 'o',
         .argument = "OUT",
         .text = &answers->out,
         .help = "where"},
        {.name = "jobs",
         .letter = 'j',
         .argument = "N",
         .number = &answers->jobs,
         .low = 1,
         .high = 64,
         .help = "threads"},
        {.name = "quiet",
         .letter = 'q',
         .flag = &answers->quiet,
         .help = "say less"},
    };
    const struct command_line line = {.name = "build",
                                      .summary = "Builds.",
                                      .options = options,
                                      .option_count = COUNT_OF(options),
                                      .operand_name = "DIR",
                                      .operand = &answers->folder};
    static char words[128];
    char *arguments[ARGUMENTS_MAX];
    char *rest = words;
    int count = 0;

    assert_true(strlen(text) < sizeof(words));
    (void)strcpy(words, text);
    while (count < ARGUMENTS_MAX &&
           (arguments[count] = strtok_r(rest, " ", &rest)) != NULL)
        count++;
    return options_read(&line, count, arguments, &answers->fault);
}

static void assert_fault(const char *text, const char *fault)
{
    struct answers answers = {.folder = "."};

    assert_int_equal(read_line(&answers, text), OPTIONS_WRONG);
    assert_string_equal(answers.fault.ptr, fault);
    buf_release(&answers.fault);
}

static void test_forms(void **state)
{
    static const char *const forms[] = {
        "--output site --jobs 4 --quiet portal",
        "--output=site --jobs=4 --quiet portal",
        "-o site -j 4 -q portal",
        "portal -qosite -j4",
        "-q -osite -j4 -- portal",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct answers answers = {.folder = "."};

        if (i == 3) /* flags are not joined with others */
            continue;
        assert_int_equal(read_line(&answers, forms[i]), OPTIONS_OK);
        assert_string_equal(answers.out, "site");
        assert_string_equal(answers.folder, "portal");
        assert_int_equal(answers.jobs, 4);
        assert_true(answers.quiet);
        buf_release(&answers.fault);
    }
    assert_fault(forms[3], "unknown option -qosite; see rendir build --help");
}

static void test_nothing(void **state)
{
    struct answers answers = {.folder = ".", .jobs = 2};

    (void)state;
    assert_int_equal(read_line(&answers, ""), OPTIONS_OK);
    assert_string_equal(answers.folder, ".");
    assert_int_equal(answers.jobs, 2);
    assert_false(answers.quiet);
}

/* What follows "--" is no option; "-" alone is none either. */
static void test_operands(void **state)
{
    struct answers answers = {.folder = "."};

    (void)state;
    assert_int_equal(read_line(&answers, "-- --jobs"), OPTIONS_OK);
    assert_string_equal(answers.folder, "--jobs");
    assert_int_equal(read_line(&answers, "-"), OPTIONS_OK);
    assert_string_equal(answers.folder, "-");
    assert_fault("one two", "one argument too many: two");
}

static void test_nearest(void **state)
{
    (void)state;
    assert_fault("--jbs 4", "unknown option --jbs; nearest: --jobs");
    assert_fault("--outptu=x", "unknown option --outptu; nearest: --output");
    assert_fault("--hlep", "unknown option --hlep; nearest: --help");
    assert_fault("--xyzzy", "unknown option --xyzzy; see rendir build --help");
    assert_fault("--=4", "unknown option --; see rendir build --help");
    assert_fault("-x", "unknown option -x; see rendir build --help");
}

static void test_values(void **state)
{
    (void)state;
    assert_fault("--jobs", "--jobs needs a value: N");
    assert_fault("-j", "--jobs needs a value: N");
    assert_fault("--jobs 0", "--jobs takes a whole number from 1 to 64, not 0");
    assert_fault("--jobs 65",
                 "--jobs takes a whole number from 1 to 64, not 65");
    assert_fault("--jobs two",
                 "--jobs takes a whole number from 1 to 64, not two");
    assert_fault("--jobs 1.5",
                 "--jobs takes a whole number from 1 to 64, not 1.5");
    assert_fault("--quiet=yes", "no value goes with option quiet");
}

static void test_help(void **state)
{
    struct answers answers = {.folder = "."};

    (void)state;
    assert_int_equal(read_line(&answers, "--help"), OPTIONS_HELP);
    assert_int_equal(read_line(&answers, "-h --nonsense"), OPTIONS_HELP);
}

static void test_help_text(void **state)
{
    bool quiet;
    const struct command_option options[] = {
        {.name = "quiet", .letter = 'q', .flag = &quiet, .help = "say less"},
    };
    const struct command_line line = {.name = "build",
                                      .summary = "Builds.",
                                      .options = options,
                                      .option_count = 1};
    struct buf out = BUF_INIT;

    (void)state;
    options_help(&line, &out);
    assert_string_equal(out.ptr, "usage: rendir build [options]\n\n"
                                 "Builds.\n\n"
                                 "  -q, --quiet             say less\n"
                                 "  -h, --help              print this and "
                                 "end\n");
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),     cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_operands),  cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_values),    cmocka_unit_test(test_help),
        cmocka_unit_test(test_help_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
