/* Databases by SQLite. */
#include "emit/database.h"

#include <errno.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>

struct database {
    sqlite3 *file;
    sqlite3_stmt *row;
    int fault; /* as errno, of what went wrong first */
    bool broken;
};

/* "rend": what `file` shows of the format. */
#define SETTINGS                                                               \
    "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8';"                      \
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"                     \
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384;"             \
    "PRAGMA auto_vacuum = NONE; PRAGMA foreign_keys = OFF;"                    \
    "PRAGMA application_id = 0x72656e64; PRAGMA user_version = 1; BEGIN"

/* errno is another's by the time that SQLite is back. */
static void broken(struct database *database, int result)
{
    int fault = sqlite3_system_errno(database->file);

    if (!database->broken)
        database->fault = result == SQLITE_FULL ? ENOSPC
                          : fault != 0          ? fault
                                                : EIO;
    database->broken = true;
}

static void expect(struct database *database, int result, int expected)
{
    if (result != expected)
        broken(database, result);
}

static void run(struct database *database, struct slice statements)
{
    struct buf text = BUF_INIT;

    buf_add_slice(&text, statements);
    buf_add_char(&text, ';');
    expect(database, sqlite3_exec(database->file, text.ptr, NULL, NULL, NULL),
           SQLITE_OK);
    buf_release(&text);
}

/* Frees it; false, and errno says why, when something went wrong. */
static bool closed(struct database *database)
{
    bool done = sqlite3_close(database->file) == SQLITE_OK && !database->broken;
    int fault = database->broken ? database->fault : EIO;

    free(database);
    if (!done)
        errno = fault;
    return done;
}

struct database *database_begin(const char *path)
{
    struct database *database = calloc(1, sizeof(*database));

    if (database == NULL)
        out_of_memory();
    expect(database,
           sqlite3_open_v2(path, &database->file,
                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL),
           SQLITE_OK);
    if (!database->broken)
        run(database, SLICE(SETTINGS));
    if (!database->broken)
        return database;
    (void)closed(database);
    return NULL;
}

bool database_run(struct database *database, struct slice statements)
{
    run(database, statements);
    return !database->broken;
}

bool database_prepare(struct database *database, struct slice statement)
{
    (void)sqlite3_finalize(database->row);
    database->row = NULL;
    if (statement.len > INT_MAX)
        broken(database, SQLITE_TOOBIG);
    else
        expect(database,
               sqlite3_prepare_v2(database->file, statement.ptr,
                                  (int)statement.len, &database->row, NULL),
               SQLITE_OK);
    return !database->broken;
}

void database_text(struct database *database, size_t place, struct slice text)
{
    expect(database,
           sqlite3_bind_text64(database->row, (int)place + 1,
                               text.len > 0 ? text.ptr : "", text.len,
                               SQLITE_STATIC, SQLITE_UTF8),
           SQLITE_OK);
}

void database_integer(struct database *database, size_t place, int64_t value)
{
    expect(database, sqlite3_bind_int64(database->row, (int)place + 1, value),
           SQLITE_OK);
}

enum database_result database_put(struct database *database)
{
    int result = sqlite3_step(database->row);

    if (result != SQLITE_CONSTRAINT)
        expect(database, result, SQLITE_DONE);
    (void)sqlite3_reset(database->row);
    expect(database, sqlite3_clear_bindings(database->row), SQLITE_OK);
    if (result == SQLITE_CONSTRAINT)
        return DATABASE_REFUSED;
    return database->broken ? DATABASE_BROKEN : DATABASE_PUT;
}

bool database_finish(struct database *database)
{
    (void)sqlite3_finalize(database->row);
    database->row = NULL;
    if (!database->broken)
        run(database, SLICE("COMMIT"));
    return closed(database);
}

void database_name(struct buf *out, struct slice name)
{
    buf_add_char(out, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, name.ptr[i]);
    }
    buf_add_char(out, '"');
}

const char *database_library_version(void)
{
    return sqlite3_libversion();
}
