/*
 * Threads that work through portions while more are brought. Layer: base.
 *
 * Each portion is so many tasks, which any thread may take; all tasks of one
 * portion are done before the next is begun. So what only the tasks of one
 * index write needs no lock and sees every portion in the order it was brought,
 * whatever the number of threads.
 */
#ifndef BASE_CREW_H
#define BASE_CREW_H

#include <stddef.h>

struct crew_job {
    void *context;
    size_t task_count; /* of each portion, at least 1 */
    void (*task)(void *context, void *portion, size_t index);
    /* By one thread, when all tasks of a portion are done. */
    void (*close)(void *context, void *portion);
};

struct crew;

/*
 * At most `depth` portions wait or are worked on. With fewer than two threads
 * none is started: crew_hand() does the work.
 */
struct crew *crew_new(unsigned threads, size_t depth,
                      const struct crew_job *job);
/*
 * Waits until there is room. When it returns, all portions but the last `depth`
 * are done.
 */
void crew_hand(struct crew *crew, void *portion);
/* Waits until all is done. */
void crew_free(struct crew *crew);

#endif
