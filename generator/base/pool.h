/*
 * Work shared by threads. Layer: base.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

typedef void pool_task(void *context, size_t index, unsigned worker);

/*
 * Calls task(context, 0 … count-1, worker) on `threads` threads (the caller is
 * worker 0) and returns when all are done. Order is not defined; a task must
 * write only what is its own.
 */
void pool_run(unsigned threads, size_t count, pool_task *task, void *context);
/* Processors this process may use, at least 1. */
unsigned pool_processors(void);

#endif
