#include "base/bug.h"

#define EXIT_ENVIRONMENT 3

void out_of_memory(void)
{
    /* No exit handlers: they may allocate, and other threads may be running. */
    (void)fputs("rendir: out of memory\n", stderr);
    _Exit(EXIT_ENVIRONMENT);
}
