/*
 * Options of a subcommand. Layer: command.
 *
 * --name VALUE, --name=VALUE, -n VALUE, -nVALUE and flags, in any order with at
 * most one operand, or several; "--" ends the options. --help and -h are there
 * always. A value that is empty, or one of two where one is taken, is refused:
 * no value is passed over. At most 64 options.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include <stdbool.h>

#include "base/buf.h"

struct command_option {
    const char *name;     /* "jobs" */
    char letter;          /* 'j', 0 = none */
    const char *argument; /* "N", null = a flag */
    const char *help;
    /* Where the value goes, one of: */
    bool *flag;
    const char **text;
    const char **texts; /* may stand several times: room for all arguments */
    size_t *text_count; /* with `texts` */
    unsigned *number;   /* `low` to `high` */
    unsigned low;
    unsigned high;
};

struct command_line {
    const char *name;    /* "build" */
    const char *summary; /* what it does, lines of text */
    const struct command_option *options;
    size_t option_count;
    const char *operand_name; /* "DIR" */
    const char **operand;     /* null = takes none, or many: */
    const char **operands;    /* room for all arguments; null = at most one */
    size_t *operand_count;
    bool operand_is_needed;
};

enum options_result { OPTIONS_OK, OPTIONS_HELP, OPTIONS_WRONG };

/* `argv` without the names of program and command. When wrong, one sentence
 * in `fault`. */
enum options_result options_read(const struct command_line *line, int argc,
                                 char **argv, struct buf *fault);
/* The text of --help. */
void options_help(const struct command_line *line, struct buf *out);
/*
 * Reads, and answers what is no run: true when the command goes on, else
 * `*status` is the exit status.
 */
bool options_begin(const struct command_line *line, int argc, char **argv,
                   int *status);
/* ", nearest: X" for a wrong name, or nothing. */
void options_nearest(struct buf *out, struct slice name,
                     const char *const *known, size_t count);

#endif
