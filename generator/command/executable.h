/*
 * Programs that others wrote. Layer: command.
 */
#ifndef COMMAND_EXECUTABLE_H
#define COMMAND_EXECUTABLE_H

#include "base/arena.h"

/* PATH of who runs this, or null. */
const char *executable_paths(void);
/*
 * The file of a program, absolute: `name` itself where it has a '/', else as
 * found in PATH. Null where there is none that can be run.
 */
const char *executable_find(struct arena *arena, const char *name);

#endif
