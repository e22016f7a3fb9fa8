/*
 * What the tests of memory and of what lies in it share: an arena for each
 * test, released after it.
 */
#ifndef TESTS_ARENA_HELP_H
#define TESTS_ARENA_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

/* Before and after each test: cmocka_unit_test_setup_teardown(). */
static inline int setup(void **state)
{
    static struct arena arena;

    arena_init(&arena);
    *state = &arena;
    return 0;
}

static inline int teardown(void **state)
{
    arena_release(*state);
    return 0;
}

#endif
