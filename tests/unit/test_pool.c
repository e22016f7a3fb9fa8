#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bug.h"
#include "base/pool.h"

#define TASKS 5000
#define THREADS 4

struct tally {
    unsigned char calls[TASKS];
    size_t of_worker[THREADS];
    atomic_uint wrong_worker;
    unsigned threads;
};

static void count_call(void *context, size_t index, unsigned worker)
{
    struct tally *tally = context;

    if (worker >= tally->threads) {
        atomic_fetch_add(&tally->wrong_worker, 1);
        return;
    }
    tally->calls[index]++;
    tally->of_worker[worker]++;
}

static void test_each_index_once(void **state)
{
    static const unsigned threads[] = {0, 1, 2, THREADS};
    static const size_t counts[] = {0, 1, 3, TASKS};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(threads) * COUNT_OF(counts); i++) {
        size_t count = counts[i % COUNT_OF(counts)];
        size_t sum = 0;
        struct tally tally = {.threads = threads[i / COUNT_OF(counts)]};

        if (tally.threads == 0)
            tally.threads = 1;
        pool_run(threads[i / COUNT_OF(counts)], count, count_call, &tally);
        assert_int_equal(tally.wrong_worker, 0);
        for (size_t index = 0; index < TASKS; index++)
            assert_int_equal(tally.calls[index], index < count);
        for (size_t worker = 0; worker < THREADS; worker++)
            sum += tally.of_worker[worker];
        assert_int_equal(sum, count);
    }
}

static void test_processors(void **state)
{
    (void)state;
    assert_in_range(pool_processors(), 1, 1 << 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_index_once),
        cmocka_unit_test(test_processors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
