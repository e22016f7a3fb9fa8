/* Descriptors of tests, which are JSON, written with ' for ". */
#ifndef TESTS_JSON_HELP_H
#define TESTS_JSON_HELP_H

#include <string.h>

#include "base/arena.h"

static inline const char *json_of(struct arena *arena, const char *text)
{
    char *out = arena_alloc(arena, strlen(text) + 1);

    for (size_t i = 0; text[i] != '\0'; i++)
        out[i] = text[i] == '\'' ? '"' : text[i];
    return out;
}

#endif
