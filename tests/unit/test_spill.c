#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "folder_help.h"

#include "publish/spill.h"

#define RECORDS 20000
#define PARTITIONS 7

struct press {
    struct fixture at;
    struct root *root;
};

static int setup(void **state)
{
    struct press *f = calloc(1, sizeof(*f));

    *state = f;
    if (f == NULL || !fixture_init(&f->at))
        return -1;
    f->root = root_begin(f->at.site, &f->at.diagnostics);
    return f->root != NULL ? 0 : -1;
}

static int teardown(void **state)
{
    struct press *f = *state;

    root_abandon(f->root);
    return fixture_free(state);
}

/* Lengths from 0 to 40 times 37 bytes, and one that is larger than a chunk. */
static void record_write(struct buf *out, size_t record)
{
    size_t times = record == 500 ? 5000 : record % 41;

    buf_reset(out);
    for (size_t i = 0; i < times; i++)
        buf_add_format(out, "record %08zu part %08zu of several.;", record, i);
}

struct expected {
    size_t next; /* record */
    struct buf bytes;
};

static bool record_check(void *context, uint32_t key, struct slice bytes)
{
    struct expected *expected = context;

    record_write(&expected->bytes, expected->next);
    assert_int_equal(key, expected->next * 3);
    assert_true(slice_equal(bytes, buf_slice(&expected->bytes)));
    expected->next += PARTITIONS;
    return true;
}

/* Some twelve megabytes: most of it goes through the disk. */
static void test_round_trip(void **state)
{
    struct press *f = *state;
    struct spill *spill = spill_new(f->root, PARTITIONS);
    struct buf bytes = BUF_INIT;

    for (size_t i = 0; i < RECORDS; i++) {
        record_write(&bytes, i);
        assert_true(spill_add(spill, i % PARTITIONS, (uint32_t)(i * 3),
                              buf_slice(&bytes)));
    }
    for (size_t p = 0; p < PARTITIONS; p++) {
        struct expected expected = {.next = p};

        assert_true(spill_read(spill, p, record_check, &expected));
        assert_true(expected.next >= RECORDS);
        buf_release(&expected.bytes);
    }
    buf_release(&bytes);
    spill_free(spill);
}

static bool count_two(void *context, uint32_t key, struct slice bytes)
{
    size_t *count = context;

    (void)key;
    (void)bytes;
    return ++*count < 2;
}

static void test_ends_early(void **state)
{
    struct press *f = *state;
    struct spill *spill = spill_new(f->root, 1);
    size_t count = 0;

    for (uint32_t i = 0; i < 5; i++)
        assert_true(spill_add(spill, 0, i, SLICE("row")));
    assert_false(spill_read(spill, 0, count_two, &count));
    assert_int_equal(count, 2);
    assert_int_equal(f->at.diagnostics.count, 0);
    spill_free(spill);
}

/* No room: said once, and the root is not published. */
static void test_no_room(void **state)
{
    struct press *f = *state;
    struct spill *spill = spill_new(f->root, 2);
    struct rlimit before, small;
    struct buf bytes = BUF_INIT;
    bool added = true;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = (struct rlimit){100000, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    record_write(&bytes, 40);
    for (uint32_t i = 0; i < 1000 && added; i++)
        added = spill_add(spill, i % 2, i, buf_slice(&bytes));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_false(added);
    assert_false(spill_add(spill, 0, 0, buf_slice(&bytes)) &&
                 root_write(f->root, SLICE("a"), SLICE("b")));
    assert_int_equal(f->at.diagnostics.count, 1);
    assert_int_equal(f->at.diagnostics.items[0].id, DIAG_OUTPUT_UNWRITABLE);
    buf_release(&bytes);
    spill_free(spill);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_round_trip),
        TEST(test_ends_early),
        TEST(test_no_room),
    };

    /* Else the limit of a file's size ends the program. */
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
