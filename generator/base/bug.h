/*
 * Bugs and exhausted memory. Layer: base.
 *
 * BUG() is for states that no input can cause; it aborts in every build.
 * out_of_memory() is the only reaction to a failed allocation.
 */
#ifndef BASE_BUG_H
#define BASE_BUG_H

#include <stdio.h>
#include <stdlib.h>

#define BUG(text)                                                              \
    do {                                                                       \
        (void)fprintf(stderr, "rendir: bug: %s (%s:%d)\n", (text), __FILE__,   \
                      __LINE__);                                               \
        abort();                                                               \
    } while (0)

/* Marks a result that must not be ignored. */
#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(position, first)                                           \
    __attribute__((format(printf, position, first)))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

_Noreturn void out_of_memory(void);

#endif
