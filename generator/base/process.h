/*
 * Another program, run to its end. Layer: base.
 */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stdbool.h>

#include "base/buf.h"

struct process {
    const char *program;            /* path of the file to run */
    const char *const *arguments;   /* its name first; null ends them */
    const char *const *environment; /* "NAME=value"; null ends them */
    const char *folder;             /* to run in */
};

/*
 * What it prints, errors too, goes to `said`, without what is beyond
 * PROCESS_SAID_MAX bytes. True when it ends with 0; else a reason in `fault`.
 */
#define PROCESS_SAID_MAX 65536
bool process_run(const struct process *process, struct buf *said,
                 struct buf *fault) MUST_USE;

#endif
