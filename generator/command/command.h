/*
 * The subcommands. Layer: command, the only one that prints, exits and reads
 * the environment.
 *
 * Each takes what follows its name on the command line and returns the exit
 * status.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/buf.h"

enum exit_status {
    EXIT_PUBLISHED = 0, /* or, of another command: done */
    EXIT_FATAL = 1,     /* fatal findings; the old site stays */
    EXIT_USAGE = 2,
    EXIT_ENVIRONMENT = 3, /* output not writable, locked, no room … */
};

int command_build(int argc, char **argv);
int command_check(int argc, char **argv);
int command_figures(int argc, char **argv);
int command_diff(int argc, char **argv);
int command_inspect(int argc, char **argv);
int command_new(int argc, char **argv);
int command_serve(int argc, char **argv);
int command_sign(int argc, char **argv);
int command_verify(int argc, char **argv);

/* "rendir: <text>" and a line end on stderr; returns `status`. */
int print_fault(enum exit_status status, struct slice text);
/* To stderr, after what stdout still holds. */
void print_aside(struct slice text);
/* To stdout; false when that failed. */
bool print_text(struct slice text) MUST_USE;
/* `status`, or EXIT_ENVIRONMENT, said, when stdout could not be written. */
int print_end(int status);

#endif
