/*
 * SQLite databases. Layer: emit, over libsqlite3.
 *
 * A database is filled in one transaction by one thread and then closed: there
 * is neither a journal nor a second file beside it, and its bytes depend on
 * what is written, in that order, and on the library's version.
 */
#ifndef EMIT_DATABASE_H
#define EMIT_DATABASE_H

#include "base/buf.h"

struct database;

/* Null, and errno says why, when there can be no database in the (empty) file
 * at `path`; once it is open the path is needed no more. */
struct database *database_begin(const char *path) MUST_USE;
/* Statements without an answer; false when one of them fails. */
bool database_run(struct database *database, struct slice statements) MUST_USE;

/* "INSERT INTO … VALUES (?, ?)", for the rows to come; ends the one before. */
bool database_prepare(struct database *database,
                      struct slice statement) MUST_USE;
/* Values of the row, by place from 0; unset ones are NULL. Text is borrowed
 * until the row is put. */
void database_text(struct database *database, size_t place, struct slice text);
void database_integer(struct database *database, size_t place, int64_t value);
enum database_result { DATABASE_PUT, DATABASE_REFUSED, DATABASE_BROKEN };
/* Refused: a row with this key is there already. */
enum database_result database_put(struct database *database) MUST_USE;

/* Ends the database. False, and errno says why, when not all of it was
 * written: what failed before, counts. */
bool database_finish(struct database *database) MUST_USE;

/* "name", with quotes inside doubled. */
void database_name(struct buf *out, struct slice name);

/* Of SQLite, for the manifest: it stands in the file too. */
const char *database_library_version(void);

#endif
