/* Picks a subcommand. */
#include <stdio.h>

#include "command/command.h"
#include "command/options.h"
#include "command/version.h"

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} commands[] = {
    {"build", command_build, "build the portals of a workspace"},
    {"check", command_check, "print what a build would find"},
    {"figures", command_figures, "list the figures that texts can cite"},
    {"diff", command_diff, "list what changed between two editions"},
    {"inspect", command_inspect, "look at files and guess what they are"},
    {"new", command_new, "make a new workspace with one portal"},
    {"serve", command_serve, "show a built site on this machine"},
    {"sign", command_sign, "sign a published site"},
    {"verify", command_verify, "recompute a published site from its files"},
};

static int print_usage(void)
{
    (void)fputs("usage: rendir COMMAND [options] [DIR]\n\n", stdout);
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        (void)printf("  %-9s%s\n", commands[i].name, commands[i].help);
    (void)fputs("\nrendir COMMAND --help lists a command's options; "
                "rendir --version.\n",
                stdout);
    return print_end(EXIT_PUBLISHED);
}

static int unknown_command(const char *name)
{
    const char *known[COUNT_OF(commands) + 2];
    struct buf fault = BUF_INIT;
    int status;

    for (size_t i = 0; i < COUNT_OF(commands); i++)
        known[i] = commands[i].name;
    known[COUNT_OF(commands)] = "--help";
    known[COUNT_OF(commands) + 1] = "--version";
    buf_add_format(&fault, "unknown command %s", name);
    options_nearest(&fault, slice_of(name), known, COUNT_OF(known));
    status = print_fault(EXIT_USAGE, buf_slice(&fault));
    buf_release(&fault);
    return status;
}

/* "rendir help build" is "rendir build --help". */
static int command_help(const char *name)
{
    char option[] = "--help";
    char *arguments[] = {option, NULL};

    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (slice_equal_text(slice_of(name), commands[i].name))
            return commands[i].run(1, arguments);
    return unknown_command(name);
}

/* "rendir --version", and nothing behind it. */
static bool stands_alone(int argc, char **argv, int count, int *status)
{
    struct buf fault = BUF_INIT;

    if (argc <= count)
        return true;
    buf_add_format(&fault, "one argument too many: %s", argv[count]);
    *status = print_fault(EXIT_USAGE, buf_slice(&fault));
    buf_release(&fault);
    return false;
}

static int version_print(void)
{
    (void)puts("rendir " RENDIR_VERSION);
    return print_end(EXIT_PUBLISHED);
}

int main(int argc, char **argv)
{
    int status = EXIT_USAGE;
    struct slice name;

    if (argc < 2)
        return print_fault(EXIT_USAGE,
                           SLICE("no command; rendir --help lists them"));
    name = slice_of(argv[1]);
    if (slice_equal_text(name, "--help") || slice_equal_text(name, "-h"))
        return stands_alone(argc, argv, 2, &status) ? print_usage() : status;
    if (slice_equal_text(name, "--version"))
        return stands_alone(argc, argv, 2, &status) ? version_print() : status;
    if (slice_equal_text(name, "help") && stands_alone(argc, argv, 3, &status))
        return argc > 2 ? command_help(argv[2]) : print_usage();
    if (slice_equal_text(name, "help"))
        return status;
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (slice_equal_text(name, commands[i].name))
            return commands[i].run(argc - 2, argv + 2);
    return unknown_command(argv[1]);
}
