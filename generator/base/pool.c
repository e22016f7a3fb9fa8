#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/bug.h"

struct pool {
    pool_task *task;
    void *context;
    size_t count;
    atomic_size_t next;
};

struct worker {
    struct pool *pool;
    pthread_t thread;
    unsigned number;
};

static void work(struct pool *pool, unsigned worker)
{
    size_t index;

    while ((index = atomic_fetch_add(&pool->next, 1)) < pool->count)
        pool->task(pool->context, index, worker);
}

static void *worker_main(void *argument)
{
    struct worker *worker = argument;

    work(worker->pool, worker->number);
    return NULL;
}

void pool_run(unsigned threads, size_t count, pool_task *task, void *context)
{
    struct pool pool = {.task = task, .context = context, .count = count};
    unsigned started = 1;
    struct worker *workers;

    if (threads > count)
        threads = (unsigned)count;
    if (threads <= 1) {
        work(&pool, 0);
        return;
    }
    workers = calloc(threads, sizeof(*workers));
    if (!workers)
        out_of_memory();
    for (; started < threads; started++) {
        struct worker *worker = &workers[started];

        worker->pool = &pool;
        worker->number = started;
        /* Fewer threads do the same work. */
        if (pthread_create(&worker->thread, NULL, worker_main, worker) != 0)
            break;
    }
    work(&pool, 0);
    while (--started > 0)
        if (pthread_join(workers[started].thread, NULL) != 0)
            BUG("a worker cannot be joined");
    free(workers);
}

unsigned pool_processors(void)
{
    cpu_set_t set;
    long online;

    if (sched_getaffinity(0, sizeof(set), &set) == 0 && CPU_COUNT(&set) > 0)
        return (unsigned)CPU_COUNT(&set);
    online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (unsigned)online : 1;
}
