/* Portions in order, each task of each once, whatever the threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bug.h"
#include "base/crew.h"

#define TASKS 7
#define PORTIONS 500
#define DEPTH 3

struct log {
    /* By task: the portions it saw, as a number that depends on their order. */
    uint64_t seen[TASKS];
    size_t closed;
    size_t early; /* portions that were closed before their tasks were done */
};

static void log_task(void *context, void *portion, size_t index)
{
    struct log *log = context;
    size_t *number = portion;

    log->seen[index] = log->seen[index] * 31 + *number;
}

static void log_close(void *context, void *portion)
{
    struct log *log = context;
    size_t *number = portion;

    for (size_t i = 1; i < TASKS; i++)
        log->early += log->seen[i] != log->seen[0];
    log->early += *number != log->closed++;
}

static void test_portions_in_order(void **state)
{
    static const unsigned threads[] = {0, 1, 2, 5};

    (void)state;
    for (size_t t = 0; t < COUNT_OF(threads); t++) {
        struct log log = {{0}, 0, 0};
        const struct crew_job job = {&log, TASKS, log_task, log_close};
        struct crew *crew = crew_new(threads[t], DEPTH, &job);
        size_t portions[DEPTH + 1];
        uint64_t expected = 0;

        for (size_t i = 0; i < PORTIONS; i++) {
            /* The one that stood here before is done by now. */
            portions[i % (DEPTH + 1)] = i;
            crew_hand(crew, &portions[i % (DEPTH + 1)]);
            expected = expected * 31 + i;
        }
        crew_free(crew);
        assert_int_equal(log.closed, PORTIONS);
        assert_int_equal(log.early, 0);
        for (size_t i = 0; i < TASKS; i++)
            assert_int_equal(log.seen[i], expected);
    }
}

static void test_nothing_to_do(void **state)
{
    struct log log = {{0}, 0, 0};
    const struct crew_job job = {&log, TASKS, log_task, log_close};

    (void)state;
    crew_free(crew_new(3, DEPTH, &job));
    assert_int_equal(log.closed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_portions_in_order),
        cmocka_unit_test(test_nothing_to_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
