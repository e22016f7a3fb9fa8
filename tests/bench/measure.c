/*
 * Runs a command once, its output thrown away: `measure COMMAND ARGUMENT…`
 * prints seconds of wall, of user and of system time, and peak memory in KiB.
 * Exits as the command did.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void run(char **command)
{
    int null = open("/dev/null", O_WRONLY);

    if (null >= 0)
        (void)dup2(null, STDOUT_FILENO);
    (void)execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

int main(int argc, char **argv)
{
    double start = seconds();
    struct rusage usage;
    int status = 0;
    pid_t child;

    if (argc < 2) {
        (void)fprintf(stderr, "usage: measure COMMAND ARGUMENT...\n");
        return 2;
    }
    child = fork();
    if (child == 0)
        run(argv + 1);
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        return 3;
    }
    (void)printf("%.4f %.4f %.4f %ld\n", seconds() - start, of(usage.ru_utime),
                 of(usage.ru_stime), usage.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
