#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"

int print_fault(enum exit_status status, struct slice text)
{
    (void)fprintf(stderr, "rendir: " SLICE_FORMAT "\n", SLICE_ARGS(text));
    return (int)status;
}

void print_aside(struct slice text)
{
    (void)fflush(stdout); /* a failure is kept and said by print_end() */
    if (text.len > 0)
        (void)fwrite(text.ptr, 1, text.len, stderr);
}

bool print_text(struct slice text)
{
    return text.len == 0 || fwrite(text.ptr, 1, text.len, stdout) == text.len;
}

int print_end(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    (void)fprintf(stderr, "rendir: stdout cannot be written: %s\n",
                  strerror(errno));
    return EXIT_ENVIRONMENT;
}
