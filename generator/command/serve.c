/*
 * rendir serve: a built site on this machine, for a look at it. The only file
 * that knows libmicrohttpd. Loopback unless told otherwise; no cache, no log of
 * who looked.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <microhttpd.h>

#include "base/file.h"
#include "command/command.h"
#include "command/options.h"

#define PORT_MAX 65535

struct server {
    const char *folder; /* of the workspace */
    const char *out;
    const char *address;
    unsigned port;
    char root[PATH_MAX]; /* of the site, resolved */
};

static const char *content_type(struct slice path)
{
    static const struct {
        const char *ending;
        const char *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".csv", "text/csv; charset=utf-8"},
        {".xml", "application/xml"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
        {".sha256", "text/plain; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".zip", "application/zip"},
        {".wasm", "application/wasm"},
    };

    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (slice_ends_with(path, slice_of(types[i].ending)))
            return types[i].type;
    return "application/octet-stream";
}

/* Resolved, links and all, the path must still lie in the root. */
static bool path_is_inside(const struct server *server, const char *resolved)
{
    size_t len = strlen(server->root);

    if (len == 1) /* "/" */
        return true;
    return strncmp(resolved, server->root, len) == 0 &&
           (resolved[len] == '/' || resolved[len] == '\0');
}

static bool folder_is_inside(const struct server *server, const char *path)
{
    char resolved[PATH_MAX];

    return realpath(path, resolved) != NULL &&
           path_is_inside(server, resolved) && file_is_folder(resolved);
}

/* A regular file in the root, open for reading, or -1. */
static int file_open(const struct server *server, const char *path,
                     struct stat *info)
{
    char resolved[PATH_MAX];
    int file;

    if (realpath(path, resolved) == NULL || !path_is_inside(server, resolved))
        return -1;
    file = open(resolved, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file >= 0 && fstat(file, info) == 0 && S_ISREG(info->st_mode))
        return file;
    if (file >= 0)
        (void)close(file);
    return -1;
}

static enum MHD_Result answer_file(struct MHD_Connection *connection,
                                   unsigned status, int file,
                                   const struct stat *info, const char *type)
{
    struct MHD_Response *response =
        MHD_create_response_from_fd64((uint64_t)info->st_size, file);
    enum MHD_Result result = MHD_NO;

    if (response == NULL) {
        (void)close(file);
        return MHD_NO;
    }
    if (MHD_add_response_header(response, "Content-Type", type) == MHD_YES &&
        MHD_add_response_header(response, "Cache-Control", "no-cache") ==
            MHD_YES &&
        MHD_add_response_header(response, "X-Content-Type-Options",
                                "nosniff") == MHD_YES)
        result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result answer_text(struct MHD_Connection *connection,
                                   unsigned status, const char *header,
                                   const char *value, struct slice text)
{
    char body[64];
    struct MHD_Response *response;
    enum MHD_Result result = MHD_NO;

    if (text.len > sizeof(body))
        BUG("answers without a file are short");
    memcpy(body, text.ptr, text.len);
    response =
        MHD_create_response_from_buffer(text.len, body, MHD_RESPMEM_MUST_COPY);
    if (response == NULL)
        return MHD_NO;
    if (MHD_add_response_header(response, "Content-Type",
                                "text/plain; charset=utf-8") == MHD_YES &&
        (header == NULL ||
         MHD_add_response_header(response, header, value) == MHD_YES))
        result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

/* The 404.html nearest above what was asked for: every root has its own. */
static enum MHD_Result answer_missing(struct MHD_Connection *connection,
                                      const struct server *server,
                                      struct slice url, struct arena *arena)
{
    while (url.len > 0) {
        struct stat info;
        const char *path;
        int file;

        while (url.len > 0 && url.ptr[url.len - 1] != '/')
            url.len--;
        path = arena_format(arena, "%s" SLICE_FORMAT "404.html", server->root,
                            SLICE_ARGS(url))
                   .ptr;
        file = url.len > 0 ? file_open(server, path, &info) : -1;
        if (file >= 0)
            return answer_file(connection, MHD_HTTP_NOT_FOUND, file, &info,
                               content_type(slice_of(path)));
        url.len -= url.len > 0;
    }
    return answer_text(connection, MHD_HTTP_NOT_FOUND, NULL, NULL,
                       SLICE("Not found.\n"));
}

/* Printable ASCII as it is, the rest percent-encoded: no header may break. */
static const char *folder_address(struct arena *arena, struct slice url)
{
    struct buf out = BUF_INIT;
    const char *address;

    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];

        if (c > ' ' && c < 0x7f && c != '%' && c != '?' && c != '#' &&
            c != '\\')
            buf_add_char(&out, (char)c);
        else
            buf_add_format(&out, "%%%02X", c);
    }
    buf_add_char(&out, '/');
    address = arena_text(arena, buf_slice(&out));
    buf_release(&out);
    return address;
}

static enum MHD_Result answer_path(struct MHD_Connection *connection,
                                   const struct server *server,
                                   struct slice url, struct arena *arena)
{
    bool names_folder = url.len > 0 && url.ptr[url.len - 1] == '/';
    const char *path =
        arena_format(arena, "%s" SLICE_FORMAT "%s", server->root,
                     SLICE_ARGS(url), names_folder ? "index.html" : "")
            .ptr;
    struct stat info;
    int file;

    /* "//host" would lead to another machine. */
    if (!names_folder && !slice_starts_with(url, SLICE("//")) &&
        folder_is_inside(server, path))
        return answer_text(connection, MHD_HTTP_FOUND, "Location",
                           folder_address(arena, url), SLICE(""));
    file = file_open(server, path, &info);
    if (file < 0)
        return answer_missing(connection, server, url, arena);
    return answer_file(connection, MHD_HTTP_OK, file, &info,
                       content_type(slice_of(path)));
}

static enum MHD_Result answer(void *context, struct MHD_Connection *connection,
                              const char *url, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_len, void **state)
{
    const struct server *server = context;
    enum MHD_Result result;
    struct arena arena;

    (void)version;
    (void)upload;
    /* An answer to the first call would close the connection. */
    if (*state == NULL) {
        *state = context;
        return MHD_YES;
    }
    if (*upload_len > 0) {
        *upload_len = 0;
        return MHD_YES;
    }
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return answer_text(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "Allow",
                           "GET, HEAD", SLICE("Only GET and HEAD.\n"));
    if (url[0] != '/')
        return answer_text(connection, MHD_HTTP_BAD_REQUEST, NULL, NULL,
                           SLICE("Bad request.\n"));
    arena_init(&arena);
    result = answer_path(connection, server, slice_of(url), &arena);
    arena_release(&arena);
    return result;
}

/* An address of either family. */
union address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

static bool address_read(const struct server *server, union address *out)
{
    uint16_t port = htons((uint16_t)server->port);

    memset(out, 0, sizeof(*out));
    if (inet_pton(AF_INET, server->address, &out->four.sin_addr) == 1) {
        out->four.sin_family = AF_INET;
        out->four.sin_port = port;
        return true;
    }
    if (inet_pton(AF_INET6, server->address, &out->six.sin6_addr) != 1)
        return false;
    out->six.sin6_family = AF_INET6;
    out->six.sin6_port = port;
    return true;
}

static struct MHD_Daemon *daemon_start(struct server *server, int *port)
{
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO;
    const union MHD_DaemonInfo *info;
    struct MHD_Daemon *daemon;
    union address address;

    errno = EADDRNOTAVAIL;
    if (!address_read(server, &address))
        return NULL;
    if (address.any.sa_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    daemon =
        MHD_start_daemon(flags, (uint16_t)server->port, NULL, NULL, answer,
                         server, MHD_OPTION_SOCK_ADDR, &address.any,
                         MHD_OPTION_CONNECTION_TIMEOUT, 30u, MHD_OPTION_END);
    if (daemon == NULL)
        return NULL;
    info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    *port = info != NULL ? (int)info->port : (int)server->port;
    return daemon;
}

static int serve_fault(const char *what, const char *which)
{
    struct buf fault = BUF_INIT;
    int reason = errno;
    int status;

    buf_add_format(&fault, "%s %s: %s", what, which, strerror(reason));
    status = print_fault(EXIT_ENVIRONMENT, buf_slice(&fault));
    buf_release(&fault);
    return status;
}

/* Until SIGINT or SIGTERM, which the threads of the server must not take. */
static int serve_run(struct server *server)
{
    struct MHD_Daemon *daemon;
    sigset_t stop;
    int port = 0;
    int signal_number;

    (void)sigemptyset(&stop);
    (void)sigaddset(&stop, SIGINT);
    (void)sigaddset(&stop, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &stop, NULL);
    daemon = daemon_start(server, &port);
    if (daemon == NULL)
        return serve_fault("cannot listen at", server->address);
    (void)printf(strchr(server->address, ':') != NULL
                     ? "%s at http://[%s]:%d/\n"
                     : "%s at http://%s:%d/\n",
                 server->root, server->address, port);
    if (print_end(EXIT_PUBLISHED) != EXIT_PUBLISHED) {
        MHD_stop_daemon(daemon);
        return EXIT_ENVIRONMENT;
    }
    (void)sigwait(&stop, &signal_number);
    MHD_stop_daemon(daemon);
    return EXIT_PUBLISHED;
}

static int serve_open(struct server *server)
{
    struct arena arena;
    int status;

    arena_init(&arena);
    if (server->out == NULL)
        server->out = arena_format(&arena, "%s/site", server->folder).ptr;
    if (realpath(server->out, server->root) == NULL) {
        status = serve_fault("no site in", server->out);
    } else if (!file_is_folder(server->root)) {
        errno = ENOTDIR;
        status = serve_fault("no site in", server->out);
    } else {
        status = serve_run(server);
    }
    arena_release(&arena);
    return status;
}

int command_serve(int argc, char **argv)
{
    struct server server = {
        .folder = ".", .address = "127.0.0.1", .port = 8000};
    const struct command_option options[] = {
        {.name = "output",
         .letter = 'o',
         .argument = "OUT",
         .text = &server.out,
         .help = "the folder that was built (DIR/site)"},
        {.name = "port",
         .letter = 'p',
         .argument = "N",
         .number = &server.port,
         .low = 0,
         .high = PORT_MAX,
         .help = "port, 0 = any free one (8000)"},
        {.name = "address",
         .argument = "IP",
         .text = &server.address,
         .help = "address to listen at (127.0.0.1: this machine only)"},
    };
    const struct command_line line = {
        .name = "serve",
        .summary = "Shows the built site of the workspace DIR to browsers of "
                   "this machine, until\ninterrupted. For a look, not for the "
                   "public.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "DIR",
        .operand = &server.folder};
    int status;

    if (!options_begin(&line, argc, argv, &status))
        return status;
    return serve_open(&server);
}
