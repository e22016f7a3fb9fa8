#include "command/key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "command/command.h"

#define KEY_FILE_MAX 65536
#define PASSWORD_MAX 1024
#define PASSWORD_VARIABLE "RENDIR_KEY_PASSWORD"

/* A password, and how much of it there is. */
struct secret {
    char text[PASSWORD_MAX];
    size_t len;
};

static int key_fault(enum exit_status status, const char *path,
                     const char *sentence)
{
    struct buf out = BUF_INIT;
    int result;

    buf_add_format(&out, "--key: %s %s", path, sentence);
    result = print_fault(status, buf_slice(&out));
    buf_release(&out);
    return result;
}

/* --- the terminal --- */

static bool line_read(int terminal, struct secret *out)
{
    char c;

    out->len = 0;
    while (read(terminal, &c, 1) == 1 && c != '\n' && c != '\r') {
        if (out->len == PASSWORD_MAX)
            return false;
        out->text[out->len++] = c;
    }
    return true;
}

/* Without an echo, from here to the end of the line. */
static bool silent_read(int terminal, struct slice prompt, struct secret *out)
{
    struct termios loud, silent;
    bool asked;

    if (tcgetattr(terminal, &loud) != 0)
        return false;
    silent = loud;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    if (tcsetattr(terminal, TCSAFLUSH, &silent) != 0)
        return false;
    asked = file_append(terminal, prompt) && line_read(terminal, out);
    (void)tcsetattr(terminal, TCSAFLUSH, &loud);
    return file_append(terminal, SLICE("\n")) && asked;
}

static bool password_ask(const char *path, struct secret *out)
{
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    struct buf prompt = BUF_INIT;
    bool asked;

    if (terminal < 0)
        return false;
    buf_add_format(&prompt, "Password of %s: ", path);
    asked = silent_read(terminal, buf_slice(&prompt), out);
    buf_release(&prompt);
    (void)close(terminal);
    return asked;
}

static bool password_get(const char *path, struct secret *out)
{
    const char *given = getenv(PASSWORD_VARIABLE);

    if (given == NULL)
        return password_ask(path, out);
    out->len = strlen(given);
    if (out->len > PASSWORD_MAX)
        return false;
    memcpy(out->text, given, out->len);
    return true;
}

/* --- the file --- */

/* The file, or the reason in errno. */
static bool bytes_read(const char *path, char *bytes, size_t *len)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = 0;

    if (file < 0)
        return false;
    *len = 0;
    do {
        *len += (size_t)count;
        count = read(file, bytes + *len, KEY_FILE_MAX - *len);
    } while (count > 0);
    (void)close(file);
    return count == 0;
}

static enum key_result opened(const char *path, struct slice file,
                              struct signer *out)
{
    enum key_result result = signer_read(file, NULL, out);
    struct secret secret = {.len = 0};

    if (result == KEY_NEEDS_PASSWORD && password_get(path, &secret)) {
        struct slice password = {secret.text, secret.len};

        result = signer_read(file, &password, out);
    }
    crypto_wipe(&secret, sizeof(secret));
    return result;
}

int signer_load(const char *path, struct signer *out)
{
    char bytes[KEY_FILE_MAX];
    enum key_result result;
    size_t len;

    if (!bytes_read(path, bytes, &len)) {
        int reason = errno;

        crypto_wipe(bytes, sizeof(bytes));
        return key_fault(reason == ENOENT || reason == ENOTDIR ||
                                 reason == EISDIR
                             ? EXIT_USAGE
                             : EXIT_ENVIRONMENT,
                         path, strerror(reason));
    }
    result = opened(path, (struct slice){bytes, len}, out);
    crypto_wipe(bytes, sizeof(bytes));
    if (result == KEY_READ)
        return EXIT_PUBLISHED;
    if (result == KEY_NEEDS_PASSWORD)
        return key_fault(EXIT_USAGE, path,
                         "has a password; there is no terminal to ask for it, "
                         "and " PASSWORD_VARIABLE " is not set");
    return key_fault(result == KEY_NO_MEMORY ? EXIT_ENVIRONMENT : EXIT_USAGE,
                     path, key_result_text(result));
}
