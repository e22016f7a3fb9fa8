/*
 * data/verify.sql: the figures of a root, recomputed with the SQLite shell.
 * Layer: publish.
 *
 * The script reads the published tables, data/datapackage.json and every
 * ledger, answers each leaf from the rows and each tree from its operands, and
 * prints how many are equal, which are different, and which were not checked
 * and why. It needs sqlite3 3.38 or later (JSON) and no extension.
 */
#ifndef PUBLISH_FORMAT_VERIFY_SQL_H
#define PUBLISH_FORMAT_VERIFY_SQL_H

#include "publish/internal.h"

/* After the datasets and all pages are written: the ledgers are those that the
 * root has by then. False after a finding. */
bool verify_sql_publish(struct root *root, const struct dataset *datasets,
                        size_t count) MUST_USE;

/* Lines, up to a null; verify_sql_text.c, for verify_sql.c only. */
extern const char *const verify_sql_begin[];
extern const char *const verify_sql_asked[];
extern const char *const verify_sql_taken[];
extern const char *const verify_sql_answer[];
extern const char *const verify_sql_end[];

#endif
