#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE_SIZE 4096

static bool failed(struct buf *fault, int reason)
{
    buf_add_text(fault, strerror(reason));
    return false;
}

/* Until the program ends: it must not wait for a reader of what is too much. */
static void output_read(int from, struct buf *said)
{
    char piece[PIECE_SIZE];
    ssize_t got;

    while ((got = read(from, piece, sizeof(piece))) != 0) {
        size_t room =
            said->len < PROCESS_SAID_MAX ? PROCESS_SAID_MAX - said->len : 0;
        size_t len;

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return;
        len = (size_t)got;
        buf_add(said, piece, len < room ? len : room);
    }
}

static bool child_await(pid_t child, struct buf *fault)
{
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return failed(fault, errno);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFEXITED(status))
        buf_add_format(fault, "it ended with status %d", WEXITSTATUS(status));
    else
        buf_add_format(fault, "it was ended by signal %d", WTERMSIG(status));
    return false;
}

/* posix_spawn() takes arrays that it promises not to change. */
static char *const *unchanged(const char *const *texts)
{
    union {
        const char *const *given;
        char *const *taken;
    } both = {.given = texts};

    return both.taken;
}

/* Zero, or the reason. */
static int child_start(const struct process *process, const int ends[2],
                       pid_t *child)
{
    posix_spawn_file_actions_t actions;
    int reason = posix_spawn_file_actions_init(&actions);

    if (reason != 0)
        return reason;
    reason = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
                                              "/dev/null", O_RDONLY, 0);
    if (reason == 0)
        reason =
            posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    if (reason == 0)
        reason =
            posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    if (reason == 0)
        reason =
            posix_spawn_file_actions_addchdir_np(&actions, process->folder);
    if (reason == 0)
        reason = posix_spawn(child, process->program, &actions, NULL,
                             unchanged(process->arguments),
                             unchanged(process->environment));
    (void)posix_spawn_file_actions_destroy(&actions);
    return reason;
}

bool process_run(const struct process *process, struct buf *said,
                 struct buf *fault)
{
    int ends[2];
    pid_t child;
    int reason;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return failed(fault, errno);
    reason = child_start(process, ends, &child);
    (void)close(ends[1]);
    if (reason == 0)
        output_read(ends[0], said);
    (void)close(ends[0]);
    return reason == 0 ? child_await(child, fault) : failed(fault, reason);
}
