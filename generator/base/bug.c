#include "base/bug.h"

#define EXIT_ENVIRONMENT 3

void memory_exhausted(void)
{
    /* No exit handlers: they may allocate, and other threads may be running. */
    (void)fputs("rendir: out of memory\n", stderr);
    _Exit(EXIT_ENVIRONMENT);
}
