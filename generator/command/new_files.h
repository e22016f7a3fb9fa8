/*
 * The files of a new workspace. Layer: command.
 *
 * "@portal@" in paths and lines stands for the portal's name.
 */
#ifndef COMMAND_NEW_FILES_H
#define COMMAND_NEW_FILES_H

#include <stddef.h>

struct new_file {
    const char *path;
    const char *const *lines; /* ends with null */
};

/* Ends with a file without a path. */
extern const struct new_file new_files[];

#endif
