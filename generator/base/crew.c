#include "base/crew.h"

#include <pthread.h>
#include <stdbool.h>

#include "base/bug.h"

struct crew {
    struct crew_job job;
    pthread_t *threads;
    unsigned thread_count;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t work;
    pthread_cond_t room;
    void **portions; /* a ring; the one at `first` is worked on */
    size_t depth, first, count;
    size_t taken, done; /* tasks of the first portion */
    bool ending;
};

static void work_alone(struct crew *crew, void *portion)
{
    for (size_t i = 0; i < crew->job.task_count; i++)
        crew->job.task(crew->job.context, portion, i);
    crew->job.close(crew->job.context, portion);
}

/* The next task, waited for; false when there will be none. */
static bool task_take(struct crew *crew, size_t *index)
{
    for (;;) {
        if (crew->count > 0 && crew->taken < crew->job.task_count) {
            *index = crew->taken++;
            return true;
        }
        if (crew->ending && crew->count == 0)
            return false;
        (void)pthread_cond_wait(&crew->work, &crew->lock);
    }
}

static void task_done(struct crew *crew, void *portion)
{
    if (++crew->done < crew->job.task_count)
        return;
    /* No task is left to take, so nobody else looks at the portion. */
    (void)pthread_mutex_unlock(&crew->lock);
    crew->job.close(crew->job.context, portion);
    (void)pthread_mutex_lock(&crew->lock);
    crew->first = (crew->first + 1) % crew->depth;
    crew->count--;
    crew->taken = crew->done = 0;
    (void)pthread_cond_broadcast(&crew->work);
    (void)pthread_cond_signal(&crew->room);
}

static void *crew_main(void *argument)
{
    struct crew *crew = argument;
    size_t index;

    (void)pthread_mutex_lock(&crew->lock);
    while (task_take(crew, &index)) {
        void *portion = crew->portions[crew->first];

        (void)pthread_mutex_unlock(&crew->lock);
        crew->job.task(crew->job.context, portion, index);
        (void)pthread_mutex_lock(&crew->lock);
        task_done(crew, portion);
    }
    (void)pthread_mutex_unlock(&crew->lock);
    return NULL;
}

struct crew *crew_new(unsigned threads, size_t depth,
                      const struct crew_job *job)
{
    struct crew *crew = calloc(1, sizeof(*crew));

    if (crew == NULL)
        out_of_memory();
    crew->job = *job;
    crew->depth = depth;
    crew->portions = calloc(depth, sizeof(*crew->portions));
    crew->threads = calloc((size_t)threads + 1, sizeof(*crew->threads));
    if (crew->portions == NULL || crew->threads == NULL)
        out_of_memory();
    (void)pthread_mutex_init(&crew->lock, NULL);
    (void)pthread_cond_init(&crew->work, NULL);
    (void)pthread_cond_init(&crew->room, NULL);
    /* Fewer threads do the same work. */
    while (threads > 1 && crew->thread_count < threads &&
           pthread_create(&crew->threads[crew->thread_count], NULL, crew_main,
                          crew) == 0)
        crew->thread_count++;
    return crew;
}

void crew_hand(struct crew *crew, void *portion)
{
    if (crew->thread_count == 0) {
        work_alone(crew, portion);
        return;
    }
    (void)pthread_mutex_lock(&crew->lock);
    while (crew->count == crew->depth)
        (void)pthread_cond_wait(&crew->room, &crew->lock);
    crew->portions[(crew->first + crew->count) % crew->depth] = portion;
    crew->count++;
    (void)pthread_cond_broadcast(&crew->work);
    (void)pthread_mutex_unlock(&crew->lock);
}

void crew_free(struct crew *crew)
{
    (void)pthread_mutex_lock(&crew->lock);
    crew->ending = true;
    (void)pthread_cond_broadcast(&crew->work);
    (void)pthread_mutex_unlock(&crew->lock);
    for (unsigned i = 0; i < crew->thread_count; i++)
        if (pthread_join(crew->threads[i], NULL) != 0)
            BUG("a thread cannot be joined");
    (void)pthread_cond_destroy(&crew->room);
    (void)pthread_cond_destroy(&crew->work);
    (void)pthread_mutex_destroy(&crew->lock);
    free(crew->threads);
    free(crew->portions);
    free(crew);
}
